//! `unbalanced-quote`.

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::annotations::edits::Edit;
use crate::story::{Place, Reading};
use crate::text::Region;

/// Fewer words between two marks are inches, feet and apostrophes.
const LEAST_WORDS: u32 = 3;

pub(super) static RULE: Rule = Rule {
    code: "unbalanced-quote",
    title: "A quotation mark is missing",
    group: Group::Quotations,
    severity: Severity::Warning,
    why: "Without its second mark nobody can tell where somebody's words end. Only a quotation that goes on in the next paragraph, which then opens with a mark, is left open.",
    guide: "https://www.leedsnow.co.uk/2020/04/23/quotes/",
    fires: &[
        "Harbour closes\n\nMayor Rui Costa said on Monday: ⟦“⟧We had no choice at all.\n\nThe road stays closed.",
        "Harbour closes\n\nWe had no choice at all,⟦”⟧ Mayor Rui Costa said on Monday.",
    ],
    silent: &[
        "Harbour closes\n\nMayor Rui Costa said on Monday: “We had no choice at all.\n\n“The road stays closed.”",
        "Harbour closes\n\nMayor Rui Costa said on Monday: “We had no choice at all.\n\nThe mayor on Monday. (photo credit: A. Sousa)\n\n“The road stays closed.”",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for block in reading.numbers.clone() {
        let facts = &reading.facts[block];
        if !reading.regions[block].is_story() {
            continue;
        }
        for piece in &facts.pieces {
            let text = facts.words.text();
            let mark = |at: u32, end: u32| Place { block, start: at, end };
            if piece.words < LEAST_WORDS {
                continue;
            }
            if piece.opened && !piece.closed && !goes_on(reading, block) {
                let length = text[piece.start as usize..].chars().next().map_or(1, char::len_utf8);
                let place = mark(piece.start, piece.start + crate::text::position::clamp(length));
                findings.push(rule.finding(place, rule.severity, &Wording::Plain("This quotation is never closed."), Subject::Place));
            } else if piece.closed && !piece.opened {
                let length = text[..piece.end as usize].chars().next_back().map_or(1, char::len_utf8);
                let place = mark(piece.end - crate::text::position::clamp(length), piece.end);
                findings.push(rule.finding(place, rule.severity, &Wording::Plain("This quotation is never opened."), Subject::Place));
            }
        }
    }
}

/// Whether the next paragraph of the story, captions and other furniture left out, opens with a mark.
fn goes_on(reading: &Reading, block: usize) -> bool {
    let next = (block + 1..reading.regions.len()).find(|b| matches!(reading.regions[*b], Region::Body | Region::QuoteBlock));
    next.is_some_and(|b| {
        let text = reading.blocks[b].text().trim_start();
        text.starts_with(['“', '"', '«', '‘', '\'']) || text.starts_with("``")
    })
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let mark = reading.text(finding.place);
    let block = finding.place.block;
    let range = reading.absolute(finding.place);
    let sentence = reading.sentence_of(finding.place);
    let closing = match mark {
        "“" => "”",
        "«" => "»",
        "”" => "“",
        "»" => "«",
        other => other,
    };
    let end = reading.starts[block] + reading.blocks[block].raw.trim_end().len();
    let opens = matches!(mark, "“" | "«") || range.start == reading.absolute(sentence).start;
    let mut fixes = Vec::new();
    if opens {
        fixes.push(Fix::edit("Close it at the end of the sentence", vec![Edit::insert(reading.absolute(sentence).end, closing)]));
        fixes.push(Fix::edit("Close it at the end of the paragraph", vec![Edit::insert(end, closing)]));
    } else {
        fixes.push(Fix::edit("Open it at the start of the sentence", vec![Edit::insert(reading.absolute(sentence).start, closing)]));
    }
    fixes.push(Fix::edit("Take the mark out", vec![ways_out::replace(reading, finding.place, "")]));
    fixes
}
