//! Roles that several names share, and people who stand in a row.

use super::{DOUBTFUL, HOPELESS, NameMention, Told, offices};
use crate::language::{Class, Tag, Tokens, Words};
use crate::text::Span;

/// "senators Ann Lee and Bo Kim": a role in the plural is that of the names that follow it in a row.
pub(super) fn share_plural_roles(words: &Words, sentence: u32, found: &mut [NameMention]) {
    let first = found.partition_point(|n| n.sentence < sentence);
    let mut shared: Option<(Span, usize)> = None;
    for name in &mut found[first..] {
        if let Some(role) = name.role_before {
            let last = words.at(role.end.saturating_sub(1));
            let titles = words.class(last).has(Class::TITLE) && words.low(last).ends_with("s.");
            shared = (offices::is_plural_head(words, last) || titles).then_some((role, name.tokens.end));
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
pub(super) fn share_lists(words: &Words, sentence: u32, found: &mut [NameMention]) {
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
        // "Ana Sousa and Rui Reis Bank": a body.
        let body = words.capital(name.tokens.end) && words.class(name.tokens.end).has(Class::ORG | Class::FIRM_END);
        if body || name.score >= FULL || name.tokens.iter().any(|k| words.class(k).has(OTHERS)) {
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

/// What says that a word is no person's name.
const NOT_ONES: Class = Class::ORG.and(Class::PLACE).and(Class::DEMONYM).and(Class::NOT_NAME).and(Class::TITLE).and(Class::ROLE);

/// "artists such as Ana Sousa and Rui Reis", "two divers, Ana Sousa and Rui Reis,", "Ana Sousa and Rui Reis are divers": who
/// several people are, told once for all of them.
pub(super) fn share_kinds(words: &Words, range: Tokens, sentence: u32, found: &mut [NameMention]) {
    let first = found.partition_point(|n| n.sentence < sentence);
    let names = &mut found[first..];
    let mut i = 0;
    while i < names.len() {
        if names[i].score <= 0 {
            i += 1;
            continue;
        }
        let mut to = i + 1;
        let mut last = i;
        while to < names.len() {
            // "Ana Sousa (Economy), Rui Reis (Farming)": what stands in brackets is nobody of the row.
            let inside = names[to].score <= 0 && words.word(names[to].tokens.start.wrapping_sub(1)) == "(";
            if !inside && !in_row(words, &names[last], &names[to]) {
                break;
            }
            last = if inside { last } else { to };
            to += 1;
        }
        let to = last + 1;
        let kinds = kinds(words, range, &names[i..to]);
        if to > i + 1 && !kinds.is_empty() {
            names[i..to].iter_mut().for_each(|n| n.further_roles(field(words, range, n.tokens.end)));
        }
        for name in &mut names[i..to] {
            for kind in &kinds {
                let after = name.further.as_ref().and_then(|f| f.role_after);
                let known = name.role_before.into_iter().chain(after).any(|r| r.start < kind.end && kind.start < r.end);
                if !known && (name.score > 0 || name.tokens.len() >= 2) {
                    name.further_roles(Some(*kind));
                    name.score += 2;
                    // "Ana Sousa and Bor Zunan, neighbours of the port,": whoever is told to be one with somebody else.
                    let before = name.tokens.start.wrapping_sub(1);
                    let joined = words.is_and(before) || words.word(before) == ",";
                    let doubtful = joined && name.vote > HOPELESS && !name.tokens.iter().any(|k| words.class(k).has(NOT_ONES));
                    name.score = if doubtful { name.score.max(1) } else { name.score };
                }
            }
        }
        i = to;
    }
}

/// What somebody of a row has charge of, in brackets: "Ministers were there: Ana Sousa (Economy), Rui Reis (Farming)."
fn field(words: &Words, range: Tokens, open: usize) -> Option<Span> {
    const LONGEST: usize = 6;
    let close = (open + 1..range.end.min(open + 2 + LONGEST)).find(|k| words.word(*k) == ")").filter(|_| words.word(open) == "(")?;
    let field = |k: usize| words.tag(k).is_noun() && !words.class(k).has(Class::PLACE | Class::ORG | Class::DEMONYM) || words.is_and(k);
    (close > open + 1 && (open + 1..close).all(|k| field(k) || words.tag(k).is_adjective()) && words.capital(open + 1))
        .then(|| words.span(open + 1..close))
}

/// Whether a name goes on with a row: commas, "and", brackets and a place or firm of the one before stand between.
fn in_row(words: &Words, a: &NameMention, b: &NameMention) -> bool {
    const FAR: usize = 10;
    // "Ana Sousa, a diver, and Rui Reis": what is told behind the first stands between, and breaks no row.
    let told = a.roles().map(|r| words.at(r.end.saturating_sub(1)) + 1).max().unwrap_or_default();
    let before = b.role_before.map_or(b.tokens.start, |r| words.at(r.start)).max(a.tokens.end);
    let from = if told <= before { told.max(a.tokens.end) } else { a.tokens.end };
    let mut depth = 0usize;
    let mut joined = false;
    if before - from > FAR {
        return false;
    }
    for k in from..before {
        match words.word(k) {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            "," => joined = true,
            _ if words.is_one(k, &["and", "or", "&"]) => joined = true,
            _ if offices::joins(words, k) || words.is(k, "the") || words.capital(k) || words.tag(k) == Tag::Number => {}
            _ => return false,
        }
    }
    joined
}

/// What is told of all names of a row.
fn kinds(words: &Words, range: Tokens, row: &[NameMention]) -> Vec<Span> {
    let (Some(first), Some(last)) = (row.first(), row.last()) else { return Vec::new() };
    let several = row.len() >= 2;
    let at = first.role_before.map_or(first.tokens.start, |r| words.at(r.start)).max(range.start);
    let mut found = Vec::new();
    let told = |r: Span| offices::is_plural_head(words, words.at(r.end.saturating_sub(1)));
    if first.role_before.is_some_and(told) {
        return found;
    }
    if let Some(mark) = at.checked_sub(1).filter(|m| *m > range.start) {
        let such = words.is_as(mark) && words.is(mark - 1, "such");
        let example = such || words.class(mark).has(Class::SUCH_AS);
        let comma = |k: usize| if k > range.start && words.word(k - 1) == "," { k - 1 } else { k };
        let end = if example {
            Some(comma(mark - usize::from(such)))
        } else if several && (matches!(words.word(mark), "," | ":" | "—" | "–") || words.class(mark).has(Class::BECOMES)) {
            Some(mark)
        } else if several && words.is_as(mark) && words.class(mark - 1).has(Class::IDENTIFIED) {
            (range.start..mark - 1).rev().find(|k| words.tag(*k) != Tag::Adverb && !words.class(*k).has(Class::BECOMES)).map(|k| k + 1)
        } else {
            None
        };
        let phrase = end.and_then(|end| offices::before(words, range, end, true));
        // "Three divers left: Ana Sousa and Rui Reis."
        // and "In its history, only two mayors were removed: Ana Sousa and Rui Reis."
        let subject = || {
            let opens =
                |k: usize| matches!(words.tag(k), Tag::Determiner | Tag::Number | Tag::Adverb) || words.class(k).has(Class::QUANTIFIER);
            let from = |first: usize| (first..mark).find(|k| !opens(*k)).unwrap_or(first);
            let starts = (range.start..mark).filter(|k| words.word(*k) == ",").map(|k| k + 1).chain([range.start]);
            let ends = |t: &Tokens| words.tag(t.end).is_finite() || words.class(t.end).has(Class::BE | Class::HAVE);
            let found = || starts.filter_map(|s| offices::after(words, range, from(s), true).filter(ends)).next_back();
            (several && words.word(mark) == ":").then(found).flatten()
        };
        // Voters, critics and other camps are no office.
        let camps = if example { Class::CROWD | Class::SIDE } else { Class::CROWD | Class::VAGUE | Class::SIDE };
        let camp = |t: &Tokens| t.iter().any(|k| words.tag(k).is_noun() && words.class(k).has(camps));
        found.extend(subject().or(phrase).filter(|t| !camp(t)).map(|t| words.span(t)));
    }
    if several {
        let comma = usize::from(words.word(last.tokens.end) == ",");
        let next = last.tokens.end + comma;
        // "Ana Sousa and Rui Reis, who serve as chairmen"
        let who = next + usize::from(words.is(next, "who"));
        if words.class(who).has(Class::SERVES) && words.is_as(who + 1) {
            found.extend(offices::after(words, range, who + 2, true).map(|t| words.span(t)));
        }
        let next = if words.class(who).has(Class::BECOMES) { who } else { next };
        let verb = words.class(next).has(Class::BECOMES);
        let counted = next + usize::from(verb);
        let counted = counted + usize::from(words.tag(counted) == Tag::Number || words.class(counted).has(Class::QUANTIFIER));
        if verb || comma == 1 && words.is(last.tokens.start.wrapping_sub(1), "and") {
            found.extend(offices::after(words, range, counted, true).map(|t| words.span(t)));
        }
    }
    found
}

/// "Tom and Ellie Marsh": both have the surname behind the second.
pub(super) fn share_surnames(words: &Words, sentence: u32, found: &mut [NameMention]) {
    let first = found.partition_point(|n| n.sentence < sentence);
    let given = |k: usize| words.class(k).has(Class::GIVEN) && words.class(k).has(Class::MALE | Class::FEMALE);
    for i in first + 1..found.len() {
        let (one, other) = (&found[i - 1], &found[i]);
        let joined = other.tokens.start == one.tokens.end + 1 && words.is_and(one.tokens.end);
        let suffix = words.class(other.tokens.end.wrapping_sub(1)).has(Class::SUFFIX);
        let both = other.tokens.len() == 2 && !suffix && given(other.tokens.start) && other.role_before.is_none() && other.score > 0;
        if joined && both && one.tokens.len() == 1 && given(one.tokens.start) && one.vote > DOUBTFUL {
            found[i - 1].further.get_or_insert_default().surname = Some(other.tokens.end - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;

    #[test]
    fn roles_of_several() {
        let texts = [
            "Sens. Ana Sousa and Rui Reis met.",
            "Current cabinet officers Ana Sousa and Rui Reis met.",
            "Artists such as Ana Sousa and Rui Reis sang.",
            "Several rock musicians, including Ana Sousa, sang.",
            "Two divers, Ana Sousa and Rui Reis, left.",
            "The victims were identified as Ana Sousa, Rui Reis and Maria Nunes.",
            "His parents, Ana Sousa and Rui Reis, were farmers.",
            "Ana Sousa and Rui Reis are lawyers.",
            "Tom and Ellie Marsden left.",
            "Voters such as Ana Sousa and Rui Reis left.",
            "He told journalists Ana Sousa was late.",
            "Divers left, and Ana Sousa met Rui Reis.",
            "Some island ministers were there: Ana Sousa (Economy) and Rui Reis (Farming).",
            "In its history, only two mayors were removed: Ana Sousa and Rui Reis.",
            "It was sung by the biggest artists of the time including Ana Sousa and Rui Reis.",
            "Two divers, Ana Sousa, a teacher, and Rui Reis, left.",
            "Two divers, Ana Sousa, in 1972, and Rui Reis, in 1998, left.",
            "Ana Sousa, Rui Reis and Maria Nunes, who serve as judges, left.",
            "Ana Sousa and Rui Reis, both lawyers, left.",
            "Other speakers included Ana Sousa and Rui Reis.",
            "Ana Sousa and Bor Zunan, neighbours of the port, left.",
            "Ana Sousa and Rui Reis Bank left.",
        ];
        expect_test::expect![[r"
            Sens. Ana Sousa and Rui Reis met.
                Sens. | Ana Sousa |
                Sens. | Rui Reis |
            Current cabinet officers Ana Sousa and Rui Reis met.
                Current cabinet officers | Ana Sousa |
                Current cabinet officers | Rui Reis |
            Artists such as Ana Sousa and Rui Reis sang.
                ( | Artists | )
                 | Ana Sousa | , too: Artists
                 | Rui Reis | , too: Artists
            Several rock musicians, including Ana Sousa, sang.
                 | Ana Sousa | , too: Several rock musicians
            Two divers, Ana Sousa and Rui Reis, left.
                 | Ana Sousa | , too: divers
                 | Rui Reis | , too: divers
            The victims were identified as Ana Sousa, Rui Reis and Maria Nunes.
                 | Ana Sousa | , too: victims
                 | Rui Reis | , too: victims
                 | Maria Nunes | , too: victims
            His parents, Ana Sousa and Rui Reis, were farmers.
                 | Ana Sousa | , too: parents, too: farmers
                 | Rui Reis | , too: parents, too: farmers
            Ana Sousa and Rui Reis are lawyers.
                 | Ana Sousa | , too: lawyers
                 | Rui Reis | , too: lawyers
            Tom and Ellie Marsden left.
                 | Tom |
                 | Ellie Marsden |
            Voters such as Ana Sousa and Rui Reis left.
                 | Ana Sousa |
                 | Rui Reis |
            He told journalists Ana Sousa was late.
                 | Ana Sousa |
            Divers left, and Ana Sousa met Rui Reis.
                ( | Divers | )
                 | Ana Sousa |
                 | Rui Reis |
            Some island ministers were there: Ana Sousa (Economy) and Rui Reis (Farming).
                 | Ana Sousa | , too: Economy, too: island ministers
                ( | Economy | )
                 | Rui Reis | , too: Farming, too: island ministers
                ( | Farming | )
            In its history, only two mayors were removed: Ana Sousa and Rui Reis.
                 | Ana Sousa | , too: mayors
                 | Rui Reis | , too: mayors
            It was sung by the biggest artists of the time including Ana Sousa and Rui Reis.
                 | Ana Sousa | , too: biggest artists of the time
                 | Rui Reis | , too: biggest artists of the time
            Two divers, Ana Sousa, a teacher, and Rui Reis, left.
                 | Ana Sousa | teacher, too: divers
                 | Rui Reis | , too: divers
            Two divers, Ana Sousa, in 1972, and Rui Reis, in 1998, left.
                 | Ana Sousa | , too: divers
                 | Rui Reis | , too: divers
            Ana Sousa, Rui Reis and Maria Nunes, who serve as judges, left.
                 | Ana Sousa | , too: judges
                 | Rui Reis | , too: judges
                 | Maria Nunes | , too: judges, Called
            Ana Sousa and Rui Reis, both lawyers, left.
                 | Ana Sousa | , too: lawyers
                 | Rui Reis | , too: lawyers
            Other speakers included Ana Sousa and Rui Reis.
                 | Ana Sousa | , too: Other speakers
                 | Rui Reis | , too: Other speakers
            Ana Sousa and Bor Zunan, neighbours of the port, left.
                 | Ana Sousa | , too: neighbours of the port
                 | Bor Zunan | , too: neighbours of the port
            Ana Sousa and Rui Reis Bank left.
                 | Ana Sousa |
                 | Rui Reis |
        "]]
        .assert_eq(&drawn(&texts));
    }
}
