//! From bytes to text: what stands before the first letter of a file, and what is no text that can be read.

use super::Trouble;

/// The byte order mark, which some programs put before the first letter of a file. It is no text.
pub const MARK: char = '\u{feff}';

/// The text without the byte order mark before it.
#[must_use]
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix(MARK).unwrap_or(text)
}

/// How many bytes of a text its byte order mark takes up.
#[must_use]
pub fn mark_length(text: &str) -> usize {
    text.len() - without_mark(text).len()
}

/// Whether a file begins with a byte order mark of UTF-8.
#[must_use]
pub fn has_mark(bytes: &[u8]) -> bool {
    let mut mark = [0; 4];
    bytes.starts_with(MARK.encode_utf8(&mut mark).as_bytes())
}

const UTF_16: &str = "this is UTF-16, which some programs call Unicode. Save it as UTF-8 and try again.";

/// Files of other programs, by their first bytes, and what to do with them.
const OTHERS: &[(&[u8], &str)] = &[
    (
        b"PK\x03\x04",
        "this is a Word, Pages or OpenDocument file, and no plain text. Open it in its program, save it as “Plain text (.txt)” in UTF-8, or copy its text into a .txt or .md file.",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "this is an old Word file, and no plain text. Open it in its program, save it as “Plain text (.txt)” in UTF-8, or copy its text into a .txt or .md file.",
    ),
    (b"{\\rtf", "this is rich text (RTF), and no plain text. Open it in its program and save it as “Plain text (.txt)” in UTF-8."),
    (b"%PDF-", "this is a PDF, and no plain text. Copy its text into a .txt or .md file."),
];

/// The text that the bytes of a file are, without a byte order mark.
///
/// # Errors
/// Where they are not UTF-8: at which line, and what to do.
pub fn decode(mut bytes: Vec<u8>) -> Result<String, Trouble> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Trouble { line: 0, column: 0, message: UTF_16.to_owned() });
    }
    for (begins, what) in OTHERS {
        if bytes.starts_with(begins) {
            return Err(Trouble { line: 0, column: 0, message: (*what).to_owned() });
        }
    }
    // Every second byte of English in UTF-16 is nought.
    if bytes.iter().take(64).filter(|b| **b == 0).count() >= 16 {
        return Err(Trouble { line: 0, column: 0, message: UTF_16.to_owned() });
    }
    if has_mark(&bytes) {
        bytes.drain(..MARK.len_utf8());
    }
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = e.as_bytes()[..at].split(|b| *b == b'\n').count() - 1;
        Trouble { line, column: 0, message: format!("not UTF-8 (byte {}). Save the file as UTF-8 and try again.", at + 1) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_text_or_say_what_they_are() {
        let told = |bytes: &[u8]| decode(bytes.to_vec()).map_err(|t| (t.line, t.message.split(['.', ',']).next().unwrap().to_owned()));
        assert_eq!(told(b"\xef\xbb\xbf\xef\xbb\xbfab"), Ok("\u{feff}ab".into()), "only the first is a mark");
        assert_eq!(told(b""), Ok(String::new()));
        assert_eq!(told(b"ab\n\xff"), Err((1, "not UTF-8 (byte 4)".into())));
        assert_eq!(told(b"\xff\xfea\0"), Err((0, "this is UTF-16".into())));
        assert_eq!(told(b"\xfe\xff\0a"), Err((0, "this is UTF-16".into())));
        assert_eq!(told(&b"The council met on Monday".map(|b| [b, 0]).concat()), Err((0, "this is UTF-16".into())), "without a mark");
        assert_eq!(told(&b"The council met on Monday".map(|b| [0, b]).concat()), Err((0, "this is UTF-16".into())), "the other way round");
        assert_eq!(told(b"PK\x03\x04\x14\0"), Err((0, "this is a Word".into())));
        assert_eq!(told(b"\xd0\xcf\x11\xe0\xa1\xb1"), Err((0, "this is an old Word file".into())));
        assert_eq!(told(b"{\\rtf1\\ansi"), Err((0, "this is rich text (RTF)".into())));
        assert_eq!(told(b"%PDF-1.7"), Err((0, "this is a PDF".into())));
        assert_eq!(told(b"PK is the ticker."), Ok("PK is the ticker.".into()));
    }
}
