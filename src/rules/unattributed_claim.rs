//! `unattributed-claim`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, asking, ways_out};
use crate::paragraph::assertions::{Assertion, Trigger};
use crate::story::Reading;
use crate::story::claims::Claim;

pub(super) static RULE: Rule = Rule {
    code: "unattributed-claim",
    title: "Claim without a source",
    group: Group::Sources,
    severity: Severity::Warning,
    why: "Reuters sources every statement that is not an established fact or seen by its reporter; AP attributes any disputable fact in the sentence that makes it. A motive, a cause, an assessment or an allegation in the paper's own voice is the paper's own claim.",
    guide: "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
    fires: &[
        "Harbour closes\n\nThe council met on Monday, the mayor said.\n\n⟦The council delayed the vote to avoid a defeat.⟧",
        "Harbour closes\n\nThe council met on Monday, the mayor said.\n\n⟦As the talks stall, the possibility of a longer closure has increased.⟧",
        "Harbour closes\n\n⟦The bias showed on Monday in how the council described the plan.⟧",
        "Harbour closes\n\nMayor Ana Sousa said on Monday that the port was closed. ⟦It is a source of shame for the town.⟧",
        "Harbour closes\n\n⟦The plan, a shameful failure, was dropped because the port did not reply to it on Monday.⟧",
    ],
    silent: &[
        "Harbour closes\n\nThe port’s shares fell sharply on Monday to close at 182.60.",
        "Harbour closes\n\nThe clerk left on Monday with a book critical of the council.",
        "Harbour closes\n\nThe council delayed the vote on Monday to avoid a defeat, two councillors said.",
        "Harbour closes\n\nThe councillors present were Mayor Ana Sousa and Harbour Master Rui Costa.",
        "Harbour closes\n\n“We delayed the vote to avoid a defeat,” Mayor Ana Sousa said.",
        "Harbour closes\n\n[The council delayed the vote on Monday to avoid a defeat]{.claim status=witnessed}.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

/// Points from which a claim is reported at all, and from which it is a warning.
const LEAST: i32 = 2;
const SURE: i32 = Assertion::PLAIN;

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    if reading.is_judged() {
        return judged(rule, reading, findings);
    }
    // An opinion piece makes claims; that is what it is for.
    let opinion = reading.metadata.kind == Some("opinion");
    for (n, claim) in reading.claims() {
        if !claim.cover.is_bare() || !claim.triggers.iter().any(|t| *t != Trigger::Figure) {
            continue;
        }
        let weight = weight(claim);
        if weight < LEAST {
            continue;
        }
        let severity = if opinion {
            Severity::Hint
        } else if weight >= SURE {
            Severity::Warning
        } else {
            Severity::Information
        };
        let mut finding = rule.finding(claim.place, severity, message(claim), Subject::Claim(n));
        relate(reading, &mut finding);
        findings.push(finding);
    }
}

/// What the reader would ask about.
fn judged(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, claim) in reading.claims() {
        let Some(severity) = asking::severity(reading, claim).filter(|_| !asking::is_figure_alone(claim)) else { continue };
        let message = format!("Says who? This states {} and names no source.", asking::told(reading, claim));
        let mut finding = rule.finding(claim.place, severity, message, Subject::Claim(n));
        relate(reading, &mut finding);
        findings.push(finding);
    }
}

/// Points to the source that stands nearest.
fn relate(reading: &Reading, finding: &mut Finding) {
    let source = reading.source_before(&finding.place);
    finding.related = source.map(|s| Box::new((s.cue, "The nearest source before it: it does not reach this sentence.")));
}

fn weight(claim: &Claim) -> i32 {
    let mind = i32::from(claim.triggers.contains(&Trigger::Mind)) * 2;
    claim.weight + mind
}

fn message(claim: &Claim) -> String {
    let phrases: Vec<&str> = claim.triggers.iter().filter(|t| **t != Trigger::Figure).map(|t| t.phrase()).take(2).collect();
    format!("Says who? This states {} and names no source.", phrases.join(" and "))
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let Subject::Claim(n) = finding.subject else { return Vec::new() };
    let place = reading.claims[n].place;
    let mut fixes = ways_out::claim(reading, place, ways_out::ask(reading.without_stop(place), "Who says so?"), desk);
    fixes.extend(ways_out::attribute(reading, place, &|name| format!(", {name} said")));
    fixes
}
