//! Who is who: named people, their roles as the article gives them, and every mention.
//!
//! `register` tells whose name is whose, `naming` how names are compared, `standing` who somebody is told to be elsewhere;
//! `pronouns` whom "he", "she" and "I" mean, `offices` whom "the mayor", `address` who answers in an interview; `things` what
//! bears a name and is nobody. Whether capitals are a name at all is the paragraph's to tell ([`crate::paragraph::names`]).

mod address;
mod naming;
mod offices;
mod pronouns;
mod register;
mod standing;
mod things;

use std::collections::{HashMap, HashSet};

use super::part::Part;
use super::place::Place;
use crate::language::{Class, Words};
use crate::paragraph::names::{NameMention, Sex, Told};
use crate::roster::Roster;
use crate::text::Region;
use crate::text::position::clamp;
use naming::{fold, name_of};
use register::{Register, Seen};

pub(super) use naming::surname;
pub(super) use pronouns::is_first_person;

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
    pub sentence: u32,
}

/// A role as the article writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenRole {
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
    pub roles: Vec<WrittenRole>,
    /// For pronouns.
    pub sex: Option<Sex>,
}

impl Mention {
    /// A token that is a pronoun.
    pub(super) fn pronoun(part: &Part, sentence: usize, token: usize) -> Self {
        let token = part.facts.words.tokens[token];
        Self {
            place: Place { block: part.number, start: token.start, end: token.end },
            kind: MentionKind::Pronoun,
            sentence: clamp(sentence),
        }
    }
}

impl Person {
    /// The last word of the name.
    #[must_use]
    pub fn surname(&self) -> &str {
        surname(&self.name)
    }
}

/// The score from which a run of words is likely a person's name.
const LEAST: i32 = 1;

/// Joins the names of all blocks into people.
#[must_use]
pub fn join(parts: &[Part], roster: &Roster) -> Vec<Person> {
    let seen = Seen::of(parts, names(parts));
    let mut register = Register::default();
    let full = enter_full_names(parts, roster, &seen, &mut register);
    register.firms = things::firms(parts);
    for (part, name) in names(parts).filter(|(_, n)| n.tokens.len() == 1 && n.score >= LEAST && !n.modifier) {
        register.count_single(part, name);
    }
    let storms = things::storms(parts);
    let is_storm = |part: &Part, name: &NameMention| {
        !storms.is_empty() && storms.contains(part.facts.words.low(name.tokens.end - 1)) && name.courtesy.is_none()
    };
    // Single words of which the words beside them say somewhere that they are people are so wherever they stand, before that too.
    let says_so = |n: &NameMention| n.tokens.len() == 1 && n.score >= LEAST && (n.told != Told::Nothing || n.courtesy.is_some());
    for (part, name) in names(parts).filter(|(p, n)| says_so(n) && !is_storm(p, n)) {
        register.single(part, name, &seen);
    }
    // Then all names in order: single words are surnames and given names of those, or titled.
    for (part, name) in names(parts).filter(|(p, n)| !is_storm(p, n)) {
        let known = full.get(&(clamp(part.number), name.start)).map(|id| *id as usize);
        let found = known.or_else(|| if name.tokens.len() == 1 { register.single(part, name, &seen) } else { register.known(part, name) });
        if let Some(id) = found {
            register.note(id, part, name);
        }
    }
    let mut people = register.into_people();
    offices::holders(parts, &mut people);
    address::first_and_second_person(parts, &mut people);
    pronouns::third_person(parts, &mut people);
    standing::told(parts, &mut people);
    in_order(&mut people);
    people
}

/// All names, in order, with their blocks.
fn names<'a, 'd>(parts: &'a [Part<'d>]) -> impl Iterator<Item = (&'a Part<'d>, &'a NameMention)> {
    let read = |p: &&Part| p.region != Region::FrontMatter && p.region != Region::Boilerplate;
    parts.iter().filter(read).flat_map(|p| p.facts.names.iter().map(move |n| (p, n)))
}

/// Enters the full names, wherever they stand: the article itself says who is a person. Gives who each is, by block and first byte.
fn enter_full_names(parts: &[Part], roster: &Roster, seen: &Seen, register: &mut Register) -> HashMap<(u32, u32), u32> {
    let mut full: HashMap<(u32, u32), u32> = HashMap::new();
    // "the Dow Jones" is a thing wherever it stands.
    let after_the = |part: &Part, n: &NameMention| part.facts.words.is(n.tokens.start.wrapping_sub(1), "the") && !n.modifier;
    let full_names = || names(parts).filter(|(_, n)| n.tokens.len() >= 2);
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
            full.insert((clamp(part.number), name.start), clamp(id));
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
    for (part, name) in names(parts).filter(|(_, n)| n.surname().is_some()) {
        if let Some(id) = register.enter_shared(part, name) {
            full.insert((clamp(part.number), name.start), clamp(id));
        }
    }
    full.values_mut().for_each(|id| *id = clamp(register.who(*id as usize)));
    full
}

/// Whether the mail address of whoever has a name stands behind it, or alone in the next paragraph: "Ana Sousa ana.sousa@example.org".
fn has_mail(parts: &[Part], part: &Part, name: &NameMention) -> bool {
    let words = &part.facts.words;
    let end = name.tokens.end;
    let is_theirs = |w: &Words, at: usize| w.word(at).contains('@') && name.tokens.iter().all(|k| w.low(at).contains(words.low(k)));
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
    words.class(last).has(Class::ALIAS) || words.is_one(last, &["as", "name"]) && known()
}

/// What `of` makes of every mention of everybody, who is given by their number, in the order of a key. In one row: a story that
/// names somebody in every line would fill a map with lists of one.
pub(super) fn mentions<T, K: Ord>(people: &[Person], of: impl Fn(usize, &Mention) -> T, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut all = Vec::with_capacity(people.iter().map(|p| p.mentions.len()).sum());
    for (id, person) in people.iter().enumerate() {
        all.extend(person.mentions.iter().map(|m| of(id, m)));
    }
    all.sort_by_key(key);
    all
}

/// Puts each person's mentions in the order of the text.
pub(super) fn in_order(people: &mut [Person]) {
    people.iter_mut().for_each(|p| p.mentions.sort_by_key(|m| m.place));
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

    /// The people of a short story, each with the words that mean them and are no name.
    pub(super) fn drawn(text: &str) -> String {
        spoken_of(&format!("Mill shuts\n\n{text}")).lines().collect::<Vec<_>>().join("; ")
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
            // Father and son; a second reference of more than one word; a town that is called as somebody is.
            ("Sen. Walter Sousa Jr. wept. Walter Sousa III, a banker, wept.", "Walter Sousa Jr., Walter Sousa III"),
            ("Walter Sousa Jr. wept. Walter Sousa wept.", "Walter Sousa Jr."),
            ("Jan van der Meulen, an engineer, wept. Van der Meulen left.", "Jan van der Meulen"),
            ("Bashar al-Sousa, a diver, wept. Sousa left.", "Bashar al-Sousa"),
            ("It rained in Sydney. Sydney Sousa, a nurse, wept. In Sydney it rained.", "Sydney Sousa"),
            ("Tom and Ellie Marsden, of Holt, wept.", "Tom Marsden, Ellie Marsden"),
            ("Merton announced results. Jommo raised its forecast.", ""),
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
            // Whoever is interviewed answers, and is asked; a name under no letter signs nothing.
            (
                "An interview with the diver Ana Sousa\n\nWhy do you dive?\n\nMy father did.\n\nDo you fear it?\n\nI do not.\n\nAnd your son?\n\nHe fears me.",
                "Ana Sousa: you, My, you, I, your, me\n",
            ),
            (
                "An interview with Ana Sousa and Rui Reis\n\nWhy do you dive?\n\nI must.\n\nDo you fear it?\n\nI do not.\n\nAnd then?\n\nI go.",
                "Ana Sousa: \nRui Reis: \n",
            ),
            ("The coat\n\nBy Rui Reis\n\nI met my father. He was late.", "Rui Reis: I, my\n"),
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
