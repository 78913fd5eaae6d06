//! What a line says by its looks alone: a rule, a list item, or a line of one of the families that stand around a story.
//! `LineKind::of` is the table of them; each family has its file.

mod dateline;
mod furniture;
mod top;

pub(super) use dateline::dateline;
pub use furniture::{ends_with_credit, is_credit_line};
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

/// Whether a line is of a kind.
type Is = fn(&str) -> bool;

/// The kinds in the order in which they are asked: of a line for which several hold, the first is meant. With each, how many
/// words such a line has at most.
static KINDS: &[(LineKind, usize, Is)] = &[
    (LineKind::Credit, usize::MAX, furniture::is_credit_line),
    (LineKind::Note, usize::MAX, furniture::is_note),
    (LineKind::Dated, 20, top::is_embargo_with_day),
    (LineKind::Embargo, 20, top::is_embargo),
    (LineKind::Updated, 12, top::is_update_line),
    (LineKind::Boilerplate, 40, furniture::is_boilerplate),
    (LineKind::Dated, 16, top::is_date_line),
    (LineKind::Byline, 40, top::is_byline),
    (LineKind::Aside, 12, furniture::is_aside),
];

impl LineKind {
    /// The kind of a line that has so many words.
    pub(super) fn of(line: &str, words: usize) -> Self {
        KINDS.iter().find(|(_, most, is)| words <= *most && is(line)).map_or(Self::Copy, |(kind, ..)| *kind)
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

/// Whether a Markdown line begins a list item.
#[must_use]
pub fn is_list_item(line: &str) -> bool {
    let l = line.trim_start();
    if ["- ", "* ", "+ ", "• "].iter().any(|m| l.starts_with(m)) {
        return true;
    }
    let digits = l.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && (l[digits..].starts_with(". ") || l[digits..].starts_with(") "))
}
