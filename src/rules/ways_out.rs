//! Ways out that several rules share: annotate, attribute, ask.

use super::{Desk, Fix};
use crate::annotations::edits::{self, Edit};
use crate::annotations::offers;
pub(super) use crate::annotations::offers::id_of;
use crate::story::{Place, Reading};
use crate::text::inline::Kind;

/// An annotation as a fix, if a span can stand there.
pub(super) fn annotate(reading: &Reading, place: Place, title: &str, kind: Kind, pairs: &[(&str, &str)]) -> Option<Fix> {
    edits::wrap(reading, place, kind, pairs).ok().map(|edits| Fix { title: title.to_owned(), preferred: false, edits })
}

/// The publication date can be set to today, in the draft's front matter or in the file beside it.
pub(super) fn set_date(reading: &Reading, desk: &Desk) -> Vec<Fix> {
    let today = &desk.today;
    let mut fixes = vec![Fix {
        title: format!("Set the publication date in front matter: {today} (today)"),
        preferred: false,
        edits: vec![edits::set_date_in_front_matter(reading, today, desk.line_break)],
    }];
    if desk.has_file {
        fixes.push(Fix {
            title: format!("Set the publication date in the .meta.yaml file: {today} (today)"),
            preferred: false,
            edits: vec![edits::set_date_in_meta_file(&desk.meta_text, today)],
        });
    }
    fixes
}

/// A claim can be given one of the article's sources, or be settled by the desk.
pub(super) fn claim(reading: &Reading, place: Place) -> Vec<Fix> {
    let place = offers::without_stop(reading, place);
    let mut fixes = Vec::new();
    for name in reading.named_sources().into_iter().take(3) {
        let id = id_of(&name);
        fixes.extend(annotate(
            reading,
            place,
            &format!("Annotate: this is {name}’s claim"),
            Kind::Claim,
            &[("by", &id), ("status", "attributed")],
        ));
    }
    fixes.extend(annotate(reading, place, "Annotate: verified by the desk", Kind::Claim, &[("status", "verified")]));
    fixes.extend(annotate(reading, place, "Annotate: common knowledge", Kind::Claim, &[("status", "common-knowledge")]));
    fixes.extend(annotate(reading, place, "Annotate: the reporter saw it", Kind::Claim, &[("status", "witnessed")]));
    fixes.extend(annotate(reading, place, "Ask: add a query for the reporter", Kind::Note, &[("kind", "query"), ("text", "Who says so?")]));
    fixes
}

/// Text put in before the final mark of a place: ", X said".
pub(super) fn insert_before_stop(reading: &Reading, place: Place, text: &str) -> Edit {
    let end = offers::without_stop(reading, place).end;
    let at = reading.absolute(Place { start: end.saturating_sub(1), end, ..place }).end;
    Edit { target: edits::Target::Draft, range: at..at, text: text.to_owned() }
}
