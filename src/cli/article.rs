//! An article from a file: its text, its settings, its metadata.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::rules::Finding;
use crate::settings::Settings;
use crate::story::{Context, Reading, read};
use crate::text::front_matter::{self, Metadata};
use crate::text::{Draft, Format};

/// A file as read.
pub(super) struct Article {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) reading: Reading,
    pub(super) settings: Arc<Settings>,
}

/// A draft and what was found in it.
pub(super) struct Checked {
    pub(super) article: Article,
    pub(super) findings: Vec<Finding>,
}

/// The text of a file. Broken UTF-8 is a clear message, not a guess.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = e.as_bytes()[..at].split(|b| *b == b'\n').count();
        format!("{}:{line}: not UTF-8 (byte {}). Save the file as UTF-8 and try again.", path.display(), at + 1)
    })
}

/// The settings for a file: the nearest `copydesk.toml` above it.
pub(super) fn settings_for(path: &Path) -> Result<Settings, String> {
    let absolute = std::path::absolute(path).map_err(|e| format!("{}: {e}", path.display()))?;
    for folder in absolute.ancestors().skip(1) {
        let file = folder.join("copydesk.toml");
        if file.is_file() {
            let text = read_text(&file)?;
            return Settings::from_toml(&text).map_err(|t| format!("{}:{}:{}: {}", file.display(), t.line + 1, t.column + 1, t.message));
        }
    }
    Ok(Settings::default())
}

/// Reads an article from a file.
pub(super) fn open(path: &Path, settings: &Arc<Settings>) -> Result<Article, String> {
    let text = read_text(path)?;
    let meta = front_matter::path_beside(path);
    let metadata = if meta.is_file() {
        Metadata::read(&read_text(&meta)?).map_err(|t| format!("{}:{}:{}: {}", meta.display(), t.line + 1, t.column + 1, t.message))?
    } else {
        Metadata::default()
    };
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let format = Format::of_name(name.as_deref().unwrap_or_default());
    let draft = Draft::new(&text, format);
    let context = Context { settings: Arc::clone(settings), meta: metadata, file_name: name, date: None };
    let reading = read(&draft, &context, &|| false).ok_or_else(|| format!("{}: could not be read", path.display()))?;
    if let Some(t) = &reading.front_trouble {
        return Err(format!("{}:{}:{}: front matter: {}", path.display(), t.line + 1, t.column + 1, t.message));
    }
    Ok(Article { path: path.to_owned(), text, reading, settings: Arc::clone(settings) })
}
