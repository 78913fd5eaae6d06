//! What the editor can do, looked up once.

use tower_lsp::lsp_types::{ClientCapabilities, MarkupKind, PositionEncodingKind, ResourceOperationKind};

use super::newer::Newer;
use crate::text::position::Encoding;

/// The editor's capabilities, as far as they change what we do.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub(super) struct Abilities {
    /// The unit of positions.
    pub(super) encoding: Encoding,
    /// Asks for diagnostics itself, and asks again when it is told to: what is judged at rest comes after it asked.
    pub(super) pulls: bool,
    /// Can be told to ask again.
    pub(super) refreshes: bool,
    /// Can be told to fetch inlay hints again.
    pub(super) refreshes_hints: bool,
    /// Can be told to fetch code lenses again.
    pub(super) refreshes_lenses: bool,
    /// Can be told to fetch semantic tokens again.
    pub(super) refreshes_tokens: bool,
    /// Understands edits bound to a version.
    pub(super) versioned_edits: bool,
    /// Can create files as part of an edit.
    pub(super) creates_files: bool,
    /// Can rename files as part of an edit.
    pub(super) renames_files: bool,
    /// Fetches an action's edit when it is chosen.
    pub(super) resolves_edits: bool,
    /// Shows symbols as a tree.
    pub(super) symbol_tree: bool,
    /// Shows Markdown in hovers.
    pub(super) markdown: bool,
    /// Answers `workspace/configuration`.
    pub(super) configuration: bool,
    /// Takes registrations of file watchers.
    pub(super) watches_files: bool,
    /// Takes registrations for configuration changes.
    pub(super) registers_configuration: bool,
    /// Makes edits when it is told to.
    pub(super) applies_edits: bool,
    /// Lets somebody be chosen from a list, or typed: answers `copydesk/choose`.
    pub(super) chooses: bool,
    /// Hears how drafts stand, and keeps settings: `copydesk/status`, `copydesk/setting`.
    pub(super) listens: bool,
    /// Shows the desk's own pages about rules.
    pub(super) pages: bool,
    /// Shows related places of a diagnostic.
    pub(super) related: bool,
    /// What it declares of a newer protocol.
    pub(super) newer: Newer,
}

impl Abilities {
    pub(super) fn of(c: &ClientCapabilities, newer: Newer) -> Self {
        let text = c.text_document.as_ref();
        let workspace = c.workspace.as_ref();
        let edit = workspace.and_then(|w| w.workspace_edit.as_ref());
        let refreshes = workspace.and_then(|w| w.diagnostic.as_ref()).and_then(|d| d.refresh_support).unwrap_or(false);
        let pulls = refreshes && text.is_some_and(|t| t.diagnostic.is_some());
        Self {
            encoding: encoding(c),
            pulls,
            refreshes,
            refreshes_hints: workspace.and_then(|w| w.inlay_hint.as_ref()).and_then(|h| h.refresh_support).unwrap_or(false),
            refreshes_lenses: workspace.and_then(|w| w.code_lens.as_ref()).and_then(|h| h.refresh_support).unwrap_or(false),
            refreshes_tokens: workspace.and_then(|w| w.semantic_tokens.as_ref()).and_then(|t| t.refresh_support).unwrap_or(false),
            versioned_edits: edit.and_then(|e| e.document_changes).unwrap_or(false),
            creates_files: edit.and_then(|e| e.resource_operations.as_ref()).is_some_and(|r| r.contains(&ResourceOperationKind::Create)),
            renames_files: edit.and_then(|e| e.resource_operations.as_ref()).is_some_and(|r| r.contains(&ResourceOperationKind::Rename)),
            resolves_edits: text.and_then(|t| t.code_action.as_ref()).is_some_and(|a| {
                a.data_support == Some(true) && a.resolve_support.as_ref().is_some_and(|r| r.properties.iter().any(|p| p == "edit"))
            }),
            symbol_tree: text
                .and_then(|t| t.document_symbol.as_ref())
                .and_then(|d| d.hierarchical_document_symbol_support)
                .unwrap_or(false),
            markdown: text
                .and_then(|t| t.hover.as_ref())
                .and_then(|h| h.content_format.as_ref())
                .is_none_or(|f| f.contains(&MarkupKind::Markdown)),
            configuration: workspace.and_then(|w| w.configuration).unwrap_or(false),
            watches_files: workspace
                .and_then(|w| w.did_change_watched_files.as_ref())
                .and_then(|d| d.dynamic_registration)
                .unwrap_or(false),
            registers_configuration: workspace
                .and_then(|w| w.did_change_configuration.as_ref())
                .and_then(|d| d.dynamic_registration)
                .unwrap_or(false),
            applies_edits: workspace.and_then(|w| w.apply_edit).unwrap_or(false),
            chooses: c.experimental.as_ref().is_some_and(|e| e["copydesk"]["choose"] == true),
            listens: c.experimental.as_ref().is_some_and(|e| e["copydesk"]["listen"] == true),
            pages: c.experimental.as_ref().is_some_and(|e| e["copydesk"]["pages"] == true),
            related: text.and_then(|t| t.publish_diagnostics.as_ref()).and_then(|p| p.related_information).unwrap_or(true),
            newer: Newer { markup: newer.markup && pulls, ..newer },
        }
    }
}

/// The first encoding that the editor names and we know; UTF-16 where it names none.
fn encoding(c: &ClientCapabilities) -> Encoding {
    let offered = c.general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
    offered
        .iter()
        .find_map(|kind| match kind {
            k if *k == PositionEncodingKind::UTF8 => Some(Encoding::Utf8),
            k if *k == PositionEncodingKind::UTF16 => Some(Encoding::Utf16),
            k if *k == PositionEncodingKind::UTF32 => Some(Encoding::Utf32),
            _ => None,
        })
        .unwrap_or_default()
}
