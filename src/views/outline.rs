//! The outline of an article: its furniture, its quotations, and what has no source.

use super::hover::shorten;
use crate::story::{Place, Reading};
use crate::text::Region;
use crate::text::position::clamp;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the newsroom's own words")]
pub enum OutlineKind {
    Headline,
    Standfirst,
    Subheading,
    Caption,
    Quotation,
    Person,
    UnsourcedClaim,
}

impl OutlineKind {
    /// The word for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Subheading => "subheading",
            Self::Caption => "caption",
            Self::Quotation => "quotation",
            Self::Person => "person",
            Self::UnsourcedClaim => "unsourced claim",
        }
    }
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// What it is.
    pub kind: OutlineKind,
    /// Its first words.
    pub name: String,
    /// Where.
    pub place: Place,
    /// What stands under it.
    pub children: Vec<OutlineEntry>,
}

impl OutlineEntry {
    /// The byte of the draft at which what stands under it ends.
    #[must_use]
    pub fn end(&self, reading: &Reading) -> usize {
        self.children.last().map_or_else(|| reading.absolute(self.place).end, |c| c.end(reading).max(reading.absolute(self.place).end))
    }
}

/// The outline; subheadings hold what follows them. `findings` are codes and places of what has been found.
#[must_use]
pub fn outline(reading: &Reading, findings: &[(&str, Place)]) -> Vec<OutlineEntry> {
    let mut flat: Vec<OutlineEntry> = Vec::new();
    let entry = |kind: OutlineKind, place: Place| OutlineEntry {
        kind,
        name: shorten(&reading.text(place).split_whitespace().collect::<Vec<_>>().join(" "), 72),
        place,
        children: Vec::new(),
    };
    for (block, region) in reading.regions.iter().enumerate() {
        let kind = match region {
            Region::Headline => OutlineKind::Headline,
            Region::Standfirst => OutlineKind::Standfirst,
            Region::Subheading => OutlineKind::Subheading,
            Region::Caption => OutlineKind::Caption,
            _ => continue,
        };
        let text = reading.blocks[block].text();
        let lead = text.len() - text.trim_start().len();
        flat.push(entry(kind, Place { block, start: clamp(lead), end: clamp(text.trim_end().len().max(lead)) }));
    }
    flat.extend(reading.quotes.iter().filter(|q| q.statement).map(|q| {
        let said = entry(OutlineKind::Quotation, q.place);
        let speaker = reading.who(q.person, q.speaker).map(|who| format!(" — {who}")).unwrap_or_default();
        OutlineEntry { name: said.name + &speaker, ..said }
    }));
    flat.extend((0..reading.people.len()).filter_map(|n| {
        let person = &reading.people[n];
        let place = reading.introduction(n).filter(|p| reading.regions[p.block].is_story())?;
        let role = person.roles.first().map(|r| format!(", {}", r.text)).unwrap_or_default();
        Some(OutlineEntry { name: person.name.clone() + &role, ..entry(OutlineKind::Person, place) })
    }));
    flat.extend(
        findings
            .iter()
            .filter(|(code, _)| matches!(*code, "unattributed-claim" | "unsourced-number"))
            .map(|(_, place)| entry(OutlineKind::UnsourcedClaim, *place)),
    );
    flat.retain(|e| !e.name.is_empty());
    flat.sort_by_key(|e| (e.place.block, e.place.start));
    let mut tree: Vec<OutlineEntry> = Vec::new();
    for e in flat {
        match tree.last_mut() {
            Some(section) if section.kind == OutlineKind::Subheading && e.kind != OutlineKind::Subheading => section.children.push(e),
            _ => tree.push(e),
        }
    }
    tree
}
