//! Agate: results in lines, tables and lists, which are counted in public and say nothing.

use super::lists::{self, Family};

/// The share of words in small letters that a line of results has at most, one in so many.
const SMALL: usize = 4;

/// No score has more bytes.
const SCORE: usize = 160;

/// A line of results.
pub(super) fn is_agate(text: &str) -> bool {
    let scored = || text.len() <= SCORE && text.bytes().any(|b| b.is_ascii_digit()) && is_score(text);
    is_row(text) || is_labelled(text) || (is_line_up(text) || scored()) && is_sparse(text)
}

/// Whether few words stand in small letters, as in no sentence.
fn is_sparse(text: &str) -> bool {
    let words = text.split_whitespace();
    let small = words.clone().filter(|w| w.starts_with(char::is_lowercase) && w.chars().count() > 1).count();
    small * SMALL <= words.count()
}

fn is_figure(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.starts_with(|c: char| c.is_ascii_digit()) && bare.chars().filter(|c| c.is_alphabetic()).count() <= 2
}

/// A row of a table that is set with blanks or tabs.
fn is_row(text: &str) -> bool {
    if !text.contains("  ") && !text.contains('\t') {
        return false;
    }
    let cells: Vec<&str> = text.split('\t').flat_map(|part| part.split("  ")).map(str::trim).filter(|c| !c.is_empty()).collect();
    let short =
        |c: &&&str| is_figure(c) || c.len() <= 4 && c.chars().all(|c| !c.is_lowercase()) || matches!(**c, "Pct." | "Pct" | "Pts" | "Pld");
    cells.len() >= 3 && cells.iter().filter(short).count() * 2 >= cells.len()
}

/// "Att: 4,212", "Referee: A. Person", "HR—Hurst (12)".
fn is_labelled(text: &str) -> bool {
    /// A label is no longer, in bytes.
    const LABEL: usize = 40;
    let mark = text.char_indices().take_while(|(at, _)| *at <= LABEL).find(|(_, c)| matches!(c, ':' | '—' | '–'));
    let Some((head, rest)) = mark.map(|(at, c)| (&text[..at], &text[at + c.len_utf8()..])) else { return false };
    let low = head.trim().to_lowercase();
    let named = lists::opening(&low).any(|(section, rest)| section == Family::Agate && rest.is_empty());
    let told = rest.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | '(')) || rest.split_whitespace().count() <= 3;
    named && told && is_sparse(rest) && rest.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// "Welham (4-4-2): Best; Holub, Kerr, Shaw": a name, and others in a row.
fn is_line_up(text: &str) -> bool {
    const ITEMS: usize = 6;
    const WORDS: usize = 5;
    let Some((head, rest)) = text.split_once(':') else { return false };
    let team = head.split_whitespace().count() <= WORDS
        && head.split_whitespace().all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '('));
    let mut items = rest.split([',', ';']);
    team && items.clone().count() >= ITEMS && items.all(|item| item.split_whitespace().count() <= WORDS)
}

/// "Tarn 3, Marlow 1", "Tarn 3-1 Marlow", "1. Ana Sousa, Tarn, 2:14:05".
fn is_score(text: &str) -> bool {
    const MOST: usize = 12;
    let words: Vec<&str> = text.split_whitespace().collect();
    let figures = words.iter().filter(|w| is_figure(w)).count();
    let pair = |w: &&str| {
        w.trim_matches([',', ';'])
            .split_once(['-', '–'])
            .is_some_and(|(a, b)| [a, b].iter().all(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit())))
    };
    let names = words.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
    let closed = words.last().is_some_and(|w| is_figure(w) || w.starts_with('(') && w.ends_with(')'));
    let twice = figures >= 2 && closed && figures * 4 >= words.len();
    words.len() <= MOST
        && names >= 1
        && !text.ends_with(['?', '!', '%'])
        && !text.contains(['$', '£', '€'])
        && (twice || names >= 2 && words.len() >= 3 && words[1..words.len() - 1].iter().any(pair) && figures == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_told_from_sentences() {
        for (line, expected) in [
            ("Welham (4-4-2): Best; Holub, Kerr, Shaw, Finn; Okoro, Lamb (Reid 70), Cole, Vance; Hurst, Moss.", true),
            ("Tarn: Aske, Lind, Poe, Hale, Osei, Reyes, Cole", true),
            ("Subs: Aske, Lind, Poe.", true),
            ("Subs not used: Vance, Moss.", true),
            ("Referee: T. Hale.", true),
            ("Att: 4,212.", true),
            ("Attendance: 4,212", true),
            ("Referee: T. Hale (Tarnwick)", true),
            ("Goals: Hurst 12, Moss 54 (pen)", true),
            ("HR—Hurst (12)", true),
            ("A—41,236", true),
            ("         W  L  Pct.  GB", true),
            ("Tarn    9  2  .818  -", true),
            ("Tarn\t9\t2\t.818", true),
            ("Tarn 3, Marlow 1", true),
            ("Tarn 3-1 Marlow", true),
            ("Tarn 102, Marlow 98 (OT)", true),
            ("1. Ana Sousa, Tarn, 2:14:05", true),
            ("Corvale 39,127.14 -43.10 -0.1", true),
            ("Tarn beat Marlow 3-1 on Saturday.", false),
            ("Attendance at the fair fell to 4,212 on Saturday.", false),
            ("Result: the mill stays shut and nobody pays", false),
            ("Present were: Ana Sousa, the mayor; Rui Costa, the harbour master; and others.", false),
            ("Three members voted no: Ana Sousa, Rui Costa, Ann Poe, Tom Hale, Jo Doe and Lee Cole.", false),
            ("Route 66 to shut in 2025", false),
            ("Mill to shut 12 of 40 shops", false),
            ("A—that is, the first of them—was late", false),
            ("Revenue: $12 million in 2024", false),
        ] {
            assert_eq!(is_agate(line), expected, "{line}");
        }
    }
}
