//! The open drafts, and what is known of each.
//!
//! Edits are applied here synchronously. Analysis runs on a blocking thread, one at a time for each draft, always of the
//! latest version; one that is overtaken stops between blocks and is never shown.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use dashmap::DashMap;
use serde_json::Value;
use tower_lsp::Client;
use tower_lsp::lsp_types::{
    ConfigurationItem, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, MessageType, Url,
};

use super::analysis::{Analysis, Snapshot};
use super::client::Abilities;
use super::{convert, diagnostics};
use crate::rules;
use crate::settings::Settings;
use crate::story::{Context, read};
use crate::text::front_matter::{self, Metadata};
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

/// A file that is read again only when it changed.
struct Kept<T> {
    modified: Option<SystemTime>,
    value: T,
}

/// All that the server knows.
pub(super) struct World {
    pub(super) client: Client,
    pub(super) abilities: OnceLock<Abilities>,
    drafts: DashMap<Url, Open>,
    generation: AtomicU64,
    folders: RwLock<Vec<PathBuf>>,
    /// What the editor set, as JSON.
    editor_settings: RwLock<Value>,
    house: Mutex<HashMap<PathBuf, Kept<Arc<Settings>>>>,
    metadata: Mutex<HashMap<PathBuf, Kept<(Metadata, String)>>>,
    /// What was said about a file, so that it is said once.
    told: Mutex<HashMap<PathBuf, String>>,
    publishing: tokio::sync::Mutex<()>,
}

/// The value behind a lock; a thread that panicked with it in hand left it whole, as all changes are single assignments.
fn held<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            abilities: OnceLock::new(),
            drafts: DashMap::new(),
            generation: AtomicU64::new(1),
            folders: RwLock::default(),
            editor_settings: RwLock::new(Value::Null),
            house: Mutex::default(),
            metadata: Mutex::default(),
            told: Mutex::default(),
            publishing: tokio::sync::Mutex::new(()),
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
        let Some(format) = format_of(&document.language_id, &document.uri) else { return };
        let generation = self.next_generation();
        let snapshot = Arc::new(Snapshot {
            uri: document.uri.clone(),
            version: document.version,
            draft: Draft::new(&document.text, format),
            generation,
        });
        let open = Open { snapshot, analysis: None, latest: Arc::new(AtomicU64::new(generation)), busy: Arc::default() };
        self.drafts.insert(document.uri.clone(), open);
        self.schedule(&document.uri);
    }

    pub(super) fn change(self: &Arc<Self>, p: DidChangeTextDocumentParams) {
        let uri = p.text_document.uri;
        let encoding = self.abilities().encoding;
        {
            let Some(mut open) = self.drafts.get_mut(&uri) else { return };
            let mut draft = open.snapshot.draft.clone();
            for change in p.content_changes {
                match change.range {
                    Some(range) => draft.edit(convert::bytes(draft.rope(), range, encoding), &change.text),
                    None => draft = Draft::new(&change.text, draft.format()),
                }
            }
            let generation = self.next_generation();
            open.latest.store(generation, Ordering::Release);
            open.snapshot = Arc::new(Snapshot { uri: uri.clone(), version: p.text_document.version, draft, generation });
        }
        self.schedule(&uri);
    }

    pub(super) fn close(self: &Arc<Self>, p: DidCloseTextDocumentParams) {
        let uri = p.text_document.uri;
        if let Some((_, open)) = self.drafts.remove(&uri) {
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
        {
            let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
            for gone in p.event.removed {
                folders.retain(|f| gone.uri.to_file_path().ok().as_ref() != Some(f));
            }
            folders.extend(p.event.added.iter().filter_map(|f| f.uri.to_file_path().ok()));
        }
        self.read_all_again();
    }

    pub(super) fn set_folders(&self, folders: Vec<PathBuf>) {
        *self.folders.write().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    fn folders(&self) -> Vec<PathBuf> {
        self.folders.read().unwrap_or_else(PoisonError::into_inner).clone()
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
        {
            let mut settings = self.editor_settings.write().unwrap_or_else(PoisonError::into_inner);
            // What belongs to the extension itself is not ours to read.
            let mut value = value;
            if let Some(map) = value.as_object_mut() {
                map.retain(|key, v| !v.is_null() && !matches!(key.as_str(), "path" | "trace"));
            }
            if *settings == value {
                return;
            }
            *settings = value;
        }
        held(&self.house).clear();
        self.read_all_again();
    }

    /// Has every open draft analysed anew, as something beside its text changed.
    fn read_all_again(self: &Arc<Self>) {
        let uris: Vec<Url> = self.drafts.iter().map(|e| e.key().clone()).collect();
        for uri in uris {
            if let Some(mut open) = self.drafts.get_mut(&uri) {
                let generation = self.next_generation();
                let s = &open.snapshot;
                let snapshot = Arc::new(Snapshot { uri: uri.clone(), version: s.version, draft: s.draft.clone(), generation });
                open.latest.store(generation, Ordering::Release);
                open.snapshot = snapshot;
            }
            self.schedule(&uri);
        }
        if self.abilities().refreshes {
            let client = self.client.clone();
            tokio::spawn(async move { tokio::time::timeout(Duration::from_secs(10), client.workspace_diagnostic_refresh()).await });
        }
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
        let settings = self.settings_for(path.as_deref());
        let (meta, meta_text) = match path.as_deref().and_then(|p| self.metadata_for(p)) {
            Some((meta, text)) => (meta, Some(text)),
            None => (Metadata::default(), None),
        };
        let file_name = path.as_ref().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
        let context = Context { settings: Arc::clone(&settings), meta, file_name, date: None };
        let reading = read(&snapshot.draft, &context, stop)?;
        let findings = rules::check(&reading, &settings);
        Some(Arc::new(Analysis { snapshot: Arc::clone(snapshot), reading, findings, meta_text }))
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

    /// The analysis of a file that is not open.
    fn analysis_of_file(self: &Arc<Self>, path: &Path) -> Option<Arc<Analysis>> {
        let text = std::fs::read_to_string(path).ok()?;
        let uri = Url::from_file_path(path).ok()?;
        let format = Format::of_name(&path.to_string_lossy());
        self.analyse(&Arc::new(Snapshot { uri, version: 0, draft: Draft::new(&text, format), generation: 0 }), &|| false)
    }

    /// Analyses of all drafts in the workspace's folders that are not open.
    pub(super) fn files_not_open(self: &Arc<Self>) -> Vec<Arc<Analysis>> {
        let open: Vec<_> = self.open_drafts().iter().filter_map(|u| u.to_file_path().ok()).collect();
        let mut found = Vec::new();
        for folder in self.folders() {
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

    // ---- files beside the draft -----------------------------------------------------------------------------------------------

    /// The house settings of a file's workspace folder, overridden by the editor's.
    pub(super) fn settings_for(self: &Arc<Self>, path: Option<&Path>) -> Arc<Settings> {
        let folders = self.folders();
        let root =
            path.and_then(|p| folders.iter().filter(|f| p.starts_with(f)).max_by_key(|f| f.as_os_str().len())).or(folders.first()).cloned();
        let file = root.clone().unwrap_or_default().join("copydesk.toml");
        let modified = root.as_ref().and_then(|_| std::fs::metadata(&file).ok()).and_then(|m| m.modified().ok());
        if let Some(kept) = held(&self.house).get(&file).filter(|k| k.modified == modified) {
            return Arc::clone(&kept.value);
        }
        let house = match modified.map(|_| std::fs::read_to_string(&file)) {
            Some(Ok(text)) => match Settings::from_toml(&text) {
                Ok(settings) => {
                    if let Some(name) = rules::unknown(&settings.rules).first() {
                        self.tell(&file, format!("{}: there is no rule `{name}`", file.display()));
                    } else {
                        held(&self.told).remove(&file);
                    }
                    settings
                }
                Err(t) => {
                    self.tell(
                        &file,
                        format!(
                            "{}:{}:{}: {} The defaults are used until this is mended.",
                            file.display(),
                            t.line + 1,
                            t.column + 1,
                            t.message
                        ),
                    );
                    Settings::default()
                }
            },
            Some(Err(error)) => {
                self.tell(&file, format!("{}: {error}", file.display()));
                Settings::default()
            }
            None => Settings::default(),
        };
        let editor = self.editor_settings.read().unwrap_or_else(PoisonError::into_inner).clone();
        let settings = if editor.is_object() {
            house.overridden(&editor).unwrap_or_else(|message| {
                self.tell(Path::new("editor settings"), format!("The editor's copydesk settings could not be read: {message}"));
                house
            })
        } else {
            house
        };
        let settings = Arc::new(settings);
        held(&self.house).insert(file, Kept { modified, value: Arc::clone(&settings) });
        settings
    }

    fn metadata_for(self: &Arc<Self>, draft: &Path) -> Option<(Metadata, String)> {
        let file = front_matter::path_beside(draft);
        let modified = std::fs::metadata(&file).ok()?.modified().ok();
        if let Some(kept) = held(&self.metadata).get(&file).filter(|k| k.modified == modified) {
            return Some(kept.value.clone());
        }
        let text = std::fs::read_to_string(&file).ok()?;
        let meta = match Metadata::read(&text) {
            Ok(meta) => {
                held(&self.told).remove(&file);
                meta
            }
            Err(t) => {
                self.tell(&file, format!("{}:{}:{}: {}", file.display(), t.line + 1, t.column + 1, t.message));
                Metadata::default()
            }
        };
        held(&self.metadata).insert(file, Kept { modified, value: (meta.clone(), text.clone()) });
        Some((meta, text))
    }

    /// Shows a message about a file, once for each trouble.
    fn tell(self: &Arc<Self>, file: &Path, message: String) {
        if held(&self.told).insert(file.to_owned(), message.clone()).as_ref() == Some(&message) {
            return;
        }
        let client = self.client.clone();
        tokio::runtime::Handle::current().spawn(async move { client.show_message(MessageType::WARNING, message).await });
    }
}

/// How a document is marked up; `None` for languages that are no prose.
fn format_of(language: &str, uri: &Url) -> Option<Format> {
    match language {
        "markdown" | "quarto" | "rmd" => Some(Format::Markdown),
        "yaml" | "json" | "jsonc" | "toml" | "html" | "xml" => None,
        "plaintext" | "text" | "txt" | "" => Some(Format::of_name(uri.path())),
        _ => Some(Format::of_name(uri.path())),
    }
}
