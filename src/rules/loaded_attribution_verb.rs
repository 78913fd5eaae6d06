//! `loaded-attribution-verb`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::language::{Class, Tag};
use crate::paragraph::reports::Manner;
use crate::story::{Place, Reading};

pub(super) static RULE: Rule = Rule {
    code: "loaded-attribution-verb",
    title: "A verb that takes sides",
    group: Group::Sources,
    severity: Severity::Information,
    why: "“Claimed” casts doubt, “admitted” implies a confession, “refuted” says that somebody was proved wrong. “Said” is almost always right.",
    guide: "https://learninglink.oup.com/access/content/bender12e-student-resources/bender12e-verbs-to-avoid-for-attribution",
    fires: &[
        "Harbour closes\n\nMayor Rui Costa ⟦claimed⟧ on Monday that the road was closed.",
        "Harbour closes\n\nMayor Rui Costa ⟦refuted⟧ the charge on Monday.",
        "Harbour closes\n\nMayor Rui Costa ⟦alleged⟧ on Monday that the clerk stole a boat.",
    ],
    silent: &[
        "Harbour closes\n\nMayor Rui Costa said on Monday that the road was closed.",
        "Harbour closes\n\nThe group claimed responsibility for the attack on Monday.",
        "Harbour closes\n\n“He claimed that the road was closed,” Mayor Rui Costa said on Monday.",
        "Harbour closes\n\nThe indictment alleges that Rui Costa stole a boat on Monday.",
        "Harbour closes\n\nOn Monday, prosecutors alleged that Rui Costa stole a boat.",
        "Harbour closes\n\nIn a suit filed on Monday, Eva Lima alleges that Rui Costa stole a boat.",
        "Harbour closes\n\nMayor Rui Costa admitted on Monday to stealing the funds, the court said.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

/// A verb, what it implies, and what to write.
const VERBS: &[(&str, &str)] = &[
    ("claim", "casts doubt on what is said"),
    ("admit", "implies a confession"),
    ("concede", "implies that an argument was lost"),
    ("insist", "implies that nobody believes it"),
    ("refute", "says that somebody was proved wrong"),
    ("allege", "belongs to the courts"),
    ("boast", "judges the speaker"),
    ("confess", "implies guilt"),
];

/// The verb, and the form of "say" that takes its place.
fn lemma(word: &str) -> Option<(usize, &'static str)> {
    let low = word.to_lowercase();
    if !VERBS.iter().any(|(l, _)| low.starts_with(&l[..4])) {
        return None;
    }
    let stem = |l: &str| l.trim_end_matches('e').to_owned();
    VERBS.iter().enumerate().find_map(|(n, (l, _))| {
        let form = if low == *l {
            "say"
        } else if low == format!("{l}s") || low == format!("{l}es") {
            "says"
        } else if low == format!("{}ed", stem(l)) || low == format!("{l}ted") {
            "said"
        } else if low == format!("{}ing", stem(l)) || low == format!("{l}ting") {
            "saying"
        } else {
            return None;
        };
        Some((n, form))
    })
}

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, a) in reading.attributions() {
        if !matches!(a.manner, Manner::Said | Manner::Acted) || a.source.is_none() || !reading.regions[a.cue.block].is_story() {
            continue;
        }
        let words = &reading.facts[a.cue.block].words;
        let i = words.at(a.cue.end.saturating_sub(1));
        let Some((verb, _)) = lemma(words.word(i)) else { continue };
        // "admitted to", "claimed responsibility": what is reported is the deed, and the word is the fact.
        let set_phrase = words.is_one(i + 1, &["responsibility", "victory", "credit", "asylum", "lives", "to", "defeat", "guilt"]);
        let deed = (i + 1..i + 4).any(|k| words.is(k, "to") && words.tag(k + 1) == Tag::Gerund);
        let place = Place { block: a.cue.block, start: words.tokens[i].start, end: words.tokens[i].end };
        // To allege is what a prosecution and what is filed in court do: "In a suit filed on Monday, she alleges".
        let sentence = reading.facts[a.cue.block].sentences[a.sentence].tokens;
        let in_court = VERBS[verb].0 == "allege" && sentence.iter().any(|k| words.class(k).has(Class::ACCUSER));
        if set_phrase || deed || in_court || reading.is_quoted(place) {
            continue;
        }
        let message = format!("“{}” {}.", words.word(i), VERBS[verb].1);
        findings.push(rule.finding(place, rule.severity, message, Subject::Attribution(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let word = reading.text(finding.place);
    let Some((verb, form)) = lemma(word) else { return Vec::new() };
    let neutral = match (VERBS[verb].0, form) {
        ("refute", "said") => "denied",
        ("refute", "says") => "denies",
        ("refute", "say") => "deny",
        ("refute", _) => "denying",
        _ => form,
    };
    vec![ways_out::write(reading, finding.place, neutral), ways_out::ask(finding.place, "Is this verb meant?")]
}
