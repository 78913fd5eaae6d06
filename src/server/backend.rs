//! The handlers: a few lines of glue each.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::request::RegisterCapability;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability, CodeActionResponse, CodeLens,
    CodeLensOptions, CodeLensParams, CompletionOptions, CompletionParams, CompletionResponse, DiagnosticOptions,
    DiagnosticServerCapabilities, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, DocumentHighlight,
    DocumentHighlightParams, DocumentLink, DocumentLinkOptions, DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse,
    ExecuteCommandOptions, ExecuteCommandParams, FoldingRange, FoldingRangeParams, FoldingRangeProviderCapability,
    FullDocumentDiagnosticReport, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, HoverProviderCapability,
    InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams, Location, MessageType, OneOf, PositionEncodingKind,
    PrepareRenameResponse, ReferenceParams, Registration, RegistrationParams, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, RenameFilesParams, RenameOptions, RenameParams, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensFullDeltaResult, SemanticTokensFullOptions, SemanticTokensOptions, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, SemanticTokensServerCapabilities, ServerCapabilities,
    ServerInfo, SymbolInformation, TextDocumentIdentifier, TextDocumentPositionParams, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, UnchangedDocumentDiagnosticReport, Url, WorkDoneProgressOptions,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport,
    WorkspaceEdit, WorkspaceFoldersServerCapabilities, WorkspaceFullDocumentDiagnosticReport, WorkspaceServerCapabilities,
    WorkspaceSymbolParams, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::asking::{self, ask_editor};
use super::client::Abilities;
use super::world::World;
use super::{
    actions, answer, choosing, colours, commands, completion, convert, diagnostics, folding, hover, ids, inlay, later, ledger, lens, links,
    looking_round, navigation, newer, renaming_files, symbols,
};
use crate::text::position::Encoding;

pub(super) struct Backend {
    pub(super) world: Arc<World>,
}

impl Backend {
    /// `copydesk/draftText`: the text of an open draft as the server has it, to see whether it is the editor's.
    #[expect(clippy::unused_async, reason = "tower-lsp takes async functions")]
    pub(super) async fn draft_text(&self, p: TextDocumentIdentifier) -> Result<Option<String>> {
        Ok(self.world.text(&p.uri))
    }

    /// `copydesk/do`: one of the desk's commands.
    pub(super) async fn run_errand(&self, p: commands::Errand) -> Result<commands::Effect> {
        Ok(commands::run(&self.world, p).await)
    }

    /// `copydesk/ledger`: the ledger of an open draft, as a page.
    pub(super) async fn ledger(&self, p: TextDocumentIdentifier) -> Result<Option<ledger::LedgerPage>> {
        let analysis = self.world.latest_analysis(&p.uri).await;
        Ok(analysis.map(|a| ledger::page(&a, self.world.abilities())))
    }

    /// `copydesk/row`: something done in a row of the ledger.
    pub(super) async fn act_in_row(&self, p: ledger::RowAct) -> Result<()> {
        ledger::act(&self.world, p).await;
        Ok(())
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, p: InitializeParams) -> Result<InitializeResult> {
        let abilities = Abilities::of(&p.capabilities, self.world.newer.get().copied().unwrap_or_default());
        // A second `initialize` is refused by tower-lsp; so this is set once.
        let _ = self.world.abilities.set(abilities);
        let mut folders: Vec<_> = p.workspace_folders.unwrap_or_default().iter().filter_map(|f| f.uri.to_file_path().ok()).collect();
        if folders.is_empty() {
            folders.extend(p.root_uri.and_then(|u| u.to_file_path().ok()));
        }
        self.world.desk.set_folders(|f| *f = folders);
        if let Some(options) = p.initialization_options {
            self.world.set_editor_settings(options.get("copydesk").cloned().unwrap_or(options));
        }
        Ok(InitializeResult {
            capabilities: capabilities(abilities),
            server_info: Some(ServerInfo { name: "copydesk".into(), version: Some(env!("CARGO_PKG_VERSION").into()) }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        looking_round::look(&self.world);
        let abilities = self.world.abilities();
        if abilities.configuration {
            self.world.fetch_configuration();
        }
        let mut registrations = Vec::new();
        if abilities.watches_files {
            let watchers: Vec<_> = ["**/copydesk.toml", "**/*.meta.yaml", "**/*.anno.json", "**/*.{yaml,yml}", "**/people.d/*.json"]
                .iter()
                .map(|g| json!({"globPattern": g}))
                .collect();
            registrations.push(Registration {
                id: "files".into(),
                method: "workspace/didChangeWatchedFiles".into(),
                register_options: Some(json!({"watchers": watchers})),
            });
        }
        if abilities.registers_configuration {
            registrations.push(Registration {
                id: "settings".into(),
                method: "workspace/didChangeConfiguration".into(),
                register_options: Some(json!({"section": "copydesk"})),
            });
        }
        if !registrations.is_empty() {
            let client = self.world.client.clone();
            tokio::spawn(async move {
                if let Err(error) = ask_editor::<RegisterCapability>(&client, RegistrationParams { registrations }).await {
                    tracing::warn!("the editor watches nothing for us: {error}");
                }
            });
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn hover(&self, p: HoverParams) -> Result<Option<Hover>> {
        let at = p.text_document_position_params;
        let analysis = self.world.analysis(&at.text_document.uri).await?;
        Ok(analysis.and_then(|a| hover::hover(&a, at.position, self.world.abilities())))
    }

    async fn code_action(&self, p: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let analysis = self.world.analysis(&p.text_document.uri).await?;
        self.world.caret_at(&p.text_document.uri, p.range.start.line);
        Ok(analysis.map(|a| actions::actions(&a, &p, self.world.abilities())))
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        // What asks first has nothing to be filled in yet.
        if action.command.is_some() {
            return Ok(action);
        }
        let later: later::Later = action
            .data
            .clone()
            .and_then(|d| serde_json::from_value(d).ok())
            .ok_or_else(|| Error::invalid_params("not an action of copydesk's"))?;
        let analysis = self.world.analysis(&later.uri).await?.ok_or_else(|| Error::invalid_params("the draft is not open"))?;
        actions::resolve(&analysis, &later, action, self.world.abilities())
    }

    async fn execute_command(&self, p: ExecuteCommandParams) -> Result<Option<Value>> {
        let argument = p.arguments.into_iter().next();
        if let Some(text) = argument.as_ref().filter(|_| p.command == newer::EXPLAIN).and_then(newer::explained) {
            self.world.client.show_message(MessageType::INFO, text).await;
            return Ok(None);
        }
        let later = argument.filter(|_| p.command == later::COMMAND);
        let later =
            later.and_then(|l| serde_json::from_value(l).ok()).ok_or_else(|| Error::invalid_params("not a command of copydesk's"))?;
        if let Err(message) = choosing::choose(&self.world, &later).await {
            asking::notify(&self.world.client, &message).await;
        }
        Ok(None)
    }

    async fn document_symbol(&self, p: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let analysis = self.world.analysis(&p.text_document.uri).await?;
        Ok(analysis.map(|a| symbols::symbols(&a, self.world.abilities())))
    }

    async fn inlay_hint(&self, p: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let analysis = self.world.analysis(&p.text_document.uri).await?;
        Ok(analysis.map(|a| inlay::hints(&a, p.range, self.world.abilities())))
    }

    async fn goto_definition(&self, p: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = p.text_document_position_params;
        let analysis = self.world.analysis(&at.text_document.uri).await?;
        let abilities = self.world.abilities();
        let found = analysis
            .and_then(|a| ids::definition(&a, at.position, abilities).or_else(|| navigation::definition(&a, at.position, abilities)));
        Ok(found.map(GotoDefinitionResponse::Scalar))
    }

    async fn references(&self, p: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = p.text_document_position;
        let analysis = self.world.analysis(&at.text_document.uri).await?;
        let abilities = self.world.abilities();
        Ok(analysis.and_then(|a| {
            let of_id = ids::references(&a, at.position, abilities);
            of_id.or_else(|| navigation::references(&a, at.position, p.context.include_declaration, abilities))
        }))
    }

    async fn document_highlight(&self, p: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = p.text_document_position_params;
        let analysis = self.world.analysis(&at.text_document.uri).await?;
        Ok(analysis.and_then(|a| navigation::highlights(&a, at.position, self.world.abilities())))
    }

    async fn symbol(&self, p: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let mut analyses = Vec::new();
        for uri in self.world.open_drafts() {
            analyses.extend(self.world.latest_analysis(&uri).await);
        }
        analyses.extend(self.world.files_not_open().await);
        Ok(Some(analyses.iter().flat_map(|a| navigation::people(a, &p.query, self.world.abilities())).collect()))
    }

    async fn prepare_rename(&self, at: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let analysis = self.world.analysis(&at.text_document.uri).await?;
        let abilities = self.world.abilities();
        analysis.map_or(Ok(None), |a| match ids::renamable(&a, at.position, abilities) {
            Some(range) => Ok(Some(PrepareRenameResponse::Range(range))),
            None => navigation::prepare_rename(&a, at.position, abilities),
        })
    }

    async fn rename(&self, p: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = p.text_document_position;
        let analysis = self.world.analysis(&at.text_document.uri).await?;
        let abilities = self.world.abilities();
        analysis.map_or(Ok(None), |a| match ids::rename(&a, at.position, &p.new_name, abilities) {
            Some(edit) => edit.map(Some),
            None => navigation::rename(&a, at.position, &p.new_name, abilities),
        })
    }

    async fn will_rename_files(&self, p: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        Ok(self.world.edit_before_renaming(&p))
    }

    async fn completion(&self, p: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = p.text_document_position;
        let analysis = self.world.analysis(&at.text_document.uri).await?;
        Ok(analysis.map(|a| CompletionResponse::Array(completion::completion(&a, at.position, self.world.abilities()))))
    }

    async fn document_link(&self, p: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let analysis = self.world.analysis(&p.text_document.uri).await?;
        Ok(analysis.map(|a| links::links(&a, self.world.abilities())))
    }

    async fn folding_range(&self, p: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let analysis = self.world.analysis(&p.text_document.uri).await?;
        Ok(analysis.map(|a| folding::folds(&a)))
    }

    async fn code_lens(&self, p: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let analysis = self.world.analysis(&p.text_document.uri).await?;
        Ok(analysis.map(|a| lens::lenses(&a, self.world.abilities())))
    }

    async fn semantic_tokens_full(&self, p: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let analysis = self.world.analysis(&p.text_document.uri).await?;
        Ok(Some(SemanticTokensResult::Tokens(analysis.map(|a| self.world.coloured(&a).0).unwrap_or_default())))
    }

    async fn semantic_tokens_full_delta(&self, p: SemanticTokensDeltaParams) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let Some(analysis) = self.world.analysis(&p.text_document.uri).await? else { return Ok(None) };
        let (tokens, before) = self.world.coloured(&analysis);
        let before = before.filter(|b| b.result_id.as_ref() == Some(&p.previous_result_id));
        let Some(before) = before else { return Ok(Some(SemanticTokensFullDeltaResult::Tokens(tokens))) };
        let edits = colours::edit(&before.data, &tokens.data).into_iter().collect();
        Ok(Some(SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta { result_id: tokens.result_id, edits })))
    }

    async fn semantic_tokens_range(&self, p: SemanticTokensRangeParams) -> Result<Option<SemanticTokensRangeResult>> {
        let Some(analysis) = self.world.analysis(&p.text_document.uri).await? else { return Ok(None) };
        let abilities = self.world.abilities();
        let within = convert::bytes(analysis.snapshot.draft.rope(), p.range, abilities.encoding);
        let data = colours::tokens(&analysis, &within, abilities);
        Ok(Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })))
    }

    async fn diagnostic(&self, p: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let Some(analysis) = self.world.analysis(&p.text_document.uri).await.map_err(to_be_fetched_again)? else {
            return Ok(DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport::default()).into());
        };
        let mut result_id = diagnostics::result_id(&analysis);
        // What waits leaves what is shown as it is.
        if let Some(before) = p.previous_result_id.clone().filter(|_| analysis.snapshot.held) {
            result_id = before;
        }
        if p.previous_result_id.as_deref() == Some(&result_id) {
            let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
            return Ok(DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report,
            })
            .into());
        }
        let items = answer::written(diagnostics::rows(&analysis, None, self.world.abilities()));
        let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
        Ok(DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report })
            .into())
    }

    async fn workspace_diagnostic(&self, p: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let abilities = self.world.abilities();
        let mut items = Vec::new();
        let mut analyses = Vec::new();
        for uri in self.world.open_drafts() {
            analyses.extend(self.world.latest_analysis(&uri).await);
        }
        if self.world.desk.settings_for(None).check_workspace {
            analyses.extend(self.world.files_not_open().await);
        }
        for a in analyses {
            let result_id = diagnostics::result_id(&a);
            let uri = a.snapshot.uri.clone();
            let version = (a.snapshot.generation > 0).then_some(i64::from(a.snapshot.version));
            let known = a.snapshot.generation > 0 && p.previous_result_ids.iter().any(|r| r.uri == uri && r.value == result_id);
            items.push(if known {
                WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
                })
            } else {
                let full_document_diagnostic_report =
                    FullDocumentDiagnosticReport { result_id: Some(result_id), items: diagnostics::all(&a, abilities) };
                WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                    uri,
                    version,
                    full_document_diagnostic_report,
                })
            });
        }
        // What was shown of a draft that is shut goes when it is said that there is nothing any more: no editor takes silence for that.
        let told: HashSet<Url> = items.iter().map(about).cloned().collect();
        for gone in p.previous_result_ids.into_iter().filter(|known| !told.contains(&known.uri)) {
            items.push(WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri: gone.uri,
                version: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport::default(),
            }));
        }
        Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
    }
}

/// The draft that a report is about.
const fn about(report: &WorkspaceDocumentDiagnosticReport) -> &Url {
    match report {
        WorkspaceDocumentDiagnosticReport::Full(full) => &full.uri,
        WorkspaceDocumentDiagnosticReport::Unchanged(unchanged) => &unchanged.uri,
    }
}

/// Of findings that are fetched, the protocol has an error of its own where the text has changed: the editor keeps what it
/// shows, and fetches again.
fn to_be_fetched_again(error: Error) -> Error {
    const SERVER_CANCELLED: i64 = -32802;
    if error.code != ErrorCode::ContentModified {
        return error;
    }
    Error { code: ErrorCode::ServerError(SERVER_CANCELLED), message: error.message, data: Some(json!({"retriggerRequest": true})) }
}

fn capabilities(abilities: Abilities) -> ServerCapabilities {
    let commands = [(abilities.applies_edits, later::COMMAND), (abilities.newer.explains, newer::EXPLAIN)];
    let commands: Vec<String> = commands.into_iter().filter(|(can, _)| *can).map(|(_, name)| name.to_owned()).collect();
    ServerCapabilities {
        position_encoding: Some(match abilities.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, actions::FIX_ALL]),
            resolve_provider: Some(abilities.resolves_edits),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        execute_command_provider: (!commands.is_empty())
            .then(|| ExecuteCommandOptions { commands, work_done_progress_options: WorkDoneProgressOptions::default() }),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some([".", "=", "\"", "{"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
            legend: colours::legend(),
            full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
            range: Some(true),
            ..SemanticTokensOptions::default()
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        diagnostic_provider: abilities.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("copydesk".into()),
                inter_file_dependencies: false,
                workspace_diagnostics: true,
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(renaming_files::operations()),
        }),
        ..ServerCapabilities::default()
    }
}
