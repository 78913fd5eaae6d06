//! `copydesk hook`: what an agent's program runs after each edit.

use std::path::PathBuf;

use serde::Deserialize;

use super::article::Desks;
use super::judging::Judging;
use super::{Outcome, agent, check, complain};
use crate::desk::files;
use crate::rules::Severity;

/// Reads from standard input what an agent has just done, as agents' programs tell their hooks, and checks the draft that was edited.
///
/// Says on standard error what is missing, and ends with the status 2, which hands it to the agent; with 0 where nothing is
/// missing or the file is no draft.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// At most so many lines.
    #[arg(long, value_name = "LINES", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    budget: u32,
    #[command(flatten)]
    judging: Judging,
}

/// As much of the call as is needed.
#[derive(Deserialize)]
struct HookCall {
    #[serde(default)]
    tool_input: HookInput,
}

#[derive(Default, Deserialize)]
struct HookInput {
    file_path: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let call: HookCall = serde_json::from_reader(std::io::stdin().lock())
        .map_err(|e| format!("standard input: the call of an agent's hook was expected, as JSON: {e}"))?;
    let desks = Desks::default();
    let edited = call.tool_input.file_path.filter(|path| path.is_file() && files::is_draft(path) && desks.is_draft(path));
    let Some(path) = edited else { return Ok(Outcome::Clean) };
    let mut checked = check::checked(&path, &desks, arguments.judging.reader()?.as_ref())?;
    checked.keep(|f, _| f.severity >= Severity::Information);
    if checked.findings.is_empty() {
        return Ok(Outcome::Clean);
    }
    complain(&agent::lines(&[checked], usize::try_from(arguments.budget).ok()));
    // Only this status makes the agent's program hand on what was said.
    Ok(Outcome::Failed)
}
