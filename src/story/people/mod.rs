//! Who is who: named people, their roles as the article gives them, and every mention.

pub mod mentions;

use std::collections::HashMap;

use super::Place;
use super::block_pass::BlockFacts;
use crate::language::{Class, Tag};
use crate::text::Region;
use mentions::{NameMention, Sex};

/// What kind of mention it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// By name.
    Name,
    /// By pronoun.
    Pronoun,
    /// By a role alone: "the prime minister".
    Nominal,
}

/// One mention of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub place: Place,
    /// How.
    pub kind: MentionKind,
    /// The sentence, by its number in the block.
    pub sentence: usize,
}

/// A role as the article writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The words.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// A named person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The fullest form in the article, without titles.
    pub name: String,
    /// All mentions, in order.
    pub mentions: Vec<Mention>,
    /// Roles as written, in order of the text; each wording once.
    pub roles: Vec<Role>,
    /// For pronouns.
    pub sex: Option<Sex>,
}

impl Person {
    /// The last word of the name.
    #[must_use]
    pub fn surname(&self) -> &str {
        surname(&self.name)
    }
}

fn surname(name: &str) -> &str {
    let mut parts = name.split_whitespace().rev();
    let last = parts.next().unwrap_or(name);
    let is_suffix = matches!(last.trim_end_matches('.').to_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
    if is_suffix { parts.next().map_or(last, |p| p.trim_end_matches(',')) } else { last }
}

/// A block with its region, as the story pass sees it.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Its number.
    pub number: usize,
    /// What it is for.
    pub region: Region,
    /// What it tells.
    pub facts: &'a BlockFacts,
}

const LEAST: i32 = 1;

/// Joins the names of all blocks into people.
#[must_use]
pub fn join(parts: &[Part]) -> Vec<Person> {
    let seen = Seen::of(parts);
    let mut people: Vec<Person> = Vec::new();
    let mut by_surname: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_given: HashMap<String, Vec<usize>> = HashMap::new();

    // First the full names, wherever they stand: the article itself says who is a person.
    for part in parts.iter().filter(|p| p.region != Region::FrontMatter && p.region != Region::Boilerplate) {
        for name in part.facts.names.iter().filter(|n| n.tokens.len() >= 2 && n.score >= LEAST) {
            let written = name_of(part, name);
            let sure = name.titled || name.role_before.is_some();
            if !sure && seen.is_common(part, name) {
                continue;
            }
            let id = people_index(&mut people, &mut by_surname, &mut by_given, &written, name, part);
            note(&mut people[id], part, name);
        }
    }
    // Then single words: surnames and given names of those, and titled ones.
    for part in parts.iter().filter(|p| p.region != Region::FrontMatter && p.region != Region::Boilerplate) {
        for name in part.facts.names.iter().filter(|n| n.tokens.len() == 1) {
            let written = name_of(part, name);
            let key = fold(&written);
            let known = by_surname.get(&key).or_else(|| by_given.get(&key)).cloned();
            let id = match known {
                Some(ids) => {
                    if name.score < -6 && !name.titled {
                        continue;
                    }
                    closest(&people, &ids, part.number, name)
                }
                None if (name.titled && name.score >= LEAST)
                    || (name.courtesy.is_some())
                    || (name.speaks && name.score >= 1 && seen.lower(&key) == 0)
                    || (name.role_before.is_some() && name.score >= 2) =>
                {
                    people.push(Person { name: written, mentions: Vec::new(), roles: Vec::new(), sex: name.courtesy });
                    by_surname.entry(key).or_default().push(people.len() - 1);
                    people.len() - 1
                }
                None => continue,
            };
            note(&mut people[id], part, name);
        }
    }
    for person in &mut people {
        person.mentions.sort_by_key(|m| m.place);
        person.mentions.dedup_by_key(|m| m.place);
        person.roles.sort_by_key(|r| r.place);
        let mut texts: Vec<String> = Vec::new();
        person.roles.retain(|r| {
            let low = r.text.to_lowercase();
            let new = !texts.contains(&low);
            texts.push(low);
            new
        });
    }
    people.sort_by_key(|p| p.mentions.first().map(|m| m.place));
    pronouns(parts, &mut people);
    people
}

/// What the whole article says of words: how often each stands in lower case.
struct Seen<'a> {
    lower: HashMap<&'a str, usize>,
}

impl<'a> Seen<'a> {
    fn of(parts: &[Part<'a>]) -> Self {
        let mut lower = HashMap::new();
        for part in parts {
            let words = &part.facts.words;
            for i in 0..words.len() {
                if words.is_word(i) && words.word(i).starts_with(char::is_lowercase) {
                    *lower.entry(words.low(i)).or_default() += 1;
                }
            }
        }
        Self { lower }
    }

    fn lower(&self, word: &str) -> usize {
        self.lower.get(word).copied().unwrap_or(0)
    }

    /// Whether every word of a name stands in the article in lower case too, as "Health Care" does.
    fn is_common(&self, part: &Part, name: &NameMention) -> bool {
        name.tokens.clone().all(|i| self.lower(part.facts.words.low(i)) > 0)
    }
}

fn name_of(part: &Part, name: &NameMention) -> String {
    let words = &part.facts.words;
    let mut out = String::new();
    for i in name.tokens.clone() {
        if !out.is_empty() && words.spaced(i) {
            out.push(' ');
        }
        out.push_str(words.word(i));
    }
    // Names in capitals, as credits have them, are shown as names.
    if out.chars().filter(|c| c.is_alphabetic()).count() > 3 && out.chars().all(|c| !c.is_lowercase()) {
        out = out
            .split(' ')
            .map(|w| {
                let mut chars = w.chars();
                chars.next().map_or(String::new(), |f| f.to_string() + &chars.as_str().to_lowercase())
            })
            .collect::<Vec<_>>()
            .join(" ");
    }
    out
}

/// A word as it is compared: lower case, straight apostrophes, no full stop.
fn fold(word: &str) -> String {
    word.to_lowercase().replace('’', "'").trim_end_matches('.').to_owned()
}

fn people_index(
    people: &mut Vec<Person>,
    by_surname: &mut HashMap<String, Vec<usize>>,
    by_given: &mut HashMap<String, Vec<usize>>,
    written: &str,
    name: &NameMention,
    part: &Part,
) -> usize {
    let key = fold(surname(written));
    let given = fold(written.split_whitespace().next().unwrap_or_default());
    if let Some(ids) = by_surname.get(&key) {
        for id in ids {
            let other = fold(people[*id].name.split_whitespace().next().unwrap_or_default());
            if compatible(&given, &other) {
                if written.len() > people[*id].name.len() {
                    written.clone_into(&mut people[*id].name);
                }
                return *id;
            }
        }
    }
    let words = &part.facts.words;
    let first = words.class(name.tokens.start);
    let sex = name.courtesy.or(if first.has(Class::FEMALE) {
        Some(Sex::Female)
    } else if first.has(Class::MALE) {
        Some(Sex::Male)
    } else {
        None
    });
    people.push(Person { name: written.to_owned(), mentions: Vec::new(), roles: Vec::new(), sex });
    let id = people.len() - 1;
    by_surname.entry(key).or_default().push(id);
    // "De Blasio", "van der Berg": the surname with its particles, too.
    let parts: Vec<&str> = written.split_whitespace().collect();
    if parts.len() >= 3 {
        by_surname.entry(fold(&parts[1..].join(" "))).or_default().push(id);
    }
    by_given.entry(given).or_default().push(id);
    id
}

/// Whether two given names can be one person's: the same, or one the other's initial or beginning.
fn compatible(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || (short.chars().count() == 1 && long.starts_with(short)) || (short.len() >= 3 && long.starts_with(short))
}

/// Of several people of one name, the one last spoken of before this block, unless the courtesy title tells.
fn closest(people: &[Person], ids: &[usize], block: usize, name: &NameMention) -> usize {
    let fits = |id: &&usize| match (name.courtesy, people[**id].sex) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let last_before =
        |id: &usize| people[*id].mentions.iter().filter(|m| m.place.block <= block).map(|m| (m.place.block, m.place.start)).max();
    ids.iter().filter(fits).max_by_key(|id| last_before(id)).or(ids.first()).copied().unwrap_or(0)
}

fn note(person: &mut Person, part: &Part, name: &NameMention) {
    let place = |(start, end): (u32, u32)| Place { block: part.number, start, end };
    person.mentions.push(Mention { place: place((name.start, name.end)), kind: MentionKind::Name, sentence: name.sentence });
    for span in [name.role_before, name.role_after].into_iter().flatten() {
        let text = part.facts.words.text[span.0 as usize..span.1 as usize].to_owned();
        person.roles.push(Role { text, place: place(span) });
    }
    person.sex = name.courtesy.or(person.sex);
}

/// Gives "he" and "she" to the person spoken of last who can be meant: the subject of the sentence before, else the last
/// name. Where two could be meant, nobody is.
fn pronouns(parts: &[Part], people: &mut [Person]) {
    let mut names: HashMap<(usize, u32), usize> = HashMap::new();
    for (id, person) in people.iter().enumerate() {
        for m in &person.mentions {
            names.insert((m.place.block, m.place.start), id);
        }
    }
    let mut added: Vec<(usize, Mention)> = Vec::new();
    let mut recent: Option<(usize, usize)> = None;
    for part in parts.iter().filter(|p| p.region.is_story()) {
        let words = &part.facts.words;
        let mut subject: Option<usize> = recent.filter(|(block, _)| part.number - block <= 2).map(|(_, id)| id);
        for (number, sentence) in part.facts.sentences.iter().enumerate() {
            let mut first_here: Option<usize> = None;
            for i in sentence.tokens.clone() {
                let at = words.tokens[i].start;
                if let Some(id) = names.get(&(part.number, at)) {
                    let possessive = words.tag(i + 1) == Tag::Possessive;
                    if first_here.is_none() || (!possessive && people[*id].sex.is_some()) {
                        first_here = first_here.or(Some(*id));
                    }
                    recent = Some((part.number, *id));
                    if subject.is_none() {
                        subject = Some(*id);
                    }
                    continue;
                }
                let sex = match words.low(i) {
                    "he" | "his" | "him" | "himself" => Sex::Male,
                    "she" | "her" | "hers" | "herself" => Sex::Female,
                    _ => continue,
                };
                let fits = |id: usize| people[id].sex.is_none_or(|s| s == sex);
                let id = first_here
                    .filter(|id| fits(*id))
                    .or(subject.filter(|id| fits(*id)))
                    .or(recent.filter(|(block, id)| part.number - block <= 2 && fits(*id)).map(|(_, id)| id));
                if let Some(id) = id {
                    added.push((
                        id,
                        Mention {
                            place: Place { block: part.number, start: at, end: words.tokens[i].end },
                            kind: MentionKind::Pronoun,
                            sentence: number,
                        },
                    ));
                    if first_here.is_none() {
                        first_here = Some(id);
                    }
                }
            }
            if let Some(id) = first_here {
                subject = Some(id);
                recent = Some((part.number, id));
            }
        }
    }
    for (id, mention) in added {
        people[id].mentions.push(mention);
        people[id].mentions.sort_by_key(|m| m.place);
    }
}
