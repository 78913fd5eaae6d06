//! The rules: what a careful desk sends back. One file a rule; [`TABLE`] has them all, and from it come the settings' schema,
//! the reference in the README and the links that editors show.

mod impossible_date;
mod malformed_annotation;
mod missing_publication_date;
mod missing_time_element;
mod quote_without_speaker;
mod unanchored_relative_date;
mod unattributed_claim;
mod undefined_acronym;
mod unreadable_paragraph;
mod unsourced_number;
mod vague_source;
mod ways_out;
mod weekday_date_mismatch;

use std::collections::BTreeMap;

pub use crate::annotations::edits::Fix;
pub use crate::settings::Severity;
use crate::settings::{RuleLevel, Settings};
use crate::story::{Place, Reading};

/// A rule: its description, its examples and its function.
pub struct Rule {
    /// Its name in settings and output.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// How seriously it is usually meant.
    pub severity: Severity,
    /// Why a desk asks, and who says so.
    pub why: &'static str,
    /// The guide to read on.
    pub guide: &'static str,
    /// Articles in which it fires, what it marks in `⟦⟧`.
    pub fires: &'static [&'static str],
    /// Articles in which it stays silent.
    pub silent: &'static [&'static str],
    /// Whether `⟦⟧` examples are read with a publication date (1 April 2024, a Monday).
    pub dated: bool,
    check: fn(&Rule, &Reading, &mut Vec<Finding>),
    fixes: fn(&Reading, &Finding, &Desk) -> Vec<Fix>,
}

/// What a finding is about, so that a fix needs no second analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The article.
    Article,
    /// A claim, by its number.
    Claim(usize),
    /// A quotation, by its number.
    Quote(usize),
    /// A time expression, by its number.
    Date(usize),
    /// An attribution, by its number.
    Attribution(usize),
    /// An abbreviation, by its number.
    Acronym(usize),
}

/// One thing that a desk would send back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's code.
    pub code: &'static str,
    /// How seriously it is meant here.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is missing, in newsroom words.
    pub message: String,
    /// What else to look at.
    pub related: Vec<(Place, String)>,
    /// What it is about.
    pub subject: Subject,
}

/// What a fix may need to know beyond the article.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Today's date at the desk, ISO.
    pub today: String,
    /// The text of the `.meta.yaml` file; empty where there is none.
    pub meta_text: String,
    /// Whether the draft is a file, so that files can stand beside it.
    pub has_file: bool,
    /// The draft's line break.
    pub line_break: &'static str,
}

/// All rules, in the order in which a desk reads: the article, its dates, its sources.
pub static TABLE: &[&Rule] = &[
    &missing_publication_date::RULE,
    &missing_time_element::RULE,
    &unanchored_relative_date::RULE,
    &weekday_date_mismatch::RULE,
    &impossible_date::RULE,
    &unattributed_claim::RULE,
    &unsourced_number::RULE,
    &vague_source::RULE,
    &quote_without_speaker::RULE,
    &undefined_acronym::RULE,
    &malformed_annotation::RULE,
    &unreadable_paragraph::RULE,
];

/// The rule of that code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    TABLE.iter().copied().find(|r| r.code == code)
}

/// Everything that a desk would send back, in order of the text.
#[must_use]
pub fn check(reading: &Reading, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in TABLE {
        let level = settings.rules.get(rule.code).copied().unwrap_or(RuleLevel::On);
        if level == RuleLevel::Off {
            continue;
        }
        let from = findings.len();
        (rule.check)(rule, reading, &mut findings);
        let graded = match level {
            RuleLevel::Hint => Some(Severity::Hint),
            RuleLevel::Information => Some(Severity::Information),
            RuleLevel::Warning => Some(Severity::Warning),
            RuleLevel::Error => Some(Severity::Error),
            RuleLevel::On | RuleLevel::Off => None,
        };
        if let Some(severity) = graded {
            findings[from..].iter_mut().for_each(|f| f.severity = severity);
        }
    }
    // What lies in a sentence's own figure is said once: the figure's rule names it.
    findings.sort_by_key(|f| (f.place, f.code));
    findings
}

/// The ways out of a finding, best first.
#[must_use]
pub fn fixes(reading: &Reading, finding: &Finding, desk: &Desk) -> Vec<Fix> {
    rule(finding.code).map(|r| (r.fixes)(reading, finding, desk)).unwrap_or_default()
}

/// Names in a settings file that no rule has.
#[must_use]
pub fn unknown(rules: &BTreeMap<String, RuleLevel>) -> Vec<&str> {
    rules.keys().map(String::as_str).filter(|k| rule(k).is_none()).collect()
}

impl Rule {
    fn finding(&self, place: Place, severity: Severity, message: String, subject: Subject) -> Finding {
        Finding { code: self.code, severity, place, message, related: Vec::new(), subject }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// Every example of every rule is read; what the rule marks is drawn as it is in the table.
    #[test]
    fn examples_are_what_the_rules_do() {
        let mut wrong = String::new();
        for rule in TABLE {
            // The one rule whose example would fill a book.
            let too_long = rule.code == "unreadable-paragraph";
            assert!((too_long || !rule.fires.is_empty()) && !rule.silent.is_empty(), "{} needs examples", rule.code);
            for (example, fires) in rule.fires.iter().map(|e| (e, true)).chain(rule.silent.iter().map(|e| (e, false))) {
                let text = example.replace(['⟦', '⟧'], "");
                let draft = Draft::new(&text, Format::Text);
                let context = Context { date: rule.dated.then(|| jiff::civil::date(2024, 4, 1)), ..Context::default() };
                let reading = read(&draft, &context, &|| false).unwrap();
                let mut drawn = text.clone();
                let mut places: Vec<_> = check(&reading, &Settings::default())
                    .iter()
                    .filter(|f| f.code == rule.code)
                    .map(|f| reading.absolute(f.place))
                    .collect();
                places.sort_by_key(|r| r.start);
                for place in places.iter().rev() {
                    drawn.insert(place.end, '⟧');
                    drawn.insert(place.start, '⟦');
                }
                if drawn != **example || drawn.contains('⟦') != fires {
                    wrong.push_str(&format!("{}:\n  want {example:?}\n  have {drawn:?}\n", rule.code));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }
}
