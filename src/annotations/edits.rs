//! The smallest edits that [`placing`](super::placing) is made of: brackets round a span, and their keys. A key of the draft's
//! metadata is set by [`front`](super::front).

use std::ops::Range;

use crate::story::{Place, Reading};
use crate::text::inline::{Kind, attribute_list};
use crate::text::{Block, encoding};

/// The file that an edit changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The draft.
    Draft,
    /// The `.meta.yaml` file beside it, made where there is none.
    MetaFile,
    /// The people file that is kept by hand, made where there is none.
    PeopleFile,
    /// The file beside the draft that keeps annotations, made where there is none.
    Sidecar,
}

/// A change of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which file.
    pub target: Target,
    /// The bytes replaced.
    pub range: Range<usize>,
    /// What takes their place.
    pub text: String,
}

impl Edit {
    /// Text put in at a byte of the draft.
    #[must_use]
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { target: Target::Draft, range: at..at, text: text.into() }
    }

    /// Bytes of the draft taken out.
    #[must_use]
    pub fn remove(range: Range<usize>) -> Self {
        Self { target: Target::Draft, range, text: String::new() }
    }
}

/// Why a span cannot be annotated in the draft's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would overlap another annotation without lying within it.
    Overlap,
    /// A backslash stands directly before it, and would take the bracket's meaning away.
    Backslash,
    /// It starts or ends within markup.
    Markup,
    /// Text that the change leaves would be read as an annotation, or no more as text.
    Misread,
    /// The draft is no file, or the file beside it cannot be read.
    NoFile,
}

impl Refusal {
    /// The reason, for the person at the desk.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Overlap => "It overlaps another annotation: annotations in the text may lie within one another, but not cross.",
            Self::Backslash => "A backslash stands directly before it.",
            Self::NoFile => "The draft has no file yet, or the annotations beside it cannot be read.",
            Self::Misread => "Brackets or backslashes of the text would be read as an annotation without the one around them.",
            Self::Markup => "It starts or ends in the middle of markup.",
        }
    }
}

/// The edits that wrap a place in an annotation.
///
/// # Errors
/// Where a bracketed span cannot stand there.
pub fn wrap(reading: &Reading, place: Place, kind: Kind, pairs: &[(&str, &str)]) -> Result<Vec<Edit>, Refusal> {
    let block = &reading.blocks[place.block];
    let mut raw = block.to_raw(place.start..place.end);
    // An annotation that starts or ends where this one does is taken in whole.
    for a in &block.annotations {
        if raw.start == a.content.start && raw.end >= a.content.end {
            raw.start = raw.start.min(a.whole.start);
        }
        if raw.end == a.content.end && raw.start <= a.whole.start {
            raw.end = a.whole.end;
        }
    }
    // What would cut a pair of marks in two takes in all of it, where no words but its own come with it.
    for pair in block.apart.iter().flat_map(|a| &a.pairs) {
        if !cuts(&raw, pair) {
            continue;
        }
        if pair.start < raw.start && block.of_raw(pair.start) == place.start {
            raw.start = pair.start;
        } else if raw.end < pair.end && block.of_raw(pair.end) == place.end {
            raw.end = pair.end;
        }
    }
    if tears(block, &raw) {
        return Err(Refusal::Markup);
    }
    let crosses = block.annotations.iter().any(|a| {
        let inside = a.content.start <= raw.start && raw.end <= a.content.end;
        let around = raw.start <= a.whole.start && a.whole.end <= raw.end;
        let apart = raw.end <= a.whole.start || a.whole.end <= raw.start;
        !(inside || around || apart)
    });
    if crosses {
        return Err(Refusal::Overlap);
    }
    if block.raw[..raw.start].ends_with('\\') {
        return Err(Refusal::Backslash);
    }
    let start = reading.starts[place.block];
    let mut edits = vec![Edit::insert(start + raw.start, "[")];
    // Brackets of the text that do not pair are escaped; new spans escape nothing else.
    let content = &block.raw[raw.clone()];
    let depths = unbalanced(content);
    edits.extend(depths.into_iter().map(|at| Edit::insert(start + raw.start + at, "\\")));
    edits.push(Edit::insert(start + raw.end, format!("]{}", attribute_list(kind, None, pairs))));
    Ok(edits)
}

/// Whether a stretch takes in one end of a pair of marks and not the other.
fn cuts(raw: &Range<usize>, pair: &Range<usize>) -> bool {
    let apart = raw.end <= pair.start || pair.end <= raw.start;
    let within = pair.start < raw.start && raw.end < pair.end;
    let around = raw.start <= pair.start && pair.end <= raw.end;
    !(apart || within || around)
}

/// Whether what is done to a stretch of a block would tear a pair of marks in it, as those of emphasis or a tag of HTML.
#[must_use]
pub fn tears(block: &Block, raw: &Range<usize>) -> bool {
    !raw.is_empty() && block.apart.iter().flat_map(|a| &a.pairs).any(|p| cuts(raw, p))
}

/// Byte offsets of the brackets in a text that have no partner, and of backslashes that would now escape one.
fn unbalanced(text: &str) -> Vec<usize> {
    let mut open = Vec::new();
    let mut loose = Vec::new();
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' => open.push(at),
            b']' if open.pop().is_none() => {
                loose.push(at);
            }
            b'\\' if matches!(bytes.get(at + 1), Some(b'[' | b']' | b'\\')) => loose.push(at),
            _ => {}
        }
    }
    loose.extend(open);
    loose.sort_unstable();
    loose
}

/// The edit that sets the publication date in the `.meta.yaml` file, given that file's text.
#[must_use]
pub fn set_date_in_meta_file(meta: &str, date: &str) -> Edit {
    let mut at = encoding::mark_length(meta);
    for line in meta[at..].split_inclusive('\n') {
        if line.starts_with("date:") {
            let end = at + line.trim_end_matches(['\n', '\r']).len();
            return Edit { target: Target::MetaFile, range: at..end, text: format!("date: {date}") };
        }
        at += line.len();
    }
    let glue = if meta.is_empty() || meta.ends_with('\n') { "" } else { "\n" };
    Edit { target: Target::MetaFile, range: meta.len()..meta.len(), text: format!("{glue}date: {date}\n") }
}

/// Applies edits to a text; they must not overlap. For tests and previews.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    let mut sorted: Vec<(usize, &Edit)> = edits.iter().enumerate().collect();
    sorted.sort_by_key(|(i, e)| (e.range.start, *i));
    for (_, e) in sorted.into_iter().rev() {
        out.replace_range(e.range.clone(), &e.text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotations::placing::{Fix, Way};
    use crate::story::{Context, read};
    use crate::text::Format::{self, Markdown as M, Text as T};
    use crate::text::{Draft, position::clamp};

    fn reading(text: &str, format: Format) -> Reading {
        read(&Draft::new(text, format), &Context::default(), &|| false).unwrap()
    }

    /// A row: the draft, the words that are annotated as they are read, and the draft then; empty where it is refused.
    #[test]
    fn annotations_stand_outside_of_pieces_that_are_no_copy() {
        for (format, text, words, expected) in [
            (T, "The may\u{ad}or said so.", "mayor", "The [may\u{ad}or]{.claim} said so."),
            (T, "5 &lt; 6 boats", "< 6", "5 [&lt; 6]{.claim} boats"),
            (T, "<p>The <em>mayor</em> said so.</p>", "The mayor said so.", "<p>[The <em>mayor</em> said so.]{.claim}</p>"),
            (T, "<p><em>The mayor</em> said so.</p>", "The mayor said so.", "<p>[<em>The mayor</em> said so.]{.claim}</p>"),
            (T, "<p>So said <em>the mayor</em></p>", "said the mayor", "<p>So [said <em>the mayor</em>]{.claim}</p>"),
            (T, "The <em>mayor said</em> so.", "The mayor", ""),
            (T, "The <em>mayor said</em> so.", "mayor", "The <em>[mayor]{.claim} said</em> so."),
            (T, "It shuts on {--Sunday--}{++Monday++}.", "Monday", "It shuts on {--Sunday--}{++[Monday]{.claim}++}."),
            (T, "It {++shuts on++} Monday.", "on Monday", ""),
            (T, "The mayor said.[a] It rose.", "The mayor said.", "[The mayor said.]{.claim}[a] It rose."),
            (T, "The mayor said.[^1] It rose.", "said. It rose", "The mayor [said.[^1] It rose]{.claim}."),
            (M, "It **rose on** Monday.", "rose", "It **[rose]{.claim} on** Monday."),
            (M, "It **rose on** Monday.", "on Monday", ""),
            (M, "**It rose** on Monday.", "It rose on", "[**It rose** on]{.claim} Monday."),
            (M, "See [the plan]({{ \"/p/\" | url }}) now.", "the plan now", "See [[the plan]({{ \"/p/\" | url }}) now]{.claim}."),
            (M, "See [the plan](/p/) now.", "plan now", ""),
            (M, "The {{ x }}mayor said so.", "mayor", "The {{ x }}[mayor]{.claim} said so."),
        ] {
            let reading = reading(text, format);
            let start = reading.blocks[0].text().find(words).unwrap();
            let place = Place { block: 0, start: clamp(start), end: clamp(start + words.len()) };
            let edits = Fix::annotate("", place, Kind::Claim, &[]).edits(&reading, Way::Inline, None);
            let after = edits.as_ref().map(|edits| apply(text, edits)).unwrap_or_default();
            assert_eq!(after, expected, "{text}: {edits:?}");
            if expected.is_empty() {
                assert_eq!(edits, Err(Refusal::Markup), "{text}");
            } else {
                let again = super::tests::reading(&after, format);
                assert_eq!(again.blocks[0].text(), reading.blocks[0].text(), "{after}");
                assert_eq!(again.marks.iter().map(|m| again.text(m.place)).collect::<Vec<_>>(), [words], "{after}");
            }
        }
    }

    #[test]
    fn words_are_not_written_over_half_of_a_pair() {
        for (format, text, words, torn) in [
            (T, "It <em>rose on</em> Monday.", "on</em> Monday", true),
            (T, "It <em>rose on</em> Monday.", "rose on", false),
            (T, "It <em>rose on</em> Monday.", "<em>rose on</em> Monday", false),
            (T, "It <em>rose on</em> Monday.", "Monday", false),
            (M, "It **rose on** Monday.", "on** Mon", true),
            (M, "It [rose](/a) on Monday.", "rose](/a) on", true),
            (T, "It {++rose on++} Monday.", "on++} Monday", true),
            (T, "[caption id=\"a\"]The quay[/caption]", "quay[/caption]", true),
        ] {
            let at = text.find(words).unwrap();
            assert_eq!(tears(&reading(text, format).blocks[0], &(at..at + words.len())), torn, "{text}");
        }
    }
}
