//! The reader: what each sentence asserts, as a network trained on labelled articles judges it.

mod arithmetic;
mod encoder;
mod matrix;
#[cfg(test)]
mod slow;
mod weights;

pub use encoder::Answer;
