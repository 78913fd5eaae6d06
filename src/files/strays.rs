//! Files beside drafts that are not there any more: whoever renames or moves a draft may leave its annotations behind.

use std::path::{Path, PathBuf};

use super::read_text;
use crate::annotations::sidecar::{self, Sidecar};
use crate::annotations::sketch::Likeness;
use crate::annotations::body;
use crate::text::{self, Draft, Format, front_matter};

/// A file whose draft is not there.
struct Stray {
    path: PathBuf,
    /// The draft that it is named after.
    draft: PathBuf,
    /// What its own name has behind the draft's.
    suffix: &'static str,
}

/// How much of what a file remembers of its draft must stand in another that is taken for it.
const LIKE: f64 = 0.5;

/// The draft that a file is named after, and what its name has behind the draft's; none for a file that stands beside nothing.
pub(crate) fn draft_of(path: &Path) -> Option<(PathBuf, &'static str)> {
    let name = path.file_name()?.to_str()?;
    let (draft, suffix) = [sidecar::SUFFIX, front_matter::SUFFIX].into_iter().find_map(|s| Some((name.strip_suffix(s)?, s)))?;
    let draft = path.with_file_name(draft);
    // Other programs have files of such names, too; but not beside a draft's.
    (text::is_draft(&draft) || suffix == sidecar::SUFFIX && draft.file_name().is_some()).then_some((draft, suffix))
}

/// What is to be said of the files whose drafts are not there, one message each, given all drafts and files beside drafts that
/// were found.
pub(crate) fn told(drafts: &[PathBuf], beside: &[PathBuf]) -> Vec<String> {
    let stray = |path: &PathBuf| {
        let (draft, suffix) = draft_of(path)?;
        (!draft.exists()).then(|| Stray { path: path.clone(), draft, suffix })
    };
    let strays: Vec<Stray> = beside.iter().filter_map(stray).collect();
    if strays.is_empty() {
        return Vec::new();
    }
    let free: Vec<&PathBuf> = drafts.iter().filter(|d| !sidecar::path_beside(d).exists()).collect();
    let likeliest: Vec<(&Path, Option<&Path>)> =
        strays.iter().filter(|s| s.suffix == sidecar::SUFFIX).map(|s| (s.draft.as_path(), likeliest(&s.path, &free))).collect();
    let one = |s: &Stray| {
        let name = s.draft.file_name().unwrap_or_default().to_string_lossy();
        // Metadata remember nothing of their draft; they belong to that of the annotations that they stood with.
        let likely = likeliest.iter().find(|(draft, _)| *draft == s.draft).and_then(|(_, likely)| *likely);
        let to = likely.map(|draft| text::path_beside(draft, s.suffix)).filter(|to| !to.exists());
        let path = s.path.display();
        match to {
            Some(to) => format!("{path}: its draft {name} is not there. It is most likely that of {}: rename it to that.", to.display()),
            None => format!("{path}: its draft {name} is not there, and no draft here is like it. Name it after its draft, or take it away."),
        }
    };
    strays.iter().map(one).collect()
}

/// The draft that a file of annotations is most likely of: the one with its text, else the one with most of it.
fn likeliest<'a>(path: &Path, drafts: &[&'a PathBuf]) -> Option<&'a Path> {
    let sidecar = sidecar::read(&read_text(path).ok()?).ok()?;
    let likeness = Likeness::to(&sidecar);
    let like = |draft: &&'a PathBuf| {
        let text = read_text(draft).ok()?;
        let share = likeness.of(&text);
        (share >= LIKE).then(|| (is_of(&sidecar, draft, &text), share, draft.as_path()))
    };
    let found = drafts.iter().filter_map(like);
    found.max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(b.2.cmp(a.2))).map(|(_, _, draft)| draft)
}

/// Whether a file of annotations was written for the text of a draft.
fn is_of(sidecar: &Sidecar, draft: &Path, text: &str) -> bool {
    let format = Format::of_name(&draft.to_string_lossy());
    sidecar.digest == sidecar::digest(&body::of_draft(&Draft::new(text, format)).text)
}
