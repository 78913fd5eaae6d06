//! The date that a draft reckons from, and where it was found.

use jiff::civil::Date;

use super::part::Part;
use super::place::Place;
use crate::paragraph::times::{Meaning, calendar};
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

/// A day in a file's path: in its name (`2024-04-01-harbour.md`, `harbour_20240401.txt`), else in the folders that it lies in
/// (`2024/04/01/harbour.md`). The path may be that of an address of any scheme.
#[must_use]
pub fn in_path(path: &str) -> Option<Date> {
    let segments: Vec<&str> = path.split(['/', '\\']).filter(|s| !s.is_empty()).collect();
    let (name, folders) = segments.split_last()?;
    let last = folders.last().copied().unwrap_or_default();
    in_name(name).or_else(|| in_folders(folders)).or_else(|| in_name(last).filter(|_| last.bytes().all(|b| !b.is_ascii_alphabetic())))
}

/// Folders for year, month and day, one in the other.
fn in_folders(folders: &[&str]) -> Option<Date> {
    let number = |text: &str, length: usize| text.parse::<i16>().ok().filter(|_| text.len() == length);
    let small = |text: &str| number(text, 2).and_then(|n| u8::try_from(n).ok());
    folders.windows(3).rev().find_map(|w| calendar::date(number(w[0], 4)?, small(w[1])?, small(w[2])?)).filter(|d| usual(*d))
}

fn usual(date: Date) -> bool {
    (1900..=2100).contains(&date.year())
}

fn in_name(name: &str) -> Option<Date> {
    let digits: Vec<(usize, char)> = name.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    digits.windows(8).find_map(|w| {
        let (start, end) = (w[0].0, w[7].0);
        // Digits that stand together, or parted as a date is.
        let text: String = w.iter().map(|(_, c)| *c).collect();
        let separated = end - start == 9
            && name.as_bytes().get(start + 4) == name.as_bytes().get(start + 7)
            && matches!(name.as_bytes()[start + 4], b'-' | b'_' | b'.' | b' ');
        let alone = !name[..start].ends_with(|c: char| c.is_ascii_digit()) && !name[end + 1..].starts_with(|c: char| c.is_ascii_digit());
        if !(end - start == 7 || separated) || !alone {
            return None;
        }
        calendar::date(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..8].parse().ok()?).filter(|d| usual(*d))
    })
}

/// The date that the article itself gives: a dateline of its own or before a paragraph, a byline's, or a line that says when
/// it was published, with the year from `default_year` where it has none. `updated` tells whether a line says when the article was
/// changed: that day counts where there is no other.
#[must_use]
pub fn in_article(parts: &[Part], updated: impl Fn(usize) -> bool, default_year: Option<i16>) -> Option<Anchor> {
    let mut later = None;
    for part in parts {
        let within = match part.region {
            Region::Dateline | Region::Byline => u32::MAX,
            Region::Body => part.dateline,
            _ => continue,
        };
        for t in part.facts.times.iter().filter(|t| t.end <= within) {
            if let Meaning::Point(p) = &t.meaning
                && !(p.figures && p.day_or_month && p.day != p.month)
                && let (Some(year), Some(month), Some(day)) = (p.year.or(default_year), p.month, p.day)
                && let Some(date) = calendar::date(year, month, day)
            {
                let place = Place { block: part.number, start: t.start, end: t.end };
                let anchor = Anchor { date, source: AnchorSource::Dateline(place) };
                if !updated(part.number) {
                    return Some(anchor);
                }
                later = later.or(Some(anchor));
            }
        }
        if part.region == Region::Body && within == 0 && part.number > 12 {
            break;
        }
    }
    later
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_paths() {
        let day = calendar::date(2024, 4, 1);
        for path in [
            "2024-04-01-harbour.md",
            "harbour_20240401.txt",
            "x-2024.04.01",
            "2024_04_01 harbour.txt",
            "/ana/news/2024-04-01-harbour.txt",
            "C:\\news\\2024-04-01-harbour.txt",
            "/news/2024/04/01/harbour.txt",
            "/news/2024/04/01/harbour/index.md",
            "/2023/05/02/2024-04-01-harbour.md",
            "/news/2024-04-01/harbour.txt",
        ] {
            assert_eq!(in_path(path), day, "{path}");
        }
        for path in
            ["20240401123.txt", "harbour.txt", "/news/2024/04/harbour.txt", "/backup-2024-04-01/news/harbour.txt", "LIBRARY0403.txt", ""]
        {
            assert_eq!(in_path(path), None, "{path}");
        }
    }

    fn published(text: &str) -> Option<String> {
        let draft = crate::text::Draft::new(text, crate::text::Format::Markdown);
        let reading = crate::story::read(&draft, &crate::story::Context::default(), &|| false).unwrap();
        reading.anchor.map(|a| a.date.to_string())
    }

    #[test]
    fn the_day_of_publication_is_found_wherever_a_draft_has_it() {
        for text in [
            "---\ndate: 2024-04-03\n---\n\nThe mill shut.",
            "---\nlastmod: 2024-04-09\npublishDate: April 3, 2024 10:05 a.m. EDT\n---\n\nThe mill shut.",
            "---\nlastmod: 2024-04-03\n---\n\nThe mill shut.",
            "---\nlastmod: 2024-04-09\n---\n\nTARNWICK, Ohio, April 3, 2024 (AP) — The mill shut.",
            "+++\ndate = 2024-04-03T10:00:00+02:00\n+++\n\nThe mill shut.",
            "{\"title\": \"A\", \"datePublished\": \"20240403\"}\n\nThe mill shut.",
            "Mill shuts\n\nApril 3, 2024 at 10:05 a.m. EDT\n\nThe mill shut.",
            "Mill shuts\n\nBy Ana Reyes, April 3, 2024\n\nThe mill shut.",
            "Mill shuts\n\nPublished: April 3, 2024 | Updated: April 9, 2024\n\nThe mill shut.",
            "Mill shuts\n\nUpdated: April 9, 2024\n\nPublished: April 3, 2024\n\nThe mill shut.",
            "Mill shuts\n\nUpdated: April 3, 2024\n\nThe mill shut.",
            "EMBARGOED UNTIL 00.01 HRS, WEDNESDAY 3 APRIL 2024\n\nMill shuts\n\nThe mill shut.",
            "Mill shuts\n\nST. LOUIS – April 3, 2024 – The mill shut.",
            "Mill shuts\n\nTARNWICK, Ohio, April 3, 2024 /PRNewswire/ -- The mill shut.",
            "Mill shuts\n\n23/04/2024\n\nThe mill shut.",
        ] {
            let expected = if text.contains("23/04") { "2024-04-23" } else { "2024-04-03" };
            assert_eq!(published(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "---\ndate: 03/04/2024\n---\n\nThe mill shut.",
            "---\ndate: soon\n---\n\nThe mill shut.",
            "Mill shuts\n\n03/04/2024\n\nThe mill shut.",
            "Mill shuts\n\nThe mill shut on April 3, 2024.",
            "Mill shuts\n\nThe mill shut.\n\nMay 8, 1945 – Germany surrenders.",
        ] {
            assert_eq!(published(text), None, "{text}");
        }
    }

    /// Whether the first words are the dateline's and none of what is said.
    #[test]
    fn a_dateline_says_nothing() {
        for (text, said) in [
            ("Mill shuts\n\nTARNWICK, Ohio (AP) — The mill shut Saturday, Mayor Ann Poe said.", "The mill shut Saturday"),
            ("Mill shuts\n\nNEW DELHI: The mill shut Saturday, Mayor Ann Poe said.", "The mill shut Saturday"),
            ("Mill shuts\n\nROSA WELLING: The mill shut Saturday.", "The mill shut Saturday."),
        ] {
            let draft = crate::text::Draft::new(text, crate::text::Format::Text);
            let reading = crate::story::read(&draft, &crate::story::Context::default(), &|| false).unwrap();
            assert_eq!(reading.attributions.len(), 1, "{text}");
            assert_eq!(reading.text(reading.attributions[0].content[0]), said, "{text}");
        }
    }
}
