//! What kind of source a phrase names.

use std::ops::Range;

use super::SourceKind;
use crate::language::{Class, Tag, Words, chunk};

/// What a noun phrase is as a source.
pub(super) fn kind_of(words: &Words, source: &Range<usize>) -> SourceKind {
    let head = base_head(words, source);
    if words.tag(head) == Tag::Pronoun {
        return SourceKind::Pronoun;
    }
    let named = (source.start..source.end)
        .any(|k| words.capital(k) && (words.tag(k).is_name() || words.class(k).has(Class::DEMONYM | Class::PLACE)));
    let class = words.class(head);
    let people = is_vague_word(words, head) || (class.has(Class::PEOPLE) && words.tag(head) != Tag::Name);
    if people {
        // A "who"-clause or a number tells them apart: "two officials who attended".
        let told_apart = words.is(source.end, "who")
            || words.word(source.end) == "," && words.is_one(source.end + 1, &["who", "speaking"])
            || (source.end - source.start >= 5
                && (source.start..source.end).any(|k| words.is_one(k, &["familiar", "briefed", "with", "close"])));
        if told_apart {
            return SourceKind::Described;
        }
        return if named {
            SourceKind::Group
        } else if is_vague_word(words, head) {
            SourceKind::Vague
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
pub(crate) fn base_head(words: &Words, source: &Range<usize>) -> usize {
    let to = chunk::end(words, source.start, source.end).max(source.start + 1);
    chunk::head(words, source.start, to)
}

fn is_vague_word(words: &Words, i: usize) -> bool {
    !words.capital(i)
        && words.is_one(
            i,
            &[
                "officials",
                "official",
                "experts",
                "critics",
                "observers",
                "analysts",
                "sources",
                "source",
                "witnesses",
                "insiders",
                "insider",
                "some",
                "many",
                "others",
                "people",
                "detractors",
                "skeptics",
                "sceptics",
                "commentators",
                "pundits",
                "aides",
                "opponents",
                "supporters",
                "reports",
            ],
        )
        || (words.class(i).has(Class::NOT_NAME) && words.is_one(i, &["some", "many", "most", "several", "few"]))
        || words.is_one(i, &["officials", "experts", "critics", "observers", "analysts", "sources"])
}
