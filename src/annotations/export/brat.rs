//! brat's standoff format: `.txt` and `.ann`. Offsets are code points.

use super::Source;
use crate::text::inline::Kind;

/// What brat cannot carry.
pub const LOSSES: &str = "ids and pairs go into a note on each entity; brat has no prefix, suffix or digest to find a place again by";

/// The `.ann` file for the body.
#[must_use]
pub fn write(source: &Source) -> String {
    let mut out = String::new();
    for (n, a) in source.set.annotations.iter().enumerate() {
        let n = n + 1;
        let (start, end) = (a.position.start, a.position.end);
        if start == end {
            continue;
        }
        // A stretch over several lines is given as one piece a line.
        let mut pieces = Vec::new();
        let mut at = start;
        for line in a.exact.split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']).chars().count();
            if text > 0 {
                pieces.push(format!("{at} {}", at + text));
            }
            at += line.chars().count();
        }
        let words = a.exact.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
        out.push_str(&format!("T{n}\t{} {}\t{words}\n", class(a.kind), pieces.join(";")));
        let pairs: Vec<String> =
            a.attributes.iter().map(|(k, v)| format!("{}={}", one_word(k), serde_json::Value::from(v.as_str()))).collect();
        out.push_str(&format!("#{n}\tAnnotatorNotes T{n}\t#{} {}\n", one_word(&a.id), pairs.join(" ")));
    }
    out
}

/// An id or a key without what parts fields, pairs and lines.
fn one_word(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() || c.is_control() || c == '=' { '-' } else { c }).collect()
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "Claim",
        Kind::Quote => "Quotation",
        Kind::Person => "Person",
        Kind::Org => "Organization",
        Kind::Date => "Date",
        Kind::Note => "Note",
    }
}

/// An entity as read back: kind, id, first and last code point, pairs.
pub type Entity = (String, String, usize, usize, Vec<(String, String)>);

/// Reads an `.ann` file that [`write()`] wrote.
#[must_use]
pub fn read(text: &str) -> Vec<Entity> {
    let mut found: Vec<(String, Entity)> = Vec::new();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let (Some(tag), Some(middle)) = (fields.next(), fields.next()) else { continue };
        if tag.starts_with('T') {
            let Some((class, places)) = middle.split_once(' ') else { continue };
            let numbers: Vec<usize> = places.split([' ', ';']).filter_map(|n| n.parse().ok()).collect();
            let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { continue };
            found.push((tag.to_owned(), (class.to_owned(), String::new(), *first, *last, Vec::new())));
        } else if let Some(target) = middle.strip_prefix("AnnotatorNotes ")
            && let Some((_, entity)) = found.iter_mut().find(|(tag, _)| tag == target)
        {
            let note = fields.next().unwrap_or_default();
            let (id, mut pairs) = note.split_once(' ').unwrap_or((note, ""));
            id.trim_start_matches('#').clone_into(&mut entity.1);
            while let Some((key, rest)) = pairs.split_once('=') {
                let mut values = serde_json::Deserializer::from_str(rest).into_iter::<String>();
                let Some(Ok(value)) = values.next() else { break };
                entity.4.push((key.trim().to_owned(), value));
                pairs = &rest[values.byte_offset()..];
            }
        }
    }
    found.into_iter().map(|(_, e)| e).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tools that write ids into a file beside a draft put blanks, line breaks and `=` into them.
    #[test]
    fn an_id_is_one_word_on_one_line() {
        for (id, word) in
            [("claim-1", "claim-1"), ("claim 1", "claim-1"), ("a\tb\nc\u{2028}d", "a-b-c-d"), ("by=port", "by-port"), ("ação", "ação")]
        {
            assert_eq!(one_word(id), word, "{id:?}");
        }
    }
}
