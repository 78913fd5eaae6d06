//! Where a draft's metadata stands, and in which notation: told from the draft's first lines, so that a slip in them hides
//! neither them nor the story.

use std::ops::Range;

use super::entry::{self, entry};
use super::keys::{self, Field};
use crate::text::lines::SheetPart;
use crate::text::slot::Slot;

/// How metadata is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// YAML, between lines of dashes.
    Yaml,
    /// TOML, between `+++` lines.
    Toml,
    /// A JSON object, bare or between `;;;` lines.
    Json,
    /// Pandoc's title block: lines with `%` for title, authors and date.
    Titles,
    /// Org's `#+KEY: value` lines.
    Org,
    /// `key: value` lines without a fence, as `ArchieML` and `MultiMarkdown` have them.
    Bare,
}

impl Notation {
    /// What stands between a key and its value.
    #[must_use]
    pub fn mark(self) -> char {
        if self == Self::Toml { '=' } else { ':' }
    }
}

/// Where a draft's metadata stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// How it is written.
    pub notation: Notation,
    /// How many of the draft's blocks it is, fences included.
    pub blocks: usize,
    /// What is to be read, without the fences, in bytes of the draft.
    pub content: Range<usize>,
    /// Whether it has the end that its notation asks for.
    pub closed: bool,
}

/// A line of the draft's top.
struct HeaderLine<'a> {
    text: &'a str,
    /// The block it is in, and whether that block ends with it.
    block: usize,
    last: bool,
    /// Whether a blank line stands before it.
    after_blank: bool,
    /// Its bytes of the draft, without the line break.
    range: Range<usize>,
}

fn lines(slots: &[Slot]) -> impl Iterator<Item = HeaderLine<'_>> {
    let mut at = 0;
    slots.iter().enumerate().flat_map(move |(block, slot)| {
        let raw: &str = &slot.block.raw;
        let start = at + slot.gap as usize;
        at = start + raw.len();
        let mut first = true;
        let mut from = 0;
        std::iter::from_fn(move || {
            if from > raw.len() || (from == raw.len() && !first) {
                return None;
            }
            let end = raw[from..].find(['\n', '\r']).map_or(raw.len(), |i| from + i);
            let next = if raw[end..].starts_with("\r\n") { end + 2 } else { end + 1 };
            let after_blank = std::mem::take(&mut first) && slot.after_blank;
            let line = HeaderLine { text: &raw[from..end], block, last: next > raw.len(), after_blank, range: start + from..start + end };
            from = next;
            Some(line)
        })
    })
}

/// The fence that a line is, with the notation that it opens.
fn fence(line: &str) -> Option<(Notation, &'static str)> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let (mark, word) = line.split_at(line.find(|c| !matches!(c, '-' | '+' | ';')).unwrap_or(line.len()));
    let all = |c: char| mark.len() >= 3 && mark.chars().all(|m| m == c);
    match word.trim().to_ascii_lowercase().as_str() {
        "" | "yaml" | "yml" if all('-') => Some((Notation::Yaml, "-")),
        "toml" if all('-') => Some((Notation::Toml, "-")),
        "json" if all('-') => Some((Notation::Json, "-")),
        "" if all('+') => Some((Notation::Toml, "+")),
        "" if all(';') => Some((Notation::Json, ";")),
        _ => None,
    }
}

/// Whether a line opens metadata that the lines `below` it in its run do not close; with it, what parts keys from values.
pub(in crate::text) fn opens<'a>(line: &str, below: impl IntoIterator<Item = &'a str>) -> Option<char> {
    let (notation, mark) = fence(line).filter(|(n, _)| *n != Notation::Json)?;
    (!below.into_iter().any(|l| closes(l, mark))).then_some(notation.mark())
}

fn closes(line: &str, mark: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.replace(mark, "").is_empty() || mark == "-" && line == "..."
}

/// Where the metadata of a draft stands, if it begins with any.
#[must_use]
pub fn of(slots: &[Slot]) -> Option<Header> {
    let first = lines(slots).next()?;
    let text = first.text.trim_start_matches('\u{feff}');
    if let Some((notation, mark)) = fence(text) {
        return fenced(slots, notation, mark);
    }
    match text.chars().next()? {
        '{' if opens_object(slots) => object(slots),
        '%' if text[1..].is_empty() || text[1..].starts_with(' ') => titles(slots),
        '#' if text.starts_with("#+") => org(slots),
        _ => bare(slots),
    }
}

/// Whether a line can stand in metadata by its looks: it gives a key, or belongs to one above.
pub(in crate::text) fn belongs(line: &str, mark: char) -> bool {
    line.starts_with([' ', '\t'])
        || line.starts_with(['#', '[', ']', '{', '}', ')', '<'])
        || line == "-"
        || line.starts_with("- ")
        || entry::is_template(line)
        || entry(line, mark).or_else(|| entry(line, ':')).is_some()
        || line.trim_end_matches(',').ends_with(['"', '\'']) && line.len() < 4
}

/// Whether a line reads as the story does.
fn is_prose(line: &str) -> bool {
    const WORDS: usize = 8;
    line.trim_end_matches(['"', '”', '’', '*', '_', ')']).ends_with(['.', '!', '?', '…']) || line.split_whitespace().count() >= WORDS
}

/// Metadata from a fence to a fence. Where the closing one is missing, it ends before the first line that is no metadata; a
/// paragraph of prose below a blank line tells that it is missing, whatever rule follows further down.
fn fenced(slots: &[Slot], notation: Notation, fence: &str) -> Option<Header> {
    let mark = notation.mark();
    let mut keyed = false;
    let mut strays = false;
    let mut within = false;
    let mut all = lines(slots);
    let opener = all.next()?;
    for line in all {
        if closes(line.text, fence) {
            let empty = line.block == opener.block + 1 && !line.after_blank;
            let content = opener.range.end..line.range.start;
            return (keyed || empty).then_some(Header { notation, blocks: line.block + 1, content, closed: true });
        }
        // A string of several lines may hold anything.
        let turns = if notation == Notation::Toml { line.text.matches("\"\"\"").count() + line.text.matches("'''").count() } else { 0 };
        if within || turns > 0 {
            within ^= turns % 2 == 1;
            continue;
        }
        strays |= line.after_blank && !belongs(line.text, mark);
        if strays && !belongs(line.text, mark) && is_prose(line.text) {
            break;
        }
        keyed |=
            entry(line.text, mark).or_else(|| entry(line.text, ':')).is_some() || notation == Notation::Json && line.text.contains(':');
    }
    unclosed(slots, notation)
}

/// Metadata whose closing fence is missing: whole blocks of keys, from a known key on.
fn unclosed(slots: &[Slot], notation: Notation) -> Option<Header> {
    let mark = notation.mark();
    let mut all = lines(slots);
    let opener = all.next()?;
    let mut known = false;
    let mut end = None;
    for line in all {
        let keyed = entry(line.text, mark).or_else(|| entry(line.text.trim_start(), ':'));
        let keyed = keyed.filter(|e| !e.key.contains(' ') || keys::field(e.key).is_some());
        let fits = if line.after_blank { known && keyed.is_some() } else { belongs(line.text, mark) || keyed.is_some() };
        if !fits {
            break;
        }
        known |= keyed.is_some_and(|e| keys::field(e.key).is_some());
        if line.last {
            end = Some((line.block + 1, line.range.end));
        }
    }
    let (blocks, to) = end.filter(|_| known)?;
    Some(Header { notation, blocks, content: opener.range.end..to, closed: false })
}

/// Whether a brace at the top is followed by the first key of an object.
fn opens_object(slots: &[Slot]) -> bool {
    let text = |l: HeaderLine| l.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned();
    let first: String = lines(slots).take(3).map(text).collect();
    first.strip_prefix('{').unwrap_or_default().trim_start().starts_with(['"', '\'', '}'])
}

/// A JSON object at the top.
fn object(slots: &[Slot]) -> Option<Header> {
    let mut depth = 0usize;
    let mut keyed = false;
    let mut end: Option<(usize, usize)> = None;
    let start = lines(slots).next()?.range.start;
    for line in lines(slots) {
        if line.after_blank && line.range.start > start && !line.text.trim_start().starts_with(['"', '\'', '{', '}', '[', ']', ',']) {
            break;
        }
        let mut quoted = false;
        let mut escaped = false;
        for (i, c) in line.text.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = quoted,
                '"' => quoted = !quoted,
                '{' if !quoted => depth += 1,
                '}' if !quoted => depth = depth.saturating_sub(1),
                ':' if !quoted => keyed = true,
                _ => {}
            }
            if c == '}' && !quoted && depth == 0 {
                let content = start..line.range.start + i + 1;
                let whole = line.last && line.text[i + 1..].trim().is_empty();
                return (keyed && whole).then_some(Header { notation: Notation::Json, blocks: line.block + 1, content, closed: true });
            }
        }
        if line.last {
            end = Some((line.block + 1, line.range.end));
        }
    }
    let (blocks, to) = end.filter(|_| keyed)?;
    let known = |l: HeaderLine| l.range.start < to && entry(l.text, ':').is_some_and(|e| keys::field(e.key).is_some());
    lines(slots).any(known).then_some(Header { notation: Notation::Json, blocks, content: start..to, closed: false })
}

/// The blocks at the top whose every line is taken; nothing where there is none.
fn while_lines(slots: &[Slot], notation: Notation, takes: impl Fn(&HeaderLine) -> bool) -> Option<Header> {
    let start = lines(slots).next()?.range.start;
    let mut end = None;
    for line in lines(slots) {
        if !takes(&line) {
            break;
        }
        if line.last {
            end = Some((line.block + 1, line.range.end));
        }
    }
    let (blocks, to) = end?;
    Some(Header { notation, blocks, content: start..to, closed: true })
}

fn titles(slots: &[Slot]) -> Option<Header> {
    while_lines(slots, Notation::Titles, |line| {
        (line.block == 0 || !line.after_blank) && line.text.trim_start_matches('\u{feff}').starts_with(['%', ' ', '\t'])
    })
}

fn org(slots: &[Slot]) -> Option<Header> {
    let header = while_lines(slots, Notation::Org, |line| line.text.trim_start_matches('\u{feff}').starts_with("#+"))?;
    let known =
        |l: HeaderLine| l.text.trim_start_matches(['\u{feff}', '#', '+']).split_once(':').is_some_and(|(k, _)| keys::field(k).is_some());
    lines(&slots[..header.blocks]).any(known).then_some(header)
}

/// Lines of keys without a fence. They are metadata only where they say so plainly: the first run has nothing but keys, a
/// headline among them; runs of known keys may follow, and the mark that opens the body.
fn bare(slots: &[Slot]) -> Option<Header> {
    let key = |text: &str| {
        let e = entry(text, ':')?;
        // A label in capitals belongs to a copy sheet and labels what is printed.
        let label = e.key.chars().all(|c| !c.is_lowercase());
        (!label && !e.tight && e.indent == 0 && !text.starts_with(['"', '\''])).then_some(keys::field(e.key).map(|f| f.0))
    };
    let (mut known, mut headline, mut lines_read) = (0, false, 0);
    let mut end: Option<(usize, usize)> = None;
    let (mut at, mut skip) = (0, 0);
    while at < slots.len() {
        let run = at..(at + 1..slots.len()).find(|i| slots[*i].after_blank).unwrap_or(slots.len());
        let own: Vec<HeaderLine> = lines(&slots[run.clone()]).collect();
        let text = |l: &HeaderLine| l.text.trim_start_matches('\u{feff}').to_owned();
        let opens_body =
            |t: &str| t.starts_with(['[', '{']) && t.trim_end().ends_with([']', '}']) || t.trim_end().eq_ignore_ascii_case("body:");
        let first = own.first().map(text).unwrap_or_default();
        let body = own.iter().position(|l| opens_body(&text(l)));
        let opener = body.and_then(|n| own.get(n)).filter(|l| l.last && (at > 0 || l.block > 0));
        let opened = opener.map(|l| (at + l.block + 1, skip + l.range.end));
        let own = &own[..body.unwrap_or(own.len())];
        if own.is_empty() {
            end = opened.or(end);
            break;
        }
        // "Hed: Mill shuts" with a capital is a label of the copy sheet, too.
        let labels = |l: &HeaderLine| {
            let sheet = slots.get(at + l.block).and_then(|s| s.block.shape.sheet).filter(|s| s.sure);
            let printed = sheet.is_some_and(|s| matches!(s.slot, SheetPart::Headline | SheetPart::Standfirst));
            printed && text(l).starts_with(char::is_uppercase)
        };
        let fits = own.iter().enumerate().all(|(n, l)| !labels(l) && key(&text(l)).is_some() || n > 0 && l.text.starts_with([' ', '\t']));
        if !fits || at > 0 && key(&first).flatten().is_none() {
            break;
        }
        let fields: Vec<Field> = own.iter().filter_map(|l| key(&text(l)).flatten()).collect();
        known += fields.len();
        headline |= fields.contains(&Field::Headline);
        lines_read += own.len();
        end = opened.or(own.last().filter(|l| l.last).map(|l| (at + l.block + 1, skip + l.range.end))).or(end);
        skip += slots[run.clone()].iter().map(|s| s.gap as usize + s.block.raw.len()).sum::<usize>();
        at = run.end;
        if !headline || body.is_some() {
            break;
        }
    }
    let (blocks, to) = end.filter(|_| headline && (known > 1 || lines_read > 1))?;
    let start = lines(slots).next()?.range.start;
    Some(Header { notation: Notation::Bare, blocks, content: start..to, closed: true })
}
