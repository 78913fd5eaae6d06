//! What joins the paragraphs of one article: who is who, who says what, which quotation runs on, which day is meant, what nobody
//! is the source of.
//!
//! The story pass ([`read`]) goes over what the paragraphs tell by themselves ([`crate::paragraph`]), in order. What goes in:
//! whatever needs more than one paragraph, or what stands beside the text (the people file, the date of publication, annotations).
//! What is said of one paragraph is a function of its facts, of what is told of the article as a whole (`people::Index`), and of what is
//! carried in from the paragraph before (`walk`). So an edit costs what it changes: `pass` reads from the top, `again` after an edit.
//!
//! `attributions` says who says what, `speakers` who is meant where that is a pronoun, `quotations` whose quotation it is and
//! which runs on, `claims` what nobody is the source of, `organizations`, when somebody asks, which ones are named;
//! `front`, `anchor`, `day` and `datelines` tell the day to reckon from.
//!
//! What does not: anything that looks at letters to find something new (that is the block pass's), anything that says what a desk
//! would send back ([`crate::rules`]), and how a thing is put into words for people ([`crate::views`]).

pub mod acronyms;
mod again;
pub mod anchor;
mod announced;
pub mod attributions;
mod bulk;
pub mod claims;
pub mod datelines;
pub mod dates;
pub mod day;
mod edit;
pub mod front;
pub mod judgement;
pub mod marks;
mod nearby;
pub mod opinions;
pub mod organizations;
pub mod part;
mod pass;
pub mod people;
pub mod place;
pub mod public;
pub mod quotations;
pub mod reading;
pub mod renaming;
mod sheets;
pub mod spans;
pub mod speakers;
mod told;
mod unchanged;
mod walk;

pub(crate) use edit::{Renewed, within};
pub use judgement::Standing;
pub use marks::{Home, Kept, Mark, Marks, local};
pub use opinions::{Opinion, Opinions};
pub use place::Place;
pub use reading::{Context, Reading, read, read_again};
