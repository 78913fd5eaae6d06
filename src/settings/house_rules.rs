//! Rules that a desk writes itself: a phrase or a small pattern, what is said of it, and where it counts.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use super::Severity;

/// A rule of the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct HouseRule {
    /// Words, as they stand; in small letters they are found in capitals, too.
    #[serde(default)]
    pub phrase: Option<String>,
    /// A regular expression in place of words; brackets that are named `place` hold what is meant, where that is not all of it.
    #[serde(default)]
    pub pattern: Option<String>,
    /// What is said of it.
    pub message: String,
    /// How seriously it is meant.
    #[serde(default = "information")]
    pub severity: Severity,
    /// What can be written instead; `$1` is what the first brackets of the pattern hold.
    #[serde(default)]
    pub replacement: Option<String>,
    /// Where it counts; body and headline where nothing is said.
    #[serde(default, rename = "where")]
    pub counts: Vec<HousePart>,
}

/// A part of a draft in which a rule of the house counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HousePart {
    /// The text of the story.
    Body,
    /// Headlines and the lines under them.
    Headline,
    /// What somebody says, word for word.
    Quotations,
}

/// Whose rules for dates, titles and numbers come with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// The Associated Press.
    Ap,
    /// Reuters.
    Reuters,
    /// The Guardian.
    Guardian,
    /// The BBC.
    Bbc,
    /// The Chicago Manual of Style.
    Chicago,
}

const fn information() -> Severity {
    Severity::Information
}

/// The rules of a preset's file, as a desk would write them.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PresetFile {
    house_rules: Vec<HouseRule>,
}

static PRESETS: LazyLock<[Vec<HouseRule>; 5]> = LazyLock::new(|| {
    [
        include_str!("presets/ap.toml"),
        include_str!("presets/reuters.toml"),
        include_str!("presets/guardian.toml"),
        include_str!("presets/bbc.toml"),
        include_str!("presets/chicago.toml"),
    ]
    .map(|text| toml::from_str::<PresetFile>(text).map(|w| w.house_rules).unwrap_or_default())
});

impl Preset {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Ap, Self::Reuters, Self::Guardian, Self::Bbc, Self::Chicago];

    /// Its rules.
    #[must_use]
    pub fn rules(self) -> &'static [HouseRule] {
        &PRESETS[self as usize]
    }
}

impl HouseRule {
    /// The expression that finds it.
    ///
    /// # Errors
    /// What is wrong with it, in words for the person at the desk.
    pub fn expression(&self) -> Result<Regex, String> {
        /// How large an expression may become, in bytes.
        const LARGEST: usize = 1 << 20;
        let (source, ignores_case) = match (&self.phrase, &self.pattern) {
            (Some(phrase), None) if !phrase.trim().is_empty() => {
                let words: Vec<String> = phrase.split_whitespace().map(|w| regex::escape(w).replace(['\'', '’'], "['’]")).collect();
                let edge = |c: Option<char>| if c.is_some_and(char::is_alphanumeric) { r"\b" } else { "" };
                let (first, last) = (edge(phrase.trim().chars().next()), edge(phrase.trim().chars().last()));
                (format!("{first}{}{last}", words.join(r"\s+")), !phrase.chars().any(char::is_uppercase))
            }
            (None, Some(pattern)) => (pattern.clone(), false),
            _ => return Err("a house rule has a `phrase` or a `pattern`".to_owned()),
        };
        let built = RegexBuilder::new(&source).case_insensitive(ignores_case).size_limit(LARGEST).build();
        let expression = built.map_err(|_| format!("`{source}` is no pattern that can be looked for"))?;
        if expression.is_match("") { Err(format!("`{source}` is found where nothing stands")) } else { Ok(expression) }
    }

    /// What is wrong with it.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        self.expression().err().map(|e| format!("house-rules: {e}"))
    }

    /// Whether it counts in a part of a draft.
    #[must_use]
    pub fn counts_in(&self, part: HousePart) -> bool {
        if self.counts.is_empty() { part != HousePart::Quotations } else { self.counts.contains(&part) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_has_rules_that_can_be_looked_for() {
        for preset in Preset::ALL {
            assert!(!preset.rules().is_empty(), "{preset:?}");
            for rule in preset.rules() {
                assert_eq!(rule.wrong(), None, "{preset:?}: {rule:?}");
            }
        }
    }

    #[test]
    fn a_rule_that_is_none_is_told() {
        let rule = |toml: &str| toml::from_str::<HouseRule>(toml).unwrap();
        for (toml, wrong) in [
            ("phrase = \"per cent\"\nmessage = \"Write percent.\"", false),
            ("pattern = '(\\d+) percent'\nmessage = \"%\"", false),
            ("message = \"What?\"", true),
            ("phrase = \" \"\nmessage = \"What?\"", true),
            ("pattern = \"(\"\nmessage = \"What?\"", true),
            ("pattern = \"a*\"\nmessage = \"What?\"", true),
            ("phrase = \"a\"\npattern = \"b\"\nmessage = \"Which?\"", true),
        ] {
            assert_eq!(rule(toml).wrong().is_some(), wrong, "{toml}");
        }
    }
}
