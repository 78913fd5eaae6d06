//! The disk: what a desk keeps beside its drafts, what it is called and where it lies. What is written is written whole or not
//! at all.

mod writing;

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use crate::text::{self, Trouble, encoding};
pub(crate) use writing::{clean_up, in_words, outlive_size_limit, write};

/// The name of a desk's settings file.
pub(crate) const SETTINGS: &str = "copydesk.toml";

/// The name of the people file where the settings name no other.
pub(crate) const PEOPLE: &str = "people.yaml";

/// The folder of imported people files, beside the one that is kept by hand.
pub(crate) const IMPORTED: &str = "people.d";

/// The files in which a desk keeps who its protected sources are; for git to ignore.
const PRIVATE: [&str; 2] = ["sources.private.yaml", "sources.private.yml"];

/// What tells one state of a file from another; the default is that of no file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Whether there is such a file.
    pub(crate) there: bool,
    /// When it was last written.
    pub(crate) written: Option<SystemTime>,
    /// Its length in bytes.
    pub(crate) length: u64,
    /// Of a file that is open in an editor, a number that no other state of an open file has.
    pub(crate) edit: u64,
}

/// Where files are read from.
pub(crate) trait Files: Send + Sync {
    /// The state of a file.
    fn stamp(&self, path: &Path) -> Stamp;

    /// The text of a file; none where there is no such file.
    fn read(&self, path: &Path) -> Result<Option<String>, Trouble>;
}

/// Files as they lie on the disk.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Disk;

impl Files for Disk {
    fn stamp(&self, path: &Path) -> Stamp {
        // A link that leads nowhere is there, and cannot be read.
        match fs::metadata(path).or_else(|_| fs::symlink_metadata(path)) {
            Ok(m) if m.is_file() || m.is_symlink() => Stamp { there: true, written: m.modified().ok(), length: m.len(), edit: 0 },
            _ => Stamp::default(),
        }
    }

    fn read(&self, path: &Path) -> Result<Option<String>, Trouble> {
        if self.stamp(path).there { text_of(path).map(Some) } else { Ok(None) }
    }
}

/// The text of a file without a byte order mark, or the line at which it is none. What is not UTF-8 is a clear message, not a guess.
fn text_of(path: &Path) -> Result<String, Trouble> {
    let bytes = fs::read(path).map_err(|e| Trouble { line: 0, column: 0, message: e.to_string() })?;
    encoding::decode(bytes)
}

/// The text of a draft, or of another file that somebody names; never that of a list of protected sources.
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    if is_private(path) {
        return Err(format!(
            "{}: this is a desk's list of protected sources, or a copy of it: nothing else is read from it",
            path.display()
        ));
    }
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    encoding::decode(bytes).map_err(|t| format!("{}:{}: {}", path.display(), t.line + 1, t.message))
}

/// Whether a file is a list of protected sources, or a copy of one that an editor, a person or another program left: by its name,
/// or by that of the file to which it leads.
pub(crate) fn is_private(path: &Path) -> bool {
    let named = |path: &Path| path.file_name().is_some_and(|n| is_private_name(&n.to_string_lossy()));
    named(path) || fs::canonicalize(path).is_ok_and(|real| named(&real))
}

/// Whether a name is that of a list of protected sources or of a copy of one.
pub(crate) fn is_private_name(name: &str) -> bool {
    let name = name.to_lowercase();
    name.match_indices("source").any(|(at, word)| {
        let rest = &name[at + word.len()..];
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let Some((between, rest)) = rest.split_at_checked(1) else { return false };
        let Some(rest) = rest.strip_prefix("private") else { return false };
        match between {
            "." => !rest.starts_with(char::is_alphanumeric),
            // Words of a draft's name may be joined like this, too.
            "-" | "_" | " " => rest.is_empty() || ["~", ".", "#", " ("].iter().any(|end| rest.starts_with(end)),
            _ => false,
        }
    })
}

/// Whether a name is that of a file that a desk keeps beside its drafts, whatever language an editor takes it for.
pub(crate) fn is_beside_name(name: &str) -> bool {
    is_private_name(name) || [SETTINGS, PEOPLE].contains(&name) || name.ends_with(".meta.yaml") || name.ends_with(".anno.json")
}

/// Whether a file of a folder is a draft.
pub(crate) fn is_draft(path: &Path) -> bool {
    text::is_draft(path) && !is_private(path)
}

/// Where the lists of protected sources may lie that hold in some folders: in any of them, or in any folder above it; also above
/// where links lead.
pub(crate) fn private_paths(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let real = fs::canonicalize(folder).ok().filter(|real| real != folder);
        for above in folder.ancestors().chain(real.iter().flat_map(|r| r.ancestors())) {
            for name in PRIVATE {
                let path = above.join(name);
                if !found.contains(&path) {
                    found.push(path);
                }
            }
        }
    }
    found
}

/// The people files that belong to one that is kept by hand: that one, then those imported beside it, in order of their names.
pub(crate) fn people_paths(hand: &Path, files: &dyn Files) -> Vec<PathBuf> {
    let mut imported: Vec<PathBuf> = fs::read_dir(hand.with_file_name(IMPORTED))
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml" || e == "yml" || e == "json"))
        .collect();
    imported.sort();
    std::iter::once(hand.to_owned()).chain(imported).filter(|p| files.stamp(p).there).collect()
}

/// The desk's folder whose settings and people hold in a folder: the nearest on the way up that has any.
pub(crate) fn desk_above(folder: &Path, files: &dyn Files) -> Option<PathBuf> {
    let has = |folder: &&Path| [SETTINGS, PEOPLE].iter().any(|f| files.stamp(&folder.join(f)).there) || folder.join(IMPORTED).is_dir();
    folder.ancestors().find(has).map(Path::to_owned)
}

/// A path from the root on. Steps up lead where the disk has them lead, so that what is above a file by its path is above it.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if absolute.components().any(|c| c == Component::ParentDir)
        && let (Some(folder), Some(name)) = (absolute.parent(), absolute.file_name())
        && let Ok(folder) = fs::canonicalize(folder)
    {
        return folder.join(name);
    }
    absolute
}

/// Whether a path stays within a folder when all links are followed. What is not there yet stays where its name says.
pub(crate) fn is_within(folder: &Path, path: &Path) -> bool {
    let Ok(folder) = fs::canonicalize(folder) else { return false };
    let there = path.ancestors().find_map(|above| Some((fs::canonicalize(above).ok()?, path.strip_prefix(above).ok()?)));
    there.is_some_and(|(real, rest)| real.starts_with(&folder) && rest.components().all(|c| matches!(c, Component::Normal(_))))
}

/// A file's path from a folder, with forward slashes, as globs have it.
pub(crate) fn below(root: &Path, file: &Path) -> String {
    let absolute = absolute(file);
    absolute.strip_prefix(root).unwrap_or(&absolute).to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_within_a_folder_or_leads_out_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("desk");
        fs::create_dir_all(root.join("news")).unwrap();
        fs::write(folder.path().join("x.yaml"), "").unwrap();
        fs::write(root.join("x.yaml"), "").unwrap();
        for (path, within) in [
            ("x.yaml", true),
            ("news/x.yaml", true),
            ("gone/x.yaml", true),
            ("news/../x.yaml", true),
            ("", true),
            ("..", false),
            ("../x.yaml", false),
            ("../desk/x.yaml", true),
            ("../desks/x.yaml", false),
            ("news/../../x.yaml", false),
            ("gone/../../x.yaml", false),
            ("gone/../x.yaml", false),
            ("/etc/passwd", false),
        ] {
            assert_eq!(is_within(&root, &root.join(path)), within, "{path}");
        }
    }
}
