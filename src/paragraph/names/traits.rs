//! What stands right before a name, and what its own words are, as far as joining the names of an article asks.

use super::NameMention;
use super::naming::NameKeys;
use crate::language::lexicon::half;
use crate::language::{Class, Words};

/// What a saint's name stands behind, and many a place's.
pub(super) const SAINT: [&str; 3] = ["saint", "st", "st."];

/// A few yes and no's of a name, in bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameTraits(u16);

impl NameTraits {
    /// "the" stands before it.
    pub const THE: Self = Self(1);
    /// "Saint" does.
    pub const SAINT: Self = Self(1 << 1);
    /// A word with a capital does.
    pub const CAPITAL: Self = Self(1 << 2);
    /// What leads to a place's name does: "San".
    pub const PLACE_LEAD: Self = Self(1 << 3);
    /// What stands before places does: "in".
    pub const IN_PLACE: Self = Self(1 << 4);
    /// Its first word is a place's name, too.
    pub const PLACE: Self = Self(1 << 5);
    /// Its first word is a given name.
    pub const GIVEN: Self = Self(1 << 6);
    /// Its last word is its surname as it stands: no "Jr.", nothing to fold.
    pub const PLAIN: Self = Self(1 << 7);
    /// A mail address stands behind it, or it is all of its paragraph and one may stand in the next.
    pub const MAIL: Self = Self(1 << 8);
    /// What makes the name of a body of it stands behind it: "Thomas Reis Academy".
    pub const BODY: Self = Self(1 << 9);

    pub(super) fn of(words: &Words, name: &NameMention) -> Self {
        let (first, before) = (name.tokens.start, name.tokens.start.wrapping_sub(1));
        let (own, lead) = (words.class(first), words.class(before));
        let end = name.tokens.end;
        let plain = words.tokens[end - 1].hash == half(name.keys.surname);
        [
            (Self::THE, words.is(before, "the")),
            (Self::SAINT, words.is_one(before, &SAINT)),
            (Self::CAPITAL, words.capital(before)),
            (Self::PLACE_LEAD, lead.has(Class::PLACE_LEAD)),
            (Self::IN_PLACE, lead.has(Class::IN_PLACE)),
            (Self::PLACE, own.has(Class::PLACE)),
            (Self::GIVEN, own.has(Class::GIVEN)),
            (Self::PLAIN, plain),
            (Self::BODY, words.capital(end) && words.class(end).has(Class::BODY | Class::HOUSE_END) && !words.is_of(end + 1)),
            (Self::MAIL, words.word(end).contains('@') || first == 0 && end == words.len()),
        ]
        .into_iter()
        .filter(|(_, is)| *is)
        .fold(Self::default(), |all, (one, _)| Self(all.0 | one.0))
    }

    /// Whether all of these are so.
    #[must_use]
    pub const fn has(self, bits: Self) -> bool {
        self.0 & bits.0 == bits.0
    }
}

/// Tells what names are found by, and what stands beside them.
pub(super) fn index(words: &Words, names: &mut [NameMention]) {
    for name in names {
        name.keys = NameKeys::of(words, name);
        name.traits = NameTraits::of(words, name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraph::BlockFacts;
    use crate::text::{Block, Format};

    #[test]
    fn what_stands_beside_a_name() {
        for (text, bits) in [
            ("They saw the Sousa there.", NameTraits::THE),
            ("They saw St. Sousa there.", NameTraits::SAINT),
            ("They left San Sousa there.", NameTraits::PLACE_LEAD),
            ("They live in Sousa there.", NameTraits::IN_PLACE),
            ("They saw Sydney there.", NameTraits::PLACE),
            ("They saw Anna there.", NameTraits::GIVEN),
            ("They saw Ana Sousa there.", NameTraits::PLAIN),
            ("Ana Sousa", NameTraits::MAIL),
        ] {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            assert!(facts.names.iter().any(|n| n.traits.has(bits)), "{text}");
        }
        let facts = BlockFacts::of(&Block::new("They saw Ana Sousa Jr. there.".to_owned(), Format::Text));
        assert!(!facts.names[0].traits.has(NameTraits::PLAIN));
    }
}
