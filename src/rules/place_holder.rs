//! `place-holder`.

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};
use crate::story::{Place, Reading};
use crate::text::Region;

pub(super) static RULE: Rule = Rule {
    code: "place-holder",
    title: "Something is still to come",
    group: Group::Draft,
    severity: Severity::Warning,
    why: "TK, XXX and rows of noughts stand for what the writer has still to find out. None may reach the readers.",
    guide: "https://en.wikipedia.org/wiki/To_come_(publishing)",
    fires: &[
        "Harbour closes\n\nThe council, which has ⟦TK⟧ members, met on Monday, the mayor said.",
        "Harbour closes\n\nThe quay cost $⟦XX⟧ million, the mayor said on Monday.",
    ],
    silent: &["Harbour closes\n\nA shop of TK Maxx opened on Monday, on the day of Super Bowl XXX, the mayor said."],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for block in reading.numbers.clone() {
        let facts = &reading.facts[block];
        if matches!(reading.regions[block], Region::FrontMatter | Region::Boilerplate) {
            continue;
        }
        for span in &facts.placeholders {
            let place = Place::of(block, *span);
            const MESSAGE: &Wording = &Wording::Around("“", "” stands for something that is still to come.");
            findings.push(rule.finding(place, rule.severity, MESSAGE, Subject::Place));
        }
    }
}

fn fixes(_: &Reading, _: &Finding, _: &Surroundings) -> Vec<Fix> {
    Vec::new()
}
