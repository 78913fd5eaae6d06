//! A line of metadata by itself: `key: value`, `"key": value,`, `key = value`.

use super::keys;

/// A line that gives a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment<'a> {
    /// Bytes of white space before it.
    pub indent: usize,
    /// The key, without quotation marks.
    pub key: &'a str,
    /// Where the value starts, in bytes of the line.
    pub at: usize,
    /// The value, without white space around it.
    pub value: &'a str,
    /// Whether no blank parts the key's mark from the value.
    pub tight: bool,
}

/// The longest key, in bytes.
const LONGEST: usize = 60;

fn is_name(key: &str) -> bool {
    key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key.len() <= LONGEST
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

/// Reads a line whose key ends with `mark`. A key of several words must be one that is known.
#[must_use]
pub fn entry(line: &str, mark: char) -> Option<Assignment<'_>> {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let first = rest.chars().next()?;
    let (key, after) = if matches!(first, '"' | '\'') {
        let end = rest[1..].find(first)? + 1;
        let behind = &rest[end + 1..];
        let gap = behind.len() - behind.trim_start().len();
        behind.trim_start().starts_with(mark).then_some((&rest[1..end], end + 1 + gap))?
    } else {
        let ends = |i: usize| rest[i + 1..].chars().next().is_none_or(char::is_whitespace);
        let spaced = rest.match_indices(mark).map(|(i, _)| i).take_while(|i| *i <= LONGEST).find(|i| mark == '=' || ends(*i));
        let fits = |i: &usize| {
            let key = rest[..*i].trim_end();
            is_name(key) || key.split(' ').count() <= 3 && keys::field(key).is_some()
        };
        let i = spaced.filter(fits).or_else(|| rest.find(mark).filter(fits).filter(|i| !rest[i + 1..].starts_with("//")))?;
        (rest[..i].trim_end(), i)
    };
    let behind = &rest[after + 1..];
    let at = indent + after + 1 + (behind.len() - behind.trim_start().len());
    Some(Assignment { indent, key, at, value: line[at..].trim_end(), tight: !behind.is_empty() && !behind.starts_with([' ', '\t']) })
}

/// Whether a line is a tag of a template and nothing else: it says nothing by itself.
#[must_use]
pub fn is_template(line: &str) -> bool {
    let line = line.trim();
    [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("{#", "#}")].iter().any(|(open, close)| line.starts_with(open) && line.ends_with(close))
}

/// A value without the quotation marks and commas around it, matched or stray.
#[must_use]
pub fn bare(value: &str) -> &str {
    let value = value.trim().trim_end_matches(',').trim_end();
    let quote = ['"', '\''].into_iter().find(|q| value.starts_with(*q) || value.ends_with(*q));
    let Some(quote) = quote else { return value };
    // Pairs of marks within belong to the words.
    let count = value.matches(quote).count();
    let around = value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    if count % 2 == 1 || count == 2 && around {
        let inner = value.strip_prefix(quote).unwrap_or(value);
        return inner.strip_suffix(quote).unwrap_or(inner).trim();
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_give_a_key() {
        for (line, mark, expected) in [
            ("title: Mayor says: no", ':', Some(("title", "Mayor says: no"))),
            ("  title:\tx ", ':', Some(("title", "x"))),
            ("date:2024-04-03", ':', Some(("date", "2024-04-03"))),
            ("\"date\": \"2024-04-03\",", ':', Some(("date", "\"2024-04-03\","))),
            ("og:title: x", ':', Some(("og:title", "x"))),
            ("Publication date: x", ':', Some(("Publication date", "x"))),
            ("tags:", ':', Some(("tags", ""))),
            ("title = \"a: b\"", '=', Some(("title", "\"a: b\""))),
            ("https://example.com/x", ':', None),
            ("She said this: the bridge stays shut", ':', None),
            ("- name: x", ':', None),
            ("The council met.", ':', None),
            ("\"We had no choice,\" she said: nobody", ':', None),
        ] {
            assert_eq!(entry(line, mark).map(|e| (e.key, e.value)), expected, "{line}");
        }
    }

    #[test]
    fn marks_around_a_value_go() {
        for (value, expected) in [
            ("'It's over'", "It's over"),
            ("\"Mayor says no", "Mayor says no"),
            ("Mayor says no\"", "Mayor says no"),
            ("Mayor says \"no\"", "Mayor says \"no\""),
            ("\"No\" says mayor", "\"No\" says mayor"),
            ("\"No\" and \"yes\"", "\"No\" and \"yes\""),
            ("\"x\",", "x"),
            ("'", ""),
        ] {
            assert_eq!(bare(value), expected, "{value}");
        }
    }
}
