//! Which drafts are meant: the files that are named, and those in folders that are named.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use super::article::{Desks, is_stdin};
use crate::desk::{files, strays};

/// The drafts that are checked, and the files beside drafts that were seen on the way.
pub(super) struct Named {
    pub(super) drafts: Vec<PathBuf>,
    pub(super) beside: Vec<PathBuf>,
}

/// The files named, and those in the folders named, each once, in order.
pub(super) fn found(named: &[PathBuf], desks: &Desks) -> Result<Named, String> {
    let (folders, mut drafts): (Vec<&PathBuf>, Vec<PathBuf>) = {
        let mut folders = Vec::new();
        let mut files = Vec::new();
        for path in named {
            if path.is_dir() {
                folders.push(path);
            } else if path.exists() || is_stdin(path) {
                files.push(path.clone());
            } else {
                return Err(format!("{}: there is no such file or folder", path.display()));
            }
        }
        (folders, files)
    };
    let mut beside = Vec::new();
    if let Some((first, rest)) = folders.split_first() {
        let mut walk = ignore::WalkBuilder::new(first);
        rest.iter().for_each(|f| {
            walk.add(f);
        });
        let seen = std::sync::Mutex::new(Vec::new());
        walk.require_git(false).build_parallel().run(|| {
            Box::new(|entry| {
                if let Ok(entry) = entry {
                    let wanted = files::is_draft(entry.path()) || strays::draft_of(entry.path()).is_some();
                    if wanted
                        && entry.file_type().is_some_and(|t| t.is_file())
                        && let Ok(mut seen) = seen.lock()
                    {
                        seen.push(entry.into_path());
                    }
                }
                ignore::WalkState::Continue
            })
        });
        let mut seen = seen.into_inner().unwrap_or_default();
        seen.sort();
        let (walked, others): (Vec<_>, Vec<_>) = seen.into_iter().partition(|path| files::is_draft(path));
        drafts.extend(walked.into_iter().filter(|path| desks.is_draft(path)));
        beside = others;
    }
    drafts.dedup();
    Ok(Named { drafts, beside })
}

/// A progress bar on standard error, where that is a terminal; it shows itself only after a second.
pub(super) fn progress(files: usize) -> indicatif::ProgressBar {
    if !std::io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    let bar = indicatif::ProgressBar::with_draw_target(Some(files as u64), indicatif::ProgressDrawTarget::hidden());
    let shown = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1));
        if !shown.is_finished() {
            shown.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
    });
    bar
}
