//! A body and its annotations written as one text, in brackets: the inverse of taking the brackets out.
//!
//! What is written is read again before it is given out: an annotation that does not come back as it went in (it crosses
//! another, lies in code, follows a backslash, has a value with a line break) stays beside the draft.

use std::ops::Range;

use super::body;
use super::sidecar::Annotation;
use crate::text::inline::attribute_list;
use crate::text::{Draft, Format};

/// An annotation with its place in the body, in bytes.
type Placed<'a> = (Range<usize>, &'a Annotation);

/// The body with those annotations in its text that can stand there, and the numbers of those that cannot.
#[must_use]
pub fn write(body: &str, format: Format, annotations: &[Annotation], places: &[Option<Range<usize>>]) -> (String, Vec<usize>) {
    let placed = |n: &usize| Some((places.get(*n)?.clone().filter(|r| !r.is_empty())?, &annotations[*n]));
    let candidates: Vec<usize> =
        (0..annotations.len()).filter(|n| placed(n).is_some_and(|(_, a)| a.more.is_empty() && a.structure.is_empty())).collect();
    let chosen = nested(&candidates, &placed);
    let all: Vec<Placed> = chosen.iter().filter_map(placed).collect();
    let left = |kept: &[usize]| (0..annotations.len()).filter(|n| !kept.contains(n)).collect();
    let text = assemble(body, &all);
    if comes_back(body, format, &text, &all) {
        return (text, left(&chosen));
    }
    // Some of them cannot stand in the text: the others are found one by one.
    let mut kept: Vec<usize> = Vec::new();
    let mut text = body.to_owned();
    for n in chosen {
        let mut more = kept.clone();
        more.push(n);
        let all: Vec<Placed> = nested(&more, &placed).iter().filter_map(placed).collect();
        let tried = assemble(body, &all);
        if all.len() == more.len() && comes_back(body, format, &tried, &all) {
            (kept, text) = (more, tried);
        }
    }
    (text, left(&kept))
}

/// Those of the annotations that lie within one another or apart, outer before inner.
fn nested<'a>(numbers: &[usize], placed: &impl Fn(&usize) -> Option<Placed<'a>>) -> Vec<usize> {
    let mut sorted: Vec<(Range<usize>, usize)> = numbers.iter().filter_map(|n| Some((placed(n)?.0, *n))).collect();
    sorted.sort_by_key(|(r, n)| (r.start, std::cmp::Reverse(r.end), *n));
    let mut open: Vec<usize> = Vec::new();
    let mut chosen = Vec::new();
    for (range, n) in sorted {
        open.retain(|end| *end > range.start);
        if open.iter().all(|end| range.end <= *end) {
            open.push(range.end);
            chosen.push(n);
        }
    }
    chosen
}

/// The text with brackets, given annotations that nest.
fn assemble(body: &str, all: &[Placed]) -> String {
    let escapes = escapes(body, all);
    let mut marks: Vec<(usize, u8, usize)> = Vec::new();
    for (n, (range, _)) in all.iter().enumerate() {
        // At one place: what ends there ends first, inner before outer; what starts there starts outer before inner.
        marks.push((range.start, 1, n));
        marks.push((range.end, 0, all.len() - n));
    }
    marks.extend(escapes.into_iter().map(|at| (at, 2, 0)));
    marks.sort_unstable();
    let mut out = String::with_capacity(body.len() + marks.len() * 16);
    let mut at = 0;
    for (place, what, n) in marks {
        out.push_str(&body[at..place]);
        at = place;
        match what {
            0 => {
                let a = all[all.len() - n].1;
                let mut pairs: Vec<(&str, &str)> = a.attributes.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
                pairs.extend(a.creator.as_deref().map(|c| ("creator", c)));
                pairs.extend(a.created.as_deref().map(|c| ("created", c)));
                out.push(']');
                out.push_str(&attribute_list(a.kind, Some(&a.id), &pairs));
            }
            1 => out.push('['),
            _ => out.push('\\'),
        }
    }
    out.push_str(&body[at..]);
    out
}

/// Where a backslash is needed within annotated text: before brackets that have no partner in the same annotation, before
/// pairs that would be read as annotations themselves, and before backslashes that would be read as escapes.
fn escapes(body: &str, all: &[Placed]) -> Vec<usize> {
    let bytes = body.as_bytes();
    let innermost = |at: usize| all.iter().rposition(|(r, _)| r.start <= at && at < r.end);
    let mut found = Vec::new();
    let outermost: Vec<&Range<usize>> =
        all.iter().map(|(r, _)| r).filter(|r| !all.iter().any(|(o, _)| *r != o && o.start <= r.start && r.end <= o.end)).collect();
    for outer in outermost {
        let mut open: Vec<(usize, Option<usize>)> = Vec::new();
        for at in outer.clone() {
            match bytes[at] {
                b'\\' if matches!(bytes.get(at + 1), Some(b'[' | b']' | b'\\')) && at + 1 < outer.end => found.push(at),
                // A backslash that ends its annotation would take the bracket's meaning away.
                b'\\' if all.iter().any(|(r, _)| r.end == at + 1) => found.push(at),
                // One that stands before an annotation within this one would do the same to that one's bracket.
                b'\\' if all.iter().any(|(r, _)| r.start == at + 1) => found.push(at),
                b'[' => open.push((at, innermost(at))),
                b']' => match open.pop() {
                    Some((_, own)) if own == innermost(at) && bytes.get(at + 1) != Some(&b'{') => {}
                    Some((from, _)) => found.extend([from, at]),
                    None => found.push(at),
                },
                _ => {}
            }
        }
        found.extend(open.into_iter().map(|(at, _)| at));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a text gives the body and the annotations that it was made of.
fn comes_back(body: &str, format: Format, text: &str, all: &[Placed]) -> bool {
    let draft = Draft::new(text, format);
    let clean = body::of_draft(&draft);
    if clean.text != body {
        return false;
    }
    let starts = draft.starts();
    let mut read: Vec<_> = draft
        .slots()
        .iter()
        .zip(&starts)
        .flat_map(|(slot, start)| slot.block.annotations.iter().map(move |a| (a, start)))
        .map(|(a, start)| {
            let range = clean.of_raw(start + a.content.start) as usize..clean.of_raw(start + a.content.end) as usize;
            (range, a.kind, a.id.clone().unwrap_or_default(), a.attributes.clone())
        })
        .collect();
    let mut written: Vec<_> = all
        .iter()
        .map(|(range, a)| {
            let mut attributes = a.attributes.clone();
            attributes.extend(a.creator.iter().map(|c| ("creator".to_owned(), c.clone())));
            attributes.extend(a.created.iter().map(|c| ("created".to_owned(), c.clone())));
            (range.clone(), a.kind, a.id.clone(), attributes)
        })
        .collect();
    let key = |x: &(Range<usize>, _, String, _)| (x.0.start, x.0.end, x.2.clone());
    read.sort_by_key(key);
    written.sort_by_key(key);
    draft.slots().iter().all(|s| s.block.malformed.is_empty()) && read == written
}
