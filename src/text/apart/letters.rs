//! Letters that are not what they seem: entities, characters that nobody sees, thin spaces within figures, and marks that refer to
//! a note.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::clean::Clean;

/// The longest entity, in bytes.
const LONGEST: usize = 33;

/// How many unseen characters in a row are more than chance, and hold something that nobody reads.
const MANIFEST: usize = 24;

/// What becomes of a stretch of the text.
enum Reads {
    Out(usize),
    As(usize, Cow<'static, str>),
}

/// A text with its letters as they are read (in the row of a table the bars as tabs), and the stretches of it in which something is hidden. `None` where all are what they
/// seem.
#[must_use]
pub(in crate::text) fn letters(text: &str, row: bool) -> Option<(Clean, Vec<Range<usize>>)> {
    let bytes = text.as_bytes();
    let mut clean = Clean::default();
    let mut hidden = Vec::new();
    let (mut at, mut from) = (0, 0);
    let mut marks = NoteMarks::default();
    let indented = text.find(|c| !matches!(c, '\t' | ' ')).unwrap_or(text.len());
    while let Some(passed) = bytes[at..].iter().position(|b| matches!(b, b'&' | b'*' | b'|' | b'\t' | b'\x0b' | b'\x0c') || *b >= 0x80) {
        at += passed;
        let Some(c) = text[at..].chars().next() else { break };
        let reads = match c {
            '&' => entity(&text[at..]),
            '|' if row => Some(Reads::As(1, Cow::Borrowed("\t"))),
            '\t' if !row && at > indented => Some(Reads::As(1, Cow::Borrowed(" "))),
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Reads::As(c.len_utf8(), Cow::Borrowed("\n"))),
            '\u{2007}'..='\u{200a}' | '\u{202f}' if parts_figure(text, at, c.len_utf8()) => {
                Some(Reads::As(c.len_utf8(), Cow::Borrowed(",")))
            }
            '*' | '†' | '‡' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => marks.mark(text, at).map(Reads::Out),
            _ if is_unseen(c) => Some(Reads::Out(text[at..].find(|c| !is_unseen(c)).unwrap_or(text.len() - at))),
            _ => None,
        };
        match reads {
            None => at += c.len_utf8(),
            Some(reads) => {
                clean.push(text, from..at);
                let (Reads::Out(length) | Reads::As(length, _)) = reads;
                if let Reads::As(_, with) = &reads {
                    clean.replace(at..at + length, with);
                }
                if is_unseen(c) && text[at..at + length].chars().count() >= MANIFEST {
                    hidden.push(at..at + length);
                }
                at += length;
                from = at;
            }
        }
    }
    if from == 0 {
        return None;
    }
    clean.push(text, from..text.len());
    Some((clean, hidden))
}

/// Whether a character leaves no trace on the page: soft hyphens, joiners, marks of order and of direction, selectors and tags, in
/// which a manifest of a text's origin is kept as well (C2PA 2.1, "Embedding manifests into unstructured text").
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}')
}

/// The entity that a text starts with; one that was written twice over (`&amp;rsquo;`) is one.
fn entity(rest: &str) -> Option<Reads> {
    let end = |text: &str| text.bytes().take(LONGEST).position(|b| b == b';').map(|e| e + 1);
    let first = end(rest)?;
    let decoded = |piece: String| Some(htmlize::unescape(piece.as_str()).into_owned()).filter(|d| *d != piece);
    let twice = || {
        let again = end(&rest[first..])?;
        Some((first + again, decoded(format!("&{}", &rest[first..first + again]))?))
    };
    let once = || Some((first, decoded(rest[..first].to_owned())?));
    let (length, letters) = if &rest[..first] == "&amp;" { twice().or_else(once)? } else { once()? };
    Some(if letters.chars().all(is_unseen) { Reads::Out(length) } else { Reads::As(length, Cow::Owned(letters)) })
}

/// Whether a thin space parts thousands of a figure.
fn parts_figure(text: &str, at: usize, length: usize) -> bool {
    let digits = |t: &str| t.bytes().take_while(u8::is_ascii_digit).count();
    let before = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&before) && digits(&text[at + length..]) == 3
}

/// The marks of notes that have been looked at.
#[derive(Default)]
struct NoteMarks {
    /// Whether a star has opened that may yet be closed.
    starred: bool,
    /// Where the last row of them ends. A row may be as long as the text, and each that stands in it is looked at.
    end: usize,
}

impl NoteMarks {
    /// The length of the mark of a note that stands at a byte: behind the end of a sentence or a quotation, or a single star or dagger
    /// behind a word. A star that closes what another one opened is emphasis.
    fn mark(&mut self, text: &str, at: usize) -> Option<usize> {
        const MOST: usize = 3;
        let is_mark = |c: char| matches!(c, '*' | '†' | '‡' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
        let before = text[..at].chars().next_back();
        if self.end <= at {
            self.end = text[at..].find(|c| !is_mark(c)).map_or(text.len(), |length| at + length);
        }
        let row = &text[at..self.end];
        let next = text[self.end..].chars().next();
        let count = row.chars().take(MOST + 1).count();
        let star = row.starts_with('*');
        let free = next.is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '"' | '’' | ')' | ',' | '.' | ';' | ':'));
        let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '“' | '"' | '(' | '‘'));
        if star && opens && next.is_some_and(|c| !c.is_whitespace()) {
            self.starred = true;
            return None;
        }
        if star && std::mem::take(&mut self.starred) || !free || count > MOST {
            return None;
        }
        let closes = before.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '”' | '"' | '’' | ')'));
        let word = count == 1 && row.starts_with(['*', '†', '‡']) && before.is_some_and(char::is_alphabetic);
        (closes || word).then_some(row.len())
    }
}
