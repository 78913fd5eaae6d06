//! `house-date-form`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::paragraph::times::Meaning;
use crate::settings::Profile;
use crate::story::Reading;
use crate::views::forms;

pub(super) static RULE: Rule = Rule {
    code: "house-date-form",
    title: "Not how the house writes dates",
    group: Group::Dates,
    severity: Severity::Hint,
    why: "AP writes March 21 and Sept. 5, the Guardian 21 March and 5 September; neither writes March 21st. Asked only where a house profile is set.",
    guide: "https://studylib.net/doc/8510030/ap-style",
    fires: &[
        "---\nprofile: ap\ndate: 2024-04-01\n---\nHarbour closes\n\nThe council met on ⟦March 21st⟧ about the road.",
        "---\nprofile: guardian\ndate: 2024-04-01\n---\nHarbour closes\n\nThe council met on ⟦March 21⟧ about the road.",
    ],
    silent: &[
        "Harbour closes\n\nThe council met on March 21st about the road.",
        "---\nprofile: ap\ndate: 2024-04-01\n---\nHarbour closes\n\nThe fair ran on March 5-6, 2023, and from March 8 to April 9, 2023.",
        "---\nprofile: ap\ndate: 2024-04-01\n---\nHarbour closes\n\nThe council met on March 21 and on Sept. 5, 2023 about the road.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

/// The date as the house writes it, where it is written otherwise.
fn house_form(reading: &Reading, n: usize) -> Option<String> {
    let d = &reading.dates[n];
    let Meaning::Point(p) = &d.meaning else { return None };
    let (day, last) = d.days?;
    let plain = p.day.is_some()
        && p.month.is_some()
        && p.weekday.is_none()
        && p.clock.is_none()
        && p.part.is_none()
        && p.turn.is_none()
        && !p.shared;
    if !plain || day != last {
        return None;
    }
    let written = reading.text(d.place);
    let year = p.year.is_some();
    let wanted = forms::day(day, reading.profile, if year { None } else { Some(day) });
    let bare = |s: &str| s.trim_start_matches("the ").trim_end_matches(',').replace('\u{a0}', " ");
    (bare(written) != wanted).then_some(wanted)
}

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    if reading.profile == Profile::None {
        return;
    }
    for (n, d) in reading.dates() {
        if !reading.regions[d.place.block].is_story() || reading.is_quoted(d.place) || d.place.end <= reading.datelines[d.place.block] {
            continue;
        }
        if let Some(form) = house_form(reading, n) {
            findings.push(rule.finding(d.place, rule.severity, format!("House style: {form}."), Subject::Date(n)));
        }
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Date(n) = finding.subject else { return Vec::new() };
    let Some(form) = house_form(reading, n) else { return Vec::new() };
    vec![ways_out::write(reading, finding.place, &form).preferred()]
}
