//! Annotations: what the desk marks in a draft, and the edits that put them there.

pub mod edits;
pub mod offers;
