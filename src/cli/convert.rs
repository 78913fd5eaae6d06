//! `copydesk convert`: annotations moved from the text to the file beside it, or back.

use std::ops::Range;
use std::path::PathBuf;

use clap::ValueEnum;

use super::article::{Article, Desks};
use super::{Outcome, complain};
use crate::annotations::sidecar::{self, Sidecar};
use crate::annotations::{collect, inlining};
use crate::desk::files;
use crate::text::position::clamp;

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
    refuse_what_cannot_be_kept(&article)?;
    let set = collect::all(&article.reading, &article.body, &article.sidecar, &article.anchors);
    let done = match arguments.to {
        Destination::Inline => to_inline(&article, &set),
        Destination::Sidecar => to_sidecar(&article, set),
    };
    complain(&done?);
    Ok(Outcome::Clean)
}

/// The annotations that have lost their place; they stay in the file as they are.
fn orphans(article: &Article) -> impl Iterator<Item = sidecar::Annotation> {
    let lost = article.sidecar.annotations.iter().zip(&article.anchors).filter(|(_, at)| at.as_ref().is_none_or(Range::is_empty));
    lost.map(|(a, _)| sidecar::Annotation { word: None, ..a.clone() })
}

/// Refuses a draft with annotations that would not come through.
fn refuse_what_cannot_be_kept(article: &Article) -> Result<(), String> {
    let reading = &article.reading;
    let told = |at: usize, what: &str| Err(format!("{}:{}: {what}", article.path.display(), article.place(at).0));
    for (block, start) in reading.blocks.iter().zip(&reading.starts) {
        if let Some(m) = block.malformed.first() {
            return told(start + m.range.start, &format!("{} Mend it first. Nothing was changed.", m.message));
        }
        if let Some(a) = block.annotations.iter().find(|a| a.covers.is_empty()) {
            let what = "this annotation covers no words by which it could be found again. Put it around some. Nothing was changed.";
            return told(start + a.whole.start, what);
        }
    }
    Ok(())
}

/// The text of the draft with those of some annotations that can stand in it, and the numbers of those that cannot.
fn rewritten(article: &Article, annotations: &[sidecar::Annotation]) -> Result<(String, Vec<usize>), String> {
    let body = &article.body;
    let starts: Vec<usize> = body.text.char_indices().map(|(i, _)| i).chain([body.text.len()]).collect();
    let places: Vec<_> = annotations.iter().map(|a| Some(starts[a.position.start]..starts[a.position.end])).collect();
    inlining::write(article.front_matter(), &body.text, article.format, annotations, &places).ok_or_else(|| {
        let at = clamp(inlining::misread(&body.text, article.format).unwrap_or(0));
        let line = article.place(body.to_raw(at..at).start).0;
        let path = article.path.display();
        format!("{path}:{line}: without the annotation around it, this would be read as another annotation or as front matter. Change its brackets or dashes first. Nothing was changed.")
    })
}

/// How many annotations went where, and that those in the front matter stay there.
fn told(article: &Article, moved: usize, where_to: &str) -> String {
    let count = |n: usize, verb: &str| format!("{n} annotation{} {verb}", if n == 1 { "" } else { "s" });
    let path = article.path.display();
    let lines: Vec<String> =
        collect::in_front_matter(&article.reading).into_iter().map(|at| format!("{path}:{}", article.place(at).0)).collect();
    let stay = match lines.len() {
        0 => String::new(),
        n => format!("; {} in the front matter ({}), where only a hand can take it out", count(n, "stay"), lines.join(", ")),
    };
    format!("{}{stay}", count(moved, where_to))
}

fn to_sidecar(article: &Article, mut set: Sidecar) -> Result<String, String> {
    let (text, _) = rewritten(article, &[])?;
    let front = collect::in_front_matter(&article.reading).len();
    let count = article.reading.blocks.iter().map(|b| b.annotations.len()).sum::<usize>() - front;
    set.annotations.extend(orphans(article));
    // The annotations first: should the second writing fail, they stand twice, and not nowhere.
    write_sidecar(article, &set)?;
    files::write(&article.path, &text)?;
    Ok(told(article, count, &format!("moved beside {}", article.path.display())))
}

fn to_inline(article: &Article, set: &Sidecar) -> Result<String, String> {
    let (text, left) = rewritten(article, &set.annotations)?;
    let mut kept = Sidecar { annotations: Vec::new(), ..set.clone() };
    kept.annotations.extend(left.iter().map(|n| set.annotations[*n].clone()));
    kept.annotations.extend(orphans(article));
    // What leaves the text goes beside it first; what leaves the file beside it is in the text by then.
    if !left.is_empty() {
        let mut all = set.clone();
        all.annotations.extend(orphans(article));
        write_sidecar(article, &all)?;
    }
    files::write(&article.path, &text)?;
    if article.sidecar != Sidecar::default() || !kept.annotations.is_empty() {
        write_sidecar(article, &kept)?;
    }
    let moved = set.annotations.len() - left.len();
    let rest = if kept.annotations.is_empty() {
        String::new()
    } else {
        let ids: Vec<&str> = kept.annotations.iter().map(|a| a.id.as_str()).collect();
        format!("; beside it stay {}, which cannot stand in the text", ids.join(", "))
    };
    Ok(format!("{}{rest}", told(article, moved, &format!("now in the text of {}", article.path.display()))))
}

fn write_sidecar(article: &Article, set: &Sidecar) -> Result<(), String> {
    files::write(&sidecar::path_beside(&article.path), &sidecar::write(set, &article.name()))
}
