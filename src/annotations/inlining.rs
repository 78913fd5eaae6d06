//! A body and its annotations written as one text, in brackets: the inverse of taking the brackets out.
//!
//! What is written is read again before it is given out: an annotation that does not come back as it went in (it crosses
//! another, lies in code, follows a backslash, has a value with a line break) stays beside the draft.

use std::collections::HashSet;
use std::ops::Range;

use super::body;
use super::sidecar::Annotation;
use crate::text::inline::attribute_list;
use crate::text::metadata::header;
use crate::text::slot::Slot;
use crate::text::{Draft, Format};

/// An annotation with its place in the body, in bytes.
type Placed<'a> = (Range<usize>, &'a Annotation);

/// What stands above a body, and the body with those annotations in its text that can stand there; and the numbers of those that
/// cannot. None where the text would be read as another than the body: something in it looks like an annotation, or like front
/// matter, and nothing around it says that it is none.
#[must_use]
pub fn write(
    front: &str,
    body: &str,
    format: Format,
    annotations: &[Annotation],
    places: &[Option<Range<usize>>],
) -> Option<(String, Vec<usize>)> {
    let placed = |n: &usize| Some((places.get(*n)?.clone().filter(|r| !r.is_empty())?, &annotations[*n]));
    let candidates: Vec<usize> =
        (0..annotations.len()).filter(|n| placed(n).is_some_and(|(_, a)| a.more.is_empty() && a.structure.is_empty())).collect();
    let tried = |numbers: &[usize]| {
        let all: Vec<Placed> = nested(numbers, &placed).iter().filter_map(placed).collect();
        let text = format!("{front}{}", assemble(body, &all));
        (all.len() == numbers.len() && comes_back(body, format, &text, &all)).then_some(text)
    };
    let mut kept = Vec::new();
    let mut text = tried(&kept);
    admit(&nested(&candidates, &placed), &mut kept, &mut text, &tried);
    let left = (0..annotations.len()).filter(|n| kept.binary_search(n).is_err()).collect();
    text.map(|text| (text, left))
}

/// Adds all of some annotations to those that are kept, if the text that they then make can stand; else those of either half.
fn admit(some: &[usize], kept: &mut Vec<usize>, text: &mut Option<String>, tried: &impl Fn(&[usize]) -> Option<String>) {
    let mut more = [kept.as_slice(), some].concat();
    more.sort_unstable();
    if let Some(fits) = tried(&more) {
        (*kept, *text) = (more, Some(fits));
    } else if some.len() > 1 {
        let (first, second) = some.split_at(some.len() / 2);
        admit(first, kept, text, tried);
        admit(second, kept, text, tried);
    }
}

/// Where, in bytes of a body, something would be read as an annotation, were the body a draft; the start where it would be
/// read as another body.
#[must_use]
pub fn misread(body: &str, format: Format) -> Option<usize> {
    let draft = Draft::new(body, format);
    let mut blocks = draft.slots().iter().zip(draft.starts());
    let annotation = |(slot, start): (&Slot, usize)| {
        let (read, broken) = (slot.block.annotations.first(), slot.block.malformed.first());
        read.map(|a| a.whole.start).into_iter().chain(broken.map(|m| m.range.start)).min().map(|at| start + at)
    };
    blocks.find_map(annotation).or_else(|| (body::of_draft(&draft).text != body).then_some(0))
}

/// Those of the annotations that lie within one another or apart, outer before inner.
fn nested<'a>(numbers: &[usize], placed: &impl Fn(&usize) -> Option<Placed<'a>>) -> Vec<usize> {
    let mut sorted: Vec<(Range<usize>, usize)> = numbers.iter().filter_map(|n| Some((placed(n)?.0, *n))).collect();
    sorted.sort_by_key(|(r, n)| (r.start, std::cmp::Reverse(r.end), *n));
    // The ends of those that are open, inner ones last: each lies within the one before it.
    let mut open: Vec<usize> = Vec::new();
    let mut chosen = Vec::new();
    for (range, n) in sorted {
        while open.pop_if(|end| *end <= range.start).is_some() {}
        if open.last().is_none_or(|end| range.end <= *end) {
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
    let mut edges: HashSet<usize> = HashSet::new();
    for (range, _) in all {
        edges.extend([range.start, range.end]);
    }
    let mut found = Vec::new();
    let mut next = 0;
    while let Some((outer, _)) = all.get(next) {
        let mut open: Vec<(usize, usize)> = Vec::new();
        // The annotations that a byte lies in, by number, inner ones last; they begin in order.
        let mut within: Vec<usize> = Vec::new();
        for at in outer.clone() {
            while within.pop_if(|n| all[*n].0.end <= at).is_some() {}
            while all.get(next).is_some_and(|(r, _)| r.start == at) {
                within.push(next);
                next += 1;
            }
            let innermost = within.last().copied().unwrap_or(next);
            match bytes[at] {
                b'\\' if matches!(bytes.get(at + 1), Some(b'[' | b']' | b'\\')) && at + 1 < outer.end => found.push(at),
                // A backslash that ends an annotation would take the bracket's meaning away; so would one before another within.
                b'\\' if edges.contains(&(at + 1)) => found.push(at),
                b'[' => open.push((at, innermost)),
                b']' => match open.pop() {
                    Some((_, own)) if own == innermost && bytes.get(at + 1) != Some(&b'{') => {}
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
    let front = header::of(draft.slots()).map_or(0, |h| h.blocks);
    let mut read: Vec<_> = draft
        .slots()
        .iter()
        .zip(&starts)
        .skip(front)
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
    draft.slots().iter().skip(front).all(|s| s.block.malformed.is_empty()) && read == written
}
