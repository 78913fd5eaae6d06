//! The file beside a draft that keeps annotations: `story.txt` has `story.txt.anno.json`, a W3C `AnnotationPage`.
//!
//! Each item has a position (code points of the [body](super::body), as the W3C asks) and a quotation with what stands before
//! and behind it, by which it is found again when the position no longer holds. What other programs put into the file is kept.
//! Items are written in order of their places, in a form that changes little when little changes.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::sketch::{self, Code, CodedText};
use crate::story::{Kept, local};
use crate::text::inline::Kind;
use crate::text::position::clamp;
use crate::text::{Clean, encoding};

/// The terms of this format that the W3C's vocabulary does not have.
pub const NAMESPACE: &str = "urn:copydesk:terms#";

/// The page's sketch of the body.
const SKETCH: &str = "cd:sketch";

/// What the name of a draft's file of annotations has behind the draft's own.
pub const SUFFIX: &str = ".anno.json";

/// The file that keeps a draft's annotations.
#[must_use]
pub fn path_beside(draft: &Path) -> PathBuf {
    crate::text::path_beside(draft, SUFFIX)
}

/// One annotation as the file keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its id, without `#`.
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// Where it was when the file was written, in code points of the body.
    pub position: Range<usize>,
    /// The words it covers.
    pub exact: String,
    /// What stood before them, up to the start of the paragraph.
    pub prefix: String,
    /// What stood behind them, up to the end of the paragraph.
    pub suffix: String,
    /// The number of the first of the sketch's words that the annotation has a part in; none where the sketch is of another body.
    pub word: Option<usize>,
    /// The pairs, in order, as an inline annotation has them.
    pub attributes: Vec<(String, String)>,
    /// Who made it, and when.
    pub creator: Option<String>,
    /// When it was made, as the file has it.
    pub created: Option<String>,
    /// What else the item holds.
    pub more: Map<String, Value>,
    /// What its body holds that is more than text.
    pub structure: Map<String, Value>,
}

/// What a sidecar file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sidecar {
    /// SHA-256 of the body for which the positions hold, in hexadecimal; empty where none was given.
    pub digest: String,
    /// The [sketch] of that body; empty where none was given.
    pub sketch: Vec<Code>,
    /// The annotations, in the order of the file.
    pub annotations: Vec<Annotation>,
    /// What else the page holds.
    pub more: Map<String, Value>,
}

/// Why a sidecar file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// One-based line, where it is known.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// SHA-256 of a text, in hexadecimal.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |all, b| all + &format!("{b:02x}"))
}

/// Reads a sidecar file.
///
/// # Errors
/// Where it is not JSON, or not an annotation page; an item that is none of ours is kept as it is.
pub fn read(text: &str) -> Result<Sidecar, Unreadable> {
    let text = encoding::without_mark(text);
    if text.trim().is_empty() {
        return Ok(Sidecar::default());
    }
    let page: Value = serde_json::from_str(text).map_err(|e| {
        let message = format!("column {}: {e}. Nothing will be written to it until it is mended or moved away", e.column());
        Unreadable { line: e.line(), message }
    })?;
    let Value::Object(mut page) = page else {
        return Err(Unreadable { line: 1, message: "this is not an annotation page: it should be an object with `items`".into() });
    };
    let Some(Value::Array(items)) = page.remove("items") else {
        return Err(Unreadable { line: 1, message: "this annotation page has no list of `items`".into() });
    };
    let sketch = match page.remove(SKETCH) {
        Some(Value::Array(paragraphs)) => sketch::read(paragraphs.iter().map(|p| p.as_str().unwrap_or("?"))).unwrap_or_default(),
        _ => Vec::new(),
    };
    let mut sidecar = Sidecar { sketch, more: page, ..Sidecar::default() };
    for (n, item) in items.into_iter().enumerate() {
        let (annotation, digest) = annotation(item).map_err(|why| Unreadable {
            line: 1,
            message: format!("items[{n}]: {why}. Nothing will be written to the file until it is mended"),
        })?;
        if sidecar.digest.is_empty() {
            sidecar.digest = digest.unwrap_or_default();
        }
        sidecar.annotations.push(annotation);
    }
    Ok(sidecar)
}

fn annotation(item: Value) -> Result<(Annotation, Option<String>), String> {
    let Value::Object(mut item) = item else { return Err("this is not an object".into()) };
    let body = match item.remove("body") {
        Some(Value::Array(mut bodies)) if bodies.len() == 1 => bodies.remove(0),
        Some(body) => body,
        None => return Err("it has no `body`".into()),
    };
    let target = item.remove("target").ok_or("it has no `target`")?;
    let Value::Object(body) = body else { return Err("its `body` is not an object".into()) };
    let kind = match body.get("type").and_then(Value::as_str).map(local) {
        Some("Claim") => Kind::Claim,
        Some("Quotation") => Kind::Quote,
        Some("Person") => Kind::Person,
        Some("Organization") => Kind::Org,
        Some("Timex" | "Date") => Kind::Date,
        Some("TextualBody" | "Note") => Kind::Note,
        other => return Err(format!("its body has the type {other:?}, which stands for no kind of annotation")),
    };
    let mut attributes = Vec::new();
    let mut structure = Map::new();
    for (key, value) in &body {
        let name = match (kind, local(key)) {
            (_, "type" | "format" | "language" | "purpose") => continue,
            (Kind::Note, "value") => "text",
            (_, name) => name,
        };
        let value = match value {
            Value::String(s) => s.clone(),
            Value::Number(n) => n.to_string(),
            Value::Bool(b) => b.to_string(),
            other => {
                structure.insert(key.clone(), other.clone());
                continue;
            }
        };
        attributes.push((name.to_owned(), value));
    }
    let selectors: Vec<&Value> = match target.get("selector") {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
        None => return Err("its `target` has no `selector`".into()),
    };
    let of_type = |t: &str| selectors.iter().copied().find(|s| s.get("type").and_then(Value::as_str) == Some(t));
    let text = |v: Option<&Value>, key: &str| v.and_then(|v| v.get(key)).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = |v: Option<&Value>, key: &str| v.and_then(|v| v.get(key)).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let (position, quote) = (of_type("TextPositionSelector"), of_type("TextQuoteSelector"));
    if quote.is_none() {
        return Err("it has no TextQuoteSelector, so it could not be found again".into());
    }
    let start = number(position, "start").unwrap_or(0);
    let end = number(position, "end").unwrap_or(start).max(start);
    let digest = target.pointer("/state/value").and_then(Value::as_str).map(|d| d.trim_start_matches("sha256:").to_owned());
    let id = match item.remove("id") {
        Some(Value::String(id)) => id.trim_start_matches('#').to_owned(),
        _ => String::new(),
    };
    item.remove("type");
    item.remove("motivation");
    let creator = match item.remove("creator") {
        Some(Value::Object(c)) if c.len() <= 2 => c.get("name").and_then(Value::as_str).map(str::to_owned),
        Some(Value::String(c)) => Some(c),
        Some(other) => {
            item.insert("creator".into(), other);
            None
        }
        None => None,
    };
    let created = item.remove("created").and_then(|c| c.as_str().map(str::to_owned));
    let annotation = Annotation {
        id,
        kind,
        position: start..end,
        exact: text(quote, "exact"),
        prefix: text(quote, "prefix"),
        suffix: text(quote, "suffix"),
        word: number(position, "cd:word"),
        attributes,
        creator,
        created,
        more: item,
        structure,
    };
    Ok((annotation, digest))
}

/// Writes a sidecar file: items in order of their places, two blanks a level, a line break at the end.
#[must_use]
pub fn write(sidecar: &Sidecar, draft_name: &str) -> String {
    let mut sorted: Vec<&Annotation> = sidecar.annotations.iter().collect();
    sorted.sort_by(|a, b| (a.position.start, b.position.end, &a.id).cmp(&(b.position.start, a.position.end, &b.id)));
    let items: Vec<Value> = sorted.iter().map(|a| item(a, draft_name, sidecar)).collect();
    let mut page = Map::new();
    page.insert("@context".into(), json!(["http://www.w3.org/ns/anno.jsonld", {"cd": NAMESPACE, SKETCH: {"@container": "@list"}}]));
    page.insert("id".into(), format!("{draft_name}{SUFFIX}").into());
    page.insert("type".into(), "AnnotationPage".into());
    for (key, value) in &sidecar.more {
        page.insert(key.clone(), value.clone());
    }
    if !items.is_empty() && !sidecar.sketch.is_empty() {
        page.insert(SKETCH.into(), sketch::write(&sidecar.sketch).into());
    }
    page.insert("items".into(), items.into());
    format!("{:#}\n", Value::Object(page))
}

fn motivation(kind: Kind, attributes: &[(String, String)]) -> &'static str {
    let asks = attributes.iter().any(|(k, v)| k == "kind" && matches!(v.as_str(), "query" | "citation-needed" | "date-needed"));
    match kind {
        Kind::Claim => "assessing",
        Kind::Note if asks => "questioning",
        Kind::Note => "commenting",
        _ => "identifying",
    }
}

fn item(a: &Annotation, draft_name: &str, sidecar: &Sidecar) -> Value {
    let mut body = Map::new();
    let class = match a.kind {
        Kind::Claim => "cd:Claim",
        Kind::Quote => "cd:Quotation",
        Kind::Person => "cd:Person",
        Kind::Org => "cd:Organization",
        Kind::Date => "cd:Timex",
        Kind::Note => "TextualBody",
    };
    body.insert("type".into(), class.into());
    for (key, value) in &a.attributes {
        let name = if a.kind == Kind::Note && key == "text" { "value".to_owned() } else { format!("cd:{key}") };
        body.insert(name, value.as_str().into());
    }
    body.extend(a.structure.clone());
    let quote = json!({"type": "TextQuoteSelector", "exact": a.exact, "prefix": a.prefix, "suffix": a.suffix});
    let mut position = json!({"type": "TextPositionSelector", "start": a.position.start, "end": a.position.end});
    if let Some(word) = a.word.filter(|_| !sidecar.sketch.is_empty()) {
        position["cd:word"] = word.into();
    }
    let mut item = Map::new();
    let id = if a.id.contains([':', '/']) { a.id.clone() } else { format!("#{}", a.id) };
    item.insert("id".into(), id.into());
    item.insert("type".into(), "Annotation".into());
    item.insert("motivation".into(), motivation(a.kind, &a.attributes).into());
    if let Some(created) = &a.created {
        item.insert("created".into(), created.as_str().into());
    }
    if let Some(creator) = &a.creator {
        item.insert("creator".into(), json!({"type": "Person", "name": creator}));
    }
    for (key, value) in &a.more {
        item.insert(key.clone(), value.clone());
    }
    item.insert("body".into(), body.into());
    item.insert(
        "target".into(),
        json!({
            "source": draft_name,
            "selector": [position, quote],
            "state": {"type": "cd:TextDigest", "value": format!("sha256:{}", sidecar.digest)},
        }),
    );
    item.into()
}

impl Sidecar {
    /// A file without annotations for a body.
    #[must_use]
    pub fn of(body: &CodedText) -> Self {
        let mut sidecar = Self::default();
        sidecar.be_of(body);
        sidecar
    }

    /// Says of which body the positions now hold. Those that were not put into their places in it are orphans.
    pub fn be_of(&mut self, body: &CodedText) {
        self.digest = digest(body.text);
        self.sketch = body.codes();
    }

    /// The first free id of a kind: `c1`, `q2`.
    #[must_use]
    pub fn free_id(&self, kind: Kind) -> String {
        let taken: HashSet<&str> = self.annotations.iter().map(|a| a.id.as_str()).collect();
        (1..=taken.len() + 1).map(|n| Self::numbered(kind, n)).find(|id| !taken.contains(id.as_str())).unwrap_or_default()
    }

    /// The id of a kind with a number.
    pub(super) fn numbered(kind: Kind, number: usize) -> String {
        format!("{}{number}", &kind.class()[..1])
    }
}

impl Annotation {
    /// An annotation that has no place yet.
    #[must_use]
    pub fn new(id: String, kind: Kind, attributes: Vec<(String, String)>) -> Self {
        Self {
            id,
            kind,
            position: 0..0,
            exact: String::new(),
            prefix: String::new(),
            suffix: String::new(),
            word: None,
            attributes,
            creator: None,
            created: None,
            more: Map::new(),
            structure: Map::new(),
        }
    }

    /// Who made it and when, which an inline annotation has among its pairs.
    pub fn take_back_maker(&mut self) {
        for (key, field) in [("creator", &mut self.creator), ("created", &mut self.created)] {
            if let Some(n) = self.attributes.iter().position(|(k, _)| k == key) {
                *field = Some(self.attributes.remove(n).1);
            }
        }
    }

    /// The value of the first pair of that name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// The annotation as the reading wants it, at a place of the body (bytes); an orphan covers nothing.
    #[must_use]
    pub fn kept(&self, anchor: Option<Range<usize>>, body: &Clean) -> Kept {
        let range = anchor.filter(|r| !r.is_empty()).map_or(0..0, |r| body.to_raw(clamp(r.start)..clamp(r.end)));
        Kept { range, kind: self.kind, id: self.id.clone(), words: self.exact.clone(), attributes: self.attributes.clone() }
    }

    /// Puts the annotation at a place of a body (bytes): position, words, and what stands around them.
    pub fn place(&mut self, body: &CodedText, range: Range<usize>) {
        self.position = body.code_point(range.start)..body.code_point(range.end);
        body.text[range.clone()].clone_into(&mut self.exact);
        let (prefix, suffix) = body.context(&range);
        (self.prefix, self.suffix) = (prefix.to_owned(), suffix.to_owned());
        self.word = Some(body.within(&range).start);
    }
}

/// The schema of the file, for editors: what a person who edits it by hand should be told.
#[must_use]
pub fn schema() -> Value {
    let text = json!({"type": "string"});
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Annotations beside a draft",
        "type": "object",
        "required": ["items"],
        "properties": {"items": {"type": "array", "items": {
            "type": "object",
            "required": ["id", "body", "target"],
            "properties": {
                "id": text,
                "motivation": {"enum": ["assessing", "identifying", "questioning", "commenting", "editing"]},
                "body": {"type": "object", "required": ["type"], "properties": {
                    "type": {"enum": ["cd:Claim", "cd:Quotation", "cd:Person", "cd:Organization", "cd:Timex", "TextualBody"]},
                    "cd:status": {"enum": super::STATUSES},
                }},
                "target": {"type": "object", "required": ["selector"]},
            },
        }}},
    })
}
