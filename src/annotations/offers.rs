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
        for name in reading.named_sources().iter().take(2) {
            let pairs = [("by", id_of(name)), ("status", "attributed".to_owned())];
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(k, v)| (*k, v.as_str())).collect();
            offer(place, format!("Annotate claim: the source is {name}"), Kind::Claim, &pairs, &mut fixes);
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotations::edits::apply;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};
    use expect_test::{Expect, expect};

    /// Each offer at `$0` (or for what two of them enclose), and the paragraph that it would leave.
    fn offered(marked: &str, expected: &Expect) {
        let text = marked.replace("$0", "");
        let start = marked.find("$0").unwrap();
        let end = marked.rfind("$0").map_or(start, |e| if e > start { e - 2 } else { start });
        let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
        let reading = read(&Draft::new(&text, Format::Text), &context, &|| false).unwrap();
        let drawn = offers(&reading, start..end).iter().fold(String::new(), |all, fix| {
            let after = apply(&text, &fix.edits);
            all + &format!("{}\n    {}\n", fix.title, after.rsplit("\n\n").next().unwrap())
        });
        expected.assert_eq(&drawn);
    }

    #[test]
    fn what_the_caret_stands_on_can_be_annotated() {
        offered(
            "Head line\n\n“We had no choice,” Mayor Ana $0Sousa said.",
            &expect![[r#"
                Annotate person: Ana Sousa, Mayor
                    “We had no choice,” Mayor [Ana Sousa]{.person ref=ana-sousa role=Mayor} said.
                Annotate claim: the source is Ana Sousa
                    [“We had no choice,” Mayor Ana Sousa said]{.claim by=ana-sousa status=attributed}.
                Annotate claim: verified by the desk
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=verified}.
                Annotate claim: common knowledge
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=common-knowledge}.
                Annotate claim: the reporter saw it
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=witnessed}.
                Annotate claim: no source yet
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=unattributed}.
                Add a query for the reporter
                    [“We had no choice,” Mayor Ana Sousa said]{.note kind=query text="?"}.
            "#]],
        );
        offered(
            "Head line\n\n“We had $0no choice,” Mayor Ana Sousa said.",
            &expect![[r#"
                Annotate quotation: the speaker is Ana Sousa
                    [“We had no choice,”]{.quote by=ana-sousa} Mayor Ana Sousa said.
                Annotate claim: the source is Ana Sousa
                    [“We had no choice,” Mayor Ana Sousa said]{.claim by=ana-sousa status=attributed}.
                Annotate claim: verified by the desk
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=verified}.
                Annotate claim: common knowledge
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=common-knowledge}.
                Annotate claim: the reporter saw it
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=witnessed}.
                Annotate claim: no source yet
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=unattributed}.
                Add a query for the reporter
                    [“We had no choice,” Mayor Ana Sousa said]{.note kind=query text="?"}.
            "#]],
        );
        offered(
            "Head line\n\nShips leave next $0week.",
            &expect![[r#"
            Annotate date: 2024-W15
                Ships leave [next week]{.date when=2024-W15}.
            Annotate claim: verified by the desk
                [Ships leave next week]{.claim status=verified}.
            Annotate claim: common knowledge
                [Ships leave next week]{.claim status=common-knowledge}.
            Annotate claim: the reporter saw it
                [Ships leave next week]{.claim status=witnessed}.
            Annotate claim: no source yet
                [Ships leave next week]{.claim status=unattributed}.
            Add a query for the reporter
                [Ships leave next week]{.note kind=query text="?"}.
        "#]],
        );
        offered(
            "Head line\n\nShips leave $0next [sic week$0.",
            &expect![[r#"
            Annotate claim: verified by the desk
                Ships leave [next \[sic week]{.claim status=verified}.
            Annotate claim: common knowledge
                Ships leave [next \[sic week]{.claim status=common-knowledge}.
            Annotate claim: the reporter saw it
                Ships leave [next \[sic week]{.claim status=witnessed}.
            Annotate claim: no source yet
                Ships leave [next \[sic week]{.claim status=unattributed}.
            Add a query for the reporter
                Ships leave [next \[sic week]{.note kind=query text="?"}.
        "#]],
        );
    }
}
