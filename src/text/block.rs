//! A block: a paragraph, heading, list item or single line, as typed and as read.

use std::any::Any;
use std::ops::{Deref, Range};
use std::sync::{Arc, LazyLock, OnceLock};

use super::Format;
use super::apart::{self, Apart, Unread};
use super::clean::Clean;
use super::inline::{self, InlineAnnotation, Malformed};
use super::lines;
use super::markup::{self, Markup};
use super::position::clamp;
use super::queries;
use super::shape::Shape;

/// The longest block that is read, in bytes of clean text. No paragraph of prose is this long; what is, is data.
pub const LONGEST: usize = 200_000;

/// One block of a draft. Immutable: an edit makes a new one. It is kept as long as the draft is open: nothing in it has room to spare,
/// and what plain copy has nothing of takes no room in it.
#[derive(Debug)]
pub struct Block {
    /// The text as typed, without the line break that ends it.
    pub raw: Box<str>,
    /// The text to read; none where it is all as it was typed, as most blocks are.
    clean: Option<Box<Clean>>,
    /// How it is marked up.
    pub format: Format,
    /// What the block looks like, from which its region is told.
    pub shape: Shape,
    /// What was marked in it; none where nothing was.
    marked: Option<Box<Marked>>,
    /// What the floor above derived from the block; see [`Block::derived`].
    derived: OnceLock<Arc<dyn Any + Send + Sync>>,
}

/// What is marked in a block; read as fields of [`Block`].
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The inline annotations, in the order of their opening brackets.
    pub annotations: Box<[InlineAnnotation]>,
    /// What looks like an annotation but cannot be read as one.
    pub malformed: Box<[Malformed]>,
    /// The editors' queries that are still open, in bytes of the block as typed. They are none of what is read.
    pub queries: Box<[Range<usize>]>,
    /// Links: what they cover in the clean text, and where they lead.
    pub links: Box<[(Range<u32>, String)]>,
    /// Where footnotes are referred to, in the clean text.
    pub notes: Box<[u32]>,
    /// What the pieces taken out say that are no copy, in bytes of the block as typed; `None` where there are none.
    pub apart: Option<Box<Apart>>,
}

impl Deref for Block {
    type Target = Marked;

    fn deref(&self) -> &Marked {
        static NOTHING: LazyLock<Marked> = LazyLock::new(Marked::default);
        self.marked.as_deref().unwrap_or(&NOTHING)
    }
}

impl Block {
    /// Reads one block's text.
    #[must_use]
    pub fn new(raw: String, format: Format) -> Self {
        let parsed = inline::parse(&raw, format);
        let mut clean = parsed.clean;
        let mut own = Apart::default();
        let mut markup = Markup::default();
        if let Some((text, apart)) = apart::read(&clean.text, format) {
            own = apart;
            markup = Markup::of(&mut own);
            let typed = |range: &mut std::ops::Range<usize>| *range = clean.to_raw(clamp(range.start)..clamp(range.end));
            own.pairs.iter_mut().for_each(typed);
            own.unread.iter_mut().for_each(|(_, range)| typed(range));
            clean = text.through(&clean);
        }
        let mut queries = Vec::new();
        if let Some(copy) = queries::cut(&clean.text) {
            queries.extend(copy.open.into_iter().map(|q| clean.to_raw(clamp(q.start)..clamp(q.end))));
            markup.moved(&copy.clean);
            clean = copy.clean.through(&clean);
        }
        // A parser's tree of what nobody reads would take more room than all else.
        let marked_up = format == Format::Markdown && clean.text.len() <= LONGEST;
        if marked_up {
            let (text, said, pairs) = markup::read(&clean.text);
            own.pairs.extend(pairs.into_iter().map(|p| clean.to_raw(clamp(p.start)..clamp(p.end))));
            if let Some(text) = text {
                markup.moved(&text);
                clean = text.through(&clean);
            }
            markup.join(said);
        }
        markup.table |= !marked_up && markup::is_row(&clean.text) || lines::is_row(&clean.text);
        if let Some((text, hidden)) = apart::letters(&clean.text, markup.table) {
            own.unread.extend(hidden.into_iter().map(|h| (Unread::Hidden, clean.to_raw(clamp(h.start)..clamp(h.end)))));
            markup.moved(&text);
            clean = text.through(&clean);
        }
        let shape = Shape::of(&clean.text, &raw, format, &markup);
        let clean = (!clean.is_all(&raw)).then(|| Box::new(clean.fitted()));
        let marked = Marked {
            annotations: parsed.annotations.into(),
            malformed: parsed.malformed.into(),
            queries: queries.into(),
            links: markup.links.into(),
            notes: markup.notes.into(),
            apart: (own != Apart::default()).then(|| Box::new(own)),
        };
        let marked = (marked != Marked::default()).then(|| Box::new(marked));
        Self { raw: raw.into(), clean, format, shape, marked, derived: OnceLock::new() }
    }

    /// The text to read.
    #[must_use]
    pub fn text(&self) -> &str {
        self.clean.as_ref().map_or(&self.raw, |clean| &clean.text)
    }

    /// The typed stretch that a stretch of the text to read comes from, as [`Clean::to_raw`] has it.
    #[must_use]
    pub fn to_raw(&self, range: Range<u32>) -> Range<usize> {
        let typed = || range.start as usize..range.end.max(range.start) as usize;
        self.clean.as_ref().map_or_else(typed, |clean| clean.to_raw(range.clone()))
    }

    /// The offset in the text to read that a typed offset falls on, as [`Clean::of_raw`] has it.
    #[must_use]
    pub fn of_raw(&self, raw: usize) -> u32 {
        self.clean.as_ref().map_or_else(|| clamp(raw.min(self.raw.len())), |clean| clean.of_raw(raw))
    }

    /// What `derive` makes of this block, made once and kept as long as the block lives. There is one slot, so all callers
    /// must ask for the same type; one that asks for another is answered without the cache.
    pub fn derived<T: Any + Send + Sync>(&self, derive: impl Fn(&Self) -> T) -> Arc<T> {
        let kept = self.derived.get_or_init(|| Arc::new(derive(self)));
        Arc::downcast(Arc::clone(kept)).unwrap_or_else(|_| Arc::new(derive(self)))
    }

    /// Whether anything is marked in it.
    pub fn is_marked(&self) -> bool {
        self.marked.is_some()
    }

    /// Whether anything was made of this block yet.
    pub fn is_derived(&self) -> bool {
        self.derived.get().is_some()
    }
}
