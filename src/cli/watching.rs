//! Waiting for drafts to change, so that they are read again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::article::is_stdin;
use crate::desk::files;

/// How long nothing must change before anything is read: editors write a file in several steps.
const SETTLED: Duration = Duration::from_millis(200);

/// Calls `again` whenever drafts changed that are named or lie in folders that are named, with their paths as they are named; with
/// none where something else changed that may matter to all of them. Ends only where nothing can be watched any more.
pub(super) fn follow(named: &[PathBuf], mut again: impl FnMut(&[PathBuf])) -> Result<(), String> {
    if named.iter().any(|path| is_stdin(path)) {
        return Err("standard input cannot be watched: name files or folders".into());
    }
    let (sender, events) = channel();
    let told = |path: &Path, e: &notify::Error| format!("{}: cannot be watched: {e}", path.display());
    let mut watcher = notify::recommended_watcher(sender).map_err(|e| told(Path::new("."), &e))?;
    for path in named {
        // A file that is written anew as a whole is another file; only its folder sees that.
        let (folder, mode) = if path.is_dir() {
            (path.as_path(), RecursiveMode::Recursive)
        } else {
            (path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")), RecursiveMode::NonRecursive)
        };
        watcher.watch(folder, mode).map_err(|e| told(folder, &e))?;
    }
    while let Some(changed) = settled(&events) {
        let paths: BTreeSet<PathBuf> = changed.into_iter().flat_map(|event| event.paths).collect();
        let beside = paths.iter().any(|path| path.file_name().is_some_and(|n| matters(&n.to_string_lossy())));
        let drafts: Vec<PathBuf> = if beside { Vec::new() } else { paths.iter().filter_map(|path| as_named(path, named)).collect() };
        if beside || !drafts.is_empty() {
            again(&drafts);
        }
    }
    Ok(())
}

/// What changed, once no more has for a moment; none where nothing will be told any more.
fn settled(events: &Receiver<notify::Result<Event>>) -> Option<Vec<Event>> {
    let mut all = Vec::new();
    loop {
        let next = if all.is_empty() { events.recv().map_err(|_| RecvTimeoutError::Disconnected) } else { events.recv_timeout(SETTLED) };
        match next {
            // Reading is no change, and we read ourselves.
            Ok(Ok(event)) if !matches!(event.kind, EventKind::Access(_)) => all.push(event),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return Some(all),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// Whether a file of that name is one that a desk keeps beside its drafts.
fn matters(name: &str) -> bool {
    files::is_beside_name(name) || name == files::IMPORTED
}

/// A draft that is there as somebody named it, or as it lies in a folder that somebody named; none for other files.
fn as_named(path: &Path, named: &[PathBuf]) -> Option<PathBuf> {
    let real = std::fs::canonicalize(path).ok()?;
    let is = |named: &Path| std::fs::canonicalize(named).is_ok_and(|n| n == real);
    let within = |folder: &PathBuf| Some(folder.join(real.strip_prefix(std::fs::canonicalize(folder).ok()?).ok()?));
    let file = named.iter().find(|n| is(n)).cloned();
    file.or_else(|| named.iter().filter(|n| n.is_dir()).find_map(within).filter(|p| files::is_draft(p)))
}
