//! Edits that annotate: a span put in brackets, a key set in the metadata.

use std::ops::Range;

use crate::story::{Place, Reading};
use crate::text::encoding;
use crate::text::inline::{Kind, attribute_list};

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
            Self::Markup => "It starts or ends in the middle of Markdown markup.",
        }
    }
}

/// The edits that wrap a place in an annotation.
///
/// # Errors
/// Where a bracketed span cannot stand there.
pub fn wrap(reading: &Reading, place: Place, kind: Kind, pairs: &[(&str, &str)]) -> Result<Vec<Edit>, Refusal> {
    let block = &reading.blocks[place.block];
    let mut raw = block.clean.to_raw(place.start..place.end);
    // An annotation that starts or ends where this one does is taken in whole.
    for a in &block.annotations {
        if raw.start == a.content.start && raw.end >= a.content.end {
            raw.start = raw.start.min(a.whole.start);
        }
        if raw.end == a.content.end && raw.start <= a.whole.start {
            raw.end = a.whole.end;
        }
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
    if block.markup.links.iter().any(|(r, _)| {
        (r.start < place.start) != (r.end <= place.start) && r.end < place.end
            || (r.start < place.end && place.end < r.end && place.start < r.start)
    }) {
        return Err(Refusal::Markup);
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
