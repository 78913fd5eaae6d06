//! `copydesk generate`: what packages ship beside the program, made from the same description of the command line as its help.

use std::path::PathBuf;

use clap::Command;
use clap_complete::Shell;

use super::{Outcome, show};
use crate::desk::files;

/// Writes shell completions to standard output, or the man pages of all commands into a folder.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Completions of a shell, on standard output.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// A man page for each command.
    Man {
        /// The folder that they are written into.
        #[arg(long, value_name = "FOLDER")]
        into: PathBuf,
    },
}

pub(super) fn run(arguments: &Arguments, mut command: Command) -> Result<Outcome, String> {
    match &arguments.what {
        What::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(*shell, &mut command, env!("CARGO_PKG_NAME"), &mut text);
            show(&String::from_utf8_lossy(&text))
        }
        What::Man { into } => {
            std::fs::create_dir_all(into).map_err(|e| format!("{}: {}", into.display(), files::in_words(&e)))?;
            clap_mangen::generate_to(command, into).map_err(|e| format!("{}: {}", into.display(), files::in_words(&e)))?;
            Ok(Outcome::Clean)
        }
    }
}
