//! What is remembered of a body beside its digest: its words, each as a number. Two bodies can then be compared word by word
//! (`annotations::alignment`) though only one of them is still there.
//!
//! A sketch names each word by twelve bits of a hash. That tells the words of a draft apart well enough to find them again,
//! costs two letters a word in the file, and says nothing that could be read.

use std::ops::Range;

/// The number that stands for a word.
pub(super) type Code = u16;

/// Stands for the end of a sentence, and for that of a paragraph: a body begins and ends with one.
pub(super) const SENTENCE: Code = 0;
pub(super) const PARAGRAPH: Code = 1;
/// Stands for what is before a part of a body: it is found nowhere.
pub(super) const CUT: Code = Code::MAX;

/// How many code points before and behind a place are kept with it, and as many more as the words at their ends have.
pub(super) const CONTEXT: usize = 32;

/// Two letters a word in a written sketch; these are its digits.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A run of letters and digits of a text, or a mark that is none of these; or the end of a paragraph, which covers nothing.
#[derive(Clone, Debug)]
pub(super) struct Coded {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) code: Code,
}

/// A text with its tokens.
#[derive(Clone, Debug)]
pub struct CodedText<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Coded>,
    /// How many code points stand before each [`STRETCH`] of bytes.
    code_points: Vec<usize>,
}

/// After how many bytes code points are counted anew.
const STRETCH: usize = 1024;

/// Quotation marks straightened, as editors and programs do and undo it.
pub(super) fn straight(c: char) -> char {
    match c {
        '“' | '”' | '„' => '"',
        '‘' | '’' => '\'',
        c => c,
    }
}

/// FNV-1a (Fowler, Noll and Vo), folded to the numbers of words.
fn code(word: &str) -> Code {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut letter = [0; 4];
    for c in word.chars() {
        for b in straight(c).encode_utf8(&mut letter).bytes() {
            hash = (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    2 + Code::try_from((hash ^ hash >> 32) % 4094).unwrap_or(0)
}

/// Whether a byte is the first of a code point.
fn is_first(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

impl<'t> CodedText<'t> {
    /// The words of a body.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let mut words = Self::of_part(text);
        words.begin_with(PARAGRAPH);
        words.end_with(PARAGRAPH);
        words
    }

    /// The words of a part of a body, whose edges are no paragraph's.
    pub(super) fn of_part(text: &'t str) -> Self {
        let mut tokens: Vec<Coded> = Vec::with_capacity(text.len() / 5);
        let mut breaks = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() {
                breaks += usize::from(c == '\n');
                continue;
            }
            if breaks > 1 && !tokens.is_empty() {
                tokens.push(Coded { range: start..start, code: PARAGRAPH });
            }
            breaks = 0;
            let mut end = start + c.len_utf8();
            let in_word = c.is_alphanumeric();
            while let Some((at, next)) = chars.next_if(|(_, next)| in_word && next.is_alphanumeric()) {
                end = at + next.len_utf8();
            }
            let ends = matches!(c, '.' | '?' | '!' | '…') && chars.peek().is_none_or(|(_, next)| !next.is_alphanumeric());
            let code = if ends { SENTENCE } else { code(&text[start..end]) };
            tokens.push(Coded { range: start..end, code });
        }
        let mut so_far = 0;
        let count = |stretch: &[u8]| {
            let before = so_far;
            so_far += stretch.iter().filter(|b| is_first(**b)).count();
            before
        };
        let code_points = text.as_bytes().chunks(STRETCH).map(count).collect();
        Self { text, tokens, code_points }
    }

    /// How many code points of the text stand before a byte.
    pub(super) fn code_point(&self, byte: usize) -> usize {
        let stretch = byte / STRETCH;
        let Some(before) = self.code_points.get(stretch) else { return self.text.chars().count() };
        before + self.text.as_bytes()[stretch * STRETCH..byte].iter().filter(|b| is_first(**b)).count()
    }

    /// Puts what the text begins at before its words.
    pub(super) fn begin_with(&mut self, code: Code) {
        self.tokens.insert(0, Coded { range: 0..0, code });
    }

    /// Puts what the text ends at behind its words.
    pub(super) fn end_with(&mut self, code: Code) {
        self.tokens.push(Coded { range: self.text.len()..self.text.len(), code });
    }

    /// The numbers of the tokens.
    pub(super) fn codes(&self) -> Vec<Code> {
        self.tokens.iter().map(|t| t.code).collect()
    }

    /// What stands before and behind a range of the text (bytes), cut at the paragraph's ends.
    pub(super) fn context(&self, range: &Range<usize>) -> (&'t str, &'t str) {
        let (before, behind) = (&self.text[..range.start], &self.text[range.end..]);
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(range.start, |(i, _)| i);
        let to = range.end + behind.char_indices().nth(CONTEXT).map_or(behind.len(), |(i, _)| i);
        let tokens = self.within(&(from..to));
        let (first, last) = (self.tokens.get(tokens.start), self.tokens[..tokens.end].last());
        let before = &self.text[first.map_or(from, |t| t.range.start.min(from))..range.start];
        let behind = &self.text[range.end..last.map_or(to, |t| t.range.end.max(to))];
        (before.rfind("\n\n").map_or(before, |i| &before[i + 2..]), behind.find("\n\n").map_or(behind, |i| &behind[..i]))
    }

    /// The tokens that a range of the text (bytes) has a part in.
    pub(super) fn within(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.range.end <= range.start);
        from..self.tokens.partition_point(|t| t.range.start < range.end).max(from)
    }
}

/// A sketch as it is written: a string a paragraph, so that an edit changes few lines of the file.
pub(super) fn write(codes: &[Code]) -> Vec<String> {
    let digit = |n: Code| char::from(DIGITS[usize::from(n % 64)]);
    let word = |code: &Code| [digit(code / 64), digit(*code)];
    let paragraphs = codes.split(|c| *c == PARAGRAPH).filter(|p| !p.is_empty());
    paragraphs.map(|p| p.iter().flat_map(word).collect()).collect()
}

/// A sketch that was written; none where it is not one.
pub(super) fn read<'s>(paragraphs: impl Iterator<Item = &'s str>) -> Option<Vec<Code>> {
    let digit = |b: u8| DIGITS.iter().position(|d| *d == b).and_then(|n| Code::try_from(n).ok());
    let mut codes = vec![PARAGRAPH];
    for paragraph in paragraphs {
        for pair in paragraph.as_bytes().chunks(2) {
            codes.push(digit(pair[0])? * 64 + digit(*pair.get(1)?)?);
        }
        codes.push(PARAGRAPH);
    }
    Some(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_words_and_marks() {
        let text = "“No,” d’Ávila said.\n \nShe paid $1.3 million 🚢…";
        let told: Vec<&str> =
            CodedText::of(text).tokens.iter().map(|t| if t.code == PARAGRAPH { "¶" } else { &text[t.range.clone()] }).collect();
        assert_eq!(told.join(" "), "¶ “ No , ” d ’ Ávila said . ¶ She paid $ 1 . 3 million 🚢 … ¶");
    }

    #[test]
    fn quotation_marks_of_either_shape_are_one() {
        assert_eq!(CodedText::of("“No,” d’Ávila said.").codes(), CodedText::of("\"No,\"  d'Ávila said.").codes());
    }

    #[test]
    fn a_sketch_is_read_as_it_was_written() {
        let codes = CodedText::of("One two.\n\nThree? Four!\n\n\nFive").codes();
        let written = write(&codes);
        assert_eq!(written.len(), 3);
        assert_eq!(read(written.iter().map(String::as_str)), Some(codes));
        assert_eq!(read(["AB", "A"].into_iter()), None);
        assert_eq!(read(["A."].into_iter()), None);
    }
}
