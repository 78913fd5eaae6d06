//! Reading and writing a people file. Every scalar is a string; JSON is YAML and is read too. What is wrong is told with its
//! line and what to do, and what is right beside it is used.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::{Entries, Entry, Organization, Partial, Role};
use crate::text::yaml::{self, Node, Value, quoted};
use crate::text::{Trouble, encoding};

const PERSON: &[&str] =
    &["id", "name", "aliases", "variants", "roles", "born", "died", "pronunciation", "pronouns", "note", "well-known", "verified", "ids"];
const ROLE: &[&str] = &["title", "short", "org", "from", "to", "source", "acting"];
const ORGANIZATION: &[&str] = &["id", "name", "aliases", "note"];
const TOP: &[&str] = &["version", "people", "organizations", "acronyms"];

/// From how many bytes on a people file is read in parts, side by side.
const LONG: usize = 1 << 20;

/// Reads a people file: what it holds, and everything in it that cannot be used.
#[must_use]
pub fn read(text: &str) -> (Entries, Vec<Trouble>) {
    if text.len() >= LONG
        && let Some(parts) = parts(text, LONG / 4)
    {
        read_parts(&parts)
    } else {
        read_whole(text)
    }
}

/// The parts of a people file, each with the number of its first line: what stands above the list of people, stretches of that
/// list, and what stands below it. An item of the list starts at a line with a dash as far to the right as the first one; nothing
/// within an item can stand there.
fn parts(text: &str, least: usize) -> Option<Vec<(usize, String)>> {
    let start = if text.starts_with("people:\n") { 0 } else { text.find("\npeople:\n")? + 1 };
    let list = start + "people:\n".len();
    let dash = text[list..].find('-')?;
    let indent = &text[list..=list + dash];
    if !indent.trim_end_matches('-').chars().all(|c| c == ' ') {
        return None;
    }
    let mut parts = vec![(0, text[..start].to_owned())];
    let (mut line, mut at) = (text[..list].matches('\n').count(), list);
    let mut part = (line, String::from("people:\n"));
    for l in text[list..].split_inclusive('\n') {
        let ends = l.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '-');
        if ends || (part.1.len() >= least && l.starts_with(indent)) {
            parts.push(std::mem::replace(&mut part, (line, String::from("people:\n"))));
        }
        if ends {
            parts.push((line, text[at..].to_owned()));
            return Some(parts);
        }
        part.1.push_str(l);
        at += l.len();
        line += 1;
    }
    parts.push(part);
    Some(parts)
}

fn read_parts(parts: &[(usize, String)]) -> (Entries, Vec<Trouble>) {
    let read: Vec<(Entries, Vec<Trouble>)> = parts.par_iter().map(|(_, text)| read_whole(text)).collect();
    let (mut all, mut troubles) = (Entries::default(), Vec::new());
    for ((first, text), (entries, own)) in parts.iter().zip(read) {
        // The heading of a stretch is not a line of the file.
        let shift = |line: usize| (first + line).saturating_sub(usize::from(text.starts_with("people:") && *first > 0));
        troubles.extend(own.into_iter().map(|t| Trouble { line: shift(t.line), ..t }));
        all.people.extend(entries.people.into_iter().map(|mut entry| {
            entry.at.1 = shift(entry.at.1);
            entry
        }));
        all.organizations.extend(entries.organizations);
        all.acronyms.extend(entries.acronyms);
    }
    // What one part cannot see: an id that another has too.
    let mut lines = HashMap::with_capacity(all.people.len());
    let mut own_id = Vec::with_capacity(all.people.len());
    for entry in &all.people {
        let before = *lines.entry(entry.id.as_str()).or_insert(entry.at.1);
        own_id.push(before == entry.at.1);
        if before != entry.at.1 {
            troubles.push(Trouble { line: entry.at.1, column: 0, message: taken(&entry.id, before) });
        }
    }
    let mut own_id = own_id.into_iter();
    all.people.retain(|_| own_id.next().unwrap_or(true));
    troubles.sort_by_key(|t| (t.line, t.column));
    (all, troubles)
}

/// Where an id is given in a people file, in bytes: to a person or to an organisation. None where the file is no YAML.
#[must_use]
pub fn ids(text: &str, id: &str) -> Vec<Range<usize>> {
    let body = text.trim_start_matches('\u{feff}');
    let Ok(root) = yaml::read(body) else { return Vec::new() };
    let starts: Vec<usize> = std::iter::once(0).chain(body.match_indices('\n').map(|(i, _)| i + 1)).collect();
    let place = |node: &Node| {
        let line = *starts.get(node.line)?;
        let (column, _) = body[line..].char_indices().nth(node.column)?;
        let written = line + column + usize::from(body[line + column..].starts_with(['"', '\'']));
        let start = text.len() - body.len() + written;
        body[written..].starts_with(id).then(|| start..start + id.len())
    };
    let lists = ["people", "organizations"].into_iter().filter_map(|list| root.get(list));
    let given = lists.flat_map(Node::items).filter_map(|item| item.get("id")).filter(|node| node.scalar().map(str::trim) == Some(id));
    given.filter_map(place).collect()
}

fn taken(id: &str, line: usize) -> String {
    format!("The id `{id}` is taken by line {}: give each person an id of their own", line + 1)
}

fn read_whole(text: &str) -> (Entries, Vec<Trouble>) {
    let mut reader = FileReader::default();
    let mut entries = Entries::default();
    let root = match yaml::read(text.trim_start_matches('\u{feff}')) {
        Ok(root) => root,
        Err(trouble) => return (entries, vec![trouble]),
    };
    if root.scalar() == Some("") {
        return (entries, Vec::new());
    }
    if !matches!(root.value, Value::Map(_)) {
        reader.say(&root, "A people file starts with `people:` and has one `- {id: …, name: …}` a person below it".into());
        return (entries, reader.troubles);
    }
    reader.known(&root, TOP, "the people file");
    for node in root.get("people").map(Node::items).unwrap_or_default() {
        entries.people.extend(reader.person(node));
    }
    for node in root.get("organizations").map(Node::items).unwrap_or_default() {
        reader.known(node, ORGANIZATION, "an organisation");
        if let Some(name) = reader.needed(node, "name", "an organisation") {
            let id = node.text("id").map_or_else(|| id_of(&name), str::to_owned);
            entries.organizations.push(Organization { id, name, aliases: strings(node, "aliases") });
        }
    }
    for node in root.get("acronyms").map(Node::items).unwrap_or_default() {
        reader.known(node, &["short", "long"], "an abbreviation");
        if let (Some(short), Some(long)) = (node.text("short"), node.text("long")) {
            entries.acronyms.push((short.to_owned(), long.to_owned()));
        } else {
            reader.say(node, "An abbreviation is written `{short: SCG, long: Strategic Consultative Group}`".into());
        }
    }
    (entries, reader.troubles)
}

#[derive(Default)]
struct FileReader {
    troubles: Vec<Trouble>,
    ids: HashMap<String, usize>,
}

impl FileReader {
    fn say(&mut self, node: &Node, message: String) {
        self.troubles.push(Trouble { line: node.line, column: node.column, message });
    }

    /// Reports the keys of a mapping that nobody knows, and says which is nearest.
    fn known(&mut self, node: &Node, keys: &[&str], what: &str) {
        let Value::Map(pairs) = &node.value else { return };
        for (key, _) in pairs {
            let name = key.scalar().unwrap_or_default();
            if keys.contains(&name) {
                continue;
            }
            let nearest = keys.iter().min_by_key(|k| strsim::levenshtein(k, name)).filter(|k| strsim::levenshtein(k, name) <= 2);
            let remedy = match nearest {
                Some(k) => format!("did you mean `{k}`?"),
                None => format!("it can be {}", keys.join(", ")),
            };
            self.say(key, format!("`{name}` is not a key of {what}: {remedy}"));
        }
    }

    fn needed(&mut self, node: &Node, key: &str, what: &str) -> Option<String> {
        let found = node.text(key).map(str::to_owned);
        if found.is_none() {
            self.say(node, format!("This entry has no `{key}`: {what} without one cannot be used. Add `{key}: …`"));
        }
        found
    }

    fn date(&mut self, node: &Node, key: &str) -> Option<Partial> {
        let text = node.text(key)?;
        let date = Partial::parse(text);
        if date.is_none() {
            let at = node.get(key).unwrap_or(node);
            self.say(at, format!("`{key}: {text}` is not a date: write 2025, 2025-11 or 2025-11-30"));
        }
        date
    }

    fn yes(&mut self, node: &Node, key: &str) -> bool {
        match node.text(key) {
            None | Some("false" | "no") => false,
            Some("true" | "yes") => true,
            Some(other) => {
                let message = format!("`{key}: {other}` is neither true nor false");
                let at = node.get(key).unwrap_or(node).clone();
                self.say(&at, message);
                false
            }
        }
    }

    fn person(&mut self, node: &Node) -> Option<Entry> {
        if !matches!(node.value, Value::Map(_)) {
            self.say(node, "A person is written `- {id: ana-sousa, name: Ana Sousa}`".into());
            return None;
        }
        self.known(node, PERSON, "a person");
        let name = self.needed(node, "name", "a person")?;
        let id = node.text("id").map_or_else(|| id_of(&name), str::to_owned);
        if let Some(line) = self.ids.get(&id) {
            let message = taken(&id, *line);
            self.say(node.get("id").unwrap_or(node), message);
            return None;
        }
        self.ids.insert(id.clone(), node.line);
        let mut roles = Vec::new();
        for r in node.get("roles").map(Node::items).unwrap_or_default() {
            if let Some(title) = r.scalar() {
                roles.push(Role { title: title.to_owned(), ..Role::default() });
                continue;
            }
            self.known(r, ROLE, "a role");
            let Some(title) = self.needed(r, "title", "a role") else { continue };
            let (from, to) = (self.date(r, "from"), self.date(r, "to"));
            if from.zip(to).is_some_and(|(f, t)| t.last() < f.first()) {
                self.say(r.get("to").unwrap_or(r), format!("“{title}” ends before it begins: check `from` and `to`"));
            }
            let own = |key: &str| r.text(key).map(str::to_owned);
            roles.push(Role {
                title,
                short: own("short"),
                org: own("org"),
                from,
                to,
                source: own("source"),
                acting: self.yes(r, "acting"),
            });
        }
        let ids = match node.get("ids").map(|n| &n.value) {
            Some(Value::Map(pairs)) => {
                pairs.iter().filter_map(|(k, v)| Some((k.scalar()?.to_owned(), v.scalar().filter(|s| !s.is_empty())?.to_owned()))).collect()
            }
            _ => Vec::new(),
        };
        let own = |key: &str| node.text(key).map(str::to_owned);
        Some(Entry {
            id,
            name,
            aliases: strings(node, "aliases"),
            variants: strings(node, "variants"),
            roles,
            born: self.date(node, "born"),
            died: self.date(node, "died"),
            pronunciation: own("pronunciation"),
            pronouns: own("pronouns"),
            note: own("note"),
            well_known: self.yes(node, "well-known"),
            verified: self.date(node, "verified"),
            ids,
            at: (0, node.line),
        })
    }
}

fn strings(node: &Node, key: &str) -> Vec<String> {
    node.get(key)
        .map(Node::items)
        .unwrap_or_default()
        .iter()
        .filter_map(|i| i.scalar())
        .filter(|s| !s.is_empty())
        .map(str::to_owned)
        .collect()
}

/// An id for a name: lower case, hyphens: "The White House" is `white-house`.
#[must_use]
pub fn id_of(name: &str) -> String {
    let mut id = String::new();
    for word in super::fold(name).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if id.is_empty() && word == "the" || word == "s" {
            continue;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    id
}

/// A person as an item of the list below `people:`.
#[must_use]
pub fn item(entry: &Entry) -> String {
    let mut out = format!("  - id: {}\n    name: {}\n", scalar(&entry.id), scalar(&entry.name));
    let list = |key: &str, values: &[String]| {
        let values: Vec<String> = values.iter().map(|v| quoted(v)).collect();
        if values.is_empty() { String::new() } else { format!("    {key}: [{}]\n", values.join(", ")) }
    };
    out += &list("aliases", &entry.aliases);
    out += &list("variants", &entry.variants);
    let pair = |key: &str, value: Option<String>| value.map(|v| format!("    {key}: {v}\n")).unwrap_or_default();
    out += &pair("born", entry.born.map(|d| quoted(&d.to_string())));
    out += &pair("died", entry.died.map(|d| quoted(&d.to_string())));
    out += &pair("note", entry.note.as_deref().map(quoted));
    if !entry.ids.is_empty() {
        let ids: Vec<String> = entry.ids.iter().map(|(k, v)| format!("{}: {}", scalar(k), quoted(v))).collect();
        out += &format!("    ids: {{{}}}\n", ids.join(", "));
    }
    if !entry.roles.is_empty() {
        out += "    roles:\n";
    }
    for role in &entry.roles {
        let mut pairs = vec![format!("title: {}", quoted(&role.title))];
        let mut add = |key: &str, value: Option<String>| pairs.extend(value.map(|v| format!("{key}: {}", quoted(&v))));
        add("short", role.short.clone());
        add("org", role.org.clone());
        add("from", role.from.map(|d| d.to_string()));
        add("to", role.to.map(|d| d.to_string()));
        add("source", role.source.clone());
        if role.acting {
            pairs.push("acting: true".into());
        }
        out += &format!("      - {{{}}}\n", pairs.join(", "));
    }
    out
}

/// A scalar, bare where every YAML reader takes it for a string.
fn scalar(value: &str) -> String {
    let bare = value.starts_with(char::is_alphabetic)
        && value.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        && !value.ends_with(' ')
        && !matches!(value.to_lowercase().as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n");
    if bare { value.to_owned() } else { quoted(value) }
}

/// Where in a people file a new item goes: the byte offset, and what to put before it.
#[must_use]
pub fn room_for_item(text: &str) -> (usize, &'static str) {
    let top = encoding::mark_length(text);
    let mut at = top;
    let mut inside = false;
    let mut end = None;
    for line in text[top..].split_inclusive('\n') {
        if inside && line.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '-') {
            break;
        }
        if line.starts_with("people:") {
            inside = true;
        }
        at += line.len();
        if inside && !line.trim().is_empty() {
            end = Some(at);
        }
    }
    let glue = |at: usize| at == top || text[..at].ends_with('\n');
    match end {
        Some(at) => (at, if glue(at) { "" } else { "\n" }),
        None => (text.len(), if glue(text.len()) { "people:\n" } else { "\npeople:\n" }),
    }
}

/// The schema of a people file, for editors.
#[must_use]
pub fn schema() -> serde_json::Value {
    use serde_json::json;
    let text = json!({"type": ["string", "number", "boolean", "null"]});
    let date = json!({"type": ["string", "number"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "description": "2025, 2025-11 or 2025-11-30"});
    let texts = json!({"type": "array", "items": text});
    let of = |keys: &[&str], describe: &dyn Fn(&str) -> serde_json::Value| -> serde_json::Value {
        keys.iter().map(|k| ((*k).to_owned(), describe(k))).collect::<serde_json::Map<_, _>>().into()
    };
    let role = of(ROLE, &|k| match k {
        "from" | "to" => date.clone(),
        "acting" => json!({"type": "boolean"}),
        _ => text.clone(),
    });
    let role = json!({"type": "object", "required": ["title"], "additionalProperties": false, "properties": role});
    let person = of(PERSON, &|k| match k {
        "aliases" => json!({"type": "array", "items": text, "description": "Other forms that are fine in copy"}),
        "variants" => json!({"type": "array", "items": text, "description": "Spellings that are recognised; the house spelling is `name`"}),
        "roles" => json!({"type": "array", "items": role}),
        "born" | "died" | "verified" => date.clone(),
        "well-known" => json!({"type": "boolean", "description": "Readers need not be told who this is"}),
        "ids" => json!({"type": "object"}),
        _ => text.clone(),
    });
    let organization = of(ORGANIZATION, &|k| if k == "aliases" { texts.clone() } else { text.clone() });
    let list = |properties: serde_json::Value, required: &[&str]| json!({"type": "array", "items": {"type": "object", "required": required, "additionalProperties": false, "properties": properties}});
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "People of a desk",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "version": text,
            "people": list(person, &["name"]),
            "organizations": list(organization, &["name"]),
            "acronyms": list(of(&["short", "long"], &|_| text.clone()), &["short", "long"]),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    /// The id between the marks is the one that is found; the marks are no part of the file.
    #[test]
    fn where_an_id_is_given() {
        for marked in [
            "people:\n  - id: [ana]\n    name: Ana\n  - {id: ana-sousa, name: ana}\n",
            "people:\n- name: Åsa, ana\n  id: \"[ana]\"\n  note: |\n    id: ana\n",
            "\u{feff}{\"people\": [{\"name\": \"Åsa\", \"id\": \"[ana]\"}]}",
            "organizations:\n  - {name: ANA, id: '[ana]'}\npeople:\n  - {id: x, name: Y, ids: {wikidata: ana}}\n",
            "people:\n  # id: ana\n  - {name: ana}\n",
            "people: [id: ana\nid: ana",
        ] {
            let (Some(start), Some(end)) = (marked.find("[ana]"), marked.find("[ana]").map(|i| i + 3)) else {
                assert_eq!(ids(marked, "ana"), Vec::<Range<usize>>::new(), "{marked}");
                continue;
            };
            let text = marked.replace("[ana]", "ana");
            assert_eq!(ids(&text, "ana"), vec![start..end], "{marked}");
        }
    }

    #[test]
    fn trouble_has_its_line_and_a_remedy_and_the_rest_is_read() {
        let text = "version: 1\npeople:\n  - {id: a, name: Ana Sousa, born: soon}\n  - {id: b}\n  - {id: a, name: Rui Sousa}\n  - {id: c, nam: Eva}\n  - name: Olga Rey\n    roles:\n      - {title: mayor, from: 2024, to: 2021}\n      - {short: x}\n";
        let (entries, troubles) = read(text);
        assert_eq!(entries.people.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["a", "olga-rey"]);
        let line = |all: String, t: &Trouble| all + &format!("{}:{} {}\n", t.line + 1, t.column + 1, t.message);
        let drawn = troubles.iter().fold(String::new(), line);
        expect![[r"
            3:36 `born: soon` is not a date: write 2025, 2025-11 or 2025-11-30
            4:5 This entry has no `name`: a person without one cannot be used. Add `name: …`
            5:10 The id `a` is taken by line 3: give each person an id of their own
            6:13 `nam` is not a key of a person: did you mean `name`?
            6:5 This entry has no `name`: a person without one cannot be used. Add `name: …`
            9:40 “mayor” ends before it begins: check `from` and `to`
            10:9 This entry has no `title`: a role without one cannot be used. Add `title: …`
        "]]
        .assert_eq(&drawn);
    }

    #[test]
    fn a_long_file_read_in_parts_is_the_same() {
        let item = |n: usize| {
            format!(
                "  - id: p{n}\n    name: Ana{n} Sousa\n    note: \"one\n      two\"\n    roles:\n      - {{title: mayor, from: {}}}\n",
                2000 + n
            )
        };
        let mut text = String::from("# ours\nversion: 1\npeople:\n");
        (0..40).for_each(|n| text += &item(n % 37));
        text += "  - {id: x, nam: Eva}\norganizations:\n  - {id: port, name: The Port}\n  - {nam: x}\n";
        let whole = read_whole(&text);
        let parts = parts(&text, 300).unwrap();
        assert!(parts.len() > 8, "{}", parts.len());
        let (entries, mut troubles) = read_parts(&parts);
        assert_eq!(entries, whole.0);
        let lines = |t: &[Trouble]| t.iter().map(|t| (t.line, t.message.clone())).collect::<Vec<_>>();
        troubles.sort_by_key(|t| (t.line, t.column));
        let mut wanted = whole.1;
        wanted.sort_by_key(|t| (t.line, t.column));
        assert_eq!(lines(&troubles), lines(&wanted));
    }

    #[test]
    fn an_item_is_read_as_it_was_written() {
        let (entries, _) = read(
            "people:\n  - id: x\n    name: \"O'Neil: \\\"Tip\\\"\"\n    aliases: [no]\n    ids: {wikidata: Q1}\n    roles: [{title: speaker, from: 1977, acting: true}]\n",
        );
        let written = format!("people:\n{}", item(&entries.people[0]));
        let (mut again, troubles) = read(&written);
        again.people[0].at = entries.people[0].at;
        assert_eq!((again, troubles), (entries, Vec::new()));
    }

    #[test]
    fn a_new_item_goes_below_the_people() {
        for (text, expected) in [
            ("", "people:\n+"),
            ("version: 1\n", "version: 1\npeople:\n+"),
            ("people:\n  - {name: A}\norganizations: []\n", "people:\n  - {name: A}\n+organizations: []\n"),
            ("people:\n  - {name: A}", "people:\n  - {name: A}\n+"),
        ] {
            let (at, glue) = room_for_item(text);
            let mut out = text.to_owned();
            out.insert_str(at, &format!("{glue}+"));
            assert_eq!(out, expected);
        }
    }
}
