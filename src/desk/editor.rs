//! An editor over the disk: a file that is open is read as it stands there, saved or not.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use ropey::Rope;

use super::files::{Disk, Files, Stamp};
use crate::text::Trouble;

/// The files that are open in an editor, over those on the disk.
#[derive(Debug, Default)]
pub(crate) struct Editor {
    /// Each with the state that it is in, and the editor's own number for that.
    open: DashMap<PathBuf, (Rope, u64, i32)>,
    /// Counts all states of all open files: a file that is closed and opened again is in another one.
    edits: AtomicU64,
}

impl Editor {
    fn next(&self) -> u64 {
        self.edits.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Takes a file as the editor opens it.
    pub(crate) fn opened(&self, path: PathBuf, version: i32, text: &str) {
        self.open.insert(path, (Rope::from_str(text), self.next(), version));
    }

    /// The editor's version of a file that is open.
    pub(crate) fn version(&self, path: &Path) -> Option<i32> {
        self.open.get(path).map(|file| file.2)
    }

    /// Changes an open file; `false` where it is not open.
    pub(crate) fn changed(&self, path: &Path, version: i32, change: impl FnOnce(&mut Rope)) -> bool {
        self.open.get_mut(path).is_some_and(|mut file| {
            change(&mut file.0);
            file.1 = self.next();
            file.2 = version;
            true
        })
    }

    /// Lets go of a file that is closed; `false` where it was not open.
    pub(crate) fn closed(&self, path: &Path) -> bool {
        self.open.remove(path).is_some()
    }
}

impl Files for Editor {
    fn stamp(&self, path: &Path) -> Stamp {
        match self.open.get(path) {
            Some(file) => Stamp { there: true, written: None, length: 0, edit: file.1 },
            None => Disk.stamp(path),
        }
    }

    fn read(&self, path: &Path) -> Result<Option<String>, Trouble> {
        match self.open.get(path) {
            Some(file) => Ok(Some(file.0.to_string())),
            None => Disk.read(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_file_is_read_as_it_stands_in_the_editor() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("people.yaml");
        let editor = Editor::default();
        let text = |editor: &Editor| editor.read(&path).unwrap();
        assert_eq!((text(&editor), editor.stamp(&path)), (None, Stamp::default()));
        editor.opened(path.clone(), 1, "new");
        assert_eq!(text(&editor).as_deref(), Some("new"), "before it is saved for the first time");
        std::fs::write(&path, "old").unwrap();
        let mut stamps = vec![editor.stamp(&path)];
        assert!(editor.changed(&path, 2, |rope| rope.insert(3, "er")));
        stamps.push(editor.stamp(&path));
        assert_eq!((text(&editor).as_deref(), editor.version(&path)), (Some("newer"), Some(2)));
        assert!(editor.closed(&path) && !editor.closed(&path) && !editor.changed(&path, 3, |_| ()));
        stamps.push(editor.stamp(&path));
        assert_eq!(text(&editor).as_deref(), Some("old"));
        editor.opened(path.clone(), 1, "else");
        stamps.push(editor.stamp(&path));
        for (n, stamp) in stamps.iter().enumerate() {
            assert!(stamp.there && !stamps[..n].contains(stamp), "each state has a stamp of its own: {stamps:?}");
        }
    }
}
