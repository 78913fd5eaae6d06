//! `ambiguous-date`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::paragraph::times::{Meaning, Tense, calendar};
use crate::story::Reading;
use crate::text::Region;
use crate::text::inline::Kind;
use crate::views::forms;

/// How far off, in days, both the last and the next day of a name must be before it could be either.
const FAR: i32 = 150;

pub(super) static RULE: Rule = Rule {
    code: "ambiguous-date",
    title: "A date that can be read two ways",
    group: Group::Dates,
    severity: Severity::Warning,
    why: "03/04/2024 is March 4 in Chicago and 3 April in London; Nov. 5 without a year, in April, may be last year's or this one's.",
    guide: "https://studylib.net/doc/8510030/ap-style",
    fires: &[
        "Harbour closes\n\nThe council met on ⟦03/04/2024⟧ about the road.",
        "Harbour closes\n\nThe election on ⟦Oct. 3⟧ is about the road.",
        "---\ntitle: Harbour closes\ndate: ⟦05/04/2024⟧\n---\n\nThe council met about the road.",
        "Harbour closes\n⟦05/04/2024⟧\n\nThe council met about the road.",
    ],
    silent: &[
        "Harbour closes\n\nThe council met on 23/03/2024 about the road.",
        "---\ntitle: Harbour closes\ndate: 23/03/2024\n---\n\nThe council met about the road.",
        "Harbour closes\n\nThe council met on March 28 about the road.",
        "Harbour closes\n\nThe council met on Oct. 3 last year about the road.",
        "Harbour closes\n\nThe council will meet on Oct. 3 about the road.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    if let Some(day) = reading.doubtful_day.as_ref().filter(|d| !d.readings.is_empty()) {
        let told: Vec<String> = day.readings.iter().map(|d| forms::day(*d, reading.profile, Some(*d))).collect();
        let message = format!("Day or month first? “{}” is {}.", day.text, told.join(" or "));
        findings.extend(day.place.map(|place| rule.finding(place, rule.severity, message, Subject::Place)));
    }
    for (n, d) in reading.dates() {
        let Meaning::Point(p) = &d.meaning else { continue };
        let settled = reading.is_annotated(Kind::Date, &d.place);
        let asked = reading.regions[d.place.block].is_story() || reading.regions[d.place.block] == Region::Dateline;
        if settled || !asked || reading.is_quoted(d.place) {
            continue;
        }
        let twice = p.figures && p.day_or_month && p.day != p.month;
        let (severity, message) = if let (true, Some(day), Some(month)) = (twice, p.day, p.month) {
            let year = p.year.or(reading.anchor.as_ref().map(|a| a.date.year()));
            let readings = [calendar::date(year.unwrap_or(2000), month, day), calendar::date(year.unwrap_or(2000), day, month)];
            let told: Vec<String> = readings.into_iter().flatten().map(|d| forms::day(d, reading.profile, Some(d))).collect();
            (rule.severity, format!("Day or month first? This is {}.", told.join(" or ")))
        } else if p.short_year && p.figures {
            (Severity::Information, "Which century? Write the year in four figures.".to_owned())
        } else if let (Some(day), Some(month), None, None, None) = (p.day, p.month, p.year, p.weekday, p.turn) {
            let Some(anchor) = reading.anchor.as_ref().map(|a| a.date) else { continue };
            let near = |year: i16| calendar::date(year, month, day).map(|d| (d - anchor).get_days());
            let apart: Vec<i32> = [anchor.year() - 1, anchor.year(), anchor.year() + 1].into_iter().filter_map(near).collect();
            if apart.iter().any(|a| a.abs() <= FAR) || matches!(d.tense, Tense::Past | Tense::Future) || near_year(reading, d.place) {
                continue;
            }
            let before = calendar::date(anchor.year() - i16::from(near(anchor.year()).is_none_or(|a| a > 0)), month, day);
            let year = before.map_or(anchor.year(), jiff::civil::Date::year);
            (Severity::Information, format!("Of which year? {year} or {}.", year + 1))
        } else {
            continue;
        };
        findings.push(rule.finding(d.place, severity, message, Subject::Date(n)));
    }
}

/// Whether a year stands in the same sentence.
fn near_year(reading: &Reading, place: crate::story::Place) -> bool {
    let sentence = reading.sentence_of(place);
    let tells = |m: &Meaning| match m {
        Meaning::Point(p) => p.year.is_some() || p.turn.is_some(),
        Meaning::Within(..) | Meaning::Shift { .. } | Meaning::Beside { .. } | Meaning::Nth { .. } => true,
        _ => false,
    };
    reading.dates_in(sentence).iter().any(|d| d.place != place && tells(&d.meaning))
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Date(n) = finding.subject else {
        let days = reading.doubtful_day.iter().filter(|d| d.place == Some(finding.place)).flat_map(|d| d.readings.clone());
        return days.map(|day| ways_out::write(reading, finding.place, &day.to_string())).collect();
    };
    let d = &reading.dates[n];
    let Meaning::Point(p) = &d.meaning else { return Vec::new() };
    let (Some(day), Some(month)) = (p.day, p.month) else { return Vec::new() };
    let story = reading.anchor.as_ref().map(|a| a.date);
    let year = p.year.or(story.map(jiff::civil::Date::year)).unwrap_or(2000);
    let candidates = if p.figures && p.day_or_month {
        vec![calendar::date(year, month, day), calendar::date(year, day, month)]
    } else {
        vec![calendar::date(year, month, day), calendar::date(year - 1, month, day), calendar::date(year + 1, month, day)]
    };
    let write = |date: jiff::civil::Date| ways_out::write(reading, d.place, &forms::day(date, reading.profile, None));
    let mut fixes: Vec<Fix> = candidates.iter().flatten().map(|d| write(*d)).collect();
    fixes.extend(candidates.iter().flatten().take(2).map(|day| ways_out::annotate_date(d.place, &day.to_string())));
    fixes
}
