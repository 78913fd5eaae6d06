//! What the desk knows of one article: people, sources, quotations, dates, claims.
//!
//! The story pass ([`read`]) goes over what the paragraphs tell by themselves ([`crate::paragraph`]), in order, and joins it:
//! who is who, which quotation runs on, which date is reckoned from.

pub mod acronyms;
pub mod anchor;
pub mod attributions;
pub mod claims;
pub mod dates;
pub mod marks;
pub mod part;
pub mod people;
pub mod place;
pub mod quotations;
pub mod reading;
pub mod renaming;

pub use marks::{Home, Kept, Mark, Marks, local};
pub use place::Place;
pub use reading::{Context, Reading, read};
