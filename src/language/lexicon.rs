//! Word lists, looked up once per token: every token carries the set of [`Class`]es that its lower-case form belongs to.
//!
//! The lists are text files under `lexicons/`, a `[section]` per class. Given names and surnames are those of the United
//! States Census of 1990 (public domain); the other lists were written for this project.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::BitOr;
use std::sync::LazyLock;

use super::tag::Tag;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(pub(crate) u64);

impl Class {
    /// In no list.
    pub const NONE: Self = Self(0);
    /// Communicates by itself: said, warned.
    pub const SAY: Self = Self(1);
    /// Reports a state of mind: believes, hopes.
    pub const THINK: Self = Self(1 << 1);
    /// Does something with words to somebody or something: criticised, called.
    pub const ACT: Self = Self(1 << 2);
    /// Mr, Mrs, Dame.
    pub const COURTESY: Self = Self(1 << 3);
    /// Can stand before a name as a title: Gov., coach.
    pub const TITLE: Self = Self(1 << 4);
    /// Qualifies a title: deputy, former.
    pub const RANK: Self = Self(1 << 5);
    /// Tells who somebody is: spokesman, farmer.
    pub const ROLE: Self = Self(1 << 6);
    /// A relation to somebody else: wife, successor.
    pub const RELATION: Self = Self(1 << 7);
    /// Follows a surname: Jr., III.
    pub const SUFFIX: Self = Self(1 << 8);
    /// Part of a surname: van, de, al.
    pub const PARTICLE: Self = Self(1 << 9);
    /// Head word of an organisation's or place's name.
    pub const ORG: Self = Self(1 << 10);
    /// Country, state, city.
    pub const PLACE: Self = Self(1 << 11);
    /// American, Kurdish, Republicans.
    pub const DEMONYM: Self = Self(1 << 12);
    /// Capitalised, and no person: months, function words, well-known organisations.
    pub const NOT_NAME: Self = Self(1 << 13);
    /// Given name.
    pub const GIVEN: Self = Self(1 << 14);
    /// Surname.
    pub const SURNAME: Self = Self(1 << 15);
    /// Begins sentences.
    pub const STARTER: Self = Self(1 << 16);
    /// A plural or collective noun for people: officials, critics.
    pub const PEOPLE: Self = Self(1 << 17);
    /// Given mostly to boys and men, or a noun for one of them.
    pub const MALE: Self = Self(1 << 18);
    /// Given mostly to girls and women, or a noun for one of them.
    pub const FEMALE: Self = Self(1 << 19);
    /// Why somebody did something: in order to, to protest.
    pub const MOTIVE: Self = Self(1 << 20);
    /// What brought something about: because, led to.
    pub const CAUSE: Self = Self(1 << 21);
    /// How things stand: likely, pressure, lever.
    pub const ASSESSMENT: Self = Self(1 << 22);
    /// Good or bad: critical, failure.
    pub const EVALUATION: Self = Self(1 << 23);
    /// What may come.
    pub const PREDICTION: Self = Self(1 << 24);
    /// Wrongdoing.
    pub const ALLEGATION: Self = Self(1 << 25);
    /// A noun of saying: statement, report.
    pub const SAYING: Self = Self(1 << 26);
    /// Can begin a time expression.
    pub const TIME: Self = Self(1 << 29);
    /// Can only begin one: what tells the time comes after it.
    pub const OPENER: Self = Self(1 << 32);
    /// Reports without being a verb of saying by itself: according, reportedly.
    pub const CUE: Self = Self(1 << 30);
    /// A judgement, if a mild one, or a word that strengthens one.
    pub const MILD: Self = Self(1 << 31);
    /// What an exchange quotes: shares, an index.
    pub const QUOTED: Self = Self(1 << 33);
    /// How a price moves, or stands: rose, closed.
    pub const MOVE: Self = Self(1 << 34);
    /// What only people do with face or body: nodded, smiled.
    pub const GESTURE: Self = Self(1 << 35);
    /// What only people have: a mother, eyes.
    pub const OWN: Self = Self(1 << 36);
    /// Has one tag whatever stands around it; see [`only_tag`].
    pub const ONE_TAG: Self = Self(1 << 28);
    /// A document or study that can be a source.
    pub const DOCUMENT: Self = Self(1 << 27);

    /// Whether any of `other`'s classes is in the set.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

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

type Table<K, V> = HashMap<K, V, BuildHasherDefault<Hashed>>;

static TABLE: LazyLock<Table<u64, Class>> = LazyLock::new(|| {
    let mut table = Table::with_capacity_and_hasher(128_000, BuildHasherDefault::default());
    let mut add = |word: &str, class: Class| {
        let slot = table.entry(hash(word)).or_default();
        *slot = *slot | class;
    };
    let given = [include_str!("lexicons/given.txt"), include_str!("lexicons/given-world.txt")];
    for (section, line) in given.into_iter().flat_map(sections) {
        let class = match section {
            "male" => Class::GIVEN | Class::MALE,
            "female" => Class::GIVEN | Class::FEMALE,
            _ => Class::GIVEN,
        };
        line.split_whitespace().for_each(|w| add(w, class));
    }
    for word in include_str!("lexicons/surnames.txt").lines() {
        add(word, Class::SURNAME);
    }
    for (_, line) in sections(include_str!("lexicons/surnames-world.txt")) {
        line.split_whitespace().for_each(|w| add(w, Class::SURNAME));
    }
    for (section, line) in sections(include_str!("lexicons/verbs.txt")) {
        let class = match section {
            "say" => Class::SAY,
            "think" => Class::THINK,
            _ => Class::ACT,
        };
        let forms: Vec<&'static str> = line.split_whitespace().collect();
        match forms.as_slice() {
            [lemma] => regular(lemma).iter().for_each(|f| add(f, class)),
            forms => forms.iter().for_each(|f| add(f, class)),
        }
    }
    tags().for_each(|(w, _)| add(w, Class::ONE_TAG));
    let lists = [
        include_str!("lexicons/people.txt"),
        include_str!("lexicons/groups.txt"),
        include_str!("lexicons/starters.txt"),
        include_str!("lexicons/claims.txt"),
        include_str!("lexicons/sources.txt"),
        include_str!("lexicons/time.txt"),
    ];
    for (section, line) in lists.into_iter().flat_map(sections) {
        let class = match section {
            "courtesy" => Class::COURTESY,
            "title" => Class::TITLE,
            "rank" => Class::RANK,
            "role" => Class::ROLE,
            "relation" => Class::RELATION,
            "gesture" => Class::GESTURE,
            "own" => Class::OWN,
            "suffix" => Class::SUFFIX,
            "particle" => Class::PARTICLE,
            "org" => Class::ORG,
            "place" => Class::PLACE,
            "demonym" => Class::DEMONYM,
            "notname" => Class::NOT_NAME,
            "time" => Class::TIME,
            "opener" => Class::TIME | Class::OPENER,
            "cue" => Class::CUE,
            "people" => Class::PEOPLE,
            "motive" => Class::MOTIVE,
            "cause" => Class::CAUSE,
            "assessment" => Class::ASSESSMENT,
            "evaluation" => Class::EVALUATION,
            "mild" => Class::MILD,
            "quoted" => Class::QUOTED,
            "move" => Class::MOVE,
            "prediction" => Class::PREDICTION,
            "allegation" => Class::ALLEGATION,
            "saying" => Class::SAYING,
            "document" => Class::DOCUMENT,
            "male" => Class::MALE,
            "female" => Class::FEMALE,
            _ => Class::STARTER,
        };
        line.split_whitespace().for_each(|w| add(w, class));
    }
    table
});

/// The lines of a list with the section each stands in.
fn sections(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    text.lines().filter_map(move |line| {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            return None;
        }
        (!line.is_empty() && !line.starts_with('#')).then_some((section, line))
    })
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
    classes_by_hash(hash(low))
}

/// The classes of the word with a [`hash`].
#[must_use]
pub fn classes_by_hash(hash: u64) -> Class {
    TABLE.get(&hash).copied().unwrap_or_default()
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

/// Abbreviations that keep their full stop, without it, in lower case. Single letters and dotted ones need no list.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep", "reps", "sens", "gen", "col", "lt", "sgt", "cpl", "capt", "maj", "adm", "cmdr",
    "pvt", "brig", "supt", "st", "rev", "hon", "sr", "jr", "esq", "messrs", "del", "insp", "det", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "inc", "corp", "co", "ltd",
    "mlle", "mme", "bros", "assn", "dept", "univ", "no", "nos", "vs", "v", "etc", "al", "approx", "est", "fig", "vol", "pp", "ft", "sq",
    "mt", "ave", "blvd", "rd", "ph", "ala", "ariz", "ark", "calif", "colo", "conn", "fla", "ga", "ill", "ind", "kan", "ky", "mass", "md",
    "mich", "minn", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "n.m", "s.c",
];

/// Whether a lower-case word without its full stop is an abbreviation that has one.
#[must_use]
pub fn is_abbreviation(low: &str) -> bool {
    ABBREVIATIONS.contains(&low)
}

/// Whether an abbreviation (with its full stop) is always followed by more of its sentence: titles, "No.", "vs.".
#[must_use]
pub fn never_ends(low: &str) -> bool {
    let w = low.trim_end_matches('.');
    matches!(
        w,
        "mr" | "mrs"
            | "ms"
            | "mme"
            | "mlle"
            | "dr"
            | "prof"
            | "gov"
            | "sen"
            | "rep"
            | "reps"
            | "sens"
            | "gen"
            | "col"
            | "lt"
            | "sgt"
            | "cpl"
            | "capt"
            | "maj"
            | "adm"
            | "cmdr"
            | "pvt"
            | "brig"
            | "st"
            | "rev"
            | "hon"
            | "messrs"
            | "del"
            | "supt"
            | "insp"
            | "det"
            | "vs"
            | "v"
            | "nos"
            | "mt"
            | "ft"
            | "approx"
            | "fig"
            | "vol"
            | "e.g"
            | "i.e"
    )
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
