//! Files beside drafts that are not there any more: whoever renames or moves a draft may leave its annotations behind.

use std::path::{Path, PathBuf};

use super::files::read_text;
use crate::annotations::body;
use crate::annotations::likeness::Likeness;
use crate::annotations::sidecar::{self, Sidecar};
use crate::text::{self, Draft, Format, metadata};

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
    let (draft, suffix) = [sidecar::SUFFIX, metadata::SUFFIX].into_iter().find_map(|s| Some((name.strip_suffix(s)?, s)))?;
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
    let likeliest = likeliest(&strays, drafts);
    let one = |s: &Stray| {
        let name = s.draft.file_name().unwrap_or_default().to_string_lossy();
        // Metadata remember nothing of their draft; they belong to that of the annotations that they stood with.
        let draft = likeliest.iter().find(|(own, _)| *own == s.draft).map(|(_, draft)| *draft);
        let to = draft.map(|draft| (draft, text::path_beside(draft, s.suffix))).filter(|(_, to)| !to.exists());
        let path = s.path.display();
        match to {
            Some((draft, to)) => {
                let (draft, to) = (draft.display(), to.display());
                format!("{path}: its draft {name} is not there. It is most likely that of {draft}: rename it to {to}.")
            }
            None => {
                format!("{path}: its draft {name} is not there, and no draft here is like it. Name it after its draft, or take it away.")
            }
        }
    };
    strays.iter().map(one).collect()
}

/// The drafts that files of annotations are most likely of, by those that they are named after. One with the text that a file was
/// written for comes before one with most of it; no draft is given to two files.
fn likeliest<'a>(strays: &'a [Stray], drafts: &'a [PathBuf]) -> Vec<(&'a Path, &'a Path)> {
    let read = |s: &'a Stray| {
        let sidecar = sidecar::read(&read_text(&s.path).ok()?).ok()?;
        Some((s.draft.as_path(), Likeness::to(&sidecar), sidecar))
    };
    let strays: Vec<(&Path, Likeness, Sidecar)> = strays.iter().filter(|s| s.suffix == sidecar::SUFFIX).filter_map(read).collect();
    let mut pairs = Vec::new();
    for draft in drafts.iter().filter(|d| !sidecar::path_beside(d).exists()) {
        let Ok(text) = read_text(draft) else { continue };
        for (named_after, likeness, sidecar) in &strays {
            let share = likeness.of(&text);
            if share >= LIKE {
                pairs.push((is_of(sidecar, draft, &text), share, *named_after, draft.as_path()));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.3.cmp(b.3)));
    let mut found: Vec<(&Path, &Path)> = Vec::new();
    for (_, _, named_after, draft) in pairs {
        if !found.iter().any(|(n, d)| *n == named_after || *d == draft) {
            found.push((named_after, draft));
        }
    }
    found
}

/// Whether a file of annotations was written for the text of a draft.
fn is_of(sidecar: &Sidecar, draft: &Path, text: &str) -> bool {
    let format = Format::of_name(&draft.to_string_lossy());
    sidecar.digest == sidecar::digest(&body::of_draft(&Draft::new(text, format)).text)
}
