//! `quote-without-speaker`.

use super::{Finding, Fix, Rule, Severity, Subject, Surroundings, ways_out};
use crate::annotations::offers;
use crate::story::Reading;
use crate::text::inline::Kind;

pub(super) static RULE: Rule = Rule {
    code: "quote-without-speaker",
    title: "Quotation without a speaker",
    severity: Severity::Warning,
    why: "Readers must know whose words these are: the speaker is told at the start or after the first sentence (Reuters, Guardian).",
    guide: "https://handbook.reuters.com/index.php/Q",
    fires: &["Harbour closes\n\nThe harbour was quiet on Monday.\n\n⟦“We will not stop until it opens.”⟧\n\nThe gulls were loud."],
    silent: &[
        "Harbour closes\n\n“We will not stop until it opens,” Ana Sousa said on Monday.",
        "Harbour closes\n\nAna Sousa told the council on Monday:\n\n“We will not stop until it opens.”",
        "Harbour closes\n\nThe “Sea Rose” sailed on Monday.",
        "Harbour closes\n\n[“We will not stop until it opens on Monday.”]{.quote by=ana-sousa}",
    ],
    people: "",
    dated: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Reading, findings: &mut Vec<Finding>) {
    for (n, quote) in reading.quotes.iter().enumerate() {
        if quote.speaker_known || !quote.statement {
            continue;
        }
        findings.push(rule.finding(
            quote.place,
            rule.severity,
            "Who says this? The quotation has no speaker here, before or after.".into(),
            Subject::Quote(n),
        ));
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let names = reading.named_sources();
    let mut fixes: Vec<Fix> = names
        .iter()
        .take(5)
        .map(|name| {
            Fix::annotate(format!("Annotate: the speaker is {name}"), finding.place, Kind::Quote, &[("by", &offers::id_for(reading, name))])
        })
        .collect();
    fixes.push(Fix::annotate("Annotate: choose the speaker…", finding.place, Kind::Quote, &[("by", "")]).asking("by"));
    fixes.push(ways_out::ask(finding.place, "Who said this?"));
    fixes
}
