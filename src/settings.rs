//! What a desk may set: in `copydesk.toml`, or in its editor. Plain data; who reads files is not this file's business.

pub mod drafts;
pub mod house_rules;
pub mod keys;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::house_rules::{HouseRule, Preset};
use crate::text::{Trouble, encoding};

/// How seriously a finding is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For those who look.
    #[default]
    Hint,
    /// Worth knowing.
    #[serde(alias = "info")]
    Information,
    /// Wants an answer before publication.
    Warning,
    /// Must not be published.
    Error,
}

impl Severity {
    /// The name used in `analyze` output and settings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What is set for one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleLevel {
    /// Not reported.
    Off,
    /// Reported as a hint.
    Hint,
    /// Reported as information.
    #[serde(alias = "info")]
    Information,
    /// Reported as a warning.
    Warning,
    /// Reported as an error.
    Error,
    /// As the rule itself says.
    On,
}

/// All settings, with their defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Settings {
    /// Whether weeks start on Monday (default) or Sunday.
    pub week_start: WeekStart,
    /// Whose style is followed where guides disagree.
    pub profile: Profile,
    /// Which files are drafts, as globs from the folder of `copydesk.toml`; one that begins with `!` names files that are none. The
    /// last that fits holds.
    pub drafts: Vec<String>,
    /// When what is found is shown.
    pub check: When,
    /// The least severity that is shown.
    pub show_from: Severity,
    /// How many findings of a draft are shown at most, the gravest first; 0: all.
    pub most_problems: usize,
    /// Rules that the desk has written itself.
    pub house_rules: Vec<HouseRule>,
    /// Whose rules for dates, titles and numbers hold besides.
    pub presets: Vec<Preset>,
    /// Level by rule.
    pub rules: BTreeMap<String, RuleLevel>,
    /// Levels by rule for some files only; a later entry overrides an earlier one.
    pub overrides: Vec<Override>,
    /// Abbreviations that need no explanation here.
    pub known_acronyms: Vec<String>,
    /// Verbs that report, besides those that everybody knows: the plain form, or where it is irregular all five (`spin spun spun spins spinning`).
    pub reporting_verbs: Vec<String>,
    /// Sources that are too vague here: `market watchers`.
    pub vague_phrases: Vec<String>,
    /// Offices and titles, besides those that everybody knows: `harbourmaster`.
    pub offices: Vec<String>,
    /// Phrases that make a sentence common knowledge here: `the harbour is tidal`.
    pub common_knowledge: Vec<String>,
    /// The year of datelines that give none.
    pub year: Option<i16>,
    /// The desk's time zone, by its IANA name; the editor's machine's where none is set.
    pub timezone: Option<String>,
    /// The people file, from the workspace's folder; `people.yaml` where none is set.
    pub people_file: Option<String>,
    /// Whether editors that ask for it are told about drafts that are not open, too.
    pub check_workspace: bool,
    /// Whether the sentence that is being typed is judged at once.
    pub judge_while_typing: bool,
    /// How sure it must be that a desk would ask, before a claim is marked.
    pub ask: Ask,
    /// Who checks: written into annotations that are made here.
    pub checker: Option<String>,
    /// Where annotations are put first.
    pub annotate: Where,
    /// What is shown between the words.
    pub hints: Hints,
    /// Whether the headline shows how many sources, claims and notes there are.
    pub code_lens: bool,
    /// Whether sources, cues, what is said and claims are coloured.
    pub semantic_tokens: bool,
}

/// Levels for the files that match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Override {
    /// Globs of paths, from the folder of `copydesk.toml`: `opinion/**`.
    pub files: Vec<String>,
    /// Level by rule.
    pub rules: BTreeMap<String, RuleLevel>,
}

/// What is shown between the words of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Hints {
    /// What a relative date comes to.
    pub dates: bool,
    /// The role, at the first bare surname.
    pub roles: bool,
    /// Annotations that are kept beside the draft.
    pub annotations: bool,
}

impl Default for Hints {
    fn default() -> Self {
        Self { dates: true, roles: false, annotations: true }
    }
}

/// Whose style is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Nobody's.
    #[default]
    None,
    /// The Associated Press.
    Ap,
    /// Reuters.
    Reuters,
    /// The Guardian.
    Guardian,
    /// The BBC.
    Bbc,
}

impl Profile {
    /// The profile of a name in a draft's metadata.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name.to_lowercase().as_str() {
            "none" => Some(Self::None),
            "ap" => Some(Self::Ap),
            "reuters" => Some(Self::Reuters),
            "guardian" => Some(Self::Guardian),
            "bbc" => Some(Self::Bbc),
            _ => None,
        }
    }
}

/// Which claims are marked; all others that a desk may ask about stand in the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ask {
    /// Those of which nine in ten deserve the question.
    Sure,
    /// Those of which two in three do.
    #[default]
    Usual,
    /// Those of which one in three does.
    Everything,
}

/// When what is found in a draft is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// While it is typed; of the sentence that is being typed, when that is finished.
    #[default]
    Typing,
    /// When the writer rests.
    Rest,
    /// When it is saved.
    Save,
    /// When somebody asks for it.
    Hand,
}

/// Where an annotation goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Where {
    /// Into the text of Markdown, beside plain text.
    #[default]
    Auto,
    /// Into the text.
    Inline,
    /// Into the file beside the draft.
    Beside,
}

/// The first day of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WeekStart {
    /// As ISO 8601 has it.
    #[default]
    Monday,
    /// As in the United States and Israel.
    Sunday,
}

impl Settings {
    /// Reads `copydesk.toml`.
    ///
    /// # Errors
    /// A message with line and column where the text is not TOML, or has a key that nobody knows.
    pub fn from_toml(text: &str) -> Result<Self, Trouble> {
        toml::from_str(encoding::without_mark(text)).map_err(|e| {
            let (line, column) = place(text, encoding::mark_length(text) + e.span().map_or(0, |s| s.start));
            Trouble { line, column, message: e.message().to_owned() }
        })
    }

    /// Where a setting stands in the text of `copydesk.toml`: zero-based line and column, in code points.
    #[must_use]
    pub fn place_of(key: &str, text: &str) -> (usize, usize) {
        let (table, _) = toml::de::DeTable::parse_recoverable(encoding::without_mark(text));
        let at = table.get_ref().keys().find(|k| k.get_ref() == key).map_or(0, |k| k.span().start);
        place(text, encoding::mark_length(text) + at)
    }

    /// What is wrong with the first glob or house rule that is none.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        let globs = self.overrides.iter().flat_map(|o| &o.files).map(|g| ("overrides", g.as_str()));
        let mut globs = globs.chain(self.drafts.iter().map(|g| ("drafts", g.strip_prefix('!').unwrap_or(g))));
        let wrong = |(key, glob): (&str, &str)| globset::Glob::new(glob).err().map(|e| format!("{key}: {e}"));
        globs.find_map(wrong).or_else(|| self.house_rules.iter().find_map(HouseRule::wrong))
    }

    /// `self` overridden by what `other` (given as JSON, by an editor) sets; lists and tables are added to.
    ///
    /// # Errors
    /// What is wrong with the value.
    pub fn overridden(&self, other: &Value) -> Result<Self, String> {
        let mut merged = serde_json::to_value(self).map_err(|e| e.to_string())?;
        merge(&mut merged, other);
        let mut settings: Self = serde_json::from_value(merged).map_err(|e| e.to_string())?;
        // A box that is left empty sets nothing.
        for text in [&mut settings.timezone, &mut settings.people_file, &mut settings.checker] {
            *text = text.take().filter(|t| !t.trim().is_empty());
        }
        settings.year = settings.year.filter(|y| *y != 0);
        Ok(settings)
    }

    /// The settings for one file, given by its path from the folder of `copydesk.toml`: its overrides applied, none left.
    ///
    /// # Errors
    /// The glob that is not one, and why.
    pub fn for_file(&self, path: &str) -> Result<Self, String> {
        let mut own = self.clone();
        for o in std::mem::take(&mut own.overrides) {
            for glob in &o.files {
                let matcher = globset::Glob::new(glob).map_err(|e| format!("overrides: {e}"))?.compile_matcher();
                if matcher.is_match(path) {
                    own.rules.extend(o.rules);
                    break;
                }
            }
        }
        Ok(own)
    }
}

/// Line and column of a byte.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    (before.matches('\n').count(), before.rsplit('\n').next().map_or(0, |l| l.chars().count()))
}

/// Puts what an editor sets over what a file sets. What an editor leaves `null` it does not set.
fn merge(kept: &mut Value, set: &Value) {
    match (kept, set) {
        (_, Value::Null) => {}
        (Value::Object(kept), Value::Object(set)) => {
            // Names of rules stay as they are; names of settings come as `weekStart` and as `week-start`.
            for (key, value) in set {
                merge(kept.entry(kebab(key)).or_insert(Value::Null), value);
            }
        }
        (Value::Array(kept), Value::Array(set)) => kept.extend(set.iter().cloned()),
        (kept, set) => *kept = set.clone(),
    }
}

/// `weekStart`, as editors have it, is `week-start`.
fn kebab(key: &str) -> String {
    key.chars().flat_map(|c| c.is_ascii_uppercase().then_some('-').into_iter().chain([c.to_ascii_lowercase()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_has_a_place() {
        let settings = Settings::from_toml("week-start = \"sunday\"\n[rules]\nvague-source = \"off\"\n").unwrap();
        assert_eq!(settings.week_start, WeekStart::Sunday);
        assert_eq!(settings.rules["vague-source"], RuleLevel::Off);
        let trouble = Settings::from_toml("week-start = \"monday\"\nweek-strt = 1\n").unwrap_err();
        assert_eq!((trouble.line, trouble.column), (1, 0));
        let merged = settings.overridden(&serde_json::json!({"rules": {"vague-source": "error"}})).unwrap();
        assert_eq!((merged.week_start, merged.rules["vague-source"]), (WeekStart::Sunday, RuleLevel::Error));
        let merged = settings.overridden(&serde_json::json!({"weekStart": "monday", "knownAcronyms": ["SHG"], "rules": null})).unwrap();
        assert_eq!((merged.week_start, merged.known_acronyms), (WeekStart::Monday, vec!["SHG".to_owned()]));
        assert!(settings.overridden(&serde_json::json!({"weekStart": "noon"})).is_err());
        let only = Settings::from_toml("[[overrides]]\nfiles = [\"opinion/**\"]\nrules = {vague-source = \"hint\"}\n").unwrap();
        assert_eq!(only.for_file("opinion/a.md").unwrap().rules["vague-source"], RuleLevel::Hint);
        assert!(only.for_file("news/a.md").unwrap().rules.is_empty());
        assert_eq!(Settings::place_of("year", "# a\nprofile = \"ap\"\n  year = 2024\n[rules]\n"), (2, 2));
        assert_eq!(Settings::place_of("year", "[rules]\nyear = \"off\"\n"), (0, 0));
        assert_eq!(only.wrong(), None);
        assert!(Settings::from_toml("[[overrides]]\nfiles = [\"a/[\"]\n").unwrap().wrong().is_some());
        let merged = settings.overridden(&serde_json::json!({"hints": {"roles": true}, "judgeWhileTyping": true})).unwrap();
        assert!(merged.hints.roles && merged.hints.dates && merged.judge_while_typing);
    }
}
