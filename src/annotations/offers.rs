//! What can be annotated where the caret stands, whether anything was found there or not; and what can be done with the
//! annotations that stand there.

use std::ops::Range;

use super::edits::{Edit, Target};
use super::placing::{Act, Fix, LABEL, NewMark};
use crate::roster::file::id_of;
use crate::story::{Home, Mark, Place, Reading};
use crate::text::inline::Kind;
use crate::views::forms;
use crate::views::hover::quoted;

/// The id by which annotations refer to somebody: the people file's, else one made of the name.
#[must_use]
pub fn id_for(reading: &Reading, name: &str) -> String {
    let organization = || reading.roster.organization_named(name).map(|o| o.id.clone());
    let listed = || reading.metadata.sources.iter().find(|(_, n)| n == name).map(|(id, _)| id.clone());
    let person = reading.roster.named(name, &[]).map(|(e, _)| e.id.clone());
    person.or_else(organization).or_else(listed).unwrap_or_else(|| id_of(name))
}

/// The annotations to offer for a selection (bytes of the draft); for a caret, those of the quotation, date, person and
/// sentence under it. What is verified has `today` and the checker written with it.
#[must_use]
pub fn offers(reading: &Reading, selection: Range<usize>, today: &str, checker: Option<&str>) -> Vec<Fix> {
    let Some((block, at)) = reading.locate(selection.start) else { return Vec::new() };
    let end = reading.locate(selection.end).filter(|(b, _)| *b == block).map_or(at, |(_, e)| e);
    let holds = |p: &Place| p.block == block && p.start <= at && at.max(end) <= p.end;
    let mut fixes = Vec::new();
    if let Some((person, place)) = reading.person_at(block, at).filter(|(_, p)| !reading.is_annotated(Kind::Person, p)) {
        let p = &reading.people[person];
        let id = id_for(reading, &p.name);
        fixes.push(match p.roles.first() {
            Some(role) => {
                let title = format!("Annotate person: {}, {}", p.name, role.text);
                Fix::annotate(title, place, Kind::Person, &[("ref", &id), ("role", &role.text)])
            }
            None => Fix::annotate(format!("Annotate person: {}", p.name), place, Kind::Person, &[("ref", &id)]),
        });
    }
    if let Some(date) = reading.dates.iter().find(|d| holds(&d.place) && !reading.is_annotated(Kind::Date, &d.place)) {
        fixes.push(Fix::annotate(format!("Annotate date: {}", date.value), date.place, Kind::Date, &[("when", &date.value)]));
        fixes.extend(every_relative_date(reading));
        if let (true, Some((day, last)), Some(anchor)) = (date.meaning.is_relative(), date.days, &reading.anchor)
            && day == last
            && !reading.is_quoted(date.place)
        {
            let written = forms::day(day, reading.profile, Some(anchor.date));
            let edit = Edit { target: Target::Draft, range: reading.absolute(date.place), text: written.clone() };
            fixes.push(Fix::edit(format!("Write the date: “{written}”"), vec![edit]));
        }
    }
    if let Some(quote) = reading.quotes.iter().find(|q| holds(&q.place)) {
        if !reading.is_annotated(Kind::Quote, &quote.place) {
            if let Some(name) = reading.who(quote.person, quote.speaker) {
                let title = format!("Annotate quotation: the speaker is {name}");
                fixes.push(Fix::annotate(title, quote.place, Kind::Quote, &[("by", &id_for(reading, name))]));
            }
            fixes.push(Fix::annotate("Annotate quotation: choose the speaker…", quote.place, Kind::Quote, &[("by", "")]).asking("by"));
        }
        fixes.extend(quote.person.and_then(|id| every_quotation(reading, id)));
    }
    let sentence = reading.sentence_of(Place { block, start: at, end: at });
    let place = if selection.is_empty() { sentence } else { Place { block, start: at, end: end.max(at) } };
    if reading.regions[block].is_story() && place.end > place.start && !reading.is_annotated(Kind::Claim, &place) {
        let place = reading.without_stop(place);
        for name in reading.sources_near(place).iter().take(2) {
            let title = format!("Annotate claim: the source is {name}");
            fixes.push(Fix::annotate(title, place, Kind::Claim, &[("by", &id_for(reading, name)), ("status", "attributed")]));
        }
        fixes.push(
            Fix::annotate("Annotate claim: choose the source…", place, Kind::Claim, &[("by", ""), ("status", "attributed")]).asking("by"),
        );
        fixes.push(verified("Annotate claim: verified…", place, today, checker));
        for (title, status) in [
            ("Annotate claim: common knowledge", "common-knowledge"),
            ("Annotate claim: the reporter saw it", "witnessed"),
            ("Annotate claim: no source yet", "unattributed"),
        ] {
            fixes.push(Fix::annotate(title, place, Kind::Claim, &[("status", status)]));
        }
        fixes.push(query(place, "query", "?"));
        fixes.push(Fix::annotate("Add a note: citation needed", place, Kind::Note, &[("kind", "citation-needed")]));
    }
    // Where an orphan belongs is for the desk to say: on words that are selected, or what is about a sentence on that.
    let lost = reading.orphans.iter().filter(|o| !selection.is_empty() || matches!(o.kind, Kind::Claim | Kind::Note));
    fixes.extend(lost.map(|o| {
        let title = format!("Put the {} that has lost its place here: {}", o.kind.class(), quoted(&o.words, 30));
        Fix::new(title, Act::Attach(o.id.clone(), reading.without_stop(place)))
    }));
    fixes
}

/// What can be done with the annotations at a byte of the draft, innermost first. `today` is written where one is checked.
#[must_use]
pub fn changes(reading: &Reading, byte: usize, today: &str, checker: Option<&str>) -> Vec<Fix> {
    let Some((block, at)) = reading.locate(byte) else { return Vec::new() };
    let mut here: Vec<usize> = (0..reading.marks.len())
        .filter(|n| {
            let p = reading.marks[*n].place;
            p.block == block && p.start <= at && at <= p.end
        })
        .collect();
    here.reverse();
    let mut fixes = Vec::new();
    for n in here {
        let mark = &reading.marks[n];
        let named = format!("{} {}", mark.kind.class(), quoted(reading.text(mark.place), 30));
        let set = |title: String, pairs: Vec<(String, String)>| Fix::new(title, Act::Change(vec![(n, Some(pairs))]));
        match mark.kind {
            Kind::Claim => {
                for status in ["verified", "disputed", "attributed"] {
                    if mark.get("status") != Some(status) {
                        fixes.push(judged(reading, n, status, today, checker));
                    }
                }
                fixes.extend(sources(reading, mark, "source", &named, set));
            }
            Kind::Quote => fixes.extend(sources(reading, mark, "speaker", &named, set)),
            Kind::Note if mark.is_open() => fixes.push(set(format!("Resolve {named}"), with(mark, "status", "resolved"))),
            _ => {}
        }
        let (key, title) = match mark.kind {
            Kind::Claim => ("source", format!("Write where {named} can be looked up…")),
            Kind::Quote => ("form", format!("Choose the form of {named}…")),
            Kind::Person | Kind::Org => ("ref", format!("Choose who {named} is…")),
            Kind::Date => ("when", format!("Write when {named} is…")),
            Kind::Note => ("text", format!("Write what {named} says…")),
        };
        fixes.push(set(title, with(mark, key, "")).asking(key));
        fixes.push(Fix::new(format!("Remove the annotation: {named}"), Act::Change(vec![(n, None)])));
        let to = if matches!(mark.home, Home::Inline(_)) { "beside the draft" } else { "into the text" };
        fixes.push(Fix::new(format!("Move the annotation {to}: {named}"), Act::Move(vec![n])));
    }
    fixes
}

/// A query for the reporter, which is written first; where nobody can be asked it has the words that are proposed.
#[must_use]
pub fn query(place: Place, kind: &str, question: &str) -> Fix {
    Fix::annotate("Ask the reporter…", place, Kind::Note, &[("kind", kind), ("text", "")]).asking_with("text", question)
}

/// A claim that the desk has verified: who, when and by what document is told with it.
#[must_use]
pub fn verified(title: &str, place: Place, today: &str, checker: Option<&str>) -> Fix {
    checked(title, place, "verified", None, today, checker)
}

/// A claim that the desk has checked, and found so or not; `by` is whose it is, where that is known.
#[must_use]
pub fn checked(title: &str, place: Place, status: &str, by: Option<&str>, today: &str, checker: Option<&str>) -> Fix {
    let mut pairs: Vec<(&str, &str)> = by.map(|by| ("by", by)).into_iter().collect();
    pairs.extend([("status", status), ("source", ""), ("checked", today), ("checker", checker.unwrap_or_default())]);
    let fix = Fix::annotate(title, place, Kind::Claim, &pairs).wondering("source");
    if checker.is_some() { fix } else { fix.wondering("checker") }
}

/// An annotated claim of which the desk says how it stands; what it has checked says who, when and by what document.
#[must_use]
pub fn judged(reading: &Reading, number: usize, status: &str, today: &str, checker: Option<&str>) -> Fix {
    let mark = &reading.marks[number];
    let mut pairs = with(mark, "status", status);
    let checks = matches!(status, "verified" | "disputed");
    let (mut source, mut who) = (false, false);
    if checks {
        source = mark.get("source").is_none_or(str::is_empty);
        who = checker.is_none();
        if source {
            put(&mut pairs, "source", "");
        }
        put(&mut pairs, "checked", today);
        put(&mut pairs, "checker", checker.unwrap_or_default());
    }
    let dots = if checks { "…" } else { "" };
    let title = format!("Mark {} {} as {status}{dots}", mark.kind.class(), quoted(reading.text(mark.place), 30));
    let mut fix = Fix::new(title, Act::Change(vec![(number, Some(pairs))]));
    if source {
        fix = fix.wondering("source");
    }
    if who { fix.wondering("checker") } else { fix }
}

/// What gives an annotation another source: the article's own that it does not name, or whoever is chosen.
fn sources(reading: &Reading, mark: &Mark, what: &str, named: &str, set: impl Fn(String, Vec<(String, String)>) -> Fix) -> Vec<Fix> {
    const MOST: usize = 3;
    let all = reading.sources_near(mark.place).into_iter().map(|name| (id_for(reading, &name), name));
    let others = all.filter(|(id, _)| mark.get("by") != Some(id)).take(MOST);
    let mut fixes: Vec<Fix> = others.map(|(id, name)| set(format!("The {what} of {named} is {name}"), by(mark, &id))).collect();
    fixes.push(set(format!("Choose the {what} of {named}…"), by(mark, "")).asking("by"));
    fixes
}

/// An annotation whose source is chosen.
#[must_use]
pub fn sourced(reading: &Reading, number: usize) -> Fix {
    let pairs = by(&reading.marks[number], "");
    Fix::new("Choose the source…", Act::Change(vec![(number, Some(pairs))])).asking("by")
}

/// What an annotation says when it is whoever has that id's.
fn by(mark: &Mark, id: &str) -> Vec<(String, String)> {
    let mut pairs = with(mark, "by", id);
    pairs.retain(|(k, _)| k != LABEL);
    // What has a source now is no longer without one.
    if mark.get("status") == Some("unattributed") {
        put(&mut pairs, "status", "attributed");
    }
    pairs
}

fn put(pairs: &mut Vec<(String, String)>, key: &str, value: &str) {
    match pairs.iter_mut().find(|(k, _)| k == key) {
        Some((_, v)) => value.clone_into(v),
        None => pairs.push((key.to_owned(), value.to_owned())),
    }
}

fn with(mark: &Mark, key: &str, value: &str) -> Vec<(String, String)> {
    let mut pairs = mark.attributes.clone();
    put(&mut pairs, key, value);
    pairs
}

/// All relative dates that are resolved and not annotated yet.
#[must_use]
pub fn every_relative_date(reading: &Reading) -> Option<Fix> {
    let marks: Vec<NewMark> = reading
        .dates
        .iter()
        .filter(|d| d.from_publication && d.meaning.is_relative() && d.days.is_some() && !reading.is_annotated(Kind::Date, &d.place))
        .filter(|d| reading.regions[d.place.block].is_story())
        .map(|d| NewMark { place: d.place, kind: Kind::Date, attributes: vec![("when".into(), d.value.to_string())] })
        .collect();
    let title = format!("Annotate every relative date ({})", marks.len());
    (marks.len() > 1).then_some(Fix::new(title, Act::Annotate(marks)))
}

/// All quotations of a person that are not annotated yet.
fn every_quotation(reading: &Reading, person: usize) -> Option<Fix> {
    let name = &reading.people[person].name;
    let id = id_for(reading, name);
    let own: Vec<_> = reading.quotes.iter().filter(|q| q.person == Some(person) && !reading.is_annotated(Kind::Quote, &q.place)).collect();
    let mark = |q: &&crate::story::quotations::Quote| {
        let mut attributes = vec![("by".to_owned(), id.clone())];
        // The parts of one quotation are told to be one.
        let parts: Vec<Place> = own.iter().filter(|o| o.group == q.group).map(|o| o.place).collect();
        if parts.len() > 1 {
            let part = parts.iter().position(|p| *p == q.place).unwrap_or(0) + 1;
            attributes.push(("group".into(), format!("q{}", q.group)));
            attributes.push(("part".into(), part.to_string()));
        }
        NewMark { place: q.place, kind: Kind::Quote, attributes }
    };
    let marks: Vec<NewMark> = own.iter().map(mark).collect();
    let title = format!("Annotate every quotation of {name} ({})", marks.len());
    (marks.len() > 1).then_some(Fix::new(title, Act::Annotate(marks)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotations::edits::apply;
    use crate::annotations::placing::Way;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};
    use expect_test::{Expect, expect};

    /// Each offer at `$0` (or for what two of them enclose), and the paragraph that it would leave; whoever is asked for is rui-costa.
    fn offered(marked: &str, expected: &Expect) {
        let text = marked.replace("$0", "");
        let start = marked.find("$0").unwrap();
        let end = marked.rfind("$0").map_or(start, |e| if e > start { e - 2 } else { start });
        let context = Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
        let reading = read(&Draft::new(&text, Format::Text), &context, &|| false).unwrap();
        let drawn = offers(&reading, start..end, "2024-04-01", Some("Eva")).iter().fold(String::new(), |all, fix| {
            let fix =
                fix.asks.clone().iter().fold(fix.clone(), |fix, q| fix.answered(q.key, q.proposed.as_deref().unwrap_or("rui-costa"), None));
            let Ok(edits) = fix.edits(&reading, Way::Inline, None) else { return all };
            let after = apply(&text, &edits);
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
                Annotate claim: choose the source…
                    [“We had no choice,” Mayor Ana Sousa said]{.claim by=rui-costa status=attributed}.
                Annotate claim: verified…
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=verified source=rui-costa checked=2024-04-01 checker=Eva}.
                Annotate claim: common knowledge
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=common-knowledge}.
                Annotate claim: the reporter saw it
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=witnessed}.
                Annotate claim: no source yet
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=unattributed}.
                Ask the reporter…
                    [“We had no choice,” Mayor Ana Sousa said]{.note kind=query text="?"}.
                Add a note: citation needed
                    [“We had no choice,” Mayor Ana Sousa said]{.note kind=citation-needed}.
            "#]],
        );
        offered(
            "Head line\n\n“We had $0no choice,” Mayor Ana Sousa said.",
            &expect![[r#"
                Annotate quotation: the speaker is Ana Sousa
                    [“We had no choice,”]{.quote by=ana-sousa} Mayor Ana Sousa said.
                Annotate quotation: choose the speaker…
                    [“We had no choice,”]{.quote by=rui-costa} Mayor Ana Sousa said.
                Annotate claim: the source is Ana Sousa
                    [“We had no choice,” Mayor Ana Sousa said]{.claim by=ana-sousa status=attributed}.
                Annotate claim: choose the source…
                    [“We had no choice,” Mayor Ana Sousa said]{.claim by=rui-costa status=attributed}.
                Annotate claim: verified…
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=verified source=rui-costa checked=2024-04-01 checker=Eva}.
                Annotate claim: common knowledge
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=common-knowledge}.
                Annotate claim: the reporter saw it
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=witnessed}.
                Annotate claim: no source yet
                    [“We had no choice,” Mayor Ana Sousa said]{.claim status=unattributed}.
                Ask the reporter…
                    [“We had no choice,” Mayor Ana Sousa said]{.note kind=query text="?"}.
                Add a note: citation needed
                    [“We had no choice,” Mayor Ana Sousa said]{.note kind=citation-needed}.
            "#]],
        );
        offered(
            "Head line\n\nShips leave next $0week.",
            &expect![[r#"
                Annotate date: 2024-W15
                    Ships leave [next week]{.date when=2024-W15}.
                Annotate claim: choose the source…
                    [Ships leave next week]{.claim by=rui-costa status=attributed}.
                Annotate claim: verified…
                    [Ships leave next week]{.claim status=verified source=rui-costa checked=2024-04-01 checker=Eva}.
                Annotate claim: common knowledge
                    [Ships leave next week]{.claim status=common-knowledge}.
                Annotate claim: the reporter saw it
                    [Ships leave next week]{.claim status=witnessed}.
                Annotate claim: no source yet
                    [Ships leave next week]{.claim status=unattributed}.
                Ask the reporter…
                    [Ships leave next week]{.note kind=query text="?"}.
                Add a note: citation needed
                    [Ships leave next week]{.note kind=citation-needed}.
            "#]],
        );
        offered(
            "Head line\n\nShips leave $0next [sic week$0.",
            &expect![[r#"
                Annotate claim: choose the source…
                    Ships leave [next \[sic week]{.claim by=rui-costa status=attributed}.
                Annotate claim: verified…
                    Ships leave [next \[sic week]{.claim status=verified source=rui-costa checked=2024-04-01 checker=Eva}.
                Annotate claim: common knowledge
                    Ships leave [next \[sic week]{.claim status=common-knowledge}.
                Annotate claim: the reporter saw it
                    Ships leave [next \[sic week]{.claim status=witnessed}.
                Annotate claim: no source yet
                    Ships leave [next \[sic week]{.claim status=unattributed}.
                Ask the reporter…
                    Ships leave [next \[sic week]{.note kind=query text="?"}.
                Add a note: citation needed
                    Ships leave [next \[sic week]{.note kind=citation-needed}.
            "#]],
        );
    }
}
