//! `dangling-reference`.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::{Finding, Fix, Galley, Group, Rule, Severity, Subject, Surroundings, person_ways_out};
use crate::annotations::placing::{Act, LABEL};
use crate::roster::file::id_of;
use crate::story::Reading;

pub(super) static RULE: Rule = Rule {
    code: "dangling-reference",
    title: "An id that stands for nobody",
    group: Group::Draft,
    severity: Severity::Warning,
    why: "An annotation names its source by an id. One that is neither in the people file, nor among the article's own people and sources, nor a protected source, is a slip of the pen or somebody who was never added.",
    guide: "https://pandoc.org/chunkedhtml-demo/8.18-divs-and-spans.html",
    fires: &["Harbour closes\n\n[⟦The road was closed on Monday⟧]{.claim by=riu-costa}, Mayor Rui Costa said."],
    silent: &[
        "Harbour closes\n\n[The road was closed on Monday]{.claim by=rui-costa}, Mayor Rui Costa said.",
        "Harbour closes\n\n[The road was closed on Monday]{.claim by=eva}, Mayor Rui Costa said.",
        "Harbour closes\n\n[The road was closed on Monday]{.claim by=two-of-the-pilots label=\"two of the pilots\"}, Mayor Rui Costa said.",
    ],
    people: "people: [{id: eva, name: Eva Lima}]",
    dated: true,
    by_paragraph: false,
    check,
    fixes,
};

/// Everything that the article itself says an id may stand for.
struct KnownIds {
    ids: HashSet<String>,
    /// The last names of people: somebody who has but one name in the article may have an id with more, and the other way round.
    last: HashSet<String>,
    only: HashSet<String>,
}

impl KnownIds {
    fn of(reading: &Reading) -> Self {
        let people: Vec<String> = reading.people.iter().map(|p| id_of(&p.name)).collect();
        let last = people.iter().filter_map(|id| id.split('-').next_back()).map(str::to_owned).collect();
        let only = people.iter().filter(|id| !id.contains('-')).cloned().collect();
        let mut ids: HashSet<String> = people.into_iter().collect();
        ids.extend(reading.metadata.sources.iter().map(|(own, _)| own.clone()));
        ids.extend(reading.named_sources().iter().map(|n| id_of(n)));
        ids.extend(reading.attributions.iter().filter_map(|a| a.source).map(|s| id_of(reading.text(s))));
        Self { ids, last, only }
    }

    fn knows(&self, id: &str) -> bool {
        self.ids.contains(id) || self.last.contains(id) || id.split('-').next_back().is_some_and(|last| self.only.contains(last))
    }
}

fn check(rule: &Rule, reading: &Galley, findings: &mut Vec<Finding>) {
    let known = OnceCell::new();
    for (n, m) in reading.marks.iter().enumerate() {
        let Some(id) = m.id_named().filter(|_| m.get(LABEL).is_none()) else { continue };
        let elsewhere = || reading.roster.name_of(id).is_some() || reading.protects(id);
        if known.get_or_init(|| KnownIds::of(reading)).knows(id) || elsewhere() {
            continue;
        }
        let message = format!("`{id}` is nobody in the people file or this article.");
        findings.push(rule.finding(m.place, rule.severity, message, Subject::Mark(n)));
    }
}

fn fixes(reading: &Reading, finding: &Finding, desk: &Surroundings) -> Vec<Fix> {
    let Subject::Mark(n) = finding.subject else { return Vec::new() };
    let mark = &reading.marks[n];
    let Some((key, id)) = mark.attributes.iter().find(|(k, _)| k == "by" || k == "ref") else { return Vec::new() };
    let mut candidates: Vec<String> = reading.people.iter().map(|p| id_of(&p.name)).collect();
    candidates.extend(reading.named_sources().iter().map(|s| id_of(s)));
    candidates.extend(reading.metadata.sources.iter().map(|(id, _)| id.clone()));
    candidates.extend(reading.roster.people().iter().map(|e| e.id.clone()));
    candidates.retain(|c| strsim::normalized_levenshtein(c, id) > 0.6);
    candidates.sort_by(|a, b| strsim::normalized_levenshtein(b, id).total_cmp(&strsim::normalized_levenshtein(a, id)));
    candidates.dedup();
    let change = |to: &String| {
        let pairs = mark.attributes.iter().map(|(k, v)| (k.clone(), if k == key { to.clone() } else { v.clone() })).collect();
        Fix::new(format!("Change `{id}` to `{to}`"), Act::Change(vec![(n, Some(pairs))]))
    };
    let mut fixes: Vec<Fix> = candidates.iter().take(2).map(change).collect();
    if desk.has_people_file {
        fixes.push(person_ways_out::add_id(id, desk));
    }
    fixes.push(Fix::new("Remove the annotation", Act::Change(vec![(n, None)])));
    fixes
}
