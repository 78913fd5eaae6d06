//! The fact-check ledger: one row for every claim, quotation, figure and open note of a draft, as desks keep it by hand.

use std::collections::HashSet;

use super::hover::name_of;
use crate::paragraph::reports::SourceKind;
use crate::story::attributions::Attribution;
use crate::story::claims::Cover;
use crate::story::quotations::Quote;
use crate::story::{Mark, Place, Reading, local};
use crate::text::inline::Kind;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// A statement that wants a source.
    Claim,
    /// Somebody's words.
    Quotation,
    /// A number that must come from somewhere.
    Figure,
    /// A note that wants an answer.
    Note,
}

impl RowKind {
    /// The word for it in the ledger.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Quotation => "quotation",
            Self::Figure => "figure",
            Self::Note => "note",
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where.
    pub place: Place,
    /// What it is about.
    pub kind: RowKind,
    /// The words.
    pub text: String,
    /// Who or what is the source; empty where nobody is.
    pub source: String,
    /// What kind of source that is.
    pub source_kind: String,
    /// How far the desk is with it.
    pub status: String,
    /// Who checked it.
    pub checker: String,
    /// When it was checked.
    pub date: String,
    /// What else is noted.
    pub note: String,
}

impl Row {
    /// Whether it wants a source, a speaker or an answer before the draft is printed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.kind == RowKind::Note || matches!(self.status.as_str(), "unattributed" | "no speaker" | "query" | "citation needed")
    }
}

/// The ledger of a draft, in order of the text.
#[must_use]
pub fn rows(reading: &Reading) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut used: HashSet<Place> = HashSet::new();
    for quote in reading.quotes.iter().filter(|q| q.statement || q.speaker_known) {
        let mark = mark_on(reading, Kind::Quote, quote.place);
        rows.push(quotation(reading, quote, mark));
        used.extend(mark.map(|m| m.place));
    }
    for claim in &reading.claims {
        let mark = mark_on(reading, Kind::Claim, claim.place);
        used.extend(mark.map(|m| m.place));
        let attribution = match claim.cover {
            Cover::Source(n) => Some(&reading.attributions[n]),
            _ => None,
        };
        let status = match claim.cover {
            Cover::Nobody | Cover::Act(_) if claim.is_unsourced() => "unattributed",
            Cover::Nobody | Cover::Act(_) => "may ask",
            Cover::Citation => "cited",
            Cover::Carried => "carried over",
            Cover::Annotated => "noted",
            Cover::Public => "public record",
            _ => "attributed",
        };
        // A sentence that is mostly a quotation has its row already.
        if !(claim.cover == Cover::Quotation && mark.is_none()) {
            let place = reading.without_stop(claim.place);
            rows.push(row(reading, RowKind::Claim, place, attribution, status, mark));
        }
        let figures = &reading.facts[claim.place.block].assertion(claim.sentence).figures;
        for figure in figures {
            let place = Place::of(claim.place.block, *figure);
            let own = claim.figures.contains(&place);
            let mark = mark_on(reading, Kind::Claim, place).or(mark);
            let status = if own && claim.cover.is_bare() {
                status
            } else if own {
                "unattributed"
            } else if status == "unattributed" {
                "attributed"
            } else {
                status
            };
            rows.push(row(reading, RowKind::Figure, place, attribution.filter(|_| !own), status, mark));
        }
    }
    for mark in &reading.marks {
        let place = mark.place;
        match mark.kind {
            Kind::Claim if !used.contains(&place) => rows.push(row(reading, RowKind::Claim, place, None, "unattributed", Some(mark))),
            Kind::Quote if !used.contains(&place) => {
                let mut r = row(reading, RowKind::Quotation, place, None, "attributed", Some(mark));
                r.status = if r.source.is_empty() { "no speaker".into() } else { "attributed".into() };
                rows.push(r);
            }
            Kind::Note if mark.wants_answer() => {
                let note = mark.get("text").unwrap_or_default().to_owned();
                let status = mark.get("kind").unwrap_or("note").replace('-', " ");
                rows.push(Row { status, note, ..empty(reading, RowKind::Note, place) });
            }
            _ => {}
        }
    }
    rows.sort_by_key(|r| (r.place.block, r.place.start, r.kind));
    rows
}

/// The annotation of a kind that covers most of a place.
fn mark_on(reading: &Reading, kind: Kind, place: Place) -> Option<&Mark> {
    let shared = |m: &Mark| m.place.end.min(place.end).saturating_sub(m.place.start.max(place.start));
    let enough = |m: &&Mark| m.kind == kind && m.place.overlaps(&place) && shared(m) * 3 >= place.end - place.start;
    reading.marks.at(place).filter(enough).max_by_key(|m| shared(m))
}

fn empty(reading: &Reading, kind: RowKind, place: Place) -> Row {
    Row {
        place,
        kind,
        text: reading.text(place).to_owned(),
        source: String::new(),
        source_kind: String::new(),
        status: String::new(),
        checker: String::new(),
        date: String::new(),
        note: String::new(),
    }
}

fn row(reading: &Reading, kind: RowKind, place: Place, attribution: Option<&Attribution>, status: &str, mark: Option<&Mark>) -> Row {
    let mut row = Row { status: status.to_owned(), ..empty(reading, kind, place) };
    if let Some(a) = attribution {
        reading.who(a.person, a.source).unwrap_or_default().clone_into(&mut row.source);
        let kind = if a.person.is_some() { SourceKind::Person } else { a.kind };
        kind.in_words().clone_into(&mut row.source_kind);
    }
    if let Some(mark) = mark {
        annotated(reading, &mut row, mark);
    }
    row
}

fn quotation(reading: &Reading, quote: &Quote, mark: Option<&Mark>) -> Row {
    let mut row = empty(reading, RowKind::Quotation, quote.place);
    reading.who(quote.person, quote.speaker).unwrap_or_default().clone_into(&mut row.source);
    let told = |place: Place| reading.attributions.iter().find(|a| a.source == Some(place)).map(|a| a.kind);
    let kind = quote.person.map(|_| SourceKind::Person).or_else(|| quote.speaker.and_then(told));
    kind.map(SourceKind::in_words).unwrap_or_default().clone_into(&mut row.source_kind);
    row.status = if quote.speaker_known { "attributed".into() } else { "no speaker".into() };
    if let Some(mark) = mark {
        annotated(reading, &mut row, mark);
        if mark.get("by").is_some() {
            row.status = "attributed".into();
        }
    }
    row
}

/// What the desk has said stands over what the draft says.
fn annotated(reading: &Reading, row: &mut Row, mark: &Mark) {
    if let Some(id) = mark.get("by") {
        row.source = name_of(reading, id);
        row.source_kind = kind_of(reading, id);
    }
    let set = |to: &mut String, key: &str| {
        if let Some(value) = mark.get(key) {
            value.clone_into(to);
        }
    };
    set(&mut row.status, "status");
    set(&mut row.checker, "checker");
    set(&mut row.date, "checked");
    set(&mut row.note, "source");
}

fn kind_of(reading: &Reading, id: &str) -> String {
    let id = local(id);
    if reading.protects(id) {
        "protected".into()
    } else if reading.is_person(id) {
        SourceKind::Person.in_words().into()
    } else if reading.roster.organizations().iter().any(|o| o.id == id) {
        SourceKind::Name.in_words().into()
    } else {
        String::new()
    }
}

/// What of a ledger the public may see: no notes, no checkers, protected sources without their ids.
#[must_use]
pub fn public(rows: Vec<Row>) -> Vec<Row> {
    let open = |r: &Row| r.kind != RowKind::Note;
    let bare = |r: Row| {
        let source = if r.source_kind == "protected" { "a protected source".to_owned() } else { r.source };
        Row { source, checker: String::new(), date: String::new(), note: String::new(), ..r }
    };
    rows.into_iter().filter(open).map(bare).collect()
}
