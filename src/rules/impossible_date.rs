//! `impossible-date`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::story::Reading;
use crate::story::dates::DateTrouble;

pub(super) static RULE: Rule = Rule {
    code: "impossible-date",
    title: "There is no such date",
    group: Group::Dates,
    severity: Severity::Warning,
    why: "April has thirty days. A date that does not exist is a slip that only the reporter can mend.",
    guide: "https://studylib.net/doc/8510030/ap-style",
    fires: &[
        "Harbour closes\n\nThe council met on ⟦April 31⟧, the mayor said.",
        "Harbour closes\n\nThe council met on ⟦Feb. 29, 2023⟧, the mayor said.",
    ],
    silent: &["Harbour closes\n\nThe council met on Feb. 29, 2024, the mayor said."],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, date) in reading.dates() {
        if let Some(DateTrouble::Impossible(why)) = date.trouble.as_deref() {
            findings.push(rule.finding(
                date.place,
                rule.severity,
                format!("“{}” does not exist. {why}", reading.text(date.place)),
                Subject::Date(n),
            ));
        }
    }
}

fn fixes(_: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    vec![ways_out::ask(finding.place, "Which day?")]
}
