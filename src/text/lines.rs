//! What a line says by its looks alone: a rule, a list item, a credit, a byline, a date, the furniture of a site.

/// `---`, `...` or `===`: a delimiter of front matter, a rule or a heading's underline.
#[must_use]
pub fn is_rule(line: &str) -> bool {
    let l = line.trim();
    if l.len() > 200 || l.starts_with(|c: char| c.is_alphanumeric()) {
        return false;
    }
    l == "..." || (l.len() >= 3 && ["-", "=", "*", "_"].iter().any(|c| l.replace(c, "").is_empty()))
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

pub(super) fn is_byline(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 14 || words.len() < 2 {
        return false;
    }
    let first = words[0].trim_end_matches(':');
    (first.eq_ignore_ascii_case("by") || text.to_lowercase().starts_with("written by"))
        && words.iter().skip(1).filter(|w| w.starts_with(char::is_uppercase)).count() * 2 >= words.len()
        && !text.ends_with(['.', '?', '!'])
        && !matches!(words[1].to_lowercase().as_str(), "the" | "a" | "an" | "then" | "now")
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

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Whether a word is the name of a month, in full or as wire copy shortens it.
#[must_use]
pub fn is_month(word: &str) -> bool {
    let w = word.trim_end_matches(['.', ',']).to_lowercase();
    w.len() >= 3 && MONTHS.iter().any(|m| *m == w || (m.starts_with(w.as_str()) && (w.len() == 3 || w == "sept")))
}

/// A line that says when the story was published, and no more: "March 27, 2008", "Published: 1 May 2024 | Updated …".
pub(super) fn is_date_line(text: &str) -> bool {
    let lower = text.to_lowercase();
    let told = ["published", "updated", "posted", "last modified", "last updated", "date:"].iter().any(|m| lower.starts_with(m));
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")));
    let months = text.split(|c: char| !c.is_alphanumeric()).filter(|w| is_month(w)).count();
    let iso = text.split_whitespace().any(|w| {
        w.len() >= 10
            && w.is_char_boundary(10)
            && w[..10].bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
    });
    if told {
        return has_year || months > 0;
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    has_year
        && (months == 1 || iso)
        && words <= 7
        && !text.ends_with('.')
        && text.split_whitespace().all(|w| {
            let w = w.trim_matches([',', '.', '|', '-', '–', '(', ')']);
            w.is_empty()
                || w.starts_with(|c: char| c.is_ascii_digit())
                || is_month(w)
                || is_weekday(w)
                || w.chars().count() <= 4 && w.chars().all(|c| c.is_uppercase() || c == '.')
                || matches!(w, "at" | "of" | "am" | "pm")
        })
}

fn is_weekday(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// The length in bytes of a dateline that opens a paragraph, with the dash: "PARIS, May 3 (Agency) - ", "WASHINGTON — ".
pub(super) fn dateline_length(text: &str) -> usize {
    let lead = text.len() - text.trim_start().len();
    let head: String = text[lead..].chars().take(110).collect();
    let dash = [" – ", " — ", " -- ", " - ", "_ ", ")–", ")—", ") —"].iter().filter_map(|d| head.find(d).map(|i| (i, d.len()))).min();
    let Some((at, length)) = dash else { return 0 };
    let place = &head[..at];
    let words: Vec<&str> = place.split_whitespace().collect();
    let Some(first) = words.first() else { return 0 };
    let capitals = first.chars().filter(|c| c.is_alphabetic()).count() >= 2 && first.chars().all(|c| !c.is_lowercase());
    let agency = place.ends_with(')') && place.contains('(') && first.starts_with(char::is_uppercase);
    if words.len() > 12 || !(capitals || agency) || place.contains(['"', '“', '?', ':']) {
        return 0;
    }
    let dash_to_text = head[at..].len() - head[at..].trim_start_matches([' ', '-', '–', '—', '_', ')']).len();
    let at = if place.ends_with(')') || !head[at..].starts_with(')') { at } else { at + 1 };
    lead + (at + dash_to_text.max(length)).min(text.len() - lead)
}
