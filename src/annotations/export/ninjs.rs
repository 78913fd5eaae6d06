//! ninjs 3.1, the IPTC's news in JSON: the text twice, plain and as XHTML with the annotations in it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Source, paragraphs, tei};
use crate::text::escape;
use crate::text::inline::Kind;

/// What ninjs cannot carry.
pub const LOSSES: &str =
    "ninjs has no place for annotations of a stretch: they are spans of the XHTML body, and the notes are counted in edNote";

/// The article as ninjs.
#[must_use]
pub fn write(source: &Source) -> String {
    let date = source.date().map_or_else(|| source.now.to_owned(), |d| format!("{d}T00:00:00Z"));
    let text = |role: &str, kind: &str, value: String| json!({"role": role, "contentType": kind, "value": value});
    let xhtml: String = paragraphs(source.body)
        .into_iter()
        .map(|p| tei::marked(source, &p, escape::html, &|a, _| (open(a), "</span>".to_owned())))
        .fold(String::new(), |all, p| format!("{all}<p>{p}</p>"));
    let mut article = json!({
        "uri": urn(&crate::roster::file::id_of(&source.name.replace('.', "-"))),
        "type": "text",
        "standard": {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"},
        "versionCreated": date,
        "pubStatus": "usable",
        "language": "en",
        "headlines": [text("main", "text/plain", source.headline())],
        "bodies": [text("main", "text/plain", source.body.to_owned()), text("annotated", "application/xhtml+xml", xhtml)],
    });
    let mut people: Vec<Value> = Vec::new();
    let mut sources: Vec<Value> = Vec::new();
    let mut notes = 0;
    for a in &source.set.annotations {
        match a.kind {
            Kind::Person => {
                let id = a.get("ref").unwrap_or_default();
                let name = if id.is_empty() { a.exact.clone() } else { source.name_of(id) };
                if !people.iter().any(|p| p["name"] == name.as_str()) {
                    let mut person = json!({"name": name, "rel": "mentions"});
                    if !id.is_empty() {
                        person["uri"] = urn(&format!("person:{id}")).into();
                    }
                    people.push(person);
                }
            }
            Kind::Claim | Kind::Quote => {
                if let Some(id) = a.get("by") {
                    let name = source.name_of(id);
                    if !sources.iter().any(|s| s["name"] == name.as_str()) {
                        sources.push(json!({"name": name, "role": "source"}));
                    }
                }
            }
            Kind::Note => notes += 1,
            _ => {}
        }
    }
    if !people.is_empty() {
        article["people"] = people.into();
    }
    if !sources.is_empty() {
        article["infoSources"] = sources.into();
    }
    if !source.reading.metadata.byline.is_empty() {
        article["by"] = source.reading.metadata.byline.join(", ").into();
    }
    if notes > 0 {
        article["edNote"] = format!("{notes} open note{}", if notes == 1 { "" } else { "s" }).into();
    }
    if !source.public {
        article["altIds"] = json!([{"role": "annotations", "value": format!("{}{}", source.name, crate::annotations::sidecar::SUFFIX)}]);
    }
    format!("{article:#}\n")
}

/// A name as a URI (RFC 3986): only plain letters, figures and a few marks may stand in one as they are.
fn urn(name: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b':');
    format!("urn:copydesk:{}", utf8_percent_encode(name, KEPT))
}

fn open(a: &super::Annotation) -> String {
    let mut out = format!("<span class=\"{}\"", a.kind.class());
    let mut names: Vec<String> = Vec::new();
    for (key, value) in &a.attributes {
        let name = tei::name(key);
        // XML has each attribute once.
        if !name.is_empty() && !names.contains(&name) {
            out.push_str(&format!(" data-{name}=\"{}\"", escape::html(value)));
            names.push(name);
        }
    }
    out + ">"
}
