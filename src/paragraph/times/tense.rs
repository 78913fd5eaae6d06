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
    // "Saturday stays dry", "Monday is a holiday"; but "the report Monday says".
    let opens = from == sentence.start
        || words.tag(from - 1) == Tag::Conjunction
        || !words.is_word(from - 1) && !matches!(words.word(from - 1), ")" | "”" | "\"");
    let present = matches!(words.tag(to), Tag::Present | Tag::PresentThird);
    if opens && present && to < sentence.end && !words.class(to).has(Class::SAY | Class::THINK | Class::ACT | Class::LOOKS_BACK) {
        return Tense::Present;
    }
    if is_set_for(words, sentence, from) || goes_on_in(words, sentence, from, to) {
        return Tense::Future;
    }
    // "The bridge shuts in May", "the deadline is in December": what is now so of a time by name lies ahead.
    let verb = from.wrapping_sub(2);
    if words.class(from.wrapping_sub(1)).has(Class::DAY_LEAD) && verb >= sentence.start && verb < from {
        let present = matches!(words.tag(verb), Tag::Present | Tag::PresentThird);
        if present || is_timetabled(words, sentence, verb) {
            let ahead = calendar::month(words.low(from)).is_some() || words.class(verb).has(Class::TIMETABLE);
            return if ahead { Tense::Future } else { Tense::Present };
        }
    }
    // "the vote is Monday" may be yesterday's to a tense that the news keeps; "it opens Monday" is not. A month alone has been looked at.
    let month = (from..to).any(|k| calendar::month(words.low(k)).is_some()) && !(from..to).any(|k| words.tag(k) == Tag::Number);
    let opens_then = |i: usize| words.class(i).has(Class::TIMETABLE) && !words.class(i).has(Class::IS) && !month;
    for i in (sentence.start..from).rev() {
        if is_timetabled(words, sentence, i) {
            return if month { Tense::Present } else { Tense::Future };
        }
        if let Some(t) = tense_at(words, i) {
            if t == Tense::Present && opens_then(i) {
                return Tense::Future;
            }
            // "a plan to pay it back by February"; "drivers will pay more to use the bridge from May"
            let ahead = || words.is_by(from.wrapping_sub(1)) || words.tag(i) == Tag::Base && is_yet_to_be(words, sentence, i);
            return if t == Tense::Unknown && ahead() { Tense::Future } else { t };
        }
    }
    // "Asked on Friday whether it will"
    if (sentence.start..from).any(|i| words.tag(i) == Tag::Participle && !words.class(i).has(Class::SET)) {
        return Tense::Past;
    }
    for i in to..sentence.end {
        if is_timetabled(words, sentence, i) {
            return Tense::Present;
        }
        if let Some(t) = tense_at(words, i) {
            return t;
        }
    }
    Tense::Unknown
}

/// Whether the verb that governs an infinitive looks ahead: "will pay more to use".
fn is_yet_to_be(words: &Words, sentence: Tokens, infinitive: usize) -> bool {
    let verb = (sentence.start..infinitive).rev().find(|k| words.tag(*k).is_finite());
    verb.is_some_and(|v| words.tag(v) == Tag::Modal && words.class(v).has(Class::WILL))
}

/// "is listed for March", "was put back to May": what is given a day or month lies ahead, whatever the verb's tense.
fn is_set_for(words: &Words, sentence: Tokens, from: usize) -> bool {
    const NEAR: usize = 3;
    let Some(lead) = from.checked_sub(1).filter(|k| *k > sentence.start && (words.is_to(*k) || words.is(*k, "for"))) else { return false };
    let verb = (sentence.start.max(lead.saturating_sub(NEAR))..lead).rfind(|k| words.tag(*k).is_verb() || !words.is_word(*k));
    let given = |v: usize| words.class(v).has(Class::MOVED) && words.tag(v) == Tag::Participle;
    verb.is_some_and(|v| given(v) && !had_been(words, v))
}

/// "The film reaches cinemas in May", "his contract runs out in June", "she moves to the new hall in July": what goes on in the present
/// in a month that is named lies ahead, but for what looks back.
fn goes_on_in(words: &Words, sentence: Tokens, from: usize, to: usize) -> bool {
    const NEAR: usize = 6;
    let Some(lead) = from.checked_sub(1).filter(|k| *k > sentence.start && words.class(*k).has(Class::DAY_LEAD)) else { return false };
    let near = sentence.start.max(lead.saturating_sub(NEAR));
    let Some(verb) = (near..lead).rfind(|k| words.tag(*k).is_verb() || !words.is_word(*k) && words.tag(*k) != Tag::Possessive) else {
        return false;
    };
    let month = (from..to).any(|k| calendar::month(words.low(k)).is_some() && words.capital(k));
    let present = matches!(words.tag(verb), Tag::Present | Tag::PresentThird);
    let tells = Class::SAY | Class::THINK | Class::ACT | Class::BE | Class::IS | Class::HAVE | Class::LOOKS_BACK;
    // "recalls a fire in May": what is told of with an article may have been then.
    let told_of = |k: usize| {
        let led = words.is_to(k.wrapping_sub(1));
        matches!(words.tag(k), Tag::Determiner | Tag::Number) && !led || words.tag(k) == Tag::Preposition && !words.is_to(k)
    };
    month && present && !words.class(verb).has(tells) && (words.class(verb).has(Class::TIMETABLE) || !(verb + 1..lead).any(told_of))
}

/// Whether a word is a verb of timetables in the present, whatever the tagger took it for: "Oxmere host Faro", "doors open Saturday".
fn is_timetabled(words: &Words, sentence: Tokens, i: usize) -> bool {
    if !words.class(i).has(Class::TIMETABLE) || words.capital(i) || !words.is_word(i) || i <= sentence.start {
        return false;
    }
    let (before, third) = (words.tag(i - 1), words.low(i).ends_with('s'));
    let open = i < sentence.start + 2 || !matches!(words.tag(i - 2), Tag::Determiner | Tag::PossessivePronoun | Tag::Possessive);
    let subject = match before {
        Tag::Nouns | Tag::Names => !third,
        Tag::Name => open,
        Tag::Noun => third || words.tag(i) == Tag::Base,
        Tag::Base | Tag::Conjunction | Tag::Adjective => third,
        _ => false,
    };
    let next = words.tag(i + 1);
    let goes_on = matches!(next, Tag::Preposition | Tag::To | Tag::Particle | Tag::Adverb | Tag::Determiner)
        || next.is_name()
        || words.class(i + 1).has(Class::TIME);
    subject && goes_on && matches!(words.tag(i), Tag::Noun | Tag::Nouns | Tag::Name | Tag::Adjective | Tag::Base | Tag::Past)
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
    if words.is_of(before(1)) && words.is(before(2), "ahead") {
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

/// Whether “had” stands a little before a token.
fn had_been(words: &Words, i: usize) -> bool {
    (1..4).any(|n| words.is_one(i.wrapping_sub(n), &["had", "'d", "’d"]))
}

fn tense_at(words: &Words, i: usize) -> Option<Tense> {
    // What is set lies ahead; what had been set does not.
    let ahead = |k: usize| {
        if had_been(words, k) { Tense::Past } else { Tense::Future }
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
        Tag::Base if words.is_to(i.wrapping_sub(1)) => Some(match i.wrapping_sub(2) {
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
            // The tagger takes these verbs for nouns or adjectives.
            ("Faro host Oxmere on Monday.", "Monday = 2024-04-08"),
            ("Doors open Monday at ten.", "Monday = 2024-04-08"),
            ("Members of the club decide Monday whether to move.", "Monday = 2024-04-08"),
            ("Rain returns from Monday.", "Monday = 2024-04-08"),
            ("Monday stays dry.", "Monday = 2024-04-08"),
            ("It rains on Sunday, and Monday turns colder.", "Sunday = 2024-04-07; Monday = 2024-04-08"),
            ("Faro play Oxmere on Tuesday.", "Tuesday = 2024-04-09"),
            ("The council votes Tuesday on the toll.", "Tuesday = 2024-04-09"),
            ("A report Tuesday says the port is shut.", "Tuesday = 2024-04-02"),
            ("Tuesday’s vote all but ends attempts to shut the port.", "Tuesday = 2024-04-02"),
            ("The vote ends a row that followed floods in December.", "December = 2023-12"),
            ("The Monday vote was late.", "Monday = 2024-04-01"),
            ("The sides met for a friendly visit on Monday.", "Monday = 2024-04-01"),
        ]);
    }

    #[test]
    fn a_month_in_the_present_is_to_come() {
        check(&[
            ("Divers will pay more to use the port from January.", "January = 2025-01"),
            ("The film reaches cinemas in November.", "November = 2024-11"),
            ("Her contract runs out in December.", "December = 2024-12"),
            ("He moves to the new hall in late October.", "late October = 2024-10"),
            ("The inquest is listed for November.", "November = 2024-11"),
            ("The vote was put back to October.", "October = 2024-10"),
            ("The mill hires divers in December.", "December = 2024-12"),
            // What is told of was then.
            ("The book tells of a fire in December.", "December = 2023-12"),
            ("The toll concerns a fire in December.", "December = 2023-12"),
            ("The ban follows floods in December.", "December = 2023-12"),
            ("The port says sales fell in December.", "December = 2023-12"),
            ("The vote had been set for December.", "December = 2023-12"),
        ]);
    }
}
