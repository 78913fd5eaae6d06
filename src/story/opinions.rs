//! What the reader thinks of sentences: plain data, whoever made it.

use std::collections::BTreeMap;

use crate::paragraph::assertions::Trigger;

/// What the reader thinks of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Of a thousand sentences like it, how many a careful desk would ask about.
    pub deserves: u16,
    /// What it asserts, the surest first.
    pub kinds: Vec<Trigger>,
}

impl Opinion {
    /// From here on nine in ten deserve the question.
    pub const SURE: u16 = 900;
    /// From here on two in three do.
    pub const USUAL: u16 = 667;
    /// From here on one in three does: the desk may ask.
    pub const MAY: u16 = 333;
    /// From here on a motive that is told in so many words is noted, for those who look: of four such sentences below [`Self::MAY`] one
    /// deserved the question (on articles that nothing had learnt from).
    pub const DOUBT: u16 = 190;
}

/// What the reader thinks, by block and sentence.
pub type Opinions = BTreeMap<(usize, usize), Opinion>;
