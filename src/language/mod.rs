//! English as news copy writes it: tokens, sentences, tags, lexicons.
//!
//! Everything here is a pure function of one block's text. Nothing knows what a story is.

pub mod chunk;
pub mod class;
pub mod house;
pub mod lexicon;
pub mod names;
pub mod perceptron;
pub mod sentence;
pub mod tag;
pub mod tagger;
pub mod token;
pub mod values;

pub use class::Class;
pub use house::House;
pub use sentence::Sentence;
pub use tag::Tag;
pub use token::{Token, TokenKind, Words};
