//! The settings as a person finds them: one described row each, from which editors' own forms are made.

use serde_json::{Value, json};

use super::Settings;

/// What a setting holds, in the simplest terms that a form can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Yes or no.
    Flag,
    /// A whole number, nought or more.
    Number,
    /// A line of text; empty for nothing.
    Text,
    /// One of these, each with what it means.
    Choice(&'static [(&'static str, &'static str)]),
    /// Lines of text.
    Lines,
    /// Some of these.
    Some(&'static [&'static str]),
    /// Rules of the house.
    HouseRules,
}

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingKey {
    /// Its name in `copydesk.toml`; a dot leads into a table.
    pub name: &'static str,
    /// The heading under which it stands.
    pub heading: &'static str,
    /// What it is.
    pub what: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether only the person at this machine may set it, and no folder.
    pub own: bool,
}

const DRAFTS: &str = "Which drafts, and when";
const MARKS: &str = "Marks and checking";
const HOUSE: &str = "The house";
const SHOWN: &str = "What is shown";

const fn row(heading: &'static str, name: &'static str, holds: Holds, what: &'static str) -> SettingKey {
    SettingKey { name, heading, what, holds, own: false }
}

/// All settings but the levels of rules, in the order in which they are shown.
pub const KEYS: &[SettingKey] = &[
    row(
        DRAFTS,
        "drafts",
        Holds::Lines,
        "Which files are drafts, by globs from the desk’s folder: `news/**`. One that begins with `!` names files that are none: `!notes/**`. The last that fits holds. READMEs, licences, change logs, requirements and what is fetched by package managers are none unless a glob here names them.",
    ),
    row(
        DRAFTS,
        "check",
        Holds::Choice(&[
            ("typing", "while you type; of the sentence that you type, when it is finished"),
            ("rest", "when you rest for two seconds"),
            ("save", "when you save"),
            ("hand", "only when you say “copydesk: Check now”"),
        ]),
        "When what is found is shown.",
    ),
    row(
        DRAFTS,
        "judge-while-typing",
        Holds::Flag,
        "Speak of the sentence that is being typed at once, too, and not only when it is finished.",
    ),
    row(
        DRAFTS,
        "show-from",
        Holds::Choice(&[
            ("hint", "everything"),
            ("information", "all but hints"),
            ("warning", "what wants an answer before publication"),
            ("error", "only what must not be published"),
        ]),
        "The least severity that is shown.",
    ),
    row(DRAFTS, "most-problems", Holds::Number, "How many findings of one draft are shown at most, the gravest first. 0: all."),
    row(DRAFTS, "check-workspace", Holds::Flag, "Report on all drafts of the folder, not only on those that are open."),
    row(
        DRAFTS,
        "ask",
        Holds::Choice(&[
            ("sure", "nine in ten of these questions deserve to be asked"),
            ("usual", "two in three do"),
            ("everything", "one in three does"),
        ]),
        "How sure copydesk must be of a question before a claim is marked.",
    ),
    row(
        MARKS,
        "annotate",
        Holds::Choice(&[
            ("auto", "into the text of Markdown, beside plain text"),
            ("inline", "into the text"),
            ("beside", "into the file beside the draft"),
        ]),
        "Where marks of the desk go. “copydesk: Convert marks” moves those that are there.",
    ),
    row(MARKS, "checker", Holds::Text, "Who checks: written into what is verified or disputed here. Empty: asked once."),
    row(
        HOUSE,
        "profile",
        Holds::Choice(&[
            ("none", "nobody’s"),
            ("ap", "the Associated Press"),
            ("reuters", "Reuters"),
            ("guardian", "the Guardian"),
            ("bbc", "the BBC"),
        ]),
        "Whose style is followed where guides disagree.",
    ),
    row(
        HOUSE,
        "presets",
        Holds::Some(&["ap", "reuters", "guardian", "bbc", "chicago"]),
        "Whose rules for dates, titles and numbers hold besides: `ap`, `reuters`, `guardian`, `bbc`, `chicago`.",
    ),
    row(
        HOUSE,
        "house-rules",
        Holds::HouseRules,
        "Rules that the desk writes itself: a phrase or a pattern, what is said of it, what to write instead, and where it counts.",
    ),
    row(
        HOUSE,
        "week-start",
        Holds::Choice(&[("monday", "as ISO 8601 has it"), ("sunday", "as in the United States")]),
        "The first day of the week.",
    ),
    row(HOUSE, "timezone", Holds::Text, "The desk’s time zone by its IANA name: Europe/Lisbon. Empty: this machine’s."),
    row(HOUSE, "year", Holds::Number, "The year of datelines that give none. 0: not set."),
    SettingKey {
        name: "people-file",
        heading: HOUSE,
        what: "The people file, wherever it is; a path that is not whole starts at the desk’s folder. Empty: as copydesk.toml says, else people.yaml.",
        holds: Holds::Text,
        own: true,
    },
    row(HOUSE, "known-acronyms", Holds::Lines, "Abbreviations that need no explanation here."),
    row(
        HOUSE,
        "reporting-verbs",
        Holds::Lines,
        "Verbs that report, besides those that everybody knows: the plain form, or where it is irregular all five.",
    ),
    row(HOUSE, "vague-phrases", Holds::Lines, "Sources that are too vague here."),
    row(HOUSE, "offices", Holds::Lines, "Offices and titles, besides those that everybody knows."),
    row(HOUSE, "common-knowledge", Holds::Lines, "Phrases that make a sentence common knowledge here."),
    row(SHOWN, "hints.dates", Holds::Flag, "Show behind a relative date what it comes to."),
    row(SHOWN, "hints.roles", Holds::Flag, "Show the role at the first bare surname."),
    row(SHOWN, "hints.annotations", Holds::Flag, "Show marks that are kept beside the draft behind their words."),
    row(SHOWN, "code-lens", Holds::Flag, "Show above the headline how many sources, claims and open notes there are."),
    row(SHOWN, "semantic-tokens", Holds::Flag, "Colour who says what."),
];

/// A name as editors have it: `weekStart` for `week-start`.
#[must_use]
pub fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        let mut letters = part.chars();
        all + &letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    })
}

impl SettingKey {
    /// What it is where nobody sets it.
    #[must_use]
    pub fn default(&self) -> Value {
        let all = serde_json::to_value(Settings::default()).unwrap_or_default();
        let value = self.name.split('.').fold(all, |value, part| value.get(part).cloned().unwrap_or_default());
        match (value, self.holds) {
            (Value::Null, Holds::Number) => json!(0),
            (Value::Null, _) => json!(""),
            (value, _) => value,
        }
    }

    /// The JSON schema of its value.
    #[must_use]
    pub fn schema(&self) -> Value {
        let mut schema = match self.holds {
            Holds::Flag => json!({"type": "boolean"}),
            Holds::Number => json!({"type": "integer", "minimum": 0}),
            Holds::Text => json!({"type": "string"}),
            Holds::Choice(all) => {
                let (names, meanings): (Vec<&str>, Vec<&str>) = all.iter().copied().unzip();
                json!({"type": "string", "enum": names, "enumDescriptions": meanings})
            }
            Holds::Lines => json!({"type": "array", "items": {"type": "string"}}),
            Holds::Some(all) => json!({"type": "array", "items": {"type": "string", "enum": all}, "uniqueItems": true}),
            Holds::HouseRules => json!({"type": "array", "items": {
                "type": "object",
                "required": ["message"],
                "additionalProperties": false,
                "properties": {
                    "phrase": {"type": "string"},
                    "pattern": {"type": "string"},
                    "message": {"type": "string"},
                    "severity": {"type": "string", "enum": ["hint", "information", "warning", "error"]},
                    "replacement": {"type": "string"},
                    "where": {"type": "array", "items": {"type": "string", "enum": ["body", "headline", "quotations"]}},
                },
            }}),
        };
        schema["default"] = self.default();
        schema["markdownDescription"] = self.what.into();
        if self.own {
            schema["scope"] = "machine".into();
        }
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every setting has its row, and every row is a setting.
    #[test]
    fn every_setting_is_described() {
        let all = serde_json::to_value(Settings::default()).unwrap();
        let mut names: Vec<String> = Vec::new();
        for (name, value) in all.as_object().unwrap() {
            match value.as_object().filter(|_| name != "rules") {
                Some(table) => names.extend(table.keys().map(|k| format!("{name}.{k}"))),
                None => names.push(name.clone()),
            }
        }
        // Levels of rules have their own rows, one a rule; exceptions for some files are the house's.
        names.retain(|n| n != "rules" && n != "overrides");
        names.sort();
        let mut described: Vec<&str> = KEYS.iter().map(|k| k.name).collect();
        described.sort_unstable();
        assert_eq!(described, names);
    }

    /// What a form offers can be set, and sets nothing where it is the default.
    #[test]
    fn what_is_offered_can_be_set() {
        for key in KEYS {
            let mut values = vec![key.default()];
            if let Holds::Choice(all) = key.holds {
                values.extend(all.iter().map(|(name, _)| json!(name)));
            }
            if let Holds::Some(all) = key.holds {
                values.push(json!(all));
            }
            for (n, value) in values.into_iter().enumerate() {
                let set = key.name.rsplit('.').fold(value.clone(), |inner, part| json!({camel(part): inner}));
                let settings = Settings::default().overridden(&set).unwrap_or_else(|e| panic!("{set}: {e}"));
                assert!(n > 0 || settings == Settings::default(), "{}", key.name);
            }
        }
    }
}
