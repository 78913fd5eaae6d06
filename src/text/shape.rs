//! What a block looks like by itself, from which the region pass tells what it is for.

use super::Format;
use super::lines::{self, LineKind, SheetLabel};
use super::markup::Markup;
use super::position::clamp;

/// What a block looks like by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own of a block's looks")]
pub struct Shape {
    /// Words, as far as they are counted.
    pub(super) words: u8,
    /// Ends of sentences; of a block with many words they are not counted.
    pub(super) sentence_ends: u8,
    pub(super) ends_like_a_sentence: bool,
    pub(super) full_stop: bool,
    /// Whether it tells when something happened, or who said so: headlines do neither.
    pub(super) reports: bool,
    pub(super) opens_quotation: bool,
    pub(super) line: LineKind,
    pub(super) sheet: Option<SheetLabel>,
    pub(super) ends_with_credit: bool,
    pub(super) heading: Option<u8>,
    pub(super) image: bool,
    pub(super) item: bool,
    pub(super) quote: bool,
    pub(super) emphasis: bool,
    pub(super) opaque: bool,
    pub(super) table: bool,
    pub(super) fence: bool,
    pub(super) rule: bool,
    /// Bytes of the clean text that are a dateline ("PARIS, May 3 (Agency) - ").
    pub dateline: u32,
    /// Bytes of the clean text that are a place and a colon, or a speaker's label ("NEW DELHI: ").
    pub label: u32,
}

impl Shape {
    /// Looks at a block.
    #[must_use]
    pub fn of(clean: &str, raw: &str, format: Format, markup: &Markup) -> Self {
        let text = clean.trim();
        let bare = without_marks(text);
        const MOST: usize = 200;
        let words = text.split_whitespace().take(MOST).count();
        let opening = lines::dateline(clean);
        Self {
            words: small(words),
            sentence_ends: small(if words <= 80 { sentence_ends(text) } else { 9 }),
            ends_like_a_sentence: bare.ends_with(['.', '!', '?', '…', ':', ';', ',', '—']),
            full_stop: bare.ends_with(['.', '…']) && !ends_shortened(bare),
            reports: words <= 60 && reports(text),
            opens_quotation: text.starts_with(['"', '“', '«', '‘']),
            line: LineKind::of(text, words),
            sheet: lines::sheet_label(text),
            ends_with_credit: lines::ends_with_credit(text) || lines::is_bracketed_caption(text),
            heading: markup.heading,
            image: markup.image,
            item: markup.item || (format == Format::Text && (lines::is_list_item(text) || lines::is_list_item(raw))),
            quote: markup.quote,
            emphasis: markup.emphasis,
            opaque: markup.opaque,
            table: markup.table,
            fence: format == Format::Markdown && (raw.trim_start().starts_with("```") || raw.trim_start().starts_with("~~~")),
            rule: lines::is_rule(raw),
            dateline: if opening.label { 0 } else { clamp(opening.length) },
            label: if opening.label { clamp(opening.length) } else { 0 },
        }
    }

    /// Whether the block says when the story was changed.
    #[must_use]
    pub fn tells_update(&self) -> bool {
        self.line == LineKind::Updated
    }

    /// Bytes of the text, without the blanks around it, that only say what the line is for ("HED: ").
    #[must_use]
    pub fn sheet_label(&self) -> usize {
        self.sheet.map_or(0, |s| s.length as usize)
    }

    /// Whether the block tells the control room of a broadcast what to do: what stands below it is on tape.
    #[must_use]
    pub fn is_cue(&self) -> bool {
        self.line == LineKind::Cue
    }

    pub(super) fn is_caption(&self) -> bool {
        self.image || self.ends_with_credit
    }
}

/// A small number; of a greater one, the greatest that there is room for.
fn small(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

fn sentence_ends(text: &str) -> usize {
    let mut ends = 0;
    let mut chars = text.chars().peekable();
    let mut word = 0usize;
    while let Some(c) = chars.next() {
        if matches!(c, '.' | '!' | '?') && word > 2 && chars.peek().is_none_or(|n| n.is_whitespace() || "\"”’')".contains(*n)) {
            ends += 1;
        }
        word = if c.is_alphanumeric() { word + 1 } else { 0 };
    }
    ends
}

/// A text without the marks that may stand behind its last sentence: quotation marks, stars, and short remarks in brackets.
fn without_marks(text: &str) -> &str {
    const REMARK: usize = 16;
    let mut text = text;
    loop {
        let bare = text.trim_end_matches(|c: char| c.is_whitespace() || "\"”’'»*_†‡¹²³\\".contains(c));
        let remark = bare.strip_suffix(']').map(|t| (t, '[')).or_else(|| bare.strip_suffix(')').map(|t| (t, '(')));
        let open = remark.and_then(|(t, mark)| t.rfind(mark).filter(|o| *o > 0 && t.len() - o <= REMARK));
        match open {
            Some(open) if bare[..open].trim_end().ends_with(['.', '!', '?', '…', '”', '"']) => text = &bare[..open],
            _ if bare.ends_with([')', ']']) => text = bare.trim_end_matches([')', ']']),
            _ if bare.len() == text.len() => return text,
            _ => text = bare,
        }
    }
}

fn reports(text: &str) -> bool {
    // All of these end so; most words do not.
    let may = |w: &str| matches!(w.as_bytes().last(), Some(b'd' | b'g' | b't' | b'y' | b's' | b'D' | b'Y' | b'S'));
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3 && may(w));
    words.any(|w| lines::REPORTING.contains(&w) || w.len() > 4 && lines::is_weekday(w))
}

/// Whether the full stop at the end belongs to a shortened word, as in names of firms and states.
fn ends_shortened(text: &str) -> bool {
    const FIRMS: [&str; 12] = ["Inc.", "Corp.", "Ltd.", "Co.", "Bros.", "Jr.", "Sr.", "Cos.", "St.", "Ave.", "Dept.", "No."];
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    FIRMS.contains(&last) || last.trim_end_matches('.').contains('.') && last.split('.').all(|p| p.chars().count() <= 2)
}
