//! Tags of templates: Liquid, Jinja, Hugo, Handlebars, ERB, and the statements and directives of MDX.

use super::forms;
use super::{PieceReader, Unread, first};

/// The longest tag, in bytes.
const LONGEST: usize = 3000;

/// What opens and closes a tag. Of several that fit, the first is meant.
const TAGS: &[(&str, &str)] = &[
    ("{{!--", "--}}"),
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{{", "}}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{/*", "*/}"),
    ("{#", "#}"),
    ("<%", "%>"),
    ("<?", "?>"),
];

/// Whether a block or line is a statement of MDX or a directive, and no copy.
pub(in crate::text) fn is_statement(text: &str) -> bool {
    if !text.starts_with([':', 'i', 'e']) {
        return false;
    }
    if text.starts_with("::") {
        return text.trim_start_matches(':').starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, ' ' | '{' | '\n'))
            || text.trim_end_matches(':').is_empty();
    }
    let quoted = |t: &str| t.trim_start().starts_with(['"', '\'']);
    if let Some(rest) = text.strip_prefix("import ") {
        return quoted(rest) || rest.split_once(" from ").is_some_and(|(_, from)| quoted(from));
    }
    let Some(rest) = text.strip_prefix("export ") else { return false };
    let rest = rest.trim_start();
    let declared =
        |word: &str| rest.strip_prefix(word).is_some_and(|r| r.starts_with(char::is_whitespace)) && rest.contains(['=', '(', '{']);
    rest.starts_with(['{', '*']) || ["const", "let", "var", "function", "default", "async", "class"].into_iter().any(declared)
}

/// What closes the piece that a line opens and does not close.
pub(in crate::text) fn left_open(line: &str) -> Option<&'static str> {
    const MORE: &[(&str, &str)] = &[("<!--", "-->"), ("{>>", "<<}"), ("{--", "--}")];
    if !line.contains(['<', '{']) {
        return None;
    }
    let open = |(opener, closer): &&(&str, &str)| line.rfind(opener).is_some_and(|at| !line[at + opener.len()..].contains(closer));
    let closer = MORE.iter().chain(TAGS).find(open).map(|(_, closer)| *closer);
    closer.or_else(|| super::html::breaks_off(line).then_some(">"))
}

impl PieceReader<'_> {
    /// Takes out a tag of a template, or an attribute list.
    pub(super) fn template(&mut self) -> bool {
        let Some((opener, closer)) = TAGS.iter().find(|(o, _)| self.rest().starts_with(o)) else { return self.list() };
        let from = self.at + opener.len();
        let end = self.find(from, closer).filter(|e| e - from <= LONGEST);
        let Some(end) = end else { return self.list() };
        let inner = self.text[from..end].trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '~' | '='));
        let end = end + closer.len();
        if matches!(*opener, "{{!--" | "{#" | "{/*") {
            return self.unread(end, Unread::Remark);
        }
        let name = inner.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default();
        if *opener != "{{" && *opener != "{{{" && forms::has("code", name) && !inner.ends_with('/') {
            return self.code(end, name, closer);
        }
        if holds_words(inner) { self.unread(end, Unread::Template) } else { self.out(end) }
    }

    /// Takes out what stands between a tag that ends at `from` and the one that ends it.
    fn code(&mut self, from: usize, name: &str, closer: &str) -> bool {
        let enders = [format!("end{name}"), format!("/{name}"), format!("/ {name}")];
        let end = enders.iter().filter_map(|e| self.find(from, e)).min();
        match end.and_then(|e| self.text[e..].find(closer).map(|c| e + c + closer.len())) {
            Some(end) => self.unread(end, Unread::Code),
            None => self.open(&enders[usize::from(closer != "%}")], Unread::Code),
        }
    }

    /// Takes out the attributes of what stands before them (`{#id}`, `{: .class}`), or a value that is put in (`{page.title}`).
    fn list(&mut self) -> bool {
        const LONGEST: usize = 300;
        let rest = self.rest();
        if !self.markdown || !rest.starts_with('{') {
            return false;
        }
        let Some(close) = first(rest, LONGEST + 1).find('}').filter(|c| !rest[1..*c].contains(['{', '\n'])) else { return false };
        let inner = rest[1..close].trim();
        let name = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'));
        let item =
            |t: &str| t.strip_prefix(['#', '.']).is_some_and(name) || t.split_once('=').is_some_and(|(k, v)| name(k) && !v.is_empty());
        let listed = match inner.strip_prefix(':') {
            Some(_) => true,
            None => inner.starts_with(['#', '.']) && inner.split_whitespace().all(item),
        };
        let value = inner.contains('.') && inner.starts_with(|c: char| c.is_ascii_lowercase()) && inner.split('.').all(name);
        (listed || value) && self.out(self.at + close + 1)
    }
}

/// Whether there are words between quotation marks, as a caption has them.
fn holds_words(tag: &str) -> bool {
    const FEWEST: usize = 4;
    tag.split(['"', '“', '”']).skip(1).step_by(2).any(|quoted| quoted.split_whitespace().count() >= FEWEST)
}
