//! What stands around an annotation in its paragraph, and how surely a place of the draft with the same words is the one.
//!
//! Each neighbour found again is evidence for a place, the rarer the neighbour the more; each that is missed, and each that is
//! new, is evidence against it. Evidence is counted in bits, as Fellegi and Sunter (1969) weigh whether two records tell of one
//! person. The costs were tried on half a million scripts of edits like those of `tests/annotations.rs`.

use std::collections::HashMap;
use std::ops::Range;

/// Stands for the edge of a sentence or of a paragraph, which is as good a neighbour as a word.
const EDGE: &str = "\n";

/// How often a neighbour stays as it is when the draft is edited.
const STAYS: f64 = 0.9;
/// What it costs, in bits, that one of the neighbours kept is missing, that one is new, and that all from some on are others.
const MISSING: f64 = 3.0;
const NEW: f64 = 2.0;
const REWRITTEN: f64 = 4.0;
/// Sentences are moved by themselves: how much the next one tells of this one, and how many of its parts are looked at.
const NEXT_SENTENCE: f64 = 0.3;
const OF_NEXT_SENTENCE: usize = 3;

/// How many code points before and behind a place are kept with it.
const CONTEXT: usize = 64;

/// What stands before and behind a place, cut at the paragraph's ends.
pub(super) fn context(body: &str, range: &Range<usize>) -> (String, String) {
    let before = &body[..range.start];
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(range.start, |(i, _)| i);
    let before = &before[from..];
    let before = before.rfind("\n\n").map_or(before, |i| &before[i + 2..]);
    let after = &body[range.end..];
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(i, _)| i);
    let after = &after[..to];
    let after = after.find("\n\n").map_or(after, |i| &after[..i]);
    (before.to_owned(), after.to_owned())
}

/// A text with blanks run together and quotation marks straightened, and where each of its bytes comes from.
pub(super) struct Folded {
    pub(super) text: String,
    /// For each byte of `text`, and one past its end, the byte of the text it was made from.
    pub(super) from: Vec<usize>,
}

pub(super) fn fold(text: &str) -> Folded {
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

/// Words, and the marks behind each of them as a part of its own; marks that end a sentence are its [`EDGE`].
fn parts(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split_whitespace().flat_map(|word| {
        let (word, marks) = word.split_at(word.trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '…').len());
        let marks = if marks.contains(['.', '?', '!', '…']) { EDGE } else { marks };
        [word, marks].into_iter().filter(|part| !part.is_empty())
    })
}

/// Whether words begin and end at the edges of a word, told by what stands before and behind them.
pub(super) fn bounds(before: &str, exact: &str, behind: &str) -> [bool; 2] {
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (exact.chars().next(), exact.chars().next_back());
    [in_word(first) && !in_word(before.chars().next_back()), in_word(last) && !in_word(behind.chars().next())]
}

/// Where words stand in a text, in bytes: what was a word of its own is not found within another.
pub(super) fn standing<'t>(text: &'t str, exact: &'t str, bounded: [bool; 2]) -> impl Iterator<Item = usize> + 't {
    text.match_indices(exact).map(|(at, _)| at).filter(move |at| {
        let is = bounds(&text[..*at], exact, &text[at + exact.len()..]);
        (is[0] || !bounded[0]) && (is[1] || !bounded[1])
    })
}

/// How often each part stands in a folded text.
pub(super) struct Frequencies<'t> {
    counts: HashMap<&'t str, u32>,
    all: u32,
}

impl<'t> Frequencies<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut counts = HashMap::new();
        let mut all = 0;
        for paragraph in text.split('\n') {
            for part in parts(paragraph).chain([EDGE]) {
                *counts.entry(part).or_insert(0) += 1;
                all += 1;
            }
        }
        Self { counts, all }
    }

    /// Of a text of which nothing is known: every part is as rare as a common word.
    fn unknown() -> Self {
        Self { counts: HashMap::new(), all: 31 }
    }

    /// How likely a part is to stand at a place of which nothing is known.
    fn by_chance(&self, part: &str) -> f64 {
        f64::from(self.counts.get(part).copied().unwrap_or(0) + 1) / f64::from(self.all + 1)
    }

    /// How much words tell by themselves: how unlikely they are to stand anywhere in the text by chance, in bits.
    pub(super) fn own(&self, exact: &str) -> f64 {
        parts(exact).map(|part| -self.by_chance(part).log2()).sum::<f64>() - f64::from(self.all + 1).log2()
    }
}

/// A part that an annotation keeps, and how much its standing there still tells, in bits.
type Part<'a> = (&'a str, f64);

/// The parts on either side of an annotation in its paragraph, from it outwards.
pub(super) struct Neighbourhood<'a> {
    left: Vec<Part<'a>>,
    right: Vec<Part<'a>>,
}

/// What stands in one paragraph before a range of a folded text and behind it, and whether the paragraph's edge ends it.
fn around<'t>(text: &'t str, range: &Range<usize>) -> ((&'t str, bool), (&'t str, bool)) {
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let before = before.rsplit_once('\n').map_or((before, false), |(_, near)| (near, true));
    let behind = behind.split_once('\n').map_or((behind, false), |(near, _)| (near, true));
    (before, behind)
}

impl Neighbourhood<'_> {
    /// How much what stands around a range of a folded text speaks for its being the place, in bits.
    pub(super) fn evidence(&self, text: &str, range: &Range<usize>) -> f64 {
        let (before, behind) = around(text, range);
        side(&self.left, parts(before.0).rev()) + side(&self.right, parts(behind.0))
    }
}

/// What the neighbours on one side tell, in bits: the best alignment of those kept with those that are there (Needleman and
/// Wunsch 1970), from the place outwards up to where the rest is rewritten. No edge may be new or missing before that.
fn side<'t>(kept: &[Part], there: impl Iterator<Item = &'t str>) -> f64 {
    const MORE: usize = 3;
    let cost = |part: &str, bits: f64| if part == EDGE { f64::INFINITY } else { bits };
    let there: Vec<&str> = there.chain([EDGE]).take(kept.len() + MORE).collect();
    let mut row = vec![0.0];
    row.extend(there.iter().scan(0.0, |sum, part| {
        *sum -= cost(part, NEW);
        Some(*sum)
    }));
    let mut weight = 1.0;
    let mut best: f64 = if kept.is_empty() { 0.0 } else { -REWRITTEN };
    for (n, (part, found)) in kept.iter().enumerate() {
        let missing = weight * cost(part, MISSING);
        let mut diagonal = row[0];
        row[0] -= missing;
        for (k, other) in there.iter().enumerate() {
            let above = row[k + 1];
            let in_its_place = if part == other { weight * found } else { -missing.max(weight * cost(other, MISSING)) };
            row[k + 1] = (diagonal + in_its_place).max(above - missing).max(row[k] - weight * cost(other, NEW));
            diagonal = above;
        }
        if *part == EDGE {
            weight = NEXT_SENTENCE;
        }
        let rest = if n + 1 == kept.len() { 0.0 } else { weight * REWRITTEN };
        best = row.iter().fold(best, |best, sum| best.max(sum - rest));
    }
    best
}

/// What is kept of a place: the folded text around the words, where they stand in it, and whether it was cut on either side, its
/// outermost part with it.
pub(super) struct Passage {
    pub(super) text: String,
    pub(super) range: Range<usize>,
    cut: [bool; 2],
}

impl Passage {
    pub(super) fn new(prefix: &str, exact: &str, suffix: &str) -> Self {
        let Folded { text, from } = fold(&[prefix, exact, suffix].concat());
        let folded = |at: usize| from.partition_point(|raw| *raw < prefix.len() + at).min(text.len());
        let range = folded(exact.len() - exact.trim_start().len())..folded(exact.trim_end().len());
        Self { text, range, cut: [prefix, suffix].map(|written| written.chars().count() >= CONTEXT) }
    }

    /// What stands around the words.
    pub(super) fn neighbourhood(&self, frequencies: &Frequencies) -> Neighbourhood<'_> {
        self.neighbourhood_at(self.range.start, frequencies)
    }

    /// What stands around the same words where they stand in it at a place.
    pub(super) fn neighbourhood_at<'a>(&'a self, at: usize, frequencies: &Frequencies) -> Neighbourhood<'a> {
        let (before, behind) = around(&self.text, &(at..at + self.range.len()));
        let side = |mut all: Vec<&'a str>, edge: bool, cut: bool| {
            if edge || !cut {
                all.push(EDGE);
            } else {
                all.pop();
            }
            let edge = all.iter().position(|part| *part == EDGE).unwrap_or(all.len());
            all.truncate(edge + 1 + OF_NEXT_SENTENCE);
            all.into_iter().map(|part| (part, (STAYS / frequencies.by_chance(part)).log2())).collect()
        };
        Neighbourhood {
            left: side(parts(before.0).rev().collect(), before.1, self.cut[0]),
            right: side(parts(behind.0).collect(), behind.1, self.cut[1]),
        }
    }
}

/// What stands before and behind that one of other places of the same words which is most like a place of a body, of which
/// `(prefix, suffix)` are kept; of those only that have one of the two next words on either side. Ranges and places are bytes.
pub(super) fn double(body: &str, range: &Range<usize>, (prefix, suffix): (&str, &str), others: &[usize]) -> Option<(String, String)> {
    let exact = &body[range.clone()];
    let before = |at: usize| parts(&body[..at]).rev().take(2);
    let behind = |at: usize| parts(&body[at + exact.len()..]).take(2);
    let (left, right): (Vec<&str>, Vec<&str>) = (before(range.start).collect(), behind(range.start).collect());
    let is_alike = |at: usize| before(at).any(|part| left.contains(&part)) || behind(at).any(|part| right.contains(&part));
    // What stands within what is kept is known without it.
    let near = range.start - prefix.len()..range.end + suffix.len();
    let own = Passage::new(prefix, exact, suffix);
    let neighbourhood = own.neighbourhood(&Frequencies::unknown());
    let likeness = |(prefix, suffix): &(String, String)| {
        let there = Passage::new(prefix, exact, suffix);
        neighbourhood.evidence(&there.text, &there.range)
    };
    let alike = others.iter().filter(|at| !near.contains(at) && is_alike(**at)).map(|at| context(body, &(*at..at + exact.len())));
    alike.map(|around| (likeness(&around), around)).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, around)| around)
}
