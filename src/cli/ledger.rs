//! `copydesk ledger`: the fact-check ledger of a draft, its columns and the forms in which it is written.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::ValueEnum;
use comfy_table::{ContentArrangement, Table, presets};
use serde_json::json;

use super::article::{Article, Desks};
use super::cells::guarded;
use super::judging::{Judging, judge};
use super::{Outcome, report};
use crate::rules;
use crate::text::escape;
use crate::views::ledger::{self, Row};

/// Prints the fact-check ledger: one row for every claim, quotation, figure and open note, with its source and how far the desk
/// is with it.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Drafts.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How to print. HTML is one page that needs nothing else, with the draft coloured by who says it.
    #[arg(long, value_enum, default_value_t = LedgerFormat::Human)]
    format: LedgerFormat,
    /// Leave out notes, checkers and the ids of protected sources.
    #[arg(long)]
    public: bool,
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    judging: Judging,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LedgerFormat {
    /// A table.
    Human,
    /// Comma-separated values, for spreadsheets.
    Csv,
    /// A Markdown table.
    Markdown,
    /// One JSON object a row, in an array.
    Json,
    /// A page to print and read.
    Html,
}

const COLUMNS: [&str; 9] = ["place", "kind", "text", "source", "kind of source", "status", "checker", "date", "note"];

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let desks = Desks::default();
    let reader = arguments.judging.reader()?;
    let mut articles = Vec::new();
    for path in &arguments.files {
        let mut article = desks.open(path)?;
        judge(reader.as_ref(), &mut article.reading);
        let findings = rules::check(&article.reading, &article.settings);
        let counted = rules::counted(&rules::shown(findings.iter(), &article.settings));
        let rows = ledger::rows(&article.reading, &rules::asked(&article.reading, &counted));
        let rows = if arguments.public { ledger::public(rows) } else { rows };
        articles.push((article, rows));
    }
    let text = match arguments.format {
        LedgerFormat::Human => human(&articles),
        LedgerFormat::Csv => csv(&articles).map_err(|e| e.to_string())?,
        LedgerFormat::Markdown => markdown(&articles),
        LedgerFormat::Json => json(&articles),
        LedgerFormat::Html => report::html(&articles, arguments.public),
    };
    super::put(&text, arguments.output.as_deref(), articles.iter().map(|(article, _)| article))
}

type Articles = [(Article, Vec<Row>)];

fn cells(article: &Article, row: &Row) -> [String; 9] {
    let (line, column) = article.place_of(row.place);
    let one_line = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    [
        format!("{}:{line}:{column}", article.path.display()),
        row.kind.name().to_owned(),
        one_line(&row.text),
        one_line(&row.source),
        one_line(&row.source_kind),
        one_line(&row.status),
        one_line(&row.checker),
        one_line(&row.date),
        one_line(&row.noted()),
    ]
}

fn human(articles: &Articles) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::stdout().is_terminal() {
        table.set_width(160);
    }
    // Columns in which nothing stands take no room.
    let rows: Vec<[String; 9]> = articles.iter().flat_map(|(a, rows)| rows.iter().map(move |r| cells(a, r))).collect();
    let shown: Vec<usize> = (0..9).filter(|c| *c < 6 || rows.iter().any(|r| !r[*c].is_empty())).collect();
    table.set_header(shown.iter().map(|c| COLUMNS[*c]));
    for row in &rows {
        table.add_row(shown.iter().map(|c| escape::terminal(&row[*c])));
    }
    let open: usize = articles.iter().map(|(_, rows)| ledger::open(rows)).sum();
    format!("{table}\n{} rows, {open} open\n", rows.len())
}

fn csv(articles: &Articles) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for (article, rows) in articles {
        for row in rows {
            writer.write_record(cells(article, row).map(guarded))?;
        }
    }
    let bytes = writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn markdown(articles: &Articles) -> String {
    let line = |cells: [String; 9]| format!("| {} |\n", cells.join(" | "));
    let mut out = line(COLUMNS.map(str::to_owned));
    out += &line(COLUMNS.map(|_| "---".to_owned()));
    for (article, rows) in articles {
        rows.iter().for_each(|r| out += &line(cells(article, r).map(|c| escape::markdown(&c))));
    }
    out
}

fn json(articles: &Articles) -> String {
    let one = |article: &Article, row: &Row| {
        let (line, column) = article.place_of(row.place);
        json!({
            "file": article.path.display().to_string(), "line": line, "column": column, "kind": row.kind.name(), "text": row.text,
            "source": row.source, "kindOfSource": row.source_kind, "status": row.status, "checker": row.checker, "date": row.date,
            "note": row.note, "asked": row.asked,
        })
    };
    let rows: Vec<serde_json::Value> = articles.iter().flat_map(|(a, rows)| rows.iter().map(move |r| one(a, r))).collect();
    format!("{:#}\n", serde_json::Value::from(rows))
}
