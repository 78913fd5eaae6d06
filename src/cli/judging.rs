//! Who judges claims in a run: the reader that comes with the program, none, or one from a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::files;
use crate::reader::Judge;
use crate::story::Reading;

/// How claims are judged.
#[derive(clap::Args)]
pub(super) struct Judging {
    /// Leave out what takes a trained reader: many times as fast.
    #[arg(long)]
    fast: bool,
    /// For measuring other weights: a file of weights, with its calibration beside it as .json.
    #[arg(long, hide = true, value_name = "FILE", conflicts_with = "fast")]
    reader: Option<PathBuf>,
}

impl Judging {
    /// Who judges claims, as was asked for.
    pub(super) fn reader(&self) -> Result<Option<Arc<Judge>>, String> {
        match &self.reader {
            Some(path) => loaded(path).map(Some),
            None if self.fast => Ok(None),
            None => Ok(Judge::built_in()),
        }
    }
}

/// A reader from a file.
fn loaded(path: &Path) -> Result<Arc<Judge>, String> {
    let told = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let weights = std::fs::read(path).map_err(|e| told(&e))?;
    let calibration = files::read_text(&path.with_extension("json"))?;
    Judge::load(weights, &calibration).map(Arc::new).map_err(|e| told(&e))
}

/// Takes up in a reading what a reader, if there is one, thinks of it.
pub(super) fn judge(reader: Option<&Arc<Judge>>, reading: &mut Reading) {
    if let Some(reader) = reader.filter(|_| !reading.is_scrap()) {
        let opinions = reader.opinions(reading);
        reading.judge(&opinions);
    }
}
