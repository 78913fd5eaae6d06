//! `malformed-annotation`.

use std::ops::Range;

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};
use crate::annotations::edits::{Edit, Target};
use crate::annotations::placing::Act;
use crate::annotations::{NOTES, STATUSES, keys};
use crate::story::{Mark, Place, Reading};
use crate::text::inline::{Kind, Malformed};
use crate::text::position::clamp;

pub(super) static RULE: Rule = Rule {
    code: "malformed-annotation",
    title: "Annotation that cannot be read",
    group: Group::Draft,
    severity: Severity::Warning,
    why: "An annotation that cannot be read is lost to the ledger, and would be printed.",
    guide: "https://pandoc.org/chunkedhtml-demo/8.18-divs-and-spans.html",
    fires: &[
        "Harbour closes\n\n[The road was closed on Monday]{.claim ⟦by=“port”⟧}, the port said.",
        "Harbour closes\n\n[⟦The road was closed on Monday⟧]{.claim by=port stauts=verified}, the port said.",
        "Harbour closes\n\n[⟦The road was closed on Monday⟧]{.claim by=port status=checked}, the port said.",
    ],
    silent: &[
        "Harbour closes\n\n[The road was closed on Monday]{.claim by=port}, the port said.",
        "Harbour closes\n\n[The road was closed on Monday]{.claim by=port desk=night}, the port said.",
    ],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (place, m) in troubles(reading) {
        findings.push(rule.finding(place, rule.severity, m.message.to_owned(), Subject::Article));
    }
    for (n, mark) in reading.marks.iter().enumerate() {
        if let Some(slip) = slip(mark) {
            findings.push(rule.finding(on_its_line(reading, mark.place), rule.severity, slip.message, Subject::Mark(n)));
        }
    }
}

/// What was meant as an annotation and is none, with its place.
fn troubles(reading: &Reading) -> impl Iterator<Item = (Place, &Malformed)> {
    reading.marked_blocks().flat_map(|(block, b)| {
        b.malformed.iter().map(move |m| {
            let start = b.of_raw(m.range.start);
            (Place { block, start, end: b.of_raw(m.range.end).max(start) }, m)
        })
    })
}

/// The part of a place on the line where it starts.
fn on_its_line(reading: &Reading, place: Place) -> Place {
    let text = reading.text(place);
    Place { end: place.start + clamp(text.find(['\n', '\r']).unwrap_or(text.len())), ..place }
}

/// A slip of the pen in an annotation that can be read.
struct Fault {
    message: String,
    /// The number of the pair.
    pair: usize,
    /// The key and value that were meant, where some are like it.
    meant: Option<(String, String)>,
}

/// The first slip of an annotation. Keys that are like none of ours are somebody's own.
fn slip(mark: &Mark) -> Option<Fault> {
    const LIKE: f64 = 0.6;
    let nearest = |word: &str, all: &[&str]| {
        let likeness = |other: &&&str| strsim::normalized_damerau_levenshtein(word, other);
        let best = all.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
        (likeness(&best) > LIKE).then(|| (*best).to_owned())
    };
    let class = mark.kind.class();
    mark.attributes.iter().enumerate().find_map(|(pair, (key, value))| {
        if !keys(mark.kind).contains(&key.as_str()) && key != "rule" {
            let meant = nearest(key, keys(mark.kind))?;
            let message = format!("`{key}` is not a key of a {class}: did you mean `{meant}`?");
            return Some(Fault { message, pair, meant: Some((meant, value.clone())) });
        }
        let allowed = match (mark.kind, key.as_str()) {
            (Kind::Claim, "status") => STATUSES,
            // One that keeps a rule silent.
            (Kind::Note, "kind") if value == "ignore" => return None,
            (Kind::Note, "kind") => NOTES,
            (Kind::Note, "status") => &["open", "resolved"],
            _ => return None,
        };
        if allowed.contains(&value.as_str()) {
            return None;
        }
        let message = format!("`{value}` is not a {key} of a {class}; it is one of {}.", allowed.join(", "));
        Some(Fault { message, pair, meant: nearest(value, allowed).map(|meant| (key.clone(), meant)) })
    })
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    if let Subject::Mark(n) = finding.subject {
        let mark = &reading.marks[n];
        let mut fixes = Vec::new();
        if let Some(Fault { pair, meant: Some((key, value)), .. }) = slip(mark) {
            let mut pairs = mark.attributes.clone();
            let title = format!("Write `{key}={value}`");
            pairs[pair] = (key, value);
            fixes.push(Fix::new(title, Act::Change(vec![(n, Some(pairs))])).preferred());
        }
        fixes.push(Fix::new("Remove the annotation", Act::Change(vec![(n, None)])));
        return fixes;
    }
    let Some((place, m)) = troubles(reading).find(|(place, _)| *place == finding.place) else { return Vec::new() };
    let start = reading.starts[place.block];
    let edit = |(range, text): &(Range<usize>, String)| Edit {
        target: Target::Draft,
        range: start + range.start..start + range.end,
        text: text.clone(),
    };
    vec![Fix::edit(m.mend.title.clone(), m.mend.edits.iter().map(edit).collect()).preferred()]
}
