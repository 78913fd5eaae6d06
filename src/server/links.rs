//! Document links: from a claim to its source on the web.

use tower_lsp::lsp_types::{DocumentLink, Url};

use super::analysis::Analysis;
use super::client::Abilities;
use super::convert;
use crate::story::Mark;

/// Sources with an address, and links of the draft's own Markdown are the editor's business.
pub(super) fn links(analysis: &Analysis, abilities: Abilities) -> Vec<DocumentLink> {
    let rope = analysis.snapshot.draft.rope();
    let link = |m: &Mark| {
        let target = Url::parse(m.get("source")?).ok().filter(|u| matches!(u.scheme(), "http" | "https"))?;
        let range = convert::range(rope, analysis.reading.absolute(m.place), abilities.encoding);
        Some(DocumentLink { range, target: Some(target), tooltip: Some("The source of this claim".into()), data: None })
    };
    analysis.reading.marks.iter().filter_map(link).collect()
}
