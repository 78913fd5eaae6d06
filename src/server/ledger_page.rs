//! The ledger as a page beside the draft: rows to go to, to filter and to settle. An editor shows it as it is and passes on what is
//! clicked.

use crate::story::Reading;
use crate::text::escape::html as escaped;
use crate::views::ledger::{self, Row, RowKind};

/// What can be done with a row: the word that is sent, and the one that is shown.
const ACTS: [(&str, &str); 4] = [("verified", "Verified…"), ("disputed", "Disputed…"), ("source", "Source…"), ("ask", "Ask…")];

const STYLE: &str = include_str!("ledger_page.css");
const SCRIPT: &str = include_str!("ledger_page.js");

/// What changes with the draft. `at` gives the line and column of a row, from nought on, as the editor counts them.
pub(super) fn body(reading: &Reading, rows: &[Row], written: u64, at: &dyn Fn(&Row) -> (u32, u32)) -> String {
    let open = ledger::open(rows);
    let claims = rows.iter().filter(|r| !matches!(r.kind, RowKind::Note | RowKind::Question));
    let (all, checked) =
        claims.fold((0, 0), |(all, checked), r| (all + 1, checked + usize::from(!r.date.is_empty() || !r.checker.is_empty())));
    let headline = reading.headline().unwrap_or_default();
    let sources = reading.named_sources().len();
    let mut out = format!(
        "<h1>{}</h1><p class=\"tally\"><b>{open}</b> open · {} rows · {sources} sources · {checked} of {all} checked <progress max=\"{all}\" value=\"{checked}\" aria-label=\"{checked} of {all} checked\"></progress></p>\n<table data-written=\"{written}\"><thead><tr><th>Line</th><th>What</th><th>Words</th><th>Source</th><th>Status</th></tr></thead><tbody>\n",
        escaped(&headline),
        rows.len(),
    );
    for (n, row) in rows.iter().enumerate() {
        out += &line(n, row, at(row));
    }
    if rows.is_empty() {
        out += "<tr><td colspan=\"5\">Nothing yet: what people say, what is claimed and what is asked will stand here.</td></tr>";
    }
    out + "</tbody></table>\n"
}

fn line(n: usize, row: &Row, (line, column): (u32, u32)) -> String {
    let kind = row.kind.name();
    let small = |parts: &[&str]| parts.iter().filter(|p| !p.is_empty()).map(|p| escaped(p)).collect::<Vec<_>>().join(" · ");
    let asked = row
        .asked
        .iter()
        .filter(|_| row.kind != RowKind::Note || row.note.is_empty())
        .map(|a| format!("<p class=\"asked\">{}</p>", escaped(a)))
        .collect::<Vec<_>>()
        .concat();
    let note = small(&[&row.checker, &row.date, &row.note]);
    let note = if note.is_empty() { note } else { format!("<small>{note}</small>") };
    let source = if row.source.is_empty() { "—".to_owned() } else { escaped(&row.source) };
    let acts = acts(row)
        .map(|(act, shown)| format!("<button data-act=\"{act}\" aria-label=\"{shown} Line {}\">{shown}</button>", line + 1))
        .collect::<Vec<_>>()
        .concat();
    format!(
        "<tr tabindex=\"0\" data-row=\"{n}\" data-line=\"{line}\" data-column=\"{column}\" data-kind=\"{kind}\" class=\"{}\"><td>{}</td><td>{kind}</td><td class=\"words\">{}{asked}<div class=\"acts\">{acts}</div></td><td>{source}<small>{}</small></td><td>{}{note}</td></tr>\n",
        if row.is_open() { "open" } else { "" },
        line + 1,
        escaped(&row.text),
        escaped(&row.source_kind),
        escaped(&row.status),
    )
}

/// What can be done with a row.
fn acts(row: &Row) -> impl Iterator<Item = (&'static str, &'static str)> {
    let (kind, status) = (row.kind, row.status.clone());
    let resolve = (kind == RowKind::Note).then_some(("resolve", "Resolve"));
    let fits = move |act: &str| match kind {
        RowKind::Note => false,
        RowKind::Question => act == "ask",
        _ => act != status,
    };
    ACTS.into_iter().filter(move |(act, _)| fits(act)).chain(resolve)
}

/// The whole page; `nonce` is what lets its script run and no other.
pub(super) fn page(body: &str, nonce: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'\"><title>Ledger</title><style nonce=\"{nonce}\">{STYLE}</style></head>\n<body><nav><label>Show <select id=\"kind\"><option value=\"\">everything</option><option value=\"open\">what is open</option><option value=\"claim\">claims</option><option value=\"quotation\">quotations</option><option value=\"figure\">figures</option><option value=\"note\">notes</option><option value=\"question\">other questions</option></select></label> <input id=\"words\" type=\"search\" placeholder=\"Filter by words or source\" aria-label=\"Filter by words or source\"></nav>\n<main>{body}</main><script nonce=\"{nonce}\">{SCRIPT}</script></body></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    #[test]
    fn nothing_of_a_draft_is_markup_in_the_page() {
        let text = "Head <script>alert(1)</script>\n\n[The <b onclick=x>road</b> is shut]{.claim by=eva label=\"<img src=x>\" status=verified checker=\"<i>\"}.\n\n“It is \"shut\" <now>,” Mayor Ana Sousa said.";
        let reading = read(&Draft::new(text, Format::Text), &Context::default(), &|| false).unwrap();
        let rows = ledger::rows(&reading, &[]);
        assert!(rows.len() >= 2, "{rows:?}");
        let body = body(&reading, &rows, 7, &|_| (0, 0));
        for bad in ["<script", "<b ", "<img", "<i>", "<now"] {
            assert!(!body.contains(bad), "{bad} in {body}");
        }
        assert_eq!(body.matches("<tr tabindex").count(), rows.len());
        let page = page(&body, "n0");
        assert_eq!(page.matches("<script").count(), 1);
    }
}
