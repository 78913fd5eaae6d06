//! The border: our places and severities as the protocol's types. What needs more than a rope and a number does not go here.

use std::ops::Range as Bytes;
use std::path::PathBuf;

use ropey::Rope;
use tower_lsp::lsp_types::{DiagnosticSeverity, Position, Range, Url};

use crate::settings::Severity;
use crate::text::encoding;
use crate::text::position::{self, Encoding};

/// The file of an address. Other schemes show other states of a file, and theirs are not the file's.
pub(super) fn path(uri: &Url) -> Option<PathBuf> {
    uri.to_file_path().ok().filter(|_| uri.scheme() == "file")
}

/// The name of what an address shows, whether it is a file or not.
pub(super) fn name(uri: &Url) -> String {
    let last = uri.path().rsplit(['/', '\\']).next().unwrap_or_default();
    percent_encoding::percent_decode_str(last).decode_utf8_lossy().rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

pub(super) fn bytes(rope: &Rope, range: Range, encoding: Encoding) -> Bytes<usize> {
    let start = byte(rope, range.start, encoding);
    start..byte(rope, range.end, encoding).max(start)
}

/// The bytes that an edit replaces, and what comes in their place. An edit in UTF-16 may cut a character in two: then U+FFFD
/// stands for the half that is left, so that whatever follows keeps its place.
pub(super) fn edit(rope: &Rope, range: Range, text: String, encoding: Encoding) -> (Bytes<usize>, String) {
    const HALF: char = '\u{fffd}';
    let end = range.end.max(range.start);
    let bytes = byte(rope, range.start, encoding)..byte(rope, end, encoding);
    let cuts = |at: Position| position::inside_pair(rope, position::Position { line: at.line, character: at.character }, encoding);
    match (cuts(range.start), cuts(end)) {
        (false, false) => (bytes, text),
        (true, false) => (bytes, format!("{HALF}{text}")),
        (before, true) => {
            let end = bytes.end + rope.char(rope.byte_to_char(bytes.end)).len_utf8();
            let text = if before { format!("{HALF}{text}{HALF}") } else { format!("{text}{HALF}") };
            (bytes.start..end, text)
        }
    }
}

pub(super) fn byte(rope: &Rope, at: Position, encoding: Encoding) -> usize {
    position::to_byte(rope, position::Position { line: at.line, character: at.character }, encoding)
}

pub(super) fn range(rope: &Rope, bytes: Bytes<usize>, encoding: Encoding) -> Range {
    let at = |p: position::Position| Position { line: p.line, character: p.character };
    let (start, end) = position::from_bytes(rope, bytes, encoding);
    Range { start: at(start), end: at(end) }
}

pub(super) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// What goes to the top of a text goes behind a byte order mark that the editor has there.
pub(super) fn behind_mark(rope: &Rope, range: &Bytes<usize>) -> Bytes<usize> {
    let top = rope.chars().next().filter(|c| *c == encoding::MARK).map_or(0, char::len_utf8);
    range.start.max(top)..range.end.max(top)
}
