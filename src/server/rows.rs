//! Diagnostics of a file as JSON, one after the other, so that what they say can be written again as it was.

use serde::Serialize;
use tower_lsp::lsp_types::{CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, Range};

/// The elements of a list in JSON, with commas between them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    json: Vec<u8>,
    /// Where what each says begins, behind its range, and where it ends.
    said: Vec<(usize, usize)>,
}

/// A message, as text or as Markdown.
#[derive(Serialize)]
#[serde(untagged)]
enum DiagnosticText<'a> {
    Text(&'a str),
    Markup { kind: &'static str, value: &'a str },
}

/// What a diagnostic says, wherever it stands.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Said<'a> {
    severity: Option<DiagnosticSeverity>,
    code: &'a Option<NumberOrString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_description: &'a Option<CodeDescription>,
    source: &'a Option<String>,
    message: DiagnosticText<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_information: &'a Option<Vec<DiagnosticRelatedInformation>>,
}

impl Rows {
    /// Diagnostics as they are.
    pub(super) fn of(items: &[Diagnostic]) -> Self {
        let mut rows = Self::default();
        items.iter().for_each(|item| rows.write(item, false));
        rows
    }

    /// What stands between the brackets of the list.
    pub(super) fn json(&self) -> &[u8] {
        &self.json
    }

    /// Writes one more, whose message is text or Markdown.
    pub(super) fn write(&mut self, item: &Diagnostic, markdown: bool) {
        let Diagnostic { range, severity, code, code_description, source, message, related_information, .. } = item;
        let message = if markdown { DiagnosticText::Markup { kind: "markdown", value: message } } else { DiagnosticText::Text(message) };
        self.begin(*range);
        let from = self.json.len();
        self.put(&Said { severity: *severity, code, code_description, source, message, related_information });
        // The range and what is said are one object.
        self.json[from] = b',';
        self.said.push((from, self.json.len()));
    }

    /// Writes one more, which says what one of others does.
    pub(super) fn take(&mut self, range: Range, others: &Self, number: usize) {
        self.begin(range);
        let (from, (start, end)) = (self.json.len(), others.said[number]);
        self.json.extend_from_slice(&others.json[start..end]);
        self.said.push((from, self.json.len()));
    }

    fn begin(&mut self, range: Range) {
        self.json.extend_from_slice(if self.said.is_empty() { b"{\"range\":" } else { b",{\"range\":" });
        self.put(&range);
    }

    fn put(&mut self, value: &impl Serialize) {
        if let Err(error) = serde_json::to_writer(&mut self.json, value) {
            // Diagnostics are made of strings and numbers, which can all be written.
            tracing::error!("a finding could not be written: {error}");
        }
    }
}
