//! `open-note`.

use super::{Finding, Fix, Rule, Severity, Subject, Surroundings};
use crate::annotations::placing::Act;
use crate::story::Reading;

pub(super) static RULE: Rule = Rule {
    code: "open-note",
    title: "A note that wants an answer",
    severity: Severity::Information,
    why: "A query, or a citation that is still needed, must be answered before the story is published; `copydesk strip --check` fails as long as one is open.",
    guide: "https://ksjfactcheck.org/fact-checking-101-module/when-and-how-to-fact-check/",
    fires: &["Harbour closes\n\nThe road was closed on Monday, [⟦Mayor Rui Costa⟧]{.note kind=query text=\"Still mayor?\"} said."],
    silent: &["Harbour closes\n\nThe road was closed on Monday, [Mayor Rui Costa]{.note kind=query status=resolved} said."],
    people: "",
    dated: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Reading, findings: &mut Vec<Finding>) {
    for (n, m) in reading.marks.iter().enumerate() {
        if !m.wants_answer() {
            continue;
        }
        let kind = m.get("kind").unwrap_or("note").replace('-', " ");
        let text = m.get("text").map(|t| format!(": {t}")).unwrap_or_default();
        findings.push(rule.finding(m.place, rule.severity, format!("Open {kind}{text}"), Subject::Mark(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Mark(n) = finding.subject else { return Vec::new() };
    let mut pairs = reading.marks[n].attributes.clone();
    pairs.retain(|(k, _)| k != "status");
    pairs.push(("status".into(), "resolved".into()));
    vec![Fix::new("Resolve the note", Act::Change(vec![(n, Some(pairs))])), Fix::new("Remove the note", Act::Change(vec![(n, None)]))]
}
