//! `anonymity-unexplained`.

use std::collections::HashSet;

use super::message::Wording;
use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::annotations::edits::Edit;
use crate::language::Sentence;
use crate::language::lexicon::word_hash;
use crate::paragraph::reports::{Manner, SourceKind};
use crate::story::{Place, Reading};

pub(super) static RULE: Rule = Rule {
    code: "anonymity-unexplained",
    title: "Why is the source not named?",
    group: Group::Sources,
    severity: Severity::Information,
    why: "Where a source is not named, readers are told why: fear of reprisal, no authority to speak, talks that are not public.",
    guide: "http://www.anonymoussources.org/?p=37",
    fires: &[
        "Harbour closes\n\n⟦A source at the port⟧ said on Monday that the road was closed.",
        "Harbour closes\n\nThe road was closed on Monday, said a clerk ⟦on condition of anonymity⟧.",
        "Harbour closes\n\nThe man named in the file spoke ⟦on condition of anonymity⟧ on Monday.",
    ],
    silent: &[
        "Harbour closes\n\nA source at the port, who asked not to be named because he was not authorised to speak, said on Monday that the road was closed.",
        "Harbour closes\n\nThe mayor said on Monday that the road was closed.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

/// What a source who is not to be named asks for.
const PHRASES: &[&str] = &[
    "on condition of anonymity",
    "on the condition of anonymity",
    "asked not to be named",
    "declined to be named",
    "did not want to be named",
];

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let mut told: Vec<Place> = Vec::new();
    let mut sentences: HashSet<Place> = HashSet::new();
    let asked = ["anonymity", "named"].map(word_hash);
    for block in reading.numbers.clone().filter(|b| reading.regions[*b].is_story()) {
        let facts = &reading.facts[block];
        let words = &facts.words;
        // Few sentences have one of these words; the others need not be looked at more closely.
        let asks = |s: &&Sentence| words.has_one(s.tokens, &asked);
        for s in facts.sentences.iter().filter(asks) {
            let sentence = Place { block, start: s.start, end: s.end };
            let text = reading.text(sentence);
            let low = text.to_lowercase();
            let found = PHRASES.iter().find_map(|p| low.find(p).map(|at| (at, p.len()))).filter(|_| low.len() == text.len());
            if let Some((start, length)) = found.filter(|_| !gives_reason(&low)) {
                let at = |n: usize| sentence.start + crate::text::position::clamp(n);
                told.push(Place { start: at(start), end: at(start + length), ..sentence });
                sentences.insert(sentence);
            }
        }
    }
    for (_, a) in reading.attributions() {
        let unnamed = a.manner == Manner::Said && matches!(a.kind, SourceKind::Described | SourceKind::Vague);
        let Some(source) = a.source.filter(|s| unnamed && reading.regions[s.block].is_story() && is_secret(reading.text(*s))) else {
            continue;
        };
        let sentence = reading.sentence_of(a.cue);
        // Asked once in a sentence.
        if !sentences.contains(&sentence) && !gives_reason(&reading.text(sentence).to_lowercase()) {
            told.push(source);
            sentences.extend(Some(reading.sentence_of(source)).filter(|own| own.covers(&source)));
        }
    }
    for place in told {
        let noted = reading.marks.at(place).any(|m| m.place.overlaps(&place) && m.get("by").is_some());
        if !noted && !reading.is_quoted(place) {
            const MESSAGE: &Wording = &Wording::Plain("Why is this source not named? Readers should be told.");
            findings.push(rule.finding(place, rule.severity, MESSAGE, Subject::Place));
        }
    }
}

/// A source who is nothing but that: "a source", "two people familiar with the talks".
fn is_secret(words: &str) -> bool {
    let low = words.to_lowercase();
    let head = |w: &str| low.split(|c: char| !c.is_alphanumeric()).any(|x| x == w);
    head("source") || head("sources") || low.contains("familiar with") || low.contains("with knowledge of")
}

fn gives_reason(sentence: &str) -> bool {
    let has = |w: &str| sentence.split(|c: char| !c.is_alphanumeric()).any(|x| x == w);
    has("because")
        || has("since")
        || has("fearing")
        || has("fear")
        || has("authorised")
        || has("authorized")
        || sentence.contains("as the matter")
        || sentence.contains("as they were not")
        || sentence.contains("as he was not")
        || sentence.contains("as she was not")
        || sentence.contains("citing ")
        || sentence.contains("to discuss")
        || sentence.contains("given the sensitivity")
        || sentence.contains("for fear")
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let at = reading.absolute(finding.place).end;
    let insert = |title: &str, text: &str| Fix::edit(title, vec![Edit::insert(at, text)]);
    let asked = reading.text(finding.place).to_lowercase().contains("named") || reading.text(finding.place).contains("anonymity");
    let reason = if asked { "" } else { ", who asked not to be named" };
    let comma = if asked { "" } else { "," };
    vec![
        insert("Give the reason: not authorised to speak", &format!("{reason} because they were not authorised to speak publicly{comma}")),
        insert("Give the reason: fear of reprisal", &format!("{reason} because they feared reprisal{comma}")),
        ways_out::ask(finding.place, "Why is the source not named?"),
    ]
}
