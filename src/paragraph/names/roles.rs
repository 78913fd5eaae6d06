//! The role before a name and the one behind it, and roles that several names share.

use super::words::is_name_word;
use super::{DOUBTFUL, HOPELESS, NameMention, Told};
use crate::language::token::TokenKind;
use crate::language::{Class, Tag, Tokens, Words};
use crate::text::Span;

/// The role words directly before a name: from after a determiner, preposition or verb up to the name, if they hold a word
/// for an office, occupation or relation.
pub(super) fn role_before(words: &Words, range: Tokens, name: usize) -> Option<Span> {
    let mut from = name;
    let mut comma = false;
    // "the state's attorney general, Ann Lee,": the role is cut off by a comma.
    if from > range.start + 1
        && words.word(from - 1) == ","
        && words.class(from - 2).has(Class::ROLE | Class::RELATION)
        && matches!(words.word(name + 1), "," | ".") | matches!(words.word(name + 2), "," | ".") | matches!(words.word(name + 3), "," | ".")
    {
        from -= 1;
        comma = true;
    }
    // "its “national enterprise reporter” Ann Lee"
    if matches!(words.word(from.wrapping_sub(1)), "”" | "\"") && from > range.start + 1 {
        let opening = (range.start.max(from.saturating_sub(8))..from - 1).rev().find(|k| matches!(words.word(*k), "“" | "\""));
        let head = words.class(from - 2).has(Class::ROLE | Class::TITLE);
        return opening.filter(|o| head && o + 1 < from - 1).map(|o| words.span(o + 1..from - 1));
    }
    let to = from;
    let least = from.saturating_sub(14).max(range.start);
    while from > least {
        let k = from - 1;
        let tag = words.tag(k);
        let class = words.class(k);
        // "Secretary of State Ann Lee", but not "a rep for nominee Ann Lee": what follows must not be an office itself.
        let of = words.is_one(k, &["of", "for"])
            && k > least
            && words.class(k - 1).has(Class::TITLE | Class::ROLE)
            && to > from
            && !(from..to).any(|o| words.class(o).has(Class::ROLE | Class::TITLE));
        let and = words.is_one(k, &["and", "&"])
            && to > from
            && k > least
            && (words.class(k - 1).has(Class::ROLE | Class::TITLE)
                || (words.capital(k - 1) && words.capital(k + 1) && !words.class(k - 1).has(Class::GIVEN | Class::SURNAME))
                || ((words.tag(k - 1).is_noun() || words.tag(k - 1).is_adjective())
                    && !words.capital(k - 1)
                    && k > least + 1
                    && words.tag(k - 2) == Tag::Possessive));
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
        let fits = tag.is_noun()
            || tag.is_adjective()
            || tag == Tag::Number
            || tag == Tag::Possessive
            || class.has(Class::TITLE | Class::ROLE | Class::RANK | Class::DEMONYM)
            || words.is_one(k, &["then", "ex", "vice"])
            || (matches!(tag, Tag::Participle | Tag::Gerund) && to > from && !words.tag(k.wrapping_sub(1)).is_noun())
            || of
            || and
            || firm
            || (words.is_word(k) && words.capital(k) && k > range.start)
            || matches!(words.word(k), "-" | "–" | "/") && to > from
            || (words.is_word(k) && words.hyphen(k) && !tag.is_finite());
        if !fits
            || words.class(k).has(Class::PLAIN)
            || words.class(k).has(Class::ROLE_BREAK)
            || (class.has(Class::NOT_NAME) && crate::paragraph::times::calendar::weekday(words.low(k)).is_some())
        {
            break;
        }
        from -= 1;
    }
    while from < to
        && (matches!(words.tag(from), Tag::Possessive | Tag::Conjunction)
            || (words.class(from).has(Class::ROLE_START_NOT) || words.is_one(from, &["-"]))
            || words.class(from).has(Class::COURTESY) && !words.class(from).has(Class::TITLE))
    {
        from += 1;
    }
    // "former boss" alone: the head must be a role, and courtesy titles are none.
    let last = to.checked_sub(1)?;
    let plural = words.class(last).has(Class::ROLES);
    let head = plural
        || words.class(last).has(Class::TITLE | Class::ROLE | Class::RELATION)
            && !(words.class(last).has(Class::COURTESY) && to - from <= 1)
        || (from..last).any(|k| words.is_one(k, &["of", "for"]) && words.class(k.saturating_sub(1)).has(Class::TITLE | Class::ROLE));
    if from >= to || !head || (comma && !words.class(last).has(Class::ROLE | Class::RELATION)) {
        return None;
    }
    // A role in lower case before a bare surname-like word is weaker, but it is what copy does: "actor Hanks".
    Some(words.span(from..to))
}

/// The role words after a name: an apposition ("Ann Lee, the mayor of Porto,") or "who is …".
pub(super) fn role_after(words: &Words, range: Tokens, name_end: usize) -> Option<Span> {
    let mut at = name_end;
    // "(D-Ohio)", ", 43,"
    if words.word(at) == "(" {
        at = (at..(at + 8).min(range.end)).find(|k| words.word(*k) == ")")? + 1;
    }
    if words.word(at) == "," && words.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number) && words.word(at + 2) == "," {
        at += 2;
    }
    let copula = words.is_one(at, &["is", "was", "became"]) || (words.is_one(at, &["has", "had"]) && words.is(at + 1, "been"));
    let mut from;
    if words.word(at) == "," || words.word(at) == "—" || words.word(at) == "–" {
        from = at + 1;
        if words.is(from, "who") && words.class(from + 1).has(Class::IN_OFFICE) {
            from += 2;
            if words.class(from).has(Class::ROLE_ADVERB) {
                from += 1;
            }
            if words.is(from, "as") {
                from += 1;
            }
        }
        if let Some(role) = occupation(words, range, at + 1) {
            return Some(role);
        }
    } else if copula {
        from = at + 1 + usize::from(words.is(at + 1, "been"));
    } else {
        return None;
    }
    if words.class(from).has(Class::NOW) && !words.tag(from + 1).is_finite() {
        from += usize::from(words.low(from) != "then");
    }
    let article = words.class(from).has(Class::ARTICLE);
    let start = from + usize::from(article);
    // The head stands before any verb, comma or preposition.
    let mut head = None;
    let mut k = start;
    while k < range.end && k < start + 10 {
        let tag = words.tag(k);
        let class = words.class(k);
        if class.has(Class::ROLE | Class::RELATION) && (tag.is_noun() || class.has(Class::ROLE)) && !words.is_one(k + 1, &["'s", "’s"]) {
            head = Some(k);
            if !(words.tag(k + 1).is_noun() && words.class(k + 1).has(Class::ROLE | Class::RELATION | Class::TITLE))
                && !words.is(k + 1, "and")
            {
                break;
            }
        }
        let fits = tag.is_noun()
            || tag.is_adjective()
            || matches!(
                tag,
                Tag::Possessive | Tag::PossessivePronoun | Tag::Number | Tag::Determiner | Tag::Adverb | Tag::Participle | Tag::Superlative
            )
            || class.has(Class::ROLE | Class::RANK | Class::DEMONYM)
            || words.is_one(k, &["and", "-"])
            || (words.is(k, "of") && k == start + 1 && article);
        if !fits || (k > start && tag == Tag::Determiner) {
            break;
        }
        k += 1;
    }
    let head = head?;
    if copula && (!article || words.class(head).has(Class::SIDE)) && !words.tag(start).is_noun() {
        return None;
    }
    // A name of its own after the comma is another person in a list: "Ann Lee, Governor Bo Kim and …".
    if !article && words.capital(start) && is_name_word(words, head + 1) && !words.is_one(head + 1, &["of"]) {
        return None;
    }
    let mut end = head + 1;
    while end < range.end.min(head + 19) {
        let w = words.word(end);
        if matches!(w, "," | "." | ";" | ":" | "—" | "–" | "--" | "(" | ")" | "”" | "“" | "\"" | "?" | "!")
            || words.class(end).has(Class::ROLE_END)
            || words.tag(end).is_finite()
            || words.tag(end) == Tag::Gerund
                && !words.tag(end + 1).is_noun()
                && !(words.tag(end - 1).is_noun() && words.class(end + 1).has(Class::ROLE_WHERE))
        {
            break;
        }
        end += 1;
    }
    Some(words.span(start..end))
}

/// "who studies tax policy at the institute": what somebody does for a living, as a clause.
fn occupation(words: &Words, range: Tokens, who: usize) -> Option<Span> {
    if !words.is(who, "who") {
        return None;
    }
    let verb = (who + 1..who + 3).find(|k| words.class(*k).has(Class::WORKS) && words.tag(*k).is_finite())?;
    let end = (verb + 1..range.end.min(verb + 20)).find(|k| matches!(words.word(*k), "," | "." | ";" | "—" | "–" | ")" | "”"))?;
    (end > verb + 1).then(|| words.span(who..end))
}

/// "senators Ann Lee and Bo Kim": a role in the plural is that of the names that follow it in a row.
pub(super) fn share_plural_roles(words: &Words, sentence: usize, found: &mut [NameMention]) {
    let first = found.partition_point(|n| n.sentence < sentence);
    let mut shared: Option<(Span, usize)> = None;
    for name in &mut found[first..] {
        if let Some(role) = name.role_before {
            let last = words.at(role.end.saturating_sub(1));
            shared = words.class(last).has(Class::ROLES).then_some((role, name.tokens.end));
            continue;
        }
        let Some((role, end)) = shared else { continue };
        // Only commas, "and" and what stands in brackets may come between.
        let row = (end..name.tokens.start).all(|k| {
            !words.is_word(k)
                || words.is_one(k, &["and", "or", "of"])
                || words.word(k).chars().all(|c| !c.is_lowercase())
                || words.hyphen(k)
                || words.word(k).ends_with('.')
        });
        if row && name.tokens.start - end <= 8 {
            name.role_before = Some(role);
            name.score += 2;
            shared = Some((role, name.tokens.end));
        } else {
            shared = None;
        }
    }
}

/// "Ana Sousa, Jom, and Rui Reis": whoever stands in a row between people is one.
pub(super) fn share_lists(words: &Words, sentence: usize, found: &mut [NameMention]) {
    const FULL: i32 = 4;
    const GIVEN: i32 = 14;
    const OTHERS: Class = Class::ORG.and(Class::PLACE).and(Class::DEMONYM).and(Class::NOT_NAME).and(Class::TITLE).and(Class::ROLE);
    let first = found.partition_point(|n| n.sentence < sentence);
    let names = &mut found[first..];
    let joined = |a: &NameMention, b: &NameMention| {
        let mut between = a.tokens.end..b.tokens.start;
        between.len() <= 2 && !between.is_empty() && between.all(|k| words.is_one(k, &[",", "and", "&", "or"]))
    };
    let sure = |n: &NameMention| n.tokens.len() >= 2 && n.score >= FULL;
    for i in 0..names.len() {
        let name = &names[i];
        if name.score >= FULL || name.tokens.iter().any(|k| words.class(k).has(OTHERS)) {
            continue;
        }
        let left = i > 0 && joined(&names[i - 1], name);
        let right = i + 1 < names.len() && joined(name, &names[i + 1]);
        let people = usize::from(left && sure(&names[i - 1])) + usize::from(right && sure(&names[i + 1]));
        let full = name.tokens.len() >= 2;
        let between = people == 2 && name.vote > HOPELESS;
        // "Jommo and Ana": a given name by itself tells of the one word that "and" joins to it.
        let given = |n: &NameMention| {
            n.tokens.len() == 1
                && n.score > 0
                && n.vote >= GIVEN
                && words.class(n.tokens.start).has(Class::GIVEN)
                && !words.class(n.tokens.start).has(OTHERS)
        };
        let and = |a: &NameMention, b: &NameMention| b.tokens.start == a.tokens.end + 1 && words.is_one(a.tokens.end, &["and", "&", "n"]);
        let beside = i > 0 && given(&names[i - 1]) && and(&names[i - 1], name)
            || i + 1 < names.len() && given(&names[i + 1]) && and(name, &names[i + 1]) && !names[i + 1].modifier;
        let apart = !words.capital(name.tokens.start.wrapping_sub(1));
        let one = name.tokens.len() == 1 && apart && !name.modifier && words.tag(name.tokens.start) == Tag::Name && name.vote > DOUBTFUL;
        if beside && one && name.told == Told::Nothing {
            names[i].score += 5;
            names[i].told = Told::Called;
            continue;
        }
        if between || people > 0 && name.vote > DOUBTFUL && (full || left && right) {
            names[i].score += 5;
            if !full && names[i].told == Told::Nothing {
                names[i].told = Told::Called;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;

    #[test]
    fn roles_before_and_behind() {
        let texts = [
            "The state's attorney general, Ann Lee, resigned.",
            "Its “national enterprise reporter” Ann Lee resigned.",
            "Secretary of State Ann Lee resigned.",
            "He spoke to a rep for nominee Ann Lee.",
            "The Joint Council for the Welfare of Immigrants campaigner Ann Lee resigned.",
            "The actor Hanks resigned.",
            "Ann Lee, the mayor of Porto, resigned.",
            "Ann Lee (D-Ohio) resigned.",
            "Ann Lee, 43, a diver, resigned.",
            "Ann Lee, Governor Bo Kim and others met.",
            "Ann Lee, who studies tax policy at the institute, resigned.",
            "Senators Ann Lee and Bo Kim resigned.",
            "Trump's running mate, Indiana Gov. Mike Pence, resigned.",
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
                ( | Immigrants | )
                Joint Council for the Welfare of Immigrants campaigner | Ann Lee |
            The actor Hanks resigned.
                (actor | Hanks | )
            Ann Lee, the mayor of Porto, resigned.
                 | Ann Lee | mayor of Porto
                ( | Porto | )
            Ann Lee (D-Ohio) resigned.
                 | Ann Lee |
                ( | D-Ohio | )
            Ann Lee, 43, a diver, resigned.
                 | Ann Lee |
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
        "]]
        .assert_eq(&drawn(&texts));
    }
}
