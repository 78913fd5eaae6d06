//! Who is who after an edit by which somebody is named otherwise, or somebody else is: which number each has among the people now, and
//! which paragraphs are to be read again for it.

use super::joining::Joined;
use super::{Index, Mention, MentionKind, Person, offices};
use crate::paragraph::names::Sex;
use crate::story::edit::{Changed, Wider};
use crate::story::part::Part;

/// The people of an article before an edit.
#[derive(Clone, Copy)]
pub(in crate::story) struct PeopleBefore<'a> {
    pub(in crate::story) index: &'a Index,
    pub(in crate::story) people: &'a [Person],
    /// All mentions, in the order of the text.
    pub(in crate::story) mentions: &'a [(usize, Mention)],
}

/// The people of an article in which somebody is named otherwise than before, or somebody else is.
pub(in crate::story) struct Renumbered {
    /// With the mentions and told roles that they had; the roles beside their names stand where they do now.
    pub(in crate::story) people: Vec<Person>,
    /// What the number of each is now; none of those who are named no more.
    pub(in crate::story) numbers: Vec<Option<usize>>,
}

/// Finds those who were known among the people of the article as it is now.
///
/// # Errors
/// Where something may be told otherwise in paragraphs that are as they were: which of them are to be read, too.
pub(in crate::story) fn renumber(before: PeopleBefore, joined: &Joined, edit: &Changed, parts: &[Part]) -> Result<Renumbered, Wider> {
    let PeopleBefore { index, people: known, .. } = before;
    let numbers = numbers(before, joined, edit)?;
    let same = |other: usize, id: usize| {
        let (one, now) = (&known[other], &joined.people[id]);
        let beside = one.roles.iter().filter(|r| !r.told).map(|r| &r.text);
        index.sexes[other] == joined.index.sexes[id]
            && beside.eq(now.roles.iter().map(|r| &r.text))
            && (now.roles.is_empty() || is_introduced_there(one, now, edit))
    };
    let mut wider = Wider::default();
    for (other, person) in known.iter().enumerate() {
        if !numbers[other].is_some_and(|id| same(other, id)) {
            mentioned_outside(person, edit, &mut wider);
        }
    }
    // "The mayor" is whoever was introduced as that before.
    let number = |other: usize| numbers[other];
    let moved = |other: usize| !numbers[other].is_some_and(|id| is_introduced_there(&known[other], &joined.people[id], edit));
    let otherwise = index.offices.held_otherwise(&joined.index.offices, number, moved);
    if !otherwise.is_empty() {
        let asked = parts.iter().filter(|p| !edit.new.contains(&p.number) && offices::are_asked(p, &otherwise));
        asked.for_each(|part| wider.add(part.number, &edit.new));
    }
    if wider.is_needed() {
        return Err(wider);
    }
    let again = |p: &Person| Person { name: p.name.clone(), roles: p.roles.clone(), sex: p.sex, mentions: Vec::new() };
    let mut people: Vec<Person> = joined.people.iter().map(again).collect();
    for (other, id) in numbers.iter().enumerate().filter_map(|(other, id)| Some((other, (*id)?))) {
        people[id].mentions.clone_from(&known[other].mentions);
        people[id].roles.extend(known[other].roles.iter().filter(|r| r.told).cloned());
        if index.sexes[other] == joined.index.sexes[id] {
            people[id].sex = known[other].sex;
        }
    }
    Ok(Renumbered { people, numbers })
}

/// Whether somebody is first named where they were, or in what was edited both times.
fn is_introduced_there(before: &Person, now: &Person, edit: &Changed) -> bool {
    match (before.introduced(), now.introduced()) {
        (Some(before), Some(now)) => {
            edit.moved(before) == now && !edit.old.contains(&before.block)
                || edit.old.contains(&before.block) && edit.new.contains(&now.block)
        }
        _ => false,
    }
}

/// Where somebody is mentioned outside of what was edited.
fn mentioned_outside(person: &Person, edit: &Changed, wider: &mut Wider) {
    for m in person.mentions.iter().filter(|m| !edit.old.contains(&m.place.block)) {
        wider.add_with_next(edit.moved(m.place).block, &edit.new);
    }
}

/// The number that each of those who were known has now.
///
/// # Errors
/// Where others than before are named in paragraphs that are as they were: those paragraphs.
fn numbers(before: PeopleBefore, joined: &Joined, edit: &Changed) -> Result<Vec<Option<usize>>, Wider> {
    let (mut numbers, mut taken) = (vec![None; before.people.len()], vec![false; joined.people.len()]);
    let mut wider = Wider::default();
    let names = before.mentions.iter().filter(|(_, m)| m.kind == MentionKind::Name && !edit.old.contains(&m.place.block));
    let mut were = names.map(|(other, m)| (*other, edit.moved(m.place))).peekable();
    let mut are = joined.named.iter().filter(|(_, m)| !edit.new.contains(&m.place.block)).map(|(id, m)| (*id, m.place)).peekable();
    loop {
        let (was, is) = match (were.peek(), are.peek()) {
            (Some((_, was)), Some((_, is))) if was == is => (were.next(), are.next()),
            (Some((_, was)), Some((_, is))) if was < is => (were.next(), None),
            (Some(_), None) => (were.next(), None),
            (_, Some(_)) => (None, are.next()),
            (None, None) => break,
        };
        match (was, is) {
            (Some((other, _)), Some((id, _))) if numbers[other].is_none() && !taken[id] => (numbers[other], taken[id]) = (Some(id), true),
            (Some((other, _)), Some((id, _))) if numbers[other] == Some(id) => {}
            (was, is) => was.into_iter().chain(is).for_each(|(_, place)| wider.add(place.block, &edit.new)),
        }
    }
    if wider.is_needed() {
        return Err(wider);
    }
    // Who is named there alone is who they were, one letter further.
    let gone: Vec<usize> = (0..numbers.len()).filter(|id| numbers[*id].is_none()).collect();
    let new: Vec<usize> = (0..taken.len()).filter(|id| !taken[*id]).collect();
    if gone.len() == new.len() {
        gone.iter().zip(&new).for_each(|(other, id)| numbers[*other] = Some(*id));
    }
    Ok(numbers)
}

/// Takes what was learnt of the sexes of people by the pronouns of those paragraphs that were read again, in place of what was before;
/// `elsewhere` is what others tell. Gives whether everybody is of the sex that they were thought to be of.
pub(in crate::story) fn learn_again(
    people: &mut [Person],
    named: &[Option<Sex>],
    before: &[(usize, usize, Sex)],
    now: &[(usize, usize, Sex)],
    elsewhere: &[(usize, usize, Sex)],
) -> bool {
    let mut same = true;
    for (_, id, _) in before.iter().chain(now) {
        let Some(person) = people.get_mut(*id) else { continue };
        let learnt = now.iter().chain(elsewhere).find(|(_, other, _)| other == id).map(|(.., sex)| *sex);
        let sex = learnt.or(named[*id]);
        same &= std::mem::replace(&mut person.sex, sex) == sex;
    }
    same
}

/// Where something may be told otherwise outside of those paragraphs that were `read` again: where those are mentioned who have other
/// roles than before, or are of another sex, and where somebody is called by a trade that was another's. `numbers` are those that
/// people have now, `otherwise` those of whom pronouns or sentences tell what they did not, or in another place.
pub(in crate::story) fn told_otherwise(
    before: &[Person],
    people: &[Person],
    numbers: &[Option<usize>],
    otherwise: impl Iterator<Item = usize>,
    read: &std::ops::Range<usize>,
    parts: &[Part],
) -> Wider {
    let mut wider = Wider::default();
    fn roles(person: &Person) -> Vec<(&str, bool)> {
        let mut roles: Vec<(&str, bool)> = person.roles.iter().map(|r| (r.text.as_str(), r.told)).collect();
        roles.sort_unstable();
        roles
    }
    let other_roles: Vec<usize> = {
        let pairs = numbers.iter().enumerate().filter_map(|(other, id)| Some((other, (*id)?)));
        pairs.filter(|(other, id)| roles(&before[*other]) != roles(&people[*id])).map(|(_, id)| id).collect()
    };
    for id in other_roles.into_iter().chain(otherwise).filter(|id| *id < people.len()) {
        people[id].mentions.iter().for_each(|m| wider.add_with_next(m.place.block, read));
    }
    for (word, id) in offices::told_otherwise(before, people, |other| numbers[other]) {
        let named = people[id].mentions.iter().filter(|m| m.kind == MentionKind::Name).flat_map(|m| [m.place.block, m.place.block + 1]);
        let asks = |block: &usize| parts.get(*block).is_some_and(|p| p.facts.words.small().any(|hash| hash == word));
        named.filter(|block| !read.contains(block)).filter(asks).for_each(|block| wider.add(block, read));
    }
    wider
}
