//! Findings that a desk knows of already: kept in a file by their names, so that only new ones are told. The file repeats no word
//! of any draft.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::article::{Checked, is_stdin};
use crate::desk::files;

/// What is known of each draft: the names of findings, and their rules for whoever reads the file.
type KnownNames = BTreeMap<String, BTreeMap<String, String>>;

/// The form of the file; another is not read.
const FORM: u32 = 1;

/// A file of known findings.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Baseline {
    copydesk_baseline: u32,
    /// By the draft's path from the folder of the file, with forward slashes.
    drafts: KnownNames,
}

impl Baseline {
    /// Reads a file of known findings.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        if !path.exists() {
            return Err(format!("{}: there is no such file; `--write-baseline` makes it", path.display()));
        }
        let text = files::read_text(path)?;
        let told = |line: usize, what: &str| {
            format!("{}:{line}: this is no file of known findings: {what}. Make it again with `--write-baseline`.", path.display())
        };
        let read: Self = serde_json::from_str(&text).map_err(|e| told(e.line(), &e.to_string()))?;
        if read.copydesk_baseline == FORM { Ok(read) } else { Err(told(1, "it was written by another version of copydesk")) }
    }

    /// Takes what is known out of what was found.
    pub(super) fn take_from(&self, checked: &mut Checked, path: &Path) {
        let Some(known) = self.drafts.get(&name_of(&checked.article.path, path)) else { return };
        let before = checked.findings.len();
        checked.keep(|_, id| !known.contains_key(id));
        checked.known = before - checked.findings.len();
    }

    /// Writes all that was found as known. What is known of drafts that were not read stays, as long as they are there.
    pub(super) fn write(path: &Path, checked: &[Checked]) -> Result<usize, String> {
        let mut drafts = if path.exists() { Self::read(path)?.drafts } else { KnownNames::new() };
        let folder = folder_of(path);
        drafts.retain(|name, _| folder.join(name).exists());
        let mut count = 0;
        for c in checked.iter().filter(|c| !is_stdin(&c.article.path)) {
            let known: BTreeMap<String, String> = c.ids.iter().cloned().zip(c.findings.iter().map(|f| f.code.to_owned())).collect();
            count += known.len();
            let name = name_of(&c.article.path, path);
            if known.is_empty() {
                drafts.remove(&name)
            } else {
                drafts.insert(name, known)
            };
        }
        let text = serde_json::to_string_pretty(&Self { copydesk_baseline: FORM, drafts }).unwrap_or_default();
        files::write(path, &(text + "\n"))?;
        Ok(count)
    }
}

fn folder_of(path: &Path) -> std::path::PathBuf {
    files::absolute(path).parent().map(Path::to_owned).unwrap_or_default()
}

/// What a draft is called in a file of known findings: the same from whatever folder the program is run.
fn name_of(draft: &Path, path: &Path) -> String {
    files::below(&folder_of(path), draft)
}
