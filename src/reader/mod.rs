//! The reader: what is learnt, and not listed, of how a sentence of the story would be taken by a careful desk.
//!
//! What goes in: what the learnt judgement is fed ([`windows`], in the vocabulary of [`wordpiece`]), its weights and how they
//! are applied. It is a pure function of a [`crate::story::Reading`], and of the neighbourhood of each sentence alone.
//!
//! What does not: what a desk does with the judgement ([`crate::rules`]), and when it is asked for ([`crate::server`]).
#![allow(clippy::inline_always, reason = "what is not part of its caller is compiled for the plainest processor")]

mod arithmetic;
mod encoder;
mod judging;
mod matrix;
#[cfg(test)]
pub(crate) mod slow;
mod weights;
pub mod windows;
pub mod wordpiece;

pub use encoder::Answer;
pub use judging::{Judge, Memory};
