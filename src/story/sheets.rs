//! What the story pass goes over.

use std::sync::Arc;

use jiff::civil::Date;

use super::marks::Marks;
use super::part::Part;
use super::place::Place;
use crate::roster::Roster;
use crate::settings::Settings;
use crate::text::Block;

/// A draft of which each paragraph was read by itself.
pub(super) struct Sheets<'a> {
    pub(super) parts: &'a [Part<'a>],
    pub(super) blocks: &'a [Arc<Block>],
    pub(super) marks: &'a Marks,
    pub(super) roster: &'a Roster,
    pub(super) published: Option<Date>,
    pub(super) sunday_start: bool,
    /// Which places the desk has settled.
    pub(super) settles: &'a dyn Fn(&Place) -> bool,
    pub(super) settings: &'a Settings,
    pub(super) stop: &'a dyn Fn() -> bool,
}
