//! `not-english`: of a draft in another language nothing else is said.

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};

use crate::story::{Place, Reading};
use crate::text::position::clamp;

pub(super) static RULE: Rule = Rule {
    code: "not-english",
    title: "Not in English",
    group: Group::Draft,
    severity: Severity::Information,
    why: "copydesk reads English. What it would say of a draft in another language would be noise; so it says nothing of it but this.",
    guide: "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
    fires: &[
        "⟦Hafen⟧ geschlossen\n\nDer Hafen wird im Winter geschlossen, sagte die Bürgermeisterin am Montag. Die Schiffe fahren dann nach Süden, und die Fischer sollen eine Entschädigung bekommen, hieß es in einer Mitteilung der Stadt. Der Rat will im Januar darüber abstimmen.",
        "⟦O⟧ porto fecha\n\nO porto vai fechar no inverno, disse a presidente da câmara na segunda-feira. Os navios vão para o sul, e os pescadores deverão receber uma indemnização, segundo um comunicado da cidade. A assembleia vota em janeiro, mas ninguém sabe ainda como.",
    ],
    silent: &[
        "Harbour closes\n\nThe harbour will be closed in winter, the mayor said on Monday. Ships will then go south, and the fishermen are to be paid, a statement of the city said. The council will vote on it in January.",
        "Harbour closes\n\nMayor Ana Sousa: “Wir schaffen das.” She spoke to the crowd on Monday.",
    ],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

/// How many words it takes to tell.
const ENOUGH: usize = 30;
/// Of so many words of English one at least is among the plainest, in any kind of copy.
const ONE_IN: usize = 30;

/// Says so of a draft of which [`tells`] has told, which `rules::check` asks before all other rules.
pub(super) fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let first = reading.regions.iter().position(|r| r.is_story() || *r == crate::text::Region::Headline);
    let Some(block) = first else { return };
    let text = reading.blocks[block].text();
    let lead = text.len() - text.trim_start().len();
    let end = lead + text.trim_start().find(char::is_whitespace).unwrap_or(text.trim().len());
    let place = Place { block, start: clamp(lead), end: clamp(end) };
    findings.push(rule.finding(
        place,
        rule.severity,
        &Wording::Plain("This does not read as English. Nothing in it is checked."),
        Subject::Article,
    ));
}

/// Whether a draft is plainly not in English: hardly a word in it is one that no English goes without.
pub(super) fn tells(reading: &Reading) -> bool {
    let bulk = reading.bulk();
    bulk.words >= ENOUGH && bulk.plain * ONE_IN < bulk.words
}

fn fixes(_: &Reading, _: &Finding, _: &Surroundings) -> Vec<Fix> {
    Vec::new()
}
