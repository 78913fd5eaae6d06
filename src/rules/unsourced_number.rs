//! `unsourced-number`.

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, asking, ways_out};
use crate::annotations::offers;
use crate::story::{Place, Reading};

pub(super) static RULE: Rule = Rule {
    code: "unsourced-number",
    title: "Figure without a source",
    group: Group::Sources,
    severity: Severity::Warning,
    why: "Statistics are attributed: a count of people, money or a percentage comes from somewhere, and readers are told from where and as of when. A promise covers what is promised and not the figure in it.",
    guide: "https://www.bbc.co.uk/editorialguidelines/guidance/reporting-statistics",
    fires: &[
        "Harbour closes\n\nThe council met on Monday, the mayor said.\n\nIt has promised to move the more than ⟦1.3 million⟧ tonnes of grain in the harbour.",
        "Harbour closes\n\nThe council met on Monday, the mayor said.\n\nThe harbour holds ⟦1.3 million tonnes of grain and 2.1 million⟧ tonnes of coal.",
    ],
    silent: &[
        "Harbour closes\n\nThe port’s shares fell 5.5 percent to close at 182.60 on Monday.",
        "Harbour closes\n\nSome 1.3 million tonnes of grain lie in the harbour, according to the port authority.",
        "Harbour closes\n\nOn Monday the harbour held [1.3 million]{.note kind=citation-needed} tonnes of grain.",
        "Harbour closes\n\nThe council met at 3:30 p.m. on Monday, May 3, 2024, and two members were absent.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    // A table has one in every row: room for them, and not for twice as many.
    findings.reserve_exact(reading.claims().filter(|(_, c)| !c.figures.is_empty()).count());
    for (n, claim) in reading.claims() {
        let severity = if !reading.is_judged() {
            Some(rule.severity)
        } else if claim.cover.is_bare() {
            asking::severity(reading, claim).filter(|_| asking::is_figure_alone(claim))
        } else {
            // A promise covers what is promised and not the figure in it, as grammar has it. Of eleven such figures in the labelled
            // articles none deserved the question.
            asking::noted(reading)
        };
        let Some(severity) = severity else { continue };
        // One question a sentence, however many figures it has.
        let Some((last, others)) = claim.figures.split_last() else {
            // Figures that are there, and none left: the desk has settled them.
            let settled = !reading.facts[claim.place.block].assertion(claim.sentence).figures.is_empty();
            if reading.is_judged() && claim.cover.is_bare() && !settled {
                const MESSAGE: &Wording = &Wording::Plain("Where does this figure come from? Nobody is its source.");
                findings.push(rule.finding(claim.place, severity, MESSAGE, Subject::Claim(n)));
            }
            continue;
        };
        let quoted = |figure: &Place| format!("“{}”", reading.text(*figure));
        let Some(first) = others.first() else {
            const MESSAGE: &Wording = &Wording::Around("Where does “", "” come from? Nobody is the source of this figure.");
            findings.push(rule.finding(*last, severity, MESSAGE, Subject::Claim(n)));
            continue;
        };
        let others: Vec<String> = others.iter().map(quoted).collect();
        let message = format!("Where do {} and {} come from? Nobody is the source of these figures.", others.join(", "), quoted(last));
        findings.push(rule.finding(Place { start: first.start, ..*last }, severity, message, Subject::Claim(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let ask = offers::query(finding.place, "citation-needed", "Figure from whom, as of when?");
    let mut fixes = ways_out::claim(reading, finding.place, ask, desk);
    fixes.extend(ways_out::attribute(reading, finding.place, &|name| format!(", according to {name}")));
    fixes
}
