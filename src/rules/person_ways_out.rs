//! Ways out that the rules about people share: the people file.

use super::{Fix, Surroundings};
use crate::annotations::edits::{Edit, Target};
use crate::roster::file::{self, id_of};
use crate::roster::{Entry, Role};
use crate::story::Reading;
use crate::text::yaml::quoted;

/// A person of the article can be added to the people file, with the role as written; from when is for the desk to say.
pub(super) fn add_to_people_file(reading: &Reading, person: usize, desk: &Surroundings) -> Option<Fix> {
    if !desk.has_people_file || reading.entry(person).is_some() {
        return None;
    }
    let p = &reading.people[person];
    let role = |r: &crate::story::people::WrittenRole| Role {
        title: r.text.clone(),
        source: reading.metadata.headline.clone(),
        ..Role::default()
    };
    let entry = Entry { id: id_of(&p.name), name: p.name.clone(), roles: p.roles.iter().take(1).map(role).collect(), ..Entry::default() };
    Some(Fix::edit(format!("Add {} to the people file", p.name), vec![new_item(&entry, desk)]))
}

/// The edit that puts somebody into the people file.
fn new_item(entry: &Entry, desk: &Surroundings) -> Edit {
    let (at, glue) = file::room_for_item(&desk.people_text.get());
    Edit { target: Target::PeopleFile, range: at..at, text: format!("{glue}{}", file::item(entry)) }
}

/// A spelling can be made an alias of somebody in the people file that is kept by hand.
pub(super) fn add_alias(entry: &Entry, spelling: &str, desk: &Surroundings) -> Option<Fix> {
    let text = desk.people_text.get();
    // Only where the entry stands in that file as it is written by us and by most people: `name:` on a line of its own.
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '-']).trim_end();
        at += line.len();
        let is_name = bare.strip_prefix("name:").is_some_and(|v| v.trim().trim_matches(['"', '\'']) == entry.name);
        if is_name && line.ends_with('\n') && entry.aliases.is_empty() {
            let indent = line.len() - line.trim_start_matches([' ', '-']).len();
            let edit = Edit {
                target: Target::PeopleFile,
                range: at..at,
                text: format!("{}aliases: [{}]\n", " ".repeat(indent), quoted(spelling)),
            };
            return Some(Fix::edit(format!("“{spelling}” is fine: add it to {} in the people file", entry.name), vec![edit]));
        }
    }
    None
}

/// Somebody who is known by an id only can be added to the people file; the name is for the desk to fill in.
pub(super) fn add_id(id: &str, desk: &Surroundings) -> Fix {
    let capital = |w: &str| w.chars().next().map_or(String::new(), |c| c.to_uppercase().chain(w.chars().skip(1)).collect());
    let name = id.split('-').map(capital).collect::<Vec<String>>().join(" ");
    let entry = Entry { id: id.to_owned(), name, ..Entry::default() };
    Fix::edit(format!("Add `{id}` to the people file"), vec![new_item(&entry, desk)])
}
