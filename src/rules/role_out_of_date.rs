//! `role-out-of-date`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::language::Words;
use crate::roster::{Entry, Role};
use crate::story::{Place, Reading};

pub(super) static RULE: Rule = Rule {
    code: "role-out-of-date",
    title: "No longer in this role",
    group: Group::People,
    severity: Severity::Warning,
    why: "Somebody who has left an office is its former holder on the day of the story. The people file says until when; where it gives only a month or a year, all of it must be past.",
    guide: "https://www.wikidata.org/wiki/Property_talk:P39",
    fires: &["Harbour closes\n\n⟦Mayor⟧ Rui Costa closed the road on Monday."],
    silent: &[
        "Harbour closes\n\nFormer mayor Rui Costa closed the road on Monday.",
        "Harbour closes\n\nThen-mayor Rui Costa closed the road in March 2020, the council said on Monday.",
        "Harbour closes\n\nMayor Rui Costa closed the road in May 2020, the council said on Monday.",
        "Harbour closes\n\nMayor Eva Lima closed the road on Monday.",
    ],
    people: "people:\n  - {id: rui, name: Rui Costa, roles: [{title: mayor of Porto, short: mayor, from: 2018, to: 2023-10}]}\n  - {id: eva, name: Eva Lima, roles: [{title: mayor of Porto, short: mayor, from: 2023-11}]}\n",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

/// Words before a role that say that it is not held on the day.
const NOT_NOW: &[&str] =
    &["then", "former", "ex", "late", "outgoing", "incoming", "designate", "elect", "acting", "onetime", "one-time", "past", "previous"];

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, person) in reading.people.iter().enumerate() {
        let Some(entry) = reading.entry(n) else { continue };
        for role in &person.roles {
            let Some(day) = day_of(reading, role.place) else { continue };
            let Some((over, words)) = over(entry, &role.text, day) else { continue };
            if says_not_now(&reading.facts[role.place.block].words, role.place) || reading.is_quoted(role.place) {
                continue;
            }
            let until = over.to.map(crate::roster::Partial::in_words).unwrap_or_default();
            let now = reading.roster.holders(&over.title, day);
            let holder = match now.as_slice() {
                [only] if only.id != entry.id => format!(" The people file has {} as {}.", only.name, over.title),
                _ => String::new(),
            };
            let message = format!("{} was {words} until {until}, the people file says.{holder}", entry.name);
            findings.push(rule.finding(role.place, rule.severity, message, Subject::Role(n)));
        }
    }
}

/// The role that the words name, if it is over and no other of the person's roles of that name is held.
fn over<'a>(entry: &'a Entry, words: &'a str, day: jiff::civil::Date) -> Option<(&'a Role, &'a str)> {
    let words = bare(words);
    let mut called = entry.roles.iter().filter(|r| r.is_called(words));
    let last = called.clone().filter(|r| r.is_over(day)).max_by_key(|r| r.to.map(crate::roster::Partial::last))?;
    (!called.any(|r| r.may_hold(day))).then_some((last, words))
}

/// A role without "the" and "of" phrases that the people file does not have.
pub(super) fn bare(words: &str) -> &str {
    let words = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
    words.trim()
}

/// The day of which a sentence tells: its own date where it has one that is past, else the story's.
pub(super) fn day_of(reading: &Reading, place: Place) -> Option<jiff::civil::Date> {
    let published = reading.anchor.as_ref()?.date;
    let sentence = reading.sentence_of(place);
    let own = reading.dates_in(sentence).iter().filter_map(|d| d.days).map(|(first, _)| first).min();
    Some(own.filter(|d| *d < published).unwrap_or(published))
}

pub(super) fn says_not_now(words: &Words, place: Place) -> bool {
    let (first, last) = (words.at(place.start), words.at(place.end.saturating_sub(1)));
    let says = |i: usize| words.low(i).split('-').any(|part| NOT_NOW.contains(&part));
    (first.saturating_sub(2)..=last + 1).any(says)
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Role(n) = finding.subject else { return Vec::new() };
    let Some(role) = reading.people[n].roles.iter().find(|r| r.place == finding.place) else { return Vec::new() };
    let starts_sentence = reading.sentence_of(role.place).start == role.place.start;
    let former = if starts_sentence { "Former " } else { "former " };
    let lower = |s: &str| {
        let mut chars = s.chars();
        chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
    };
    let words = format!("{former}{}", lower(&role.text));
    let mut fixes = vec![ways_out::write(reading, role.place, &words).preferred()];
    if let (Some(entry), Some(day)) = (reading.entry(n), day_of(reading, role.place)) {
        for now in entry.roles_on(day).into_iter().filter(|now| now.from.is_some()).take(2) {
            let title = now.short.as_ref().unwrap_or(&now.title);
            fixes.push(Fix::edit(format!("Write the current role: “{title}”"), vec![ways_out::replace(reading, role.place, title)]));
        }
    }
    fixes.push(ways_out::ask(finding.place, "Still in this role?"));
    fixes
}
