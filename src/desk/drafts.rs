//! Which files are drafts: what the desk says, what names say, and what lies around a file.

use std::path::Path;

use super::Desk;
use super::files::{self, Files};
use crate::settings::drafts::{HANDBOOKS, MANIFESTS, told};

impl<F: Files> Desk<F> {
    /// Why a file of text is no draft; none where it is one.
    pub(crate) fn why_no_draft(&self, file: &Path) -> Option<String> {
        let file = files::absolute(file);
        let root = self.root_of(Some(&file));
        let path = files::below(root.as_deref().unwrap_or(Path::new("/")), &file);
        match told(&self.settings(Some(&file)).drafts, &path) {
            Some(told) => told.err(),
            None => self.is_of_handbook(&file, root.as_deref()).then(|| "it lies in the docs of a program".to_owned()),
        }
    }

    /// Whether a file lies in a folder of what is written about a program, beside which stands what makes the program.
    fn is_of_handbook(&self, file: &Path, root: Option<&Path>) -> bool {
        let folders = file.ancestors().skip(1).take_while(|f| root.is_none_or(|root| f.starts_with(root)));
        let named = |f: &&Path| f.file_name().is_some_and(|n| HANDBOOKS.iter().any(|h| n.eq_ignore_ascii_case(h)));
        let makes = |f: &Path| MANIFESTS.iter().any(|m| self.files.stamp(&f.join(m)).there);
        folders.filter(named).filter_map(Path::parent).any(makes)
    }
}
