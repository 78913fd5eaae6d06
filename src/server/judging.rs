//! The reader's judgement of open drafts. It takes long, so nobody waits for it: a draft is read and shown with what was thought
//! of its sentences before, and judged when its writer rests, a part at a time from the last edit on, one draft after the other.
//! What was overtaken ends between two windows; what it had read till then is kept with the draft.

use std::sync::Arc;
use std::time::Duration;

use super::analysis::Analysis;
use super::convert;
use super::world::World;
use crate::desk::held;
use crate::reader::Judge;
use crate::story::Opinions;

impl World {
    /// Has a draft judged when its writer has rested for a moment.
    pub(super) fn judge_later(self: &Arc<Self>, analysis: &Arc<Analysis>) {
        const REST: Duration = Duration::from_millis(300);
        let Some(reader) = self.reader.clone() else { return };
        // What is read again while it waits for its turn is let go of: of many drafts there would be many readings.
        let (world, analysis) = (Arc::clone(self), Arc::downgrade(analysis));
        tokio::spawn(async move {
            tokio::time::sleep(REST).await;
            let turn = Arc::clone(&world.judging).lock_owned().await;
            let Some(analysis) = analysis.upgrade() else { return };
            let judging = tokio::task::spawn_blocking(move || {
                let _turn = turn;
                world.judge(&analysis, &reader);
            });
            if judging.await.is_err() {
                tracing::error!("a draft could not be judged");
            }
        });
    }

    /// Judges a draft, unless it is overtaken, and shows what comes of it.
    fn judge(self: &Arc<Self>, analysis: &Analysis, reader: &Judge) {
        /// How many windows are read before the first of them are shown; then four times as many, and so on.
        const FIRST: usize = 8;
        let snapshot = &analysis.snapshot;
        let Some((latest, judged)) = self.drafts.get(&snapshot.uri).map(|o| (Arc::clone(&o.latest), Arc::clone(&o.judged))) else { return };
        let stale = || self.is_overtaken(snapshot, &latest);
        if stale() {
            return;
        }
        let near = snapshot.typing.and_then(|at| analysis.reading.locate(at)).map_or(0, |(block, _)| block);
        let mut windows = reader.windows(&analysis.reading);
        windows.sort_by_key(|w| w.judged.first().map_or(0, |j| j.block.abs_diff(near)));
        let mut kept = held(&judged.kept);
        let (mut from, mut step) = (0, FIRST);
        loop {
            let fresh = windows[from..].iter().enumerate().filter(|(_, w)| !kept.has(w)).nth(step).map(|(n, _)| from + n);
            let to = fresh.unwrap_or(windows.len());
            if !kept.read(reader, &windows[from..to], &stale) {
                return;
            }
            let read = kept.opinions(reader, &windows[..to]);
            if to == windows.len() {
                // What stands by its words alone gives way to what was thought in this place.
                judged.stand(&analysis.reading, &read);
                self.show_judged(analysis, &read, to, &stale);
                break;
            }
            let mut opinions = judged.standing(&analysis.reading);
            opinions.extend(read);
            self.show_judged(analysis, &opinions, to, &stale);
            (from, step) = (to, step * 4);
        }
        kept.retain(&windows);
    }

    /// Puts an analysis with what the reader thinks in the place of the one that was judged, where it still stands.
    fn show_judged(self: &Arc<Self>, before: &Analysis, opinions: &Opinions, judged: usize, stale: &dyn Fn() -> bool) {
        let snapshot = &before.snapshot;
        let beside = self.desk.load(convert::path(&snapshot.uri).as_deref());
        let Some(mut analysis) = self.analyse(snapshot, beside, Some(before), stale, &|_| Some(opinions.clone())) else { return };
        analysis.judged = judged;
        let analysis = Arc::new(analysis);
        let shown = self.to_be_shown(&analysis, Some(before));
        {
            let Some(mut open) = self.drafts.get_mut(&snapshot.uri).filter(|o| Arc::ptr_eq(&o.snapshot, snapshot)) else { return };
            // The ledger and the colours show claims that nothing is asked about, too.
            let as_shown = |a: &Arc<Analysis>| a.findings == analysis.findings && a.reading.claims == analysis.reading.claims;
            let same = open.analysis.as_ref().is_some_and(as_shown);
            open.analysis = Some(analysis);
            open.news.send_replace(());
            if same {
                return;
            }
            if let Some(findings) = shown {
                self.publisher.put(&snapshot.uri, Some(snapshot.version), findings);
            }
        }
        self.tell(&snapshot.uri);
        self.ask_to_pull_again();
    }
}
