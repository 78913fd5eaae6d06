//! English as news copy writes it: tokens, sentences, tags, noun phrases, lexicons, trained weights.
//!
//! What goes in: what is true of a sentence of English whatever it is about. Lists of words are data, in `lexicons/`. What does
//! not: names, dates, reports ([`crate::paragraph`]); nothing here knows what a story is.

pub mod chunk;
pub mod class;
pub mod house;
pub mod lexicon;
pub mod mending;
pub mod names;
pub mod perceptron;
pub mod sentence;
pub mod tag;
pub mod tagger;
pub mod token;
pub mod tokens;
pub mod values;

pub use class::Class;
pub use house::House;
pub use sentence::Sentence;
pub use tag::Tag;
pub use token::{Token, TokenKind, Words};
pub use tokens::Tokens;
