//! Ids in annotations: the one under the caret, every place where one is used, and the edits that write it otherwise wherever the
//! desk keeps it.

use std::ops::Range;

use super::attributes::{Blank, slot};
use super::edits::{Edit, Target};
use super::sidecar::{self, Sidecar};
use crate::roster::file;
use crate::story::{Home, Place, Reading};

/// The id in an attribute list at a byte of a text, and its bytes.
#[must_use]
pub fn at(reading: &Reading, text: &str, byte: usize) -> Option<(String, Range<usize>)> {
    let (Blank::Value(_, key), range) = slot(text, byte)? else { return None };
    let id = text.get(range.clone())?.to_owned();
    let known = reading.marks.iter().any(|m| m.get(&key) == Some(&id));
    (matches!(key.as_str(), "by" | "ref") && known).then_some((id, range))
}

/// Where the person of an id is introduced in the draft.
#[must_use]
pub fn introduction(reading: &Reading, id: &str) -> Option<Place> {
    let is = |n: usize| reading.entry(n).is_some_and(|e| e.id == id) || file::id_of(&reading.people[n].name) == id;
    reading.introduction((0..reading.people.len()).find(|n| is(*n))?)
}

/// Every use of an id, in bytes of the draft: the id itself in the draft's text, the words covered by an annotation beside it.
#[must_use]
pub fn references(reading: &Reading, id: &str) -> Vec<Range<usize>> {
    let mut found = uses(reading, id);
    let beside = reading.marks.iter().filter(|m| matches!(m.home, Home::Beside(_)) && m.id_named() == Some(id));
    found.extend(beside.map(|m| reading.absolute(m.place)));
    found
}

/// The files besides the draft in which an id can stand.
#[derive(Debug, Default)]
pub struct Files<'a> {
    /// The annotations beside the draft where they now stand, the length of their file in bytes, and the draft's name.
    pub sidecar: Option<(Sidecar, usize, String)>,
    /// The text of the people file that is kept by hand.
    pub people: Option<&'a str>,
}

/// The edits that write an id otherwise: in the draft, beside it, and in the people file that is kept by hand.
///
/// # Errors
/// Why it cannot be called so, in a sentence for the person at the desk.
pub fn rename(reading: &Reading, id: &str, to: &str, files: Files) -> Result<Vec<Edit>, String> {
    if to.is_empty() || !to.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        return Err("An id is made of letters, digits, - and _.".into());
    }
    if reading.roster.name_of(to).is_some() {
        return Err(format!("`{to}` is somebody else's id in the people file."));
    }
    let write = |target: Target, range: Range<usize>| Edit { target, range, text: to.to_owned() };
    let mut edits: Vec<Edit> = uses(reading, id).into_iter().map(|range| write(Target::Draft, range)).collect();
    if let Some((mut kept, length, draft_name)) = files.sidecar {
        let attributes = kept.annotations.iter_mut().flat_map(|a| &mut a.attributes);
        let mut changed = false;
        for (_, value) in attributes.filter(|(key, value)| matches!(key.as_str(), "by" | "ref") && value == id) {
            to.clone_into(value);
            changed = true;
        }
        if changed {
            edits.push(Edit { target: Target::Sidecar, range: 0..length, text: sidecar::write(&kept, &draft_name) });
        }
    }
    let listed = files.people.filter(|_| reading.roster.name_of(id).is_some());
    edits.extend(listed.into_iter().flat_map(|text| file::ids(text, id)).map(|range| write(Target::PeopleFile, range)));
    Ok(edits)
}

/// Where an id is used in the draft's text, in bytes of the draft.
fn uses(reading: &Reading, id: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for m in reading.marks.iter().filter(|m| m.id_named() == Some(id)) {
        let Home::Inline(n) = m.home else { continue };
        let block = &reading.blocks[m.place.block];
        let a = &block.annotations[n];
        let list = &block.raw[a.content.end..a.whole.end];
        for key in ["by=", "ref="] {
            for (i, _) in list.match_indices(key) {
                let from = i + key.len() + usize::from(list[i + key.len()..].starts_with('"'));
                let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':'));
                if list[from..].strip_prefix(id).is_some_and(|rest| rest.starts_with(ends)) {
                    let start = reading.starts[m.place.block] + a.content.end + from;
                    found.push(start..start + id.len());
                }
            }
        }
    }
    found
}
