//! What is shown of a reading: pure functions from a reading to text for people, and to stretches of the draft.
//!
//! What goes in: what an editor and the command line both show, in newsroom words. What does not: anything that changes a draft
//! ([`crate::annotations`]), anything that judges one ([`crate::rules`]), types of the protocol ([`crate::server`]).

pub mod forms;
pub mod hover;
pub mod ledger;
pub mod outline;
pub mod voices;
