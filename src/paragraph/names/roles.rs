//! The role before one name and the one behind it. Roles of several names are `shared`'s, what a role is made of `offices`'.

use super::offices;
use super::words::is_letters;
use crate::language::token::TokenKind;
use crate::language::{Class, Tag, Tokens, Words};
use crate::text::Span;

/// The role words directly before a name: from after a determiner, preposition or verb up to the name, if they hold a word
/// for an office, occupation or relation.
pub(super) fn role_before(words: &Words, range: Tokens, name: usize) -> Option<Span> {
    let mut from = name;
    // "chair of the bench Lady Ann Lee"
    let courtesy = |k: usize| words.class(k).has(Class::COURTESY) && !words.class(k).has(Class::ROLE);
    while from > range.start + 1 && courtesy(from - 1) && words.capital(from - 1) {
        from -= 1;
    }
    // "its “national enterprise reporter” Ann Lee"
    if matches!(words.word(from.wrapping_sub(1)), "”" | "\"") && from > range.start + 1 {
        let opening = (range.start.max(from.saturating_sub(8))..from - 1).rev().find(|k| matches!(words.word(*k), "“" | "\""));
        let head = words.class(from - 2).has(Class::ROLE | Class::TITLE);
        return opening.filter(|o| head && o + 1 < from - 1).map(|o| words.span(o + 1..from - 1));
    }
    // "member of parliament (MP) Ann Lee"
    if words.word(from.wrapping_sub(1)) == ")" && from > range.start + 3 {
        let open = (range.start.max(from.saturating_sub(6))..from - 1).rev().find(|k| words.word(*k) == "(");
        let office =
            |o: usize| o > range.start && (offices::is_head(words, o - 1) || is_letters(words, o - 1) || offices::is_head(words, o + 1));
        if let Some(open) = open.filter(|o| office(*o)) {
            return offices::before(words, range, open, false).map(|t| words.span(t)).or_else(|| role_before(words, range, open));
        }
    }
    let to = from;
    let least = from.saturating_sub(14).max(range.start);
    while from > least {
        let k = from - 1;
        // "Organisation of Islamic Cooperation (OIC) head"
        if words.word(k) == ")" && to > from && k > least + 3 && words.word(k - 2) == "(" && words.capital(k - 1) {
            from -= 3;
            continue;
        }
        // "Ana SousaSen. Rui Reis": a blank was lost behind somebody else's name.
        let glued = words.is_word(k) && words.capital(from) && !words.spaced(from);
        if glued || !goes_before(words, range, least, Tokens::new(from, to)) {
            break;
        }
        from -= 1;
    }
    while from < to
        && (matches!(words.tag(from), Tag::Possessive | Tag::Conjunction)
            || (words.class(from).has(Class::ROLE_START_NOT) || matches!(words.word(from), "-" | "–" | "—"))
            || words.class(from).has(Class::COURTESY) && !words.class(from).has(Class::TITLE))
    {
        from += 1;
    }
    // "former boss" alone: the head must be a role, and courtesy titles are none.
    let last = to.checked_sub(1)?;
    // "Bishop Emeritus Ann Lee"
    let ranked = words.class(last).has(Class::RANK) && last > from && words.class(last - 1).has(Class::TITLE | Class::ROLE);
    let last = last - usize::from(ranked);
    let plural = words.class(last).has(Class::ROLES);
    let head = plural
        || (words.class(last).has(Class::TITLE | Class::ROLE | Class::RELATION)
            || offices::is_head(words, last)
            || is_unlisted(words, last))
            && !(words.class(last).has(Class::COURTESY) && to - from <= 1)
        || (from..last).any(|k| words.is_one(k, &["of", "for"]) && offices::is_head(words, k.saturating_sub(1)));
    if from >= to || !head {
        return None;
    }
    // A role in lower case before a bare surname-like word is weaker, but it is what copy does: "actor Hanks".
    Some(words.span(from..to))
}

/// Whether a noun before a given name and one more word tells somebody's trade, though no list has it: "former netballer Ana Sousa".
fn is_unlisted(words: &Words, last: usize) -> bool {
    let name = words.class(last + 1).has(Class::GIVEN) && words.capital(last + 1) && words.capital(last + 2);
    let former =
        last > 0 && words.class(last - 1).has(Class::NO_LONGER | Class::RANK) && words.tag(last) == Tag::Noun && !words.capital(last);
    name && (former && words.class(last).meaning() == Class::NONE || offices::is_agent(words, last))
}

/// Whether the word before a phrase that stands before a name belongs to it. `least` is the first token that may.
fn goes_before(words: &Words, range: Tokens, least: usize, Tokens { start: from, end: to }: Tokens) -> bool {
    let k = from - 1;
    let tag = words.tag(k);
    let class = words.class(k);
    // "Secretary of State Ann Lee", but not "a rep for nominee Ann Lee": what follows must not be an office itself.
    let of = words.is_one(k, &["of", "for"])
        && k > least
        && words.class(k - 1).has(Class::TITLE | Class::ROLE)
        && !(words.class(k - 1).has(Class::ORG) && words.capital(k - 1))
        // "the widow of radioman Ana Sousa": hers.
        && !(words.class(k.wrapping_sub(1)).has(Class::RELATION) && from + 1 == to && words.tag(from) == Tag::Noun && !words.capital(from))
        && to > from
        && !(from..to).any(|o| words.class(o).has(Class::ROLE | Class::TITLE) || words.hyphen(o) && offices::is_head(words, o));
    // "President Ana Sousa and Foreign Minister Rui Reis": somebody's name.
    let unknown = |k: usize| words.capital(k) && (words.class(k).is_unknown() || words.class(k).has(Class::GIVEN));
    let titled = |k: usize| k > least && words.class(k - 1).has(Class::TITLE | Class::ROLE);
    let somebody = k > least + 1
        && unknown(k - 1)
        && !words.class(k - 1).has(Class::TITLE | Class::ROLE)
        && (titled(k - 1) && words.capital(k - 2) || words.class(k - 2).has(Class::COURTESY) || unknown(k - 2) && titled(k - 2));
    let and = words.is_and(k)
        && to > from
        && k > least
        && !somebody
        && (words.class(k - 1).has(Class::ROLE | Class::TITLE)
            || (words.capital(k - 1)
                && words.capital(k + 1)
                && !words.word(k + 1).ends_with('.')
                && (offices::is_head(words, k - 1) || !offices::is_head(words, k + 1))
                && !words.class(k - 1).has(Class::GIVEN | Class::SURNAME))
            || ((words.tag(k - 1).is_noun() || words.tag(k - 1).is_adjective())
                && !words.capital(k - 1)
                && k > least + 1
                && words.tag(k - 2) == Tag::Possessive));
    // "civil and environmental engineer"
    let adjectives = words.is_and(k)
        && to > from
        && k > least
        && words.tag(k - 1).is_adjective()
        && words.tag(from).is_adjective()
        && !words.capital(from)
        && !words.class(from).has(Class::RANK | Class::NO_LONGER);
    // "Joint Council for the Welfare of Immigrants campaigner", "CEO of the Refugee Council": a firm's name, whole.
    let organization = |part: Tokens| part.iter().any(|o| words.class(o).has(Class::ORG) && words.capital(o));
    let joins = |j: usize| {
        words.is_one(j, &["of", "for"])
            && to > from
            && (words.capital(from) || words.is(from, "the"))
            && (organization(Tokens::new(from, to)) || organization(Tokens::new(least, j)))
    };
    let firm = joins(k)
        && k > least
        && words.class(k - 1).has(Class::ORG | Class::TITLE | Class::ROLE)
        && (words.capital(k - 1) || words.is(k - 1, "ceo"))
        || joins(k) && k > least && words.capital(k - 1) && organization(Tokens::new(least, k))
        || words.is(k, "the") && k > least + 1 && joins(k - 1) && (words.class(k - 2).has(Class::ORG | Class::ROLE | Class::TITLE));
    // "Lawmakers then named economist Ana Sousa the new minister": a verb.
    let makes = class.has(Class::INSTALLS) && words.tag(k.wrapping_sub(1)) == Tag::Adverb && words.tag(k.wrapping_sub(2)).is_noun();
    // "have rightly praised Senator Ana Sousa", "and praised Senator Ana Sousa"
    let acts = words.tag(k.wrapping_sub(1)) == Tag::Adverb && words.class(k.wrapping_sub(2)).has(Class::HAVE)
        || words.is_and(k.wrapping_sub(1))
            && !words.tag(k.wrapping_sub(2)).is_adjective()
            && !class.has(Class::RANK)
            && words.capital(from);
    // "Statement From President Ana Sousa", but "Under Secretary Ana Sousa"
    let leads = tag == Tag::Preposition && !class.has(Class::PRIME);
    // "Earlier this week President Ana Sousa"
    let week = class.has(Class::SPAN_OF_DAYS) && words.class(k.wrapping_sub(1)).has(Class::DAY_TURN | Class::LAST_TURN | Class::DEFINITE);
    let fits = tag.is_noun()
        || tag.is_adjective()
        || tag == Tag::Number
        || tag == Tag::Possessive
        || class.has(Class::TITLE | Class::ROLE | Class::RANK | Class::DEMONYM)
        || words.is_one(k, &["then", "ex", "vice"])
        || (tag == Tag::Participle
            && to > from
            && !makes
            && !words.tag(k.wrapping_sub(1)).is_noun()
            && !words.class(k.wrapping_sub(1)).has(Class::HAVE)
            && !acts)
        || (tag == Tag::Gerund && to > from && modified(words, k))
        || of
        || and
        || adjectives
        || firm
        || (words.is_word(k) && words.capital(k) && k > range.start && !leads && !tag.is_finite())
        || matches!(words.word(k), "-" | "–" | "/") && to > from && !(words.spaced(k) && words.spaced(k + 1))
        || (words.is_word(k) && words.hyphen(k) && !tag.is_finite());
    // "Clinton doubles Vermont Sen. Ana Sousa", "people, including Sousa's son": no part of an office.
    let several = tag == Tag::Nouns && !words.capital(k) && to > from && words.capital(from) && !class.has(Class::ROLE);
    fits && !week
        && !several
        && !(class.has(Class::SUCH_AS) && tag != Tag::Adjective)
        && !class.has(Class::PLAIN)
        && !class.has(Class::ROLE_BREAK)
        && !(class.has(Class::NOT_NAME) && crate::paragraph::times::calendar::weekday(words.low(k)).is_some())
}

/// Whether what stands before a gerund makes it an adjective: "the leading", but not ", defeating".
fn modified(words: &Words, k: usize) -> bool {
    k > 0 && (matches!(words.tag(k - 1), Tag::Determiner | Tag::Possessive | Tag::PossessivePronoun) || words.tag(k - 1).is_adjective())
}

/// The offices before a name: those right before it, and what stands before these: "one of the authors, biologist Ana Sousa,".
/// What stands in a list before a name is somebody else.
pub(super) fn roles_before(words: &Words, range: Tokens, name: Tokens) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    let mut at = unmarked(words, range, name.start);
    // "the suspect as 21-year-old Ana Sousa"
    while at > range.start + 1
        && words.hyphen(at - 1)
        && words.low(at - 1).starts_with(|c: char| c.is_ascii_digit())
        && !offices::is_head(words, at - 1)
    {
        at -= 1;
    }
    let aged = at;
    // "told journalists Sousa was late": several are no one.
    let alone = |role: &Span| {
        let last = words.at(role.end.saturating_sub(1));
        let several = words.class(last).has(Class::ROLES) && !words.class(last).has(Class::ROLE);
        several && !matches!(words.word(name.end), "," | "(" | "and" | "&")
    };
    if let Some(role) = role_before(words, range, aged).filter(|r| !alone(r)) {
        all = parts(words, role);
        at = words.at(role.start);
        // "Minister for Finance and Minister of Economy Ana Sousa"
        // and "singer, actor, and writer Ana Sousa"
        let mut joint = at.checked_sub(1).filter(|a| *a > range.start && words.is_and(*a));
        while let Some(mark) = joint.filter(|_| all.len() < 4) {
            let end = mark - usize::from(mark > range.start && words.word(mark - 1) == ",");
            let whole = |t: &Tokens| words.capital(t.end - 1) || offices::is_head(words, t.end - 1);
            let Some(phrase) = offices::before(words, range, end, false).filter(whole) else { break };
            all.push(words.span(phrase));
            at = phrase.start;
            joint = at.checked_sub(1).filter(|c| *c > range.start && words.word(*c) == ",");
        }
    } else {
        while at > range.start && words.class(at - 1).has(Class::COURTESY | Class::TITLE) && words.capital(at - 1) {
            at -= 1;
        }
        let whole = at < name.start || words.capital(at.wrapping_sub(1)) && !words.capital(at.wrapping_sub(2));
        let direct = offices::before(words, range, at, false).filter(|t| t.end == at && t.iter().any(|k| offices::joins(words, k)));
        if let Some(phrase) = direct.filter(|_| at > range.start && (whole || words.capital(at - 1))) {
            all.push(words.span(phrase));
            return all;
        }
    }
    if let Some(from) = portfolio(words, range, name.start) {
        return vec![words.span(from..name.start)];
    }
    let Some(mark) = at.checked_sub(1).filter(|m| *m > range.start) else { return all };
    // "Prosecuting, Ana Sousa said": counsel, and for whom.
    let counsel = mark == range.start + 1 && words.word(mark) == "," && words.class(range.start).has(Class::COUNSEL);
    if counsel && all.is_empty() {
        return vec![words.span(range.start..mark)];
    }
    let letters = letters_after(words, range, name.end).1;
    let behind = (letters..range.end).find(|k| !matches!(words.word(*k), "*" | "**")).unwrap_or(letters);
    let whose = match words.word(mark) {
        "," if stands_off(words, range, behind, !all.is_empty()) && !is_led(words, range, mark) => Some(mark),
        "," if opens_with(words, range, mark, behind) => Some(mark),
        // "the Green Party's Ana Sousa"
        _ if words.tag(mark) == Tag::Possessive
            && words.class(mark.wrapping_sub(1)).has(Class::CAMP)
            && words.capital(mark.wrapping_sub(1)) =>
        {
            let first = (range.start..mark)
                .rev()
                .take_while(|k| words.capital(*k) && !words.class(*k).has(Class::ARTICLE))
                .last()
                .unwrap_or(mark - 1);
            all.push(words.span(first..mark + 1));
            None
        }
        // "her mother is the wrestler Ana Sousa", "the man was identified as Rui Reis"
        _ => told_of(words, range, mark),
    };
    // "Ana Sousa, retired librarian, Faro": that of whoever stands before it.
    let taken = |t: &Tokens| {
        let comma = t.start.checked_sub(1).filter(|c| *c > range.start + 1 && words.word(*c) == ",");
        name.len() == 1
            && comma.is_some_and(|c| {
                words.tag(c.wrapping_sub(1)).is_name() && words.capital(c.wrapping_sub(1)) && words.capital(c.wrapping_sub(2))
            })
    };
    if let Some(phrase) = whose.and_then(|end| offices::before(words, range, end, false)).filter(|t| !taken(t)) {
        // "the founder and former president, Comrade Ana Sousa,"
        let and = phrase.start.checked_sub(1).filter(|a| *a > range.start && words.is_and(*a));
        let joint = and.and_then(|and| offices::before(words, range, and, false));
        all.extend([Some(phrase), joint].into_iter().flatten().map(|t| words.span(t)));
    }
    all
}

/// Where a long office begins that ends before a token, whose fields are told apart by commas: "Minister of Fisheries, Oceans and
/// Coastal Communities".
pub(crate) fn portfolio(words: &Words, range: Tokens, end: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    let inside =
        |k: usize| words.capital(k) && words.is_word(k) || words.word(k) == "," || words.is_one(k, &["of", "for", "and", "&", "the"]);
    let least = end.saturating_sub(LONGEST).max(range.start);
    let from = (least..end).rev().take_while(|k| inside(*k)).last()?;
    let office = |k: &usize| {
        words.class(*k).has(Class::TITLE | Class::ROLE) && words.capital(*k) && words.is_one(k + 1, &["of", "for"]) && words.capital(k + 2)
    };
    let start = (from..end).find(office)?;
    let comma = (start..end).find(|k| words.word(*k) == ",")?;
    let field = |k: usize| {
        !words.capital(k) || !words.class(k).has(Class::GIVEN | Class::COURTESY) && (k == start || !words.class(k).has(Class::TITLE))
    };
    let and = (comma..end).any(|k| words.is_and(k));
    (and && words.capital(end - 1) && (start..end).all(field)).then_some(start)
}

/// Before marks that set a name in bold: "the director, **Ana Sousa**,".
fn unmarked(words: &Words, range: Tokens, name: usize) -> usize {
    let marked = |at: usize| at > range.start + 1 && matches!(words.word(at - 1), "*" | "**");
    (0..2).fold(name, |at, _| at - usize::from(marked(at)))
}

/// Whether a sentence opens with who its subject is: "A diver, Ana Sousa left the port."
fn opens_with(words: &Words, range: Tokens, comma: usize, behind: usize) -> bool {
    let article = words.class(range.start).has(Class::ARTICLE) && !words.is(range.start, "the");
    let inside = |k: usize| words.is_word(k) && !words.tag(k).is_finite();
    article && (range.start + 1..comma).all(inside) && words.tag(behind).is_finite()
}

/// Whether a name behind a comma ends an apposition, and no list.
fn stands_off(words: &Words, range: Tokens, end: usize, has_role: bool) -> bool {
    let and = |k: usize| words.is_one(k, &["and", "or", "&"]);
    let end = if words.word(end) == "(" { (end..range.end).find(|k| words.word(*k) == ")").map_or(end, |k| k + 1) } else { end };
    match words.word(end) {
        // "his son-in-law, Ana Sousa, and came late": another verb, and no list.
        // and "her mother, Ana Sousa, and her aunt, Maria Reis"
        "," => {
            let own = || matches!(words.tag(end + 2), Tag::PossessivePronoun | Tag::Determiner);
            let another = || own() && (end + 3..range.end.min(end + 8)).any(|k| words.word(k) == "," && words.capital(k + 1));
            !and(end + 1) || words.tag(end + 2).is_finite() && !words.capital(end + 2) || another()
        }
        "." | ";" | ":" | ")" | "—" | "–" | "”" | "\"" => true,
        _ if words.class(end).has(Class::IN_TOWN) && words.tag(end) == Tag::Preposition => true,
        _ => end >= range.end || has_role && !and(end) || words.class(end).has(Class::SAY) && words.tag(end).is_finite(),
    }
}

/// Whether the words before a comma lead to a sentence whose subject follows: "After meeting the mayor, Ana Sousa".
fn is_led(words: &Words, range: Tokens, comma: usize) -> bool {
    let first = range.start;
    // "In a third photograph she has her arm around his son, Rui Reis,": a preposition leads to a gerund alone.
    let leads = words.tag(first) == Tag::Preposition && !words.class(first).has(Class::SUBORDINATOR);
    let verb = |k: usize| words.tag(k).is_verb() && !words.tag(k + 1).is_noun() && !(leads && words.tag(k).is_finite());
    let opens = words.class(first).has(Class::SUBORDINATOR) || leads || words.tag(first) == Tag::Gerund;
    opens && !words.is_to(first + 1) && (first..comma).any(verb) && !(first + 1..comma).any(|k| words.word(k) == ",")
}

/// Where a phrase ends of which the words before a name say that it is that person: "is", "identified as", "named".
fn told_of(words: &Words, range: Tokens, last: usize) -> Option<usize> {
    let back = |mut k: usize| {
        while k > range.start && (words.tag(k - 1) == Tag::Adverb || words.class(k - 1).has(Class::BECOMES) || words.word(k - 1) == ",") {
            k -= 1;
        }
        k
    };
    let article = words.class(last).has(Class::ARTICLE);
    let at = last.checked_sub(usize::from(article)).filter(|a| *a > range.start)?;
    let called = words.class(at).has(Class::IDENTIFIED);
    let as_somebody = words.is_as(at) && words.class(at - 1).has(Class::IDENTIFIED);
    let copula = words.class(at).has(Class::BECOMES) && words.tag(at).is_finite() && !words.class(range.start).has(Class::SUBORDINATOR);
    // "Police identified the suspect as Rui Reis."
    let by_somebody = || {
        let phrase = offices::before(words, range, at, false)?;
        let verb = phrase.start.checked_sub(1 + usize::from(words.tag(phrase.start.wrapping_sub(1)) == Tag::Determiner))?;
        (words.class(verb).has(Class::IDENTIFIED) && words.tag(verb).is_verb()).then_some(at)
    };
    if words.is_as(at) && !as_somebody {
        return by_somebody();
    }
    let end = if as_somebody {
        back(at - 1)
    } else if called {
        at
    } else if copula {
        back(at)
    } else {
        return None;
    };
    (end > range.start).then_some(end)
}

/// The offices that stand as one before a name: "co-author and marine biologist", "party challenger former mayor".
fn parts(words: &Words, role: Span) -> Vec<Span> {
    let Tokens { start: from, end: to } = words.touched(role);
    let whole = |k: usize| offices::is_head(words, k) && !words.class(k).has(Class::RANK);
    let joined = |k: usize| (from..k).any(|j| offices::joins(words, j));
    let and = (from + 1..to.saturating_sub(2)).find(|k| words.is_and(*k) && whole(k - 1) && offices::is_head(words, to - 1) && !joined(*k));
    let over = || (from + 2..to.saturating_sub(1)).find(|k| whole(k - 1) && words.class(*k).has(Class::NO_LONGER) && !joined(to));
    match (and, and.is_none().then(over).flatten()) {
        (Some(and), _) => vec![words.span(from..and), words.span(and + 1..to)],
        (_, Some(second)) => vec![words.span(from..second), words.span(second..to)],
        _ => vec![role],
    }
}

/// The letters behind a name that tell of a degree, an honour or an office, and the token after them: "KC MP", ", `PhD`,".
pub(super) fn letters_after(words: &Words, range: Tokens, end: usize) -> (Vec<Span>, usize) {
    let (mut all, mut at) = (Vec::new(), end);
    while at < range.end && all.len() < 6 {
        let next = at + usize::from(words.word(at) == ",");
        if !is_letters(words, next) {
            break;
        }
        all.push(words.span(next..next + 1));
        at = next + 1;
    }
    (all, at)
}

/// The offices after a name: an apposition ("Ann Lee, the mayor of Porto,"), "who is …", what stands in brackets.
pub(super) fn roles_after(words: &Words, range: Tokens, name: Tokens) -> Vec<Span> {
    let (mut all, mut at) = letters_after(words, range, name.end);
    let mut aged = false;
    // "**Ana Sousa**, director": marks that set a name in bold.
    while matches!(words.word(at), "*" | "**") {
        at += 1;
    }
    // "(D-Ohio)", ", 43,"
    if words.word(at) == "(" {
        const LONGEST: usize = 30;
        let Some(close) = (at..(at + LONGEST).min(range.end)).find(|k| words.word(*k) == ")") else { return all };
        let inner = Tokens::new(at + 1, close);
        let phrase = offices::after(words, inner, at + 1, false).or_else(|| offices::before(words, inner, close, false));
        all.extend(phrase.or_else(|| offices::played(words, inner)).map(|p| words.span(p)));
        at = close + 1;
    }
    if words.word(at) == "[" {
        at = (at..(at + 14).min(range.end)).find(|k| words.word(*k) == "]").map_or(at, |k| k + 1);
    }
    if words.word(at) == "," && words.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number) {
        // "43," and "43 years old,"
        let comma = (at + 2..(at + 5).min(range.end)).find(|k| words.word(*k) == ",");
        let age = |c: usize| c == at + 2 || words.class(at + 2).has(Class::LENGTH) || words.tag(at + 2).is_noun();
        aged = comma.is_some_and(age);
        at = comma.filter(|c| age(*c)).unwrap_or(at);
        if words.class(at + 1).has(Class::BECOMES) {
            all.extend(offices::told_by_verb(words, range, at + 1).into_iter().map(|t| words.span(t)));
        }
    }
    // "Ana Sousa, of CNN, one of the hosts"
    if words.word(at) == "," {
        at = offices::past_place(words, range, at + 1).unwrap_or(at);
    }
    all.extend(offices::made(words, range, name).into_iter().map(|t| words.span(t)));
    all.extend(offices::headed(words, range, at).map(|t| words.span(t)));
    at = offices::past_place(words, range, at).unwrap_or(at);
    // "Ana Sousa, of Merton University's crash lab": the house that somebody speaks for.
    if words.word(at) == "," && words.class(at + 1).has(Class::JOINS_PHRASE) {
        let inside = |k: &usize| words.is_word(*k) || words.tag(*k) == Tag::Possessive;
        let end = (at + 2..range.end.min(at + 12)).take_while(inside).last().map_or(at + 2, |k| k + 1);
        let named = (at + 2..end).any(|k| words.capital(k) && words.class(k).has(Class::HOUSE_END));
        let verb = (at + 2..end).any(|k| words.tag(k).is_finite());
        if named && !verb {
            all.push(words.span(at + 1..end));
        }
    }
    let mark = words.word(at);
    if matches!(mark, "," | "—" | "–" | "--") || mark == "-" && words.spaced(at) && words.spaced(at + 1) {
        if let Some(role) = occupation(words, range, at + 1) {
            all.push(role);
        } else if words.is(at + 1, "who") {
            all.extend(offices::told_by_verb(words, range, at + 2).into_iter().map(|t| words.span(t)));
        } else {
            let told = offices::appositions(words, range, at + 1);
            // "Ana Sousa, her mother and her sister left": a list of people.
            let row = |t: &[Tokens]| {
                let last = t.last().map_or(at, |t| t.end);
                t.len() >= 2
                    && words.tag(at + 1) == Tag::PossessivePronoun
                    && words.tag(last).is_finite()
                    && words.tag(last.wrapping_sub(1)).is_noun()
            };
            let told = if row(&told) { Vec::new() } else { told };
            let told = if told.is_empty() { offices::behind_other(words, range, at + 1) } else { told };
            let unlisted = offices::unlisted(words, range, at + 1, aged).filter(|_| told.is_empty());
            all.extend(unlisted.map(|t| words.span(t)));
            // "According to Ana Sousa, a diver was found": no apposition.
            let end = told.last().map_or(at, |t| t.end);
            if words.class(end).has(Class::BECOMES)
                && words.tag(end).is_finite()
                && words.tag(name.end.saturating_sub(1)).is_noun()
                && follows_to(words, range, name.end)
            {
                return all;
            }
            all.extend(told.into_iter().map(|t| words.span(t)));
            // "the chairman of the port, was" and "Ana Sousa, would become"
            let verb = if end > at { end + usize::from(words.word(end) == ",") } else { at + 1 };
            let told = offices::told_by_verb(words, range, verb).into_iter().map(|t| words.span(t));
            let new: Vec<Span> = told.filter(|t| !all.contains(t)).collect();
            all.extend(new);
        }
    } else if let Some(camp) = offices::camp(words, range, at) {
        all.push(words.span(camp));
    } else if !words.class(name.start.wrapping_sub(1)).has(Class::CONDITION) {
        // but not "if Ana Sousa is elected mayor"
        let from = at + usize::from(words.is(at, "who"));
        all.extend(offices::told_by_verb(words, range, from).into_iter().map(|t| words.span(t)));
    }
    all
}

/// Whether "to" leads to a name that ends before a token.
fn follows_to(words: &Words, range: Tokens, end: usize) -> bool {
    let mut k = end;
    while k > range.start && (words.capital(k - 1) || words.class(k - 1).has(Class::PARTICLE)) {
        k -= 1;
    }
    k > range.start && words.is_to(k - 1)
}

/// "who studies tax policy at the institute": what somebody does for a living, as a clause.
fn occupation(words: &Words, range: Tokens, who: usize) -> Option<Span> {
    if !words.is(who, "who") {
        return None;
    }
    let doing = |k: usize| words.tag(k) == Tag::Gerund && words.class(k - 1).has(Class::BECOMES);
    let verb = (who + 1..who + 3).find(|k| words.class(*k).has(Class::WORKS) && (words.tag(*k).is_finite() || doing(*k)))?;
    let end = (verb + 1..range.end.min(verb + 20)).find(|k| matches!(words.word(*k), "," | "." | ";" | "—" | "–" | ")" | "”"))?;
    (end > verb + 1).then(|| words.span(who..end))
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn roles_before_and_behind() {
        let texts = [
            "The state's attorney general, Ann Lee, resigned.",
            "Its “national enterprise reporter” Ann Lee resigned.",
            "Secretary of State Ann Lee resigned.",
            "He spoke to a rep for nominee Ann Lee.",
            "The Joint Council for the Welfare of Immigrants campaigner Ann Lee resigned.",
            "The actor Hanks resigned.",
            "Police identified the diver as 21-year-old Rui Reis.",
            "Earlier this week President Ann Lee resigned.",
            "Ann Lee, her mother and her sister resigned.",
            "Lawmakers then named economist Ann Lee the new minister.",
            "In a photograph she stands by his son, Rui Reis, whose boat it is.",
            "It was signed by President Ann Zukov and Foreign Minister Rui Reis.",
            "From Ann Lee, retired librarian, Faro.",
            "They have rightly praised Senator Ann Lee.",
            "The widow of lamplighter Ann Lee resigned.",
            "Statement From Senior Adviser Ann Lee on the Port",
            "Faro - Chairman of the Board Ann Lee resigned.",
            "Member of parliament (MP) Ann Lee resigned.",
            "Labour MP (member of parliament) Ann Lee resigned.",
            "The port (harbour) Ann Lee resigned.",
            "Ann Lee, the mayor of Porto, resigned.",
            "Ann Lee (D-Ohio) resigned.",
            "Ann Lee, 43, a diver, resigned.",
            "Ann Lee, Governor Bo Kim and others met.",
            "Ann Lee, who studies tax policy at the institute, resigned.",
            "Senators Ann Lee and Bo Kim resigned.",
            "Trump's running mate, Indiana Gov. Mike Pence, resigned.",
            "Bishop Emeritus Ann Lee resigned.",
            "Civil and structural engineer Ann Lee resigned.",
            "The court has charged former mayor Ann Lee.",
            "The Minister for Ports, **Ann Lee TD**, resigned.",
            "A diver, Ann Lee resigned.",
            "The Green Party's Ann Lee resigned.",
            "Party challenger former mayor Ann Lee resigned.",
            "The club's founder and former president, Dr. Ann Lee, resigned.",
            "His aide, Ann Lee, would become the mayor of Porto.",
            "They met the candidate in answer to a letter from her brother, Bo Kim.",
        ];
        expect_test::expect![[r"
            The state's attorney general, Ann Lee, resigned.
                state's attorney general | Ann Lee |
            Its “national enterprise reporter” Ann Lee resigned.
                national enterprise reporter | Ann Lee |
            Secretary of State Ann Lee resigned.
                Secretary of State | Ann Lee |
            He spoke to a rep for nominee Ann Lee.
                nominee | Ann Lee |
            The Joint Council for the Welfare of Immigrants campaigner Ann Lee resigned.
                ( | Joint Council | )
                ( | Welfare | )
                Joint Council for the Welfare of Immigrants campaigner | Ann Lee |
            The actor Hanks resigned.
                (actor | Hanks | )
            Police identified the diver as 21-year-old Rui Reis.
                diver | Rui Reis |
            Earlier this week President Ann Lee resigned.
                President | Ann Lee |
            Ann Lee, her mother and her sister resigned.
                 | Ann Lee |
            Lawmakers then named economist Ann Lee the new minister.
                economist | Ann Lee | new minister
            In a photograph she stands by his son, Rui Reis, whose boat it is.
                son | Rui Reis | , Called
            It was signed by President Ann Zukov and Foreign Minister Rui Reis.
                President | Ann Zukov |
                Foreign Minister | Rui Reis |
            From Ann Lee, retired librarian, Faro.
                 | Ann Lee | retired librarian
                ( | Faro | )
            They have rightly praised Senator Ann Lee.
                Senator | Ann Lee |
            The widow of lamplighter Ann Lee resigned.
                lamplighter | Ann Lee |
            Statement From Senior Adviser Ann Lee on the Port
                Senior Adviser | Ann Lee |
            Faro - Chairman of the Board Ann Lee resigned.
                ( | Faro | Chairman of the Board Ann Lee)
                Chairman of the Board | Ann Lee |
            Member of parliament (MP) Ann Lee resigned.
                Member of parliament | Ann Lee |
            Labour MP (member of parliament) Ann Lee resigned.
                Labour MP | Ann Lee |
            The port (harbour) Ann Lee resigned.
                 | Ann Lee |
            Ann Lee, the mayor of Porto, resigned.
                 | Ann Lee | mayor of Porto
                ( | Porto | )
            Ann Lee (D-Ohio) resigned.
                 | Ann Lee |
                ( | D-Ohio | )
            Ann Lee, 43, a diver, resigned.
                 | Ann Lee | diver
            Ann Lee, Governor Bo Kim and others met.
                 | Ann Lee |
                Governor | Bo Kim |
            Ann Lee, who studies tax policy at the institute, resigned.
                 | Ann Lee | who studies tax policy at the institute, Called
            Senators Ann Lee and Bo Kim resigned.
                Senators | Ann Lee |
                Senators | Bo Kim |
            Trump's running mate, Indiana Gov. Mike Pence, resigned.
                 | Trump |
                Indiana Gov. | Mike Pence | , first: Trump's running mate
            Bishop Emeritus Ann Lee resigned.
                Bishop Emeritus | Ann Lee |
            Civil and structural engineer Ann Lee resigned.
                ( | Civil | )
                Civil and structural engineer | Ann Lee |
            The court has charged former mayor Ann Lee.
                former mayor | Ann Lee |
            The Minister for Ports, **Ann Lee TD**, resigned.
                ( | Ports | )
                Minister for Ports | Ann Lee | TD
            A diver, Ann Lee resigned.
                diver | Ann Lee |
            The Green Party's Ann Lee resigned.
                ( | Green | )
                Green Party's | Ann Lee |
            Party challenger former mayor Ann Lee resigned.
                Party challenger | Ann Lee | , first: former mayor
            The club's founder and former president, Dr. Ann Lee, resigned.
                Dr. | Ann Lee | , first: former president, too: club's founder
            His aide, Ann Lee, would become the mayor of Porto.
                aide | Ann Lee | mayor of Porto
                ( | Porto | )
            They met the candidate in answer to a letter from her brother, Bo Kim.
                brother | Bo Kim | , Called
        "]]
        .assert_eq(&drawn(&texts));
    }
}
