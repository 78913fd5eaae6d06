//! Ways out that several rules share: annotate, attribute, ask, ignore.

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

/// A claim can be given one of the article's sources, or be settled by the desk.
pub(super) fn claim(reading: &Reading, place: Place) -> Vec<Fix> {
    let place = reading.without_stop(place);
    let mut fixes = Vec::new();
    for name in reading.named_sources().into_iter().take(3) {
        let title = format!("Annotate: this is {name}’s claim");
        fixes.push(Fix::annotate(title, place, Kind::Claim, &[("by", &offers::id_for(reading, &name)), ("status", "attributed")]));
    }
    fixes.push(
        Fix::annotate("Annotate: choose whose claim this is…", place, Kind::Claim, &[("by", ""), ("status", "attributed")]).asking("by"),
    );
    fixes.push(Fix::annotate("Annotate: verified by the desk", place, Kind::Claim, &[("status", "verified")]));
    fixes.push(Fix::annotate("Annotate: common knowledge", place, Kind::Claim, &[("status", "common-knowledge")]));
    fixes.push(Fix::annotate("Annotate: the reporter saw it", place, Kind::Claim, &[("status", "witnessed")]));
    fixes.push(ask(place, "Who says so?"));
    fixes
}

/// A query for the reporter.
pub(super) fn ask(place: Place, question: &str) -> Fix {
    Fix::annotate("Ask: add a query for the reporter", place, Kind::Note, &[("kind", "query"), ("text", question)])
}

/// Words of the draft replaced.
pub(super) fn replace(reading: &Reading, place: Place, text: impl Into<String>) -> Edit {
    Edit { target: Target::Draft, range: reading.absolute(place), text: text.into() }
}

/// Other words can stand here.
pub(super) fn write(reading: &Reading, place: Place, text: &str) -> Fix {
    Fix::edit(format!("Write “{text}”"), vec![replace(reading, place, text)])
}

/// A sentence can be given one of the article's sources: `words` says how (", X said"), given a name.
pub(super) fn attribute<'a>(reading: &'a Reading, sentence: Place, words: &'a dyn Fn(&str) -> String) -> impl Iterator<Item = Fix> + 'a {
    const MOST: usize = 2;
    reading.named_sources().into_iter().take(MOST).map(move |name| {
        let words = words(&name);
        Fix::edit(format!("Attribute: insert “{words}”"), vec![insert_before_stop(reading, sentence, &words)])
    })
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
