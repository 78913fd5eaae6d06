//! The code lens above the headline: the draft in four numbers.

use tower_lsp::lsp_types::{CodeLens, Command};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::text::Region;

/// Above the headline: sources, claims, what has no source, open notes.
pub(super) fn lenses(analysis: &Analysis, abilities: Abilities) -> Vec<CodeLens> {
    let reading = &analysis.reading;
    if !analysis.settings.code_lens {
        return Vec::new();
    }
    let Some(block) = reading.regions.iter().position(|r| !matches!(r, Region::FrontMatter | Region::Boilerplate)) else {
        return Vec::new();
    };
    let at = reading.starts[block];
    let range = convert::range(analysis.snapshot.draft.rope(), at..at, abilities.encoding);
    let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let unsourced = reading.claims.iter().filter(|c| c.is_unsourced()).count();
    let notes = reading.marks.iter().filter(|m| m.wants_answer()).count();
    let title = format!(
        "{} · {} · {unsourced} unsourced · {}",
        count(reading.named_sources().len(), "source"),
        count(reading.claims.len(), "claim"),
        count(notes, "open note")
    );
    vec![CodeLens { range, command: Some(Command { title, command: String::new(), arguments: None }), data: None }]
}
