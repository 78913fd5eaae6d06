//! Asking whose claim or quotation it is: in a list of the editor's own, where it says that it has one, else with the protocol's
//! own message and buttons.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{MessageActionItem, MessageType};

use super::actions::{self, Later};
use super::world::World;
use crate::annotations::attributes::{Somebody, somebodies};
use crate::annotations::offers::id_for;

/// The command of actions that ask first; its argument is the action.
pub(super) const COMMAND: &str = "copydesk.chooseSource";

/// How many of the people file's people, and of its organisations, are in the list; others can be typed.
const LISTED: usize = 1000;
/// How many buttons there are at most.
const BUTTONS: usize = 20;

/// `copydesk/choose`: lets somebody be chosen from a list, or typed. The answer is the id of one listed, or what was typed; null
/// where nobody was chosen.
enum Choose {}

impl Request for Choose {
    type Params = Question;
    type Result = Option<String>;
    const METHOD: &'static str = "copydesk/choose";
}

#[derive(Serialize, Deserialize)]
struct Question {
    title: String,
    items: Vec<Item>,
}

/// One who can be chosen.
#[derive(Clone, Serialize, Deserialize)]
struct Item {
    id: String,
    /// The name, or the id where there is none to be seen.
    label: String,
    /// The role, or where the id is from.
    description: String,
}

impl From<Somebody> for Item {
    fn from(s: Somebody) -> Self {
        Self { label: s.name.unwrap_or_else(|| s.id.clone()), description: s.what, id: s.id }
    }
}

/// Asks for somebody and makes the edit.
///
/// # Errors
/// In words for the person at the desk, where the draft has changed meanwhile or the editor does not make the edit.
pub(super) async fn choose(world: &Arc<World>, later: &Later) -> Result<(), String> {
    let closed = || "The draft is not open any more.".to_owned();
    let analysis = world.analysis(&later.uri).await.ok_or_else(closed)?;
    let items: Vec<Item> = somebodies(&analysis.reading, "", LISTED).into_iter().map(Item::from).collect();
    let listed = |answer: &str| items.iter().find(|i| i.id == answer || i.label == answer).map(|i| i.id.clone());
    let Some(answer) = ask(world, later.title.clone(), &items).await else { return Ok(()) };
    let id = listed(&answer).unwrap_or_else(|| id_for(&analysis.reading, answer.trim()));
    if id.is_empty() {
        return Err(format!("“{answer}” has no letter or digit to make an id of."));
    }
    let analysis = world.analysis(&later.uri).await.ok_or_else(closed)?;
    let edit = actions::answered(&analysis, later, &id, world.abilities()).map_err(|e| e.message.into_owned())?;
    let Some(edit) = edit else { return Err("The editor cannot make files, and there is none beside the draft yet.".into()) };
    let made = world.client.apply_edit(edit).await.map_err(|e| e.message.into_owned())?;
    if made.applied { Ok(()) } else { Err(made.failure_reason.unwrap_or_else(|| "The editor did not make the edit.".into())) }
}

/// The answer; none where nobody was chosen, or the editor did not ask.
async fn ask(world: &World, title: String, items: &[Item]) -> Option<String> {
    if world.abilities().chooses {
        return world.client.send_request::<Choose>(Question { title, items: items.to_vec() }).await.ok().flatten();
    }
    let button = |i: &Item| MessageActionItem { title: i.label.clone(), properties: std::collections::HashMap::new() };
    let buttons = items.iter().take(BUTTONS).map(button).collect();
    world.client.show_message_request(MessageType::INFO, title, Some(buttons)).await.ok().flatten().map(|b| b.title)
}
