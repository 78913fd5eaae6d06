//! The desk's commands: what an editor can have done by name, asked for where that is needed. An editor passes on where somebody is,
//! and does what comes back.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::lsp_types::{Range, Url};

use super::analysis::Analysis;
use super::asking;
use super::choosing::{self, Item, List, ask};
use super::world::World;
use super::{actions, convert};
use crate::annotations::export::{ExportedForm, Source};
use crate::annotations::placing::{Act, Fix};
use crate::annotations::{anchoring, body, collect};
use crate::desk::files;
use crate::story::Home;
use crate::text::metadata;

/// Something to be done, and where somebody is.
#[derive(Deserialize)]
pub(super) struct Errand {
    command: String,
    uri: Option<Url>,
    range: Option<Range>,
}

/// What the editor is to do then.
#[derive(Debug, Default, Serialize)]
pub(super) struct Effect {
    /// A message to show.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// A text for the clipboard.
    #[serde(skip_serializing_if = "Option::is_none")]
    clipboard: Option<String>,
    /// A new document to open: its language and its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<Value>,
}

impl Effect {
    fn told(message: impl Into<String>) -> Self {
        Self { message: Some(message.into()), ..Self::default() }
    }

    fn opened(language: &str, content: impl Into<String>) -> Self {
        Self { document: Some(json!({"language": language, "content": content.into()})), ..Self::default() }
    }
}

/// Does an errand; what does not go is told.
pub(super) async fn run(world: &Arc<World>, errand: Errand) -> Effect {
    match done(world, &errand).await {
        Ok(effect) => effect.unwrap_or_default(),
        Err(message) => {
            asking::notify(&world.client, &message).await;
            Effect::default()
        }
    }
}

async fn done(world: &Arc<World>, errand: &Errand) -> Result<Option<Effect>, String> {
    let uri = || errand.uri.clone().ok_or_else(|| "Open a draft first.".to_owned());
    match errand.command.as_str() {
        "newArticle" => new_article(world).await,
        "checkFolder" => check_folder(world).await,
        "voices" => voices(world, errand.uri.as_ref()).await,
        "report" => Ok(Some(report(world, errand.uri.as_ref()))),
        "switchDraft" => switch(world, &uri()?).await,
        "checkNow" => {
            world.check_now(&uri()?);
            Ok(None)
        }
        "annotate" => annotate(world, &*choosing::open(world, &uri()?).await?, errand.range).await,
        "strip" => Ok(Some(strip(&*choosing::open(world, &uri()?).await?))),
        "export" => export(world, &*choosing::open(world, &uri()?).await?).await,
        "convertMarks" => convert_marks(world, &*choosing::open(world, &uri()?).await?).await,
        other => Err(format!("There is no command “{other}”.")),
    }
}

fn item(id: impl Into<String>, label: impl Into<String>, description: impl Into<String>) -> Item {
    Item { id: id.into(), label: label.into(), description: description.into() }
}

async fn pick(world: &World, title: &str, items: Vec<Item>) -> Option<String> {
    ask(world, List { title: title.to_owned(), other: "Write".into(), items }).await.map(|a| a.trim().to_owned()).filter(|a| !a.is_empty())
}

/// A draft with its date and headline, to be written on.
async fn new_article(world: &Arc<World>) -> Result<Option<Effect>, String> {
    let languages = vec![
        item("markdown", "Markdown", "marks of the desk stand in the text"),
        item("plaintext", "Plain text", "marks of the desk stand beside the draft"),
    ];
    let Some(language) = pick(world, "New article: in what?", languages).await else { return Ok(None) };
    let language = if language == "plaintext" { "plaintext" } else { "markdown" };
    let zone = world.desk.settings_for(None).timezone.as_deref().and_then(|n| jiff::tz::TimeZone::get(n).ok());
    let today = jiff::Timestamp::now().to_zoned(zone.unwrap_or_else(jiff::tz::TimeZone::system)).date();
    let days = [("today", Some(today)), ("tomorrow", today.tomorrow().ok())];
    let days = days.into_iter().filter_map(|(what, day)| Some(item(day?.to_string(), day?.to_string(), what))).collect();
    let Some(date) = pick(world, "New article: published on which day?", days).await else { return Ok(None) };
    if date.parse::<jiff::civil::Date>().is_err() {
        return Err(format!("“{date}” is no day. Write it like this: {today}."));
    }
    let Some(headline) = pick(world, "New article: the headline", Vec::new()).await else { return Ok(None) };
    let headline = headline.split_whitespace().collect::<Vec<_>>().join(" ");
    let sharp = if language == "markdown" { "# " } else { "" };
    Ok(Some(Effect::opened(language, format!("---\ndate: {date}\n---\n\n{sharp}{headline}\n\n"))))
}

/// A list of all that can be marked where somebody is, and of what can be done with the marks there.
async fn annotate(world: &Arc<World>, analysis: &Analysis, range: Option<Range>) -> Result<Option<Effect>, String> {
    let abilities = world.abilities();
    let bytes = convert::bytes(analysis.snapshot.draft.rope(), range.unwrap_or_default(), abilities.encoding);
    let mut offered = actions::offered(analysis, &bytes, abilities);
    if offered.is_empty() {
        return Err("There is nothing here that can be marked: put the caret into a sentence of the story, or select some words.".into());
    }
    let items = offered.iter().enumerate().map(|(n, later)| item(n.to_string(), &later.title, "")).collect();
    let Some(chosen) = pick(world, "Annotate", items).await else { return Ok(None) };
    let found = chosen.parse().ok().filter(|n| *n < offered.len()).or_else(|| offered.iter().position(|l| l.title == chosen));
    let Some(n) = found else { return Err(format!("“{chosen}” is not in the list.")) };
    choosing::choose(world, &offered.swap_remove(n)).await.map(|()| None)
}

/// The text as it is to be printed.
fn strip(analysis: &Analysis) -> Effect {
    let body = body::of_draft(&analysis.snapshot.draft);
    let open = analysis.reading.marks.iter().filter(|m| m.wants_answer()).count();
    let left = match open {
        0 => String::new(),
        1 => " 1 open note is left out.".to_owned(),
        n => format!(" {n} open notes are left out."),
    };
    Effect {
        clipboard: Some(body.text),
        message: Some(format!("The draft without front matter and marks is on the clipboard.{left}")),
        ..Effect::default()
    }
}

async fn export(world: &Arc<World>, analysis: &Analysis) -> Result<Option<Effect>, String> {
    let forms = ExportedForm::ALL.map(ExportedForm::named);
    let items = forms.iter().map(|(id, what)| item(*id, *id, *what)).collect();
    let Some(chosen) = pick(world, "Export: in which form?", items).await else { return Ok(None) };
    let Some(form) = ExportedForm::ALL.into_iter().find(|f| f.named().0 == chosen) else {
        return Err(format!("“{chosen}” is no form that can be written."));
    };
    let whom = vec![
        item("public", "For the public", "without notes, checkers and protected sources"),
        item("desk", "For the desk", "with all that is marked"),
    ];
    let Some(whom) = pick(world, "Export: for whom?", whom).await else { return Ok(None) };
    let public = whom != "desk";
    let body = body::of_draft(&analysis.snapshot.draft);
    let sidecar = analysis.snapshot.beside.current(&body);
    let anchors = anchoring::anchor(&sidecar, &body.text);
    let mut set = collect::all(&analysis.reading, &body, &sidecar, &anchors);
    if public {
        set = collect::public(set, |id| analysis.reading.protects(id));
    }
    let name = convert::name(&analysis.snapshot.uri);
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (text, losses) = form.write(&Source::new(&name, &body.text, &set, &analysis.reading, &now, public));
    let language = match form {
        ExportedForm::Tei => "xml",
        ExportedForm::Brat => "plaintext",
        _ => "json",
    };
    Ok(Some(Effect { message: losses.map(|l| format!("Note: {l}")), ..Effect::opened(language, text) }))
}

/// Moves all marks to the other place, and has new ones go there.
async fn convert_marks(world: &Arc<World>, analysis: &Analysis) -> Result<Option<Effect>, String> {
    let items = vec![
        item("beside", "Beside the draft", "the text stays clean; the marks stand in a file of their own"),
        item("inline", "Into the text", "in brackets behind the words"),
    ];
    let Some(place) = pick(world, "Convert marks: where do they go?", items).await else { return Ok(None) };
    let inline = place == "inline";
    let front = crate::text::region::front_matter(&analysis.reading.regions);
    let elsewhere = |m: &crate::story::Mark| matches!(m.home, Home::Beside(_)) == inline && m.place.block >= front;
    let moved: Vec<usize> = analysis.reading.marks.iter().enumerate().filter(|(_, m)| elsewhere(m)).map(|(n, _)| n).collect();
    let count = moved.len();
    if count > 0 {
        choosing::make(world, actions::edit_of(analysis, Fix::new("Convert marks", Act::Move(moved)), world.abilities())?).await?;
    }
    world.keep("annotate", json!(if inline { "inline" } else { "beside" }), true).await;
    let marks = if count == 1 { "1 mark was".to_owned() } else { format!("{count} marks were") };
    Ok(Some(Effect::told(format!("{marks} moved; new ones go {} from now on.", if inline { "into the text" } else { "beside the draft" }))))
}

/// Colours on or off.
async fn voices(world: &Arc<World>, uri: Option<&Url>) -> Result<Option<Effect>, String> {
    let on = !world.desk.settings_for(uri.and_then(convert::path).as_deref()).semantic_tokens;
    world.keep("semanticTokens", json!(on), false).await;
    Ok(None)
}

/// Has a file read as a draft, or left alone; the editor keeps it in the folder's settings.
async fn switch(world: &Arc<World>, uri: &Url) -> Result<Option<Effect>, String> {
    let Some(alone) = world.drafts.get(uri).map(|o| o.alone.is_some()) else {
        return Err("Only plain text and Markdown are read. Change the file’s language, at the right of the status bar.".into());
    };
    world.switch(uri, alone);
    if let Some(path) = convert::path(uri) {
        let root = world.desk.folders().into_iter().find(|f| path.starts_with(f));
        let glob = globset::escape(&files::below(root.as_deref().unwrap_or(std::path::Path::new("/")), &path));
        let mut globs: Vec<String> = world.desk.own_drafts();
        globs.retain(|g| g.trim_start_matches('!') != glob);
        globs.push(if alone { glob } else { format!("!{glob}") });
        world.set_in_editor("drafts", json!(globs), true).await;
    }
    Ok(Some(Effect::told(if alone { "copydesk reads this file from now on." } else { "copydesk leaves this file alone from now on." })))
}

/// Reads all drafts of the folder, too.
async fn check_folder(world: &Arc<World>) -> Result<Option<Effect>, String> {
    if world.desk.folders().is_empty() {
        return Err("Open a folder first.".into());
    }
    world.keep("checkWorkspace", json!(true), true).await;
    let mut analyses = Vec::new();
    for uri in world.open_drafts() {
        analyses.extend(world.latest_analysis(&uri).await);
    }
    analyses.extend(world.files_not_open().await);
    world.ask_to_pull_again();
    let open: usize = analyses.iter().map(|a| a.counted().len()).sum();
    Ok(Some(Effect::told(format!("{} drafts were read; {open} questions are open. Problems lists them.", analyses.len()))))
}

/// What helps whoever mends a fault: versions and settings, and nothing of any draft.
fn report(world: &Arc<World>, uri: Option<&Url>) -> Effect {
    let path = uri.and_then(convert::path);
    let settings = world.desk.settings_for(path.as_deref());
    let mut settings = serde_json::to_value(&*settings).unwrap_or_default();
    let own = serde_json::to_value(crate::settings::Settings::default()).unwrap_or_default();
    if let Some(map) = settings.as_object_mut() {
        // Words and names are the desk's own business: only that there are some is told.
        map.retain(|key, value| own.get(key) != Some(value));
        for (_, value) in map.iter_mut() {
            match value {
                Value::Array(all) => *value = json!(format!("{} entries", all.len())),
                Value::String(text) if text.contains([' ', '/', '\\', '@']) => *value = json!("set"),
                _ => {}
            }
        }
        map.entry("checker").and_modify(|v| *v = json!("set"));
    }
    let draft = uri.map_or("none", |uri| match world.drafts.get(uri) {
        Some(open) if open.alone.is_some() => "open, left alone",
        Some(_) => "open, read",
        None => "not known to the server",
    });
    let marks = path.is_some_and(|p| metadata::path_beside(&p).exists());
    let settings = serde_json::to_string_pretty(&settings).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    let reader = if world.reader.is_some() { "built in" } else { "none" };
    Effect::opened(
        "markdown",
        format!(
            "# A problem with copydesk\n\nWhat did you do, what did you expect, and what happened?\n\n\n\n- copydesk {version}, {system} {machine}, reader: {reader}\n- draft: {draft}; metadata beside it: {marks}\n- settings that differ from the defaults:\n\n```json\n{settings}\n```\n\nNothing of any article stands here.\n"
        ),
    )
}
