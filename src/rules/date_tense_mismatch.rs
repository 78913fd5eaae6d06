//! `date-tense-mismatch`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::paragraph::times::{Meaning, Tense, calendar};
use crate::story::Reading;
use crate::text::inline::Kind;
use crate::views::forms;

pub(super) static RULE: Rule = Rule {
    code: "date-tense-mismatch",
    title: "Past and future do not fit",
    group: Group::Dates,
    severity: Severity::Information,
    why: "Something that “will” happen on a day that is over, or that happened on a day to come, has a wrong date, a wrong verb, or was written for another day.",
    guide: "https://www.theguardian.com/commentisfree/2010/apr/05/newspapers-digital-reporting-date-style",
    fires: &[
        "Harbour closes\n\nThe council will meet on ⟦March 3, 2024⟧ about the road.",
        "Harbour closes\n\nThe council adopted the plan on ⟦May 3, 2024⟧ and left.",
    ],
    silent: &[
        "Harbour closes\n\nThe council will meet on May 3, 2024 about the road.",
        "Harbour closes\n\nThe council said it would meet on March 3, 2024 about the road.",
        "Harbour closes\n\nThe council agreed to meet on May 3, 2024 about the road.",
        "Harbour closes\n\nThe meeting was set for May 3, 2024.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let Some(anchor) = reading.anchor.as_ref().map(|a| a.date) else { return };
    for (n, d) in reading.dates() {
        let Meaning::Point(p) = &d.meaning else { continue };
        // Only days with their year: all others are resolved by tense, and cannot contradict it.
        let (Some(_), Some(_), Some((day, _))) = (p.year, p.day, d.days) else { continue };
        let settled = reading.is_annotated(Kind::Date, &d.place);
        if settled || !reading.regions[d.place.block].is_story() || reading.is_quoted(d.place) {
            continue;
        }
        let words = &reading.facts[d.place.block].words;
        let sentence = reading.sentence_of(d.place);
        let (first, at) = (words.at(sentence.start), words.at(d.place.start));
        // The verb must stand right before the date: between another verb and the date anything may be said.
        let near = (first.max(at.saturating_sub(5))..at).rev().find(|i| words.tag(*i).is_verb());
        let Some(verb) = near else { continue };
        let will = words.is_one(verb.wrapping_sub(1), &["will", "'ll", "’ll"]);
        let plain_past = words.tag(verb) == crate::language::Tag::Past;
        let plans = [
            "set",
            "scheduled",
            "planned",
            "due",
            "expected",
            "fixed",
            "slated",
            "postponed",
            "delayed",
            "agreed",
            "promised",
            "was",
            "were",
            "had",
            "ended",
            "called",
        ];
        let message = if day < anchor && will && d.tense == Tense::Future {
            format!("{} is past on the day of the story ({}).", calendar::long(day), calendar::long(anchor))
        } else if day > calendar::plus_days(anchor, 1) && plain_past && !words.is_one(verb, &plans) {
            format!("{} is yet to come on the day of the story ({}).", calendar::long(day), calendar::long(anchor))
        } else {
            continue;
        };
        findings.push(rule.finding(d.place, rule.severity, message, Subject::Date(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let (Subject::Date(n), Some(anchor)) = (finding.subject, reading.anchor.as_ref().map(|a| a.date)) else { return Vec::new() };
    let d = &reading.dates[n];
    let Some((day, _)) = d.days else { return Vec::new() };
    let other = if day < anchor { day.year() + 1 } else { day.year() - 1 };
    let mut fixes = Vec::new();
    if let Some(moved) = calendar::date(other, day.month().unsigned_abs(), day.day().unsigned_abs()) {
        let text = forms::day(moved, reading.profile, None);
        fixes.push(ways_out::write(reading, d.place, &text));
    }
    fixes.push(ways_out::ask(finding.place, "Is the date right?"));
    fixes.push(ways_out::annotate_date(d.place, &d.value));
    fixes
}
