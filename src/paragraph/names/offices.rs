//! Phrases that tell who somebody is: a noun for an office, a trade or a relation, with what belongs to it.

use crate::language::{Class, Tag, Tokens, Words, lexicon};

/// How many words such a phrase has at most.
const LONGEST: usize = 24;

/// Whether a noun tells who somebody is.
pub(super) fn is_head(words: &Words, k: usize) -> bool {
    let class = words.class(k) | compound(words, k);
    let title = class.has(Class::TITLE) && !class.has(Class::COURTESY);
    let body = class.has(Class::ORG) && words.capital(k) && !class.has(Class::ROLE);
    // "a Saudi national": somebody of a country.
    let national = class.has(Class::NATIONAL) && words.class(k.wrapping_sub(1)).has(Class::DEMONYM | Class::PLACE);
    !body
        && (class.has(Class::ROLE | Class::RELATION) || title || national && !words.tag(k + 1).is_noun() || is_trade(words.low(k)))
        && (words.tag(k).is_noun() || class.has(Class::ROLE) || national)
}

/// What the part of a hyphened word says that tells of an office: "then-governor", "ex-wife", "mayor-elect".
fn compound(words: &Words, k: usize) -> Class {
    let offices = Class::ROLE | Class::TITLE | Class::RELATION;
    let parts = if words.hyphen(k) { words.low(k).split_once('-') } else { None };
    let Some((first, rest)) = parts else { return Class::NONE };
    let joined = &words.low(k)[..=first.len()];
    if lexicon::classes(joined).has(Class::RANK) || lexicon::classes(first).has(Class::RANK | Class::NOW | Class::NO_LONGER) {
        lexicon::classes(rest).only(offices)
    } else if lexicon::classes(rest).has(Class::OFFICE_END)
        || lexicon::classes(rest).has(Class::ROLE) && lexicon::classes(first).has(Class::ROLE)
    {
        // "governor-elect", "singer-songwriter"
        lexicon::classes(first).only(offices)
    } else {
        Class::NONE
    }
}

/// Whether a noun tells who several people are.
pub(super) fn is_plural_head(words: &Words, k: usize) -> bool {
    words.class(k).has(Class::ROLES | Class::TITLES)
        || words.class(k).has(Class::DEMONYM) && matches!(words.tag(k), Tag::Nouns | Tag::Names)
}

/// Whether a word that may stand in no list is built as those for a trade are: "volcanologist", but not "checklist".
pub(super) fn is_trade(low: &str) -> bool {
    const SHORTEST: usize = 7;
    /// The longest of such endings, in bytes.
    const ENDING: usize = 12;
    let trade = |at: usize| low.is_char_boundary(at) && lexicon::classes(&low[at..]).has(Class::TRADE_END);
    low.len() >= SHORTEST && !low.ends_with("list") && (low.len().saturating_sub(ENDING).max(2)..low.len()).any(trade)
}

/// Where an office ends that is told without what it is an office of: "mayor" of "mayor of Porto".
#[must_use]
pub fn base_end(words: &Words, phrase: Tokens) -> usize {
    phrase.iter().find(|k| joins(words, *k)).unwrap_or(phrase.end)
}

/// Whether a word joins to an office what it is an office of.
pub(super) fn joins(words: &Words, k: usize) -> bool {
    words.class(k).has(Class::ROLE_JOINT)
}

/// Whether a word can stand in such a phrase between its joints.
fn fits(words: &Words, k: usize) -> bool {
    let (tag, class) = (words.tag(k), words.class(k));
    tag.is_noun()
        || tag.is_adjective()
        || matches!(tag, Tag::Number | Tag::Possessive | Tag::Foreign)
        || tag == Tag::Participle && (words.hyphen(k) || is_modifier(words, k))
        || tag == Tag::Gerund && words.tag(k + 1).is_noun() && !class.has(Class::SUCH_AS)
        || class.has(Class::TITLE | Class::ROLE | Class::RANK | Class::DEMONYM)
        || words.is_word(k) && (words.capital(k) || words.hyphen(k)) && !tag.is_finite()
        || matches!(words.word(k), "-" | "–" | "/" | "&" | "“" | "”") && !words.spaced(k + 1)
}

/// Whether a participle stands before a noun as an adjective does: "the murdered journalist".
fn is_modifier(words: &Words, k: usize) -> bool {
    let before = words.tag(k.wrapping_sub(1));
    words.tag(k + 1).is_noun() && (matches!(before, Tag::Determiner | Tag::PossessivePronoun | Tag::Possessive) || before.is_adjective())
}

/// The noun phrase with all that hangs on it that ends before a token and tells who one is, or several are: "mayor of the city
/// of Porto". Where two nouns in it could be meant, none is.
pub(super) fn before(words: &Words, range: Tokens, end: usize, several: bool) -> Option<Tokens> {
    let least = end.saturating_sub(LONGEST).max(range.start);
    let mut found: Option<usize> = None;
    let mut k = end;
    let mut closed = false;
    while k > least && !closed {
        let i = k - 1;
        if words.word(i) == ")" {
            let opening = (least..i).rev().find(|o| words.word(*o) == "(")?;
            k = opening;
            continue;
        }
        let determiner = matches!(words.tag(i), Tag::Determiner | Tag::PossessivePronoun | Tag::Predeterminer | Tag::WhPossessive);
        let and = words.is_and(i) && !(words.capital(k) && words.capital(i.wrapping_sub(1)));
        let joint = joins(words, i);
        let most = words.tag(i) == Tag::AdverbMost && words.tag(k).is_adjective();
        let inner = !determiner && !and && !joint && (fits(words, i) || words.is_and(i) || most);
        if !inner {
            closed = !determiner && !and && !joint;
            // "from her brother": what a determiner opens was looked at without it.
            let same = found.is_some_and(|f| f == k + 1) && !inner && (joint || and);
            if k < end && !same && tells(words, k, end, several) {
                // "an aide to the mayor, Ann Lee,"
                if found.is_some() {
                    return None;
                }
                found = Some(k);
            } else if found.is_some_and(|f| f > k + 2) && k < end && !same {
                // "the candidate in answer to a statement by her brother": nobody's office lies between.
                break;
            }
            // What stands before "and" or a determiner is another phrase, unless this one hangs on a joint.
            let hangs = determiner && joins(words, i.wrapping_sub(1)) || joint;
            if found.is_some() && !hangs {
                break;
            }
        }
        k = i;
    }
    if !closed && found.is_none() && k < end && tells(words, k, end, several) {
        found = Some(k);
    }
    let from = found?;
    // "the Center for American Progress": what ends in an adjective is cut out of a name. "the son of Mr. Reis": whose office it is
    // stands behind it.
    let cut = words.tag(end.wrapping_sub(1)).is_adjective() && !words.class(end.wrapping_sub(1)).has(Class::ROLE)
        || words.tag(end.wrapping_sub(1)) == Tag::Possessive;
    if cut || joins(words, end.wrapping_sub(1)) {
        return None;
    }
    let from = (from..end).find(|f| !matches!(words.tag(*f), Tag::Possessive | Tag::Conjunction) && words.word(*f) != "-")?;
    let from = if several { (from..end).find(|f| words.tag(*f) != Tag::Number).unwrap_or(from) } else { from };
    let phrase = Tokens::new(from, end);
    if several { Some(phrase) } else { unpraised(words, phrase, head_of(words, phrase)) }
}

/// Whether a phrase begins with a noun for somebody, before anything is joined to it.
fn tells(words: &Words, from: usize, end: usize, several: bool) -> bool {
    let base = (from..end).find(|k| joins(words, *k) || words.word(*k) == "(").unwrap_or(end);
    let Some(last) = base.checked_sub(1).filter(|l| *l >= from) else { return false };
    if words.tag(last) == Tag::Possessive {
        return false;
    }
    // "Winston Duke", "Speaker of the House Nancy Pelosi": somebody's name.
    let named = |k: usize, to: usize| {
        words.capital(k) && words.class(k).has(Class::GIVEN) && words.capital(to) && words.class(to).has(Class::SURNAME)
    };
    let whole = base == from + 2 && named(from, last) && !words.class(from).has(Class::DEMONYM | Class::ORG);
    let given = end.saturating_sub(2 + usize::from(end > from + 4 && super::words::is_initial(words.word(end - 2))));
    let ends = end >= from + 4 && named(given, end - 1) && !joins(words, given.wrapping_sub(1)) && !words.class(end - 1).has(Class::ORG);
    if whole || base < end && ends {
        return false;
    }
    // "one of the study's authors"
    if words.is(from, "one") && words.is_of(base) && !several {
        let inner = (base + 1..end).find(|k| joins(words, *k) || words.word(*k) == "(").unwrap_or(end);
        return inner > base + 1 && (is_plural_head(words, inner - 1) || is_head(words, inner - 1));
    }
    if several { is_plural_head(words, last) } else { is_head(words, last) && !is_plural_head(words, last) }
}

/// The noun of a phrase, before anything is joined to it.
fn head_of(words: &Words, phrase: Tokens) -> usize {
    phrase.iter().find(|k| joins(words, *k)).unwrap_or(phrase.end).saturating_sub(1)
}

/// Whether "one of" stands at a token.
fn is_one_of(words: &Words, from: usize) -> bool {
    words.is(from, "one") && words.is_of(from + 1)
}

/// A phrase without what judges whom it speaks of: "surgeon" of "a brilliant surgeon". "A great leader" tells no office at all.
fn unpraised(words: &Words, phrase: Tokens, head: usize) -> Option<Tokens> {
    let judges = |k: &usize| words.tag(*k).is_adjective() && words.class(*k).has(Class::EVALUATION | Class::MILD | Class::PRAISE);
    // "one of the first important writers" is one of several.
    if is_one_of(words, phrase.start) {
        return Some(phrase);
    }
    let Some(last) = (phrase.start..head).rev().find(judges) else { return Some(phrase) };
    let trade = !words.class(head).has(Class::FIRM_OFFICE | Class::SIDE | Class::CROWD);
    trade.then(|| Tokens::new(last + 1, phrase.end))
}

/// The phrase that begins at a token and tells who one is, or several are, without its article.
pub(super) fn after(words: &Words, range: Tokens, from: usize, several: bool) -> Option<Tokens> {
    let article = words.class(from).has(Class::ARTICLE) || words.tag(from) == Tag::PossessivePronoun;
    let one_of = is_one_of(words, from);
    let start = if one_of { from } else { from + usize::from(article) };
    let mut k = if one_of { from + 2 } else { start };
    let mut head = None;
    while k < range.end && k < start + 12 {
        let (tag, class) = (words.tag(k), words.class(k));
        // "a Palestinian from Jordan"
        let somebody = || {
            tag.is_noun() || tag.is_adjective() && (joins(words, k + 1) && !words.is_to(k + 1) || matches!(words.word(k + 1), "," | "."))
        };
        let demonym = article && class.has(Class::DEMONYM) && !words.tag(k + 1).is_noun() && somebody();
        let noun = if several || one_of { is_plural_head(words, k) } else { is_head(words, k) || demonym };
        // "a liberal think tank": an adjective, for all that it can be somebody.
        let adjective = tag.is_adjective()
            && !joins(words, k + 1)
            && words.is_word(k + 1)
            && !words.tag(k + 1).is_finite()
            && words.tag(k + 1) != Tag::Participle
            && !words.is(k + 1, "and")
            && !class.has(Class::NATIONAL)
            && !words.class(k + 1).has(Class::ROLE_END);
        // "social justice groups": of a thing.
        let of_thing = !words.capital(k + 1)
            && (words.tag(k + 1).is_noun() || words.tag(k + 1) == Tag::Base)
            && !is_head(words, k + 1)
            && !(is_head(words, k + 2) && words.tag(k + 2).is_noun());
        if noun && !adjective && !of_thing && words.tag(k + 1) != Tag::Possessive {
            head = Some(k);
            let goes_on = words.tag(k + 1).is_noun() && (is_head(words, k + 1) || is_head(words, k + 2) && words.tag(k + 2).is_noun());
            // "a minister and former colonel", "a member and son of the founder": two.
            let related = || words.class(k + 2).has(Class::RELATION) && joins(words, k + 3);
            let two = words.is(k + 1, "and") && (is_over(words, range, k + 2) || related());
            if two || !goes_on && !words.is_one(k + 1, &["and", "&", "-"]) {
                break;
            }
        }
        let inside = fits(words, k)
            || matches!(tag, Tag::Adverb | Tag::AdverbMost)
            || tag == Tag::Determiner && one_of
            || words.is_one(k, &["and", "&", "-"])
            || words.is_of(k) && k == start + 1 && article;
        if !inside || tag.is_finite() && !class.has(Class::ROLE | Class::TITLE | Class::RANK) {
            break;
        }
        k += 1;
    }
    let head = head?;
    // A name of its own is another person in a list: "Ann Lee, Governor Bo Kim and …".
    let names = words.capital(head + 1) && words.tag(head + 1).is_name() && !joins(words, head + 1);
    // "Winston Duke, Rui Reis": a name.
    if !article
        && words.capital(start)
        && words.class(start).has(Class::GIVEN)
        && !words.class(start).has(Class::ROLE | Class::TITLE | Class::DEMONYM)
        && head <= start + 2
        && head > start
    {
        return None;
    }
    let closed = || (head + 2..range.end.min(head + 8)).find(|k| words.word(*k) == ")").unwrap_or(head + 3);
    let named_next = || closed() == head + 3 || words.capital(closed() + 1);
    let explained = words.word(head + 1) == "(" && !article && words.capital(start) && named_next();
    let best = one_of && (start..head).any(|k| words.tag(k) == Tag::AdverbMost);
    // "Ana Sousa, former coach Rui Reis and …": the next of a list.
    let given = words.class(head + 1).has(Class::GIVEN) && !words.class(head + 1).has(Class::PLACE) && words.capital(head + 2);
    let owns = |k: usize| words.tag(k) == Tag::Possessive || words.tag(k).is_noun() && !words.capital(k);
    let next = names && given && !(head + 3..head + 5).any(owns);
    if !article && words.capital(start) && names || next || explained || best {
        return None;
    }
    unpraised(words, Tokens::new(start, phrase_end(words, range, head)), head)
}

/// Where a phrase ends whose noun is told.
pub(super) fn phrase_end(words: &Words, range: Tokens, head: usize) -> usize {
    let mut end = head + 1;
    while end < range.end.min(head + 19) {
        let w = words.word(end);
        if matches!(w, "," | "." | ";" | ":" | "—" | "–" | "--" | "(" | ")" | "”" | "“" | "\"" | "?" | "!")
            || w == "-" && words.spaced(end) && words.spaced(end + 1)
            || words.class(end).has(Class::ROLE_END)
            || words.tag(end).is_finite()
            || words.tag(end) == Tag::Number && words.class(end + 1).has(Class::RECENT)
            || words.tag(end) == Tag::Gerund
                && !words.tag(end + 1).is_noun()
                && !(words.tag(end - 1).is_noun() && words.class(end + 1).has(Class::ROLE_WHERE))
            || words.is(end, "and") && another(words, range, end + 1)
        {
            break;
        }
        end += 1;
    }
    while end > head + 1 && (words.is_and(end - 1) || words.tag(end - 1) == Tag::Adverb || joins(words, end - 1)) {
        end -= 1;
    }
    end
}

/// The office that begins at a token of a heading, whose verb may look like a noun: "Envoy to Faro resigns", "Sister of singer sues".
pub(super) fn in_heading(words: &Words, range: Tokens, from: usize) -> Option<Tokens> {
    let phrase = after(words, range, from, false).filter(|p| p.start <= from + 1 && !p.iter().any(|k| words.is_and(k)))?;
    // "Hong Kong leader"
    let named = |k: usize| words.capital(k) && words.capital(k + 1) && words.is_word(k);
    let start = (range.start..phrase.start).rev().take_while(|k| named(*k)).last().unwrap_or(phrase.start);
    let joint = base_end(words, phrase);
    let verb = |k: usize| words.tag(k) == Tag::Nouns && words.tag(k - 1).is_noun() && !words.capital(k);
    let cut = |k: usize| words.capital(k - 1) && !words.capital(k) && !words.class(k - 1).has(Class::DEMONYM);
    let ends = |k: &usize| !words.is_word(*k) || is_head(words, k - 1) || cut(*k) || verb(*k);
    let end = (joint + 2..phrase.end).find(ends).unwrap_or(phrase.end);
    Some(Tokens::new(start, end))
}

/// Whether a phrase of its own begins at a token, with its article.
fn another(words: &Words, range: Tokens, from: usize) -> bool {
    if is_head(words, from) && joins(words, from + 1) && !words.is_to(from + 1) || is_over(words, range, from) {
        return true;
    }
    let opens = words.class(from).has(Class::ARTICLE) || words.tag(from) == Tag::PossessivePronoun;
    let most = range.end.min(from + 8);
    opens
        && (from + 1..most)
            .take_while(|k| fits(words, *k) && !words.tag(*k).is_finite())
            .any(|k| is_head(words, k) && !words.tag(k + 1).is_noun() && words.tag(k + 1) != Tag::Possessive)
}

/// Whether a phrase begins at a token that tells what somebody was: "former governor".
fn is_over(words: &Words, range: Tokens, from: usize) -> bool {
    let noun = |k: &usize| fits(words, *k) && !words.tag(*k).is_finite();
    let most = range.end.min(from + 6);
    words.class(from).has(Class::NO_LONGER) && (from + 1..most).take_while(noun).any(|k| is_head(words, k))
}

/// "57, a head sawyer whose", "a stitcher who": whatever a noun behind "a" is, whoever has an age or is spoken of by "who" is it.
pub(super) fn unlisted(words: &Words, range: Tokens, from: usize, aged: bool) -> Option<Tokens> {
    const LONGEST: usize = 6;
    if !words.class(from).has(Class::ARTICLE) || words.class(from).has(Class::DEFINITE) {
        return None;
    }
    let inside = |k: &usize| (words.tag(*k).is_noun() || words.tag(*k).is_adjective()) && words.is_word(*k);
    let head = (from + 1..range.end.min(from + 1 + LONGEST)).take_while(inside).last()?;
    let thing = Class::MALE
        | Class::FEMALE
        | Class::PEOPLE
        | Class::TIME
        | Class::THINGS
        | Class::SAYING
        | Class::DOCUMENT
        | Class::ORG
        | Class::PLACE
        | Class::LENGTH;
    if words.tag(head) != Tag::Noun || words.capital(head) || words.class(head).has(thing) {
        return None;
    }
    let end = head + 1;
    let who = matches!(words.tag(end), Tag::WhPronoun | Tag::WhPossessive);
    let stands = matches!(words.word(end), "," | ".") || words.class(end).has(Class::IN_TOWN | Class::JOINS_PHRASE);
    (who || aged && stands).then(|| Tokens::new(from + 1, phrase_end(words, range, head)))
}

/// Whether a word that no list knows ends as those for somebody who does something do: "netballer".
pub(super) fn is_agent(words: &Words, k: usize) -> bool {
    const SHORTEST: usize = 6;
    let low = words.low(k);
    let ending =
        |n: usize| low.len() > n && low.is_char_boundary(low.len() - n) && lexicon::classes(&low[low.len() - n..]).has(Class::AGENT_END);
    low.len() >= SHORTEST
        && words.tag(k) == Tag::Noun
        && !words.capital(k)
        && words.class(k).meaning() == Class::NONE
        && (ending(2) || ending(3))
}

/// All phrases of an apposition that begins at a token: "his wife and the chairwoman of the party, a lawyer".
pub(super) fn appositions(words: &Words, range: Tokens, from: usize) -> Vec<Tokens> {
    const MOST: usize = 4;
    let mut found: Vec<Tokens> = Vec::new();
    let mut at = from;
    while found.len() < MOST {
        let opened = opened(words, at);
        let Some(phrase) = after(words, range, opened, false) else { break };
        let mark = phrase.end;
        // "a miner, and his wife, Ana": somebody else.
        let another_one =
            !found.is_empty() && words.tag(at) == Tag::PossessivePronoun && words.word(mark) == "," && words.capital(mark + 1);
        if another_one {
            break;
        }
        found.push(phrase);
        // "a judge who led the inquiry and a member of the panel"
        if let Some(next) = behind_clause(words, range, mark) {
            at = next;
            continue;
        }
        let comma = words.word(mark) == ",";
        let next = mark + usize::from(comma);
        let next = next + usize::from(words.is(next, "and"));
        if next == mark || !(another(words, range, next) || words.class(next).has(Class::FORMERLY) && comma) {
            break;
        }
        at = next;
    }
    found
}

/// Where another phrase begins behind a clause that tells more of the one before: "who led the inquiry and a member of the panel,".
/// Whoever the clause itself speaks of is nobody's office.
fn behind_clause(words: &Words, range: Tokens, from: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    if !words.is(from, "who") {
        return None;
    }
    let inside = |k: &usize| words.is_word(*k) || words.tag(*k) == Tag::Number;
    let and = (from + 2..range.end.min(from + LONGEST)).take_while(inside).find(|k| words.is(*k, "and"))?;
    let somebody = |k: usize| is_head(words, k) || words.capital(k) || !(words.tag(k).is_noun() || words.tag(k) == Tag::Number);
    let office = words.class(and + 1).has(Class::ARTICLE) && another(words, range, and + 1);
    (office && !somebody(and - 1)).then_some(and + 1)
}

/// The offices that stand behind what tells none: "a force of nature and the club's treasurer".
pub(super) fn behind_other(words: &Words, range: Tokens, from: usize) -> Vec<Tokens> {
    const LONGEST: usize = 8;
    if let Some(phrase) = player(words, from) {
        return vec![phrase];
    }
    if !words.class(from).has(Class::ARTICLE) || words.class(from).has(Class::DEFINITE) {
        return Vec::new();
    }
    let inside = |k: &usize| words.is_word(*k) && !words.capital(*k) && !words.tag(*k).is_finite() && !is_head(words, *k);
    let and = (from + 1..range.end.min(from + LONGEST)).take_while(inside).find(|k| words.is(*k, "and"));
    let told = and.filter(|a| another(words, range, a + 1)).map(|a| appositions(words, range, a + 1)).unwrap_or_default();
    let closed = |t: &Tokens| matches!(words.word(t.end), "," | "." | ")" | "—" | "–" | ";") || t.end >= range.end;
    if told.last().is_some_and(closed) { told } else { Vec::new() }
}

/// "first oboe", "lead guitar": whoever plays it.
fn player(words: &Words, from: usize) -> Option<Tokens> {
    let ranked = words.class(from).has(Class::RANK) || words.is_one(from, &["first", "second", "principal"]);
    let played = words.class(from + 1).has(Class::INSTRUMENT) && !words.tag(from + 2).is_noun();
    (ranked && played).then(|| Tokens::new(from, from + 2))
}

/// What somebody plays, where a bracket holds nothing else: "(drums, vocals)".
pub(super) fn played(words: &Words, inner: Tokens) -> Option<Tokens> {
    let small = |k: usize| !words.capital(k) && words.class(k).has(Class::INSTRUMENT | Class::RANK);
    let played = |k: usize| small(k) || words.is_and(k) || words.word(k) == ",";
    (inner.iter().all(played) && inner.iter().any(|k| words.class(k).has(Class::INSTRUMENT))).then_some(inner)
}

/// Behind what tells when somebody was in an office: "formerly", "now", "then".
pub(super) fn opened(words: &Words, from: usize) -> usize {
    let now = words.class(from).has(Class::NOW | Class::FORMERLY) && !words.tag(from + 1).is_finite();
    from + usize::from(now && (!words.is(from, "then") || words.class(from + 1).has(Class::ARTICLE)))
}

/// What a verb behind whoever has it tells of an office: "was a diver", "has served as mayor", "was elected president".
pub(super) fn told_by_verb(words: &Words, range: Tokens, at: usize) -> Vec<Tokens> {
    const GROUP: usize = 6;
    let mut k = at;
    let mut copula = false;
    while k < range.end.min(at + GROUP) {
        let class = words.class(k);
        if class.has(Class::NEGATION) {
            return Vec::new();
        }
        if class.has(Class::INSTALLED) && copula {
            let to = k + 1 + usize::from(words.is(k + 1, "in"));
            let to = to + usize::from(words.is_as(to));
            return after(words, range, to, false).filter(|p| is_bare_or_article(words, to, p)).into_iter().collect();
        }
        let adverb = usize::from(words.tag(k + 1) == Tag::Adverb);
        if class.has(Class::SERVES) && words.is_as(k + 1 + adverb) {
            return appositions(words, range, k + 2 + adverb);
        }
        // "succeeded him as mayor", "joined the talks as an observer"
        if class.has(Class::SUCCEEDS) && words.tag(k).is_verb() {
            const FAR: usize = 5;
            let most = range.end.min(k + 1 + FAR);
            let plain = |a: usize| (k + 1..a).all(|j| words.is_word(j) && !words.tag(j).is_verb());
            let role = (k + 1..most).find(|a| words.is_as(*a)).filter(|a| plain(*a));
            return role.map(|a| appositions(words, range, a + 1)).unwrap_or_default();
        }
        if class.has(Class::BECOMES) {
            copula = true;
        } else if words.tag(k) != Tag::Adverb && !class.has(Class::BECOME_LEAD | Class::NOW | Class::FORMERLY | Class::ROLE_ADVERB) {
            break;
        }
        k += 1;
    }
    if !copula {
        return Vec::new();
    }
    let Some(phrase) = after(words, range, k, false).filter(|p| !words.class(head_of(words, *p)).has(Class::SIDE)) else {
        return Vec::new();
    };
    let article = words.class(k).has(Class::ARTICLE);
    // "is a leader who embodies the port": whoever is described has no office by it, but "is a linguist who" tells a trade.
    let office = words.class(head_of(words, phrase)).has(Class::FIRM_OFFICE);
    let described = article && office && phrase.len() == 1 && words.is_one(phrase.end, &["who", "that"]);
    // "was her friend", but "was his chief of staff".
    let own = words.tag(k) == Tag::PossessivePronoun;
    let held = own && joins(words, base_end(words, phrase)) && words.class(head_of(words, phrase)).has(Class::TITLE | Class::RELATION);
    if described || !held && (!is_bare_or_article(words, k, &phrase) || own) {
        return Vec::new();
    }
    appositions(words, range, k)
}

/// The party or side behind a name: "of the Labour Party", "from the mayor's camp".
pub(super) fn camp(words: &Words, range: Tokens, at: usize) -> Option<Tokens> {
    const LONGEST: usize = 6;
    if !words.is_one(at, &["of", "from"]) || !words.is(at + 1, "the") {
        return None;
    }
    let end = (at + 2..range.end.min(at + 2 + LONGEST)).take_while(|k| fits(words, *k)).last()?;
    (end > at + 2 && words.class(end).has(Class::CAMP)).then(|| Tokens::new(at + 2, end + 1))
}

/// "is the mayor" and "is mayor", but not "is likely mayor".
fn is_bare_or_article(words: &Words, from: usize, phrase: &Tokens) -> bool {
    let class = words.class(phrase.start);
    words.class(from).has(Class::ARTICLE) || words.tag(phrase.start).is_noun() || class.has(Class::RANK | Class::PRIME)
}

/// What a verb before a name makes of whoever has it: "elected Ana Sousa as the new leader", "named Rui Reis chairman".
pub(super) fn made(words: &Words, range: Tokens, name: Tokens) -> Vec<Tokens> {
    const NEAR: usize = 8;
    let least = name.start.saturating_sub(NEAR).max(range.start);
    let stands_off = words.word(name.start.wrapping_sub(1)) == "," && words.word(name.end) == ",";
    let title = |k: usize| {
        let office = words.class(k).has(Class::TITLE | Class::ROLE | Class::RANK | Class::COURTESY);
        office
            || words.capital(k)
            || stands_off && (words.word(k) == "," || words.class(k).has(Class::ARTICLE) || words.tag(k).is_adjective())
    };
    let verb = (least..name.start).rev().find(|k| !title(*k));
    let Some(verb) = verb.filter(|v| words.class(*v).has(Class::INSTALLS) && words.tag(*v).is_verb()) else { return Vec::new() };
    // "was elected Ana Sousa's deputy": the passive makes somebody else of something.
    if words.class(verb.wrapping_sub(1)).has(Class::BE) {
        return Vec::new();
    }
    let mut at = name.end;
    // "designated Ana Sousa, a former general, as minister" and "named a former general, Ana Sousa, as minister"
    if words.word(at) == "," && stands_off && words.is_as(at + 1) {
        at += 1;
    } else if matches!(words.word(at), "," | "—" | "–")
        && let Some(comma) =
            (at + 2..range.end.min(at + 20)).find(|k| words.word(*k) == words.word(at) && (words.word(at) != "," || *k < at + 12))
        && words.is_as(comma + 1)
    {
        at = comma + 1;
    }
    if words.is_as(at) {
        return appositions(words, range, at + 1);
    }
    let first = |p: &Tokens| p.start == at || p.start == at + 1 && words.class(at).has(Class::ARTICLE);
    let phrase = after(words, range, at, false).filter(|p| first(p) && !words.capital(p.end) && !words.tag(p.end).is_noun());
    phrase.into_iter().collect()
}

/// What a heading makes of whoever it names: "Ana Sousa elected party leader".
pub(super) fn headed(words: &Words, range: Tokens, at: usize) -> Option<Tokens> {
    let installed = words.class(at).has(Class::INSTALLED) && words.class(at).has(Class::INSTALLS) && words.tag(at) != Tag::Gerund;
    let phrase = after(words, range, at + 1, false).filter(|p| installed && p.start == at + 1)?;
    let ends = Class::ROLE_END | Class::IN_TOWN;
    let whole = phrase.end >= range.end || matches!(words.word(phrase.end), "," | ".") || words.class(phrase.end).has(ends);
    whole.then_some(phrase)
}

/// What somebody is behind a preposition that tells where: "Ana Sousa of Merton College, a researcher".
pub(super) fn past_place(words: &Words, range: Tokens, at: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    if !words.class(at).has(Class::JOINS_PHRASE) {
        return None;
    }
    let little = |k: usize| words.class(k).has(Class::JOINS_PHRASE | Class::DEFINITE) || words.is_and(k) || words.tag(k) == Tag::Possessive;
    let inside = |k: usize| words.capital(k) && words.is_word(k) || little(k) || words.class(k).has(Class::IN_TOWN);
    let end = (at + 1..range.end.min(at + 1 + LONGEST)).find(|k| !inside(*k))?;
    let told = words.class(end + 1).has(Class::ARTICLE) || words.tag(end + 1) == Tag::WhPronoun;
    (end > at + 1 && words.word(end) == "," && told).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn phrases_that_tell_of_an_office() {
        let texts = [
            "Former Vice President of the United States Ana Sousa left.",
            "United States Senator from Vermont Ana Sousa left.",
            "Minister for Finance and Minister of Economy Rui Reis left.",
            "Then-Governor of Alaska Ana Sousa left.",
            "Her then-girlfriend Ana Sousa left.",
            "Mayor-elect Ana Sousa left.",
            "The vice president of the port, Rui Reis, left.",
            "The manager, Mr Rui Reis, left.",
            "A member of staff, Ana Sousa, left.",
            "One of the study's authors, biologist Rui Reis, left.",
            "Singer, actor, and writer Ana Sousa left.",
            "Chair of the bench Lady Ana Sousa left.",
            "Ana Sousa, his wife and the chairwoman of the party, left.",
            "Ana Sousa, widow of Rui Reis, left.",
            "Ana Sousa, formerly an executive who ran the port, left.",
            "Ana Sousa, who is co-leading the inquiry, left.",
            "Ana Sousa (harbour master) left.",
            "Ana Sousa — a frequent critic of the port — left.",
            "Ana Sousa, PhD, an epidemiologist at the port, left.",
            "Ana Sousa KC MP left.",
            "Rui Reis of the Labour Party left.",
            "The man was identified as Rui Reis.",
            "Her mother is wrestler Ana Sousa.",
            "Ana Sousa has served as mayor of Porto.",
            "After meeting the mayor, Ana Sousa, 43, left.",
            "According to Ana Sousa, a diver was found.",
            "The mayor, Ana Sousa and Rui Reis met.",
            "An aide to the mayor, Ana Sousa, left.",
            "Ana Sousa, a great leader, left.",
            "Ana Sousa was defeating Councilman Rui Reis.",
            "The Center for Island Progress, a liberal think tank, closed.",
            "Ana Sousa, Winston Duke, and Rui Reis left.",
            "The news came from his son-in-law, Rui Reis, and came late.",
            "According to the Faro mayor, Ana Sousa, it is late.",
            "Ana Sousa, another lawyer for the victim, left.",
            "Ana Sousa, a Saudi national, was a columnist for the Post.",
            "Ana Sousa of Merton College, a shipping researcher, left.",
            "Ana Sousa, of Merton University’s crash lab, left.",
            "Ana Sousa, 51 years old, was an employee of the mill.",
            "They chose Ana Sousa as the new party leader.",
            "Rui Reis, who succeeded him as foreign secretary, left.",
            "Rui Reis became prime minister.",
            "Ana Sousa elected party leader",
            "Prosecuting, Ana Sousa said it was late.",
            "The guard chose Ana Sousa.",
            "Ana Sousa of Faro left.",
            "Ana Sousa, of Mill Lane, left.",
            "Ana Sousa, an ethnic Samoan from Faro, left.",
            "Ana Sousa, a diver and former miner, left.",
            "Ana Sousa, a party member and daughter of the founder, left.",
            "Ana Sousa, Faro's largest investor (at 9.9%), left.",
            "Ana Sousa, chairman of the port will be the new mayor.",
            "The son of Mr. Reis, Tom Reis, left.",
            "A spokesman for Mr. Reis left.",
            "Ana Sousa, 32, of Merton in Upper Faro, who teaches history, left.",
            "Ana Sousa, 57, a head bodger whose road it is, left.",
            "Former korfballer Ana Sousa left.",
            "They met diver Rui Reis, former coach Tom Hale, and Faro chief Jorge Nunes.",
            "Ana Sousa, a brilliant surgeon, left.",
            "Ana Sousa, who was his chief of staff, left.",
            "Ana Sousa, who served briefly as mayor, left.",
            "They named a diver, Ana Sousa, as the new head.",
            "They elected Ana Sousa — once a diver — as the new head.",
            "If Ana Sousa is elected mayor, it is late.",
            "Ex-President Ana Sousa met co-anchor Rui Reis and singer-songwriter Tom Hale.",
            "One of the town's most senior divers, Ana Sousa, left.",
            "In a letter to Deputy Head for Farms Ana B. Sousa, Reis wrote.",
            "Ana Sousa, the drug firm executive arrested in May, left.",
            "Rui Reis, a miner, and his wife, Ana Sousa, left.",
            "Ana Sousa was a linguist who left.",
            "Ana Sousa, a judge who led the inquiry and a member of the panel, left.",
            "Ana Sousa, a lawyer who met a miner and a nurse, left.",
            "Ana Sousa, a force of nature and the club's treasurer, left.",
            "Ana Sousa (drums) and Rui Reis (bass, vocals) left.",
            "Ana Sousa (Bass) left.",
            "Ana Sousa – first oboe and a nurse by day – left.",
            "Minister for Farms, Ports and Inland Waters Ana Sousa left.",
            "Mayor of Faro, Porto, and Ana Sousa left.",
            "Minister of Ports Rui Reis, Tom Hale and Ana Sousa left.",
        ];
        expect_test::expect![[r"
            Former Vice President of the United States Ana Sousa left.
                Former Vice President of the United States | Ana Sousa |
            United States Senator from Vermont Ana Sousa left.
                United States Senator from Vermont | Ana Sousa |
            Minister for Finance and Minister of Economy Rui Reis left.
                ( | Finance | )
                Minister of Economy | Rui Reis | , first: Minister for Finance
            Then-Governor of Alaska Ana Sousa left.
                ( | Then-Governor | )
                Then-Governor of Alaska | Ana Sousa |
            Her then-girlfriend Ana Sousa left.
                then-girlfriend | Ana Sousa |
            Mayor-elect Ana Sousa left.
                Mayor-elect | Ana Sousa |
            The vice president of the port, Rui Reis, left.
                vice president of the port | Rui Reis |
            The manager, Mr Rui Reis, left.
                manager | Rui Reis |
            A member of staff, Ana Sousa, left.
                member of staff | Ana Sousa |
            One of the study's authors, biologist Rui Reis, left.
                biologist | Rui Reis | , first: One of the study's authors
            Singer, actor, and writer Ana Sousa left.
                writer | Ana Sousa | , first: actor, too: Singer
            Chair of the bench Lady Ana Sousa left.
                Chair of the bench | Ana Sousa |
            Ana Sousa, his wife and the chairwoman of the party, left.
                 | Ana Sousa | wife, too: chairwoman of the party
            Ana Sousa, widow of Rui Reis, left.
                 | Ana Sousa | widow of Rui Reis
                 | Rui Reis | , Called
            Ana Sousa, formerly an executive who ran the port, left.
                 | Ana Sousa | executive
            Ana Sousa, who is co-leading the inquiry, left.
                 | Ana Sousa | who is co-leading the inquiry, Called
            Ana Sousa (harbour master) left.
                 | Ana Sousa | harbour master
            Ana Sousa — a frequent critic of the port — left.
                 | Ana Sousa | frequent critic of the port
            Ana Sousa, PhD, an epidemiologist at the port, left.
                 | Ana Sousa | PhD, too: epidemiologist at the port
            Ana Sousa KC MP left.
                 | Ana Sousa | KC, too: MP
            Rui Reis of the Labour Party left.
                 | Rui Reis | Labour Party
            The man was identified as Rui Reis.
                 | Rui Reis |
            Her mother is wrestler Ana Sousa.
                wrestler | Ana Sousa | , first: mother
            Ana Sousa has served as mayor of Porto.
                 | Ana Sousa | mayor of Porto
                ( | Porto | )
            After meeting the mayor, Ana Sousa, 43, left.
                 | Ana Sousa |
            According to Ana Sousa, a diver was found.
                 | Ana Sousa |
            The mayor, Ana Sousa and Rui Reis met.
                 | Ana Sousa |
                 | Rui Reis |
            An aide to the mayor, Ana Sousa, left.
                 | Ana Sousa |
            Ana Sousa, a great leader, left.
                 | Ana Sousa |
            Ana Sousa was defeating Councilman Rui Reis.
                 | Ana Sousa |
                Councilman | Rui Reis |
            The Center for Island Progress, a liberal think tank, closed.
                ( | Island Progress | )
            Ana Sousa, Winston Duke, and Rui Reis left.
                 | Ana Sousa |
                 | Winston Duke |
                 | Rui Reis |
            The news came from his son-in-law, Rui Reis, and came late.
                son-in-law | Rui Reis | , Called
            According to the Faro mayor, Ana Sousa, it is late.
                ( | Faro | )
                Faro mayor | Ana Sousa |
            Ana Sousa, another lawyer for the victim, left.
                 | Ana Sousa | lawyer for the victim
            Ana Sousa, a Saudi national, was a columnist for the Post.
                 | Ana Sousa | Saudi national, too: columnist for the Post
                ( | Saudi | )
            Ana Sousa of Merton College, a shipping researcher, left.
                 | Ana Sousa | shipping researcher
                ( | Merton College | shipping researcher)
            Ana Sousa, of Merton University’s crash lab, left.
                 | Ana Sousa | of Merton University’s crash lab
                ( | Merton University | )
            Ana Sousa, 51 years old, was an employee of the mill.
                 | Ana Sousa | employee of the mill
            They chose Ana Sousa as the new party leader.
                 | Ana Sousa | new party leader
            Rui Reis, who succeeded him as foreign secretary, left.
                 | Rui Reis | foreign secretary, Called
            Rui Reis became prime minister.
                 | Rui Reis | prime minister
            Ana Sousa elected party leader
                 | Ana Sousa | party leader
            Prosecuting, Ana Sousa said it was late.
                ( | Prosecuting | )
                Prosecuting | Ana Sousa |
            The guard chose Ana Sousa.
                 | Ana Sousa |
            Ana Sousa of Faro left.
                 | Ana Sousa |
                ( | Faro | )
            Ana Sousa, of Mill Lane, left.
                 | Ana Sousa |
                ( | Mill | )
            Ana Sousa, an ethnic Samoan from Faro, left.
                 | Ana Sousa | ethnic Samoan from Faro
                ( | Samoan | )
                ( | Faro | )
            Ana Sousa, a diver and former miner, left.
                 | Ana Sousa | diver, too: former miner
            Ana Sousa, a party member and daughter of the founder, left.
                 | Ana Sousa | party member, too: daughter of the founder
            Ana Sousa, Faro's largest investor (at 9.9%), left.
                 | Ana Sousa | Faro's largest investor
                 | Faro |
            Ana Sousa, chairman of the port will be the new mayor.
                 | Ana Sousa | chairman of the port, too: new mayor
            The son of Mr. Reis, Tom Reis, left.
                 | Reis |
                son of Mr. Reis | Tom Reis |
            A spokesman for Mr. Reis left.
                 | Reis |
            Ana Sousa, 32, of Merton in Upper Faro, who teaches history, left.
                 | Ana Sousa | who teaches history
                 | Merton |
                ( | Faro | who teaches history)
            Ana Sousa, 57, a head bodger whose road it is, left.
                 | Ana Sousa | head bodger
            Former korfballer Ana Sousa left.
                ( | Former | )
                Former korfballer | Ana Sousa |
            They met diver Rui Reis, former coach Tom Hale, and Faro chief Jorge Nunes.
                diver | Rui Reis |
                former coach | Tom Hale |
                ( | Faro | )
                Faro chief | Jorge Nunes |
            Ana Sousa, a brilliant surgeon, left.
                 | Ana Sousa | surgeon
            Ana Sousa, who was his chief of staff, left.
                 | Ana Sousa | chief of staff, Called
            Ana Sousa, who served briefly as mayor, left.
                 | Ana Sousa | mayor, Called
            They named a diver, Ana Sousa, as the new head.
                diver | Ana Sousa | new head
            They elected Ana Sousa — once a diver — as the new head.
                 | Ana Sousa | new head, too: diver
            If Ana Sousa is elected mayor, it is late.
                 | Ana Sousa |
            Ex-President Ana Sousa met co-anchor Rui Reis and singer-songwriter Tom Hale.
                Ex-President | Ana Sousa |
                co-anchor | Rui Reis |
                singer-songwriter | Tom Hale |
            One of the town's most senior divers, Ana Sousa, left.
                One of the town's most senior divers | Ana Sousa |
            In a letter to Deputy Head for Farms Ana B. Sousa, Reis wrote.
                Deputy | Head |
                Deputy Head for Farms | Ana B. Sousa |
                 | Reis |
            Ana Sousa, the drug firm executive arrested in May, left.
                 | Ana Sousa | drug firm executive arrested in May
            Rui Reis, a miner, and his wife, Ana Sousa, left.
                 | Rui Reis | miner
                wife | Ana Sousa | , Called
            Ana Sousa was a linguist who left.
                 | Ana Sousa | linguist
            Ana Sousa, a judge who led the inquiry and a member of the panel, left.
                 | Ana Sousa | judge, too: member of the panel
            Ana Sousa, a lawyer who met a miner and a nurse, left.
                 | Ana Sousa | lawyer
            Ana Sousa, a force of nature and the club's treasurer, left.
                 | Ana Sousa | club's treasurer
            Ana Sousa (drums) and Rui Reis (bass, vocals) left.
                 | Ana Sousa | drums
                 | Rui Reis | bass, vocals
            Ana Sousa (Bass) left.
                 | Ana Sousa |
                ( | Bass | )
            Ana Sousa – first oboe and a nurse by day – left.
                 | Ana Sousa | first oboe
            Minister for Farms, Ports and Inland Waters Ana Sousa left.
                ( | Farms | )
                ( | Ports | )
                Minister for Farms, Ports and Inland Waters | Ana Sousa |
            Mayor of Faro, Porto, and Ana Sousa left.
                ( | Faro | )
                ( | Porto | )
                 | Ana Sousa |
            Minister of Ports Rui Reis, Tom Hale and Ana Sousa left.
                Minister of Ports | Rui Reis |
                 | Tom Hale |
                 | Ana Sousa |
        "]]
        .assert_eq(&drawn(&texts));
    }
}
