//! `ambiguous-relative-week`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::paragraph::times::{Meaning, Origin, Tense, Turn, Unit, calendar};
use crate::story::Reading;
use crate::text::inline::Kind;
use crate::views::forms;

pub(super) static RULE: Rule = Rule {
    code: "ambiguous-relative-week",
    title: "Which week?",
    group: Group::Dates,
    severity: Severity::Warning,
    why: "On a Sunday “next week” begins tomorrow for one reader and in seven days for another; and “next Wednesday”, which AP does not allow, is this week's or the next one's.",
    guide: "http://www.gatehousenewsroom.com/2017/06/22/ap-style-rules-time-element/",
    fires: &[
        "Harbour closes\n\nMarch 31, 2024\n\nThe road will open ⟦next week⟧, the mayor said on Friday.",
        "Harbour closes\n\nApril 1, 2024\n\nThe road will open ⟦next Wednesday⟧, the mayor said on Friday.",
    ],
    silent: &[
        "Harbour closes\n\nApril 1, 2024\n\nThe road will open next week, the mayor said on Friday.",
        "Harbour closes\n\nApril 1, 2024\n\nThe road will open on Wednesday, the mayor said on Friday.",
    ],
    people: "",
    dated: false,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let Some(anchor) = reading.anchor.as_ref().map(|a| a.date) else { return };
    for (n, d) in reading.dates() {
        let settled = reading.is_annotated(Kind::Date, &d.place);
        if settled || !reading.regions[d.place.block].is_story() || reading.is_quoted(d.place) {
            continue;
        }
        let message = match &d.meaning {
            Meaning::Shift { unit: Unit::Week, by: Some(-1..=1), from: Origin::Publication | Origin::Story, .. }
                if calendar::weekday_of(anchor) == 7 =>
            {
                format!("Which week? {} is a Sunday: for some readers it ends a week, for others it begins one.", calendar::long(anchor))
            }
            Meaning::Point(p) if p.month.is_none() => {
                let (Some(w), Some(Turn::Next)) = (p.weekday, p.turn) else { continue };
                // Tomorrow's "next" is plainly not tomorrow; the day before yesterday's is gone. In between there are two.
                let ahead = (i16::from(w) - i16::from(calendar::weekday_of(anchor))).rem_euclid(7);
                if !(2..=6).contains(&ahead) || d.tense == Tense::Past {
                    continue;
                }
                let first = calendar::plus_days(anchor, i64::from(ahead));
                let second = calendar::plus_days(first, 7);
                format!("Which one? {} or {}.", calendar::with_weekday(first), calendar::with_weekday(second))
            }
            _ => continue,
        };
        findings.push(rule.finding(d.place, rule.severity, message, Subject::Date(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let (Subject::Date(n), Some(anchor)) = (finding.subject, reading.anchor.as_ref().map(|a| a.date)) else { return Vec::new() };
    let d = &reading.dates[n];
    let mut fixes = Vec::new();
    match &d.meaning {
        Meaning::Point(p) => {
            let ahead = p.weekday.map_or(0, |w| (i16::from(w) - i16::from(calendar::weekday_of(anchor))).rem_euclid(7));
            for day in [calendar::plus_days(anchor, i64::from(ahead)), calendar::plus_days(anchor, i64::from(ahead) + 7)] {
                let text = format!("on {}", forms::day(day, reading.profile, Some(anchor)));
                fixes.push(ways_out::write(reading, d.place, &text));
            }
        }
        _ => {
            if let Some((first, _)) = d.days {
                for start in [first, calendar::plus_days(first, -7), calendar::plus_days(first, 7)] {
                    let text = format!("in the week of {}", forms::day(start, reading.profile, Some(anchor)));
                    fixes.push(ways_out::write(reading, d.place, &text));
                }
            }
        }
    }
    fixes.push(ways_out::annotate_date(d.place, &d.value));
    fixes
}
