//! The command line: one file a subcommand. Files in, text out: drafts are read here, and what lies beside them by `desk`.

mod agent;
mod analyze;
mod article;
mod baseline;
mod cells;
mod check;
mod convert;
mod counting;
mod export;
mod generate;
mod hook;
mod idents;
mod import_people;
mod init;
mod judging;
mod ledger;
mod lines;
mod mcp;
mod people;
mod render;
mod report;
mod strip;
mod walking;
mod watching;

use std::borrow::Cow;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::LazyLock;

use clap::{Parser, Subcommand};

use self::article::Article;
use crate::desk::Read;
use crate::desk::files;
use crate::text::escape;

/// The version, and of a release the commit that it was built from.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let commit = option_env!("COPYDESK_COMMIT").filter(|c| !c.is_empty()).map(|c| format!(" ({c})"));
    format!("{}{}", env!("CARGO_PKG_VERSION"), commit.unwrap_or_default())
});

/// Reads a news draft as a copy desk does: who says this, who is that, when was it.
///
/// Works offline; nothing is sent anywhere. Settings are read from copydesk.toml in the folder of the draft or the nearest
/// folder above it.
#[derive(Parser)]
#[command(name = "copydesk", version = VERSION.as_str(), about, long_about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print what a desk would send back, with the line and the place.
    Check(check::Arguments),
    /// Print all that is known of an article, as JSON.
    Analyze(analyze::Arguments),
    /// Print the fact-check ledger: every claim, quotation, figure and open note.
    Ledger(ledger::Arguments),
    /// Print a draft as it is to be published, or say what is not ready.
    Strip(strip::Arguments),
    /// Write a draft and its annotations in another form.
    Export(export::Arguments),
    /// Move annotations from the text to the file beside it, or back.
    Convert(convert::Arguments),
    /// Turn a list of people into a people file.
    ImportPeople(import_people::Arguments),
    /// Tell who is who over many drafts, and what does not fit the people file.
    People(people::Arguments),
    /// Lay out a desk's folder: settings, people, what git is to leave out.
    Init(init::Arguments),
    /// Run the language server on standard input and output, for editors.
    Lsp(LspArguments),
    /// Serve agents on standard input and output, in the Model Context Protocol.
    Mcp(mcp::Arguments),
    /// Check the draft that an agent has just edited.
    Hook(hook::Arguments),
    /// Write shell completions and man pages, for packages.
    #[command(hide = true)]
    Generate(generate::Arguments),
}

/// Editors start this; there is nothing to type.
#[derive(clap::Args)]
struct LspArguments {
    /// Accepted because many editors pass it; standard input and output are used in any case.
    #[arg(long, hide = true)]
    stdio: bool,
    /// Accepted because VS Code passes it.
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    client_process_id: Option<u32>,
    #[command(flatten)]
    judging: judging::Judging,
}

/// What to say to somebody who names a draft and no subcommand.
fn meant_check(given: Vec<std::ffi::OsString>) -> Option<String> {
    let named: Vec<String> = given.into_iter().map(|a| a.to_string_lossy().into_owned()).collect();
    let first = named.iter().find(|a| !a.starts_with("--"))?;
    let known = <Arguments as clap::CommandFactory>::command().get_subcommands().any(|c| c.get_name() == first);
    let names_a_file = first == "-" || Path::new(first).exists() || crate::text::is_draft(Path::new(first));
    (!known && names_a_file).then(|| {
        let quoted = named.iter().map(|a| if a.contains(' ') { format!("\"{a}\"") } else { a.clone() });
        format!(
            "to see what a desk would send back, run `copydesk check {}`; `copydesk --help` tells what else there is",
            quoted.collect::<Vec<_>>().join(" ")
        )
    })
}

/// What a run came to, the worse the greater; a run that could not be done at all is an error with the message for whoever started it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing to report.
    Clean,
    /// There are findings, or lines that were not articles.
    Findings,
    /// Some of it could not be done, and that was said.
    Failed,
}

/// Runs the program. The exit status is 0 for nothing to report, 1 for findings, 2 where it could not run.
#[must_use]
pub fn run() -> ExitCode {
    files::outlive_size_limit();
    let arguments = Arguments::try_parse().unwrap_or_else(|error| {
        if let Some(message) = meant_check(std::env::args_os().skip(1).collect()) {
            complain(&message);
            std::process::exit(2);
        }
        error.exit()
    });
    let outcome = match arguments.command {
        Command::Check(a) => check::run(&a),
        Command::Analyze(a) => analyze::run(&a),
        Command::Ledger(a) => ledger::run(&a),
        Command::Strip(a) => strip::run(&a),
        Command::Export(a) => export::run(&a),
        Command::Convert(a) => convert::run(&a),
        Command::ImportPeople(a) => import_people::run(&a),
        Command::People(a) => people::run(&a),
        Command::Init(a) => init::run(&a),
        Command::Mcp(a) => mcp::run(a),
        Command::Hook(a) => hook::run(&a),
        Command::Generate(a) => generate::run(&a, <Arguments as clap::CommandFactory>::command()),
        Command::Lsp(a) => match a.judging.reader() {
            Ok(reader) => return crate::server::run(reader),
            Err(message) => Err(message),
        },
    };
    let outcome = outcome.unwrap_or_else(|message| {
        complain(&message);
        Outcome::Failed
    });
    match outcome {
        Outcome::Clean => ExitCode::SUCCESS,
        Outcome::Findings => ExitCode::from(1),
        Outcome::Failed => ExitCode::from(2),
    }
}

/// A JSON list whose items are made one by one as they are written: those of a long article are many times its text.
struct Each<F>(F);

impl<F, I> serde::Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item = serde_json::Value>,
{
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Puts what was made of articles where it was asked for: into a file, whole, or on standard output. Never in the place of what it
/// was made of: whatever it leaves out would be lost.
fn put<'a>(text: &str, output: Option<&Path>, articles: impl IntoIterator<Item = &'a Article>) -> Result<Outcome, String> {
    let Some(path) = output else { return show(text) };
    if let Some(what) = articles.into_iter().find_map(|article| article.loses(path, text)) {
        return Err(format!("{}: is {what}, and what is left out of the output would be lost. Name another file.", path.display()));
    }
    files::write(path, text)?;
    Ok(Outcome::Clean)
}

/// Puts a result on standard output.
fn show(text: &str) -> Result<Outcome, String> {
    print(&for_output(text))?;
    Ok(Outcome::Clean)
}

/// A result for standard output: as it is for a file or a program, without what would steer a terminal where it is one.
fn for_output(text: &str) -> Cow<'_, str> {
    if std::io::stdout().is_terminal() { escape::terminal(text) } else { Cow::Borrowed(text) }
}

/// The same for a result that is written piece by piece; a piece is whole characters.
struct ForOutput<W> {
    out: W,
    terminal: bool,
}

impl<W: Write> ForOutput<W> {
    fn new(out: W) -> Self {
        Self { out, terminal: std::io::stdout().is_terminal() }
    }
}

impl<W: Write> Write for ForOutput<W> {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        if !self.terminal {
            return self.out.write(piece);
        }
        self.out.write_all(escape::terminal(&String::from_utf8_lossy(piece)).as_bytes())?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Prints as it is: for what has our own colours in it, and nobody else's.
fn print(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads it has seen enough, as `head` does.
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|e| format!("standard output: {}", files::in_words(&e))),
    }
}

/// What is wrong in one of the desk's files, line by line.
fn complain_of(file: &Read) {
    file.troubles.iter().for_each(|t| complain(&t.told(&file.path)));
}

/// A message on standard error, in the program's own voice.
#[expect(clippy::print_stderr, reason = "the one place where the command line complains")]
fn complain(message: &str) {
    eprintln!("copydesk: {}", escape::terminal(message));
}
