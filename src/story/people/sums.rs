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
use crate::paragraph::names::{Beside, NameMention};
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
    /// How many names of a single word have it, and how many of several words do; hardly a name is not counted.
    alone: Counts<u32>,
    together: Counts<u32>,
}

impl Sums {
    /// Those of an article.
    pub(in crate::story) fn of(parts: &[Part]) -> Self {
        Self {
            things: Counts::of(things(parts)),
            signs: Signs::of(parts),
            small: Counts::of(small(parts)),
            alone: Counts::of(alone(parts)),
            together: Counts::of(together(parts)),
        }
    }

    /// Follows an edit. Gives whether no name is another for what stands in small letters now, or is a thing's.
    pub(super) fn follow(&mut self, edit: &ArticleEdit) -> bool {
        let (before, now) = (edit.before, edit.now);
        self.signs = self.signs.after(before, now);
        let things = self.things.follow(things(before), things(now));
        let small = self.small.follow(small(before), small(now));
        let same = things.is_empty() && !small.iter().any(|word| self.alone.has(word) || self.together.has(word));
        self.alone.follow(alone(before), alone(now));
        self.together.follow(together(before), together(now));
        same
    }

    /// Whether a word, of which the hash is given, stands in small letters too.
    pub(super) fn lower(&self, word: u64) -> bool {
        self.small.has(&half(word))
    }

    /// Whether every word of a name stands in the article in small letters too, as "Health Care" does.
    pub(super) fn is_common(&self, part: &Part, name: &NameMention) -> bool {
        // What the name is found by is at hand, and tells it of most.
        (self.lower(name.keys.surname) || !name.beside.has(Beside::PLAIN))
            && name.tokens.iter().all(|i| self.small.has(&word_hash(part.facts.words.low(i))))
    }
}

fn things<'a>(parts: &'a [Part]) -> impl Iterator<Item = Thing> + 'a {
    parts.iter().flat_map(|p| p.facts.things.iter().copied())
}

fn small<'a>(parts: &'a [Part]) -> impl Iterator<Item = u32> + 'a {
    parts.iter().flat_map(|p| p.facts.words.small())
}

/// The words of names of a single one; where folding changes it, as folded, too.
fn alone<'a>(parts: &'a [Part]) -> impl Iterator<Item = u32> + 'a {
    names(parts).filter(|(_, n)| n.score >= LEAST && n.tokens.len() == 1).flat_map(|(part, name)| {
        let low = part.facts.words.low(name.tokens.start);
        let folded = (low.ends_with('.') || !low.is_ascii()).then(|| word_hash(&fold(low)));
        [word_hash(low)].into_iter().chain(folded)
    })
}

fn together<'a>(parts: &'a [Part]) -> impl Iterator<Item = u32> + 'a {
    let likely = names(parts).filter(|(_, n)| n.score >= LEAST && n.tokens.len() > 1);
    likely.flat_map(|(part, name)| name.tokens.iter().map(|i| word_hash(part.facts.words.low(i))))
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
        for (before, now, other) in [
            (&[1][..], &[1][..], &[][..]),
            (&[1], &[], &[]),
            (&[1], &[3], &[1, 3]),
            (&[2, 3], &[1, 1], &[1, 2, 3]),
        ] {
            let mut told = counts.follow(before.iter().copied(), now.iter().copied());
            told.sort_unstable();
            assert_eq!(told, other, "{before:?} to {now:?}");
        }
        assert_eq!([1, 2, 3].map(|n| counts.has(&n)), [true, false, false]);
    }
}
