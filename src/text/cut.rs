//! Cutting a draft into blocks.
//!
//! Whether a line starts or ends a block depends on the run of non-blank lines it stands in and on nothing else, so that an
//! edit needs only the runs it touches to be cut anew. What spans runs (front matter, code fences) is told afterwards, by
//! the region pass.

use std::ops::Range;

use super::apart::{html, is_statement, left_open};
use super::lines::{self, is_list_item, is_rule};
use super::metadata::header;
use super::{Format, encoding, inline, wrapping};

/// A line without its line break: `start..end`.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: usize,
    end: usize,
    /// Whether a paragraph ends with it, as a word processor says so.
    last: bool,
}

impl Line {
    /// The line in parts, where tags in it say that these are paragraphs of their own.
    fn parts(self, text: &str) -> Vec<Self> {
        let line = content(text, &self);
        // A value in metadata is one, whatever stands in it.
        let key =
            line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
        if key || !line.contains('<') {
            return vec![self];
        }
        let mut parts = Vec::new();
        let mut start = self.start;
        for at in html::breaks(line) {
            let at = self.start + at;
            parts.push(Self { start, end: at, last: false });
            start = at;
        }
        parts.push(Self { start, ..self });
        parts
    }
}

/// The byte ranges of the blocks of `text`, in order, each within one run of non-blank lines, without the final line break.
/// With each comes whether a blank line (or the start of the text) stands before it.
#[must_use]
pub fn cut(text: &str, format: Format) -> Vec<(Range<usize>, bool)> {
    let mut blocks = Vec::new();
    let mut run: Vec<Line> = Vec::new();
    for line in lines(text) {
        if is_blank(&text[line.start..line.end]) {
            cut_run(text, format, &run, &mut blocks);
            run.clear();
        } else {
            run.extend(line.parts(text));
            if line.last {
                cut_run(text, format, &run, &mut blocks);
                run.clear();
            }
        }
    }
    cut_run(text, format, &run, &mut blocks);
    blocks
}

/// Whether a line holds nothing but white space (no-break spaces count as white space).
#[must_use]
pub fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
}

fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let bytes = text.as_bytes();
    let mut start = encoding::mark_length(text);
    std::iter::from_fn(move || {
        if start >= bytes.len() {
            return None;
        }
        let (end, length) = line_end(bytes, start);
        let line = Line { start, end, last: bytes[end..].starts_with("\u{2029}".as_bytes()) };
        let next = end + length;
        start = next;
        Some(line)
    })
}

/// Where a line ends, and the length of what ends it, in bytes. Word processors end lines with characters of their own.
fn line_end(bytes: &[u8], start: usize) -> (usize, usize) {
    let mut at = start;
    loop {
        let Some(passed) = bytes[at..].iter().position(|b| matches!(b, b'\n' | b'\r' | b'\x0b' | b'\x0c' | 0xc2 | 0xe2)) else {
            return (bytes.len(), 0);
        };
        at += passed;
        match bytes[at..] {
            [b'\r', b'\n', ..] | [0xc2, 0x85, ..] => return (at, 2),
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => return (at, 3),
            [0xc2 | 0xe2, ..] => at += 1,
            _ => return (at, 1),
        }
    }
}

fn content<'a>(text: &'a str, line: &Line) -> &'a str {
    &text[line.start..line.end]
}

fn cut_run(text: &str, format: Format, run: &[Line], blocks: &mut Vec<(Range<usize>, bool)>) {
    let markdown = format == Format::Markdown;
    let goes_on = if markdown || run.len() < 2 { Vec::new() } else { continued(text, run) };
    let mut first: Option<usize> = None;
    let mut after_blank = true;
    let mut flush = |first: &mut Option<usize>, last: usize, blocks: &mut Vec<(Range<usize>, bool)>| {
        if let Some(f) = first.take() {
            blocks.push((run[f].start..run[last].end, std::mem::take(&mut after_blank)));
        }
    };
    let content = |line: &Line| content(text, line);
    // Below metadata whose end is missing the story begins with the first line that is none.
    let open = run.first().filter(|_| format == Format::Markdown).and_then(|f| header::opens(content(f), run[1..].iter().map(content)));
    let held = held(text, run);
    for (i, line) in run.iter().enumerate() {
        let content = content(line);
        let story = open.is_some_and(|mark| !header::belongs(content, mark));
        if i > 0 && !held[i] && (!(markdown || goes_on[i]) || story || starts_block(content, format)) {
            flush(&mut first, i - 1, blocks);
        }
        first.get_or_insert(i);
        let more = |next: &Line| held[i + 1] || html::signs(self::content(text, next));
        if ends_block(content, format) && !run.get(i + 1).is_some_and(more) {
            flush(&mut first, i, blocks);
        }
    }
    flush(&mut first, run.len().saturating_sub(1), blocks);
}

/// For each line of a run whether it begins within a tag or remark that the lines above open.
fn held(text: &str, run: &[Line]) -> Vec<bool> {
    let mut held = vec![false; run.len()];
    let mut missing: Vec<&str> = Vec::new();
    let mut i = 0;
    while i < run.len() {
        let closer = left_open(content(text, &run[i])).filter(|c| !missing.contains(c));
        let end = closer.and_then(|c| (i + 1..run.len()).find(|n| content(text, &run[*n]).contains(c)));
        if let Some(end) = end {
            held[i + 1..=end].fill(true);
        } else {
            missing.extend(closer);
        }
        i = end.filter(|e| *e > i).unwrap_or(i + 1);
    }
    held
}

/// For each line of a run of plain text whether it goes on from the line before it.
fn continued(text: &str, run: &[Line]) -> Vec<bool> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Vec::new() };
    let all = &text[first.start..last.end];
    if all.contains("]{") {
        // Annotations were put in after the lines were broken.
        let clean = inline::parse(all, Format::Text).clean.text;
        let lines: Vec<&str> = lines(&clean).map(|l| &clean[l.start..l.end]).collect();
        if lines.len() == run.len() {
            return wrapping::continued(&lines);
        }
    }
    let lines: Vec<&str> = run.iter().map(|l| &text[l.start..l.end]).collect();
    let tagged = all.contains('<');
    let mut goes_on = if tagged && lines.iter().any(|l| html::starts_block(l.trim_start())) {
        vec![false; lines.len()]
    } else {
        wrapping::continued(&lines)
    };
    if !tagged {
        return goes_on;
    }
    // A paragraph of HTML ends with its tag.
    let mut open = false;
    for (i, line) in lines.iter().enumerate() {
        goes_on[i] |= i > 0 && (open && !html::starts_block(line.trim_start()) || html::signs(line));
        open = html::leaves_open(line).unwrap_or(open);
    }
    goes_on
}

fn starts_block(line: &str, format: Format) -> bool {
    if lines::is_credit_line(line) || is_rule(line) {
        return true;
    }
    format == Format::Markdown && {
        let l = line.trim_start();
        l.starts_with("```")
            || l.starts_with("~~~")
            || l.starts_with('#')
            || l.starts_with('|')
            || is_list_item(l)
            || l.starts_with("![")
            || is_title(l)
            || (l.starts_with('>') && l.trim_start_matches(['>', ' ']).is_empty())
            || html::starts_block(l)
            || is_statement(l)
    }
}

/// A line of Pandoc's title block.
fn is_title(line: &str) -> bool {
    line.strip_prefix('%').is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn ends_block(line: &str, format: Format) -> bool {
    if lines::is_credit_line(line) || lines::ends_with_credit(line) || is_rule(line) {
        return true;
    }
    format == Format::Markdown && {
        let l = line.trim_start();
        l.starts_with("```")
            || l.starts_with("~~~")
            || l.starts_with("# ")
            || l.starts_with("##")
            || l.starts_with("#+")
            || is_title(l)
            || l.trim_end() == "}"
            || (l.starts_with("{\"") && l.trim_end().ends_with('}'))
            || l.starts_with('|')
            || (l.starts_with("![") && l.trim_end().ends_with(')'))
            || (l.starts_with('>') && l.trim_start_matches(['>', ' ']).is_empty())
            || html::ends_block(l)
            || (is_statement(l) && l.matches(['{', '(']).count() == l.matches(['}', ')']).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, format: Format) -> Vec<&str> {
        cut(text, format).into_iter().map(|(r, _)| &text[r]).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_they_were_broken_to_a_width() {
        assert_eq!(blocks("One.\nTwo.\r\n\r\n\u{a0}\nThree", Format::Text), ["One.", "Two.", "Three"]);
        let wire = "The council voted late on Tuesday to close the harbour to\nfreight traffic for the rest of the winter, the mayor said\nin a statement.";
        assert_eq!(blocks(wire, Format::Text), [wire]);
    }

    #[test]
    fn markdown_lines_join_until_a_marker() {
        let text = "# Head\nLede goes\non here.\n- item one\n  more\n- item two\n![Alt](x.jpg)\n(photo credit: A/B)\n---";
        assert_eq!(
            blocks(text, Format::Markdown),
            ["# Head", "Lede goes\non here.", "- item one\n  more", "- item two", "![Alt](x.jpg)", "(photo credit: A/B)", "---"]
        );
    }
}
