//! `open-note`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};
use crate::annotations::edits::Edit;
use crate::annotations::placing::Act;
use crate::story::{Place, Reading};
use crate::text::Span;
use crate::text::position::clamp;

pub(super) static RULE: Rule = Rule {
    code: "open-note",
    title: "A note that wants an answer",
    group: Group::Draft,
    severity: Severity::Information,
    why: "A query, or a citation that is still needed, must be answered before the story is published; `copydesk strip --check` fails as long as one is open.",
    guide: "https://ksjfactcheck.org/fact-checking-101-module/when-and-how-to-fact-check/",
    fires: &[
        "Harbour closes\n\nThe road was closed on Monday, [⟦Mayor Rui Costa⟧]{.note kind=query text=\"Still mayor?\"} said.",
        "Harbour closes\n\nThe road was closed on Monda⟦y [WHO SAYS?],⟧ Mayor Rui Costa said.",
    ],
    silent: &[
        "Harbour closes\n\nThe road was closed on Monday, [Mayor Rui Costa]{.note kind=query status=resolved} said.",
        "Harbour closes\n\nThe road was closed on Monday, Mayor Rui Costa [CQ] said.",
    ],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, m) in reading.marks.iter().enumerate() {
        if !m.wants_answer() {
            continue;
        }
        let kind = m.get("kind").unwrap_or("note").replace('-', " ");
        let text = m.get("text").map(|t| format!(": {t}")).unwrap_or_default();
        findings.push(rule.finding(m.place, rule.severity, format!("Open {kind}{text}"), Subject::Mark(n)));
    }
    for (number, block) in reading.marked_blocks() {
        for query in &block.queries {
            let message = format!("Open query in the copy: {}", &block.raw[query.clone()]);
            findings.push(rule.finding(beside(reading, number, query.start), rule.severity, message, Subject::Place));
        }
    }
}

/// The letters on either side of a query: it is none of what is read itself.
fn beside(reading: &Reading, block: usize, query: usize) -> Place {
    let text = reading.blocks[block].text();
    let at = reading.blocks[block].of_raw(query) as usize;
    let start = text[..at].char_indices().next_back().map_or(at, |(i, _)| i);
    let end = text[at..].char_indices().nth(1).map_or(text.len(), |(i, _)| at + i);
    Place::of(block, Span::new(clamp(start), clamp(end)))
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Mark(n) = finding.subject else {
        let (block, within) = (finding.place.block, reading.absolute(finding.place));
        let start = reading.starts[block];
        let queries = reading.blocks[block].queries.iter().map(|q| start + q.start..start + q.end);
        let empty = reading.blocks[block].text().is_empty();
        let here = queries.filter(|q| empty || within.start <= q.start && q.end <= within.end).map(Edit::remove);
        return vec![Fix::edit("Take the query out", here.collect())];
    };
    let mut pairs = reading.marks[n].attributes.clone();
    pairs.retain(|(k, _)| k != "status");
    pairs.push(("status".into(), "resolved".into()));
    vec![Fix::new("Resolve the note", Act::Change(vec![(n, Some(pairs))])), Fix::new("Remove the note", Act::Change(vec![(n, None)]))]
}
