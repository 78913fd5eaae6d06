//! What is wrong with a file that people write by hand.

use std::path::Path;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Zero-based line.
    pub line: usize,
    /// Zero-based column, in code points.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl Trouble {
    /// The trouble with its place in a file, as compilers tell it: `people.yaml:12:3: …`, both counted from one.
    #[must_use]
    pub fn told(&self, path: &Path) -> String {
        format!("{}:{}:{}: {}", path.display(), self.line + 1, self.column + 1, self.message)
    }
}
