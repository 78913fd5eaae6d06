//! `person-without-role`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, person_ways_out, ways_out};
use crate::annotations::edits::Edit;
use crate::language::Class;
use crate::story::people::MentionKind;
use crate::story::{Place, Reading};
use crate::text::Region;
use crate::text::inline::Kind;

/// How many words on either side of a name may say who somebody is.
const AROUND: usize = 8;

pub(super) static RULE: Rule = Rule {
    code: "person-without-role",
    title: "Who is this?",
    group: Group::People,
    severity: Severity::Information,
    why: "At the first mention readers are told who somebody is: full name and title, or what makes the person part of the story.",
    guide: "https://studylib.net/doc/7291849/ap-style-at-a-glance--abbreviations-",
    fires: &["Harbour closes\n\nThe road was closed on Monday, and ⟦Rui Costa⟧ left. The road stayed closed, Costa said."],
    silent: &[
        "Harbour closes\n\nMayor Rui Costa said on Monday that the road was closed.",
        "Harbour closes\n\nThe road was closed on Monday, said Rui Costa, a fisherman.",
        "Harbour closes\n\nThe road was closed on Monday, and Eva Lima left.",
    ],
    people: "people: [{id: eva-lima, name: Eva Lima, well-known: true}]",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, person) in reading.people.iter().enumerate() {
        let well_known = || reading.entry(n).is_some_and(|e| e.well_known);
        if !person.roles.is_empty() || !person.name.contains(' ') || well_known() {
            continue;
        }
        let Some(place) = reading.introduction(n).filter(|p| reading.regions[p.block] == Region::Body) else { continue };
        let told = reading.marks.at(place).any(|m| m.kind == Kind::Person && m.get("role").is_some() && m.place.overlaps(&place));
        // Two mentions: somebody named once in passing needs no introduction, and may be no person.
        let named = person.mentions.iter().filter(|m| m.kind == MentionKind::Name && reading.regions[m.place.block].is_story()).count();
        if told || named < 2 || reading.text(place) != person.name || is_described(reading, place) {
            continue;
        }
        let message = format!("Who is {}? The article gives no role or other reason why this person speaks or acts in it.", person.name);
        findings.push(rule.finding(place, rule.severity, message, Subject::Person(n)));
    }
}

/// Whether words around a name may say who it is, in a way that was not read as a role; or it stands in a quotation.
fn is_described(reading: &Reading, place: Place) -> bool {
    let facts = &reading.facts[place.block];
    let words = &facts.words;
    let (first, last) = (words.at(place.start), words.at(place.end.saturating_sub(1)));
    let says = Class::ROLE | Class::TITLE | Class::RELATION | Class::RANK | Class::PEOPLE | Class::COURTESY | Class::DEMONYM;
    let around = first.saturating_sub(AROUND)..(last + 1 + AROUND).min(words.len());
    let apposed = matches!(words.word(last + 1), "," | "(" | "-" | "—" | "–") && !words.is_one(last + 2, &["and", "but"]);
    reading.is_quoted(place)
        || apposed
        || words.is_one(last + 1, &["is", "was", "who", "'s", "’s", "of", "from"])
        || matches!(words.word(first.wrapping_sub(1)), "," | "—" | "–" | "-")
        || around.filter(|i| !(first..=last).contains(i)).any(|i| words.class(i).has(says) && !words.tag(i).is_verb())
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let Subject::Person(n) = finding.subject else { return Vec::new() };
    let mut fixes = Vec::new();
    let at = reading.absolute(finding.place).start;
    if let (Some(entry), Some(anchor)) = (reading.entry(n), &reading.anchor) {
        for role in entry.roles_on(anchor.date).into_iter().take(2) {
            let title = role.short.as_ref().unwrap_or(&role.title);
            let fix = Fix::edit(format!("Insert the role: {title} {}", entry.name), vec![Edit::insert(at, format!("{title} "))]);
            fixes.push(fix);
        }
    }
    fixes.extend(person_ways_out::add_to_people_file(reading, n, desk));
    let id = crate::annotations::offers::id_for(reading, &reading.people[n].name);
    fixes.push(Fix::annotate("Write the person’s role…", finding.place, Kind::Person, &[("ref", &id), ("role", "")]).asking("role"));
    fixes.push(ways_out::ask(finding.place, "Who is this?"));
    fixes
}
