//! The files that a desk keeps beside its drafts, read from and written to disk: people files, annotations, the list of
//! protected sources. What is read is told with place and remedy; what is written is written whole or not at all.

pub(crate) mod strays;
mod writing;

use std::fs;
use std::path::{Path, PathBuf};

use crate::roster::{Roster, file};
use crate::settings::Settings;
use crate::text::yaml::{self, Value};
use crate::text::{Trouble, encoding};
pub(crate) use writing::{clean_up, in_words, outlive_size_limit, write};

/// The name of a desk's settings file.
pub(crate) const SETTINGS: &str = "copydesk.toml";

/// The name of the people file where the settings name no other.
pub(crate) const PEOPLE: &str = "people.yaml";

/// The file in which a desk keeps who its protected sources are; for git to ignore.
pub(crate) const PRIVATE: &str = "sources.private.yaml";

/// The text of a file, without a byte order mark. What is not UTF-8 is a clear message, not a guess.
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    encoding::decode(bytes).map_err(|t| format!("{}:{}: {}", path.display(), t.line + 1, t.message))
}

/// One people file as read.
#[derive(Debug)]
pub(crate) struct PeopleFile {
    pub(crate) path: PathBuf,
    pub(crate) troubles: Vec<Trouble>,
}

/// The people files of a folder: the one kept by hand, then those imported, in order of their names.
pub(crate) fn people_paths(root: &Path, settings: &Settings) -> Vec<PathBuf> {
    let hand = root.join(settings.people_file.as_deref().unwrap_or(PEOPLE));
    let mut imported: Vec<PathBuf> = fs::read_dir(hand.with_file_name("people.d"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml" || e == "yml" || e == "json"))
        .collect();
    imported.sort();
    std::iter::once(hand).chain(imported).filter(|p| p.is_file()).collect()
}

/// Reads people files; one that cannot be read is left out and says why.
pub(crate) fn people(paths: &[PathBuf], read: &dyn Fn(&Path) -> Result<String, String>) -> (Roster, Vec<PeopleFile>) {
    let mut files = Vec::new();
    let mut all = Vec::new();
    for path in paths {
        let (entries, troubles) = match read(path) {
            Ok(text) => file::read(&text),
            Err(message) => (crate::roster::Entries::default(), vec![Trouble { line: 0, column: 0, message }]),
        };
        all.push(entries);
        files.push(PeopleFile { path: path.clone(), troubles });
    }
    (Roster::of(all), files)
}

/// The ids of a desk's protected sources. Their names are not read into anything that could show them.
pub(crate) fn protected(root: &Path) -> Result<Vec<String>, String> {
    let path = root.join(PRIVATE);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    // The text may hold names: what is wrong with it is told by its place alone.
    let place = |line: usize| format!("{}:{line}: not YAML; write `source-a: …`, one source a line", path.display());
    match yaml::read(&read_text(&path)?) {
        Ok(node) => match node.value {
            Value::Map(pairs) => Ok(pairs.iter().filter_map(|(k, _)| k.scalar().map(str::to_owned)).collect()),
            Value::Scalar(s) if s.is_empty() => Ok(Vec::new()),
            _ => Err(place(node.line + 1)),
        },
        Err(trouble) => Err(place(trouble.line + 1)),
    }
}

/// The folder whose settings and people files hold for a draft: the nearest above it that has either; else its own.
pub(crate) fn root_of(draft: &Path) -> PathBuf {
    let absolute = std::path::absolute(draft).unwrap_or_else(|_| draft.to_owned());
    let own = absolute.parent().map(Path::to_owned).unwrap_or_default();
    let has = |folder: &&Path| [SETTINGS, PEOPLE, PRIVATE].iter().any(|f| folder.join(f).is_file());
    absolute.ancestors().skip(1).find(has).map_or(own, Path::to_owned)
}

/// A file's path from a folder, with forward slashes, as globs have it.
pub(crate) fn below(root: &Path, file: &Path) -> String {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    absolute.strip_prefix(root).unwrap_or(&absolute).to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_in_the_private_file_names_nobody() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(PRIVATE), "source-a: Deep Throat\nsource-b: {name: X}\n").unwrap();
        assert_eq!(protected(folder.path()).unwrap(), ["source-a", "source-b"]);
        fs::write(folder.path().join(PRIVATE), "source-a: [Deep Throat\n").unwrap();
        let told = protected(folder.path()).unwrap_err();
        assert!(told.contains("sources.private.yaml:") && !told.contains("Throat"), "{told}");
    }
}
