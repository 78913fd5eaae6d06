//! Claims: what each sentence of the body asserts that a desk would want a source for, and whether it has one.

use std::ops::{Index, Range};
use std::sync::Arc;

use super::attributions::{Attribution, in_block};
use super::edit::{Renewed, within};
use super::opinions::Opinion;
use super::part::Part;
use super::place::{Place, stretch};
use super::public;
use super::quotations::Quote;
use super::sheets::Sheets;
use super::spans::Spans;
use crate::language::{Class, Sentence, Tag, Words};
use crate::paragraph::BlockFacts;
use crate::paragraph::assertions::{Trigger, Triggers};
use crate::paragraph::reports::kinds::base_head;
use crate::paragraph::reports::{Manner, SourceKind};
use crate::text::position::clamp;
use crate::text::{Block, Region};

/// How a sentence is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// By nobody.
    Nobody,
    /// By a source in the sentence: the attribution's number.
    Source(u32),
    /// By nobody, though somebody does something in it by a word that can report: the attribution's number. "Police charged the
    /// crowd" tells who did what, and not who says so.
    Act(u32),
    /// It lies in a quotation that has a speaker.
    Quotation,
    /// By a link or a footnote.
    Citation,
    /// By the source of the sentence before it.
    Carried,
    /// By an annotation of the desk.
    Annotated,
    /// It tells what everybody can see: prices that an exchange quotes, what a court or a vote decided.
    Public,
}

impl Cover {
    /// Whether nobody vouches for the sentence.
    #[must_use]
    pub const fn is_bare(self) -> bool {
        matches!(self, Self::Nobody | Self::Act(_))
    }

    /// Whether the sentence may be asked about: nobody vouches for it, or nobody but the source of the sentence before.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.is_bare() || matches!(self, Self::Carried)
    }
}

/// A sentence that asserts something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The sentence.
    pub place: Place,
    /// Its number in the block.
    pub sentence: usize,
    /// Who vouches for it.
    pub cover: Cover,
    /// What it asserts; at least one, for a claim.
    pub triggers: Triggers,
    /// Figures that no source covers.
    pub figures: Box<[Place]>,
    /// How sure we are that a desk would ask, in points.
    pub weight: i32,
    /// What the reader thinks of it, where it was asked.
    pub opinion: Option<Box<Opinion>>,
}

impl Claim {
    /// Whether another claim is the same in an article in which `by` paragraphs and so many attributions were put in before it.
    pub(crate) fn is_moved(&self, by: isize, attributions: isize, other: &Self) -> bool {
        let number = |id: u32| id.wrapping_add_signed(i32::try_from(attributions).unwrap_or_default());
        let cover = match (self.cover, other.cover) {
            (Cover::Source(a), Cover::Source(b)) | (Cover::Act(a), Cover::Act(b)) => number(a) == b,
            (a, b) => a == b,
        };
        cover
            && self.place.moved(by) == other.place
            && self.triggers == other.triggers
            && self.figures.iter().map(|f| f.moved(by)).eq(other.figures.iter().copied())
            && (self.sentence, self.weight, &self.opinion) == (other.sentence, other.weight, &other.opinion)
    }

    /// Whether a desk would ask for its source, as a rule.
    #[must_use]
    pub fn is_unsourced(&self) -> bool {
        self.cover.is_bare() && self.opinion.as_ref().is_none_or(|o| o.deserves >= Opinion::USUAL)
    }
}

/// Who covers each sentence of a story, block by block; of blocks that are neither body nor title nothing is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covers {
    all: Vec<Cover>,
    /// Where those of each block end.
    ends: Vec<u32>,
}

impl Covers {
    fn push(&mut self, block: &[Cover]) {
        self.all.extend(block);
        self.ends.push(clamp(self.all.len()));
    }

    /// How many blocks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Those of a block.
    #[must_use]
    pub fn get(&self, block: usize) -> Option<&[Cover]> {
        let start = block.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.all.get(*start as usize..*self.ends.get(block)? as usize)
    }

    /// Those of each block.
    pub fn iter(&self) -> impl Iterator<Item = &[Cover]> {
        (0..self.len()).map(|block| &self[block])
    }
}

impl Index<usize> for Covers {
    type Output = [Cover];

    fn index(&self, block: usize) -> &[Cover] {
        self.get(block).unwrap_or_default()
    }
}

/// What is carried from paragraph to paragraph, of the figures that are claimed.
#[derive(Clone, Debug, Default)]
pub(super) struct CarriedShares {
    /// What the story opens with.
    told: Opening,
    /// For each block, whether its last sentence gave shares and their source.
    shared: Vec<bool>,
}

/// The claims of a story's body, and of each block of body and title who covers each of its sentences (of others, none).
#[derive(Debug, Default)]
pub(super) struct Asserted {
    pub(super) claims: Vec<Claim>,
    pub(super) covers: Covers,
    pub(super) carried: CarriedShares,
}

/// The same of the article before an edit, and what was read anew since.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    pub(super) claims: &'a [Claim],
    pub(super) covers: &'a Covers,
    pub(super) carried: &'a CarriedShares,
    pub(super) renewed: &'a Renewed,
}

/// What claims are made of.
pub(super) struct Grounds<'a> {
    pub(super) parts: &'a [Part<'a>],
    pub(super) blocks: &'a [Arc<Block>],
    pub(super) attributions: &'a [Attribution],
    pub(super) quotes: &'a [Quote],
    /// Which places the desk has settled.
    pub(super) annotated: &'a dyn Fn(&Place) -> bool,
}

impl<'a> Grounds<'a> {
    pub(super) fn of(sheets: &'a Sheets, attributions: &'a [Attribution], quotes: &'a [Quote]) -> Self {
        Self { parts: sheets.parts, blocks: sheets.blocks, attributions, quotes, annotated: sheets.settles }
    }
}

impl Asserted {
    /// The claims of an article, of which only what was renewed and what comes of it is other than `before`.
    pub(super) fn of(grounds: &Grounds, before: Option<Before>) -> Self {
        let parts = grounds.parts;
        let told = Opening { survey: is_survey_story(parts), results: is_results_story(parts) };
        let before = before.filter(|before| before.carried.told == told);
        let mut found = Self { carried: CarriedShares { told, shared: Vec::with_capacity(parts.len()) }, ..Self::default() };
        found.covers.ends.reserve_exact(parts.len());
        if let Some(before) = before {
            found.take(&before, 0..before.renewed.now.start, false);
        }
        let mut number = found.covers.len();
        while number < parts.len() {
            let mut shared = found.carried.shared.last().copied().unwrap_or_default();
            if let Some(before) = before.filter(|before| number >= before.renewed.now.end) {
                let was = before.renewed.was(number);
                if was.checked_sub(1).is_some_and(|last| before.carried.shared[last]) == shared {
                    found.take(&before, was..before.covers.len(), true);
                    break;
                }
            }
            let (claims, covers) = paragraph(grounds, number, told, &mut shared);
            found.claims.extend(claims);
            found.covers.push(&covers);
            found.carried.shared.push(shared);
            number += 1;
        }
        found.covers.all.shrink_to_fit();
        found.claims.shrink_to_fit();
        found
    }

    /// Takes over what was found of some blocks, which stand behind what was renewed or before it.
    fn take(&mut self, before: &Before, blocks: Range<usize>, behind: bool) {
        let by = if behind { before.renewed.by } else { 0 };
        let id = |id: u32| if behind { before.renewed.attribution(id) } else { id };
        let cover = |cover: Cover| match cover {
            Cover::Source(a) => Cover::Source(id(a)),
            Cover::Act(a) => Cover::Act(id(a)),
            other => other,
        };
        let at = |block: usize| block.checked_sub(1).map_or(0, |b| before.covers.ends[b]);
        let (from, to, base) = (at(blocks.start), at(blocks.end), clamp(self.covers.all.len()));
        self.covers.all.extend(before.covers.all[from as usize..to as usize].iter().map(|c| cover(*c)));
        self.covers.ends.extend(before.covers.ends[blocks.clone()].iter().map(|end| end - from + base));
        self.carried.shared.extend(&before.carried.shared[blocks.clone()]);
        self.claims.extend(within(before.claims, &blocks, |c| c.place.block).iter().map(|c| Claim {
            place: c.place.moved(by),
            sentence: c.sentence,
            cover: cover(c.cover),
            triggers: c.triggers,
            figures: c.figures.iter().map(|f| f.moved(by)).collect(),
            weight: c.weight,
            opinion: None,
        }));
    }
}

/// What a story opens with as the source of its figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Opening {
    survey: bool,
    results: bool,
}

/// The claims of one paragraph, and who covers each of its sentences: by what it tells itself, what stands around its sentences,
/// what the story opens with, and whether the sentence before it gave `shared` figures and their source.
fn paragraph(grounds: &Grounds, number: usize, told: Opening, shared: &mut bool) -> (Vec<Claim>, Vec<Cover>) {
    let part = &grounds.parts[number];
    let title = matches!(part.region, Region::Headline | Region::Standfirst);
    if !(title || matches!(part.region, Region::Body | Region::List)) {
        return (Vec::new(), Vec::new());
    }
    // A title carries nothing on.
    let mut own = false;
    let shared = if title { &mut own } else { shared };
    let reports = in_block(grounds.attributions, number);
    let quotes = stretch(grounds.quotes, |q| q.place.block.cmp(&number));
    let around = Around::of(number, reports.start, &grounds.attributions[reports], quotes, &grounds.blocks[number]);
    let annotated = grounds.annotated;
    let mut claims = Vec::new();
    let mut covers: Vec<Cover> = Vec::with_capacity(part.facts.sentences.len());
    let words = &part.facts.words;
    for (number, sentence) in part.facts.sentences.iter().enumerate() {
        let place = Place { block: part.number, start: sentence.start, end: sentence.end };
        let mut cover =
            if annotated(&place) { Cover::Annotated } else { around.cover(part, sentence, number, &place, covers.last().copied()) };
        // Shares that go on from shares whose source was named.
        let assertion = part.facts.assertion(number);
        // A poll tells what people want, and not why somebody acts on it.
        let why = assertion.triggers.contains(&Trigger::Motive);
        if cover.is_bare() && !why && (assertion.share && *shared || told.survey && tells_of_survey(words, sentence)) {
            cover = Cover::Carried;
        }
        *shared = assertion.share && matches!(cover, Cover::Source(_) | Cover::Carried);
        covers.push(cover);
        let mut triggers = assertion.triggers;
        let thought = around.in_sentence(number).any(|a| a.manner == Manner::Thought && (a.kind != SourceKind::Pronoun || cover.is_bare()));
        if thought {
            triggers.add(Trigger::Mind);
        }
        if triggers.is_empty() || is_question(words, sentence) {
            continue;
        }
        let plain = triggers.iter().all(|t| matches!(t, Trigger::Figure | Trigger::Evaluation | Trigger::Assessment));
        if cover.is_bare() && (plain && assertion.prices || public::tells(words, sentence, &triggers)) {
            cover = Cover::Public;
        }
        if cover.is_bare() && told.results && *triggers == [Trigger::Figure] && public::tells_of_results(words, sentence) {
            cover = Cover::Carried;
        }
        let bare = match cover {
            Cover::Nobody | Cover::Act(_) => true,
            // A promise covers the promise and not the figure in it.
            Cover::Source(a) => around.by_id(a as usize).is_some_and(|of| is_commitment(words, of)),
            _ => false,
        };
        let figures = assertion.figures.iter().map(|figure| Place::of(part.number, *figure)).filter(|f| bare && !annotated(f)).collect();
        claims.push(Claim { place, sentence: number, cover, triggers, figures, weight: assertion.weight, opinion: None });
    }
    if title {
        claims.clear();
    }
    (claims, covers)
}

/// How many paragraphs open a story.
const OPENING: usize = 4;

/// Whether the story opens with a firm's report of its results: their figures are the firm's all the way down.
fn is_results_story(parts: &[Part]) -> bool {
    let mut opening = parts.iter().filter(|p| p.region == Region::Body).take(OPENING);
    opening.any(|p| p.facts.sentences.iter().any(|s| public::reports_results(&p.facts.words, s)))
}

/// Whether the story opens with a poll, survey or study as its source: its shares are that source's all the way down.
fn is_survey_story(parts: &[Part]) -> bool {
    let names = |p: &Part| {
        let words = &p.facts.words;
        (0..words.len()).any(|i| words.class(i).has(Class::POLL) && words.tag(i).is_noun())
    };
    let headline = parts.iter().filter(|p| matches!(p.region, Region::Headline | Region::Standfirst));
    headline.chain(parts.iter().filter(|p| p.region == Region::Body).take(OPENING)).any(names)
}

/// Whether a sentence gives shares or those who were asked.
fn tells_of_survey(words: &Words, sentence: &Sentence) -> bool {
    sentence.tokens.iter().any(|i| words.word(i) == "%" || words.class(i).has(Class::POLLED))
}

fn is_question(words: &Words, sentence: &Sentence) -> bool {
    sentence.tokens.iter().rev().take(2).any(|i| words.word(i) == "?")
}

fn is_commitment(words: &Words, attribution: &Attribution) -> bool {
    let i = words.at(attribution.cue.end.saturating_sub(1));
    words.class(i).has(Class::PROMISED) || words.is_one(i, &["agreed", "offered"]) && words.is_to(i + 1)
}

/// Whether a report vouches for what it holds. What is only thought by nobody ("is expected to"), what somebody will or may say,
/// and what a thing shows that is no record of anything ("the launch highlights the threat") does not.
fn vouches(words: &Words, a: &Attribution) -> bool {
    let cue = words.touched(a.cue.span());
    let verb = words.class(cue.end - 1);
    // "it became known"; what "is known" is only thought.
    let emerges =
        |k: usize| words.class(k).has(Class::EMERGES) && !words.class(k).has(Class::THINK) || words.class(k).has(Class::COMES_INTO);
    if a.manner == Manner::Agentless && cue.iter().any(emerges) {
        return true;
    }
    if a.manner == Manner::Agentless {
        return (!verb.has(Class::THINK) || verb.has(Class::SAY)) && !verb.has(Class::JUDGED);
    }
    if verb.has(Class::REPORT) || verb.has(Class::CUE) && !verb.has(Class::SAY | Class::ACT) || a.manner == Manner::Noun {
        return true;
    }
    let yet_to_come = cue.iter().any(|k| words.tag(k) == Tag::Modal);
    let thing = verb.has(Class::THINGS_DO)
        && a.kind == SourceKind::Described
        && a.source.is_some_and(|s| {
            let head = base_head(words, words.touched(s.span()));
            let somebody = Class::ROLE | Class::RELATION | Class::PEOPLE | Class::VAGUE | Class::ORG | Class::FIRM | Class::MALE;
            let record = Class::DOCUMENT | Class::POLL | Class::COURT | Class::CAMP | Class::FEMALE;
            words.tag(head).is_noun() && !words.capital(head) && !words.class(head).has(somebody | record)
        });
    !yet_to_come && !thing
}

/// Whether a report that covers a sentence of its block does so for sure: it says something, by words that hardly do anything but
/// report, or a document does. "Commits 40 boats", "wants to break the union" may as well be told of somebody by the story itself.
pub(super) fn is_beyond_doubt(facts: &BlockFacts, a: &Attribution) -> bool {
    let words = &facts.words;
    let reports = |class: Class| class.has(Class::REPORT | Class::TALLY) || class.has(Class::CUE) && !class.has(Class::SAY | Class::ACT);
    let plainly = || a.kind == SourceKind::Document || words.touched(a.cue.span()).iter().any(|k| reports(words.class(k)));
    let clause = |c: &Place| *c < a.cue || words.class(words.at(c.start).wrapping_sub(1)).has(Class::CLAUSE_LEAD);
    a.manner == Manner::Said && plainly() && (a.content.iter().any(clause) || tells(facts, a))
}

/// Whether a report has something said as its object: a clause, a quotation, what somebody is called or asked to do, or a
/// noun for words; and not only a thing or a person, as what is done with hands has. Why it was done is never a part of that.
fn tells(facts: &BlockFacts, attribution: &Attribution) -> bool {
    let words = &facts.words;
    attribution.content.iter().filter(|c| c.block == attribution.cue.block).any(|content| {
        let first = words.at(content.start);
        let last = words.at(content.end.saturating_sub(1));
        let why = (first + 1..=last).find(|k| words.class(*k).has(Class::SUBORDINATOR) && !words.is_as(*k)).unwrap_or(last + 1);
        let said = |k: usize| {
            words.class(k).has(Class::SAYING | Class::ALLEGATION | Class::QUESTIONS | Class::QUESTION_WORD | Class::EVALUATION)
                || words.is_one(k, &["that", "as", "to", "n't"])
                || words.tag(k).is_finite() && !words.class(k.wrapping_sub(1)).has(Class::RELATIVE)
        };
        let pieces = &facts.pieces;
        let quotes = pieces.get(pieces.partition_point(|p| p.start < content.start)).is_some_and(|p| p.start < content.end);
        quotes || (first..why).any(said)
    })
}

/// The cue of a report, or a stretch of what it says.
#[derive(Clone, Copy)]
struct ToldHere {
    /// The report's number among those of its block.
    of: usize,
    place: Place,
    is_cue: bool,
}

/// The stretches of what is said among some of a report: one that says very much is asked only for what stands in a sentence.
fn said(some: &[ToldHere]) -> impl Iterator<Item = Place> {
    some.iter().filter(|t| !t.is_cue).map(|t| t.place)
}

/// What stands around a sentence in its block.
struct Around<'a> {
    /// The number of the first of the attributions.
    first: usize,
    attributions: &'a [Attribution],
    quotes: &'a [Quote],
    block: &'a Block,
    /// The cues of the attributions and what is said in the block, in the order of `attributions`.
    told: Vec<ToldHere>,
    /// What these take up in the block, by number in `told`.
    taken: Spans,
}

impl<'a> Around<'a> {
    fn of(block: usize, first: usize, attributions: &'a [Attribution], quotes: &'a [Quote], text: &'a Block) -> Self {
        let one = |(of, a): (usize, &'a Attribution)| {
            let content = a.content.iter().map(move |c| ToldHere { of, place: *c, is_cue: false });
            content.chain([ToldHere { of, place: a.cue, is_cue: true }])
        };
        let told: Vec<ToldHere> = attributions.iter().enumerate().flat_map(one).filter(|t| t.place.block == block).collect();
        let taken = Spans::of(told.iter().enumerate().map(|(n, t)| (t.place.start, t.place.end, n)));
        Self { first, attributions, quotes, block: text, told, taken }
    }

    /// The attributions whose cue stands in a sentence; they are in the order of the sentences.
    fn in_sentence(&self, number: usize) -> impl Iterator<Item = &'a Attribution> {
        let from = self.attributions.partition_point(|a| a.sentence < number);
        self.attributions[from..].iter().take_while(move |a| a.sentence == number)
    }

    /// The attribution of a number.
    fn by_id(&self, id: usize) -> Option<&'a Attribution> {
        self.attributions.get(id.checked_sub(self.first)?)
    }

    fn cover(&self, part: &Part, sentence: &Sentence, number: usize, place: &Place, before: Option<Cover>) -> Cover {
        let shared = |p: &Place| if p.overlaps(place) { p.end.min(place.end) - p.start.max(place.start) } else { 0 };
        let from = self.quotes.partition_point(|q| q.place.end <= place.start);
        let here = || self.quotes[from..].iter().take_while(|q| q.place.start < place.end);
        let spoken = || here().filter(|q| q.speaker_known && q.place.overlaps(place));
        let quoted: u32 = spoken().map(|q| shared(&q.place)).sum();
        let length = place.end - place.start;
        if quoted * 10 >= length * 6 {
            return Cover::Quotation;
        }
        let words = &part.facts.words;
        // "He wants to extend it": a plan that is told as somebody's.
        let wants_to = |a: &Attribution, here: &[ToldHere]| {
            let plan = |c: Place| words.is_to(words.at(c.start)) && shared(&c) >= length / 2;
            a.cue.block == place.block && words.class(words.at(a.cue.end - 1)).has(Class::PLANS) && said(here).any(plan)
        };
        let denies = |a: &Attribution| {
            let cue = words.touched(a.cue.span());
            cue.iter().any(|i| words.is_one(i, &["not", "n't", "n’t"])) && words.class(cue.end - 1).has(Class::ANSWERS)
        };
        // "Readers saw how the site rated it", "she wrote a comment that attacked it": the sentence is about something else.
        // "The port, which announced it on Monday, shut the mill": what is told of it besides.
        let leads = |a: &Attribution| {
            let cue = words.touched(a.cue.span());
            let aside = |k: usize| words.class(k).has(Class::RELATIVE) && words.word(k.wrapping_sub(1)) == ",";
            if cue.start.checked_sub(1).is_some_and(|k| k >= sentence.tokens.start && aside(k)) {
                return false;
            }
            let Some(before) = a.source.and_then(|s| words.at(s.start).checked_sub(1)).filter(|b| *b >= sentence.tokens.start) else {
                return true;
            };
            !words.class(before).has(Class::SUBORDINATES) && !words.tag(before).is_verb()
        };
        // How much of the sentence a report takes up.
        const MOST: u32 = 5;
        let told = |a: &Attribution, here: &[ToldHere]| -> u32 {
            let head = if a.manner == Manner::Noun { 0 } else { a.source.map_or(0, |s| shared(&s)) + shared(&a.cue) };
            head + said(here).map(|c| shared(&c)).sum::<u32>()
        };
        let mostly = |a: &Attribution, here: &[ToldHere]| told(a, here) * 10 >= length * MOST;
        // "They let it go, although the trainer had allegedly cheated": what hangs on the sentence does not vouch for it.
        let aside = |a: &Attribution, here: &[ToldHere]| {
            const WHOLE: u32 = 8;
            let hearsay = words.class(words.at(a.cue.end - 1)).has(Class::REPORTEDLY);
            let opens = said(here).any(|c| c.start <= sentence.start);
            hearsay && !opens && told(a, here) * 10 < length * WHOLE
        };
        let own = |a: &Attribution, here: &[ToldHere]| {
            (a.cue.overlaps(place) || said(here).any(|c| shared(&c) >= length / 2))
                && (a.source.is_some() || a.kind == SourceKind::Vague || a.manner == Manner::Agentless)
                && (a.manner != Manner::Thought || wants_to(a, here))
                // "It did not respond to queries": nobody vouches for anything.
                && !denies(a)
                && vouches(words, a)
                // "His criticism of the plan" says nothing of what it did, nor "a law, which critics attacked" of what it is.
                && match a.manner {
                    Manner::Noun | Manner::Agentless => mostly(a, here) && !aside(a, here),
                    Manner::Acted => leads(a) && mostly(a, here),
                    _ => leads(a) || mostly(a, here),
                }
        };
        let near: Vec<ToldHere> = self.taken.overlapping(place.start, place.end).into_iter().map(|n| self.told[n]).collect();
        let near = || near.chunk_by(|a, b| a.of == b.of).map(|here| (self.first + here[0].of, &self.attributions[here[0].of], here));
        let near = || near().filter(|(_, a, here)| own(a, here)).map(|(id, a, _)| (id, a));
        let said = near().find(|(_, a)| a.manner == Manner::Said);
        let told = |a: &Attribution| a.manner != Manner::Acted || tells(part.facts, a);
        let acted = near().next();
        if let Some((id, _)) = said.or_else(|| near().find(|(_, a)| told(a))) {
            return Cover::Source(clamp(id));
        }
        if spoken().any(|q| q.statement) && quoted * 10 >= length * 3 {
            return Cover::Quotation;
        }
        let cites =
            self.block.links.iter().any(|(range, url)| range.start < sentence.end && sentence.start < range.end && url.contains("://"))
                || self.block.notes.iter().any(|n| sentence.start < *n && *n <= sentence.end)
                || part.facts.words.text()[sentence.start as usize..sentence.end as usize].contains("[^");
        if cites {
            return Cover::Citation;
        }
        let first = sentence.tokens.start;
        // "It's a pity": the writer's.
        let copula = words.class(first + 1).has(Class::COPULA_SHORT);
        let continues = words.class(first).has(Class::CARRIES_ON)
            || words.is(first, "it") && !copula
            || (words.is_one(first, &["the", "that", "this"]) && words.class(first + 1).has(Class::SAYING | Class::DOCUMENT))
            || sentence.tokens.iter().take(8).any(|i| words.is(i, "would"));
        match before {
            Some(Cover::Source(_) | Cover::Quotation | Cover::Carried) if number > 0 && continues => Cover::Carried,
            _ => acted.map_or(Cover::Nobody, |(id, _)| Cover::Act(clamp(id))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// Who vouches for the last claim of a story.
    #[test]
    fn an_act_vouches_for_nothing() {
        for (text, expected) in [
            ("Militants attacked a village, killing 40 people.", "nobody"),
            ("The firm dismissed the 40 workers because they had joined a union.", "nobody"),
            ("The mayor attacked claims that 40 people were killed.", "source"),
            ("The mayor criticised the 40 killings as a crime.", "source"),
            ("The mayor called the killing of 40 people “a crime of hate”.", "source"),
            ("The mayor said that militants killed 40 people.", "source"),
            ("Militants killed 40 people.", "nobody"),
            // What a thing shows, what is thought by nobody and what is yet to be said.
            ("The launch highlights the threat that 40 boats are to the town.", "nobody"),
            ("The minister highlights the threat that 40 boats are to the town.", "source"),
            ("The report highlights the threat that 40 boats are to the town.", "source"),
            ("Some 40 people are expected to leave because of the cost.", "nobody"),
            ("Some 40 people are reported to have left because of the cost.", "source"),
            ("The firm will propose a plan to kill 40 dangerous dogs.", "nobody"),
            ("The firm proposed a plan to kill 40 dangerous dogs.", "source"),
            ("The town fears a fleet of 40 ships that cheated it, which has allegedly been seen.", "nobody"),
            ("The town allegedly cheated 40 people.", "source"),
            ("The town cheated 40 people, according to its log.", "source"),
            ("The clerk, who allegedly took the keys, was let go because the town feared for its good name.", "nobody"),
            ("The town, which announced its results last week, shut the mill in order to punish its 40 divers.", "nobody"),
            ("It emerged on Monday that the town had cheated 40 people.", "source"),
            ("The town dropped the case to protect a bank, although the clerk had allegedly sold some boats.", "nobody"),
        ] {
            let draft = Draft::new(&format!("Head line\n\n{text}"), Format::Text);
            let reading = read(&draft, &Context::default(), &|| false).unwrap();
            let cover = match reading.claims.last().map(|c| c.cover) {
                Some(Cover::Act(_)) => "act",
                Some(Cover::Source(_) | Cover::Quotation) => "source",
                Some(Cover::Nobody) => "nobody",
                _ => "none",
            };
            assert_eq!(cover, expected, "{text}");
        }
    }
}
