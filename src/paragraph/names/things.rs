//! What bears names as people do, and is nobody, as far as a paragraph tells.

use std::collections::HashSet;

use super::NameMention;
use super::naming::{NameKeys, fold};
use crate::language::lexicon::hash;
use crate::language::{Class, Tag, Tokens, Words};
use crate::paragraph::letters::Run;

/// A word that the article uses as a name of no person, by the [`hash`] of the word as names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A firm's: "Ford Motor Company", "the carmaker Ford".
    Firm(u64),
    /// A storm's.
    Storm(u64),
    /// A town's: "in Lourdes".
    Town(u64),
    /// A firm's of several words, by the words as [`NameKeys`] have them: "Reis Rovande LLP".
    House(u64),
}

/// The words of a paragraph that are names of things, in order, each once.
pub(in crate::paragraph) fn find(words: &Words, runs: &[Run], names: &[NameMention]) -> Vec<Thing> {
    let mut found = Vec::new();
    let is_storm = |i: &usize| words.class(*i).has(Class::STORM) && words.capital(*i) && words.capital(i + 1);
    found.extend((0..words.len()).filter(is_storm).map(|i| Thing::Storm(hash(words.low(i + 1)))));
    let firm = |i: usize| Thing::Firm(hash(&fold(words.word(i))));
    // The words of a run of capitals that ends as a firm's name does, and what stands after a word for one.
    for run in runs {
        let Tokens { start: first, end } = run.all();
        if words.class(end - 1).has(Class::FIRM_END) {
            found.extend(run.tokens().map(firm));
        }
        if words.class(first.wrapping_sub(1)).has(Class::FIRM) {
            found.push(firm(first));
        }
    }
    // "the carmaker Ford", "Ford is the world's third-largest carmaker", "Ford, the carmaker,".
    let tells = |n: &NameMention| {
        let after = n.tokens.end;
        let is = words.class(after).has(Class::COPULA) || words.word(after) == "," && words.class(after + 1).has(Class::ARTICLE);
        let ends = |k: usize| k > after && (matches!(words.word(k), "," | "." | ";") || words.tag(k).is_finite());
        let head = |k: usize| !words.tag(k + 1).is_noun() && words.tag(k + 1) != Tag::Possessive;
        let told = || (after + 1..after + 12).take_while(|k| !ends(*k)).any(|k| words.class(k).has(Class::FIRM) && head(k));
        let does = || words.class(after).has(Class::FIRM_DOES) && (after + 1..after + 6).any(|k| words.class(k).has(Class::FIRM_OBJECT));
        words.class(n.tokens.start.wrapping_sub(1)).has(Class::FIRM) || does() || is && told() || is_headed(words, n.tokens.start)
    };
    let singles: Vec<&NameMention> = names.iter().filter(|n| n.tokens.len() == 1).collect();
    found.extend(singles.iter().filter(|n| tells(n) || is_thing(words, n)).map(|n| firm(n.tokens.start)));
    // "Madison, Carson and Beverly": what stands in a row with a thing is one.
    let plain = |n: &NameMention| !n.titled && n.courtesy.is_none() && n.roles().next().is_none();
    let mut rows = singles.chunk_by(|a, b| in_row(words, a, b)).filter(|row| row.len() > 1).peekable();
    let mut known: HashSet<Thing> = if rows.peek().is_some() { found.drain(..).collect() } else { HashSet::new() };
    for row in rows {
        if row.iter().any(|n| known.contains(&firm(n.tokens.start))) {
            known.extend(row.iter().filter(|n| plain(n)).map(|n| firm(n.tokens.start)));
        }
    }
    found.extend(known);
    // "in Lourdes"
    let town = |n: &&&NameMention| {
        let (before, end) = (n.tokens.start.wrapping_sub(1), n.tokens.end);
        let given = words.class(n.tokens.start).has(Class::GIVEN);
        let whose = words.tag(end) == Tag::Possessive || words.tag(end).is_noun();
        given && words.class(before).has(Class::IN_PLACE) && !words.capital(before) && !whose && n.courtesy.is_none()
    };
    found.extend(singles.iter().filter(town).map(|n| Thing::Town(hash(&fold(words.word(n.tokens.start))))));
    // "Reis Rovande LLP", "Reis Rovande, which has 40 branches,"
    for name in names.iter().filter(|n| n.tokens.len() >= 2) {
        let Tokens { start, end } = name.tokens;
        let firm = end > start + 2 && words.class(end - 1).has(Class::FIRM_END) && words.capital(end - 1);
        if is_thing(words, name) || words.capital(end) && words.class(end).has(Class::FIRM_END) {
            found.push(Thing::House(name.keys.words));
        } else if firm {
            found.push(Thing::House(NameKeys::of_written(words.between(Tokens::new(start, end - 1))).words));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether what stands behind a name says that it is nobody's: ", which trains divers,", "cut its dividend", "warned that profit would
/// fall", "’s chief executive".
fn is_thing(words: &Words, name: &NameMention) -> bool {
    let (start, end) = (name.tokens.start, name.tokens.end);
    if name.titled || name.courtesy.is_some() {
        return false;
    }
    let opens = start == 0 || !words.is_word(start - 1) && words.word(start - 1) != ",";
    let which = opens && words.word(end) == "," && words.is(end + 1, "which") && words.tag(end + 2).is_finite();
    // "the group of Ana Sousa said its men left" tells nothing of her.
    let says = words.class(end).has(Class::SAY | Class::THINK) && name.tokens.len() > 1;
    let own = words.tag(end).is_finite() && words.is(end + 1, "its") && !words.capital(start.wrapping_sub(1)) && !says;
    let that = end + 1 + usize::from(words.is_that(end + 1));
    let results = words.class(end).has(Class::SAY) && words.tag(end).is_finite() && words.class(that).has(Class::FIRM_OBJECT);
    let executive = words.tag(end) == Tag::Possessive
        && (words.is(end + 1, "chief") && words.is(end + 2, "executive") || words.is_one(end + 1, &["ceo", "shares", "shareholders"]));
    which || own || results && name.tokens.len() == 1 || executive
}

/// Whether nothing but a comma or "and" stands between two names.
fn in_row(words: &Words, a: &NameMention, b: &NameMention) -> bool {
    let mut between = a.tokens.end..b.tokens.start;
    (1..=2).contains(&between.len()) && between.all(|k| words.word(k) == "," || words.is_and(k))
}

/// Whether what stands before a name gives it an office, a staff or shares: "the president of Volvo", "shares in Volvo".
fn is_headed(words: &Words, name: usize) -> bool {
    let before = name.wrapping_sub(1);
    words.is_of(before) && words.class(before.wrapping_sub(1)).has(Class::STAFF)
        || words.is_one(before, &["of", "in"]) && words.is_one(before.wrapping_sub(1), &["shares", "stock", "shareholders"])
}
