//! Finding an annotation's words again after the draft was edited, by us or behind our back.
//!
//! The order is Hypothesis's fuzzy anchoring, made strict: where the body is the one that the file was written for, the
//! position holds. Else the words must stand in the body once, as written or but for blanks and the shape of quotation marks,
//! with enough around them, or enough of their own, to be sure that they are the ones; some of the words around them may have
//! changed, the more of them the more the words tell by themselves. Where two places are as good as each other, or the words have
//! changed, the annotation is an orphan: it is kept, shown, and not guessed at.

use std::ops::Range;

use super::neighbourhood::{Likeness, Neighbourhood};
use super::sidecar::{Annotation, Sidecar, digest};

/// A text with blanks run together and quotation marks straightened, and where each of its bytes comes from.
struct Folded {
    text: String,
    /// For each byte of `text`, and one past its end, the byte of the text it was made from.
    from: Vec<usize>,
}

fn fold(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len() + 1) };
    let mut breaks = 0;
    for (at, c) in text.char_indices() {
        breaks = if c == '\n' {
            breaks + 1
        } else if c.is_whitespace() {
            breaks
        } else {
            0
        };
        let c = match c {
            c if c.is_whitespace() => {
                // A blank line parts paragraphs, and is no blank.
                if breaks == 2 && c == '\n' && folded.text.ends_with(' ') {
                    folded.text.pop();
                    folded.from.pop();
                    '\n'
                } else if folded.text.is_empty() || folded.text.ends_with([' ', '\n']) {
                    continue;
                } else {
                    ' '
                }
            }
            '“' | '”' | '„' => '"',
            '‘' | '’' => '\'',
            c => c,
        };
        folded.text.push(c);
        folded.from.resize(folded.text.len(), at);
    }
    folded.from.push(text.len());
    folded
}

/// How many letters of what stood around the words must stand around them still.
const ENOUGH: usize = 6;

/// How many letters and words are enough by themselves, if they stand in the body once and always did.
const ENOUGH_OF_THEIR_OWN: (usize, usize) = (16, 3);

/// How many neighbours, or words of their own, must tell of words that stand in one place only, as they always did; and how many
/// neighbours of words that stand in several, and how many of these must be words.
const TELLING_ALONE: usize = 4;
const TELLING_AMONG_OTHERS: usize = 4;
const WORDS_AMONG_OTHERS: usize = 2;
/// The share of the neighbours, in tenths, that must be there still around a single word, and around several.
const SHARE_OF_ONE: usize = 6;
const SHARE_OF_SEVERAL: usize = 4;

/// The place whose neighbourhood is like the one kept, if no other is nearly as like.
fn likest(places: &[usize], likeness: impl Fn(usize) -> Likeness) -> Option<usize> {
    const CLEARLY: usize = 2;
    let mut by_likeness: Vec<(Likeness, usize)> = places.iter().map(|at| (likeness(*at), *at)).collect();
    by_likeness.sort_unstable_by_key(|(like, _)| std::cmp::Reverse(like.all()));
    let (like, at) = *by_likeness.first()?;
    let clear = by_likeness.get(1).is_none_or(|(second, _)| like.all() >= second.all() + CLEARLY);
    (clear && like.next && like.words >= WORDS_AMONG_OTHERS && like.is_mostly_so(TELLING_AMONG_OTHERS, SHARE_OF_ONE)).then_some(at)
}

/// Where each annotation of a sidecar stands in a body, in bytes; `None` for orphans.
#[must_use]
pub fn anchor(sidecar: &Sidecar, body: &str) -> Vec<Option<Range<usize>>> {
    if sidecar.digest == digest(body) {
        let starts: Vec<usize> = body.char_indices().map(|(i, _)| i).chain([body.len()]).collect();
        let at = |a: &Annotation| {
            let range = *starts.get(a.position.start)?..*starts.get(a.position.end)?;
            (body.get(range.clone()) == Some(a.exact.as_str())).then_some(range)
        };
        let places: Vec<_> = sidecar.annotations.iter().map(at).collect();
        if places.iter().all(Option::is_some) {
            return places;
        }
    }
    let folded = fold(body);
    sidecar.annotations.iter().map(|a| find(a, body, &folded)).collect()
}

fn find(a: &Annotation, body: &str, folded: &Folded) -> Option<Range<usize>> {
    let exact = fold(&a.exact).text;
    let exact = exact.trim();
    let (prefix, suffix) = (fold(&a.prefix).text, fold(&a.suffix).text);
    if exact.is_empty() {
        return None;
    }
    // Letters that agree, from the words outwards, on either side.
    let around = |at: usize| {
        let before = folded.text[..at].trim_end().chars().rev();
        let left = prefix.trim_end().chars().rev().zip(before).take_while(|(a, b)| a == b).count();
        let after = folded.text[at + exact.len()..].trim_start().chars();
        let right = suffix.trim_start().chars().zip(after).take_while(|(a, b)| a == b).count();
        (left, right)
    };
    let whole = |(left, right): (usize, usize)| {
        let all_left = left == prefix.trim_end().chars().count();
        let all_right = right == suffix.trim_start().chars().count();
        (all_left, all_right)
    };
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // What was a word of its own must not be found within another.
    let apart = |at: usize| {
        let end = at + exact.len();
        !(word(exact.chars().next()) && word(folded.text[..at].chars().next_back()) && !word(a.prefix.chars().next_back()))
            && !(word(exact.chars().next_back()) && word(folded.text[end..].chars().next()) && !word(a.suffix.chars().next()))
    };
    let places: Vec<usize> = folded.text.match_indices(exact).map(|(at, _)| at).filter(|at| apart(*at)).collect();
    let own = exact.split(' ').count();
    let long = exact.chars().count() >= ENOUGH_OF_THEIR_OWN.0 && own >= ENOUGH_OF_THEIR_OWN.1;
    let sure = |at: usize| {
        let (left, right) = around(at);
        let (all_left, all_right) = whole((left, right));
        // All that stood on one side stands there still, and it was a good deal; or something of both sides does.
        (all_left && left >= ENOUGH * 2)
            || (all_right && right >= ENOUGH * 2)
            || (left >= ENOUGH && right >= ENOUGH)
            || (all_left && all_right && left + right >= ENOUGH)
    };
    // Two neighbours at least, however many words of their own.
    let telling = TELLING_ALONE.saturating_sub(own).max(2);
    let share = if own == 1 { SHARE_OF_ONE } else { SHARE_OF_SEVERAL };
    let kept = Neighbourhood::kept(a, &prefix, &suffix);
    let likeness = |at: usize| kept.likeness(&folded.text, at..at + exact.len());
    let chosen = match places.as_slice() {
        [] => return None,
        [only] if sure(*only) || a.copies == 1 && (long || likeness(*only).is_mostly_so(telling, share)) => *only,
        several => {
            let mut best: Vec<(usize, usize)> =
                several.iter().filter(|at| sure(**at)).map(|at| (around(*at).0 + around(*at).1, *at)).collect();
            best.sort_unstable_by(|a, b| b.cmp(a));
            match best.as_slice() {
                [(_, at)] => *at,
                [(first, at), (second, _), ..] if *first >= second + ENOUGH => *at,
                [] => likest(several, likeness)?,
                _ => return None,
            }
        }
    };
    let start = folded.from[chosen];
    let last = chosen + exact.len();
    // From the byte after the last letter, not from the start of what follows it: blanks were run together.
    let end = folded.text[..last].char_indices().next_back().map_or(start, |(i, _)| {
        let from = folded.from[i];
        from + body[from..].chars().next().map_or(0, char::len_utf8)
    });
    Some(start..end.max(start))
}

/// A range after an edit that replaced `edited` by `length` bytes: what is put in at either end stays outside. A range whose
/// words are all gone is empty.
#[must_use]
pub fn moved(range: &Range<usize>, edited: &Range<usize>, length: usize) -> Range<usize> {
    let shift = |at: usize| at - edited.end + edited.start + length;
    if edited.end <= range.start {
        return shift(range.start)..shift(range.end);
    }
    if edited.start >= range.end {
        return range.clone();
    }
    // The edit reaches into the range. What stays of it is what stood before and behind the edit, and what was put between.
    let start = if edited.start < range.start { edited.start + length } else { range.start };
    let end = if edited.end > range.end { edited.start } else { shift(range.end) };
    if edited.start <= range.start && edited.end >= range.end {
        // All of it was replaced: by nothing, or by what now stands there.
        return edited.start..edited.start + if edited == range { length } else { 0 };
    }
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_move_with_edits() {
        let r = 10..20;
        for (edit, length, expected) in [
            (0..5, 3, 8..18),
            (5..10, 0, 5..15),
            (10..10, 4, 14..24),
            (20..20, 4, 10..20),
            (25..30, 0, 10..20),
            (12..14, 5, 10..23),
            (5..12, 2, 7..15),
            (18..25, 2, 10..18),
            (10..20, 3, 10..13),
            (9..21, 3, 9..9),
        ] {
            assert_eq!(moved(&r, &edit, length), expected, "{edit:?} {length}");
        }
    }
}
