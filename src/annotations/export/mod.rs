//! Annotated drafts in the forms that other programs read. Each says what it cannot carry.

pub mod brat;
pub mod ninjs;
pub mod schema_org;
pub mod tei;

use super::sidecar::{self, Annotation, Sidecar};
use crate::story::Reading;
use crate::views::hover::name_of;

/// A form that other programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportedForm {
    /// A W3C `AnnotationPage`, as the file beside the draft is.
    WebAnnotation,
    /// JSON-LD in schema.org's terms.
    SchemaOrg,
    /// ninjs 3.1 of the IPTC.
    Ninjs,
    /// TEI P5.
    Tei,
    /// brat's standoff format.
    Brat,
}

impl ExportedForm {
    /// All forms.
    pub const ALL: [Self; 5] = [Self::WebAnnotation, Self::SchemaOrg, Self::Ninjs, Self::Tei, Self::Brat];

    /// Its name, and what it is.
    #[must_use]
    pub fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::WebAnnotation => ("web-annotation", "a page of W3C annotations"),
            Self::SchemaOrg => ("schema.org", "JSON-LD for search engines"),
            Self::Ninjs => ("ninjs", "the IPTC’s JSON for news"),
            Self::Tei => ("tei", "TEI P5, for archives"),
            Self::Brat => ("brat", "brat’s standoff format"),
        }
    }

    /// The draft in this form, and what the form cannot carry.
    #[must_use]
    pub fn write(self, source: &Source) -> (String, Option<&'static str>) {
        match self {
            Self::WebAnnotation => (sidecar::write(source.set, source.name), None),
            Self::SchemaOrg => (schema_org::write(source), Some(schema_org::LOSSES)),
            Self::Ninjs => (ninjs::write(source), Some(ninjs::LOSSES)),
            Self::Tei => (tei::write(source), Some(tei::LOSSES)),
            Self::Brat => (brat::write(source), Some(brat::LOSSES)),
        }
    }
}

/// What an export is made of.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The draft's name.
    pub name: &'a str,
    /// Its body.
    pub body: &'a str,
    /// The annotations to be carried, in order of the text.
    pub set: &'a Sidecar,
    /// The draft as read.
    pub reading: &'a Reading,
    /// When the export is made, RFC 3339.
    pub now: &'a str,
    /// Whether the public will see it.
    pub public: bool,
    /// The bytes of the body that each annotation covers.
    ranges: Vec<std::ops::Range<usize>>,
}

impl<'a> Source<'a> {
    /// What is exported: annotations (in order of the text) of a body, by name, made `now`.
    #[must_use]
    pub fn new(name: &'a str, body: &'a str, set: &'a Sidecar, reading: &'a Reading, now: &'a str, public: bool) -> Self {
        let starts: Vec<usize> = body.char_indices().map(|(i, _)| i).chain([body.len()]).collect();
        let at = |n: usize| starts.get(n).copied().unwrap_or(body.len());
        let ranges = set.annotations.iter().map(|a| at(a.position.start)..at(a.position.end)).collect();
        Self { name, body, set, reading, now, public, ranges }
    }

    fn headline(&self) -> String {
        self.reading.headline().unwrap_or_else(|| self.name.to_owned())
    }

    fn date(&self) -> Option<String> {
        self.reading.anchor.as_ref().map(|a| a.date.to_string())
    }

    /// The name that stands for an id.
    fn name_of(&self, id: &str) -> String {
        if self.public && self.reading.protects(id) {
            return "a protected source".into();
        }
        name_of(self.reading, id)
    }

    /// The annotations and the bytes of the body that each covers.
    fn placed(&self) -> impl Iterator<Item = (std::ops::Range<usize>, &Annotation)> {
        self.ranges.iter().cloned().zip(&self.set.annotations)
    }
}

/// The paragraphs of a body, in bytes: what blank lines part.
fn paragraphs(body: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        if text.trim().is_empty() {
            if let Some((from, to)) = start.take() {
                found.push(from..to);
            }
        } else {
            start = Some((start.map_or(at, |(from, _)| from), at + text.len()));
        }
        at += line.len();
    }
    found.extend(start.map(|(from, to)| from..to));
    found
}
