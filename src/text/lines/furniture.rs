//! Furniture: credits, notes to the readers, and what a site puts around stories.

/// A line that is nothing but a picture's credit: "(photo credit: A. Person/AGENCY)", "Photo: A. Person".
#[must_use]
pub fn is_credit_line(line: &str) -> bool {
    let l = line.trim();
    if l.len() > 160 {
        return false;
    }
    let lower = l.to_lowercase();
    let inner = lower.trim_start_matches(['(', '[', '*', '_']);
    let told = [
        "photo credit",
        "image credit",
        "picture credit",
        "credit:",
        "photo by ",
        "photograph by ",
        "photograph:",
        "photo:",
        "picture by ",
        "image:",
    ]
    .iter()
    .any(|m| inner.starts_with(m));
    told && l.split_whitespace().count() <= 16
}

/// A line whose last words are a picture's credit in brackets: "… on Monday. (AP Photo/A. Person)".
#[must_use]
pub fn ends_with_credit(line: &str) -> bool {
    let l = line.trim().trim_end_matches(['.', '*', '_']);
    let Some(open) = l.rfind('(').filter(|o| *o > 0 && l.ends_with(')') && l.len() - o <= 140) else { return false };
    let inner = l[open + 1..l.len() - 1].to_lowercase();
    let agencies = ["ap photo", "photo/", "reuters/", "afp/", "getty images", "epa/", "pool photo", "handout", "courtesy of", "file photo"];
    inner.starts_with("photo") || inner.contains("credit:") || inner.starts_with("picture") || agencies.iter().any(|a| inner.contains(a))
}

/// What may stand before the first letter of such a line.
const MARKS: [char; 12] = ['*', '_', '(', '[', '-', '–', '—', '>', '•', ' ', '"', '“'];

/// Whether a line starts a note of the editors to the readers.
pub(super) fn is_note(text: &str) -> bool {
    const STARTS: [&str; 2] = ["editor's note", "editors' note"];
    let start = text.trim_start_matches(MARKS).chars().take(STARTS[0].len());
    let start: String = start.flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect();
    STARTS.contains(&start.as_str())
}

pub(super) fn is_boilerplate(text: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(MARKS);
    const STARTS: &[&str] = &[
        "stay updated",
        "stay informed",
        "subscribe",
        "sign up",
        "read more",
        "read also",
        "read the full",
        "read the rest",
        "click here",
        "follow us",
        "advertisement",
        "related:",
        "related stories",
        "related articles",
        "related topics",
        "©",
        "copyright",
        "all rights reserved",
        "abstract.",
        "more to come",
        "this is a developing story",
        "this story has been updated",
        "this article has been updated",
        "this story will be updated",
        "reporting by",
        "additional reporting",
        "editing by",
        "our standards:",
        "share this",
        "listen to",
        "watch:",
        "photos:",
        "video:",
        "download the app",
        "get the latest",
        "join our",
        "support our",
        "have a tip",
        "send tips",
        "like us on",
        "newsletter",
        "skip ad",
        "continue reading",
        "for more",
        "correction:",
        "a version of this article",
        "contact the",
        "contact us",
        "email the",
        "terms of use",
        "privacy policy",
        "http://",
        "https://",
        "www.",
        "pic.twitter.com",
        "this story was originally published",
    ];
    if STARTS.iter().any(|s| lower.starts_with(s)) {
        return true;
    }
    let ends = ["newsletter", "on twitter", "on facebook", "on instagram", "read more", "click here"];
    (lower.starts_with("follow ") && (lower.contains('@') || lower.contains(" on ")))
        || (lower.split_whitespace().count() <= 8 && ends.iter().any(|e| lower.trim_end_matches(['.', '!']).ends_with(e)))
        || lower.trim_matches(['-', '#', '*', ' ']) == "ends"
        || lower.trim_matches(['#', '-', '*', '_', ' ', '\u{a0}']).is_empty()
}

/// A line in brackets.
pub(super) fn is_aside(text: &str) -> bool {
    text.starts_with(['(', '[']) && text.trim_end_matches('.').ends_with([')', ']'])
}
