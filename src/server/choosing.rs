//! Asking for a value of an annotation, whose claim it is above all: in a list of the editor's own, where it says that it has
//! one, else with the protocol's own message and buttons.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Error;
use tower_lsp::lsp_types::request::{ApplyWorkspaceEdit, Request, ShowMessageRequest};
use tower_lsp::lsp_types::{ApplyWorkspaceEditParams, MessageActionItem, MessageType, ShowMessageRequestParams};

use super::actions;
use super::asking;
use super::later::Later;
use super::world::World;
use crate::annotations::attributes::{Blank, Proposal, Somebody, proposals, somebodies};
use crate::annotations::offers::id_for;
use crate::text::escape;

/// How many of the people file's people, and of its organisations, are in the list; others can be typed.
const LISTED: usize = 1000;
/// How many buttons there are at most.
const BUTTONS: usize = 20;

/// `copydesk/choose`: lets something be chosen from a list, or typed. The answer is the id of what is listed, or what was typed;
/// null where nothing was chosen.
enum Choose {}

impl Request for Choose {
    type Params = Question;
    type Result = Option<String>;
    const METHOD: &'static str = "copydesk/choose";
}

#[derive(Serialize, Deserialize)]
struct Question {
    title: String,
    /// What stands before something that is typed and not listed.
    other: String,
    items: Vec<Item>,
}

/// What can be chosen.
#[derive(Clone, Serialize, Deserialize)]
struct Item {
    id: String,
    /// The name, or the id where there is none to be seen.
    label: String,
    /// The role, where the id is from, what a value stands for.
    description: String,
}

impl From<Somebody> for Item {
    fn from(s: Somebody) -> Self {
        Self { label: s.name.unwrap_or_else(|| s.id.clone()), description: s.what, id: s.id }
    }
}

impl From<Proposal> for Item {
    fn from(p: Proposal) -> Self {
        Self { id: p.text.clone(), label: p.text, description: p.detail }
    }
}

/// Asks for a value and makes the edit.
///
/// # Errors
/// In words for the person at the desk, where the draft has changed meanwhile or the editor does not make the edit.
pub(super) async fn choose(world: &Arc<World>, later: &Later) -> Result<(), String> {
    let closed = || "The draft is not open any more.".to_owned();
    let analysis = world.latest_analysis(&later.uri).await.ok_or_else(closed)?;
    let in_words = |e: Error| e.message.into_owned();
    let (kind, key) = actions::asked(&analysis, later).map_err(in_words)?;
    let somebody = matches!(key, "by" | "ref");
    let items: Vec<Item> = if somebody {
        somebodies(&analysis.reading, "", LISTED).into_iter().map(Item::from).collect()
    } else {
        proposals(&analysis.reading, &Blank::Value(kind, key.to_owned()), "").into_iter().map(Item::from).collect()
    };
    let other = if somebody { "Somebody else" } else { "Write" };
    let question = Question { title: later.title.clone(), other: other.to_owned(), items };
    let listed: Vec<(String, String)> = question.items.iter().map(|i| (i.id.clone(), i.label.clone())).collect();
    let Some(answer) = ask(world, question).await else { return Ok(()) };
    let answer = answer.trim();
    let value = match listed.into_iter().find(|(id, label)| id == answer || label == answer) {
        Some((id, _)) => id,
        None if somebody => id_for(&analysis.reading, answer),
        None => answer.to_owned(),
    };
    if value.is_empty() {
        return Err(format!("“{answer}” has no letter or digit to make an id of."));
    }
    let analysis = world.latest_analysis(&later.uri).await.ok_or_else(closed)?;
    let edit = actions::answered(&analysis, later, &value, world.abilities()).map_err(in_words)?;
    let Some(edit) = edit else { return Err("The editor cannot make files, and there is none beside the draft yet.".into()) };
    let made = asking::ask::<ApplyWorkspaceEdit>(&world.client, ApplyWorkspaceEditParams { label: None, edit })
        .await
        .map_err(|e| e.message.into_owned())?;
    if made.applied { Ok(()) } else { Err(made.failure_reason.unwrap_or_else(|| "The editor did not make the edit.".into())) }
}

/// The answer; none where nothing was chosen, or the editor did not ask.
async fn ask(world: &World, question: Question) -> Option<String> {
    if world.abilities().chooses {
        return asking::ask::<Choose>(&world.client, question).await.ok().flatten();
    }
    let button = |i: Item| MessageActionItem { title: i.label, properties: std::collections::HashMap::new() };
    let buttons = question.items.into_iter().take(BUTTONS).map(button).collect();
    let question = ShowMessageRequestParams { typ: MessageType::INFO, message: escape::notice(&question.title), actions: Some(buttons) };
    asking::ask::<ShowMessageRequest>(&world.client, question).await.ok().flatten().map(|b| b.title)
}
