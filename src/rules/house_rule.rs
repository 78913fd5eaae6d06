//! `house-rule`: what the desk has written itself, and the presets that it follows.

use std::cell::RefCell;
use std::collections::HashMap;

use regex::Regex;

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::settings::house_rules::{HousePart, HouseRule};
use crate::story::{Place, Reading};
use crate::text::Region;
use crate::text::position::clamp;

pub(super) static RULE: Rule = Rule {
    code: "house-rule",
    title: "Not how the house has it",
    group: Group::House,
    severity: Severity::Information,
    why: "A house has rules of its own, for words, dates, titles and numbers. They stand under `house-rules` in copydesk.toml or in the settings, and in the presets that the desk follows.",
    guide: "https://style.ap.org/",
    fires: &["Harbour closes\n\nOn Monday the road was closed for ⟦5 percent⟧ of the lorries, the mayor said."],
    silent: &[
        "Harbour closes\n\nOn Monday the road was closed for 5% of the lorries, the mayor said.",
        "Harbour closes\n\n“It is shut to 5 percent of us,” the mayor said on Monday.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

/// A rule of the house in force.
struct Hit<'a> {
    rule: &'a HouseRule,
    place: Place,
    /// What can be written instead.
    instead: Option<String>,
}

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let rules = rules(reading);
    for block in reading.numbers.clone() {
        for found in in_block(reading, &rules, block) {
            findings.push(rule.finding(found.place, found.rule.severity, found.rule.message.clone(), Subject::Place));
        }
    }
}

/// The rules of the house with their expressions, its own before those of its presets.
fn rules(reading: &Reading) -> Vec<(&HouseRule, Regex)> {
    let settings = &reading.settings;
    let rules = settings.house_rules.iter().chain(settings.presets.iter().flat_map(|p| p.rules()));
    rules.filter_map(|rule| Some((rule, expression(rule)?))).collect()
}

/// The places of a block at which a rule of the house speaks, the first rule that does so at each.
fn in_block<'a>(reading: &Reading, rules: &[(&'a HouseRule, Regex)], block: usize) -> Vec<Hit<'a>> {
    let part = match reading.regions[block] {
        Region::Headline | Region::Standfirst | Region::Subheading => HousePart::Headline,
        r if r.is_story() => HousePart::Body,
        _ => return Vec::new(),
    };
    let mut found: Vec<Hit> = Vec::new();
    for (rule, expression) in rules {
        for hit in expression.captures_iter(reading.blocks[block].text()) {
            let Some(whole) = hit.name("place").or_else(|| hit.get(0)).filter(|w| !w.is_empty()) else { continue };
            let place = Place { block, start: clamp(whole.start()), end: clamp(whole.end()) };
            let part = if reading.is_quoted(place) { HousePart::Quotations } else { part };
            if !rule.counts_in(part) || found.iter().any(|f| f.place.overlaps(&place)) {
                continue;
            }
            let instead = rule.replacement.as_ref().map(|to| {
                let mut written = String::new();
                hit.expand(to, &mut written);
                written
            });
            found.push(Hit { rule, place, instead });
        }
    }
    found
}

/// The expression of a rule, made once on each thread; none where it is wrong, which the settings file is told of.
fn expression(rule: &HouseRule) -> Option<Regex> {
    /// How many are kept.
    const KEPT: usize = 500;
    type Key = (Option<String>, Option<String>);
    thread_local! {
        static MADE: RefCell<HashMap<Key, Option<Regex>>> = RefCell::default();
    }
    MADE.with_borrow_mut(|made| {
        if made.len() >= KEPT {
            made.clear();
        }
        made.entry((rule.phrase.clone(), rule.pattern.clone())).or_insert_with(|| rule.expression().ok()).clone()
    })
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let here = in_block(reading, &rules(reading), finding.place.block).into_iter().find(|f| f.place == finding.place);
    let write = here.and_then(|f| f.instead).map(|text| ways_out::write(reading, finding.place, &text));
    write.into_iter().chain([ways_out::ask(finding.place, &finding.message(reading))]).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::{Surroundings, check, fixes};
    use crate::settings::Settings;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// A row: settings, the draft's paragraphs, and what is found with what can be written instead.
    #[test]
    fn a_house_has_its_own_words() {
        let phrase = "[[house-rules]]\nphrase = \"climate change\"\nmessage = \"Climate crisis.\"\nreplacement = \"climate crisis\"\n";
        let headline = "[[house-rules]]\nphrase = \"quiz\"\nmessage = \"Not in headlines.\"\nwhere = [\"headline\"]\n";
        let quoted = "[[house-rules]]\nphrase = \"damn\"\nmessage = \"Ask the editor.\"\nseverity = \"error\"\nwhere = [\"quotations\"]\n";
        let pattern = "[[house-rules]]\npattern = '(\\d+)kms'\nmessage = \"km\"\nreplacement = \"${1}km\"\n";
        for (toml, text, expected) in [
            (
                phrase,
                "Head line\n\nClimate change came on Monday, the mayor said.",
                "information Climate change: Climate crisis. → climate crisis",
            ),
            (
                phrase,
                "Head line\n\nIt came on Monday with climate\nchange, the mayor said.",
                "information climate\nchange: Climate crisis. → climate crisis",
            ),
            (phrase, "Head line\n\n“It is climate change,” the mayor said on Monday.", ""),
            (phrase, "Head line\n\nClimate changes came on Monday, the mayor said.", ""),
            (headline, "Police quiz mayor\n\nThe quiz was on Monday, the mayor said.", "information quiz: Not in headlines."),
            (quoted, "Head line\n\n“Damn the road,” the mayor said on Monday. The damn road was shut.", "error Damn: Ask the editor."),
            (pattern, "Head line\n\nIt is 12kms long, the mayor said on Monday.", "information 12kms: km → 12km"),
            (
                "presets = [\"ap\"]",
                "Head line\n\nIt is shut from June 5th at 9:00 a.m., the mayor said on Monday.",
                "information June 5th: AP: the day of a month is a plain figure. → June 5, information 9:00 a.m.: AP: a full hour has no minutes. → 9 a.m.",
            ),
            (
                "presets = [\"guardian\"]",
                "Head line\n\nIt is shut at 6.30 p.m. on 5th June, the mayor said on Monday.",
                "information 6.30 p.m.: Guardian: am and pm stand close up to the figure, without points. → 6.30pm, information 5th June: Guardian: the day of a month is a plain figure. → 5 June",
            ),
            ("", "Head line\n\nIt is shut from June 5th at 9:00 a.m., the mayor said on Monday.", ""),
        ] {
            let settings = std::sync::Arc::new(Settings::from_toml(toml).unwrap());
            let context = Context { settings: settings.clone(), date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
            let reading = read(&Draft::new(text, Format::Markdown), &context, &|| false).unwrap();
            let drawn: Vec<String> = check(&reading, &settings)
                .iter()
                .filter(|f| f.code == "house-rule")
                .map(|f| {
                    let write = fixes(&reading, f, &Surroundings::default())
                        .into_iter()
                        .find_map(|x| Some(x.title.strip_prefix("Write “")?.trim_end_matches('”').to_owned()));
                    let write = write.map(|w| format!(" → {w}")).unwrap_or_default();
                    format!("{} {}: {}{write}", f.severity.name(), reading.text(f.place), f.message(&reading))
                })
                .collect();
            assert_eq!(drawn.join(", "), expected, "{toml}\n{text}");
        }
    }
}
