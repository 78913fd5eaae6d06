//! What a draft says about itself: YAML front matter, or the `.meta.yaml` file beside it.

use std::path::{Path, PathBuf};

use super::Trouble;
use super::yaml::{self, Node, Value};

/// The file that holds a draft's metadata: `story.txt` has `story.txt.meta.yaml`.
#[must_use]
pub fn path_beside(draft: &Path) -> PathBuf {
    super::path_beside(draft, ".meta.yaml")
}

/// A key of the metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// Other names that are read.
    pub also: &'static [&'static str],
    /// What it says.
    pub about: &'static str,
    /// What it can say, where that is a choice.
    pub values: &'static [&'static str],
}

const fn key(name: &'static str, also: &'static [&'static str], about: &'static str, values: &'static [&'static str]) -> Key {
    Key { name, also, about, values }
}

/// All keys: those that are read are those that are offered and described.
pub const KEYS: &[Key] = &[
    key("headline", &["title"], "the headline, where it does not stand in the text", &[]),
    key("date", &["published", "publication-date", "pubdate"], "the day of publication: 2024-04-01", &[]),
    key("timezone", &[], "the time zone, by its IANA name: Europe/Lisbon", &[]),
    key("type", &[], "what kind of article this is", &["news", "opinion", "feature", "explainer", "analysis"]),
    key("profile", &[], "whose style is followed", &["none", "ap", "reuters", "guardian", "bbc"]),
    key("week-start", &[], "the first day of the week", &["monday", "sunday"]),
    key("byline", &[], "who wrote it: a name, or a list", &[]),
    key("sources", &[], "the article's own sources: `id: name`, one a line", &[]),
    key("ignore", &[], "rules that are not to speak of this article: a list", &[]),
];

/// What a key of the table says, under whichever of its names, where it says anything.
fn said<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    let key = KEYS.iter().find(|k| k.name == name)?;
    let says = |n: &&Node| n.scalar().is_none_or(|s| !s.trim().is_empty());
    std::iter::once(&key.name).chain(key.also).find_map(|n| node.get(n).filter(says))
}

/// The metadata of an article. Every value is as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline, where it is kept as metadata.
    pub headline: Option<String>,
    /// The publication date, and the zero-based line it stands on.
    pub date: Option<(String, usize)>,
    /// IANA name of the time zone.
    pub timezone: Option<String>,
    /// `news`, `opinion`, `feature`, `explainer`, `analysis`.
    pub kind: Option<String>,
    /// House profile, overriding the workspace's.
    pub profile: Option<String>,
    /// `monday` or `sunday`.
    pub week_start: Option<String>,
    /// Sources by id, with the name to show.
    pub sources: Vec<(String, String)>,
    /// Rules that are not to speak of this article.
    pub ignore: Vec<String>,
    /// The byline.
    pub byline: Vec<String>,
}

impl Metadata {
    /// Reads a YAML mapping.
    ///
    /// # Errors
    /// Where the text is not YAML, or not a mapping.
    pub fn read(text: &str) -> Result<Self, Trouble> {
        let node = yaml::read(text)?;
        if !matches!(node.value, Value::Map(_)) && node.scalar() != Some("") {
            return Err(Trouble { line: node.line, column: node.column, message: "Front matter is written as `name: value` lines".into() });
        }
        let own = |key: &str| said(&node, key).and_then(Node::scalar).map(|s| s.trim().to_owned());
        let list = |key: &str| -> Vec<String> {
            said(&node, key).map(Node::items).unwrap_or_default().iter().filter_map(|i| i.scalar().map(str::to_owned)).collect()
        };
        let sources = match said(&node, "sources").map(|n| &n.value) {
            Some(Value::Map(pairs)) => pairs.iter().filter_map(|(k, v)| Some((k.scalar()?.to_owned(), source_name(k, v)))).collect(),
            _ => Vec::new(),
        };
        let date = said(&node, "date").and_then(|at| Some((at.scalar()?.trim().to_owned(), at.line)));
        Ok(Self {
            headline: own("headline"),
            date,
            timezone: own("timezone"),
            kind: own("type"),
            profile: own("profile"),
            week_start: own("week-start"),
            sources,
            ignore: list("ignore"),
            byline: list("byline"),
        })
    }

    /// `self` where it says something, else `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            headline: self.headline.or(other.headline),
            date: self.date.or(other.date),
            timezone: self.timezone.or(other.timezone),
            kind: self.kind.or(other.kind),
            profile: self.profile.or(other.profile),
            week_start: self.week_start.or(other.week_start),
            sources: if self.sources.is_empty() { other.sources } else { self.sources },
            ignore: [self.ignore, other.ignore].concat(),
            byline: if self.byline.is_empty() { other.byline } else { self.byline },
        }
    }
}

fn source_name(key: &Node, value: &Node) -> String {
    value.text("name").or(value.scalar()).filter(|s| !s.is_empty()).or(key.scalar()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key of the table is read, under each of its names, and each of its values as it is written.
    #[test]
    fn what_is_offered_is_read() {
        for key in KEYS {
            for name in [key.name].iter().chain(key.also) {
                for value in key.values.iter().chain(if key.name == "sources" { &["{a: b}"] } else { &["x"] }) {
                    assert_ne!(Metadata::read(&format!("{name}: {value}\n")).unwrap(), Metadata::default(), "{name}");
                }
                assert_eq!(Metadata::read(&format!("{name}:\n")).unwrap(), Metadata::default(), "{name}");
            }
        }
        assert_eq!(Metadata::read("dateline: Porto\n").unwrap(), Metadata::default());
        assert_eq!(Metadata::read("headline: \ntitle: A\n").unwrap().headline.as_deref(), Some("A"));
    }

    #[test]
    fn keys_are_read_as_strings() {
        let meta = Metadata::read("title: \"A: b\"\ndate: 2024-04-01\nsources:\n  wh: {name: The White House}\n").unwrap();
        assert_eq!(meta.headline.as_deref(), Some("A: b"));
        assert_eq!(meta.date, Some(("2024-04-01".into(), 1)));
        assert_eq!(meta.sources, [("wh".into(), "The White House".into())]);
        assert!(Metadata::read("- a\n").is_err());
    }
}
