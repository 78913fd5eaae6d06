//! What each block of a draft is for: headline, standfirst, caption, body. Told from what blocks look like, in order.
//!
//! Furniture (all that is not body, quotation or list) is read for names and dates but never asked for a source.

use super::Format;
use super::draft::Slot;
use super::markup::Markup;

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

/// What a block looks like by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own of a block's looks")]
pub struct Shape {
    words: usize,
    sentence_ends: usize,
    ends_like_a_sentence: bool,
    opens_quotation: bool,
    credit_line: bool,
    ends_with_credit: bool,
    heading: Option<u8>,
    image: bool,
    item: bool,
    quote: bool,
    emphasis: bool,
    opaque: bool,
    fence: bool,
    rule: bool,
    byline: bool,
    boilerplate: bool,
    date_line: bool,
    aside: bool,
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
            credit_line: is_credit_line(text),
            ends_with_credit: ends_with_credit(text),
            heading: markup.heading,
            image: markup.image,
            item: markup.item || (format == Format::Text && super::cut::is_list_item(text)),
            quote: markup.quote,
            emphasis: markup.emphasis,
            opaque: markup.opaque,
            fence: format == Format::Markdown && (raw.trim_start().starts_with("```") || raw.trim_start().starts_with("~~~")),
            rule: super::cut::is_rule(raw),
            byline: short && is_byline(text),
            boilerplate: short && is_boilerplate(text),
            date_line: words <= 12 && is_date_line(text),
            aside: words <= 12 && text.starts_with(['(', '[']) && text.trim_end_matches('.').ends_with([')', ']']),
            dateline: dateline_length(clean),
        }
    }

    fn is_caption(&self) -> bool {
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

/// A line that is nothing but a picture's credit: "(photo credit: A. Person/AGENCY)", "Photo: A. Person".
#[must_use]
pub fn is_credit_line(line: &str) -> bool {
    let l = line.trim();
    if l.len() > 160 {
        return false;
    }
    let lower = l.to_lowercase();
    let inner = lower.trim_start_matches(['(', '[', '*', '_']);
    let told = [
        "photo credit",
        "image credit",
        "picture credit",
        "credit:",
        "photo by ",
        "photograph by ",
        "photograph:",
        "photo:",
        "picture by ",
        "image:",
    ]
    .iter()
    .any(|m| inner.starts_with(m));
    told && l.split_whitespace().count() <= 16
}

/// A line whose last words are a picture's credit in brackets: "… on Monday. (AP Photo/A. Person)".
#[must_use]
pub fn ends_with_credit(line: &str) -> bool {
    let l = line.trim().trim_end_matches(['.', '*', '_']);
    let Some(open) = l.rfind('(').filter(|o| *o > 0 && l.ends_with(')') && l.len() - o <= 140) else { return false };
    let inner = l[open + 1..l.len() - 1].to_lowercase();
    let agencies = ["ap photo", "photo/", "reuters/", "afp/", "getty images", "epa/", "pool photo", "handout", "courtesy of", "file photo"];
    inner.starts_with("photo") || inner.contains("credit:") || inner.starts_with("picture") || agencies.iter().any(|a| inner.contains(a))
}

fn is_byline(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 14 || words.len() < 2 {
        return false;
    }
    let first = words[0].trim_end_matches(':');
    (first.eq_ignore_ascii_case("by") || text.to_lowercase().starts_with("written by"))
        && words.iter().skip(1).filter(|w| w.starts_with(char::is_uppercase)).count() * 2 >= words.len()
        && !text.ends_with(['.', '?', '!'])
        && !matches!(words[1].to_lowercase().as_str(), "the" | "a" | "an" | "then" | "now")
}

fn is_boilerplate(text: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(['*', '_', '(', '[', '-', '–', '—', '>', '•', ' ', '"', '“']);
    const STARTS: &[&str] = &[
        "stay updated",
        "stay informed",
        "subscribe",
        "sign up",
        "read more",
        "read also",
        "read the full",
        "read the rest",
        "click here",
        "follow us",
        "advertisement",
        "related:",
        "related stories",
        "related articles",
        "related topics",
        "©",
        "copyright",
        "all rights reserved",
        "abstract.",
        "more to come",
        "this is a developing story",
        "this story has been updated",
        "this article has been updated",
        "this story will be updated",
        "reporting by",
        "additional reporting",
        "editing by",
        "our standards:",
        "share this",
        "listen to",
        "watch:",
        "photos:",
        "video:",
        "download the app",
        "get the latest",
        "join our",
        "support our",
        "have a tip",
        "send tips",
        "like us on",
        "newsletter",
        "skip ad",
        "continue reading",
        "for more",
        "correction:",
        "editor's note",
        "editor’s note",
        "editors' note",
        "editors’ note",
        "a version of this article",
        "contact the",
        "contact us",
        "email the",
        "terms of use",
        "privacy policy",
        "http://",
        "https://",
        "www.",
        "pic.twitter.com",
        "this story was originally published",
    ];
    if STARTS.iter().any(|s| lower.starts_with(s)) {
        return true;
    }
    let ends = ["newsletter", "on twitter", "on facebook", "on instagram", "read more", "click here"];
    (lower.starts_with("follow ") && (lower.contains('@') || lower.contains(" on ")))
        || (lower.split_whitespace().count() <= 8 && ends.iter().any(|e| lower.trim_end_matches(['.', '!']).ends_with(e)))
        || lower.trim_matches(['-', '#', '*', ' ']) == "ends"
        || lower.trim_matches(['#', '-', '*', '_', ' ', '\u{a0}']).is_empty()
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Whether a word is the name of a month, in full or as wire copy shortens it.
#[must_use]
pub fn is_month(word: &str) -> bool {
    let w = word.trim_end_matches(['.', ',']).to_lowercase();
    w.len() >= 3 && MONTHS.iter().any(|m| *m == w || (m.starts_with(w.as_str()) && (w.len() == 3 || w == "sept")))
}

/// A line that says when the story was published, and no more: "March 27, 2008", "Published: 1 May 2024 | Updated …".
fn is_date_line(text: &str) -> bool {
    let lower = text.to_lowercase();
    let told = ["published", "updated", "posted", "last modified", "last updated", "date:"].iter().any(|m| lower.starts_with(m));
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")));
    let months = text.split(|c: char| !c.is_alphanumeric()).filter(|w| is_month(w)).count();
    let iso = text.split_whitespace().any(|w| {
        w.len() >= 10
            && w.is_char_boundary(10)
            && w[..10].bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
    });
    if told {
        return has_year || months > 0;
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    has_year
        && (months == 1 || iso)
        && words <= 7
        && !text.ends_with('.')
        && text.split_whitespace().all(|w| {
            let w = w.trim_matches([',', '.', '|', '-', '–', '(', ')']);
            w.is_empty()
                || w.starts_with(|c: char| c.is_ascii_digit())
                || is_month(w)
                || is_weekday(w)
                || w.chars().count() <= 4 && w.chars().all(|c| c.is_uppercase() || c == '.')
                || matches!(w, "at" | "of" | "am" | "pm")
        })
}

fn is_weekday(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// The length in bytes of a dateline that opens a paragraph, with the dash: "PARIS, May 3 (Agency) - ", "WASHINGTON — ".
fn dateline_length(text: &str) -> usize {
    let lead = text.len() - text.trim_start().len();
    let head: String = text[lead..].chars().take(110).collect();
    let dash = [" – ", " — ", " -- ", " - ", "_ ", ")–", ")—", ") —"].iter().filter_map(|d| head.find(d).map(|i| (i, d.len()))).min();
    let Some((at, length)) = dash else { return 0 };
    let place = &head[..at];
    let words: Vec<&str> = place.split_whitespace().collect();
    let Some(first) = words.first() else { return 0 };
    let capitals = first.chars().filter(|c| c.is_alphabetic()).count() >= 2 && first.chars().all(|c| !c.is_lowercase());
    let agency = place.ends_with(')') && place.contains('(') && first.starts_with(char::is_uppercase);
    if words.len() > 12 || !(capitals || agency) || place.contains(['"', '“', '?', ':']) {
        return 0;
    }
    let dash_to_text = head[at..].len() - head[at..].trim_start_matches([' ', '-', '–', '—', '_', ')']).len();
    let at = if place.ends_with(')') || !head[at..].starts_with(')') { at } else { at + 1 };
    lead + (at + dash_to_text.max(length)).min(text.len() - lead)
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
        } else if s.boilerplate {
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
    if !slots.first().is_some_and(|s| s.gap == 0 && is_delimiter(s, false)) {
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
    use crate::text::Draft;

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
        let text = "Harbour closed to freight for winter\n\nBy Ana Sousa\n\nPORTO, May 3 (Agency) - The council voted on Tuesday.\n\nCranes stand idle, May 2, 2024. (AP Photo/J. Doe)\nA ship waits.\n(photo credit: AGENCY/JO DOE)\n\nWhat happens next\n\nThe port opens in June, the mayor said.\n\nSubscribe to our newsletter";
        expect_test::expect![[r"
            headline     Harbour closed to freight for winter
            byline       By Ana Sousa
            body         PORTO, May 3 (Agency) - The council vote
            caption      Cranes stand idle, May 2, 2024. (AP Phot
            caption      A ship waits.
            credit       (photo credit: AGENCY/JO DOE)
            subheading   What happens next
            body         The port opens in June, the mayor said.
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
