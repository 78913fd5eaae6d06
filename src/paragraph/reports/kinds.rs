//! What kind of source a phrase names.

use super::SourceKind;
use crate::language::{Class, Tag, Tokens, Words, chunk};

/// What a noun phrase is as a source.
pub(super) fn kind_of(words: &Words, source: Tokens) -> SourceKind {
    let head = base_head(words, source);
    if words.tag(head) == Tag::Pronoun {
        return SourceKind::Pronoun;
    }
    if (source.start..source.end).any(|k| words.class(k).has(Class::HOUSE_VAGUE)) {
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
        let told_apart = words.is(source.end, "who")
            || words.word(source.end) == "," && words.is_one(source.end + 1, &["who", "speaking"])
            || (source.end - source.start >= 5 && (source.start..source.end).any(|k| words.class(k).has(Class::CLOSE_TO)));
        if told_apart {
            return SourceKind::Described;
        }
        return if named {
            SourceKind::Group
        } else if vague {
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
pub(crate) fn base_head(words: &Words, source: Tokens) -> usize {
    let to = chunk::end(words, source.start, source.end).max(source.start + 1);
    chunk::head(words, source.start, to)
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
            ("The report said the road was closed.", SourceKind::Document),
            ("She said the road was closed.", SourceKind::Pronoun),
            ("Greenpeace said the road was closed.", SourceKind::Name),
        ] {
            let facts = BlockFacts::of(&Block::new(text.to_owned(), Format::Text));
            assert_eq!(facts.reports.first().map(|r| r.kind), Some(kind), "{text}");
        }
    }
}
