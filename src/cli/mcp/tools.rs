//! What agents can ask of the desk: one row a tool.

use std::path::PathBuf;
use std::sync::Arc;

use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::article::{Article, Desks, is_stdin};
use crate::cli::judging::judge;
use crate::cli::walking::found;
use crate::cli::{agent, check, people};
use crate::desk::files;
use crate::reader::Judge;
use crate::rules::{self, Severity};
use crate::views::ledger;

/// The drafts below some folders.
pub(super) struct Archive {
    /// Where the folders really are.
    pub(super) roots: Vec<PathBuf>,
    /// Who judges claims.
    pub(super) reader: Option<Arc<Judge>>,
}

/// A tool.
pub(super) struct Offer {
    pub(super) name: &'static str,
    what: &'static str,
    /// Whether a folder of drafts can be given, too.
    folders: bool,
    pub(super) answer: fn(&Archive, &Call) -> Result<String, String>,
}

/// What is asked of a tool.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Call {
    path: PathBuf,
    /// At most so many lines; for check alone.
    budget: Option<usize>,
}

/// What can be asked, in the order in which it is offered.
pub(super) const TOOLS: &[Offer] = &[
    Offer {
        name: "check",
        what: "What a copy desk would send back of a draft: one line a finding with its place (line:column), severity, rule, id, what is missing and the shortest way out, the last line counting them. `clean` where there is nothing.",
        folders: true,
        answer: checked,
    },
    Offer {
        name: "ledger",
        what: "The fact-check ledger of a draft: every claim, report, quotation, figure and open note with its source, how far the desk is with it, and what is asked about it.",
        folders: false,
        answer: in_ledger,
    },
    Offer {
        name: "people",
        what: "Who is who in a draft or a folder of drafts: names, roles, in which drafts, how else they are spelt, and what does not fit the people file.",
        folders: true,
        answer: who,
    },
    Offer {
        name: "dates",
        what: "Every date and time in a draft, with what it comes to, reckoned from the day of publication.",
        folders: false,
        answer: when,
    },
    Offer {
        name: "strip",
        what: "A draft as it is to be published: without front matter and the desk's marks.",
        folders: false,
        answer: stripped,
    },
];

impl Offer {
    /// The tool as the protocol describes it.
    pub(super) fn described(&self) -> Tool {
        let path = if self.folders { "A draft, or a folder of drafts" } else { "A draft" };
        let mut schema = json!({
            "type": "object",
            "properties": {"path": {"type": "string", "description": format!("{path}: below a root; from the first root where it is not absolute.")}},
            "required": ["path"],
            "additionalProperties": false,
        });
        if self.name == "check" {
            schema["properties"]["budget"] =
                json!({"type": "integer", "minimum": 1, "description": "At most so many lines, the gravest findings first."});
        }
        let schema = if let Value::Object(schema) = schema { schema } else { JsonObject::new() };
        Tool::new(self.name, self.what, schema).with_annotations(ToolAnnotations::new().read_only(true).open_world(false))
    }
}

/// What was asked, as the tools have it.
pub(super) fn asked(given: &JsonObject) -> Result<Call, String> {
    serde_json::from_value(Value::Object(given.clone())).map_err(|e| format!("`path` names a draft; `budget`, of check, is a number: {e}"))
}

impl Archive {
    /// The file or folder that a path names, where that lies below a root when all links are followed.
    fn named(&self, asked: &Call, folders: bool) -> Result<PathBuf, String> {
        let given = &asked.path;
        let told = |why: &str| Err(format!("{}: {why}", given.display()));
        let path = self.roots.first().map_or_else(|| given.clone(), |root| root.join(given));
        if is_stdin(given) || !self.roots.iter().any(|root| files::is_within(root, &path)) {
            return told("lies outside of the folders that this desk was given");
        }
        let Ok(path) = std::fs::canonicalize(&path) else { return told("there is no such file") };
        if files::is_private(&path) {
            return told("is a list of protected sources, or a copy of one: nothing of it is told");
        }
        if path.is_dir() && !folders {
            return told("is a folder; name a draft");
        }
        // Whatever else lies there is none of an agent's business.
        if !path.is_dir() && !files::is_draft(&path) {
            return told("is no draft: those end in .txt, .md or .markdown");
        }
        Ok(path)
    }

    /// The draft that a path names, read and judged.
    fn open(&self, asked: &Call) -> Result<Article, String> {
        let mut article = Desks::default().open(&self.named(asked, false)?)?;
        judge(self.reader.as_ref(), &mut article.reading);
        Ok(article)
    }
}

fn checked(archive: &Archive, asked: &Call) -> Result<String, String> {
    let path = archive.named(asked, true)?;
    let desks = Desks::default();
    let mut all = Vec::new();
    for draft in found(&[path], &desks)?.drafts {
        let mut checked = check::checked(&draft, &desks, archive.reader.as_ref())?;
        checked.keep(|f, _| f.severity >= Severity::Information);
        all.push(checked);
    }
    Ok(agent::lines(&all, asked.budget.map(|lines| lines.max(1))))
}

fn in_ledger(archive: &Archive, asked: &Call) -> Result<String, String> {
    let article = archive.open(asked)?;
    let findings = rules::check(&article.reading, &article.settings);
    let counted = rules::counted(&rules::shown(findings.iter(), &article.settings));
    let one = |row: &ledger::Row| {
        let (line, column) = article.place_of(row.place);
        let source = if row.source_kind == "protected" { "a protected source" } else { &row.source };
        json!({
            "line": line, "column": column, "kind": row.kind.name(), "text": row.text, "source": source, "kindOfSource": row.source_kind,
            "status": row.status, "note": row.note, "asked": row.asked,
        })
    };
    let rows: Vec<Value> = ledger::rows(&article.reading, &rules::asked(&article.reading, &counted)).iter().map(one).collect();
    Ok(format!("{:#}", Value::from(rows)))
}

fn who(archive: &Archive, asked: &Call) -> Result<String, String> {
    Ok(format!("{:#}", people::told(&[archive.named(asked, true)?], &Desks::default())?))
}

fn when(archive: &Archive, asked: &Call) -> Result<String, String> {
    let article = archive.open(asked)?;
    let reading = &article.reading;
    let dates = reading.dates.iter().map(|d| {
        let (line, column) = article.place_of(d.place);
        let (first, last) = d.days.unzip();
        json!({
            "line": line, "column": column, "text": reading.text(d.place), "value": d.value, "type": d.kind.name(),
            "start": first.map(|d| d.to_string()), "end": last.map(|d| d.to_string()),
        })
    });
    let published = reading.anchor.as_ref().map(|a| a.date.to_string());
    Ok(format!("{:#}", json!({"published": published, "dates": dates.collect::<Vec<_>>()})))
}

fn stripped(archive: &Archive, asked: &Call) -> Result<String, String> {
    Ok(archive.open(asked)?.body.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a path is answered for; a link is followed first.
    #[cfg(unix)]
    #[test]
    fn nothing_is_read_outside_of_the_roots() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (inside, outside) = (folder.path().join("in"), folder.path().join("out"));
        for (path, text) in [
            ("in/a.md", "A"),
            ("in/sub/b.txt", "B"),
            ("in/notes.csv", "C"),
            ("in/sources.private.yaml", "source-a: Q"),
            ("in/sources.private.md", "source-a: Q"),
            ("out/c.md", "C"),
        ] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        symlink(outside.join("c.md"), inside.join("link.md")).unwrap();
        symlink(&outside, inside.join("away")).unwrap();
        symlink(inside.join("sources.private.yaml"), inside.join("plain.md")).unwrap();
        symlink(inside.join("a.md"), outside.join("back.md")).unwrap();
        let archive = Archive { roots: vec![std::fs::canonicalize(&inside).unwrap()], reader: None };
        for (path, folders, read) in [
            ("a.md", false, true),
            ("sub/../a.md", false, true),
            ("sub/b.txt", false, true),
            ("../out/back.md", false, true),
            ("", true, true),
            ("sub", true, true),
            ("sub", false, false),
            ("../out/c.md", false, false),
            ("link.md", false, false),
            ("away/c.md", false, false),
            ("away", true, false),
            ("..", true, false),
            ("/etc/passwd", false, false),
            ("notes.csv", false, false),
            ("sources.private.yaml", false, false),
            ("sources.private.md", false, false),
            ("plain.md", false, false),
            ("gone.md", false, false),
            ("-", false, false),
        ] {
            let named = archive.named(&Call { path: path.into(), budget: None }, folders);
            assert_eq!(named.is_ok(), read, "{path}: {named:?}");
        }
    }
}
