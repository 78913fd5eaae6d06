//! The border: our places and severities as the protocol's types. What needs more than a rope and a number does not go here.

use std::ops::Range as Bytes;
use std::path::PathBuf;

use ropey::Rope;
use tower_lsp::lsp_types::{DiagnosticSeverity, Position, Range, Url};

use crate::settings::Severity;
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

pub(super) fn byte(rope: &Rope, at: Position, encoding: Encoding) -> usize {
    position::to_byte(rope, position::Position { line: at.line, character: at.character }, encoding)
}

pub(super) fn range(rope: &Rope, bytes: Bytes<usize>, encoding: Encoding) -> Range {
    let at = |b| {
        let p = position::from_byte(rope, b, encoding);
        Position { line: p.line, character: p.character }
    };
    Range { start: at(bytes.start), end: at(bytes.end) }
}

pub(super) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
