//! What editors ask each other within the copy: `<<WHO SAYS?>>`, `[CQ]`. It is none of what is read.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::apart::first;
use super::clean::Clean;
use super::sections;

/// The longest query, in bytes.
const LONGEST: usize = 300;

/// The longest query in small letters within round brackets that does not ask, in bytes: "(cq)".
const LETTERS: usize = 11;

/// The text without its queries, and where those stand that are still open.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unqueried {
    pub(super) clean: Clean,
    pub(super) open: Vec<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Settled,
    Open,
}

struct Lists {
    settled: HashSet<&'static str>,
    settled_in_capitals: HashSet<&'static str>,
    alone: HashSet<&'static str>,
    asked: HashSet<&'static str>,
    opens: HashSet<&'static str>,
    asks_for: HashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let section = |name: &str| {
        let own = sections::phrases(include_str!("queries.txt")).filter(|(section, _)| *section == name);
        own.map(|(_, phrase)| phrase).collect()
    };
    Lists {
        settled: section("settled"),
        settled_in_capitals: section("settled in capitals"),
        alone: section("alone"),
        asked: section("asked"),
        opens: section("opens"),
        asks_for: section("asks for"),
    }
});

/// Reads a text without the queries in it; `None` where it has none.
pub(super) fn cut(text: &str) -> Option<Unqueried> {
    let mut copy = Unqueried { clean: Clean::default(), open: Vec::new() };
    let (mut kept, mut from) = (0, 0);
    while let Some(at) = text[from..].find(['<', '[', '(']).map(|at| from + at) {
        let Some((end, state)) = query(&text[at..]) else {
            from = at + 1;
            continue;
        };
        let end = at + end;
        if state == State::Open {
            copy.open.push(at..end);
        }
        // One of the blanks around it goes with it.
        let blank = |c: char| matches!(c, ' ' | '\t' | '\u{a0}');
        let before = text[kept..at].trim_end_matches(blank).len() + kept;
        let after = text.len() - text[end..].trim_start_matches(blank).len();
        let (to, next) = if before < at { (before, end) } else { (at, after) };
        copy.clean.push(text, kept..to);
        (kept, from) = (next, next);
    }
    if kept == 0 {
        return None;
    }
    copy.clean.push(text, kept..text.len());
    Some(copy)
}

/// The query that opens a text: where it ends, and whether it is settled.
fn query(text: &str) -> Option<(usize, State)> {
    const PAIRS: [(&str, &str); 5] = [("<<", ">>"), ("[[", "]]"), ("((", "))"), ("[", "]"), ("(", ")")];
    let (open, close) = PAIRS.iter().find(|(open, _)| text.starts_with(open))?;
    let inner = &text[open.len()..];
    let length = first(inner, LONGEST + close.len()).find(close)?;
    let inner = inner[..length].trim();
    if inner.is_empty() || inner.contains(['<', '[', '(', '\n']) || !inner.contains(char::is_alphabetic) {
        return None;
    }
    let end = open.len() * 2 + length;
    let round = *open == "(";
    // Most round brackets are copy's own.
    if round && inner.contains(char::is_lowercase) && !inner.ends_with('?') && inner.len() > LETTERS {
        return None;
    }
    match state(inner, round) {
        Some(state) if *open != "<<" || state == State::Settled => Some((end, state)),
        _ if *open == "<<" => Some((end, State::Open)),
        _ => None,
    }
}

/// What the words within brackets are, if they are a query. Copy has `round` brackets of its own.
fn state(inner: &str, round: bool) -> Option<State> {
    /// An abbreviation in round brackets is shorter.
    const WORD: usize = 5;
    let low = inner.to_lowercase().replace('’', "'");
    let bare = low.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let capitals = !inner.contains(char::is_lowercase);
    let asks = inner.ends_with('?');
    if LISTS.settled.contains(bare) || capitals && !round && LISTS.settled_in_capitals.contains(bare) {
        return Some(State::Settled);
    }
    let alone = LISTS.alone.contains(bare) && (asks || capitals && !(round && bare.len() < WORD)) || asks && LISTS.asked.contains(bare);
    let words: Vec<&str> = low.split_whitespace().collect();
    let asks_for = !round && (1..=2.min(words.len())).any(|n| LISTS.asks_for.contains(words[..n].join(" ").as_str()));
    // The longest phrase that it may open with has three words.
    let opens = (1..=3.min(words.len())).any(|n| {
        let lead = words[..n].join(" ");
        let word = lead.trim_end_matches([':', ',', '–', '—', '-']);
        let labelled = lead.ends_with(':');
        let more = words.len() > n;
        LISTS.opens.contains(word)
            && if round {
                asks && (labelled || capitals && more) || capitals && labelled && n > 1
            } else {
                labelled || more && (capitals || asks)
            }
    });
    // "NORA: IS IT SO?"
    let called = capitals && asks && words.len() > 1;
    (alone || opens || called || asks_for && words.len() > 1).then_some(State::Open)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read, and how many queries are open.
    #[test]
    fn queries_are_none_of_the_copy() {
        for (text, read, open) in [
            ("Lind [CQ] added.", "Lind added.", 0),
            ("Lind (CQ) added.", "Lind added.", 0),
            ("Lind [cq] added.", "Lind added.", 0),
            ("Lind <<CQ>> added.", "Lind added.", 0),
            ("It rose. [CQ]", "It rose.", 0),
            ("It rose [stet] again.", "It rose again.", 0),
            ("<<NORA – WHO SAYS?>> The mill shut.", "The mill shut.", 1),
            ("The mill shut.<<NORA – WHO SAYS?>>", "The mill shut.", 1),
            ("The mill <<check the day>> shut.", "The mill shut.", 1),
            ("The mill shut [WHO SAYS?] on Friday.", "The mill shut on Friday.", 1),
            ("The mill shut [Ed: who says?] on Friday.", "The mill shut on Friday.", 1),
            ("The mill shut (NORA: IS THIS RIGHT?) on Friday.", "The mill shut on Friday.", 1),
            ("The mill shut [CHECK SPELLING] on Friday.", "The mill shut on Friday.", 1),
            ("The mill shut [note to desk: call him] on Friday.", "The mill shut on Friday.", 1),
            ("The mill shut. (NOTE TO DESK: HOLD)", "The mill shut.", 1),
            ("The [Ed. note: check] mill shut.", "The mill shut.", 1),
            ("The mill ((CONFIRM AGE)) shut [CK].", "The mill shut.", 2),
            ("The mill shut. [insert quote]", "The mill shut.", 1),
            ("Mayor [insert name here] said so.", "Mayor said so.", 1),
            ("It has [need number] nets. [add quote from mayor]", "It has nets.", 2),
        ] {
            let copy = cut(text).unwrap_or(Unqueried { clean: Clean::same(text), open: Vec::new() });
            assert_eq!((copy.clean.text.as_str(), copy.open.len()), (read, open), "{text}");
        }
    }

    #[test]
    fn what_is_said_in_brackets_is_copy() {
        for text in [
            "“It [the mill] is shut.”",
            "“I got the [check] on Friday.”",
            "“They [need] it,” she said. The [needed] nets came.",
            "He put (insert a net) on the list.",
            "The Group (SHG) and the World Health Organization (WHO) met.",
            "“The [WHO] is shut,” (Source: city records) he said.",
            "The mill [U.S.] shut.",
            "She laughed (and who would not?).",
            "The vote (7-2) was short.",
            "It is 3 << 4.",
            "[Laughter]",
            "It cost (TK) and [TK].",
            "x < y, y > z",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }

    #[test]
    fn every_list_is_read() {
        assert!(
            [&LISTS.settled, &LISTS.settled_in_capitals, &LISTS.alone, &LISTS.asked, &LISTS.opens, &LISTS.asks_for]
                .iter()
                .all(|l| l.len() > 5)
        );
    }
}
