//! A walk over paragraphs in a row, and what is carried from one to the next.

use std::sync::Arc;

use super::attributions::{self, Attribution};
use super::dates::{self, TimeExpression};
use super::people::{self, Focus, Index, Mention, Person, Sexes, WrittenRole};
use super::quotations::{self, Quote};
use super::sheets::Sheets;
use super::speakers::{self, Heard, Subjects};
use crate::paragraph::names::Sex;
use crate::text::inline::Kind;

/// What is carried from one paragraph to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Carried {
    dates: dates::CarriedDay,
    focus: Focus,
    heard: Heard,
    /// The quotation set as a block that waits for its signature.
    unsigned: Option<usize>,
}

impl Carried {
    /// What a story begins with.
    pub(super) fn at_the_top(dates: dates::CarriedDay) -> Self {
        Self { dates, ..Self::default() }
    }

    /// The same where people have other numbers.
    pub(super) fn renumbered(&self, number: impl Fn(usize) -> usize + Copy) -> Self {
        let (focus, heard) = (self.focus.renumbered(number), self.heard.renumbered(number));
        Self { dates: self.dates.clone(), focus, heard, unsigned: self.unsigned }
    }

    /// The same in an article in which `by` paragraphs were put in before.
    pub(super) fn moved(&self, by: isize) -> Self {
        let unsigned = self.unsigned.map(|block| block.wrapping_add_signed(by));
        Self { heard: self.heard.moved(by), unsigned, ..self.clone() }
    }
}

/// A walk over paragraphs in a row, in two rounds: whom they mention; who says what in them.
pub(super) struct Walk<'a> {
    sheets: &'a Sheets<'a>,
    index: &'a Index,
    start: usize,
    carried: Carried,
    pub(super) sexes: Sexes,
    /// What the first round found in each paragraph.
    mentions: Vec<Mentioned>,
    /// What is told of those who are mentioned.
    pub(super) told: Vec<(usize, WrittenRole)>,
    dates: Vec<TimeExpression>,
    attributions: Vec<Attribution>,
    subjects: Vec<Subjects>,
    /// Behind each paragraph of the second round.
    behind: Vec<Arc<Carried>>,
}

/// What the first round finds in a paragraph.
struct Mentioned {
    mentions: Vec<(usize, Mention)>,
    /// What is carried on behind it. Lines of a table carry nothing on: all have it in common.
    behind: Arc<(dates::CarriedDay, Focus)>,
}

/// What a walk has found.
pub(super) struct Walked {
    pub(super) mentions: Vec<(usize, Mention)>,
    pub(super) learnt: Vec<(usize, usize, Sex)>,
    pub(super) dates: Vec<TimeExpression>,
    pub(super) attributions: Vec<Attribution>,
    pub(super) quotes: Vec<Quote>,
    /// Whether anybody's words stand behind a label.
    pub(super) labelled: bool,
    /// What is carried on behind each paragraph.
    pub(super) carried: Vec<Arc<Carried>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(sheets: &'a Sheets<'a>, index: &'a Index, start: usize, carried: Carried, learnt: &[(usize, usize, Sex)]) -> Self {
        Self {
            sheets,
            index,
            start,
            carried,
            sexes: Sexes::before(start, &index.sexes, learnt),
            mentions: Vec::new(),
            told: Vec::new(),
            dates: Vec::new(),
            attributions: Vec::new(),
            subjects: Vec::new(),
            behind: Vec::new(),
        }
    }

    /// The number of the next paragraph of the first round.
    pub(super) fn mentioned(&self) -> usize {
        self.start + self.mentions.len()
    }

    /// The number of the next paragraph of the second round.
    pub(super) fn heard(&self) -> usize {
        self.start + self.behind.len()
    }

    /// Whether the first round carries on what it did.
    pub(super) fn is_in_focus_as(&self, before: &Carried) -> bool {
        self.carried.dates == before.dates && self.carried.focus == before.focus
    }

    /// Whether the second round carries on what it did before `by` paragraphs were put in.
    pub(super) fn has_heard(&self, before: &Carried, by: isize) -> bool {
        let unsigned = before.unsigned.map(|block| block.wrapping_add_signed(by));
        self.carried.unsigned == unsigned && self.carried.heard == before.heard.moved(by)
    }

    /// Whom and which days the next paragraph mentions, by those who are `named` in it.
    pub(super) fn mention(&mut self, people: &[Person], named: &[(usize, Mention)]) {
        let (parts, number) = (self.sheets.parts, self.mentioned());
        let part = &parts[number];
        self.dates.extend(dates::paragraph(part, &mut self.carried.dates));
        let mentions = people::paragraph(parts, number, self.index, people, named, &mut self.carried.focus, &mut self.sexes);
        self.told.extend(people::told(part, parts.get(number + 1), &mentions));
        let Carried { dates, focus, .. } = &self.carried;
        let same = self.mentions.last().map(|last| &last.behind).filter(|last| (&last.0, &last.1) == (dates, focus)).map(Arc::clone);
        let behind = same.unwrap_or_else(|| Arc::new((dates.clone(), focus.clone())));
        self.mentions.push(Mentioned { mentions, behind });
    }

    /// Who says what in the next paragraph, of which it is known whom it mentions.
    pub(super) fn hear(&mut self, people: &[Person]) {
        let (parts, number) = (self.sheets.parts, self.heard());
        let Mentioned { mentions, behind } = &mut self.mentions[number - self.start];
        let mut own = attributions::paragraph(parts, number, mentions, &mut self.carried.unsigned);
        self.subjects.push(speakers::settle(&parts[number], people, mentions, &mut own, &mut self.carried.heard));
        self.attributions.extend(own);
        let (dates, focus) = &**behind;
        let Carried { heard, unsigned, .. } = &self.carried;
        let is_same = |last: &&Arc<Carried>| (&last.dates, &last.focus, &last.heard, &last.unsigned) == (dates, focus, heard, unsigned);
        let same = self.behind.last().filter(is_same).map(Arc::clone);
        let behind = || Carried { dates: dates.clone(), focus: focus.clone(), heard: heard.clone(), unsigned: *unsigned };
        self.behind.push(same.unwrap_or_else(|| Arc::new(behind())));
    }

    /// Joins what was found. `asks` says whether the article's questions are labelled, `group` is the last quotation's before.
    pub(super) fn finish(self, people: &[Person], asks: bool, group: usize) -> Walked {
        let Sheets { parts, marks, .. } = self.sheets;
        let own = &parts[self.start..self.heard()];
        let mut attributions = self.attributions;
        let labelled = speakers::answer(parts, people, &mut attributions, asks);
        let mut quotes = quotations::join(own, &attributions, &self.subjects, group);
        quotations::complete(parts, &mut attributions, &quotes);
        for quote in &mut quotes {
            if marks.at(quote.place).any(|m| m.kind == Kind::Quote && m.get("by").is_some() && m.place.overlaps(&quote.place)) {
                quote.speaker_known = true;
            }
        }
        let mut mentions: Vec<(usize, Mention)> = self.mentions.into_iter().flat_map(|m| m.mentions).collect();
        mentions.extend(quotations::speakers(parts, &mentions, &quotes));
        mentions.sort_by_key(|(id, m)| (m.place.block, m.place.start, *id));
        Walked { labelled, mentions, learnt: self.sexes.learnt, dates: self.dates, attributions, quotes, carried: self.behind }
    }
}
