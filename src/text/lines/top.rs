//! The lines at the top of a story: bylines, the day of publication, an embargo.

use super::opens_with;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Whether a word is the name of a month, in full or as wire copy shortens it.
#[must_use]
pub fn is_month(word: &str) -> bool {
    let w = word.trim_end_matches(['.', ',']);
    w.len() >= 3 && MONTHS.iter().any(|m| opens_with(m, w) && (w.len() == m.len() || w.len() == 3 || opens_with(w, "sept")))
}

/// Whether a word is the name of a weekday, in full or shortened.
pub(in crate::text) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const SHORTENED: [&str; 3] = ["tues", "thur", "thurs"];
    let whole = |d: &&str| word.len() == d.len() || word.len() == 3 || SHORTENED.iter().any(|s| s.eq_ignore_ascii_case(word));
    word.len() >= 3 && DAYS.iter().any(|d| opens_with(d, word) && whole(d))
}

pub(super) fn is_byline(text: &str) -> bool {
    // A wire's mark before what is centred under the byline.
    if text.starts_with('^') && text.ends_with('=') {
        return true;
    }
    const OPENERS: [&str; 7] = ["by", "written by", "words by", "story by", "text by", "reported by", "report by"];
    let text = text.trim_start_matches(['*', '_', '^', '|', '–', '—', ' ']);
    let fits = |o: &&&str| opens_with(text, o) && text[o.len()..].starts_with([' ', ':', '\u{a0}']);
    let Some(opener) = OPENERS.iter().find(fits) else { return false };
    // What is no word of a name: marks, the day, how long it takes to read.
    let read = text.split_once(" min read").map_or(text, |(before, _)| before);
    let named = |w: &&str| w.starts_with(char::is_alphabetic) && !(is_month(w) || is_weekday(w));
    let words: Vec<&str> = read[opener.len()..].trim_start_matches(':').split_whitespace().filter(named).collect();
    // A name may end in a shortened word; a sentence ends in one of its own.
    let last = words.last().map_or("", |w| w.trim_end_matches('.'));
    let shortened = last.chars().count() <= 3 && last.starts_with(char::is_uppercase) || last.contains('.');
    (1..=14).contains(&words.len())
        && words.iter().filter(|w| w.starts_with(char::is_uppercase)).count() * 2 >= words.len()
        && (!text.ends_with('.') || shortened)
        && !text.ends_with(['?', '!'])
        && !matches!(words[0].to_lowercase().as_str(), "the" | "a" | "an" | "then" | "now")
}

/// Words that say that a line is about its day.
const PUBLISHED: [&str; 9] = [
    "published",
    "first published",
    "originally published",
    "posted",
    "date:",
    "issued",
    "publication date",
    "release date",
    "date published",
];
/// Words that say that a line is about a change.
const UPDATED: [&str; 5] = ["updated", "last updated", "last modified", "modified", "this page was last"];

fn begins(text: &str, with: &[&str]) -> bool {
    let text = text.trim_start_matches(['*', '_', '(', '|', '•', ' ']);
    with.iter().any(|w| opens_with(text, w))
}

/// The pieces of a line between blanks and marks that a date is written with, and whether each can stand in a line that is a
/// date and no more.
pub(super) fn is_dated(word: &str) -> bool {
    let w = word.trim_matches([',', '.', '|', '(', ')', '•', '·', '∙', ':', '-', '–', '—', '*', '_', '\u{feff}']);
    w.is_empty()
        || w.starts_with(|c: char| c.is_ascii_digit())
        || is_month(w)
        || is_weekday(w)
        || w.chars().count() <= 5 && w.chars().all(|c| c.is_uppercase() || c == '.')
        || matches!(
            w.to_lowercase().as_str(),
            "at" | "of" | "on" | "am" | "pm" | "a.m" | "p.m" | "noon" | "midnight" | "hrs" | "local" | "time" | "the" | "h"
        )
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")))
}

fn months(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| is_month(w)).count()
}

/// Whether a date stands in figures: 2024-05-03, 3/5/2024, 03.05.2024.
fn has_figures(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.'))).any(|w| {
        let numbers: Vec<&str> = w.trim_matches(['.', '-']).split(['-', '/', '.']).collect();
        numbers.len() == 3 && numbers.iter().all(|n| matches!(n.len(), 1 | 2 | 4)) && numbers.iter().any(|n| n.len() == 4)
    })
}

/// A line that says when the story was published, and no more: "March 27, 2008", "Published: 1 May 2024 | Updated …".
pub(super) fn is_date_line(text: &str) -> bool {
    if begins(text, &PUBLISHED) {
        let words = text.split_whitespace().count();
        return words <= 16 && (has_figures(text) || months(text) > 0 && (has_year(text) || words <= 8));
    }
    text.split_whitespace().all(is_dated)
        && (has_year(text) && months(text) == 1 || has_figures(text))
        && (!text.ends_with('.') || text.ends_with("m."))
}

/// The time of an entry in a log, and no more: "10:05 a.m.", "Wed 14.32 BST", "2h ago".
pub(super) fn is_stamp(text: &str) -> bool {
    let text = text.trim_end_matches(['|', ':', '–', '—', '-', ' ']);
    // When an entry was changed is a time as well.
    let changed = UPDATED.iter().find(|u| opens_with(text, u)).map(|u| text[u.len()..].trim_start_matches([':', ' ']));
    let text = changed.unwrap_or(text);
    let clock = |w: &str| {
        let w = w.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, ',' | '.'));
        let parts = w.split_once([':', '.']);
        parts.is_some_and(|(h, m)| (1..=2).contains(&h.len()) && m.len() == 2 && [h, m].concat().bytes().all(|b| b.is_ascii_digit()))
    };
    let half = |w: &str| {
        matches!(w.to_lowercase().trim_end_matches('.'), "a.m" | "p.m" | "am" | "pm")
            || w.len() <= 4 && w.ends_with(['m', 'M']) && w.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut words = text.split_whitespace();
    let ago = text.ends_with(" ago") && text.starts_with(|c: char| c.is_ascii_digit());
    ago && words.clone().count() <= 4 || words.clone().all(is_dated) && words.any(|w| clock(w) || half(w))
}

/// A line that says when the story was changed, and no more.
pub(super) fn is_update_line(text: &str) -> bool {
    begins(text, &UPDATED) && (has_year(text) || months(text) > 0)
}

/// A line that says until when a story must wait, or that it need not.
pub(super) fn is_embargo(text: &str) -> bool {
    const WORDS: [&str; 17] = [
        "embargo:",
        "embargo until",
        "embargo till",
        "embargo lifts",
        "embargoed:",
        "embargoed until",
        "embargoed till",
        "embargoed for",
        "embargoed to",
        "under embargo",
        "strictly embargoed",
        "strict embargo",
        "not for publication",
        "not for release before",
        "hold for release",
        "for release:",
        "for immediate release",
    ];
    let text = text.trim_matches(['/', '#', '-', '[', ']', '<', '>', '*', '_', ' ']);
    let capitals = || text.chars().all(|c| !c.is_lowercase());
    (begins(text, &WORDS) || begins(text, &["embargo", "for release", "not for release"]) && capitals())
        && !(text.ends_with('.') && text.split_whitespace().count() > 12)
}

/// Such a line with the day.
pub(super) fn is_embargo_with_day(text: &str) -> bool {
    is_embargo(text) && (months(text) > 0 && has_year(text) || has_figures(text))
}

#[cfg(test)]
mod tests {
    use super::super::LineKind::{self, *};

    #[test]
    fn lines_at_the_top_of_a_story() {
        for (line, expected) in [
            ("By Ana Sousa", Byline),
            ("By: Ana Sousa", Byline),
            ("BY ANA SOUSA", Byline),
            ("by Ana Sousa and Tom Hale", Byline),
            ("By Ana Sousa in Lagos", Byline),
            ("By Ana Sousa • April 3, 2024 • 4 min read", Byline),
            ("By Ana Sousa — 3 April 2024, 10:05", Byline),
            ("By Ana Sousa | Updated April 3, 2024", Byline),
            ("By April 3 the mill had shut", Copy),
            ("By 2024, 12 mills had shut", Copy),
            ("By Ana Sousa | Staff Writer", Byline),
            ("By Ana Sousa, The Associated Press", Byline),
            ("Words by Ana Sousa", Byline),
            ("By Tom Hale Jr.", Byline),
            ("By Tom Hale, M.D.", Byline),
            ("By Monday the road was shut.", Copy),
            ("By the river, a mill", Copy),
            ("By then it was over", Copy),
            ("Byron Bay shuts its mill", Copy),
            ("March 27, 2008", Dated),
            ("Wed 3 Apr 2024 10.05 BST", Dated),
            ("April 3, 2024 at 10:05 a.m. EDT", Dated),
            ("April 3, 2024 | 10:05 AM", Dated),
            ("3 April 2024 • 10:05am", Dated),
            ("Wednesday, April 3, 2024", Dated),
            ("2024-04-03", Dated),
            ("2024-04-03 10:05", Dated),
            ("03/04/2024", Dated),
            ("Published: April 3, 2024 | Updated: April 4, 2024", Dated),
            ("Published 10:05 AM EDT, Wed April 3, 2024", Dated),
            ("First published on Wed 3 Apr 2024 10.05 BST", Dated),
            ("Posted April 3", Dated),
            ("Updated: April 4, 2024", Updated),
            ("Last modified on Thu 4 Apr 2024", Updated),
            ("The mill shut on April 3, 2024", Copy),
            ("April 2024", Dated),
            ("Election 2024: May goes", Copy),
            ("Born April 3, 1924, in Tarnwick", Copy),
            ("Published poets meet in Tarnwick", Copy),
            ("EMBARGOED UNTIL 00.01 HRS, MONDAY 6 MAY 2024", Dated),
            ("EMBARGOED UNTIL 11 A.M. ET, MONDAY, MAY 6, 2024", Dated),
            ("Embargo: 6 May 2024, 10:00 GMT", Dated),
            ("Not for publication before 6 May 2024", Dated),
            ("HOLD FOR RELEASE UNTIL MAY 6, 2024", Dated),
            ("FOR RELEASE: May 6, 2024", Dated),
            ("FOR IMMEDIATE RELEASE", Embargo),
            ("STRICTLY EMBARGOED", Embargo),
            ("Embargo on grain is lifted", Copy),
            ("For release from prison, he waited", Copy),
            ("Embargoed grain rots at the quay", Copy),
        ] {
            assert_eq!(LineKind::of(line, line.split_whitespace().count()), expected, "{line}");
        }
    }
}
