//! `copydesk analyze`: all that is known of an article, as JSON. Offsets are code points, as the W3C's annotations have them.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serializer};
use serde_json::{Value, json};

use super::article::Desks;
use super::counting::Progress;
use super::judging::{Judging, judge};
use super::lines::{self, Reply};
use super::{Each, ForOutput, Outcome, complain};
use crate::desk::Loaded;
use crate::reader::Judge;
use crate::rules::{self, Finding};
use crate::settings::Settings;
use crate::story::attributions::Attribution;
use crate::story::claims::Claim;
use crate::story::dates::TimeExpression;
use crate::story::people::{MentionKind, Person};
use crate::story::quotations::Quote;
use crate::story::{Context, Place, Reading, day, read};
use crate::text::metadata::kinds;
use crate::text::{Draft, Format, encoding};

/// With --jsonl, reads articles from standard input, one JSON object a line ({"id", "text", "date", "format", "type"}), and writes one
/// line for each, in the same order, as soon as it is ready, on all cores. A line that is no article is answered in its place with its
/// number and what is wrong with it. With files, writes one line for each file.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Read JSON Lines from standard input.
    #[arg(long)]
    jsonl: bool,
    /// Go on where a run was cut off: answer only the lines after the one with this id, which is the last that was answered.
    #[arg(long, value_name = "ID", requires = "jsonl")]
    skip_until: Option<String>,
    /// Tell on standard error how many lines are answered, also where that is no terminal.
    #[arg(long, requires = "jsonl")]
    progress: bool,
    /// Articles to read.
    #[arg(value_name = "FILE", conflicts_with = "jsonl", required_unless_present = "jsonl")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    judging: Judging,
}

#[derive(Deserialize)]
struct Request {
    id: Option<Value>,
    text: Option<String>,
    date: Option<String>,
    format: Option<String>,
    /// What kind of piece it is, as front matter says it.
    #[serde(rename = "type")]
    kind: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let reader = arguments.judging.reader()?;
    let mut out = ForOutput::new(BufWriter::new(io::stdout()));
    if !arguments.jsonl {
        return Ok(files(&arguments.files, reader.as_ref(), &mut out));
    }
    let mut input = io::stdin().lock();
    let skipped = match &arguments.skip_until {
        Some(id) => skip(&mut input, id)?,
        None => 0,
    };
    Ok(lines(input, skipped, reader.as_ref(), out, &Progress::new(arguments.progress)))
}

/// Reads on behind the line with an id, and tells how many lines that were.
fn skip(input: &mut impl BufRead, id: &str) -> Result<usize, String> {
    #[derive(Deserialize)]
    struct WithId {
        id: Option<Value>,
    }
    let is_it = |bytes: &[u8]| match serde_json::from_slice::<WithId>(bytes).ok().and_then(|line| line.id) {
        Some(Value::String(own)) => own == id,
        Some(own) => {
            let written = own.to_string();
            written == id
        }
        None => false,
    };
    let mut bytes = Vec::new();
    for number in 1_usize.. {
        bytes.clear();
        let read = input.read_until(b'\n', &mut bytes).map_err(|e| format!("standard input: {e}"))?;
        if read == 0 {
            return Err(format!("--skip-until: none of {} lines has the id {id}; nothing was answered", number - 1));
        }
        if is_it(bytes.strip_prefix(encoding::MARK.encode_utf8(&mut [0; 4]).as_bytes()).unwrap_or(&bytes)) {
            return Ok(number);
        }
    }
    Ok(0)
}

fn files(paths: &[PathBuf], reader: Option<&Arc<Judge>>, out: &mut impl Write) -> Outcome {
    let mut outcome = Outcome::Clean;
    let desks = Desks::default();
    for path in paths {
        match desks.open(path) {
            Ok(mut a) => {
                judge(reader, &mut a.reading);
                let id = Value::from(path.display().to_string());
                if document(out, &id, &a.text, &a.reading, &a.settings).and_then(|()| out.flush()).is_err() {
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

/// Answers the lines of the input, of which so many were skipped.
fn lines(input: impl BufRead, skipped: usize, reader: Option<&Arc<Judge>>, out: impl Write + Send, progress: &Progress) -> Outcome {
    let beside = Loaded::of(Settings::default());
    let outcome = lines::answer(input, out, |number, bytes| {
        progress.count();
        let number = number + skipped;
        let bytes =
            if number == 0 { bytes.strip_prefix(encoding::MARK.encode_utf8(&mut [0; 4]).as_bytes()).unwrap_or(bytes) } else { bytes };
        let mut written = Vec::new();
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Reply { written, outcome: Outcome::Clean };
        }
        let outcome = match one(bytes, &beside, reader) {
            Ok((id, text, reading)) => {
                document(&mut written, &id, &text, &reading, &beside.settings).map_or(Outcome::Failed, |()| Outcome::Clean)
            }
            Err((id, message)) => {
                written = format!("{}\n", json!({"id": id, "line": number + 1, "error": message})).into_bytes();
                Outcome::Findings
            }
        };
        Reply { written, outcome }
    });
    progress.end();
    outcome
}

/// The article of a line, read: its id, its text and what is known of it.
fn one(bytes: &[u8], beside: &Loaded, reader: Option<&Arc<Judge>>) -> Result<(Value, String, Reading), (Value, String)> {
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
    let kind = line.kind.and_then(|k| kinds::named(&[k]));
    let mut context = Context { date, ..beside.context(None, Vec::new()) };
    context.meta.kind = kind;
    let mut reading = read(&draft, &context, &|| false).ok_or_else(|| (id.clone(), "could not be read".to_owned()))?;
    judge(reader, &mut reading);
    Ok((line.id.unwrap_or(Value::Null), text, reading))
}

/// From byte offsets in a text to code points.
struct CodePoints(ropey::Rope);

impl CodePoints {
    fn span(&self, range: std::ops::Range<usize>) -> Value {
        json!([self.0.byte_to_char(range.start), self.0.byte_to_char(range.end)])
    }
}

/// Writes the analysis of one article, as a line.
fn document(out: &mut impl Write, id: &Value, text: &str, reading: &Reading, settings: &Settings) -> io::Result<()> {
    let points = CodePoints(ropey::Rope::from_str(text));
    let span = |p: Place| points.span(reading.absolute(p));
    let person_id = |n: usize| format!("p{}", n + 1);
    let mut json = serde_json::Serializer::new(&mut *out);
    let mut map = json.serialize_map(None)?;
    map.serialize_entry("id", id)?;
    map.serialize_entry("regions", &Each(|| (0..reading.blocks.len()).flat_map(|b| regions(reading, b, text.len(), &points))))?;
    let sentences = |block: usize| reading.facts[block].sentences.iter().map(move |s| Place { block, start: s.start, end: s.end });
    map.serialize_entry("sentences", &Each(|| (0..reading.facts.len()).flat_map(sentences).map(span)))?;
    let person = |(n, p): (usize, &Person)| {
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
    };
    map.serialize_entry("people", &Each(|| reading.people.iter().enumerate().map(person)))?;
    let attribution = |a: &Attribution| {
        json!({
            "source": a.source.into_iter().map(span).collect::<Vec<_>>(),
            "cue": [span(a.cue)],
            "content": a.content.iter().map(|c| span(*c)).collect::<Vec<_>>(),
            "person": a.person.map(person_id),
        })
    };
    map.serialize_entry("attributions", &Each(|| reading.attributions.iter().map(attribution)))?;
    let quote = |q: &Quote| {
        json!({
            "span": span(q.place),
            "speaker": q.speaker.map(|s| q.source.filter(|own| *own != s).into_iter().chain([s]).map(span).collect::<Vec<_>>()),
            "person": q.person.map(person_id),
            "group": q.group,
        })
    };
    map.serialize_entry("quotes", &Each(|| reading.quotes.iter().map(quote)))?;
    let date = |d: &TimeExpression| {
        json!({
            "span": span(d.place),
            "value": d.value,
            "type": d.kind.name(),
            "start": d.days.map(|(first, _)| first.to_string()),
            "end": d.days.map(|(_, last)| last.to_string()),
        })
    };
    map.serialize_entry("dates", &Each(|| reading.dates.iter().map(date)))?;
    let claim = |c: &Claim| {
        json!({
            "span": span(c.place),
            "status": if c.cover.is_bare() { "unattributed" } else { "attributed" },
            "triggers": c.triggers.iter().map(|t| t.name()).collect::<Vec<_>>(),
        })
    };
    map.serialize_entry("claims", &Each(|| reading.claims.iter().map(claim)))?;
    let findings = rules::check(reading, settings);
    let diagnostic =
        |f: &Finding| json!({"span": span(f.place), "code": f.code, "severity": f.severity.name(), "message": f.message(reading)});
    map.serialize_entry("diagnostics", &Each(|| findings.iter().map(diagnostic)))?;
    SerializeMap::end(map)?;
    writeln!(out)
}

/// The region of a block, and that of the dateline that opens it. Together the regions cover the text: each reaches to the start of
/// the next.
fn regions(reading: &Reading, b: usize, end_of_text: usize, points: &CodePoints) -> impl Iterator<Item = Value> {
    let start = if b == 0 { 0 } else { reading.starts[b] };
    let end = reading.starts.get(b + 1).copied().unwrap_or(end_of_text);
    let dateline = reading.blocks[b].to_raw(0..reading.datelines[b]);
    let kind = reading.regions[b];
    let cut = if kind == crate::text::Region::Body && !dateline.is_empty() { reading.starts[b] + dateline.end } else { start };
    let opening = (cut > start).then(|| json!({"span": points.span(start..cut), "kind": "dateline"}));
    opening.into_iter().chain(std::iter::once(json!({"span": points.span(cut..end), "kind": kind.name()})))
}
