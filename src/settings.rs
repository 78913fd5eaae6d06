//! What a desk may set: in `copydesk.toml`, or in its editor. Plain data; who reads files is not this file's business.

use serde::Deserialize;
use std::collections::BTreeMap;

/// How seriously a finding is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For those who look.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Settings {
    /// Whether weeks start on Monday (default) or Sunday.
    pub week_start: WeekStart,
    /// Level by rule.
    pub rules: BTreeMap<String, RuleLevel>,
    /// Abbreviations that need no explanation here.
    pub known_acronyms: Vec<String>,
    /// The year of datelines that give none.
    pub year: Option<i16>,
    /// Whether editors that ask for it are told about drafts that are not open, too.
    pub check_workspace: bool,
}

/// The first day of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
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
    pub fn from_toml(text: &str) -> Result<Self, TomlTrouble> {
        toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            let before = &text[..at.min(text.len())];
            TomlTrouble {
                line: before.matches('\n').count(),
                column: before.rsplit('\n').next().map_or(0, |l| l.chars().count()),
                message: e.message().to_owned(),
            }
        })
    }

    /// `self` overridden by what `other` (given as JSON, by an editor) sets.
    ///
    /// # Errors
    /// What is wrong with the value.
    pub fn overridden(&self, other: &serde_json::Value) -> Result<Self, String> {
        let set: serde_json::Map<String, serde_json::Value> =
            other.as_object().into_iter().flatten().filter(|(_, v)| !v.is_null()).map(|(k, v)| (kebab(k), v.clone())).collect();
        let has = |key: &str| set.contains_key(key);
        let given: Self = serde_json::from_value(set.clone().into()).map_err(|e| e.to_string())?;
        let mut merged = self.clone();
        if has("week-start") {
            merged.week_start = given.week_start;
        }
        if has("known-acronyms") {
            merged.known_acronyms.extend(given.known_acronyms);
        }
        if has("year") {
            merged.year = given.year;
        }
        if has("check-workspace") {
            merged.check_workspace = given.check_workspace;
        }
        merged.rules.extend(given.rules);
        Ok(merged)
    }
}

/// `weekStart`, as editors have it, is `week-start`.
fn kebab(key: &str) -> String {
    key.chars().flat_map(|c| c.is_ascii_uppercase().then_some('-').into_iter().chain([c.to_ascii_lowercase()])).collect()
}

/// What is wrong with a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TomlTrouble {
    /// Zero-based line.
    pub line: usize,
    /// Zero-based column, in code points.
    pub column: usize,
    /// What is wrong.
    pub message: String,
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
    }
}
