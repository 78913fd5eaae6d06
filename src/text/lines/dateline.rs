//! Datelines: where, when and by which agency a story was filed, before its first words.
//!
//! A dateline is a row of parts (places in capitals, regions, days, an agency in brackets) that a dash ends, with the story
//! behind it. Each part must read as what it is; the first that does not makes the whole no dateline.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::top::{is_month, is_weekday};
use crate::text::sections;

/// What opens a paragraph before its own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::text) struct Dateline {
    /// Its length in bytes, with the dash and the blanks behind it. 0: there is none.
    pub(in crate::text) length: usize,
    /// Whether it is a place and a colon, which could as well be the label of a speaker: the story's opening alone can tell.
    pub(in crate::text) label: bool,
}

/// The longest dateline, in bytes.
const LONGEST: usize = 160;

/// The most words of a place that neither a day nor an agency follows; longer rows of capitals are headings.
const PLACE: usize = 4;

static LABELS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| sections::phrases(include_str!("labels.txt")).map(|(_, label)| label).collect());

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowPart {
    /// Words in capitals.
    Capitals,
    /// Words with a capital each.
    Title,
    Day,
    Agency,
}

/// What parts the dateline from the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowEnd {
    Dash,
    /// A dash without a blank on either side.
    Tight,
    Colon,
    /// A closing bracket with a capital right behind it.
    Bracket,
}

/// The dateline that opens a text.
pub(in crate::text) fn dateline(text: &str) -> Dateline {
    let lead = text.len() - text.trim_start().len();
    let end = text.floor_char_boundary(lead + LONGEST);
    let head = &text[lead..end];
    let mut reader = RowReader { text: head, at: 0, parts: Vec::new(), first: "" };
    let mut found = Dateline::default();
    // Parts go on behind a dash where a day or an agency is put between two.
    while let Some((mark, at)) = reader.row() {
        if let Some(label) = reader.ends(mark, at) {
            found = Dateline { length: lead + at, label };
        }
        if mark == RowEnd::Bracket || mark == RowEnd::Colon {
            break;
        }
        reader.at = at;
    }
    found
}

struct RowReader<'a> {
    text: &'a str,
    at: usize,
    parts: Vec<RowPart>,
    /// The words that it begins with.
    first: &'a str,
}

impl RowReader<'_> {
    /// Reads parts up to a mark; the mark, and where it and the blanks behind it end.
    fn row(&mut self) -> Option<(RowEnd, usize)> {
        let before = self.parts.len();
        loop {
            self.blanks();
            let rest = &self.text[self.at..];
            match rest.chars().next()? {
                '(' => {
                    let close = rest.find(')').filter(|c| rest[1..*c].split_whitespace().count() <= 6 && *c > 1)?;
                    self.parts.push(RowPart::Agency);
                    self.at += close + 1;
                    if self.text[self.at..].starts_with(|c: char| c.is_uppercase()) && before + 1 == self.parts.len() {
                        return Some((RowEnd::Bracket, self.at));
                    }
                }
                '/' => {
                    let close = rest[1..].find('/').filter(|c| !rest[1..=*c].contains(' ') && *c > 1)? + 1;
                    self.parts.push(RowPart::Agency);
                    self.at += close + 1;
                }
                ',' if self.parts.len() > before => self.at += 1,
                _ => {
                    if let Some(found) = self.mark().filter(|_| self.parts.len() > before) {
                        return Some(found);
                    }
                    self.words()?;
                }
            }
        }
    }

    fn blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The mark at which the reader stands.
    fn mark(&self) -> Option<(RowEnd, usize)> {
        let rest = &self.text[self.at..];
        let spaced = self.text[..self.at].ends_with(char::is_whitespace);
        let bracketed = self.text[..self.at].trim_end().ends_with([')', '/']);
        let long = ["--", "—", "―", "–"].iter().find(|m| rest.starts_with(**m));
        let short = ["-", "_", "|"].iter().find(|m| rest.starts_with(**m)).filter(|_| spaced || bracketed);
        let colon = rest.starts_with(':').then_some(&":");
        let sign = long.or(short).or(colon)?;
        let behind = rest[sign.len()..].trim_start_matches(['-', '–', '—']);
        let open = behind.starts_with(char::is_whitespace) || behind.is_empty();
        let mark = match *sign {
            ":" if open => RowEnd::Colon,
            ":" => return None,
            "–" | "-" | "_" | "|" if !open && !bracketed => return None,
            _ if spaced || open || bracketed => RowEnd::Dash,
            _ => RowEnd::Tight,
        };
        let story = self.text.len() - behind.trim_start().len();
        Some((mark, story))
    }

    /// Reads words that make up a part, and days behind them.
    fn words(&mut self) -> Option<()> {
        const MOST: usize = 7;
        let (start, opens) = (self.at, self.parts.is_empty());
        let mut kind: Option<RowPart> = None;
        let mut count = 0;
        loop {
            self.blanks();
            let rest = &self.text[self.at..];
            if rest.is_empty() {
                return None;
            }
            if rest.starts_with([',', '(']) || rest.starts_with('/') || self.mark().is_some() {
                break;
            }
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ':' | '—' | '–' | '―')).unwrap_or(rest.len());
            let end = rest.find("--").map_or(end, |d| d.min(end));
            let word = &rest[..end];
            count += 1;
            let own = part(word, kind)?;
            match kind {
                None => kind = Some(own),
                Some(k) if k == own => {}
                Some(RowPart::Capitals | RowPart::Title) if own == RowPart::Day => {
                    self.parts.extend(kind);
                    kind = Some(own);
                }
                Some(RowPart::Capitals) if own == RowPart::Title && !self.parts.is_empty() => kind = Some(RowPart::Title),
                Some(RowPart::Title) if own == RowPart::Capitals => {}
                Some(_) => return None,
            }
            if count > MOST || end == 0 {
                return None;
            }
            self.at += end;
        }
        if opens {
            self.first = &self.text[start..self.at];
        }
        self.parts.push(kind?);
        Some(())
    }

    /// Whether what was read is a dateline if the story begins at `at`; and whether it could be a speaker's label as well.
    fn ends(&self, mark: RowEnd, at: usize) -> Option<bool> {
        let has = |p: RowPart| self.parts.contains(&p);
        let next = self.text[at..].chars().next();
        let told = has(RowPart::Agency) || has(RowPart::Day);
        let opens = match next {
            None => told,
            Some(c) if c.is_lowercase() => told && self.parts.first() == Some(&RowPart::Capitals),
            Some(c) => {
                c.is_alphabetic() || "\"“‘'«($£€[".contains(c) || c.is_ascii_digit() && self.parts.first() == Some(&RowPart::Capitals)
            }
        };
        let first = self.first.trim().to_lowercase().replace('’', "'");
        let letters = first.chars().filter(|c| c.is_alphabetic()).count();
        let heading = || first.split_whitespace().any(|w| LABELS.contains(format!("+{w}").as_str()));
        if !opens || !told && (LABELS.contains(first.as_str()) || heading()) {
            return None;
        }
        match (self.parts.first()?, mark) {
            (RowPart::Capitals, RowEnd::Colon) if has(RowPart::Day) => Some(false),
            (RowPart::Capitals, RowEnd::Colon) => {
                let most = if told { 3 } else { 2 };
                (letters >= 3 && self.parts.len() <= most && next.is_some_and(char::is_alphanumeric)).then_some(true)
            }
            (RowPart::Capitals, _) => (letters >= 2 && (told || first.split_whitespace().count() <= PLACE)).then_some(false),
            (RowPart::Title | RowPart::Day, RowEnd::Colon | RowEnd::Tight) => {
                (has(RowPart::Agency) && mark == RowEnd::Tight).then_some(false)
            }
            (RowPart::Title, _) => told.then_some(false),
            (RowPart::Day, _) => (has(RowPart::Agency) || self.parts[1..].contains(&RowPart::Capitals)).then_some(false),
            (RowPart::Agency, RowEnd::Colon) => None,
            (RowPart::Agency, _) => {
                let inner = self.text.trim_start_matches(['(', '/']).split([')', '/']).next().unwrap_or_default();
                let mut words = inner.split_whitespace();
                words.all(|w| w.starts_with(char::is_uppercase)).then_some(false)
            }
        }
    }
}

/// What a word is, by its looks. `before` is what the words before it are.
fn part(word: &str, before: Option<RowPart>) -> Option<RowPart> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.trim_end_matches(['.', ',']);
    let number = digits.trim_end_matches(|c: char| c.is_alphabetic());
    let ordinal = matches!(&digits[number.len()..], "" | "st" | "nd" | "rd" | "th");
    if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && matches!(number.len(), 1 | 2 | 4) && ordinal {
        return Some(RowPart::Day);
    }
    let named = is_month(word) || is_weekday(word.trim_end_matches('.'));
    // "MAY" and "MARCH" stand in places, too; behind one they are months.
    if named && (before.is_some() || word.chars().any(char::is_lowercase)) || named && before.is_none() && letters > 3 {
        return Some(RowPart::Day);
    }
    if before == Some(RowPart::Day) || word.chars().any(|c| c.is_ascii_digit() || matches!(c, '"' | '“' | '”' | '?' | '!' | ';')) {
        return None;
    }
    let low = word.strip_prefix("Mc").or(word.strip_prefix("Mac")).unwrap_or(word);
    if letters > 0 && low.chars().all(|c| !c.is_lowercase()) {
        return Some(RowPart::Capitals);
    }
    if word.starts_with(char::is_uppercase) {
        return Some(RowPart::Title);
    }
    let joins =
        matches!(word, "of" | "the" | "and" | "de" | "del" | "da" | "do" | "la" | "le" | "sur" | "upon" | "near" | "in" | "al" | "at");
    before.filter(|_| joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is cut off before `|`; `:` behind the mark stands for a place that could be a speaker's label.
    #[test]
    fn datelines_end_where_the_story_begins() {
        let mut wrong = String::new();
        for row in include_str!("datelines.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let (head, tail) = row.split_once('¦').unwrap();
            let label = tail.starts_with('¦');
            let text = format!("{head}{}", tail.trim_start_matches('¦'));
            let expected = Dateline { length: head.len(), label };
            let found = dateline(&text);
            if found != expected {
                wrong += &format!("{row}\n    {} {}\n", text.get(..found.length).unwrap_or("?"), found.label);
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }
}
