//! `person-first-reference`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::language::Tag;
use crate::story::people::MentionKind;
use crate::story::{Place, Reading};
use crate::text::Region;

pub(super) static RULE: Rule = Rule {
    code: "person-first-reference",
    title: "Surname before the full name",
    group: Group::People,
    severity: Severity::Information,
    why: "At the first mention in the body a person has a given name; afterwards the surname is enough. A headline does not count as that first mention.",
    guide: "https://studylib.net/doc/7291849/ap-style-at-a-glance--abbreviations-",
    fires: &["Harbour closes\n\n⟦Costa⟧ closed the road on Monday.\n\nMayor Rui Costa will open it in June, he said."],
    silent: &[
        "Rui Costa closes harbour\n\nMayor Rui Costa closed the road on Monday. Costa will open it in June, he said.",
        "Harbour closes\n\nThe Costa administration closed the road on Monday.\n\nMayor Rui Costa will open it in June, he said.",
    ],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, person) in reading.people.iter().enumerate() {
        // Only of those whose full name the article has somewhere: a single name may be all that somebody uses.
        let body = |m: &&crate::story::people::Mention| m.kind == MentionKind::Name && reading.regions[m.place.block] == Region::Body;
        let Some(first) = person.mentions.iter().find(body).map(|m| m.place) else { continue };
        let bare = !reading.text(first).contains(char::is_whitespace) && person.name.contains(' ');
        if !bare || is_modifier(reading, first) || reading.is_quoted(first) || shares_surname(reading, first, &person.name) {
            continue;
        }
        let message = format!("“{}” comes before the full name: at the first mention it is “{}”.", reading.text(first), person.name);
        let mut finding = rule.finding(first, rule.severity, message, Subject::Person(n));
        let full = person.mentions.iter().find(|m| reading.text(m.place) == person.name);
        finding.related = full.map(|m| Box::new((m.place, "The full name.")));
        findings.push(finding);
    }
}

/// "Tom and Ellie Marsden": the surname of both stands behind the second given name.
fn shares_surname(reading: &Reading, place: Place, name: &str) -> bool {
    let words = &reading.facts[place.block].words;
    let and = words.at(place.end.saturating_sub(1)) + 1;
    let surname = name.rsplit(' ').next().unwrap_or_default();
    words.is_one(and, &["and", "&"]) && (and + 2..and + 4).any(|k| words.word(k) == surname)
}

/// "the Biden administration", "the Clintons", "Costa Avenue": no mention of a person by surname.
fn is_modifier(reading: &Reading, place: Place) -> bool {
    let words = &reading.facts[place.block].words;
    let (first, last) = (words.at(place.start), words.at(place.end.saturating_sub(1)));
    words.tag(last + 1).is_noun() || words.tag(last) == Tag::Names || words.is_one(first.wrapping_sub(1), &["the", "a", "an"])
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Person(n) = finding.subject else { return Vec::new() };
    let person = &reading.people[n];
    let mut fixes = vec![ways_out::write(reading, finding.place, &person.name)];
    if let Some(role) = person.roles.first().filter(|r| reading.text(r.place).split(' ').count() <= 4) {
        let full = format!("{} {}", role.text, person.name);
        fixes.push(ways_out::write(reading, finding.place, &full));
    }
    fixes
}
