//! Code actions: the ways out of findings, and annotations of what the caret stands on.

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Url};

use super::analysis::Analysis;
use super::client::Abilities;
use super::{convert, diagnostics};
use crate::annotations::offers;
use crate::rules::{self, Desk, Fix};

/// What an action that is resolved later carries: enough to find its edit again, if the draft is still the same.
#[derive(Serialize, Deserialize)]
pub(super) struct Later {
    pub(super) uri: Url,
    generation: u64,
    /// The finding's number, or none for an annotation of the selection.
    finding: Option<usize>,
    /// The selection's bytes.
    selection: (usize, usize),
    /// The number of the fix.
    fix: usize,
}

pub(super) fn actions(analysis: &Analysis, p: &CodeActionParams, abilities: Abilities) -> Vec<CodeActionOrCommand> {
    let rope = analysis.snapshot.draft.rope();
    let selection = convert::bytes(rope, p.range, abilities.encoding);
    let wanted = |kind: &CodeActionKind| {
        p.context.only.as_ref().is_none_or(|only| {
            only.iter()
                .any(|o| kind.as_str() == o.as_str() || kind.as_str().starts_with(&format!("{}.", o.as_str())) || o.as_str().is_empty())
        })
    };
    let desk = desk(analysis);
    let mut found = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        for (n, finding) in analysis.findings.iter().enumerate() {
            let place = analysis.reading.absolute(finding.place);
            if place.start > selection.end || selection.start > place.end {
                continue;
            }
            let diagnostic = diagnostics::one(analysis, finding, abilities);
            for (k, fix) in rules::fixes(&analysis.reading, finding, &desk).iter().enumerate() {
                let later = Later {
                    uri: analysis.snapshot.uri.clone(),
                    generation: analysis.snapshot.generation,
                    finding: Some(n),
                    selection: (selection.start, selection.end),
                    fix: k,
                };
                let mut action = action(analysis, fix, &later, CodeActionKind::QUICKFIX, abilities);
                action.diagnostics = Some(vec![diagnostic.clone()]);
                found.push(action);
            }
        }
    }
    if wanted(&CodeActionKind::REFACTOR_REWRITE) {
        for (k, fix) in offers::offers(&analysis.reading, selection.clone()).iter().enumerate() {
            let later = Later {
                uri: analysis.snapshot.uri.clone(),
                generation: analysis.snapshot.generation,
                finding: None,
                selection: (selection.start, selection.end),
                fix: k,
            };
            found.push(action(analysis, fix, &later, CodeActionKind::REFACTOR_REWRITE, abilities));
        }
    }
    found.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

fn action(analysis: &Analysis, fix: &Fix, later: &Later, kind: CodeActionKind, abilities: Abilities) -> CodeAction {
    let (edit, data) = if abilities.resolves_edits {
        (None, serde_json::to_value(later).ok())
    } else {
        (convert::workspace_edit(analysis, &fix.edits, abilities), None)
    };
    CodeAction {
        title: fix.title.clone(),
        kind: Some(kind),
        is_preferred: fix.preferred.then_some(true),
        edit,
        data,
        ..CodeAction::default()
    }
}

/// Fills in the edit of an action that was chosen.
pub(super) fn resolve(analysis: &Analysis, later: &Later, mut action: CodeAction, abilities: Abilities) -> Result<CodeAction> {
    if later.generation != analysis.snapshot.generation {
        return Err(Error { code: ErrorCode::ContentModified, message: "The draft has changed since; ask again.".into(), data: None });
    }
    let fixes = match later.finding {
        Some(n) => analysis.findings.get(n).map(|f| rules::fixes(&analysis.reading, f, &desk(analysis))).unwrap_or_default(),
        None => offers::offers(&analysis.reading, later.selection.0..later.selection.1),
    };
    let Some(fix) = fixes.get(later.fix) else { return Err(Error::invalid_params("there is no such action")) };
    action.edit = convert::workspace_edit(analysis, &fix.edits, abilities);
    Ok(action)
}

fn desk(analysis: &Analysis) -> Desk {
    let rope = analysis.snapshot.draft.rope();
    let crlf = rope.get_line(0).is_some_and(|l| l.len_chars() >= 2 && l.char(l.len_chars() - 2) == '\r');
    Desk {
        today: today(),
        meta_text: analysis.meta_text.clone().unwrap_or_default(),
        has_file: analysis.snapshot.uri.scheme() == "file",
        line_break: if crlf { "\r\n" } else { "\n" },
    }
}

/// Today at the desk, by the machine's clock and time zone.
fn today() -> String {
    jiff::Zoned::now().date().to_string()
}
