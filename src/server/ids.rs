//! Ids in annotations, followed, listed and renamed. Where they stand is told by [`crate::annotations::ids`].

use std::ops::Range;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{Location, Position, Url, WorkspaceEdit};

use super::analysis::Analysis;
use super::client::Abilities;
use super::{beside, convert, edits};
use crate::annotations::body;
use crate::annotations::edits::Target;
use crate::annotations::ids::{self, Files};

fn id_at(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<(String, Range<usize>)> {
    let byte = convert::byte(analysis.snapshot.draft.rope(), at, abilities.encoding);
    let (from, text) = analysis.around(byte);
    let (id, range) = ids::at(&analysis.reading, &text, byte - from)?;
    Some((id, from + range.start..from + range.end))
}

fn in_draft(analysis: &Analysis, range: Range<usize>, abilities: Abilities) -> Location {
    let range = convert::range(analysis.snapshot.draft.rope(), range, abilities.encoding);
    Location { uri: analysis.snapshot.uri.clone(), range }
}

/// Where the person of an id is introduced, or stands in the people file.
pub(super) fn definition(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<Location> {
    let (id, _) = id_at(analysis, at, abilities)?;
    if let Some(place) = ids::introduction(&analysis.reading, &id) {
        return Some(in_draft(analysis, analysis.reading.absolute(place), abilities));
    }
    let entry = analysis.reading.roster.person(&id)?;
    let uri = Url::from_file_path(analysis.people_file.as_ref().filter(|_| entry.at.0 == 0)?).ok()?;
    let line = u32::try_from(entry.at.1).unwrap_or(0);
    let start = Position { line, character: 0 };
    Some(Location { uri, range: tower_lsp::lsp_types::Range { start, end: start } })
}

/// Every use of the id at a position.
pub(super) fn references(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<Vec<Location>> {
    let (id, _) = id_at(analysis, at, abilities)?;
    let found = ids::references(&analysis.reading, &id);
    Some(found.into_iter().map(|range| in_draft(analysis, range, abilities)).collect())
}

/// The id at a position, if there is one to rename.
pub(super) fn renamable(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<tower_lsp::lsp_types::Range> {
    let (_, range) = id_at(analysis, at, abilities)?;
    Some(in_draft(analysis, range, abilities).range)
}

/// The id at a position written otherwise: in the draft, beside it, and in the people file that is kept by hand.
pub(super) fn rename(analysis: &Analysis, at: Position, to: &str, abilities: Abilities) -> Option<Result<WorkspaceEdit>> {
    let (id, _) = id_at(analysis, at, abilities)?;
    if let Some(file) = analysis.people_elsewhere.as_ref().filter(|_| analysis.reading.roster.name_of(&id).is_some()) {
        let why = format!("`{id}` is kept in {}, outside this folder: change it there first.", file.display());
        return Some(Err(Error::invalid_params(why)));
    }
    let files = &analysis.snapshot.beside;
    let sidecar = match (&files.path, &files.text) {
        (Some(path), Some(text)) if !files.unreadable => {
            Some((files.current(&body::of_draft(&analysis.snapshot.draft)), text.len(), beside::draft_name(path)))
        }
        _ => None,
    };
    let people = analysis.beside(Target::PeopleFile).1;
    let edits = match ids::rename(&analysis.reading, &id, to, Files { sidecar, people: people.as_deref() }) {
        Ok(edits) => edits,
        Err(why) => return Some(Err(Error::invalid_params(why))),
    };
    Some(edits::workspace_edit(analysis, &edits, abilities).ok_or_else(|| Error::invalid_params("the editor cannot do this")))
}
