//! The desk's own files as the server keeps them: settings, metadata, people, protected sources. Each is read again only when
//! it changed; one that is open in the editor is read as it stands there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime};

use dashmap::DashMap;
use ropey::Rope;
use serde_json::Value;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, MessageType, Position, Range, Url};

use crate::files::{self, PeopleFile};
use crate::roster::Roster;
use crate::rules;
use crate::settings::Settings;
use crate::text::front_matter::{self, Metadata};

/// A file that is read again only when it changed.
struct Kept<T> {
    stamp: Stamp,
    value: T,
}

/// What tells one state of a file from another: when it was written, or how often it was changed in the editor.
pub(super) type Stamp = (Option<SystemTime>, u64);

/// People files, and when they were last looked at.
struct People {
    stamps: Vec<(PathBuf, Stamp)>,
    looked: Instant,
    roster: Arc<Roster>,
}

/// How often the people files of a folder are looked at where nobody says that they changed.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// What the desk keeps besides drafts.
pub(super) struct Desk {
    client: Client,
    folders: RwLock<Vec<PathBuf>>,
    /// What the editor set, as JSON.
    editor_settings: RwLock<Value>,
    house: Mutex<HashMap<PathBuf, Kept<Arc<Settings>>>>,
    metadata: Mutex<HashMap<PathBuf, Kept<(Metadata, String)>>>,
    people: Mutex<HashMap<PathBuf, People>>,
    protected: Mutex<HashMap<PathBuf, Kept<Arc<Vec<String>>>>>,
    /// What was said about a file, so that it is said once.
    told: Mutex<HashMap<PathBuf, String>>,
    /// Files of the desk that are open in the editor, how often each was changed, and the version that the editor has.
    open: DashMap<PathBuf, (Rope, u64, i32)>,
}

/// The value behind a lock; a thread that panicked with it in hand left it whole, as all changes are single assignments.
fn held<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("folders", &self.folders()).finish_non_exhaustive()
    }
}

impl Desk {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            folders: RwLock::default(),
            editor_settings: RwLock::new(Value::Null),
            house: Mutex::default(),
            metadata: Mutex::default(),
            people: Mutex::default(),
            protected: Mutex::default(),
            told: Mutex::default(),
            open: DashMap::new(),
        }
    }

    // ---- folders and the editor's settings --------------------------------------------------------------------------------

    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.folders.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_folders(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        change(&mut self.folders.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// Takes what the editor sets; `false` where that is nothing new.
    pub(super) fn set_editor_settings(&self, mut value: Value) -> bool {
        // What belongs to the extension itself is not ours to read.
        if let Some(map) = value.as_object_mut() {
            map.retain(|key, v| !v.is_null() && !matches!(key.as_str(), "path" | "trace"));
        }
        let mut settings = self.editor_settings.write().unwrap_or_else(PoisonError::into_inner);
        if *settings == value {
            return false;
        }
        *settings = value;
        held(&self.house).clear();
        true
    }

    /// The folder of the workspace that a file belongs to.
    pub(super) fn root_of(&self, path: Option<&Path>) -> Option<PathBuf> {
        let folders = self.folders();
        path.and_then(|p| folders.iter().filter(|f| p.starts_with(f)).max_by_key(|f| f.as_os_str().len())).or(folders.first()).cloned()
    }

    // ---- files open in the editor -----------------------------------------------------------------------------------------

    pub(super) fn opened(&self, path: PathBuf, version: i32, text: &str) {
        self.open.insert(path, (Rope::from_str(text), 1, version));
    }

    /// The editor's version of a file of the desk, where that is open.
    pub(super) fn open_version(&self, path: &Path) -> Option<i32> {
        self.open.get(path).map(|file| file.2)
    }

    /// Changes a file of the desk that is open; `false` where it is not.
    pub(super) fn changed(&self, path: &Path, version: i32, change: impl FnOnce(&mut Rope)) -> bool {
        self.open.get_mut(path).is_some_and(|mut file| {
            change(&mut file.0);
            file.1 += 1;
            file.2 = version;
            true
        })
    }

    pub(super) fn closed(&self, path: &Path) -> bool {
        self.open.remove(path).is_some()
    }

    pub(super) fn stamp(&self, path: &Path) -> Stamp {
        match self.open.get(path) {
            Some(file) => (None, file.1),
            None => (std::fs::metadata(path).and_then(|m| m.modified()).ok(), 0),
        }
    }

    /// The text of a file, as the editor has it where it is open there.
    pub(super) fn read(&self, path: &Path) -> Result<Option<String>, String> {
        if let Some(file) = self.open.get(path) {
            return Ok(Some(file.0.to_string()));
        }
        if path.is_file() { files::read_text(path).map(Some) } else { Ok(None) }
    }

    /// Forgets when files were last looked at, as somebody says that some changed.
    pub(super) fn look_again(&self) {
        held(&self.people).values_mut().for_each(|p| p.looked -= LOOK_AGAIN);
    }

    // ---- what they hold ---------------------------------------------------------------------------------------------------

    /// The house settings of a file's folder, overridden by the editor's.
    pub(super) fn settings_for(&self, path: Option<&Path>) -> Arc<Settings> {
        let root = self.root_of(path);
        let file = root.clone().unwrap_or_default().join(files::SETTINGS);
        let stamp = if root.is_some() { self.stamp(&file) } else { (None, 0) };
        // Overrides by file make settings differ within a folder.
        let key = match (&root, path) {
            (Some(_), Some(path)) => path.to_owned(),
            _ => file.clone(),
        };
        if let Some(kept) = held(&self.house).get(&key).filter(|k| k.stamp == stamp) {
            return Arc::clone(&kept.value);
        }
        let house = if stamp == (None, 0) { Settings::default() } else { self.house_settings(&file) };
        let editor = self.editor_settings.read().unwrap_or_else(PoisonError::into_inner).clone();
        let settings = house.overridden(&editor).unwrap_or_else(|message| {
            self.tell(Path::new("editor settings"), format!("The editor's copydesk settings could not be read: {message}"));
            house
        });
        let settings = match (&root, path) {
            (Some(root), Some(path)) => settings.for_file(&files::below(root, path)).unwrap_or_else(|message| {
                self.tell(&file, format!("{}: {message}", file.display()));
                settings
            }),
            _ => settings,
        };
        let settings = Arc::new(settings);
        held(&self.house).insert(key, Kept { stamp, value: Arc::clone(&settings) });
        settings
    }

    fn house_settings(&self, file: &Path) -> Settings {
        let read = self.read(file).and_then(|text| {
            Settings::from_toml(&text.unwrap_or_default())
                .map_err(|t| format!("{} The defaults are used until this is mended.", t.told(file)))
        });
        match read {
            Ok(settings) => {
                if let Some(name) = rules::unknown(&settings) {
                    self.tell(file, format!("{}: there is no rule `{name}`", file.display()));
                } else {
                    held(&self.told).remove(file);
                }
                settings
            }
            Err(message) => {
                self.tell(file, message);
                Settings::default()
            }
        }
    }

    pub(super) fn metadata_for(&self, draft: &Path) -> Option<(Metadata, String)> {
        let file = front_matter::path_beside(draft);
        let stamp = self.stamp(&file);
        if stamp == (None, 0) {
            return None;
        }
        if let Some(kept) = held(&self.metadata).get(&file).filter(|k| k.stamp == stamp) {
            return Some(kept.value.clone());
        }
        let text = self.read(&file).ok()??;
        let meta = match Metadata::read(&text) {
            Ok(meta) => {
                held(&self.told).remove(&file);
                meta
            }
            Err(t) => {
                self.tell(&file, t.told(&file));
                Metadata::default()
            }
        };
        held(&self.metadata).insert(file, Kept { stamp, value: (meta.clone(), text.clone()) });
        Some((meta, text))
    }

    /// The people of a folder. Where the files say something wrong, that is shown at their lines.
    pub(super) fn people(&self, root: &Path, settings: &Settings) -> Arc<Roster> {
        if let Some(known) = held(&self.people).get(root).filter(|p| p.looked.elapsed() < LOOK_AGAIN) {
            return Arc::clone(&known.roster);
        }
        let stamps: Vec<(PathBuf, Stamp)> = files::people_paths(root, settings).into_iter().map(|p| (p.clone(), self.stamp(&p))).collect();
        let mut all = held(&self.people);
        if let Some(known) = all.get_mut(root).filter(|p| p.stamps == stamps) {
            known.looked = Instant::now();
            return Arc::clone(&known.roster);
        }
        let paths: Vec<PathBuf> = stamps.iter().map(|(p, _)| p.clone()).collect();
        let (roster, read) = files::people(&paths, &|path| self.read(path).map(Option::unwrap_or_default));
        read.iter().for_each(|f| self.show_troubles(f));
        let roster = Arc::new(roster);
        all.insert(root.to_owned(), People { stamps, looked: Instant::now(), roster: Arc::clone(&roster) });
        roster
    }

    fn show_troubles(&self, file: &PeopleFile) {
        let Ok(uri) = Url::from_file_path(&file.path) else { return };
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let one = |t: &crate::text::Trouble| Diagnostic {
            range: Range {
                start: Position { line: at(t.line), character: at(t.column) },
                end: Position { line: at(t.line), character: at(t.column) + 1 },
            },
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some("copydesk".into()),
            message: t.message.clone(),
            ..Diagnostic::default()
        };
        let items: Vec<Diagnostic> = file.troubles.iter().map(one).collect();
        let client = self.client.clone();
        tokio::runtime::Handle::current().spawn(async move { client.publish_diagnostics(uri, items, None).await });
    }

    /// The ids of the sources that a folder's desk protects.
    pub(super) fn protected(&self, root: &Path) -> Arc<Vec<String>> {
        let file = root.join(files::PRIVATE);
        let stamp = self.stamp(&file);
        if let Some(kept) = held(&self.protected).get(&file).filter(|k| k.stamp == stamp) {
            return Arc::clone(&kept.value);
        }
        let ids = Arc::new(files::protected(root).unwrap_or_else(|message| {
            self.tell(&file, message);
            Vec::new()
        }));
        held(&self.protected).insert(file, Kept { stamp, value: Arc::clone(&ids) });
        ids
    }

    /// Shows a message about a file, once for each trouble.
    pub(super) fn tell(&self, file: &Path, message: String) {
        if held(&self.told).insert(file.to_owned(), message.clone()).as_ref() == Some(&message) {
            return;
        }
        let client = self.client.clone();
        tokio::runtime::Handle::current().spawn(async move { client.show_message(MessageType::WARNING, message).await });
    }
}
