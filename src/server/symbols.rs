//! The outline: headline, standfirst, subheads, captions, quotations, unsourced claims.

use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::views::outline::{self, OutlineEntry, OutlineKind};

pub(super) fn symbols(analysis: &Analysis, abilities: Abilities) -> DocumentSymbolResponse {
    let entries = outline::outline(&analysis.reading, &analysis.findings.iter().map(|f| (f.code, f.place)).collect::<Vec<_>>());
    if abilities.symbol_tree {
        DocumentSymbolResponse::Nested(entries.iter().map(|e| nested(analysis, e, abilities)).collect())
    } else {
        let mut flat = Vec::new();
        entries.iter().for_each(|e| flatten(analysis, e, None, abilities, &mut flat));
        DocumentSymbolResponse::Flat(flat)
    }
}

fn kind(kind: OutlineKind) -> SymbolKind {
    match kind {
        OutlineKind::Headline => SymbolKind::FILE,
        OutlineKind::Standfirst => SymbolKind::CONSTANT,
        OutlineKind::Subheading => SymbolKind::NAMESPACE,
        OutlineKind::Caption => SymbolKind::OBJECT,
        OutlineKind::Quotation => SymbolKind::STRING,
        OutlineKind::Person => SymbolKind::CLASS,
        OutlineKind::UnsourcedClaim => SymbolKind::EVENT,
    }
}

#[expect(deprecated, reason = "the field cannot be left out of a struct literal")]
fn nested(analysis: &Analysis, entry: &OutlineEntry, abilities: Abilities) -> DocumentSymbol {
    let rope = analysis.snapshot.draft.rope();
    let own = convert::range(rope, analysis.reading.absolute(entry.place), abilities.encoding);
    let all = convert::range(rope, analysis.reading.absolute(entry.place).start..entry.end(&analysis.reading), abilities.encoding);
    DocumentSymbol {
        name: entry.name.clone(),
        detail: Some(entry.kind.label().to_owned()),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        range: all,
        selection_range: own,
        children: (!entry.children.is_empty()).then(|| entry.children.iter().map(|c| nested(analysis, c, abilities)).collect()),
    }
}

#[expect(deprecated, reason = "the field cannot be left out of a struct literal")]
fn flatten(analysis: &Analysis, entry: &OutlineEntry, parent: Option<&str>, abilities: Abilities, flat: &mut Vec<SymbolInformation>) {
    let range = convert::range(analysis.snapshot.draft.rope(), analysis.reading.absolute(entry.place), abilities.encoding);
    flat.push(SymbolInformation {
        name: entry.name.clone(),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        location: Location { uri: analysis.snapshot.uri.clone(), range },
        container_name: parent.map(str::to_owned),
    });
    entry.children.iter().for_each(|c| flatten(analysis, c, Some(&entry.name), abilities, flat));
}
