//! copydesk.
#![warn(missing_docs)]
pub mod text;
