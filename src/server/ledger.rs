//! The ledger beside a draft: the page, and what is done in its rows.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Error;
use tower_lsp::lsp_types::{TextDocumentIdentifier, Url};

use super::analysis::Analysis;
use super::client::Abilities;
use super::world::World;
use super::{actions, asking, choosing, convert, ledger_page};
use crate::annotations::offers;
use crate::annotations::placing::{Act, Fix};
use crate::roster::file::id_of;
use crate::rules;
use crate::text::inline::Kind;
use crate::views::ledger::{self, Row, RowKind};

/// The page, and what of it changes with the draft.
#[derive(Serialize)]
pub(super) struct LedgerPage {
    html: String,
    body: String,
}

/// Something that is done in a row.
#[derive(Deserialize)]
pub(super) struct RowAct {
    #[serde(rename = "textDocument")]
    document: TextDocumentIdentifier,
    row: usize,
    act: String,
    /// The state of the text in which the row was drawn.
    written: u64,
}

fn rows(analysis: &Analysis) -> Vec<Row> {
    ledger::rows(&analysis.reading, &rules::asked(&analysis.reading, &analysis.counted()))
}

pub(super) fn page(analysis: &Analysis, abilities: Abilities) -> LedgerPage {
    let rope = analysis.snapshot.draft.rope();
    let at = |row: &Row| {
        let start = analysis.reading.absolute(row.place).start;
        let place = convert::range(rope, start..start, abilities.encoding).start;
        (place.line, place.character)
    };
    let body = ledger_page::body(&analysis.reading, &rows(analysis), analysis.snapshot.written, &at);
    LedgerPage { html: ledger_page::page(&body, &nonce()), body }
}

/// A word that nobody can guess.
fn nonce() -> String {
    use std::hash::{BuildHasher, RandomState};
    let part = || RandomState::new().hash_one(0_u8);
    format!("{:016x}{:016x}", part(), part())
}

/// Does what was clicked in a row; what does not go is told.
pub(super) async fn act(world: &Arc<World>, act: RowAct) {
    if let Err(message) = acted(world, &act).await {
        asking::notify(&world.client, &message).await;
    }
}

async fn acted(world: &Arc<World>, act: &RowAct) -> Result<(), String> {
    let uri: &Url = &act.document.uri;
    let analysis = choosing::open(world, uri).await?;
    let changed = || Error::content_modified().message.into_owned();
    if analysis.snapshot.written != act.written {
        return Err("The draft has changed meanwhile: look at the row again.".into());
    }
    let rows = rows(&analysis);
    let row = rows.get(act.row).ok_or_else(changed)?;
    let fix = fix(&analysis, row, &act.act).ok_or_else(changed)?;
    choosing::asked_and_made(world, &analysis, fix).await
}

/// What an act in a row is.
fn fix(analysis: &Analysis, row: &Row, act: &str) -> Option<Fix> {
    let reading = &analysis.reading;
    let desk = actions::desk(analysis);
    let (today, checker) = (desk.today.as_str(), desk.checker.as_deref());
    let marked = row.mark.filter(|n| reading.marks[*n].kind == Kind::Claim);
    match act {
        "verified" | "disputed" => Some(if let Some(n) = marked {
            offers::judged(reading, n, act, today, checker)
        } else {
            let named = reading.named_sources().iter().any(|n| *n == row.source || id_of(n) == id_of(&row.source));
            let by = (named && !row.source.is_empty()).then(|| offers::id_for(reading, &row.source));
            offers::checked(&format!("Checked: {act}"), row.place, act, by.as_deref(), today, checker)
        }),
        "source" => Some(match (row.mark, row.kind) {
            (Some(n), _) => offers::sourced(reading, n),
            (None, RowKind::Quotation) => Fix::annotate("Choose the speaker…", row.place, Kind::Quote, &[("by", "")]).asking("by"),
            (None, _) => Fix::annotate("Choose the source…", row.place, Kind::Claim, &[("by", ""), ("status", "attributed")]).asking("by"),
        }),
        "ask" => {
            let question = row.asked.first().map_or("Is this so?", String::as_str);
            Some(offers::query(row.place, "query", question))
        }
        "resolve" => {
            let n = row.mark?;
            let mut pairs = reading.marks[n].attributes.clone();
            pairs.retain(|(k, _)| k != "status");
            pairs.push(("status".into(), "resolved".into()));
            Some(Fix::new("Resolve", Act::Change(vec![(n, Some(pairs))])))
        }
        _ => None,
    }
}
