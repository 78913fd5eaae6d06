//! `quote-without-speaker`.

use super::{Finding, Fix, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::annotations::offers;
use crate::language::{Class, Tag};
use crate::story::{Place, Reading};
use crate::text::inline::Kind;

pub(super) static RULE: Rule = Rule {
    code: "quote-without-speaker",
    title: "Quotation without a speaker",
    group: Group::Quotations,
    severity: Severity::Warning,
    why: "Readers must know whose words these are: the speaker is told at the start or after the first sentence (Reuters, Guardian).",
    guide: "https://handbook.reuters.com/index.php/Q",
    fires: &[
        "Harbour closes\n\nThe harbour was quiet on Monday.\n\n⟦“We will not stop until it opens.”⟧\n\nThe gulls were loud.",
        "Harbour closes\n\nThe harbour was quiet on Monday.\n\n⟦“Never again.”⟧\n\nThe gulls were loud.",
    ],
    silent: &[
        "Harbour closes\n\n“We will not stop until it opens,” Ana Sousa said on Monday.",
        "Harbour closes\n\nAna Sousa told the council on Monday:\n\n“We will not stop until it opens.”",
        "Harbour closes\n\nThe “Sea Rose” sailed on Monday.",
        "Harbour closes\n\nOn Monday the council spoke of the “kickoff meeting.” It has rules such as “keep off the quay at night” and “do not feed the gulls at noon,” and a song called “The Ships That Never Came.”",
        "Harbour closes\n\n“What the Harbour Means to Porto” was the theme on Monday.",
        "Harbour closes\n\n[“We will not stop until it opens on Monday.”]{.quote by=ana-sousa}",
    ],
    people: "",
    dated: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Reading, findings: &mut Vec<Finding>) {
    let mut spoken_of: Option<Place> = None;
    for (n, quote) in reading.quotes.iter().enumerate() {
        if is_spoken_of(reading, quote.place) || spoken_of.is_some_and(|before| is_joined(reading, before, quote.place)) {
            spoken_of = Some(quote.place);
            continue;
        }
        if quote.speaker_known || !quote.statement {
            continue;
        }
        findings.push(rule.finding(
            quote.place,
            rule.severity,
            "Who says this? The quotation has no speaker here, before or after.".into(),
            Subject::Quote(n),
        ));
    }
}

/// Whether nothing but a conjunction parts two pieces in quotation marks.
fn is_joined(reading: &Reading, before: Place, place: Place) -> bool {
    let between = |text: &str| matches!(text.trim_matches([',', ' ', '\n']), "and" | "or" | "but" | "nor" | "");
    before.block == place.block
        && before.end <= place.start
        && between(&reading.blocks[place.block].clean.text[before.end as usize..place.start as usize])
}

/// Whether words in quotation marks are spoken of and not said: an example, a title, a term.
fn is_spoken_of(reading: &Reading, place: Place) -> bool {
    /// The most words of a term.
    const TERM: usize = 3;
    let words = &reading.facts[place.block].words;
    let (from, to) = (words.at(place.start), words.at(place.end.saturating_sub(1)) + 1);
    let own = || (from..to).filter(|i| words.is_word(*i));
    let before = (0..from).rev().find(|i| words.is_word(*i) || !matches!(words.word(*i), "," | ":" | "("));
    let opens = from == 0 || matches!(words.word(from - 1), "." | "!" | "?" | "”" | "\"");
    let such_as = |k: usize| words.is(k, "as") && words.is(k.wrapping_sub(1), "such");
    let led = !opens && before.is_some_and(|k| words.class(k).has(Class::MENTIONS) || such_as(k));
    let long = || own().filter(|i| words.word(*i).chars().count() > TERM);
    // Three of four words of any length are capitalised in a title.
    let title = own().count() > TERM && long().filter(|i| words.capital(*i)).count() * 4 >= long().count() * 3;
    let term = !opens && own().count() <= TERM && !own().any(|i| words.tag(i).is_verb() || words.tag(i) == Tag::Pronoun);
    led || title || term
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    const MOST: usize = 2;
    let quote = |title: String, by: &str| Fix::annotate(title, finding.place, Kind::Quote, &[("by", by)]);
    let mut fixes = vec![ways_out::ask(finding.place, "Who said this?"), quote("Choose the speaker…".into(), "").asking("by")];
    let near = reading.sources_near(finding.place).into_iter().take(MOST);
    fixes.extend(near.map(|name| quote(format!("The speaker is {name}"), &offers::id_for(reading, &name))));
    fixes
}
