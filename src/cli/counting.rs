//! How far a filter over many lines has come, on standard error.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::complain;

/// How often a line is written where nothing can be drawn over.
const EVERY: Duration = Duration::from_secs(10);

/// How many lines are answered, and how many a second.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Where lines are written instead of a bar: since when, and when next.
    written: Option<(Instant, Mutex<Instant>)>,
}

impl Progress {
    /// Counts on a terminal; elsewhere only where it is asked for.
    pub(super) fn new(asked: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let target = if terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{human_pos} lines, {per_sec}, {elapsed}") {
            bar.set_style(style);
        }
        let now = Instant::now();
        Self { bar, written: (asked && !terminal).then(|| (now, Mutex::new(now + EVERY))) }
    }

    /// One more line is taken up.
    pub(super) fn count(&self) {
        self.bar.inc(1);
        if let Some((_, next)) = &self.written
            && let Ok(mut next) = next.try_lock()
            && Instant::now() >= *next
        {
            *next = Instant::now() + EVERY;
            self.tell();
        }
    }

    /// All lines are answered.
    pub(super) fn end(&self) {
        if self.written.is_some() {
            self.tell();
        }
        self.bar.finish_and_clear();
    }

    fn tell(&self) {
        let Some((since, _)) = &self.written else { return };
        let (lines, seconds) = (self.bar.position(), since.elapsed().as_secs().max(1));
        complain(&format!("{lines} lines, {} a second", lines / seconds));
    }
}
