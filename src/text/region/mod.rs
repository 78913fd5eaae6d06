//! What each block of a draft is for: headline, standfirst, caption, body. Told from what blocks look like, in order;
//! the top of the story has a file of its own.
//!
//! Furniture (all that is not body, quotation or list) is read for names and dates but never asked for a source.

mod closing;
mod sheet;
mod top;

use std::collections::HashSet;

use super::lines::LineKind;
use super::shape::Shape;
use super::slot::Slot;

/// What a block is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// Metadata at the top, with its fences.
    FrontMatter,
    /// The title of the story.
    Headline,
    /// The line under the headline that sums the story up.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// Where and when: a line of its own. A dateline that opens a paragraph is part of that body block.
    Dateline,
    /// The words of a picture.
    Caption,
    /// Who took a picture.
    Credit,
    /// A heading within the story.
    Subheading,
    /// The story.
    #[default]
    Body,
    /// A quotation set as a block.
    QuoteBlock,
    /// An item of a list.
    List,
    /// What the site puts around stories: newsletter lines, links, code, rules.
    Boilerplate,
}

impl Region {
    /// The name used in `analyze` output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Subheading => "subheading",
            Self::Body => "body",
            Self::QuoteBlock => "quote-block",
            Self::List => "list",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// Whether the story itself speaks here.
    #[must_use]
    pub fn is_story(self) -> bool {
        matches!(self, Self::Body | Self::QuoteBlock | Self::List)
    }
}

/// How many of a draft's first blocks are its front matter, delimiters included.
#[must_use]
pub fn front_matter(regions: &[Region]) -> usize {
    regions.iter().take_while(|r| **r == Region::FrontMatter).count()
}

/// The region of each block. `front` is how many blocks are the front matter, `titled` whether metadata has the headline, so
/// that no paragraph is taken for it.
#[must_use]
pub fn regions(slots: &[Slot], front: usize, titled: Option<&str>) -> Vec<Region> {
    let shapes: Vec<&Shape> = slots.iter().map(|s| &s.block.shape).collect();
    let mut regions = vec![Region::Body; shapes.len()];
    regions[..front].fill(Region::FrontMatter);

    let mut fenced = false;
    for i in front..shapes.len() {
        let s = shapes[i];
        regions[i] = if s.fence || fenced {
            fenced ^= s.fence;
            Region::Boilerplate
        } else if s.opaque || s.rule || s.table || s.words == 0 {
            Region::Boilerplate
        } else if s.line == LineKind::Credit {
            Region::Credit
        } else if s.is_caption() {
            Region::Caption
        } else {
            match s.line {
                LineKind::Boilerplate if s.heading.is_some() => Region::Body,
                LineKind::Caption => Region::Caption,
                LineKind::Boilerplate | LineKind::Note | LineKind::Contact | LineKind::Embargo => Region::Boilerplate,
                LineKind::Slug | LineKind::Cue | LineKind::End => Region::Boilerplate,
                LineKind::Writer if s.emphasis => Region::Boilerplate,
                LineKind::Dated | LineKind::Updated | LineKind::Stamp => Region::Dateline,
                _ if s.quote => Region::QuoteBlock,
                _ if s.item => Region::List,
                _ => Region::Body,
            }
        };
    }
    spanning(slots, &mut regions, front);
    // The lines of a note, or of whom to ask, up to the next blank one.
    let mut note = false;
    for i in front..shapes.len() {
        let starts = matches!(shapes[i].line, LineKind::Note | LineKind::Contact);
        let opens = shapes[i].line == LineKind::Byline || shapes[i].dateline > 0;
        note = starts || note && !slots[i].after_blank && !opens;
        if note && regions[i].is_story() {
            regions[i] = Region::Boilerplate;
        }
    }
    // A line with no credit of its own, directly above a line that is nothing but a credit, is that picture's caption.
    for i in front + 1..shapes.len() {
        if regions[i] == Region::Credit && regions[i - 1] == Region::Body && !slots[i].after_blank {
            regions[i - 1] = Region::Caption;
        }
    }
    // Emphasised words right below a picture are its caption.
    for i in front + 1..shapes.len() {
        if regions[i] == Region::Body && shapes[i].emphasis && shapes[i - 1].image && !slots[i].after_blank {
            regions[i] = Region::Caption;
        }
    }
    sheet::of_copy(slots, &mut regions, front);
    let next = top::of_story(slots, &mut regions, front, titled);
    for i in next..shapes.len() {
        let s = shapes[i];
        if regions[i].is_story() && s.line == LineKind::Agate {
            regions[i] = Region::Boilerplate;
        }
        if regions[i] != Region::Body {
            continue;
        }
        // "— Ana Sousa, mayor" below a quotation signs it, and "Ana Sousa, mayor" on its next line.
        let below = i > 0 && shapes[i - 1].opens_quotation && regions[i - 1].is_story() && {
            slots[i - 1].block.raw.trim_end().ends_with(['”', '"', '»', '’']) && !s.opens_quotation
        };
        let raw = slots[i].block.raw.trim_start();
        let signs = || raw.starts_with(['—', '–', '-', '―']);
        if below
            && !slots[i].after_blank
            && s.words <= 12
            && !s.ends_like_a_sentence
            && raw.starts_with(char::is_uppercase)
            && raw.contains(", ")
        {
            regions[i] = Region::Credit;
            continue;
        }
        let heading = s.heading.is_some()
            || (s.words <= 12
                && !(below && signs())
                && !s.ends_like_a_sentence
                && !s.opens_quotation
                && s.dateline == 0
                && s.line != LineKind::Writer
                && slots.get(i + 1).is_some_and(|n| n.after_blank || n.block.shape.words > 12)
                && regions.get(i + 1).is_some_and(|r| r.is_story() || *r == Region::Caption));
        if s.line == LineKind::Aside {
            regions[i] = Region::Boilerplate;
        } else if heading {
            regions[i] = Region::Subheading;
        } else if s.line == LineKind::Byline {
            regions[i] = Region::Byline;
        }
    }
    closing::of_story(&shapes, &mut regions, next);
    regions
}

/// What begins in one block and ends in a later one: code and remarks, which are no copy, and block quotations.
fn spanning(slots: &[Slot], regions: &mut [Region], front: usize) {
    let mut missing: HashSet<&str> = HashSet::new();
    let mut at = front;
    while at < slots.len() {
        let closer = slots[at].block.apart.as_ref().and_then(|a| a.opens.as_deref()).filter(|c| !missing.contains(c));
        let within = |closer: &str| (at + 1..slots.len()).find(|i| slots[*i].block.raw.contains(closer));
        if let Some(closer) = closer {
            match within(closer) {
                Some(end) => {
                    regions[at + 1..=end].fill(Region::Boilerplate);
                    at = end;
                }
                None => {
                    missing.insert(closer);
                }
            }
        }
        at += 1;
    }
    let depth = |i: usize| slots[i].block.apart.as_ref().map_or(0, |a| a.quotations);
    let Some(last) = (front..slots.len()).rev().find(|i| depth(*i) < 0) else { return };
    let mut open = 0;
    for (i, region) in regions.iter_mut().enumerate().take(last + 1).skip(front) {
        if open > 0 && region.is_story() {
            *region = Region::QuoteBlock;
        }
        open = (open + depth(i)).max(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Draft, Format};

    fn drawn(text: &str, format: Format) -> String {
        let draft = Draft::new(text, format);
        let front = draft.front_matter();
        regions(draft.slots(), front.blocks(), front.metadata.headline.as_deref())
            .iter()
            .zip(draft.slots())
            .map(|(r, s)| format!("{:12} {}", r.name(), s.block.raw.chars().take(40).collect::<String>()))
            .fold(String::new(), |all, line| all + &line + "\n")
    }

    #[test]
    fn a_wire_story() {
        let text = "Harbour closed to freight for winter\n\nBy Ana Sousa\n\nPORTO, May 3 (Agency) - The council voted on Tuesday.\n\nCranes stand idle, May 2, 2024. (AP Photo/J. Doe)\nA ship waits.\n(photo credit: AGENCY/JO DOE)\n\nWhat happens next\n\nThe port opens in June, the mayor said.\n\nEditor’s note: A line\nand one more.\n\nSubscribe to our newsletter";
        expect_test::expect![[r"
            headline     Harbour closed to freight for winter
            byline       By Ana Sousa
            body         PORTO, May 3 (Agency) - The council vote
            caption      Cranes stand idle, May 2, 2024. (AP Phot
            caption      A ship waits.
            credit       (photo credit: AGENCY/JO DOE)
            subheading   What happens next
            body         The port opens in June, the mayor said.
            boilerplate  Editor’s note: A line
            boilerplate  and one more.
            boilerplate  Subscribe to our newsletter
        "]]
        .assert_eq(&drawn(text, Format::Text));
    }

    #[test]
    fn a_markdown_story() {
        let text = "---\ndate: 2024-05-03\n---\n# Harbour closed\n\n*No freight until spring, council says.*\n\nThe council voted.\n\n> We had no choice.\n\n- one item here\n\n## Next\n\nMore.\n\n```\ncode\n```\n";
        expect_test::expect![[r"
            front-matter ---
            front-matter date: 2024-05-03
            front-matter ---
            headline     # Harbour closed
            standfirst   *No freight until spring, council says.*
            body         The council voted.
            quote-block  > We had no choice.
            list         - one item here
            subheading   ## Next
            body         More.
            boilerplate  ```
            boilerplate  code
            boilerplate  ```
        "]]
        .assert_eq(&drawn(text, Format::Markdown));
    }
}
