//! `orphaned-annotation`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};
use crate::annotations::placing::Act;
use crate::story::{Place, Reading};
use crate::text::Region;
use crate::views::hover::quoted;

pub(super) static RULE: Rule = Rule {
    code: "orphaned-annotation",
    title: "An annotation whose words are gone",
    group: Group::Draft,
    severity: Severity::Warning,
    why: "The words that an annotation beside the draft covered cannot be found any more, or stand in two places that are as good as each other. It is kept with its words; where it belongs is not guessed.",
    guide: "https://web.hypothes.is/blog/fuzzy-anchoring",
    fires: &[],
    silent: &["Harbour closes\n\nThe road was closed on Monday, Mayor Rui Costa said."],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let Some(block) = reading.regions.iter().position(|r| *r != Region::FrontMatter) else { return };
    let first = reading.facts[block].sentences.first().map_or((0, 0), |s| (s.start, s.end));
    let place = Place { block, start: first.0, end: first.1 };
    for (n, orphan) in reading.orphans.iter().enumerate() {
        let what = orphan.kind.class();
        let message = format!(
            "The {what} “{}” has lost its place: {} is not found in the draft. Select where it belongs now and put it there, or remove it.",
            orphan.id,
            quoted(&orphan.words, 80)
        );
        findings.push(rule.finding(place, rule.severity, message, Subject::Orphan(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Orphan(n) = finding.subject else { return Vec::new() };
    let orphan = &reading.orphans[n];
    vec![Fix::new(format!("Remove the annotation “{}”", orphan.id), Act::Drop(orphan.id.clone()))]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::settings::Settings;
    use crate::story::{Context, Kept, read};
    use crate::text::inline::Kind;
    use crate::text::{Draft, Format};

    #[test]
    fn an_orphan_is_told_once_with_its_words() {
        let orphan = Kept { range: 0..0, kind: Kind::Claim, id: "c1".into(), words: "a storm".into(), attributes: Vec::new() };
        let context = Context { beside: Arc::new(vec![orphan]), date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
        let draft = Draft::new("Harbour closes\n\nThe road was closed on Monday, Mayor Rui Costa said.", Format::Text);
        let reading = read(&draft, &context, &|| false).unwrap();
        let found = crate::rules::check(&reading, &Settings::default());
        let told: Vec<_> = found.iter().map(|f| f.message(&reading)).collect();
        assert_eq!(
            told,
            [
                "The claim “c1” has lost its place: “a storm” is not found in the draft. Select where it belongs now and put it there, or remove it."
            ]
        );
    }
}
