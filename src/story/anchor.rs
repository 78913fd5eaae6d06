//! The date that a draft reckons from, and where it was found.

use jiff::civil::Date;

use super::part::Part;
use super::place::Place;
use crate::paragraph::times::{self, Meaning, calendar};
use crate::text::Region;

/// Where the publication date was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorSource {
    /// The YAML at the top, on this zero-based line.
    FrontMatter(usize),
    /// The `.meta.yaml` file beside the draft.
    MetaFile,
    /// A dateline, or a "published" line.
    Dateline(Place),
    /// The name of the file.
    FileName,
    /// The editor, or the caller.
    Given,
}

/// The publication date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The local calendar day of publication.
    pub date: Date,
    /// Where it was found.
    pub source: AnchorSource,
}

/// A date as metadata writes it: ISO, with or without a time; or "1 April 2024" and "April 1, 2024".
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim().trim_matches(['"', '\'']);
    if let Some(date) = text.get(..10).and_then(|d| d.parse().ok()) {
        return Some(date);
    }
    let words = crate::language::Words::of(text);
    let sentences = crate::language::sentence::sentences(&words);
    times::find(&words, &sentences).into_iter().find_map(|t| match t.meaning {
        Meaning::Point(p) => calendar::date(p.year?, p.month?, p.day?),
        _ => None,
    })
}

/// A date in a file's name: `2024-04-01-harbour.md`, `harbour_20240401.txt`.
#[must_use]
pub fn in_file_name(name: &str) -> Option<Date> {
    let digits: Vec<(usize, char)> = name.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    digits.windows(8).find_map(|w| {
        let (start, end) = (w[0].0, w[7].0);
        // Digits that stand together, or parted as a date is.
        let text: String = w.iter().map(|(_, c)| *c).collect();
        let separated = end - start == 9
            && name.as_bytes().get(start + 4) == name.as_bytes().get(start + 7)
            && matches!(name.as_bytes()[start + 4], b'-' | b'_' | b'.');
        let alone = !name[..start].ends_with(|c: char| c.is_ascii_digit()) && !name[end + 1..].starts_with(|c: char| c.is_ascii_digit());
        if !(end - start == 7 || separated) || !alone {
            return None;
        }
        let date = calendar::date(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..8].parse().ok()?)?;
        (1900..=2100).contains(&date.year()).then_some(date)
    })
}

/// The date that the article itself gives: a dateline of its own or before the first paragraph, with the year from
/// `default_year` where it has none.
#[must_use]
pub fn in_article(parts: &[Part], dateline: impl Fn(usize) -> usize, default_year: Option<i16>) -> Option<Anchor> {
    for part in parts {
        let within = match part.region {
            Region::Dateline => u32::MAX,
            Region::Body => crate::text::position::clamp(dateline(part.number)),
            _ => continue,
        };
        for t in part.facts.times.iter().filter(|t| t.end <= within) {
            if let Meaning::Point(p) = &t.meaning
                && let (Some(year), Some(month), Some(day)) = (p.year.or(default_year), p.month, p.day)
                && let Some(date) = calendar::date(year, month, day)
            {
                return Some(Anchor { date, source: AnchorSource::Dateline(Place { block: part.number, start: t.start, end: t.end }) });
            }
        }
        if part.region == Region::Body && within == 0 && part.number > 12 {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_metadata_and_file_names() {
        let day = calendar::date(2024, 4, 1);
        for text in ["2024-04-01", "2024-04-01T18:20:00Z", "1 April 2024", "April 1, 2024", "Monday, April 1, 2024"] {
            assert_eq!(parse(text), day, "{text}");
        }
        assert_eq!(parse("soon"), None);
        for name in ["2024-04-01-harbour.md", "harbour_20240401.txt", "x-2024.04.01"] {
            assert_eq!(in_file_name(name), day, "{name}");
        }
        assert_eq!(in_file_name("20240401123.txt"), None);
    }
}
