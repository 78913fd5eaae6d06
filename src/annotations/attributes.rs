//! Within the braces of an inline annotation: what stands under the caret, and what could be written there.

use std::ops::Range;

use super::placing::LABEL;
use super::{NOTES, STATUSES, keys};
use crate::paragraph::times::calendar;
use crate::roster::file::id_of;
use crate::story::{Place, Reading};
use crate::text::inline::Kind;

/// What a byte of an attribute list belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blank {
    /// The class: `.claim`.
    Kind,
    /// A key of an annotation of that kind.
    Key(Kind),
    /// The value of a key.
    Value(Kind, String),
}

/// What the caret is in: the slot, and the bytes of the text that it holds so far.
#[must_use]
pub fn slot(text: &str, caret: usize) -> Option<(Blank, Range<usize>)> {
    const LONGEST: usize = 2000;
    let from = (caret.saturating_sub(LONGEST)..=caret).find(|i| text.is_char_boundary(*i))?;
    let before = text.get(from..caret)?;
    let open = from + before.rfind("]{")? + 2;
    let list = &text[open..caret];
    // A brace or a blank line ends the list; one within straight marks does not.
    let quotes = list.matches('"').count() - list.matches("\\\"").count();
    let blank = |line: &str| line.trim().is_empty();
    let ended = list.rsplit_once('\n').is_some_and(|(lines, _)| lines.split('\n').skip(1).any(blank));
    if ended || (list.contains('}') && quotes.is_multiple_of(2)) {
        return None;
    }
    let name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':');
    let rest = text[caret..].find(|c| !name(c)).map_or(text.len(), |n| caret + n);
    let start = if quotes % 2 == 1 { open + list.rfind('"')? + 1 } else { open + after_last(list, name) };
    let end = if quotes % 2 == 1 { text[caret..].find(['"', '\n', '\r']).map_or(caret, |n| caret + n) } else { rest };
    // A value ends with its line.
    if text[start..caret].contains(['\n', '\r']) {
        return None;
    }
    let lead = text[open..start].trim_end_matches('"');
    if lead.trim_start() == "." || lead.trim().is_empty() && start == open {
        return Some((Blank::Kind, start..end));
    }
    let class: String = text[open..].trim_start().strip_prefix('.')?.chars().take_while(char::is_ascii_alphanumeric).collect();
    let kind = Kind::ALL.into_iter().find(|k| k.class() == class)?;
    if let Some(key) = lead.strip_suffix('=') {
        let key = &key[after_last(key, name)..];
        return Some((Blank::Value(kind, key.to_owned()), start..end));
    }
    lead.ends_with(char::is_whitespace).then_some((Blank::Key(kind), start..end))
}

/// The byte after the last character that is not one of a name's.
fn after_last(text: &str, name: impl Fn(char) -> bool) -> usize {
    text.char_indices().rev().find(|(_, c)| !name(*c)).map_or(0, |(i, c)| i + c.len_utf8())
}

/// Something that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is written.
    pub text: String,
    /// What it stands for.
    pub detail: String,
}

/// How many ids of the people file are proposed at once.
const MOST: usize = 100;

/// What could be written in a slot, given what is there so far.
#[must_use]
pub fn proposals(reading: &Reading, slot: &Blank, so_far: &str) -> Vec<Proposal> {
    let of = |text: &str, detail: &str| Proposal { text: text.to_owned(), detail: detail.to_owned() };
    match slot {
        Blank::Kind => Kind::ALL.into_iter().map(|k| of(k.class(), what(k))).collect(),
        Blank::Key(kind) => keys(*kind).iter().map(|k| of(&format!("{k}="), kind.class())).collect(),
        Blank::Value(kind, key) => match (kind, key.as_str()) {
            (_, "by" | "ref") => ids(reading, so_far),
            (Kind::Claim, "status") => STATUSES.iter().map(|s| of(s, "status")).collect(),
            (_, "checker") => {
                let mut checkers: Vec<&str> = reading.marks.iter().filter_map(|m| m.get("checker")).collect();
                checkers.sort_unstable();
                checkers.dedup();
                checkers.into_iter().map(|c| of(c, "has checked in this draft")).collect()
            }
            (Kind::Note, "status") => vec![of("open", "status"), of("resolved", "status")],
            (Kind::Note, "kind") => NOTES.iter().map(|n| of(n, "kind of note")).collect(),
            (Kind::Quote, "form") => ["direct", "partial", "translated"].iter().map(|f| of(f, "form")).collect(),
            (Kind::Date, "mod") => ["START", "MID", "END", "APPROX"].iter().map(|m| of(m, "TIMEX3 mod")).collect(),
            (_, "when" | "earliest" | "latest" | "checked") => days(reading),
            (_, "group") => {
                let mut groups: Vec<&str> = reading.marks.iter().filter_map(|m| m.get("group")).collect();
                groups.sort_unstable();
                groups.dedup();
                groups.into_iter().map(|g| of(g, "quotation")).collect()
            }
            _ => Vec::new(),
        },
    }
}

fn what(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "a statement and its source",
        Kind::Quote => "somebody's words",
        Kind::Person => "a person and their role",
        Kind::Org => "an organisation",
        Kind::Date => "when that is",
        Kind::Note => "a note of the desk",
    }
}

/// Somebody whom an annotation can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Somebody {
    /// The id that is written.
    pub id: String,
    /// The name; none where only the id is to be seen.
    pub name: Option<String>,
    /// The role, or where the id is from.
    pub what: String,
}

/// All whom an annotation can name: those who speak around `near`, the article's others, then so many each of the people file's
/// people and organisations whose id or name holds what was typed so far.
#[must_use]
pub fn somebodies(reading: &Reading, near: Option<Place>, so_far: &str, most: usize) -> Vec<Somebody> {
    let mut found: Vec<Somebody> = Vec::new();
    let mut add = |id: &str, name: Option<&str>, what: &str| {
        if !found.iter().any(|s| s.id == id) {
            let name = name.filter(|_| !reading.protects(id));
            found.push(Somebody { id: id.to_owned(), name: name.map(str::to_owned), what: what.to_owned() });
        }
    };
    for name in near.map(|place| reading.sources_near(place)).unwrap_or_default() {
        let role = reading.people.iter().find(|p| p.name == name).and_then(|p| p.roles.first());
        add(&super::offers::id_for(reading, &name), Some(&name), role.map_or("", |r| &r.text));
    }
    for (id, name) in &reading.metadata.sources {
        add(id, Some(name), "");
    }
    for (n, person) in reading.people.iter().enumerate() {
        let id = reading.entry(n).map_or_else(|| id_of(&person.name), |e| e.id.clone());
        add(&id, Some(&person.name), person.roles.first().map_or("", |r| &r.text));
    }
    for name in reading.named_sources() {
        add(&super::offers::id_for(reading, &name), Some(&name), "");
    }
    for id in reading.protected.ids() {
        add(id, None, "protected source");
    }
    for (mark, id) in reading.marks.iter().filter_map(|m| Some((m, m.id_named()?))).filter(|(_, id)| reading.roster.name_of(id).is_none()) {
        add(id, mark.get(LABEL), if reading.protects(id) { "protected source" } else { "in this draft" });
    }
    let wanted = so_far.to_lowercase();
    let fits = |id: &str, name: &str| id.contains(&wanted) || name.to_lowercase().contains(&wanted);
    for o in reading.roster.organizations().iter().filter(|o| fits(&o.id, &o.name)).take(most) {
        add(&o.id, Some(&o.name), "");
    }
    for e in reading.roster.people().iter().filter(|e| fits(&e.id, &e.name)).take(most) {
        add(&e.id, Some(&e.name), e.roles.first().map_or("", |r| &r.title));
    }
    found
}

fn ids(reading: &Reading, so_far: &str) -> Vec<Proposal> {
    let proposal = |s: Somebody| {
        let detail = s.name.into_iter().chain(Some(s.what).filter(|w| !w.is_empty())).collect::<Vec<_>>().join(", ");
        Proposal { text: s.id, detail }
    };
    somebodies(reading, None, so_far, MOST).into_iter().map(proposal).collect()
}

/// The days that an article is likely to mean: its own, and those around it.
pub(crate) fn days(reading: &Reading) -> Vec<Proposal> {
    let mut found: Vec<Proposal> = Vec::new();
    let mut add = |text: String, detail: String| {
        if !found.iter().any(|p| p.text == text) {
            found.push(Proposal { text, detail });
        }
    };
    if let Some(anchor) = &reading.anchor {
        add(anchor.date.to_string(), format!("{}, the day of publication", calendar::with_weekday(anchor.date)));
        for back in 1..=7 {
            let day = calendar::plus_days(anchor.date, -back);
            add(day.to_string(), calendar::with_weekday(day));
        }
        let tomorrow = calendar::plus_days(anchor.date, 1);
        add(tomorrow.to_string(), calendar::with_weekday(tomorrow));
    }
    for d in &reading.dates {
        add(d.value.to_string(), format!("“{}” in this article", reading.text(d.place)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(marked: &str) -> Option<(Blank, String)> {
        let caret = marked.find("$0").unwrap();
        let text = marked.replace("$0", "");
        slot(&text, caret).map(|(slot, range)| (slot, text[range].to_owned()))
    }

    #[test]
    fn the_caret_is_in_a_slot() {
        assert_eq!(at("[a]{.$0"), Some((Blank::Kind, String::new())));
        assert_eq!(at("[a]{.cl$0aim by=x}"), Some((Blank::Kind, "claim".into())));
        assert_eq!(at("[a]{.claim $0}"), Some((Blank::Key(Kind::Claim), String::new())));
        assert_eq!(at("[a]{.claim by=whi$0te-house status=x}"), Some((Blank::Value(Kind::Claim, "by".into()), "white-house".into())));
        assert_eq!(at("[a]{.note text=\"who sa$0ys\" kind=query}"), Some((Blank::Value(Kind::Note, "text".into()), "who says".into())));
        assert_eq!(at("[a]{.note text=\"who $0says\r\nso"), Some((Blank::Value(Kind::Note, "text".into()), "who says".into())));
        assert_eq!(at("[a]{.claim\r\n$0\r\n}"), Some((Blank::Key(Kind::Claim), String::new())));
        for outside in [
            "[a]{.claim\r\n\r\n$0}",
            "[a]{.claim\n \n$0}",
            "[a]{.note text=\"who\r\n$0says\"}",
            "[a]$0{.claim}",
            "[a]{.claim} $0",
            "[a](b) {.$0",
            "$0",
            "[é]{.other $0",
        ] {
            assert_eq!(at(outside), None, "{outside}");
        }
    }
}
