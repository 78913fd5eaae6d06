//! Who is who: named people, their roles as the article gives them, and every mention.
//!
//! `joining` makes people of all names, by `register`, which tells whose name is whose, and `sums` over the article; `traces` is what
//! that goes by, `renumbering` what is left of it after an edit. `standing` tells who somebody is told to be elsewhere, `headings` in the
//! headline; `pronouns` whom "he", "she" and "I" mean, `offices` whom "the mayor", `address` who answers in an interview. Whether
//! capitals are a name at all is the paragraph's to tell ([`crate::paragraph::names`]).

mod address;
mod headings;
mod joining;
mod offices;
mod pronouns;
mod register;
mod renumbering;
mod standing;
mod sums;
mod traces;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::edit::{ArticleEdit, Changed};
use super::part::Part;
use super::place::Place;
use crate::paragraph::names::naming::surname;
use crate::paragraph::names::{NameMention, Sex};
use crate::text::position::clamp;
use crate::text::{Region, Span};
use address::Talk;
pub(super) use offices::Holders;
use offices::Offices;

pub(super) use headings::{Heading, told_by_heading};
pub(super) use joining::{Joined, join};
pub(super) use pronouns::{Focus, Sexes, is_first_person};
pub(super) use renumbering::{PeopleBefore, Renumbered, learn_again, renumber, told_otherwise};
pub(super) use standing::told;
pub(super) use sums::Sums;

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
    /// Whether it is told by a sentence or a line, and does not stand beside the name.
    pub(super) told: bool,
}

/// A named person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// The same in an article in which `by` paragraphs were put in before it.
    pub(super) fn moved(&self, by: isize) -> Self {
        Self { place: self.place.moved(by), ..self.clone() }
    }

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

    /// Where they are first called by a name.
    fn introduced(&self) -> Option<Place> {
        self.mentions.iter().find(|m| m.kind == MentionKind::Name).map(|m| m.place)
    }
}

/// The score from which a run of words is likely a person's name.
const LEAST: i32 = 1;

/// What all of an article tells of who is who; what a paragraph says of somebody is read by it.
#[derive(Clone, Debug)]
pub(super) struct Index {
    sums: Sums,
    offices: Arc<Offices>,
    talk: Talk,
    /// What names and titles tell of the sexes of the people.
    pub(super) sexes: Arc<[Option<Sex>]>,
}

/// Whom one paragraph mentions, by names, offices and pronouns: by what it tells itself, who is `named` in it, and who was in focus
/// before it. `parts` are all of the article.
pub(super) fn paragraph(
    parts: &[Part],
    number: usize,
    index: &Index,
    people: &[Person],
    named: &[(usize, Mention)],
    focus: &mut Focus,
    sexes: &mut Sexes,
) -> Vec<(usize, Mention)> {
    let part = &parts[number];
    let mut all = named.to_vec();
    all.extend(index.offices.mentions(part, people, named));
    all.extend(index.talk.mentions(part, parts.get(number + 1), named));
    let who = |n: &NameMention| named.binary_search_by_key(&n.start, |(_, m)| m.place.start).is_ok();
    let roles: Vec<Span> = part.facts.names.iter().filter(|n| who(n)).flat_map(NameMention::roles).collect();
    all.extend(focus.mentions(part, &all, &roles, sexes));
    all
}

/// Adds roles that are told elsewhere than beside a name, where they are not known; gives those that were added.
pub(super) fn add_roles(people: &mut [Person], told: Vec<(usize, WrittenRole)>) -> Vec<(usize, String)> {
    /// Nobody is told to be more than this; without it, somebody of whom each sentence tells another would cost the square of them.
    const MOST: usize = 100;
    let mut added: Vec<(usize, String)> = Vec::new();
    for (id, role) in told {
        let person = &mut people[id];
        let known = person.roles.len() >= MOST
            || person.roles.iter().any(|r| r.text.eq_ignore_ascii_case(&role.text) || r.place.overlaps(&role.place));
        if !known {
            added.push((id, role.text.clone()));
            person.roles.push(role);
        }
    }
    added.iter().for_each(|(id, _)| people[*id].roles.sort_by_key(|r| r.place));
    added
}

impl Index {
    /// The sums, for joining the names anew.
    pub(super) fn into_sums(self) -> Sums {
        self.sums
    }

    /// Whether somebody else is interviewed, or writes, than the one of that number.
    pub(super) fn is_of_others(&self, now: &Self, numbers: &[Option<usize>]) -> bool {
        self.talk.renumbered(numbers) != now.talk.who()
    }

    /// Follows an edit. Gives whether everybody of the article is who they were: then as many names stand in the paragraphs that
    /// are others, of the same people in the same order.
    pub(super) fn follow(&mut self, edit: &ArticleEdit) -> bool {
        let signs = self.sums.signs.capped();
        let same = self.sums.follow(edit) && signs == self.sums.signs.capped();
        same && traces::are_the_same(edit.before, edit.behind_before, edit.now, edit.behind)
            && !self.talk.is_told_by(edit.before)
            && !self.talk.is_told_by(edit.now)
    }
}

/// Who is named in paragraphs that are others after an edit, and where the roles beside the names stand now. As many names as before
/// stand in them, of the same people ([`Index::follow`]); `named` are those who were.
pub(super) fn named_again(edit: &Changed, named: &[(usize, Mention)]) -> (Vec<(usize, Mention)>, HashMap<Place, Place>) {
    let mut again = Vec::with_capacity(named.len());
    let mut roles = HashMap::new();
    let mut rest = named;
    for ((part, name), (other, same)) in names(edit.now).zip(names(edit.before)) {
        while let Some(((id, m), next)) =
            rest.split_first().filter(|((_, m), _)| (m.place.block, m.place.start) <= (other.number, same.start))
        {
            rest = next;
            if m.kind == MentionKind::Name && (m.place.block, m.place.start) == (other.number, same.start) {
                again.push((
                    *id,
                    Mention { place: Place { block: part.number, start: name.start, end: name.end }, sentence: name.sentence, ..m.clone() },
                ));
            }
        }
        let place = |part: &Part, span: Span| Place::of(part.number, span);
        roles.extend(same.roles().zip(name.roles()).map(|(old, new)| (place(other, old), place(part, new))));
    }
    (again, roles)
}

fn is_read(part: &Part) -> bool {
    part.region != Region::FrontMatter && part.region != Region::Boilerplate
}

/// All names, in order, with their blocks.
fn names<'a, 'd>(parts: &'a [Part<'d>]) -> impl Iterator<Item = (&'a Part<'d>, &'a NameMention)> {
    parts.iter().filter(|p| is_read(p)).flat_map(|p| p.facts.names.iter().map(move |n| (p, n)))
}

/// Gives everybody their mentions, which are in the order of the text.
pub(super) fn mention(people: &mut [Person], mentions: &[(usize, Mention)]) {
    people.iter_mut().for_each(|p| p.mentions.clear());
    mentions.iter().for_each(|(id, m)| people[*id].mentions.push(m.clone()));
    people.iter_mut().for_each(|p| p.mentions.sort_by_key(|m| m.place));
}

/// Takes away the mentions in some paragraphs of those who were `mentioned` there, and gives others theirs.
pub(super) fn mention_again(people: &mut [Person], mentioned: &[(usize, Mention)], blocks: &Range<usize>, mentions: &[(usize, Mention)]) {
    // Whoever is named no more has no number here.
    let mut ids: Vec<usize> = mentioned.iter().chain(mentions).map(|(id, _)| *id).filter(|id| *id < people.len()).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in &ids {
        people[*id].mentions.retain(|m| !blocks.contains(&m.place.block));
    }
    mentions.iter().for_each(|(id, m)| people[*id].mentions.push(m.clone()));
    for id in ids {
        people[id].mentions.sort_by_key(|m| m.place);
    }
}

/// Moves the mentions of everybody to where they stand after an edit of paragraphs in which nobody is mentioned any more.
pub(super) fn move_mentions(people: &mut [Person], edit: &Changed) {
    if edit.by != 0 {
        people.iter_mut().flat_map(|p| &mut p.mentions).for_each(|m| m.place = edit.moved(m.place));
    }
}

/// The number of a paragraph that is no more.
const GONE: usize = usize::MAX;

/// Moves the roles of everybody to where they stand after an edit: those beside names to where `beside` says, if they do not stand
/// there yet, those behind by a number of paragraphs. Those that the edited paragraphs told are to be told again. Gives whether there
/// is a place for each.
pub(super) fn move_roles(people: &mut [Person], edit: &Changed, beside: Option<&HashMap<Place, Place>>) -> bool {
    let mut lost = false;
    for role in people.iter_mut().flat_map(|p| &mut p.roles).filter(|r| r.told || beside.is_some()) {
        if !edit.old.contains(&role.place.block) {
            role.place = edit.moved(role.place);
        } else if role.told {
            role.place.block = GONE;
        } else {
            let now = beside.and_then(|beside| beside.get(&role.place));
            lost |= now.is_none();
            role.place = now.copied().unwrap_or(role.place);
        }
    }
    !lost
}

/// Those of whom paragraphs that were `read` tell a role that so far was told only behind them: it stands where it is told first.
pub(super) fn told_behind(people: &[Person], read: &Range<usize>, told: &[(usize, WrittenRole)]) -> Vec<usize> {
    let behind = |id: usize, role: &WrittenRole| {
        let same = |r: &&WrittenRole| r.told && r.place.block >= read.end && r.place.block != GONE;
        people[id].roles.iter().filter(same).any(|r| r.text.eq_ignore_ascii_case(&role.text))
    };
    told.iter().filter(|(id, role)| behind(*id, role)).map(|(id, _)| *id).collect()
}

/// Puts the roles that paragraphs tell now in place of those that they told. Gives whether they are the same.
pub(super) fn tell_again(people: &mut [Person], read: &Range<usize>, told: Vec<(usize, WrittenRole)>) -> bool {
    let mut before: Vec<(usize, String)> = Vec::new();
    for (id, person) in people.iter_mut().enumerate() {
        person.roles.retain(|role| {
            let again = role.told && (read.contains(&role.place.block) || role.place.block == GONE);
            if again {
                before.push((id, role.text.clone()));
            }
            !again
        });
    }
    let mut now = add_roles(people, told);
    people.iter_mut().for_each(|p| p.roles.sort_by_key(|r| r.place));
    before.sort();
    now.sort();
    before == now
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
