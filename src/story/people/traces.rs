//! What telling who is who reads of a paragraph: where it is the same after an edit, everybody of the article is who they were.

use super::LEAST;
use super::register::{LIKELY, UNLIKELY};
use crate::language::{Class, Words};
use crate::paragraph::names::{NameMention, NameTraits, Sex, Told};
use crate::story::part::Part;

/// What one name tells, with the words beside it. [`super::register`] and [`super::join`] read nothing else of it.
#[derive(PartialEq)]
struct Trace<'a> {
    written: &'a str,
    classes: Vec<Class>,
    traits: NameTraits,
    /// Which of the names right before it are said to be the same one's.
    also: Vec<bool>,
    has_mail: bool,
    /// As far as it makes a difference.
    score: i32,
    /// Of a single word that may be a name: others are not asked for it.
    vote: Option<i32>,
    titled: (bool, Option<Sex>, bool),
    told: (Told, bool, bool),
    roles: Vec<&'a str>,
    surname: Option<&'a str>,
}

impl<'a> Trace<'a> {
    fn of(part: &'a Part, next: Option<&Part>, number: usize) -> Self {
        let words = &part.facts.words;
        let name = &part.facts.names[number];
        let near = part.facts.names[..number].iter().rev().take_while(|n| n.tokens.end + FAR >= name.tokens.start);
        let near = near.filter(|n| n.tokens.len() >= 2);
        Self {
            written: words.between(name.tokens),
            classes: name.tokens.iter().map(|i| words.class(i)).collect(),
            traits: name.traits,
            also: near.map(|n| is_also_called(words, n.tokens.end, name.tokens.start)).collect(),
            has_mail: has_mail(part, next, name),
            score: [UNLIKELY, LEAST, LIKELY].into_iter().filter(|least| name.score >= *least).max().unwrap_or(i32::MIN),
            vote: (name.tokens.len() == 1 && name.score >= LEAST).then_some(name.vote),
            titled: (name.titled, name.courtesy, name.modifier),
            told: (name.told, name.speaks, name.role_before.is_some()),
            roles: name.roles().map(|span| span.of(words.text())).collect(),
            surname: name.surname().map(|i| words.word(i)),
        }
    }
}

/// Whether paragraphs, each with the one behind them, tell the same of the names of an article.
pub(super) fn are_the_same(before: &[Part], behind_before: Option<&Part>, now: &[Part], behind: Option<&Part>) -> bool {
    all(before, behind_before).eq(all(now, behind))
}

fn all<'a>(parts: &'a [Part], behind: Option<&'a Part>) -> impl Iterator<Item = Trace<'a>> {
    let nexts = parts.iter().skip(1).map(Some).chain([behind]);
    let named = parts.iter().zip(nexts).filter(|(p, _)| super::is_read(p));
    named.flat_map(|(part, next)| (0..part.facts.names.len()).map(move |n| Trace::of(part, next, n)))
}

/// Whether the mail address of whoever has a name stands behind it, or alone in the next paragraph: "Ana Sousa ana.sousa@example.org".
pub(super) fn has_mail(part: &Part, next: Option<&Part>, name: &NameMention) -> bool {
    if !name.traits.has(NameTraits::MAIL) {
        return false;
    }
    let words = &part.facts.words;
    let end = name.tokens.end;
    let is_theirs = |w: &Words, at: usize| w.word(at).contains('@') && name.tokens.iter().all(|k| w.low(at).contains(words.low(k)));
    let below = || next.is_some_and(|p| p.facts.words.len() == 1 && is_theirs(&p.facts.words, 0));
    if end < words.len() { is_theirs(words, end) } else { name.tokens.start == 0 && below() }
}

/// How many words may stand between two names of one person. Dates and notes can stand between: `(born May 3, 1986 [1] [2])`.
const FAR: usize = 24;

/// Whether the words between two names say that the second is another name of whoever has the first: "better known as", "née".
pub(super) fn is_also_called(words: &Words, from: usize, to: usize) -> bool {
    if to <= from || to - from > FAR {
        return false;
    }
    let last = to - 1;
    let known = || (from..last).rev().take(6).any(|i| words.is_one(i, &["known", "identified", "styled"]));
    words.class(last).has(Class::ALIAS) || words.is_one(last, &["as", "name"]) && known()
}
