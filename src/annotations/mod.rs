//! Annotations: what the desk marks in a draft, and the edits that put them there.

mod alignment;
pub mod anchoring;
pub mod attributes;
pub mod body;
pub mod collect;
pub mod edits;
pub mod export;
pub mod inlining;
pub mod offers;
pub mod placing;
pub mod sidecar;
pub mod sketch;

use crate::text::inline::Kind;

/// What a claim's status can be.
pub const STATUSES: &[&str] = &["unattributed", "attributed", "verified", "disputed", "witnessed", "common-knowledge"];

/// What a note can be.
pub const NOTES: &[&str] = &["citation-needed", "query", "date-needed", "legal", "todo"];

/// The keys that an annotation of each kind can have.
#[must_use]
pub fn keys(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Claim => &["by", "status", "source", "kind", "checked", "checker"],
        Kind::Quote => &["by", "group", "part", "form"],
        Kind::Person => &["ref", "role"],
        Kind::Org => &["ref"],
        Kind::Date => &["when", "earliest", "latest", "mod"],
        Kind::Note => &["kind", "text", "by", "when", "status"],
    }
}
