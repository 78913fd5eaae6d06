//! What the editor shows of annotations: completion within braces and front matter, links to sources, folded attribute lists,
//! the counts above the headline, and ids that can be followed and renamed.

use std::ops::Range;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeLens, Command, CompletionItem, CompletionItemKind, CompletionTextEdit, DocumentLink, FoldingRange, FoldingRangeKind, Location,
    Position, TextEdit, Url, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::annotations::attributes;
use crate::annotations::body;
use crate::annotations::edits::{Edit, Target};
use crate::annotations::sidecar::{self, Sidecar};
use crate::story::Home;
use crate::story::claims::Cover;
use crate::text::front_matter::KEYS;
use crate::text::{Region, region};

pub(super) fn completion(analysis: &Analysis, at: Position, abilities: Abilities) -> Vec<CompletionItem> {
    let rope = analysis.snapshot.draft.rope();
    let byte = convert::byte(rope, at, abilities.encoding);
    let item = |p: attributes::Proposal, range: Range<usize>, n: usize| CompletionItem {
        label: p.text.clone(),
        detail: Some(p.detail).filter(|d| !d.is_empty()),
        kind: Some(CompletionItemKind::VALUE),
        sort_text: Some(format!("{n:04}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range: convert::range(rope, range, abilities.encoding), new_text: p.text })),
        ..CompletionItem::default()
    };
    if let Some((range, proposals)) = front_matter(analysis, byte) {
        return proposals.into_iter().enumerate().map(|(n, p)| item(p, range.clone(), n)).collect();
    }
    let (from, text) = paragraph(analysis, byte);
    let Some((slot, range)) = attributes::slot(&text, byte - from) else { return Vec::new() };
    let so_far = text[range.start..byte - from].to_owned();
    let range = from + range.start..from + range.end;
    attributes::proposals(&analysis.reading, &slot, &so_far).into_iter().enumerate().map(|(n, p)| item(p, range.clone(), n)).collect()
}

/// The text around a byte in which an annotation that holds it must lie, and where it starts.
fn paragraph(analysis: &Analysis, byte: usize) -> (usize, String) {
    const AROUND: usize = 20_000;
    let rope = analysis.snapshot.draft.rope();
    let bound = |at: usize| rope.char_to_byte(rope.byte_to_char(at.min(rope.len_bytes())));
    let (from, to) = (bound(byte.saturating_sub(AROUND)), bound(byte + AROUND));
    (from, rope.byte_slice(from..to).to_string())
}

/// Keys and dates of the front matter.
fn front_matter(analysis: &Analysis, byte: usize) -> Option<(Range<usize>, Vec<attributes::Proposal>)> {
    let reading = &analysis.reading;
    let count = region::front_matter(&reading.regions);
    if count < 2 || byte < reading.starts[0] || byte >= reading.starts[count - 1] {
        return None;
    }
    let rope = analysis.snapshot.draft.rope();
    let start = rope.line_to_byte(rope.byte_to_line(byte));
    let line = rope.byte_slice(start..byte).to_string();
    let of = |text: String, detail: &str| attributes::Proposal { text, detail: detail.to_owned() };
    match line.split_once(':') {
        None if !line.starts_with([' ', '-']) => Some((start..byte, KEYS.iter().map(|k| of(format!("{}: ", k.name), k.about)).collect())),
        Some((key, value)) => {
            let range = start + key.len() + 1 + (value.len() - value.trim_start().len())..byte;
            let written = key.trim();
            let list = match KEYS.iter().find(|k| k.name == written || k.also.contains(&written)) {
                Some(key) if key.name == "date" => {
                    let mut days = attributes::days(reading);
                    days.insert(0, of(analysis.today(), "today"));
                    days
                }
                Some(key) => key.values.iter().map(|v| of((*v).to_owned(), key.about)).collect(),
                None => Vec::new(),
            };
            Some((range, list))
        }
        None => None,
    }
}

/// Sources with an address, and links of the draft's own Markdown are the editor's business.
pub(super) fn links(analysis: &Analysis, abilities: Abilities) -> Vec<DocumentLink> {
    let rope = analysis.snapshot.draft.rope();
    let link = |m: &crate::story::Mark| {
        let target = Url::parse(m.get("source")?).ok().filter(|u| matches!(u.scheme(), "http" | "https"))?;
        let range = convert::range(rope, analysis.reading.absolute(m.place), abilities.encoding);
        Some(DocumentLink { range, target: Some(target), tooltip: Some("The source of this claim".into()), data: None })
    };
    analysis.reading.marks.iter().filter_map(link).collect()
}

/// Attribute lists over several lines fold; so does the front matter.
pub(super) fn folds(analysis: &Analysis) -> Vec<FoldingRange> {
    let rope = analysis.snapshot.draft.rope();
    let reading = &analysis.reading;
    let line = |byte: usize| u32::try_from(rope.byte_to_line(byte.min(rope.len_bytes()))).unwrap_or(u32::MAX);
    let fold = |start: usize, end: usize, kind: Option<FoldingRangeKind>, text: Option<&str>| {
        let (start_line, end_line) = (line(start), line(end));
        let fold = FoldingRange { start_line, end_line, kind, collapsed_text: text.map(str::to_owned), ..FoldingRange::default() };
        (start_line < end_line).then_some(fold)
    };
    let mut found = Vec::new();
    let front = region::front_matter(&reading.regions);
    if front >= 2 {
        found.extend(fold(reading.starts[0], reading.starts[front - 1], None, Some("---")));
    }
    for (block, start) in reading.blocks.iter().zip(&reading.starts) {
        for a in &block.annotations {
            found.extend(fold(start + a.content.end, start + a.whole.end - 1, Some(FoldingRangeKind::Comment), Some("]{…}")));
        }
    }
    found
}

/// Above the headline: sources, claims, what has no source, open notes.
pub(super) fn lenses(analysis: &Analysis, abilities: Abilities) -> Vec<CodeLens> {
    let reading = &analysis.reading;
    if !analysis.settings.code_lens {
        return Vec::new();
    }
    let Some(block) = reading.regions.iter().position(|r| !matches!(r, Region::FrontMatter | Region::Boilerplate)) else {
        return Vec::new();
    };
    let at = reading.starts[block];
    let range = convert::range(analysis.snapshot.draft.rope(), at..at, abilities.encoding);
    let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let unsourced = reading.claims.iter().filter(|c| c.cover == Cover::Nobody).count();
    let notes = reading.marks.iter().filter(|m| m.wants_answer()).count();
    let title = format!(
        "{} · {} · {unsourced} unsourced · {}",
        count(reading.named_sources().len(), "source"),
        count(reading.claims.len(), "claim"),
        count(notes, "open note")
    );
    vec![CodeLens { range, command: Some(Command { title, command: String::new(), arguments: None }), data: None }]
}

// ---- ids -------------------------------------------------------------------------------------------------------------------

fn id_at(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<(String, Range<usize>)> {
    let byte = convert::byte(analysis.snapshot.draft.rope(), at, abilities.encoding);
    let (from, text) = paragraph(analysis, byte);
    let (id, range) = attributes::id_at(&analysis.reading, &text, byte - from)?;
    Some((id, from + range.start..from + range.end))
}

fn in_draft(analysis: &Analysis, range: Range<usize>, abilities: Abilities) -> Location {
    let range = convert::range(analysis.snapshot.draft.rope(), range, abilities.encoding);
    Location { uri: analysis.snapshot.uri.clone(), range }
}

/// Where the person of an id is introduced, or stands in the people file.
pub(super) fn definition(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<Location> {
    let (id, _) = id_at(analysis, at, abilities)?;
    let reading = &analysis.reading;
    let is = |n: usize| reading.entry(n).is_some_and(|e| e.id == id) || crate::roster::file::id_of(&reading.people[n].name) == id;
    if let Some(person) = (0..reading.people.len()).find(|n| is(*n)) {
        let place = reading.absolute(reading.introduction(person)?);
        return Some(in_draft(analysis, place, abilities));
    }
    let entry = reading.roster.person(&id)?;
    let uri = Url::from_file_path(analysis.people_file.as_ref().filter(|_| entry.at.0 == 0)?).ok()?;
    let line = u32::try_from(entry.at.1).unwrap_or(0);
    let start = Position { line, character: 0 };
    Some(Location { uri, range: tower_lsp::lsp_types::Range { start, end: start } })
}

/// Every use of the id at a position.
pub(super) fn references(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<Vec<Location>> {
    let (id, _) = id_at(analysis, at, abilities)?;
    let mut found: Vec<Location> = attributes::uses(&analysis.reading, &id).into_iter().map(|r| in_draft(analysis, r, abilities)).collect();
    let beside = analysis.reading.marks.iter().filter(|m| matches!(m.home, Home::Beside(_)));
    let named = beside.filter(|m| m.id_named() == Some(&id));
    found.extend(named.map(|m| in_draft(analysis, analysis.reading.absolute(m.place), abilities)));
    Some(found)
}

/// The id at a position, if there is one to rename.
pub(super) fn renamable(analysis: &Analysis, at: Position, abilities: Abilities) -> Option<tower_lsp::lsp_types::Range> {
    let (_, range) = id_at(analysis, at, abilities)?;
    Some(in_draft(analysis, range, abilities).range)
}

/// The id at a position written otherwise: in the draft, beside it, and in the people file that is kept by hand.
pub(super) fn rename(analysis: &Analysis, at: Position, to: &str, abilities: Abilities) -> Option<Result<WorkspaceEdit>> {
    let (id, _) = id_at(analysis, at, abilities)?;
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if to.is_empty() || !to.chars().all(bare) {
        return Some(Err(Error::invalid_params("An id is made of letters, digits, - and _.")));
    }
    if analysis.reading.roster.name_of(to).is_some() {
        return Some(Err(Error::invalid_params(format!("`{to}` is somebody else's id in the people file."))));
    }
    if let Some(file) = analysis.people_elsewhere.as_ref().filter(|_| analysis.reading.roster.name_of(&id).is_some()) {
        let why = format!("`{id}` is kept in {}, outside this folder: change it there first.", file.display());
        return Some(Err(Error::invalid_params(why)));
    }
    let write = |target: Target, range: Range<usize>, text: &str| Edit { target, range, text: text.to_owned() };
    let mut edits: Vec<Edit> = attributes::uses(&analysis.reading, &id).into_iter().map(|r| write(Target::Draft, r, to)).collect();
    let beside = &analysis.snapshot.beside;
    if let (Some(path), Some(text), false) = (&beside.path, &beside.text, beside.unreadable) {
        let mut kept: Sidecar = beside.current(&body::of_draft(&analysis.snapshot.draft));
        let mut changed = false;
        for (_, v) in
            kept.annotations.iter_mut().flat_map(|a| &mut a.attributes).filter(|(k, v)| matches!(k.as_str(), "by" | "ref") && *v == id)
        {
            to.clone_into(v);
            changed = true;
        }
        if changed {
            edits.push(write(Target::Sidecar, 0..text.len(), &sidecar::write(&kept, &super::beside::draft_name(path))));
        }
    }
    if let Some(text) = analysis.beside(Target::PeopleFile).1.filter(|_| analysis.reading.roster.name_of(&id).is_some()) {
        for key in ["id: ", "\"id\": \"", "id: \""] {
            for (i, _) in text.match_indices(&format!("{key}{id}")) {
                let start = i + key.len();
                if !text[start + id.len()..].starts_with(bare) && !text[..i].ends_with(bare) {
                    edits.push(write(Target::PeopleFile, start..start + id.len(), to));
                }
            }
        }
    }
    Some(convert::workspace_edit(analysis, &edits, abilities).ok_or_else(|| Error::invalid_params("the editor cannot do this")))
}
