//! The desk's own files as the server has them, and what the editor is told of them: each trouble once, at its line.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ropey::Rope;
use serde_json::Value;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, Position, Range, Url};

pub(super) use crate::desk::files::Stamp;

use super::asking;
use super::publisher::Publisher;
use super::rows::Rows;
use crate::annotations::sidecar;
use crate::desk::editor::Editor;
use crate::desk::files::Files;
use crate::desk::{self, Loaded, Read, Sort, Weight, held};
use crate::settings::Settings;
use crate::text::{Trouble, metadata};

/// What the desk keeps besides drafts, and what was said about it.
pub(super) struct EditorDesk {
    client: Client,
    publisher: Arc<Publisher>,
    known: desk::Desk<Editor>,
    /// What was last said about a file in a message.
    said: Mutex<HashMap<PathBuf, String>>,
    /// What somebody has set by an answer or a command, until the editor has it in its settings.
    kept: Mutex<serde_json::Map<String, Value>>,
    /// What is shown at the lines of a file.
    shown: Mutex<HashMap<PathBuf, Vec<Trouble>>>,
}

impl std::fmt::Debug for EditorDesk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EditorDesk").field("folders", &self.folders()).finish_non_exhaustive()
    }
}

impl EditorDesk {
    pub(super) fn new(client: Client, publisher: Arc<Publisher>) -> Self {
        Self { client, publisher, known: desk::Desk::default(), said: Mutex::default(), kept: Mutex::default(), shown: Mutex::default() }
    }

    // ---- folders and the editor's settings --------------------------------------------------------------------------------

    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.known.workspace()
    }

    pub(super) fn set_folders(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        self.known.set_workspace(change);
    }

    /// Takes what the editor sets; `false` where that is nothing new.
    pub(super) fn set_editor_settings(&self, mut value: Value) -> bool {
        // What belongs to the extension itself is not ours to read.
        if let Some(map) = value.as_object_mut() {
            map.retain(|key, v| !v.is_null() && !matches!(key.as_str(), "path" | "trace"));
        }
        let kept = held(&self.kept).clone();
        if !kept.is_empty() {
            // What the editor has taken up is its own again.
            let map = value.as_object().cloned().unwrap_or_default();
            held(&self.kept).retain(|key, _| map.get(key).is_none_or(|v| v == ""));
            let absent = kept.into_iter().filter(|(key, _)| map.get(key).is_none_or(|v| v == "")).collect::<Vec<_>>();
            value = Value::Object(map.into_iter().chain(absent).collect());
        }
        self.known.set_own(value).unwrap_or_else(|message| {
            self.tell(Path::new(OWN_SETTINGS), format!("The editor's copydesk settings could not be read: {message}"));
            true
        })
    }

    /// Keeps what somebody has set by an answer or a command, over what the editor has set so far.
    pub(super) fn keep(&self, key: &str, value: Value) {
        held(&self.kept).insert(key.to_owned(), value);
        let mut own = self.known.own();
        if let Some(map) = own.as_object_mut() {
            map.remove(key);
        }
        self.set_editor_settings(own);
    }

    /// The globs of drafts that the editor itself has set.
    pub(super) fn own_drafts(&self) -> Vec<String> {
        let own = self.known.own();
        own["drafts"].as_array().map(|all| all.iter().filter_map(|g| g.as_str().map(str::to_owned)).collect()).unwrap_or_default()
    }

    // ---- files open in the editor -----------------------------------------------------------------------------------------

    pub(super) fn opened(&self, path: PathBuf, version: i32, text: &str) {
        self.known.files.opened(path, version, text);
    }

    /// The editor's version of a file of the desk, where that is open.
    pub(super) fn open_version(&self, path: &Path) -> Option<i32> {
        self.known.files.version(path)
    }

    /// Changes a file of the desk that is open; `false` where it is not.
    pub(super) fn changed(&self, path: &Path, version: i32, change: impl FnOnce(&mut Rope)) -> bool {
        self.known.files.changed(path, version, change)
    }

    pub(super) fn closed(&self, path: &Path) -> bool {
        self.known.files.closed(path)
    }

    pub(super) fn stamp(&self, path: &Path) -> Stamp {
        self.known.files.stamp(path)
    }

    /// The text of a file, as the editor has it where it is open there.
    pub(super) fn read(&self, path: &Path) -> Result<Option<String>, String> {
        self.known.files.read(path).map_err(|t| t.told(path))
    }

    /// Forgets when files were last looked at, as somebody says that some changed.
    pub(super) fn look_again(&self) {
        self.known.look_again();
    }

    /// Lets go of what is known of a draft alone.
    pub(super) fn forget(&self, draft: &Path) {
        self.known.forget(draft);
    }

    /// The same of a draft that is closed; what was said of the files beside it may be said again when it is opened.
    pub(super) fn left(&self, draft: &Path) {
        self.forget(draft);
        let mut said = held(&self.said);
        said.remove(&sidecar::path_beside(draft));
        said.remove(&metadata::path_beside(draft));
    }

    /// Lets go of what no draft was read with.
    pub(super) fn forget_unused(&self) {
        self.known.forget_unused();
    }

    /// Files changed on the disk: nothing is remembered of what was said of those that went.
    pub(super) fn files_changed(&self) {
        let told: Vec<PathBuf> = held(&self.said).keys().filter(|f| *f != Path::new(OWN_SETTINGS)).cloned().collect();
        for gone in told.iter().filter(|file| !self.stamp(file).there) {
            held(&self.said).remove(gone);
        }
    }

    // ---- what they hold ---------------------------------------------------------------------------------------------------

    /// The settings of a draft's desk, overridden by the editor's.
    pub(super) fn settings_for(&self, path: Option<&Path>) -> Arc<Settings> {
        self.known.settings(path)
    }

    /// Why a file of text is no draft; none where it is one.
    pub(super) fn why_no_draft(&self, path: &Path) -> Option<String> {
        self.known.why_no_draft(path)
    }

    /// What lies beside a draft; what is wrong there is shown to the editor.
    pub(super) fn load(&self, path: Option<&Path>) -> Loaded {
        let loaded = self.known.load(path);
        loaded.files.iter().for_each(|file| self.tell_of(file));
        self.clear_gone();
        loaded
    }

    /// Whether the same sources are protected in a draft as when it was read.
    pub(super) fn protects_as(&self, loaded: &Arc<crate::roster::Protected>, path: Option<&Path>) -> bool {
        Arc::ptr_eq(loaded, &self.known.protected(path))
    }

    /// Whether a file may be changed by an edit of a draft's identifiers: it lies in the folder in which the draft is edited.
    pub(super) fn is_ours(&self, file: &Path, draft: &Path, root: &Path) -> bool {
        let folder = self.known.workspace_of(draft).unwrap_or_else(|| root.to_owned());
        desk::files::is_within(&folder, file)
    }

    // ---- what the editor is told -------------------------------------------------------------------------------------------

    fn tell_of(&self, file: &Read) {
        let first = file.troubles.first().map(|t| t.told(&file.path));
        match file.sort {
            Sort::People => self.show(&file.path, &file.troubles),
            // Whoever does not look at the file should know all the same.
            Sort::Private => {
                self.show(&file.path, &file.troubles);
                self.say(&file.path, first);
            }
            Sort::Settings if file.weight == Weight::Unread => self.say(&file.path, first.map(|t| format!("{t} {DEFAULTS}"))),
            Sort::Settings | Sort::Metadata => self.say(&file.path, first),
        }
    }

    fn say(&self, file: &Path, message: Option<String>) {
        match message {
            Some(message) => self.tell(file, message),
            None => {
                held(&self.said).remove(file);
            }
        }
    }

    /// Shows troubles at the lines of a file, where others were shown before.
    fn show(&self, file: &Path, troubles: &[Trouble]) {
        {
            let mut shown = held(&self.shown);
            if shown.get(file).map_or(&[][..], Vec::as_slice) == troubles {
                return;
            }
            if troubles.is_empty() {
                shown.remove(file);
            } else {
                shown.insert(file.to_owned(), troubles.to_vec());
            }
        }
        let Ok(uri) = Url::from_file_path(file) else { return };
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let one = |t: &Trouble| Diagnostic {
            range: Range {
                start: Position { line: at(t.line), character: at(t.column) },
                end: Position { line: at(t.line), character: at(t.column) + 1 },
            },
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some("copydesk".into()),
            message: t.message.clone(),
            ..Diagnostic::default()
        };
        let items: Vec<Diagnostic> = troubles.iter().map(one).collect();
        self.publisher.put(&uri, None, Arc::new(Rows::of(&items)));
    }

    /// Nothing is shown of files that are gone.
    fn clear_gone(&self) {
        let gone: Vec<PathBuf> = held(&self.shown).keys().filter(|f| !self.stamp(f).there).cloned().collect();
        gone.iter().for_each(|file| self.show(file, &[]));
    }

    /// How much is kept.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.known.size() + held(&self.said).len() + held(&self.shown).len()
    }

    /// Shows a message about a file, once for each trouble.
    pub(super) fn tell(&self, file: &Path, message: String) {
        if held(&self.said).insert(file.to_owned(), message.clone()).as_ref() == Some(&message) {
            return;
        }
        let client = self.client.clone();
        tokio::runtime::Handle::current().spawn(async move { asking::notify(&client, &message).await });
    }
}

/// What stands for a file where something is said of the editor's own settings.
const OWN_SETTINGS: &str = "editor settings";

const DEFAULTS: &str = "The defaults are used until this is mended.";
