//! `mental-state-attribution`.

use std::cell::LazyCell;

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, asking, ways_out};
use crate::language::Tag;
use crate::paragraph::reports::{Manner, SourceKind};
use crate::story::attributions::Attribution;
use crate::story::spans::Spans;
use crate::story::{Place, Reading};

pub(super) static RULE: Rule = Rule {
    code: "mental-state-attribution",
    title: "How does the reporter know what they think?",
    group: Group::Sources,
    severity: Severity::Information,
    why: "A reporter knows what somebody said, not what they hope, fear, believe or want.",
    guide: "https://learninglink.oup.com/access/content/bender12e-student-resources/bender12e-verbs-to-avoid-for-attribution",
    fires: &["Harbour closes\n\nMayor Rui Costa ⟦hopes⟧ that the road will open on Monday."],
    silent: &[
        "Harbour closes\n\nThe council said it hoped that the road would open on Monday.",
        "Harbour closes\n\nMayor Rui Costa hopes that the road will open on Monday, the council said.",
        "Harbour closes\n\n“The council hopes that the road will open,” the mayor said on Monday.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let opinion = reading.metadata.kind == Some("opinion");
    let away = LazyCell::new(|| said_away(reading));
    // Where something is said in the block that was looked at last.
    let mut here = (usize::MAX, Spans::default());
    for (n, a) in reading.attributions() {
        let known = matches!(a.kind, SourceKind::Person | SourceKind::Name | SourceKind::Group | SourceKind::Described);
        if opinion || a.manner != Manner::Thought || !known || !reading.regions[a.cue.block].is_story() || reading.is_quoted(a.cue) {
            continue;
        }
        let words = &reading.facts[a.cue.block].words;
        let i = words.at(a.cue.end.saturating_sub(1));
        // Plans and decisions are public acts as often as not; hopes and fears are not.
        let inner = [
            "hope", "hopes", "hoped", "believe", "believes", "believed", "fear", "fears", "feared", "want", "wants", "wanted", "think",
            "thinks", "thought", "feel", "feels", "felt", "wish", "wishes", "wished",
        ];
        if !inner.contains(&words.low(i)) {
            continue;
        }
        let sentence = reading.sentence_of(a.cue);
        if asking::asks_of_mind(reading, sentence) {
            continue;
        }
        let said = |o: &Attribution| sentence.covers(&o.cue) || o.content.iter().any(|c| c.covers(&a.cue));
        let settled = reading.marks.at(sentence).any(|m| m.settles(&sentence));
        if here.0 != sentence.block {
            here = (sentence.block, said_in(reading, sentence.block, &away));
        }
        let near = here.1.overlapping(sentence.start, sentence.end);
        if near.iter().any(|o| said(&reading.attributions[*o])) || settled {
            continue;
        }
        let place = Place { block: a.cue.block, start: words.tokens[i].start, end: words.tokens[i].end };
        let message = format!("How do we know? “{}” tells what is in somebody’s mind.", words.word(i));
        findings.push(rule.finding(place, rule.severity, message, Subject::Attribution(n)));
    }
}

/// Where something is said in a block, and by what cue; `away` are those whose cue stands in another.
fn said_in(reading: &Reading, block: usize, away: &[(usize, usize)]) -> Spans {
    let from = reading.attributions.partition_point(|a| a.cue.block < block);
    let own = reading.attributions[from..].iter().take_while(|a| a.cue.block == block).count();
    let first = away.partition_point(|(other, _)| *other < block);
    let away = away[first..].iter().take_while(|(other, _)| *other == block).map(|(_, n)| *n);
    let said = (from..from + own).chain(away).filter(|n| is_said(&reading.attributions[*n]));
    Spans::of(said.flat_map(|n| {
        let a = &reading.attributions[n];
        let within = a.content.iter().chain([&a.cue]).filter(|p| p.block == block);
        within.map(move |p| (p.start, p.end, n)).collect::<Vec<_>>()
    }))
}

fn is_said(a: &Attribution) -> bool {
    matches!(a.manner, Manner::Said | Manner::Noun | Manner::Acted)
}

/// What is said in another block than its cue stands in: that block, and the attribution's number.
fn said_away(reading: &Reading) -> Vec<(usize, usize)> {
    let mut away: Vec<(usize, usize)> = Vec::new();
    for (n, a) in reading.attributions.iter().enumerate().filter(|(_, a)| is_said(a)) {
        away.extend(a.content.iter().filter(|p| p.block != a.cue.block).map(|p| (p.block, n)));
    }
    away.sort_unstable();
    away.dedup();
    away
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let Subject::Attribution(n) = finding.subject else { return Vec::new() };
    let a = &reading.attributions[n];
    let words = &reading.facts[finding.place.block].words;
    let i = words.at(finding.place.start);
    let simple = a.cue.end - a.cue.start == finding.place.end - finding.place.start;
    let sentence = reading.sentence_of(finding.place);
    let mut fixes =
        ways_out::claim(reading, sentence, ways_out::ask(reading.without_stop(sentence), "How do we know what they think?"), desk);
    if simple && let Some(source) = a.source {
        let source = reading.text(source).to_lowercase();
        let pronoun = match a.person.and_then(|p| reading.people[p].sex) {
            Some(crate::paragraph::names::Sex::Female) => "she",
            Some(crate::paragraph::names::Sex::Male) => "he",
            None if words.tag(i) == Tag::Present || source.ends_with('s') => "they",
            None => "it",
        };
        let phrase = format!("said {pronoun} {}", words.low(i));
        fixes.push(ways_out::write(reading, finding.place, &phrase));
    }
    fixes
}
