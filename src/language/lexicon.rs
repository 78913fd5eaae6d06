//! Word lists, looked up once per token: every token carries the set of [`Class`]es that its lower-case form belongs to.
//!
//! The lists are text files under `src/language/lexicons/`. A new word, a verb of saying for instance, is a line in the section
//! that has its meaning (`verbs.txt`, `[report]`), and no code; a new section is a row in [`class`](super::class). A test refuses
//! what is not understood.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::class::{Class, SECTIONS, Section};
use super::tag::Tag;

/// A hash of a word (FNV-1a). The lists know their words by it alone: that a word in none of them has the hash of one of
/// theirs happens once in some 10^14.
#[must_use]
pub fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Half of a [`hash`]: what a token keeps of it.
#[must_use]
pub fn half(hash: u64) -> u32 {
    ((hash ^ hash >> 32) & 0xffff_ffff) as u32
}

/// A [`half`] of the hash of a lower-case word.
#[must_use]
pub fn word_hash(low: &str) -> u32 {
    half(hash(low))
}

/// For tables of words that are hashed already; the lists are our own, so nobody can choose colliding words.
#[derive(Default)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*b);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn write_u32(&mut self, half: u32) {
        // Tables look at the uppermost bits too.
        self.0 = u64::from(half).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

pub(super) type Table<K, V> = HashMap<K, V, BuildHasherDefault<Hashed>>;

/// The lists, by the names of their files.
const FILES: &[(&str, &str)] = &[
    ("abbreviations.txt", include_str!("lexicons/abbreviations.txt")),
    ("claims.txt", include_str!("lexicons/claims.txt")),
    ("given-wider-world.txt", include_str!("lexicons/given-wider-world.txt")),
    ("given-world.txt", include_str!("lexicons/given-world.txt")),
    ("given.txt", include_str!("lexicons/given.txt")),
    ("grammar.txt", include_str!("lexicons/grammar.txt")),
    ("groups.txt", include_str!("lexicons/groups.txt")),
    ("people.txt", include_str!("lexicons/people.txt")),
    ("sources.txt", include_str!("lexicons/sources.txt")),
    ("starters.txt", include_str!("lexicons/starters.txt")),
    ("surnames-world.txt", include_str!("lexicons/surnames-world.txt")),
    ("surnames.txt", include_str!("lexicons/surnames.txt")),
    ("time.txt", include_str!("lexicons/time.txt")),
    ("verbs.txt", include_str!("lexicons/verbs.txt")),
];

/// What words are: few sets of classes, and for each word the number of its own. So the table stays small enough to be near.
struct Lexicon {
    sets: Vec<Class>,
    words: Table<u64, u16>,
    /// The number of the set that one of a number and a class make together.
    joined: HashMap<(u16, Class), u16>,
    /// The number of each set.
    numbers: HashMap<Class, u16>,
    /// What was joined last.
    last: Option<((u16, Class), u16)>,
}

impl Lexicon {
    fn add(&mut self, word: &str, class: Class) {
        let slot = self.words.entry(hash(word)).or_default();
        let joins = (*slot, class);
        // Most words of a section are in no other list: they join as the word before them did.
        *slot = match self.last.filter(|(before, _)| *before == joins) {
            Some((_, number)) => number,
            None => *self.joined.entry(joins).or_insert_with(|| {
                let both = self.sets[usize::from(*slot)] | class;
                *self.numbers.entry(both).or_insert_with(|| {
                    self.sets.push(both);
                    u16::try_from(self.sets.len() - 1).unwrap_or_default()
                })
            }),
        };
        self.last = Some((joins, *slot));
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let words = Table::with_capacity_and_hasher(128_000, BuildHasherDefault::default());
    let mut lexicon =
        Lexicon { sets: vec![Class::NONE], words, joined: HashMap::new(), numbers: HashMap::from([(Class::NONE, 0)]), last: None };
    for (section, line) in FILES.iter().flat_map(|(_, text)| lines(text)) {
        let Some(section) = section else { continue };
        if section.verbs {
            forms(line).iter().for_each(|form| lexicon.add(form, section.class));
            continue;
        }
        for word in line.split_whitespace() {
            lexicon.add(word, section.class);
            for (_, several) in PLURALS.iter().filter(|(one, _)| section.class.has(*one)) {
                lexicon.add(&plural(word), *several);
            }
        }
    }
    tags().for_each(|(w, _)| lexicon.add(w, Class::ONE_TAG));
    lexicon
});

/// Classes whose words have plurals that grammar asks for.
pub(super) const PLURALS: &[(Class, Class)] = &[(Class::TITLE, Class::TITLES), (Class::ROLE, Class::ROLES)];

/// The plural of a noun for somebody: "spokesmen", "deputies", "coaches".
fn plural(word: &str) -> String {
    const ENDS: &[(&str, &str)] = &[
        ("man", "men"),
        ("child", "children"),
        ("wife", "wives"),
        ("alumnus", "alumni"),
        ("ay", "ays"),
        ("ey", "eys"),
        ("oy", "oys"),
        ("y", "ies"),
        ("ch", "ches"),
        ("sh", "shes"),
        ("s", "ses"),
        ("x", "xes"),
    ];
    match ENDS.iter().find_map(|(end, several)| word.strip_suffix(end).map(|stem| format!("{stem}{several}"))) {
        Some(plural) => plural,
        None => format!("{word}s"),
    }
}

/// The lines of a list, each with the section that it stands in, if that is one.
fn lines(text: &'static str) -> impl Iterator<Item = (Option<&'static Section>, &'static str)> {
    let mut section = None;
    text.lines().filter_map(move |line| {
        if let Some(name) = section_name(line) {
            section = SECTIONS.iter().find(|s| s.name == name);
            return None;
        }
        (!line.is_empty() && !line.starts_with('#')).then_some((section, line))
    })
}

/// The name of the section that a line opens.
pub(super) fn section_name(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}

/// The five forms of a verb as a line of a list tells it: plain, past, participle, third person, gerund.
#[must_use]
pub fn forms(line: &str) -> [String; 5] {
    let told: Vec<&str> = line.split_whitespace().collect();
    if let [plain, past, participle, third, gerund] = told.as_slice() {
        return [plain, past, participle, third, gerund].map(|f| (*f).to_owned());
    }
    let [plain, past, third, gerund] = regular(line.trim());
    [plain, past.clone(), past, third, gerund]
}

/// The forms of a regular verb.
#[must_use]
pub fn regular(lemma: &str) -> [String; 4] {
    let consonant_y =
        lemma.ends_with('y') && !lemma.ends_with(['a', 'e', 'o', 'u']) && !["ay", "ey", "oy", "uy"].iter().any(|e| lemma.ends_with(e));
    let stem = &lemma[..lemma.len().saturating_sub(1)];
    let past = if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if consonant_y {
        format!("{stem}ied")
    } else {
        format!("{lemma}ed")
    };
    let third = if consonant_y {
        format!("{stem}ies")
    } else if ["s", "sh", "ch", "x", "z", "o"].iter().any(|e| lemma.ends_with(e)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    };
    let gerund = if lemma.ends_with('e') && !lemma.ends_with("ee") { format!("{stem}ing") } else { format!("{lemma}ing") };
    [lemma.to_owned(), past, third, gerund]
}

/// The classes of a lower-case word.
#[must_use]
pub fn classes(low: &str) -> Class {
    LEXICON.sets[usize::from(set_by_hash(hash(low)))]
}

/// The number of the set of classes, among [`sets`], of the word with a [`hash`]; 0 is that of no class.
pub(super) fn set_by_hash(hash: u64) -> u16 {
    LEXICON.words.get(&hash).copied().unwrap_or_default()
}

/// The sets of classes that words have.
pub(super) fn sets() -> &'static [Class] {
    &LEXICON.sets
}

fn tags() -> impl Iterator<Item = (&'static str, Tag)> {
    include_str!("weights/tags.txt").lines().filter_map(|l| l.split_once(' ')).map(|(w, t)| (w, Tag::of_penn(t)))
}

static TAGS: LazyLock<Table<u32, Tag>> = LazyLock::new(|| tags().map(|(w, t)| (word_hash(w), t)).collect());

/// The tag of a word of class [`Class::ONE_TAG`], by its [`word_hash`]: those that had it nearly always in the tagger's training
/// data.
#[must_use]
pub fn only_tag(word_hash: u32) -> Option<Tag> {
    TAGS.get(&word_hash).copied()
}

/// Whether a lower-case word without its full stop is an abbreviation that has one.
#[must_use]
pub fn is_abbreviation(low: &str) -> bool {
    classes(low).has(Class::ABBREVIATION)
}

/// Whether an abbreviation (with its full stop) is always followed by more of its sentence: titles, "No.", "vs.".
#[must_use]
pub fn never_ends(low: &str) -> bool {
    classes(low.trim_end_matches('.')).has(Class::LEADING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_verbs_inflected() {
        assert!(classes("announced").has(Class::SAY) && classes("denies").has(Class::SAY) && classes("telling").has(Class::SAY));
        assert!(classes("believed").has(Class::THINK));
        assert!(classes("gov.").has(Class::TITLE) && classes("former").has(Class::RANK));
        assert!(classes("mary").has(Class::GIVEN) && classes("smith").has(Class::SURNAME));
        assert!(classes("qwxz") == Class::NONE);
    }
}
