//! What bears names as people do, and is nobody, as far as a paragraph tells.

use super::NameMention;
use super::naming::fold;
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
    found.extend(names.iter().filter(|n| n.tokens.len() == 1 && tells(n)).map(|n| firm(n.tokens.start)));
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether what stands before a name gives it an office, a staff or shares: "the president of Volvo", "shares in Volvo".
fn is_headed(words: &Words, name: usize) -> bool {
    let before = name.wrapping_sub(1);
    words.is(before, "of") && words.class(before.wrapping_sub(1)).has(Class::STAFF)
        || words.is_one(before, &["of", "in"]) && words.is_one(before.wrapping_sub(1), &["shares", "stock", "shareholders"])
}
