//! What kind of source a phrase names.

use super::SourceKind;
use crate::language::{Class, Tag, Tokens, Words, chunk};

/// What a noun phrase is as a source.
pub(super) fn kind_of(words: &Words, source: Tokens) -> SourceKind {
    let head = base_head(words, source);
    if words.tag(head) == Tag::Pronoun || source.len() == 1 && words.tag(head) == Tag::PossessivePronoun {
        return SourceKind::Pronoun;
    }
    if (source.start..source.end).any(|k| words.class(k).has(Class::HOUSE_VAGUE)) {
        return SourceKind::Vague;
    }
    // "said the post by an unknown author".
    let hidden = |k: usize| {
        let somebody = Class::PEOPLE | Class::ROLE | Class::RELATION | Class::VAGUE | Class::DOCUMENT;
        words.class(k).has(Class::UNNAMED) && k + 1 < source.end && words.class(k + 1).has(somebody)
    };
    if source.iter().any(hidden) {
        return SourceKind::Vague;
    }
    let vague = is_vague(words, head);
    let named = (source.start..source.end).any(|k| {
        words.capital(k) && !(vague && k == head) && (words.tag(k).is_name() || words.class(k).has(Class::DEMONYM | Class::PLACE))
    });
    let class = words.class(head);
    let people = vague || (class.has(Class::PEOPLE) && words.tag(head) != Tag::Name);
    if people {
        // A "who"-clause or a number tells them apart: "two officials who attended".
        let who = |k: usize| words.tag(k) == Tag::WhPronoun && words.class(k).has(Class::ARTICLE_WHO);
        let told_apart = source.iter().any(who)
            || words.is(source.end, "who")
            || words.word(source.end) == "," && words.is_one(source.end + 1, &["who", "speaking"])
            || (source.end - source.start >= 5 && (source.start..source.end).any(|k| words.class(k).has(Class::CLOSE_TO)));
        if told_apart {
            return SourceKind::Described;
        }
        return if !vague && (source.start..=head).any(|k| words.class(k).has(Class::AUTHORITY)) {
            SourceKind::Described
        } else if class.has(Class::SAYING) && words.is_one(head + 1, &["from", "by"]) {
            SourceKind::Document
        } else if named {
            SourceKind::Group
        } else if vague {
            SourceKind::Vague
        } else if is_any_of_them(words, source, head) {
            SourceKind::Group
        } else {
            SourceKind::Described
        };
    }
    if class.has(Class::DOCUMENT) && !words.tag(head).is_name() {
        return SourceKind::Document;
    }
    if words.tag(head).is_name() || words.capital(head) { SourceKind::Name } else { SourceKind::Described }
}

/// The head of a source: of its first base noun phrase, before "of" and appositions.
pub(crate) fn base_head(words: &Words, source: Tokens) -> usize {
    // "most historians": the historians.
    let most = words.class(source.start).has(Class::QUANTIFIER) && words.tag(source.start) == Tag::AdverbMost;
    let start = source.start + usize::from(most && source.len() > 1);
    let to = chunk::end(words, start, source.end).max(start + 1);
    chunk::head(words, start, to)
}

/// Whether a phrase is a plural that leaves open who of them is meant: "economists", "some residents". "The residents" have been
/// told of before, and "two residents" are two.
fn is_any_of_them(words: &Words, source: Tokens, head: usize) -> bool {
    let tells_them_apart = |k: usize| match words.tag(k) {
        Tag::Determiner | Tag::Predeterminer => !words.class(k).has(Class::VAGUE),
        tag => matches!(tag, Tag::Number | Tag::Possessive | Tag::PossessivePronoun | Tag::WhPossessive),
    };
    // "the levy, which lawyers say": to the tagger it can be a verb.
    let plural =
        words.tag(head) == Tag::Nouns || !words.capital(head) && words.class(head).has(Class::PEOPLE) && words.low(head).ends_with('s');
    let several = plural || words.is(head, "media");
    several && !(source.start..head).any(tells_them_apart)
}

/// Whether a word names nobody. A capital makes a name of it, but for one that begins a sentence.
fn is_vague(words: &Words, i: usize) -> bool {
    words.class(i).has(Class::VAGUE) && (!words.capital(i) || begins(words, i))
}

/// Whether a word has its capital for where it stands: at the start of a text, a sentence or a quotation.
fn begins(words: &Words, i: usize) -> bool {
    i == 0 || !words.is_word(i - 1) && !matches!(words.word(i - 1), "," | ";" | "&" | "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraph::BlockFacts;
    use crate::text::{Block, Format};

    #[test]
    fn what_a_source_is() {
        for (text, kind) in [
            ("Officials said the road was closed.", SourceKind::Vague),
            ("Some said the road was closed.", SourceKind::Vague),
            ("The road was closed, said two police officials who attended.", SourceKind::Described),
            ("Biden officials said the road was closed.", SourceKind::Group),
            ("A clerk said the road was closed.", SourceKind::Described),
            ("An official who has seen it said the road was closed.", SourceKind::Described),
            ("Economists said the road was closed.", SourceKind::Group),
            ("Most economists said the road was closed.", SourceKind::Group),
            ("Many tax lawyers said the road was closed.", SourceKind::Group),
            ("Local media said the road was closed.", SourceKind::Group),
            ("State media said the road was closed.", SourceKind::Described),
            ("Reports from the port said the road was closed.", SourceKind::Document),
            ("Police in Tarn said the road was closed.", SourceKind::Described),
            ("The residents said the road was closed.", SourceKind::Described),
            ("Her neighbours said the road was closed.", SourceKind::Described),
            ("Three economists said the road was closed.", SourceKind::Described),
            ("Police said the road was closed.", SourceKind::Described),
            ("The report said the road was closed.", SourceKind::Document),
            ("She said the road was closed.", SourceKind::Pronoun),
            ("Greenpeace said the road was closed.", SourceKind::Name),
            ("The road, which lawyers say is shut, stays.", SourceKind::Group),
            ("The road was closed, said the post by an unknown author.", SourceKind::Vague),
            ("One poster said the road was closed.", SourceKind::Vague),
        ] {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            assert_eq!(facts.reports.first().map(|r| r.kind), Some(kind), "{text}");
        }
    }
}
