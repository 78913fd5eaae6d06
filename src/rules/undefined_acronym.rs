//! `undefined-acronym`.

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::annotations::edits::Edit;
use crate::story::Reading;

pub(super) static RULE: Rule = Rule {
    code: "undefined-acronym",
    title: "Abbreviation never explained",
    group: Group::People,
    severity: Severity::Information,
    why: "An abbreviation that readers may not know is spelt out (AP), or given in brackets after the full name where it is used again (Guardian, Reuters).",
    guide: "https://handbook.reuters.com/index.php?title=A",
    fires: &["Harbour closes\n\nThe Strategic Harbour Group met on Monday.\n\nThe ⟦SHG⟧ will meet again, it said."],
    silent: &[
        "Harbour closes\n\nThe Strategic Harbour Group (SHG) met on Monday.\n\nThe SHG will meet again, it said.",
        "Harbour closes\n\nThe US and the UN met on Monday, and a C-17 flew over.",
    ],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, acronym) in reading.acronyms.iter().enumerate() {
        let message = if acronym.full.is_some() {
            &Wording::Around("“", "” is never explained; the full name stands in the article.")
        } else {
            &Wording::Around("“", "” is never explained.")
        };
        let mut finding = rule.finding(acronym.place, rule.severity, message, Subject::Acronym(n));
        finding.related = acronym.full.map(|full| Box::new((full, "The full name.")));
        findings.push(finding);
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Acronym(n) = finding.subject else { return Vec::new() };
    let acronym = &reading.acronyms[n];
    let Some(full) = acronym.full else { return Vec::new() };
    let at = reading.absolute(full).end;
    vec![
        Fix::edit(format!("Add “({})” after the full name", acronym.text), vec![Edit::insert(at, format!(" ({})", acronym.text))]),
        Fix::edit(
            format!("Spell it out here: “{}”", reading.text(full)),
            vec![ways_out::replace(reading, acronym.place, reading.text(full))],
        ),
    ]
}
