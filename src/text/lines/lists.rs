//! The words by which lines of furniture are known: `furniture.txt`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::text::sections;

/// What a line on the sheet that comes with copy is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum SheetPart {
    /// The headline.
    Headline,
    /// The line under it.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// When it is to run.
    Date,
    /// Words for a picture.
    Caption,
    /// For the desk alone: name, length, art.
    Slug,
}

/// A section of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Note,
    Contact,
    Caption,
    Notice,
    Begins,
    Credit,
    Agency,
    Whole,
    Ends,
    End,
    Closing,
    ClosingOf,
    /// `true` where the word means this wherever it stands.
    Label(SheetPart, bool),
    Cue,
    ScriptPart,
    Writer,
    Reach,
    Agate,
}

impl Family {
    fn named(name: &str) -> Option<Self> {
        let label = |slot| Self::Label(slot, false);
        Some(match name {
            "note" => Self::Note,
            "contact" => Self::Contact,
            "caption" => Self::Caption,
            "notice" => Self::Notice,
            "begins" => Self::Begins,
            "credit" => Self::Credit,
            "agency" => Self::Agency,
            "whole" => Self::Whole,
            "ends" => Self::Ends,
            "end" => Self::End,
            "closing" => Self::Closing,
            "closing-of" => Self::ClosingOf,
            "label headline" => label(SheetPart::Headline),
            "label standfirst" => label(SheetPart::Standfirst),
            "label byline" => label(SheetPart::Byline),
            "label date" => label(SheetPart::Date),
            "label caption" => label(SheetPart::Caption),
            "label slug" => label(SheetPart::Slug),
            "cue" => Self::Cue,
            "script-part" => Self::ScriptPart,
            "writer" => Self::Writer,
            "reach" => Self::Reach,
            "agate" => Self::Agate,
            _ => return None,
        })
    }
}

/// Phrases by their first word, the longest of each first.
static PHRASES: LazyLock<HashMap<&'static str, Vec<(&'static str, Family)>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, Vec<(&str, Family)>> = HashMap::new();
    for (phrase, section) in all() {
        phrases.entry(first(phrase)).or_default().push((phrase, section));
    }
    phrases.values_mut().for_each(|p| p.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len())));
    phrases
});

static ENDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| of(Family::Ends));
static REACH: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(of(Family::Reach)).ok());

fn of(section: Family) -> Vec<&'static str> {
    all().filter(|(_, s)| *s == section).map(|(phrase, _)| phrase).collect()
}

fn all() -> impl Iterator<Item = (&'static str, Family)> {
    sections::phrases(include_str!("furniture.txt")).filter_map(|(section, phrase)| {
        match (Family::named(section)?, phrase.strip_prefix('*')) {
            (Family::Label(slot, _), Some(phrase)) => Some((phrase, Family::Label(slot, true))),
            (section, _) => Some((phrase, section)),
        }
    })
}

/// The first word of a text, without the mark behind it.
pub(super) fn first(text: &str) -> &str {
    let word = text.split_whitespace().next().unwrap_or_default();
    word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '©')
}

/// The phrases with which a text in lower case begins, the longest first, each with what follows it.
pub(super) fn opening(low: &str) -> impl Iterator<Item = (Family, &str)> {
    let phrases = PHRASES.get(first(low)).map_or(&[][..], Vec::as_slice);
    phrases.iter().filter_map(move |(phrase, section)| {
        let rest = low.strip_prefix(phrase)?;
        let bounded = phrase.ends_with(|c: char| !c.is_alphanumeric()) || !rest.starts_with(|c: char| c.is_alphabetic() || c == '\'');
        bounded.then_some((*section, rest))
    })
}

/// The phrase with which a text ends as lines of furniture do.
pub(super) fn closing(text: &str) -> Option<&'static str> {
    let ends = |phrase: &&&str| {
        let from = text.len().checked_sub(phrase.len());
        from.is_some_and(|from| text.as_bytes()[from..].eq_ignore_ascii_case(phrase.as_bytes()))
    };
    ENDS.iter().find(ends).copied()
}

/// Whether a text in lower case is the name of an agency.
pub(super) fn is_agency(low: &str) -> bool {
    opening(low).any(|(section, rest)| section == Family::Agency && rest.is_empty())
}

/// Whether a text tells how to reach whoever wrote a story.
pub(super) fn reaches(text: &str) -> bool {
    REACH.as_ref().is_some_and(|r| r.is_match(text))
}

/// Whether a phrase begins with a word in lower case.
pub(super) fn is_first(word: &str) -> bool {
    PHRASES.contains_key(word)
}

/// Whether a word is what somebody who writes for a paper is called.
pub(super) fn is_writer(word: &str) -> bool {
    opening(word).any(|(section, rest)| section == Family::Writer && rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_has_a_section_and_every_phrase_stands_once_in_it() {
        let heads = include_str!("furniture.txt").lines().filter_map(|l| l.strip_prefix('[')?.strip_suffix(']'));
        for head in heads {
            assert!(Family::named(head).is_some(), "{head}");
        }
        let mut seen = std::collections::HashSet::new();
        for (phrase, section) in all() {
            assert!(phrase.chars().all(|c| !c.is_uppercase() && c != '’'), "{phrase}");
            assert!(seen.insert((phrase, format!("{section:?}"))), "{phrase} stands twice");
            assert!(section == Family::Ends || opening(phrase).any(|(s, rest)| s == section && rest.is_empty()), "{phrase}");
        }
    }
}
