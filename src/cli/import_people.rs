//! `copydesk import-people`: a list of people kept elsewhere, as a file of the desk's people.

use std::path::{Path, PathBuf};

use super::{Outcome, complain};
use crate::desk::Desk;
use crate::desk::files::{self, Disk};
use crate::roster::file;
use crate::roster::import::{self, Form};

/// Turns a list of people into a people file: Popolo JSON, Wikidata query results (JSON or CSV), or plain CSV with the columns
/// id,name,alias,title,org,from,to,source.
///
/// The result is people.d/NAME.yaml in the desk's folder. The people.yaml that is kept by hand is never changed, and where the
/// two disagree its word stands; what they disagree about is listed.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The list.
    #[arg(value_name = "FILE", required_unless_present = "query")]
    file: Option<PathBuf>,
    /// The desk's folder, with people.yaml.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    into: PathBuf,
    /// The name of the file that is written; else the list's own name.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Print the query whose results can be read, to be run at query.wikidata.org.
    #[arg(long)]
    query: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let Some(path) = arguments.file.as_ref().filter(|_| !arguments.query) else { return super::show(import::QUERY) };
    let (form, people) = import::read(&files::read_text(path)?).map_err(|e| format!("{}: {e}", path.display()))?;
    let name =
        arguments.name.clone().or_else(|| path.file_stem().map(|s| s.to_string_lossy().into_owned())).unwrap_or_else(|| "list".into());
    if name.contains(['/', '\\']) {
        return Err("--name is a name without folders".into());
    }
    let desk = Desk::<Disk>::default();
    let hand = desk.hand_in(&arguments.into).ok_or("there is no such folder")?;
    let folder = hand.path.with_file_name(files::IMPORTED);
    let target = folder.join(format!("{name}.yaml"));
    let (roster, read) = desk.people_but(&hand, &target);
    read.iter().for_each(|file| super::complain_of(file));
    // A file that was not made by this command, or has been changed since, is somebody's work.
    let heading = format!("# Made by `copydesk import-people` from {}; make changes in people.yaml, which comes first.\n", source(path));
    if target.is_file() {
        let old = files::read_text(&target)?;
        if !untouched(&old) {
            return Err(format!("{}: was changed by hand since it was made. Move it away, or take another --name.", target.display()));
        }
    }
    let mut body = String::from("version: \"1\"\npeople:\n");
    people.iter().for_each(|p| body += &file::item(p));
    let text = format!("{heading}# digest {}\n{body}", crate::annotations::sidecar::digest(&body));
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    files::write(&target, &text)?;
    let conflicts = import::conflicts(&roster, &people);
    conflicts.iter().for_each(|c| complain(c));
    let roles: usize = people.iter().map(|p| p.roles.len()).sum();
    let form = match form {
        Form::Popolo => "Popolo",
        Form::WikidataJson | Form::WikidataCsv => "Wikidata",
        Form::Csv => "CSV",
    };
    complain(&format!(
        "{} people with {roles} roles read as {form}, {} conflicts; written to {}",
        people.len(),
        conflicts.len(),
        target.display()
    ));
    Ok(Outcome::Clean)
}

fn source(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether a file is as this command wrote it.
fn untouched(text: &str) -> bool {
    let mut lines = text.splitn(3, '\n');
    let (Some(_), Some(digest), Some(body)) = (lines.next(), lines.next(), lines.next()) else { return false };
    digest.strip_prefix("# digest ") == Some(crate::annotations::sidecar::digest(body).as_str())
}
