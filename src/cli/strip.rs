//! `copydesk strip`: the draft without what the desk put in.

use std::path::PathBuf;

use super::article::Desks;
use super::{Outcome, complain};
use crate::annotations::inlining;
use crate::text::inline::Kind;
use crate::text::position::clamp;
use crate::text::region;

/// Prints a draft as it is to be published: without front matter and without annotations.
///
/// With --check prints nothing and says what is not ready: open notes (in the text or beside it), annotations in the text, and
/// what looks like one but cannot be read. The exit status is then 1.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The draft.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only say whether the draft is ready to be published.
    #[arg(long, conflicts_with = "output")]
    check: bool,
    /// Keep the front matter.
    #[arg(long)]
    keep_front_matter: bool,
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let article = Desks::default().open(&arguments.file)?;
    let reading = &article.reading;
    let line_of = |byte: usize| article.place(byte).0;
    let mut leftover = Vec::new();
    let front = region::front_matter(&reading.regions);
    for (number, (block, start)) in reading.blocks.iter().zip(&reading.starts).enumerate() {
        for m in &block.malformed {
            leftover.push(format!("{}: error[malformed-annotation]: {}", line_of(start + m.range.start), m.message));
        }
        if arguments.check {
            let names = block.annotations.iter().map(|a| (start + a.whole.start, a.kind.class()));
            let helps = if number < front {
                "is in the front matter; nothing moves it from there, so take it out by hand"
            } else {
                "is still in the text; `copydesk strip` prints the draft without it, `copydesk convert --to sidecar` moves it beside"
            };
            leftover.extend(names.map(|(at, kind)| format!("{}: error[leftover-annotation]: a {kind} annotation {helps}", line_of(at))));
        }
    }
    if arguments.check {
        // What cannot be read as an annotation in the draft was told already, and is printed as it is.
        let told = reading.blocks.iter().any(|b| !b.malformed.is_empty());
        leftover.extend(inlining::misread(&article.body.text, article.format).filter(|_| !told).map(|at| {
            let line = line_of(article.body.to_raw(clamp(at)..clamp(at)).start);
            format!("{line}: error[leftover-annotation]: what is printed here looks like an annotation or front matter itself; change its brackets or dashes")
        }));
        let open = reading.marks.iter().filter(|m| m.wants_answer());
        leftover.extend(open.map(|m| {
            let text = m.get("text").or(m.get("kind")).unwrap_or("a note");
            format!("{}: error[open-note]: {text}", line_of(reading.absolute(m.place).start))
        }));
        leftover.extend(
            reading.orphans.iter().filter(|o| o.kind == Kind::Note).map(|o| format!("1: error[open-note]: {} has lost its place", o.id)),
        );
    }
    leftover.iter().for_each(|l| complain(&format!("{}:{l}", article.path.display())));
    if !leftover.is_empty() {
        return Ok(Outcome::Findings);
    }
    if arguments.check {
        return Ok(Outcome::Clean);
    }
    let front = if arguments.keep_front_matter { article.front_matter() } else { "" };
    super::put(&format!("{front}{}", article.body.text), arguments.output.as_deref(), [&article])
}
