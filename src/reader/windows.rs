//! Windows: what the reader is fed. A few neighbouring sentences of the draft, as pieces of words, with a little of what stands
//! before and behind them; before each sentence a mark for who covers it, before each paragraph one for what it is.
//!
//! Besides the story's first words, which tell what kind of piece it is, what stands in a window is told by its neighbourhood
//! alone: an edit far away changes neither what it holds nor where it ends.

use super::wordpiece::{CLOSING, OPENING, UNKNOWN, pieces};
use crate::paragraph::reports::SourceKind;
use crate::story::claims::Cover;
use crate::story::{Place, Reading};
use crate::text::Region;

/// A stretch of the draft as the reader is fed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Pieces of words and marks, by number; fewer than [`MOST`].
    pub tokens: Vec<u16>,
    /// The sentences to judge, in order of the text.
    pub judged: Vec<Judged>,
}

/// A sentence to judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Its block.
    pub block: usize,
    /// Its number in the block.
    pub sentence: usize,
    /// Its first token in the window, a mark.
    pub start: u16,
    /// The token after its last.
    pub end: u16,
    /// How many of the sentences around it nobody covers, or nobody but the source of the sentence before: of four on each side.
    pub around: u8,
}

/// More tokens than any window has.
pub const MOST: usize = 512;
/// How many tokens of the story's first words stand at the head of a window that is not near them.
const LEDE: usize = 20;
/// In how many bytes of the story these are looked for.
const LEDE_BYTES: usize = 400;
/// How many tokens stand at most before the sentences that are judged, behind them, in one sentence, and from the first that is
/// judged to the last.
const BEFORE: usize = 56;
const BEHIND: usize = 24;
const SENTENCE: usize = 160;
const JUDGED: usize = 256;
/// On how many sentences to each side it depends whether a run of sentences opens with one.
const NEIGHBOURS: usize = 2;
/// How many sentences to each side are around one.
const AROUND: usize = 4;
/// How many paragraphs of the story open it.
const OPENING_PARAGRAPHS: usize = 2;
/// With fewer tokens than this no part of a sentence is shown: it would be hardly more than its marks.
const LEAST: usize = 8;

/// The marks: numbers that the vocabulary leaves free.
mod mark {
    /// Nobody covers the sentence, and no source is near.
    pub(super) const NOBODY: u16 = 1;
    /// Nobody, and a source stands earlier in the paragraph.
    pub(super) const NOBODY_BEHIND_SOURCE: u16 = 2;
    /// Nobody, and the paragraph before has a source.
    pub(super) const NOBODY_NEAR_SOURCE: u16 = 3;
    /// A source that has a name.
    pub(super) const NAMED: u16 = 4;
    /// A source without one.
    pub(super) const UNNAMED: u16 = 5;
    pub(super) const QUOTATION: u16 = 6;
    pub(super) const CITATION: u16 = 7;
    pub(super) const CARRIED: u16 = 8;
    /// Nobody: somebody says something here, which does not settle the sentence.
    pub(super) const UNSETTLED: u16 = 9;
    /// Nobody: prices that anyone can see.
    pub(super) const PRICES: u16 = 10;
    pub(super) const HEADLINE: u16 = 20;
    pub(super) const STANDFIRST: u16 = 21;
    pub(super) const LEDE: u16 = 22;
    pub(super) const CAPTION: u16 = 23;
    pub(super) const SUBHEADING: u16 = 24;
    pub(super) const BODY: u16 = 25;
    /// One of the paragraphs that open the story.
    pub(super) const BODY_OPENING: u16 = 26;
    pub(super) const QUOTE_BLOCK: u16 = 27;
    pub(super) const LIST: u16 = 28;
}

/// Whether a sentence is one of those that the reader is asked about: it stands in the story's own voice, and nobody covers it for
/// sure ([`Reading::leaves_doubt`]).
#[must_use]
pub fn wants_judging(reading: &Reading, block: usize, sentence: usize) -> bool {
    tells(reading, block, sentence) && (reading.covers[block][sentence].is_open() || reading.leaves_doubt(block, sentence))
}

/// Whether a sentence is the story's own, and not a dateline. A draft may open with its first paragraph: what is taken for its title
/// and ends like a sentence is asked about as well.
#[must_use]
pub fn tells(reading: &Reading, block: usize, sentence: usize) -> bool {
    let text = || reading.blocks[block].text().trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\''));
    let own = match reading.regions[block] {
        Region::Body | Region::List => true,
        Region::Headline | Region::Standfirst => text().ends_with(['.', '…']),
        _ => false,
    };
    own && reading.facts[block].sentences[sentence].end > reading.datelines[block]
}

/// The windows of a draft that hold the sentences to judge, in order of the text. `wanted` says of a block's sentence, by their
/// numbers, whether it is one.
#[must_use]
pub fn windows(reading: &Reading, wanted: impl Fn(usize, usize) -> bool) -> Vec<Window> {
    let sentences = Sentences::of(reading);
    let count = sentences.all.len();
    let wanted: Vec<bool> = sentences.all.iter().map(|s| wanted(s.block, s.sentence)).collect();
    let mut windows = Vec::new();
    let mut from = 0;
    while from < count {
        let to = (from + 1..count).find(|n| sentences.opens_run(*n)).unwrap_or(count);
        let judged: Vec<usize> = (from..to).filter(|n| wanted[*n]).collect();
        let mut rest = judged.as_slice();
        while let Some(first) = rest.first() {
            let (window, taken) = sentences.window(*first, rest);
            windows.push(window);
            rest = &rest[taken..];
        }
        from = to;
    }
    windows
}

/// A sentence of the draft.
struct Placed {
    block: usize,
    sentence: usize,
    /// A number made of its letters.
    key: u32,
    /// Whether nobody covers it, or nobody but the source of the sentence before.
    open: bool,
}

/// The sentences that stand in windows, in order of the text.
struct Sentences<'a> {
    reading: &'a Reading,
    all: Vec<Placed>,
    /// The mark of each block.
    marks: Vec<Option<u16>>,
    /// Of each block, whether the paragraph of the story before it has a source.
    after_source: Vec<bool>,
    /// The number of the story's first sentence, and its mark with the first words.
    lede: (usize, Vec<u16>),
}

impl<'a> Sentences<'a> {
    fn of(reading: &'a Reading) -> Self {
        let mut paragraphs = 0;
        let mut sourced = false;
        let (mut all, mut marks, mut after_source) = (Vec::new(), Vec::new(), Vec::new());
        for (block, region) in reading.regions.iter().enumerate() {
            let mark = mark_of(*region, paragraphs < OPENING_PARAGRAPHS);
            marks.push(mark);
            after_source.push(sourced);
            if mark.is_none() {
                continue;
            }
            paragraphs += usize::from(*region == Region::Body);
            if region.is_story() {
                sourced = reading.covers[block].iter().any(|c| !c.is_bare());
            }
            for (sentence, s) in reading.facts[block].sentences.iter().enumerate() {
                let text = &reading.blocks[block].text()[s.start as usize..s.end as usize];
                let open = tells(reading, block, sentence) && reading.covers[block][sentence].is_open();
                all.push(Placed { block, sentence, key: key(text), open });
            }
        }
        let lede = all.iter().position(|s: &Placed| reading.regions[s.block] == Region::Body).map_or((usize::MAX, Vec::new()), |n| {
            let text = reading.blocks[all[n].block].text();
            let words = pieces(&text[..text.floor_char_boundary(LEDE_BYTES)]);
            (n, std::iter::once(mark::LEDE).chain(words.into_iter().take(LEDE)).collect())
        });
        Self { reading, all, marks, after_source, lede }
    }

    /// Whether a run of sentences opens with this one: its key is the least of its neighbours'.
    fn opens_run(&self, n: usize) -> bool {
        let near = &self.all[n.saturating_sub(NEIGHBOURS)..(n + NEIGHBOURS + 1).min(self.all.len())];
        near.iter().all(|s| self.all[n].key <= s.key)
    }

    /// The window from a sentence on that judges as many of `judged` as it has room for, and how many these are.
    fn window(&self, first: usize, judged: &[usize]) -> (Window, usize) {
        let mut tokens = vec![OPENING];
        let before = self.before(first);
        if first - before.len() > self.lede.0 {
            tokens.extend(&self.lede.1);
        }
        tokens.extend(before.into_iter().rev().flatten());
        let begin = tokens.len();
        let mut window = Window { tokens, judged: Vec::new() };
        let mut next = first;
        for n in judged {
            let between: Vec<Vec<u16>> = (next..=*n).map(|n| self.tokens(n)).collect();
            let more: usize = between.iter().map(Vec::len).sum();
            if window.tokens.len() + more > begin + JUDGED && !window.judged.is_empty() {
                break;
            }
            let Placed { block, sentence, .. } = self.all[*n];
            window.tokens.extend(between.concat());
            let [end, length] = [window.tokens.len(), between[between.len() - 1].len()].map(|n| u16::try_from(n).unwrap_or(u16::MAX));
            let near = self.all[n.saturating_sub(AROUND)..(n + AROUND + 1).min(self.all.len())].iter();
            let around = near.filter(|s| s.open).count() - usize::from(self.all[*n].open);
            let around = u8::try_from(around).unwrap_or(u8::MAX);
            window.judged.push(Judged { block, sentence, start: end - length, end, around });
            next = n + 1;
        }
        let room = window.tokens.len() + BEHIND;
        while next < self.all.len() && window.tokens.len() + LEAST <= room {
            window.tokens.extend(self.tokens(next).into_iter().take(room - window.tokens.len()));
            next += 1;
        }
        window.tokens.push(CLOSING);
        let taken = window.judged.len();
        (window, taken)
    }

    /// What stands before a sentence, from it backward: whole sentences while there is room, then the end of one more, with its marks.
    fn before(&self, first: usize) -> Vec<Vec<u16>> {
        let mut before: Vec<Vec<u16>> = Vec::new();
        let mut room = BEFORE;
        for n in (0..first).rev() {
            if room < LEAST {
                break;
            }
            let mut sentence = self.tokens(n);
            let marks = self.count_of_marks(n);
            if sentence.len() > room {
                let cut = sentence.len() - room;
                sentence.drain(marks..marks + cut);
            }
            room -= sentence.len();
            before.push(sentence);
        }
        before
    }

    fn count_of_marks(&self, n: usize) -> usize {
        usize::from(self.all[n].sentence == 0) + usize::from(self.cover_mark(n).is_some())
    }

    /// The tokens of a sentence: its marks, and its words.
    fn tokens(&self, n: usize) -> Vec<u16> {
        let Placed { block, sentence, .. } = self.all[n];
        let region = self.marks[block].filter(|_| sentence == 0);
        let mut tokens: Vec<u16> = region.into_iter().chain(self.cover_mark(n)).collect();
        let s = &self.reading.facts[block].sentences[sentence];
        let words = pieces(&self.reading.blocks[block].text()[s.start as usize..s.end as usize]);
        if words.is_empty() {
            tokens.push(UNKNOWN);
        }
        tokens.extend(words.into_iter().take(SENTENCE));
        tokens
    }

    /// The mark for who covers a sentence of body or title.
    fn cover_mark(&self, n: usize) -> Option<u16> {
        let Placed { block, sentence, .. } = self.all[n];
        let covers = &self.reading.covers[block];
        Some(match covers.get(sentence)? {
            Cover::Source(a) => match self.reading.attributions[*a as usize].kind {
                SourceKind::Described | SourceKind::Group | SourceKind::Vague | SourceKind::None => mark::UNNAMED,
                SourceKind::Person | SourceKind::Name | SourceKind::Document | SourceKind::Pronoun => mark::NAMED,
            },
            Cover::Annotated => mark::NAMED,
            Cover::Quotation => mark::QUOTATION,
            Cover::Citation => mark::CITATION,
            Cover::Carried => mark::CARRIED,
            Cover::Public => mark::PRICES,
            Cover::Act(_) => mark::UNSETTLED,
            Cover::Nobody if self.reading.facts[block].assertion(sentence).prices => mark::PRICES,
            Cover::Nobody if self.somebody_says(block, sentence) => mark::UNSETTLED,
            Cover::Nobody if covers[..sentence].iter().any(|c| !c.is_bare()) => mark::NOBODY_BEHIND_SOURCE,
            Cover::Nobody if self.after_source[block] => mark::NOBODY_NEAR_SOURCE,
            Cover::Nobody => mark::NOBODY,
        })
    }

    fn somebody_says(&self, block: usize, sentence: usize) -> bool {
        let s = &self.reading.facts[block].sentences[sentence];
        !self.reading.attributions_near(Place { block, start: s.start, end: s.end }).is_empty()
    }
}

/// The mark of a block; none for what stands in no window.
fn mark_of(region: Region, opening: bool) -> Option<u16> {
    match region {
        Region::Headline => Some(mark::HEADLINE),
        Region::Standfirst => Some(mark::STANDFIRST),
        Region::Caption => Some(mark::CAPTION),
        Region::Subheading => Some(mark::SUBHEADING),
        Region::Body if opening => Some(mark::BODY_OPENING),
        Region::Body => Some(mark::BODY),
        Region::QuoteBlock => Some(mark::QUOTE_BLOCK),
        Region::List => Some(mark::LIST),
        Region::FrontMatter | Region::Byline | Region::Dateline | Region::Credit | Region::Boilerplate => None,
    }
}

/// A number made of the letters of a text (FNV-1a), the same on every machine.
fn key(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |key, b| (key ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    fn reading(text: &str) -> Reading {
        read(&Draft::new(text, Format::Text), &Context::default(), &|| false).unwrap()
    }

    fn asked(reading: &Reading) -> Vec<Window> {
        windows(reading, |block, sentence| wants_judging(reading, block, sentence))
    }

    /// What is judged of a draft: the marks that stand before each sentence, and the sentence.
    fn judged(text: &str) -> Vec<(Vec<u16>, String)> {
        let reading = reading(text);
        let marks = |w: &Window, j: &Judged| w.tokens[j.start.into()..j.end.into()].iter().copied().take_while(|t| *t < 99).collect();
        let words = |j: &Judged| {
            let s = &reading.facts[j.block].sentences[j.sentence];
            reading.text(Place { block: j.block, start: s.start, end: s.end }).to_owned()
        };
        asked(&reading).iter().flat_map(|w| w.judged.iter().map(|j| (marks(w, j), words(j))).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn a_sentence_comes_with_who_covers_it_and_where_it_stands() {
        use mark::{BODY, BODY_OPENING, CARRIED, HEADLINE, LIST, NAMED, NOBODY, NOBODY_BEHIND_SOURCE, NOBODY_NEAR_SOURCE, UNSETTLED};
        /// Marks, and the sentence behind them.
        type Row = (&'static [u16], &'static str);
        let rows: &[(&str, &[Row])] = &[
            ("Harbour closes\n\nThe port shut on Monday.", &[(&[BODY_OPENING, NOBODY], "The port shut on Monday.")]),
            (
                "Harbour closes\n\nThe port shut on Monday, Mayor Ana Sousa said. Every boat is a danger.\n\nThe town is angry.\n\nShops are empty.",
                &[
                    (&[NOBODY_BEHIND_SOURCE], "Every boat is a danger."),
                    (&[BODY_OPENING, NOBODY_NEAR_SOURCE], "The town is angry."),
                    (&[BODY, NOBODY], "Shops are empty."),
                ],
            ),
            (
                "Harbour closes\n\nThe port shut, Mayor Ana Sousa said. It would not open again.",
                &[(&[CARRIED], "It would not open again.")],
            ),
            (
                "Harbour closes\n\nMayor Ana Sousa feared that the port would fail.",
                &[(&[BODY_OPENING, UNSETTLED], "Mayor Ana Sousa feared that the port would fail.")],
            ),
            // What is taken for the title and ends like a sentence is asked about; other titles are not, nor is a dateline.
            (
                "The port of Vila Nova has been shut for good.\n\nMayor Ana Sousa said on Monday that it would not open again.",
                &[(&[HEADLINE, NOBODY], "The port of Vila Nova has been shut for good.")],
            ),
            ("Harbour closes\n\nLISBON, May 4 — The port shut.", &[(&[NOBODY], "The port shut.")]),
            (
                "Harbour closes\n\nThe port shut on Monday.\n\n- The quay will fail.",
                &[(&[BODY_OPENING, NOBODY], "The port shut on Monday."), (&[LIST, NOBODY], "- The quay will fail.")],
            ),
            ("Harbour closes\n\n“The port is shut,” Mayor Ana Sousa said.", &[]),
            // A source whose word does other things than report.
            (
                "Harbour closes\n\nThe Port Authority has committed 40 boats.",
                &[(&[BODY_OPENING, NAMED], "The Port Authority has committed 40 boats.")],
            ),
            ("Harbour closes\n\nThe Port Authority has claimed that 40 boats sank.", &[]),
        ];
        for (text, expected) in rows {
            let expected: Vec<(Vec<u16>, String)> = expected.iter().map(|(m, s)| (m.to_vec(), (*s).to_owned())).collect();
            assert_eq!(judged(text), expected, "{text}");
        }
    }

    #[test]
    fn the_first_words_stand_at_the_head_of_windows_that_are_not_near_them() {
        let lede = format!("The port {}.", "shut ".repeat(30).trim());
        let rest = (10..60).map(|n| format!("\n\nThe gate number {n} jams.")).collect::<Vec<_>>().concat();
        let windows = asked(&reading(&format!("Harbour closes\n\n{lede}{rest}")));
        let expected: Vec<u16> = [OPENING, mark::LEDE].into_iter().chain(pieces(&lede).into_iter().take(LEDE)).collect();
        let (near, far): (Vec<&Window>, Vec<&Window>) = windows.iter().partition(|w| w.tokens[1] != mark::LEDE);
        assert!(far.iter().all(|w| w.tokens.starts_with(&expected) && w.tokens.len() > expected.len() + 1));
        assert!(near.len() < 8 && far.len() > 5, "{} near, {} far", near.len(), far.len());
        assert!(near.iter().any(|w| w.tokens.contains(&mark::BODY_OPENING)));
    }

    #[test]
    fn a_sentence_comes_with_how_many_around_it_are_open_too() {
        let said = "Mayor Ana Sousa said that the port would open.";
        for (text, expected) in [
            ("The port shut.".to_owned(), vec![0]),
            ("The port shut. The gate jams.\n\nShops are empty.".to_owned(), vec![2, 2, 2]),
            (format!("The port shut.\n\n{said}\n\nShops are empty."), vec![1, 1]),
            ("The gate jams.\n\n".repeat(10), vec![4, 5, 6, 7, 8, 8, 7, 6, 5, 4]),
            (format!("The port shut.\n\n{}Shops are empty.", format!("{said}\n\n").repeat(4)), vec![0, 0]),
        ] {
            let windows = asked(&reading(&format!("Harbour closes\n\n{text}")));
            let around: Vec<u8> = windows.iter().flat_map(|w| &w.judged).map(|j| j.around).collect();
            assert_eq!(around, expected, "{text}");
        }
    }

    /// A sentence of the draft of a property test.
    fn sentence() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec!["harbour", "town", "boat", "quay", "rain", "stone", "wind", "gull", "rope", "tide"]);
        prop::collection::vec(word, 3..14).prop_map(|words| format!("The {} fell.", words.join(" ")))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// An edit far away, but in the story's first words, changes nothing that a sentence is judged by, in paragraphs of whatever
        /// length.
        #[test]
        fn what_is_far_away_does_not_matter(
            head in prop::collection::vec((sentence(), any::<bool>()), 4..30),
            other in prop::collection::vec((sentence(), any::<bool>()), 4..30),
            rest in prop::collection::vec((sentence(), any::<bool>()), 40..80),
        ) {
            /// From how many sentences on it is far.
            const FAR: usize = 25;
            let text = |sentences: &[(String, bool)]| -> String {
                sentences.iter().flat_map(|(s, ends)| [s.as_str(), if *ends { "\n\n" } else { " " }]).collect()
            };
            let around = |w: &Window| w.judged.iter().map(|j| j.around).collect::<Vec<_>>();
            let far = |head: &[(String, bool)]| {
                let windows = asked(&reading(&format!("Harbour closes\n\nThe port shut.\n\n{}\n\n{}", text(head), text(&rest))));
                let mut left = rest.len() - FAR;
                let fits = |w: &&Window| {
                    let fits = w.judged.len() <= left;
                    left -= w.judged.len().min(left);
                    fits
                };
                windows.iter().rev().take_while(fits).map(|w| (w.tokens.clone(), around(w))).collect::<Vec<_>>()
            };
            let windows = far(&head);
            prop_assert!(!windows.is_empty());
            prop_assert_eq!(windows, far(&other));
        }

        /// Each sentence that is wanted is judged once, in order, within bounds, whatever the draft.
        #[test]
        fn every_wanted_sentence_is_judged_once(
            text in "(\\PC{0,40}[.!?\n ]{0,3}){0,30}",
            long in prop::option::of(300_usize..3000),
        ) {
            let reading = reading(&(text + &long.map_or(String::new(), |n| format!("\n\n{}", "tide-mark ".repeat(n)))));
            let all = windows(&reading, |block, sentence| tells(&reading, block, sentence));
            let found: Vec<(usize, usize)> = all.iter().flat_map(|w| &w.judged).map(|j| (j.block, j.sentence)).collect();
            let sentences = (0..reading.blocks.len()).flat_map(|b| (0..reading.facts[b].sentences.len()).map(move |s| (b, s)));
            prop_assert_eq!(found, sentences.filter(|(b, s)| tells(&reading, *b, *s)).collect::<Vec<_>>());
            for w in &all {
                prop_assert!(w.tokens.len() < MOST && w.tokens[0] == OPENING && w.tokens[w.tokens.len() - 1] == CLOSING);
                let mut last = 1;
                for j in &w.judged {
                    prop_assert!(last <= j.start && j.start < j.end && usize::from(j.end) < w.tokens.len());
                    last = j.end;
                }
            }
        }
    }
}
