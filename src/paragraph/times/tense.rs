//! Whether the words around an expression tell of the past, of the present or of what is to come.

use super::calendar;
use super::meaning::Tense;
use crate::language::{Class, Tag, Tokens, Words};

/// The tense of the verb that an expression goes with: the nearest finite verb before it in the sentence, else after it.
/// "Will", "to" with a base form and "plans to" look ahead.
pub(super) fn tense(words: &Words, sentence: Tokens, from: usize, to: usize) -> Tense {
    if leads_ahead(words, sentence, from) {
        return Tense::Future;
    }
    if is_done_by_then(words, from) {
        return Tense::Past;
    }
    // "The bridge shuts in May", "the deadline is in December": what is now so of a time by name lies ahead.
    let verb = from.wrapping_sub(2);
    if words.class(from.wrapping_sub(1)).has(Class::DAY_LEAD) && verb >= sentence.start && verb < from {
        let noun = words.tag(verb) == Tag::Nouns && words.tag(verb.wrapping_sub(1)).is_noun() && !words.capital(verb);
        let present = matches!(words.tag(verb), Tag::Present | Tag::PresentThird);
        if present || noun && words.class(verb).has(Class::TIMETABLE) {
            return if calendar::month(words.low(from)).is_some() { Tense::Future } else { Tense::Present };
        }
    }
    for i in (sentence.start..from).rev() {
        if let Some(t) = tense_at(words, i) {
            // "a plan to pay it back by February"
            return if t == Tense::Unknown && words.is_by(from.wrapping_sub(1)) { Tense::Future } else { t };
        }
    }
    // "Asked on Friday whether it will"
    if (sentence.start..from).any(|i| words.tag(i) == Tag::Participle && !words.class(i).has(Class::SET)) {
        return Tense::Past;
    }
    for i in to..sentence.end {
        if let Some(t) = tense_at(words, i) {
            return t;
        }
    }
    Tense::Unknown
}

/// "postponed until Tuesday", "as early as Tuesday": words before an expression that look ahead whatever the verb's tense. What
/// stayed as it was until a day has come to its end.
fn leads_ahead(words: &Words, sentence: Tokens, from: usize) -> bool {
    let before = |n: usize| from.wrapping_sub(n);
    if words.is_one(before(1), &["until", "till", "through"]) {
        let verb = (sentence.start..before(1)).rev().find(|k| words.tag(*k).is_verb() || words.class(*k).has(Class::STAYED));
        // "sales fell through August", "the offer was extended through August", "the show runs through August"
        return verb.is_some_and(|v| match words.tag(v) {
            Tag::Present | Tag::PresentThird => words.class(v).has(Class::LASTS),
            Tag::Past if words.is(before(1), "through") => words.is_one(v, &["extended", "postponed", "delayed"]),
            _ => !words.class(v).has(Class::STAYED),
        });
    }
    if words.is(before(1), "of") && words.is(before(2), "ahead") {
        return true;
    }
    words.is_as(before(1)) && words.is_one(before(2), &["soon", "early", "late"]) && words.is_as(before(3))
}

/// "They will appeal the decision, announced Wednesday": a participle right before the expression, behind what it tells of.
fn is_done_by_then(words: &Words, from: usize) -> bool {
    let verb = from.wrapping_sub(if words.is_one(from.wrapping_sub(1), &["on", "late", "early"]) { 2 } else { 1 });
    let told_of = verb.wrapping_sub(1);
    words.tag(verb) == Tag::Participle && !words.class(verb).has(Class::SET) && (words.tag(told_of).is_noun() || words.is(told_of, ","))
}

fn tense_at(words: &Words, i: usize) -> Option<Tense> {
    // What is set lies ahead; what had been set does not.
    let ahead = |k: usize| {
        let had = (1..4).any(|n| words.is_one(k.wrapping_sub(n), &["had", "'d", "’d"]));
        if had { Tense::Past } else { Tense::Future }
    };
    match words.tag(i) {
        Tag::Modal => Some(match words.low(i) {
            _ if words.class(i).has(Class::WILL) => Tense::Future,
            _ if words.class(i).has(Class::WOULD) && words.is(i + 1, "have") => Tense::Past,
            // "could not be reached Friday"
            "could" if words.is_one(i + 1, &["not", "n't", "n’t"]) => Tense::Past,
            // Told from the past, they look ahead of it; a desk reports what is near.
            _ => Tense::Future,
        }),
        // "set to resume", "plans to leave", "likely to buy": what is yet to be done.
        Tag::Base if words.is(i.wrapping_sub(1), "to") => Some(match i.wrapping_sub(2) {
            k if words.class(k).has(Class::AHEAD) => ahead(k),
            k if words.is_one(k, &["is", "are"]) => Tense::Future,
            _ => Tense::Unknown,
        }),
        // "is going to Dover in June"
        Tag::Gerund if words.class(i).has(Class::LEAVES) && words.class(i.wrapping_sub(1)).has(Class::IS) => Some(Tense::Future),
        // "planned a march on Saturday", "has scheduled a vote for Monday"
        Tag::Past | Tag::Participle if words.is_one(i, &["planned", "scheduled", "slated"]) => Some(ahead(i)),
        // "will be named": the tagger takes some participles for the past.
        Tag::Past if words.is(i.wrapping_sub(1), "be") => None,
        Tag::Past => Some(Tense::Past),
        Tag::Participle if words.class(i.wrapping_sub(1)).has(Class::PERFECT) => Some(Tense::Past),
        Tag::Present | Tag::PresentThird => {
            if words.tag(i + 1) == Tag::Participle && words.class(i).has(Class::HAS) {
                Some(Tense::Past)
            } else if words.class(i).has(Class::EXPECTS) || words.class(i + 1).has(Class::SET) {
                Some(Tense::Future)
            } else if words.class(i).has(Class::TIMETABLE) {
                Some(Tense::Present)
            } else {
                Some(Tense::Unknown)
            }
        }
        Tag::Adjective | Tag::Participle if words.class(i).has(Class::SET) || words.is(i, "upcoming") => Some(ahead(i)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_verb_tells_which_weekday() {
        check(&[
            ("It met on Friday.", "Friday = 2024-03-29"),
            ("It will meet on Friday.", "Friday = 2024-04-05"),
            ("It is to meet on Friday.", "Friday = 2024-04-05"),
            ("It meets on Friday.", "Friday = 2024-04-05"),
            ("It would meet on Friday, she said.", "Friday = 2024-04-05"),
        ]);
    }
}
