//! What a draft says about itself: YAML front matter, or the `.meta.yaml` file beside it.

use std::path::{Path, PathBuf};

use super::Trouble;
use super::yaml::{self, Node, Value};

/// What the name of a draft's file of metadata has behind the draft's own.
pub const SUFFIX: &str = ".meta.yaml";

/// The file that holds a draft's metadata: `story.txt` has `story.txt.meta.yaml`.
#[must_use]
pub fn path_beside(draft: &Path) -> PathBuf {
    super::path_beside(draft, SUFFIX)
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
        let own = |key: &str| node.text(key).map(str::to_owned);
        let list = |key: &str| -> Vec<String> {
            node.get(key).map(Node::items).unwrap_or_default().iter().filter_map(|i| i.scalar().map(str::to_owned)).collect()
        };
        let sources = match node.get("sources").map(|n| &n.value) {
            Some(Value::Map(pairs)) => pairs.iter().filter_map(|(k, v)| Some((k.scalar()?.to_owned(), source_name(k, v)))).collect(),
            _ => Vec::new(),
        };
        let date = ["date", "published", "publication-date", "pubdate"].iter().find_map(|k| {
            let at = node.get(k)?;
            Some((at.scalar()?.trim().to_owned(), at.line)).filter(|(d, _)| !d.is_empty())
        });
        Ok(Self {
            headline: own("headline").or_else(|| own("title")),
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

    #[test]
    fn keys_are_read_as_strings() {
        let meta = Metadata::read("title: \"A: b\"\ndate: 2024-04-01\nsources:\n  wh: {name: The White House}\n").unwrap();
        assert_eq!(meta.headline.as_deref(), Some("A: b"));
        assert_eq!(meta.date, Some(("2024-04-01".into(), 1)));
        assert_eq!(meta.sources, [("wh".into(), "The White House".into())]);
        assert!(Metadata::read("- a\n").is_err());
    }
}
