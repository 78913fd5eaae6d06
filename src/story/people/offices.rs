//! "The mayor": whoever the article introduces as that.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::{Mention, MentionKind, Person};
use crate::language::Class;
use crate::language::lexicon::{self, word_hash};
use crate::story::part::Part;
use crate::story::place::Place;
use crate::text::position::clamp;

/// Whose each office of the article is, by its words in lower case.
#[derive(Debug, Default)]
pub(super) struct Offices {
    /// Nobody's, where two are introduced as that.
    owners: HashMap<String, Option<usize>>,
    /// The words that offices begin with.
    starts: HashSet<u32>,
}

/// Whose each word of a role is; told when it is asked for.
#[derive(Debug, Default)]
pub(in crate::story) struct Holders(OnceCell<HashMap<u32, Option<usize>>>);

impl Holders {
    /// The one of the people in whose roles a word stands, which is given in lower case.
    pub(in crate::story) fn of(&self, people: &[Person], word: &str) -> Option<usize> {
        self.0.get_or_init(|| holders(people)).get(&word_hash(word)).copied().flatten()
    }
}

fn holders(people: &[Person]) -> HashMap<u32, Option<usize>> {
    let mut holders: HashMap<u32, Option<usize>> = HashMap::new();
    for (id, role) in people.iter().enumerate().flat_map(|(id, p)| p.roles.iter().map(move |r| (id, r))) {
        for word in role.text.split_whitespace() {
            own(&mut holders, word_hash(&word.to_lowercase()), id);
        }
    }
    holders
}

/// What is another's than before, or nobody's: with whose it is and was, as far as they have a number now.
fn owned_otherwise<'a, K: Eq + Hash>(
    before: &'a HashMap<K, Option<usize>>,
    now: &'a HashMap<K, Option<usize>>,
    number: impl Fn(usize) -> Option<usize>,
) -> Vec<(&'a K, [Option<usize>; 2])> {
    let owner = |owners: &HashMap<K, Option<usize>>, what: &K| owners.get(what).copied().flatten();
    let all = now.keys().chain(before.keys().filter(|what| !now.contains_key(what)));
    let owned = all.map(|what| (what, owner(before, what), owner(now, what)));
    let other = owned.filter(|(_, before, now)| before.is_some() != now.is_some() || before.and_then(&number) != *now);
    other.map(|(what, before, now)| (what, [before.and_then(&number), now])).collect()
}

/// The words of roles, by their hashes, that are another's than before, with those whose they are and were.
pub(super) fn told_otherwise(before: &[Person], now: &[Person], number: impl Fn(usize) -> Option<usize>) -> Vec<(u32, usize)> {
    let (before, now) = (holders(before), holders(now));
    let other = owned_otherwise(&before, &now, number);
    other.into_iter().flat_map(|(word, owners)| owners.into_iter().flatten().map(|id| (*word, id))).collect()
}

/// Whether a paragraph calls somebody by one of some offices alone.
pub(super) fn are_asked(part: &Part, offices: &[&str]) -> bool {
    let words = &part.facts.words;
    let called = |from: usize, office: &str| office.split(' ').enumerate().all(|(k, word)| words.is(from + k, word));
    words.anaphors().filter(|i| words.class(*i).has(Class::DEFINITE)).any(|i| offices.iter().any(|office| called(i + 1, office)))
}

/// Something is somebody's; nobody's, where it is another's already.
fn own<K: Eq + Hash>(owners: &mut HashMap<K, Option<usize>>, what: K, id: usize) {
    owners.entry(what).and_modify(|owner| *owner = owner.filter(|other| *other == id)).or_insert(Some(id));
}

impl Offices {
    /// The offices by which people are introduced, but for those that are said to be over.
    pub(super) fn of(people: &[Person]) -> Self {
        let mut owners: HashMap<String, Option<usize>> = HashMap::new();
        for (id, person) in people.iter().enumerate() {
            for role in &person.roles {
                let low = role.text.to_lowercase();
                let words: Vec<&str> = low.split_whitespace().collect();
                let over =
                    words.iter().any(|w| lexicon::classes(w).has(Class::NO_LONGER) || w.starts_with("ex-") || w.starts_with("then-"));
                // "mayor of Porto" is "the mayor", too; "prime minister" is not "the minister".
                let head = words.iter().position(|w| matches!(*w, "of" | "for" | "at")).unwrap_or(words.len());
                let mut keys = vec![words.join(" "), words[..head].join(" ")];
                if let Some(last) = words[..head].last().filter(|w| lexicon::classes(w).has(Class::TITLE | Class::ROLE)) {
                    keys.push((*last).to_owned());
                }
                // "presidential candidate" of "Green presidential candidate"; "former mayor", whole.
                keys.extend((1..head.saturating_sub(1)).map(|from| words[from..head].join(" ")));
                if over {
                    keys = vec![words.join(" ")];
                }
                for key in keys.into_iter().filter(|k| !k.is_empty()) {
                    own(&mut owners, key, id);
                }
            }
        }
        let starts = owners.keys().filter_map(|key| key.split(' ').next()).map(word_hash).collect();
        Self { owners, starts }
    }

    /// The offices that others hold `now`, or those who held them, if they have `moved` to where they are introduced later or before.
    pub(super) fn held_otherwise<'a>(
        &'a self,
        now: &'a Self,
        number: impl Fn(usize) -> Option<usize>,
        moved: impl Fn(usize) -> bool,
    ) -> Vec<&'a str> {
        let other = owned_otherwise(&self.owners, &now.owners, number).into_iter().map(|(office, _)| office.as_str());
        let moved = self.owners.iter().filter(|(_, owner)| owner.is_some_and(&moved)).map(|(office, _)| office.as_str());
        other.chain(moved).collect()
    }

    /// Where a paragraph calls somebody by an office alone: "the prime minister" is the one person of the article who is introduced
    /// as that before it stands there. `named` are those who are named in the paragraph.
    pub(super) fn mentions(&self, part: &Part, people: &[Person], named: &[(usize, Mention)]) -> Vec<(usize, Mention)> {
        const LONGEST: usize = 6;
        let mut found = Vec::new();
        if self.owners.is_empty() || !part.region.is_story() {
            return found;
        }
        let words = &part.facts.words;
        let begins = |i: usize| self.starts.contains(&word_hash(words.low(i)));
        for i in words.anaphors().filter(|i| words.class(*i).has(Class::DEFINITE) && begins(i + 1) && !words.class(i + 1).is_unknown()) {
            let end = (i + 2..=(i + 1 + LONGEST).min(words.len())).rev().find_map(|to| {
                let phrase: Vec<&str> = (i + 1..to).map(|k| words.low(k)).collect();
                self.owners.get(phrase.join(" ").as_str()).copied().flatten().map(|o| (to, o))
            });
            let Some((to, id)) = end else { continue };
            // "the mayor of Faro", "the mayor Ana Sousa", "the president pro tem": more words make it somebody else, or a title.
            let more = words.is_one(to, &["of", "for", "at", "-", "–"]) || words.tag(to).is_noun() || words.tag(to).is_name();
            let place = Place::of(part.number, words.span(i..to));
            let introduced = people[id].introduced().is_some_and(|first| first <= place);
            if more || !introduced || named.iter().any(|(other, m)| *other == id && m.place.overlaps(&place)) {
                continue;
            }
            found.push((id, Mention { place, kind: MentionKind::Nominal, sentence: clamp(part.facts.sentence_at(place.start)) }));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::story::people::tests::drawn;

    #[test]
    fn an_office_is_whoever_is_introduced_as_its_holder() {
        for (text, expected) in [
            ("Mayor Ana Sousa spoke. The mayor left.", "Ana Sousa: The mayor"),
            ("Ana Sousa, the mayor of Faro, spoke. The mayor left.", "Ana Sousa: the mayor of Faro, The mayor"),
            ("Former mayor Ana Sousa spoke. The mayor left.", "Ana Sousa: "),
            ("Mayor Ana Sousa met Mayor Rui Reis. The mayor left.", "Ana Sousa: ; Rui Reis: "),
            ("Mayor Ana Sousa spoke. The mayor of Holt left.", "Ana Sousa: "),
            ("The mayor left. Mayor Ana Sousa spoke.", "Ana Sousa: "),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }
}
