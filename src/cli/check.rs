//! `copydesk check`: what a desk would send back.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use rayon::prelude::*;

use super::article::{Checked, Desks};
use super::baseline::Baseline;
use super::judging::{Judging, judge};
use super::walking::{Named, found, progress};
use super::{Outcome, agent, complain, idents, print, render, watching};
use crate::desk::strays;
use crate::reader::Judge;
use crate::rules::{self, Severity};

/// Reads drafts and prints what a desk would send back: claims and figures without a source, quotations without a speaker,
/// dates that are missing, wrong or cannot be resolved.
///
/// Folders are walked for .txt, .md and .markdown files; what .gitignore names is left out, as are READMEs, licences and other files
/// that are no drafts unless `drafts` in copydesk.toml names them, and annotations and metadata whose draft is not there are named.
/// `-` is standard input, read as Markdown. The exit status is 0 where nothing at or above --fail-on was found, 1 where something was, 2
/// where a file could not be read. `NO_COLOR` turns colours off.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Drafts, and folders of drafts; - for standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
    /// With --format agent: at most so many lines, the gravest findings first; the last line says how many are left out.
    #[arg(long, value_name = "LINES", value_parser = clap::value_parser!(u32).range(1..))]
    budget: Option<u32>,
    /// Known findings, which are not told and do not count: a file that --write-baseline makes.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found to the file of known findings instead of telling it.
    #[arg(long, requires = "baseline", conflicts_with = "watch")]
    write_baseline: bool,
    /// Go on: read what changes again, and tell what was found in it. Ends with Ctrl-C.
    #[arg(long)]
    watch: bool,
    /// The least severity that makes the exit status 1.
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Level::Warning)]
    fail_on: Level,
    /// Show findings from this severity on.
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Level::Information)]
    show: Level,
    /// Read these settings and no others.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    judging: Judging,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// The line and a caret under the place.
    Human,
    /// One JSON object a finding, in an array.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of a GitHub workflow.
    Github,
    /// One line a finding: place, severity, rule, a name that stays, what is missing, the shortest way out.
    Agent,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    Hint,
    Information,
    Warning,
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Hint => Self::Hint,
            Level::Information => Self::Information,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    if arguments.budget.is_some() && arguments.format != ReportFormat::Agent {
        return Err("--budget is for --format agent".into());
    }
    let reader = arguments.judging.reader()?;
    let outcome = once(arguments, reader.as_ref(), &arguments.files)?;
    if arguments.watch {
        watching::follow(&arguments.files, |changed| {
            // What stands beside a draft may say otherwise of all drafts.
            let again = if changed.is_empty() { &arguments.files } else { changed };
            if let Err(message) = once(arguments, reader.as_ref(), again) {
                complain(&message);
            }
        })?;
    }
    Ok(outcome)
}

/// Reads drafts once and tells what was found.
fn once(arguments: &Arguments, reader: Option<&Arc<Judge>>, named: &[PathBuf]) -> Result<Outcome, String> {
    let desks = Desks::following(arguments.config.as_deref())?;
    let known = match arguments.baseline.as_deref().filter(|_| !arguments.write_baseline) {
        Some(path) => Some((Baseline::read(path)?, path)),
        None => None,
    };
    let mut failed = false;
    let Named { drafts: files, beside } = found(named, &desks)?;
    strays::told(&files, &beside).iter().for_each(|message| complain(message));
    if files.is_empty() {
        return Err("no drafts found: name a .txt or .md file, or a folder that holds some".into());
    }
    let bar = progress(files.len());
    let results: Vec<Result<Checked, String>> = files
        .par_iter()
        .map(|path| {
            let result = checked(path, &desks, reader);
            bar.inc(1);
            result
        })
        .collect();
    bar.finish_and_clear();
    let mut all = Vec::new();
    for result in results {
        match result {
            Ok(c) => all.push(c),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    if let Some(path) = arguments.baseline.as_deref().filter(|_| arguments.write_baseline) {
        let count = Baseline::write(path, &all)?;
        complain(&format!("{count} findings of {} drafts are known from now on: {}", all.len(), path.display()));
        return Ok(if failed { Outcome::Failed } else { Outcome::Clean });
    }
    let show = Severity::from(arguments.show);
    for c in &mut all {
        known.iter().for_each(|(baseline, path)| baseline.take_from(c, path));
        c.keep(|f, _| f.severity >= show);
    }
    tell(arguments, &all)?;
    if failed {
        return Ok(Outcome::Failed);
    }
    let fail_on = Severity::from(arguments.fail_on);
    let found = all.iter().flat_map(|c| &c.findings).any(|f| f.severity >= fail_on);
    Ok(if found { Outcome::Findings } else { Outcome::Clean })
}

fn tell(arguments: &Arguments, checked: &[Checked]) -> Result<(), String> {
    let text = match arguments.format {
        ReportFormat::Human => {
            // https://no-color.org: set and not empty.
            let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            return print(&render::human(checked, colour));
        }
        ReportFormat::Json => render::json(checked),
        ReportFormat::Sarif => render::sarif(checked),
        ReportFormat::Github => render::github(checked),
        ReportFormat::Agent => agent::lines(checked, arguments.budget.map(|lines| usize::try_from(lines).unwrap_or(usize::MAX))),
    };
    super::show(&text).map(|_| ())
}

/// Reads a draft and looks for what a desk would send back, however little it weighs.
pub(super) fn checked(path: &Path, desks: &Desks, reader: Option<&Arc<Judge>>) -> Result<Checked, String> {
    let mut article = desks.open(path)?;
    judge(reader, &mut article.reading);
    let findings = rules::check(&article.reading, &article.settings);
    let ids = idents::of(&article.reading, &findings);
    Ok(Checked { article, findings, ids, known: 0 })
}
