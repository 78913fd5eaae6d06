//! `copydesk check`: what a desk would send back.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;
use rayon::prelude::*;

use super::article::{Checked, Desks, is_stdin};
use super::judging::{Judging, judge};
use super::{Outcome, complain, print, render};
use crate::desk::{files, strays};
use crate::reader::Judge;
use crate::rules::{self, Severity};

/// Reads drafts and prints what a desk would send back: claims and figures without a source, quotations without a speaker,
/// dates that are missing, wrong or cannot be resolved.
///
/// Folders are walked for .txt, .md and .markdown files; what .gitignore names is left out, as are READMEs, licences and other files
/// that are no drafts unless `drafts` in copydesk.toml names them, and annotations and metadata whose draft is not there are named.
/// `-` is standard input, read as Markdown. The exit status is 0 where nothing at or above --fail-on was found, 1 where something was, 2
/// where a file could not be read.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Drafts, and folders of drafts; - for standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
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
    let desks = Desks::following(arguments.config.as_deref())?;
    let reader = arguments.judging.reader()?;
    let mut failed = false;
    let Named { drafts: files, beside } = found(&arguments.files, &desks)?;
    strays::told(&files, &beside).iter().for_each(|message| complain(message));
    if files.is_empty() {
        return Err("no drafts found: name a .txt or .md file, or a folder that holds some".into());
    }
    let bar = progress(files.len());
    let show = Severity::from(arguments.show);
    let results: Vec<Result<Checked, String>> = files
        .par_iter()
        .map(|path| {
            let result = check(path, &desks, reader.as_ref(), show);
            bar.inc(1);
            result
        })
        .collect();
    bar.finish_and_clear();
    let mut checked = Vec::new();
    for result in results {
        match result {
            Ok(c) => checked.push(c),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    match arguments.format {
        ReportFormat::Human => {
            let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            print(&render::human(&checked, colour))?;
        }
        ReportFormat::Json => _ = super::show(&render::json(&checked))?,
        ReportFormat::Sarif => _ = super::show(&render::sarif(&checked))?,
        ReportFormat::Github => _ = super::show(&render::github(&checked))?,
    }
    if failed {
        return Ok(Outcome::Failed);
    }
    let fail_on = Severity::from(arguments.fail_on);
    let found = checked.iter().flat_map(|c| &c.findings).any(|f| f.severity >= fail_on);
    Ok(if found { Outcome::Findings } else { Outcome::Clean })
}

fn check(path: &Path, desks: &Desks, reader: Option<&Arc<Judge>>, show: Severity) -> Result<Checked, String> {
    let mut article = desks.open(path)?;
    judge(reader, &mut article.reading);
    let mut findings = rules::check(&article.reading, &article.settings);
    findings.retain(|f| f.severity >= show);
    Ok(Checked { article, findings })
}

/// The drafts that are checked, and the files beside drafts that were seen on the way.
struct Named {
    drafts: Vec<PathBuf>,
    beside: Vec<PathBuf>,
}

/// The files named, and those in the folders named, each once, in order.
fn found(named: &[PathBuf], desks: &Desks) -> Result<Named, String> {
    let (folders, mut drafts): (Vec<&PathBuf>, Vec<PathBuf>) = {
        let mut folders = Vec::new();
        let mut files = Vec::new();
        for path in named {
            if path.is_dir() {
                folders.push(path);
            } else if path.exists() || is_stdin(path) {
                files.push(path.clone());
            } else {
                return Err(format!("{}: there is no such file or folder", path.display()));
            }
        }
        (folders, files)
    };
    let mut beside = Vec::new();
    if let Some((first, rest)) = folders.split_first() {
        let mut walk = ignore::WalkBuilder::new(first);
        rest.iter().for_each(|f| {
            walk.add(f);
        });
        let seen = std::sync::Mutex::new(Vec::new());
        walk.require_git(false).build_parallel().run(|| {
            Box::new(|entry| {
                if let Ok(entry) = entry {
                    let wanted = files::is_draft(entry.path()) || strays::draft_of(entry.path()).is_some();
                    if wanted
                        && entry.file_type().is_some_and(|t| t.is_file())
                        && let Ok(mut seen) = seen.lock()
                    {
                        seen.push(entry.into_path());
                    }
                }
                ignore::WalkState::Continue
            })
        });
        let mut seen = seen.into_inner().unwrap_or_default();
        seen.sort();
        let (walked, others): (Vec<_>, Vec<_>) = seen.into_iter().partition(|path| files::is_draft(path));
        drafts.extend(walked.into_iter().filter(|path| desks.is_draft(path)));
        beside = others;
    }
    drafts.dedup();
    Ok(Named { drafts, beside })
}

/// A progress bar on standard error, where that is a terminal; it shows itself only after a second.
fn progress(files: usize) -> indicatif::ProgressBar {
    if !std::io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    let bar = indicatif::ProgressBar::with_draw_target(Some(files as u64), indicatif::ProgressDrawTarget::hidden());
    let shown = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1));
        if !shown.is_finished() {
            shown.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
    });
    bar
}
