//! `late-quote-attribution`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::story::Reading;

/// How many sentences of a quotation may pass before its speaker is named.
const SENTENCES: usize = 2;

pub(super) static RULE: Rule = Rule {
    code: "late-quote-attribution",
    title: "The speaker comes late",
    group: Group::Quotations,
    severity: Severity::Information,
    why: "Readers should know whose words they read: the speaker is named at the start or after the first sentence of a quotation.",
    guide: "http://handbook.reuters.com/index.php/Q",
    fires: &[
        "Harbour closes\n\n⟦“We had no choice. The quay is old. It may give way. Nobody wants that,”⟧ Mayor Rui Costa said on Monday.",
    ],
    silent: &[
        "Harbour closes\n\n“We had no choice,” Mayor Rui Costa said on Monday. “The quay is old. It may give way. Nobody wants that.”",
        "Harbour closes\n\nMayor Rui Costa said on Monday: “We had no choice. The quay is old. It may give way. Nobody wants that.”",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, quote) in reading.quotes() {
        let Some(speaker) = quote.speaker.filter(|s| s.block == quote.place.block && s.start >= quote.place.end) else { continue };
        let facts = &reading.facts[quote.place.block];
        let from = facts.sentences.partition_point(|s| s.end <= quote.place.start);
        let sentences = facts.sentences[from..].iter().take_while(|s| s.start < quote.place.end).count();
        let before = n.checked_sub(1).map(|k| &reading.quotes[k]);
        let goes_on = before.is_some_and(|b| b.person.is_some() && b.person == quote.person && quote.place.block - b.place.block <= 2);
        // Who was named earlier in the paragraph is known.
        let named = quote.person.is_some_and(|p| {
            let mentions = &reading.people[p].mentions;
            let next = mentions.partition_point(|m| m.place.block < quote.place.block);
            mentions.get(next).is_some_and(|m| m.place.block == quote.place.block && m.place.end <= quote.place.start)
        });
        if sentences <= SENTENCES || goes_on || named || !quote.statement {
            continue;
        }
        let message = format!("The speaker is named only after {sentences} sentences of quotation.");
        let mut finding = rule.finding(quote.place, rule.severity, message, Subject::Quote(n));
        finding.related = Some(Box::new((speaker, "The speaker.")));
        findings.push(finding);
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Quote(n) = finding.subject else { return Vec::new() };
    let quote = &reading.quotes[n];
    let Some(speaker) = quote.speaker else { return Vec::new() };
    let facts = &reading.facts[quote.place.block];
    let Some(first) = facts.sentences.iter().find(|s| s.end > quote.place.start) else { return Vec::new() };
    let text = facts.words.text();
    let (open, close) = if text[quote.place.start as usize..].starts_with('“') { ("“", "”") } else { ("\"", "\"") };
    // "…choice. The quay" becomes "…choice,” X said. “The quay".
    let end = text[..first.end as usize].trim_end_matches(['.', ' ']).len();
    let place = crate::story::Place { start: crate::text::position::clamp(end), end: first.end, ..quote.place };
    let words = reading.text(speaker);
    let edit = ways_out::replace(reading, place, format!(",{close} {words} said. {open}"));
    vec![Fix::edit(format!("Name {words} after the first sentence"), vec![edit]), ways_out::ask(finding.place, "Name the speaker earlier?")]
}
