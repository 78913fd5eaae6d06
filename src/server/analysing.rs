//! Reading what is open: always the latest version, each draft once at a time, in the order that the queue gives. A reading
//! that is overtaken stops between blocks and is never shown. Whoever asks waits for the one reading and makes none beside it.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::Url;

use super::analysis::{Analysis, Snapshot};
use super::beside::Beside;
use super::queue::{ReadingTurn, Urgency};
use super::rows::Rows;
use super::world::{ARRIVED, Open, World};
use super::{convert, diagnostics};
use crate::desk::{Hand, Loaded, files};
use crate::rules;
use crate::story::{Opinions, Reading, read_again};
use crate::text::{Draft, Format};

/// What is known of a draft when somebody asks.
enum AnalysisState {
    Read(Arc<Analysis>),
    /// It is yet to be read.
    Waits,
    /// It could not be read.
    Failed,
    /// The text that was asked about is not the draft's any more.
    Gone,
}

impl World {
    /// Sees to it that the latest version of drafts is analysed and, to an editor that does not ask, shown.
    pub(super) fn schedule(self: &Arc<Self>, drafts: impl IntoIterator<Item = Url>, urgency: Urgency) {
        self.set_to_work(self.queue.add(drafts, urgency));
    }

    /// Has all open drafts read again, each when its turn comes.
    pub(super) fn schedule_all(self: &Arc<Self>) {
        self.set_to_work(self.queue.add_all());
    }

    fn set_to_work(self: &Arc<Self>, workers: usize) {
        for _ in 0..workers {
            let world = Arc::clone(self);
            tokio::task::spawn_blocking(move || {
                let mut done = None;
                while let Some(turn) = world.queue.next(done.as_ref()) {
                    done = match turn {
                        ReadingTurn::List => {
                            world.set_to_work(world.queue.go_round(world.open_drafts()));
                            None
                        }
                        ReadingTurn::Read(draft) => Some(draft),
                    };
                    done.iter().for_each(|draft| world.take_turn(draft));
                }
            });
        }
    }

    /// Reads a draft whose turn has come.
    fn take_turn(self: &Arc<Self>, draft: &Url) {
        // A draft that cannot be read must not keep others from being read, nor itself when it has changed.
        if catch_unwind(AssertUnwindSafe(|| self.read_draft(draft))).is_err() {
            tracing::error!("{draft} could not be read");
            self.failed(draft);
        }
        self.let_go_if_closed(draft);
    }

    /// What was kept for a draft while it was read goes, if the draft was closed meanwhile.
    fn let_go_if_closed(&self, uri: &Url) {
        if !self.drafts.contains_key(uri)
            && let Some(path) = convert::path(uri)
        {
            self.desk.left(&path);
        }
    }

    /// Reads the latest version of a draft, unless that was done. One that changes meanwhile stands in the queue again.
    fn read_draft(self: &Arc<Self>, uri: &Url) {
        // Looked up once: what is read under a state is no draft by that state, or is one.
        let state = self.state.load(Ordering::Acquire);
        if self.is_left_alone(uri, state) {
            return;
        }
        let Some((snapshot, loaded)) = self.prepared(uri, state) else { return };
        let open = self.drafts.get(uri).map(|o| (Arc::clone(&o.latest), Arc::clone(&o.judged), o.analysis.clone()));
        let Some((latest, judged, earlier)) = open else { return };
        let stale = || self.is_overtaken(&snapshot, &latest);
        let standing = |reading: &Reading| self.reader.is_some().then(|| judged.standing(reading));
        let Some(analysis) = self.analyse(&snapshot, loaded, earlier.as_deref(), &stale, &standing).map(Arc::new) else { return };
        let shown = self.to_be_shown(&analysis, earlier.as_deref());
        let Some(mut open) = self.drafts.get_mut(uri).filter(|o| Arc::ptr_eq(&o.snapshot, &snapshot)) else { return };
        open.analysis = Some(Arc::clone(&analysis));
        open.news.send_replace(());
        // With the draft in hand: nobody can edit or close it between the look at it and this.
        if let Some(findings) = shown {
            self.publisher.put(uri, Some(snapshot.version), findings);
        }
        drop(open);
        self.tell(uri);
        self.judge_later(&analysis);
    }

    /// What an editor that does not ask is shown of an analysis, of which there is an `earlier` one; none where that waits.
    pub(super) fn to_be_shown(&self, analysis: &Analysis, earlier: Option<&Analysis>) -> Option<Arc<Rows>> {
        let abilities = self.abilities();
        if analysis.snapshot.held {
            return None;
        }
        // Written for an editor that asks as well, while it is known what was written before.
        let rows = diagnostics::rows(analysis, earlier, abilities);
        (!abilities.pulls).then_some(rows)
    }

    /// Whether a draft has another text now, given its latest generation, or something else stands beside it.
    pub(super) fn is_overtaken(&self, snapshot: &Snapshot, latest: &AtomicU64) -> bool {
        latest.load(Ordering::Acquire) != snapshot.generation || self.state.load(Ordering::Acquire) != snapshot.state
    }

    /// Whether an open file is left alone by what stands beside it in a state; where something changed, that is looked at again.
    fn is_left_alone(self: &Arc<Self>, uri: &Url, state: u64) -> bool {
        let before = {
            let Some(open) = self.drafts.get(uri) else { return true };
            if open.snapshot.state == state {
                return open.alone.is_some();
            }
            Arc::clone(&open.snapshot)
        };
        let alone = self.why_alone(uri);
        // Where it was edited meanwhile, it waits for another turn.
        let Some(mut open) = self.drafts.get_mut(uri).filter(|o| Arc::ptr_eq(&o.snapshot, &before)) else { return true };
        if alone.is_none() {
            open.alone = None;
            return false;
        }
        let is_new = open.alone != alone;
        self.set_alone(&mut open, alone, state);
        drop(open);
        if is_new {
            self.tell(uri);
        }
        true
    }

    /// The latest version of a draft as it is to be read under what stands beside it in a state, and that; none where it was read so.
    fn prepared(&self, uri: &Url, state: u64) -> Option<(Arc<Snapshot>, Loaded)> {
        let before = {
            let open = self.drafts.get(uri).filter(|o| o.alone.is_none())?;
            if self.is_read(&open) {
                return None;
            }
            Arc::clone(&open.snapshot)
        };
        let loaded = self.desk.load(convert::path(uri).as_deref());
        let same_words = before.house.as_ref() == Some(&loaded.house);
        if same_words && before.state == state {
            return Some((before, loaded));
        }
        let mut next = (*before).clone();
        if !same_words {
            // What is kept with the blocks knows nothing of these words.
            if before.house.is_some() {
                next.draft = Draft::new(&before.draft.rope().to_string(), before.draft.format());
            }
            next.house = Some(Arc::clone(&loaded.house));
        }
        if before.state != state {
            next.beside = next.beside.reread(&self.desk, &next.draft);
            next.state = state;
            next.generation = self.next_generation();
        }
        let next = Arc::new(next);
        // Where it was edited meanwhile, it waits for another turn.
        let mut open = self.drafts.get_mut(uri).filter(|o| Arc::ptr_eq(&o.snapshot, &before))?;
        open.latest.store(next.generation, Ordering::Release);
        open.snapshot = Arc::clone(&next);
        Some((next, loaded))
    }

    fn is_read(&self, open: &Open) -> bool {
        open.analysis.as_ref().is_some_and(|a| Arc::ptr_eq(&a.snapshot, &open.snapshot) && self.is_guarded(a))
            && open.snapshot.state == self.state.load(Ordering::Acquire)
    }

    fn failed(&self, uri: &Url) {
        if let Some(mut open) = self.drafts.get_mut(uri) {
            open.failed = Some(open.snapshot.generation);
            open.news.send_replace(());
        }
    }

    /// Reads a draft with what lies beside it, takes up what is thought of it, and applies the rules; `None` where it was overtaken.
    /// What an `earlier` analysis of it has in common with this one is not read anew.
    pub(super) fn analyse(
        &self,
        snapshot: &Arc<Snapshot>,
        beside: Loaded,
        earlier: Option<&Analysis>,
        stop: &dyn Fn() -> bool,
        opinions: &dyn Fn(&Reading) -> Option<Opinions>,
    ) -> Option<Analysis> {
        let path = convert::path(&snapshot.uri);
        // Whatever scheme and host an address has, its path is one.
        let address = percent_encoding::percent_decode_str(snapshot.uri.path()).decode_utf8_lossy().into_owned();
        let context = beside.context(Some(address), snapshot.beside.kept());
        let mut reading = read_again(&snapshot.draft, &context, earlier.map(|e| &e.reading), stop)?;
        if let Some(opinions) = opinions(&reading).filter(|_| !reading.is_scrap()) {
            reading.judge(&opinions);
        }
        if stop() {
            return None;
        }
        let earlier = earlier.filter(|e| Arc::ptr_eq(&e.settings, &beside.settings)).map(|e| (&e.reading, &e.findings[..]));
        let findings = rules::check_again(&reading, &beside.settings, earlier);
        let (people_file, people_elsewhere) = self.people_file(beside.people_file, path.as_deref());
        Some(Analysis {
            snapshot: Arc::clone(snapshot),
            reading,
            findings,
            written: OnceLock::new(),
            judged: 0,
            settings: beside.settings,
            meta_text: beside.meta.map(|(_, text)| text.to_string()),
            people_file,
            people_elsewhere,
            desk: Arc::clone(&self.desk),
        })
    }

    /// The people file into which a draft's people may be put, and the one whose ids are not renamed with the draft's: it lies
    /// outside the folder in which the draft is edited. What is not a person's own choice is not changed there at all.
    fn people_file(&self, hand: Option<Hand>, draft: Option<&Path>) -> (Option<PathBuf>, Option<PathBuf>) {
        let Some(hand) = hand else { return (None, None) };
        let root = hand.within.as_deref().or_else(|| draft.and_then(Path::parent)).unwrap_or(Path::new(""));
        let elsewhere = !self.desk.is_ours(&hand.path, draft.unwrap_or(root), root);
        let chosen = hand.within.is_none();
        (Some(hand.path.clone()).filter(|_| chosen || !elsewhere), Some(hand.path).filter(|_| elsewhere))
    }

    /// Whether the sources that are protected now were so when a draft was read. Not every editor says when a file changes, and
    /// none does above its workspace.
    fn is_guarded(&self, analysis: &Analysis) -> bool {
        self.desk.protects_as(&analysis.reading.protected, convert::path(&analysis.snapshot.uri).as_deref())
    }

    // ---- for those who ask ------------------------------------------------------------------------------------------------

    /// The analysis of the text that a request is about; none where the draft is not open.
    ///
    /// # Errors
    /// That the content was modified, where the draft has another text now than when the request came.
    pub(super) async fn analysis(self: &Arc<Self>, uri: &Url) -> Result<Option<Arc<Analysis>>> {
        let arrived = ARRIVED.try_with(|arrived| *arrived).unwrap_or(u64::MAX);
        self.analysis_of(uri, arrived).await
    }

    /// The analysis of whatever text a draft has; none where it is not open, or cannot be read.
    pub(super) async fn latest_analysis(self: &Arc<Self>, uri: &Url) -> Option<Arc<Analysis>> {
        self.analysis_of(uri, u64::MAX).await.ok().flatten()
    }

    async fn analysis_of(self: &Arc<Self>, uri: &Url, arrived: u64) -> Result<Option<Arc<Analysis>>> {
        while let Some(mut news) = self.drafts.get(uri).map(|o| o.news.subscribe()) {
            // The draft may be closed, or opened anew, at any time: then its bell is gone, and this looks again.
            let mut rung = Ok(());
            while rung.is_ok() {
                match self.known(uri, arrived) {
                    Some(AnalysisState::Read(analysis)) => return Ok(Some(analysis)),
                    Some(AnalysisState::Failed) => return Err(Error::internal_error()),
                    Some(AnalysisState::Gone) => return Err(Error::content_modified()),
                    Some(AnalysisState::Waits) => self.schedule([uri.clone()], Urgency::Now),
                    None => return Ok(None),
                }
                rung = news.changed().await;
            }
        }
        Ok(None)
    }

    fn known(&self, uri: &Url, arrived: u64) -> Option<AnalysisState> {
        let open = self.drafts.get(uri)?;
        if open.alone.is_some() && open.snapshot.state == self.state.load(Ordering::Acquire) {
            return None;
        }
        Some(if open.snapshot.written >= arrived {
            AnalysisState::Gone
        } else if self.is_read(&open) {
            open.analysis.clone().map_or(AnalysisState::Waits, AnalysisState::Read)
        } else if open.failed == Some(open.snapshot.generation) {
            AnalysisState::Failed
        } else {
            AnalysisState::Waits
        })
    }

    // ---- files that are not open ------------------------------------------------------------------------------------------

    /// Analyses of all drafts in the workspace's folders that are not open. One at a time goes over them; whoever does not
    /// wait for it any more ends it.
    pub(super) async fn files_not_open(self: &Arc<Self>) -> Vec<Arc<Analysis>> {
        let turn = Arc::clone(&self.walking).lock_owned().await;
        let wanted = Wanted::default();
        let (world, still) = (Arc::clone(self), Arc::clone(&wanted.0));
        let walk = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            world.walk(&|| !still.load(Ordering::Acquire))
        });
        walk.await.unwrap_or_default()
    }

    fn walk(&self, stop: &dyn Fn() -> bool) -> Vec<Arc<Analysis>> {
        let open: HashSet<PathBuf> = self.open_drafts().iter().filter_map(|u| u.to_file_path().ok()).collect();
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        for folder in self.desk.folders() {
            for entry in ignore::WalkBuilder::new(folder).require_git(false).build().flatten() {
                if stop() {
                    return found;
                }
                let path = entry.path();
                let is_draft = files::is_draft(path) && entry.file_type().is_some_and(|t| t.is_file());
                if is_draft && !open.contains(path) && self.desk.why_no_draft(path).is_none() && seen.insert(path.to_owned()) {
                    found.extend(self.analysis_of_file(path, stop));
                }
            }
        }
        self.files.retain(|path, _| seen.contains(path));
        self.desk.forget_unused();
        found
    }

    /// The analysis of a file that is not open; kept until the file, or anything beside it, changes.
    fn analysis_of_file(&self, path: &Path, stop: &dyn Fn() -> bool) -> Option<Arc<Analysis>> {
        let written = std::fs::metadata(path).and_then(|m| m.modified()).ok();
        let state = self.state.load(Ordering::Acquire);
        if let Some(kept) = self.files.get(path).filter(|k| k.0 == written && k.1.snapshot.state == state && self.is_guarded(&k.1)) {
            return Some(Arc::clone(&kept.1));
        }
        let analysis = self.analyse_file(path, state, stop);
        self.desk.forget(path);
        let analysis = analysis?;
        self.files.insert(path.to_owned(), (written, Arc::clone(&analysis)));
        Some(analysis)
    }

    fn analyse_file(&self, path: &Path, state: u64, stop: &dyn Fn() -> bool) -> Option<Arc<Analysis>> {
        let text = files::read_text(path).ok()?;
        let uri = Url::from_file_path(path).ok()?;
        let format = Format::of_name(&path.to_string_lossy());
        let draft = Draft::new(&text, format);
        let beside = Beside::load(&self.desk, Some(path), &draft);
        let snapshot =
            Snapshot { uri, version: 0, draft, house: None, beside, typing: None, held: false, generation: 0, written: 0, state };
        self.analyse(&Arc::new(snapshot), self.desk.load(Some(path)), None, stop, &|reading| Some(self.reader.as_ref()?.opinions(reading)))
            .map(Arc::new)
    }
}

/// Says, when it is dropped, that nobody waits any more.
struct Wanted(Arc<AtomicBool>);

impl Default for Wanted {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl Drop for Wanted {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
