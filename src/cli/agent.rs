//! Findings for programs that write: one line each, with the place, what is missing and the shortest way out.

use super::article::Checked;
use super::idents::squeezed;
use crate::annotations::edits::Target;
use crate::annotations::placing::{Act, NewMark};
use crate::rules::{self, Finding, Severity, Subject, Surroundings};
use crate::story::Reading;
use crate::text::inline::Kind;

/// How many letters of the draft's words a line repeats.
const REPEATED: usize = 60;

/// What stands for a value that the writer has to give.
const GIVEN: &str = "…";

/// All findings, one line each, in the order of the drafts, and a line that counts them. Where `budget` allows fewer lines, the
/// gravest are told, and how many are not.
pub(super) fn lines(checked: &[Checked], budget: Option<usize>) -> String {
    let all: Vec<(&Checked, &Finding, &str)> =
        checked.iter().flat_map(|c| c.findings.iter().zip(&c.ids).map(move |(f, id)| (c, f, id.as_str()))).collect();
    let room = budget.map_or(all.len(), |lines| lines.saturating_sub(1));
    let mut told: Vec<usize> = (0..all.len()).collect();
    told.sort_by_key(|n| std::cmp::Reverse(all[*n].1.severity));
    told.truncate(room);
    told.sort_unstable();
    let mut out: String = told.iter().map(|n| line(all[*n].0, all[*n].1, all[*n].2)).collect();
    let of = |severity: Severity| all.iter().filter(|(_, f, _)| f.severity == severity).count();
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint]
        .into_iter()
        .filter(|s| of(*s) > 0)
        .map(|s| format!("{} {}", of(s), s.name()))
        .collect();
    let known: usize = checked.iter().map(|c| c.known).sum();
    out += &if all.is_empty() { "clean".to_owned() } else { format!("{} findings: {}", all.len(), counts.join(", ")) };
    if told.len() < all.len() {
        out += &format!("; {} not shown", all.len() - told.len());
    }
    if known > 0 {
        out += &format!("; {known} known before");
    }
    out + "\n"
}

/// `place: severity rule id “words”: what is missing -> way out`
fn line(checked: &Checked, finding: &Finding, id: &str) -> String {
    let article = &checked.article;
    let reading = &article.reading;
    let (line, column) = article.place_of(finding.place);
    let words = squeezed(reading.text(finding.place));
    let words = match words.char_indices().nth(REPEATED) {
        Some((cut, _)) => format!("{}{GIVEN}", &words[..cut]),
        None => words,
    };
    let message = squeezed(&finding.message(reading));
    // What is said of the whole article stands somewhere because it must; and a message that has the words in it need not have them twice.
    let words = if finding.subject == Subject::Article || words.is_empty() || message.contains(&words) {
        String::new()
    } else if words.starts_with(['“', '"']) {
        format!("{words}: ")
    } else {
        format!("“{words}”: ")
    };
    format!(
        "{}:{line}:{column}: {} {} {id} {words}{message} -> {}\n",
        article.path.display(),
        finding.severity.name(),
        finding.code,
        way_out(reading, finding, article.line_break())
    )
}

/// The shortest way out of a finding that needs nobody but the writer: other words, else a mark in the text, else a query.
pub(super) fn way_out(reading: &Reading, finding: &Finding, line_break: &'static str) -> String {
    const TODAY: &str = "YYYY-MM-DD";
    let desk = Surroundings { today: TODAY.into(), line_break, ..Surroundings::default() };
    let mut fixes = rules::fixes(reading, finding, &desk);
    // Not to hear of it is no way out for whoever has to write it.
    fixes.retain(|f| !f.title.starts_with("Ignore"));
    let writes = |act: &Act| matches!(act, Act::Edit(edits) if edits.iter().all(|e| e.target == Target::Draft));
    // Words are only proposed where they come first: to whom a claim could be given is offered last, and nobody is to take it unasked.
    if let Some(fix) = fixes.first().filter(|f| writes(&f.act)) {
        return lower(&squeezed(&fix.title)).replace(" (today)", "");
    }
    let marks = fixes.iter().filter_map(|f| if let Act::Annotate(new) = &f.act { new.first() } else { None });
    let mut marks: Vec<&NewMark> = marks.collect();
    marks.sort_by_key(|m| m.kind == Kind::Note);
    match marks.first() {
        Some(mark) if mark.kind == Kind::Note => format!("rewrite it, or leave a query: {}", written(mark)),
        Some(mark) if mark.attributes.iter().any(|(key, value)| key == "by" && value.is_empty()) => {
            format!("say who in the text, or mark it: {}", written(mark))
        }
        Some(mark) => format!("rewrite it, or mark it: {}", written(mark)),
        None => fixes.first().map_or_else(|| "rewrite it".to_owned(), |f| lower(&f.title)),
    }
}

/// A mark as it would stand in the text.
fn written(mark: &NewMark) -> String {
    let pairs = mark.attributes.iter().map(|(key, value)| {
        let value = if value.is_empty() { GIVEN } else { value };
        if value.contains(|c: char| c.is_whitespace() || c == '"') { format!(" {key}=\"{value}\"") } else { format!(" {key}={value}") }
    });
    format!("[{GIVEN}]{{.{}{}}}", mark.kind.class(), pairs.collect::<String>())
}

/// A title within a line.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|c| c.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
