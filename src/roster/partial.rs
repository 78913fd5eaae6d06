//! Dates of which only the year, or the year and the month, may be known.

use jiff::civil::Date;

/// A year, a month or a day: `2025`, `2025-11`, `2025-11-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partial {
    first: Date,
    month: bool,
    day: bool,
}

impl Partial {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; also with a time behind it, as Wikidata writes it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('+');
        let text = text.split_once('T').map_or(text, |(d, _)| d);
        let mut parts = text.split('-');
        let digits = |s: &str, n: usize| (s.len() == n && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<i16>().ok()).flatten();
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|m| digits(m, 2).and_then(|m| i8::try_from(m).ok()));
        let day = parts.next().map(|d| digits(d, 2).and_then(|d| i8::try_from(d).ok()));
        if parts.next().is_some() {
            return None;
        }
        let (month, day) = match (month, day) {
            (None, _) => (None, None),
            (Some(m), None) => (Some(m?), None),
            (Some(m), Some(d)) => (Some(m?), Some(d?)),
        };
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { first, month: month.is_some(), day: day.is_some() })
    }

    /// The same date, no more exact than a year (9), month (10) or day (11), Wikidata's precisions.
    #[must_use]
    pub fn at_precision(self, precision: u8) -> Self {
        let (month, day) = (self.month && precision >= 10, self.day && precision >= 11);
        let first = match (month, day) {
            (false, _) => self.first.first_of_year(),
            (true, false) => self.first.first_of_month(),
            (true, true) => self.first,
        };
        Self { first, month, day }
    }

    /// The first day that it can mean.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last(self) -> Date {
        match (self.month, self.day) {
            (false, _) => self.first.last_of_year(),
            (true, false) => self.first.last_of_month(),
            (true, true) => self.first,
        }
    }

    /// Whether the day is known.
    #[must_use]
    pub fn is_day(self) -> bool {
        self.day
    }

    /// "2025", "November 2025", "30 November 2025".
    #[must_use]
    pub fn in_words(self) -> String {
        let form = match (self.month, self.day) {
            (false, _) => "%Y",
            (true, false) => "%B %Y",
            (true, true) => "%-d %B %Y",
        };
        self.first.strftime(form).to_string()
    }
}

impl std::fmt::Display for Partial {
    /// As it is written in a people file.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.month, self.day) {
            (false, _) => write!(f, "{:04}", self.first.year()),
            (true, false) => write!(f, "{:04}-{:02}", self.first.year(), self.first.month()),
            (true, true) => write!(f, "{}", self.first),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Partial;

    #[test]
    fn written_as_read() {
        for text in ["2025", "2025-11", "2024-02-29"] {
            assert_eq!(Partial::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "25", "2025-13", "2023-02-29", "2025-11-30-1", "soon", "2025-1"] {
            assert_eq!(Partial::parse(text), None, "{text}");
        }
        let wikidata = Partial::parse("2021-01-01T00:00:00Z").unwrap();
        assert_eq!(wikidata.at_precision(9).to_string(), "2021");
        assert_eq!(Partial::parse("2024-02").unwrap().last().to_string(), "2024-02-29");
    }
}
