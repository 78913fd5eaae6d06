//! `person-spelling-variant`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, person_ways_out, ways_out};
use crate::roster::{Spelling, fold};
use crate::story::Reading;
use crate::story::people::MentionKind;
use crate::text::Region;

pub(super) static RULE: Rule = Rule {
    code: "person-spelling-variant",
    title: "Not the house spelling of a name",
    group: Group::People,
    severity: Severity::Warning,
    why: "A name is spelt one way throughout a publication, whatever the wires write; and a misspelt name is the first thing its bearer sees.",
    guide: "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
    fires: &[
        "Harbour closes\n\nMayor ⟦Rui Kosta⟧ closed the road on Monday.",
        "Harbour closes\n\nPolice chief ⟦Evva Lima⟧ closed the road on Monday.",
    ],
    silent: &[
        "Harbour closes\n\nMayor Rui Costa and police chief Eva Lima closed the road on Monday.",
        "Harbour closes\n\nBaker Evva Lima closed the road on Monday.",
    ],
    people: "people:\n  - {id: rui, name: Rui Costa, variants: [Rui Kosta]}\n  - {id: eva, name: Eva Lima, roles: [{title: police chief}]}\n",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    if reading.roster.is_empty() {
        return;
    }
    for (n, person) in reading.people.iter().enumerate() {
        let roles: Vec<&str> = person.roles.iter().map(|r| r.text.as_str()).collect();
        let (house, severity) = match reading.entries[n].as_deref() {
            Some((id, Spelling::Variant)) => (reading.roster.person(id), rule.severity),
            None => (reading.roster.nearly_named(&person.name, &roles), Severity::Information),
            _ => continue,
        };
        let Some(house) = house else { continue };
        // Once, at the first place where it is the paper that spells it so.
        let place = person.mentions.iter().filter(|m| m.kind == MentionKind::Name).map(|m| m.place).find(|p| {
            reading.regions[p.block] != Region::Credit
                && reading.text(*p).contains(' ')
                && fold(reading.text(*p)) != fold(&house.name)
                && !reading.is_quoted(*p)
        });
        let Some(place) = place else { continue };
        let message = format!("The house spelling is “{}”.", house.name);
        findings.push(rule.finding(place, severity, message, Subject::Person(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let Subject::Person(n) = finding.subject else { return Vec::new() };
    let person = &reading.people[n];
    let roles: Vec<&str> = person.roles.iter().map(|r| r.text.as_str()).collect();
    let Some(house) = reading.entry(n).or_else(|| reading.roster.nearly_named(&person.name, &roles)) else { return Vec::new() };
    let mut fixes = Vec::new();
    let throughout = crate::story::renaming::rename(reading, n, &house.name).unwrap_or_default();
    if throughout.len() > 1 {
        let edits = throughout.into_iter().map(|(place, name)| ways_out::replace(reading, place, name)).collect();
        fixes.push(Fix::edit(format!("Use “{}” throughout", house.name), edits).preferred());
    }
    fixes.push(Fix::edit(format!("Use “{}” here", house.name), vec![ways_out::replace(reading, finding.place, &house.name)]));
    fixes.extend(person_ways_out::add_alias(house, reading.text(finding.place), desk));
    fixes
}
