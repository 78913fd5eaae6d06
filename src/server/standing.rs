//! How an open draft stands as a whole, for an editor that listens.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use super::analysis::Analysis;
use super::telling::{DraftState, SettingNotice};
use super::world::World;
use crate::rules;

impl World {
    /// Tells the editor how an open draft stands, if it listens.
    pub(super) fn tell(self: &Arc<Self>, uri: &Url) {
        if !self.abilities().listens {
            return;
        }
        let Some(open) = self.drafts.get(uri) else { return };
        let standing = match (&open.alone, &open.analysis) {
            (Some(why), _) => DraftState {
                uri: uri.clone(),
                read: false,
                text: "not read".into(),
                tooltip: format!("copydesk does not read this file: {why}. Click to have it read."),
            },
            (None, Some(analysis)) => standing(analysis),
            (None, None) => return,
        };
        self.teller.tell(standing);
    }

    /// Has the editor keep a setting, of the folder or of the person.
    pub(super) async fn set_in_editor(&self, key: &str, value: Value, folder: bool) {
        if self.abilities().listens {
            self.client.send_notification::<SettingNotice>(json!({"key": key, "value": value, "folder": folder})).await;
        }
    }
}

/// How a draft that was read stands: sources and open questions, as Problems and the ledger count them.
fn standing(analysis: &Analysis) -> DraftState {
    let uri = analysis.snapshot.uri.clone();
    let shown = analysis.shown();
    let counted = rules::counted(&shown);
    if counted.iter().any(|f| f.code == "not-english") {
        let tooltip = "This does not read as English: nothing in it is checked.".into();
        return DraftState { uri, read: false, text: "not English".into(), tooltip };
    }
    let sources = analysis.reading.named_sources().len();
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let held = analysis.findings.len() - shown.len();
    let more = if held == 0 {
        String::new()
    } else {
        format!(" {} not shown, by your settings or until a sentence is finished.", plural(held, "more question"))
    };
    DraftState {
        uri,
        read: true,
        text: format!("{} · {} open", plural(sources, "source"), counted.len()),
        tooltip: format!(
            "copydesk reads this draft: {}, {}.{more} Click for the ledger.",
            plural(sources, "named source"),
            plural(counted.len(), "open question")
        ),
    }
}
