//! `missing-publication-date`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::story::{Place, Reading};
use crate::text::Region;

/// How a day is best written in metadata.
const FORM: &str = "2024-04-03";

pub(super) static RULE: Rule = Rule {
    code: "missing-publication-date",
    title: "No date to reckon from",
    group: Group::Dates,
    severity: Severity::Warning,
    why: "Without a publication date nobody, and no later reader, can tell what “last week” was. The date may stand in front matter, in the .meta.yaml file, in a dateline, in a “published” line or in the file's name.",
    guide: "https://www.theguardian.com/commentisfree/2010/apr/05/newspapers-digital-reporting-date-style",
    fires: &[
        "⟦Harbour closes for winter⟧\n\nThe council voted last week to close the harbour, the mayor said.\n\nShips will be sent south.",
    ],
    silent: &[
        "Harbour closes for winter\n\nMay 3, 2024\n\nThe council voted last week to close the harbour, the mayor said.",
        "Harbour closes for winter\n\nThe council voted on May 3, 2024, to close the harbour, the mayor said.",
        "Harbour closes for winter\n\nThe council voted [last week]{.date when=2024-W13} to close the harbour, the mayor said.",
    ],
    people: "",
    dated: false,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    // A day that may be one of two is asked about where it stands.
    if reading.anchor.is_some() || reading.doubtful_day.as_ref().is_some_and(|d| !d.readings.is_empty() && d.place.is_some()) {
        return;
    }
    if let Some(day) = &reading.doubtful_day {
        let place = day.place.or_else(|| opening(reading));
        let message = format!("“{}” is no day that can be read: write the publication date as {FORM}.", day.text);
        findings.extend(place.map(|p| rule.finding(p, rule.severity, message, Subject::Article)));
        return;
    }
    // Asked for where something is reckoned from it, in the words that need it.
    let mut wanting: Vec<&str> = Vec::new();
    for words in reading.unanchored().map(|d| reading.text(reading.dates[d].place)) {
        if !wanting.iter().any(|w| w.eq_ignore_ascii_case(words)) {
            wanting.push(words);
        }
    }
    let Some(place) = opening(reading).filter(|_| !wanting.is_empty()) else { return };
    let quoted: Vec<String> = wanting.iter().take(2).map(|w| format!("“{w}”")).collect();
    let quoted = quoted.join(" and ");
    let yearless = reading.dates.iter().any(|d| d.place.end <= reading.datelines[d.place.block]);
    let message = if yearless {
        format!("The dateline gives no year: {quoted} cannot be resolved until the draft has a publication date.")
    } else {
        format!("The draft has no publication date: {quoted} cannot be resolved.")
    };
    findings.push(rule.finding(place, rule.severity, message, Subject::Article));
}

/// The first sentence of the draft.
fn opening(reading: &Reading) -> Option<Place> {
    let block = reading.regions.iter().position(|r| !matches!(r, Region::FrontMatter | Region::Boilerplate))?;
    let text = reading.blocks[block].text();
    let end = reading.facts[block].sentences.first().map_or(text.len(), |s| s.end as usize);
    let lead = text.len() - text.trim_start().len();
    Some(Place { block, start: crate::text::position::clamp(lead), end: crate::text::position::clamp(end.max(lead)) })
}

fn fixes(reading: &Reading, _: &Finding, desk: &Surroundings) -> Vec<Fix> {
    ways_out::set_date(reading, desk)
}
