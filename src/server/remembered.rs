//! What the reader thought of an open draft.

use std::sync::Mutex;

use crate::desk::held;
use crate::reader::Memory;
use crate::reader::windows::wants_judging;
use crate::story::{Opinions, Reading, Standing};

/// What the reader thought of an open draft; goes with it.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    /// By what windows hold. Held by whoever judges.
    pub(super) kept: Mutex<Memory>,
    /// By the words of sentences.
    standing: Mutex<Standing>,
}

impl Remembered {
    /// What stands of it in the draft as it is read now.
    pub(super) fn standing(&self, reading: &Reading) -> Opinions {
        held(&self.standing).opinions(reading, |block, sentence| wants_judging(reading, block, sentence))
    }

    /// Remembers what was thought of all of it.
    pub(super) fn stand(&self, reading: &Reading, opinions: &Opinions) {
        *held(&self.standing) = Standing::of(reading, opinions, |block, sentence| wants_judging(reading, block, sentence));
    }
}
