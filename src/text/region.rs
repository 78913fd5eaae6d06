//! What each block of a draft is for: headline, standfirst, caption, body. Told from what blocks look like, in order.
//!
//! Furniture (all that is not body, quotation or list) is read for names and dates but never asked for a source.

use super::draft::Slot;
use super::shape::Shape;

/// What a block is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// YAML between `---` lines at the top.
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

/// The region of each block.
#[must_use]
pub fn regions(slots: &[Slot]) -> Vec<Region> {
    let shapes: Vec<&Shape> = slots.iter().map(|s| &s.block.shape).collect();
    let mut regions = vec![Region::Body; shapes.len()];
    let front = front_matter_end(slots);
    regions[..front].fill(Region::FrontMatter);

    let mut fenced = false;
    for i in front..shapes.len() {
        let s = shapes[i];
        regions[i] = if s.fence || fenced {
            fenced ^= s.fence;
            Region::Boilerplate
        } else if s.opaque || s.rule || s.words == 0 {
            Region::Boilerplate
        } else if s.credit_line {
            Region::Credit
        } else if s.is_caption() {
            Region::Caption
        } else if s.boilerplate || s.note {
            Region::Boilerplate
        } else if s.date_line {
            Region::Dateline
        } else if s.quote {
            Region::QuoteBlock
        } else if s.item {
            Region::List
        } else {
            Region::Body
        };
    }
    // The lines of an editors' note, up to the next blank one.
    let mut note = false;
    for i in front..shapes.len() {
        note = shapes[i].note || note && !slots[i].after_blank;
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
    let mut next = front;
    top_of_story(&shapes, &mut regions, &mut next);
    for i in next..shapes.len() {
        if regions[i] != Region::Body {
            continue;
        }
        let s = shapes[i];
        let heading = s.heading.is_some()
            || (s.words <= 12
                && !s.ends_like_a_sentence
                && !s.opens_quotation
                && s.dateline == 0
                && slots.get(i + 1).is_some_and(|n| n.after_blank || n.block.shape.words > 12)
                && regions.get(i + 1).is_some_and(|r| r.is_story() || *r == Region::Caption));
        if heading {
            regions[i] = Region::Subheading;
        } else if s.byline {
            regions[i] = Region::Byline;
        } else if s.aside {
            regions[i] = Region::Boilerplate;
        }
    }
    regions
}

/// Headline, then standfirst and byline, before the first paragraph.
fn top_of_story(shapes: &[&Shape], regions: &mut [Region], next: &mut usize) {
    let Some(first) = (*next..shapes.len()).find(|i| matches!(regions[*i], Region::Body)) else { return };
    let s = shapes[first];
    let more = regions[first + 1..].iter().any(|r| r.is_story());
    let headline = s.dateline == 0
        && !s.byline
        && s.words <= 30
        && (s.heading.is_some() || (more && (!s.ends_like_a_sentence || (s.words <= 22 && s.sentence_ends <= 1))));
    if !headline {
        return;
    }
    regions[first] = Region::Headline;
    let mut at = first + 1;
    while at < shapes.len() {
        let s = shapes[at];
        match regions[at] {
            Region::Body if s.byline => regions[at] = Region::Byline,
            Region::Body if is_standfirst(shapes, regions, first, at) => regions[at] = Region::Standfirst,
            Region::Body | Region::QuoteBlock | Region::List => break,
            _ => {}
        }
        at += 1;
    }
    *next = at;
}

fn is_standfirst(shapes: &[&Shape], regions: &[Region], headline: usize, at: usize) -> bool {
    let s = shapes[at];
    if regions[headline..at].contains(&Region::Standfirst)
        || s.dateline > 0
        || s.opens_quotation
        || s.words > 50
        || s.words < 4
        || s.sentence_ends > 2
    {
        return false;
    }
    let furniture_follows = shapes
        .get(at + 1)
        .is_some_and(|n| n.byline || n.dateline > 0 || matches!(regions[at + 1], Region::Caption | Region::Credit | Region::Dateline));
    let story_follows = regions[at + 1..].iter().any(|r| r.is_story());
    story_follows && (s.emphasis || s.heading.is_some() || !s.ends_like_a_sentence || furniture_follows)
}

/// How many blocks at the top are YAML front matter, delimiters included.
fn front_matter_end(slots: &[Slot]) -> usize {
    const LONGEST: usize = 400;
    let is_delimiter = |s: &Slot, end: bool| {
        let line = s.block.raw.trim_end();
        line == "---" || (end && line == "...")
    };
    if !slots.first().is_some_and(|s| s.opens && is_delimiter(s, false)) {
        return 0;
    }
    let Some(end) = slots.iter().skip(1).take(LONGEST).position(|s| is_delimiter(s, true)) else { return 0 };
    // A rule at the top of a Markdown draft is not front matter: something in between must be a key.
    let keyed = slots[1..=end]
        .iter()
        .any(|s| s.block.raw.split_once(':').is_some_and(|(k, _)| k.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')));
    if keyed || end == 0 { end + 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::dateline_length;
    use crate::text::{Draft, Format};

    fn drawn(text: &str, format: Format) -> String {
        let draft = Draft::new(text, format);
        regions(draft.slots())
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
        assert_eq!(dateline_length("PORTO, May 3 (Agency) - The council"), 24);
        assert_eq!(dateline_length("WASHINGTON — The council"), "WASHINGTON — ".len());
        assert_eq!(dateline_length("The council – which met – said"), 0);
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
