//! Finding an annotation's words again after the draft was edited, by us or behind our back, wherever they were moved.
//!
//! The order is Hypothesis's fuzzy anchoring, made strict: where the body is the one that the file was written for, the
//! position holds. Else the two bodies are compared word by word (`annotations::alignment`), or what the annotation keeps of its
//! neighbourhood with the body where the file has no [sketch](super::sketch) of the one it was written for. The words must
//! stand in the body as written, or but for blanks and the shape of quotation marks, and that they are the annotation's must
//! be sure. Where two places are nearly as good as each other, or the words have changed, the annotation is an orphan: it is
//! kept, shown, and not guessed at.

use std::ops::Range;

use super::alignment::{Alignment, Comparison, Concordance};
use super::sidecar::{Annotation, Sidecar, digest};
use super::sketch::{CONTEXT, CUT, Coded, CodedText, PARAGRAPH, straight};

/// Where each annotation of a sidecar stands in a body, in bytes; `None` for orphans.
#[must_use]
pub fn anchor(sidecar: &Sidecar, body: &str) -> Vec<Option<Range<usize>>> {
    if sidecar.annotations.is_empty() {
        return Vec::new();
    }
    if sidecar.digest == digest(body) {
        let starts: Vec<usize> = body.char_indices().map(|(i, _)| i).chain([body.len()]).collect();
        let at = |a: &Annotation| {
            let range = *starts.get(a.position.start)?..*starts.get(a.position.end)?;
            (body.get(range.clone()) == Some(a.exact.as_str())).then_some(range)
        };
        let places: Vec<_> = sidecar.annotations.iter().map(at).collect();
        if places.iter().all(Option::is_some) {
            return places;
        }
    }
    let words = CodedText::of(body);
    let codes = words.codes();
    let (before, now) = (Concordance::of(&sidecar.sketch), Concordance::of(&codes));
    let whole = (!sidecar.sketch.is_empty()).then(|| Comparison::new(&before, &now));
    let find = |a: &Annotation| {
        let text = [a.prefix.as_str(), &a.exact, &a.suffix].concat();
        let passage = Passage::new(&text, a);
        let kept = passage.words.codes();
        let of_sketch = a.word.and_then(|first| Some(first..first.checked_add(passage.tokens.len())?));
        // What was put into the file by hand may be of another body.
        let of_sketch = of_sketch.filter(|own| sidecar.sketch.get(own.clone()) == kept.get(passage.tokens.clone()));
        let place = match (&whole, of_sketch) {
            (Some(whole), Some(own)) => whole.sure(&own),
            _ => Alignment::new(&Concordance::of(&kept), &now).sure(&passage.tokens, &[]),
        };
        passage.within(&words, place?)
    };
    sidecar.annotations.iter().map(find).collect()
}

/// What an annotation keeps of its place: its words and what stood around them.
struct Passage<'t> {
    words: CodedText<'t>,
    /// Where the annotation's words stand in the text, without blanks around them, in bytes.
    range: Range<usize>,
    /// The tokens that they have a part in.
    tokens: Range<usize>,
}

impl<'t> Passage<'t> {
    fn new(text: &'t str, a: &Annotation) -> Self {
        let exact = a.exact.trim_start();
        let start = a.prefix.len() + a.exact.len() - exact.len();
        let range = start..start + exact.trim_end().len();
        let is_cut = |context: &str| context.chars().count() >= CONTEXT;
        let mut words = CodedText::of_part(text);
        if !is_cut(&a.prefix) {
            words.begin_with(PARAGRAPH);
        }
        words.begin_with(CUT);
        if !is_cut(&a.suffix) {
            words.end_with(PARAGRAPH);
        }
        let tokens = words.within(&range);
        Self { words, range, tokens }
    }

    /// The bytes of a text that the annotation's words cover there, if its tokens stand there from one on and are written so.
    fn within(&self, there: &CodedText, place: usize) -> Option<Range<usize>> {
        let (own, others) = (&self.words.tokens[self.tokens.clone()], there.tokens.get(place..place + self.tokens.len())?);
        // A byte of a token of the passage, as a byte of the token that is its like: quotation marks differ in length.
        let like = |own: &Coded, other: &Coded, at: usize| {
            let letters = self.words.text[own.range.start..at].chars().count();
            other.range.start + there.text[other.range.clone()].chars().take(letters).map(char::len_utf8).sum::<usize>()
        };
        let start = like(own.first()?, others.first()?, self.range.start.max(own[0].range.start));
        let end = like(own.last()?, others.last()?, self.range.end);
        let found = there.text.get(start..end)?;
        (folded(found) == folded(&self.words.text[self.range.clone()])).then_some(start..end)
    }
}

/// A text with blanks run together and quotation marks straightened.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if !c.is_whitespace() => folded.push(straight(c)),
            _ if folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded
}

/// A range after an edit that replaced `edited` by `length` bytes: what is put in at either end stays outside. A range whose
/// words are all gone is empty.
#[must_use]
pub fn moved(range: &Range<usize>, edited: &Range<usize>, length: usize) -> Range<usize> {
    let shift = |at: usize| at - edited.end + edited.start + length;
    if edited.end <= range.start {
        return shift(range.start)..shift(range.end);
    }
    if edited.start >= range.end {
        return range.clone();
    }
    // The edit reaches into the range. What stays of it is what stood before and behind the edit, and what was put between.
    let start = if edited.start < range.start { edited.start + length } else { range.start };
    let end = if edited.end > range.end { edited.start } else { shift(range.end) };
    if edited.start <= range.start && edited.end >= range.end {
        // All of it was replaced: by nothing, or by what now stands there.
        return edited.start..edited.start + if edited == range { length } else { 0 };
    }
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_move_with_edits() {
        let r = 10..20;
        for (edit, length, expected) in [
            (0..5, 3, 8..18),
            (5..10, 0, 5..15),
            (10..10, 4, 14..24),
            (20..20, 4, 10..20),
            (25..30, 0, 10..20),
            (12..14, 5, 10..23),
            (5..12, 2, 7..15),
            (18..25, 2, 10..18),
            (10..20, 3, 10..13),
            (9..21, 3, 9..9),
        ] {
            assert_eq!(moved(&r, &edit, length), expected, "{edit:?} {length}");
        }
    }
}
