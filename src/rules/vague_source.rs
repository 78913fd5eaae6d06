//! `vague-source`.

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, ways_out};
use crate::language::{Class, Tag};
use crate::paragraph::reports::kinds::base_head;
use crate::paragraph::reports::{Manner, SourceKind};
use crate::story::attributions::Attribution;
use crate::story::marks::is_anonymous;
use crate::story::{Mark, Place, Reading};
use crate::text::inline::Kind;

pub(super) static RULE: Rule = Rule {
    code: "vague-source",
    title: "Unnamed or vague source",
    group: Group::Sources,
    severity: Severity::Warning,
    why: "It is never enough to write “officials say” (NPR): say how the source knows, from which side it speaks, and why it is not named. Reports have owners.",
    guide: "http://ethics.npr.org/g-transparency/i-d-that-source-as-best-you-can/",
    fires: &[
        "Harbour closes\n\n⟦Officials⟧ said on Monday that the road was closed.",
        "Harbour closes\n\n⟦A recent poll⟧ found on Monday that most want the road open.",
        "Harbour closes\n\n⟦Many shipping lawyers⟧ said on Monday that the road was closed.",
        "Harbour closes\n\nThe council met on Monday ⟦amid reports that⟧ the mayor would resign.",
        "Harbour closes\n\nThe road was closed on Monday, according to Ana Costa and ⟦other divers⟧.",
        "Harbour closes\n\n⟦Posts on the board of Harbour Watch⟧ said on Monday that the road was closed.",
        "Harbour closes\n\nAccording to ⟦an Internet posting⟧ made on Monday, the road was closed.",
    ],
    silent: &[
        "Harbour closes\n\nThe road was closed on Monday, according to the White House.",
        "Harbour closes\n\nOfficials said on Monday that [the road was closed]{.claim by=source-a status=attributed}.",
        "Harbour closes\n\nAccording to figures published on Monday by Mill Research, most want the road open.",
        "Harbour closes\n\nA recent poll by Mill Research found on Monday that most want the road open.",
        "Harbour closes\n\nOnly 52 percent of registered voters said on Monday that the road was closed.",
        "Harbour closes\n\nAccording to federal figures published on Monday, the road was closed.",
        "Harbour closes\n\nOfficials discussed the road on Monday.",
        "Harbour closes\n\nThe Harbour Post reports that the road was closed on Monday.",
    ],
    people: "",
    dated: true,
    by_paragraph: true,
    check,
    fixes,
};

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    for (n, a) in reading.attributions() {
        // "Critics attacked the plan": nobody knows who, as of what is said.
        let acted = a.manner == Manner::Acted && a.kind != SourceKind::Vague;
        if !reading.regions[a.cue.block].is_story() || a.manner == Manner::Thought || acted || confers(reading, a) {
            continue;
        }
        let nobody = (matches!(a.kind, SourceKind::Vague | SourceKind::Group) || is_nobody_s(reading, a)) && !is_counted(reading, a);
        let others = if nobody { None } else { others(reading, a) };
        if !nobody && others.is_none() {
            continue;
        }
        let place = others.or(a.source).unwrap_or(a.cue);
        let settles = |p: &Place| reading.marks.at(*p).any(|m| (m.get("by").is_some() || m.kind == Kind::Note) && m.place.overlaps(p));
        let settled = settles(&place) || a.content.iter().any(settles);
        if settled {
            continue;
        }
        let (severity, message) = match (a.kind, others.or(a.source)) {
            (_, Some(s)) if a.kind == SourceKind::Group || others.is_some() => {
                (Severity::Information, format!("Which of them? “{}” is a group that nobody can ask.", reading.text(s)))
            }
            (SourceKind::Document | SourceKind::Described, Some(s)) => {
                (Severity::Information, format!("Whose? “{}” has no owner: say who made it, and when.", reading.text(s)))
            }
            (_, Some(s)) => (rule.severity, format!("Who? “{}” tells the reader nothing of how the source knows.", reading.text(s))),
            (_, None) => (rule.severity, "Whose reports? Nobody is named.".to_owned()),
        };
        findings.push(rule.finding(place, severity, message, Subject::Attribution(n)));
    }
}

/// Whether what is reported is talk itself, of which nobody asks how the source knows: "officials discussed the plan".
fn confers(reading: &Reading, a: &Attribution) -> bool {
    let words = &reading.facts[a.cue.block].words;
    words.class(a.verb(words)).has(Class::CONFERS)
}

/// Who says it besides somebody who is named: "according to Ana Costa and other divers".
fn others(reading: &Reading, a: &Attribution) -> Option<Place> {
    const NEAR: usize = 3;
    let source =
        a.source.filter(|_| a.person.is_some() || matches!(a.kind, SourceKind::Person | SourceKind::Name | SourceKind::Described))?;
    let words = &reading.facts[source.block].words;
    let tokens = words.touched(source.span());
    // "Deals with Faro, Porto and others will": things.
    let things = a.kind == SourceKind::Described && !words.class(base_head(words, tokens)).has(Class::PEOPLE | Class::ROLE | Class::ROLES);
    if things {
        return None;
    }
    let and = (tokens.start..tokens.end + 2).find(|k| words.is_one(*k, &["and", "or"]) && words.class(k + 1).has(Class::OTHER))?;
    let joined = and < tokens.end || words.word(tokens.end) == "," || and == tokens.end;
    let somebody = |k: usize| words.class(k).has(Class::PEOPLE | Class::ROLES) || words.is(k, "others");
    let head = (and + 1..and + 1 + NEAR).find(|k| somebody(*k) && !words.class(k + 1).has(Class::PEOPLE))?;
    let between = (and + 1..head).all(|k| words.class(k).has(Class::OTHER) || words.tag(k).is_adjective() || words.tag(k).is_noun());
    (joined && between && !words.capital(head)).then(|| {
        let span = words.span(and + 1..head + 1);
        Place { block: source.block, start: span.start, end: span.end }
    })
}

/// Whether a source is a share of those who were asked: "52 percent of voters agreed".
fn is_counted(reading: &Reading, a: &Attribution) -> bool {
    let Some(source) = a.source else { return false };
    let words = &reading.facts[source.block].words;
    let tokens = words.touched(source.span());
    let before = |n: usize| tokens.start.wrapping_sub(n);
    let share = |k: usize| words.tag(k) == Tag::Number || words.class(k).has(Class::POLLED) || words.word(k) == "%";
    let of = (1..=3).find(|n| words.is(before(*n), "of")).filter(|n| (1..*n).all(|m| words.is_word(before(m))));
    of.is_some_and(|n| share(before(n + 1))) || tokens.iter().any(|k| words.is(k, "of") && k > tokens.start && share(k - 1))
}

/// Whether a report is that of a poll, of figures or of pictures of which nobody says whose they are: "polls show", "a recent study
/// found". "The study" was told of before, and "a study by the port" has its owner.
fn is_nobody_s(reading: &Reading, a: &Attribution) -> bool {
    const NEAR: usize = 3;
    let Some(source) = a.source else { return false };
    let words = &reading.facts[source.block].words;
    let tokens = words.touched(source.span());
    let head = base_head(words, tokens);
    let first = words.class(tokens.start);
    let open = words.tag(head) == Tag::Nouns || first.has(Class::ARTICLE) && !first.has(Class::DEFINITE);
    // "Posts on the board of Harbour Watch": where they stand, and not whose they are.
    let stands = (head + 1..tokens.end).find(|k| words.is_one(*k, &["on", "in"])).unwrap_or(tokens.end);
    let owned = |k: usize| {
        let known = k < head && words.class(k).has(Class::DEFINITE) || matches!(words.tag(k), Tag::Possessive | Tag::PossessivePronoun);
        let name = words.tag(k).is_name() && words.capital(k) && !words.class(k).has(Class::PLACE | Class::MEDIUM);
        let public = k < head && words.class(k).has(Class::PUBLIC);
        k < stands && (known || name || public || words.is(k, "from")) || words.is(k, "by")
    };
    // "Figures published by the port": whose they are may be told behind what is taken for the source.
    let by = |from: usize| (from..from + NEAR).any(|k| words.is_one(k, &["by", "from"]));
    let told_behind = words.tag(tokens.end) == Tag::Participle && by(tokens.end + 1) || words.is_one(tokens.end, &["by", "from", "of"]);
    words.class(head).has(Class::EVIDENCE) && open && !told_behind && !tokens.iter().any(owned)
}

fn fixes(reading: &Reading, finding: &Finding, _: &Surroundings) -> Vec<Fix> {
    let Subject::Attribution(n) = finding.subject else { return Vec::new() };
    let mut fixes = vec![ways_out::ask(finding.place, "Who, and how do they know?")];
    if let Some(content) = reading.attributions[n].content.first().copied() {
        let claim = |title: String, by: &str| Fix::annotate(title, content, Kind::Claim, &[("by", by), ("status", "attributed")]);
        fixes.push(claim("Choose the source…".into(), "").asking("by"));
        fixes.extend(anonymous(reading).map(|id| claim(format!("A source known to the desk ({id})"), &id)));
    }
    fixes
}

/// The first id of a protected source that the draft does not use yet.
fn anonymous(reading: &Reading) -> Option<String> {
    let used: Vec<&str> = reading.marks.iter().filter_map(Mark::id_named).filter(|id| is_anonymous(id)).collect();
    ('a'..='z').map(|letter| format!("source-{letter}")).find(|id| !used.contains(&id.as_str()))
}
