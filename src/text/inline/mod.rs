//! Inline annotations: `[words]{.claim by=white-house}`, a subset of what djot and Pandoc read as a bracketed span.
//!
//! ```text
//! annotation = "[" content "]" "{" [ws] "." KIND { ws item } [ws] "}"
//! item       = "#" NAME | "." NAME | NAME "=" ( BARE | QUOTED )
//! ```
//! A `[` after an odd number of backslashes never opens; inside content `\[`, `\]` and `\\` are escapes, outside nothing is;
//! brackets of the text stay as they are when balanced; a span ends within its block; a class that is not a [`Kind`] makes
//! the span somebody else's.

mod list;

use std::ops::Range;

use super::Format;
use super::clean::Clean;
use list::{Attributes, attributes};
pub use list::{Malformed, Mend, attribute_list};

/// What an annotation says something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A statement that wants, or has, a source.
    Claim,
    /// Somebody's words.
    Quote,
    /// A named person.
    Person,
    /// A named organisation.
    Org,
    /// A time expression.
    Date,
    /// A note of the desk: a query, a missing citation.
    Note,
}

impl Kind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Claim, Self::Quote, Self::Person, Self::Org, Self::Date, Self::Note];

    /// The class that stands for the kind in a draft.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Quote => "quote",
            Self::Person => "person",
            Self::Org => "org",
            Self::Date => "date",
            Self::Note => "note",
        }
    }

    fn of_class(class: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.class() == class)
    }
}

/// One annotation as it stands in a block. Raw ranges count bytes of the block as typed, clean ranges of its clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineAnnotation {
    /// What it is about.
    pub kind: Kind,
    /// From the opening bracket to after the closing brace, as typed.
    pub whole: Range<usize>,
    /// Between the brackets, as typed.
    pub content: Range<usize>,
    /// What it covers in the text without annotations (Markdown's own markup still in it).
    pub covers: Range<u32>,
    /// `#name`, if given.
    pub id: Option<String>,
    /// The pairs, in order, values unquoted.
    pub attributes: Vec<(String, String)>,
}

impl InlineAnnotation {
    /// The value of the first pair of that name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }
}

/// What parsing one block gives.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The text with annotations taken out and their content unescaped.
    pub clean: Clean,
    /// The annotations, by opening bracket.
    pub annotations: Vec<InlineAnnotation>,
    /// What could not be read.
    pub malformed: Vec<Malformed>,
}

/// Reads the annotations of one block.
#[must_use]
pub fn parse(raw: &str, format: Format) -> Parsed {
    if !raw.contains("]{") {
        return Parsed { clean: Clean::same(raw), ..Parsed::default() };
    }
    let mut parsed = Parsed::default();
    let mut spans = find(raw, format, &mut parsed.malformed);
    spans.sort_by_key(|s| s.whole.start);

    // Take the brackets and attribute lists out; inside content, a backslash before a bracket or backslash too.
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for span in &spans {
        cuts.push(span.whole.start..span.content.start);
        cuts.push(span.content.end..span.whole.end);
    }
    let bytes = raw.as_bytes();
    // Those within another end before it does.
    let mut outer = 0;
    for span in &spans {
        if span.whole.start < outer {
            continue;
        }
        outer = span.whole.end;
        let mut at = span.content.start;
        while at + 1 < span.content.end {
            if bytes[at] == b'\\' && matches!(bytes[at + 1], b'[' | b']' | b'\\') {
                cuts.push(at..at + 1);
                at += 1;
            }
            at += 1;
        }
    }
    cuts.sort_by_key(|c| (c.start, c.end));
    let mut at = 0;
    for cut in &cuts {
        if cut.start >= at {
            parsed.clean.push(raw, at..cut.start);
            at = cut.end;
        }
    }
    parsed.clean.push(raw, at..raw.len());
    for mut span in spans {
        let start = parsed.clean.of_raw(span.content.start);
        let end = parsed.clean.of_raw(span.content.end);
        span.covers = start..end.max(start);
        parsed.annotations.push(span);
    }
    parsed
}

fn find(raw: &str, format: Format, malformed: &mut Vec<Malformed>) -> Vec<InlineAnnotation> {
    let bytes = raw.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if matches!(bytes.get(at + 1), Some(b'[' | b']' | b'\\')) => at += 2,
            b'`' if format == Format::Markdown => at = after_code(bytes, at),
            b'[' => {
                open.push(at);
                at += 1;
            }
            b']' => {
                let opening = open.pop();
                at += 1;
                let (Some(opening), Some(b'{')) = (opening, bytes.get(at)) else { continue };
                let whole_start = opening;
                match attributes(raw, at) {
                    Attributes::Ours { kind, id, pairs, end } => {
                        found.push(InlineAnnotation {
                            kind,
                            whole: whole_start..end,
                            content: whole_start + 1..at - 1,
                            covers: 0..0,
                            id,
                            attributes: pairs,
                        });
                        at = end;
                    }
                    Attributes::Foreign => {}
                    Attributes::Broken(trouble) => malformed.push(trouble),
                }
            }
            _ => at += 1,
        }
    }
    found
}

/// The offset after a code span that starts at `at`, or after its backticks where nothing closes them.
pub(super) fn after_code(bytes: &[u8], at: usize) -> usize {
    let ticks = bytes[at..].iter().take_while(|b| **b == b'`').count();
    let mut i = at + ticks;
    while i < bytes.len() {
        if bytes[i] == b'`' {
            let n = bytes[i..].iter().take_while(|b| **b == b'`').count();
            if n == ticks {
                return i + n;
            }
            i += n;
        } else {
            i += 1;
        }
    }
    at + ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(raw: &str) -> String {
        parse(raw, Format::Markdown).clean.text
    }

    #[test]
    fn spans_nest_and_come_out() {
        let parsed = parse("but [[Ann Lee]{.person ref=ann-lee} left \\[sic\\]]{.claim #c1 status=unattributed} [x]{.red}", Format::Text);
        assert_eq!(parsed.clean.text, "but Ann Lee left [sic] [x]{.red}");
        let kinds: Vec<_> =
            parsed.annotations.iter().map(|a| (a.kind, &parsed.clean.text[a.covers.start as usize..a.covers.end as usize])).collect();
        assert_eq!(kinds, [(Kind::Claim, "Ann Lee left [sic]"), (Kind::Person, "Ann Lee")]);
        assert_eq!(parsed.annotations[0].id.as_deref(), Some("c1"));
        assert_eq!(parsed.annotations[0].get("status"), Some("unattributed"));
    }

    #[test]
    fn what_is_not_ours_stays() {
        for same in ["[sic]", "a [link](x){.claim}", "`[a]{.claim}`", "\\[a]{.claim}", "[a]{.claims}", "[a]{claim}"] {
            assert_eq!(clean(same), same);
        }
    }
}
