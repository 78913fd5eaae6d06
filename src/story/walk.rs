//! A walk over paragraphs in a row, and what is carried from one to the next.

use std::collections::VecDeque;
use std::sync::Arc;

use super::announced::Announced;
use super::attributions::{self, Attribution};
use super::dates::{self, TimeExpression};
use super::people::{self, Focus, Heading, Holders, Index, Mention, Person, Sexes, WrittenRole};
use super::quotations::{self, Quote};
use super::sheets::Sheets;
use super::speakers::{self, Heard, Labels, Subjects};
use crate::paragraph::names::Sex;
use crate::text::inline::Kind;
use crate::text::position::clamp;

/// What is carried from one paragraph to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Carried {
    dates: dates::CarriedDay,
    focus: Focus,
    heard: Heard,
    /// The quotation that waits for its signature.
    unsigned: Option<usize>,
    /// Who was announced, and speaks on.
    announced: Option<Announced>,
}

impl Carried {
    /// What a story begins with.
    pub(super) fn at_the_top(dates: dates::CarriedDay) -> Self {
        Self { dates, ..Self::default() }
    }

    /// The same where people have other numbers.
    pub(super) fn renumbered(&self, number: impl Fn(usize) -> usize + Copy) -> Self {
        let (focus, heard) = (self.focus.renumbered(number), self.heard.renumbered(number));
        let announced = self.announced.map(|a| a.renumbered(number));
        Self { dates: self.dates.clone(), focus, heard, unsigned: self.unsigned, announced }
    }

    /// The same in an article in which `by` paragraphs were put in before.
    pub(super) fn moved(&self, by: isize) -> Self {
        let unsigned = self.unsigned.map(|block| block.wrapping_add_signed(by));
        Self { heard: self.heard.moved(by), unsigned, announced: self.announced.map(|a| a.moved(by)), ..self.clone() }
    }
}

/// A walk over paragraphs in a row, in two rounds: whom they mention; who says what in them.
pub(super) struct Walk<'a> {
    sheets: &'a Sheets<'a>,
    index: &'a Index,
    start: usize,
    heading: Option<Heading>,
    carried: Carried,
    pub(super) sexes: Sexes,
    /// Whom the paragraphs of the first round mention, and how many of these there are up to the end of each.
    mentions: Vec<(usize, Mention)>,
    ends: Vec<u32>,
    /// What is carried on behind those of its paragraphs, by their numbers, where it is kept, and the second has not come to.
    first: VecDeque<(usize, dates::CarriedDay, Focus)>,
    /// Behind which paragraph it was kept last what is carried on.
    kept: Option<usize>,
    /// The paragraphs of the second round in which pronouns are somebody else's than was thought, and whom they mention.
    settled: Vec<(usize, Vec<(usize, Mention)>)>,
    /// What is told of those who are mentioned.
    pub(super) told: Vec<(usize, WrittenRole)>,
    dates: Vec<TimeExpression>,
    attributions: Vec<Attribution>,
    subjects: Subjects,
    /// Of the people of the second round.
    holders: Holders,
    /// Behind each paragraph of the second round, where it is kept.
    behind: Vec<Option<Arc<Carried>>>,
}

/// How many paragraphs at least stand between two behind which it is kept what is carried on.
const APART: usize = 32;

/// What a walk has found.
pub(super) struct Walked {
    pub(super) mentions: Vec<(usize, Mention)>,
    pub(super) learnt: Vec<(usize, usize, Sex)>,
    pub(super) dates: Vec<TimeExpression>,
    pub(super) attributions: Vec<Attribution>,
    pub(super) quotes: Vec<Quote>,
    /// Behind which labels anybody's words stand.
    pub(super) labels: Labels,
    /// What is carried on behind each paragraph, where it is kept.
    pub(super) carried: Vec<Option<Arc<Carried>>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(sheets: &'a Sheets<'a>, index: &'a Index, start: usize, carried: Carried, learnt: &[(usize, usize, Sex)]) -> Self {
        Self {
            sheets,
            index,
            start,
            heading: Heading::of(sheets.parts),
            carried,
            sexes: Sexes::before(start, &index.sexes, learnt),
            mentions: Vec::new(),
            ends: Vec::new(),
            first: VecDeque::new(),
            kept: start.checked_sub(1),
            settled: Vec::new(),
            told: Vec::new(),
            dates: Vec::new(),
            attributions: Vec::new(),
            subjects: Subjects::new(),
            holders: Holders::default(),
            behind: Vec::new(),
        }
    }

    /// The number of the next paragraph of the first round.
    pub(super) fn mentioned(&self) -> usize {
        self.start + self.ends.len()
    }

    /// The number of the next paragraph of the second round.
    pub(super) fn heard(&self) -> usize {
        self.start + self.behind.len()
    }

    /// Whether the first round carries on what it did.
    pub(super) fn is_in_focus_as(&self, before: &Carried) -> bool {
        let open = |h: Heading| self.mentioned().checked_sub(1).is_some_and(|last| h.is_open_behind(last));
        !self.heading.is_some_and(open) && self.carried.dates == before.dates && self.carried.focus == before.focus
    }

    /// Whether the second round carries on what it did before `by` paragraphs were put in.
    pub(super) fn has_heard(&self, before: &Carried, by: isize) -> bool {
        let unsigned = before.unsigned.map(|block| block.wrapping_add_signed(by));
        let announced = before.announced.map(|a| a.moved(by));
        self.carried.unsigned == unsigned && self.carried.announced == announced && self.carried.heard == before.heard.moved(by)
    }

    /// Whom and which days the next paragraph mentions, by those who are `named` in it.
    pub(super) fn mention(&mut self, people: &[Person], named: &[(usize, Mention)]) {
        let (parts, number) = (self.sheets.parts, self.mentioned());
        let part = &parts[number];
        self.dates.extend(dates::paragraph(part, &mut self.carried.dates));
        let mentions = people::paragraph(parts, number, self.index, people, named, &mut self.carried.focus, &mut self.sexes);
        self.told.extend(people::told(part, parts.get(number + 1), &mentions));
        if let Some(heading) = self.heading.filter(|h| h.is_told_by(number)) {
            self.told.extend(people::told_by_heading(parts, heading, &mentions));
        }
        // It is kept only here and there: in a list of names it takes many times as much room as the list.
        let keeps = self.kept.is_none_or(|last| number - last >= APART)
            && parts.get(number + 1).is_some_and(quotations::is_apart)
            && !self.heading.is_some_and(|h| h.is_open_behind(number));
        self.kept = if keeps { Some(number) } else { self.kept };
        if keeps {
            self.first.push_back((number, self.carried.dates.clone(), self.carried.focus.clone()));
        }
        self.mentions.extend(mentions);
        self.ends.push(clamp(self.mentions.len()));
    }

    /// Who says what in the next paragraph, of which it is known whom it mentions.
    pub(super) fn hear(&mut self, people: &[Person]) {
        let (parts, number) = (self.sheets.parts, self.heard());
        let end = |n: usize| n.checked_sub(1).map_or(0, |n| self.ends[n] as usize);
        let (from, to) = (end(self.behind.len()), end(self.behind.len() + 1));
        let mut mentions = self.mentions[from..to].to_vec();
        let mut own = attributions::paragraph(parts, number, &mentions, &mut self.carried.unsigned);
        let running = self.carried.announced.and_then(|a| a.hear(&parts[number], &mut own));
        let subjects = speakers::settle(&parts[number], people, &self.holders, &mut mentions, &mut own, &mut self.carried.heard);
        self.carried.announced = running.or_else(|| Announced::by(&parts[number], &own));
        self.subjects.extend(subjects);
        self.attributions.extend(own);
        if mentions[..] != self.mentions[from..to] {
            self.settled.push((number, mentions));
        }
        let behind = self.first.pop_front_if(|(kept, ..)| *kept == number).map(|(_, dates, focus)| {
            let Carried { heard, unsigned, announced, .. } = &self.carried;
            let behind = Carried { dates, focus, heard: heard.clone(), unsigned: *unsigned, announced: *announced };
            // Lines of a table carry nothing on: all have it in common.
            let same = self.behind.iter().rev().take(2 * APART).flatten().next().filter(|last| ***last == behind);
            same.map_or_else(|| Arc::new(behind), Arc::clone)
        });
        self.behind.push(behind);
    }

    /// Joins what was found. `asks` says whether the article's questions are labelled, `group` is the last quotation's before.
    pub(super) fn finish(self, people: &[Person], asks: bool, group: usize) -> Walked {
        let Sheets { parts, marks, .. } = self.sheets;
        let own = &parts[self.start..self.heard()];
        let mut attributions = self.attributions;
        if !asks {
            speakers::without_initials(parts, &mut attributions);
        }
        let labels = speakers::answer(parts, people, &mut attributions, asks);
        let mut quotes = quotations::join(own, &attributions, &self.subjects, group);
        quotations::complete(parts, &mut attributions, &quotes);
        for quote in &mut quotes {
            if marks.at(quote.place).any(|m| m.kind == Kind::Quote && m.get("by").is_some() && m.place.overlaps(&quote.place)) {
                quote.speaker_known = true;
            }
        }
        let mut mentions = self.mentions;
        mentions.retain(|(_, m)| self.settled.binary_search_by_key(&m.place.block, |(block, _)| *block).is_err());
        mentions.extend(self.settled.into_iter().flat_map(|(_, settled)| settled));
        mentions.extend(quotations::speakers(parts, &mentions, &quotes));
        mentions.sort_unstable_by_key(|(id, m)| (m.place.block, m.place.start, *id, m.place.end));
        Walked { labels, mentions, learnt: self.sexes.learnt, dates: self.dates, attributions, quotes, carried: self.behind }
    }
}
