//! The top of a story: headline, standfirst and byline, before the first paragraph.

use super::Region;
use crate::text::lines::LineKind;
use crate::text::slot::Slot;

/// The most words of a headline.
const HEADLINE: u8 = 30;
/// The most words of a headline that ends as a sentence does.
const SENTENCE: u8 = 22;

/// Tells the top of a story, from the block `front` on; the number of the block at which the story goes on. `title` is the
/// headline that metadata has: nothing else is one then but a heading, or a line that says the same.
pub(super) fn of_story(slots: &[Slot], regions: &mut [Region], front: usize, title: Option<&str>) -> usize {
    let labelled = regions.iter().position(|r| *r == Region::Headline);
    let Some(first) = labelled.or_else(|| (front..slots.len()).find(|i| regions[*i] == Region::Body)) else { return front };
    let shape = |i: usize| &slots[i].block.shape;
    let headline = labelled.or_else(|| headline(slots, regions, first, title));
    if let Some(at) = headline {
        // What stands above it in short lines names the section or the series.
        for (above, region) in regions.iter_mut().enumerate().take(at).skip(front).filter(|(_, r)| **r == Region::Body) {
            *region = if shape(above).line == LineKind::Byline { Region::Byline } else { Region::Boilerplate };
        }
        regions[at] = Region::Headline;
    } else if title.is_none() {
        return front;
    }
    let mut at = headline.map_or(first, |h| h + 1);
    let from = headline.unwrap_or(front);
    while at < slots.len() {
        match regions[at] {
            Region::Body if shape(at).line == LineKind::Byline => regions[at] = Region::Byline,
            Region::Body if is_name(slots, regions, at) || is_house(slots, regions, at) => regions[at] = Region::Byline,
            // How to reach the writer, right below their name.
            Region::Body if shape(at).line == LineKind::Writer && at > 0 && regions[at - 1] == Region::Byline => {
                regions[at] = Region::Boilerplate;
            }
            Region::Body if is_standfirst(slots, regions, from, at) => regions[at] = Region::Standfirst,
            Region::Body | Region::QuoteBlock | Region::List => break,
            _ => {}
        }
        at += 1;
    }
    at
}

/// The block that is the headline.
fn headline(slots: &[Slot], regions: &[Region], first: usize, title: Option<&str>) -> Option<usize> {
    let shape = |i: usize| &slots[i].block.shape;
    let more = regions[first + 1..].iter().any(|r| r.is_story());
    // A heading among the lines above the first paragraph.
    let above = |i: &usize| regions[*i] == Region::Body && shape(*i).heading == Some(1);
    let prose = |i: &usize| regions[*i].is_story() && shape(*i).heading.is_none() && (shape(*i).full_stop || shape(*i).words > SENTENCE);
    let top = first..(first..slots.len()).find(prose).unwrap_or(slots.len());
    if let Some(heading) = top.clone().find(above) {
        return Some(heading);
    }
    let s = shape(first);
    if let Some(title) = title {
        let text = slots[first].block.text().trim();
        return (text.to_lowercase() == title.trim().to_lowercase()).then_some(first);
    }
    if s.heading.is_some() {
        return Some(first);
    }
    // "The mayor made the following statement:" leads in to what is quoted below it.
    let quotes = |i: usize| shape(i).opens_quotation;
    let leads_in = || {
        slots[first].block.text().trim_end().ends_with(':') && (first + 1..slots.len()).find(|i| regions[*i].is_story()).is_some_and(quotes)
    };
    // The story opens with its dateline: the line above that is the headline, however it ends.
    let dated = (first + 1..slots.len()).find(|i| regions[*i].is_story()).is_some_and(|i| shape(i).dateline > 0 && s.sentence_ends <= 1);
    let line = s.dateline == 0
        && s.label == 0
        && s.line != LineKind::Byline
        && s.words <= HEADLINE
        && more
        && !leads_in()
        && (!s.ends_like_a_sentence || (dated || !(s.full_stop && s.reports)) && s.words <= SENTENCE && s.sentence_ends <= 1);
    line.then_some(first)
}

/// The names of the writers, without a word before them: a line of names right above the day of publication.
fn is_name(slots: &[Slot], regions: &[Region], at: usize) -> bool {
    let block = &slots[at].block;
    let s = &block.shape;
    (2..=8).contains(&s.words)
        && !s.ends_like_a_sentence
        && s.heading.is_none()
        && regions.get(at + 1) == Some(&Region::Dateline)
        && !slots[at + 1].after_blank
        && block.text().split_whitespace().all(|w| w.starts_with(char::is_uppercase) || matches!(w, "and" | "&" | "|" | "in"))
}

/// The house or place of the writer, right below their name.
fn is_house(slots: &[Slot], regions: &[Region], at: usize) -> bool {
    let block = &slots[at].block;
    at > 0
        && regions[at - 1] == Region::Byline
        && !slots[at].after_blank
        && (1..=5).contains(&block.shape.words)
        && !block.shape.ends_like_a_sentence
        && block
            .text()
            .split_whitespace()
            .all(|w| w.starts_with(char::is_uppercase) || matches!(w, "and" | "&" | "|" | "of" | "the" | "for"))
}

/// A standfirst is set as one, or is a line without a full stop; a sentence is one above the byline, and above other furniture
/// where it reports nothing.
fn is_standfirst(slots: &[Slot], regions: &[Region], from: usize, at: usize) -> bool {
    let s = &slots[at].block.shape;
    if regions[from..at].contains(&Region::Standfirst)
        || s.dateline > 0
        || s.label > 0
        || s.opens_quotation
        || s.words > 50
        || s.words < 4
        || s.sentence_ends > 2
    {
        return false;
    }
    let headed = regions[from] == Region::Headline;
    let section = s.heading.is_some_and(|level| !headed || slots[at + 1..].iter().any(|n| n.block.shape.heading == Some(level)));
    let story_follows = regions[at + 1..].iter().any(|r| r.is_story());
    let furniture = slots.get(at + 1).is_some_and(|next| {
        let next = &next.block.shape;
        next.line == LineKind::Byline
            || !s.reports
                && next.line != LineKind::Stamp
                && (next.dateline > 0 || matches!(regions[at + 1], Region::Caption | Region::Credit | Region::Dateline))
    });
    story_follows && !section && (s.emphasis || s.heading.is_some() || !s.ends_like_a_sentence || furniture)
}

#[cfg(test)]
pub(super) mod tests {
    use crate::text::{Draft, Format, region};

    /// A row: the regions of the blocks below the front matter, by their first letters, and the draft. H headline, S standfirst,
    /// Y byline, D dateline, C caption or credit, U subheading, B body, X boilerplate, L list, Q quotation.
    pub(in crate::text::region) fn wrong(rows: &[(&str, Format, &str)]) -> Vec<String> {
        let letter = |r: &region::Region| match r.name() {
            "byline" => 'Y',
            "subheading" => 'U',
            "credit" => 'C',
            "boilerplate" => 'X',
            "quote-block" => 'Q',
            name => name.chars().next().unwrap().to_ascii_uppercase(),
        };
        let mut wrong = Vec::new();
        for (expected, format, text) in rows {
            let draft = Draft::new(text, *format);
            let front = draft.front_matter();
            let regions = region::regions(draft.slots(), front.blocks(), front.metadata.headline.as_deref());
            let found: String = regions[front.blocks()..].iter().map(letter).collect();
            if found != *expected {
                wrong.push(format!("{found}, not {expected}: {text}"));
            }
        }
        wrong
    }

    const TITLED: &str = "---\ntitle: Bridge closes\n---\n";

    #[test]
    fn with_a_title_in_the_metadata_nothing_else_is_the_headline() {
        use Format::{Markdown as M, Text as T};
        let row = |expected, format, body: &str| (expected, format, format!("{TITLED}{body}"));
        let rows = [
            row("BB", M, "\nThe council delayed the vote on Tuesday to avoid a defeat.\n\nIt then rose."),
            row("BB", T, "\nThe council delayed the vote on Tuesday to avoid a defeat.\n\nIt then rose."),
            row("BB", M, "The mill burns.\n\nIt then rose."),
            row("BB", M, "\nWho will pay?\n\nNobody, the mayor said."),
            row("SBB", M, "\nHead of works blames a leak\n\nThe mill shut.\n\nIt rose."),
            row("YBB", M, "\nBy Ana Reyes\n\nThe mill shut.\n\nIt rose."),
            row("YSBB", M, "\nBy Ana Reyes\n\nHead of works blames a leak\n\nThe mill shut.\n\nIt rose."),
            row("DBB", M, "\nApril 3, 2024\n\nThe mill shut.\n\nIt rose."),
            row("HBB", M, "\n# Bridge shut\n\nThe mill shut.\n\nIt rose."),
            row("HBB", T, "\nBridge closes\n\nThe mill shut.\n\nIt rose."),
            row("UBB", M, "\n## What we know so far\n\nThe mill shut.\n\nIt rose."),
            row("CBB", M, "\n![A mill](a.jpg)\n\nThe mill shut.\n\nIt rose."),
            row("BUB", M, "\nThe mill shut.\n\n## What we know\n\nIt rose."),
        ];
        let rows: Vec<(&str, Format, &str)> = rows.iter().map(|(e, f, t)| (*e, *f, t.as_str())).collect();
        let wrong = wrong(&rows);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_story_without_metadata_starts_where_it_reports() {
        use Format::{Markdown as M, Text as T};
        let wrong = wrong(&[
            ("HBB", T, "Bridge closes for winter\n\nThe mill shut.\n\nIt rose."),
            ("HBB", T, "We need to talk about the bridge.\n\nThe mill shut on Tuesday.\n\nIt rose."),
            ("HBB", T, "Who will pay for the bridge?\n\nThe mill shut.\n\nIt rose."),
            ("HBB", T, "Corvale to buy Tarnmoor Inc.\n\nThe firm said so on Tuesday.\n\nIt rose."),
            ("HBB", T, "Mayor said to be on her way to the U.S.\n\nShe left on Tuesday.\n\nIt rose."),
            ("HB", T, "Mayor said ‘no’ to the bridge.\n\nTARNWICK, Ohio (AP) — The mill shut."),
            ("BB", T, "The council delayed the vote on Tuesday.\n\nIt rose."),
            ("BB", T, "The mill is shut, the mayor said.\n\nIt rose."),
            ("BB", T, "The mayor made the following statement:\n\n“The mill is shut.”"),
            ("BB", T, "TARNWICK, Ohio (AP) — The mill shut.\n\nIt rose."),
            ("HBB", M, "# Bridge closes.\n\nThe mill shut.\n\nIt rose."),
            ("XHYB", T, "OPINION\n\nBridge must open\n\nBy Ana Reyes\n\nWe need it on Tuesday."),
            ("XHBB", M, "Opinion\n\n# Bridge closes\n\nThe mill shut.\n\nIt rose."),
            ("YHB", M, "By Ana Reyes\n\n# Bridge closes\n\nThe mill shut."),
            ("HSBB", T, "Bridge closes\n\nHead of works blames a leak\n\nThe mill shut.\n\nIt rose."),
            ("HBB", T, "Bridge closes\n\nThe mill shut on Tuesday. [CQ]\n\nIt rose."),
            ("HBB", T, "Bridge closes\n\nThe mill shut on Tuesday.[a]\n\nIt rose."),
            ("HBB", T, "Bridge closes\n\nThe mill shut on Tuesday.*\n\nIt rose."),
            ("HBB", T, "Bridge closes\n\nThe mill shut on Tuesday. (AP)\n\nIt rose."),
            ("HSYB", T, "Bridge closes\n\nNo freight until the spring, the council said.\n\nBy Ana Reyes\n\nThe mill shut."),
            ("HSB", M, "# Bridge closes\n\n*No freight until the spring, the council said.*\n\nThe mill shut."),
            ("HSB", M, "# Bridge closes\n\n## No freight until the spring\n\nThe mill shut."),
            ("HUBUB", M, "# Bridge closes\n\n## What we know so far\n\nThe mill shut.\n\n## What is next for it\n\nMore."),
            ("HYDB", T, "Bridge closes\nBy Ana Reyes | Staff Writer\nApril 3, 2024 at 10:05 a.m. EDT\n\nThe mill shut on Tuesday."),
            ("HYYXB", T, "Bridge closes\n\nBy Ana Reyes\nHerald Staff Writer\nareyes@herald.example\n\nThe mill shut on Tuesday."),
            ("HDBDB", T, "Live: mill shuts\n\n10.05am BST\n\nThe mill has shut.\n\n9:30 GMT\n\nIt leaks."),
            ("HBB", T, "Bridge closes\n\nThe mill shut on Tuesday.\\\n\nIt rose."),
            ("HYYB", T, "Bridge closes\nBy ANA REYES\nAssociated Press\n\nTARNWICK, Ohio (AP) — The mill shut."),
            ("XXXHB", T, "FOR IMMEDIATE RELEASE\nContact: Lee Banner\n(555) 010-0199\n\nBRIDGE CLOSES\n\nTARNWICK, Ohio – The mill shut."),
            ("HYDB", T, "Bridge closes\nAna Reyes\nApr 03, 2024\n\nThe mill shut on Tuesday."),
            ("HYDB", T, "Bridge closes\nAna Reyes | Staff Writer\n10:05 AM · Apr 3, 2024\n\nThe mill shut on Tuesday."),
            ("DHB", T, "EMBARGOED UNTIL 00.01 HRS, MONDAY 6 MAY 2024\n\nBridge closes\n\nThe mill shut on Tuesday."),
            ("XDHB", T, "FOR IMMEDIATE RELEASE\nMay 6, 2024\n\nBRIDGE CLOSES\n\nTARNWICK, Ohio – The mill shut on Tuesday."),
        ]);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
