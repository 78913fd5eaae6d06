//! What a draft says about itself: the metadata at its top, in any notation that newsrooms keep it in, or the `.meta.yaml` file
//! beside it. Reading it cannot fail: a slip is told at its line, and everything around it is read.

pub mod entry;
pub mod header;
pub mod keys;
pub mod kinds;
mod loose;
mod notations;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use header::{Header, Notation};
use keys::Field;
use ropey::Rope;

use super::Trouble;
use super::slot::Slot;
use super::yaml::{Node, Value};

/// What the name of a draft's file of metadata has behind the draft's own.
pub const SUFFIX: &str = ".meta.yaml";

/// The file that holds a draft's metadata: `story.txt` has `story.txt.meta.yaml`.
#[must_use]
pub fn path_beside(draft: &Path) -> PathBuf {
    super::path_beside(draft, SUFFIX)
}

/// A value as written, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The words.
    pub text: String,
    /// Zero-based line, counted from the first line of the draft or file.
    pub line: usize,
}

/// A slip in metadata: everything else is read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Zero-based line.
    pub line: usize,
    /// What of the line it is about, in bytes of it.
    pub place: Range<usize>,
    /// What is wrong and what to do, in words for people.
    pub message: String,
    /// What mends it: bytes of the line, and what to write for them.
    pub mend: Option<(Range<usize>, String)>,
}

impl Slip {
    fn whole(text: &str, line: usize, message: String) -> Self {
        let start = text.len() - text.trim_start().len();
        Self { line, place: start..text.trim_end().len().max(start), message, mend: None }
    }

    /// Keys that are given twice.
    fn twice(text: &str, troubles: Vec<Trouble>) -> Vec<Self> {
        if troubles.is_empty() {
            return Vec::new();
        }
        let lines: Vec<&str> = text.split('\n').collect();
        let slip = |t: Trouble| {
            let line = t.line.min(lines.len() - 1);
            Self::whole(lines[line], line, format!("{}; the last counts.", t.message))
        };
        troubles.into_iter().map(slip).collect()
    }

    /// The slip as what is wrong with a file.
    #[must_use]
    pub fn trouble(&self) -> Trouble {
        Trouble { line: self.line, column: self.place.start, message: self.message.clone() }
    }

    fn mended(self, range: Range<usize>, text: String) -> Self {
        Self { mend: Some((range, text)), ..self }
    }
}

/// The metadata of an article. Every value is as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline, where it is kept as metadata.
    pub headline: Option<String>,
    /// The line under it.
    pub standfirst: Option<String>,
    /// The publication date.
    pub date: Option<Written>,
    /// When the article was last changed.
    pub updated: Option<Written>,
    /// IANA name of the time zone.
    pub timezone: Option<String>,
    /// `news`, `opinion`, `feature`, `explainer`, `analysis`, `profile`, `review`, whatever word and key tell it.
    pub kind: Option<&'static str>,
    /// House profile, overriding the workspace's.
    pub profile: Option<String>,
    /// `monday` or `sunday`.
    pub week_start: Option<String>,
    /// Sources by id, with the name to show.
    pub sources: Vec<(String, String)>,
    /// Rules that are not to speak of this article.
    pub ignore: Vec<String>,
    /// The byline.
    pub byline: Vec<String>,
    /// What the article is about.
    pub tags: Vec<String>,
}

/// Reads metadata and tells what is wrong with it.
#[must_use]
pub fn read(text: &str, notation: Notation) -> (Metadata, Vec<Slip>) {
    let (pairs, slips) = match notation {
        Notation::Yaml => notations::yaml(text),
        Notation::Toml => notations::toml(text),
        Notation::Json => notations::json(text),
        Notation::Titles => notations::titles(text),
        Notation::Org => notations::org(text),
        Notation::Bare => notations::keyed(text),
    };
    (Metadata::of(&pairs), slips)
}

/// The values of each field, best name first.
#[derive(Default)]
struct FieldsFound<'a>(Vec<(Field, usize, &'a Node)>);

impl<'a> FieldsFound<'a> {
    /// Looks through keys, and through those that stand in groups after them.
    fn gather(&mut self, pairs: &'a [(Node, Node)], depth: usize) {
        const BELOW: usize = 1000;
        const DEEPEST: usize = 3;
        for (key, value) in pairs {
            let Some(name) = key.scalar() else { continue };
            if let Some((field, rank)) = keys::field(name) {
                self.0.push((field, rank + depth * BELOW, value));
            } else if let (true, Value::Map(inner), true) = (keys::is_group(name), &value.value, depth < DEEPEST) {
                self.gather(inner, depth + 1);
            }
        }
    }

    fn of(&self, field: Field) -> impl Iterator<Item = &'a Node> + '_ {
        self.0.iter().filter(move |f| f.0 == field).map(|f| f.2)
    }

    fn text(&self, field: Field) -> Option<String> {
        self.of(field).find_map(said).map(str::to_owned)
    }

    fn written(&self, field: Field) -> Option<Written> {
        self.of(field).find_map(|n| said(n).map(|s| Written { text: s.to_owned(), line: n.line }))
    }

    /// The values of the best name that has any: of a list its items, of an item with keys its name.
    fn list(&self, field: Field) -> Vec<String> {
        self.of(field).map(names).find(|l| !l.is_empty()).unwrap_or_default()
    }
}

/// What a value says; a template's tag says nothing yet.
fn said(node: &Node) -> Option<&str> {
    let alone = match &node.value {
        Value::List(items) if items.len() == 1 => items[0].scalar(),
        _ => node.scalar(),
    };
    alone.map(str::trim).filter(|s| !s.is_empty() && !entry::is_template(s))
}

fn names(node: &Node) -> Vec<String> {
    // Notations that have no lists keep them in brackets.
    if let Some(list) = node.scalar().and_then(|s| s.trim().strip_prefix('[')?.strip_suffix(']')) {
        return list.split(',').map(|item| entry::bare(item).to_owned()).filter(|s| !s.is_empty()).collect();
    }
    let name = |n: &Node| ["name", "title", "label"].iter().find_map(|k| n.text(k)).or(n.scalar()).map(|s| s.trim().to_owned());
    node.items().iter().filter_map(name).filter(|s| !s.is_empty()).collect()
}

impl Metadata {
    fn of(pairs: &[(Node, Node)]) -> Self {
        let mut found = FieldsFound::default();
        found.gather(pairs, 0);
        found.0.sort_by_key(|f| f.1);
        let sources = match found.of(Field::Sources).next().map(|n| &n.value) {
            Some(Value::Map(pairs)) => pairs.iter().filter_map(|(k, v)| Some((k.scalar()?.to_owned(), source_name(k, v)))).collect(),
            _ => Vec::new(),
        };
        let tags: Vec<String> = found.list(Field::Tags).iter().flat_map(|t| t.split(',')).map(|t| t.trim().to_owned()).collect();
        Self {
            headline: found.text(Field::Headline),
            standfirst: found.text(Field::Standfirst),
            date: found.written(Field::Date),
            updated: found.written(Field::Updated),
            timezone: found.text(Field::Timezone),
            kind: found.of(Field::Kind).find_map(|n| kinds::named(&names(n))).or_else(|| kinds::tagged(&tags)),
            profile: found.text(Field::Profile),
            week_start: found.text(Field::WeekStart),
            sources,
            ignore: found.list(Field::Ignore),
            byline: found.list(Field::Byline),
            tags,
        }
    }

    /// `self` where it says something, else `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            headline: self.headline.or(other.headline),
            standfirst: self.standfirst.or(other.standfirst),
            date: self.date.or(other.date),
            updated: self.updated.or(other.updated),
            timezone: self.timezone.or(other.timezone),
            kind: self.kind.or(other.kind),
            profile: self.profile.or(other.profile),
            week_start: self.week_start.or(other.week_start),
            sources: if self.sources.is_empty() { other.sources } else { self.sources },
            ignore: [self.ignore, other.ignore].concat(),
            byline: if self.byline.is_empty() { other.byline } else { self.byline },
            tags: if self.tags.is_empty() { other.tags } else { self.tags },
        }
    }
}

fn source_name(key: &Node, value: &Node) -> String {
    value.text("name").or(value.scalar()).filter(|s| !s.is_empty()).or(key.scalar()).unwrap_or_default().to_owned()
}

/// The metadata at the top of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Where it stands; `None` where the draft has none.
    pub header: Option<Header>,
    /// What it says.
    pub metadata: Metadata,
    /// What is wrong with it, each counted from the first line of the draft.
    pub slips: Vec<Slip>,
}

impl FrontMatter {
    /// How many of the draft's blocks it is.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.header.as_ref().map_or(0, |h| h.blocks)
    }
}

/// The front matter as it was last read. The versions of a draft share it, so that it is read again only when its own text
/// changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo(Arc<Mutex<Option<Known>>>);

/// In which line front matter starts, its text, and what was read of it.
type Known = (usize, String, Arc<FrontMatter>);

impl Memo {
    /// Reads the front matter of a draft, of which these are the text and the blocks.
    pub(super) fn read(&self, rope: &Rope, slots: &[Slot]) -> Arc<FrontMatter> {
        let Some(header) = header::of(slots) else { return Arc::default() };
        let text = rope.byte_slice(header.content.clone());
        let mut memo = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let above = rope.byte_to_line(header.content.start);
        if let Some((line, known, front)) = memo.as_ref()
            && *line == above
            && front.header.as_ref() == Some(&header)
            && text == known.as_str()
        {
            return Arc::clone(front);
        }
        let text = text.to_string();
        let (mut metadata, mut slips) = self::read(&text, header.notation);
        slips.iter_mut().for_each(|s| s.line += above);
        [&mut metadata.date, &mut metadata.updated].into_iter().flatten().for_each(|w| w.line += above);
        if !header.closed {
            // Of what the library makes of an object without an end, that is all that is of use.
            slips.retain(|_| header.notation != Notation::Json);
            slips.insert(0, unclosed(&header, rope));
        }
        let front = Arc::new(FrontMatter { header: Some(header), metadata, slips });
        *memo = Some((above, text, Arc::clone(&front)));
        front
    }
}

/// The slip of metadata that has no end.
fn unclosed(header: &Header, rope: &Rope) -> Slip {
    let line = rope.byte_to_line(header.content.start);
    let first = rope.line(line).to_string();
    let fence = first.trim().trim_start_matches('\u{feff}').to_owned();
    let end = rope.byte_to_line(header.content.end);
    let (wanted, what) = if header.notation == Notation::Json && fence.starts_with('{') {
        ("}".to_owned(), "The metadata is opened here and not closed")
    } else {
        (fence.trim_end_matches(char::is_alphabetic).trim().to_owned(), "The front matter is opened here and not closed")
    };
    Slip::whole(&first, line, format!("{what}: write `{wanted}` on a line of its own below line {}.", end + 1))
}

#[cfg(test)]
mod tests;
