//! The annotations beside an open draft: read from their file, moved with every edit, written when the draft is saved.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::{EditorDesk, Stamp};
use super::rewriting::Rewrite;
use crate::annotations::sidecar::{self, Annotation, Sidecar};
use crate::annotations::sketch::CodedText;
use crate::annotations::{anchoring, body};
use crate::desk::files;
use crate::story::Kept;
use crate::text::inline::Kind;
use crate::text::position::clamp;
use crate::text::{Clean, Draft, encoding};

/// The annotations beside a draft at one version.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// Their file; none for a draft that is no file.
    pub(super) path: Option<PathBuf>,
    /// The file's text as last read; none where there is no file.
    pub(super) text: Option<Arc<str>>,
    /// The state of the file when it was read.
    stamp: Stamp,
    /// Whether the file could not be read: then nothing is written to it.
    pub(super) unreadable: bool,
    sidecar: Arc<Sidecar>,
    /// What the file says, and what it was asked to say last: the same annotations in the same order.
    filed: Vec<Arc<Sidecar>>,
    /// Where each stands in the draft, in bytes; none for orphans.
    ranges: Vec<Option<Range<usize>>>,
}

/// What the file says of an annotation's place: its id and kind, position, words, and those before and behind it.
type Filed<'a> = (&'a str, Kind, &'a Range<usize>, [&'a str; 3]);

fn filed(a: &Annotation) -> Filed<'_> {
    (&a.id, a.kind, &a.position, [&a.prefix, &a.exact, &a.suffix])
}

impl Beside {
    /// Reads the annotations of a draft and finds their places.
    pub(super) fn load(desk: &EditorDesk, draft_path: Option<&Path>, draft: &Draft) -> Self {
        let mut beside = draft_path.map_or_else(Self::default, |path| Self::read(desk, &sidecar::path_beside(path)));
        beside.find(draft, None);
        beside
    }

    fn read(desk: &EditorDesk, path: &Path) -> Self {
        let mut beside = Self { path: Some(path.to_owned()), stamp: desk.stamp(path), ..Self::default() };
        match desk.read(path) {
            Ok(None) => {}
            Ok(Some(text)) => match sidecar::read(&text) {
                Ok(sidecar) => {
                    beside.text = Some(text.into());
                    beside.sidecar = Arc::new(sidecar);
                    beside.filed = vec![Arc::clone(&beside.sidecar)];
                }
                Err(why) => {
                    desk.tell(path, format!("{}:{}: {}", path.display(), why.line, why.message));
                    beside.text = Some(text.into());
                    beside.unreadable = true;
                }
            },
            Err(message) => {
                desk.tell(path, message);
                beside.unreadable = true;
            }
        }
        beside
    }

    /// The same annotations, read anew where their file has changed since; not every editor says so.
    pub(super) fn refreshed(self, desk: &EditorDesk, draft: &Draft) -> Self {
        match &self.path {
            Some(path) if desk.stamp(path) != self.stamp => self.reread(desk, draft),
            _ => self,
        }
    }

    /// The same annotations, read anew where their file says something else. Those of which it says the same stay where they
    /// are: the draft may have been edited since it was written.
    pub(super) fn reread(self, desk: &EditorDesk, draft: &Draft) -> Self {
        let Some(path) = &self.path else { return self };
        let same = desk.read(path).is_ok_and(|text| text.as_deref() == self.text.as_deref());
        if same {
            return Self { stamp: desk.stamp(path), ..self };
        }
        let mut fresh = Self::read(desk, path);
        fresh.find(draft, Some(&self));
        fresh
    }

    /// The same annotations, as their draft has another name now. Their file may be there only later.
    pub(super) fn under(self, desk: &EditorDesk, draft_path: &Path, draft: &Draft) -> Self {
        let path = sidecar::path_beside(draft_path);
        let stamp = desk.stamp(&path);
        let there = desk.read(&path).is_ok_and(|text| text.is_some());
        let renamed = Self { path: Some(path), stamp, ..self };
        if there { renamed.reread(desk, draft) } else { renamed }
    }

    /// Finds the places of the annotations: where they were before if the file says the same of them, else by their words.
    fn find(&mut self, draft: &Draft, before: Option<&Self>) {
        let mut known: HashMap<Filed, usize> = HashMap::new();
        for said in before.iter().flat_map(|b| &b.filed) {
            known.extend(said.annotations.iter().enumerate().map(|(n, a)| (filed(a), n)));
        }
        let stays = |a: &Annotation| before?.ranges.get(*known.get(&filed(a))?)?.clone().filter(|r| !r.is_empty());
        self.ranges = self.sidecar.annotations.iter().map(stays).collect();
        if self.ranges.iter().all(Option::is_some) {
            return;
        }
        let body = body::of_draft(draft);
        let found = anchoring::anchor(&self.sidecar, &body.text);
        for (range, found) in self.ranges.iter_mut().zip(found) {
            *range = range.take().or_else(|| found.map(|r| body.to_raw(clamp(r.start)..clamp(r.end))));
        }
    }

    /// The same annotations after an edit of the draft.
    pub(super) fn moved(&mut self, edited: &Range<usize>, length: usize) {
        for range in self.ranges.iter_mut().flatten() {
            *range = anchoring::moved(range, edited, length);
        }
    }

    /// The same annotations after the whole draft was replaced.
    pub(super) fn found_again(&mut self, before: &Draft, after: &Draft) {
        self.sidecar = Arc::new(self.current(&body::of_draft(before)));
        self.find(after, None);
    }

    /// The annotations as the reading wants them; orphans cover nothing.
    pub(super) fn kept(&self) -> Vec<Kept> {
        let one = |(a, range): (&Annotation, &Option<Range<usize>>)| Kept {
            range: range.clone().unwrap_or_default(),
            kind: a.kind,
            id: a.id.clone(),
            words: a.exact.clone(),
            attributes: a.attributes.clone(),
        };
        self.sidecar.annotations.iter().zip(&self.ranges).map(one).collect()
    }

    /// The sidecar with every annotation where it now stands in the draft, given the draft's body. Orphans stay as they were.
    pub(super) fn current(&self, body: &Clean) -> Sidecar {
        let mut sidecar = (*self.sidecar).clone();
        let words = CodedText::of(&body.text);
        for (a, range) in sidecar.annotations.iter_mut().zip(&self.ranges) {
            a.word = None;
            let Some(range) = range.as_ref().filter(|r| !r.is_empty()) else { continue };
            let (start, end) = (body.of_raw(range.start) as usize, body.of_raw(range.end) as usize);
            if start < end {
                a.place(&words, start..end);
            }
        }
        sidecar.be_of(&words);
        sidecar
    }

    /// Writes the annotations where they now stand, if that is elsewhere than the file says. A file that is open in the editor is
    /// the editor's: what it is to say there is given back.
    pub(super) fn save(&mut self, desk: &EditorDesk, draft: &Draft) -> Option<Rewrite> {
        let (Some(path), Some(text), false) = (&self.path, &self.text, self.unreadable) else { return None };
        let current = self.current(&body::of_draft(draft));
        let now = sidecar::write(&current, &draft_name(path));
        // Somebody else's change of the file goes first; it is read before anything is written again.
        if now == encoding::without_mark(text) || desk.read(path).ok().flatten().as_deref() != Some(text) {
            return None;
        }
        let current = Arc::new(current);
        if let Some(version) = desk.open_version(path) {
            let rewrite = Rewrite { path: path.clone(), version, before: Arc::clone(text), after: now };
            self.filed.truncate(1);
            self.filed.push(current);
            return Some(rewrite);
        }
        match files::write(path, &now) {
            Ok(()) => {
                self.stamp = desk.stamp(path);
                self.text = Some(now.into());
                self.filed = vec![Arc::clone(&current)];
                self.sidecar = current;
            }
            Err(message) => desk.tell(path, message),
        }
        None
    }
}

/// The name of the draft that a sidecar belongs to.
pub(super) fn draft_name(sidecar: &Path) -> String {
    let name = sidecar.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(sidecar::SUFFIX).unwrap_or(&name).to_owned()
}
