//! Joins the names of all paragraphs of an article into people.

use std::collections::HashSet;
use std::sync::Arc;

use super::address::Talk;
use super::offices::Offices;
use super::register::Register;
use super::sums::Sums;
use super::traces::{has_mail, is_also_called};
use super::{Index, LEAST, Mention, Person, names};
use crate::paragraph::names::naming::name_of;
use crate::paragraph::names::things::Thing;
use crate::paragraph::names::{NameMention, NameTraits, Told};
use crate::roster::Roster;
use crate::story::part::Part;
use crate::text::position::clamp;

/// The people of an article, mentioned by name alone so far, and what all of it tells of who is who.
pub(in crate::story) struct Joined {
    pub(in crate::story) people: Vec<Person>,
    /// All who are named, in the order of the text.
    pub(in crate::story) named: Vec<(usize, Mention)>,
    pub(in crate::story) index: Index,
}

/// Joins the names of an article of which the sums are known.
pub(in crate::story) fn join(parts: &[Part], roster: &Roster, sums: Sums) -> Joined {
    let all: Vec<(&Part, &NameMention)> = names(parts).collect();
    let mut register = Register::new(&sums);
    let full = enter_full_names(parts, &all, roster, &sums, &mut register);
    let single = |n: &NameMention| n.tokens.len() == 1 && n.score >= LEAST;
    all.iter().filter(|(_, n)| single(n) && !n.modifier).for_each(|(_, name)| register.count_single(name));
    let is_storm = |name: &NameMention| name.courtesy.is_none() && sums.things.has(&Thing::Storm(name.keys.surname));
    // Single words of which the words beside them say somewhere that they are people are so wherever they stand, before that too.
    let says_so = |n: &NameMention| single(n) && (n.told != Told::Nothing || n.courtesy.is_some()) && !is_storm(n);
    for (part, name) in all.iter().filter(|(_, n)| says_so(n)) {
        register.single(part, name);
    }
    // Then all names in order: single words are surnames and given names of those, or titled.
    let mut writers = Vec::new();
    for ((part, name), known) in all.iter().zip(full).filter(|((_, n), _)| !is_storm(n)) {
        let known = Some(known).filter(|id| *id != NOBODY).map(|id| id as usize);
        let found = known.or_else(|| if name.tokens.len() == 1 { register.single(part, name) } else { register.known(part, name) });
        if let Some(id) = found {
            register.note(id, part, name);
            writers.extend((name.told == Told::Writer).then_some(id));
        }
    }
    drop(all);
    let (people, named, numbers) = register.into_people();
    let talk = Talk::of(parts, &named, writers.into_iter().map(|id| numbers[id]), sums.signs);
    let sexes = people.iter().map(|p| p.sex).collect();
    let index = Index { offices: Arc::new(Offices::of(&people)), talk, sexes, sums };
    Joined { people, named, index }
}

/// The number of nobody.
const NOBODY: u32 = u32::MAX;

/// Full names that are firms', or of what is called after somebody, by their words, unless the article tells of a person of that name.
fn bodies<'a, N: Iterator<Item = &'a NameMention>>(full_names: impl Fn() -> N, sums: &Sums) -> HashSet<u64> {
    let key = |n: &NameMention| n.keys.words;
    let is_of_body = |n: &&NameMention| n.traits.has(NameTraits::BODY);
    let of_bodies: HashSet<u64> = full_names().filter(is_of_body).map(key).collect();
    // The long form comes first: "Thomas Reis Academy", then "Thomas Reis".
    let mut seen = HashSet::new();
    let first = full_names().filter(|n| of_bodies.contains(&key(n)) && seen.insert(key(n)));
    let mut bodies: HashSet<u64> = first.filter(is_of_body).map(key).collect();
    for name in full_names().filter(|n| n.speaks) {
        bodies.remove(&key(name));
    }
    bodies.extend(full_names().map(key).filter(|words| sums.things.has(&Thing::House(*words))));
    let told = |n: &&NameMention| n.titled || n.told != Told::Nothing || n.courtesy.is_some() || n.roles().next().is_some();
    for name in full_names().filter(told) {
        bodies.remove(&key(name));
    }
    bodies
}

/// Enters the full names, wherever they stand: the article itself says who is a person. Gives who each of all names is.
fn enter_full_names(parts: &[Part], all: &[(&Part, &NameMention)], roster: &Roster, sums: &Sums, register: &mut Register) -> Vec<u32> {
    let full_names = || all.iter().enumerate().filter(|(_, (_, n))| n.tokens.len() >= 2);
    // "the Dow Jones" is a thing wherever it stands.
    let after_the = |n: &NameMention| n.traits.has(NameTraits::THE) && !n.modifier;
    let bodies = bodies(|| full_names().map(|(_, (_, n))| *n), sums);
    let things: HashSet<u64> = full_names().filter(|(_, (_, n))| after_the(n)).map(|(_, (_, n))| n.keys.words).collect();
    let mut full = vec![NOBODY; all.len()];
    let mut previous: Option<(&Part, &NameMention, usize)> = None;
    for (at, (part, name)) in full_names() {
        // Whoever stands in the people file is a person, whatever the words around the name say.
        let known = !roster.is_empty() && roster.named(&name_of(&part.facts.words, name), &[]).is_some()
            || has_mail(part, parts.get(part.number + 1), name);
        let sure = known || name.score >= LEAST && (name.titled || name.role_before.is_some());
        let likely = || {
            name.score >= LEAST && !sums.is_common(part, name) && !things.contains(&name.keys.words) && !bodies.contains(&name.keys.words)
        };
        let found = if sure || likely() { Some(register.enter(part, name)) } else { register.known(part, name) };
        let Some(mut id) = found else { continue };
        if sure || name.score >= LEAST {
            full[at] = clamp(id);
        }
        if let Some((before, other, first)) = previous
            && first != id
            && before.number == part.number
            && is_also_called(&part.facts.words, other.tokens.end, name.tokens.start)
        {
            register.merge(first, id);
            id = register.who(id);
        }
        previous = Some((part, name, id));
    }
    for (at, (part, name)) in all.iter().enumerate().filter(|(_, (_, n))| n.surname().is_some()) {
        if let Some(id) = register.enter_shared(part, name) {
            full[at] = clamp(id);
        }
    }
    full.iter_mut().filter(|id| **id != NOBODY).for_each(|id| *id = clamp(register.who(*id as usize)));
    full
}
