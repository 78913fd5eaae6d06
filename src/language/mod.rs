//! English as news copy writes it: tokens, sentences, tags, lexicons.
//!
//! Everything here is a pure function of one block's text. Nothing knows what a story is.

pub mod chunk;
pub mod house;
pub mod lexicon;
pub mod names;
pub mod perceptron;
pub mod sentence;
pub mod tag;
pub mod tagger;
pub mod token;

pub use house::House;
pub use lexicon::Class;
pub use sentence::Sentence;
pub use tag::Tag;
pub use token::{Token, TokenKind, Words};
