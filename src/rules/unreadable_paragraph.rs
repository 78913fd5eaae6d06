//! `unreadable-paragraph`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings};
use crate::story::{Place, Reading};
use crate::text::block::LONGEST;

pub(super) static RULE: Rule = Rule {
    code: "unreadable-paragraph",
    title: "Paragraph too long to be read",
    group: Group::Draft,
    severity: Severity::Warning,
    why: "A paragraph of hundreds of thousands of letters is data, or a draft that lost its line breaks: it is not read, and the desk should know.",
    guide: "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
    fires: &[],
    silent: &["Harbour closes\n\nThe council voted on Monday, the mayor said."],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for block in reading.numbers.clone().filter(|block| reading.facts[*block].too_long) {
        let end = reading.blocks[block].text().char_indices().nth(40).map_or(0, |(i, _)| crate::text::position::clamp(i));
        let length = reading.blocks[block].text().len();
        let message = format!("This paragraph of {length} bytes was not read; paragraphs are read up to {LONGEST}. Break it up.");
        findings.push(rule.finding(Place { block, start: 0, end }, rule.severity, message, Subject::Article));
    }
}

fn fixes(_: &Reading, _: &Finding, _: &Surroundings) -> Vec<Fix> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    #[test]
    fn a_draft_without_line_breaks_is_said_to_be_one() {
        let draft = Draft::new(&"He said so. ".repeat(LONGEST / 10), Format::Text);
        let reading = read(&draft, &Context::default(), &|| false).unwrap();
        let found = super::super::check(&reading, &crate::settings::Settings::default());
        assert!(found.iter().any(|f| f.code == RULE.code), "{found:?}");
    }
}
