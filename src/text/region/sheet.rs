//! The sheet that comes with copy: lines that say what they are for before a colon.

use super::Region;
use crate::text::lines::SheetPart;
use crate::text::slot::Slot;

/// The most words of a line that may be no label and yet stand among them: a slug, a rule.
const STRAY: u8 = 4;

/// Tells the lines of a copy sheet, above the story or elsewhere. A word that may as well open a headline is a label only where
/// another stands next to it.
pub(super) fn of_copy(slots: &[Slot], regions: &mut [Region], front: usize) {
    let label = |i: usize| slots.get(i).and_then(|s| s.block.shape.sheet);
    let prose = |i: &usize| slots[*i].block.shape.words > STRAY && label(*i).is_none();
    let top = (front..slots.len()).find(prose).unwrap_or(slots.len());
    let mut titled = false;
    for (i, region) in regions.iter_mut().enumerate().take(slots.len()).skip(front) {
        let Some(own) = label(i).filter(|_| *region != Region::Credit) else { continue };
        let among = i < top && ((i > front && label(i - 1).is_some()) || label(i + 1).is_some());
        if !own.sure && !among {
            continue;
        }
        *region = match own.slot {
            SheetPart::Headline if titled => Region::Boilerplate,
            SheetPart::Headline => Region::Headline,
            SheetPart::Standfirst => Region::Standfirst,
            SheetPart::Byline => Region::Byline,
            SheetPart::Date => Region::Dateline,
            SheetPart::Caption => Region::Caption,
            SheetPart::Slug => Region::Boilerplate,
        };
        titled |= own.slot == SheetPart::Headline;
    }
}

#[cfg(test)]
mod tests {
    use super::super::top::tests::wrong;
    use crate::text::Format::{Markdown as M, Text as T};

    #[test]
    fn labels_say_what_a_line_is_for() {
        let wrong = wrong(&[
            (
                "XXXHSBB",
                T,
                "MILL0403\nWords: 220\nArt: Mug of Lind\nHED: Mill shuts\nDEK: Head of works blames a leak\n\nThe mill shut.\n\nIt rose.",
            ),
            ("HSB", T, "HED: Mill shuts\nDEK: Head of works blames a leak\n\nThe mill shut."),
            ("XXHB", T, "Words: 220\nArt: none\n\nMill shuts\n\nThe mill shut."),
            ("XYHB", T, "Desk: Metro\nReporter: Ana Reyes\n\nMill shuts\n\nThe mill shut."),
            ("HB", M, "**HED:** Mill shuts\n\nThe mill shut."),
            ("HSCB", T, "Hed: Mill shuts\nDek: Head of works blames a leak\nPic: Mug of Lind\n\nThe mill shut."),
            ("XHB", T, "Slugline: MILL-FIRE\n\nMill shuts\n\nThe mill shut."),
            ("HBC", T, "Mill shuts\n\nThe mill shut.\n\nCUTLINE: A mill on Tuesday."),
            // Words that may as well open a headline.
            ("HB", T, "Art: what the mill was\n\nThe mill shut."),
            ("HB", T, "Words: why we need them\n\nThe mill shut."),
            ("HBB", T, "Mill shuts\n\nTitle: a word in the law of mills.\n\nIt rose."),
        ]);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_wire_s_header_and_foot() {
        let wrong = wrong(&[
            (
                "XXXHXYYBX",
                T,
                "w4417-----\nr a BC-XX--Mill Fire,1st Ld-Writethru   04-03 0412\n^BC-XX--Mill Fire, 1st Ld-Writethru,412<\n^Mill shuts<\n^Eds: UPDATES with vote.<\n^By ANA REYES=\n^Wire Press=\n\t   TARNWICK, Ohio (AP) _ The mill shut on Friday, the mayor said.\n\n\t   AP-WF-04-03-24 1509GMT<",
            ),
            ("XHBX", T, "BC-Mill Fire, 412\n\nMill shuts\n\nThe mill shut.\n\n-30-"),
            ("HBXXX", T, "Mill shuts\n\nThe mill shut.\n\nENDS\n\nThe mill is the best loved of all.\n\nIt is old."),
            ("HBXB", T, "Mill shuts\n\nThe mill shut.\n\n###\n\nIt rose."),
        ]);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
