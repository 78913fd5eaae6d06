//! The draft as text: what was typed, how it is cut into blocks, and what each block is for.
//!
//!
//! What goes in: the draft itself ([`draft`], [`cut`], [`block`]); the desk's marks within it ([`inline`], `queries`); what is no
//! copy in its source (`apart`, `markup`); what a draft says about itself, a key of front matter and a date's key among it
//! ([`metadata`]); what a line is by its looks or its first words, a byline, a dateline, a line of furniture of any house
//! ([`lines`]); and from these what each block is for ([`region`]). Lists of such words lie beside the code that reads them.
//!
//! What does not: what a sentence of English says ([`crate::language`] and above). Offsets are bytes unless a name says otherwise.

pub mod apart;
pub mod block;
pub mod clean;
pub mod cut;
pub mod draft;
pub mod encoding;
pub(crate) mod ends;
pub mod escape;
pub mod inline;
pub mod lines;
pub mod markup;
pub mod metadata;
pub mod position;
mod queries;
pub mod region;
mod sections;
pub mod shape;
pub mod slot;
pub mod span;
pub mod trouble;
mod wrapping;
pub mod yaml;

use std::path::{Path, PathBuf};

pub use block::Block;
pub use clean::Clean;
pub use draft::Draft;
pub use region::Region;
pub use span::Span;
pub use trouble::Trouble;

/// Whether a file's name is that of a draft; other files of a folder are passed over.
#[must_use]
pub fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|e| ["txt", "md", "markdown"].iter().any(|w| e.eq_ignore_ascii_case(w)))
}

/// The file beside a draft that has the draft's name and more behind it: `story.txt` has `story.txt.meta.yaml`.
#[must_use]
pub fn path_beside(draft: &Path, suffix: &str) -> PathBuf {
    let mut name = draft.file_name().unwrap_or_default().to_os_string();
    name.push(suffix);
    draft.with_file_name(name)
}

/// How a draft is marked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// No markup; only inline annotations mean anything.
    #[default]
    Text,
    /// `CommonMark`, with Pandoc's YAML front matter.
    Markdown,
}

impl Format {
    /// The format that a file name's ending tells: `.md` and `.markdown` are Markdown, all else plain text.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let ending = name.rsplit('.').next().unwrap_or_default();
        if ["md", "markdown", "mdown"].iter().any(|e| ending.eq_ignore_ascii_case(e)) { Self::Markdown } else { Self::Text }
    }
}
