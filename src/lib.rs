//! copydesk.
#![warn(missing_docs)]
pub mod annotations;
pub mod cli;
pub mod language;
pub mod rules;
pub mod server;
pub mod settings;
pub mod story;
pub mod text;
