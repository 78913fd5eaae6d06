//! The file that says who a desk's protected sources are. Ids are read from it and nothing else: no name is kept, shown or told,
//! not even where somebody wrote a name in an id's place.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::file::id_of;
use super::fold;
use crate::text::Trouble;
use crate::text::yaml::{self, Node, Value};

/// The sources that a desk protects, by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protected {
    ids: Vec<String>,
    /// Digests of all that may be meant as an id. What was written in an id's place may be a name; a digest shows none.
    covered: HashSet<u64>,
}

fn digest(id: &str) -> u64 {
    let bare = id.rsplit([':', '#']).next().unwrap_or(id);
    let mut hasher = DefaultHasher::new();
    fold(bare.trim()).hash(&mut hasher);
    hasher.finish()
}

/// Whether a word can be an id: letters, digits, - and _, perhaps behind a prefix as Linked Data has it.
fn is_word(text: &str) -> bool {
    let bare = text.rsplit([':', '#']).next().unwrap_or(text);
    !bare.is_empty() && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// Whether a word is surely an id, and no name: no name is written without a capital.
fn is_lower(text: &str) -> bool {
    is_word(text) && !text.chars().any(char::is_uppercase)
}

/// Whether a word looks like an id and like nothing else: small letters with a hyphen or figure among them.
fn is_made(text: &str) -> bool {
    is_lower(text) && text.contains(|c: char| matches!(c, '-' | '_') || c.is_numeric())
}

/// Whether a word is an id that says of itself that it stands for a source.
fn is_source(text: &str) -> bool {
    is_made(text) && text.starts_with("source-")
}

impl Protected {
    /// Reads a private file: whom it protects, and what in it cannot be meant. No message repeats a word of the file.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<Trouble>) {
        let text = text.trim_start_matches('\u{feff}');
        let mut protected = Self::default();
        let mut troubles = Vec::new();
        match yaml::read(text) {
            Ok(Node { value: Value::Map(pairs), .. }) => {
                for (key, value) in &pairs {
                    troubles.extend(protected.entry(key, value));
                }
            }
            Ok(node) if node.scalar() == Some("") => {}
            Ok(node) => {
                protected.cover_all(&node);
                troubles.push(trouble(&node, "Nobody is listed here as it is meant: write `source-a: …`, one source a line."));
            }
            Err(t) => {
                let place = Node { line: t.line, column: t.column, value: Value::List(Vec::new()) };
                troubles.push(trouble(&place, "This cannot be read: write `source-a: …`, one source a line, each id once."));
            }
        }
        // What YAML cannot read, or sees as another document, is protected all the same.
        text.lines().for_each(|line| protected.cover_line(line));
        (protected, troubles)
    }

    /// The ids, as they are written; none that may be a name.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Whether a source is protected, by the id under which a draft knows it.
    #[must_use]
    pub fn covers(&self, id: &str) -> bool {
        self.covered.contains(&digest(id))
    }

    /// Adds those whom another file protects.
    pub fn extend(&mut self, other: &Self) {
        self.ids.extend(other.ids.iter().cloned());
        self.covered.extend(&other.covered);
    }

    fn cover(&mut self, id: &str) {
        if !id.trim().is_empty() {
            self.covered.extend([digest(id), digest(&id_of(id))]);
        }
    }

    /// Takes a line of the file's mapping.
    fn entry(&mut self, key: &Node, value: &Node) -> Option<Trouble> {
        let id = key.scalar().unwrap_or_default().trim();
        self.cover(id);
        let who = value.scalar().unwrap_or_default().trim();
        let turned = is_source(who) && !is_source(id) || is_made(who) && !is_lower(id);
        if !is_word(id) || turned {
            self.cover_all(value);
            return Some(trouble(key, if turned { TURNED } else { NO_ID }));
        }
        if is_lower(id) {
            self.ids.push(id.to_owned());
        } else if is_word(who) {
            self.cover(who);
        }
        if let Value::Map(pairs) = &value.value {
            pairs.iter().filter_map(|(k, _)| k.scalar()).for_each(|k| self.cover(k));
        }
        None
    }

    /// Protects every word that may be an id.
    fn cover_all(&mut self, node: &Node) {
        match &node.value {
            Value::Scalar(text) => text.split_whitespace().chain([text.as_str()]).filter(|w| is_word(w)).for_each(|w| self.cover(w)),
            Value::List(items) => items.iter().for_each(|i| self.cover_all(i)),
            Value::Map(pairs) => {
                for (key, value) in pairs {
                    self.cover(key.scalar().unwrap_or_default());
                    self.cover_all(value);
                }
            }
        }
    }

    fn cover_line(&mut self, line: &str) {
        let line = line.trim_start_matches(['-', ' ', '\t', '{', '[']);
        if !line.starts_with('#') {
            let quotes = |c: char| matches!(c, '"' | '\'' | ',' | '}' | ']') || c.is_whitespace();
            let id = line.split_once(": ").map_or(line.trim_end().trim_end_matches(':'), |(id, _)| id).trim_matches(quotes);
            self.cover(id);
        }
    }
}

const TURNED: &str = "The id comes first, and then who that is: write `source-a: …`. What stands behind the colon is protected until then.";
const NO_ID: &str =
    "This is no id: an id is one word of letters, digits, - and _, as in `source-a: …`, and drafts give it as `by=source-a`.";

fn trouble(at: &Node, message: &str) -> Trouble {
    Trouble { line: at.line, column: at.column, message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is written, what is listed, what else is protected, and the lines at which something is told.
    type Row = (&'static str, &'static [&'static str], &'static [&'static str], &'static [usize]);

    const FILES: &[Row] = &[
        ("", &[], &[], &[]),
        ("# nobody yet\n", &[], &[], &[]),
        ("source-a: Deep Throat\nsource-b: {name: X}\n", &["source-a", "source-b"], &["person:source-a", "Source-B", "name"], &[]),
        ("source-a: zq-insider\n", &["source-a"], &["source-a"], &[]),
        ("DeepThroat: the clerk\n", &[], &["DeepThroat", "deepthroat"], &[]),
        ("Deep Throat: source-a\n", &[], &["source-a", "Deep Throat", "deep-throat"], &[0]),
        ("Throat: the-clerk\n", &[], &["the-clerk", "throat"], &[0]),
        ("throat: source-a\n", &[], &["source-a", "throat"], &[0]),
        ("source a: the-clerk\n", &[], &["source-a", "the-clerk"], &[0]),
        ("a: x\nDeep Throat: a clerk\n", &["a"], &["deep-throat"], &[1]),
        ("- source-a\n- b: c\n", &[], &["source-a", "b", "c"], &[0]),
        ("a: 1\nb: [x\nthe-clerk: y\n", &[], &["a", "b", "the-clerk"], &[2]),
        ("a: 1\n---\nb: 2\n", &[], &["a", "b"], &[2]),
        ("a: &x 1\nb: *x\n", &[], &["a", "b"], &[0]),
    ];

    #[test]
    fn ids_are_read_and_slips_protect_more_and_not_less() {
        for (text, ids, covered, lines) in FILES {
            let (protected, troubles) = Protected::read(text);
            assert_eq!(protected.ids(), *ids, "{text}");
            for id in *covered {
                assert!(protected.covers(id), "{id} in {text}");
            }
            assert_eq!(troubles.iter().map(|t| t.line).collect::<Vec<_>>(), *lines, "{text}");
            assert!(!protected.covers("somebody-else") && !protected.covers(""), "{text}");
            assert_eq!(Protected::read(&format!("\u{feff}{text}")), (protected, troubles), "with a byte order mark");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// Whatever stands around it, what opens a line before a colon is protected, and no name is seen.
        #[test]
        fn no_line_takes_protection_from_another(before in "[ a-z:\\-{}\\[\\]\"'&*!|>#\n]{0,40}", after in "(?s).{0,40}") {
            let text = format!("{before}\nzq-insider: Zacharias Quill\n{after}");
            let (protected, troubles) = Protected::read(&text);
            prop_assert!(protected.covers("zq-insider"), "{}", text);
            let told = format!("{protected:?}{troubles:?}");
            prop_assert!(!told.contains("Quill"), "{}", told);
        }
    }
}
