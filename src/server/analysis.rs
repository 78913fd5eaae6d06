//! What is known of a draft at one version; every answer comes from one of these.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use tower_lsp::lsp_types::Url;

use super::beside::Beside;
use super::convert;
use super::desk::EditorDesk;
use super::rows::Rows;
use crate::annotations::edits::Target;
use crate::language::House;
use crate::rules::{self, Finding, Lazily};
use crate::settings::Settings;
use crate::story::{Place, Reading};
use crate::text::{Draft, metadata};

/// A draft at one version, under one set of settings.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) uri: Url,
    pub(super) version: i32,
    pub(super) draft: Draft,
    /// The desk's own words with which its blocks were read, if they were.
    pub(super) house: Option<Arc<House>>,
    /// The annotations beside it.
    pub(super) beside: Beside,
    /// Where the last edit ended, in bytes, while the sentence there is perhaps being typed.
    pub(super) typing: Option<usize>,
    /// Whether what is found waits: the person wants it at rest, on saving or by hand, and that was not yet.
    pub(super) held: bool,
    /// Counts edits and changes of settings; the greatest is the latest.
    pub(super) generation: u64,
    /// The generation in which the draft got the text that it has.
    pub(super) written: u64,
    /// The generation in which settings, or files beside drafts, had changed last.
    pub(super) state: u64,
}

/// A draft as read, and what a desk would send back.
#[derive(Debug)]
pub(super) struct Analysis {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) reading: Reading,
    pub(super) findings: Vec<Finding>,
    /// What is shown of them, once it was written.
    pub(super) written: OnceLock<Arc<Rows>>,
    /// How many windows the reader had read of this text.
    pub(super) judged: usize,
    pub(super) settings: Arc<Settings>,
    /// The text of the `.meta.yaml` file beside the draft.
    pub(super) meta_text: Option<String>,
    /// The people file that is kept by hand, whether there is one yet or not, where the desk may change it.
    pub(super) people_file: Option<PathBuf>,
    /// Why the people file is not written into when an id is renamed: it lies elsewhere.
    pub(super) people_elsewhere: Option<PathBuf>,
    /// The desk's files.
    pub(super) desk: Arc<EditorDesk>,
}

impl Analysis {
    /// The path and text of a file beside the draft; no text where there is no such file yet.
    pub(super) fn beside(&self, target: Target) -> (Option<PathBuf>, Option<String>) {
        let draft = convert::path(&self.snapshot.uri);
        match target {
            Target::Draft => (draft, Some(self.snapshot.draft.rope().to_string())),
            Target::MetaFile => (draft.map(|d| metadata::path_beside(&d)), self.meta_text.clone()),
            Target::PeopleFile => (self.people_file.clone(), self.people_file.as_deref().and_then(|p| self.desk.read(p).ok().flatten())),
            Target::Sidecar => (self.snapshot.beside.path.clone(), self.snapshot.beside.text.as_deref().map(str::to_owned)),
        }
    }

    /// The text around a byte in which an annotation that holds it must lie, and where it starts.
    pub(super) fn around(&self, byte: usize) -> (usize, String) {
        const AROUND: usize = 20_000;
        let rope = self.snapshot.draft.rope();
        let bound = |at: usize| rope.char_to_byte(rope.byte_to_char(at.min(rope.len_bytes())));
        let (from, to) = (bound(byte.saturating_sub(AROUND)), bound(byte + AROUND));
        (from, rope.byte_slice(from..to).to_string())
    }

    /// The desk's time zone: the draft's, the house's, else the machine's.
    pub(super) fn zone(&self) -> jiff::tz::TimeZone {
        let name = self.reading.metadata.timezone.as_deref().or(self.settings.timezone.as_deref());
        name.and_then(|n| jiff::tz::TimeZone::get(n).ok()).unwrap_or_else(jiff::tz::TimeZone::system)
    }

    /// Today's date there: 2024-04-01.
    pub(super) fn today(&self) -> String {
        jiff::Timestamp::now().to_zoned(self.zone()).date().to_string()
    }

    /// The text of the people file that is kept by hand, to be read when it is wanted.
    pub(super) fn people_text(&self) -> Lazily {
        let (desk, path) = (Arc::clone(&self.desk), self.people_file.clone());
        Lazily::new(move || path.as_deref().and_then(|p| desk.read(p).ok().flatten()).unwrap_or_default())
    }

    /// The sentence that is being typed: that of the last edit, which does not end yet as sentences do. What is found in it waits.
    fn unfinished(&self) -> Option<Place> {
        let at = self.snapshot.typing.filter(|_| !self.settings.judge_while_typing)?;
        let (block, at) = self.reading.locate(at)?;
        let sentence = self.reading.sentence_of(Place { block, start: at.saturating_sub(1), end: at });
        let text = self.reading.text(sentence).trim_end_matches(['”', '"', '’', '\'', '»', ')', ' ']);
        (sentence.end <= at + 1 && !text.ends_with(['.', '!', '?', '…', ':'])).then_some(sentence)
    }

    /// Whether something was found in the sentence that is being typed.
    pub(super) fn holds_back(&self) -> bool {
        self.unfinished().is_some_and(|sentence| self.findings.iter().any(|f| f.place.overlaps(&sentence)))
    }

    /// What is shown of the findings now.
    pub(super) fn shown(&self) -> Vec<&Finding> {
        let unfinished = self.unfinished();
        let waits = |f: &&Finding| unfinished.is_some_and(|sentence| f.place.overlaps(&sentence));
        rules::shown(self.findings.iter().filter(|f| !waits(f)), &self.settings)
    }

    /// What a list of problems, the ledger and the status count.
    pub(super) fn counted(&self) -> Vec<&Finding> {
        rules::counted(&self.shown())
    }
}
