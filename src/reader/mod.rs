//! The reader: what is learnt, and not listed, of how a sentence of the story would be taken by a careful desk.
//!
//! What goes in: what the learnt judgement is fed ([`windows`], in the vocabulary of [`wordpiece`]), its weights and how they
//! are applied. It is a pure function of a [`crate::story::Reading`], and of the neighbourhood of each sentence alone.
//!
//! What does not: what a desk does with the judgement ([`crate::rules`]), and when it is asked for ([`crate::server`]).

mod arithmetic;
mod encoder;
mod matrix;
#[cfg(test)]
mod slow;
mod weights;
pub mod windows;
pub mod wordpiece;

pub use encoder::Answer;
