//! The kind of piece, by the words that metadata has for it: `kinds.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::sections;

/// By word: the kind, and whether the word says so among tags, too.
static WORDS: LazyLock<HashMap<&'static str, (&'static str, bool)>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (kind, word) in sections::phrases(include_str!("kinds.txt")) {
        let bare = word.strip_prefix('*');
        words.insert(bare.unwrap_or(word), (kind, bare.is_some()));
    }
    words
});

/// The kind that a value of `type`, `category` or `section` names: itself or one of its parts ("News/Opinion"). Of several the
/// first that is not plain news.
#[must_use]
pub fn named(values: &[String]) -> Option<&'static str> {
    first(values, |(kind, _)| Some(kind))
}

/// The kind that one of an article's tags names beyond doubt.
#[must_use]
pub fn tagged(tags: &[String]) -> Option<&'static str> {
    first(tags, |(kind, sure)| sure.then_some(kind))
}

fn first(values: &[String], take: impl Fn((&'static str, bool)) -> Option<&'static str>) -> Option<&'static str> {
    let kinds: Vec<&str> = values
        .iter()
        .flat_map(|v| {
            let low = v.to_lowercase().replace(['-', '_'], " ");
            let parts: Vec<String> = low.split(['/', '>', '|', ',', ';', '»', '·']).map(|p| p.trim().to_owned()).collect();
            // "Opinion & Analysis", "Comment and debate"
            let halves = parts.iter().flat_map(|p| p.split(" & ").flat_map(|h| h.split(" and ")).map(|h| h.trim().to_owned()));
            parts.iter().cloned().chain(halves).collect::<Vec<_>>()
        })
        .filter_map(|part| WORDS.get(part.as_str()).copied().and_then(&take))
        .collect();
    kinds.iter().find(|k| **k != "news").or(kinds.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_words() {
        for (value, expected) in [
            ("opinion", Some("opinion")),
            ("Opinion", Some("opinion")),
            ("Op-Ed", Some("opinion")),
            ("news/opinion", Some("opinion")),
            ("Comment and debate", Some("opinion")),
            ("Letters to the Editor", Some("opinion")),
            ("guest_column", Some("opinion")),
            ("News Analysis", Some("analysis")),
            ("feature", Some("feature")),
            ("Book reviews", Some("review")),
            ("news", Some("news")),
            ("post", None),
            ("page", None),
            ("Politics", None),
            ("public opinion research", None),
            ("bridges and roads", None),
        ] {
            assert_eq!(named(&[value.to_owned()]), expected, "{value}");
        }
        assert_eq!(named(&["News".into(), "Editorials".into()]), Some("opinion"));
        for (tag, expected) in
            [("opinion", Some("opinion")), ("op-ed", Some("opinion")), ("review", None), ("letters", None), ("columns", None)]
        {
            assert_eq!(tagged(&["bridges".into(), tag.into()]), expected, "{tag}");
        }
    }
}
