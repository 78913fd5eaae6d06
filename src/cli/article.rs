//! An article from a file: its text, its settings, its metadata, the people and annotations that belong to it.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ropey::Rope;

use crate::annotations::sidecar::{self, Sidecar};
use crate::annotations::{anchoring, body};
use crate::desk::files::{self, Disk};
use crate::desk::{self, Desk, Loaded, Weight};
use crate::rules::Finding;
use crate::settings::Settings;
use crate::story::{Place, Reading, read};
use crate::text::{Clean, Draft, Format, encoding, region};

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
    /// The desk's files that were read with it.
    beside: Vec<PathBuf>,
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

    /// What would be lost if a text were written to a path: the draft, where it says something else, or a file of the desk's.
    pub(super) fn loses(&self, path: &Path, text: &str) -> Option<&'static str> {
        let Ok(real) = std::fs::canonicalize(path) else { return None };
        let is = |file: &Path| std::fs::canonicalize(file).is_ok_and(|file| file == real);
        if is(&self.path) {
            return Some("the draft itself").filter(|_| text != self.text);
        }
        let desk = files::is_private(&real) || self.beside.iter().any(|file| is(file));
        desk.then_some("one of the desk's files beside the draft")
    }

    /// Line and column of a byte, both one-based, the column in code points.
    pub(super) fn place(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= byte);
        (line, self.characters(byte) - self.characters(self.lines[line - 1]) + 1)
    }

    /// The draft's line break.
    pub(super) fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// How many code points stand before a byte.
    pub(super) fn characters(&self, byte: usize) -> usize {
        self.rope.byte_to_char(byte)
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
    /// What each finding is called from one run to the next.
    pub(super) ids: Vec<String>,
    /// How many more there are that the desk knows already.
    pub(super) known: usize,
}

impl Checked {
    /// Leaves out findings, told with their names, that are not wanted.
    pub(super) fn keep(&mut self, wanted: impl Fn(&Finding, &str) -> bool) {
        let all = std::mem::take(&mut self.findings).into_iter().zip(std::mem::take(&mut self.ids));
        (self.findings, self.ids) = all.filter(|(f, id)| wanted(f, id)).unzip();
    }
}

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The text on standard input.
fn input() -> Result<String, String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| format!("standard input: {e}"))?;
    encoding::decode(bytes).map_err(|t| format!("standard input:{}: {}", t.line + 1, t.message))
}

/// The desks whose drafts are read in one run. Settings given by name hold for all.
#[derive(Default)]
pub(super) struct Desks {
    desk: Desk<Disk>,
    /// The files of which something was said, so that it is said once.
    told: Mutex<HashSet<PathBuf>>,
}

/// The settings in a file that somebody named.
fn settings_in(path: &Path) -> Result<Settings, String> {
    let settings = Settings::from_toml(&files::read_text(path)?).map_err(|t| t.told(path))?;
    match desk::unknown(&settings) {
        Some(trouble) => Err(trouble.told(path)),
        None => Ok(settings),
    }
}

impl Desks {
    /// Desks that all follow the settings of one file, where one is given.
    pub(super) fn following(config: Option<&Path>) -> Result<Self, String> {
        let Some(path) = config else { return Ok(Self::default()) };
        Ok(Self { desk: Desk::following(settings_in(path)?, files::absolute(path)), ..Self::default() })
    }

    /// Says what is wrong with the desk's files, once for each; what stands in the way of reading on is an error.
    fn tell(&self, loaded: &Loaded) -> Result<(), String> {
        for file in loaded.files.iter().filter(|f| !f.troubles.is_empty()) {
            if let Some(trouble) = file.troubles.first().filter(|_| file.weight >= Weight::Grave) {
                return Err(trouble.told(&file.path));
            }
            if self.told.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path.clone()) {
                super::complain_of(file);
            }
        }
        Ok(())
    }

    /// Whether a file of a folder is a draft by its name and place, and by what the desk says.
    pub(super) fn is_draft(&self, path: &Path) -> bool {
        self.desk.why_no_draft(path).is_none()
    }

    /// Reads an article from a file, or from standard input, which belongs to the folder that one is in.
    pub(super) fn open(&self, path: &Path) -> Result<Article, String> {
        let (text, format) = if is_stdin(path) {
            (input()?, Format::Markdown)
        } else {
            (files::read_text(path)?, Format::of_name(&path.file_name().unwrap_or_default().to_string_lossy()))
        };
        let loaded = self.desk.load(Some(path));
        self.tell(&loaded)?;
        let draft = Draft::new(&text, format);
        let body = body::of_draft(&draft);
        let kept_beside = self.desk.sidecar(path)?;
        let anchors = anchoring::anchor(&kept_beside, &body.text);
        let kept = kept_beside.annotations.iter().zip(&anchors).map(|(a, anchor)| a.kept(anchor.clone(), &body)).collect();
        let context = loaded.context(Some(path.to_string_lossy().into_owned()), kept);
        let reading = read(&draft, &context, &|| false).ok_or_else(|| format!("{}: could not be read", path.display()))?;
        // Lines end at LF, CRLF or CR, as in an editor.
        let after = |(i, _): (usize, &str)| (!text[i..].starts_with("\r\n")).then_some(i + 1);
        let lines = std::iter::once(0).chain(text.match_indices(['\n', '\r']).filter_map(after)).collect();
        let beside = loaded.files.iter().map(|f| f.path.clone()).chain([sidecar::path_beside(path)]).collect();
        let (path, settings, rope) = (path.to_owned(), loaded.settings, draft.rope().clone());
        Ok(Article { path, text, format, reading, settings, sidecar: kept_beside, anchors, body, beside, rope, lines })
    }
}
