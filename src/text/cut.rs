//! Cutting a draft into blocks.
//!
//! Whether a line starts or ends a block depends on the run of non-blank lines it stands in and on nothing else, so that an
//! edit needs only the runs it touches to be cut anew. What spans runs (front matter, code fences) is told afterwards, by
//! the region pass.

use std::ops::Range;

use super::lines::{self, is_list_item, is_rule};
use super::metadata::header;
use super::{Format, encoding, inline};

/// A line without its line break: `start..end`,.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: usize,
    end: usize,
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
            run.push(line);
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
        let end = bytes[start..].iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(bytes.len(), |i| start + i);
        let next = match bytes.get(end) {
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => end + 2,
            Some(_) => end + 1,
            None => end,
        };
        let line = Line { start, end };
        start = next;
        Some(line)
    })
}

fn cut_run(text: &str, format: Format, run: &[Line], blocks: &mut Vec<(Range<usize>, bool)>) {
    let wrapped = format == Format::Markdown || is_hard_wrapped(text, run);
    let mut first: Option<usize> = None;
    let mut after_blank = true;
    let mut flush = |first: &mut Option<usize>, last: usize, blocks: &mut Vec<(Range<usize>, bool)>| {
        if let Some(f) = first.take() {
            blocks.push((run[f].start..run[last].end, std::mem::take(&mut after_blank)));
        }
    };
    let content = |line: &Line| &text[line.start..line.end];
    // Below metadata whose end is missing the story begins with the first line that is none.
    let open = run.first().filter(|_| format == Format::Markdown).and_then(|f| header::opens(content(f), run[1..].iter().map(content)));
    for (i, line) in run.iter().enumerate() {
        let content = content(line);
        let story = open.is_some_and(|mark| !header::belongs(content, mark));
        if i > 0 && (!wrapped || story || starts_block(content, format)) {
            flush(&mut first, i - 1, blocks);
        }
        first.get_or_insert(i);
        if ends_block(content, format) {
            flush(&mut first, i, blocks);
        }
    }
    flush(&mut first, run.len().saturating_sub(1), blocks);
}

/// Whether the lines of a run were broken to fit a width, so that they make up one paragraph: no line is long, and each
/// line but the last is so full that the first word of the next line would not have fitted.
fn is_hard_wrapped(text: &str, run: &[Line]) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    if run.len() < 2 {
        return false;
    }
    let all = &text[first.start..last.end];
    if all.contains("]{") {
        // Annotations were put in after the lines were broken.
        let clean = inline::parse(all, Format::Text).clean.text;
        let run: Vec<Line> = lines(&clean).collect();
        return fills_lines(&clean, &run);
    }
    fills_lines(text, run)
}

fn fills_lines(text: &str, run: &[Line]) -> bool {
    const WIDEST: usize = 100;
    const NARROWEST: usize = 40;
    let width = |l: &Line| text[l.start..l.end].chars().take(WIDEST + 1).count();
    let Some(widest) = run.iter().map(width).max() else { return false };
    if run.len() < 2 || !(NARROWEST..=WIDEST).contains(&widest) {
        return false;
    }
    run.windows(2).all(|pair| {
        let next_word = text[pair[1].start..pair[1].end].split_whitespace().next().unwrap_or_default().chars().count();
        width(&pair[0]) + 1 + next_word + 2 > widest
    })
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
