//! `front-matter-slip`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};
use crate::annotations::edits::{Edit, Target};
use crate::story::Reading;

pub(super) static RULE: Rule = Rule {
    code: "front-matter-slip",
    title: "Slip in the front matter",
    group: Group::Draft,
    severity: Severity::Warning,
    why: "The draft is read all the same, but the programs that publish it may refuse it, or print the headline as it should not be.",
    guide: "https://yaml.org/spec/1.2.2/#73-flow-scalar-styles",
    fires: &[
        "---\n⟦title: Mayor says: no⟧\ndate: 2024-04-01\n---\n\nThe council met on Monday.",
        "---\ntitle: Harbour closes\n⟦summary: 'It's over'⟧\n---\n\nThe council met on Monday.",
        "---\ntitle: Harbour closes\ndate: 2024-04-01\n⟦title: Harbour shut⟧\n---\n\nThe council met on Monday.",
        "⟦---⟧\ntitle: Harbour closes\ndate: 2024-04-01\n\nThe council met on Monday.\n\nShips go south.",
        "+++\n⟦title = Harbour closes⟧\ndate = 2024-04-01\n+++\n\nThe council met on Monday.",
    ],
    silent: &[
        "---\ntitle: \"Mayor says: no\"\ndate: 2024-04-01\nsummary: \"It runs over\ntwo lines\"\n---\n\nThe council met on Monday.",
        "+++\ntitle = \"Harbour closes\"\ndate = 2024-04-01\n+++\n\nThe council met on Monday.",
        "{\n\"title\": \"Harbour closes\",\n\"date\": \"2024-04-01\"\n}\n\nThe council met on Monday.",
    ],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    findings.extend(reading.front_slips.iter().map(|s| rule.finding(s.place, rule.severity, s.message.clone(), Subject::Place)));
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let slip = reading.front_slips.iter().find(|s| s.place == finding.place && s.message == finding.message(reading));
    let Some((range, text)) = slip.and_then(|s| s.mend.clone()) else { return Vec::new() };
    let title = if text.trim().is_empty() { "Put the blank in".to_owned() } else { format!("Write {text}") };
    vec![Fix::edit(title, vec![Edit { target: Target::Draft, range, text }]).preferred()]
}
