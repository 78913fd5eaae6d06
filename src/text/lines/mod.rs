//! What a line says by its looks alone: a rule, a list item, or a line of one of the families that stand around a story.
//! `LineKind::of` is the table of them; each family has its file: `top` bylines, days of publication and embargoes, `dateline`
//! where and by whom a story was filed, `wire` slugs and codes, `furniture` credits, notes, buttons and all that a house puts
//! around stories, `caption` and `agate` what their names say. A new agency, button or label is a line of `furniture.txt`, in the
//! section that says how it is matched; what a place in a dateline is not, one of `labels.txt`.

mod agate;
mod caption;
mod dateline;
mod furniture;
mod lists;
mod top;
mod wire;

pub(super) use caption::is_bracketed_caption;
pub(super) use dateline::dateline;
pub(super) use furniture::{SheetLabel, sheet_label};
pub use furniture::{ends_with_credit, is_credit_line, is_desk_label};
pub(super) use lists::SheetPart;
pub use top::is_month;
pub(super) use top::is_weekday;

/// What a line is for, as far as its words tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Copy, or nothing that the words tell.
    #[default]
    Copy,
    /// A picture's credit and nothing else.
    Credit,
    /// The start of a note of the editors to the readers.
    Note,
    /// The start of lines on whom to ask.
    Contact,
    /// The words of a picture.
    Caption,
    /// Furniture of the site.
    Boilerplate,
    /// When the story may be, or was, published.
    Dated,
    /// When the story was changed.
    Updated,
    /// That a story must wait, without a day.
    Embargo,
    /// Who wrote it.
    Byline,
    /// A short line in brackets.
    Aside,
    /// What a wire puts above and below its copy.
    Slug,
    /// What a broadcast script says to the control room.
    Cue,
    /// The sign that ends the copy.
    End,
    /// Heads what stands under a release or a story.
    Closing,
    /// Heads such a part with a name, as a part of the story could be headed.
    About,
    /// Tells who the writer is, or how to reach them.
    Writer,
    /// Results: a line-up, a gate, a row of a table.
    Agate,
    /// The time of an entry.
    Stamp,
}

/// Words in small letters by which a line tells when something happened, or who said so.
pub(super) const REPORTING: [&str; 20] = [
    "said",
    "told",
    "according",
    "today",
    "yesterday",
    "tonight",
    "announced",
    "reported",
    "agreed",
    "warned",
    "added",
    "confirmed",
    "denied",
    "claimed",
    "stated",
    "alleged",
    "testified",
    "acknowledged",
    "ordered",
    "urged",
];

/// Whether a text begins with a phrase in lower case, whatever the case of its own letters. Every line is asked this of many
/// phrases: nothing is copied for it.
fn opens_with(text: &str, phrase: &str) -> bool {
    text.as_bytes().get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase.as_bytes()))
}

/// Whether a line is of a kind.
type Is = fn(&str) -> bool;

/// Kinds with how many words such a line has at most.
type Kinds = &'static [(LineKind, usize, Is)];

/// The kinds in the order in which they are asked: of a line for which several hold, the first is meant. What the lists of
/// furniture tell stands between the two.
static FIRST: Kinds = &[
    (LineKind::Credit, usize::MAX, furniture::is_credit_line),
    (LineKind::Dated, 20, top::is_embargo_with_day),
    (LineKind::Embargo, 20, top::is_embargo),
    (LineKind::Updated, 12, top::is_update_line),
    (LineKind::Slug, 16, wire::is_slug),
];
static THEN: Kinds = &[
    (LineKind::End, 3, furniture::is_end_sign),
    (LineKind::Boilerplate, 40, furniture::is_signs),
    (LineKind::Note, usize::MAX, furniture::is_comment),
    (LineKind::Dated, 16, top::is_date_line),
    (LineKind::Stamp, 8, top::is_stamp),
    (LineKind::Writer, 16, furniture::is_contact),
    (LineKind::Byline, 40, top::is_byline),
    (LineKind::Agate, 80, agate::is_agate),
    (LineKind::Aside, 12, furniture::is_aside),
    (LineKind::Writer, 80, furniture::is_writer),
];

impl LineKind {
    /// The kind of a line that has so many words.
    pub(super) fn of(line: &str, words: usize) -> Self {
        let told = |kinds: Kinds| kinds.iter().find(|(_, most, is)| words <= *most && is(line)).map(|(kind, ..)| *kind);
        told(FIRST).or_else(|| furniture::by_words(line, words)).or_else(|| told(THEN)).unwrap_or_default()
    }
}

/// `---`, `...`, `===` or `+++`: a delimiter of front matter, a rule or a heading's underline.
#[must_use]
pub fn is_rule(line: &str) -> bool {
    let l = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if l.len() > 200 || l.starts_with(|c: char| c.is_alphanumeric()) {
        return false;
    }
    l == "..." || (l.len() >= 3 && ["-", "=", "*", "_", "+", ";"].iter().any(|c| l.replace(c, "").is_empty()))
}

/// What marks a list item: a character, or one and blanks in the copy of a word processor.
const BULLETS: [char; 16] = ['-', '*', '+', '•', '·', '∙', '▪', '▫', '◦', '‣', '⁃', '●', '○', '■', '□', '\u{f0b7}'];

/// Whether a line begins a list item.
#[must_use]
pub fn is_list_item(line: &str) -> bool {
    let l = line.trim_start();
    let spaced = |rest: &str| rest.starts_with([' ', '\t', '\u{a0}']);
    if l.strip_prefix(BULLETS).is_some_and(spaced) {
        return true;
    }
    // Letters of a font of signs, and a dash, are bullets where a tab or several hard blanks follow.
    if l.strip_prefix(['o', '§', '–', '—', 'Ø', 'ü', '\u{f0a7}', '\u{f0d8}'])
        .is_some_and(|r| r.starts_with('\t') || r.starts_with("\u{a0}\u{a0}") || r.starts_with("   "))
    {
        return true;
    }
    let digits = l.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && l[digits..].strip_prefix(['.', ')']).is_some_and(spaced)
}

/// Whether a line is a row of a table whose cells are parted by tabs, as a spreadsheet copies them.
#[must_use]
pub fn is_row(line: &str) -> bool {
    const CELL: usize = 12;
    let line = line.trim();
    let cells = || line.split('\t').map(str::trim).filter(|c| !c.is_empty());
    line.contains('\t') && !line.contains('\n') && cells().count() > 2 && cells().all(|c| c.split_whitespace().count() <= CELL)
}
