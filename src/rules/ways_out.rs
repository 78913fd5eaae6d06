//! Ways out (quick fixes) that several rules share: annotate, attribute, ask, ignore.

use super::{Fix, Surroundings};
use crate::annotations::edits::{self, Edit, Target};
use crate::annotations::front;
use crate::annotations::offers;
use crate::story::{Place, Reading};
use crate::text::inline::Kind;

/// The publication date can be set to today, in the draft's front matter or in the file beside it.
pub(super) fn set_date(reading: &Reading, desk: &Surroundings) -> Vec<Fix> {
    let today = &desk.today;
    let mut fixes = Vec::new();
    for (date, what) in
        std::iter::once((today, "today")).chain(desk.file_date.iter().filter(|d| *d != today).map(|d| (d, "the file’s date")))
    {
        fixes.push(Fix::edit(
            format!("Set the publication date in front matter: {date} ({what})"),
            vec![front::set_date(reading, date, desk.line_break)],
        ));
    }
    if desk.has_file {
        fixes.push(Fix::edit(
            format!("Set the publication date in the .meta.yaml file: {today} (today)"),
            vec![edits::set_date_in_meta_file(&desk.meta_text, today)],
        ));
    }
    fixes
}

/// Why a claim can stand without a source.
const NEEDS_NONE: [(&str, &str); 2] = [("witnessed", "the reporter saw it"), ("common-knowledge", "everybody knows it, or can see it")];

/// A claim can be asked about, be given a source, or be settled by the desk; `ask` is what the reporter is asked.
pub(super) fn claim(reading: &Reading, place: Place, ask: Fix, desk: &Surroundings) -> Vec<Fix> {
    let place = reading.without_stop(place);
    let claim = |title: &str, pairs: &[(&str, &str)]| Fix::annotate(title, place, Kind::Claim, pairs);
    vec![
        ask,
        claim("Choose the source…", &[("by", ""), ("status", "attributed")]).asking("by"),
        offers::verified("Verified…", place, &desk.today, desk.checker.as_deref()),
        claim("No source needed…", &[("status", "")]).choosing("status", &NEEDS_NONE),
    ]
}

/// A query for the reporter.
pub(super) fn ask(place: Place, question: &str) -> Fix {
    offers::query(place, "query", question)
}

/// Words of the draft replaced.
pub(super) fn replace(reading: &Reading, place: Place, text: impl Into<String>) -> Edit {
    Edit { target: Target::Draft, range: reading.absolute(place), text: text.into() }
}

/// Other words can stand here.
pub(super) fn write(reading: &Reading, place: Place, text: &str) -> Fix {
    Fix::edit(format!("Write “{text}”"), vec![replace(reading, place, text)])
}

/// A sentence can be given the source that stands nearest, in its own paragraph or beside it: `words` says how (", X said"), given
/// a name. It is offered last: that somebody spoke before it does not make it theirs.
pub(super) fn attribute(reading: &Reading, place: Place, words: &dyn Fn(&str) -> String) -> Option<Fix> {
    let sentence = reading.sentence_of(place);
    let words = words(reading.sources_near(sentence).first()?);
    Some(Fix::edit(format!("Write “{words}”"), vec![insert_before_stop(reading, sentence, &words)]))
}

/// Text put in before the final mark of a place: ", X said".
pub(super) fn insert_before_stop(reading: &Reading, place: Place, text: &str) -> Edit {
    let end = reading.without_stop(place).end;
    Edit::insert(reading.absolute(Place { start: end.saturating_sub(1), end, ..place }).end, text)
}

/// The desk can say what a date comes to.
pub(super) fn annotate_date(place: Place, value: &str) -> Fix {
    Fix::annotate(format!("Annotate the date: {value}"), place, Kind::Date, &[("when", value)])
}
