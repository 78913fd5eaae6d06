//! `caption-missing-date`.

use std::collections::HashSet;

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::paragraph::times::Meaning;
use crate::story::{Place, Reading};
use crate::text::Region;
use crate::text::position::clamp;
use crate::views::forms;

pub(super) static RULE: Rule = Rule {
    code: "caption-missing-date",
    title: "When was this picture taken?",
    group: Group::Dates,
    severity: Severity::Warning,
    why: "A caption says who or what is seen, where, and on which date. Without the date an old picture passes for a new one.",
    guide: "https://revolutionsincommunication.com/journalism/write-a-cutline",
    fires: &[
        "Harbour closes\n\n⟦Mayor Rui Costa at a press conference in Porto.⟧ (photo credit: A. Sousa)\n\nThe road was closed on Monday, the mayor said.",
    ],
    silent: &[
        "Harbour closes\n\nMayor Rui Costa at a press conference in Porto, March 28, 2024. (photo credit: A. Sousa)\n\nThe road was closed on Monday, the mayor said.",
        "Harbour closes\n\nA file photo of the harbour, 2019. (photo credit: A. Sousa)\n\nThe road was closed on Monday, the mayor said.",
        "Harbour closes\n\nA harbour crane (Illustrative). (photo credit: A. Sousa)\n\nThe road was closed on Monday, the mayor said.",
    ],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

/// The shortest caption that describes anything, in words.
const LEAST_WORDS: usize = 4;

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let mut seen: HashSet<&str> = HashSet::new();
    for block in 0..reading.regions.len() {
        if reading.regions[block] != Region::Caption {
            continue;
        }
        let text = reading.blocks[block].text();
        let whole = Place { block, start: 0, end: clamp(text.len()) };
        let low = text.to_lowercase();
        let dated = reading.dates_in(whole).iter().any(|d| match &d.meaning {
            Meaning::Point(p) => p.year.is_some() || p.day.is_some() || p.weekday.is_some() || p.month.is_some() || p.holiday.is_some(),
            Meaning::Shift { .. }
            | Meaning::Within(..)
            | Meaning::Decade(..)
            | Meaning::Century(..)
            | Meaning::Beside { .. }
            | Meaning::Nth { .. } => true,
            _ => false,
        });
        let exempt =
            ["illustrat", "file photo", "file picture", "graphic", "map ", "screenshot", "courtesy of", "logo", "undated", "archive"];
        let bare = text.split(" (").next().unwrap_or(text).trim_end();
        let short = bare.split_whitespace().count() < LEAST_WORDS;
        // A caption that stands twice is asked about once.
        let again = !seen.insert(bare);
        if dated || short || again || exempt.iter().any(|e| low.contains(e)) {
            continue;
        }
        let lead = text.len() - text.trim_start().len();
        let place = Place { block, start: clamp(lead), end: clamp(bare.len()) };
        findings.push(rule.finding(
            place,
            rule.severity,
            &Wording::Plain("When was this picture taken? The caption gives no date."),
            Subject::Place,
        ));
    }
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    // Nobody but the reporter knows: the story's day is a guess.
    let mut fixes = vec![ways_out::ask(finding.place, "When was this picture taken?")];
    let story = reading.anchor.as_ref().map(|a| a.date).or_else(|| desk.today.parse().ok());
    if let Some(date) = story {
        let text = format!(", {}", forms::day(date, reading.profile, None));
        let edit = ways_out::insert_before_stop(reading, finding.place, &text);
        fixes.push(Fix::edit(format!("Insert “{text}”"), vec![edit]));
    }
    let file = ways_out::insert_before_stop(reading, finding.place, " (file photo)");
    fixes.push(Fix::edit("Insert “(file photo)”", vec![file]));
    fixes
}
