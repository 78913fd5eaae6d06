//! From a name to its introduction, to all its mentions, and to another spelling of it.

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentHighlightKind, Location, Position, PrepareRenameResponse, Range, SymbolInformation, SymbolKind,
    WorkspaceEdit,
};

use super::analysis::Analysis;
use super::client::Abilities;
use super::{convert, edits};
use crate::annotations::edits::{Edit, Target};
use crate::story::Place;
use crate::story::people::MentionKind;
use crate::story::renaming;

fn person_at(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<(usize, Place)> {
    let byte = convert::byte(analysis.snapshot.draft.rope(), at, abilities.encoding);
    let (block, at) = analysis.reading.locate(byte)?;
    analysis.reading.person_at(block, at)
}

fn range(analysis: &Analysis, place: Place, abilities: Abilities) -> Range {
    convert::range(analysis.snapshot.draft.rope(), analysis.reading.absolute(place), abilities.encoding)
}

/// Where the person at a position is introduced.
pub(super) fn definition(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<Location> {
    let (person, _) = person_at(analysis, at, abilities)?;
    let place = analysis.reading.introduction(person)?;
    Some(Location { uri: analysis.snapshot.uri.clone(), range: range(analysis, place, abilities) })
}

/// All mentions of the person at a position; the introduction only where it is asked for.
pub(super) fn references(analysis: &Analysis, at: Position, with_introduction: bool, abilities: Abilities) -> Option<Vec<Location>> {
    let (person, _) = person_at(analysis, at, abilities)?;
    let introduction = analysis.reading.introduction(person).filter(|_| !with_introduction);
    let mentions = analysis.reading.people[person].mentions.iter().map(|m| m.place).filter(|p| Some(*p) != introduction);
    Some(mentions.map(|p| Location { uri: analysis.snapshot.uri.clone(), range: range(analysis, p, abilities) }).collect())
}

/// The mentions of the person at a position, to be lit up.
pub(super) fn highlights(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<Vec<DocumentHighlight>> {
    let (person, _) = person_at(analysis, at, abilities)?;
    let mentions = analysis.reading.people[person].mentions.iter();
    Some(
        mentions
            .map(|m| DocumentHighlight { range: range(analysis, m.place, abilities), kind: Some(DocumentHighlightKind::TEXT) })
            .collect(),
    )
}

/// The people of a draft whose names hold what is looked for.
#[expect(deprecated, reason = "the field cannot be left out of a struct literal")]
pub(super) fn people(analysis: &Analysis, query: &str, abilities: Abilities) -> Vec<SymbolInformation> {
    let query = query.to_lowercase();
    let reading = &analysis.reading;
    let found = reading.people.iter().enumerate().filter(|(_, p)| p.name.to_lowercase().contains(&query));
    found
        .filter_map(|(id, p)| {
            let location = Location { uri: analysis.snapshot.uri.clone(), range: range(analysis, reading.introduction(id)?, abilities) };
            let container_name = p.roles.first().map(|r| r.text.clone());
            Some(SymbolInformation {
                name: p.name.clone(),
                kind: SymbolKind::CLASS,
                tags: None,
                deprecated: None,
                location,
                container_name,
            })
        })
        .collect()
}

/// The name at a position, if it can be written otherwise throughout the draft.
pub(super) fn prepare_rename(analysis: &Analysis, at: Position, abilities: Abilities) -> Result<Option<PrepareRenameResponse>> {
    let Some((person, place)) = person_at(analysis, at, abilities) else { return Ok(None) };
    renaming::rename(&analysis.reading, person, &analysis.reading.people[person].name).map_err(Error::invalid_params)?;
    let by_name = analysis.reading.people[person].mentions.iter().any(|m| m.place == place && m.kind == MentionKind::Name);
    let placeholder = analysis.reading.people[person].name.clone();
    Ok(by_name.then(|| PrepareRenameResponse::RangeWithPlaceholder { range: range(analysis, place, abilities), placeholder }))
}

/// The edits that write a person's name otherwise throughout the draft.
pub(super) fn rename(analysis: &Analysis, at: Position, name: &str, abilities: Abilities) -> Result<Option<WorkspaceEdit>> {
    let Some((person, _)) = person_at(analysis, at, abilities) else { return Ok(None) };
    let changes = renaming::rename(&analysis.reading, person, name).map_err(Error::invalid_params)?;
    let edits: Vec<Edit> =
        changes.into_iter().map(|(place, text)| Edit { target: Target::Draft, range: analysis.reading.absolute(place), text }).collect();
    Ok(edits::workspace_edit(analysis, &edits, abilities))
}
