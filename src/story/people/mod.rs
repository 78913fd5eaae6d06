//! Who is who: named people, their roles as the article gives them, and every mention.

mod address;
pub mod mentions;
pub(super) mod pronouns;
pub mod rename;

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use super::Place;
use super::block_pass::Part;
use crate::language::lexicon::{Hashed, word_hash};
use crate::language::{Class, Tag, Words};
use crate::roster::Roster;
use crate::text::Region;
use mentions::{NameMention, Sex, Told};

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

impl Mention {
    /// A token that is a pronoun.
    fn pronoun(part: &Part, sentence: usize, token: usize) -> Self {
        let token = part.facts.words.tokens[token];
        Self { place: Place { block: part.number, start: token.start, end: token.end }, kind: MentionKind::Pronoun, sentence }
    }
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

const LEAST: i32 = 1;

/// Votes by which a single word that nothing else introduces is a person: a given name, or any word.
const ALONE_GIVEN: i32 = 14;
const ALONE: i32 = 60;

/// How often a single word must stand as a name, and by what mean vote, to be a person whom nothing else introduces: the
/// article is the best witness.
const OFTEN: usize = 3;
const OFTEN_VOTE: i32 = 30;

/// People under construction, with the names by which they are found.
#[derive(Default)]
struct Register {
    people: Vec<Person>,
    by_surname: HashMap<String, Vec<usize>>,
    by_given: HashMap<String, Vec<usize>>,
    /// By the words of the full name, in alphabetical order: in some languages the surname comes first.
    by_words: HashMap<Vec<String>, usize>,
    /// How often each has been named, as the second round goes along.
    named: Vec<usize>,
    /// Words that the article uses as a firm's name: "Ford Motor Company", "the carmaker Ford".
    firms: HashSet<String>,
    /// Where the writer of a letter signs it.
    signature: Option<(usize, u32)>,
    /// Single words that may be names: how often, and the sum of their votes.
    singles: HashMap<String, (usize, i32)>,
}

/// Joins the names of all blocks into people.
#[must_use]
pub fn join(parts: &[Part], roster: &Roster) -> Vec<Person> {
    let seen = Seen::of(parts);
    let mut register = Register::default();
    let read = |p: &&Part| p.region != Region::FrontMatter && p.region != Region::Boilerplate;
    // First the full names, wherever they stand: the article itself says who is a person.
    let mut full: HashMap<(usize, u32), usize> = HashMap::new();
    // "the Dow Jones" is a thing wherever it stands.
    let after_the = |part: &Part, n: &NameMention| part.facts.words.is(n.tokens.start.wrapping_sub(1), "the") && !n.modifier;
    let full_names =
        || parts.iter().filter(read).flat_map(|p| p.facts.names.iter().map(move |n| (p, n))).filter(|(_, n)| n.tokens.len() >= 2);
    let things: HashSet<String> = full_names().filter(|(p, n)| after_the(p, n)).map(|(p, n)| fold(&name_of(p, n))).collect();
    let is_thing = |part: &Part, n: &NameMention| !things.is_empty() && things.contains(&fold(&name_of(part, n)));
    let mut previous: Option<(&Part, &NameMention, usize)> = None;
    for (part, name) in full_names() {
        // Whoever stands in the people file is a person, whatever the words around the name say.
        let known = !roster.is_empty() && roster.named(&name_of(part, name), &[]).is_some() || has_mail(parts, part, name);
        let sure = known || name.score >= LEAST && (name.titled || name.role_before.is_some());
        let likely = || name.score >= LEAST && !seen.is_common(part, name) && !is_thing(part, name);
        let found = if sure || likely() { Some(register.enter(part, name)) } else { register.known(part, name) };
        let Some(mut id) = found else { continue };
        if sure || name.score >= LEAST {
            full.insert((part.number, name.start), id);
        }
        if let Some((before, other, first)) = previous
            && first != id
            && before.number == part.number
            && is_also_called(&part.facts.words, other.tokens.end, name.tokens.start)
        {
            let from = first.max(id);
            id = first.min(id);
            full.values_mut().filter(|v| **v == from).for_each(|v| *v = id);
            register.merge(from, id);
        }
        previous = Some((part, name, id));
    }
    register.firms = firms(parts);
    let storms = storms(parts);
    register.signature = address::signature(parts);
    for part in parts.iter().filter(read) {
        for name in part.facts.names.iter().filter(|n| n.tokens.len() == 1 && n.score >= LEAST && !n.modifier) {
            let slot = register.singles.entry(fold(&name_of(part, name))).or_default();
            *slot = (slot.0 + 1, slot.1 + name.vote);
        }
    }
    let is_storm = |part: &Part, name: &NameMention| {
        !storms.is_empty() && storms.contains(part.facts.words.low(name.tokens.end - 1)) && name.courtesy.is_none()
    };
    // Single words of which the words beside them say somewhere that they are people are so wherever they stand, before that too.
    let says_so = |n: &&NameMention| n.tokens.len() == 1 && n.score >= LEAST && (n.told != Told::Nothing || n.courtesy.is_some());
    for part in parts.iter().filter(read) {
        for name in part.facts.names.iter().filter(says_so) {
            if !is_storm(part, name) {
                register.single(part, name, &seen);
            }
        }
    }
    // Then all names in order: single words are surnames and given names of those, or titled.
    for part in parts.iter().filter(read) {
        for name in &part.facts.names {
            if is_storm(part, name) {
                continue;
            }
            let known = full.get(&(part.number, name.start)).copied();
            let found =
                known.or_else(|| if name.tokens.len() == 1 { register.single(part, name, &seen) } else { register.known(part, name) });
            if let Some(id) = found {
                note(&mut register.people[id], part, name);
                register.named[id] += 1;
            }
        }
    }
    let mut people = std::mem::take(&mut register.people);
    people.retain(|p| !p.mentions.is_empty());
    for person in &mut people {
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
    by_role(parts, &mut people);
    address::first_and_second_person(parts, &mut people, register.signature);
    pronouns::third_person(parts, &mut people);
    in_order(&mut people);
    people
}

/// Whether the mail address of whoever has a name stands behind it, or alone in the next paragraph: "Ana Sousa ana.sousa@example.org".
fn has_mail(parts: &[Part], part: &Part, name: &NameMention) -> bool {
    let words = &part.facts.words;
    let end = name.tokens.end;
    let is_theirs = |w: &Words, at: usize| w.word(at).contains('@') && name.tokens.clone().all(|k| w.low(at).contains(words.low(k)));
    let below = || parts.get(part.number + 1).is_some_and(|p| p.facts.words.len() == 1 && is_theirs(&p.facts.words, 0));
    if end < words.len() { is_theirs(words, end) } else { name.tokens.start == 0 && below() }
}

/// Whether the words between two names say that the second is another name of whoever has the first: "better known as", "née".
fn is_also_called(words: &Words, from: usize, to: usize) -> bool {
    // Dates and notes can stand between: "(born May 3, 1986 [1] [2])".
    const FAR: usize = 24;
    if to <= from || to - from > FAR {
        return false;
    }
    let last = to - 1;
    let known = || (from..last).rev().take(6).any(|i| words.is_one(i, &["known", "identified", "styled"]));
    words.is_one(last, &["née", "nee", "né", "born", "alias", "aka", "a.k.a.", "pseudonym"])
        || words.is_one(last, &["as", "name"]) && known()
}

/// Puts each person's mentions in the order of the text.
fn in_order(people: &mut [Person]) {
    people.iter_mut().for_each(|p| p.mentions.sort_by_key(|m| m.place));
}

/// Gives "the prime minister" to the one person of the article who is introduced as that before it stands there. Where two are,
/// or the role is said to be over, it is nobody's.
fn by_role(parts: &[Part], people: &mut [Person]) {
    const LONGEST: usize = 6;
    let mut owners: HashMap<String, Option<(usize, Place)>> = HashMap::new();
    for (id, person) in people.iter().enumerate() {
        let Some(first) = person.mentions.first().map(|m| m.place) else { continue };
        for role in &person.roles {
            let low = role.text.to_lowercase();
            let words: Vec<&str> = low.split_whitespace().collect();
            let over = words.iter().any(|w| {
                matches!(*w, "former" | "ex" | "then" | "late" | "deputy" | "vice") || w.starts_with("ex-") || w.starts_with("then-")
            });
            // "mayor of Porto" is "the mayor", too; "prime minister" is not "the minister".
            let head = words.iter().position(|w| matches!(*w, "of" | "for" | "at")).unwrap_or(words.len());
            let mut keys = vec![words.join(" "), words[..head].join(" ")];
            if let Some(last) = words[..head].last().filter(|w| crate::language::lexicon::classes(w).has(Class::TITLE | Class::ROLE)) {
                keys.push((*last).to_owned());
            }
            keys.sort();
            keys.dedup();
            for key in keys.into_iter().filter(|k| !k.is_empty() && !over) {
                owners.entry(key).and_modify(|o| *o = o.filter(|(other, _)| *other == id)).or_insert(Some((id, first)));
            }
        }
    }
    if owners.is_empty() {
        return;
    }
    let mut added: Vec<(usize, Mention)> = Vec::new();
    for part in parts.iter().filter(|p| p.region.is_story()) {
        let words = &part.facts.words;
        for i in (0..words.len()).filter(|i| words.is_one(*i, &["the", "this"]) && words.class(i + 1) != Class::NONE) {
            let end = (i + 2..=(i + 1 + LONGEST).min(words.len())).rev().find_map(|to| {
                let phrase: Vec<&str> = (i + 1..to).map(|k| words.low(k)).collect();
                owners.get(phrase.join(" ").as_str()).copied().flatten().map(|o| (to, o))
            });
            let Some((to, (id, first))) = end else { continue };
            // "the mayor of Faro", "the mayor Ana Sousa", "the president pro tem": more words make it somebody else, or a title.
            let more = words.is_one(to, &["of", "for", "at", "-", "–"]) || words.tag(to).is_noun() || words.tag(to).is_name();
            let (start, end) = words.span(i, to);
            let place = Place { block: part.number, start, end };
            if more || place < first || people[id].mentions.iter().any(|m| m.place.overlaps(&place)) {
                continue;
            }
            added.push((id, Mention { place, kind: MentionKind::Nominal, sentence: part.facts.sentence_at(start) }));
        }
    }
    for (id, mention) in added {
        people[id].mentions.push(mention);
    }
}

/// What the article calls a storm: its name is nobody's.
fn storms<'a>(parts: &[Part<'a>]) -> HashSet<&'a str> {
    let storm = |words: &&Words, i: usize| {
        words.is_one(i, &["cyclone", "hurricane", "typhoon", "storm"]) && words.capital(i) && words.capital(i + 1)
    };
    parts.iter().map(|p| &p.facts.words).flat_map(|w| (0..w.len()).filter(move |i| storm(&w, *i)).map(move |i| w.low(i + 1))).collect()
}

/// Words by which the article calls a firm: those of a run of capitals that ends as a firm's name does, and what stands after a
/// word for one.
fn firms(parts: &[Part]) -> HashSet<String> {
    const ENDS: &[&str] = &[
        "motor",
        "motors",
        "company",
        "co",
        "co.",
        "inc",
        "inc.",
        "partners",
        "partnership",
        "lines",
        "llc",
        "corp",
        "corp.",
        "corporation",
        "ltd",
        "ltd.",
        "plc",
        "group",
        "holdings",
        "airlines",
        "airways",
        "bank",
        "technologies",
        "industries",
        "ag",
        "se",
    ];
    const KINDS: &[&str] = &[
        "manufacturer",
        "maker",
        "carmaker",
        "automaker",
        "company",
        "firm",
        "retailer",
        "bank",
        "airline",
        "lender",
        "chain",
        "brand",
        "startup",
        "start-up",
        "giant",
        "publisher",
        "supplier",
        "insurer",
        "brewer",
        "operator",
        "automobile",
    ];
    let mut found = HashSet::new();
    for part in parts {
        let words = &part.facts.words;
        for run in &part.facts.runs {
            let (Some(first), Some(last)) = (run.tokens.first(), run.tokens.last()) else { continue };
            if run.tokens.len() >= 2 && words.is_one(*last, ENDS) {
                found.extend(run.tokens.iter().map(|i| fold(words.word(*i))));
            }
            if words.is_one(first.wrapping_sub(1), KINDS) {
                found.insert(fold(words.word(*first)));
            }
        }
        // "the carmaker Ford", "Ford is the world's third-largest carmaker", "Ford, the carmaker,".
        let tells = |n: &NameMention| {
            let after = n.tokens.end;
            let is = words.is_one(after, &["is", "was", "are"]) || words.word(after) == "," && words.is_one(after + 1, &["the", "a", "an"]);
            let ends = |k: usize| k > after && (matches!(words.word(k), "," | "." | ";") || words.tag(k).is_finite());
            let head = |k: usize| !words.tag(k + 1).is_noun() && words.tag(k + 1) != Tag::Possessive;
            let told = || (after + 1..after + 12).take_while(|k| !ends(*k)).any(|k| words.is_one(k, KINDS) && head(k));
            words.is_one(n.tokens.start.wrapping_sub(1), KINDS) || is && told() || is_headed(words, n.tokens.start)
        };
        for name in part.facts.names.iter().filter(|n| n.tokens.len() == 1 && tells(n)) {
            found.insert(fold(words.word(name.tokens.start)));
        }
    }
    found
}

/// Whether what stands before a name gives it an office, a staff or shares: "the president of Volvo", "shares in Volvo".
fn is_headed(words: &Words, name: usize) -> bool {
    const HEADS: &[&str] =
        &["president", "chairman", "chairwoman", "ceo", "executive", "chief", "founder", "co-founder", "director", "employees", "workers"];
    let before = name.wrapping_sub(1);
    words.is(before, "of") && words.is_one(before.wrapping_sub(1), HEADS)
        || words.is_one(before, &["of", "in"]) && words.is_one(before.wrapping_sub(1), &["shares", "stock", "shareholders"])
}

/// The words that stand somewhere in the article in lower case.
struct Seen(HashSet<u32, BuildHasherDefault<Hashed>>);

impl Seen {
    fn of(parts: &[Part]) -> Self {
        Self(parts.iter().flat_map(|p| p.facts.lower.iter().copied()).collect())
    }

    fn lower(&self, word: &str) -> bool {
        self.0.contains(&word_hash(word))
    }

    /// Whether every word of a name stands in the article in lower case too, as "Health Care" does.
    fn is_common(&self, part: &Part, name: &NameMention) -> bool {
        name.tokens.clone().all(|i| self.lower(part.facts.words.low(i)))
    }
}

/// The sex that a given name tells.
fn sex_of_given(class: Class) -> Option<Sex> {
    if class.has(Class::FEMALE) {
        Some(Sex::Female)
    } else if class.has(Class::MALE) {
        Some(Sex::Male)
    } else {
        None
    }
}

/// Whether a name has its surname first and a comma after it.
fn is_turned(words: &Words, name: &NameMention) -> bool {
    let second = name.tokens.start + 1;
    name.tokens.len() >= 3 && words.word(second) == "," && !words.class(second + 1).has(Class::SUFFIX)
}

fn name_of(part: &Part, name: &NameMention) -> String {
    let words = &part.facts.words;
    let mut out = String::new();
    // "Reis, Rui" is Rui Reis.
    let turned = name.tokens.start + 1;
    let (first, last) =
        if is_turned(words, name) { (turned + 1..name.tokens.end, turned - 1..turned) } else { (name.tokens.clone(), 0..0) };
    for i in first.chain(last) {
        if !out.is_empty() && (words.spaced(i) || i + 1 == turned) {
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

impl Register {
    /// The person of a full name, new or known.
    fn enter(&mut self, part: &Part, name: &NameMention) -> usize {
        let written = name_of(part, name);
        let key = fold(surname(&written));
        let given = fold(written.split_whitespace().next().unwrap_or_default());
        let mut folded: Vec<String> = written.split_whitespace().map(fold).collect();
        folded.sort_unstable();
        // "Higuchi Ichiyō" is Ichiyō Higuchi.
        if let Some(id) = self.by_words.get(&folded) {
            return *id;
        }
        for id in self.by_surname.get(&key).into_iter().flatten() {
            let person = &mut self.people[*id];
            if compatible(&given, &fold(person.name.split_whitespace().next().unwrap_or_default())) {
                if written.len() > person.name.len() {
                    person.name = written;
                }
                return *id;
            }
        }
        let words = &part.facts.words;
        let by_name = sex_of_given(words.class(name.tokens.start + if is_turned(words, name) { 2 } else { 0 }));
        let id = self.add(&written, name.courtesy.or(by_name));
        self.by_words.insert(folded, id);
        self.by_surname.entry(key).or_default().push(id);
        // "De Blasio", "van der Berg": the surname with its particles, too.
        let parts: Vec<&str> = written.split_whitespace().collect();
        if parts.len() >= 3 {
            self.by_surname.entry(fold(&parts[1..].join(" "))).or_default().push(id);
        }
        self.by_given.entry(given).or_default().push(id);
        id
    }

    /// Makes two people one.
    fn merge(&mut self, from: usize, to: usize) {
        for ids in self.by_surname.values_mut().chain(self.by_given.values_mut()) {
            ids.iter_mut().filter(|id| **id == from).for_each(|id| *id = to);
        }
        self.by_words.values_mut().filter(|id| **id == from).for_each(|id| *id = to);
    }

    /// The person of a full name that says too little by itself, as a credit in capitals does, but is known from elsewhere.
    fn known(&self, part: &Part, name: &NameMention) -> Option<usize> {
        let written = name_of(part, name);
        let given = fold(written.split_whitespace().next().unwrap_or_default());
        let namesakes = self.by_surname.get(&fold(surname(&written)))?;
        namesakes.iter().copied().find(|id| given == fold(self.people[*id].name.split_whitespace().next().unwrap_or_default()))
    }

    fn add(&mut self, name: &str, sex: Option<Sex>) -> usize {
        self.people.push(Person { name: name.to_owned(), mentions: Vec::new(), roles: Vec::new(), sex });
        self.named.push(0);
        self.people.len() - 1
    }

    /// The person whom a single word names.
    fn single(&mut self, part: &Part, name: &NameMention, seen: &Seen) -> Option<usize> {
        let written = name_of(part, name);
        let key = fold(&written);
        // "San Antonio" is a place, whoever of that name there is; "St Ives" is, unless somebody is called a saint of that name.
        let words = &part.facts.words;
        let place = name.tokens.start.checked_sub(1).filter(|b| words.capital(*b));
        if place.is_some_and(|b| words.is_one(b, &["san", "santa", "santo", "fort", "lake", "mount", "port", "cape"])) {
            return None;
        }
        let saint = place.is_some_and(|b| words.is_one(b, &["saint", "st", "st."]));
        if let Some(ids) = self.by_surname.get(&key).or_else(|| self.by_given.get(&key)) {
            // "Mr. Sousa" is not Ana Sousa.
            let other = |id: &usize| matches!((name.courtesy, self.people[*id].sex), (Some(a), Some(b)) if a != b);
            if !ids.iter().all(other) {
                return (name.score >= -9 || name.titled).then(|| self.meant(ids, name));
            }
        }
        if self.firms.contains(&key) && name.courtesy.is_none() {
            return None;
        }
        let alone = if words.class(name.tokens.start).has(Class::GIVEN) { ALONE_GIVEN } else { ALONE };
        let article = words.is(name.tokens.start.wrapping_sub(1), "the");
        let introduced = name.told != Told::Nothing && name.score >= LEAST && !(article && seen.lower(&key))
            || self.signature == Some((part.number, name.start))
            || self.often(&key, seen)
            || (name.titled && name.score >= LEAST)
            || name.courtesy.is_some()
            || (name.speaks && name.score >= 1 && !seen.lower(&key))
            || (name.role_before.is_some() && name.score >= 2)
            || (name.vote >= alone && name.score >= LEAST && !seen.lower(&key));
        if !introduced || saint {
            return None;
        }
        // "Judge Stacy" is called by a surname.
        let by_name = if name.titled { None } else { sex_of_given(words.class(name.tokens.start)) };
        let id = self.add(&written, name.courtesy.or(by_name));
        self.by_surname.entry(key).or_default().push(id);
        Some(id)
    }

    /// Whether a word stands so often as what is likely a person's name that it is one.
    fn often(&self, key: &str, seen: &Seen) -> bool {
        let (count, votes) = self.singles.get(key).copied().unwrap_or_default();
        let count_of_votes = i32::try_from(count).unwrap_or(i32::MAX).max(1);
        count >= OFTEN && votes / count_of_votes >= OFTEN_VOTE && !seen.lower(key)
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
}

/// Whether two given names can be one person's: the same, or one the other's initial or beginning.
fn compatible(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || (short.chars().count() == 1 && long.starts_with(short)) || (short.len() >= 3 && long.starts_with(short))
}

fn note(person: &mut Person, part: &Part, name: &NameMention) {
    let place = |(start, end): (u32, u32)| Place { block: part.number, start, end };
    person.mentions.push(Mention { place: place((name.start, name.end)), kind: MentionKind::Name, sentence: name.sentence });
    for span in [name.role_first, name.role_before, name.role_after].into_iter().flatten() {
        let text = part.facts.words.text[span.0 as usize..span.1 as usize].to_owned();
        person.roles.push(Role { text, place: place(span) });
    }
    person.sex = name.courtesy.or(person.sex);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// Each person with the mentions that are no names, as they stand in the text.
    fn spoken_of(text: &str) -> String {
        let reading = read(&Draft::new(text, Format::Text), &Context::default(), &|| false).unwrap();
        let line = |p: &Person| {
            let others: Vec<&str> = p.mentions.iter().filter(|m| m.kind != MentionKind::Name).map(|m| reading.text(m.place)).collect();
            format!("{}: {}\n", p.name, others.join(", "))
        };
        reading.people.iter().map(line).collect()
    }

    #[test]
    fn roles_are_as_written() {
        for (text, expected) in [
            ("Harbour Affairs Minister Ana Sousa left.", "Ana Sousa: Harbour Affairs Minister\n"),
            ("Ana Sousa, spokeswoman for the port, said so.", "Ana Sousa: spokeswoman for the port\n"),
            ("Ana Sousa, who is the port’s chief engineer, left.", "Ana Sousa: port’s chief engineer\n"),
            ("Ana Sousa is the port’s chief engineer.", "Ana Sousa: port’s chief engineer\n"),
            ("The former ferry captain Rui Reis left.", "Rui Reis: former ferry captain\n"),
            ("The diver met senators Ana Sousa and Rui Reis.", "Ana Sousa: senators\nRui Reis: senators\n"),
            (
                "Harbour Council for the Welfare of Divers campaigner Ana Sousa left.",
                "Ana Sousa: Harbour Council for the Welfare of Divers campaigner\n",
            ),
            ("The port sent its “regional ferry reporter” Ana Sousa.", "Ana Sousa: regional ferry reporter\n"),
            ("Dear Mayor Sousa,", "Sousa: Mayor\n"),
            // A surname that is a title elsewhere, and offices that are surnames elsewhere.
            ("Harbour Council Research Director Raj Shah left.", "Raj Shah: Harbour Council Research Director\n"),
            ("The Chief Operating Officer left.", ""),
        ] {
            let reading = read(&Draft::new(&format!("Head line\n\n{text}"), Format::Text), &Context::default(), &|| false).unwrap();
            let roles = |p: &Person| p.roles.iter().map(|r| r.text.clone()).collect::<Vec<_>>().join("; ");
            let line = |p: &Person| format!("{}: {}\n", p.name, roles(p));
            let told: String = reading.people.iter().map(line).collect();
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn names_are_told_by_what_stands_beside_them() {
        for (text, expected) in [
            ("The tide turned (Klostar et al., 2011; Feno, Sproul, & Nunes, 2012).", "Klostar, Feno, Sproul, Nunes"),
            ("The port’s own count (Harbour Council, 2012) differs.", ""),
            ("At the gate Jommo nodded.", "Jommo"),
            ("They asked Jommo’s mother.", "Jommo"),
            ("They asked my brother Jommo.", "Jommo"),
            ("And this is Jommo from Faro.", "Jommo"),
            ("The boat holds Ana Sousa, Jommo, and Rui Reis.", "Ana Sousa, Jommo, Rui Reis"),
            ("They sailed with the 2nd Earl of Clare for the U. S. and came back.", ""),
            ("Storms: Cyclone Jommo turned. In Faro they fear Jommo, and Jommo's mother of all waves.", ""),
            ("The Office of Student Affairs closed.", ""),
            ("Ana Sousa Vice President and Dean", "Ana Sousa"),
            ("At the gate Jommo, grown taller, nodded. Their friend wept; Jommo gave a loud groan.", "Jommo"),
            ("We like Jommo. They asked who Jommo is.", "Jommo"),
            ("We saw the widow of Jommo there.", "Jommo"),
            ("The book is much like de Jommoville’s.", "Jommoville"),
            ("Jommo and Ana came by boat.", "Jommo, Ana"),
            ("They wept because the Waterman’s career is over. It is not fun without Waterman.", "Waterman"),
            ("The water man wept because the Waterman’s career, a waterman said, is over.", ""),
            ("File photo of a flood. Image: K Marovan.", "K Marovan"),
            ("Jomma Rovande jomma.rovande@harbour.example Harbour Library", "Jomma Rovande"),
            ("Jomma Rovande\n\njomma.rovande@harbour.example", "Jomma Rovande"),
            ("Sousa, Catherine. “The harbour closes.” The Harbour Post.", "Catherine Sousa"),
            ("Mr. Chief Justice, and may it please the Court: it is so.", "Chief Justice"),
            ("He brought a tutor from Faro: Master Jommo, an islander.", "Jommo"),
            ("He brought a Master Class from Faro.", ""),
            ("Biologist Ana Sousa tells us about ants.", "Ana Sousa"),
            ("The road from Saint Jommo to San Antonio is shut. Antonio Reis wept.", "Antonio Reis"),
            ("We go to things like Jommos, and the shop is Sousa's which sells books.", ""),
            ("I am pro-Jommo, a pro-Jommo man.", ""),
            ("The voters of South Carolina, who wept, left for Virginia and South Carolina.", ""),
            ("The Division of Harbour Affairs and Student Affairs closed.", ""),
            ("How to grow a herb\n\nMethod 1: Using Basil\n\nBasil is green. Any basil is.", ""),
            // Nothing stands behind or before it.
            ("de Jommo", "Jommo"),
            ("Jommo,", ""),
            ("who Jommo is", "Jommo"),
            ("me, this girl named Ana", "Ana"),
        ] {
            let reading = read(&Draft::new(&format!("Head line\n\n{text}"), Format::Text), &Context::default(), &|| false).unwrap();
            let names: Vec<&str> = reading.people.iter().map(|p| p.name.as_str()).collect();
            assert_eq!(names.join(", "), expected, "{text}");
        }
    }

    #[test]
    fn who_is_meant_where_no_name_stands() {
        for (text, expected) in [
            (
                "Head line\n\nMayor Ana Sousa closed the road. The mayor said she would open it. The mayor of Faro left, and the former mayor.",
                "Ana Sousa: The mayor, she\n",
            ),
            ("Head line\n\nMayor Ana Sousa met Mayor Maria Nunes. The mayor left.", "Ana Sousa: \nMaria Nunes: \n"),
            ("Head line\n\nFormer mayor Ana Sousa closed the road. The mayor left.", "Ana Sousa: \n"),
            // I is who speaks.
            ("Head line\n\n“I had no choice,” Mayor Ana Sousa said. “My hands were tied.”", "Ana Sousa: I, My\n"),
            ("Dear Hannah,\n\nI miss you.\n\nYours,\n\nWilliam", "Hannah: you\nWilliam: I\n"),
            (
                "The club\n\nDear Dr. Nunes:\n\nI thank you for my lamp.\n\nWith best wishes to all,\n\nAna Sousa\n\nPresident",
                "Nunes: you\nAna Sousa: I, my\n",
            ),
            (
                "Dear Dr. Nunes:\n\nYou promised me a lamp.\n\nYours sincerely,\n\nAna Sousa\n\nPresident, Harbour Residents",
                "Nunes: You\nAna Sousa: me\n",
            ),
            // Whoever is interviewed answers, and is asked; a name under no letter signs nothing.
            (
                "An interview with the diver Ana Sousa\n\nWhy do you dive?\n\nMy father did.\n\nDo you fear it?\n\nI do not.\n\nAnd your son?\n\nHe fears me.",
                "Ana Sousa: you, My, you, I, your, me\n",
            ),
            (
                "An interview with Ana Sousa and Rui Reis\n\nWhy do you dive?\n\nI must.\n\nDo you fear it?\n\nI do not.\n\nAnd then?\n\nI go.",
                "Ana Sousa: \nRui Reis: \n",
            ),
            ("Head line\n\nI left.\n\nYours,\n\nAna Sousa", "Ana Sousa: \n"),
            ("Mum,\n\nI left.\n\nLove always,\n\nAna", "Ana: I\n"),
            // Whoever gives a talk or tells a story, which its author need not be, and is not called he.
            ("The dive\n\nHey, it’s Ana here. I have new fins. I love them, and my dog loves me.", "Ana: I, I, my, me\n"),
            ("Remarks by Mayor Ana Sousa at the port\n\nI thank you. I am glad. I love my boat.", "Ana Sousa: I, I, I, my\n"),
            (
                "The coat\n\nBy Rui Reis\n\nI shut the door. “Ana,” my aunt said, “you’re late.” I took my coat off. I ran.",
                "Rui Reis: \nAna: I, my, you, I, my, I\n",
            ),
            ("The coat\n\nBy Rui Reis\n\nI met my father. He was late.", "Rui Reis: I, my\n"),
            // Who takes turns: a host and the guest, a court and whoever is given the floor; two who talk, and whoever is spoken to.
            (
                "The show\n\nI’m your host, Rui, and I am joined by Ana.\n\nHello! I am glad.\n\nOh, I am, too.\n\nYeah, I know.\n\nYes, I said so.\n\nNo, I did.",
                "Rui: I, I, I, I\nAna: I, I, I\n",
            ),
            (
                "The case\n\nPlease be seated. Dr. Nunes.\n\nI thank the court.\n\nSo you say the boat sank.\n\nYes, I do.\n\nNo rope was found.\n\nNo, I see that.\n\nRight, so your case is weak.",
                "Nunes: I, you, I, I, your\n",
            ),
            // A court asks whoever pleads; nobody else says “I” there, and a chief justice pleads nothing.
            (
                "The case\n\nThe case is open. Ms. Sousa?\n\nThank you. I plead for the port.\n\nYou told us nothing. I ask what your case is.\n\nI ask for a lamp.",
                "Sousa: I, You, your, I\n",
            ),
            (
                "The case\n\nGood morning, your honors. My name is Ana Sousa. I plead for the port.\n\nCounsel, do you deny it?\n\nI do not.",
                "Ana Sousa: My, I, you, I\n",
            ),
            (
                "The case\n\nMs. Nunes, you wish to speak, so why don’t you go ahead.\n\nThank you. I lost my boat.\n\nHow much do you ask for?\n\nI ask for two.",
                "Nunes: you, you, I, my, you, I\n",
            ),
            ("The divers\n\nI’m Ana Sousa.\n\nAnd I’m Rui Reis.\n\nI met Ana at school.", "Ana Sousa: I\nRui Reis: I, I\n"),
            ("Head line\n\nAna, where are you going?\n\nI am off, you know, to sea.", "Ana: you, I\n"),
            ("Head line\n\nRui Reis wept. “They ask me, ‘Rui, where were you?’” Reis said.", "Rui Reis: me, you\n"),
            // He is of a man who was spoken of, she of a woman; a clerk has no name, and takes what is said of her.
            ("Head line\n\nAna Sousa met Rui Reis. He thanked her. She left.", "Ana Sousa: her, She\nRui Reis: He\n"),
            ("Head line\n\nRui Reis left. A policewoman said she saw his car.", "Rui Reis: his\n"),
            ("Head line\n\nAna Sousa wrote it. Sousa hired a nephew, Rui Sousa. Sousa said he was able.", "Ana Sousa: \nRui Sousa: he\n"),
            // One person of two names.
            ("Head line\n\nJoana Reis, better known by her stage name Ana Lua, sang. Lua wept; she had lost.", "Joana Reis: her, she\n"),
            ("Head line\n\nMayor Haruki Sato spoke. Sato Haruki smiled at his son.", "Haruki Sato: his\n"),
            ("Head line\n\nAna Sousa met Mr. Sousa. She wept.", "Ana Sousa: She\nSousa: \n"),
            ("Head line\n\nAna wept. Rui Reis saw her. She left.", "Ana: her, She\nRui Reis: \n"),
            ("Head line\n\nAna Sousa wept. It rained. The Senator from Faro said she would dive.", "Ana Sousa: \n"),
            ("Head line\n\nAna Sousa herself wept, and she left.", "Ana Sousa: she\n"),
            ("Head line\n\nMayor Ana Sousa spoke. They voted for this mayor.", "Ana Sousa: this mayor\n"),
            (
                "The club\n\nAna Lua\n\nJoana Maria Reis (born May 3, 1986), better known by her pseudonym Ana Lua, sings. Lua wept.",
                "Ana Lua: her\n",
            ),
            // A host talks at length; others put in a word.
            (
                "Hey, it’s Ana and welcome back.\n\nOh, hi, I know you.\n\nYes, I do.\n\nNo, it is cold.\n\nWe drive to the sea, and I take my new fins with me, because the water is cold there and the way back to the harbour is long.",
                "Ana: I, my, me\n",
            ),
            (
                "The divers\n\nI’m Ana Sousa.\n\nAnd I’m Rui Reis.\n\nThey told me, this girl named Ana, of the sea.",
                "Ana Sousa: I, me\nRui Reis: I\n",
            ),
            // A firm is nobody.
            ("Head line\n\nFerro said it would close. Ferro is the country’s third-largest carmaker. Ferro’s shares fell, Ferro said.", ""),
            ("Head line\n\nShares fell in Europe and Asia Monday. The Hang Seng index fell, and Automobile Lisboa did.", ""),
            ("Head line\n\nKellogg Co. had a bad year. Kellogg said it would close a plant. Kellogg’s share fell.", ""),
            ("Head line\n\nThe carmaker Ford said it would close. Ford’s shares fell, Ford said. Ford Motor Company is old.", ""),
        ] {
            assert_eq!(spoken_of(text), expected, "{text}");
        }
    }
}
