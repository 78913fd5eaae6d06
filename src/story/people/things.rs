//! What bears names as people do, and is nobody.

use std::collections::HashSet;

use super::naming::fold;
use crate::language::{Class, Tag, Tokens, Words};
use crate::paragraph::names::NameMention;
use crate::story::part::Part;

/// What the article calls a storm: its name is nobody's.
pub(super) fn storms<'a>(parts: &[Part<'a>]) -> HashSet<&'a str> {
    let storm = |words: &&Words, i: usize| words.capital(i) && words.capital(i + 1) && words.class(i).has(Class::STORM);
    parts.iter().map(|p| &p.facts.words).flat_map(|w| (0..w.len()).filter(move |i| storm(&w, *i)).map(move |i| w.low(i + 1))).collect()
}

/// Words by which the article calls a firm: those of a run of capitals that ends as a firm's name does, and what stands after a
/// word for one.
pub(super) fn firms(parts: &[Part]) -> HashSet<String> {
    let mut found = HashSet::new();
    for part in parts {
        let words = &part.facts.words;
        for run in &part.facts.runs {
            let Tokens { start: first, end } = run.all();
            if words.class(end - 1).has(Class::FIRM_END) {
                found.extend(run.tokens().map(|i| fold(words.word(i))));
            }
            if words.class(first.wrapping_sub(1)).has(Class::FIRM) {
                found.insert(fold(words.word(first)));
            }
        }
        // "the carmaker Ford", "Ford is the world's third-largest carmaker", "Ford, the carmaker,".
        let tells = |n: &NameMention| {
            let after = n.tokens.end;
            let is = words.class(after).has(Class::COPULA) || words.word(after) == "," && words.class(after + 1).has(Class::ARTICLE);
            let ends = |k: usize| k > after && (matches!(words.word(k), "," | "." | ";") || words.tag(k).is_finite());
            let head = |k: usize| !words.tag(k + 1).is_noun() && words.tag(k + 1) != Tag::Possessive;
            let told = || (after + 1..after + 12).take_while(|k| !ends(*k)).any(|k| words.class(k).has(Class::FIRM) && head(k));
            let does =
                || words.class(after).has(Class::FIRM_DOES) && (after + 1..after + 6).any(|k| words.class(k).has(Class::FIRM_OBJECT));
            words.class(n.tokens.start.wrapping_sub(1)).has(Class::FIRM) || does() || is && told() || is_headed(words, n.tokens.start)
        };
        for name in part.facts.names.iter().filter(|n| n.tokens.len() == 1 && tells(n)) {
            found.insert(fold(words.word(name.tokens.start)));
        }
    }
    found
}

/// Whether what stands before a name gives it an office, a staff or shares: "the president of Volvo", "shares in Volvo".
fn is_headed(words: &Words, name: usize) -> bool {
    let before = name.wrapping_sub(1);
    words.is(before, "of") && words.class(before.wrapping_sub(1)).has(Class::STAFF)
        || words.is_one(before, &["of", "in"]) && words.is_one(before.wrapping_sub(1), &["shares", "stock", "shareholders"])
}

#[cfg(test)]
mod tests {
    use crate::story::people::tests::drawn;

    #[test]
    fn storms_and_firms_are_nobody() {
        for (text, expected) in [
            ("Hurricane Ana turned. In Faro they fear Ana, and Ana is near.", ""),
            ("The carmaker Ford said it would close. Ford fell, Ford said.", ""),
            ("Kellogg Co. had a bad year. Kellogg said it would close.", ""),
            ("The carmaker called Ana Sousa. Sousa left.", "Ana Sousa: "),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }
}
