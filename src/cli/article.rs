//! An article from a file: its text, its settings, its metadata, the people and annotations that belong to it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ropey::Rope;

use crate::annotations::sidecar::{self, Sidecar};
use crate::annotations::{anchoring, body};
use crate::files;
use crate::language::House;
use crate::roster::Roster;
use crate::rules::{self, Finding};
use crate::settings::Settings;
use crate::story::{Context, Place, Reading, read};
use crate::text::front_matter::{self, Metadata};
use crate::text::{Clean, Draft, Format, region};

/// A file as read.
pub(super) struct Article {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) format: Format,
    pub(super) reading: Reading,
    pub(super) settings: Arc<Settings>,
    /// The annotations beside it.
    pub(super) sidecar: Sidecar,
    /// Where each of them stands in the body; `None` for orphans.
    pub(super) anchors: Vec<Option<std::ops::Range<usize>>>,
    /// The body, with the way back to the text.
    pub(super) body: Clean,
    /// The text again, in which code points are quickly counted.
    rope: Rope,
    /// Where lines start, in bytes.
    lines: Vec<usize>,
}

impl Article {
    /// The file's name.
    pub(super) fn name(&self) -> String {
        self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// What stands above the body.
    pub(super) fn front_matter(&self) -> &str {
        // The body itself may begin with markup, which is none of its text.
        let count = region::front_matter(&self.reading.regions);
        &self.text[..self.reading.starts.get(count).copied().unwrap_or(self.text.len())]
    }

    /// Line and column of a byte, both one-based, the column in code points.
    pub(super) fn place(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= byte);
        (line, self.rope.byte_to_char(byte) - self.rope.byte_to_char(self.lines[line - 1]) + 1)
    }

    /// Line and column where a place begins.
    pub(super) fn place_of(&self, place: Place) -> (usize, usize) {
        self.place(self.reading.absolute(place).start)
    }
}

/// A draft and what was found in it.
pub(super) struct Checked {
    pub(super) article: Article,
    pub(super) findings: Vec<Finding>,
}

/// What is read once for all drafts of a folder.
struct Folder {
    settings: Settings,
    roster: Arc<Roster>,
    protected: Arc<Vec<String>>,
}

/// The desks whose drafts are read in one run, by folder. Settings given by name hold for all.
#[derive(Default)]
pub(super) struct Desks {
    fixed: Option<Settings>,
    folders: Mutex<HashMap<PathBuf, Result<Arc<Folder>, String>>>,
}

/// The settings in a file.
fn settings_in(path: &Path) -> Result<Settings, String> {
    let settings = Settings::from_toml(&files::read_text(path)?).map_err(|t| t.told(path))?;
    match rules::unknown(&settings) {
        Some(name) => Err(format!("{}: there is no rule `{name}`", path.display())),
        None => Ok(settings),
    }
}

impl Desks {
    /// Desks that all follow the settings of one file, where one is given.
    pub(super) fn following(config: Option<&Path>) -> Result<Self, String> {
        Ok(Self { fixed: config.map(settings_in).transpose()?, ..Self::default() })
    }

    fn folder(&self, root: &Path) -> Result<Arc<Folder>, String> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = folders.get(root) {
            return known.clone();
        }
        let loaded = self.load(root).map(Arc::new);
        folders.insert(root.to_owned(), loaded.clone());
        loaded
    }

    fn load(&self, root: &Path) -> Result<Folder, String> {
        let file = root.join(files::SETTINGS);
        let settings = match &self.fixed {
            Some(s) => s.clone(),
            None if file.is_file() => settings_in(&file)?,
            None => Settings::default(),
        };
        let (roster, read) = files::people(&files::people_paths(root, &settings), &files::read_text);
        super::complain_of(&read);
        Ok(Folder { settings, roster: Arc::new(roster), protected: Arc::new(files::protected(root)?) })
    }

    /// Reads an article from a file.
    pub(super) fn open(&self, path: &Path) -> Result<Article, String> {
        let root = files::root_of(path);
        let folder = self.folder(&root)?;
        let settings = Arc::new(folder.settings.for_file(&files::below(&root, path))?);
        let text = files::read_text(path)?;
        let meta = front_matter::path_beside(path);
        let metadata =
            if meta.is_file() { Metadata::read(&files::read_text(&meta)?).map_err(|t| t.told(&meta))? } else { Metadata::default() };
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        let format = Format::of_name(name.as_deref().unwrap_or_default());
        let draft = Draft::new(&text, format);
        let body = body::of_draft(&draft);
        let beside = sidecar::path_beside(path);
        let sidecar = if beside.is_file() {
            sidecar::read(&files::read_text(&beside)?).map_err(|t| format!("{}:{}: {}", beside.display(), t.line, t.message))?
        } else {
            Sidecar::default()
        };
        let anchors = anchoring::anchor(&sidecar, &body.text);
        let kept = sidecar.annotations.iter().zip(&anchors).map(|(a, anchor)| a.kept(anchor.clone(), &body)).collect();
        let context = Context {
            house: Arc::new(House::of(&settings)),
            settings: Arc::clone(&settings),
            meta: metadata,
            file_name: name,
            date: None,
            roster: Arc::clone(&folder.roster),
            protected: Arc::clone(&folder.protected),
            beside: Arc::new(kept),
        };
        let reading = read(&draft, &context, &|| false).ok_or_else(|| format!("{}: could not be read", path.display()))?;
        if let Some(t) = &reading.front_trouble {
            return Err(format!("{}:{}:{}: front matter: {}", path.display(), t.line + 1, t.column + 1, t.message));
        }
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Ok(Article { path: path.to_owned(), text, format, reading, settings, sidecar, anchors, body, rope: draft.rope().clone(), lines })
    }
}
