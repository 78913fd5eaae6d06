//! What is summed over all paragraphs of an article; it follows an edit by what the edit takes away and puts in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hash};
use std::sync::Arc;

use super::address::Signs;
use super::{LEAST, names};
use crate::language::lexicon::{Hashed, half, word_hash};
use crate::paragraph::names::naming::fold;
use crate::paragraph::names::things::Thing;
use crate::paragraph::names::{NameMention, NameTraits};
use crate::story::edit::ArticleEdit;
use crate::story::part::Part;

/// What the joining of names asks of the whole article.
#[derive(Clone, Debug)]
pub(in crate::story) struct Sums {
    /// Words that the article uses as names of things.
    pub(super) things: Counts<Thing>,
    /// How much of it looks like an interview.
    pub(super) signs: Signs,
    /// How often each word stands in small letters.
    small: Counts<u32>,
    /// The words of names; of what is hardly one none.
    named: Sieve,
}

impl Sums {
    /// Those of an article.
    pub(in crate::story) fn of(parts: &[Part]) -> Self {
        Self {
            things: Counts::of(things(parts)),
            signs: Signs::of(parts),
            small: Counts::of(small(parts)),
            named: Sieve::of(|| named(parts)),
        }
    }

    /// Follows an edit. Gives whether no name is another for what stands in small letters now, or is a thing's.
    pub(super) fn follow(&mut self, edit: &ArticleEdit) -> bool {
        let (before, now) = (edit.before, edit.now);
        self.signs = self.signs.after(before, now);
        let things = self.things.follow(things(before), things(now));
        let small = self.small.follow(small(before), small(now));
        let same = things.is_empty() && !small.iter().any(|word| self.named.may_have(*word));
        named(now).for_each(|word| self.named.put(word));
        same
    }

    /// Whether a word, of which the hash is given, stands in small letters too.
    pub(super) fn lower(&self, word: u64) -> bool {
        self.small.has(&half(word))
    }

    /// Whether every word of a name stands in the article in small letters too, as "Health Care" does.
    pub(super) fn is_common(&self, part: &Part, name: &NameMention) -> bool {
        // What the name is found by is at hand, and tells it of most.
        (self.lower(name.keys.surname) || !name.traits.has(NameTraits::PLAIN))
            && name.tokens.iter().all(|i| self.small.has(&word_hash(part.facts.words.low(i))))
    }
}

fn things<'a>(parts: &'a [Part]) -> impl Iterator<Item = Thing> + 'a {
    parts.iter().flat_map(|p| p.facts.things.iter().copied())
}

fn small<'a>(parts: &'a [Part]) -> impl Iterator<Item = u32> + 'a {
    parts.iter().flat_map(|p| p.facts.words.small())
}

/// The words of names; where folding changes that of a single one, as folded, too.
fn named<'a>(parts: &'a [Part]) -> impl Iterator<Item = u32> + 'a {
    names(parts).filter(|(_, n)| n.score >= LEAST).flat_map(|(part, name)| {
        let words = &part.facts.words;
        let alone = Some(words.low(name.tokens.start)).filter(|low| name.tokens.len() == 1 && (low.ends_with('.') || !low.is_ascii()));
        name.tokens.iter().map(|i| word_hash(words.low(i))).chain(alone.map(|low| word_hash(&fold(low))))
    })
}

/// Many words, of which it can be told that one is not among them, and nearly always that it is: a filter as Bloom describes it
/// (Communications of the ACM 13, 1970), with two bits for a word among eight or more. What is taken away stays.
#[derive(Clone, Debug)]
struct Sieve(Arc<Vec<u64>>);

impl Sieve {
    fn of<I: Iterator<Item = u32>>(words: impl Fn() -> I) -> Self {
        const LEAST: usize = 32;
        let mut sieve = Self(Arc::new(vec![0; (words().count() / 8).next_power_of_two().max(LEAST)]));
        words().for_each(|word| sieve.put(word));
        sieve
    }

    /// Where a word's two bits are.
    fn bits(&self, word: u32) -> [(usize, u64); 2] {
        let bit = |hash: u32| (hash as usize / 64 % self.0.len(), 1 << (hash % 64));
        [bit(word), bit(word.wrapping_mul(0x9e37_79b9).rotate_right(16))]
    }

    fn put(&mut self, word: u32) {
        if !self.may_have(word) {
            let bits = self.bits(word);
            let all = Arc::make_mut(&mut self.0);
            bits.into_iter().for_each(|(at, bit)| all[at] |= bit);
        }
    }

    fn may_have(&self, word: u32) -> bool {
        self.bits(word).into_iter().all(|(at, bit)| self.0[at] & bit != 0)
    }
}

/// How often each of many stands in an article.
#[derive(Clone, Debug)]
pub(super) struct Counts<K>(Arc<HashMap<K, u32, BuildHasherDefault<Hashed>>>);

impl<K: Copy + Eq + Hash> Counts<K> {
    fn of(all: impl Iterator<Item = K>) -> Self {
        let mut counts = HashMap::default();
        all.for_each(|one| *counts.entry(one).or_default() += 1);
        Self(Arc::new(counts))
    }

    pub(super) fn has(&self, one: &K) -> bool {
        self.0.contains_key(one)
    }

    /// Takes away and puts in; gives those that are new, or gone.
    fn follow(&mut self, before: impl Iterator<Item = K>, now: impl Iterator<Item = K>) -> Vec<K> {
        let mut more: HashMap<K, i32, BuildHasherDefault<Hashed>> = HashMap::default();
        before.for_each(|one| *more.entry(one).or_default() -= 1);
        now.for_each(|one| *more.entry(one).or_default() += 1);
        more.retain(|_, by| *by != 0);
        let mut other = Vec::new();
        if !more.is_empty() {
            let counts = Arc::make_mut(&mut self.0);
            for (one, by) in more {
                match counts.entry(one) {
                    Entry::Vacant(free) => {
                        free.insert(by.unsigned_abs());
                        other.push(one);
                    }
                    Entry::Occupied(mut held) => {
                        *held.get_mut() = held.get().saturating_add_signed(by);
                        if *held.get() == 0 {
                            held.remove();
                            other.push(one);
                        }
                    }
                }
            }
        }
        other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_follow_an_edit() {
        let mut counts = Counts::of([1u32, 1, 2].into_iter());
        for (before, now, other) in [(&[1][..], &[1][..], &[][..]), (&[1], &[], &[]), (&[1], &[3], &[1, 3]), (&[2, 3], &[1, 1], &[1, 2, 3])]
        {
            let mut told = counts.follow(before.iter().copied(), now.iter().copied());
            told.sort_unstable();
            assert_eq!(told, other, "{before:?} to {now:?}");
        }
        assert_eq!([1, 2, 3].map(|n| counts.has(&n)), [true, false, false]);
    }

    #[test]
    fn a_sieve_has_what_was_put_in_and_little_else() {
        let words = |of: &str| (0..1000).map(|n| word_hash(&format!("{of}{n}"))).collect::<Vec<_>>();
        let (put, others) = (words("put"), words("other"));
        let sieve = Sieve::of(|| put.iter().copied());
        assert!(put.iter().all(|word| sieve.may_have(*word)));
        assert!(others.iter().filter(|word| sieve.may_have(**word)).count() < 100);
    }
}
