//! `unanchored-relative-date`.

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::paragraph::quoted;
use crate::story::Reading;
use crate::text::inline::Kind;

pub(super) static RULE: Rule = Rule {
    code: "unanchored-relative-date",
    title: "A date that cannot be resolved",
    group: Group::Dates,
    severity: Severity::Warning,
    why: "“Next week” means nothing to a reader who does not know when it was written; web desks avoid phrases that need the date.",
    guide: "http://www.sportsjournalists.com/forum/threads/kiss-today-goodbye.97047/",
    fires: &["Harbour closes\n\nThe council met ⟦last week⟧, the mayor said.\n\nShips leave on ⟦Tuesday⟧, she said."],
    silent: &[
        "Harbour closes\n\nMay 3, 2024\n\nThe council met last week, the mayor said.",
        "Harbour closes\n\nThe council met [last week]{.date when=2024-W13}, the mayor said.",
        "Harbour closes\n\nThe council met on May 3, 2024 and again the next day, the mayor said.",
    ],
    people: "",
    dated: false,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for n in reading.unanchored().filter(|n| reading.numbers.contains(&reading.dates[*n].place.block)) {
        let date = &reading.dates[n];
        let quoted = quoted::around(&reading.facts[date.place.block].pieces, date.place.start, date.place.end).is_some_and(|p| p.words > 3);
        let severity = if quoted { Severity::Information } else { rule.severity };
        const MESSAGE: &Wording = &Wording::Around("“", "” cannot be resolved: the draft has no publication date.");
        findings.push(rule.finding(date.place, severity, MESSAGE, Subject::Date(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let mut fixes = ways_out::set_date(reading, desk);
    fixes.push(Fix::annotate("Annotate the date: when=…", finding.place, Kind::Date, &[("when", "YYYY-MM-DD")]));
    fixes
}
