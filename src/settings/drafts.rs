//! Which files are drafts, as far as their paths tell.

use std::sync::LazyLock;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Files that are text and no drafts.
static NO_DRAFTS: LazyLock<GlobSet> = LazyLock::new(|| {
    let mut set = GlobSetBuilder::new();
    let lines = include_str!("no-drafts.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let glob = |line: &str| {
        let plain = line.strip_prefix('=');
        GlobBuilder::new(plain.unwrap_or(line)).case_insensitive(plain.is_none()).literal_separator(true).build().ok()
    };
    for glob in lines.filter_map(glob) {
        set.add(glob);
    }
    set.build().unwrap_or_else(|_| GlobSet::empty())
});

/// Folders of what is written about a program, where what makes a program stands beside them.
pub const HANDBOOKS: [&str; 6] = ["doc", "docs", "documentation", "book", "guide", "wiki"];

/// What makes a program.
pub const MANIFESTS: [&str; 12] = [
    "Cargo.toml",
    "package.json",
    "pyproject.toml",
    "setup.py",
    "go.mod",
    "pom.xml",
    "build.gradle",
    "Gemfile",
    "composer.json",
    "CMakeLists.txt",
    "mix.exs",
    "Package.swift",
];

/// What the globs of a desk and then the built-in ones say of a path, from the desk's folder on with forward slashes: whether it is
/// a draft, or none and why; nothing where none of them speaks of it.
#[must_use]
pub fn told(globs: &[String], path: &str) -> Option<Result<(), String>> {
    let fits = |glob: &str| Glob::new(glob).is_ok_and(|g| g.compile_matcher().is_match(path));
    for glob in globs.iter().rev() {
        match glob.strip_prefix('!') {
            Some(none) if fits(none) => return Some(Err(format!("the setting `drafts` leaves it out: {glob}"))),
            None if fits(glob) => return Some(Ok(())),
            _ => {}
        }
    }
    NO_DRAFTS.is_match(path).then(|| Err("files of this name are no drafts".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_glob() {
        let lines = include_str!("no-drafts.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
        assert_eq!(lines.count(), NO_DRAFTS.len());
    }

    #[test]
    fn files_are_drafts_by_their_paths() {
        let globs = |all: &[&str]| all.iter().map(|g| (*g).to_owned()).collect::<Vec<_>>();
        for (own, path, expected) in [
            (&[][..], "harbour.txt", None),
            (&[], "news/2024/readme-for-voters.md", None),
            (&[], "news/licence-revoked.md", None),
            (&[], "news/the-changelog-of-a-city.md", None),
            (&[], "news/2024/security.md", None),
            (&[], "news/history.md", None),
            (&[], "vendors/strike.md", None),
            (&[], "SECURITY.md", Some(false)),
            (&[], "LICENSE-MIT", Some(false)),
            (&[], "README.md", Some(false)),
            (&[], "a/b/readme.txt", Some(false)),
            (&[], "README.de.md", Some(false)),
            (&[], "LICENSE-APACHE.txt", Some(false)),
            (&[], "licence.md", Some(false)),
            (&[], "CHANGELOG.md", Some(false)),
            (&[], "sub/CONTRIBUTING.md", Some(false)),
            (&[], "requirements.txt", Some(false)),
            (&[], "requirements-dev.txt", Some(false)),
            (&[], "web/robots.txt", Some(false)),
            (&[], "CMakeLists.txt", Some(false)),
            (&[], "web/node_modules/left-pad/notes.md", Some(false)),
            (&[], ".github/ISSUE_TEMPLATE/bug.md", Some(false)),
            (&["README.md"], "README.md", Some(true)),
            (&["!notes/**"], "notes/a.md", Some(false)),
            (&["!notes/**", "notes/a.md"], "notes/a.md", Some(true)),
            (&["notes/a.md", "!notes/**"], "notes/a.md", Some(false)),
            (&["!**", "news/**"], "news/a.md", Some(true)),
            (&["!**", "news/**"], "todo.md", Some(false)),
        ] {
            assert_eq!(told(&globs(own), path).map(|t| t.is_ok()), expected, "{own:?} {path}");
        }
    }
}
