//! Where names begin and end in a run of capitals.

use super::naming::{NameKeys, generation};
use super::offices;
use super::roles::{portfolio, roles_after, roles_before};
use super::telling::{speaks, told};
use super::weighing::{POINTS, WEIGHTIEST, ends_something_else, names_nobody, weigh, weigh_after};
use super::words::{
    is_given_pair, is_initial, is_initialled, is_letters, is_master, is_name_word, is_office_word, is_particle, is_pronounced,
};
use super::{DOUBTFUL, Further, HOPELESS, InSentence, NameMention, NameTraits, SURE, Sex, Told, UNLIKELY};
use crate::language::token::TokenKind;
use crate::language::{Class, Tag, Tokens, Words};
use crate::text::Span;

/// The names within a run of capitals: "Strategic Affairs Minister Ron Dermer" holds one, "US" none.
pub(super) fn names_in_run(words: &Words, line: &InSentence, run: Tokens, found: &mut Vec<NameMention>) {
    let (range, votes) = (line.tokens, &line.votes);
    let to = before_office(words, run);
    // "Will Sousa's plan work?": a verb, and no given name.
    let asks = run.start == range.start && words.class(run.start).has(Class::WILL) && range.iter().any(|k| words.word(k) == "?");
    let from = run.start + usize::from(asks && to > run.start + 1);
    let run = Tokens::new(from, to);
    let mut start = name_start(words, range, from, to);
    let mut end = to;
    // A trailing title or noun is not the name: "Trump Campaign", "Netanyahu Washington trip".
    while end > start + 1 && ends_something_else(words, start, end) {
        end -= 1;
    }
    if start >= end {
        return;
    }
    let tokens = voted_bounds(words, line, run, Tokens::new(start, end));
    (start, end) = (tokens.start, tokens.end);
    let vote = votes.mean(tokens);
    let (mut score, titled, mut courtesy) = weigh(words, range, from, start, end, to);
    // "Mr. Chief Justice, may it please the Court": an office of two words is spoken to as "Mr. President" is.
    let chief = start >= 2 && end == start + 1 && words.class(start - 1).has(Class::RANK) && words.capital(start - 1);
    if chief && words.is_one(start - 2, &["mr", "mr.", "madam"]) && words.class(start).has(Class::TITLE) {
        courtesy = Some(if words.is(start - 2, "madam") { Sex::Female } else { Sex::Male });
        start -= 1;
        score += 6;
    }
    let tokens = Tokens::new(start, end);
    let length = tokens.len();
    if line.shouting && !titled && length == 1 {
        score -= 2;
    }
    // "Jr" without a name before it.
    if tokens.iter().all(|k| words.class(k).has(Class::SUFFIX) && !words.class(k).has(Class::GIVEN | Class::SURNAME)) {
        return;
    }
    // "OAKHAM OPENS PLANT": a headline, whose verb is in no list of names.
    let shouted = |k: usize| words.word(k).chars().all(|c| !c.is_lowercase());
    let verb = |k: usize| words.low(k).ends_with('s') && !words.class(k).has(Class::GIVEN | Class::SURNAME | Class::PARTICLE);
    if length >= 3 && !titled && tokens.iter().all(shouted) && tokens == line.tokens && (start + 1..end - 1).any(verb) {
        return;
    }
    let Span { start: first, end: last } = words.span(tokens);
    let mut before = roles_before(words, range, tokens).into_iter();
    let mut after = roles_after(words, range, tokens).into_iter();
    let (role_before, role_after, role_first) = (before.next(), after.next(), before.next());
    let roles: Vec<Span> = before.chain(after).collect();
    let speaks = speaks(words, range, start, end);
    let told = told(words, range, start, end, vote);
    // "Wirosukarto, the agency's chief, said": whoever is told to be somebody is one.
    let introduced = length == 1 && is_introduced(words, range, end) && words.class(start).only(NO_NAMES) == Class::NONE;
    let told = if introduced && told == Told::Nothing && vote > DOUBTFUL && words.capital(start) { Told::Called } else { told };
    // "Aleixo Brando (ah-LAY-shoo BRAN-doh)": whoever is told how to be called is somebody.
    let pronounced = is_pronounced(words, range, end);
    let told = if pronounced && told == Told::Nothing { Told::Called } else { told };
    if introduced {
        score += 4;
    }
    score += told.points();
    // "the Undertaker’s career": a name with an article, for only people have what follows.
    let with_article = length == 1 && words.is(start.wrapping_sub(1), "the") && words.class(end + 1).has(Class::OWN);
    if with_article && told == Told::Called && vote > DOUBTFUL {
        score += 4;
    }
    if role_before.is_some() {
        score += 3;
    }
    if role_after.is_some() && length >= 2 {
        score += 4;
    }
    if speaks {
        score += 1;
    }
    let told_apart = told_apart(words, range, tokens, role_before);
    if told_apart == Some(SetApart::ByInitials) {
        score += 7;
    }
    let vote = if vote < 0 && told_apart.is_some() { 0 } else { vote };
    score += if vote <= HOPELESS && length >= 2 { -WEIGHTIEST } else { (vote / POINTS).clamp(-WEIGHTIEST / 3, WEIGHTIEST) };
    if names_nobody(words, tokens, titled, courtesy.is_some()) {
        return;
    }
    score += weigh_after(words, start, end);
    let modifier = words.is_word(end) && words.tag(end).is_noun() && !words.class(end).has(Class::SAY);
    let further = Some(Further { role_after, role_first, roles, surname: None }).filter(|f| *f != Further::default()).map(Box::new);
    found.push(NameMention {
        tokens,
        vote,
        start: first,
        end: last,
        sentence: line.number,
        score,
        titled,
        courtesy,
        modifier,
        role_before,
        further,
        speaks,
        told,
        keys: NameKeys::default(),
        traits: NameTraits::default(),
    });
}

/// What tells whoever has a name apart, however the vote goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SetApart {
    /// An office between commas, or one before the name.
    Told,
    /// Two initials without full stops, of somebody who is told apart: "RK Venkat, who leads".
    ByInitials,
}

/// Whether the words beside a name of a few words say that it is somebody's.
fn told_apart(words: &Words, range: Tokens, name: Tokens, role_before: Option<Span>) -> Option<SetApart> {
    let Tokens { start, end } = name;
    // "Rui Reis, a miner who" and "Rui Reis, the mayor,"
    let office = || {
        let head = |p: Tokens| p.iter().any(|k| words.class(k).has(Class::FIRM_OFFICE));
        words.word(end) == ","
            && offices::after(words, range, end + 1, false)
                .is_some_and(|p| (words.word(p.end) == "," || words.is(p.end, "who")) && !head(p))
    };
    let named = |k: usize| {
        !words.capital(k)
            || words.class(k).only(NO_NAMES) == Class::NONE
            || k == start && words.class(k).has(Class::NAMED_TITLE) && is_given(words, range, k, end)
    };
    // "the speaker of parliament Hajem al-Reis": so is whoever has an office before the name, in lower case.
    let held = || {
        let role = role_before.map(|r| words.touched(r));
        let head = role.map(|r| offices::base_end(words, r).max(r.start + 1) - 1);
        let owned = words.tag(start.wrapping_sub(1)) == Tag::Possessive || words.tag(end).is_noun();
        let small = |k: usize| !words.capital(k) || k == range.start && !words.class(k).has(Class::TITLE);
        head.is_some_and(|h| {
            (h + 1 < start || h == range.start) && !owned && small(h) && offices::is_head(words, h) && small(start.wrapping_sub(1))
        })
    };
    if !(2..=4).contains(&name.len()) || !name.iter().all(named) {
        return None;
    }
    let who = || words.word(end) == "," && words.is_one(end + 1, &["who", "whose"]);
    if name.len() == 2 && is_initialled(words, start) && (office() || held() || who()) {
        return Some(SetApart::ByInitials);
    }
    (is_pronounced(words, range, end) || office() || held()).then_some(SetApart::Told)
}

/// What says that a word is no person's name.
const NO_NAMES: Class =
    Class::ORG.and(Class::PLACE).and(Class::DEMONYM).and(Class::NOT_NAME).and(Class::TITLE).and(Class::ROLE).and(Class::STARTER);

/// Whether an office between commas stands behind a name: ", the agency's chief, ".
fn is_introduced(words: &Words, range: Tokens, end: usize) -> bool {
    words.word(end) == ","
        && words.class(end + 1).has(Class::ARTICLE)
        && offices::after(words, range, end + 1, false).is_some_and(|p| matches!(words.word(p.end), "," | ".") || words.is(p.end, "who"))
}

/// A name with its surname first, as [`turned_round`] found it.
pub(super) fn turned_name(words: &Words, line: &InSentence, tokens: Tokens) -> NameMention {
    let Span { start, end } = words.span(tokens);
    NameMention {
        vote: line.votes.mean(tokens),
        tokens,
        start,
        end,
        sentence: line.number,
        score: WEIGHTIEST,
        titled: false,
        courtesy: None,
        modifier: false,
        role_before: None,
        further: None,
        speaks: false,
        told: Told::Turned,
        keys: NameKeys::default(),
        traits: NameTraits::default(),
    }
}

/// The end of a name with its surname first, as lists of works have it: "Reis, Rui." or "Reis, Rui M." is all of a sentence, and
/// the work follows in the same paragraph.
pub(super) fn turned_round(words: &Words, range: Tokens, from: usize) -> Option<usize> {
    let (comma, given) = (from + 1, from + 2);
    let (surname, first) = (words.class(from), words.class(given));
    let initial = usize::from(words.is_word(given + 1) && is_initial(words.word(given + 1)));
    let end = given + 1 + initial;
    let stops = words.word(end) == "." && end + 1 == range.end || initial == 1 && end == range.end;
    (from == range.start
        && words.word(comma) == ","
        && words.capital(given)
        && first.has(Class::GIVEN)
        && !first.has(Class::COURTESY | Class::SUFFIX)
        && surname.has(Class::SURNAME)
        && !surname.has(Class::STARTER | Class::TITLE | Class::COURTESY)
        && stops
        && range.end < words.len())
    .then_some(end)
}

pub(super) fn begins_run(words: &Words, range: Tokens, i: usize) -> bool {
    if !is_name_word(words, i) {
        return false;
    }
    let low = words.low(i);
    let class = words.class(i);
    // "Stated Sousa:", "Continued Reis:"
    let says = class.has(Class::SAY) && !class.has(Class::ORG | Class::SAYING | Class::DOCUMENT) && words.capital(i + 1);
    if i == range.start && (low == "dear" || says && !class.has(Class::GIVEN | Class::SURNAME))
        || class.has(Class::STARTER) && (i == range.start || !class.has(Class::GIVEN | Class::SURNAME))
    {
        return false;
    }
    !matches!(low, "i" | "the" | "a" | "i.e." | "mr") || class.has(Class::COURTESY)
}

pub(super) fn run_end(words: &Words, range: Tokens, from: usize) -> usize {
    let mut to = from + 1;
    while to < range.end {
        if is_letters(words, to) && (!is_name_word(words, to + 1) || is_letters(words, to + 1)) {
            break;
        }
        // A blank was lost between two names.
        let glued = !words.spaced(to) && words.is_word(to - 1) && words.capital(to) && !words.word(to - 1).ends_with('.');
        let name = !glued
            && is_name_word(words, to)
            && !(words.class(to).has(Class::STARTER) && !words.class(to).has(Class::GIVEN | Class::SURNAME));
        if name || joins_name(words, from, to) {
            to += 1;
        } else if words.word(to) == "," && words.class(to + 1).has(Class::SUFFIX) && ends_name(words, to + 1) {
            to += 2;
        } else if to > from
            && (words.class(from).has(Class::GIVEN) || words.class(to.wrapping_sub(2)).has(Class::TITLE))
            && let Some(closed) = nickname(words, to)
        {
            // A nickname: Earvin “Magic” Johnson.
            to = closed + 1;
        } else {
            break;
        }
    }
    to
}

/// Whether a word in lower case stands within a name that goes on behind it: "Ana de los Santos", "Rui Reis e Costa".
fn joins_name(words: &Words, from: usize, k: usize) -> bool {
    /// How many such words stand in a row: "von und zu".
    const MOST: usize = 3;
    let particle = |k: usize| (is_particle(words, k) || words.is(k, "i")) && !words.capital(k);
    let Some(next) = (k..=k + MOST).find(|n| !particle(*n)).filter(|n| *n > k && is_name_word(words, *n)) else { return false };
    if !words.class(k).has(Class::NAME_JOINT) {
        return true;
    }
    // "Reis e Costa", but not "do Monday": two surnames, behind a given name. "von und zu" stands between particles.
    let names = words.capital(k - 1) && words.class(from).has(Class::GIVEN) && !words.tag(k).is_finite();
    particle(k - 1) && next > k + 1 || next == k + 1 && names && !words.class(next).has(Class::NOT_NAME | Class::TIME | Class::ORG)
}

/// Whether what tells generations of a family apart ends a name behind a comma: "Walter Reis, Jr, a diver".
fn ends_name(words: &Words, k: usize) -> bool {
    words.word(k).ends_with('.') && !words.class(k).has(Class::LETTERS)
        || generation(words.word(k)).is_some() && matches!(words.word(k + 1), "," | "(" | ".")
}

/// Whether a word that is a title elsewhere is a given name here: "Dean Sousa, a diver," and "Major Reis, 43," have another
/// office, or an age, behind the name; "the mayor of Faro, Duke Sousa," has one before it.
fn is_given(words: &Words, range: Tokens, title: usize, end: usize) -> bool {
    let class = words.class(title);
    let alone = title == range.start || !words.is(title - 1, "the");
    let another = words.is_one(end + 1, &["a", "an"]) && offices::after(words, range, end + 1, false).is_some();
    // "Bishop Sousa, the plumber who came,": nobody of that trade is a bishop.
    let trade = || {
        let aged = words.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number) && words.word(end + 2) == ",";
        let first = end + 1 + if aged { 2 } else { 0 };
        let opens = words.class(first).has(Class::ARTICLE) || words.tag(first) == Tag::PossessivePronoun;
        let phrase = offices::after(words, range, first, false).filter(|_| opens);
        class.has(Class::NAMED_TITLE) && phrase.is_some_and(|p| words.class(offices::base_end(words, p) - 1).has(Class::TRADE))
    };
    let age = words.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number) && matches!(words.word(end + 2), "," | ".");
    let before = || {
        let comma = title > range.start + 1 && words.word(title - 1) == "," && !class.has(Class::NOBLE);
        comma && offices::before(words, range, title - 1, false).is_some()
    };
    // Of three words the first is more often a title.
    let two = end - title == 2;
    alone && words.word(end) == "," && (two && class.has(Class::GIVEN) && (another || age || before()) || trade())
}

/// The closing mark of a nickname of one or two words, before the rest of a name.
fn nickname(words: &Words, opening: usize) -> Option<usize> {
    let closing = match words.word(opening) {
        "“" | "\"" => ["”", "\""],
        "‘" | "'" => ["’", "'"],
        "(" => [")"; 2],
        _ => return None,
    };
    let closing = (opening + 2..opening + 4).find(|k| closing.contains(&words.word(*k)))?;
    let named = (opening + 1..closing).all(|k| is_name_word(words, k)) && is_name_word(words, closing + 1);
    // "William (Bill) Reis", but not "Ana Sousa (Labour) Rui Reis" or "Ana (Faro) Sousa".
    const NO_NAMES: Class = Class::ORG.and(Class::PLACE).and(Class::DEMONYM).and(Class::NOT_NAME).and(Class::TITLE).and(Class::LETTERS);
    let short = |k: usize| words.class(k).has(Class::GIVEN) || words.class(k).only(NO_NAMES) == Class::NONE;
    let bracket = words.word(opening) == "(";
    let fits = !bracket
        || closing == opening + 2
            && words.class(opening - 1).has(Class::GIVEN)
            && !words.class(opening - 1).has(Class::TITLE | Class::COURTESY)
            && words.word(opening + 1).chars().skip(1).any(char::is_lowercase)
            && short(opening + 1)
            && words.class(closing + 1).only(NO_NAMES) == Class::NONE;
    (named && fits).then_some(closing)
}

/// Where the name starts in a run of capitals: behind titles, demonyms, places and the names of organisations.
fn name_start(words: &Words, range: Tokens, from: usize, to: usize) -> usize {
    // What stands before the last title is role; a demonym, place or weekday ends what came before it.
    let mut start = from;
    for k in from..to {
        let class = words.class(k);
        let initial = k > start && is_initial(words.word(k)) && words.word(k).chars().count() == 2 && words.class(k - 1).has(Class::GIVEN);
        // "Martin Luther King Jr."
        let ends = |k: usize| (k..to).all(|s| words.class(s).has(Class::SUFFIX) || !words.is_word(s));
        let title = (class.has(Class::TITLE | Class::COURTESY | Class::RANK) || is_master(words, k))
            && !ends(k + 1)
            && !initial
            && !(k == start && (2..=3).contains(&(to - k)) && !class.has(Class::COURTESY) && is_given(words, range, k, to))
            // "Musa bin Haji Reis"
            && !(k > from + 1 && !words.capital(k - 1) && words.class(k - 1).has(Class::PARTICLE))
            && !(class.has(Class::GIVEN)
                && class.has(Class::SURNAME)
                && !class.has(Class::COURTESY)
                && k == start
                && !words.class(k).has(Class::ROLE));
        // "Rhodri ap Hywel", "Aung San Thiri": a part of the name that is something else elsewhere.
        let particle = |k: usize| !words.capital(k) && words.class(k).has(Class::PARTICLE);
        let between = |k: usize| k > from && k + 1 < to && (words.class(k - 1).has(Class::GIVEN) || particle(k - 1));
        let within = |k: usize| {
            let next = words.class(k + 1);
            // "Ana St. Clair"
            let saint = words.is_one(k, &["st", "st."]) && (next.is_unknown() || next.has(Class::SURNAME) && !next.has(Class::ORG));
            particle(k) || saint || class.has(Class::SURNAME) && next.has(Class::GIVEN | Class::SURNAME)
        };
        let stop = class.has(Class::NOT_NAME | Class::DEMONYM)
            && (words.capital(k) || words.hyphen(k))
            && !(between(k) && within(k))
            && !(class.has(Class::GIVEN) && k + 1 < to && words.class(k + 1).has(Class::SURNAME) && !words.class(k + 1).has(Class::ORG))
            && !(class.has(Class::GIVEN)
                && k + 2 == to
                && k > from
                && words.class(k - 1).has(Class::TITLE)
                && words.class(k + 1).is_unknown());
        let place = class.has(Class::PLACE) && !class.has(Class::GIVEN) && k == start && k + 2 < to;
        // "CEO of the Refugee Council Enver Solomon"
        let firm = class.has(Class::ORG)
            && k > from
            && k + 2 < to
            && words.is(from.wrapping_sub(1), "the")
            && words.class(from.wrapping_sub(3)).has(Class::ROLE | Class::TITLE)
            && !(k + 1..to).any(|o| words.class(o).has(Class::ORG));
        // "Biologist Ana Sousa tells": a sentence begins with what she is.
        let names = |n: usize| words.class(n).only(NO_NAMES) == Class::NONE && words.word(n).chars().skip(1).any(char::is_lowercase);
        let two = || k + 3 == to && names(k + 1) && names(k + 2) && (words.tag(to).is_finite() || words.word(to) == ",");
        let role = k == range.start
            && k + 2 < to
            && class.has(Class::ROLE)
            && !class.has(Class::GIVEN | Class::SURNAME)
            && (words.class(k + 1).has(Class::GIVEN) || two());
        if role || title || (stop && k + 1 < to && k < start + 3) || place || firm {
            start = k + 1;
        }
    }
    // "Secretary of State Antony Blinken", "Jets of New York": after "of", a name starts with a given name.
    if from > range.start && start == from && to - from >= 3 {
        let given = (from + 1..to - 1).find(|k| words.class(*k).has(Class::GIVEN) || is_initial(words.word(*k)));
        let of = words.is_one(from - 1, &["of", "for"]) && words.class(from.saturating_sub(2)).has(Class::TITLE | Class::ROLE);
        // "Minister for Ports and Inland Waters Ana Sousa", with commas
        let listed = |given: usize| words.is_and(from - 1) && portfolio(words, range, given).is_some();
        start = given.filter(|given| of || listed(*given)).unwrap_or(start);
    }
    start
}

/// The bounds of a name, which the trained vote has where it is sure of a stretch and the rules are not: a title keeps its own
/// start.
fn voted_bounds(words: &Words, line: &InSentence, run: Tokens, name: Tokens) -> Tokens {
    let (votes, range) = (&line.votes, line.tokens);
    let Tokens { start, end } = name;
    let not_a_surname = Class::ORG | Class::NOT_NAME | Class::DEMONYM | Class::PLACE | Class::ROLE;
    let last = words.class(end - 1);
    // A given name and one more word that names nothing else are a name, whatever the vote says of the second: "Ann King" too.
    let names_else = last.has(not_a_surname) || last.has(Class::TITLE) && !last.has(Class::SURNAME);
    let marked = |k: usize| matches!(words.word(k), "“" | "”" | "\"" | "‘" | "’" | "'" | "(" | ")");
    // "Bishop Sousa, a plumber,": the title is the given name. "RK Venkat, who leads": so are the initials.
    let title = || words.class(start).has(Class::TITLE) && is_given(words, range, start, end);
    let apart = || words.word(end) == "," && (words.is(end + 1, "who") || words.class(end + 1).has(Class::ARTICLE));
    let initials = || end == start + 2 && is_initialled(words, start) && apart();
    if (start..end).any(marked) || title() || initials() {
        return Tokens::new(start, end);
    }
    let pair = end - start == 2 && words.class(start).has(Class::GIVEN) && !names_else;
    if pair || votes.mean(Tokens::new(start, end)) >= SURE && votes.of(start) >= 0 && votes.of(end - 1) >= 0 {
        return Tokens::new(start, end);
    }
    let touches = |v: Tokens| v.start < end && start < v.end;
    let Some(voted) = votes.stretch(words, run).filter(|v| votes.mean(*v) >= SURE && touches(*v)) else { return Tokens::new(start, end) };
    let titled = start > run.start && (words.class(start - 1).has(Class::TITLE | Class::COURTESY) || is_master(words, start - 1));
    // What the rules have and the vote has not belongs to it if it is a name in some list, or in none and the vote not sure.
    let belongs = |k: usize| {
        let (class, vote) = (words.class(k), i32::from(votes.of(k)));
        // "Coretta Scott King": a rank elsewhere, behind two given names.
        if class.has(Class::NOBLE) && class.has(Class::SURNAME) && k >= start + 2 && (start..k).all(|g| words.class(g).has(Class::GIVEN)) {
            return true;
        }
        let joint = !words.capital(k) && class.has(Class::PARTICLE | Class::NAME_JOINT);
        (!class.has(not_a_surname | Class::SAY) || joint)
            && (class.has(Class::GIVEN) || !class.has(Class::TITLE))
            && (joint
                || class.has(Class::GIVEN | Class::SURNAME | Class::PARTICLE | Class::SUFFIX) && vote > HOPELESS
                || class.has(Class::GIVEN) && k > run.start && vote > UNLIKELY
                || is_initial(words.word(k))
                    && words.class(k + 1).has(Class::GIVEN)
                    && (vote > HOPELESS || words.word(k).len() == 2 && vote > UNLIKELY)
                || k > start && is_given_pair(words, k) && (vote > HOPELESS || words.class(k - 1).has(Class::SURNAME))
                || words.word(k).chars().any(|c| c > 'ÿ')
                || class.is_unknown() && vote > DOUBTFUL && words.word(k).chars().skip(1).any(char::is_lowercase))
    };
    let first = if titled { start.max(voted.start) } else { voted.start };
    let from = (start..first).rev().take_while(|k| belongs(*k)).last().unwrap_or(first);
    // No name of several words begins with a particle in lower case that has a name before it.
    let from = if from > start && !words.capital(from) { from - 1 } else { from };
    let surname = titled && end == from + 2 && end == voted.end + 1 && last.has(Class::SURNAME) && !last.has(not_a_surname);
    // A given name and a surname are enough; "Jr." may still follow.
    let whole = |k: usize| {
        let last = words.class(k.wrapping_sub(1));
        let noble = k == from + 2 && last.has(Class::GIVEN) && words.class(k).has(Class::NOBLE);
        // "Jan de Hoop Reis"
        let middle = noble || k >= from + 3 && !words.capital(k - 2) && words.class(k - 2).has(Class::PARTICLE);
        k - from >= 2 && words.class(from).has(Class::GIVEN) && last.has(Class::SURNAME) && words.capital(k.wrapping_sub(1)) && !middle
    };
    // "Ana Lau Wing-yan", "Rui Reis e Costa"
    let further = |k: usize| words.class(k).has(Class::SUFFIX) || is_given_pair(words, k) || !words.capital(k);
    let goes_on = |k: &usize| belongs(*k) && (!whole(*k) || further(*k));
    let to = (voted.end..end).take_while(goes_on).last().map_or(voted.end, |k| k + 1);
    // No name ends in a particle: "Ana van der Berg".
    let hangs = |k: usize| k > from && !words.capital(k - 1) && words.class(k - 1).has(Class::PARTICLE);
    let to = if hangs(to) && to < end { to + 1 } else { to };
    // "ANA B. SOUSA ON BEHALF OF": what follows a given name and an initial is the surname.
    let capitals = |k: usize| words.word(k).chars().all(|c| !c.is_lowercase());
    let initial = from + 3 <= end
        && (from..from + 3).all(capitals)
        && words.class(from).has(Class::GIVEN)
        && is_initial(words.word(from + 1))
        && words.is_word(from + 2);
    let to = if initial { to.max(from + 3) } else { to };
    Tokens::new(from, if surname { end } else { to })
}

/// Where a run ends before an office: "Ana Sousa Vice President", as over an address. A given name and a surname are whole.
fn before_office(words: &Words, run: Tokens) -> usize {
    let from = run.start;
    let office = |k: &usize| {
        let class = words.class(*k);
        class.has(Class::TITLE) && !class.has(Class::SURNAME | Class::GIVEN)
            || class.has(Class::RANK) && words.class(k + 1).has(Class::TITLE)
    };
    let pair = words.class(from).has(Class::GIVEN) && words.class(from + 1).has(Class::SURNAME);
    let names = pair && !is_office_word(words, from) && !is_office_word(words, from + 1);
    (from + 2..run.end).find(office).filter(|_| names).unwrap_or(run.end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn where_names_begin_and_end() {
        let texts = [
            "Strategic Affairs Minister Ron Dermer resigned.",
            "The US closed it.",
            "The Trump Campaign closed it.",
            "The Netanyahu Washington trip ended.",
            "Earvin “Magic” Johnson resigned.",
            "The CEO of the Refugee Council Enver Solomon resigned.",
            "Biologist Ana Sousa tells the story.",
            "Secretary of State Antony Blinken resigned.",
            "The Jets of New York lost.",
            "Ann King resigned.",
            "Rui Reis Jr. resigned.",
            "Reis, Rui. The road. 2011.",
            "Mr. Chief Justice, may it please the Court.",
            "On Monday Rhodri ap Hywel left.",
            "Aung San Thiri and U Thant Zin left.",
            "OAKHAM OPENS PLANT",
            "He met Jr. on Monday.",
            "Dr. Rui Jorge King Jr. and Ana Scott King left.",
            "Rui Reis, Jr, a diver, left.",
            "President Islam Zukov left.",
            "Will Sousa's plan work?",
            "Mayor Zelko “Boy” Reis left.",
            "The mayor of Faro, Dean Sousa, left.",
            "Conceded Sousa: “It is late.”",
            "The speaker of parliament Hazem al-Zukov left.",
            "The head of Faro's Cipri Dolzi inn left.",
            "Ana de los Santos, Rui de la Rosa and Rolf von und zu Reisberg left.",
            "Rui Sousa e Costa, a diver, and Pedro Reis y Luna left.",
            "Tom Hale and Ana Reis left.",
            "What would Ana do Monday?",
            "Josep Reis i Costa, a diver, left.",
            "Musa bin Haji Reis left.",
            "C. Ana Rovande, a diver, left.",
            "William (Bill) Reis left.",
            "Ana Sousa (Labour) left.",
            "Lady (Muriel) Reis left.",
            "Terence 'Tosh' Reis left.",
            "Bishop Reis, a plumber who dived, left.",
            "Bishop Reis, a critic of the port, left.",
            "Duke Sousa, his coach, left.",
            "Dr. Ana Sousa, a dentist, left.",
            "Carmen Lau Wing-yan, a diver, left.",
            "Syrian-born Rui Sousa left.",
            "Geologist Tea Marolt left.",
            "Major Construction Activity left.",
            "RK Venkat, who leads it, left.",
            "RK Venkat left.",
            "Jommo Brando (ah-LAY-shoo BRAN-doh) left.",
            "Neighbour Ana St. Clair left.",
            "San Antonio de Reis flooded.",
            "Karl-Heinz Rovande left.",
            "Ana SousaSen. Rui Reis left.",
            "Ana Sousa, Ph.D., Dr.P.H., FNP-BC, a diver, left.",
        ];
        expect_test::expect![[r"
            Strategic Affairs Minister Ron Dermer resigned.
                Strategic Affairs Minister | Ron Dermer |
            The US closed it.
                ( | US | )
            The Trump Campaign closed it.
                ( | Trump | )
            The Netanyahu Washington trip ended.
                ( | Netanyahu Washington | )
            Earvin “Magic” Johnson resigned.
                ( | Earvin | )
                ( | Magic | )
                 | Johnson |
            The CEO of the Refugee Council Enver Solomon resigned.
                CEO of the Refugee Council | Enver Solomon |
            Biologist Ana Sousa tells the story.
                Biologist | Ana Sousa |
            Secretary of State Antony Blinken resigned.
                Secretary of State | Antony Blinken |
            The Jets of New York lost.
                ( | Jets | )
                ( | York | )
            Ann King resigned.
                 | Ann King |
            Rui Reis Jr. resigned.
                 | Rui Reis Jr. |
            Reis, Rui. The road. 2011.
                 | Reis, Rui | , Turned
            Mr. Chief Justice, may it please the Court.
                 | Chief Justice |
            On Monday Rhodri ap Hywel left.
                 | Rhodri ap Hywel |
            Aung San Thiri and U Thant Zin left.
                 | Aung San Thiri |
                 | Thant Zin |
            OAKHAM OPENS PLANT
            He met Jr. on Monday.
            Dr. Rui Jorge King Jr. and Ana Scott King left.
                Dr. | Rui Jorge King Jr. |
                 | Ana Scott King |
            Rui Reis, Jr, a diver, left.
                 | Rui Reis |
            President Islam Zukov left.
                President | Islam Zukov |
            Will Sousa's plan work?
                 | Sousa |
            Mayor Zelko “Boy” Reis left.
                Mayor | Zelko “Boy” Reis |
            The mayor of Faro, Dean Sousa, left.
                ( | Faro | )
                mayor of Faro | Dean Sousa |
            Conceded Sousa: “It is late.”
                 | Sousa |
            The speaker of parliament Hazem al-Zukov left.
                speaker of parliament | Hazem al-Zukov |
            The head of Faro's Cipri Dolzi inn left.
                ( | Faro | )
                (head of Faro's | Cipri Dolzi | )
            Ana de los Santos, Rui de la Rosa and Rolf von und zu Reisberg left.
                 | Ana de los Santos |
                 | Rui de la Rosa |
                 | Rolf von und zu Reisberg |
            Rui Sousa e Costa, a diver, and Pedro Reis y Luna left.
                 | Rui Sousa e Costa | diver
                 | Pedro Reis y Luna |
            Tom Hale and Ana Reis left.
                 | Tom Hale |
                 | Ana Reis |
            What would Ana do Monday?
                 | Ana |
            Josep Reis i Costa, a diver, left.
                 | Josep Reis i Costa | diver
            Musa bin Haji Reis left.
                 | Musa bin Haji Reis |
            C. Ana Rovande, a diver, left.
                 | C. Ana Rovande | diver
            William (Bill) Reis left.
                 | William (Bill) Reis |
            Ana Sousa (Labour) left.
                 | Ana Sousa | Labour
            Lady (Muriel) Reis left.
                ( | Lady | )
                 | Muriel |
                 | Reis |
            Terence 'Tosh' Reis left.
                 | Terence 'Tosh' Reis |
            Bishop Reis, a plumber who dived, left.
                 | Bishop Reis | plumber
            Bishop Reis, a critic of the port, left.
                Bishop | Reis | critic of the port, Called
            Duke Sousa, his coach, left.
                 | Duke Sousa | coach
            Dr. Ana Sousa, a dentist, left.
                Dr. | Ana Sousa | dentist
            Carmen Lau Wing-yan, a diver, left.
                 | Carmen Lau Wing-yan | diver
            Syrian-born Rui Sousa left.
                 | Rui Sousa |
            Geologist Tea Marolt left.
                Geologist | Tea Marolt |
            Major Construction Activity left.
                (Major | Construction Activity | )
            RK Venkat, who leads it, left.
                 | RK Venkat | who leads it
            RK Venkat left.
                 | Venkat |
            Jommo Brando (ah-LAY-shoo BRAN-doh) left.
                 | Jommo Brando | , Called
                ( | BRAN-doh | )
            Neighbour Ana St. Clair left.
                Neighbour | Ana St. Clair |
            San Antonio de Reis flooded.
                ( | Antonio de Reis | )
            Karl-Heinz Rovande left.
                 | Karl-Heinz Rovande |
            Ana SousaSen. Rui Reis left.
                 | Ana Sousa |
                Sen. | Rui Reis |
            Ana Sousa, Ph.D., Dr.P.H., FNP-BC, a diver, left.
                 | Ana Sousa | Ph.D., too: Dr.P.H., too: FNP-BC, too: diver
        "]]
        .assert_eq(&drawn(&texts));
    }
}
