//! Markdown inside a block: which of its letters are read, and its links, images and notes. The grammar is `pulldown-cmark`'s; tags of
//! HTML and of templates were taken out before ([`super::apart`]).

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::apart::Apart;
use super::clean::Clean;
use super::position::clamp;

/// What markup says about a block beyond its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own of a Markdown block")]
pub struct Markup {
    /// Links: what they cover in the clean text, and where they lead.
    pub links: Vec<(Range<u32>, String)>,
    /// Where footnotes are referred to, in the clean text.
    pub notes: Vec<u32>,
    /// The level of a heading.
    pub heading: Option<u8>,
    /// Whether the block is nothing but an image; its text is the image's description, or its caption.
    pub image: bool,
    /// Whether the block is a list item.
    pub item: bool,
    /// Whether the block is a block quotation.
    pub quote: bool,
    /// Whether all of the block is emphasised.
    pub emphasis: bool,
    /// Whether the block is code, raw HTML or a rule: nothing to read.
    pub opaque: bool,
    /// Whether the block is a table, or a row of one; its cells are parted by tabs.
    pub table: bool,
}

impl Markup {
    /// Takes over what pieces that are no copy say.
    pub(super) fn of(apart: &mut Apart) -> Self {
        Self {
            links: std::mem::take(&mut apart.links),
            notes: std::mem::take(&mut apart.notes),
            heading: apart.heading,
            image: apart.caption,
            item: apart.item,
            quote: apart.quote,
            emphasis: apart.emphasis,
            opaque: apart.opaque,
            table: apart.table,
        }
    }

    /// Moves all places to those that `to` has for them in another text.
    pub(super) fn moved(&mut self, to: &Clean) {
        for (range, _) in &mut self.links {
            *range = to.of_raw(range.start as usize)..to.of_raw(range.end as usize);
        }
        for note in &mut self.notes {
            *note = to.of_raw(*note as usize);
        }
    }

    /// Adds what Markdown says.
    pub(super) fn join(&mut self, own: Self) {
        self.links.extend(own.links);
        self.notes.extend(own.notes);
        self.heading = self.heading.or(own.heading);
        self.image |= own.image;
        self.item |= own.item;
        self.quote |= own.quote;
        self.emphasis |= own.emphasis;
        self.opaque |= own.opaque;
        self.table |= own.table;
    }
}

/// A link whose address stands elsewhere in the draft: it is one where it has a label.
#[allow(clippy::needless_pass_by_value, reason = "the parser hands it over so")]
fn elsewhere<'a>(link: BrokenLink<'_>) -> Option<(CowStr<'a>, CowStr<'a>)> {
    matches!(link.link_type, LinkType::Reference | LinkType::Collapsed).then(|| (CowStr::Borrowed(""), CowStr::Borrowed("")))
}

/// Reads the Markdown of one block, with the stretches that marks enclose, these included. `None` for the text where it reads as
/// typed.
#[must_use]
pub fn read(raw: &str) -> (Option<Clean>, Markup, Vec<Range<usize>>) {
    if raw
        .bytes()
        .all(|b| !matches!(b, b'*' | b'_' | b'[' | b'#' | b'>' | b'`' | b'<' | b'&' | b'\\' | b'!' | b'|' | b'~' | b'-' | b'+' | b'='))
        && !raw.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace())
        && !raw.contains(['\n', '\r'])
    {
        return (None, Markup::default(), Vec::new());
    }
    // Indented news copy is copy, not code: the block is read without its leading blanks.
    let lead = raw.len() - raw.trim_start().len();
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    // A row of a table stands in a block of its own, without the row of dashes that would make it one.
    let markup = Markup { table: is_row(&raw[lead..]), ..Markup::default() };
    let mut reader = MarkReader { raw, markup, ..MarkReader::default() };
    for (event, range) in Parser::new_with_broken_link_callback(&raw[lead..], options, Some(elsewhere)).into_offset_iter() {
        reader.event(event, range.start + lead..range.end + lead);
    }
    reader.markup.emphasis = reader.emphasised > 0 && reader.plain * 10 < reader.emphasised;
    reader.markup.image = reader.images == 1 && raw.trim().starts_with("![") && raw.trim().ends_with(')');
    (Some(reader.clean), reader.markup, reader.pairs)
}

#[derive(Default)]
struct MarkReader<'a> {
    raw: &'a str,
    clean: Clean,
    markup: Markup,
    /// Links that are not closed: where they start in the clean text, and where they lead.
    links: Vec<(u32, String)>,
    pairs: Vec<Range<usize>>,
    /// Where what was taken over last ends.
    taken: usize,
    /// Bytes that are emphasised, and that are not.
    emphasised: usize,
    plain: usize,
    images: usize,
    /// How deep in emphasis, and in what is struck out.
    depth: usize,
    struck: usize,
}

impl MarkReader<'_> {
    fn push(&mut self, range: Range<usize>) {
        self.taken = range.end;
        self.clean.push(self.raw, range);
    }

    fn put(&mut self, range: Range<usize>, with: &str) {
        self.taken = range.end;
        self.clean.replace(range, with);
    }

    /// Parts what begins at a byte from the words before it.
    fn part(&mut self, at: usize, with: &str) {
        if at > self.taken && !self.clean.text.is_empty() && !self.clean.text.ends_with('\n') {
            self.put(at - 1..at, with);
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak if self.struck > 0 => {}
            Event::Text(_) => {
                *(if self.depth > 0 { &mut self.emphasised } else { &mut self.plain }) += range.len();
                self.push(range);
            }
            Event::Code(_) => {
                let ticks = self.raw[range.clone()].bytes().take_while(|b| *b == b'`').count();
                self.push(range.start + ticks..range.end.saturating_sub(ticks).max(range.start + ticks));
            }
            Event::SoftBreak => self.push(range),
            // The marks of a hard break are no copy.
            Event::HardBreak => self.put(range, "\n"),
            Event::FootnoteReference(_) => self.markup.notes.push(clamp(self.clean.text.len())),
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => self.markup.opaque = true,
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong => self.depth += 1,
            Tag::Heading { level, .. } => self.markup.heading = Some(level as u8),
            Tag::Link { dest_url, link_type, .. } => {
                let url = if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                self.links.push((clamp(self.clean.text.len()), url));
            }
            Tag::Image { .. } => self.images += 1,
            Tag::Item => {
                self.markup.item = true;
                self.part(range.start, "\n");
            }
            Tag::Paragraph => self.part(range.start, "\n"),
            Tag::BlockQuote(_) => self.markup.quote = true,
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => self.markup.opaque = true,
            Tag::Strikethrough => self.struck += 1,
            Tag::Table(_) => self.markup.table = true,
            Tag::TableCell | Tag::TableRow => self.part(range.start, "\t"),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => self.depth = self.depth.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link => {
                if let Some((start, url)) = self.links.pop() {
                    self.markup.links.push((start..clamp(self.clean.text.len()), url));
                }
            }
            _ => return,
        }
        self.pairs.push(range);
    }
}

/// Whether a text is a row of a table between bars.
#[must_use]
pub(super) fn is_row(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('|') && text[1..].contains('|')
        || text.starts_with("+-") && text.bytes().all(|b| matches!(b, b'+' | b'-' | b'=' | b':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(raw: &str) -> String {
        read(raw).0.map_or_else(|| raw.to_owned(), |c| c.text)
    }

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(clean("The **mayor** said [so](https://a.example/x) \\*twice\\*.[^1]"), "The mayor said so *twice*.[^1]");
        assert_eq!(clean("# A head"), "A head");
        assert_eq!(clean("> Said *she*,\n> he said."), "Said she,\nhe said.");
        assert_eq!(clean("- item one\n  goes on"), "item one\ngoes on");
        assert_eq!(clean("It rose.\\\nIt fell.  \nIt ~~stood~~ lay."), "It rose.\nIt fell.\nIt  lay.");
        assert_eq!(clean("It rose.\n\nIt fell."), "It rose.\nIt fell.");
        assert_eq!(clean("The [report][1] of the [Board][] [sic]"), "The report of the Board [sic]");
        assert_eq!(clean("Quay | Boats\n---|---\nOld | 12"), "Quay\tBoats\tOld\t12");
        let (_, markup, pairs) = read("see [the report](https://a.example/x)");
        assert_eq!(markup.links, [(4..14, "https://a.example/x".to_owned())]);
        assert_eq!((pairs.len(), pairs[0].clone()), (1, 4..37));
        assert!(read("![A man](x.jpg)").1.image);
    }
}
