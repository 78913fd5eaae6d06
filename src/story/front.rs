//! What metadata says, in places of the draft: its slips, and the day of publication where it is in doubt.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::day;
use super::place::Place;
use crate::text::metadata::{FrontMatter, Written};
use crate::text::{Block, Draft};

/// A slip in the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontSlip {
    /// Where.
    pub place: Place,
    /// What is wrong and what to do.
    pub message: String,
    /// What mends it: bytes of the draft, and what to write for them.
    pub mend: Option<(Range<usize>, String)>,
}

/// A day of publication that metadata gives and that cannot be reckoned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtfulDay {
    /// Where it stands in the draft; `None` where that is another file.
    pub place: Option<Place>,
    /// How it is written.
    pub text: String,
    /// The days that it may mean; none where it is no day.
    pub readings: Vec<Date>,
}

/// From lines of a draft to places in its blocks.
pub(super) struct Places<'a> {
    pub(super) draft: &'a Draft,
    pub(super) blocks: &'a [Arc<Block>],
    pub(super) starts: &'a [usize],
}

impl Places<'_> {
    /// The byte of the draft at which a line starts, and the line's text.
    fn line(&self, line: usize) -> (usize, String) {
        let rope = self.draft.rope();
        let line = line.min(rope.len_lines().saturating_sub(1));
        (rope.line_to_byte(line), rope.line(line).to_string())
    }

    /// The place of a stretch of the draft; all of the block's text where what is read there is nothing of it.
    fn place(&self, range: Range<usize>) -> Option<Place> {
        let block = self.starts.partition_point(|s| *s <= range.start).checked_sub(1)?;
        let own = &self.blocks[block];
        let within = |byte: usize| (byte - self.starts[block]).min(own.raw.len());
        let (start, end) = (own.of_raw(within(range.start)), own.of_raw(within(range.end)));
        let whole = crate::text::position::clamp(own.text().len());
        Some(if start < end { Place { block, start, end } } else { Place { block, start: 0, end: whole } })
    }

    /// The slips of front matter.
    pub(super) fn slips(&self, front: &FrontMatter) -> Vec<FrontSlip> {
        let one = |slip: &crate::text::metadata::Slip| {
            let start = self.line(slip.line).0;
            let at = |range: &Range<usize>| start + range.start..start + range.end;
            Some(FrontSlip {
                place: self.place(at(&slip.place))?,
                message: slip.message.clone(),
                mend: slip.mend.as_ref().map(|(range, text)| (at(range), text.clone())),
            })
        };
        front.slips.iter().filter_map(one).collect()
    }

    /// The doubt that a written day leaves; its place where it stands in the draft.
    pub(super) fn doubt(&self, written: &Written, in_draft: bool) -> Option<DoubtfulDay> {
        let day = day::read(&written.text);
        if day.sure().is_some() {
            return None;
        }
        let (start, line) = self.line(written.line);
        let at = line.find(&written.text).map_or(0..line.trim_end().len(), |at| at..at + written.text.len());
        let place = self.place(start + at.start..start + at.end).filter(|_| in_draft);
        Some(DoubtfulDay { place, text: written.text.clone(), readings: day.readings() })
    }
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// Where slips and doubtful days of the metadata stand in the draft.
    #[test]
    fn what_is_wrong_in_metadata_has_its_place() {
        for (text, slips, doubt) in [
            ("---\ntitle: Mayor says: no\n---\n\nIt rose.", "title: Mayor says: no", ""),
            ("---\ntitle: A\ndate: 03/04/2024\n---\n\nIt rose.", "", "03/04/2024"),
            ("---\ntitle: A\ndate: soon\n---\n\nIt rose.", "", "soon"),
            ("---\ntitle: A\ndate: 2024-04-03\n---\n\nIt rose.", "", ""),
            ("---\r\ntitle: [A\r\ndate: 23/04/2024\r\n---\r\n\r\nIt rose.", "title: [A", ""),
        ] {
            let reading = read(&Draft::new(text, Format::Markdown), &Context::default(), &|| false).unwrap();
            let told: Vec<&str> = reading.front_slips.iter().map(|s| reading.text(s.place).trim()).collect();
            assert_eq!(told.join("; "), slips, "{text}");
            let day = reading.doubtful_day.as_ref().and_then(|d| d.place).map_or("", |place| reading.text(place));
            assert_eq!(day, doubt, "{text}");
        }
    }
}
