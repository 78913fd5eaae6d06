//! What a block looks like by itself, from which the region pass tells what it is for.

use super::Format;
use super::lines;
use super::markup::Markup;

/// What a block looks like by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own of a block's looks")]
pub struct Shape {
    pub(super) words: usize,
    pub(super) sentence_ends: usize,
    pub(super) ends_like_a_sentence: bool,
    pub(super) opens_quotation: bool,
    pub(super) credit_line: bool,
    pub(super) ends_with_credit: bool,
    pub(super) heading: Option<u8>,
    pub(super) image: bool,
    pub(super) item: bool,
    pub(super) quote: bool,
    pub(super) emphasis: bool,
    pub(super) opaque: bool,
    pub(super) fence: bool,
    pub(super) rule: bool,
    pub(super) byline: bool,
    pub(super) boilerplate: bool,
    pub(super) note: bool,
    pub(super) date_line: bool,
    pub(super) aside: bool,
    /// Bytes of the clean text that are a dateline ("PARIS, May 3 (Agency) - ").
    pub dateline: usize,
}

impl Shape {
    /// Looks at a block.
    #[must_use]
    pub fn of(clean: &str, raw: &str, format: Format, markup: &Markup) -> Self {
        let text = clean.trim();
        let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
        let words = text.split_whitespace().take(200).count();
        let short = words <= 40;
        Self {
            words,
            sentence_ends: if words <= 80 { sentence_ends(text) } else { 9 },
            ends_like_a_sentence: bare.ends_with(['.', '!', '?', '…', ':', ';', ',', '—']),
            opens_quotation: text.starts_with(['"', '“', '«', '‘']),
            credit_line: lines::is_credit_line(text),
            ends_with_credit: lines::ends_with_credit(text),
            heading: markup.heading,
            image: markup.image,
            item: markup.item || (format == Format::Text && lines::is_list_item(text)),
            quote: markup.quote,
            emphasis: markup.emphasis,
            opaque: markup.opaque,
            fence: format == Format::Markdown && (raw.trim_start().starts_with("```") || raw.trim_start().starts_with("~~~")),
            rule: lines::is_rule(raw),
            byline: short && lines::is_byline(text),
            boilerplate: short && lines::is_boilerplate(text),
            note: lines::is_note(text),
            date_line: words <= 12 && lines::is_date_line(text),
            aside: words <= 12 && text.starts_with(['(', '[']) && text.trim_end_matches('.').ends_with([')', ']']),
            dateline: lines::dateline_length(clean),
        }
    }

    pub(super) fn is_caption(&self) -> bool {
        self.image || self.ends_with_credit
    }
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
