//! `malformed-annotation`.

use super::{Desk, Finding, Fix, Rule, Severity, Subject};
use crate::annotations::edits::{Edit, Target};
use crate::story::{Place, Reading};

pub(super) static RULE: Rule = Rule {
    code: "malformed-annotation",
    title: "Annotation that cannot be read",
    severity: Severity::Warning,
    why: "An annotation that cannot be read is lost to the ledger, and would be printed.",
    guide: "https://pandoc.org/chunkedhtml-demo/8.18-divs-and-spans.html",
    fires: &["Harbour closes\n\n[The road was closed on Monday]{.claim ⟦by=“port”⟧}, the port said."],
    silent: &["Harbour closes\n\n[The road was closed on Monday]{.claim by=port}, the port said."],
    people: "",
    dated: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Reading, findings: &mut Vec<Finding>) {
    for (block, b) in reading.blocks.iter().enumerate() {
        for m in &b.malformed {
            let start = b.clean.of_raw(m.range.start);
            let place = Place { block, start, end: b.clean.of_raw(m.range.end).max(start) };
            findings.push(rule.finding(place, rule.severity, m.message.clone(), Subject::Article));
        }
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Desk) -> Vec<Fix> {
    let range = reading.absolute(finding.place);
    let block = &reading.blocks[finding.place.block];
    let start = range.start - reading.starts[finding.place.block];
    // Curly marks within the attribute list become straight ones.
    let Some(end) = block.raw[start..].find('}').map(|e| start + e) else { return Vec::new() };
    let edits: Vec<Edit> = block.raw[start..end]
        .char_indices()
        .filter(|(_, c)| matches!(c, '“' | '”' | '‘' | '’'))
        .map(|(i, c)| {
            let at = range.start + i;
            Edit { target: Target::Draft, range: at..at + c.len_utf8(), text: "\"".into() }
        })
        .collect();
    if edits.is_empty() {
        return Vec::new();
    }
    vec![Fix::edit("Use straight quotation marks", edits).preferred()]
}
