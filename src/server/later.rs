//! What an action carries that is finished later: when the editor asks for its edit, or when the person at the desk has answered.

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::Url;

/// The command of actions that ask first; its argument is a [`Later`].
pub(super) const COMMAND: &str = "copydesk.choose";

/// What an action that is resolved later carries: enough to find its edit again, if the draft is still the same.
#[derive(Serialize, Deserialize)]
pub(super) struct Later {
    pub(super) uri: Url,
    /// The generation of the draft's text. Settings and the files beside it may have been read again since.
    pub(super) written: u64,
    /// The selection's bytes.
    pub(super) selection: (usize, usize),
    /// The number of the candidate among all, and its title.
    pub(super) candidate: usize,
    pub(super) title: String,
}
