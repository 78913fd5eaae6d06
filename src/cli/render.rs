//! Findings as text: for people, for programs, for code scanning.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;
use serde_sarif::sarif;

use super::Each;
use super::article::Checked;
use crate::rules::{self, Finding, Severity};
use crate::text::escape;

/// The line and a caret under the place, as rustc draws it.
pub(super) fn human(checked: &[Checked], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let mut counts = [0usize; 4];
    for c in checked {
        let path = escape::terminal(&c.article.path.display().to_string()).into_owned();
        for finding in &c.findings {
            counts[finding.severity as usize] += 1;
            out.push_str(&drawn(&renderer, &path, c, finding));
            out.push_str("\n\n");
        }
    }
    let of = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut parts = Vec::new();
    for (n, one, many) in
        [(counts[3], "error", "errors"), (counts[2], "warning", "warnings"), (counts[1], "note", "notes"), (counts[0], "hint", "hints")]
    {
        if n > 0 {
            parts.push(of(n, one, many));
        }
    }
    let drafts = of(checked.len(), "draft", "drafts");
    let known: usize = checked.iter().map(|c| c.known).sum();
    let known = if known > 0 { format!("; {known} known before") } else { String::new() };
    out.push_str(&if parts.is_empty() {
        format!("{drafts} read, nothing to send back{known}\n")
    } else {
        format!("{drafts} read: {}{known}\n", parts.join(", "))
    });
    out
}

fn drawn(renderer: &Renderer, path: &str, checked: &Checked, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::NOTE,
        Severity::Hint => Level::HELP,
    };
    let reading = &checked.article.reading;
    // Only the lines around: paragraphs can be long, and drafts longer.
    let text = &checked.article.text;
    let range = reading.absolute(finding.place);
    let from = text[..range.start].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let to = text[range.end..].find(['\n', '\r']).map_or(text.len(), |i| range.end + i);
    let window = Excerpt::of(&text[from..to], range.start - from..range.end - from);
    let (shown, span) = escape::terminal_range(&window.text, &window.range);
    let (line, _) = checked.article.place(from);
    let snippet = Snippet::source(shown).path(path.to_owned()).line_start(line).annotation(AnnotationKind::Primary.span(span));
    let message = finding.message(reading);
    let mut groups = vec![Group::with_title(level.primary_title(escape::terminal(&message)).id(finding.code)).element(snippet)];
    if let Some((place, note)) = finding.related.as_deref() {
        let (line, column) = checked.article.place_of(*place);
        groups.push(Group::with_title(Level::NOTE.secondary_title(format!(
            "{} Line {line}, column {column}: “{}”",
            escape::terminal(note),
            escape::terminal(reading.text(*place))
        ))));
    }
    renderer.render(&groups)
}

/// As much of a long line as a terminal shows, with the place in it.
struct Excerpt {
    text: String,
    range: std::ops::Range<usize>,
}

impl Excerpt {
    fn of(line: &str, range: std::ops::Range<usize>) -> Self {
        const BEFORE: usize = 60;
        const WIDEST: usize = 240;
        let line = line.trim_end_matches('\r');
        let range = range.start.min(line.len())..range.end.min(line.len());
        if line.len() <= WIDEST || line.contains('\n') {
            return Self { text: line.to_owned(), range };
        }
        let mut from = range.start.saturating_sub(BEFORE);
        while !line.is_char_boundary(from) {
            from -= 1;
        }
        let mut to = (range.end + BEFORE).min(line.len()).min(from + WIDEST * 4).max(range.end.min(line.len()));
        while !line.is_char_boundary(to) {
            to += 1;
        }
        let (lead, tail) = (if from > 0 { "…" } else { "" }, if to < line.len() { "…" } else { "" });
        let range = range.start - from + lead.len()..range.end - from + lead.len();
        Self { text: format!("{lead}{}{tail}", &line[from..to]), range }
    }
}

/// One object a finding; lines and columns are one-based, columns and offsets in code points.
pub(super) fn json(checked: &[Checked]) -> String {
    let one = |c: &Checked, f: &Finding, id: &str| {
        let range = c.article.reading.absolute(f.place);
        let ((line, column), (end_line, end_column)) = (c.article.place(range.start), c.article.place(range.end));
        json!({
            "file": c.article.path.display().to_string(),
            "code": f.code,
            "id": id,
            "severity": f.severity.name(),
            "message": f.message(&c.article.reading),
            "line": line, "column": column, "endLine": end_line, "endColumn": end_column,
            "span": [c.article.characters(range.start), c.article.characters(range.end)],
            "text": c.article.reading.text(f.place),
        })
    };
    serde_json::to_string_pretty(&Each(|| checked.iter().flat_map(|c| c.findings.iter().zip(&c.ids).map(move |(f, id)| one(c, f, id)))))
        .unwrap_or_default()
        + "\n"
}

/// GitHub's workflow commands.
pub(super) fn github(checked: &[Checked]) -> String {
    // The log of a workflow is read in a browser that shows colours as a terminal does.
    let escaped = |s: &str| escape::terminal(s).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |s: &str| escaped(s).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for c in checked {
        for f in &c.findings {
            let range = c.article.reading.absolute(f.place);
            let ((line, column), (end_line, end_column)) = (c.article.place(range.start), c.article.place(range.end));
            let level = match f.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                _ => "notice",
            };
            let file = property(&c.article.path.display().to_string());
            let title = rules::rule(f.code).map_or(f.code, |r| r.title);
            // A column only makes sense there within one line.
            let columns = if line == end_line { format!(",col={column},endColumn={end_column}") } else { String::new() };
            out.push_str(&format!(
                "::{level} file={file},line={line},endLine={end_line}{columns},title={}::{}\n",
                property(&format!("{title} ({})", f.code)),
                escaped(&f.message(&c.article.reading))
            ));
        }
    }
    out
}

/// SARIF 2.1.0.
pub(super) fn sarif(checked: &[Checked]) -> String {
    let descriptors: Vec<sarif::ReportingDescriptor> = rules::TABLE
        .iter()
        .map(|r| {
            sarif::ReportingDescriptor::builder()
                .id(r.code)
                .short_description(sarif::MultiformatMessageString::builder().text(r.title).build())
                .full_description(sarif::MultiformatMessageString::builder().text(r.why).build())
                .help_uri(r.guide)
                .build()
        })
        .collect();
    let mut results = Vec::new();
    for c in checked {
        for (f, id) in c.findings.iter().zip(&c.ids) {
            let range = c.article.reading.absolute(f.place);
            let ((line, column), (end_line, end_column)) = (c.article.place(range.start), c.article.place(range.end));
            let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let region = sarif::Region::builder()
                .start_line(number(line))
                .start_column(number(column))
                .end_line(number(end_line))
                .end_column(number(end_column))
                .build();
            let file = c.article.path.display().to_string().replace('\\', "/");
            let location = sarif::Location::builder()
                .physical_location(
                    sarif::PhysicalLocation::builder()
                        .artifact_location(sarif::ArtifactLocation::builder().uri(file).build())
                        .region(region)
                        .build(),
                )
                .build();
            let level = match f.severity {
                Severity::Error => sarif::ResultLevel::Error,
                Severity::Warning => sarif::ResultLevel::Warning,
                _ => sarif::ResultLevel::Note,
            };
            results.push(
                sarif::Result::builder()
                    .rule_id(f.code)
                    .level(level)
                    .message(sarif::Message::builder().text(f.message(&c.article.reading)).build())
                    .locations(vec![location])
                    // By this, code scanning knows a finding again after edits elsewhere.
                    .partial_fingerprints(BTreeMap::from([("copydesk/v1".to_owned(), id.clone())]))
                    .build(),
            );
        }
    }
    let driver = sarif::ToolComponent::builder().name("copydesk").version(env!("CARGO_PKG_VERSION")).rules(descriptors).build();
    let run =
        sarif::Run::builder().tool(sarif::Tool::builder().driver(driver).build()).column_kind("unicodeCodePoints").results(results).build();
    let log = sarif::Sarif::builder().version("2.1.0").schema("https://json.schemastore.org/sarif-2.1.0.json").runs(vec![run]).build();
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}
