//! `agentless-attribution`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::language::Class;
use crate::paragraph::reports::Manner;
use crate::story::Reading;
use crate::story::attributions::Attribution;
use crate::text::inline::Kind;

pub(super) static RULE: Rule = Rule {
    code: "agentless-attribution",
    title: "Reported by nobody",
    group: Group::Sources,
    severity: Severity::Warning,
    why: "“Is believed to”, “reportedly” and “it is understood” report something and hide who says so. A reader cannot weigh what comes from nobody.",
    guide: "http://ethics.npr.org/g-transparency/i-d-that-source-as-best-you-can/",
    fires: &[
        "Harbour closes\n\nThe suspect ⟦is believed⟧ to have fled on Monday.",
        "Harbour closes\n\nHe ⟦reportedly⟧ resigned on Monday.",
        "Harbour closes\n\nA plan backed by the port was ⟦reportedly⟧ dropped on Monday.",
        "Harbour closes\n\nAn ⟦estimated⟧ 300 people came on Monday.",
        "Harbour closes\n\nConcerns ⟦have been raised⟧ about the road on Monday.",
    ],
    silent: &[
        "Harbour closes\n\nThe suspect is believed to have fled on Monday, police said.",
        "Harbour closes\n\nPolice believe that the suspect fled on Monday.",
        "Harbour closes\n\n“He is believed to have fled,” the mayor said on Monday.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, a) in reading.attributions() {
        if a.manner != Manner::Agentless || !reading.regions[a.cue.block].is_story() || reading.is_quoted(a.cue) {
            continue;
        }
        let sentence = reading.sentence_of(a.cue);
        let says_it = |o: &Attribution| matches!(o.manner, Manner::Said | Manner::Noun) && o.content.iter().any(|c| c.covers(&a.cue));
        let sourced = reading.attributions_near(a.cue).iter().any(|o| o.source.is_some() && says_it(o));
        let settled = reading.marks.at(sentence).any(|m| {
            m.place.overlaps(&sentence) && (m.get("by").is_some() || (m.kind == Kind::Claim && m.get("status") != Some("unattributed")))
        });
        if sourced || settled {
            continue;
        }
        let words = reading.text(a.cue);
        // What is expected is often nobody's claim in particular.
        let own = &reading.facts[a.cue.block].words;
        let mild = own.class(a.verb(own)).has(Class::MILDLY);
        let severity = if mild { Severity::Information } else { rule.severity };
        let message = format!("Who says so? “{words}” hides the source.");
        findings.push(rule.finding(a.cue, severity, message, Subject::Attribution(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let sentence = reading.sentence_of(finding.place);
    let mut fixes = ways_out::claim(reading, sentence, ways_out::ask(reading.without_stop(sentence), "Who says so?"), desk);
    fixes.extend(ways_out::attribute(reading, sentence, &|name| format!(", {name} said")));
    fixes
}
