//! `missing-time-element`.

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};
use crate::annotations::edits::Edit;
use crate::language::{Class, Tag, Tokens};
use crate::paragraph::quoted;
use crate::paragraph::reports::SourceKind;
use crate::paragraph::times::{Meaning, calendar};
use crate::story::attributions::Attribution;
use crate::story::dates::{TimeExpression, TimeType};
use crate::story::{Place, Reading};
use crate::text::Region;
use crate::text::inline::Kind;

/// How many paragraphs of the body may pass before the story says when.
const PARAGRAPHS: usize = 4;

pub(super) static RULE: Rule = Rule {
    code: "missing-time-element",
    title: "The story never says when",
    group: Group::Dates,
    severity: Severity::Warning,
    why: "“When” is one of the five Ws: the lede almost always carries it, and the third or fourth paragraph at the latest.",
    guide: "https://www.washingtontimes.com/news/2002/aug/4/20020804-035559-7296r/",
    fires: &[
        "Harbour closes\n\nThe council ⟦voted⟧ to close the harbour, the mayor said.\n\nShips were sent south, she said.",
        "Harbour loved\n\nMost of the town likes its harbour, ⟦according to⟧ a poll. The old like it best.",
        "Harbour closes\n\nThe bridge, built in 1968, was ⟦closed⟧ by the council, the mayor said.",
    ],
    silent: &[
        "Harbour closes\n\nThe council voted on Tuesday to close the harbour, the mayor said.",
        "Harbour closes\n\nThe harbour is a place of ships and birds.",
        "Harbour closes\n\nThe council voted last month to close the harbour, the mayor said.",
        "Harbour closes\n\nEverybody knows the services offered there. When you read about ships, they sailed.",
        "Harbour closes\n\nThe council voted to close the harbour, and our team went to see it.",
        "Harbour loved\n\nMost of the town likes its harbour, according to a poll that was taken on Tuesday.",
        "Harbour nets\n\nIn a famous 1968 talk, she spoke on nets of all kinds. The archive opened a room for them in 1994.",
        "Harbour nets\n\nUse this list to look at nets mended during the winter.",
    ],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    if matches!(reading.metadata.kind, Some("opinion" | "feature" | "explainer" | "analysis" | "profile" | "review")) {
        return;
    }
    let body: Vec<usize> = (0..reading.regions.len()).filter(|b| reading.regions[*b] == Region::Body).take(PARAGRAPHS).collect();
    // The entries of a log stand under their day.
    let heading = |b: usize| reading.regions[b] == Region::Subheading && body.last().is_some_and(|last| b < *last);
    let told = reading.dates.iter().filter(|d| body.contains(&d.place.block) || heading(d.place.block)).any(|d| {
        let dated =
            matches!(d.kind, TimeType::Date | TimeType::Time) && d.days.is_none_or(|(a, b)| b.duration_since(a).as_hours() <= 24 * 7);
        let day = match &d.meaning {
            Meaning::Point(p) => p.weekday.is_some() || p.day.is_some() || p.holiday.is_some() || p.part.is_some(),
            Meaning::Shift { unit, .. } => *unit <= crate::paragraph::times::Unit::Weekend,
            Meaning::Beside { .. } | Meaning::Nth { .. } => true,
            _ => false,
        };
        dated && day && !in_quotation(reading, d.place) && !names_another(reading, d.place)
    });
    // Whoever tells what they did themselves reports no news.
    let own = body.iter().any(|b| speaks_of_itself(reading, *b));
    let annotated = reading.marks.iter().any(|m| {
        body.contains(&m.place.block) && (m.kind == Kind::Date || m.get("when").is_some() || m.get("kind") == Some("date-needed"))
    });
    if told || own || annotated {
        return;
    }
    let Some(place) = body.iter().find_map(|b| event(reading, *b)).or_else(|| published(reading, &body)) else { return };
    if tells_period(reading, place) {
        return;
    }
    findings.push(rule.finding(
        place,
        rule.severity,
        &Wording::Plain("The story never says when this happened: no day or date in its first paragraphs."),
        Subject::Article,
    ));
}

/// Whether a paragraph is told in the first person, outside quotation marks.
fn speaks_of_itself(reading: &Reading, block: usize) -> bool {
    let facts = &reading.facts[block];
    let own = |k: usize| matches!(facts.words.low(k), "we" | "our" | "ours" | "my" | "i") || facts.words.word(k) == "us";
    let said = |k: usize| {
        let token = facts.words.tokens[k];
        quoted::around(&facts.pieces, token.start, token.end).is_some()
            || facts.reports.iter().any(|r| r.content.iter().any(|c| c.start <= token.start && token.end <= c.end))
    };
    (0..facts.words.len()).any(|k| own(k) && !said(k))
}

/// "In July", "last month", "early this year": told less closely, in the sentence itself. A year long past is another matter.
fn tells_period(reading: &Reading, place: Place) -> bool {
    let sentence = reading.sentence_of(place);
    reading.dates_in(sentence).iter().any(|d| {
        let lately = reading.anchor.is_some() && is_lately(reading, d);
        matches!(d.kind, TimeType::Date | TimeType::Time) && lately && !in_quotation(reading, d.place) && !names_another(reading, d.place)
    })
}

/// Whether a date is about a year from the day of publication at the most; where that is not known, any is but a year that is told.
fn is_lately(reading: &Reading, date: &TimeExpression) -> bool {
    const LATELY: i64 = 400;
    let Some(anchor) = &reading.anchor else { return !matches!(&date.meaning, Meaning::Point(p) if p.year.is_some()) };
    let days = |d: jiff::civil::Date| i64::from(d.until(anchor.date).map_or(0, |s| s.get_days()));
    date.days.is_some_and(|(_, to)| (-LATELY..=LATELY).contains(&days(to)))
}

/// "Monday's debate" tells when the debate is, and not when this happened.
fn names_another(reading: &Reading, place: Place) -> bool {
    let words = &reading.facts[place.block].words;
    let next = words.at(place.end.saturating_sub(1)) + 1;
    words.tag(next) == Tag::Possessive && words.tag(next + 1).is_noun()
}

fn in_quotation(reading: &Reading, place: Place) -> bool {
    quoted::around(&reading.facts[place.block].pieces, place.start, place.end).is_some_and(|p| p.words > 3)
}

/// The first verb in the past tense outside quotations, if it tells an event.
fn event(reading: &Reading, block: usize) -> Option<Place> {
    let facts = &reading.facts[block];
    let words = &facts.words;
    let state = ["was", "were", "had", "is", "are", "been", "did", "seemed", "remained", "became"];
    // What is told behind the time of something long past belongs to it, as far as the paragraph goes.
    let mut old = None;
    let mut long_past = |from: usize, verb: usize| {
        let sentence = Tokens::new(from, facts.sentences[facts.sentence_at(words.tokens[verb].start)].tokens.end);
        old = old.or_else(|| is_dated(reading, block, sentence, verb).then_some(verb));
        old.is_some()
    };
    (0..words.len()).find_map(|i| {
        let past = words.tag(i) == Tag::Past || (words.tag(i) == Tag::Participle && words.is_one(i.wrapping_sub(1), &["was", "were"]));
        let before = words.tag(i.wrapping_sub(1));
        let describes = matches!(before, Tag::Determiner | Tag::Adjective | Tag::PossessivePronoun | Tag::Preposition);
        let quoted = quoted::around(&facts.pieces, words.tokens[i].start, words.tokens[i].end).is_some();
        let sentence = facts.sentences[facts.sentence_at(words.tokens[i].start)].tokens;
        // A sentence about what is so, or what somebody may do, has its verb before.
        let present = |k: usize| matches!(words.tag(k), Tag::Present | Tag::PresentThird | Tag::Modal);
        let ordered = || words.tag(sentence.start) == Tag::Base;
        let told = || ordered() || (sentence.start..i).any(|k| present(k) || words.is(k, "you"));
        let asked = || sentence.iter().next_back().is_some_and(|k| words.word(k) == "?");
        (past
            && !told()
            && !asked()
            && !describes
            && !quoted
            && !words.is_one(i, &state)
            && !(words.class(i).has(Class::THINK) && !words.class(i).has(Class::ACT))
            && !long_past(sentence.start, i))
        .then(|| Place { block, start: words.tokens[i].start, end: words.tokens[i].end })
    })
}

/// Whether a verb has its own time with it, and that is long past: "In the war of 1968 they sailed", "it opened in 1994". Then it
/// tells what was before, and the news is another verb.
fn is_dated(reading: &Reading, block: usize, sentence: Tokens, verb: usize) -> bool {
    let words = &reading.facts[block].words;
    let whole = Place::of(block, words.span(sentence));
    let long_ago = |d: &&TimeExpression| matches!(d.kind, TimeType::Date) && !is_lately(reading, d);
    reading.dates_in(whole).iter().filter(long_ago).any(|d| {
        let Tokens { start: from, end: to } = words.touched(d.place.span());
        let parted = |mut between: std::ops::Range<usize>| between.any(|k| words.tag(k).is_finite() || words.word(k) == ",");
        // What opens the sentence is said of all of it.
        let opening = to <= verb && words.tag(sentence.start) == Tag::Preposition && !parted(sentence.start..from);
        opening || from > verb && !parted(verb + 1..from)
    }) || words.is_one(sentence.start, &["before", "prior"])
}

/// "according to a new poll": what a story goes by that was published on some day.
fn published(reading: &Reading, body: &[usize]) -> Option<Place> {
    let told = |a: &&Attribution| {
        let words = &reading.facts[a.cue.block].words;
        words.is(words.at(a.cue.start), "according") || words.tag(words.at(a.cue.end.saturating_sub(1))) == Tag::Past
    };
    let by_document = |a: &&Attribution| a.kind == SourceKind::Document && body.contains(&a.cue.block) && told(a);
    reading.attributions.iter().find(by_document).map(|a| a.cue)
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let mut fixes = Vec::new();
    let at = reading.absolute(finding.place).end;
    if let Some(anchor) = &reading.anchor {
        let (weekday, day) = (calendar::WEEKDAYS[usize::from(calendar::weekday_of(anchor.date)) - 1], calendar::long(anchor.date));
        let month_day = day.rsplit_once(' ').map_or(day.as_str(), |(d, _)| d).to_owned();
        for words in [weekday.to_owned(), month_day] {
            fixes.push(Fix::edit(format!("Insert “on {words}” (the day of publication)"), vec![Edit::insert(at, format!(" on {words}"))]));
        }
    }
    let when = reading.anchor.as_ref().map_or_else(|| desk.today.clone(), |a| a.date.to_string());
    fixes.push(Fix::annotate(
        format!("Annotate: it happened on {when}"),
        finding.place,
        Kind::Note,
        &[("kind", "date-needed"), ("when", &when)],
    ));
    fixes
}
