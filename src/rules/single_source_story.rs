//! `single-source-story`.

use std::collections::HashSet;

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::paragraph::reports::{Manner, SourceKind};
use crate::story::{Place, Reading};
use crate::text::Region;

/// Shorter stories are briefs.
const LEAST_WORDS: usize = 150;

/// How often a source must speak before it is one that the story rests on.
const LEAST_REPORTS: usize = 4;

pub(super) static RULE: Rule = Rule {
    code: "single-source-story",
    title: "All from one source",
    group: Group::Sources,
    severity: Severity::Hint,
    why: "A story that rests on one source says what that source wants said. A second voice, a document or a reply belongs in it.",
    guide: "https://thewriterstown.com/editorialguidelines/guidelines/accuracy/guidelines",
    fires: &[ONE],
    silent: &["Harbour closes\n\nThe road was closed on Monday, the mayor said."],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

const ONE: &str = "⟦Harbour closes⟧\n\nMayor Rui Costa said on Monday that the road along the harbour would stay closed through the whole of the winter, and that no lorry would be let through before the quay had been repaired by the builders.\n\nCosta said the quay had been built by his grandfather’s generation, that it had been neglected by every council since then, and that it would take a year and a good deal of patience to make it whole again for ships and for people.\n\nThe money would come from the port’s own funds, Costa said, and nobody who works there would have to look for another job before the spring, when the first of the new cranes is to be put up at the northern end.\n\nCosta said the fishermen would be given berths in the southern basin, where the water is deep enough for the larger boats, and that the market would move into the old customs house until the works were over and done with.";

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let words = reading.bulk().tokens;
    let mut sources: HashSet<String> = HashSet::new();
    let mut reports = 0;
    for a in &reading.attributions {
        if !matches!(a.manner, Manner::Said | Manner::Noun) || !reading.regions[a.cue.block].is_story() {
            continue;
        }
        let name = match (a.person, a.source) {
            (Some(p), _) => reading.people[p].name.clone(),
            (None, Some(s)) if a.kind != SourceKind::Pronoun => reading.text(s).to_lowercase(),
            _ => continue,
        };
        reports += 1;
        sources.insert(name);
        if sources.len() > 1 {
            return;
        }
    }
    let Some(only) = sources.iter().next() else { return };
    if words < LEAST_WORDS || reports < LEAST_REPORTS {
        return;
    }
    let Some(block) = reading.regions.iter().position(|r| !matches!(r, Region::FrontMatter | Region::Boilerplate)) else { return };
    let end = reading.facts[block].sentences.first().map_or(0, |s| s.end);
    let message = format!("Everything here comes from one source: {only}.");
    findings.push(rule.finding(Place { block, start: 0, end }, rule.severity, message, Subject::Article));
}

fn fixes(_: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    vec![ways_out::ask(finding.place, "A second source?")]
}
