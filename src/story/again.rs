//! The story pass after an edit. Only those paragraphs are read anew of which something may be other than it was: the edited ones, and
//! what comes of them, until all that is carried from one paragraph to the next is as it was. Where somebody is named otherwise, has
//! another role or is of another sex, the edit is taken to reach as far as they are mentioned ([`Wider`]). The rest of what is told of
//! the article as a whole must be as it was: by what the days are reckoned, who is interviewed. Where it is not, or most of the article
//! is to be read, it is read from the top; so what comes of an edit is always what reading the text afresh gives
//! (`tests/incremental.rs`).
//!
//! This is early cut-off, as engines for incremental computation have it, by comparing values: what goes into a paragraph is few things,
//! and told by [`super::walk`]; keeping track of who asked for what would cost more than to compare them. `salsa` 0.28 takes 0.2 µs a
//! paragraph to find that nothing is other, where each asks three questions; when that was measured, all that was done here for a
//! letter in a draft of 16 650 paragraphs took 0.33 (both on one core of a 2.4 GHz EPYC, release builds).

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::acronyms::{self, Acronym};
use super::attributions::Attribution;
use super::claims::{self, Asserted, Claim, Grounds};
use super::dates::{self, TimeExpression, Years};
use super::edit::{ArticleEdit, Changed, Renewed, Wider, more, within};
use super::marks::Marks;
use super::part::Part;
use super::people::{self, Index, Joined, Mention, MentionKind, PeopleBefore, Person, Renumbered};
use super::place::Place;
use super::quotations::{self, Quote};
use super::sheets::Sheets;
use super::speakers;
use super::told::{StoryTold, Trail};
use super::walk::{Carried, Walk, Walked};
use crate::paragraph::BlockFacts;
use crate::paragraph::names::Sex;
use crate::text::{Region, ends};

/// What an earlier pass told of a draft, and what it was told by.
#[derive(Clone, Copy)]
pub(super) struct Earlier<'a> {
    pub(super) facts: &'a [Arc<BlockFacts>],
    pub(super) regions: &'a [Region],
    pub(super) datelines: &'a [u32],
    pub(super) marks: &'a Marks,
    pub(super) people: &'a [Person],
    pub(super) attributions: &'a [Attribution],
    pub(super) quotes: &'a [Quote],
    pub(super) dates: &'a [TimeExpression],
    pub(super) claims: &'a [Claim],
    pub(super) covers: &'a claims::Covers,
    pub(super) acronyms: &'a [Acronym],
    pub(super) trail: &'a Trail,
}

impl Earlier<'_> {
    fn parts(&self, blocks: Range<usize>) -> Vec<Part<'_>> {
        let part =
            |number: usize| Part { number, region: self.regions[number], dateline: self.datelines[number], facts: &self.facts[number] };
        blocks.map(part).collect()
    }

    /// The paragraphs that are others now: those that were there, and those that are there.
    fn edited(&self, now: &[Part]) -> (Range<usize>, Range<usize>) {
        let same = |old: &usize, new: &&Part| {
            let (facts, region, dateline) = (&self.facts[*old], self.regions[*old], self.datelines[*old]);
            std::ptr::eq(Arc::as_ptr(facts), new.facts) && (region, dateline) == (new.region, new.dateline)
        };
        let (head, tail) = ends::alike(0..self.facts.len(), now.iter(), same);
        (head..self.facts.len() - tail, head..now.len() - tail)
    }
}

/// What an earlier pass told, where people have other numbers now.
struct Remapped {
    attributions: Vec<Attribution>,
    quotes: Vec<Quote>,
    trail: Trail,
}

/// The number of whoever is named no more.
const NOBODY: usize = usize::MAX;

impl Remapped {
    fn of(earlier: &Earlier, numbers: &[Option<usize>]) -> Self {
        let number = |id: usize| numbers.get(id).copied().flatten().unwrap_or(NOBODY);
        let who = |id: Option<usize>| id.map(number);
        let trail = earlier.trail;
        let carried = trail.carried.iter().map(|c| c.as_ref().map(|c| Arc::new(c.renumbered(number)))).collect();
        let mentions = trail.mentions.iter().map(|(id, m)| (number(*id), m.clone())).collect();
        let learnt = trail.learnt.iter().map(|(block, id, sex)| (*block, number(*id), *sex)).collect();
        Self {
            attributions: earlier.attributions.iter().map(|a| Attribution { person: who(a.person), ..a.clone() }).collect(),
            quotes: earlier.quotes.iter().map(|q| q.by(who(q.person))).collect(),
            trail: Trail { carried, mentions, learnt, ..trail.clone() },
        }
    }
}

/// Who is who in an article after an edit.
enum Who {
    /// Everybody is who they were.
    Same(Index),
    Joined(Box<Joined>),
}

/// Reads an article after an edit.
///
/// # Errors
/// Where it must be read from the top: with the names as they are joined now, where that was done.
pub(super) fn tell(sheets: &Sheets, earlier: Earlier) -> Result<StoryTold, Option<Box<Joined>>> {
    /// How often it may turn out that more is to be read than was thought, and how many paragraphs may be, if they are most of all.
    const ROUNDS: usize = 8;
    const FEW: usize = 64;
    let (parts, trail) = (sheets.parts, earlier.trail);
    let (old, now) = earlier.edited(parts);
    let by = more(now.len(), old.len());
    // What a name tells may stand in the paragraph behind it.
    let from = now.start.saturating_sub(1);
    let around = earlier.parts(from..(old.end + 1).min(earlier.facts.len()));
    let (before, behind_before) = around.split_at(old.end - from);
    let edit = ArticleEdit { before, behind_before: behind_before.first(), now: &parts[from..now.end], behind: parts.get(now.end) };
    let mut index = trail.index.clone();
    let who =
        if index.follow(&edit) { Who::Same(index) } else { Who::Joined(Box::new(people::join(parts, sheets.roster, index.into_sums()))) };
    // Who was just named may be asked for in the next paragraph.
    let next = usize::from(matches!(who, Who::Joined(_)) && now.end < parts.len() && old.end < earlier.facts.len());
    let (mut old, mut new) = (old.start..old.end + next, now.start..now.end + next);
    for _ in 0..ROUNDS {
        let before = earlier.parts(old.clone());
        let edit = Changed { before: &before, now: &parts[new.clone()], old: old.clone(), new: new.clone(), by };
        match (Change { sheets, edit }).read(earlier, &who) {
            Ok(told) => return Ok(told),
            Err(Some(wider)) => (old, new) = wider.over(&old, &new, parts.len()),
            Err(None) => break,
        }
        if new.len() > FEW && 2 * new.len() > parts.len() {
            break;
        }
    }
    if let Who::Joined(joined) = who { Err(Some(joined)) } else { Err(None) }
}

/// Whether something is still told of whoever is named no more.
fn is_of_nobody(told: &StoryTold) -> bool {
    let nobody = |id: Option<usize>| id == Some(NOBODY);
    told.attributions.iter().any(|a| nobody(a.person))
        || told.quotes.iter().any(|q| nobody(q.person))
        || told.trail.mentions.iter().any(|(id, _)| *id == NOBODY)
        || told.trail.learnt.iter().any(|(_, id, _)| *id == NOBODY)
}

/// Who is who after an edit.
struct Names {
    index: Index,
    /// With the mentions that they had before.
    people: Vec<Person>,
    /// Who is named in the paragraphs that are others.
    named: Vec<(usize, Mention)>,
    /// Where the roles beside names in them stand now, if those of the people stand where they did.
    roles: Option<HashMap<Place, Place>>,
    /// The number that each of those who were has now, where some are others.
    numbers: Option<Vec<Option<usize>>>,
}

/// An edit of an article that is to be read.
struct Change<'a> {
    sheets: &'a Sheets<'a>,
    edit: Changed<'a>,
}

impl Change<'_> {
    /// What the days are reckoned from at the top, where it is as before.
    fn dates(&self, trail: &Trail) -> Option<dates::CarriedDay> {
        let Sheets { parts, published, sunday_start, .. } = *self.sheets;
        let same =
            |historical: bool| Some(dates::CarriedDay::at_the_top(published, sunday_start, historical)).filter(|top| *top == trail.dates);
        if Years::of(self.edit.before) == Years::of(self.edit.now) {
            return [false, true].into_iter().find_map(same);
        }
        same(Years::of(parts).are_the_story_s(published))
    }

    /// Whether the annotations outside what was read are as they were.
    fn marks_stand(&self, before: &Marks, read_before: &Range<usize>, read: &Range<usize>) -> bool {
        let before =
            before.iter().filter(|m| !read_before.contains(&m.place.block)).map(|m| (self.edit.moved(m.place), m.kind, &m.attributes));
        before.eq(self.sheets.marks.iter().filter(|m| !read.contains(&m.place.block)).map(|m| (m.place, m.kind, &m.attributes)))
    }

    /// Reads the article again.
    ///
    /// # Errors
    /// With the paragraphs that are to be read, too; with none where it is to be read from the top.
    fn read(&self, earlier: Earlier, who: &Who) -> Result<StoryTold, Option<Wider>> {
        let (trail, edit) = (earlier.trail, &self.edit);
        let joined = match who {
            Who::Same(index) => {
                let named = within(&trail.mentions, &edit.old, |(_, m)| m.place.block);
                let (named, roles) = people::named_again(edit, named);
                let people = earlier.people.to_vec();
                return self.tell(earlier, Names { index: index.clone(), people, named, roles: Some(roles), numbers: None });
            }
            Who::Joined(joined) => joined,
        };
        let before = PeopleBefore { index: &trail.index, people: earlier.people, mentions: &trail.mentions };
        let Renumbered { people, numbers } = people::renumber(before, joined, edit, self.sheets.parts).map_err(Some)?;
        if !speakers::labels_stand(&trail.labels, earlier.people, &people, &numbers) || trail.index.is_of_others(&joined.index, &numbers) {
            return Err(None);
        }
        let named = within(&joined.named, &edit.new, |(_, m)| m.place.block).to_vec();
        let same = people.len() == numbers.len() && numbers.iter().enumerate().all(|(n, number)| *number == Some(n));
        let remapped = (!same).then(|| Remapped::of(&earlier, &numbers));
        let names = Names { index: joined.index.clone(), people, named, roles: None, numbers: Some(numbers) };
        let Some(remapped) = &remapped else { return self.tell(earlier, names) };
        let earlier = Earlier { attributions: &remapped.attributions, quotes: &remapped.quotes, trail: &remapped.trail, ..earlier };
        let told = self.tell(earlier, names)?;
        if is_of_nobody(&told) { Err(None) } else { Ok(told) }
    }

    /// Reads the article again where it is known who is who.
    fn tell(&self, earlier: Earlier, names: Names) -> Result<StoryTold, Option<Wider>> {
        /// How often it may turn out that somebody has another role, or is of another sex, than was thought.
        const ROUNDS: usize = 4;
        let (parts, trail) = (self.sheets.parts, earlier.trail);
        let Names { index, mut people, named, roles, numbers } = names;
        let top = self.dates(trail).ok_or(None)?;
        let questions = trail.questions - speakers::questions(self.edit.before) + speakers::questions(self.edit.now);
        if (questions > 0) != (trail.questions > 0) {
            return Err(None);
        }
        people::mention_again(&mut people, within(&trail.mentions, &self.edit.old, |(_, m)| m.place.block), &self.edit.old, &[]);
        people::move_mentions(&mut people, &self.edit);
        people::mention_again(&mut people, &[], &(0..0), &named);
        if !people::move_roles(&mut people, &self.edit, roles.as_ref()) {
            return Err(None);
        }
        let from = |n: usize| Some((n, trail.carried[n.checked_sub(1)?].as_deref().filter(|_| quotations::is_apart(&parts[n]))?));
        let from = (0..self.edit.new.start).rev().find_map(from);
        let (start, carried) = from.map_or_else(|| (0, Carried::at_the_top(top.clone())), |(n, carried)| (n, carried.clone()));
        let mut same = numbers.is_none();
        for _ in 0..ROUNDS {
            let mut walk = Walk::new(self.sheets, &index, start, carried.clone(), &trail.learnt);
            self.go(&mut walk, trail, &people, &named);
            let read = start..walk.heard();
            let read_before = start..self.edit.was(read.end);
            let told = std::mem::take(&mut walk.told);
            let known_behind = people::told_behind(&people, &read, &told);
            let same_roles = people::tell_again(&mut people, &read, told);
            let learnt = &walk.sexes.learnt;
            let block = |(block, ..): &(usize, usize, Sex)| *block;
            let learnt_before = within(&trail.learnt, &read_before, block);
            let elsewhere = within(&trail.learnt, &(read_before.end..usize::MAX), block);
            let same_sexes = people::learn_again(&mut people, &index.sexes, learnt_before, learnt, elsewhere);
            let as_learnt =
                |one: &(usize, usize, Sex), all: &[(usize, usize, Sex)]| all.iter().any(|other| (other.1, other.2) == (one.1, one.2));
            let learnt_otherwise =
                learnt.iter().filter(|l| !as_learnt(l, learnt_before)).chain(learnt_before.iter().filter(|l| !as_learnt(l, learnt)));
            let otherwise: Vec<usize> = learnt_otherwise.map(|(_, id, _)| *id).chain(known_behind).collect();
            same &= same_roles && otherwise.is_empty();
            if !(same_roles && same_sexes) {
                continue;
            }
            // Of whom more is told than before, or less, more may be told elsewhere.
            if !same {
                let all = || (0..earlier.people.len()).map(Some).collect();
                let numbers = numbers.unwrap_or_else(all);
                let wider = people::told_otherwise(earlier.people, &people, &numbers, otherwise.into_iter(), &read, parts);
                if wider.is_needed() {
                    return Err(Some(wider));
                }
            }
            if !self.marks_stand(earlier.marks, &read_before, &read) {
                return Err(None);
            }
            let group = within(earlier.quotes, &(0..start), |q| q.place.block).last().map_or(0, |q| q.group);
            let found = walk.finish(&people, questions > 0, group);
            people::mention_again(&mut people, within(&trail.mentions, &read_before, |(_, m)| m.place.block), &read, &found.mentions);
            let was = within(earlier.attributions, &read_before, |a| a.cue.block).len();
            let renewed = Renewed { before: read_before, now: read, by: self.edit.by, attributions: more(found.attributions.len(), was) };
            return Ok(self.spliced(earlier, Again { index, people, questions, top, found, renewed }));
        }
        Err(None)
    }

    /// Walks until all is as it was before.
    fn go(&self, walk: &mut Walk, trail: &Trail, people: &[Person], named: &[(usize, Mention)]) {
        let (parts, edit) = (self.sheets.parts, &self.edit);
        let behind = |number: usize| {
            let last = Some(number).filter(|n| *n >= edit.new.end && *n > 0).and_then(|n| edit.was(n).checked_sub(1))?;
            trail.carried[last].as_deref()
        };
        let mention = |walk: &mut Walk| {
            let number = walk.mentioned();
            let only = |block: usize| block..block + 1;
            if edit.new.contains(&number) {
                return walk.mention(people, within(named, &only(number), |(_, m)| m.place.block));
            }
            let (block, by) = if number < edit.new.start { (number, 0) } else { (edit.was(number), edit.by) };
            let own = within(&trail.mentions, &only(block), |(_, m)| m.place.block).iter().filter(|(_, m)| m.kind == MentionKind::Name);
            let own: Vec<(usize, Mention)> = own.map(|(id, m)| (*id, m.moved(by))).collect();
            walk.mention(people, &own);
        };
        while walk.mentioned() < parts.len() {
            if behind(walk.mentioned()).is_some_and(|carried| walk.is_in_focus_as(carried)) {
                break;
            }
            mention(walk);
        }
        let apart = |number: usize| parts[number..].iter().find(|p| p.region.is_story()).is_none_or(quotations::is_apart);
        while walk.heard() < parts.len() {
            let number = walk.heard();
            if number >= walk.mentioned() {
                if behind(number).is_some_and(|carried| walk.has_heard(carried, edit.by) && walk.is_in_focus_as(carried)) && apart(number) {
                    break;
                }
                mention(walk);
            }
            walk.hear(people);
        }
    }

    /// What was found, between what stands before it and what stands behind it.
    fn spliced(&self, earlier: Earlier, again: Again) -> StoryTold {
        let (Sheets { parts, settings, .. }, trail) = (self.sheets, earlier.trail);
        let Again { index, people, questions, top, found, renewed } = again;
        let (by, start, end) = (self.edit.by, renewed.now.start, renewed.before.end);
        let last = |blocks: Range<usize>| within(earlier.quotes, &blocks, |q| q.place.block).last().map_or(0, |q| q.group);
        let groups = more(found.quotes.last().map_or_else(|| last(0..start), |q| q.group), last(0..end));
        let quotes = spliced(earlier.quotes, found.quotes, &renewed, |q| q.place.block, |q| q.moved(by, groups));
        let attributions = spliced(earlier.attributions, found.attributions, &renewed, |a| a.cue.block, |a| a.moved(by));
        let moved = |d: &TimeExpression| TimeExpression { place: d.place.moved(by), ..d.clone() };
        let dates = spliced(earlier.dates, found.dates, &renewed, |d| d.place.block, moved);
        let mentions = spliced(&trail.mentions, found.mentions, &renewed, |(_, m)| m.place.block, |(id, m)| (*id, m.moved(by)));
        let moved = |(block, id, sex): &_| (usize::wrapping_add_signed(*block, by), *id, *sex);
        let learnt = spliced(&trail.learnt, found.learnt, &renewed, |(block, ..)| *block, moved);
        let mut carried = trail.carried[..start].to_vec();
        carried.extend(found.carried);
        let moved = |c: &Arc<Carried>| if by == 0 { Arc::clone(c) } else { Arc::new(c.moved(by)) };
        carried.extend(trail.carried[end..].iter().map(|c| c.as_ref().map(moved)));

        let (acronyms, asked) = acronyms::of(parts, settings, Some((earlier.acronyms, &trail.acronyms, &self.edit)));
        let grounds = Grounds::of(self.sheets, &attributions, &quotes);
        let before = claims::Before { claims: earlier.claims, covers: earlier.covers, carried: &trail.claims, renewed: &renewed };
        let asserted = Asserted::of(&grounds, Some(before));
        let known = found.labels.is_subset(&trail.labels);
        let labels = if known { Arc::clone(&trail.labels) } else { Arc::new(trail.labels.union(&found.labels).cloned().collect()) };
        let trail = Trail {
            index,
            carried,
            mentions,
            learnt,
            dates: top,
            questions,
            labels,
            claims: asserted.carried,
            acronyms: asked,
            bulk: trail.bulk.with(self.edit.before, self.edit.now),
        };
        let (claims, covers) = (asserted.claims, asserted.covers);
        StoryTold { people, attributions, quotes, dates, claims, covers, acronyms, trail, renewed: Some(renewed) }
    }
}

/// What is known when the paragraphs that were read anew are put in their places.
struct Again {
    index: Index,
    people: Vec<Person>,
    questions: usize,
    top: dates::CarriedDay,
    found: Walked,
    renewed: Renewed,
}

/// A row, in the order of blocks, of which those of the paragraphs that were read anew are others, and those behind them have moved.
fn spliced<T: Clone>(row: &[T], middle: Vec<T>, renewed: &Renewed, block: impl Fn(&T) -> usize, moved: impl Fn(&T) -> T) -> Vec<T> {
    let head = row.partition_point(|one| block(one) < renewed.before.start);
    let tail = row.partition_point(|one| block(one) < renewed.before.end);
    let mut spliced = Vec::with_capacity(head + middle.len() + row.len() - tail);
    spliced.extend_from_slice(&row[..head]);
    spliced.extend(middle);
    spliced.extend(row[tail..].iter().map(moved));
    spliced
}
