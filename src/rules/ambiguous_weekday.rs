//! `ambiguous-weekday`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::paragraph::times::{Meaning, Tense, calendar};
use crate::story::Reading;
use crate::text::Region;
use crate::text::inline::Kind;
use crate::views::forms;

pub(super) static RULE: Rule = Rule {
    code: "ambiguous-weekday",
    title: "Which one of that name?",
    group: Group::Dates,
    severity: Severity::Information,
    why: "A weekday means the one nearest to the story. Where the story appears on that very weekday, or nothing says whether it is past or to come, readers have two to choose from.",
    guide: "http://advertiser-tribune.com/page/blogs.detail/display/1266/Days-and-confused.html",
    fires: &["Harbour closes\n\nThe ⟦Tuesday⟧ meeting of the council is about the road."],
    silent: &[
        "Harbour closes\n\nThe council met on Sunday about the road.",
        "Harbour closes\n\nThe council met on Monday about the road, the mayor said.",
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
        let Some(w) = p.weekday.filter(|_| p.month.is_none() && p.turn.is_none() && p.day.is_none()) else { continue };
        let settled = reading.is_annotated(Kind::Date, &d.place);
        if settled || reading.regions[d.place.block] != Region::Body || reading.is_quoted(d.place) {
            continue;
        }
        let words = &reading.facts[d.place.block].words;
        let i = words.at(d.place.start);
        // "the Tuesday meeting": before a noun nothing says which. On the story's own day a verb in the past says: today.
        let noun_follows =
            words.is_one(i.wrapping_sub(1), &["the", "a", "this"]) && words.tag(i + 1).is_noun() && !words.tag(i + 1).is_name();
        let same = calendar::weekday_of(anchor) == w;
        let open = if same { d.tense == Tense::Future } else { noun_follows && d.tense != Tense::Past };
        if !open {
            continue;
        }
        let day = d.days.map_or(anchor, |(first, _)| first);
        let other = calendar::plus_days(day, if day > anchor { -7 } else { 7 });
        let (a, b) = if day < other { (day, other) } else { (other, day) };
        let message = format!("Which {}? {} or {}.", forms::weekday(day), calendar::long(a), calendar::long(b));
        findings.push(rule.finding(d.place, rule.severity, message, Subject::Date(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let (Subject::Date(n), Some(anchor)) = (finding.subject, reading.anchor.as_ref().map(|a| a.date)) else { return Vec::new() };
    let d = &reading.dates[n];
    let Some((day, _)) = d.days else { return Vec::new() };
    let mut fixes = Vec::new();
    for day in [day, calendar::plus_days(day, 7), calendar::plus_days(day, -7)] {
        let text = forms::day(day, reading.profile, Some(anchor));
        fixes.push(ways_out::write(reading, d.place, &text));
    }
    fixes.push(ways_out::annotate_date(d.place, &d.value));
    fixes
}
