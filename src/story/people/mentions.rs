//! Names that may be people's, block by block: where a name starts and ends, the title before it, and what speaks for and
//! against its being a person's. The story pass decides.

use std::ops::Range;

use crate::language::token::TokenKind;
use crate::language::{Class, Sentence, Tag, Words, lexicon, names};
use crate::story::dates::TimeMention;

/// A run of words that may be a person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The tokens of the name, without titles.
    pub tokens: Range<usize>,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The sentence.
    pub sentence: usize,
    /// How much speaks for a person; above zero is more likely than not.
    pub score: i32,
    /// What the trained vote says: positive for a person, in the model's points.
    pub vote: i32,
    /// A title or courtesy title stands directly before.
    pub titled: bool,
    /// "Mr" and the like: which sex it tells, if any.
    pub courtesy: Option<Sex>,
    /// Another noun follows: "Biden administration".
    pub modifier: bool,
    /// The role words before the name, as bytes: "Strategic Affairs Minister".
    pub role_before: Option<(u32, u32)>,
    /// The role words after the name, as bytes.
    pub role_after: Option<(u32, u32)>,
    /// Another role before that, between commas: "Trump's running mate, Indiana Gov. Mike Pence".
    pub role_first: Option<(u32, u32)>,
    /// The subject of a verb of saying, or spoken by one.
    pub speaks: bool,
    /// The words before it say whose name it is.
    pub told: Told,
}

/// What the words before a name say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// Nothing.
    #[default]
    Nothing,
    /// That the writer is called so: a byline.
    Writer,
    /// That whoever speaks is: "I'm Mario".
    Speaker,
    /// That the reader is: "Dear Hannah".
    Reader,
    /// That somebody is: "a farmer named Jom".
    Called,
    /// That whoever is spoken to is: "Kendra, just let it go."
    Addressed,
}

impl Told {
    /// How much it speaks for a person.
    fn points(self) -> i32 {
        match self {
            Self::Nothing => 0,
            Self::Called | Self::Addressed => 5,
            Self::Writer | Self::Speaker | Self::Reader => 6,
        }
    }
}

/// What names and courtesy titles tell of a person's sex, for pronouns only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves")]
pub enum Sex {
    Female,
    Male,
}

/// A vote from which its bounds are taken.
const SURE: i32 = 12;
/// A vote below which rules alone do not make a person of several words.
const HOPELESS: i32 = -90;
/// A vote below which a word that no list knows is cut off a name.
const DOUBTFUL: i32 = -60;
/// A vote below which nothing but a title makes a person of one word.
const UNLIKELY: i32 = -110;
/// How many points of the vote make one point of the rules, and how many of those it may have.
const POINTS: i32 = 6;
const WEIGHTIEST: i32 = 6;

/// Titles that are of a place: "the Earl of Clare".
const NOBLE: &[&str] = &[
    "earl", "duke", "count", "baron", "viscount", "marquess", "duchess", "countess", "baroness", "prince", "princess", "king", "queen",
    "lord", "lady",
];

/// A sentence, and what is known of all of it.
struct Line {
    tokens: Range<usize>,
    number: usize,
    /// Most of its words are capitalised.
    shouting: bool,
    votes: Votes,
}

/// The trained votes of a sentence's tokens.
struct Votes {
    first: usize,
    votes: Vec<i16>,
}

impl Votes {
    fn of(&self, token: usize) -> i16 {
        token.checked_sub(self.first).and_then(|i| self.votes.get(i)).copied().unwrap_or(0)
    }

    /// The longest stretch of a run of capitals that the vote takes for a name; particles within it belong to it.
    fn stretch(&self, words: &Words, run: Range<usize>) -> Option<Range<usize>> {
        let mut best: Option<Range<usize>> = None;
        let mut start = None;
        for k in run.start..=run.end {
            let inside = k < run.end && (self.of(k) > 0 || start.is_some() && !words.capital(k) && k + 1 < run.end && self.of(k + 1) > 0);
            match (inside, start) {
                (true, None) => start = Some(k),
                (false, Some(from)) => {
                    if best.as_ref().is_none_or(|b| k - from > b.len()) {
                        best = Some(from..k);
                    }
                    start = None;
                }
                _ => {}
            }
        }
        best
    }

    /// The mean over the capitalised tokens of a range.
    fn mean(&self, tokens: &Range<usize>) -> i32 {
        let cast: Vec<i32> = tokens.clone().map(|k| i32::from(self.of(k))).filter(|v| *v != 0).collect();
        let count = i32::try_from(cast.len()).unwrap_or(1).max(1);
        cast.iter().sum::<i32>() / count
    }
}

/// The names of a block.
#[must_use]
pub fn find(words: &Words, sentences: &[Sentence], times: &[TimeMention]) -> Vec<NameMention> {
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let range = sentence.tokens.clone();
        let shouting = is_shouting(words, &range);
        let votes = Votes { first: range.start, votes: names::votes(words, range.clone()) };
        let line = Line { tokens: range.clone(), number, shouting, votes };
        let mut i = range.start;
        while i < range.end {
            if !begins_run(words, &range, i) || times.iter().any(|t| t.start <= words.tokens[i].start && words.tokens[i].end <= t.end) {
                i += 1;
                continue;
            }
            if let Some(to) = turned_round(words, &range, i) {
                found.push(turned_name(words, &line, i..to));
                i = to;
                continue;
            }
            let to = run_end(words, &range, i);
            names_in_run(words, &line, i..to, &mut found);
            i = to.max(i + 1);
        }
        share_plural_roles(words, number, &mut found);
        share_lists(words, number, &mut found);
    }
    found
}

/// "senators Ann Lee and Bo Kim": a role in the plural is that of the names that follow it in a row.
fn share_plural_roles(words: &Words, sentence: usize, found: &mut [NameMention]) {
    let first = found.partition_point(|n| n.sentence < sentence);
    let mut shared: Option<((u32, u32), usize)> = None;
    for name in &mut found[first..] {
        if let Some(role) = name.role_before {
            let last = words.at(role.1.saturating_sub(1));
            shared =
                words.low(last).strip_suffix('s').filter(|one| lexicon::classes(one).has(Class::ROLE)).map(|_| (role, name.tokens.end));
            continue;
        }
        let Some((role, end)) = shared else { continue };
        // Only commas, "and" and what stands in brackets may come between.
        let row = (end..name.tokens.start).all(|k| {
            !words.is_word(k)
                || words.is_one(k, &["and", "or", "of"])
                || words.word(k).chars().all(|c| !c.is_lowercase())
                || words.hyphen(k)
                || words.word(k).ends_with('.')
        });
        if row && name.tokens.start - end <= 8 {
            name.role_before = Some(role);
            name.score += 2;
            shared = Some((role, name.tokens.end));
        } else {
            shared = None;
        }
    }
}

/// "Ana Sousa, Jom, and Rui Reis": whoever stands in a row between people is one.
fn share_lists(words: &Words, sentence: usize, found: &mut [NameMention]) {
    const FULL: i32 = 4;
    const GIVEN: i32 = 14;
    const OTHERS: Class = Class(Class::ORG.0 | Class::PLACE.0 | Class::DEMONYM.0 | Class::NOT_NAME.0 | Class::TITLE.0 | Class::ROLE.0);
    let first = found.partition_point(|n| n.sentence < sentence);
    let names = &mut found[first..];
    let joined = |a: &NameMention, b: &NameMention| {
        let mut between = a.tokens.end..b.tokens.start;
        between.len() <= 2 && !between.is_empty() && between.all(|k| words.is_one(k, &[",", "and", "&", "or"]))
    };
    let sure = |n: &NameMention| n.tokens.len() >= 2 && n.score >= FULL;
    for i in 0..names.len() {
        let name = &names[i];
        if name.score >= FULL || name.tokens.clone().any(|k| words.class(k).has(OTHERS)) {
            continue;
        }
        let left = i > 0 && joined(&names[i - 1], name);
        let right = i + 1 < names.len() && joined(name, &names[i + 1]);
        let people = usize::from(left && sure(&names[i - 1])) + usize::from(right && sure(&names[i + 1]));
        let full = name.tokens.len() >= 2;
        let between = people == 2 && name.vote > HOPELESS;
        // "Jommo and Ana": a given name by itself tells of the one word that "and" joins to it.
        let given = |n: &NameMention| {
            n.tokens.len() == 1
                && n.score > 0
                && n.vote >= GIVEN
                && words.class(n.tokens.start).has(Class::GIVEN)
                && !words.class(n.tokens.start).has(OTHERS)
        };
        let and = |a: &NameMention, b: &NameMention| b.tokens.start == a.tokens.end + 1 && words.is_one(a.tokens.end, &["and", "&", "n"]);
        let beside = i > 0 && given(&names[i - 1]) && and(&names[i - 1], name)
            || i + 1 < names.len() && given(&names[i + 1]) && and(name, &names[i + 1]) && !names[i + 1].modifier;
        let apart = !words.capital(name.tokens.start.wrapping_sub(1));
        let one = name.tokens.len() == 1 && apart && !name.modifier && words.tag(name.tokens.start) == Tag::Name && name.vote > DOUBTFUL;
        if beside && one && name.told == Told::Nothing {
            names[i].score += 5;
            names[i].told = Told::Called;
            continue;
        }
        if between || people > 0 && name.vote > DOUBTFUL && (full || left && right) {
            names[i].score += 5;
            if !full && names[i].told == Told::Nothing {
                names[i].told = Told::Called;
            }
        }
    }
}

/// Whether most words of a sentence are capitalised, as in headlines: capitals then say little.
fn is_shouting(words: &Words, range: &Range<usize>) -> bool {
    let long = |i: &usize| words.is_word(*i) && words.word(*i).chars().count() > 3;
    let all = range.clone().filter(long).count();
    let capital = range.clone().filter(long).filter(|i| words.capital(*i)).count();
    all >= 4 && capital * 10 >= all * 8
}

fn is_name_word(words: &Words, i: usize) -> bool {
    let w = words.word(i);
    words.is_word(i)
        && (words.capital(i)
            || (w.len() > 3 && words.hyphen(i) && w.split('-').next_back().is_some_and(|p| p.starts_with(char::is_uppercase))))
}

fn is_initial(w: &str) -> bool {
    let letters = w.chars().filter(|c| c.is_alphabetic()).count();
    w.ends_with('.') && letters <= 2 && w.chars().all(|c| c == '.' || c.is_uppercase())
}

/// "R Saravan": an initial without its full stop before a word that no list knows or a surname.
fn is_bare_initial(words: &Words, k: usize) -> bool {
    let next = words.class(k + 1);
    let is_one = |w: &str| w.len() == 1 && w.starts_with(char::is_uppercase) && !matches!(w, "A" | "I" | "O" | "X");
    is_one(words.word(k))
        && (next == Class::NONE || next.has(Class::SURNAME))
        && words.word(k + 1).chars().filter(|c| c.is_lowercase()).count() >= 3
}

/// "Image: Ana Sousa.": who took a picture.
fn is_credited(words: &Words, range: &Range<usize>, start: usize, end: usize) -> bool {
    const PICTURES: &[&str] = &["image", "photo", "photograph", "picture", "illustration", "photographer"];
    let colon = start.checked_sub(1).filter(|c| *c > range.start && words.word(*c) == ":");
    colon.is_some_and(|c| words.is_one(c - 1, PICTURES))
        && (2..=3).contains(&(end - start))
        && (end >= range.end || matches!(words.word(end), "." | "/" | ",") && end + 1 >= range.end)
        && !(start..end).any(|k| {
            words.class(k).has(Class::ORG | Class::PLACE | Class::DEMONYM | Class::NOT_NAME)
                && !words.class(k).has(Class::GIVEN | Class::SURNAME)
        })
}

fn begins_run(words: &Words, range: &Range<usize>, i: usize) -> bool {
    if !is_name_word(words, i) {
        return false;
    }
    let low = words.low(i);
    let class = words.class(i);
    if low == "dear" && i == range.start || class.has(Class::STARTER) && (i == range.start || !class.has(Class::GIVEN | Class::SURNAME)) {
        return false;
    }
    !matches!(low, "i" | "the" | "a" | "i.e." | "mr") || class.has(Class::COURTESY)
}

/// The end of a name with its surname first, as lists of works have it: "Reis, Rui." or "Reis, Rui M." is all of a sentence, and
/// the work follows in the same paragraph.
fn turned_round(words: &Words, range: &Range<usize>, from: usize) -> Option<usize> {
    let (comma, given) = (from + 1, from + 2);
    let (surname, first) = (words.class(from), words.class(given));
    let initial = usize::from(words.is_word(given + 1) && is_initial(words.word(given + 1)));
    let end = given + 1 + initial;
    let stops = words.word(end) == "." && end + 1 == range.end || initial == 1 && end == range.end;
    (from == range.start
        && words.word(comma) == ","
        && words.capital(given)
        && first.has(Class::GIVEN)
        && !first.has(Class::COURTESY | Class::SUFFIX)
        && surname.has(Class::SURNAME)
        && !surname.has(Class::STARTER | Class::TITLE | Class::COURTESY)
        && stops
        && range.end < words.len())
    .then_some(end)
}

/// A particle of a surname, between capitals.
fn is_particle(words: &Words, i: usize) -> bool {
    words.class(i).has(Class::PARTICLE) && !words.is_one(i, &["san", "santa"]) && words.tag(i) != Tag::Preposition
}

fn run_end(words: &Words, range: &Range<usize>, from: usize) -> usize {
    let mut to = from + 1;
    while to < range.end {
        let name = is_name_word(words, to) && !(words.class(to).has(Class::STARTER) && !words.class(to).has(Class::GIVEN | Class::SURNAME));
        let particle = is_particle(words, to)
            && (is_name_word(words, to + 1) || is_particle(words, to + 1) && is_name_word(words, to + 2))
            && !words.is_one(to, &["and", "y", "e", "do", "das"]);
        if name || particle {
            to += 1;
        } else if words.word(to) == "," && words.class(to + 1).has(Class::SUFFIX) && words.word(to + 1).ends_with('.') {
            to += 2;
        } else if matches!(words.word(to), "“" | "\"" | "‘")
            && to > from
            && is_name_word(words, to + 1)
            && matches!(words.word(to + 2), "”" | "\"" | "’")
            && is_name_word(words, to + 3)
            && words.class(from).has(Class::GIVEN)
        {
            // A nickname: Earvin “Magic” Johnson.
            to += 3;
        } else {
            break;
        }
    }
    to
}

/// Where the name starts in a run of capitals: behind titles, demonyms, places and the names of organisations.
fn name_start(words: &Words, range: &Range<usize>, from: usize, to: usize) -> usize {
    // What stands before the last title is role; a demonym, place or weekday ends what came before it.
    let mut start = from;
    for k in from..to {
        let class = words.class(k);
        let title = (class.has(Class::TITLE | Class::COURTESY | Class::RANK) || is_master(words, k))
            && (k + 1 < to)
            && !(class.has(Class::GIVEN)
                && class.has(Class::SURNAME)
                && !class.has(Class::COURTESY)
                && k == start
                && !words.class(k).has(Class::ROLE));
        let stop = class.has(Class::NOT_NAME | Class::DEMONYM)
            && !(class.has(Class::GIVEN) && k + 1 < to && words.class(k + 1).has(Class::SURNAME) && !words.class(k + 1).has(Class::ORG));
        let place = class.has(Class::PLACE) && !class.has(Class::GIVEN) && k == start && k + 2 < to;
        // "CEO of the Refugee Council Enver Solomon"
        let firm = class.has(Class::ORG)
            && k > from
            && k + 2 < to
            && words.is(from.wrapping_sub(1), "the")
            && words.class(from.wrapping_sub(3)).has(Class::ROLE | Class::TITLE)
            && !(k + 1..to).any(|o| words.class(o).has(Class::ORG));
        // "Biologist Ana Sousa tells": a sentence begins with what she is.
        let role = k == range.start
            && k + 2 < to
            && class.has(Class::ROLE)
            && !class.has(Class::GIVEN | Class::SURNAME)
            && words.class(k + 1).has(Class::GIVEN);
        if role || title || (stop && k + 1 < to && k < start + 3) || place || firm {
            start = k + 1;
        }
    }
    // "Secretary of State Antony Blinken", "Jets of New York": after "of", a name starts with a given name.
    if from > range.start
        && words.is_one(from - 1, &["of", "for"])
        && start == from
        && to - from >= 3
        && let Some(given) = (from + 1..to - 1).find(|k| words.class(*k).has(Class::GIVEN) || is_initial(words.word(*k)))
        && words.class(from.saturating_sub(2)).has(Class::TITLE | Class::ROLE)
    {
        start = given;
    }
    start
}

/// "Master Reis": a boy, or a teacher; before a word that is a name or in no list, as "Master Class" has none.
fn is_master(words: &Words, k: usize) -> bool {
    const NAMES: Class = Class(Class::GIVEN.0 | Class::SURNAME.0 | Class::MALE.0 | Class::FEMALE.0);
    let next = words.class(k + 1);
    words.is(k, "master")
        && words.capital(k)
        && Class(next.0 & !NAMES.0) == Class::NONE
        && words.capital(k + 1)
        && !matches!(words.tag(k.wrapping_sub(1)), Tag::Determiner | Tag::Possessive | Tag::PossessivePronoun)
}

/// The bounds of a name, which the trained vote has where it is sure of a stretch and the rules are not: a title keeps its own
/// start.
fn voted_bounds(words: &Words, votes: &Votes, run: &Range<usize>, name: Range<usize>) -> Range<usize> {
    let Range { start, end } = name;
    let not_a_surname = Class::ORG | Class::NOT_NAME | Class::DEMONYM | Class::PLACE | Class::ROLE;
    let last = words.class(end - 1);
    // A given name and one more word that names nothing else are a name, whatever the vote says of the second: "Ann King" too.
    let names_else = last.has(not_a_surname) || last.has(Class::TITLE) && !last.has(Class::SURNAME);
    let pair = end - start == 2 && words.class(start).has(Class::GIVEN) && !names_else;
    if pair || votes.mean(&(start..end)) >= SURE && votes.of(start) >= 0 && votes.of(end - 1) >= 0 {
        return start..end;
    }
    let touches = |v: &Range<usize>| v.start < end && start < v.end;
    let Some(voted) = votes.stretch(words, run.clone()).filter(|v| votes.mean(v) >= SURE && touches(v)) else { return start..end };
    let titled = start > run.start && (words.class(start - 1).has(Class::TITLE | Class::COURTESY) || is_master(words, start - 1));
    // What the rules have and the vote has not belongs to it if it is a name in some list, or in none and the vote not sure.
    let belongs = |k: usize| {
        let (class, vote) = (words.class(k), i32::from(votes.of(k)));
        !class.has(not_a_surname | Class::SAY)
            && (class.has(Class::GIVEN) || !class.has(Class::TITLE))
            && (class.has(Class::GIVEN | Class::SURNAME | Class::PARTICLE | Class::SUFFIX) && vote > HOPELESS
                || class == Class::NONE && vote > DOUBTFUL && words.word(k).chars().skip(1).any(char::is_lowercase))
    };
    let first = if titled { start.max(voted.start) } else { voted.start };
    let from = (start..first).rev().take_while(|k| belongs(*k)).last().unwrap_or(first);
    let surname = titled && end == from + 2 && end == voted.end + 1 && last.has(Class::SURNAME) && !last.has(not_a_surname);
    // A given name and a surname are enough; "Jr." may still follow.
    let whole = |k: usize| k - from >= 2 && words.class(from).has(Class::GIVEN) && words.class(k - 1).has(Class::SURNAME);
    let goes_on = |k: &usize| belongs(*k) && (!whole(*k) || words.class(*k).has(Class::SUFFIX));
    let to = (voted.end..end).take_while(goes_on).last().map_or(voted.end, |k| k + 1);
    // "ANA B. SOUSA ON BEHALF OF": what follows a given name and an initial is the surname.
    let capitals = |k: usize| words.word(k).chars().all(|c| !c.is_lowercase());
    let initial = from + 3 <= end
        && (from..from + 3).all(capitals)
        && words.class(from).has(Class::GIVEN)
        && is_initial(words.word(from + 1))
        && words.is_word(from + 2);
    let to = if initial { to.max(from + 3) } else { to };
    from..if surname { end } else { to }
}

/// Where a run ends before an office: "Ana Sousa Vice President", as over an address. A given name and a surname are whole.
fn before_office(words: &Words, run: &Range<usize>) -> usize {
    let from = run.start;
    let office = |k: &usize| {
        let class = words.class(*k);
        class.has(Class::TITLE) && !class.has(Class::SURNAME | Class::GIVEN)
            || class.has(Class::RANK) && words.class(k + 1).has(Class::TITLE)
    };
    let pair = words.class(from).has(Class::GIVEN) && words.class(from + 1).has(Class::SURNAME);
    let names = pair && !is_office_word(words, from) && !is_office_word(words, from + 1);
    (from + 2..run.end).find(office).filter(|_| names).unwrap_or(run.end)
}

fn is_office_word(words: &Words, k: usize) -> bool {
    words.class(k).has(Class::TITLE | Class::ROLE | Class::RANK | Class::ORG | Class::PLACE | Class::NOT_NAME)
}

/// The names within a run of capitals: "Strategic Affairs Minister Ron Dermer" holds one, "US" none.
fn names_in_run(words: &Words, line: &Line, run: Range<usize>, found: &mut Vec<NameMention>) {
    let (range, votes) = (&line.tokens, &line.votes);
    let from = run.start;
    let to = before_office(words, &run);
    let run = from..to;
    let mut start = name_start(words, range, from, to);
    let mut end = to;
    // A trailing title or noun is not the name: "Trump Campaign", "Netanyahu Washington trip".
    while end > start + 1 && ends_something_else(words, start, end) {
        end -= 1;
    }
    if start >= end {
        return;
    }
    let tokens = voted_bounds(words, votes, &run, start..end);
    (start, end) = (tokens.start, tokens.end);
    let vote = votes.mean(&tokens);
    let (mut score, titled, mut courtesy) = weigh(words, range, from, start, end, to);
    // "Mr. Chief Justice, may it please the Court": an office of two words is spoken to as "Mr. President" is.
    let chief = start >= 2 && end == start + 1 && words.class(start - 1).has(Class::RANK) && words.capital(start - 1);
    if chief && words.is_one(start - 2, &["mr", "mr.", "madam"]) && words.class(start).has(Class::TITLE) {
        courtesy = Some(if words.is(start - 2, "madam") { Sex::Female } else { Sex::Male });
        start -= 1;
        score += 6;
    }
    let tokens = start..end;
    let length = tokens.len();
    if line.shouting && !titled && length == 1 {
        score -= 2;
    }
    let (first, last) = words.span(start, end);
    let role_before = role_before(words, range, start);
    let role_after = role_after(words, range, end);
    let role_first = role_before.and_then(|(from, _)| {
        let comma = words.at(from).checked_sub(1).filter(|c| *c > range.start && words.word(*c) == ",")?;
        let role = self::role_before(words, range, comma)?;
        // "…, the mayor, councillor Ann Lee and": a list, where the first is somebody else. A relation has its own owner.
        let possessed = (words.at(role.0)..comma).any(|k| words.tag(k) == Tag::Possessive);
        (possessed && words.class(comma - 1).has(Class::RELATION | Class::ROLE)).then_some(role)
    });
    let speaks = speaks(words, range, start, end);
    let told = told(words, range, start, end, vote);
    score += told.points();
    // "the Undertaker’s career": a name with an article, for only people have what follows.
    let with_article = length == 1 && words.is(start.wrapping_sub(1), "the") && words.class(end + 1).has(Class::OWN);
    if with_article && told == Told::Called && vote > DOUBTFUL {
        score += 4;
    }
    if role_before.is_some() {
        score += 3;
    }
    if role_after.is_some() && length >= 2 {
        score += 4;
    }
    if speaks {
        score += 1;
    }
    score += if vote <= HOPELESS && length >= 2 { -WEIGHTIEST } else { (vote / POINTS).clamp(-WEIGHTIEST / 3, WEIGHTIEST) };
    if names_nobody(words, &tokens, titled, courtesy.is_some()) {
        return;
    }
    score += weigh_after(words, start, end);
    let modifier = words.is_word(end) && words.tag(end).is_noun() && !words.class(end).has(Class::SAY);
    found.push(NameMention {
        tokens,
        vote,
        start: first,
        end: last,
        sentence: line.number,
        score,
        titled,
        courtesy,
        modifier,
        role_before,
        role_after,
        role_first,
        speaks,
        told,
    });
}

/// A name with its surname first, as [`turned_round`] found it.
fn turned_name(words: &Words, line: &Line, tokens: Range<usize>) -> NameMention {
    let (start, end) = words.span(tokens.start, tokens.end);
    NameMention {
        vote: line.votes.mean(&tokens),
        tokens,
        start,
        end,
        sentence: line.number,
        score: WEIGHTIEST,
        titled: false,
        courtesy: None,
        modifier: false,
        role_before: None,
        role_after: None,
        role_first: None,
        speaks: false,
        told: Told::Called,
    }
}

/// Whether words with capitals are initials alone, a heading or an office.
fn names_nobody(words: &Words, tokens: &Range<usize>, titled: bool, courtesy: bool) -> bool {
    let (start, end, length) = (tokens.start, tokens.end, tokens.len());
    // "U. S.", "S. F." are no names.
    if tokens.clone().all(|k| is_initial(words.word(k)) || !words.is_word(k)) {
        return true;
    }
    // "Using Basil" is a heading.
    let names_none = |k: usize| !words.class(k).has(Class::GIVEN | Class::SURNAME) && words.tag(k) == Tag::Gerund;
    if length >= 2 && tokens.clone().any(names_none) {
        return true;
    }
    // An office is nobody's name: "Chief Operating Officer".
    let is_office = |k: usize| words.class(k).has(Class::TITLE | Class::ROLE | Class::ORG) && !words.class(k).has(Class::GIVEN);
    // "Senator Baker" is one of that surname; "Republican senators" are many.
    let surname = titled && words.class(start).has(Class::SURNAME) && !words.class(start).has(Class::TITLE | Class::ORG);
    let many = |k: usize| {
        words.class(k).has(Class::PEOPLE)
            || words.low(k).strip_suffix('s').is_some_and(|one| lexicon::classes(one).has(Class::TITLE | Class::ROLE))
                && words.tag(k) == Tag::Names
    };
    // "Research Director Raj Shah" has a surname that is a title elsewhere.
    let office = length >= 2
        && words.class(end - 1).has(Class::ROLE | Class::TITLE)
        && !words.class(start).has(Class::GIVEN)
        && !(titled && words.class(end - 1).has(Class::SURNAME) && !words.class(end - 1).has(Class::ROLE) && !is_office(start));
    length == 1 && (is_office(start) && !courtesy && !surname || many(start))
        || office && !courtesy
        || length >= 2 && !courtesy && (start..end).all(|k| is_office(k) || words.tag(k) == Tag::Gerund)
}

/// What the words after a name speak for and against its being a person's.
fn weigh_after(words: &Words, start: usize, end: usize) -> i32 {
    let mut score = 0;
    // "Ann Lee, who", "Ann Lee, whose"
    if end - start >= 2 && words.word(end) == "," && words.is_one(end + 1, &["who", "whose", "whom"]) {
        score += 3;
    }
    // "Ann Lee, 43,"
    if words.word(end) == ","
        && words.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start <= 2)
        && matches!(words.word(end + 2), "," | ".")
    {
        score += 3;
    }
    // "the Dow Jones (DJIA)": no person has an abbreviation.
    let initial = words.word(start).chars().next();
    if words.word(end) == "(" && words.word(end + 2) == ")" && words.word(end + 1).len() >= 3 {
        let short = words.word(end + 1);
        if short.chars().all(char::is_uppercase) && short.chars().next() == initial {
            score -= 6;
        }
    }
    score
}

/// What the words around a name say of whose it is: "Dear Hannah:", a byline, "I'm Mario", "my name is Ana"; "Kendra, just let
/// it go.", "We miss you, Hannah, but", "What did you do, Sabrina?"; "a farmer named Jom".
fn told(words: &Words, range: &Range<usize>, start: usize, end: usize, vote: i32) -> Told {
    let before = start.checked_sub(1).filter(|b| *b >= range.start);
    if let Some(b) = before {
        if is_speaker(words, range, start, end) {
            return Told::Speaker;
        } else if words.is(b, "by") && b == range.start && end >= range.end && end - start >= 2 {
            return Told::Writer;
        } else if words.is(range.start, "dear") && (range.start + 1..start).all(|k| words.class(k).has(Class::COURTESY | Class::TITLE)) {
            return Told::Reader;
        }
        let called = words.is(b, "is") && words.is(b.wrapping_sub(1), "name") && words.is_one(b.wrapping_sub(2), &["his", "her"])
            || words.is_one(b, &["named", "called"])
                && b > range.start
                && words.class(b - 1).has(Class::ROLE | Class::RELATION | Class::MALE | Class::FEMALE);
        if called && words.tag(start).is_name() {
            return Told::Called;
        }
    }
    if is_credited(words, range, start, end) {
        return Told::Called;
    }
    match spoken_to(words, range, start, end) {
        Told::Nothing if is_told(words, range, start, end, vote) => Told::Called,
        told => told,
    }
}

/// Whether only a person's name stands as this one does: "Ana nodded", "Ana's mother", "my brother Rui", "(Sousa et al., 2011)",
/// "This is Ana from Porto."
fn is_told(words: &Words, range: &Range<usize>, start: usize, end: usize, vote: i32) -> bool {
    const OTHERS: Class = Class(Class::ORG.0 | Class::PLACE.0 | Class::DEMONYM.0 | Class::NOT_NAME.0 | Class::PEOPLE.0 | Class::RELATION.0);
    let class = words.class(start);
    let noun = class.has(Class::ROLE | Class::TITLE | Class::MALE | Class::FEMALE) && !class.has(Class::GIVEN | Class::SURNAME);
    if end - start > 2 || class.has(OTHERS) && !class.has(Class::GIVEN) || noun || !words.tag(start).is_name() {
        return false;
    }
    let insert = insertion(words, range, end);
    let after = insert + usize::from(words.tag(insert) == Tag::Adverb);
    // "Lotte Nunes lotte.nunes@example.org"
    let mail = || words.word(end).contains('@') && words.low(end).contains(words.low(end - 1));
    if vote > UNLIKELY && (is_cited(words, range, start, end) || mail()) {
        return true;
    }
    let acts = words.class(after).has(Class::GESTURE) && matches!(words.tag(after), Tag::Past | Tag::PresentThird)
        || gives_gesture(words, after)
        || words.tag(end) == Tag::Possessive && words.class(end + 1).has(Class::OWN) && !words.is(end + 2, "of")
        || words.is_one(end, &["himself", "herself"]);
    let before = |n: usize| start.checked_sub(n).filter(|b| *b >= range.start);
    let related = before(2).is_some_and(|b| words.tag(b) == Tag::PossessivePronoun && words.class(b + 1).has(Class::RELATION));
    // "the funeral of Ana", "a son of Rui and Ana"; "I know who Ana is."
    let of = before(2).is_some_and(|b| words.is(b + 1, "of") && words.is_one(b, OF_SOMEBODY));
    let who = before(1).is_some_and(|b| words.is(b, "who")) && words.is_one(end, &["is", "was"]);
    // "Ana, who"
    let who_does = class.has(Class::GIVEN)
        && before(1).is_none_or(|b| !words.capital(b))
        && words.word(end) == ","
        && words.is_one(end + 1, &["who", "whose"]);
    let shown = words.is_one(start.wrapping_sub(1), &["'s", "’s", "is"])
        && before(2).is_some_and(|b| words.is_one(b, &["that", "this"]) && (b == range.start || words.is_one(b - 1, &["and", "so"])))
        && (words.is(end, "from") || words.word(end) == "." && end + 1 >= range.end)
        && class == class_of_names(class);
    let particle = follows_particle(words, range, start) && vote > DOUBTFUL;
    (acts || related || who) && vote > UNLIKELY
        || (particle || of || who_does) && vote > DOUBTFUL
        || shown && vote > UNLIKELY && end - start == 1
}

/// What only somebody has.
const OF_SOMEBODY: &[&str] = &[
    "funeral",
    "assassination",
    "wife",
    "husband",
    "widow",
    "widower",
    "son",
    "daughter",
    "nephew",
    "niece",
    "grandson",
    "granddaughter",
    "girlfriend",
    "boyfriend",
    "fiancé",
    "fiancée",
    "biography",
    "portrait",
    "disappearance",
    "beheading",
];

/// The token after what stands between commas behind a name: "Ana, grown taller, nodded".
fn insertion(words: &Words, range: &Range<usize>, end: usize) -> usize {
    /// How many words and marks it has at most.
    const LONGEST: usize = 12;
    if words.word(end) != "," || !matches!(words.tag(end + 1), Tag::Participle | Tag::Gerund | Tag::Preposition) {
        return end;
    }
    let to = range.end.min(end + 2 + LONGEST);
    (end + 2..to).take_while(|k| !words.capital(*k)).find(|k| words.word(*k) == ",").map_or(end, |k| k + 1)
}

/// "gave a groan", "gives a nod".
fn gives_gesture(words: &Words, verb: usize) -> bool {
    let noun = verb + 2 + usize::from(words.tag(verb + 2).is_adjective());
    words.is_one(verb, &["gave", "gives"])
        && words.is(verb + 1, "a")
        && words.tag(noun).is_noun()
        && lexicon::classes(&format!("{}s", words.low(noun))).has(Class::GESTURE)
}

/// What of a class says that a word is a name.
fn class_of_names(class: Class) -> Class {
    Class(class.0 & (Class::GIVEN.0 | Class::SURNAME.0 | Class::MALE.0 | Class::FEMALE.0))
}

/// Whether a name stands where a paper cites others: "Sousa et al.", "(Reis, 2010; Sousa, Nunes, & Reis, 2012)".
fn is_cited(words: &Words, range: &Range<usize>, start: usize, end: usize) -> bool {
    /// How far a list of authors reaches.
    const FAR: usize = 18;
    if words.is(end, "et") && words.is_one(end + 1, &["al", "al."]) {
        return true;
    }
    let is_year = |k: usize| {
        let w = words.word(k);
        w.len() >= 4 && w.len() <= 5 && (w.starts_with("19") || w.starts_with("20")) && w.bytes().take(4).all(|b| b.is_ascii_digit())
    };
    let of_list =
        |k: usize| words.capital(k) || words.is_one(k, &[",", "&", "and", "et", "al", "al."]) || words.class(k).has(Class::PARTICLE);
    let to = range.end.min(end + FAR);
    if end - start > 1 {
        return false;
    }
    let Some(year) = (end..to).find(|k| !of_list(*k)).filter(|k| is_year(*k)) else { return false };
    let from = range.start.max(start.saturating_sub(FAR));
    let opening = (from..start).rev().find(|k| !of_list(*k));
    matches!(words.word(year + 1), ")" | ";" | ",")
        && opening.is_some_and(|k| matches!(words.word(k), "(" | ";") || words.is_one(k, &["see", "e.g."]))
}

/// Whether the words around a name make it the speaker's: "I'm Mario", "my name is Ana", "they called me Ana", "I'm your host,
/// Ana", "I, Ana Sousa,", "it's Ana here".
fn is_speaker(words: &Words, range: &Range<usize>, start: usize, end: usize) -> bool {
    /// How far "I'm" may stand before the name.
    const HOST: usize = 6;
    if start <= range.start + 1 {
        return false;
    }
    let b = start - 1;
    let name = words.tag(start).is_name() && words.capital(start);
    let am = |k: usize| words.is_one(k, &["'m", "’m", "am"]) && words.is(k.wrapping_sub(1), "i");
    if name && (am(b) || words.is(b, "is") && words.is(b - 1, "name") && words.is(b.wrapping_sub(2), "my")) {
        return true;
    }
    // "They heard of me, this girl named Ana."
    let me = |k: usize| words.is_one(k, &["me", "i"]) && words.word(k + 1) == ",";
    if words.is_one(b, &["named", "called"]) && b >= range.start + 4 && me(b - 4) && words.is_one(b - 2, &["a", "this", "the"]) {
        return name;
    }
    if words.is(b, "me") && words.is_one(b - 1, &["call", "calls", "called"]) {
        return words.class(start) != Class::NOT_NAME && matches!(words.word(end), "," | "." | ";" | "!" | "?" | "”" | "\"");
    }
    if words.word(b) == "," {
        let first_person = words.is(b - 1, "i") && words.word(end) == "," && end - start >= 2;
        let least = b.saturating_sub(HOST).max(range.start + 1);
        let host = || (least..b).any(am) && (least..b).any(|k| words.is_one(k, &["host", "co-host"]));
        return first_person || name && host();
    }
    let here = || {
        words.is_one(end, &["here", "speaking", "reporting", "signing"])
            || words.is(end, "and") && words.is_one(end + 1, &["i", "welcome", "today"])
    };
    let it_is = words.is_one(b, &["'s", "’s", "is"]) && words.is_one(b - 1, &["it", "this"]);
    // "Hey, it's Ana and welcome": nothing but greetings before.
    it_is && (range.start..b - 1).all(|k| !words.tag(k).is_verb() && !words.tag(k).is_noun()) && here()
}

/// Whether a name is that of whoever is spoken to; one word, a given name or with "Mr." before it.
fn spoken_to(words: &Words, range: &Range<usize>, start: usize, end: usize) -> Told {
    const GREETINGS: &[&str] =
        &["thanks", "hi", "hey", "hello", "okay", "ok", "please", "yes", "yeah", "no", "oh", "well", "so", "sorry", "alright", "morning"];
    let after = words.word(end);
    let courtesy = start > range.start && words.class(start - 1).has(Class::COURTESY) && words.capital(start - 1);
    let given = words.class(start).has(Class::GIVEN);
    if end - start != 1 || !given && !courtesy {
        return Told::Nothing;
    }
    let from = start - usize::from(courtesy);
    let is_mark = |k: usize| matches!(words.word(k), "“" | "\"" | "‘" | "'");
    let before = from.checked_sub(1).filter(|b| *b >= range.start && !is_mark(*b));
    let stands_off = matches!(after, "," | "?" | "!" | "." | "…") || end >= range.end;
    let to_you = |mut all: Range<usize>| all.any(|i| words.is_one(i, &["you", "your", "i", "i'm", "we", "let"]));
    match before {
        None => {
            let named = words.tag(start).is_name() || words.tag(start) == Tag::Interjection;
            // "Ana, you're late", "“Ana,” she said", but "Ana, a diver, said".
            let next = words.tag(end + 1);
            let turns = to_you(end..(end + 8).min(range.end))
                || next == Tag::Base
                || matches!(words.word(end + 1), "”" | "\"" | "’")
                || words.is_one(end + 1, &["this", "that", "there", "what", "which", "how", "why", "please", "just", "but"]);
            match after {
                "," if named && turns => Told::Addressed,
                "," if named && given => Told::Called,
                "." | "?" | "!" if courtesy && end + 1 >= range.end => Told::Addressed,
                _ => Told::Nothing,
            }
        }
        Some(b) => {
            let named = words.tag(start).is_name() || courtesy;
            let off = words.word(b) == "," && stands_off;
            let greeted = words.is_one(b, GREETINGS)
                || words.word(b) == "," && b > range.start && (words.is_one(b - 1, GREETINGS) || words.is(b - 1, "you"))
                || words.is(b, "you") && b > range.start && words.is_one(b - 1, &["thank", "love", "bless"]);
            let short = from <= range.start + 3;
            let told = named
                && (off && to_you(range.start..from)
                    || greeted && stands_off && short
                    || given && after == "?" && words.tag(b) == Tag::Base
                    || off && given && end + 1 >= range.end && to_you(range.clone()));
            if told { Told::Addressed } else { Told::Nothing }
        }
    }
}

fn ends_something_else(words: &Words, start: usize, end: usize) -> bool {
    let last = end - 1;
    let class = words.class(last);
    if class.has(Class::SUFFIX) {
        return false;
    }
    let org = class.has(Class::ORG | Class::NOT_NAME | Class::DEMONYM)
        && !(class.has(Class::SURNAME)
            && words.class(start).has(Class::GIVEN)
            && end - start == 2
            && !class.has(Class::NOT_NAME | Class::DEMONYM));
    // A head noun after a full name: only if the first two could be the name.
    org && end - start >= 2
        && (words.class(start).has(Class::GIVEN | Class::SURNAME))
        && end - start == 2
        && !words.class(start).has(Class::GIVEN)
        || org
            && end - start >= 3
            && words.class(start).has(Class::GIVEN)
            && words.class(start + 1).has(Class::SURNAME)
            && class.has(Class::ORG)
            && !words.is_one(last, &["hill", "park", "lake", "field", "rivers", "bush", "church", "bank", "news"])
        || class.has(Class::PLACE) && end - start >= 2 && !class.has(Class::GIVEN | Class::SURNAME)
}

/// What is named like people sometimes: "brands like Jommo".
const THINGS: &[&str] = &[
    "things",
    "brands",
    "companies",
    "firms",
    "games",
    "shows",
    "films",
    "movies",
    "series",
    "places",
    "cities",
    "towns",
    "countries",
    "states",
    "stores",
    "shops",
    "products",
    "apps",
    "sites",
    "websites",
    "clubs",
    "teams",
    "outlets",
    "newspapers",
    "magazines",
    "bands",
    "ships",
];

/// What the word before a name speaks against its being a person's: "the Hang Seng index", "in Lisbon".
fn weigh_before(words: &Words, before: usize, start: usize, end: usize) -> i32 {
    // "the 2nd Earl of Clare", "Student Affairs": a place and an office.
    let noble = words.is(before, "of") && words.is_one(before.wrapping_sub(1), NOBLE);
    let office = end - start == 1
        && matches!(words.tag(start), Tag::Names | Tag::Nouns)
        && !words.class(start).has(Class::GIVEN | Class::SURNAME)
        && words.class(before).has(Class::TITLE)
        && !words.class(before).has(Class::COURTESY);
    if noble || office {
        return -8;
    }
    // "Powell’s, which", "things like Karis": no person.
    let owns = usize::from(words.tag(end) == Tag::Possessive);
    let after = end + owns + usize::from(owns == 1 && words.word(end + 1) == ",");
    let like = words.is(before, "like") || words.is(before, "as") && words.is(before.wrapping_sub(1), "such");
    let listed = before.wrapping_sub(1 + usize::from(!words.is(before, "like")));
    if words.is(after, "which") && words.tag(after + 1).is_finite() || like && words.is_one(listed, THINGS) {
        return -8;
    }
    if words.is_one(before, &["the", "an"]) {
        if words.is_one(end, &["index", "average", "exchange"]) { -10 } else { -4 }
    } else if words.is_one(before, &["in", "at", "near", "across", "outside", "throughout", "into"]) {
        -2
    } else {
        0
    }
}

/// What speaks for and against a person.
fn weigh(words: &Words, range: &Range<usize>, from: usize, start: usize, end: usize, run_to: usize) -> (i32, bool, Option<Sex>) {
    let length = end - start;
    let first = words.class(start);
    let last = words.class(end - 1);
    let mut score = -2;
    let before = start.checked_sub(1).filter(|b| *b >= range.start);
    let class_before = before.map_or(Class::NONE, |b| words.class(b));
    let master = before.is_some_and(|b| is_master(words, b));
    let titled = before.is_some_and(|b| {
        (class_before.has(Class::TITLE | Class::COURTESY) || master)
            && (words.capital(b) || class_before.has(Class::COURTESY) || class_before.has(Class::ROLE))
    });
    let courtesy = before.filter(|_| class_before.has(Class::COURTESY) || master).and_then(|b| match words.low(b).trim_end_matches('.') {
        "mr" | "mister" | "master" | "sir" | "lord" | "herr" | "señor" | "monsieur" => Some(Sex::Male),
        "mrs" | "ms" | "miss" | "madam" | "madame" | "mme" | "mlle" | "dame" | "lady" | "frau" | "señora" => Some(Sex::Female),
        _ => None,
    });
    if master || class_before.has(Class::COURTESY) && before.is_some_and(|b| words.capital(b)) {
        score += 6;
    } else if titled {
        score += if length >= 2 || before.is_some_and(|b| words.capital(b)) { 4 } else { 1 };
    }
    let particle = (start..end).any(|k| !words.capital(k) && words.class(k).has(Class::PARTICLE));
    if follows_particle(words, range, start) && length <= 2 {
        score += 4;
    }
    if first.has(Class::GIVEN) {
        score += if length >= 2 { 4 } else { 1 };
        if length == 1 && words.low(start).len() <= 2 {
            score -= 3;
        }
    } else if length >= 2 && (is_initial(words.word(start)) || length == 2 && is_bare_initial(words, start)) {
        score += 3;
    }
    if length >= 2 {
        if last.has(Class::SURNAME) || last.has(Class::SUFFIX) {
            score += 1;
        }
        if particle && length >= 3 {
            score += 2;
        }
        if (start + 1..end - 1).any(|k| is_initial(words.word(k))) {
            score += 3;
        }
    }
    // A pair of capitals that no list knows is as often a foreign name as anything else.
    let unknown = |k: usize| words.class(k) == Class::NONE && words.word(k).chars().skip(1).any(char::is_lowercase);
    if (2..=3).contains(&length) && (start..end).all(|k| unknown(k) || words.class(k).has(Class::SURNAME | Class::GIVEN)) && unknown(start)
    {
        score += 1;
    }
    for k in start..end {
        let class = words.class(k);
        let known = class.has(Class::GIVEN) && k == start && length >= 2;
        if class.has(Class::ORG) {
            score -= if k == end - 1 && !(class.has(Class::SURNAME) && first.has(Class::GIVEN)) {
                6
            } else if k == start {
                2
            } else {
                1
            };
        }
        if class.has(Class::NOT_NAME | Class::DEMONYM)
            && !(known
                || k == end - 1 && k > start && first.has(Class::GIVEN) && (class.has(Class::SURNAME | Class::DEMONYM) || length > 2))
        {
            score -= 6;
        }
        if class.has(Class::PLACE) && !known {
            score -= if k == end - 1 && first.has(Class::GIVEN) && length == 2 { 1 } else { 4 };
        }
        let w = words.word(k);
        if w.chars().count() > 1
            && w.chars().all(|c| c.is_uppercase() || c == '&')
            && !words.class(k).has(Class::SUFFIX)
            && !is_initial(w)
            && (length == 1 || (start..end).any(|o| words.word(o).chars().any(char::is_lowercase)))
        {
            // "Ana SOUSA" is written so by some agencies; nobody is called "OS" or "AG".
            score -= if w.len() <= 2 && k == end - 1 { 8 } else { 4 };
        }
        if is_coined(w) {
            score -= 6;
        }
    }
    score += before.map_or(0, |b| weigh_before(words, b, start, end));
    if words.is(end, "of") || (words.word(end) == "," && words.class(end + 1).has(Class::PLACE) && length == 1) {
        score -= 2;
    }
    if length > 4 {
        score -= 3;
    }
    if start > from && length == 1 && !titled {
        score -= 1;
    }
    if run_to > end && length == 1 {
        // "Penn State": what was cut off names a place or firm.
        score -= if words.class(end).has(Class::ORG) { 4 } else { 1 };
    }
    if length == 1 && start == range.start && words.tag(start) != Tag::Name {
        score -= 2;
    }
    (score, titled, courtesy)
}

/// "like de Tocqueville", "the daughter of van Dijk": a particle in lower case before a capital makes a surname of it, where no
/// given name stands before.
fn follows_particle(words: &Words, range: &Range<usize>, start: usize) -> bool {
    let Some(particle) = start.checked_sub(1).filter(|p| *p >= range.start) else { return false };
    let before = particle.checked_sub(1).filter(|b| *b >= range.start);
    words.word(particle).starts_with(char::is_lowercase)
        && words.is_one(particle, &["de", "du", "van", "von", "della", "ter", "ten"])
        && words.tag(particle) != Tag::Number
        && before.is_none_or(|b| !words.capital(b) && !matches!(words.tag(b), Tag::Determiner | Tag::PossessivePronoun | Tag::Number))
}

/// Whether a word was coined for a firm or a product: a capital inside, after more letters than a prefix to a surname has
/// ("`LeBlanc`", "`FitzGerald`") and no given name ("`AnnMarie`").
fn is_coined(word: &str) -> bool {
    let Some((inner, _)) = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase()) else { return false };
    let head = &word[..inner];
    head.chars().count() > "Fitz".len()
        && head.chars().all(char::is_alphabetic)
        && !lexicon::classes(&head.to_lowercase()).has(Class::GIVEN)
}

/// Whether the name is the subject of a verb of saying beside it.
fn speaks(words: &Words, range: &Range<usize>, start: usize, end: usize) -> bool {
    let says = |i: usize| i >= range.start && i < range.end && words.class(i).has(Class::SAY | Class::THINK) && words.tag(i).is_verb();
    // "said Ann Lee", but not "she told Ann Lee": a verb with a subject before it has no other after it.
    let has_subject = |verb: usize| verb > range.start && (words.tag(verb - 1).is_noun() || words.tag(verb - 1) == Tag::Pronoun);
    says(end)
        || (start > range.start && says(start - 1) && words.tag(start - 1) != Tag::Base && !has_subject(start - 1))
        || (words.is_one(end, &["also", "has", "had", "later"]) && says(end + 1))
}

/// The role words directly before a name: from after a determiner, preposition or verb up to the name, if they hold a word
/// for an office, occupation or relation.
fn role_before(words: &Words, range: &Range<usize>, name: usize) -> Option<(u32, u32)> {
    let mut from = name;
    let mut comma = false;
    // "the state's attorney general, Ann Lee,": the role is cut off by a comma.
    if from > range.start + 1
        && words.word(from - 1) == ","
        && words.class(from - 2).has(Class::ROLE | Class::RELATION)
        && matches!(words.word(name + 1), "," | ".") | matches!(words.word(name + 2), "," | ".") | matches!(words.word(name + 3), "," | ".")
    {
        from -= 1;
        comma = true;
    }
    // "its “national enterprise reporter” Ann Lee"
    if matches!(words.word(from.wrapping_sub(1)), "”" | "\"") && from > range.start + 1 {
        let opening = (range.start.max(from.saturating_sub(8))..from - 1).rev().find(|k| matches!(words.word(*k), "“" | "\""));
        let head = words.class(from - 2).has(Class::ROLE | Class::TITLE);
        return opening.filter(|o| head && o + 1 < from - 1).map(|o| words.span(o + 1, from - 1));
    }
    let to = from;
    let least = from.saturating_sub(14).max(range.start);
    while from > least {
        let k = from - 1;
        let tag = words.tag(k);
        let class = words.class(k);
        // "Secretary of State Ann Lee", but not "a rep for nominee Ann Lee": what follows must not be an office itself.
        let of = words.is_one(k, &["of", "for"])
            && k > least
            && words.class(k - 1).has(Class::TITLE | Class::ROLE)
            && to > from
            && !(from..to).any(|o| words.class(o).has(Class::ROLE | Class::TITLE));
        let and = words.is_one(k, &["and", "&"])
            && to > from
            && k > least
            && (words.class(k - 1).has(Class::ROLE | Class::TITLE)
                || (words.capital(k - 1) && words.capital(k + 1) && !words.class(k - 1).has(Class::GIVEN | Class::SURNAME))
                || ((words.tag(k - 1).is_noun() || words.tag(k - 1).is_adjective())
                    && !words.capital(k - 1)
                    && k > least + 1
                    && words.tag(k - 2) == Tag::Possessive));
        // "Joint Council for the Welfare of Immigrants campaigner", "CEO of the Refugee Council": a firm's name, whole.
        let organization = |mut part: Range<usize>| part.any(|o| words.class(o).has(Class::ORG) && words.capital(o));
        let joins = |j: usize| {
            words.is_one(j, &["of", "for"])
                && to > from
                && (words.capital(from) || words.is(from, "the"))
                && (organization(from..to) || organization(least..j))
        };
        let firm = joins(k)
            && k > least
            && words.class(k - 1).has(Class::ORG | Class::TITLE | Class::ROLE)
            && (words.capital(k - 1) || words.is(k - 1, "ceo"))
            || joins(k) && k > least && words.capital(k - 1) && organization(least..k)
            || words.is(k, "the") && k > least + 1 && joins(k - 1) && (words.class(k - 2).has(Class::ORG | Class::ROLE | Class::TITLE));
        let fits = tag.is_noun()
            || tag.is_adjective()
            || tag == Tag::Number
            || tag == Tag::Possessive
            || class.has(Class::TITLE | Class::ROLE | Class::RANK | Class::DEMONYM)
            || words.is_one(k, &["then", "ex", "vice"])
            || (matches!(tag, Tag::Participle | Tag::Gerund) && to > from && !words.tag(k.wrapping_sub(1)).is_noun())
            || of
            || and
            || firm
            || (words.is_word(k) && words.capital(k) && k > range.start)
            || matches!(words.word(k), "-" | "–" | "/") && to > from
            || (words.is_word(k) && words.hyphen(k) && !tag.is_finite());
        if !fits
            || words.is_one(k, &["said", "says", "that", "who", "when", "while", "as", "percent", "cent"])
            || (class.has(Class::NOT_NAME) && crate::story::dates::calendar::weekday(words.low(k)).is_some())
        {
            break;
        }
        from -= 1;
    }
    while from < to
        && (matches!(words.tag(from), Tag::Possessive | Tag::Conjunction)
            || words.is_one(from, &["of", "for", "and", "-", "dear"])
            || words.class(from).has(Class::COURTESY) && !words.class(from).has(Class::TITLE))
    {
        from += 1;
    }
    // "former boss" alone: the head must be a role, and courtesy titles are none.
    let last = to.checked_sub(1)?;
    let plural = words.low(last).strip_suffix('s').is_some_and(|one| lexicon::classes(one).has(Class::ROLE));
    let head = plural
        || words.class(last).has(Class::TITLE | Class::ROLE | Class::RELATION)
            && !(words.class(last).has(Class::COURTESY) && to - from <= 1)
        || (from..last).any(|k| words.is_one(k, &["of", "for"]) && words.class(k.saturating_sub(1)).has(Class::TITLE | Class::ROLE));
    if from >= to || !head || (comma && !words.class(last).has(Class::ROLE | Class::RELATION)) {
        return None;
    }
    // A role in lower case before a bare surname-like word is weaker, but it is what copy does: "actor Hanks".
    Some(words.span(from, to))
}

/// "who studies tax policy at the institute": what somebody does for a living, as a clause.
fn occupation(words: &Words, range: &Range<usize>, who: usize) -> Option<(u32, u32)> {
    const WORK: &[&str] = &[
        "studies",
        "studied",
        "teaches",
        "taught",
        "runs",
        "ran",
        "leads",
        "led",
        "heads",
        "headed",
        "directs",
        "directed",
        "owns",
        "owned",
        "chairs",
        "chaired",
        "represents",
        "represented",
        "covers",
        "covered",
        "manages",
        "managed",
        "oversees",
        "oversaw",
        "researches",
        "coaches",
        "coached",
        "founded",
        "commands",
        "commanded",
    ];
    if !words.is(who, "who") {
        return None;
    }
    let verb = (who + 1..who + 3).find(|k| words.is_one(*k, WORK) && words.tag(*k).is_finite())?;
    let end = (verb + 1..range.end.min(verb + 20)).find(|k| matches!(words.word(*k), "," | "." | ";" | "—" | "–" | ")" | "”"))?;
    (end > verb + 1).then(|| words.span(who, end))
}

/// The role words after a name: an apposition ("Ann Lee, the mayor of Porto,") or "who is …".
fn role_after(words: &Words, range: &Range<usize>, name_end: usize) -> Option<(u32, u32)> {
    let mut at = name_end;
    // "(D-Ohio)", ", 43,"
    if words.word(at) == "(" {
        at = (at..(at + 8).min(range.end)).find(|k| words.word(*k) == ")")? + 1;
    }
    if words.word(at) == "," && words.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number) && words.word(at + 2) == "," {
        at += 2;
    }
    let copula = words.is_one(at, &["is", "was", "became"]) || (words.is_one(at, &["has", "had"]) && words.is(at + 1, "been"));
    let mut from;
    if words.word(at) == "," || words.word(at) == "—" || words.word(at) == "–" {
        from = at + 1;
        if words.is(from, "who") && words.is_one(from + 1, &["is", "was", "serves", "served", "works", "worked", "has", "became"]) {
            from += 2;
            if words.is_one(from, &["been", "as", "now", "also"]) {
                from += 1;
            }
            if words.is(from, "as") {
                from += 1;
            }
        }
        if let Some(role) = occupation(words, range, at + 1) {
            return Some(role);
        }
    } else if copula {
        from = at + 1 + usize::from(words.is(at + 1, "been"));
    } else {
        return None;
    }
    if words.is_one(from, &["now", "also", "then", "currently"]) && !words.tag(from + 1).is_finite() {
        from += usize::from(words.low(from) != "then");
    }
    let article = words.is_one(from, &["the", "a", "an", "one"]);
    let start = from + usize::from(article);
    // The head stands before any verb, comma or preposition.
    let mut head = None;
    let mut k = start;
    while k < range.end && k < start + 10 {
        let tag = words.tag(k);
        let class = words.class(k);
        if class.has(Class::ROLE | Class::RELATION) && (tag.is_noun() || class.has(Class::ROLE)) && !words.is_one(k + 1, &["'s", "’s"]) {
            head = Some(k);
            if !(words.tag(k + 1).is_noun() && words.class(k + 1).has(Class::ROLE | Class::RELATION | Class::TITLE))
                && !words.is(k + 1, "and")
            {
                break;
            }
        }
        let fits = tag.is_noun()
            || tag.is_adjective()
            || matches!(
                tag,
                Tag::Possessive | Tag::PossessivePronoun | Tag::Number | Tag::Determiner | Tag::Adverb | Tag::Participle | Tag::Superlative
            )
            || class.has(Class::ROLE | Class::RANK | Class::DEMONYM)
            || words.is_one(k, &["and", "-"])
            || (words.is(k, "of") && k == start + 1 && article);
        if !fits || (k > start && tag == Tag::Determiner) {
            break;
        }
        k += 1;
    }
    let head = head?;
    if copula && (!article || words.is_one(head, &["supporter", "critic", "fan", "ally", "favorite"])) && !words.tag(start).is_noun() {
        return None;
    }
    // A name of its own after the comma is another person in a list: "Ann Lee, Governor Bo Kim and …".
    if !article && words.capital(start) && is_name_word(words, head + 1) && !words.is_one(head + 1, &["of"]) {
        return None;
    }
    let mut end = head + 1;
    while end < range.end.min(head + 19) {
        let w = words.word(end);
        if matches!(w, "," | "." | ";" | ":" | "—" | "–" | "--" | "(" | ")" | "”" | "“" | "\"" | "?" | "!")
            || words.is_one(
                end,
                &[
                    "who", "which", "that", "whose", "when", "where", "while", "but", "because", "after", "before", "said", "says", "told",
                    "as", "if",
                ],
            )
            || words.tag(end).is_finite()
            || words.tag(end) == Tag::Gerund
                && !words.tag(end + 1).is_noun()
                && !(words.tag(end - 1).is_noun() && words.is_one(end + 1, &["at", "for", "in", "of"]))
        {
            break;
        }
        end += 1;
    }
    Some(words.span(start, end))
}
