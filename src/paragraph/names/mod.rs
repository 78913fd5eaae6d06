//! Names that may be people's: where a name starts and ends, the title before it, and what speaks for and against its being a
//! person's.
//!
//! Each file answers one question: `runs` where a name begins and ends, `roles` what stands before and behind it, `offices`
//! what a role is made of, `naming` how names are written and compared, `things` what bears a name and is nobody, `shared` which
//! names have one role together, `telling` what the words around it say of it, `traits` what stands right before it, `weighing` how
//! likely it is a person's, `words` what names are made of. Who is who is the story's to say ([`crate::story::people`]), which also decides.

pub mod naming;
mod offices;
mod roles;
mod runs;
mod shared;
mod telling;
pub mod things;
mod traits;
mod weighing;
mod words;

use crate::language::{Class, Sentence, Tokens, Words, names};
use crate::paragraph::times::{self, TimeMention};
use crate::text::Span;
use naming::NameKeys;
pub use offices::base_end;
use roles::letters_after;
pub(crate) use roles::portfolio;
pub use traits::NameTraits;
pub(super) use words::settle;
pub(crate) use words::{is_given_pair, is_letters, past_letters};

use runs::{begins_run, names_in_run, run_end, turned_name, turned_round};
use shared::{share_kinds, share_lists, share_plural_roles, share_surnames};

/// A run of words that may be a person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The tokens of the name, without titles.
    pub tokens: Tokens,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The sentence, by its number in the block.
    pub sentence: u32,
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
    pub role_before: Option<Span>,
    /// What few names have beside them; none where this one has nothing of it.
    further: Option<Box<Further>>,
    /// The subject of a verb of saying, or spoken by one.
    pub speaks: bool,
    /// The words beside it say whose name it is.
    pub told: Told,
    /// What it is found by: kept with the name, as all of them are asked for it whenever one becomes another.
    pub keys: NameKeys,
    /// What stands beside it, and what its own words are; see `keys`.
    pub traits: NameTraits,
}

/// What few names have beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Further {
    /// The role words after it.
    role_after: Option<Span>,
    /// Another role before that before the name, between commas: "Trump's running mate, Indiana Gov. Mike Pence".
    role_first: Option<Span>,
    /// Further roles beside it, as bytes, in order.
    roles: Vec<Span>,
    /// The token of a surname that stands behind another given name and is this one's, too: "Tom and Ellie Marsh".
    surname: Option<usize>,
}

impl NameMention {
    /// All roles beside it, as bytes: those before it, that behind it, and further ones.
    pub fn roles(&self) -> impl Iterator<Item = Span> + '_ {
        let (first, after) = self.further.as_ref().map_or((None, None), |f| (f.role_first, f.role_after));
        let further = self.further.iter().flat_map(|f| f.roles.iter().copied());
        [first, self.role_before, after].into_iter().flatten().chain(further)
    }

    /// Another role stands beside it, if one is told.
    fn further_roles(&mut self, role: Option<Span>) {
        if let Some(role) = role {
            self.further.get_or_insert_default().roles.push(role);
        }
    }

    /// The token of a surname that stands behind another given name and is this one's, too: "Tom and Ellie Marsh".
    #[must_use]
    pub fn surname(&self) -> Option<usize> {
        self.further.as_ref()?.surname
    }
}

/// What the words beside a name say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// Nothing.
    #[default]
    Nothing,
    /// That the writer is called so: a byline.
    Writer,
    /// That whoever speaks is: "I'm Mario".
    Speaker,
    /// That somebody is: "a farmer named Jom".
    Called,
    /// That whoever is spoken to is: "Kendra, just let it go."
    Addressed,
    /// That the writer of a work is, surname first: "Reis, Rui."
    Turned,
}

impl Told {
    /// How much it speaks for a person.
    fn points(self) -> i32 {
        match self {
            Self::Nothing => 0,
            Self::Called | Self::Addressed | Self::Turned => 5,
            Self::Writer | Self::Speaker => 6,
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

/// A sentence, and what is known of all of it.
struct InSentence {
    tokens: Tokens,
    number: u32,
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
    fn stretch(&self, words: &Words, run: Tokens) -> Option<Tokens> {
        let mut best: Option<Tokens> = None;
        let mut start = None;
        for k in run.start..=run.end {
            let next = (k..run.end).find(|n| words.capital(*n));
            let inside = k < run.end && (self.of(k) > 0 || start.is_some() && !words.capital(k) && next.is_some_and(|n| self.of(n) > 0));
            match (inside, start) {
                (true, None) => start = Some(k),
                (false, Some(from)) => {
                    if best.as_ref().is_none_or(|b| k - from > b.len()) {
                        best = Some(Tokens::new(from, k));
                    }
                    start = None;
                }
                _ => {}
            }
        }
        best
    }

    /// The mean over the capitalised tokens of a range.
    fn mean(&self, tokens: Tokens) -> i32 {
        let cast: Vec<i32> = tokens.iter().map(|k| i32::from(self.of(k))).filter(|v| *v != 0).collect();
        let count = i32::try_from(cast.len()).unwrap_or(1).max(1);
        cast.iter().sum::<i32>() / count
    }
}

/// What the words behind somebody who is named or meant tell of an office: "was a diver", "has served as mayor".
#[must_use]
pub fn offices_behind(words: &Words, sentence: Tokens, subject_end: usize) -> Vec<Span> {
    offices::told_by_verb(words, sentence, subject_end).into_iter().map(|t| words.span(t)).collect()
}

/// The office that begins at a token.
#[must_use]
pub fn office_at(words: &Words, sentence: Tokens, from: usize) -> Option<Span> {
    offices::after(words, sentence, offices::opened(words, from), false).map(|t| words.span(t))
}

/// The office that a sentence opens with and that ends before a token: "A diver, he".
#[must_use]
pub fn opening_office(words: &Words, sentence: Tokens, end: usize) -> Option<Span> {
    let phrase = offices::before(words, sentence, end, false)?;
    let opens = phrase.start <= sentence.start + usize::from(words.class(sentence.start).has(Class::ARTICLE));
    opens.then(|| words.span(phrase))
}

/// The offices that a heading speaks of, but for those that stand beside a name, and the token behind each.
#[must_use]
pub fn offices_in(words: &Words, sentence: Tokens, names: &[NameMention]) -> Vec<(Span, usize)> {
    let people = || names.iter().filter(|n| n.score > 0);
    let mut found = Vec::new();
    let mut k = sentence.start;
    while k < sentence.end {
        let Some(phrase) = offices::in_heading(words, sentence, k) else {
            k += 1;
            continue;
        };
        let span = words.span(phrase);
        let base = base_end(words, phrase);
        let named =
            |n: &NameMention| n.tokens.start <= phrase.end && n.tokens.end > phrase.start && !(base..phrase.end).contains(&n.tokens.start);
        if !people().any(|n| named(n) || n.roles().any(|r| r.start < span.end && span.start < r.end)) {
            found.push((span, phrase.end));
        }
        // "brother of a singer" speaks of both.
        let joint = (k..phrase.end).find(|k| offices::joins(words, *k));
        k = joint.map_or(phrase.end, |joint| joint + 1).max(k + 1);
    }
    found
}

/// The names of a block.
#[must_use]
pub fn find(words: &Words, sentences: &[Sentence], times: &[TimeMention]) -> Vec<NameMention> {
    let mut found = Vec::new();
    for (number, sentence) in (0..).zip(sentences) {
        let range = sentence.tokens;
        let shouting = is_shouting(words, range);
        let votes = Votes { first: range.start, votes: names::votes(words, range) };
        let line = InSentence { tokens: range, number, shouting, votes };
        let mut i = range.start;
        while i < range.end {
            if !begins_run(words, range, i) || times::around(times, words.tokens[i].start, words.tokens[i].end).is_some() {
                i += 1;
                continue;
            }
            if let Some(to) = turned_round(words, range, i) {
                found.push(turned_name(words, &line, Tokens::new(i, to)));
                i = to;
                continue;
            }
            let to = run_end(words, range, i);
            names_in_run(words, &line, Tokens::new(i, to), &mut found);
            i = letters_after(words, range, to.max(i + 1)).1;
        }
        share_plural_roles(words, number, &mut found);
        share_lists(words, number, &mut found);
        share_kinds(words, range, number, &mut found);
        share_surnames(words, number, &mut found);
    }
    traits::index(words, &mut found);
    found
}

/// Whether most words of a sentence are capitalised, as in headlines: capitals then say little.
fn is_shouting(words: &Words, range: Tokens) -> bool {
    let long = |i: &usize| words.is_word(*i) && words.word(*i).chars().count() > 3;
    let all = range.iter().filter(long).count();
    let capital = range.iter().filter(long).filter(|i| words.capital(*i)).count();
    all >= 4 && capital * 10 >= all * 8
}

/// A vote from which its bounds are taken.
const SURE: i32 = 12;

/// A vote below which rules alone do not make a person of several words.
const HOPELESS: i32 = -90;

/// A vote below which a word that no list knows is cut off a name.
const DOUBTFUL: i32 = -60;

/// A vote below which nothing but a title makes a person of one word.
const UNLIKELY: i32 = -130;

#[cfg(test)]
mod tests {
    use crate::paragraph::BlockFacts;
    use crate::text::{Block, Format, Span};

    /// Texts, each with the names that it may hold: `role before | name | role behind`, and what the words around it tell. In
    /// brackets where less speaks for a person than against.
    pub(super) fn drawn(texts: &[&str]) -> String {
        let mut drawn = String::new();
        for text in texts {
            let facts = BlockFacts::of(&Block::new((*text).to_owned(), Format::Text));
            drawn += &format!("{text}\n");
            for n in &facts.names {
                let words = |span: Option<Span>| span.map_or("", |s| s.of(text));
                let mut line = format!(
                    "{} | {} | {}",
                    words(n.role_before),
                    Span::new(n.start, n.end).of(text),
                    words(n.further.as_ref().and_then(|f| f.role_after))
                );
                let further = n.further.as_deref().cloned().unwrap_or_default();
                line += &further.role_first.map_or(String::new(), |s| format!(", first: {}", s.of(text)));
                for s in &further.roles {
                    line += &format!(", too: {}", s.of(text));
                }
                if n.told != super::Told::Nothing {
                    line += &format!(", {:?}", n.told);
                }
                let line = if n.score > 0 { line } else { format!("({line})") };
                drawn += &format!("    {}\n", line.trim_end());
            }
        }
        drawn
    }
}
