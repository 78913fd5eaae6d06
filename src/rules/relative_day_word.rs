//! `relative-day-word`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::paragraph::times::{Meaning, Origin, Unit};
use crate::settings::Profile;
use crate::story::Reading;
use crate::text::Region;
use crate::views::forms;

pub(super) static RULE: Rule = Rule {
    code: "relative-day-word",
    title: "Today, yesterday, tomorrow",
    group: Group::Dates,
    severity: Severity::Hint,
    why: "Online a story is read on other days and in other time zones: AP and the Guardian name the day instead of “today” and “yesterday”. Asked only under those house profiles.",
    guide: "https://www.theguardian.com/commentisfree/2010/apr/05/newspapers-digital-reporting-date-style",
    fires: &["---\nprofile: ap\ndate: 2024-04-01\n---\nHarbour closes\n\nThe council met ⟦yesterday⟧ about the road."],
    silent: &[
        "Harbour closes\n\nThe council met yesterday about the road.",
        "---\nprofile: guardian\ndate: 2024-04-01\n---\nHarbour closes\n\nThe council met on Sunday. “We will meet again tomorrow,” the mayor said.",
        "---\nprofile: ap\ndate: 2024-04-01\n---\nHarbour closes\n\nToday’s youth does not fish, the mayor said on Sunday.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    if !matches!(reading.profile, Profile::Ap | Profile::Guardian) {
        return;
    }
    for (n, d) in reading.dates() {
        let day_word =
            matches!(&d.meaning, Meaning::Shift { unit: Unit::Day, by: Some(-1..=1), from: Origin::Publication, clock: None, .. });
        let (Some((first, last)), true) = (d.days, day_word) else { continue };
        let words = &reading.facts[d.place.block].words;
        let next = words.at(d.place.end.saturating_sub(1)) + 1;
        let possessive = words.is_one(next, &["'s", "’s"]);
        if first != last || possessive || reading.regions[d.place.block] != Region::Body || reading.is_quoted(d.place) {
            continue;
        }
        let message = format!("House style names the day: {}.", forms::weekday(first));
        findings.push(rule.finding(d.place, rule.severity, message, Subject::Date(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Date(n) = finding.subject else { return Vec::new() };
    let d = &reading.dates[n];
    let (Some((day, _)), Some(anchor)) = (d.days, &reading.anchor) else { return Vec::new() };
    let low = reading.text(d.place).to_lowercase();
    let part =
        ["morning", "afternoon", "evening", "night"].into_iter().find(|p| low.contains(p)).map(|p| format!(" {p}")).unwrap_or_default();
    let name = forms::near(day, reading.profile, anchor.date);
    let on = if reading.profile == Profile::Guardian { "on " } else { "" };
    let text = format!("{on}{name}{part}");
    vec![
        ways_out::write(reading, d.place, &text).preferred(),
        ways_out::write(reading, d.place, &forms::day(day, reading.profile, Some(anchor.date))),
    ]
}
