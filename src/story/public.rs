//! What happened in public and is on record: it needs no source. A court's verdicts and sentences, votes that were counted.

use crate::language::{Class, Sentence, Tag, Words};
use crate::paragraph::assertions::Trigger;

/// Whether all that a sentence asserts was done in public.
#[must_use]
pub fn tells(words: &Words, sentence: &Sentence, triggers: &[Trigger]) -> bool {
    let only = |of: [Trigger; 2]| triggers.iter().all(|t| of.contains(t));
    only([Trigger::Allegation, Trigger::Figure]) && tells_of_court(words, sentence)
        || only([Trigger::Evaluation, Trigger::Figure]) && tells_of_vote(words, sentence)
        || only([Trigger::Prediction, Trigger::Prediction]) && is_courtesy(words, sentence)
        || only([Trigger::Figure, Trigger::Figure]) && tells_of_trade(words, sentence)
}

/// How the price of something moved that is traded for everybody to see.
fn tells_of_trade(words: &Words, sentence: &Sentence) -> bool {
    let any = |class: Class| sentence.tokens.iter().any(|i| words.class(i).has(class));
    let moves = sentence.tokens.iter().any(|i| words.class(i).has(Class::MOVE) && words.tag(i).is_verb());
    any(Class::TRADED) && moves
}

/// "Neither could be reached": readers are told that the desk has tried.
fn is_courtesy(words: &Words, sentence: &Sentence) -> bool {
    sentence.tokens.iter().any(|i| words.is_one(i, &["reached", "contacted"]) && words.is(i.wrapping_sub(1), "be"))
        && sentence.tokens.iter().any(|i| words.class(i).has(Class::NEGATION) || words.is_one(i, &["neither", "nobody", "nor", "comment"]))
}

/// What a court did, or what somebody pleaded there; whatever wrong it was about stands behind.
fn tells_of_court(words: &Words, sentence: &Sentence) -> bool {
    let Some(act) = sentence.tokens.iter().find(|i| is_verdict(words, sentence, *i)) else { return false };
    let charge = |i: &usize| words.class(*i).has(Class::ALLEGATION) && !words.class(*i).has(Class::VERDICTS);
    !sentence.tokens.iter().take_while(|i| *i < act).any(|i| charge(&i))
}

fn is_verdict(words: &Words, sentence: &Sentence, i: usize) -> bool {
    /// How far before its verb the court stands.
    const NEAR: usize = 6;
    let before = |n: usize| i.saturating_sub(n).max(sentence.tokens.start)..i;
    if words.class(i).has(Class::FOUND) {
        return before(3).any(|k| words.class(k).has(Class::PLEA));
    }
    if !words.class(i).has(Class::VERDICTS) || !words.tag(i).is_verb() {
        return false;
    }
    let court = before(NEAR).any(|k| words.class(k).has(Class::COURT));
    let passive = before(3).any(|k| words.class(k).has(Class::BE));
    court || passive || words.tag(i) == Tag::Participle && matches!(words.tag(i + 1), Tag::Preposition | Tag::To)
}

/// What became of a motion; that a law "failed to help" is a judgement.
fn tells_of_vote(words: &Words, sentence: &Sentence) -> bool {
    let outcome = |i: usize| {
        let next = words.tag(i + 1);
        let object = next == Tag::Determiner || next.is_adjective() || next.is_noun() && !words.class(i + 1).has(Class::TIME);
        words.class(i).has(Class::CARRIED) && words.tag(i).is_verb() && !words.is_to(i + 1) && !object
    };
    let Some(verb) = sentence.tokens.iter().find(|i| outcome(*i)) else { return false };
    let motion = (sentence.tokens.start..verb).any(|k| words.class(k).has(Class::MOTION));
    motion && !sentence.tokens.iter().any(|i| i != verb && words.class(i).has(Class::EVALUATION) && !words.tag(i).is_name())
}

/// Whether a sentence gives a firm's own results.
#[must_use]
pub fn tells_of_results(words: &Words, sentence: &Sentence) -> bool {
    sentence.tokens.iter().any(|i| words.class(i).has(Class::RESULTS))
}

/// Whether a sentence is a firm's report of its results for a period.
#[must_use]
pub fn reports_results(words: &Words, sentence: &Sentence) -> bool {
    let any = |is: &dyn Fn(usize) -> bool| sentence.tokens.iter().any(is);
    let period = |i: usize| words.class(i).has(Class::PERIOD) || words.low(i).ends_with("-quarter");
    let told = |i: usize| words.class(i).has(Class::SAY | Class::POSTS) && words.tag(i).is_verb();
    tells_of_results(words, sentence) && any(&period) && any(&told)
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// What of a story nobody vouches for, in the sentences that assert something.
    fn open(text: &str) -> String {
        let draft = Draft::new(&format!("Mill shuts\n\n{text}"), Format::Text);
        let reading = read(&draft, &Context::default(), &|| false).unwrap();
        let open = reading.claims.iter().filter(|c| c.cover.is_bare());
        open.map(|c| reading.text(c.place)).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn what_is_done_in_public_needs_no_source() {
        let mut wrong = Vec::new();
        for text in [
            "A jury convicted Tom Hale of murder on Tuesday.",
            "Tom Hale was convicted of murder on Tuesday.",
            "Judge Ann Poe sentenced Hale to 12 years for fraud.",
            "A jury found Hale guilty of murder.",
            "Hale pleaded guilty to fraud on Tuesday.",
            "Hale pleaded not guilty to murder.",
            "A magistrate fined the firm for theft.",
            "Hale, convicted of murder in May, sat still.",
            "Measure B, a school levy, failed on Tuesday.",
            "The motion failed 3-4.",
            "The amendment failed by one vote.",
            "The bond measure failed in the county.",
            "Gold climbed 1.1% to $2,281.80 an ounce.",
            "The euro rose to $1.0770 from $1.0743.",
            "The levy won with 12,034 votes.",
            "Neither Hale nor Poe could be reached for comment.",
            "A lawyer for Hale could not immediately be reached.",
        ] {
            if !open(text).is_empty() {
                wrong.push(text);
            }
        }
        for text in [
            "Tom Hale murdered his wife.",
            "Hale stole the mill's money before a jury convicted him.",
            "Prosecutors failed to see the fraud.",
            "The measure failed to help anybody.",
            "The measure failed the town.",
            "The council's attempt failed on Tuesday.",
            "Measure B, a disastrous levy, failed on Tuesday.",
            "The town has 12,034 trees.",
            "The mill used 12,000 ounces of gold.",
            "The deal could be reached by May.",
        ] {
            if open(text).is_empty() {
                wrong.push(text);
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_firm_reports_its_own_results() {
        const REPORT: &str = "Corvale Inc. reported a net profit of $96 million for the first quarter on Wednesday.";
        for (text, expected) in [
            (format!("{REPORT} Revenue rose 12% to $1.34 billion."), ""),
            (format!("{REPORT} Operating costs fell 3%."), ""),
            (format!("{REPORT}\n\nIt met.\n\nSales in Riverton rose 4%, and the dividend is 12 cents."), ""),
            (format!("{REPORT} Some 12,000 homes in the county stand empty."), "Some 12,000 homes in the county stand empty."),
            (format!("{REPORT} Revenue rose because the mill burned."), "Revenue rose because the mill burned."),
            ("The firm met. Revenue rose 12% to $1.34 billion.".to_owned(), "Revenue rose 12% to $1.34 billion."),
        ] {
            assert_eq!(open(&text), expected, "{text}");
        }
    }
}
