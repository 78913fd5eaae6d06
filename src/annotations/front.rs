//! Setting a key of a draft's metadata, in the notation that it is written in.

use super::edits::{Edit, Target};
use crate::story::Reading;
use crate::text::metadata::Notation;
use crate::text::metadata::entry::entry;
use crate::text::metadata::keys::{self, Field};
use crate::text::yaml::quoted;

/// The edit that sets the publication date in the draft's front matter, which is made where there is none.
#[must_use]
pub fn set_date(reading: &Reading, date: &str, line_break: &str) -> Edit {
    let write = |notation: Notation, _: Option<&str>| if notation == Notation::Json { quoted(date) } else { date.to_owned() };
    set(reading, "date", Field::Date, &write, line_break)
}

/// The edit that keeps a rule silent about a draft.
#[must_use]
pub fn ignore(reading: &Reading, rule: &str, line_break: &str) -> Edit {
    let write = |notation: Notation, old: Option<&str>| {
        let old = old.unwrap_or_default().trim().trim_start_matches('[').trim_end_matches(']');
        let rules = old.split(',').map(|r| r.trim().trim_matches(['"', '\''])).filter(|r| !r.is_empty()).chain([rule]);
        let quote = matches!(notation, Notation::Toml | Notation::Json);
        format!("[{}]", rules.map(|r| if quote { quoted(r) } else { r.to_owned() }).collect::<Vec<_>>().join(", "))
    };
    set(reading, "ignore", Field::Ignore, &write, line_break)
}

type Write<'a> = &'a dyn Fn(Notation, Option<&str>) -> String;

fn set(reading: &Reading, key: &str, field: Field, write: Write, line_break: &str) -> Edit {
    let Some(header) = &reading.header else {
        let value = write(Notation::Yaml, None);
        return Edit::insert(0, format!("---{line_break}{key}: {value}{line_break}---{line_break}{line_break}"));
    };
    let notation = header.notation;
    if let Some(edit) = instead(reading, field, write) {
        return edit;
    }
    let value = write(notation, None);
    let first = reading.starts.first().copied().unwrap_or_default();
    // Keys below a table's name are the table's: a key of the article's own goes above.
    let top = || {
        let fence = reading.blocks.first().map_or("", |b| b.raw.split(['\n', '\r']).next().unwrap_or_default());
        first + fence.len()
    };
    match notation {
        Notation::Yaml if header.closed => Edit::insert(reading.starts[header.blocks - 1], format!("{key}: {value}{line_break}")),
        Notation::Yaml => Edit::insert(top(), format!("{line_break}{key}: {value}")),
        Notation::Toml => Edit::insert(top(), format!("{line_break}{key} = {value}")),
        Notation::Json => {
            let text: String = reading.blocks[..header.blocks].iter().map(|b| &*b.raw).next().unwrap_or_default().to_owned();
            let brace = text.find('{').map_or_else(top, |at| first + at + 1);
            Edit::insert(brace, format!("{line_break}  \"{key}\": {value},"))
        }
        Notation::Org => Edit::insert(first, format!("#+{}: {value}{line_break}", key.to_uppercase())),
        Notation::Bare => Edit::insert(header.content.end, format!("{line_break}{key}: {value}")),
        Notation::Titles => as_yaml(reading, key, &value, line_break),
    }
}

/// The edit of the line that has the key already.
fn instead(reading: &Reading, field: Field, write: Write) -> Option<Edit> {
    let header = reading.header.as_ref()?;
    let mut found: Option<(usize, Edit)> = None;
    for (block, start) in reading.blocks[..header.blocks].iter().zip(&reading.starts) {
        let mut at = *start;
        for line in block.raw.split_inclusive('\n') {
            let written = line.trim_end_matches(['\n', '\r']);
            let lead = if header.notation == Notation::Org { written.find("#+").map_or(0, |i| i + 2) } else { 0 };
            if let Some(e) = entry(&written[lead..], header.notation.mark())
                && let Some((of, rank)) = keys::field(e.key)
                && of == field
                && (e.indent == 0 || header.notation == Notation::Json)
                && found.as_ref().is_none_or(|(best, _)| rank <= *best)
            {
                let old = e.value.trim_end_matches(',');
                let from = at + lead + e.at;
                let blank = if e.tight || lead + e.at == written.len() && !written.ends_with(' ') { " " } else { "" };
                let text = format!("{blank}{}", write(header.notation, Some(old)));
                found = Some((rank, Edit { target: Target::Draft, range: from..from + old.len(), text }));
            }
            at += line.len();
        }
    }
    found.map(|(_, edit)| edit)
}

/// A title block has room for three things and no more: with a fourth it becomes YAML.
fn as_yaml(reading: &Reading, key: &str, value: &str, line_break: &str) -> Edit {
    let meta = &reading.metadata;
    let mut lines = vec!["---".to_owned()];
    lines.extend(meta.headline.as_deref().map(|t| format!("title: {}", quoted(t))));
    if !meta.byline.is_empty() {
        let names: Vec<String> = meta.byline.iter().map(|n| quoted(n)).collect();
        lines.push(format!("author: [{}]", names.join(", ")));
    }
    lines.extend(meta.date.as_ref().filter(|_| key != "date").map(|d| format!("date: {}", quoted(&d.text))));
    lines.extend([format!("{key}: {value}"), "---".to_owned()]);
    let range = reading.header.as_ref().map_or(0..0, |h| h.content.clone());
    Edit { target: Target::Draft, range, text: lines.join(line_break) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotations::edits::apply;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    #[test]
    fn keys_are_set_in_the_draft_s_own_notation() {
        let body = "\n\nThe council met.\n\nIt rose.";
        for (before, dated, silenced) in [
            ("---\ntitle: A\n---", "---\ntitle: A\ndate: 2024-04-03\n---", "---\ntitle: A\nignore: [vague-source]\n---"),
            (
                "---\npublishDate: soon\nignore: [a]\n---",
                "---\npublishDate: 2024-04-03\nignore: [a]\n---",
                "---\npublishDate: soon\nignore: [a, vague-source]\n---",
            ),
            ("---\ntitle: A\ndate:\n---", "---\ntitle: A\ndate: 2024-04-03\n---", "---\ntitle: A\ndate:\nignore: [vague-source]\n---"),
            (
                "+++\ntitle = \"A\"\n+++",
                "+++\ndate = 2024-04-03\ntitle = \"A\"\n+++",
                "+++\nignore = [\"vague-source\"]\ntitle = \"A\"\n+++",
            ),
            (
                "{\n  \"title\": \"A\"\n}",
                "{\n  \"date\": \"2024-04-03\",\n  \"title\": \"A\"\n}",
                "{\n  \"ignore\": [\"vague-source\"],\n  \"title\": \"A\"\n}",
            ),
            (
                "{\n  \"date\": \"soon\",\n  \"title\": \"A\"\n}",
                "{\n  \"date\": \"2024-04-03\",\n  \"title\": \"A\"\n}",
                "{\n  \"ignore\": [\"vague-source\"],\n  \"date\": \"soon\",\n  \"title\": \"A\"\n}",
            ),
            ("#+TITLE: A", "#+DATE: 2024-04-03\n#+TITLE: A", "#+IGNORE: [vague-source]\n#+TITLE: A"),
            ("title: A\nbyline: B", "title: A\nbyline: B\ndate: 2024-04-03", "title: A\nbyline: B\nignore: [vague-source]"),
            (
                "% A\n% B",
                "---\ntitle: \"A\"\nauthor: [\"B\"]\ndate: 2024-04-03\n---",
                "---\ntitle: \"A\"\nauthor: [\"B\"]\nignore: [vague-source]\n---",
            ),
            ("---\ntitle: A", "---\ndate: 2024-04-03\ntitle: A", "---\nignore: [vague-source]\ntitle: A"),
        ] {
            let text = format!("{before}{body}");
            let reading = read(&Draft::new(&text, Format::Markdown), &Context::default(), &|| false).unwrap();
            assert_eq!(apply(&text, &[set_date(&reading, "2024-04-03", "\n")]), format!("{dated}{body}"));
            let edited = apply(&text, &[ignore(&reading, "vague-source", "\n")]);
            assert_eq!(edited, format!("{silenced}{body}"));
            let again = read(&Draft::new(&edited, Format::Markdown), &Context::default(), &|| false).unwrap();
            assert!(again.metadata.ignore.contains(&"vague-source".to_owned()), "{edited}");
        }
    }
}
