//! The other notations of metadata, read into the same keys and values as YAML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{bare, entry};
use super::{Slip, keys, loose};
use crate::text::yaml::{self, Node, Value};

type Pairs = Vec<(Node, Node)>;

fn scalar(line: usize, column: usize, text: &str) -> Node {
    Node { line, column, value: Value::Scalar(text.to_owned()) }
}

/// TOML; the library goes on behind a slip, and what it lost is taken line by line.
pub(super) fn toml(text: &str) -> (Pairs, Vec<Slip>) {
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
    let place = |byte: usize| {
        let line = starts.partition_point(|s| *s <= byte).saturating_sub(1);
        (line, text.get(starts[line]..byte).map_or(0, |t| t.chars().count()))
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut pairs = table_of(table.get_ref(), text, &place);
    let lines: Vec<&str> = text.split('\n').collect();
    let mut slips: Vec<Slip> = Vec::new();
    let mut told = std::collections::HashSet::new();
    for error in &errors {
        let line = place(error.span().map_or(0, |s| s.start.min(text.len()))).0;
        if told.insert(line) {
            slips.push(Slip::whole(lines[line], line, format!("TOML cannot be read here ({}).", error.message())));
        }
    }
    if !errors.is_empty() {
        fill(&mut pairs, &lines, '=');
    }
    (pairs, slips)
}

fn table_of(table: &DeTable, text: &str, place: &impl Fn(usize) -> (usize, usize)) -> Pairs {
    let pair = |(key, value): (&Spanned<std::borrow::Cow<str>>, &Spanned<DeValue>)| {
        let (line, column) = place(key.span().start);
        (scalar(line, column, key.get_ref()), value_of(value, text, place))
    };
    table.iter().map(pair).collect()
}

fn value_of(value: &Spanned<DeValue>, text: &str, place: &impl Fn(usize) -> (usize, usize)) -> Node {
    let (line, column) = place(value.span().start);
    let value = match value.get_ref() {
        DeValue::String(s) => Value::Scalar(s.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|i| value_of(i, text, place)).collect()),
        DeValue::Table(table) => Value::Map(table_of(table, text, place)),
        _ => Value::Scalar(text.get(value.span()).unwrap_or_default().to_owned()),
    };
    Node { line, column, value }
}

/// JSON is read as YAML, of which it is a part; tabs part its words as blanks do.
pub(super) fn json(text: &str) -> (Pairs, Vec<Slip>) {
    let inner = text.trim();
    let braced = inner.starts_with('{');
    let spaced = text.replace('\t', " ");
    let whole = if braced { spaced } else { format!("{{{spaced}}}") };
    let trouble = match yaml::read_loosely(&whole) {
        Ok((Node { value: Value::Map(pairs), .. }, slips)) => return (pairs, Slip::twice(text, slips)),
        Ok((node, _)) => (node.line, "an object is wanted".to_owned()),
        Err(trouble) => (trouble.line, trouble.message),
    };
    let mut pairs = Vec::new();
    let lines: Vec<&str> = text.split('\n').collect();
    fill(&mut pairs, &lines, ':');
    let line = trouble.0.min(lines.len().saturating_sub(1));
    (pairs, vec![Slip::whole(lines[line], line, format!("JSON cannot be read here ({}).", trouble.1))])
}

/// Adds the known keys that stand on lines of their own and are not there yet.
fn fill(pairs: &mut Pairs, lines: &[&str], mark: char) {
    let known: std::collections::HashSet<String> = pairs.iter().filter_map(|(k, _)| k.scalar().map(str::to_owned)).collect();
    for (n, line) in lines.iter().enumerate() {
        let line = line.trim_end_matches('\r');
        let Some(e) = entry(line, mark).or_else(|| entry(line, ':')) else { continue };
        if known.contains(e.key) || keys::field(e.key).is_none() {
            continue;
        }
        let value = e.value.trim_end_matches(',').trim_end();
        let value = match value.strip_prefix('[') {
            Some(list) => Value::List(list.trim_end_matches(']').split(',').map(|v| scalar(n, e.at, bare(v))).collect()),
            None => Value::Scalar(bare(value).to_owned()),
        };
        pairs.push((scalar(n, e.indent, e.key), Node { line: n, column: e.at, value }));
    }
}

/// Pandoc's title block: the title, the authors, the date; a line that goes on is indented.
pub(super) fn titles(text: &str) -> (Pairs, Vec<Slip>) {
    let mut fields: Vec<(usize, Vec<&str>)> = Vec::new();
    for (n, line) in text.split('\n').enumerate() {
        match (line.trim_start_matches('\u{feff}').strip_prefix('%'), fields.last_mut()) {
            (Some(value), _) => fields.push((n, vec![value.trim()])),
            (None, Some((_, words))) => words.push(line.trim()),
            (None, None) => {}
        }
    }
    let pair = |((line, words), key): ((usize, Vec<&str>), &str)| {
        let value = match key {
            "authors" => Value::List(words.iter().flat_map(|w| w.split(';')).map(|a| scalar(line, 2, a.trim())).collect()),
            _ => Value::Scalar(words.join(" ").trim().to_owned()),
        };
        (scalar(line, 0, key), Node { line, column: 2, value })
    };
    (fields.into_iter().zip(["title", "authors", "date"]).map(pair).collect(), Vec::new())
}

/// Org's keys.
pub(super) fn org(text: &str) -> (Pairs, Vec<Slip>) {
    let pair = |(n, line): (usize, &str)| {
        let e = entry(line.trim_start_matches('\u{feff}').strip_prefix("#+")?, ':').map(|e| (e.key.to_owned(), e.value.to_owned()))?;
        Some((scalar(n, 2, &e.0), scalar(n, 2, &e.1)))
    };
    (text.split('\n').enumerate().filter_map(pair).collect(), Vec::new())
}

/// Keys on lines of their own, what is indented going on. The values are what they are: there is no grammar to break.
pub(super) fn keyed(text: &str) -> (Pairs, Vec<Slip>) {
    let mut pairs: Pairs = Vec::new();
    for (n, line) in text.split('\n').enumerate() {
        let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
        match (entry(line, ':').filter(|e| e.indent == 0), pairs.last_mut()) {
            (Some(e), _) => pairs.push((scalar(n, 0, e.key), scalar(n, e.at, e.value))),
            (None, Some((_, Node { value: Value::Scalar(value), .. }))) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            _ => {}
        }
    }
    pairs.retain(|(k, _)| k.scalar().is_none_or(|k| !k.eq_ignore_ascii_case("body")));
    (pairs, Vec::new())
}

/// YAML.
pub(super) fn yaml(text: &str) -> (Pairs, Vec<Slip>) {
    loose::read(text)
}
