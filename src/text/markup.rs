//! Markdown inside a block: which of its letters are read, and its links, images and notes. The grammar is `pulldown-cmark`'s.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::clean::Clean;
use super::position::clamp;

/// What Markdown says about a block beyond its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own of a Markdown block")]
pub struct Markup {
    /// Links: what they cover in the clean text, and where they lead.
    pub links: Vec<(Range<u32>, String)>,
    /// Where footnotes are referred to, in the clean text.
    pub notes: Vec<u32>,
    /// The level of a heading.
    pub heading: Option<u8>,
    /// Whether the block is nothing but an image; its text is the image's description.
    pub image: bool,
    /// Whether the block is a list item.
    pub item: bool,
    /// Whether the block is a block quotation.
    pub quote: bool,
    /// Whether all of the block is emphasised.
    pub emphasis: bool,
    /// Whether the block is code, raw HTML or a rule: nothing to read.
    pub opaque: bool,
}

/// Reads the Markdown of one block. `None` for the text where it reads as typed.
#[must_use]
pub fn read(raw: &str) -> (Option<Clean>, Markup) {
    let mut markup = Markup::default();
    if raw
        .bytes()
        .all(|b| !matches!(b, b'*' | b'_' | b'[' | b'#' | b'>' | b'`' | b'<' | b'&' | b'\\' | b'!' | b'|' | b'~' | b'-' | b'+' | b'='))
        && !raw.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace())
        && !raw.contains(['\n', '\r'])
    {
        return (None, markup);
    }
    let mut clean = Clean::default();
    let mut links: Vec<(u32, String)> = Vec::new();
    let (mut emphasised, mut plain, mut depth, mut image) = (0usize, 0usize, 0usize, 0usize);
    // Indented news copy is copy, not code: the block is read without its leading blanks.
    let lead = raw.len() - raw.trim_start().len();
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(&raw[lead..], options).into_offset_iter() {
        let range = range.start + lead..range.end + lead;
        match event {
            Event::Text(_) => {
                if depth > 0 {
                    emphasised += range.len();
                } else {
                    plain += range.len();
                }
                clean.push(raw, range);
            }
            Event::Code(_) => {
                let ticks = raw[range.clone()].bytes().take_while(|b| *b == b'`').count();
                clean.push(raw, range.start + ticks..range.end.saturating_sub(ticks).max(range.start + ticks));
            }
            Event::SoftBreak | Event::HardBreak => clean.push(raw, range),
            Event::FootnoteReference(_) => markup.notes.push(clamp(clean.text.len())),
            Event::Start(tag) => match tag {
                Tag::Emphasis | Tag::Strong => depth += 1,
                Tag::Heading { level, .. } => markup.heading = Some(level as u8),
                Tag::Link { dest_url, link_type, .. } => {
                    let url = if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                    links.push((clamp(clean.text.len()), url));
                }
                Tag::Image { .. } => image += 1,
                Tag::Item => markup.item = true,
                Tag::BlockQuote(_) => markup.quote = true,
                Tag::CodeBlock(_) | Tag::HtmlBlock => markup.opaque = true,
                _ => {}
            },
            Event::End(tag) => match tag {
                TagEnd::Emphasis | TagEnd::Strong => depth = depth.saturating_sub(1),
                TagEnd::Link => {
                    if let Some((start, url)) = links.pop() {
                        markup.links.push((start..clamp(clean.text.len()), url));
                    }
                }
                _ => {}
            },
            Event::Rule => markup.opaque = true,
            _ => {}
        }
    }
    markup.emphasis = emphasised > 0 && plain * 10 < emphasised;
    markup.image = image == 1 && raw.trim().starts_with("![") && raw.trim().ends_with(')');
    (Some(clean), markup)
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
        let (_, markup) = read("see [the report](https://a.example/x)");
        assert_eq!(markup.links, [(4..14, "https://a.example/x".to_owned())]);
        assert!(read("![A man](x.jpg)").1.image);
    }
}
