//! Findings as diagnostics, pushed and pulled.

use std::collections::HashMap;

use tower_lsp::lsp_types::{CodeDescription, Diagnostic, DiagnosticRelatedInformation, Location, NumberOrString, Url};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::rules::{self, Finding};
use crate::text::escape;

/// The diagnostics of an analysis.
pub(super) fn all(analysis: &Analysis, abilities: Abilities) -> Vec<Diagnostic> {
    // A long draft has thousands, of few rules: the address of a rule's page is read once.
    let mut pages: HashMap<&str, Option<CodeDescription>> = HashMap::new();
    let mut one = |finding: &Finding| {
        let page = pages.entry(finding.code).or_insert_with(|| described(finding.code, abilities)).clone();
        with_page(analysis, finding, abilities, page)
    };
    analysis.shown().into_iter().map(&mut one).collect()
}

/// A finding as a diagnostic.
pub(super) fn one(analysis: &Analysis, finding: &Finding, abilities: Abilities) -> Diagnostic {
    with_page(analysis, finding, abilities, described(finding.code, abilities))
}

fn described(code: &str, abilities: Abilities) -> Option<CodeDescription> {
    Url::parse(&page(code, abilities)).ok().map(|href| CodeDescription { href })
}

fn with_page(analysis: &Analysis, finding: &Finding, abilities: Abilities, page: Option<CodeDescription>) -> Diagnostic {
    let rope = analysis.snapshot.draft.rope();
    let range = |place| convert::range(rope, analysis.reading.absolute(place), abilities.encoding);
    let related = finding.related.as_deref().map(|(place, message)| DiagnosticRelatedInformation {
        location: Location { uri: analysis.snapshot.uri.clone(), range: range(*place) },
        message: (*message).to_owned(),
    });
    Diagnostic {
        range: range(finding.place),
        severity: Some(convert::severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.into())),
        code_description: page,
        source: Some("copydesk".into()),
        message: message(analysis, finding, abilities),
        related_information: related.filter(|_| abilities.related).map(|r| vec![r]),
        tags: None,
        data: None,
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
