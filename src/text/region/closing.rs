//! What stands under a story: who wrote it, whom to ask, what the firm is, what its lawyers want to have said.

use super::Region;
use crate::text::lines::LineKind;
use crate::text::shape::Shape;

/// Tells what is none of the story any more. `next` is the block at which the story starts.
pub(super) fn of_story(shapes: &[&Shape], regions: &mut [Region], next: usize) {
    let Some(story) = (next..shapes.len()).find(|i| regions[*i].is_story()) else { return };
    let below = |regions: &mut [Region], from: usize| {
        regions[from..].iter_mut().filter(|r| r.is_story() || **r == Region::Subheading).for_each(|r| *r = Region::Boilerplate);
    };
    if let Some(end) = (story..shapes.len()).find(|i| shapes[*i].line == LineKind::End) {
        below(regions, end);
    }
    if let Some(from) = closing(shapes, regions, story + 1) {
        below(regions, from);
    }
    // Who the writer is stands last.
    for i in (story + 1..shapes.len()).rev() {
        if regions[i] == Region::Body && shapes[i].line == LineKind::Writer {
            regions[i] = Region::Boilerplate;
        } else if regions[i].is_story() || regions[i] == Region::Subheading {
            break;
        }
    }
}

/// Where the last parts of a draft begin that are all headed as furniture is.
fn closing(shapes: &[&Shape], regions: &[Region], story: usize) -> Option<usize> {
    let mut from = None;
    // Somebody speaks in a part of the story, and seldom in a firm's description of itself.
    let mut reports = false;
    for i in (story..shapes.len()).rev() {
        let s = shapes[i];
        match s.line {
            LineKind::Closing => from = Some(i),
            LineKind::About if !reports => from = Some(i),
            _ if regions[i] == Region::Subheading => break,
            _ => reports |= regions[i].is_story() && (s.reports || s.opens_quotation),
        }
        if from == Some(i) {
            reports = false;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::super::top::tests::wrong;
    use crate::text::Format::{Markdown as M, Text as T};

    #[test]
    fn what_stands_under_a_story_is_none_of_it() {
        let wrong = wrong(&[
            (
                "HBXXXXXX",
                T,
                "Mill opens\n\nThe mill opens.\n\nMedia contact: Lee Banner\n\nAbout Corvale\n\nCorvale is the best loved.\n\nForward-Looking Statements\n\nResults could be worse.\n\n###",
            ),
            ("HBXXX", M, "# Mill opens\n\nThe mill opens.\n\n## About the company\n\nIt is the best loved.\n\n- It is old."),
            ("HBXX", T, "Mill opens\n\nThe mill opens.\n\nNotes to editors\n\nThe mill is the best loved."),
            ("HBXX", T, "Mill opens\n\nThe mill opens.\n\nSafe Harbor Statement\n\nResults could be worse."),
            ("HBX", T, "Mill opens\n\nThe mill opens.\n\nAna Reyes is a reporter. She hopes you like it."),
            ("HBXX", M, "# Mill opens\n\nThe mill opens.\n\n***\n\n_Ana Reyes is a staff writer at the Herald._"),
            ("HXB", M, "# Mill opens\n\n_Ana Reyes is a staff writer at the Herald._\n\nThe mill opens."),
            ("HBX", T, "Mill opens\n\nThe mill opens.\n\nLee Banner, (555) 010-0199, lee@example.com"),
            ("HBXX", T, "Mill opens\n\nThe mill opens.\n\nEmail: lee@example.com\n\nTwitter: @leebanner"),
            ("HBX", T, "Mill opens\n\nThe mill opens.\n\nAssociated Press writer Tom Hale in Tarnwick, Ohio, contributed to this report."),
            ("HBCCB", M, "# Mill opens\n\nThe mill opens.\n\n![A mill](a.jpg)\n*The mill on Tuesday. It leaks.*\n\nIt rose."),
            ("HBCB", T, "Mill opens\n\nThe mill opens.\n\nMayor Ann Poe speaks at the mill on Tuesday. (Ana Reyes/The Herald)\n\nIt rose."),
            ("HBCB", T, "Mill opens\n\nThe mill opens.\n\nAna Reyes/Getty Images\n\nIt rose."),
            ("HBXB", T, "Mill opens\n\nThe mill opens.\n\n$1 = 83.2150 Indian rupees\n\nIt rose."),
            // Parts of the story.
            ("HBUBUB", T, "Mill opens\n\nThe mill opens.\n\nAbout Corvale\n\nIt is old.\n\nWhat comes next\n\nIt rose."),
            ("HBUB", T, "Mill opens\n\nThe mill opens.\n\nAbout Rosa Welling\n\nShe was born there, her aunt said."),
            ("HBBB", T, "Mill opens\n\nThe mill opens.\n\nAna Reyes is a reporter.\n\nShe was hurt on Tuesday."),
            ("HB", T, "About us\n\nThe mill opens."),
        ]);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn furniture_within_a_story() {
        let wrong = wrong(&[
            (
                "HSYDXXB",
                T,
                "Mill shuts\nHead of works blames a leak\n\nAna Reyes\nApr 03, 2024\n∙ Paid\n\nShare\n\nThe mill shut on Tuesday.",
            ),
            ("HBX", T, "Mill shuts\n\nThe mill shut.\n\nYou received this email because you hope to stay informed. Unsubscribe"),
            ("HBXXX", T, "Mill shuts\n\nThe mill shut.\n\n[a]Was it not Saturday?\n[b]Tove, the council claims a lot here.\n[c]Ask them!"),
            (
                "HBXXXXX",
                T,
                "Tarn win\n\nTarn won.\n\nAtt: 4,212.\n\n         W  L  Pct.  GB\nTarn    9  2  .818  -\nMarlow  7  4  .636  2\n\nTarn 3, Marlow 1",
            ),
            ("HBX", T, "Tarn 3, Marlow 1\n\nTarn won.\n\nTarn (4-4-2): Best; Holub, Kerr, Shaw; Okoro, Lamb, Cole."),
            (
                "HXBXXXXB",
                T,
                "MILL / 6PM\n\n((ANCHOR))\nTHE MILL SHUT ON TUESDAY.\n\n((TAKE SOT))\nINCUE: \"We looked...\"\nTRT: :14\n((TAG))\nIT IS TO OPEN IN MAY.",
            ),
            ("HBXB", T, "Mill shuts\n\nThe mill shut.\n\n(1 euro = 1.0831 dollars)\n\nIt rose."),
            ("HDBDB", T, "Mill shuts\n\n10:05 a.m.\n\nThe mill shut.\n\n9:30 a.m.\n\nIt rose."),
            ("HBUB", M, "# Mill shuts\n\nThe mill shut.\n\n## Share\n\nIt rose."),
        ]);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
