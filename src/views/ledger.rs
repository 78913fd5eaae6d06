//! The fact-check ledger: one row for every claim, report, quotation and open note of a draft, as desks keep it by hand.
//! What a row can tell stands here; which columns are written, and in which form, `cli/ledger` says, and `cli/report` for a page.

use std::borrow::Cow;
use std::collections::HashSet;

use super::hover::source_of;
use crate::paragraph::assertions::Trigger;
use crate::paragraph::reports::SourceKind;
use crate::story::attributions::Attribution;
use crate::story::claims::{Claim, Cover};
use crate::story::quotations::Quote;
use crate::story::{Mark, Place, Reading, local};
use crate::text::inline::Kind;
use crate::text::position::clamp;

/// A statement that wants a source, and has none.
const UNATTRIBUTED: &str = "unattributed";
/// What somebody is the source of.
const ATTRIBUTED: &str = "attributed";

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// A statement: what somebody says, or what wants a source.
    Claim,
    /// Somebody's words.
    Quotation,
    /// A statement of which only the figures want a source.
    Figure,
    /// A note that wants an answer.
    Note,
    /// Anything else that the desk asks about: a day, a name, a word.
    Question,
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
            Self::Question => "question",
        }
    }
}

/// Something that a desk would send back, as the ledger has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Where.
    pub place: Place,
    /// What is asked.
    pub message: Cow<'a, str>,
    /// Whether it asks who says what, and so is about a row of its own kind where there is one.
    pub of_source: bool,
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
    /// What is asked about it.
    pub asked: Vec<String>,
    /// The mark of the desk's that it is, by its number; none where it is only read from the draft.
    pub mark: Option<usize>,
}

impl Row {
    /// What is noted of it, and what is asked about it.
    #[must_use]
    pub fn noted(&self) -> String {
        // A note is what is asked about it.
        let asked = self.asked.iter().filter(|_| self.kind != RowKind::Note || self.note.is_empty());
        std::iter::once(&self.note).chain(asked).filter(|n| !n.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Whether it wants an answer before the draft is printed: something is asked about it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.asked.is_empty()
    }
}

/// How many questions are open: as many as a desk would send back.
#[must_use]
pub fn open(rows: &[Row]) -> usize {
    rows.iter().map(|r| r.asked.len()).sum()
}

/// The ledger of a draft, in order of the text: a row for every claim, every report of what somebody says, every quotation and every
/// open note, and for whatever else is asked. What is asked stands in one row each.
#[must_use]
pub fn rows(reading: &Reading, asked: &[Asked]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut used: HashSet<Place> = HashSet::new();
    // The attributions that have a row.
    let mut told: HashSet<usize> = HashSet::new();
    for quote in reading.quotes.iter().filter(|q| q.statement || q.speaker_known) {
        let mark = mark_on(reading, Kind::Quote, quote.place).or_else(|| mark_on(reading, Kind::Claim, quote.place));
        rows.push(quotation(reading, quote, mark));
        used.extend(mark.map(|m| m.place));
        told.extend(reports_of(reading, quote));
    }
    for claim in &reading.claims {
        let (row, mark) = claimed(reading, claim, &mut told);
        used.extend(mark);
        rows.extend(row);
    }
    for (n, attribution) in reading.attributions.iter().enumerate().filter(|(n, a)| !told.contains(n) && reports(reading, *n, a)) {
        let here = attribution.content.iter().filter(|c| c.block == attribution.cue.block);
        let place = here.max_by_key(|c| c.end - c.start).copied().unwrap_or_else(|| reading.sentence_of(attribution.cue));
        let place = reading.without_stop(place);
        // What somebody thinks or does by words vouches for nothing: the claim's own row says whose it is.
        let sentence = reading.sentence_of(attribution.cue);
        let claims =
            |r: &&mut Row| matches!(r.kind, RowKind::Claim | RowKind::Figure) && r.source.is_empty() && r.place.overlaps(&sentence);
        if let Some(row) = rows.iter_mut().find(claims) {
            name(reading, row, attribution);
            continue;
        }
        let mark = mark_on(reading, Kind::Claim, place);
        used.extend(mark.map(|m| m.place));
        rows.push(row(reading, RowKind::Claim, place, Some(&reading.attributions[n]), ATTRIBUTED, mark));
    }
    for mark in &reading.marks {
        let place = mark.place;
        match mark.kind {
            Kind::Claim if !used.contains(&place) => rows.push(row(reading, RowKind::Claim, place, None, UNATTRIBUTED, Some(mark))),
            Kind::Quote if !used.contains(&place) => {
                let mut r = row(reading, RowKind::Quotation, place, None, ATTRIBUTED, Some(mark));
                r.status = if r.source.is_empty() { "no speaker".into() } else { ATTRIBUTED.into() };
                rows.push(r);
            }
            Kind::Note if mark.wants_answer() => {
                let note = mark.get("text").unwrap_or_default().to_owned();
                let status = mark.get("kind").unwrap_or("note").replace('-', " ");
                rows.push(Row { status, note, mark: number_of(reading, mark), ..empty(reading, RowKind::Note, place) });
            }
            _ => {}
        }
    }
    rows.sort_by_key(|r| (r.place.block, r.place.start, r.kind));
    asked.iter().for_each(|a| put(reading, &mut rows, a));
    rows.sort_by_key(|r| (r.place.block, r.place.start, r.kind));
    rows
}

/// Puts what is asked into the row that it is about: the smallest that shares words with it. What is about none has its own.
fn put(reading: &Reading, rows: &mut Vec<Row>, asked: &Asked) {
    let about =
        |r: &Row| r.kind != RowKind::Question && (r.place.overlaps(&asked.place) || r.kind == RowKind::Note && r.place == asked.place);
    let found = rows.iter_mut().filter(|r| asked.of_source && about(r));
    // A note is asked about at its own words.
    let own = |r: &Row| (r.kind == RowKind::Note && r.place != asked.place, r.place != asked.place, r.place.end - r.place.start);
    if let Some(row) = found.min_by_key(|r| own(r)) {
        row.asked.push(asked.message.clone().into_owned());
        let settled = row.mark.is_some() && row.status != UNATTRIBUTED;
        match row.kind {
            RowKind::Claim | RowKind::Figure if !settled && row.status != ATTRIBUTED => UNATTRIBUTED.clone_into(&mut row.status),
            RowKind::Quotation if row.source.is_empty() => "no speaker".clone_into(&mut row.status),
            _ => {}
        }
        return;
    }
    let mut row = Row { status: "asked".into(), ..empty(reading, RowKind::Question, asked.place) };
    row.asked.push(asked.message.clone().into_owned());
    rows.push(row);
}

/// The attributions that give a quotation its speaker.
fn reports_of<'a>(reading: &'a Reading, quote: &'a Quote) -> impl Iterator<Item = usize> + 'a {
    let of = |a: &Attribution| {
        let same = quote.source.is_some() && quote.source == a.source || quote.person.is_some() && quote.person == a.person;
        same && a.content.iter().any(|c| c.overlaps(&quote.place))
    };
    reading.attributions.iter().enumerate().filter(move |(_, a)| of(a)).map(|(n, _)| n)
}

/// Whether an attribution tells what somebody says: an act that says nothing is none.
fn reports(reading: &Reading, number: usize, attribution: &Attribution) -> bool {
    let cover = reading.covers.get(attribution.cue.block).and_then(|c| c.get(attribution.sentence));
    cover != Some(&Cover::Act(clamp(number)))
}

/// The row of a claim, and the annotation that is used for it; none where the claim is mostly a quotation, which has its own.
fn claimed(reading: &Reading, claim: &Claim, told: &mut HashSet<usize>) -> (Option<Row>, Option<Place>) {
    let attribution = match claim.cover {
        Cover::Source(n) => {
            told.insert(n as usize);
            Some(&reading.attributions[n as usize])
        }
        _ => None,
    };
    let figures = &reading.facts[claim.place.block].assertion(claim.sentence).figures;
    let on_figure = || figures.iter().find_map(|f| mark_on(reading, Kind::Claim, Place::of(claim.place.block, *f)));
    let mark = mark_on(reading, Kind::Claim, claim.place).or_else(on_figure);
    if claim.cover == Cover::Quotation && mark.is_none() {
        return (None, None);
    }
    let status = match claim.cover {
        Cover::Nobody | Cover::Act(_) => "may ask",
        Cover::Citation => "cited",
        Cover::Carried => "carried over",
        Cover::Annotated => "noted",
        Cover::Public => "public record",
        _ => ATTRIBUTED,
    };
    let figure = !claim.triggers.is_empty() && claim.triggers.iter().all(|t| *t == Trigger::Figure);
    let kind = if figure && attribution.is_none() { RowKind::Figure } else { RowKind::Claim };
    let row = row(reading, kind, reading.without_stop(claim.place), attribution, status, mark);
    (Some(row), mark.map(|m| m.place))
}

/// The annotation of a kind that covers most of a place.
fn mark_on(reading: &Reading, kind: Kind, place: Place) -> Option<&Mark> {
    let shared = |m: &Mark| m.place.end.min(place.end).saturating_sub(m.place.start.max(place.start));
    let enough = |m: &&Mark| m.kind == kind && m.place.overlaps(&place) && shared(m) * 3 >= place.end - place.start;
    reading.marks.at(place).filter(enough).max_by_key(|m| shared(m))
}

fn number_of(reading: &Reading, mark: &Mark) -> Option<usize> {
    reading.marks.iter().position(|m| std::ptr::eq(m, mark))
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
        asked: Vec::new(),
        mark: None,
    }
}

fn row(reading: &Reading, kind: RowKind, place: Place, attribution: Option<&Attribution>, status: &str, mark: Option<&Mark>) -> Row {
    let mut row = Row { status: status.to_owned(), ..empty(reading, kind, place) };
    if let Some(a) = attribution {
        name(reading, &mut row, a);
    }
    if let Some(mark) = mark {
        annotated(reading, &mut row, mark);
    }
    row
}

/// Names the source of an attribution in a row.
fn name(reading: &Reading, row: &mut Row, a: &Attribution) {
    reading.who(a.person, a.source).unwrap_or_default().clone_into(&mut row.source);
    let kind = if a.person.is_some() { SourceKind::Person } else { a.kind };
    kind.in_words().clone_into(&mut row.source_kind);
}

fn quotation(reading: &Reading, quote: &Quote, mark: Option<&Mark>) -> Row {
    let mut row = empty(reading, RowKind::Quotation, quote.place);
    reading.who(quote.person, quote.speaker).unwrap_or_default().clone_into(&mut row.source);
    let told = |place: Place| reading.attributions.iter().find(|a| a.source == Some(place)).map(|a| a.kind);
    let kind = quote.person.map(|_| SourceKind::Person).or_else(|| quote.speaker.and_then(told));
    kind.map(SourceKind::in_words).unwrap_or_default().clone_into(&mut row.source_kind);
    row.status = if quote.speaker_known { ATTRIBUTED.into() } else { "no speaker".into() };
    if let Some(mark) = mark {
        annotated(reading, &mut row, mark);
        if mark.get("by").is_some() && mark.get("status").is_none() {
            row.status = ATTRIBUTED.into();
        }
    }
    row
}

/// What the desk has said stands over what the draft says.
fn annotated(reading: &Reading, row: &mut Row, mark: &Mark) {
    if let Some(id) = mark.get("by") {
        row.source = source_of(reading, mark).unwrap_or_default();
        row.source_kind = kind_of(reading, id);
    }
    row.mark = number_of(reading, mark);
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
    } else if reading.roster.organization(id).is_some() {
        SourceKind::Name.in_words().into()
    } else {
        String::new()
    }
}

/// What of a ledger the public may see: no notes, no checkers, protected sources without their ids.
#[must_use]
pub fn public(rows: Vec<Row>) -> Vec<Row> {
    let open = |r: &Row| !matches!(r.kind, RowKind::Note | RowKind::Question);
    let bare = |r: Row| {
        let source = if r.source_kind == "protected" { "a protected source".to_owned() } else { r.source };
        Row {
            source,
            checker: String::new(),
            date: String::new(),
            note: String::new(),
            asked: r.asked.iter().map(|_| String::new()).collect(),
            ..r
        }
    };
    rows.into_iter().filter(open).map(bare).collect()
}
