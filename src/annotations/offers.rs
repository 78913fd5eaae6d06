//! What can be annotated where the caret stands, whether anything was found there or not.

use std::ops::Range;

use super::edits::{self, Fix};
use crate::story::{Place, Reading};
use crate::text::inline::Kind;

/// The annotations to offer for a selection (bytes of the draft); for a caret, those of the quotation, date, person and
/// sentence under it.
#[must_use]
pub fn offers(reading: &Reading, selection: Range<usize>) -> Vec<Fix> {
    let Some((block, at)) = reading.locate(selection.start) else { return Vec::new() };
    let end = reading.locate(selection.end).filter(|(b, _)| *b == block).map_or(at, |(_, e)| e);
    let holds = |p: &Place| p.block == block && p.start <= at && at.max(end) <= p.end;
    let mut fixes = Vec::new();
    let offer = |place: Place, title: String, kind: Kind, pairs: &[(&str, &str)], fixes: &mut Vec<Fix>| {
        if let Ok(edits) = edits::wrap(reading, place, kind, pairs) {
            fixes.push(Fix { title, preferred: false, edits });
        }
    };
    let annotated = reading.annotations();
    let is_annotated = |kind: Kind, place: &Place| annotated.iter().any(|(p, a)| a.kind == kind && p.overlaps(place));
    if let Some((person, place)) = reading.person_at(block, at).filter(|(_, p)| !is_annotated(Kind::Person, p)) {
        let p = &reading.people[person];
        let id = id_of(&p.name);
        match p.roles.first() {
            Some(role) => offer(
                place,
                format!("Annotate person: {}, {}", p.name, role.text),
                Kind::Person,
                &[("ref", &id), ("role", &role.text)],
                &mut fixes,
            ),
            None => offer(place, format!("Annotate person: {}", p.name), Kind::Person, &[("ref", &id), ("role", "role?")], &mut fixes),
        }
    }
    if let Some(date) = reading.dates.iter().find(|d| holds(&d.place) && !is_annotated(Kind::Date, &d.place)) {
        offer(date.place, format!("Annotate date: {}", date.value), Kind::Date, &[("when", &date.value)], &mut fixes);
    }
    if let Some(quote) = reading.quotes.iter().find(|q| holds(&q.place) && !is_annotated(Kind::Quote, &q.place)) {
        let speaker = match (quote.person, quote.speaker) {
            (Some(id), _) => Some(reading.people[id].name.clone()),
            (None, Some(place)) => Some(reading.text(place).to_owned()),
            _ => None,
        };
        if let Some(name) = speaker {
            offer(quote.place, format!("Annotate quotation: the speaker is {name}"), Kind::Quote, &[("by", &id_of(&name))], &mut fixes);
        }
    }
    let sentence = reading.sentence_of(Place { block, start: at, end: at });
    let place = if selection.is_empty() { sentence } else { Place { block, start: at, end: end.max(at) } };
    if reading.regions[block].is_story() && place.end > place.start && !is_annotated(Kind::Claim, &place) {
        let place = without_stop(reading, place);
        for (title, status) in [
            ("Annotate claim: verified by the desk", "verified"),
            ("Annotate claim: common knowledge", "common-knowledge"),
            ("Annotate claim: the reporter saw it", "witnessed"),
            ("Annotate claim: no source yet", "unattributed"),
        ] {
            offer(place, title.to_owned(), Kind::Claim, &[("status", status)], &mut fixes);
        }
        offer(place, "Add a query for the reporter".to_owned(), Kind::Note, &[("kind", "query"), ("text", "?")], &mut fixes);
    }
    fixes
}

/// A place without blanks at its ends and without the final full stop of a sentence.
#[must_use]
pub fn without_stop(reading: &Reading, place: Place) -> Place {
    let text = reading.text(place);
    let trimmed = text.trim_end_matches(['.', '!', ' ', '\u{a0}']);
    let lead = text.len() - text.trim_start().len();
    if trimmed.len() <= lead {
        return place;
    }
    let to = crate::text::position::clamp;
    Place { start: place.start + to(lead), end: place.start + to(trimmed.len()), ..place }
}

/// An id for a name: lower case, hyphens: "The White House" is `white-house`.
#[must_use]
pub fn id_of(name: &str) -> String {
    let mut id = String::new();
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let word = word.to_lowercase();
        if id.is_empty() && word == "the" || word == "s" {
            continue;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&word);
    }
    id
}
