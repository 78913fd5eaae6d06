//! Asking for the values of an annotation, whose claim it is above all: in a list of the editor's own, where it says that it has
//! one, else with the protocol's own message and buttons.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Error;
use tower_lsp::lsp_types::request::{ApplyWorkspaceEdit, Request, ShowMessageRequest};
use tower_lsp::lsp_types::{ApplyWorkspaceEditParams, MessageActionItem, MessageType, ShowMessageRequestParams, Url, WorkspaceEdit};

use super::actions::{self, Answer};
use super::analysis::Analysis;
use super::asking;
use super::later::Later;
use super::world::World;
use crate::annotations::attributes::{Blank, Proposal, Somebody, proposals, somebodies};
use crate::annotations::offers::id_for;
use crate::annotations::placing::{Fix, Question};
use crate::text::escape;

/// How many of the people file's people, and of its organisations, are in the list; others can be typed.
const LISTED: usize = 1000;
/// How many buttons there are at most.
const BUTTONS: usize = 20;

/// `copydesk/choose`: lets something be chosen from a list, or typed. The answer is the id of what is listed, or what was typed;
/// null where nothing was chosen.
enum Choose {}

impl Request for Choose {
    type Params = List;
    type Result = Option<String>;
    const METHOD: &'static str = "copydesk/choose";
}

#[derive(Serialize, Deserialize)]
pub(super) struct List {
    pub(super) title: String,
    /// What stands before something that is typed and not listed.
    pub(super) other: String,
    pub(super) items: Vec<Item>,
}

/// What can be chosen.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Item {
    pub(super) id: String,
    /// The name, or the id where there is none to be seen.
    pub(super) label: String,
    /// The role, where the id is from, what a value stands for.
    pub(super) description: String,
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

/// Asks for what an action wants to know and makes the edit.
///
/// # Errors
/// In words for the person at the desk, where the draft has changed meanwhile or the editor does not make the edit.
pub(super) async fn choose(world: &Arc<World>, later: &Later) -> Result<(), String> {
    let analysis = open(world, &later.uri).await?;
    let fix = actions::asked(&analysis, later, world.abilities()).map_err(in_words)?;
    let Some(answers) = answers(world, &analysis, &fix).await? else { return Ok(()) };
    let analysis = open(world, &later.uri).await?;
    let edit = actions::answered(&analysis, later, &answers, world.abilities()).map_err(in_words)?;
    make(world, edit).await
}

fn in_words(error: Error) -> String {
    error.message.into_owned()
}

/// What is known of an open draft now.
pub(super) async fn open(world: &Arc<World>, uri: &Url) -> Result<Arc<Analysis>, String> {
    world.latest_analysis(uri).await.ok_or_else(|| "The draft is not open any more, or is not read.".to_owned())
}

/// Asks all that a fix asks; none where somebody thought better of it.
pub(super) async fn answers(world: &Arc<World>, analysis: &Analysis, fix: &Fix) -> Result<Option<Vec<Answer>>, String> {
    let mut answers = Vec::new();
    for question in &fix.asks {
        let Some(answer) = answer(world, analysis, fix, question).await? else { return Ok(None) };
        if question.key == "checker" && !answer.1.is_empty() {
            world.keep("checker", answer.1.clone().into(), false).await;
        }
        answers.push(answer);
    }
    Ok(Some(answers))
}

/// Asks one thing.
async fn answer(world: &Arc<World>, analysis: &Analysis, fix: &Fix, question: &Question) -> Result<Option<Answer>, String> {
    let key = question.key;
    let somebody = matches!(key, "by" | "ref");
    let (kind, near) = fix.about(&analysis.reading).unzip();
    let listed = |key: &str| kind.map(|kind| proposals(&analysis.reading, &Blank::Value(kind, key.to_owned()), "")).unwrap_or_default();
    let mut items: Vec<Item> = if somebody {
        somebodies(&analysis.reading, near, "", LISTED).into_iter().map(Item::from).collect()
    } else if question.choices.is_empty() {
        listed(key).into_iter().map(Item::from).collect()
    } else {
        let of = |(id, what): &(&str, &str)| Item { id: (*id).into(), label: (*what).into(), description: (*id).into() };
        question.choices.iter().map(of).collect()
    };
    let proposed = question.proposed.iter().map(|p| Item { id: p.clone(), label: p.clone(), description: String::new() });
    items.splice(0..0, proposed);
    if !question.needed {
        items.push(Item { id: String::new(), label: "Leave it out".into(), description: String::new() });
    }
    let title = match key {
        "source" => "By what document, recording or person is it checked?",
        "checker" => "Who checks? This is asked once.",
        _ => &fix.title,
    };
    let other = if somebody { "Somebody else" } else { "Write" };
    let asked = List { title: title.to_owned(), other: other.to_owned(), items };
    let listed: Vec<(String, String)> = asked.items.iter().map(|i| (i.id.clone(), i.label.clone())).collect();
    let Some(answer) = ask(world, asked).await else { return Ok(None) };
    let answer = answer.trim();
    if let Some((id, _)) = listed.into_iter().find(|(id, label)| id == answer || label == answer) {
        return Ok(Some((key, id, None)));
    }
    let value = if somebody { id_for(&analysis.reading, answer) } else { answer.to_owned() };
    if value.is_empty() {
        return Err(format!("“{answer}” has no letter or digit to make an id of."));
    }
    // What stands for somebody who is known has a name of its own.
    let label = (somebody && !analysis.reading.protects(&value)).then(|| answer.to_owned());
    Ok(Some((key, value, label)))
}

/// Asks what a fix of the desk's own making wants to know, and makes it if the draft is still as it was.
pub(super) async fn asked_and_made(world: &Arc<World>, analysis: &Analysis, fix: Fix) -> Result<(), String> {
    let Some(answers) = answers(world, analysis, &fix).await? else { return Ok(()) };
    let fix = actions::told(fix, &answers);
    let now = open(world, &analysis.snapshot.uri).await?;
    if now.snapshot.written != analysis.snapshot.written {
        return Err("The draft has changed meanwhile; try again.".into());
    }
    make(world, actions::edit_of(&now, fix, world.abilities())?).await
}

/// Makes an edit.
pub(super) async fn make(world: &World, edit: Option<WorkspaceEdit>) -> Result<(), String> {
    let Some(edit) = edit else { return Err("The editor cannot make files, and there is none beside the draft yet.".into()) };
    let made = asking::ask::<ApplyWorkspaceEdit>(&world.client, ApplyWorkspaceEditParams { label: None, edit }).await.map_err(in_words)?;
    if made.applied { Ok(()) } else { Err(made.failure_reason.unwrap_or_else(|| "The editor did not make the edit.".into())) }
}

/// The answer; none where nothing was chosen, or the editor did not ask.
pub(super) async fn ask(world: &World, question: List) -> Option<String> {
    if world.abilities().chooses {
        return asking::ask::<Choose>(&world.client, question).await.ok().flatten();
    }
    let button = |i: Item| MessageActionItem { title: i.label, properties: std::collections::HashMap::new() };
    let buttons = question.items.into_iter().take(BUTTONS).map(button).collect();
    let question = ShowMessageRequestParams { typ: MessageType::INFO, message: escape::notice(&question.title), actions: Some(buttons) };
    asking::ask::<ShowMessageRequest>(&world.client, question).await.ok().flatten().map(|b| b.title)
}
