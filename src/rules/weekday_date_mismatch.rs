//! `weekday-date-mismatch`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};
use crate::annotations::edits::{Edit, Target};
use crate::paragraph::times::{Meaning, calendar};
use crate::story::Reading;
use crate::story::dates::DateTrouble;

pub(super) static RULE: Rule = Rule {
    code: "weekday-date-mismatch",
    title: "Weekday and date do not match",
    group: Group::Dates,
    severity: Severity::Warning,
    why: "A wrong weekday is the slip that readers write in about; one of the two is wrong, and only the desk can say which.",
    guide: "https://github.com/azu/textlint-rule-date-weekday-mismatch",
    fires: &[
        "Harbour closes\n\nThe council met on ⟦Sunday, March 30, 2024⟧, the mayor said.",
        "Harbour closes\n\nThe council met on ⟦Tuesday, April 1⟧, the mayor said.",
    ],
    silent: &["Harbour closes\n\nThe council met on Sunday, March 31, 2024, the mayor said."],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, date) in reading.dates() {
        let Some(&DateTrouble::WrongWeekday { really, .. }) = date.trouble.as_deref() else { continue };
        let Some((day, _)) = date.days else { continue };
        let message = format!("{} was a {}.", calendar::long(day), calendar::WEEKDAYS[usize::from(really) - 1]);
        findings.push(rule.finding(date.place, rule.severity, message, Subject::Date(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Date(n) = finding.subject else { return Vec::new() };
    let date = &reading.dates[n];
    let (Some(DateTrouble::WrongWeekday { really, nearest }), Meaning::Point(p)) = (date.trouble.as_deref(), &date.meaning) else {
        return Vec::new();
    };
    let words = reading.text(date.place);
    let right = calendar::WEEKDAYS[usize::from(*really) - 1];
    let Some(written) = words.split([',', ' ', '(']).next().filter(|w| !w.is_empty()) else { return Vec::new() };
    let range = reading.absolute(date.place);
    let mut fixes = vec![Fix::edit(
        format!("Change the weekday to {right}"),
        vec![Edit { target: Target::Draft, range: range.start..range.start + written.len(), text: right.to_owned() }],
    )];
    // The day's figures, where they stand once.
    let day = p.day.map(|d| d.to_string()).unwrap_or_default();
    let near = (nearest.month().unsigned_abs() == p.month.unwrap_or(0)).then(|| nearest.day().to_string());
    if let (Some(new), 1) = (
        near,
        words
            .match_indices(&day)
            .filter(|(i, _)| {
                !words[i + day.len()..].starts_with(|c: char| c.is_ascii_digit()) && !words[..*i].ends_with(|c: char| c.is_ascii_digit())
            })
            .count(),
    ) && let Some((at, _)) = words.match_indices(&day).find(|(i, _)| {
        !words[i + day.len()..].starts_with(|c: char| c.is_ascii_digit()) && !words[..*i].ends_with(|c: char| c.is_ascii_digit())
    }) {
        let start = range.start + at;
        fixes.push(Fix::edit(
            format!("Change the date to {}", calendar::with_weekday(*nearest)),
            vec![Edit { target: Target::Draft, range: start..start + day.len(), text: new }],
        ));
    }
    fixes
}
