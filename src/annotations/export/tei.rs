//! TEI P5: `said`, `persName`, `orgName`, `date`, `seg` and `note`, in paragraphs.

use std::ops::Range;

use super::{Annotation, Source, paragraphs};
use crate::text::escape::xml as escaped;
use crate::text::inline::Kind;

/// What TEI cannot carry.
pub const LOSSES: &str = "annotations that cross one another or a paragraph's end are cut there; checkers are left out";

/// A key as the name of an attribute.
#[must_use]
pub(super) fn name(key: &str) -> String {
    key.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>().to_lowercase()
}

/// A paragraph with the annotations that lie in it as elements, which `element` opens and closes (it is told whether an
/// annotation starts here or goes on from the paragraph before), and its words as `escaped` writes them. Those that would cross
/// are cut where they do.
#[must_use]
pub(super) fn marked(
    source: &Source,
    paragraph: &Range<usize>,
    escaped: fn(&str) -> String,
    element: &dyn Fn(&Annotation, bool) -> (String, String),
) -> String {
    let inside: Vec<(Range<usize>, &Annotation, bool)> = source
        .placed()
        .filter(|(r, _)| r.start < paragraph.end && paragraph.start < r.end)
        .map(|(r, a)| (r.start.max(paragraph.start)..r.end.min(paragraph.end), a, r.start >= paragraph.start))
        .collect();
    let mut out = String::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut at = paragraph.start;
    let close_to = |to: usize, at: &mut usize, open: &mut Vec<(usize, String)>, out: &mut String| {
        while let Some((end, close)) = open.pop_if(|(end, _)| *end <= to) {
            out.push_str(&escaped(&source.body[*at..end.max(*at)]));
            out.push_str(&close);
            *at = end.max(*at);
        }
    };
    for (range, a, first) in inside {
        close_to(range.start, &mut at, &mut open, &mut out);
        out.push_str(&escaped(&source.body[at..range.start.max(at)]));
        at = at.max(range.start);
        let end = open.last().map_or(range.end, |(end, _)| range.end.min(*end));
        if end <= at {
            continue;
        }
        let (start, close) = element(a, first);
        out.push_str(&start);
        open.push((end, close));
    }
    close_to(paragraph.end, &mut at, &mut open, &mut out);
    out.push_str(&escaped(&source.body[at..paragraph.end.max(at)]));
    out
}

/// The article as TEI P5.
#[must_use]
pub fn write(source: &Source) -> String {
    let mut body = String::new();
    for p in paragraphs(source.body) {
        body.push_str(&format!("        <p>{}</p>\n", marked(source, &p, escaped, &|a, first| element(source, a, first))));
    }
    let date = source.date().map(|d| format!("<date when=\"{d}\">{d}</date>")).unwrap_or_default();
    let title = escaped(&source.headline());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n  <teiHeader>\n    <fileDesc>\n      <titleStmt><title>{title}</title></titleStmt>\n      <publicationStmt><publisher>copydesk</publisher>{date}</publicationStmt>\n      <sourceDesc><p>{}</p></sourceDesc>\n    </fileDesc>\n    <encodingDesc><editorialDecl><quotation marks=\"all\"><p>Quotation marks are kept in the text.</p></quotation></editorialDecl></encodingDesc>\n  </teiHeader>\n  <text>\n    <body>\n      <div>\n{body}      </div>\n    </body>\n  </text>\n</TEI>\n",
        escaped(source.name),
    )
}

fn element(source: &Source, a: &Annotation, first: bool) -> (String, String) {
    // What goes on from the paragraph before is the same annotation, and an id stands once.
    let id = if first { format!(" xml:id=\"{}\"", xml_id(&a.id)) } else { format!(" corresp=\"#{}\"", xml_id(&a.id)) };
    let pointer = |key: &str, name: &str| a.get(key).map(|v| format!(" {name}=\"#{}\"", xml_id(v))).unwrap_or_default();
    let plain = |key: &str, name: &str| a.get(key).map(|v| format!(" {name}=\"{}\"", escaped(v))).unwrap_or_default();
    match a.kind {
        Kind::Claim => {
            let status = a.get("status").map(|s| format!(" subtype=\"{}\"", xml_id(s))).unwrap_or_default();
            (format!("<seg type=\"claim\"{status}{}{id}>", pointer("by", if first { "corresp" } else { "source" })), "</seg>".into())
        }
        Kind::Quote => {
            let direct = if a.get("form").is_none_or(|f| f == "direct") { "true" } else { "false" };
            (format!("<said direct=\"{direct}\"{}{}{id}>", pointer("by", "who"), chain(source, a)), "</said>".into())
        }
        Kind::Person => {
            let role = a.get("role").map(|r| format!(" role=\"{}\"", xml_id(r))).unwrap_or_default();
            (format!("<persName{}{role}{id}>", pointer("ref", "ref")), "</persName>".into())
        }
        Kind::Org => (format!("<orgName{}{id}>", pointer("ref", "ref")), "</orgName>".into()),
        Kind::Date => {
            // TEI's dates are W3C dates; weeks, seasons and decades stay in an attribute of their own.
            let iso = |v: &str| crate::roster::Partial::parse(v).is_some() && v.len() >= 4;
            let when = a.get("when").map(|v| if iso(v) { format!(" when=\"{v}\"") } else { format!(" when-iso=\"{}\"", escaped(v)) });
            let bounds = format!("{}{}", plain("earliest", "notBefore"), plain("latest", "notAfter"));
            (format!("<date{}{bounds}{id}>", when.unwrap_or_default()), "</date>".into())
        }
        Kind::Note if !first => (format!("<seg type=\"noted\"{id}>"), "</seg>".into()),
        Kind::Note => {
            let kind = a.get("kind").map(|k| format!(" type=\"{}\"", xml_id(k))).unwrap_or_default();
            let text = escaped(a.get("text").unwrap_or_default());
            (format!("<seg type=\"noted\"{id}>"), format!("</seg><note{kind} target=\"#{}\">{text}</note>", xml_id(&a.id)))
        }
    }
}

/// `prev` and `next` of a quotation of several parts.
fn chain(source: &Source, a: &Annotation) -> String {
    let Some(group) = a.get("group") else { return String::new() };
    let parts: Vec<&str> = source.set.annotations.iter().filter(|o| o.get("group") == Some(group)).map(|o| o.id.as_str()).collect();
    let Some(n) = parts.iter().position(|id| *id == a.id) else { return String::new() };
    let link = |name: &str, id: Option<&&str>| id.map(|id| format!(" {name}=\"#{}\"", xml_id(id))).unwrap_or_default();
    format!("{}{}", link("prev", n.checked_sub(1).and_then(|n| parts.get(n))), link("next", parts.get(n + 1)))
}

/// An id as XML has it: no colons, no blanks, a letter first.
fn xml_id(id: &str) -> String {
    let bare: String = id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect();
    if bare.starts_with(char::is_alphabetic) { bare } else { format!("x{bare}") }
}
