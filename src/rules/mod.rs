//! The rules: what a careful desk sends back. One file a rule, called by its code; [`TABLE`] has them all, and from it come the
//! settings' schema, the reference of rules and the links that editors show.
//!
//! What goes in: whatever a desk objects to, with the texts on which it objects and on which it stays silent; what mends it, its
//! ways out (an editor's quick fixes): in the rule's own file, those that several rules share in `ways_out`. What does not: finding
//! things out ([`crate::story`], [`crate::paragraph`]), and how findings are shown (the doors' business).

mod agentless_attribution;
mod ambiguous_date;
mod ambiguous_relative_week;
mod ambiguous_weekday;
mod anonymity_unexplained;
mod asking;
mod caption_missing_date;
mod dangling_reference;
mod date_tense_mismatch;
mod front_matter_slip;
mod galley;
mod house_date_form;
mod house_rule;
mod impossible_date;
mod late_quote_attribution;
mod loaded_attribution_verb;
mod malformed_annotation;
mod mental_state_attribution;
mod message;
mod missing_publication_date;
mod missing_time_element;
mod not_english;
mod open_note;
mod orphaned_annotation;
mod person_first_reference;
mod person_spelling_variant;
mod person_ways_out;
mod person_without_role;
mod place_holder;
mod quote_without_speaker;
mod relative_day_word;
mod role_holder_mismatch;
mod role_out_of_date;
mod single_source_story;
mod unanchored_relative_date;
mod unattributed_claim;
mod unbalanced_quote;
mod undefined_acronym;
mod unread_markup;
mod unreadable_paragraph;
mod unsourced_number;
mod vague_source;
mod ways_out;
mod weekday_date_mismatch;

use std::sync::Arc;

use crate::annotations::edits::{self, Target};
use crate::annotations::front;
use crate::annotations::placing::Act;
pub use crate::annotations::placing::Fix;
use galley::Galley;
use message::FindingMessage;

pub use crate::settings::Severity;
use crate::settings::{RuleLevel, Settings};
use crate::story::{Mark, Marks, Place, Reading};
use crate::text::inline::Kind;
use crate::views::ledger::Asked;

/// A rule: its description, its examples and its function.
pub struct Rule {
    /// Its name in settings and output.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// What it is about.
    pub group: Group,
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
    /// The people file with which the examples are read.
    pub people: &'static str,
    /// Whether `⟦⟧` examples are read with a publication date (1 April 2024, a Monday).
    pub dated: bool,
    /// Whether its findings are those of single paragraphs, and of what stands around them ([`galley`]).
    by_paragraph: bool,
    check: fn(&Rule, &Galley, &mut Vec<Finding>),
    fixes: fn(&Reading, &Finding, &Surroundings) -> Vec<Fix>,
}

/// What a rule is about, as settings and reference group them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Front matter, annotations, what is left to do.
    Draft,
    /// When.
    Dates,
    /// Who says so.
    Sources,
    /// Whose words these are.
    Quotations,
    /// Who that is.
    People,
    /// How the house wants it.
    House,
}

impl Group {
    /// The groups, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Dates, Self::Sources, Self::Quotations, Self::People, Self::House, Self::Draft];

    /// The heading.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "The draft and its marks",
            Self::Dates => "Dates",
            Self::Sources => "Sources",
            Self::Quotations => "Quotations",
            Self::People => "People and names",
            Self::House => "House rules",
        }
    }
}

/// What a finding is about, so that a fix needs no second analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The article.
    Article,
    /// Its place alone.
    Place,
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
    /// A person, by their number.
    Person(usize),
    /// A role of a person, by the person's number; it stands at the finding's place.
    Role(usize),
    /// An annotation, by its number.
    Mark(usize),
    /// An annotation that has lost its place, by its number.
    Orphan(usize),
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
    /// What is missing; [`Finding::message`] has it in words.
    message: FindingMessage,
    /// What else to look at, and why.
    pub related: Option<Box<(Place, &'static str)>>,
    /// What it is about.
    pub subject: Subject,
}

/// What a fix may need to know beyond the article.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Today's date at the desk, ISO.
    pub today: String,
    /// The text of the `.meta.yaml` file; empty where there is none.
    pub meta_text: String,
    /// Whether the draft is a file, so that files can stand beside it.
    pub has_file: bool,
    /// The day on which the draft's file was last written, ISO.
    pub file_date: Option<String>,
    /// The text of the people file that is kept by hand, empty where there is none yet; read when it is wanted, as it is long.
    pub people_text: Lazily,
    /// Whether there is a folder in which a people file can be kept.
    pub has_people_file: bool,
    /// Who checks, where that is known.
    pub checker: Option<String>,
    /// The draft's line break.
    pub line_break: &'static str,
}

/// A text that is read when it is wanted.
#[derive(Clone)]
pub struct Lazily(Arc<dyn Fn() -> String + Send + Sync>);

impl Lazily {
    /// A text that `read` gives.
    pub fn new(read: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    fn get(&self) -> String {
        (self.0)()
    }
}

impl Default for Lazily {
    fn default() -> Self {
        Self::new(String::new)
    }
}

impl std::fmt::Debug for Lazily {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lazily")
    }
}

/// All rules, in the order in which a desk reads: the article, its dates, its sources.
pub static TABLE: &[&Rule] = &[
    &front_matter_slip::RULE,
    &missing_publication_date::RULE,
    &missing_time_element::RULE,
    &unanchored_relative_date::RULE,
    &ambiguous_relative_week::RULE,
    &ambiguous_weekday::RULE,
    &ambiguous_date::RULE,
    &weekday_date_mismatch::RULE,
    &impossible_date::RULE,
    &date_tense_mismatch::RULE,
    &caption_missing_date::RULE,
    &relative_day_word::RULE,
    &house_date_form::RULE,
    &house_rule::RULE,
    &unattributed_claim::RULE,
    &unsourced_number::RULE,
    &vague_source::RULE,
    &agentless_attribution::RULE,
    &anonymity_unexplained::RULE,
    &mental_state_attribution::RULE,
    &loaded_attribution_verb::RULE,
    &quote_without_speaker::RULE,
    &late_quote_attribution::RULE,
    &unbalanced_quote::RULE,
    &single_source_story::RULE,
    &person_without_role::RULE,
    &person_first_reference::RULE,
    &person_spelling_variant::RULE,
    &role_out_of_date::RULE,
    &role_holder_mismatch::RULE,
    &undefined_acronym::RULE,
    &malformed_annotation::RULE,
    &dangling_reference::RULE,
    &open_note::RULE,
    &place_holder::RULE,
    &orphaned_annotation::RULE,
    &not_english::RULE,
    &unreadable_paragraph::RULE,
    &unread_markup::RULE,
];

/// The rule of that code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    TABLE.iter().copied().find(|r| r.code == code)
}

/// Everything that a desk would send back, in order of the text.
#[must_use]
pub fn check(reading: &Reading, settings: &Settings) -> Vec<Finding> {
    check_again(reading, settings, None)
}

/// The same, of a draft of which there is an `earlier` reading with what a desk sent back of that, under the same settings: it is
/// faster where little has changed.
#[must_use]
pub fn check_again(reading: &Reading, settings: &Settings, earlier: Option<(&Reading, &[Finding])>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let whole = Galley::whole(reading);
    if !is_off(&not_english::RULE, reading, settings) && not_english::tells(reading) {
        // Of what is not read nothing else is said.
        not_english::check(&not_english::RULE, &whole, &mut findings);
        return findings;
    }
    let earlier = earlier.and_then(|(before, found)| Some((before, found, reading.renewed_since(before)?)));
    let earlier = earlier.filter(|(_, found, _)| !found.iter().any(|f| f.code == not_english::RULE.code));
    let galley = earlier.as_ref().map(|(before, _, renewed)| Galley::renewed(reading, renewed, before));
    for rule in TABLE {
        if rule.code == not_english::RULE.code || is_off(rule, reading, settings) {
            continue;
        }
        let level = level(rule, settings);
        let from = findings.len();
        let galley = galley.as_ref().filter(|_| rule.by_paragraph);
        (rule.check)(rule, galley.unwrap_or(&whole), &mut findings);
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
        if let Some(galley) = galley {
            let mut own = findings.split_off(from);
            own.retain(|f| galley.numbers.contains(&f.place.block));
            findings.extend(own);
        }
    }
    let ignoring: Vec<Mark> = reading.marks.iter().filter(|m| m.kind == Kind::Note && m.get("kind") == Some("ignore")).cloned().collect();
    let ignoring = Marks::from(ignoring);
    findings.retain(|f| !ignored(&ignoring, f));
    let order = |f: &Finding| (f.place, f.code, f.subject);
    findings.sort_unstable_by_key(order);
    if let (Some((before, found, renewed)), Some(galley)) = (earlier, &galley) {
        let by_paragraph: Vec<&str> = TABLE.iter().filter(|r| r.by_paragraph).map(|r| r.code).collect();
        let kept = found.iter().filter(|f| by_paragraph.contains(&f.code));
        findings = merged(findings, kept.filter_map(|f| galley.kept(f, renewed, before)).collect(), order);
    }
    findings
}

/// Two rows, each in order, as one.
fn merged<T, K: Ord>(one: Vec<T>, other: Vec<T>, order: impl Fn(&T) -> K) -> Vec<T> {
    let mut both = Vec::with_capacity(one.len() + other.len());
    let mut other = other.into_iter().peekable();
    for next in one {
        while let Some(before) = other.next_if(|o| order(o) < order(&next)) {
            both.push(before);
        }
        both.push(next);
    }
    both.extend(other);
    both
}

fn level(rule: &Rule, settings: &Settings) -> RuleLevel {
    settings.rules.get(rule.code).copied().unwrap_or(RuleLevel::On)
}

/// Whether the desk or the draft does not want to hear of a rule at all.
fn is_off(rule: &Rule, reading: &Reading, settings: &Settings) -> bool {
    level(rule, settings) == RuleLevel::Off || reading.metadata.ignore.iter().any(|code| code == rule.code)
}

/// What is shown of findings: from a severity on, and no more than so many, the gravest.
#[must_use]
pub fn shown<'a>(findings: impl Iterator<Item = &'a Finding>, settings: &Settings) -> Vec<&'a Finding> {
    let mut shown: Vec<&Finding> = findings.filter(|f| f.severity >= settings.show_from).collect();
    if settings.most_problems > 0 && shown.len() > settings.most_problems {
        let mut by_weight: Vec<usize> = (0..shown.len()).collect();
        by_weight.sort_by_key(|n| std::cmp::Reverse(shown[*n].severity));
        by_weight.truncate(settings.most_problems);
        by_weight.sort_unstable();
        shown = by_weight.into_iter().map(|n| shown[n]).collect();
    }
    shown
}

/// Those that a list of problems counts: hints are for those who look.
#[must_use]
pub fn counted<'a>(shown: &[&'a Finding]) -> Vec<&'a Finding> {
    shown.iter().filter(|f| f.severity >= Severity::Information).copied().collect()
}

/// Findings as the ledger has them.
#[must_use]
pub fn asked<'a>(reading: &Reading, findings: &[&'a Finding]) -> Vec<Asked<'a>> {
    let of_source = |f: &&Finding| {
        let group = rule(f.code).map(|r| r.group);
        f.code == "open-note" || matches!(group, Some(Group::Sources | Group::Quotations)) && f.subject != Subject::Article
    };
    findings.iter().map(|f| Asked { place: f.place, message: f.message(reading), of_source: of_source(f) }).collect()
}

/// Whether the desk has said that it does not want to hear this here.
fn ignored(ignoring: &Marks, finding: &Finding) -> bool {
    ignoring.at(finding.place).any(|m| m.get("rule").is_none_or(|r| r == finding.code) && m.place.overlaps(&finding.place))
}

/// How many ways out a finding has at most: more is a list that nobody reads.
pub const MOST_WAYS: usize = 7;

/// The ways out of a finding, best first; the last are not to hear of it, here or in this draft.
#[must_use]
pub fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let mut fixes = rule(finding.code).map(|r| (r.fixes)(reading, finding, desk)).unwrap_or_default();
    fixes.retain(|f| !tears(reading, f));
    fixes.truncate(MOST_WAYS - 2);
    if finding.subject != Subject::Article {
        fixes.push(Fix::annotate("Ignore this here", finding.place, Kind::Note, &[("kind", "ignore"), ("rule", finding.code)]));
    }
    let edit = front::ignore(reading, finding.code, desk.line_break);
    fixes.push(Fix::edit(format!("Ignore all like this in this draft ({})", finding.code), vec![edit]));
    fixes
}

/// Whether a fix writes other words over one end of a pair of marks and not the other.
fn tears(reading: &Reading, fix: &Fix) -> bool {
    let Act::Edit(edits) = &fix.act else { return false };
    edits.iter().filter(|e| e.target == Target::Draft).any(|e| {
        let Some(block) = reading.starts.partition_point(|s| *s <= e.range.start).checked_sub(1) else { return false };
        let start = reading.starts[block];
        edits::tears(&reading.blocks[block], &(e.range.start - start..e.range.end - start))
    })
}

/// A name in a settings file that no rule has, its overrides included.
#[must_use]
pub fn unknown(settings: &Settings) -> Option<&str> {
    let named = settings.rules.keys().chain(settings.overrides.iter().flat_map(|o| o.rules.keys()));
    named.map(String::as_str).find(|name| rule(name).is_none())
}

impl Rule {
    fn finding(&self, place: Place, severity: Severity, message: impl Into<FindingMessage>, subject: Subject) -> Finding {
        Finding { code: self.code, severity, place, message: message.into(), related: None, subject }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    #[test]
    fn a_rule_that_nobody_knows_is_found_wherever_it_is_named() {
        for (toml, expected) in [
            ("[rules]\nvague-source = \"off\"", None),
            ("[rules]\nvague-sources = \"off\"", Some("vague-sources")),
            ("[[overrides]]\nfiles = [\"opinion/*\"]\n[overrides.rules]\nvague-sources = \"off\"", Some("vague-sources")),
        ] {
            assert_eq!(unknown(&Settings::from_toml(toml).unwrap()), expected, "{toml}");
        }
    }

    /// Every example of every rule is read; what the rule marks is drawn as it is in the table.
    #[test]
    fn examples_are_what_the_rules_do() {
        let mut wrong = String::new();
        for rule in TABLE {
            // One rule's example would fill a book, the other's is no text; they are tested beside their rules.
            let too_long = matches!(rule.code, "unreadable-paragraph" | "orphaned-annotation");
            assert!((too_long || !rule.fires.is_empty()) && !rule.silent.is_empty(), "{} needs examples", rule.code);
            for (example, fires) in rule.fires.iter().map(|e| (e, true)).chain(rule.silent.iter().map(|e| (e, false))) {
                let text = example.replace(['⟦', '⟧'], "");
                let draft = Draft::new(&text, Format::Text);
                let (entries, troubles) = crate::roster::file::read(rule.people);
                assert!(troubles.is_empty(), "{}: {troubles:?}", rule.code);
                let roster = Arc::new(crate::roster::Roster::of([entries]));
                // The house of the examples follows a preset, so that it has rules.
                let presets = if rule.code == "house-rule" { vec![crate::settings::house_rules::Preset::Ap] } else { Vec::new() };
                let settings = Arc::new(Settings { presets, ..Settings::default() });
                let date = rule.dated.then(|| jiff::civil::date(2024, 4, 1));
                let context = Context { settings, date, roster, ..Context::default() };
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
