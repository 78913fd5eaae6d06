//! What stands in square brackets and is no copy: shortcodes of sites, marks of notes, marks of a word processor's comments, spans
//! with attributes. An aside in brackets is copy.

use std::collections::HashMap;

use super::forms;
use super::{DEEPEST, PieceReader, Unread, closing, first};

/// How far brackets reach, in bytes.
const LONGEST: usize = 2000;

impl PieceReader<'_> {
    /// Takes out brackets that are no copy.
    pub(super) fn bracket(&mut self) -> bool {
        self.reference() || self.mark() || self.wikilink() || self.span() || self.shortcode()
    }

    /// A link as wikis have it, with words of its own: `[[page|words]]`.
    fn wikilink(&mut self) -> bool {
        let rest = first(self.rest(), LONGEST + 1);
        let Some(inner) = rest.strip_prefix("[[").filter(|_| self.last() != Some('!')) else { return false };
        let Some(close) = inner.find("]]").filter(|c| !inner[..*c].contains(['\n', '['])) else { return false };
        let Some(bar) = inner[..close].rfind('|').filter(|bar| bar + 1 < close) else { return false };
        let (words, end) = (self.at + 2 + bar + 1, self.at + 2 + close);
        self.keeps(words, self.at, end..end + 2)
    }

    /// The mark of a note: `[^1]`. At the start of a block, with a colon behind it, it is the note.
    fn reference(&mut self) -> bool {
        let rest = self.rest();
        let Some(label) = rest.strip_prefix("[^") else { return false };
        let Some(close) = label.find([']', '[', ' ', '\n']).filter(|c| *c > 0 && label[*c..].starts_with(']')) else { return false };
        let end = self.at + 2 + close + 1;
        if self.text[end..].starts_with(':') && self.at_start() {
            self.apart.opaque = true;
            return !self.markdown && self.out(end + 1);
        }
        self.note(end)
    }

    /// A note set where it is referred to: `^[words]`.
    pub(super) fn inline_note(&mut self) -> bool {
        match self.matching(self.at + 1) {
            Some(close) => self.note(close + 1),
            None => false,
        }
    }

    /// The mark of a comment behind a word or a full stop: `[a]`, `[ab]`, `[TA1]`.
    fn mark(&mut self) -> bool {
        let rest = self.rest();
        let Some(close) = rest.bytes().skip(1).take(6).position(|b| b == b']').filter(|c| *c > 0) else { return false };
        let (inner, behind) = (&rest[1..=close], &rest[close + 2..]);
        let letters = inner.len() <= 2 && inner.bytes().all(|b| b.is_ascii_lowercase());
        let figures = inner.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let initials =
            (1..=3).contains(&(inner.len() - figures.len())) && !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit());
        let hugs = self.last().is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '“' | '‘' | '!' | '-' | '—' | '–' | '/'));
        // `x[i]` is no word with a mark.
        let hugs = hugs
            && !self.text[..self.at]
                .ends_with(|c: char| c.is_alphabetic() && self.text[..self.at - c.len_utf8()].ends_with(|b: char| !b.is_alphanumeric()));
        let ends = !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | ':' | '{'));
        (letters || initials) && hugs && ends && self.out(self.at + close + 2)
    }

    /// A span with attributes (`[words]{.insertion}`): its words are copy but where they are struck out.
    fn span(&mut self) -> bool {
        if !self.markdown {
            return false;
        }
        let Some(close) = self.matching(self.at) else { return false };
        let behind = first(&self.text[close + 1..], LONGEST + 1);
        let Some(end) = behind.find('}').filter(|e| behind.starts_with("{.") && !behind[..*e].contains('\n')) else { return false };
        let class = behind[2..end].split_whitespace().next().unwrap_or_default();
        let end = close + 1 + end + 1;
        match class {
            "deletion" | "comment-start" | "comment-end" | "paragraph-deletion" => self.unread(end, Unread::Struck),
            _ => self.keeps(self.at + 1, self.at, close..end),
        }
    }

    /// A shortcode: one with attributes, a closing one, or one that is known, and not the text of a link.
    fn shortcode(&mut self) -> bool {
        let rest = self.rest();
        let Some(close) = first(rest, LONGEST + 1).find(']') else { return false };
        let inner = &rest[1..close];
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |i| (true, i));
        let length = inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(inner.len());
        let (name, attributes) = (&inner[..length], inner[length..].trim().trim_end_matches('/').trim_end());
        let end = self.at + close + 1;
        let link = self.text[end..].starts_with(['(', ':'])
            || self.text[end..].starts_with('[')
                && self.markdown
                && name != "caption"
                && attributes.is_empty()
                && !name.contains('_')
                && !forms::has("shortcode", name);
        if link
            || !name.starts_with(|c: char| c.is_ascii_lowercase())
            || inner[length..].starts_with(|c: char| !c.is_whitespace() && !matches!(c, '=' | '/'))
        {
            return false;
        }
        if closing {
            return attributes.is_empty()
                && (forms::has("shortcode", name) || name.contains('_') || self.opened.iter().rev().take(DEEPEST).any(|o| o.name == name))
                && self.out(end);
        }
        let keyed = inner[length..].starts_with('=') || pairs(attributes);
        let closed = self.shortcode_closed(name, end);
        let closer = name.len() + "[/]".len();
        let known = attributes.is_empty() && (closed.is_some() || name.contains('_') && name.len() > 3);
        if !(keyed || known) {
            // A word that is a shortcode elsewhere stands alone in its block.
            let alone = attributes.is_empty() && forms::has("shortcode", name) && name.len() > 3 && self.text.trim() == format!("[{name}]");
            return alone && self.out(end);
        }
        self.apart.caption |= name == "caption" && self.at_start();
        self.apart.quote |= matches!(name, "quote" | "blockquote" | "pullquote") && self.at_start();
        match closed {
            Some(from) if forms::has("aside", name) => self.unread_words(from + closer),
            Some(from) => self.keeps(end, self.at, from..from + closer),
            None => self.out(end),
        }
    }

    /// Where a shortcode is closed, from a byte on: `[/name]`. A text may open as many as it has words, each of its own name.
    fn shortcode_closed(&mut self, name: &str, from: usize) -> Option<usize> {
        let text = self.text;
        let closers = self.closers.get_or_insert_with(|| {
            let mut closers: HashMap<&str, Vec<usize>> = HashMap::new();
            for (at, opening) in text.match_indices("[/") {
                let inner = first(&text[at + opening.len()..], LONGEST);
                if let Some(end) =
                    inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).filter(|e| inner[*e..].starts_with(']'))
                {
                    closers.entry(&inner[..end]).or_default().push(at);
                }
            }
            closers
        });
        let places = closers.get(name)?;
        places.get(places.partition_point(|at| *at < from)).copied()
    }

    /// Takes out a stretch; says so where there are words in it.
    fn unread_words(&mut self, end: usize) -> bool {
        if self.text[self.at..end].split_whitespace().count() > 3 { self.unread(end, Unread::Template) } else { self.out(end) }
    }

    /// Where the bracket that opens at a byte is closed.
    fn matching(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        closing(&bytes[..bytes.len().min(from + LONGEST)], from, [b'[', b']'])
    }
}

/// Whether words are attributes, each with its value, or the values alone.
fn pairs(attributes: &str) -> bool {
    let key = attributes.split('=').next().unwrap_or_default();
    attributes.contains('=') && !key.is_empty() && key.trim().chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}
