//! Code actions: the ways out of findings, and annotations of what the caret stands on.

use std::cell::OnceCell;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, WorkspaceEdit};

use super::analysis::Analysis;
use super::beside;
use super::client::Abilities;
use super::diagnostics::Drawer;
use super::later::{COMMAND, Later};
use super::{convert, edits, newer};
use crate::annotations::placing::{Fix, Question, Shelf, Way};
use crate::annotations::{body, offers};
use crate::rules::{self, Surroundings};
use crate::settings::Where;
use crate::text::Format;

/// All that is safe to do at once, on request or on saving.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.copydesk");

/// Something that can be done here.
struct Candidate {
    kind: CodeActionKind,
    /// The finding that it answers.
    finding: Option<usize>,
    fix: Fix,
    way: Way,
    /// Whether what it asks for is typed where it is to stand.
    typed: bool,
}

/// All that can be done for a selection, in the order in which it is shown: the ways out of findings, then what can be done where
/// there is none. The same analysis gives the same list.
fn candidates(analysis: &Analysis, selection: &std::ops::Range<usize>, abilities: Abilities) -> Vec<Candidate> {
    let desk = desk(analysis);
    let way = way(analysis, abilities);
    let mut found = Vec::new();
    let mut add = |kind: CodeActionKind, finding: Option<usize>, fix: Fix| {
        let fits = way == Way::Beside || !fix.annotates() || fix.edits(&analysis.reading, Way::Inline, None).is_ok();
        // What cannot stand in the text may stand beside it.
        let way = if fits { way } else { Way::Beside };
        // Where a list can be shown, choosing from it is less work than typing.
        let typed = abilities.newer.snippets
            && abilities.versioned_edits
            && !abilities.chooses
            && newer::is_typed(&fix, &analysis.reading, way == Way::Inline);
        let Some(fix) = fix.asking_only(|q| if typed { q.needed } else { can_ask(q, abilities) }) else { return };
        if fits || has_shelf(analysis, abilities) {
            found.push(Candidate { kind, finding, fix, way, typed });
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
    let (today, checker) = (desk.today.as_str(), desk.checker.as_deref());
    for fix in offers::changes(&analysis.reading, selection.start, today, checker) {
        add(CodeActionKind::REFACTOR_REWRITE, None, fix);
    }
    for fix in offers::offers(&analysis.reading, selection.clone(), today, checker) {
        add(CodeActionKind::REFACTOR_REWRITE, None, fix);
    }
    if let Some(fix) = offers::every_relative_date(&analysis.reading) {
        add(FIX_ALL, None, fix);
    }
    found
}

/// Whether the editor can ask somebody for a value. Buttons cannot take what only a person can write.
fn can_ask(question: &Question, abilities: Abilities) -> bool {
    let written = matches!(question.key, "text" | "source" | "checker" | "role");
    abilities.applies_edits && (abilities.chooses || !written)
}

/// Whether annotations can be kept beside the draft: in a file that is there, or that the editor can make.
fn has_shelf(analysis: &Analysis, abilities: Abilities) -> bool {
    let beside = &analysis.snapshot.beside;
    beside.path.is_some() && !beside.unreadable && (abilities.creates_files || beside.text.is_some())
}

/// Where annotations go.
fn way(analysis: &Analysis, abilities: Abilities) -> Way {
    let inline = match analysis.settings.annotate {
        Where::Inline => true,
        Where::Beside => false,
        Where::Auto => analysis.snapshot.draft.format() == Format::Markdown,
    };
    if inline || !has_shelf(analysis, abilities) { Way::Inline } else { Way::Beside }
}

pub(super) fn actions(analysis: &Analysis, p: &CodeActionParams, abilities: Abilities) -> Vec<CodeActionOrCommand> {
    let selection = convert::bytes(analysis.snapshot.draft.rope(), p.range, abilities.encoding);
    let wanted = |kind: &CodeActionKind| match p.context.only.as_ref() {
        // Nobody who has asked for nothing is offered anything but the ways out of what was found.
        None => *kind == CodeActionKind::QUICKFIX,
        Some(only) => only.iter().any(|o| {
            kind.as_str() == o.as_str()
                || kind.as_str().starts_with(&format!("{}.", o.as_str()))
                || (o.as_str().is_empty() && *kind != FIX_ALL)
        }),
    };
    let shelf = OnceCell::new();
    let one = |(candidate, c): (usize, &Candidate)| {
        let mut action = CodeAction {
            title: c.fix.title.clone(),
            kind: Some(c.kind.clone()),
            is_preferred: c.fix.preferred.then_some(true),
            diagnostics: c.finding.map(|n| vec![Drawer::of(analysis, abilities).one(&analysis.findings[n])]),
            ..CodeAction::default()
        };
        let later = || serde_json::to_value(later(analysis, (selection.start, selection.end), candidate, c.fix.title.clone())).ok();
        if !c.fix.asks.is_empty() && !c.typed {
            action.command = Some(Command { title: c.fix.title.clone(), command: COMMAND.to_owned(), arguments: Some(vec![later()?]) });
        } else if abilities.resolves_edits {
            action.data = later();
        } else {
            action.edit = edit(analysis, c, shelf.get_or_init(|| self::shelf(analysis)).as_ref(), abilities).ok()?;
        }
        Some(CodeActionOrCommand::CodeAction(action))
    };
    let all = candidates(analysis, &selection, abilities);
    all.iter().enumerate().filter(|(_, c)| wanted(&c.kind)).filter_map(one).collect()
}

fn edit(
    analysis: &Analysis,
    c: &Candidate,
    shelf: Option<&Shelf>,
    abilities: Abilities,
) -> std::result::Result<Option<WorkspaceEdit>, String> {
    let edits = c.fix.edits(&analysis.reading, c.way, shelf).map_err(|refusal| refusal.reason().to_owned())?;
    let edit = edits::workspace_edit(analysis, &edits, abilities);
    Ok(if c.typed { edit.map(|e| newer::with_carets(e, &c.fix.asks)) } else { edit })
}

/// Fills in the edit of an action that was chosen.
pub(super) fn resolve(analysis: &Analysis, later: &Later, mut action: CodeAction, abilities: Abilities) -> Result<CodeAction> {
    let c = chosen(analysis, later, abilities)?;
    action.edit = edit(analysis, &c, shelf(analysis).as_ref(), abilities).map_err(Error::invalid_params)?;
    Ok(action)
}

/// What was chosen, if it can still be done.
fn chosen(analysis: &Analysis, later: &Later, abilities: Abilities) -> Result<Candidate> {
    let changed = || Error { code: ErrorCode::ContentModified, message: "The draft has changed since; ask again.".into(), data: None };
    if later.written != analysis.snapshot.written {
        return Err(changed());
    }
    let mut all = candidates(analysis, &(later.selection.0..later.selection.1), abilities);
    let is = |c: &Candidate| c.fix.title == later.title;
    let same = all.get(later.candidate).filter(|c| is(c)).map(|_| later.candidate);
    let only = || all.iter().position(is).filter(|n| !all[n + 1..].iter().any(is));
    let found = same.or_else(only).ok_or_else(changed)?;
    Ok(all.swap_remove(found))
}

/// What an action does once its questions are answered.
pub(super) fn asked(analysis: &Analysis, later: &Later, abilities: Abilities) -> Result<Fix> {
    chosen(analysis, later, abilities).map(|c| c.fix)
}

/// An answer: the key, its value, and the words that were typed where the value is no listed one.
pub(super) type Answer = (&'static str, String, Option<String>);

/// A fix with what it was told.
pub(super) fn told(fix: Fix, answers: &[Answer]) -> Fix {
    answers.iter().fold(fix, |fix, (key, value, label)| fix.answered(key, value, label.as_deref()))
}

/// The edit of an action that asked, with what it was told.
pub(super) fn answered(analysis: &Analysis, later: &Later, answers: &[Answer], abilities: Abilities) -> Result<Option<WorkspaceEdit>> {
    let mut c = chosen(analysis, later, abilities)?;
    c.fix = told(c.fix, answers);
    edit(analysis, &c, shelf(analysis).as_ref(), abilities).map_err(Error::invalid_params)
}

/// What can be done with a selection whether anything was found there or not, as actions that are finished later.
pub(super) fn offered(analysis: &Analysis, selection: &std::ops::Range<usize>, abilities: Abilities) -> Vec<Later> {
    let all = candidates(analysis, selection, abilities).into_iter().enumerate();
    let rewrites = all.filter(|(_, c)| c.kind == CodeActionKind::REFACTOR_REWRITE);
    rewrites.map(|(n, c)| later(analysis, (selection.start, selection.end), n, c.fix.title)).collect()
}

fn later(analysis: &Analysis, selection: (usize, usize), candidate: usize, title: String) -> Later {
    Later { uri: analysis.snapshot.uri.clone(), written: analysis.snapshot.written, selection, candidate, title }
}

/// The edit that a fix of the desk's own making comes to.
pub(super) fn edit_of(analysis: &Analysis, fix: Fix, abilities: Abilities) -> std::result::Result<Option<WorkspaceEdit>, String> {
    let fits = fix.edits(&analysis.reading, Way::Inline, None).is_ok();
    let way = if fits { way(analysis, abilities) } else { Way::Beside };
    edit(
        analysis,
        &Candidate { kind: CodeActionKind::QUICKFIX, finding: None, fix, way, typed: false },
        shelf(analysis).as_ref(),
        abilities,
    )
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

pub(super) fn desk(analysis: &Analysis) -> Surroundings {
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
        checker: analysis.settings.checker.clone(),
        line_break: if crlf { "\r\n" } else { "\n" },
    }
}
