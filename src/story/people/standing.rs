//! Who somebody is told to be where no name stands beside it: "He was mayor of Porto", "in her years as a judge", the line
//! under a byline.

use super::{Mention, MentionKind, WrittenRole};
use crate::language::{Class, Tag, Tokens, Words};
use crate::paragraph::names::{office_at, offices_behind, opening_office};
use crate::paragraph::quoted;
use crate::story::part::Part;
use crate::story::place::{Place, stretch};
use crate::text::Span;

/// What sentences of a paragraph, and the line under it, tell of whoever they speak of. `mentioned` are all whom the paragraph
/// mentions, pronouns too.
pub(in crate::story) fn told(part: &Part, next: Option<&Part>, mentioned: &[(usize, Mention)]) -> Vec<(usize, WrittenRole)> {
    /// How many mentions a sentence may hold of whose offices by "as" it tells.
    const FEW: usize = 64;
    let mut added: Vec<(usize, WrittenRole)> = Vec::new();
    if !part.region.is_story() || mentioned.is_empty() {
        return added;
    }
    let mut mentioned: Vec<(u32, usize, &Mention)> = mentioned.iter().map(|(id, m)| (m.sentence, *id, m)).collect();
    mentioned.sort_by_key(|(sentence, id, _)| (*sentence, *id));
    let within = |sentence: usize| stretch(&mentioned, |(at, ..)| (*at as usize).cmp(&sentence)).iter().map(|(_, id, m)| (*id, *m));
    let words = &part.facts.words;
    let mut add = |id: usize, span: Span| {
        added.push((id, WrittenRole { text: span.of(words.text()).to_owned(), place: Place::of(part.number, span), told: true }));
    };
    for (number, sentence) in part.facts.sentences.iter().enumerate() {
        let here = || within(number);
        for (id, m) in here().filter(|(_, m)| m.kind == MentionKind::Pronoun) {
            let token = words.at(m.place.start);
            let may = words.class(token.wrapping_sub(1)).has(Class::CONDITION);
            if words.is_one(token, &["he", "she"]) && !may && quoted::at(&part.facts.pieces, m.place.start).is_none() {
                offices_behind(words, sentence.tokens, token + 1).into_iter().for_each(|span| add(id, span));
                // "A diver, she left the port."
                let opening = token.checked_sub(1).filter(|c| words.word(*c) == "," && *c > sentence.tokens.start);
                opening.and_then(|c| opening_office(words, sentence.tokens, c)).into_iter().for_each(|span| add(id, span));
            }
        }
        // A sentence that mentions more is a list, and each "as" in it would look at all of them.
        let few: Vec<(usize, &Mention)> = here().take(FEW + 1).collect();
        for k in sentence.tokens.iter().filter(|k| few.len() <= FEW && words.is_as(*k)) {
            let quoted = || quoted::at(&part.facts.pieces, words.tokens[k].start).is_some();
            let office = whose(words, sentence.tokens, k, &few).filter(|_| !quoted());
            if let Some((id, span)) = office.and_then(|id| Some((id, as_office(words, sentence.tokens, k)?))) {
                add(id, span);
            }
        }
        let Some((id, _)) = here().next().filter(|(one, _)| here().all(|(id, _)| id == *one)) else { continue };
        let Some(first) = here().map(|(_, m)| words.at(m.place.start)).min() else { continue };
        // "If Ana Sousa is elected mayor"
        let may = words.class(first.wrapping_sub(1)).has(Class::CONDITION);
        for k in sentence.tokens.iter().filter(|k| *k > first && !may) {
            let quoted = || quoted::at(&part.facts.pieces, words.tokens[k].start).is_some();
            if let Some(span) = came_into(words, sentence.tokens, k).filter(|_| !quoted()) {
                add(id, span);
            }
        }
    }
    // The line under a byline, or behind it.
    let alone = part.facts.names.first().filter(|m| m.tokens.end == words.len() && m.tokens.start <= 1 && m.tokens.len() >= 2);
    let next = next.filter(|p| (1..=6).contains(&p.facts.words.len()));
    if let (Some(name), Some(next)) = (alone, next)
        && let Some((id, _)) = within(name.sentence as usize).next()
    {
        let line = &next.facts.words;
        let whole = |s: &Span| s.start == 0 && s.end as usize == line.text().len();
        let office = office_at(line, Tokens::new(0, line.len()), 0).filter(whole);
        added.extend(
            office.map(|span| (id, WrittenRole { text: span.of(line.text()).to_owned(), place: Place::of(next.number, span), told: true })),
        );
    }
    added
}

/// Who is told to be something by "as": whoever it is said of, or the one whom the sentence speaks of.
fn whose(words: &Words, sentence: Tokens, k: usize, here: &[(usize, &Mention)]) -> Option<usize> {
    let inside = |i: usize| {
        let tag = words.tag(i);
        let determiner = matches!(tag, Tag::Determiner | Tag::Predeterminer | Tag::Possessive | Tag::PossessivePronoun | Tag::Number);
        determiner || tag.is_noun() || tag.is_adjective() || words.is_one(i, &["him", "her"])
    };
    let mut from = k;
    while from > sentence.start && inside(from - 1) {
        from -= 1;
    }
    let governor = from.checked_sub(1).filter(|g| *g >= sentence.start && from < k)?;
    let at = |m: &Mention| words.at(m.place.start);
    let beside = here.iter().find(|(_, m)| at(m) >= from && words.at(m.place.end.saturating_sub(1)) + 1 == k);
    // "his short time as mayor", "Ana Sousa's years as a judge"
    let tenure = words.class(k - 1).has(Class::TENURE);
    let own = (from..k).rev().find(|i| matches!(words.tag(*i), Tag::Possessive | Tag::PossessivePronoun));
    let holds = |m: &Mention, own: usize| if m.kind == MentionKind::Pronoun { at(m) == own } else { words.at(m.place.end) == own };
    let holder = own.filter(|_| tenure).and_then(|own| here.iter().find(|(_, m)| holds(m, own)));
    let others = |id: usize| here.iter().any(|(other, m)| *other != id && at(m) < from);
    if let Some((id, m)) = holder {
        return (m.kind == MentionKind::Name || !others(*id)).then_some(*id);
    }
    let verb = words.tag(governor).is_verb();
    let class = words.class(governor);
    if let Some((id, _)) = beside.filter(|_| words.is_of(governor) || verb) {
        let told = class.has(Class::SUCCEEDS | Class::SAY | Class::BECOMES | Class::IDENTIFIED | Class::WANTS);
        return (!told).then_some(*id);
    }
    // "went to Faro as a clerk", "has a pass as a guest", but not "named the minister as president"
    let hangs = words.tag(governor) == Tag::Preposition && !words.is_of(governor) || verb && class.has(Class::HAVE);
    let (id, _) = here.iter().find(|(_, m)| at(m) < from)?;
    (hangs && beside.is_none() && !others(*id)).then_some(*id)
}

/// The office behind "as", if no clause follows.
fn as_office(words: &Words, sentence: Tokens, k: usize) -> Option<Span> {
    let office = office_at(words, sentence, k + 1)?;
    let end = words.at(office.end.saturating_sub(1)) + 1;
    (!words.tag(end).is_finite() && !words.class(end).has(Class::BE | Class::HAVE)).then_some(office)
}

/// The office that whoever a sentence is about is told to be in, or to come into, at a token: "as mayor", "became a judge".
fn came_into(words: &Words, sentence: Tokens, k: usize) -> Option<Span> {
    let before = k.wrapping_sub(1);
    let by_as = words.is_as(k)
        && !words.class(before).has(Class::IDENTIFIED | Class::SUCH_AS | Class::SAY)
        && (words.class(before).has(Class::TENURE | Class::SERVES | Class::INSTALLED | Class::FORMERLY | Class::BECOMES)
            || matches!(words.tag(before), Tag::Past | Tag::Participle) && !words.class(before).has(Class::THINK)
            || words.word(before) == ",");
    let comes = words.class(k).has(Class::COMES_INTO)
        && words.tag(before) != Tag::To
        && (!words.tag(before).is_verb() || words.class(before).has(Class::BE | Class::HAVE))
        && !words.tag(before).is_noun()
        && words.tag(before) != Tag::Pronoun;
    // "held the post until May and was the third official to do so"
    let goes_on =
        words.class(k).has(Class::BECOMES) && words.tag(k).is_finite() && words.is_and(before) && words.class(k + 1).has(Class::ARTICLE);
    if !by_as && !comes && !goes_on {
        return None;
    }
    let from = k + 1;
    let opens = words.class(from).has(Class::ARTICLE | Class::RANK | Class::NOW)
        || words.tag(from) == Tag::PossessivePronoun
        || words.tag(from).is_noun()
        || words.tag(from).is_adjective();
    let office = || if by_as { as_office(words, sentence, k) } else { office_at(words, sentence, from) };
    opens.then(office).flatten()
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
            ("Ana Sousa went to Faro in 1959 as a clerk.", "Ana Sousa: clerk"),
            ("The court labelled Ana Sousa as a terrorist.", "Ana Sousa: terrorist"),
            ("Ana Sousa spoke of Rui Reis's time as mayor.", "Ana Sousa: \nRui Reis: mayor"),
            ("Ana Sousa named the minister as president.", "Ana Sousa: "),
            ("Ana Sousa wept as the mayor left.", "Ana Sousa: "),
            ("Rui Reis left. A miner, he was a finalist of the cup.", "Rui Reis: miner; finalist of the cup"),
            ("Ana Sousa left before becoming a career politician.", "Ana Sousa: career politician"),
            ("Rui Reis held the post until May and was the third mayor of Faro.", "Rui Reis: third mayor of Faro"),
            ("Rui Reis led the board and remained a member of it.", "Rui Reis: member of it"),
            ("Rui Reis left. He was elected president four years later.", "Rui Reis: president"),
            ("Rui Reis left. It is late if he is elected mayor.", "Rui Reis: "),
            ("Voters want Rui Reis as mayor.", "Rui Reis: "),
            ("Rui Reis accepted appointed counsel.", "Rui Reis: "),
        ] {
            let reading = read(&Draft::new(&format!("Head line\n\n{text}"), Format::Text), &Context::default(), &|| false).unwrap();
            let line = |p: &crate::story::people::Person| {
                format!("{}: {}", p.name, p.roles.iter().map(|r| r.text.as_str()).collect::<Vec<_>>().join("; "))
            };
            let told: Vec<String> = reading.people.iter().map(line).collect();
            assert_eq!(told.join("\n"), expected, "{text}");
        }
    }
}
