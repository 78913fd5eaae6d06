//! YAML with every scalar a string and every value in its place: `no`, `2022` and `2022-12` mean what they say.
//! The grammar is `saphyr-parser`'s; anchors, tags and merge keys are refused, as nobody keeps a people file with them.

use saphyr_parser::{Event, Parser, Span};

use super::{Trouble, encoding};

/// A value and where it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Zero-based line.
    pub line: usize,
    /// Zero-based column, in code points.
    pub column: usize,
    /// The value.
    pub value: Value,
}

/// A YAML value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Anything that is not a collection, as written, unquoted. A missing value is the empty string.
    Scalar(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in order; keys are scalars.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The scalar, or nothing where this is a collection.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(s) => Some(s),
            _ => None,
        }
    }

    /// The value of a key of a mapping.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(pairs) => pairs.iter().find(|(k, _)| k.scalar() == Some(key)).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The non-empty scalar of a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::scalar).map(str::trim).filter(|s| !s.is_empty())
    }

    /// The items of a list; a scalar counts as a list of one, nothing as none.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Scalar(s) if s.is_empty() => &[],
            _ => std::slice::from_ref(self),
        }
    }
}

/// Reads one document.
///
/// # Errors
/// The first place where the text is not YAML, or uses anchors, aliases or tags.
pub fn read(text: &str) -> Result<Node, Trouble> {
    const DEEPEST: usize = 64;
    enum Open {
        List(usize, usize, Vec<Node>),
        Map(usize, usize, Vec<(Node, Node)>, Option<Node>),
    }
    // Columns count a byte order mark where the text has one, as the editor that left it there does.
    let mark = encoding::mark_length(text).min(1);
    let counted = |line: usize, column: usize| column + if line <= 1 { mark } else { 0 };
    let place = |span: &Span| (span.start.line().saturating_sub(1), counted(span.start.line(), span.start.col()));
    let mut stack: Vec<Open> = Vec::new();
    let mut root: Option<Node> = None;
    for event in Parser::new_from_str(encoding::without_mark(text)) {
        let (event, span) = event.map_err(|e| Trouble {
            line: e.marker().line().saturating_sub(1),
            column: counted(e.marker().line(), e.marker().col()),
            message: e.info().to_owned(),
        })?;
        let (line, column) = place(&span);
        let refuse = |what: &str| Trouble { line, column, message: format!("{what} cannot be used here; write the value out") };
        let done = match event {
            Event::Alias(_) => return Err(refuse("A YAML alias (*)")),
            Event::Scalar(value, style, anchor, tag) => {
                if anchor != 0 {
                    return Err(refuse("A YAML anchor (&)"));
                }
                if tag.is_some() {
                    return Err(refuse("A YAML tag (!)"));
                }
                let plain = style == saphyr_parser::ScalarStyle::Plain;
                let value = if plain && matches!(&*value, "~" | "null") { String::new() } else { value.into_owned() };
                Some(Node { line, column, value: Value::Scalar(value) })
            }
            Event::SequenceStart(..) => {
                stack.push(Open::List(line, column, Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                stack.push(Open::Map(line, column, Vec::new(), None));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => stack.pop().map(|open| match open {
                Open::List(line, column, items) => Node { line, column, value: Value::List(items) },
                Open::Map(line, column, pairs, _) => Node { line, column, value: Value::Map(pairs) },
            }),
            _ => None,
        };
        if stack.len() > DEEPEST {
            return Err(Trouble { line, column, message: "Values are nested too deeply".to_owned() });
        }
        let Some(node) = done else { continue };
        match stack.last_mut() {
            None => root = root.or(Some(node)),
            Some(Open::List(_, _, items)) => items.push(node),
            Some(Open::Map(_, _, pairs, key)) => match key.take() {
                None => *key = Some(node),
                Some(k) => {
                    if pairs.iter().any(|(other, _)| other.value == k.value) {
                        let name = k.scalar().unwrap_or("this key").to_owned();
                        return Err(Trouble { line: k.line, column: k.column, message: format!("`{name}` is given twice") });
                    }
                    pairs.push((k, node));
                }
            },
        }
    }
    Ok(root.unwrap_or(Node { line: 0, column: 0, value: Value::Scalar(String::new()) }))
}

/// A scalar as it can be written in YAML so that every YAML reader takes it for a string.
#[must_use]
pub fn quoted(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_strings_and_trouble_has_a_place() {
        let node = read("a: no\nb: 2022-12\nc: [x, {d: ~}]\n").unwrap();
        assert_eq!(node.text("a"), Some("no"));
        assert_eq!(node.text("b"), Some("2022-12"));
        assert_eq!(node.get("c").unwrap().items()[1].text("d"), None);
        assert_eq!(read("a: 1\na: 2").unwrap_err(), Trouble { line: 1, column: 0, message: "`a` is given twice".into() });
        assert_eq!(read("a: [1\nb: 2").unwrap_err().line, 1);
        assert!(read("a: &x 1").unwrap_err().message.contains("anchor"));
    }
}
