//! What the story pass tells, and what it keeps for the next one.

use std::sync::Arc;

use super::acronyms::{self, Acronym};
use super::attributions::Attribution;
use super::bulk::Bulk;
use super::claims::{self, Claim};
use super::dates::{self, TimeExpression};
use super::edit::Renewed;
use super::people::{Index, Mention, Person};
use super::quotations::Quote;
use super::speakers::Labels;
use super::walk::Carried;
use crate::paragraph::names::Sex;

/// What the pass tells of a draft.
pub(super) struct StoryTold {
    pub(super) people: Vec<Person>,
    pub(super) attributions: Vec<Attribution>,
    pub(super) quotes: Vec<Quote>,
    pub(super) dates: Vec<TimeExpression>,
    pub(super) claims: Vec<Claim>,
    pub(super) covers: claims::Covers,
    pub(super) acronyms: Vec<Acronym>,
    pub(super) trail: Trail,
    /// What was read anew; none where all was.
    pub(super) renewed: Option<Renewed>,
}

/// What is kept of a reading beside what it tells, for the next one.
#[derive(Clone, Debug)]
pub(super) struct Trail {
    pub(super) index: Index,
    /// What is carried on behind each block, where it is kept.
    pub(super) carried: Vec<Option<Arc<Carried>>>,
    /// All mentions of people, in the order of the text.
    pub(super) mentions: Vec<(usize, Mention)>,
    /// Of whom a pronoun told their sex, in which block, in order.
    pub(super) learnt: Vec<(usize, usize, Sex)>,
    /// What the days of the story are reckoned from at its top.
    pub(super) dates: dates::CarriedDay,
    /// How many paragraphs are questions labelled as such.
    pub(super) questions: usize,
    /// Behind which labels anybody's words stand, or did before an edit.
    pub(super) labels: Arc<Labels>,
    pub(super) claims: claims::CarriedShares,
    pub(super) acronyms: acronyms::LettersAsked,
    pub(super) bulk: Bulk,
}
