//! Pieces of the source that are no copy: tags of HTML and of templates, shortcodes, tracked changes, marks of notes and comments,
//! entities, letters that nobody sees. They are taken out, or read as another character; the words between them stay.
//!
//! A piece is told by its form alone and within its block. What begins in one block and ends in a later one says so
//! ([`Apart::opens`]), and the region pass tells whether it does.

mod brackets;
mod changes;
mod forms;
pub(super) mod html;
mod letters;
mod templates;

use std::collections::HashMap;
use std::ops::Range;

use super::Format;
use super::clean::Clean;
use super::inline::after_code;
use super::position::clamp;
pub(super) use letters::letters;
pub(super) use templates::{is_statement, left_open};

/// What holds words that are not read, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unread {
    /// A remark in the source.
    Remark,
    /// A script, a form, code.
    Code,
    /// A tag that a program fills in.
    Template,
    /// Struck out, or a comment of whoever changed it.
    Struck,
    /// Characters that nobody sees.
    Hidden,
}

/// What the pieces taken out say about a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own of a block's markup")]
pub struct Apart {
    /// Links: what they cover in the text without these pieces, and where they lead.
    pub links: Vec<(Range<u32>, String)>,
    /// Where notes are referred to, in the text without these pieces.
    pub notes: Vec<u32>,
    /// Stretches from an opening to its closing piece, both included, in bytes of the source.
    pub pairs: Vec<Range<usize>>,
    /// What is not read, in bytes of the source.
    pub unread: Vec<(Unread, Range<usize>)>,
    /// What ends, in a later block, something that holds no copy and begins in this one.
    pub opens: Option<String>,
    /// How many block quotations begin here that do not end here, less those that end here and began above.
    pub quotations: i32,
    /// The level of a heading.
    pub heading: Option<u8>,
    /// Whether it is a list item.
    pub item: bool,
    /// Whether it is a block quotation.
    pub quote: bool,
    /// Whether it is a row of a table.
    pub table: bool,
    /// Whether it is the words of a picture.
    pub caption: bool,
    /// Whether it is all emphasised.
    pub emphasis: bool,
    /// Whether it is no copy as a whole.
    pub opaque: bool,
}

/// A text without the pieces that are no copy, and what they say. `None` where there are none.
#[must_use]
pub fn read(text: &str, format: Format) -> Option<(Clean, Apart)> {
    let markdown = format == Format::Markdown;
    let statement = markdown && is_statement(text.trim_start());
    if !statement && !text.bytes().any(|b| matches!(b, b'<' | b'{' | b'[')) {
        return None;
    }
    let mut reader = PieceReader { text, markdown, ..PieceReader::default() };
    if statement {
        reader.apart.opaque = true;
        reader.out(text.len());
    }
    reader.read();
    reader.finish()
}

/// Where the mark that opens at a byte is closed, others of its kind between them.
fn closing(bytes: &[u8], from: usize, [open, close]: [u8; 2]) -> Option<usize> {
    let mut depth = 0usize;
    for (at, b) in bytes.iter().enumerate().skip(from) {
        if *b == open {
            depth += 1;
        } else if *b == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// How many of the tags that are open are looked at for the one that is closed.
const DEEPEST: usize = 64;

/// A break of a line that Markdown does not take for its own; it is read as any other.
const LINE: &str = "\u{2028}";

/// An opening tag that is not closed yet.
struct Opened {
    name: String,
    /// Where it starts, in bytes of the source.
    start: usize,
    /// Where its content starts, in bytes of the clean text.
    content: u32,
    /// Where it leads.
    link: Option<String>,
}

#[derive(Default)]
struct PieceReader<'a> {
    text: &'a str,
    markdown: bool,
    at: usize,
    /// From where on copy has not been taken over yet.
    from: usize,
    clean: Clean,
    apart: Apart,
    opened: Vec<Opened>,
    /// Closing pieces that are known to come: where what they close began, where they start and end.
    closing: Vec<(usize, Range<usize>)>,
    /// Where each thing that was looked for was found.
    found: HashMap<String, Option<usize>>,
    /// Where each closing shortcode stands, by its name; told when the first is asked for.
    closers: Option<HashMap<&'a str, Vec<usize>>>,
    /// The emphasis that covers all copy so far: where the clean text was when it ended.
    emphasised: Option<usize>,
}

impl<'a> PieceReader<'a> {
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            if !self.closing.is_empty() && self.close() {
                continue;
            }
            let before = self.at;
            let taken = match bytes[before] {
                b'`' => {
                    self.at = after_code(bytes, before);
                    continue;
                }
                b'\\' if bytes.get(before + 1).is_some_and(u8::is_ascii_punctuation) => {
                    self.at += 2;
                    continue;
                }
                b'<' => self.template() || self.element(),
                b'{' => self.change() || self.template(),
                b'[' => self.bracket(),
                b'^' if self.markdown && bytes.get(before + 1) == Some(&b'[') => self.inline_note(),
                _ => false,
            };
            if !taken {
                self.at += 1;
            }
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Takes over the copy before this byte.
    fn flush(&mut self) {
        self.clean.push(self.text, self.from..self.at);
        self.from = self.at;
    }

    /// Takes out what stands up to `end`. A link whose address it is stays one.
    fn out(&mut self, end: usize) -> bool {
        self.flush();
        if self.markdown && self.clean.text.ends_with("](") {
            return self.put(end, "#");
        }
        (self.at, self.from) = (end, end);
        true
    }

    /// Takes out what stands up to `end`, and says that it was not read.
    fn unread(&mut self, end: usize, what: Unread) -> bool {
        self.apart.unread.push((what, self.at..end));
        self.out(end)
    }

    /// Reads what stands up to `end` as something else.
    fn put(&mut self, end: usize, with: &str) -> bool {
        self.flush();
        self.clean.replace(self.at..end, with);
        (self.at, self.from) = (end, end);
        true
    }

    /// Takes out the mark of a note.
    fn note(&mut self, end: usize) -> bool {
        self.out(end);
        self.apart.notes.push(clamp(self.clean.text.len()));
        true
    }

    /// Takes out all that is left: what ends it stands in a later block, if anywhere.
    fn open(&mut self, closer: &str, what: Unread) -> bool {
        self.apart.opens = Some(closer.to_owned());
        self.unread(self.text.len(), what)
    }

    /// Takes out a closing piece that stands here.
    fn close(&mut self) -> bool {
        let Some(n) = self.closing.iter().position(|(_, piece)| piece.start == self.at) else { return false };
        let (start, piece) = self.closing.swap_remove(n);
        self.apart.pairs.push(start..piece.end);
        self.out(piece.end)
    }

    /// Where something stands next, from a byte on. What was once looked for in vain is not looked for again.
    fn find(&mut self, from: usize, what: &str) -> Option<usize> {
        match self.found.get(what) {
            Some(None) => return None,
            Some(Some(at)) if *at >= from => return Some(*at),
            _ => {}
        }
        let at = self.text[from..].find(what).map(|at| from + at);
        self.found.insert(what.to_owned(), at);
        at
    }

    /// The last letter of the copy so far.
    fn last(&self) -> Option<char> {
        self.text[self.from..self.at].chars().next_back().or_else(|| self.clean.text.chars().next_back())
    }

    /// Whether no copy was read so far.
    fn at_start(&self) -> bool {
        self.clean.text.trim().is_empty() && self.text[self.from..self.at].trim().is_empty()
    }

    fn finish(mut self) -> Option<(Clean, Apart)> {
        self.flush();
        self.apart.emphasis = self.emphasised.is_some_and(|end| end > 0 && self.clean.text[end..].trim().is_empty());
        (self.clean.text.len() != self.text.len() || self.apart != Apart::default()).then_some((self.clean, self.apart))
    }
}

/// The first bytes of a text, at most so many. What opens may stand at every byte of a draft, and must not look for its end to the
/// end of the draft.
pub(super) fn first(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

#[cfg(test)]
mod tests;
