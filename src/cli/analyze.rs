//! `copydesk analyze`: all that is known of an article, as JSON. Offsets are code points, as the W3C's annotations have them.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use super::article::Desks;
use super::{Outcome, complain, for_output};
use crate::desk::Loaded;
use crate::rules;
use crate::settings::Settings;
use crate::story::claims::Cover;
use crate::story::people::MentionKind;
use crate::story::{Context, Place, Reading, day, read};
use crate::text::{Draft, Format};

/// With --jsonl, reads articles from standard input, one JSON object a line ({"id", "text", "date", "format"}), and writes one
/// line for each, in the same order, as soon as it is ready. With files, writes one line for each file.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Read JSON Lines from standard input.
    #[arg(long)]
    jsonl: bool,
    /// Articles to read.
    #[arg(value_name = "FILE", conflicts_with = "jsonl", required_unless_present = "jsonl")]
    files: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Request {
    id: Option<Value>,
    text: Option<String>,
    date: Option<String>,
    format: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut out = std::io::stdout().lock();
    if arguments.jsonl { lines(&mut out) } else { files(&arguments.files, &mut out) }
}

fn files(paths: &[PathBuf], out: &mut impl Write) -> Outcome {
    let mut outcome = Outcome::Clean;
    let desks = Desks::default();
    for path in paths {
        match desks.open(path) {
            Ok(a) => {
                let id = Value::from(path.display().to_string());
                if writeln!(out, "{}", for_output(&document(&id, &a.text, &a.reading, &a.settings).to_string())).is_err() {
                    return Outcome::Failed;
                }
            }
            Err(message) => {
                complain(&message);
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

fn lines(out: &mut impl Write) -> Outcome {
    let mut outcome = Outcome::Clean;
    let mut input = std::io::stdin().lock();
    let mut bytes = Vec::new();
    let beside = Loaded::of(Settings::default());
    loop {
        bytes.clear();
        match input.read_until(b'\n', &mut bytes) {
            Ok(0) => return outcome,
            Ok(_) => {}
            Err(e) => {
                complain(&format!("standard input: {e}"));
                return Outcome::Failed;
            }
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = one(&bytes, &beside).unwrap_or_else(|(id, message)| {
            outcome = Outcome::Findings;
            json!({"id": id, "error": message})
        });
        if writeln!(out, "{}", for_output(&answer.to_string())).and_then(|()| out.flush()).is_err() {
            return Outcome::Failed;
        }
    }
}

fn one(bytes: &[u8], beside: &Loaded) -> Result<Value, (Value, String)> {
    let line = std::str::from_utf8(bytes).map_err(|e| (Value::Null, format!("not UTF-8 at byte {}", e.valid_up_to() + 1)))?;
    // Twice, so that a line with an id and a wrong field is answered under its id.
    let value: Value = serde_json::from_str(line).map_err(|e| (Value::Null, format!("not JSON: {e}")))?;
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    let line: Request = serde_json::from_value(value).map_err(|e| (id.clone(), e.to_string()))?;
    let text = line.text.ok_or_else(|| (id.clone(), "the line has no `text`".to_owned()))?;
    let format = match line.format.as_deref() {
        None | Some("text" | "plaintext") => Format::Text,
        Some("markdown" | "md") => Format::Markdown,
        Some(other) => return Err((id, format!("`format` is `{other}`; it is `text` or `markdown`"))),
    };
    let date = match line.date.as_deref() {
        None | Some("") => None,
        Some(d) => Some(day::read(d).sure().ok_or_else(|| (id.clone(), format!("`date` is `{d}`; it is written YYYY-MM-DD")))?),
    };
    let draft = Draft::new(&text, format);
    let context = Context { date, ..beside.context(None, Vec::new()) };
    let reading = read(&draft, &context, &|| false).ok_or_else(|| (id.clone(), "could not be read".to_owned()))?;
    Ok(document(&line.id.unwrap_or(Value::Null), &text, &reading, &beside.settings))
}

/// From byte offsets in a text to code points.
struct CodePoints(ropey::Rope);

impl CodePoints {
    fn span(&self, range: std::ops::Range<usize>) -> Value {
        json!([self.0.byte_to_char(range.start), self.0.byte_to_char(range.end)])
    }
}

/// The analysis of one article.
pub(super) fn document(id: &Value, text: &str, reading: &Reading, settings: &Settings) -> Value {
    let points = CodePoints(ropey::Rope::from_str(text));
    let span = |p: Place| points.span(reading.absolute(p));
    let person_id = |n: usize| format!("p{}", n + 1);
    let blocks = reading.blocks.len();
    // Together the regions cover the text: each reaches to the start of the next.
    let regions: Vec<Value> = (0..blocks)
        .flat_map(|b| {
            let start = if b == 0 { 0 } else { reading.starts[b] };
            let end = reading.starts.get(b + 1).copied().unwrap_or(text.len());
            let dateline = reading.blocks[b].clean.to_raw(0..crate::text::position::clamp(reading.datelines[b]));
            let kind = reading.regions[b];
            if kind == crate::text::Region::Body && !dateline.is_empty() {
                let cut = reading.starts[b] + dateline.end;
                return vec![
                    json!({"span": points.span(start..cut), "kind": "dateline"}),
                    json!({"span": points.span(cut..end), "kind": kind.name()}),
                ];
            }
            vec![json!({"span": points.span(start..end), "kind": kind.name()})]
        })
        .collect();
    let sentences: Vec<Value> = reading
        .facts
        .iter()
        .enumerate()
        .flat_map(|(block, f)| f.sentences.iter().map(move |s| Place { block, start: s.start, end: s.end }))
        .map(span)
        .collect();
    let people: Vec<Value> = reading
        .people
        .iter()
        .enumerate()
        .map(|(n, p)| {
            json!({
                "id": person_id(n),
                "name": p.name,
                "mentions": p.mentions.iter().map(|m| json!({"span": span(m.place), "kind": match m.kind {
                    MentionKind::Name => "name",
                    MentionKind::Pronoun => "pronoun",
                    MentionKind::Nominal => "nominal",
                }})).collect::<Vec<_>>(),
                "roles": p.roles.iter().map(|r| json!({"text": r.text, "span": span(r.place)})).collect::<Vec<_>>(),
            })
        })
        .collect();
    let attributions: Vec<Value> = reading
        .attributions
        .iter()
        .map(|a| {
            json!({
                "source": a.source.into_iter().map(span).collect::<Vec<_>>(),
                "cue": [span(a.cue)],
                "content": a.content.iter().map(|c| span(*c)).collect::<Vec<_>>(),
                "person": a.person.map(person_id),
            })
        })
        .collect();
    let quotes: Vec<Value> = reading
        .quotes
        .iter()
        .map(|q| {
            json!({
                "span": span(q.place),
                "speaker": q.speaker.map(|s| vec![span(s)]),
                "person": q.person.map(person_id),
                "group": q.group,
            })
        })
        .collect();
    let dates: Vec<Value> = reading
        .dates
        .iter()
        .map(|d| {
            json!({
                "span": span(d.place),
                "value": d.value,
                "type": d.kind.name(),
                "start": d.days.map(|(first, _)| first.to_string()),
                "end": d.days.map(|(_, last)| last.to_string()),
            })
        })
        .collect();
    let claims: Vec<Value> = reading
        .claims
        .iter()
        .map(|c| {
            json!({
                "span": span(c.place),
                "status": if c.cover == Cover::Nobody { "unattributed" } else { "attributed" },
                "triggers": c.triggers.iter().map(|t| t.name()).collect::<Vec<_>>(),
            })
        })
        .collect();
    let diagnostics: Vec<Value> = rules::check(reading, settings)
        .iter()
        .map(|f| json!({"span": span(f.place), "code": f.code, "severity": f.severity.name(), "message": f.message}))
        .collect();
    json!({
        "id": id, "regions": regions, "sentences": sentences, "people": people, "attributions": attributions, "quotes": quotes,
        "dates": dates, "claims": claims, "diagnostics": diagnostics,
    })
}
