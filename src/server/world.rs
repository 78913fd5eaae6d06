//! The open drafts, and what is known of each.
//!
//! Edits are applied here synchronously. Analysis runs on a blocking thread, one at a time for each draft, always of the
//! latest version; one that is overtaken stops between blocks and is never shown.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use dashmap::DashMap;
use serde_json::Value;
use tower_lsp::Client;
use tower_lsp::lsp_types::{
    ConfigurationItem, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, Url,
};

use super::analysis::{Analysis, Snapshot};
use super::beside::Beside;
use super::client::Abilities;
use super::desk::Desk;
use super::renaming_files::Renaming;
use super::{convert, diagnostics};
use crate::files;
use crate::language::House;
use crate::rules;
use crate::story::{Context, read};
use crate::text::front_matter::Metadata;
use crate::text::{self, Draft, Format};

/// An open draft.
struct Open {
    snapshot: Arc<Snapshot>,
    analysis: Option<Arc<Analysis>>,
    /// The generation of `snapshot`, to be seen without the map's lock.
    latest: Arc<AtomicU64>,
    /// Whether a thread is at work on it.
    busy: Arc<AtomicBool>,
}

/// When a file was written, and in which state of everything else it was read.
type FileState = (Option<SystemTime>, u64);

/// All that the server knows.
pub(super) struct World {
    pub(super) client: Client,
    pub(super) abilities: OnceLock<Abilities>,
    drafts: DashMap<Url, Open>,
    generation: AtomicU64,
    /// Counts changes of settings and of files beside drafts.
    state: AtomicU64,
    /// Files that are not open, as analysed when they and all else were as they are.
    files: DashMap<PathBuf, (FileState, Arc<Analysis>)>,
    pub(super) desk: Arc<Desk>,
    publishing: tokio::sync::Mutex<()>,
    pub(super) renaming: Renaming,
}

impl World {
    pub(super) fn new(client: Client) -> Self {
        Self {
            desk: Arc::new(Desk::new(client.clone())),
            client,
            abilities: OnceLock::new(),
            drafts: DashMap::new(),
            generation: AtomicU64::new(1),
            state: AtomicU64::new(0),
            files: DashMap::new(),
            publishing: tokio::sync::Mutex::new(()),
            renaming: Renaming::default(),
        }
    }

    pub(super) fn abilities(&self) -> Abilities {
        self.abilities.get().copied().unwrap_or_default()
    }

    fn next_generation(&self) -> u64 {
        self.generation.fetch_add(1, Ordering::Relaxed)
    }

    // ---- messages that change state; called in the order of their arrival -------------------------------------------------

    pub(super) fn open(self: &Arc<Self>, p: DidOpenTextDocumentParams) {
        let document = p.text_document;
        let path = document.uri.to_file_path().ok();
        let Some(format) = format_of(&document.language_id, &document.uri) else {
            // A file of the desk's own: it is read as it stands in the editor.
            if let Some(path) = path {
                self.desk.opened(path, document.version, &document.text);
                self.read_all_again();
            }
            return;
        };
        let generation = self.next_generation();
        let draft = Draft::new(&document.text, format);
        let beside = self.renamed_from(&document.uri, &draft);
        let beside = beside.unwrap_or_else(|| Beside::load(&self.desk, path.as_deref(), &draft));
        let snapshot = Arc::new(Snapshot {
            uri: document.uri.clone(),
            version: document.version,
            draft,
            beside,
            typing: None,
            generation,
            written: generation,
        });
        let open = Open { snapshot, analysis: None, latest: Arc::new(AtomicU64::new(generation)), busy: Arc::default() };
        self.drafts.insert(document.uri.clone(), open);
        self.schedule(&document.uri);
    }

    pub(super) fn change(self: &Arc<Self>, p: DidChangeTextDocumentParams) {
        let uri = p.text_document.uri.clone();
        let encoding = self.abilities().encoding;
        let generation;
        {
            let Some(mut open) = self.drafts.get_mut(&uri) else {
                self.change_desk_file(&uri, p);
                return;
            };
            let mut draft = open.snapshot.draft.clone();
            let mut beside = open.snapshot.beside.clone().refreshed(&self.desk, &draft);
            let mut typing = None;
            for change in p.content_changes {
                if let Some(range) = change.range {
                    let range = convert::bytes(draft.rope(), range, encoding);
                    beside.moved(&range, change.text.len());
                    typing = Some(range.start + change.text.len());
                    draft.edit(range, &change.text);
                } else {
                    let fresh = Draft::new(&change.text, draft.format());
                    beside.found_again(&draft, &fresh);
                    draft = fresh;
                }
            }
            generation = self.next_generation();
            open.latest.store(generation, Ordering::Release);
            open.snapshot = Arc::new(Snapshot {
                uri: uri.clone(),
                version: p.text_document.version,
                draft,
                beside,
                typing,
                generation,
                written: generation,
            });
        }
        self.schedule(&uri);
        self.settle_later(uri, generation);
    }

    /// An edit of one of the desk's own files.
    fn change_desk_file(self: &Arc<Self>, uri: &Url, p: DidChangeTextDocumentParams) {
        let Ok(path) = uri.to_file_path() else { return };
        let encoding = self.abilities().encoding;
        let changed = self.desk.changed(&path, p.text_document.version, |rope| {
            for change in p.content_changes {
                let bytes = change.range.map_or(0..rope.len_bytes(), |r| convert::bytes(rope, r, encoding));
                let (start, end) = (rope.byte_to_char(bytes.start), rope.byte_to_char(bytes.end));
                rope.remove(start..end);
                rope.insert(start, &change.text);
            }
        });
        if changed {
            self.read_all_again();
        }
    }

    /// After two idle seconds the sentence that was being typed is judged, too.
    fn settle_later(self: &Arc<Self>, uri: Url, generation: u64) {
        const IDLE: Duration = Duration::from_secs(2);
        let world = Arc::clone(self);
        tokio::spawn(async move {
            tokio::time::sleep(IDLE).await;
            world.settle(&uri, |open| open.latest.load(Ordering::Acquire) == generation);
        });
    }

    /// The caret stands on a line: where that is another one than that of the last edit, the sentence there is finished.
    pub(super) fn caret_at(self: &Arc<Self>, uri: &Url, line: u32) {
        self.settle(uri, |open| {
            let rope = open.snapshot.draft.rope();
            open.snapshot.typing.is_some_and(|at| rope.byte_to_line(at.min(rope.len_bytes())) != line as usize)
        });
    }

    /// Judges the sentence at the last edit of a draft, if it waits and `now` says so.
    fn settle(self: &Arc<Self>, uri: &Url, now: impl Fn(&Open) -> bool) {
        {
            let Some(mut open) = self.drafts.get_mut(uri) else { return };
            let waits = open.snapshot.typing.is_some() && open.analysis.as_ref().is_none_or(|a| a.findings.iter().any(|f| a.waits(f)));
            if !waits || !now(&open) {
                return;
            }
            let generation = self.next_generation();
            let snapshot = Snapshot { typing: None, generation, ..(*open.snapshot).clone() };
            open.latest.store(generation, Ordering::Release);
            open.snapshot = Arc::new(snapshot);
        }
        self.schedule(uri);
        self.ask_to_pull_again();
    }

    /// Annotations beside a draft are written where they now stand when the draft is saved.
    #[expect(clippy::needless_pass_by_value, reason = "as all that `front` applies")]
    pub(super) fn save(self: &Arc<Self>, p: DidSaveTextDocumentParams) {
        let Some(mut open) = self.drafts.get_mut(&p.text_document.uri) else { return };
        let mut beside = open.snapshot.beside.clone().refreshed(&self.desk, &open.snapshot.draft);
        let rewrite = beside.save(&self.desk, &open.snapshot.draft);
        let generation = self.next_generation();
        open.latest.store(generation, Ordering::Release);
        open.snapshot = Arc::new(Snapshot { beside, generation, ..(*open.snapshot).clone() });
        drop(open);
        if let Some(rewrite) = rewrite {
            rewrite.ask(self);
        }
        self.schedule(&p.text_document.uri);
    }

    pub(super) fn close(self: &Arc<Self>, p: DidCloseTextDocumentParams) {
        let uri = p.text_document.uri;
        if uri.to_file_path().is_ok_and(|path| self.desk.closed(&path)) {
            self.read_all_again();
            return;
        }
        if let Some((_, open)) = self.drafts.remove(&uri) {
            self.renaming.left(&uri, &open.snapshot);
            open.latest.store(u64::MAX, Ordering::Release);
            if !self.abilities().pulls {
                let world = Arc::clone(self);
                tokio::spawn(async move {
                    let _turn = world.publishing.lock().await;
                    world.client.publish_diagnostics(uri, Vec::new(), None).await;
                });
            }
        }
    }

    pub(super) fn configuration_changed(self: &Arc<Self>, p: DidChangeConfigurationParams) {
        if self.abilities().configuration {
            self.fetch_configuration();
        } else {
            let section = p.settings.get("copydesk").cloned().unwrap_or(p.settings);
            self.set_editor_settings(section);
        }
    }

    pub(super) fn files_changed(self: &Arc<Self>, _: DidChangeWatchedFilesParams) {
        self.read_all_again();
    }

    pub(super) fn folders_changed(self: &Arc<Self>, p: DidChangeWorkspaceFoldersParams) {
        self.desk.set_folders(|folders| {
            for gone in p.event.removed {
                folders.retain(|f| gone.uri.to_file_path().ok().as_ref() != Some(f));
            }
            folders.extend(p.event.added.iter().filter_map(|f| f.uri.to_file_path().ok()));
        });
        self.read_all_again();
    }

    /// Asks the editor for its settings, without anybody waiting for the answer.
    pub(super) fn fetch_configuration(self: &Arc<Self>) {
        let world = Arc::clone(self);
        tokio::spawn(async move {
            let items = vec![ConfigurationItem { scope_uri: None, section: Some("copydesk".into()) }];
            let asked = tokio::time::timeout(Duration::from_secs(10), world.client.configuration(items)).await;
            if let Ok(Ok(answers)) = asked {
                world.set_editor_settings(answers.into_iter().next().unwrap_or_default());
            }
        });
    }

    pub(super) fn set_editor_settings(self: &Arc<Self>, value: Value) {
        if self.desk.set_editor_settings(value) {
            self.read_all_again();
        }
    }

    /// The annotations beside a draft that the editor opens under another name, where they were before.
    fn renamed_from(&self, uri: &Url, draft: &Draft) -> Option<Beside> {
        let before = self.renaming.taken_up(uri, |old| self.drafts.get(old).map(|o| Arc::clone(&o.snapshot)))?;
        let path = uri.to_file_path().ok()?;
        (before.draft.rope() == draft.rope()).then(|| before.beside.clone().under(&self.desk, &path, draft))
    }

    /// Has every open draft analysed anew, as something beside its text changed.
    pub(super) fn read_all_again(self: &Arc<Self>) {
        self.desk.look_again();
        self.state.fetch_add(1, Ordering::Relaxed);
        for uri in self.open_drafts() {
            if let Some(mut open) = self.drafts.get_mut(&uri) {
                let generation = self.next_generation();
                let s = &open.snapshot;
                // Read from scratch: settings may name verbs that what was kept with the blocks knew nothing of.
                let draft = Draft::new(&s.draft.rope().to_string(), s.draft.format());
                let beside = s.beside.clone().reread(&self.desk, &draft);
                let snapshot = Arc::new(Snapshot { draft, beside, generation, ..(**s).clone() });
                open.latest.store(generation, Ordering::Release);
                open.snapshot = snapshot;
            }
            self.schedule(&uri);
        }
        self.ask_to_pull_again();
    }

    /// Asks an editor that fetches diagnostics, hints, lenses and colours itself to do so.
    fn ask_to_pull_again(&self) {
        let abilities = self.abilities();
        let client = self.client.clone();
        tokio::spawn(async move {
            const PATIENCE: Duration = Duration::from_secs(10);
            if abilities.refreshes {
                let _ = tokio::time::timeout(PATIENCE, client.workspace_diagnostic_refresh()).await;
            }
            if abilities.refreshes_hints {
                let _ = tokio::time::timeout(PATIENCE, client.inlay_hint_refresh()).await;
            }
            if abilities.refreshes_lenses {
                let _ = tokio::time::timeout(PATIENCE, client.code_lens_refresh()).await;
            }
            if abilities.refreshes_tokens {
                let _ = tokio::time::timeout(PATIENCE, client.semantic_tokens_refresh()).await;
            }
        });
    }

    // ---- analysis ----------------------------------------------------------------------------------------------------------

    /// Sees to it that the latest version of a draft is analysed and, to an editor that does not ask, shown.
    fn schedule(self: &Arc<Self>, uri: &Url) {
        let Some(busy) = self.drafts.get(uri).map(|o| Arc::clone(&o.busy)) else { return };
        if busy.swap(true, Ordering::AcqRel) {
            return;
        }
        let (world, uri) = (Arc::clone(self), uri.clone());
        tokio::task::spawn_blocking(move || {
            loop {
                let Some((snapshot, latest)) = world.drafts.get(&uri).map(|o| (Arc::clone(&o.snapshot), Arc::clone(&o.latest))) else {
                    break;
                };
                let stale = || latest.load(Ordering::Acquire) != snapshot.generation;
                if let Some(analysis) = world.analyse(&snapshot, &stale) {
                    world.keep(&analysis);
                    if !world.abilities().pulls {
                        world.publish(analysis, Arc::clone(&latest));
                    }
                }
                if stale() {
                    continue;
                }
                busy.store(false, Ordering::Release);
                // An edit between the last look and the flag going down finds nobody at work: look once more.
                if !stale() || busy.swap(true, Ordering::AcqRel) {
                    return;
                }
            }
            busy.store(false, Ordering::Release);
        });
    }

    fn keep(&self, analysis: &Arc<Analysis>) {
        if let Some(mut open) = self.drafts.get_mut(&analysis.snapshot.uri)
            && Arc::ptr_eq(&open.snapshot, &analysis.snapshot)
        {
            open.analysis = Some(Arc::clone(analysis));
        }
    }

    fn publish(self: &Arc<Self>, analysis: Arc<Analysis>, latest: Arc<AtomicU64>) {
        let world = Arc::clone(self);
        tokio::runtime::Handle::current().spawn(async move {
            let items = diagnostics::all(&analysis, world.abilities());
            // One at a time, and never an older one after a newer one.
            let _turn = world.publishing.lock().await;
            if latest.load(Ordering::Acquire) == analysis.snapshot.generation {
                world.client.publish_diagnostics(analysis.snapshot.uri.clone(), items, Some(analysis.snapshot.version)).await;
            }
        });
    }

    /// Reads a draft and applies the rules; `None` where it was overtaken.
    fn analyse(self: &Arc<Self>, snapshot: &Arc<Snapshot>, stop: &dyn Fn() -> bool) -> Option<Arc<Analysis>> {
        let path = snapshot.uri.to_file_path().ok();
        let settings = self.desk.settings_for(path.as_deref());
        let (meta, meta_text) = match path.as_deref().and_then(|p| self.desk.metadata_for(p)) {
            Some((meta, text)) => (meta, Some(text)),
            None => (Metadata::default(), None),
        };
        let root = self.desk.root_of(path.as_deref());
        let (roster, protected) = match &root {
            Some(root) => (self.desk.people(root, &settings), self.desk.protected(root)),
            None => Default::default(),
        };
        let file_name = path.as_ref().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
        let context = Context {
            house: Arc::new(House::of(&settings)),
            settings: Arc::clone(&settings),
            meta,
            file_name,
            date: None,
            roster,
            beside: Arc::new(snapshot.beside.kept()),
            protected,
        };
        let reading = read(&snapshot.draft, &context, stop)?;
        let findings = rules::check(&reading, &settings);
        let people_file = root.map(|r| r.join(settings.people_file.as_deref().unwrap_or(files::PEOPLE)));
        Some(Arc::new(Analysis {
            snapshot: Arc::clone(snapshot),
            reading,
            findings,
            settings,
            meta_text,
            people_file,
            desk: Arc::clone(&self.desk),
        }))
    }

    /// The analysis of the latest version of a draft, made now where it is not at hand.
    pub(super) async fn analysis(self: &Arc<Self>, uri: &Url) -> Option<Arc<Analysis>> {
        let snapshot = {
            let open = self.drafts.get(uri)?;
            if let Some(analysis) = open.analysis.as_ref().filter(|a| Arc::ptr_eq(&a.snapshot, &open.snapshot)) {
                return Some(Arc::clone(analysis));
            }
            Arc::clone(&open.snapshot)
        };
        let world = Arc::clone(self);
        let analysis = tokio::task::spawn_blocking(move || world.analyse(&snapshot, &|| false)).await.ok()??;
        self.keep(&analysis);
        Some(analysis)
    }

    /// The analysis of a file that is not open; kept until the file, or anything beside it, changes.
    fn analysis_of_file(self: &Arc<Self>, path: &Path) -> Option<Arc<Analysis>> {
        let written = std::fs::metadata(path).and_then(|m| m.modified()).ok();
        let state = (written, self.state.load(Ordering::Relaxed));
        if let Some(kept) = self.files.get(path).filter(|k| k.0 == state) {
            return Some(Arc::clone(&kept.1));
        }
        let analysis = self.analyse_file(path)?;
        self.files.insert(path.to_owned(), (state, Arc::clone(&analysis)));
        Some(analysis)
    }

    fn analyse_file(self: &Arc<Self>, path: &Path) -> Option<Arc<Analysis>> {
        let text = files::read_text(path).ok()?;
        let uri = Url::from_file_path(path).ok()?;
        let format = Format::of_name(&path.to_string_lossy());
        let draft = Draft::new(&text, format);
        let beside = Beside::load(&self.desk, Some(path), &draft);
        self.analyse(&Arc::new(Snapshot { uri, version: 0, draft, beside, typing: None, generation: 0, written: 0 }), &|| false)
    }

    /// Analyses of all drafts in the workspace's folders that are not open.
    pub(super) fn files_not_open(self: &Arc<Self>) -> Vec<Arc<Analysis>> {
        let open: Vec<_> = self.open_drafts().iter().filter_map(|u| u.to_file_path().ok()).collect();
        let mut found = Vec::new();
        for folder in self.desk.folders() {
            for entry in ignore::WalkBuilder::new(folder).require_git(false).build().flatten() {
                let path = entry.path();
                let is_draft = text::is_draft(path);
                if is_draft && entry.file_type().is_some_and(|t| t.is_file()) && !open.iter().any(|o| o == path) {
                    found.extend(self.analysis_of_file(path));
                }
            }
        }
        found
    }

    /// The text of an open draft.
    pub(super) fn text(&self, uri: &Url) -> Option<String> {
        self.drafts.get(uri).map(|o| o.snapshot.draft.rope().to_string())
    }

    /// The drafts that are open.
    pub(super) fn open_drafts(&self) -> Vec<Url> {
        self.drafts.iter().map(|e| e.key().clone()).collect()
    }
}

/// How a document is marked up; `None` for languages that are no prose.
fn format_of(language: &str, uri: &Url) -> Option<Format> {
    // What stands beside a draft is none, whatever the editor takes it for.
    if uri.to_file_path().is_ok_and(|path| files::strays::draft_of(&path).is_some()) {
        return None;
    }
    match language {
        "markdown" | "quarto" | "rmd" => Some(Format::Markdown),
        "yaml" | "json" | "jsonc" | "toml" | "html" | "xml" => None,
        "plaintext" | "text" | "txt" | "" => Some(Format::of_name(uri.path())),
        _ => Some(Format::of_name(uri.path())),
    }
}
