//! What findings are called from one run to the next: by their rule, their words and the sentence around them. Edits elsewhere in
//! the draft change none of these, so neither do they change the name.

use std::collections::HashMap;

use crate::annotations::sidecar::digest;
use crate::rules::{Finding, Subject};
use crate::story::Reading;

/// How many bytes of the digest a name shows: enough that no draft has two findings of one name.
const SHOWN: usize = 4;

/// The names of all findings of a draft, in their order. All must be there: of several that are alike, each is told by which it is.
pub(super) fn of(reading: &Reading, findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    findings
        .iter()
        .map(|f| {
            // What is said of an article stands somewhere because it must: whatever stands there may change.
            let words = if f.subject == Subject::Article {
                String::new()
            } else {
                format!("{}\0{}", squeezed(reading.text(f.place)), squeezed(reading.text(reading.sentence_of(f.place))))
            };
            let alike = seen.entry(format!("{}\0{words}", f.code)).or_default();
            *alike += 1;
            let mut name = digest(&format!("{}\0{words}\0{alike}", f.code));
            name.truncate(2 * SHOWN);
            name
        })
        .collect()
}

/// Words with one blank between any two: how lines are wrapped tells nothing of them.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules;
    use crate::settings::Settings;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    fn named(text: &str) -> Vec<String> {
        let context = Context { date: Some(date(2024, 4, 1)), ..Context::default() };
        let reading = read(&Draft::new(text, Format::Text), &context, &|| false).unwrap();
        let findings = rules::check(&reading, &Settings::default());
        of(&reading, &findings).into_iter().zip(findings).map(|(id, f)| format!("{} {id}", f.code)).collect()
    }

    const BEFORE: &str = "Harbour closes\n\nThe council voted on April 31, the mayor said.\n\nOfficials said the quay was old. Officials said the quay was old. It met on April 31.";

    #[test]
    fn edits_elsewhere_leave_the_names_as_they_are() {
        let before = named(BEFORE);
        assert!(before.len() >= 4, "{before:?}");
        let mut distinct = before.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), before.len(), "{before:?}");
        for (from, to) in [
            ("Harbour closes", "Harbour is closed for the winter"),
            ("closes\n\n", "closes\n\nShips will go south, Mayor Ana Sousa said on Monday.\n\n"),
            ("quay was old. It met", "quay was old. Ships go south, the mayor said. It met"),
            ("Officials said the quay was old. It met", "Officials\nsaid the quay was old. It met"),
        ] {
            let after = named(&BEFORE.replace(from, to));
            assert!(before.iter().all(|b| after.contains(b)), "{from} -> {to}:\n{before:#?}\n{after:#?}");
        }
        // Its own sentence written anew is another finding.
        let after = named(&BEFORE.replace("It met on April 31", "It met again on April 31"));
        assert_eq!(before.iter().filter(|b| !after.contains(b)).count(), 1, "{before:#?}\n{after:#?}");
    }
}
