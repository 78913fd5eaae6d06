//! The keys of front matter: one table, by which metadata is read, from which the editor completes them and the reference lists them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a key says of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The headline.
    Headline,
    /// The line under it.
    Standfirst,
    /// When the article is published.
    Date,
    /// When it was last changed: the publication date only where nothing else tells one.
    Updated,
    /// The time zone of the desk.
    Timezone,
    /// What kind of piece it is.
    Kind,
    /// What it is about; now and then a kind of piece stands among them.
    Tags,
    /// House profile.
    Profile,
    /// First day of the week.
    WeekStart,
    /// Who wrote it.
    Byline,
    /// Where it was written.
    Dateline,
    /// Sources by id.
    Sources,
    /// Rules that are not to speak of the article.
    Ignore,
}

/// A key.
#[derive(Debug)]
pub struct Key {
    /// The name that copydesk itself writes.
    pub name: &'static str,
    /// The other names under which publishing systems keep it, best first. Letters' case, `-`, `_` and blanks do not count.
    pub also: &'static [&'static str],
    /// What it says, for people.
    pub what: &'static str,
    /// The values it can have, where they are few.
    pub values: &'static [&'static str],
    /// What it says.
    pub field: Field,
}

/// All keys that are read, in the order in which they are offered.
pub static TABLE: &[Key] = &[
    Key {
        name: "headline",
        also: &["title", "hed", "og:title"],
        what: "The headline; nothing in the draft is then taken for one.",
        values: &[],
        field: Field::Headline,
    },
    Key {
        name: "date",
        also: &[
            "published",
            "publishDate",
            "pubDate",
            "published_at",
            "published_on",
            "published_date",
            "date_published",
            "publication-date",
            "publication_time",
            "publish_at",
            "publish_on",
            "publish_time",
            "published_time",
            "first_published",
            "first_published_at",
            "datetime",
            "pub_datetime",
            "published_datetime",
            "publish_datetime",
            "timestamp",
            "post_date",
            "posted",
            "posted_at",
            "posted_on",
            "date_posted",
            "release_date",
            "run_date",
            "issue_date",
            "issued",
            "embargo",
            "embargoed_until",
        ],
        what: "The day of publication, from which “Tuesday” and “last week” are reckoned.",
        values: &[],
        field: Field::Date,
    },
    Key {
        name: "updated",
        also: &[
            "lastmod",
            "updated_at",
            "updated_on",
            "update_date",
            "date_updated",
            "last_updated",
            "last_updated_at",
            "modified",
            "modified_at",
            "modified_time",
            "date_modified",
            "mod_datetime",
            "modified_datetime",
            "last_modified",
            "last_modified_at",
            "revised",
        ],
        what: "When the article was last changed; taken for the day of publication where nothing else tells it.",
        values: &[],
        field: Field::Updated,
    },
    Key { name: "timezone", also: &["tz"], what: "IANA name of the desk's time zone: Europe/Lisbon.", values: &[], field: Field::Timezone },
    Key {
        name: "type",
        also: &[
            "kind",
            "genre",
            "article_type",
            "story_type",
            "content_type",
            "post_type",
            "category",
            "categories",
            "section",
            "sections",
            "primary_category",
            "primary_section",
            "kicker",
            "channel",
        ],
        what: "What kind of piece it is; opinion and features are judged less strictly.",
        values: &["news", "opinion", "feature", "explainer", "analysis"],
        field: Field::Kind,
    },
    Key {
        name: "profile",
        also: &[],
        what: "House style, overriding the workspace's.",
        values: &["none", "ap", "reuters", "guardian", "bbc"],
        field: Field::Profile,
    },
    Key { name: "week-start", also: &[], what: "First day of the week.", values: &["monday", "sunday"], field: Field::WeekStart },
    Key {
        name: "byline",
        also: &["author", "authors", "by", "writer", "writers", "reporter", "reporters", "creator"],
        what: "Who wrote it.",
        values: &[],
        field: Field::Byline,
    },
    Key {
        name: "standfirst",
        also: &[
            "dek",
            "deck",
            "subtitle",
            "subhead",
            "subheadline",
            "subheading",
            "strapline",
            "description",
            "summary",
            "excerpt",
            "abstract",
            "teaser",
            "og:description",
        ],
        what: "The line under the headline.",
        values: &[],
        field: Field::Standfirst,
    },
    Key { name: "dateline", also: &[], what: "Where it was written.", values: &[], field: Field::Dateline },
    Key { name: "tags", also: &["tag", "keywords", "topics"], what: "What it is about.", values: &[], field: Field::Tags },
    Key { name: "sources", also: &[], what: "Sources by id, with the name to show.", values: &[], field: Field::Sources },
    Key { name: "ignore", also: &[], what: "Rules that are not to speak of this article.", values: &[], field: Field::Ignore },
];

/// Keys that hold keys: what stands in them counts as if it stood beside them, where nothing does.
const GROUPS: &[&str] =
    &["article", "params", "extra", "meta", "metadata", "post", "story", "dates", "frontmatter", "taxonomies", "fields"];

/// A key's name as it is compared: in lower case, without what parts its words and without the name of its vocabulary.
fn normal(name: &str) -> String {
    let name = name.trim().trim_matches(['"', '\'']);
    let own = ["article:", "dc:", "dc.", "dcterms.", "params."].iter().find_map(|p| name.strip_prefix(p)).unwrap_or(name);
    own.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

/// What a key says, and how good a name for it this is: the lesser the better.
#[must_use]
pub fn field(name: &str) -> Option<(Field, usize)> {
    static NAMES: LazyLock<HashMap<String, (Field, usize)>> = LazyLock::new(|| {
        let names =
            |k: &'static Key| std::iter::once(k.name).chain(k.also.iter().copied()).enumerate().map(|(n, name)| (name, (k.field, n)));
        TABLE.iter().flat_map(names).map(|(name, at)| (normal(name), at)).collect()
    });
    NAMES.get(&normal(name)).copied()
}

/// Whether a key holds keys.
#[must_use]
pub fn is_group(name: &str) -> bool {
    let name = normal(name);
    GROUPS.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_every_usual_spelling() {
        for (name, expected) in [
            ("title", Some(Field::Headline)),
            ("Headline", Some(Field::Headline)),
            ("Date", Some(Field::Date)),
            ("DATE", Some(Field::Date)),
            ("publishDate", Some(Field::Date)),
            ("publish_date", Some(Field::Date)),
            ("pubdate", Some(Field::Date)),
            ("Published at", Some(Field::Date)),
            ("publishedAt", Some(Field::Date)),
            ("datePublished", Some(Field::Date)),
            ("publication-date", Some(Field::Date)),
            ("article:published_time", Some(Field::Date)),
            ("lastmod", Some(Field::Updated)),
            ("article:modified_time", Some(Field::Updated)),
            ("authors", Some(Field::Byline)),
            ("categories", Some(Field::Kind)),
            ("dek", Some(Field::Standfirst)),
            ("expirydate", None),
            ("end_date", None),
            ("layout", None),
            ("slug", None),
        ] {
            assert_eq!(field(name).map(|f| f.0), expected, "{name}");
        }
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut seen = std::collections::HashSet::new();
        for key in TABLE {
            for name in std::iter::once(&key.name).chain(key.also) {
                assert!(seen.insert(normal(name)), "{name}");
            }
        }
    }
}
