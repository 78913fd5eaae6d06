//! `unread-markup`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};
use crate::story::{Place, Reading};
use crate::text::Region;
use crate::text::apart::Unread;
use crate::text::position::clamp;

pub(super) static RULE: Rule = Rule {
    code: "unread-markup",
    title: "Words in markup that are not read",
    group: Group::Draft,
    severity: Severity::Information,
    why: "What stands in tags, remarks and code is no copy to copydesk: nothing in it is asked about. Said once for each kind, so that the desk knows what it has to read by itself.",
    guide: "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
    fires: &[
        "Harbour closes\n\nThe council voted on Monday, the mayor said.⟦⟧<!-- ask Ana about the date of the vote -->",
        "Harbour closes\n\nThe council voted on Monday, {% image \"a.jpg\" \"The quay from the north, with two boats\" %}⟦⟧the mayor said. {% image \"b.jpg\" \"The quay from the south, with one boat\" %}",
        "Harbour closes\n\nThe council voted on {--Sunday--}{++⟦⟧Monday++}, the mayor said.",
    ],
    silent: &[
        "Harbour closes\n\nThe council voted on Monday, the mayor said.",
        "Harbour closes\n\n<p>The council voted on Monday,&nbsp;the <em>mayor</em> said.</p>",
        "Harbour closes\n\n{{ page.lead }}\n\nThe council voted on Monday, the mayor said.",
    ],
    people: "",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

/// What is not read, and why.
fn reason(what: Unread) -> &'static str {
    match what {
        Unread::Remark => "remarks in the source: readers do not see them",
        Unread::Code => "code and forms: they are no copy",
        Unread::Template => "tags of a template: what they print is known only when the page is made",
        Unread::Struck => "what is struck out, and comments on it: they are not printed",
        Unread::Hidden => "characters that nobody sees: they may hold a manifest of where the text comes from, or hidden words",
    }
}

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let mut found: Vec<(Unread, Place, usize)> = Vec::new();
    for (number, block) in reading.marked_blocks().filter(|(n, _)| reading.regions[*n] != Region::FrontMatter) {
        for (what, range) in block.apart.iter().flat_map(|a| &a.unread) {
            if let Some((.., count)) = found.iter_mut().find(|(known, ..)| known == what) {
                *count += 1;
            } else {
                let at = block.of_raw(range.start).min(clamp(block.text().len()));
                found.push((*what, Place { block: number, start: at, end: at }, 1));
            }
        }
    }
    for (what, place, count) in found {
        let times = if count > 1 { format!(", {count} times in this draft") } else { String::new() };
        let message = format!("Not read{times}: {}.", reason(what));
        // What readers do not see either is worth a word, and no more.
        let seen = matches!(what, Unread::Template | Unread::Hidden);
        findings.push(rule.finding(place, if seen { rule.severity } else { Severity::Hint }, message, Subject::Article));
    }
}

fn fixes(_: &Reading, _: &Finding, _: &Surroundings) -> Vec<Fix> {
    Vec::new()
}
