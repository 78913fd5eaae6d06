//! The one place where positions are converted: line and character, in the unit that an editor counts in, to bytes and back.

use std::ops::Range;

use ropey::{Rope, RopeSlice};

/// The unit in which an editor counts characters within a line (LSP 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, the protocol's default.
    #[default]
    Utf16,
    /// Unicode code points.
    Utf32,
}

/// A zero-based line, and a character within it in units of an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Zero-based line; lines end at LF, CRLF or CR, as the protocol has it.
    pub line: u32,
    /// Units of the encoding from the start of the line.
    pub character: u32,
}

/// The byte offset of a position. A line past the end gives the end of the text, a character past the end of its line
/// gives the end of that line (LSP 3.17, `Position`), and one inside a character gives that character's start.
#[must_use]
pub fn to_byte(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_bytes();
    }
    let first = rope.line_to_char(line);
    let content = rope.line(line);
    let mut length = content.len_chars();
    while length > 0 && matches!(content.char(length - 1), '\n' | '\r') {
        length -= 1;
    }
    let wanted = position.character as usize;
    let within = match encoding {
        Encoding::Utf32 => wanted.min(length),
        Encoding::Utf8 => {
            let end = content.char_to_byte(length);
            content.byte_to_char(wanted.min(end))
        }
        Encoding::Utf16 => {
            let end = content.char_to_utf16_cu(length);
            content.utf16_cu_to_char(wanted.min(end))
        }
    };
    rope.char_to_byte(first + within)
}

/// Whether a position in UTF-16 stands between the two halves of a character.
#[must_use]
pub fn inside_pair(rope: &Rope, position: Position, encoding: Encoding) -> bool {
    if encoding != Encoding::Utf16 || position.character == 0 {
        return false;
    }
    let byte = to_byte(rope, position, encoding);
    let before = Position { character: position.character - 1, ..position };
    from_byte(rope, byte, encoding) == before && rope.get_char(rope.byte_to_char(byte)).is_some_and(|c| c.len_utf16() == 2)
}

/// The position of a byte offset; an offset past the end gives the end.
#[must_use]
pub fn from_byte(rope: &Rope, byte: usize, encoding: Encoding) -> Position {
    let byte = byte.min(rope.len_bytes());
    let line = rope.byte_to_line(byte);
    let character = match encoding {
        Encoding::Utf8 => byte - rope.line_to_byte(line),
        Encoding::Utf32 => rope.byte_to_char(byte) - rope.line_to_char(line),
        Encoding::Utf16 => rope.char_to_utf16_cu(rope.byte_to_char(byte)) - rope.char_to_utf16_cu(rope.line_to_char(line)),
    };
    Position { line: clamp(line), character: clamp(character) }
}

/// The positions of the bounds of a stretch of bytes, as [`from_byte`] has them. Most lie in one line, which is looked up once.
#[must_use]
pub fn from_bytes(rope: &Rope, bytes: Range<usize>, encoding: Encoding) -> (Position, Position) {
    let units = |slice: RopeSlice| match encoding {
        Encoding::Utf8 => slice.len_bytes(),
        Encoding::Utf16 => slice.len_utf16_cu(),
        Encoding::Utf32 => slice.len_chars(),
    };
    let in_line = || {
        let line = rope.try_byte_to_line(bytes.start).ok().filter(|_| bytes.start <= bytes.end)?;
        let before = rope.get_byte_slice(rope.line_to_byte(line)..bytes.start)?;
        let within = rope.get_byte_slice(bytes.start..bytes.end)?;
        let whole = within.chunks().all(|chunk| !chunk.contains(['\n', '\r']));
        let character = units(before);
        let at = |character: usize| Position { line: clamp(line), character: clamp(character) };
        whole.then(|| (at(character), at(character + units(within))))
    };
    in_line().unwrap_or_else(|| (from_byte(rope, bytes.start, encoding), from_byte(rope, bytes.end, encoding)))
}

/// A length or offset as the protocol's 32-bit number; drafts over 4 GiB are not edited.
#[must_use]
pub fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_emoji_is_one_two_or_four_units() {
        let rope = Rope::from_str("a\u{1F642}b\r\nc");
        for (encoding, character) in [(Encoding::Utf32, 2), (Encoding::Utf16, 3), (Encoding::Utf8, 5)] {
            let position = Position { line: 0, character };
            assert_eq!(to_byte(&rope, position, encoding), 5);
            assert_eq!(from_byte(&rope, 5, encoding), position);
        }
        let far = Position { line: 0, character: 99 };
        assert_eq!(to_byte(&rope, far, Encoding::Utf16), 6, "clamped before the CRLF");
        assert_eq!(to_byte(&rope, Position { line: 9, character: 0 }, Encoding::Utf16), rope.len_bytes());
        assert_eq!(to_byte(&rope, Position { line: 0, character: 2 }, Encoding::Utf16), 1, "inside a surrogate pair");
    }

    #[test]
    fn only_between_the_halves_of_a_pair_is_inside() {
        let rope = Rope::from_str("a\u{1F642}b\n\u{1F642}");
        let inside = |line, character| inside_pair(&rope, Position { line, character }, Encoding::Utf16);
        let found: Vec<(u32, u32)> = (0..4).flat_map(|l| (0..9).map(move |c| (l, c))).filter(|(l, c)| inside(*l, *c)).collect();
        assert_eq!(found, [(0, 2), (1, 1)]);
        assert!(!inside_pair(&rope, Position { line: 0, character: 2 }, Encoding::Utf8));
    }

    proptest! {
        #[test]
        fn bounds_are_positions(text in "[a\u{e9}\u{1F642}\r\n]{0,30}", start in 0usize..60, end in 0usize..60) {
            let rope = Rope::from_str(&text);
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let one_by_one = (from_byte(&rope, start, encoding), from_byte(&rope, end, encoding));
                prop_assert_eq!(from_bytes(&rope, start..end, encoding), one_by_one);
            }
        }

        #[test]
        fn every_character_boundary_comes_back(text in "[a\u{e9}\u{1F642}\u{a0}\r\n]{0,40}") {
            let rope = Rope::from_str(&text);
            for (byte, c) in text.char_indices() {
                if c == '\n' && text[..byte].ends_with('\r') { continue; }
                for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                    prop_assert_eq!(to_byte(&rope, from_byte(&rope, byte, encoding), encoding), byte);
                }
            }
        }
    }
}
