//! Who somebody is told to be where no name stands beside it: "He was mayor of Porto", "in her years as a judge", the line
//! under a byline.

use super::{Mention, MentionKind, Person, WrittenRole, mentions};
use crate::language::{Class, Tag, Tokens, Words};
use crate::paragraph::names::{office_at, offices_behind};
use crate::paragraph::quoted;
use crate::story::part::Part;
use crate::story::place::{Place, stretch};
use crate::text::Span;

/// Where somebody is mentioned: in which block and sentence, from which byte, who, and how.
type Here = ((usize, usize), (u32, usize, MentionKind));

/// Adds what sentences tell of whoever they speak of. Pronouns must be told before.
pub(super) fn told(parts: &[Part], people: &mut [Person]) {
    let here = |id: usize, m: &Mention| ((m.place.block, m.sentence as usize), (m.place.start, id, m.kind));
    let mentioned: Vec<Here> = mentions(people, here, |(sentence, _)| *sentence);
    let within = |block: usize, sentence: usize| {
        let found = stretch(&mentioned, |(at, _)| at.cmp(&(block, sentence)));
        found.iter().map(|(_, here)| *here)
    };
    let mut added: Vec<(usize, WrittenRole)> = Vec::new();
    for (n, part) in parts.iter().enumerate().filter(|(_, p)| p.region.is_story()) {
        let words = &part.facts.words;
        let mut add = |id: usize, span: Span| {
            added.push((id, WrittenRole { text: span.of(words.text()).to_owned(), place: Place::of(part.number, span) }));
        };
        for (number, sentence) in part.facts.sentences.iter().enumerate() {
            let here = || within(part.number, number);
            for (start, id, _) in here().filter(|(_, _, kind)| *kind == MentionKind::Pronoun) {
                let token = words.at(start);
                if words.is_one(token, &["he", "she"]) && quoted::at(&part.facts.pieces, start).is_none() {
                    offices_behind(words, sentence.tokens, token + 1).into_iter().for_each(|span| add(id, span));
                }
            }
            let Some((_, id, _)) = here().next().filter(|(_, one, _)| here().all(|(_, id, _)| id == *one)) else { continue };
            let Some(first) = here().map(|(start, ..)| words.at(start)).min() else { continue };
            for k in sentence.tokens.iter().filter(|k| *k > first) {
                let quoted = || quoted::at(&part.facts.pieces, words.tokens[k].start).is_some();
                if let Some(span) = came_into(words, sentence.tokens, k).filter(|_| !quoted()) {
                    add(id, span);
                }
            }
        }
        // The line under a byline, or behind it.
        let alone = part.facts.names.first().filter(|m| m.tokens.end == words.len() && m.tokens.start <= 1 && m.tokens.len() >= 2);
        let next = parts.get(n + 1).map(|p| &p.facts.words).filter(|w| (1..=6).contains(&w.len()));
        if let (Some(name), Some(line)) = (alone, next)
            && let Some(id) = within(part.number, name.sentence).next().map(|(_, id, _)| id)
            && let Some(span) =
                office_at(line, Tokens::new(0, line.len()), 0).filter(|s| s.start == 0 && s.end as usize == line.text().len())
        {
            added.push((id, WrittenRole { text: span.of(line.text()).to_owned(), place: Place::of(part.number + 1, span) }));
        }
    }
    for (id, role) in added {
        let person = &mut people[id];
        let known = person.roles.iter().any(|r| r.text.eq_ignore_ascii_case(&role.text) || r.place.overlaps(&role.place));
        if !known {
            person.roles.push(role);
        }
    }
    people.iter_mut().for_each(|p| p.roles.sort_by_key(|r| r.place));
}

/// The office that whoever a sentence is about is told to be in, or to come into, at a token: "as mayor", "became a judge".
fn came_into(words: &Words, sentence: Tokens, k: usize) -> Option<Span> {
    let before = k.wrapping_sub(1);
    let as_office = words.is(k, "as")
        && !words.class(before).has(Class::IDENTIFIED | Class::SUCH_AS | Class::SAY)
        && (words.class(before).has(Class::TENURE | Class::SERVES | Class::INSTALLED | Class::FORMERLY | Class::BECOMES)
            || words.word(before) == ",");
    let comes = words.class(k).has(Class::COMES_INTO)
        && words.tag(before) != Tag::To
        && !words.tag(before).is_noun()
        && words.tag(before) != Tag::Pronoun;
    if !as_office && !comes {
        return None;
    }
    let from = k + 1;
    let opens = words.class(from).has(Class::ARTICLE | Class::RANK | Class::NOW)
        || words.tag(from) == Tag::PossessivePronoun
        || words.tag(from).is_noun()
        || words.tag(from).is_adjective();
    opens.then(|| office_at(words, sentence, from)).flatten()
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    #[test]
    fn who_somebody_is_told_to_be_elsewhere() {
        for (text, expected) in [
            // By a pronoun.
            ("Ana Sousa spoke. She was a diver.", "Ana Sousa: diver"),
            ("Rui Reis left. He is mayor of Porto.", "Rui Reis: mayor of Porto"),
            (
                "Rui Reis left. He has served as mayor of Porto and governor of the north.",
                "Rui Reis: mayor of Porto; governor of the north",
            ),
            ("Rui Reis left. He was elected president of the club.", "Rui Reis: president of the club"),
            ("Rui Reis left. He became the first headmaster of the school.", "Rui Reis: first headmaster of the school"),
            // What it is not, or may not be, and what only describes or judges.
            ("Rui Reis left. He is not a doctor.", "Rui Reis: "),
            ("Rui Reis left. He was a man who wept.", "Rui Reis: "),
            ("Rui Reis left. He was a great leader.", "Rui Reis: "),
            ("Rui Reis left. “He is a farmer,” a clerk said of the mayor.", "Rui Reis: "),
            // By "as", where the sentence is about one.
            ("Sousa wept. In her years as a judge Ana Sousa slept little.", "Ana Sousa: judge"),
            ("Ana Sousa wept of her years as mayor of Porto.", "Ana Sousa: mayor of Porto"),
            ("Ana Sousa spoke of her career as a teacher.", "Ana Sousa: teacher"),
            ("Ana Sousa saw Rui Reis in his time as mayor.", "Ana Sousa: \nRui Reis: "),
            ("Ana Sousa spoke of bread as a baker does.", "Ana Sousa: "),
            ("Ana Sousa left before becoming a career politician.", "Ana Sousa: career politician"),
        ] {
            let reading = read(&Draft::new(&format!("Head line\n\n{text}"), Format::Text), &Context::default(), &|| false).unwrap();
            let line =
                |p: &super::Person| format!("{}: {}", p.name, p.roles.iter().map(|r| r.text.as_str()).collect::<Vec<_>>().join("; "));
            let told: Vec<String> = reading.people.iter().map(line).collect();
            assert_eq!(told.join("\n"), expected, "{text}");
        }
    }
}
