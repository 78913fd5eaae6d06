//! `role-holder-mismatch`.

use super::role_out_of_date::{bare, day_of, says_not_now};
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, person_ways_out, ways_out};
use crate::story::Reading;

pub(super) static RULE: Rule = Rule {
    code: "role-holder-mismatch",
    title: "Somebody else holds this role",
    group: Group::People,
    severity: Severity::Warning,
    why: "An office that the people file gives to one person on the day of the story is given to another in the draft: one of the two is wrong. Only full titles that one person at a time can hold are compared.",
    guide: "https://www.wikidata.org/wiki/Property_talk:P39",
    fires: &["Harbour closes\n\nRui Costa, the ⟦mayor of Porto⟧, closed the road on Monday."],
    silent: &[
        "Harbour closes\n\nEva Lima, the mayor of Porto, closed the road on Monday.",
        "Harbour closes\n\nRui Costa, the former mayor of Porto, closed the road on Monday.",
        "Harbour closes\n\nRui Costa, the mayor of Faro, closed the road on Monday.",
    ],
    people: "people:\n  - {id: eva, name: Eva Lima, roles: [{title: mayor of Porto, short: mayor, from: 2021-10}]}\n",
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
        for role in &person.roles {
            let Some(day) = day_of(reading, role.place) else { continue };
            let title = bare(&role.text);
            let holders = reading.roster.holders(title, day);
            let [holder] = holders.as_slice() else { continue };
            let own = reading.entry(n);
            let holds = own.is_some_and(|e| e.id == holder.id || e.roles.iter().any(|r| r.is_called(title)));
            if holds || says_not_now(&reading.facts[role.place.block].words, role.place) || reading.is_quoted(role.place) {
                continue;
            }
            let message = format!("The people file has {} as {title}, not {}.", holder.name, person.name);
            findings.push(rule.finding(role.place, rule.severity, message, Subject::Role(n)));
        }
    }
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let Subject::Role(n) = finding.subject else { return Vec::new() };
    let mut fixes = Vec::new();
    if let (Some(entry), Some(anchor)) = (reading.entry(n), &reading.anchor) {
        for role in entry.roles_on(anchor.date).into_iter().take(2) {
            fixes.push(ways_out::write(reading, finding.place, &role.title));
        }
    }
    fixes.extend(person_ways_out::add_to_people_file(reading, n, desk));
    fixes.push(ways_out::ask(finding.place, "Who holds this office?"));
    fixes
}
