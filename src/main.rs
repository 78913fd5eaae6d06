//! The program: see `copydesk --help`, and `src/lib.rs` for the map of the code.

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk::cli::run()
}
