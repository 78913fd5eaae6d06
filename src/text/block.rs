//! A block: a paragraph, heading, list item or single line, as typed and as read.

use std::any::Any;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Format;
use super::clean::Clean;
use super::inline::{self, InlineAnnotation, Malformed};
use super::markup::{self, Markup};
use super::position::clamp;
use super::queries;
use super::shape::Shape;

/// One block of a draft. Immutable: an edit makes a new one.
#[derive(Debug)]
pub struct Block {
    /// The text as typed, without the line break that ends it.
    pub raw: Box<str>,
    /// How it is marked up.
    pub format: Format,
    /// The text to read.
    pub clean: Clean,
    /// The inline annotations, in the order of their opening brackets.
    pub annotations: Box<[InlineAnnotation]>,
    /// What looks like an annotation but cannot be read as one.
    pub malformed: Box<[Malformed]>,
    /// The editors' queries that are still open, in bytes of the block as typed. They are none of what is read.
    pub queries: Box<[Range<usize>]>,
    /// Links, images and notes of Markdown.
    pub markup: Markup,
    /// What the block looks like, from which its region is told.
    pub shape: Shape,
    /// What the floor above derived from the block; see [`Block::derived`].
    derived: OnceLock<Arc<dyn Any + Send + Sync>>,
}

impl Block {
    /// Reads one block's text.
    #[must_use]
    pub fn new(raw: String, format: Format) -> Self {
        let parsed = inline::parse(&raw, format);
        let mut queries = Vec::new();
        let copy = match queries::cut(&parsed.clean.text) {
            Some(copy) => {
                queries.extend(copy.open.into_iter().map(|q| parsed.clean.to_raw(clamp(q.start)..clamp(q.end))));
                copy.clean.through(&parsed.clean)
            }
            None => parsed.clean,
        };
        let (mut clean, markup) = match format {
            Format::Text => (copy, Markup::default()),
            Format::Markdown => {
                let (clean, markup) = markup::read(&copy.text);
                match clean {
                    Some(clean) => (clean.through(&copy), markup),
                    None => (copy, markup),
                }
            }
        };
        let shape = Shape::of(&clean.text, &raw, format, &markup);
        // A block is kept as long as the draft is open: nothing in it has room to spare.
        clean.fit();
        Self {
            raw: raw.into(),
            format,
            clean,
            annotations: parsed.annotations.into(),
            malformed: parsed.malformed.into(),
            queries: queries.into(),
            markup,
            shape,
            derived: OnceLock::new(),
        }
    }

    /// What `derive` makes of this block, made once and kept as long as the block lives. There is one slot, so all callers
    /// must ask for the same type; one that asks for another is answered without the cache.
    pub fn derived<T: Any + Send + Sync>(&self, derive: impl Fn(&Self) -> T) -> Arc<T> {
        let kept = self.derived.get_or_init(|| Arc::new(derive(self)));
        Arc::downcast(Arc::clone(kept)).unwrap_or_else(|_| Arc::new(derive(self)))
    }
}
