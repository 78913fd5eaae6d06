//! YAML with every scalar a string and every value in its place: `no`, `2022` and `2022-12` mean what they say.
//! The grammar is `saphyr-parser`'s; anchors, tags and merge keys are refused, as nobody keeps a people file with them.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScanError, Span};

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
/// The first place where the text is not YAML, gives a key twice, or uses anchors, aliases or tags.
pub fn read(text: &str) -> Result<Node, Trouble> {
    let (node, slips) = build(text, true)?;
    slips.into_iter().next().map_or(Ok(node), Err)
}

/// Reads one document as a site's programs do: tags mean nothing, an anchor keeps a single value for its aliases, and of a key
/// that is given twice the last counts. With it come the places of such keys.
///
/// # Errors
/// The first place where the text is not YAML.
pub fn read_loosely(text: &str) -> Result<(Node, Vec<Trouble>), Trouble> {
    build(text, false)
}

/// A collection that is being read.
enum Unclosed {
    List(usize, usize, Vec<Node>),
    Map(usize, usize, Vec<(Node, Node)>, Option<Node>, HashMap<String, usize>),
}

impl Unclosed {
    fn closed(self) -> Node {
        match self {
            Self::List(line, column, items) => Node { line, column, value: Value::List(items) },
            Self::Map(line, column, pairs, ..) => Node { line, column, value: Value::Map(pairs) },
        }
    }

    /// Takes a key or a value; the trouble of a key that was there before.
    fn take(&mut self, node: Node) -> Option<Trouble> {
        match self {
            Self::List(_, _, items) => items.push(node),
            Self::Map(_, _, pairs, waiting, known) => {
                let Some(key) = waiting.take() else {
                    *waiting = Some(node);
                    return None;
                };
                let name = key.scalar().map(str::to_owned);
                if let Some(before) = name.as_ref().and_then(|n| known.get(n)) {
                    let message = format!("`{}` is given twice", name.as_deref().unwrap_or_default());
                    let trouble = Trouble { line: key.line, column: key.column, message };
                    pairs[*before] = (key, node);
                    return Some(trouble);
                }
                known.extend(name.map(|n| (n, pairs.len())));
                pairs.push((key, node));
            }
        }
        None
    }
}

fn build(text: &str, strict: bool) -> Result<(Node, Vec<Trouble>), Trouble> {
    const DEEPEST: usize = 64;
    // Columns count a byte order mark where the text has one, as the editor that left it there does.
    let (mark, text) = (encoding::mark_length(text).min(1), encoding::without_mark(text));
    let counted = |line: usize, column: usize| column + if line == 0 { mark } else { 0 };
    let place = |span: &Span| {
        let line = span.start.line().saturating_sub(1);
        (line, counted(line, span.start.col()))
    };
    let mut stack: Vec<Unclosed> = Vec::new();
    let mut root: Option<Node> = None;
    let mut slips = Vec::new();
    let mut kept: HashMap<usize, String> = HashMap::new();
    // The parser takes it for the end of the text.
    if let Some(at) = text.find('\0') {
        let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let message = "A character that nobody sees (NUL) stands here, and what follows would not be read; take it out".to_owned();
        return Err(Trouble { line: text[..at].matches('\n').count(), column: text[line..at].chars().count(), message });
    }
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| {
            let trouble = trouble(text, &e);
            Trouble { column: counted(trouble.line, trouble.column), ..trouble }
        })?;
        let (line, column) = place(&span);
        let refuse = |what: &str| Trouble { line, column, message: format!("{what} cannot be used here; write the value out") };
        let done = match event {
            Event::Alias(_) if strict => return Err(refuse("A YAML alias (*)")),
            Event::Alias(id) => Some(Node { line, column, value: Value::Scalar(kept.get(&id).cloned().unwrap_or_default()) }),
            Event::Scalar(value, style, anchor, tag) => {
                if strict && anchor != 0 {
                    return Err(refuse("A YAML anchor (&)"));
                }
                if strict && tag.is_some() {
                    return Err(refuse("A YAML tag (!)"));
                }
                let plain = style == saphyr_parser::ScalarStyle::Plain;
                let value = if plain && matches!(&*value, "~" | "null") { String::new() } else { value.into_owned() };
                if anchor != 0 {
                    kept.insert(anchor, value.clone());
                }
                Some(Node { line, column, value: Value::Scalar(value) })
            }
            Event::SequenceStart(..) => {
                stack.push(Unclosed::List(line, column, Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                stack.push(Unclosed::Map(line, column, Vec::new(), None, HashMap::new()));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => stack.pop().map(Unclosed::closed),
            _ => None,
        };
        if stack.len() > DEEPEST {
            return Err(Trouble { line, column, message: "Values are nested too deeply".to_owned() });
        }
        let Some(node) = done else { continue };
        match stack.last_mut() {
            None if root.is_none() => root = Some(node),
            None if strict && node.value != Value::Scalar(String::new()) => {
                let message = "A second document begins above this line (`---`), and would not be read; put all into one".to_owned();
                return Err(Trouble { line: node.line, column: node.column, message });
            }
            None => {}
            Some(open) => slips.extend(open.take(node)),
        }
    }
    Ok((root.unwrap_or(Node { line: 0, column: 0, value: Value::Scalar(String::new()) }), slips))
}

/// What the parser says, at a place that the text has: within odd signs it counts past the line's end.
fn trouble(text: &str, error: &ScanError) -> Trouble {
    let line = error.marker().line().saturating_sub(1);
    let length = text.split('\n').nth(line).map_or(0, |l| l.chars().count());
    Trouble { line, column: error.marker().col().min(length), message: error.info().to_owned() }
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
            // What YAML folds, drops or refuses within quotation marks.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
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
        let odd = "\r\t\0\u{1b}\u{85}\u{2028}\u{feff}\u{ffff} é🚢 \"\\ \n";
        assert_eq!(read(&format!("a: {}", quoted(odd))).unwrap().get("a").unwrap().scalar(), Some(odd));
        assert!(read("a: &x 1").unwrap_err().message.contains("anchor"));
    }

    /// What would not be read is told of, whatever the parser makes of it.
    #[test]
    fn nothing_is_passed_over_in_silence() {
        for (text, place) in [
            ("a: 1\nb: x\0\nc: 2\n", Some((1, 4))),
            ("\0", Some((0, 0))),
            ("a: 1\n---\nb: 2\n", Some((2, 0))),
            ("a: 1\n...\n---\n- b\n", Some((3, 0))),
            ("---\na: 1\n", None),
            ("---\na: 1\n---\n", None),
            ("a: 1\n...\n", None),
        ] {
            assert_eq!(read(text).err().map(|t| (t.line, t.column)), place, "{text:?}");
        }
    }
}
