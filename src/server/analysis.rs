//! What is known of a draft at one version; every answer comes from one of these.

use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::rules::Finding;
use crate::story::Reading;
use crate::text::Draft;

/// A draft at one version, under one set of settings.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) uri: Url,
    pub(super) version: i32,
    pub(super) draft: Draft,
    /// Counts edits and changes of settings; the greatest is the latest.
    pub(super) generation: u64,
}

/// A draft as read, and what a desk would send back.
#[derive(Debug)]
pub(super) struct Analysis {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) reading: Reading,
    pub(super) findings: Vec<Finding>,
    /// The text of the `.meta.yaml` file beside the draft.
    pub(super) meta_text: Option<String>,
}
