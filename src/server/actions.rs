//! Code actions: the ways out of findings, and annotations of what the caret stands on.

use std::cell::OnceCell;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, WorkspaceEdit};

use super::analysis::Analysis;
use super::beside;
use super::client::Abilities;
use super::later::{COMMAND, Later};
use super::{convert, diagnostics, edits};
use crate::annotations::placing::{Fix, Shelf, Way};
use crate::annotations::{body, offers};
use crate::rules::{self, Surroundings};
use crate::settings::Where;
use crate::text::Format;
use crate::text::inline::Kind;

/// All that is safe to do at once, on request or on saving.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.copydesk");

/// Something that can be done here.
struct Candidate {
    kind: CodeActionKind,
    /// The finding that it answers.
    finding: Option<usize>,
    fix: Fix,
    way: Way,
}

/// All that can be done for a selection, in the order in which it is shown. The same analysis gives the same list.
fn candidates(analysis: &Analysis, selection: &std::ops::Range<usize>) -> Vec<Candidate> {
    let desk = desk(analysis);
    let (first, second) = ways(analysis);
    let mut found = Vec::new();
    let mut also = Vec::new();
    let mut add = |kind: CodeActionKind, finding: Option<usize>, fix: Fix| {
        let fits = |way: Way| way == Way::Beside || fix.edits(&analysis.reading, Way::Inline, None).is_ok();
        if !fix.annotates() {
            found.push(Candidate { kind, finding, fix, way: first });
            return;
        }
        // What is done to the whole draft is put where the house wants it, and a long list is not asked for twice.
        let other = second.filter(|w| kind != FIX_ALL && fix.asks.is_none() && fits(*w));
        if fits(first) {
            found.push(Candidate { kind, finding, fix: fix.clone(), way: first });
        }
        if let Some(way) = other {
            let place = if way == Way::Inline { "in the text" } else { "beside the draft" };
            let title = format!("{} ({place})", fix.title);
            also.push(Candidate { kind: CodeActionKind::REFACTOR_REWRITE, finding: None, fix: Fix { title, ..fix }, way });
        }
    };
    for (n, finding) in analysis.findings.iter().enumerate() {
        let place = analysis.reading.absolute(finding.place);
        if place.start <= selection.end && selection.start <= place.end {
            for fix in rules::fixes(&analysis.reading, finding, &desk) {
                add(CodeActionKind::QUICKFIX, Some(n), fix);
            }
        }
    }
    let checker = analysis.settings.checker.as_deref();
    for fix in offers::changes(&analysis.reading, selection.start, &desk.today, checker) {
        add(CodeActionKind::REFACTOR_REWRITE, None, fix);
    }
    for fix in offers::offers(&analysis.reading, selection.clone()) {
        add(CodeActionKind::REFACTOR_REWRITE, None, fix);
    }
    if let Some(fix) = offers::every_relative_date(&analysis.reading) {
        add(FIX_ALL, None, fix);
    }
    found.extend(also);
    found
}

/// Where annotations go first, and where they can go besides.
fn ways(analysis: &Analysis) -> (Way, Option<Way>) {
    let beside = &analysis.snapshot.beside;
    if beside.path.is_none() || beside.unreadable {
        return (Way::Inline, None);
    }
    let inline = match analysis.settings.annotate {
        Where::Inline => true,
        Where::Beside => false,
        Where::Auto => analysis.snapshot.draft.format() == Format::Markdown,
    };
    if inline { (Way::Inline, Some(Way::Beside)) } else { (Way::Beside, Some(Way::Inline)) }
}

pub(super) fn actions(analysis: &Analysis, p: &CodeActionParams, abilities: Abilities) -> Vec<CodeActionOrCommand> {
    let selection = convert::bytes(analysis.snapshot.draft.rope(), p.range, abilities.encoding);
    let wanted = |kind: &CodeActionKind| match p.context.only.as_ref() {
        // What is done to the whole draft is done only when asked for.
        None => *kind != FIX_ALL,
        Some(only) => only.iter().any(|o| {
            kind.as_str() == o.as_str()
                || kind.as_str().starts_with(&format!("{}.", o.as_str()))
                || (o.as_str().is_empty() && *kind != FIX_ALL)
        }),
    };
    // Buttons cannot take what only a person can write.
    let answers = |key: &str| abilities.applies_edits && (abilities.chooses || !matches!(key, "text" | "source"));
    let possible = |c: &Candidate| c.fix.asks.is_none_or(answers);
    let shelf = OnceCell::new();
    let one = |(candidate, c): (usize, &Candidate)| {
        let mut action = CodeAction {
            title: c.fix.title.clone(),
            kind: Some(c.kind.clone()),
            is_preferred: c.fix.preferred.then_some(true),
            diagnostics: c.finding.map(|n| vec![diagnostics::one(analysis, &analysis.findings[n], abilities)]),
            ..CodeAction::default()
        };
        let later = || {
            let selection = (selection.start, selection.end);
            let (uri, written, title) = (analysis.snapshot.uri.clone(), analysis.snapshot.written, c.fix.title.clone());
            serde_json::to_value(Later { uri, written, selection, candidate, title }).ok()
        };
        if c.fix.asks.is_some() {
            action.command = Some(Command { title: c.fix.title.clone(), command: COMMAND.to_owned(), arguments: Some(vec![later()?]) });
        } else if abilities.resolves_edits {
            action.data = later();
        } else {
            action.edit = edit(analysis, c, shelf.get_or_init(|| self::shelf(analysis)).as_ref(), abilities).ok()?;
        }
        Some(CodeActionOrCommand::CodeAction(action))
    };
    let all = candidates(analysis, &selection);
    all.iter().enumerate().filter(|(_, c)| wanted(&c.kind) && possible(c)).filter_map(one).collect()
}

fn edit(
    analysis: &Analysis,
    c: &Candidate,
    shelf: Option<&Shelf>,
    abilities: Abilities,
) -> std::result::Result<Option<WorkspaceEdit>, String> {
    let edits = c.fix.edits(&analysis.reading, c.way, shelf).map_err(|refusal| refusal.reason().to_owned())?;
    Ok(edits::workspace_edit(analysis, &edits, abilities))
}

/// Fills in the edit of an action that was chosen.
pub(super) fn resolve(analysis: &Analysis, later: &Later, mut action: CodeAction, abilities: Abilities) -> Result<CodeAction> {
    let c = chosen(analysis, later)?;
    action.edit = edit(analysis, &c, shelf(analysis).as_ref(), abilities).map_err(Error::invalid_params)?;
    Ok(action)
}

/// What was chosen, if it can still be done.
fn chosen(analysis: &Analysis, later: &Later) -> Result<Candidate> {
    let changed = || Error { code: ErrorCode::ContentModified, message: "The draft has changed since; ask again.".into(), data: None };
    if later.written != analysis.snapshot.written {
        return Err(changed());
    }
    let mut all = candidates(analysis, &(later.selection.0..later.selection.1));
    let is = |c: &Candidate| c.fix.title == later.title;
    let same = all.get(later.candidate).filter(|c| is(c)).map(|_| later.candidate);
    let only = || all.iter().position(is).filter(|n| !all[n + 1..].iter().any(is));
    let found = same.or_else(only).ok_or_else(changed)?;
    Ok(all.swap_remove(found))
}

/// What an action asks for: the kind of annotation and the key.
pub(super) fn asked(analysis: &Analysis, later: &Later) -> Result<(Kind, &'static str)> {
    chosen(analysis, later)?.fix.asked(&analysis.reading).ok_or_else(|| Error::invalid_params("this action asks for nothing"))
}

/// The edit of an action that asked, with the value that it was told.
pub(super) fn answered(analysis: &Analysis, later: &Later, value: &str, abilities: Abilities) -> Result<Option<WorkspaceEdit>> {
    let mut c = chosen(analysis, later)?;
    c.fix = c.fix.answered(value);
    edit(analysis, &c, shelf(analysis).as_ref(), abilities).map_err(Error::invalid_params)
}

/// The file beside the draft, ready to be added to; none where the draft has none or it cannot be read.
fn shelf(analysis: &Analysis) -> Option<Shelf> {
    let beside = &analysis.snapshot.beside;
    let path = beside.path.as_ref().filter(|_| !beside.unreadable)?;
    let body = body::of_draft(&analysis.snapshot.draft);
    Some(Shelf {
        sidecar: beside.current(&body),
        body,
        text: beside.text.as_deref().unwrap_or_default().to_owned(),
        draft_name: beside::draft_name(path),
        created: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        creator: analysis.settings.checker.clone(),
    })
}

fn desk(analysis: &Analysis) -> Surroundings {
    let rope = analysis.snapshot.draft.rope();
    let crlf = rope.get_line(0).is_some_and(|l| l.len_chars() >= 2 && l.char(l.len_chars() - 2) == '\r');
    let written = analysis.snapshot.uri.to_file_path().ok().and_then(|p| std::fs::metadata(p).ok()?.modified().ok());
    let file_date = written.and_then(|m| jiff::Timestamp::try_from(m).ok()).map(|t| t.to_zoned(analysis.zone()).date().to_string());
    Surroundings {
        today: analysis.today(),
        meta_text: analysis.meta_text.clone().unwrap_or_default(),
        has_file: analysis.snapshot.uri.scheme() == "file",
        file_date,
        people_text: analysis.people_text(),
        has_people_file: analysis.people_file.is_some(),
        line_break: if crlf { "\r\n" } else { "\n" },
    }
}
