//! `copydesk export`: an annotated draft in a form that other programs read.

use std::path::PathBuf;

use clap::ValueEnum;

use super::article::Desks;
use super::{Outcome, complain};
use crate::annotations::collect;
use crate::annotations::export::{ExportedForm, Source};

/// Writes a draft and its annotations in another form. What the form cannot carry is said on standard error.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The draft.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The form.
    #[arg(long, value_enum)]
    to: ExportForm,
    /// Leave out notes, checkers and the ids of protected sources.
    #[arg(long)]
    public: bool,
    /// Write to this file instead of standard output. With brat, the text goes beside it, as .txt.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportForm {
    /// A W3C `AnnotationPage`, as the file beside the draft is.
    WebAnnotation,
    /// JSON-LD in schema.org's terms.
    #[value(name = "schema.org")]
    SchemaOrg,
    /// ninjs 3.1 of the IPTC.
    Ninjs,
    /// TEI P5.
    Tei,
    /// brat's standoff format.
    Brat,
}

impl From<ExportForm> for ExportedForm {
    fn from(form: ExportForm) -> Self {
        match form {
            ExportForm::WebAnnotation => Self::WebAnnotation,
            ExportForm::SchemaOrg => Self::SchemaOrg,
            ExportForm::Ninjs => Self::Ninjs,
            ExportForm::Tei => Self::Tei,
            ExportForm::Brat => Self::Brat,
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let article = Desks::default().open(&arguments.file)?;
    let mut set = collect::all(&article.reading, &article.body, &article.sidecar, &article.anchors);
    if arguments.public {
        set = collect::public(set, |id| article.reading.protects(id));
    }
    let lost = article.anchors.iter().filter(|a| a.is_none()).count();
    if lost > 0 {
        complain(&format!("{lost} annotations have lost their place and are left out; `copydesk check` names them"));
    }
    let name = article.name();
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let source = Source::new(&name, &article.body.text, &set, &article.reading, &now, arguments.public);
    let (text, losses) = ExportedForm::from(arguments.to).write(&source);
    if let Some(losses) = losses {
        complain(&format!("note: {losses}"));
    }
    if let (ExportForm::Brat, Some(path)) = (arguments.to, &arguments.output) {
        super::put(&article.body.text, Some(&path.with_extension("txt")), [&article])?;
    }
    super::put(&text, arguments.output.as_deref(), [&article])
}
