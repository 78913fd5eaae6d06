//! `quote-without-speaker`.

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::annotations::offers;
use crate::language::{Class, Tag, Tokens, Words};
use crate::story::{Place, Reading};
use crate::text::Region;
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
        "Harbour closes\n\nOn Monday the quay was ⟦“an accident that only waited to happen.”⟧",
        "Harbour closes\n\nThe harbour was quiet on Monday.\n\nFrom the letter of thanks:\n\n⟦“We will not stop until it opens.”⟧",
        "Harbour closes\n\nThe gulls were loud on Monday, in their own words:\n\n- ⟦“We had three ships less than in the year before.”⟧",
    ],
    silent: &[
        "Harbour closes\n\n“We will not stop until it opens,” Ana Sousa said on Monday.",
        "Harbour closes\n\nAna Sousa told the council on Monday:\n\n“We will not stop until it opens.”",
        "Harbour closes\n\nThe “Sea Rose” sailed on Monday.",
        "Harbour closes\n\nOn Monday the council spoke of the “kickoff meeting.” It has rules such as “keep off the quay at night” and “do not feed the gulls at noon,” and a song called “The Ships That Never Came.”",
        "Harbour closes\n\nOur motto on Monday was, “we are only as good as our ships.” The saying that we live by is “ships that pass at night.”",
        "Harbour closes\n\nKnowledge on Monday is “The firm ships twice as many nets as we do.” A plan is an idea and “work, money, and work.”",
        "Harbour closes\n\nOn Monday it is easier to say, “Well, we agreed on that and should stay there.” Ask yourself, “What have I done for the harbour?”",
        "Harbour closes\n\n“Where do we all begin?” is what people ask on Monday. “One net, one harbour, and no more” has become a song.",
        "Harbour closes\n\nThe authors define nets on Monday as “things of many holes that are held together.” You can think of it as “a song for people with nets.”",
        "Harbour closes\n\nRui Costa sums it up nicely on Monday: “Put simply, a net that helps is a net that holds.”",
        "Harbour closes\n\nThe harbour was quiet on Monday.\n\n“We will not stop until it opens.”\n\n— Rui Costa",
        "MILL / 6PM\n\n[SOT: MAYOR POE]\n\"THE MILL LEAKS ON MONDAY.\"\n\n[TAG]\nIT WILL OPEN IN MAY.",
        "Harbour closes\n\nIf you have no net on Monday, just type “nets that anybody may use.” Many do not want to “mend the old nets.”",
        "Harbour closes\n\nMen who know nets have on Monday gone as far as saying: “The future of nets is in the nets that we all mend.”",
        "Harbour closes\n\nQuoting the page on nets on Monday: “A net is a thing of many holes that are held by string.”",
        "Harbour closes\n\nAs somebody in the harbour put it on Monday:\n\n“We have to mend our nets before we can mend our ways.”",
        "Harbour closes\n\n“We will not stop until it opens on Monday,” Ana Sousa said.\n\nThe line that “we will not stop until it opens on Monday” became a song.",
        "Harbour closes\n\nThe harbour was quiet on Monday.\n\n“We will not stop until it opens.”\n\n“We will not stop until it opens,” Ana Sousa said.",
        "Harbour closes\n\nOn Monday tell people when they may speak, e.g.:\n\n- “Stay silent, and raise a hand to speak” or “Write it down, and somebody will call on you”\n- “Go ahead and write while the rest of us mend the nets”",
        "Harbour closes\n\n“What the Harbour Means to Porto” was the theme on Monday.",
        "Harbour closes\n\n[“We will not stop until it opens on Monday.”]{.quote by=ana-sousa}",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let mut spoken_of: Option<Place> = None;
    for (n, quote) in reading.quotes() {
        if is_spoken_of(reading, quote.place) || spoken_of.is_some_and(|before| is_joined(reading, before, quote.place)) {
            spoken_of = Some(quote.place);
            continue;
        }
        if quote.speaker_known || !quote.statement {
            continue;
        }
        if is_led_to(reading, quote.place) {
            spoken_of = Some(quote.place);
            continue;
        }
        if is_repeated(reading, quote.place) || is_signed(reading, quote.place) {
            continue;
        }
        findings.push(rule.finding(
            quote.place,
            rule.severity,
            &Wording::Plain("Who says this? The quotation has no speaker here, before or after."),
            Subject::Quote(n),
        ));
    }
}

/// Whether nothing but a conjunction parts two pieces in quotation marks.
fn is_joined(reading: &Reading, before: Place, place: Place) -> bool {
    let between = |text: &str| matches!(text.trim_matches([',', ' ', '\n', '-', '/']), "and" | "or" | "but" | "nor" | "");
    before.block == place.block
        && before.end <= place.start
        && between(&reading.blocks[place.block].text()[before.end as usize..place.start as usize])
}

/// Whether words in quotation marks are spoken of and not said: an example, a title, a term, what somebody might say.
fn is_spoken_of(reading: &Reading, place: Place) -> bool {
    /// The most words of a term.
    const TERM: usize = 4;
    /// A word of a title that may do without a capital has no more letters.
    const LITTLE: usize = 3;
    let words = &reading.facts[place.block].words;
    let Tokens { start: from, end: to } = words.touched(place.span());
    let own = || (from..to).filter(|i| words.is_word(*i));
    let before = (0..from).rev().find(|i| words.is_word(*i) || !matches!(words.word(*i), "," | ":" | "("));
    let opens = from == 0 || matches!(words.word(from - 1), "." | "!" | "?" | "”" | "\"");
    let such_as = |k: usize| words.is(k, "as") && words.is(k.wrapping_sub(1), "such");
    let led = !opens && before.is_some_and(|k| words.class(k).has(Class::MENTIONS) || such_as(k) || is_told_of(reading, place, k));
    let long = || own().filter(|i| words.word(*i).chars().count() > LITTLE);
    // Three of four words of any length are capitalised in a title.
    let title = own().count() > LITTLE && long().filter(|i| words.capital(*i)).count() * 4 >= long().count() * 3;
    let term = !opens && own().count() <= TERM;
    // "“Where do I begin?” is a question": it is what the sentence is about.
    let subject = opens && words.tag(to).is_finite() && !words.class(to).has(Class::SAY | Class::REPORT | Class::ACT);
    led || title || term || subject || words.is(to, "than")
}

/// How far before a quotation the verb stands that it is the object of, in words: "tell everybody in the room".
const NEAR: usize = 6;

/// Whether the words up to token `last`, right before a quotation, make it what something is called or what somebody might say.
fn is_told_of(reading: &Reading, place: Place, last: usize) -> bool {
    let facts = &reading.facts[place.block];
    let words = &facts.words;
    let sentence = facts.sentences[facts.sentence_at(place.start)].tokens;
    if last < sentence.start {
        return false;
    }
    let first = words.at(place.start) + 1;
    let is = words.class(last).has(Class::BE | Class::COPULA);
    // "The saying we live by is “…”"; a clause that stands for a thing is an example of it, a judgement is no clause.
    let clause = || words.capital(first) && words.tag(first) != Tag::Gerund || words.tag(first) == Tag::Pronoun;
    let named =
        || (sentence.start..last).any(|k| words.class(k).has(Class::MENTIONS) && (words.tag(k).is_noun() || words.tag(k) == Tag::Gerund));
    // "just say “…”", "it is easier to ask, “…”": nobody has said so yet.
    let near = (sentence.start.max(last.saturating_sub(NEAR))..=last).rev();
    let verb = near.clone().find(|k| words.tag(*k).is_verb() || words.tag(*k) == Tag::Modal);
    let might =
        || verb.is_some_and(|k| words.tag(k) == Tag::Base && words.class(k).has(Class::SAY | Class::ACT | Class::MENTIONS | Class::THINK));
    let defined = || (sentence.start..=last).any(|k| words.is_one(k, &["define", "defines", "defined", "definition"]));
    is && (named() || clause()) || might() || defined()
}

/// Whether whoever reads a quotation is told in the words that lead to it where it comes from, be it in no way that grammar can
/// tell: "even those who know better have gone as far as saying: “…”", "Quoting its own handbook: “…”".
fn is_led_to(reading: &Reading, place: Place) -> bool {
    let facts = &reading.facts[place.block];
    let reports = |words: &Words, tokens: Tokens| {
        let told = Class::SAY | Class::CUE | Class::ACT;
        let last = tokens.end.saturating_sub(1);
        let verb = |k: usize| words.class(k).has(told) && (words.tag(k).is_verb() || k == last);
        tokens.iter().any(verb) && tokens.iter().any(|k| words.tag(k).is_noun())
    };
    // "As Rui Costa sums it up: “…”"
    let somebody = |words: &Words, tokens: Tokens| tokens.iter().any(|k| words.tag(k).is_name() && !words.class(k).has(Class::TIME));
    let from = facts.words.at(place.start);
    let sentence = facts.sentences[facts.sentence_at(place.start)].tokens;
    // What marks an entry of a list is no word.
    let opens = !(0..from).any(|k| facts.words.is_word(k));
    let listed = reading.regions[place.block] == Region::List;
    if from > sentence.start && !opens {
        let (words, lead) = (&facts.words, Tokens::new(sentence.start, from - 1));
        let near = from.saturating_sub(NEAR).max(sentence.start + 1)..from;
        let mut told = near.filter(|k| words.class(*k).has(Class::SAY) && words.tag(*k).is_finite());
        let led = matches!(words.word(from - 1), "," | ":") && reports(words, lead)
            || words.word(from - 1) == ":" && somebody(words, lead)
            || told.any(|k| words.tag(k - 1).is_noun());
        if led || !listed {
            return led;
        }
    }
    // On tape: the cue names whoever is heard.
    if opens && place.block > 0 && reading.blocks[place.block - 1].shape.is_cue() {
        return true;
    }
    // A paragraph that leads to this one, or to the list in which it stands.
    let leads = |b: &usize| reading.regions[*b].is_story() && reading.regions[*b] != Region::List;
    let Some(lead) = (0..place.block).rev().take(LIST).find(leads).filter(|_| opens || listed) else { return false };
    let own = &reading.facts[lead];
    let Some(last) = own.sentences.last().filter(|_| own.words.text().trim_end().ends_with(':')) else { return false };
    // "Questions like these:", and not "in their own words:".
    let owned = || last.tokens.iter().any(|k| own.words.tag(k) == Tag::PossessivePronoun);
    let examples = (0..own.words.len()).rev().take(4).any(|k| own.words.class(k).has(Class::MENTIONS)) && !owned();
    let asked = last.tokens.iter().any(|k| own.words.tag(k) == Tag::Base && own.words.class(k).has(Class::SAY | Class::REPORT));
    listed && (examples || asked) || opens && lead + 1 == place.block && reports(&own.words, last.tokens)
}

/// Whether a line of its own below a quotation is the name of whoever says it.
fn is_signed(reading: &Reading, place: Place) -> bool {
    /// The most words of such a line.
    const WORDS: usize = 12;
    let text = reading.blocks.get(place.block + 1).map_or("", |b| b.text().trim());
    let dash = text.strip_prefix(['—', '–', '―', '-', '~']).map(|t| t.trim_start_matches('-').trim_start());
    dash.is_some_and(|name| name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= WORDS)
}

/// The most entries of a list before the one that is looked at.
const LIST: usize = 12;

/// Whether the same words stand elsewhere with whoever says them, as those of a pull quote do; or further up, in what was quoted.
fn is_repeated(reading: &Reading, place: Place) -> bool {
    /// How many paragraphs away a reader knows words again.
    const REACH: usize = 40;
    /// Fewer letters are the same by chance.
    const SHORTEST: usize = 16;
    const ENOUGH: usize = 48;
    let own = reading.text(place).trim_matches(|c: char| !c.is_alphanumeric());
    // Its first word may have changed its capital.
    // The first words tell; further on somebody may have shortened it.
    let end = own.char_indices().nth(ENOUGH).map_or(own.len(), |(at, _)| at);
    let Some(wanted) = own.char_indices().nth(1).map(|(at, _)| &own[at..end]).filter(|w| w.len() >= SHORTEST) else { return false };
    let near = place.block.saturating_sub(REACH)..=place.block + REACH;
    let from = reading.quotes.partition_point(|q| q.place.block < *near.start());
    let quotes = reading.quotes[from..].iter().take_while(|q| near.contains(&q.place.block));
    let told = quotes.filter(|q| q.speaker_known).any(|q| reading.text(q.place).contains(wanted));
    let quoted = |b: &usize| reading.regions[*b] == Region::QuoteBlock;
    told || (*near.start()..place.block).filter(quoted).any(|b| reading.blocks[b].text().contains(wanted))
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    const MOST: usize = 2;
    let quote = |title: String, by: &str| Fix::annotate(title, finding.place, Kind::Quote, &[("by", by)]);
    let mut fixes = vec![ways_out::ask(finding.place, "Who said this?"), quote("Choose the speaker…".into(), "").asking("by")];
    let near = reading.sources_near(finding.place).into_iter().take(MOST);
    fixes.extend(near.map(|name| quote(format!("The speaker is {name}"), &offers::id_for(reading, &name))));
    fixes
}
