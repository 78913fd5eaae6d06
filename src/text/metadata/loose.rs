//! YAML as people write it. Where the library refuses the whole, each key is read by itself, so that one slip costs one value
//! at most; and where a value by itself is refused, too, its words are taken as they stand.

use super::Slip;
use super::entry::{Assignment, bare, entry, is_template};
use super::keys;
use crate::text::yaml::{self, Node, Value};

/// How deep keys may stand within keys for slips in them to be mended.
const DEEPEST: usize = 6;

/// The keys of a text, in order, and what is wrong with it.
#[must_use]
pub(super) fn read(text: &str) -> (Vec<(Node, Node)>, Vec<Slip>) {
    let refused = match yaml::read_loosely(text) {
        Ok((Node { value: Value::Map(pairs), .. }, twice)) => {
            let mut slips = Slip::twice(text, twice);
            return (with_signs(pairs, text, &mut slips), slips);
        }
        Ok((node, _)) if node.scalar() == Some("") => return (Vec::new(), Vec::new()),
        Ok(_) => None,
        Err(trouble) => Some(trouble),
    };
    let lines: Vec<&str> = text.split('\n').map(|l| l.trim_end_matches('\r')).collect();
    let mut salvage = Salvage { lines: &lines, pairs: Vec::new(), slips: Vec::new(), mended: false };
    salvage.group(0, lines.len(), 0);
    let Salvage { pairs, mut slips, mended, .. } = salvage;
    if let Some(trouble) = refused.filter(|_| slips.is_empty() && !mended) {
        let message = format!("YAML cannot be read here ({}).", trouble.message);
        let line = trouble.line.min(lines.len() - 1);
        slips.push(Slip::whole(lines[line], line, message));
    }
    (last_of_each(pairs, &lines, &mut slips), slips)
}

/// A value that begins with `#` and a word is a comment to YAML, and meant as words.
fn with_signs(mut pairs: Vec<(Node, Node)>, text: &str, slips: &mut Vec<Slip>) -> Vec<(Node, Node)> {
    let empty = |value: &Node| value.scalar() == Some("");
    if !pairs.iter().any(|(_, value)| empty(value)) {
        return pairs;
    }
    let lines: Vec<&str> = text.split('\n').collect();
    for (key, value) in pairs.iter_mut().filter(|(_, value)| empty(value)) {
        let Some(line) = lines.get(key.line) else { continue };
        let Some(e) = entry(line, ':').filter(|e| e.value.strip_prefix('#').is_some_and(|v| v.starts_with(char::is_alphanumeric))) else {
            continue;
        };
        value.value = Value::Scalar(e.value.to_owned());
        let message = format!("YAML takes what `{}` says for a comment, as it begins with #: put all of it in quotation marks.", e.key);
        slips.push(Slip::whole(line, key.line, message).mended(e.at..e.at + e.value.len(), yaml::quoted(e.value)));
    }
    pairs
}

/// Of a key that is given twice the last, as the library has it.
fn last_of_each(pairs: Vec<(Node, Node)>, lines: &[&str], slips: &mut Vec<Slip>) -> Vec<(Node, Node)> {
    let mut known = std::collections::HashMap::new();
    let mut kept: Vec<(Node, Node)> = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        match known.entry(key.scalar().unwrap_or_default().to_owned()) {
            std::collections::hash_map::Entry::Occupied(before) => {
                slips.push(Slip::whole(lines[key.line], key.line, format!("`{}` is given twice; the last counts.", before.key())));
                kept[*before.get()] = (key, value);
            }
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(kept.len());
                kept.push((key, value));
            }
        }
    }
    slips.sort_by_key(|s| (s.line, s.place.start));
    kept
}

struct Salvage<'a> {
    lines: &'a [&'a str],
    pairs: Vec<(Node, Node)>,
    slips: Vec<Slip>,
    /// Whether something was read that the library refuses and other programs allow.
    mended: bool,
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn scalar(line: usize, column: usize, text: &str) -> Node {
    Node { line, column, value: Value::Scalar(text.to_owned()) }
}

impl Salvage<'_> {
    /// Reads the lines `from..to`, keys that stand at one depth with what belongs to each.
    fn group(&mut self, from: usize, to: usize, depth: usize) {
        let keyed = |n: &usize| entry(self.lines[*n], ':').is_some();
        let Some(first) = (from..to).find(keyed) else {
            self.strays(from, to);
            return;
        };
        self.strays(from, first);
        let base = indent(self.lines[first]);
        let mut at = first;
        while at < to {
            let end = (at + 1..to).find(|n| entry(self.lines[*n], ':').is_some_and(|e| e.indent <= base)).unwrap_or(to);
            if let Some(e) = entry(self.lines[at], ':') {
                self.one(at, end, e, depth);
            }
            at = end;
        }
    }

    /// Lines that belong to no key.
    fn strays(&mut self, from: usize, to: usize) {
        for n in from..to {
            let line = self.lines[n].trim();
            if !line.is_empty() && !line.starts_with('#') && !is_template(line) && !line.trim_matches(['-', '.', '\u{feff}']).is_empty() {
                self.slips.push(Slip::whole(self.lines[n], n, "This line is not written as `name: value`.".to_owned()));
            }
        }
    }

    /// A key and what stands below it.
    fn one(&mut self, at: usize, end: usize, e: Assignment, depth: usize) {
        let line = self.lines[at];
        if e.tight && !e.value.is_empty() {
            let message = format!("A blank is missing after `{}:`.", e.key);
            self.slips.push(Slip::whole(line, at, message).mended(e.at..e.at, " ".to_owned()));
        }
        let quoted = e.value.starts_with(['"', '\'']);
        let mut chunk = format!("{}: {}", yaml::quoted(e.key), e.value);
        let mut looser = false;
        for n in at + 1..end {
            let below = self.lines[n];
            let text = below.trim_start();
            let tabs = below.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\t').count();
            if is_template(text) {
                self.mended = true;
                chunk.push('\n');
                continue;
            }
            if tabs > 0 && !text.is_empty() {
                self.slips.push(Slip::whole(below, n, "A tab stands before this line; YAML wants blanks there.".to_owned()));
            }
            let loose = !text.is_empty() && indent(below) <= e.indent && !text.starts_with('#');
            looser |= loose && quoted;
            if loose && !quoted && !text.starts_with("- ") && !matches!(text, "-" | "]" | "}") {
                self.slips.push(Slip::whole(below, n, "This line is neither written as `name: value` nor indented under one.".to_owned()));
            }
            chunk.push('\n');
            // What stands below a blank line at the edge goes on with nothing.
            if loose && !quoted && self.lines[n - 1].trim().is_empty() && !text.starts_with("- ") {
                continue;
            }
            chunk.push_str(&" ".repeat(2 + (indent(below) + tabs).saturating_sub(e.indent)));
            chunk.push_str(text);
        }
        let key = scalar(at, e.indent, e.key);
        if let Ok((Node { value: Value::Map(mut pairs), .. }, _)) = yaml::read_loosely(&chunk)
            && let (Some((_, mut value)), true) = (pairs.pop(), pairs.is_empty())
        {
            self.mended |= looser;
            lower(&mut value, at);
            if value.line == at {
                value.column = e.at;
            }
            self.pairs.push((key, value));
            return;
        }
        self.words(at, end, e, depth);
    }

    /// A value that YAML cannot read, as the words that it has.
    fn words(&mut self, at: usize, end: usize, e: Assignment, depth: usize) {
        let line = self.lines[at];
        let key = scalar(at, e.indent, e.key);
        let keyed = |n: &usize| entry(self.lines[*n], ':').is_some();
        let deeper = (at + 1..end).find(keyed).filter(|_| depth < DEEPEST);
        let items: Vec<usize> = (at + 1..end).filter(|n| self.lines[*n].trim_start().starts_with("- ")).collect();
        if e.value.is_empty() && !items.is_empty() {
            let values = items.iter().map(|n| {
                let own = self.lines[*n];
                let from = indent(own) + 2;
                scalar(*n, from, bare(&own[from..]))
            });
            let value = Node { line: at, column: e.at, value: Value::List(values.collect()) };
            self.pairs.push((key, value));
            self.slips.push(Slip::whole(line, at, format!("The list under `{}` cannot be read as YAML.", e.key)));
            return;
        }
        if let Some(first) = deeper {
            // The keys below it are read by themselves: as a group of this one's, or as keys that were indented by a slip.
            let outer = std::mem::take(&mut self.pairs);
            self.group(first, end, depth + 1);
            let inner = std::mem::replace(&mut self.pairs, outer);
            if e.value.is_empty() {
                self.pairs.push((key, Node { line: at, column: e.at, value: Value::Map(inner) }));
                return;
            }
            let known = inner.iter().any(|(k, _)| k.scalar().is_some_and(|k| keys::field(k).is_some()));
            if known {
                self.slips.push(Slip::whole(
                    self.lines[first],
                    first,
                    "This line is indented, though nothing above it opens a group.".to_owned(),
                ));
                self.one(at, first, e, DEEPEST);
                self.pairs.extend(inner);
                return;
            }
        }
        let mut words = vec![e.value];
        words.extend(self.lines[at + 1..end].iter().map(|l| l.trim()).filter(|l| !l.is_empty() && !l.starts_with('#')));
        let text = words.join(" ");
        let alone = words.len() == 1;
        if let Some(inner) = text.strip_prefix('[') {
            let list = inner.trim_end_matches([']', ',']).split(',').map(|v| scalar(at, e.at, bare(v))).collect();
            self.pairs.push((key, Node { line: at, column: e.at, value: Value::List(list) }));
            self.slips.push(Slip::whole(line, at, format!("The list of `{}` is not closed as it was opened.", e.key)));
            return;
        }
        let value = bare(&text);
        self.pairs.push((key, scalar(at, e.at, value)));
        let why = if e.value.starts_with(['"', '\'']) {
            "a quotation mark does not pair"
        } else if e.value.contains(": ") || e.value.ends_with(':') {
            "it has a colon"
        } else {
            "it begins as something else does there"
        };
        let message = format!("YAML cannot read what `{}` says, as {why}: put all of it in quotation marks.", e.key);
        let slip = Slip::whole(line, at, message);
        self.slips.push(if alone { slip.mended(e.at..e.at + e.value.len(), yaml::quoted(value)) } else { slip });
    }
}

/// Moves a value down to the line where it stands.
fn lower(node: &mut Node, by: usize) {
    node.line += by;
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::List(items) => items.iter_mut().for_each(|i| lower(i, by)),
        Value::Map(pairs) => pairs.iter_mut().for_each(|(k, v)| {
            lower(k, by);
            lower(v, by);
        }),
    }
}
