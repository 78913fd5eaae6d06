//! Findings as diagnostics, pushed and pulled.

use std::collections::HashMap;
use std::sync::Arc;

use tower_lsp::lsp_types::{CodeDescription, Diagnostic, DiagnosticRelatedInformation, Location, NumberOrString, Range, Url};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use super::rows::Rows;
use crate::rules::{self, Finding};
use crate::story::Place;
use crate::text::{ends, escape};

/// The diagnostics of an analysis.
pub(super) fn all(analysis: &Analysis, abilities: Abilities) -> Vec<Diagnostic> {
    let mut drawer = Drawer::of(analysis, abilities);
    analysis.shown().into_iter().map(|f| drawer.one(f)).collect()
}

/// The same as JSON, written once. What is said already by an `earlier` analysis of the same draft is taken over as it was written.
pub(super) fn rows(analysis: &Analysis, earlier: Option<&Analysis>, abilities: Abilities) -> Arc<Rows> {
    Arc::clone(analysis.written.get_or_init(|| Arc::new(written(analysis, earlier, abilities))))
}

fn written(analysis: &Analysis, earlier: Option<&Analysis>, abilities: Abilities) -> Rows {
    let findings = analysis.shown();
    let (others, written) = earlier.and_then(|e| Some((e.shown(), Arc::clone(e.written.get()?)))).unwrap_or_default();
    let stays = |one: &&&Finding, other: &&&Finding| {
        let same_words = |e: &Analysis| Arc::ptr_eq(&analysis.reading.blocks[one.place.block], &e.reading.blocks[other.place.block]);
        one.related.is_none() && one.says_as(other) && earlier.is_some_and(same_words)
    };
    let (head, tail) = ends::alike(findings.iter(), others.iter(), stays);
    let mut drawer = Drawer::of(analysis, abilities);
    let mut rows = Rows::default();
    for (n, finding) in findings.iter().enumerate() {
        if n < head {
            rows.take(drawer.range(finding.place), &written, n);
        } else if n + tail >= findings.len() {
            rows.take(drawer.range(finding.place), &written, n + others.len() - findings.len());
        } else {
            rows.write(&drawer.one(finding), abilities.newer.markup);
        }
    }
    rows
}

/// Makes diagnostics of the findings of an analysis.
pub(super) struct Drawer<'a> {
    analysis: &'a Analysis,
    abilities: Abilities,
    /// A long draft has thousands of findings, of few rules: the address of a rule's page is read once.
    pages: HashMap<&'static str, Option<CodeDescription>>,
}

impl<'a> Drawer<'a> {
    pub(super) fn of(analysis: &'a Analysis, abilities: Abilities) -> Self {
        Self { analysis, abilities, pages: HashMap::new() }
    }

    fn range(&self, place: Place) -> Range {
        convert::range(self.analysis.snapshot.draft.rope(), self.analysis.reading.absolute(place), self.abilities.encoding)
    }

    /// A finding as a diagnostic.
    pub(super) fn one(&mut self, finding: &Finding) -> Diagnostic {
        let Self { analysis, abilities, .. } = *self;
        let described = || Url::parse(&page(finding.code, abilities)).ok().map(|href| CodeDescription { href });
        let related = finding.related.as_deref().map(|(place, message)| DiagnosticRelatedInformation {
            location: Location { uri: analysis.snapshot.uri.clone(), range: self.range(*place) },
            message: (*message).to_owned(),
        });
        Diagnostic {
            range: self.range(finding.place),
            severity: Some(convert::severity(finding.severity)),
            code: Some(NumberOrString::String(finding.code.into())),
            code_description: self.pages.entry(finding.code).or_insert_with(described).clone(),
            source: Some("copydesk".into()),
            message: message(analysis, finding, abilities),
            related_information: related.filter(|_| abilities.related).map(|r| vec![r]),
            tags: None,
            data: None,
        }
    }
}

/// What a finding says; why a desk asks as well, where Markdown is shown.
fn message(analysis: &Analysis, finding: &Finding, abilities: Abilities) -> String {
    let message = finding.message(&analysis.reading);
    let Some(rule) = rules::rule(finding.code).filter(|_| abilities.newer.markup) else { return message.into_owned() };
    format!("{}\n\n*{}*", escape::markdown(&message), escape::markdown(rule.why))
}

/// The page about a rule: our own, where the editor has it at hand, else the guide's.
fn page(code: &str, abilities: Abilities) -> String {
    if abilities.pages {
        return format!("{PAGES}{code}.md");
    }
    rules::rule(code).map(|r| r.guide.to_owned()).unwrap_or_default()
}

/// Where an editor that has our pages about rules has them; it shows what stands there in its own way.
const PAGES: &str = "copydesk:/rules/";

/// What tells one set of diagnostics from another.
pub(super) fn result_id(analysis: &Analysis) -> String {
    format!("{}.{}", analysis.snapshot.generation, analysis.judged)
}
