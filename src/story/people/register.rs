//! Who the people of an article are, while its names are read: whose name is whose.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use super::sums::Sums;
use super::{LEAST, Mention, MentionKind, Person, WrittenRole};
use crate::language::lexicon::{Hashed, hash};
use crate::language::{Class, Tokens};
use crate::paragraph::names::naming::{NameKeys, compatible, fold, generation, name_of, nickname, sex_of};
use crate::paragraph::names::things::Thing;
use crate::paragraph::names::{NameMention, NameTraits, Sex, Told, base_end, is_given_pair};
use crate::story::part::Part;
use crate::story::place::Place;
use crate::text::Span;
use crate::text::position::clamp;

/// Votes by which a single word that nothing else introduces is a person: a given name, or any word.
const ALONE_GIVEN: i32 = 14;
const ALONE: i32 = 60;

/// How often a single word must stand as a name, and by what mean vote, to be a person whom nothing else introduces: the
/// article is the best witness.
const OFTEN: u32 = 3;
const OFTEN_VOTE: i32 = 30;

/// The score from which a single word is somebody whom the article names elsewhere, and that from which a role before it is enough to
/// make it somebody's name.
pub(super) const UNLIKELY: i32 = -9;
pub(super) const LIKELY: i32 = 2;

/// How many people of one name are told apart. No article has more; without it, one made for that would cost the square of its
/// length.
const NAMESAKES: usize = 64;

/// People under construction, with the names by which they are found.
pub(super) struct Register<'a> {
    /// What the article is like as a whole.
    sums: &'a Sums,
    people: Vec<Person>,
    /// Who each turned out to be: themselves, or somebody with another name, who was entered before.
    same: Vec<u32>,
    by_surname: Namesakes,
    by_given: Namesakes,
    /// By the words of the full name, in alphabetical order: in some languages the surname comes first.
    by_words: Known<u32>,
    /// How often each has been named, as the second round goes along.
    named: Vec<u32>,
    /// Who has been named, in the order of the text, and who of them first there.
    mentions: Vec<(usize, Mention)>,
    first: Vec<u32>,
    /// Single words that may be names: how often, and the sum of their votes.
    singles: Known<(u32, i32)>,
}

/// What is known by a name: by the [`crate::language::lexicon::hash`] of its folded words, as a story may have a name in every line.
type Known<T> = HashMap<u64, T, BuildHasherDefault<Hashed>>;

/// Who has a name, in the order in which they were entered. Nearly all names have one: rows of their own would take more room than
/// all else.
#[derive(Default)]
struct Namesakes {
    /// Where in `all` the first stands.
    first: Known<u32>,
    /// Somebody, and where the next stands; [`u32::MAX`] where nobody does.
    all: Vec<(u32, u32)>,
}

impl Namesakes {
    fn of(&self, name: u64) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.first.get(&name).copied();
        std::iter::from_fn(move || {
            let (id, next) = self.all[at? as usize];
            at = Some(next).filter(|next| *next != u32::MAX);
            Some(id)
        })
    }

    fn has(&self, name: u64) -> bool {
        self.first.contains_key(&name)
    }

    /// Lists somebody under a name.
    fn list(&mut self, name: u64, id: usize) {
        let new = clamp(self.all.len());
        let mut last = *self.first.entry(name).or_insert(new);
        if last != new {
            for _ in 2..NAMESAKES {
                match self.all[last as usize].1 {
                    u32::MAX => break,
                    next => last = next,
                }
            }
            let next = &mut self.all[last as usize].1;
            if *next != u32::MAX {
                return;
            }
            *next = new;
        }
        self.all.push((clamp(id), u32::MAX));
    }
}

impl<'a> Register<'a> {
    pub(super) fn new(sums: &'a Sums) -> Self {
        Self {
            sums,
            people: Vec::new(),
            same: Vec::new(),
            by_surname: Namesakes::default(),
            by_given: Namesakes::default(),
            by_words: HashMap::default(),
            named: Vec::new(),
            mentions: Vec::new(),
            first: Vec::new(),
            singles: HashMap::default(),
        }
    }

    /// The person of a full name, new or known.
    pub(super) fn enter(&mut self, part: &Part, name: &NameMention) -> usize {
        self.enter_as(part, name, name.keys, || name_of(&part.facts.words, name))
    }

    /// The person of a given name with the surname that it shares with another's, unless the article has it as a surname.
    pub(super) fn enter_shared(&mut self, part: &Part, name: &NameMention) -> Option<usize> {
        let words = &part.facts.words;
        let surname = words.word(name.surname()?);
        let given = name_of(words, name);
        if self.by_surname.has(hash(&fold(&given))) {
            return None;
        }
        let written = format!("{given} {surname}");
        Some(self.enter_as(part, name, NameKeys::of_written(&written), || written))
    }

    fn enter_as(&mut self, part: &Part, name: &NameMention, keys: NameKeys, written: impl FnOnce() -> String) -> usize {
        // "Higuchi Ichiyō" is Ichiyō Higuchi.
        if let Some(id) = self.by_words.get(&keys.words) {
            return self.who(*id as usize);
        }
        // "Van der Meulen" is Jan van der Meulen, "Reis Nunes" Ana Reis Nunes.
        let words = &part.facts.words;
        let first = words.class(name.tokens.start);
        let surnames = first.has(Class::PARTICLE) || !first.has(Class::GIVEN) && !name.tokens.iter().any(|k| words.word(k).ends_with('.'));
        let written = written();
        let is_called = || self.by_surname.of(hash(&fold(&written))).next();
        if let Some(id) = surnames.then(is_called).flatten() {
            return self.who(id as usize);
        }
        let given = fold(written.split_whitespace().next().unwrap_or_default());
        let namesakes: Vec<usize> = self.by_surname.of(keys.surname).map(|id| self.who(id as usize)).collect();
        for id in namesakes {
            let person = &mut self.people[id];
            // Father and son.
            let other = matches!((generation(&written), generation(&person.name)), (Some(a), Some(b)) if a != b);
            let called = fold(person.name.split_whitespace().next().unwrap_or_default());
            // "Bill Reis" is William (Bill) Reis.
            let by_nickname = nickname(&person.name).is_some_and(|n| n == given) || nickname(&written).is_some_and(|n| n == called);
            if !other && (by_nickname || compatible(&given, &called)) {
                if written.len() > person.name.len() {
                    person.name = written;
                }
                return id;
            }
        }
        let by_name = sex_of(words.class(name.tokens.start + if name.told == Told::Turned { 2 } else { 0 }));
        let id = self.add(&written, name.courtesy.or(by_name));
        self.by_words.insert(keys.words, clamp(id));
        self.by_surname.list(keys.surname, id);
        // "De Blasio", "van der Berg": the surname with its particles, too.
        let parts: Vec<&str> = written.split_whitespace().collect();
        // and "Reis Nunes" of Ana Maria Reis Nunes
        for k in 1..parts.len().saturating_sub(1) {
            self.by_surname.list(hash(&fold(&parts[k..].join(" "))), id);
        }
        // "Lau" is Carmen Lau Wing-yan, "Park" Park Ji-hoon: the surname stands before two given names that a hyphen joins.
        let surnames = match parts.len() {
            2 => 0..1,
            n => 1..n.saturating_sub(1),
        };
        if is_given_pair(words, name.tokens.end - 1) {
            parts[surnames].iter().for_each(|part| self.by_surname.list(hash(&fold(part)), id));
        }
        // "Assad" is Bashar al-Assad.
        let bare = parts.last().and_then(|last| last.split_once('-')).filter(|(lead, _)| lead.chars().all(char::is_lowercase));
        if let Some((_, bare)) = bare {
            self.by_surname.list(hash(&fold(bare)), id);
        }
        self.by_given.list(hash(&given), id);
        id
    }

    /// Makes two people one, the one who was entered first.
    pub(super) fn merge(&mut self, from: usize, to: usize) {
        let (from, to) = (self.who(from), self.who(to));
        self.same[from.max(to)] = clamp(from.min(to));
    }

    /// Who somebody turned out to be.
    pub(super) fn who(&self, id: usize) -> usize {
        let mut id = id;
        while self.same[id] as usize != id {
            id = self.same[id] as usize;
        }
        id
    }

    /// The person of a full name that says too little by itself, as a credit in capitals does, but is known from elsewhere.
    pub(super) fn known(&self, part: &Part, name: &NameMention) -> Option<usize> {
        if !self.by_surname.has(name.keys.surname) {
            return None;
        }
        let written = name_of(&part.facts.words, name);
        let given = fold(written.split_whitespace().next().unwrap_or_default());
        self.by_surname
            .of(name.keys.surname)
            .map(|id| self.who(id as usize))
            .filter(|id| !matches!((generation(&written), generation(&self.people[*id].name)), (Some(a), Some(b)) if a != b))
            .find(|id| given == fold(self.people[*id].name.split_whitespace().next().unwrap_or_default()))
    }

    fn add(&mut self, name: &str, sex: Option<Sex>) -> usize {
        self.people.push(Person { name: name.to_owned(), mentions: Vec::new(), roles: Vec::new(), sex });
        self.named.push(0);
        self.same.push(clamp(self.same.len()));
        self.people.len() - 1
    }

    /// The person whom a single word names.
    pub(super) fn single(&mut self, part: &Part, name: &NameMention) -> Option<usize> {
        let (key, traits) = (name.keys.surname, name.traits);
        // "St. Clair" is Ana St. Clair.
        if traits.has(NameTraits::SAINT) && traits.has(NameTraits::CAPITAL) && name.tokens.start > 0 {
            let words = &part.facts.words;
            let both = words.between(Tokens::new(name.tokens.start - 1, name.tokens.end));
            if let Some(id) = self.by_surname.of(hash(&fold(both))).next() {
                return Some(self.who(id as usize));
            }
        }
        // "San Antonio" is a place, whoever of that name there is; "St Ives" is, unless somebody is called a saint of that name.
        if traits.has(NameTraits::CAPITAL) && traits.has(NameTraits::PLACE_LEAD) {
            return None;
        }
        // "in Sydney" is a town, whoever is called so.
        let town = || traits.has(NameTraits::IN_PLACE) || !self.by_surname.has(key);
        if traits.has(NameTraits::PLACE) && name.courtesy.is_none() && name.told == Told::Nothing && town() {
            return None;
        }
        let saint = traits.has(NameTraits::CAPITAL) && traits.has(NameTraits::SAINT);
        // "in Lourdes": where a town is called so, nobody is meant by that given name alone.
        let by_surname = self.by_surname.has(key);
        if !by_surname && name.courtesy.is_none() && self.by_given.has(key) && self.sums.things.has(&Thing::Town(key)) {
            return None;
        }
        let namesakes = if by_surname { &self.by_surname } else { &self.by_given };
        let ids: Vec<usize> = namesakes.of(key).map(|id| self.who(id as usize)).collect();
        if !ids.is_empty() {
            // "Mr. Sousa" is not Ana Sousa.
            let other = |id: &usize| matches!((name.courtesy, self.people[*id].sex), (Some(a), Some(b)) if a != b);
            if !ids.iter().all(other) {
                return (name.score >= UNLIKELY || name.titled).then(|| self.meant(&ids, name));
            }
        }
        if self.sums.things.has(&Thing::Firm(key)) && name.courtesy.is_none() {
            return None;
        }
        let alone = if traits.has(NameTraits::GIVEN) { ALONE_GIVEN } else { ALONE };
        let lower = self.sums.lower(key);
        let introduced = name.told != Told::Nothing && name.score >= LEAST && !(lower && traits.has(NameTraits::THE))
            || !lower && self.often(key)
            || (name.titled && name.score >= LEAST)
            || name.courtesy.is_some()
            || (name.speaks && name.score >= LEAST && !lower)
            || (name.role_before.is_some() && name.score >= LIKELY)
            || (name.vote >= alone && name.score >= LEAST && !lower);
        if !introduced || saint {
            return None;
        }
        let words = &part.facts.words;
        // "Judge Stacy" is called by a surname.
        let by_name = if name.titled { None } else { sex_of(words.class(name.tokens.start)) };
        let id = self.add(&name_of(words, name), name.courtesy.or(by_name));
        self.by_surname.list(key, id);
        Some(id)
    }

    /// Whether a word stands so often as what is likely a person's name that it is one.
    fn often(&self, key: u64) -> bool {
        let (count, votes) = self.singles.get(&key).copied().unwrap_or_default();
        let count_of_votes = i32::try_from(count).unwrap_or(i32::MAX).max(1);
        count >= OFTEN && votes / count_of_votes >= OFTEN_VOTE
    }

    /// Of several people of one name, the one named most so far: others of the family are called by their full names. A courtesy
    /// title tells them apart.
    fn meant(&self, ids: &[usize], name: &NameMention) -> usize {
        let fits = |id: &&usize| match (name.courtesy, self.people[**id].sex) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let most = ids.iter().filter(fits).rev().max_by_key(|id| self.named[**id]);
        most.or(ids.first()).copied().unwrap_or(0)
    }

    /// Counts a single word that may be a name.
    pub(super) fn count_single(&mut self, name: &NameMention) {
        let slot = self.singles.entry(name.keys.surname).or_default();
        *slot = (slot.0 + 1, slot.1 + name.vote);
    }

    /// A name, and the roles beside it, are somebody's.
    pub(super) fn note(&mut self, id: usize, part: &Part, name: &NameMention) {
        let person = &mut self.people[id];
        let place = |span: Span| Place::of(part.number, span);
        let mention = Mention { place: place(Span::new(name.start, name.end)), kind: MentionKind::Name, sentence: name.sentence };
        for span in name.roles() {
            let text = span.of(part.facts.words.text()).to_owned();
            person.roles.push(WrittenRole { text, place: place(span), told: false });
        }
        // "Ana Sousa, widow of"
        let words = &part.facts.words;
        let by_role = || {
            name.roles().find_map(|span| {
                let role = words.touched(span);
                let class = words.class(base_end(words, role).max(role.start + 1) - 1);
                sex_of(class).filter(|sex| *sex == Sex::Female && !class.has(Class::GIVEN) || class.has(Class::RELATION))
            })
        };
        person.sex = name.courtesy.or(person.sex).or_else(by_role);
        if self.named[id] == 0 {
            self.first.push(clamp(id));
        }
        self.named[id] += 1;
        self.mentions.push((id, mention));
    }

    /// Those who were named, in the order of the text, each wording of a role once, and all their mentions; the number of each.
    pub(super) fn into_people(self) -> (Vec<Person>, Vec<(usize, Mention)>, Vec<usize>) {
        // Nobody is looked for by a name any more.
        drop((self.by_surname, self.by_given, self.by_words, self.singles, self.same));
        let (mut people, mut mentions) = (self.people, self.mentions);
        let mut numbers = vec![usize::MAX; people.len()];
        self.first.iter().zip(0..).for_each(|(id, number)| numbers[*id as usize] = number);
        people.iter_mut().zip(self.named).for_each(|(person, count)| person.mentions.reserve_exact(count as usize));
        for (id, mention) in &mut mentions {
            people[*id].mentions.push(mention.clone());
            *id = numbers[*id];
        }
        people.retain(|p| !p.mentions.is_empty());
        people.sort_unstable_by_key(|p| p.mentions.first().map(|m| m.place));
        for person in people.iter_mut().filter(|p| p.roles.len() > 1) {
            person.roles.sort_by_key(|r| r.place);
            let mut texts: HashSet<String> = HashSet::new();
            person.roles.retain(|r| texts.insert(r.text.to_lowercase()));
        }
        (people, mentions, numbers)
    }
}

#[cfg(test)]
mod tests {
    use crate::story::people::tests::drawn;

    #[test]
    fn a_shorter_name_is_the_fuller_name_s() {
        for (text, expected) in [
            ("Ana Sousa spoke. Sousa left.", "Ana Sousa: "),
            ("Ana Sousa met Rui Sousa. Ana left.", "Ana Sousa: ; Rui Sousa: "),
            ("A. Sousa spoke. Ana Sousa left.", "Ana Sousa: "),
            ("Ana Sousa spoke. Rui Reis left.", "Ana Sousa: ; Rui Reis: "),
            // By two surnames, a nickname, and a surname that stands before the given names.
            ("Ana Maria Rovande Zunello spoke. Rovande Zunello left.", "Ana Maria Rovande Zunello: "),
            ("William (Bill) Reis spoke. Bill Reis left.", "William (Bill) Reis: "),
            ("Carmen Lau Wing-yan spoke. Lau left.", "Carmen Lau Wing-yan: "),
            ("Park Min-seo, a diver, spoke. Park said it was late.", "Park Min-seo: "),
            ("Pól Ó Rovanda, a diver, spoke. Ó Rovanda left.", "Pól Ó Rovanda: "),
            ("Ana St. Clair, a diver, spoke. St. Clair left.", "Ana St. Clair: "),
            ("Ana Sousa spoke. Maria Ana Sousa left.", "Ana Sousa: ; Maria Ana Sousa: "),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }

    #[test]
    fn storms_and_firms_are_nobody() {
        for (text, expected) in [
            ("Hurricane Ana turned. In Faro they fear Ana, and Ana is near.", ""),
            ("The carmaker Ford said it would close. Ford fell, Ford said.", ""),
            ("Kellogg Co. had a bad year. Kellogg said it would close.", ""),
            ("The carmaker called Ana Sousa. Sousa left.", "Ana Sousa: "),
            // What "which" tells of, what has an "its", what ends as a firm does, and whoever has the name of a town.
            ("It fined Rovande Clark on Monday. Rovande Clark, which has 40 branches, will pay.", ""),
            ("Jommo warned that profit would fall. Georgia, which trains divers, left.", ""),
            ("Snow cut off Madison, Carson and Beverly. Madison slept. Carson opened its school.", ""),
            ("Reis Rovande LLP left. Reis Rovande declined to speak.", ""),
            ("Pupils of Thomas Reis Academy left. Thomas Reis will be built anew.", ""),
            ("The Thomas Reis Academy closed. Thomas Reis, a diver, built it. Reis left.", "Thomas Reis: "),
            ("Reis Wheat’s chief executive, Ana Sousa, left.", "Ana Sousa: "),
            ("They met in Lourdes. Lourdes Sousa, a diver, wept. Lourdes slept. Sousa left.", "Lourdes Sousa: "),
            ("Ana Sousa, a diver, wept. Ana left in tears.", "Ana Sousa: "),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }
}
