//! Where quotation marks open and close in a block.

use crate::language::{Class, lexicon};
use crate::text::Span;
use crate::text::position::clamp;

/// A stretch between quotation marks, marks included, in one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte: the opening mark, or the start of the text where the mark is missing.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Whether an opening mark stands there.
    pub opened: bool,
    /// Whether a closing mark stands there.
    pub closed: bool,
    /// Words between the marks.
    pub words: u32,
}

impl Piece {
    /// The bytes that it covers.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The outermost quotations of a block's text.
///
/// Curly marks and guillemets say which way they face; straight ones open after a blank or an opening bracket and close
/// otherwise. Single marks count only where they cannot be apostrophes.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    if !text.contains(['"', '“', '”', '«', '»', '‘', '\'', '`', '„']) {
        return found;
    }
    let mut open: Option<(usize, QuotationMark)> = None;
    let mut read = 0;
    // Most letters are no marks, and their bytes are passed over without being made letters of.
    while let Some(passed) = text.as_bytes()[read..].iter().position(|b| matches!(b, b'"' | b'\'' | b'`') || !b.is_ascii()) {
        let at = read + passed;
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let mut chars = text[at..].chars();
        let (c, next) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
        let doubled = matches!((c, next), ('`', '`') | ('\'', '\''));
        let length = if doubled { 2 } else { c.len_utf8() };
        let after = if doubled { text[at + 2..].chars().next().unwrap_or(' ') } else { next };
        if let Some(mark) = mark(c, doubled) {
            let can_open = before.is_whitespace()
                || matches!(before, '(' | '[' | '—' | '–' | '-' | '/' | '\u{feff}' | '“' | '"' | '‘' | '>')
                || at == 0;
            let can_close = !before.is_whitespace() && at > 0;
            match open {
                None => {
                    let opens = match mark {
                        QuotationMark::Opening(_) => true,
                        QuotationMark::Closing(_) => false,
                        QuotationMark::Straight(_) => can_open && !after.is_whitespace(),
                    };
                    let single = matches!(mark, QuotationMark::Opening('‘') | QuotationMark::Straight('\''));
                    let rest = &text[at + length..];
                    // "the ’90s", "rock ’n’ roll": letters are left out.
                    let left_out = rest.starts_with(|c: char| c.is_ascii_digit())
                        || rest.starts_with(['n', 'N']) && rest[1..].starts_with(['\'', '’']);
                    if opens && (!single || (can_open && !left_out && closes_single(rest))) {
                        open = Some((at, mark));
                    } else if mark == QuotationMark::Closing('”') && !before.is_whitespace() {
                        // A closing mark whose opening is missing: the quotation is what stands before it.
                        let start = found.last().map_or(0, |p: &Piece| p.end as usize);
                        found.push(piece(text, start, at + length, false, true));
                    }
                }
                Some((start, opened)) => {
                    let closes = match (opened, mark) {
                        (QuotationMark::Opening('“' | '„'), QuotationMark::Closing('”'))
                        | (QuotationMark::Opening('«'), QuotationMark::Closing('»')) => true,
                        (QuotationMark::Opening('„'), QuotationMark::Opening('“')) => true,
                        (QuotationMark::Opening('“'), QuotationMark::Straight('"')) => can_close,
                        (QuotationMark::Straight('"'), QuotationMark::Closing('”')) => true,
                        (QuotationMark::Straight(a), QuotationMark::Straight(b)) if a == b => {
                            can_close && (b != '\'' || !after.is_alphanumeric() && !owns(before, &text[at + length..]))
                        }
                        (QuotationMark::Opening('‘'), QuotationMark::Closing('’')) => {
                            can_close && !after.is_alphanumeric() && !owns(before, &text[at + length..])
                        }
                        (QuotationMark::Opening('`'), QuotationMark::Straight('D')) => true,
                        _ => false,
                    };
                    if closes {
                        found.push(piece(text, start, at + length, true, true));
                        open = None;
                    } else if mark == QuotationMark::Opening('“') && can_open && opened == QuotationMark::Opening('“') && at > start + 3
                    {
                        // Reopened without having been closed: the first quotation runs up to here.
                        let end = text[..at].trim_end().len();
                        found.push(piece(text, start, end, true, false));
                        open = Some((at, mark));
                    }
                }
            }
        }
        read = at + length;
    }
    if let Some((start, _)) = open {
        found.push(piece(text, start, text.trim_end().len(), true, false));
    }
    found.retain(|p| !is_nickname(text, p));
    found
}

/// Whether a piece is what somebody is called, between the words of their name or behind "the name".
fn is_nickname(text: &str, piece: &Piece) -> bool {
    const LONGEST: u32 = 2;
    if piece.words > LONGEST || !piece.opened || !piece.closed {
        return false;
    }
    let (before, after) = (&text[..piece.start as usize], &text[piece.end as usize..]);
    let inner = text[piece.start as usize..piece.end as usize].trim_matches(['"', '“', '”', '‘', '’', '\'']);
    let initial = |w: &str| w.ends_with('.') && w.chars().count() == 2;
    let upper =
        |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase) && (w.chars().any(char::is_lowercase) || initial(w)));
    // "Luis “the Patch” Moreno"
    let called = inner.split_once(' ').filter(|(first, _)| matches!(*first, "the" | "The")).map_or(inner, |(_, name)| name);
    let named = called.split_whitespace().all(|w| upper(Some(w))) && inner.ends_with(char::is_alphabetic);
    let spaced = before.ends_with(' ') && after.starts_with(' ');
    // "Ana “Lua” de Sousa"
    let particle = |word: &&str| lexicon::classes(word).has(Class::PARTICLE);
    let within = || spaced && upper(before.split_whitespace().next_back()) && upper(after.split_whitespace().find(|w| !particle(w)));
    // "known to all in Faro as “Patches”"
    let known = || before.ends_with(" as ") && before.split_whitespace().rev().take(8).any(|w| w == "known");
    named && (before.ends_with("name ") || before.ends_with("nicknamed ") || within() || known())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum QuotationMark {
    Opening(char),
    Closing(char),
    /// `"`, `'` or, as `D`, two single straight marks.
    Straight(char),
}

fn mark(c: char, doubled: bool) -> Option<QuotationMark> {
    Some(match c {
        '“' | '„' | '«' | '‘' => QuotationMark::Opening(c),
        '”' | '»' | '’' => QuotationMark::Closing(c),
        '`' if doubled => QuotationMark::Opening('`'),
        '\'' if doubled => QuotationMark::Straight('D'),
        '"' | '\'' => QuotationMark::Straight(c),
        _ => return None,
    })
}

/// Whether a single mark between `before` and `rest` is an owner's ("the divers’ boats") within a quotation that is closed behind it,
/// after a comma or a stop.
fn owns(before: char, rest: &str) -> bool {
    const FAR: usize = 300;
    if before != 's' || !rest.strip_prefix(' ').is_some_and(|r| r.starts_with(char::is_lowercase)) {
        return false;
    }
    let mut last = ' ';
    for c in rest.chars().take(FAR).take_while(|c| !matches!(c, '‘' | '“' | '”' | '"')) {
        if matches!(c, '’' | '\'') && matches!(last, ',' | '.' | '!' | '?' | '…') {
            return true;
        }
        last = c;
    }
    false
}

/// Whether a single mark that might be an apostrophe is closed soon by one that stands at the end of a word.
fn closes_single(rest: &str) -> bool {
    let mut before = ' ';
    let mut chars = rest.chars().take(400).peekable();
    while let Some(c) = chars.next() {
        if matches!(c, '’' | '\'') && !before.is_whitespace() && before != 's' && chars.peek().is_none_or(|n| !n.is_alphanumeric()) {
            return true;
        }
        before = c;
    }
    false
}

fn piece(text: &str, start: usize, end: usize, opened: bool, closed: bool) -> Piece {
    let words = text[start..end].split_whitespace().take(1000).count();
    Piece { start: clamp(start), end: clamp(end), opened, closed, words: clamp(words) }
}

/// The number of the piece in which a byte stands. Pieces are in order and do not overlap.
#[must_use]
pub fn at(pieces: &[Piece], byte: u32) -> Option<usize> {
    let n = pieces.partition_point(|p| p.end <= byte);
    pieces.get(n).filter(|p| p.start <= byte).map(|_| n)
}

/// The piece that holds all of a stretch.
#[must_use]
pub fn around(pieces: &[Piece], start: u32, end: u32) -> Option<&Piece> {
    pieces.get(pieces.partition_point(|p| p.end < end)).filter(|p| p.start <= start)
}

/// Whether a stretch holds a whole piece. They are in order and do not overlap.
#[must_use]
pub fn holds_one(pieces: &[Piece], stretch: Span) -> bool {
    pieces.get(pieces.partition_point(|p| p.start < stretch.start)).is_some_and(|p| p.end <= stretch.end)
}

/// Whether the words of a piece are a saying of somebody's and not a title, a nickname or a word held at arm's length.
#[must_use]
pub fn is_statement(text: &str, piece: &Piece) -> bool {
    let inner = text[piece.start as usize..piece.end as usize].trim_matches(['"', '“', '”', '‘', '’', '\'', '«', '»', '`']);
    let ends = inner.trim_end().ends_with(['.', '!', '?', ',', '…', '—']) || inner.trim_end().ends_with("--");
    if is_title_case(inner) {
        return false;
    }
    let lower = inner.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
    // “We’re America.”, a sentence by itself.
    let before = text[..piece.start as usize].trim_end();
    let alone = ends && piece.words >= 2 && (before.is_empty() || before.ends_with(['.', '!', '?', '”', '"', '\'']));
    alone || piece.words >= 4 && lower >= 2 || (ends && piece.words >= 2 && lower >= 1) || (ends && piece.words >= 3)
}

/// Whether words are written as titles are: several, all but the little ones with a capital, and no end of a sentence.
#[must_use]
pub fn is_title_case(inner: &str) -> bool {
    const LITTLE: usize = 3;
    const FEWEST: usize = 4;
    let words = || inner.split_whitespace();
    let mut letters = inner.chars().filter(|c| c.is_alphabetic());
    let long = words().filter(|w| w.chars().count() > LITTLE).all(|w| !w.starts_with(char::is_lowercase));
    let ends = inner.trim_end().ends_with(['.', '!', '?', ',', '…', '—']);
    words().count() >= FEWEST && long && !ends && inner.starts_with(char::is_uppercase) && letters.any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn pieces_are_in_order_and_found_by_their_bytes(text in "(“|”|\"|‘|’|'|``|''|«|»|„|a|b c| |\\.){0,30}") {
            let found = pieces(&text);
            proptest::prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
            for byte in 0..clamp(text.len()) {
                proptest::prop_assert_eq!(at(&found, byte), found.iter().position(|p| p.start <= byte && byte < p.end));
                let end = (byte + 3).min(clamp(text.len()));
                proptest::prop_assert_eq!(around(&found, byte, end), found.iter().find(|p| p.start <= byte && end <= p.end));
            }
        }
    }

    fn drawn(text: &str) -> Vec<String> {
        pieces(text)
            .iter()
            .map(|p| {
                format!("{}{}{}", if p.opened { "" } else { "?" }, &text[p.start as usize..p.end as usize], if p.closed { "" } else { "…" })
            })
            .collect()
    }

    #[test]
    fn titles_are_no_sayings() {
        for (text, title) in [
            ("Person of the Year", true),
            ("Storm the Gate, They Can't Stop All of Us", true),
            ("The War of the Worlds", true),
            ("Make the Town Great Again!", false),
            ("It is late and we go", false),
            ("WE WON THIS TODAY", false),
            ("Miss Lena", false),
        ] {
            assert_eq!(is_title_case(text), title, "{text}");
        }
    }

    #[test]
    fn marks_pair_up() {
        for (text, expected) in [
            ("“We won,” she said. “Really.”", vec!["“We won,”", "“Really.”"]),
            ("\"We won,\" she said. \"It's 'odd'.\"", vec!["\"We won,\"", "\"It's 'odd'.\""]),
            ("“They agreed. The side said so.", vec!["“They agreed. The side said so.…"]),
            ("The dogs’ owner said ‘no chance’ to it.", vec!["‘no chance’"]),
            ("''We won,'' he said. ``We lost,'' she said.", vec!["''We won,''", "``We lost,''"]),
            ("« C’est fini », dit-il.", vec!["« C’est fini »"]),
            ("“He said ‘no’ to us,” she said.", vec!["“He said ‘no’ to us,”"]),
            ("It is 6' 2\" tall.", vec![]),
            ("We lost,” he said.", vec!["?We lost,”"]),
            // What somebody is called, and letters that are left out.
            ("“Loud,” said Luis “Patches” Moreno.", vec!["“Loud,”"]),
            ("Harold E. “Bud” Nyman left.", vec![]),
            ("Luis “the Patch” Moreno left.", vec![]),
            ("Ana “Lua” de Sousa left.", vec![]),
            ("A boatman known to all in Faro as “Patches” left.", vec![]),
            ("Ana “Lua” and Rui left.", vec!["“Lua”"]),
            ("Luis saw “the Patch” there.", vec!["“the Patch”"]),
            ("‘We told ’em the divers’ boats were wet,’ he said.", vec!["‘We told ’em the divers’ boats were wet,’"]),
            ("Vitamin E “Works” Wonders.", vec!["“Works”"]),
            ("A man by the name “Patches” left.", vec![]),
            ("The ship nicknamed \"Old Lena\" sank.", vec![]),
            ("They call it “Patches” at home.", vec!["“Patches”"]),
            ("In the '90s he was called 'The Hawk' by all.", vec!["'The Hawk'"]),
            ("Rock 'n' roll came 'too late' for us.", vec!["'too late'"]),
            ("The ‘90s came ‘too late’ for us.", vec!["‘too late’"]),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }
}
