//! What the reader thought of an open draft.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::reader::Memory;
use crate::reader::windows::wants_judging;
use crate::story::{Opinions, Reading, Standing};

/// What the reader thought of an open draft; goes with it.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    /// By what windows hold. Held by whoever judges.
    pub(super) kept: Mutex<Memory>,
    /// By the words of sentences.
    pub(super) standing: Mutex<Standing>,
}

/// What a lock holds, whatever became of who held it before.
pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Remembered {
    /// What stands of it in the draft as it is read now.
    pub(super) fn standing(&self, reading: &Reading) -> Opinions {
        held(&self.standing).opinions(reading, |block, sentence| wants_judging(reading, block, sentence))
    }
}
