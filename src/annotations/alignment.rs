//! Where the words of an older text have gone in a newer one, and how sure that is.
//!
//! The old text is read as if it had been written from the new one, word by word, by a hidden Markov model as aligners of
//! translations use it (Vogel, Ney and Tillmann 1996): each old word has been kept where the last one left off, a few words
//! further on, or, where sentences were moved, anywhere; or it is gone. Each of these is worth so many bits. How sure a place
//! is, is how much the best reading of the whole with it is better than the best without it (max-marginals); read from the
//! new text to the old one as well, as Och and Ney (2003) do, so that no two old words are found in one new.

use std::cell::RefCell;
use std::ops::Range;

use super::sketch::{CUT, Code, PARAGRAPH, SENTENCE};

/// How often a word stays as it is when a draft is edited.
const STAYS: f64 = 0.9;
/// What it costs, in bits, that a word has become another.
const CHANGED: f64 = 4.0;
/// What a gap costs, where words are gone or others were put in, that begins amid a sentence or between two; and what it costs
/// that it ends so.
const OPEN: [f64; 2] = [2.0, 1.0];
const CLOSE: [[f64; 2]; 2] = [[1.5, 1.5], [4.0, 0.5]];
/// What each word, and each edge of a sentence, in either kind of gap costs.
const WORD: [f64; 2] = [1.0, 0.5];
const EDGE: [f64; 2] = [5.0, 1.0];
/// How many words may have been put in before the next: more are told as words that were moved.
const PUT_IN: usize = 8;
/// What it costs to go on elsewhere, besides saying where: from the edge of a sentence to one, and within sentences.
const MOVED: f64 = 2.0;
const TORN: f64 = 5.0;
/// Readings that are so many bits worse than the best are not followed, nor more than so many at once.
const BEAM: f64 = 40.0;
const READINGS: usize = 96;
/// Words that stand more often than this are not gone to by themselves, but with those that follow them, so many at most.
const COPIES: usize = 64;
const FOLLOWING: usize = 4;

/// How much better the best reading must be that finds words at a place than the best that does not; and where fewer words next
/// to them than [`STILL_NEAR`] of the [`NEAR`] on either side are there still: in a sentence written anew some stand by chance.
const SURE: f64 = 2.0;
const SURE_AMONG_OTHERS: f64 = 12.0;
const NEAR: usize = 3;
const STILL_NEAR: usize = 2;
/// How many places are asked whether they are taken.
const RIVALS: usize = 8;

fn is_edge(code: Code) -> bool {
    code == SENTENCE || code == PARAGRAPH
}

/// Words that are gone or were put in, by where they begin.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    /// Amid a sentence.
    Amid,
    /// Between two sentences.
    Between,
}

impl Gap {
    /// The gap that begins behind a word or an edge.
    fn behind(code: Code) -> Self {
        if is_edge(code) { Self::Between } else { Self::Amid }
    }

    fn open(self) -> f64 {
        OPEN[self as usize]
    }

    /// What a word or an edge in it costs.
    fn holds(self, code: Code) -> f64 {
        if is_edge(code) { EDGE[self as usize] } else { WORD[self as usize] }
    }

    fn close(self, between: bool) -> f64 {
        CLOSE[self as usize][usize::from(between)]
    }
}

fn bits(n: usize) -> f64 {
    f64::from(u32::try_from(n.max(1)).unwrap_or(u32::MAX)).log2()
}

/// How an old word was read.
#[derive(Clone, Copy, PartialEq)]
enum Became {
    Found,
    Changed,
    Gone(Gap),
}

/// What a reading may be amid, in the order in which it is counted.
const AMID: [Option<Gap>; 3] = [None, Some(Gap::Amid), Some(Gap::Between)];

impl Became {
    fn number(self) -> usize {
        match self {
            Self::Found => 0,
            Self::Changed => 1,
            Self::Gone(gap) => 2 + gap as usize,
        }
    }

    /// What the next word is read amid, as a number.
    fn leads_amid(self) -> usize {
        self.number().saturating_sub(1)
    }
}

/// The ways to have read the words up to one that end at a place of the new text.
#[derive(Clone, Copy)]
struct Step {
    /// The last place that was read.
    at: usize,
    /// What the best way to here is worth, by how the last word was read.
    worth: [f64; 4],
    /// What the best way on from here is worth, by what it begins amid.
    onward: [f64; 3],
}

impl Step {
    fn best(&self) -> f64 {
        self.worth.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// What the best way to here is worth, by what it leads amid.
    fn so_far(&self) -> [f64; 3] {
        let [found, changed, amid, between] = self.worth;
        [found.max(changed), amid, between]
    }
}

/// Ways by their places, while they are being found.
struct Frontier {
    ways: Vec<[f64; 4]>,
    places: Vec<usize>,
}

const NO_WAY: [f64; 4] = [f64::NEG_INFINITY; 4];
const NO_WAY_ON: [f64; 3] = [f64::NEG_INFINITY; 3];

impl Frontier {
    fn of(length: usize) -> Self {
        Self { ways: vec![NO_WAY; length], places: Vec::new() }
    }

    /// A way to a place, by which a word is read so.
    fn reach(&mut self, at: usize, read: Became, worth: f64) {
        let way = &mut self.ways[at];
        if *way == NO_WAY {
            self.places.push(at);
        }
        let way = &mut way[read.number()];
        *way = way.max(worth);
    }

    /// The ways worth following.
    fn take(&mut self) -> Vec<Step> {
        let ways = &mut self.ways;
        let step = |at| Step { at, worth: std::mem::replace(&mut ways[at], NO_WAY), onward: NO_WAY_ON };
        let mut steps: Vec<Step> = self.places.drain(..).map(step).collect();
        let best = steps.iter().map(Step::best).fold(f64::NEG_INFINITY, f64::max);
        steps.retain(|s| s.best() >= best - BEAM);
        if steps.len() > READINGS {
            steps.select_nth_unstable_by(READINGS, |a, b| b.best().total_cmp(&a.best()));
            steps.truncate(READINGS);
        }
        steps.sort_unstable_by_key(|s| s.at);
        steps
    }
}

/// A text's words and where they stand. The first number stands for the text's start.
pub(super) struct Concordance<'a> {
    codes: &'a [Code],
    /// The first [`FOLLOWING`] words from every place on, as one number, with the place; in order.
    runs: Vec<(u64, usize)>,
    /// What is used again from one old word to the next, and from one alignment to the next.
    scratch: RefCell<Scratch>,
}

struct Scratch {
    front: Frontier,
    onward: Vec<[f64; 3]>,
}

impl<'a> Concordance<'a> {
    pub(super) fn of(codes: &'a [Code]) -> Self {
        let mut runs: Vec<_> = (0..codes.len()).map(|at| (run(&codes[at..]), at)).collect();
        runs.sort_unstable();
        let scratch = Scratch { front: Frontier::of(codes.len()), onward: vec![NO_WAY_ON; codes.len()] };
        Self { codes, runs, scratch: RefCell::new(scratch) }
    }

    /// Where the words that others begin with stand: as few of them as stand in few places.
    fn places(&self, words: &[Code]) -> impl Iterator<Item = usize> {
        let whole = run(words);
        let mut runs = self.runs.as_slice();
        let lengths = 1..=words.len().min(FOLLOWING);
        let mut narrowed = lengths.map(|n| {
            runs = beginning_with(runs, whole, n);
            runs
        });
        narrowed.find(|runs| runs.len() <= COPIES).unwrap_or_default().iter().map(|(_, at)| *at)
    }

    fn count(&self, code: Code) -> usize {
        beginning_with(&self.runs, run(&[code]), 1).len()
    }
}

/// The first words of some, as one number; those that are not there are found nowhere.
fn run(words: &[Code]) -> u64 {
    (0..FOLLOWING).fold(0, |run, n| run << Code::BITS | u64::from(words.get(n).copied().unwrap_or(CUT)))
}

/// The runs, of some in order, that have their first words in common with one.
fn beginning_with(runs: &[(u64, usize)], run: u64, words: usize) -> &[(u64, usize)] {
    let first = |run: u64| run >> (Code::BITS as usize * (FOLLOWING - words));
    let from = runs.partition_point(|(other, _)| first(*other) < first(run));
    let behind = &runs[from..];
    &behind[..behind.partition_point(|(other, _)| first(*other) == first(run))]
}

/// One text read from another.
pub(super) struct Alignment<'a> {
    old: &'a [Code],
    new: &'a Concordance<'a>,
    /// What each old word is worth where it is found.
    worth: Vec<f64>,
    /// What it costs to go on elsewhere: from the edge of a sentence to that of another, or from anywhere to anywhere.
    moved: f64,
    torn: f64,
    /// The ways to each old word, in order of their places.
    steps: Vec<Vec<Step>>,
}

impl<'a> Alignment<'a> {
    /// Reads the old text from the new one.
    pub(super) fn new(old: &'a Concordance, new: &'a Concordance) -> Self {
        let all = bits(old.codes.len() + new.codes.len() + 1);
        // How rare a word is, is told by both texts: most of either may be gone from the other.
        let worth = |code: &Code| STAYS.log2() + all - bits(old.count(*code) + new.count(*code) + 1);
        let worth = old.codes.iter().map(worth).collect();
        let moved = bits(new.count(SENTENCE) + new.count(PARAGRAPH)) + MOVED;
        let torn = bits(new.codes.len()) + TORN;
        let mut alignment = Self { old: old.codes, new, worth, moved, torn, steps: Vec::with_capacity(old.codes.len()) };
        let Scratch { front, onward } = &mut *new.scratch.borrow_mut();
        alignment.read(front);
        alignment.read_back(onward);
        alignment
    }

    /// The places that an old word may have been moved to.
    fn elsewhere(&self, old: usize) -> impl Iterator<Item = usize> {
        self.new.places(&self.old[old..])
    }

    /// What it is worth to go on with an old word at a place that is not the next.
    fn jump(&self, old: usize, at: usize) -> f64 {
        let from_edge = |text: &[Code], n: usize| n == 0 || is_edge(text[n - 1]);
        let between = from_edge(self.old, old) && from_edge(self.new.codes, at);
        self.worth[old] - if between { self.moved } else { self.torn }
    }

    /// How an old word can be read behind a place, amid a gap or not: the place that this leads to, how the word is read, and what
    /// that is worth. Going on elsewhere is not among these.
    fn ways_on(&self, old: usize, from: usize, amid: Option<Gap>, mut tell: impl FnMut(usize, Became, f64)) {
        let code = self.old[old];
        let opened = |behind: Code| amid.map_or_else(|| (Gap::behind(behind), Gap::behind(behind).open()), |gap| (gap, 0.0));
        let (gap, cost) = opened(self.old[old - 1]);
        tell(from, Became::Gone(gap), -cost - gap.holds(code));
        let next = from + 1;
        let end = amid.map_or(0.0, |gap| gap.close(is_edge(self.old[old - 1])));
        let new = self.new.codes;
        if new.get(next).is_some_and(|c| !is_edge(*c) && !is_edge(code)) {
            tell(next, Became::Changed, -CHANGED - end);
        }
        let worth = self.worth[old];
        if new.get(next) == Some(&code) {
            tell(next, Became::Found, worth - end);
        }
        let near = next + 1..new.len().min(next + PUT_IN);
        if !new.get(near.clone()).is_some_and(|near| near.contains(&code)) {
            return;
        }
        let (gap, mut cost) = opened(new[from]);
        for at in near {
            cost += gap.holds(new[at - 1]);
            if new[at] == code {
                let between = is_edge(new[at - 1]) && (amid.is_none() || is_edge(self.old[old - 1]));
                tell(at, Became::Found, worth - cost - gap.close(between));
            }
        }
    }

    /// One more old word read, unless it is found where it may not be.
    fn step(&self, old: usize, ways: &[Step], front: &mut Frontier, banned: impl Fn(usize) -> bool) -> Vec<Step> {
        let mut best = f64::NEG_INFINITY;
        for way in ways {
            best = best.max(way.best());
            for (so_far, amid) in way.so_far().into_iter().zip(AMID).filter(|(so_far, _)| *so_far > f64::NEG_INFINITY) {
                self.ways_on(old, way.at, amid, |at, read, worth| {
                    if read != Became::Found || !banned(at) {
                        front.reach(at, read, so_far + worth);
                    }
                });
            }
        }
        for at in self.elsewhere(old).filter(|at| !banned(*at)) {
            front.reach(at, Became::Found, best + self.jump(old, at));
        }
        front.take()
    }

    fn read(&mut self, front: &mut Frontier) {
        // What comes first in the old text stands for its start, and leads to that of the new.
        front.reach(0, Became::Changed, 0.0);
        self.steps.push(front.take());
        for old in 1..self.old.len() {
            let steps = self.step(old, &self.steps[old - 1], front, |_| false);
            self.steps.push(steps);
        }
    }

    fn read_back(&mut self, onward: &mut [[f64; 3]]) {
        let Some(mut last) = self.steps.pop() else { return };
        for step in &mut last {
            step.onward = [0.0; 3];
        }
        let mut done = vec![last];
        while let Some(mut ways) = self.steps.pop() {
            let old = self.steps.len() + 1;
            let next = &done[done.len() - 1];
            for step in next {
                onward[step.at] = step.onward;
            }
            let moved = self.elsewhere(old).map(|at| self.jump(old, at) + onward[at][0]).fold(f64::NEG_INFINITY, f64::max);
            for way in &mut ways {
                for (best, amid) in way.onward.iter_mut().zip(AMID) {
                    *best = moved;
                    self.ways_on(old, way.at, amid, |at, read, worth| *best = best.max(worth + onward[at][read.leads_amid()]));
                }
            }
            for step in next {
                onward[step.at] = NO_WAY_ON;
            }
            done.push(ways);
        }
        done.reverse();
        self.steps = done;
    }

    fn at(&self, old: usize, place: usize) -> Option<&Step> {
        let steps = self.steps.get(old)?;
        steps.binary_search_by_key(&place, |s| s.at).ok().map(|n| &steps[n])
    }

    /// What the best reading is worth that finds words of the old text, and not the start alone, at a place of the new one.
    fn with(&self, words: &Range<usize>, place: usize) -> Option<f64> {
        let (first, last) = (self.at(words.start, place)?, self.at(words.end - 1, place + words.len() - 1)?);
        let inner: f64 = self.worth[words.start + 1..words.end].iter().sum();
        Some(first.worth[Became::Found.number()] + inner + last.onward[0])
    }

    /// What the best reading is worth that finds none of them at these places.
    fn without(&self, words: &Range<usize>, places: &[usize]) -> f64 {
        let front = &mut self.new.scratch.borrow_mut().front;
        let mut ways = self.steps[words.start - 1].clone();
        for (n, old) in words.clone().enumerate() {
            ways = self.step(old, &ways, front, |at| places.iter().any(|place| place + n == at));
        }
        let onward = |s: &Step| {
            let all = s.so_far().into_iter().zip(self.at(words.end - 1, s.at)?.onward);
            Some(all.map(|(so_far, onward)| so_far + onward).fold(f64::NEG_INFINITY, f64::max))
        };
        ways.iter().filter_map(onward).fold(f64::NEG_INFINITY, f64::max)
    }

    /// How many of the words next to a range of the old text are next to a place of the new one.
    fn neighbours(&self, words: &Range<usize>, place: usize) -> usize {
        let around = |text: &'a [Code], at: &Range<usize>| {
            let behind = &text[at.end..text.len().min(at.end + NEAR)];
            [&text[at.start.saturating_sub(NEAR)..at.start], behind]
        };
        let (old, new) = (around(self.old, words), around(self.new.codes, &(place..place + words.len())));
        old.iter().zip(new).map(|(old, new)| old.iter().filter(|code| new.contains(code)).count()).sum()
    }

    /// Whether words of the old text, and not the start alone, surely are those at a place of the new one, as they are not those
    /// at the places that are taken.
    fn is_sure(&self, words: &Range<usize>, place: usize, taken: &[usize]) -> bool {
        let Some(with) = self.with(words, place).filter(|_| !words.is_empty()) else { return false };
        let wanted = if self.neighbours(words, place) < STILL_NEAR { SURE_AMONG_OTHERS } else { SURE };
        with >= self.without(words, &[&[place], taken].concat()) + wanted
    }

    /// Where words of the old text stand in the new one, all in a row, and what the best reading is worth that finds them there;
    /// the best first.
    fn places(&self, words: &Range<usize>) -> Vec<(f64, usize)> {
        let Some(old) = self.old.get(words.clone()).filter(|old| !old.is_empty()) else { return Vec::new() };
        let all = self.steps[words.start].iter().map(|s| s.at).filter(|at| self.new.codes.get(*at..at + old.len()) == Some(old));
        let mut places: Vec<(f64, usize)> = all.filter_map(|at| Some((self.with(words, at)?, at))).collect();
        places.sort_by(|a, b| b.0.total_cmp(&a.0));
        places
    }

    /// Where words of the old text surely stand in the new one, all in a row, but at places that are taken.
    pub(super) fn sure(&self, words: &Range<usize>, taken: &[usize]) -> Option<usize> {
        let (_, place) = self.places(words).into_iter().find(|(_, place)| !taken.contains(place))?;
        self.is_sure(words, place, taken).then_some(place)
    }
}

/// Two texts, each read from the other.
pub(super) struct Comparison<'a> {
    there: Alignment<'a>,
    back: Alignment<'a>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Concordance, new: &'a Concordance) -> Self {
        Self { there: Alignment::new(old, new), back: Alignment::new(new, old) }
    }

    /// Where words of the old text surely stand in the new one, all in a row.
    pub(super) fn sure(&self, words: &Range<usize>) -> Option<usize> {
        self.sure_but(words, |_, _, _| Vec::new()).or_else(|| self.sure_but(words, taken))
    }

    fn sure_but(&self, words: &Range<usize>, taken: impl Fn(&Alignment, &Alignment, &Range<usize>) -> Vec<usize>) -> Option<usize> {
        let Self { there, back } = self;
        let place = there.sure(words, &taken(there, back, words))?;
        let found = place..place + words.len();
        back.is_sure(&found, words.start, &taken(back, there, &found)).then_some(place)
    }
}

/// The likeliest places of some words that surely are others': one text read from the other may find two passages in one, as
/// neither reading knows that the place is taken (Melamed 2000 links words one to one for the same reason).
fn taken(this: &Alignment, other: &Alignment, words: &Range<usize>) -> Vec<usize> {
    let is_taken = |place: &usize| {
        let owner = other.sure(&(*place..place + words.len()), &[]);
        owner.is_some_and(|o| o.abs_diff(words.start) >= words.len() && this.is_sure(&(o..o + words.len()), *place, &[]))
    };
    this.places(words).into_iter().map(|(_, place)| place).take(RIVALS).filter(is_taken).collect()
}
