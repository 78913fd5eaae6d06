//! `copydesk convert`: annotations moved from the text to the file beside it, or back.

use std::path::PathBuf;

use clap::ValueEnum;

use super::article::{Article, Desks};
use super::{Outcome, complain};
use crate::annotations::sidecar::{self, Sidecar};
use crate::annotations::{collect, inlining};
use crate::desk::files;

/// Moves a draft's annotations: out of its text into the file beside it, or from there into its text. Nothing is lost: what
/// cannot stand in the text stays beside it, and is named.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The draft.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where the annotations go.
    #[arg(long, value_enum)]
    to: Destination,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Destination {
    /// Into the text, in brackets.
    Inline,
    /// Into the file beside the draft.
    Sidecar,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let article = Desks::default().open(&arguments.file)?;
    let done = match arguments.to {
        Destination::Inline => to_inline(&article),
        Destination::Sidecar => to_sidecar(&article),
    };
    complain(&done?);
    Ok(Outcome::Clean)
}

/// The annotations that have lost their place; they stay in the file as they are.
fn orphans(article: &Article) -> impl Iterator<Item = sidecar::Annotation> {
    article
        .sidecar
        .annotations
        .iter()
        .zip(&article.anchors)
        .filter(|(_, at)| at.is_none())
        .map(|(a, _)| sidecar::Annotation { word: None, ..a.clone() })
}

fn refuse_malformed(article: &Article) -> Result<(), String> {
    match article.reading.blocks.iter().flat_map(|b| &b.malformed).next() {
        Some(m) => Err(format!("{}: {} Mend it first; `copydesk check` shows the line.", article.path.display(), m.message)),
        None => Ok(()),
    }
}

fn to_sidecar(article: &Article) -> Result<String, String> {
    refuse_malformed(article)?;
    let count = article.reading.blocks.iter().map(|b| b.annotations.len()).sum::<usize>();
    let mut set = collect::all(&article.reading, &article.body, &article.sidecar, &article.anchors);
    set.annotations.extend(orphans(article));
    // The annotations first: should the second writing fail, they stand twice, and not nowhere.
    write_sidecar(article, &set)?;
    files::write(&article.path, &format!("{}{}", article.front_matter(), article.body.text))?;
    Ok(format!("{count} annotations moved beside {}", article.path.display()))
}

fn to_inline(article: &Article) -> Result<String, String> {
    refuse_malformed(article)?;
    let set = collect::all(&article.reading, &article.body, &article.sidecar, &article.anchors);
    let starts: Vec<usize> = article.body.text.char_indices().map(|(i, _)| i).chain([article.body.text.len()]).collect();
    let places: Vec<_> = set.annotations.iter().map(|a| Some(starts[a.position.start]..starts[a.position.end])).collect();
    let (text, left) = inlining::write(&article.body.text, article.format, &set.annotations, &places);
    let mut kept = Sidecar { annotations: Vec::new(), ..set.clone() };
    kept.annotations.extend(left.iter().map(|n| set.annotations[*n].clone()));
    kept.annotations.extend(orphans(article));
    files::write(&article.path, &format!("{}{text}", article.front_matter()))?;
    if article.sidecar != Sidecar::default() {
        write_sidecar(article, &kept)?;
    }
    let moved = set.annotations.len() - left.len();
    let rest = if kept.annotations.is_empty() {
        String::new()
    } else {
        let ids: Vec<&str> = kept.annotations.iter().map(|a| a.id.as_str()).collect();
        format!("; beside it stay {}, which cannot stand in the text", ids.join(", "))
    };
    Ok(format!("{moved} annotations stand in {}{rest}", article.path.display()))
}

fn write_sidecar(article: &Article, set: &Sidecar) -> Result<(), String> {
    files::write(&sidecar::path_beside(&article.path), &sidecar::write(set, &article.name()))
}
