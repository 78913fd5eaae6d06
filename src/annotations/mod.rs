//! Annotations: what the desk marks in a draft or beside it, found again after edits, and the edits that put it there.
//!
//! What goes in: the forms in which annotations are kept ([`sidecar`], [`inlining`], [`export`]), how they are found again
//! ([`anchoring`]), and every edit that makes, changes or moves one ([`offers`], [`placing`], [`edits`], [`front`], [`ids`]), as changes of text. What
//! does not: reading and writing of files, what is wrong with an annotation (a rule's to say), and what a mark means for the
//! article ([`crate::story::marks`]).

mod alignment;
pub mod anchoring;
pub mod attributes;
pub mod body;
pub mod collect;
pub mod edits;
pub mod export;
pub mod front;
pub mod ids;
pub mod inlining;
pub mod likeness;
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
        Kind::Claim => &["by", "label", "status", "source", "kind", "checked", "checker"],
        Kind::Quote => &["by", "label", "group", "part", "form"],
        Kind::Person => &["ref", "role"],
        Kind::Org => &["ref"],
        Kind::Date => &["when", "earliest", "latest", "mod"],
        Kind::Note => &["kind", "text", "by", "when", "status"],
    }
}
