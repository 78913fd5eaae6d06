//! The story pass: a draft read whole.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::acronyms::Acronym;
use super::again::Earlier;
use super::anchor::{self, Anchor, AnchorSource};
use super::attributions::Attribution;
use super::bulk::Bulk;
use super::claims::{Claim, Covers};
use super::datelines;
use super::dates::TimeExpression;
use super::day;
use super::edit::Renewed;
use super::front::{DoubtfulDay, FrontSlip, Places};
use super::marks::{self, Kept, Mark, Marks, is_anonymous, local};
use super::part::Part;
use super::pass;
use super::people::{self, MentionKind, Person};
use super::place::Place;
use super::quotations::Quote;
use super::sheets::Sheets;
use super::told::Trail;
use super::unchanged::Unchanged;
use crate::language::House;
use crate::paragraph::reports::SourceKind;
use crate::paragraph::{BlockFacts, quoted};
use crate::roster::file::id_of;
use crate::roster::{Entry, Protected, Roster, Spelling};
use crate::settings::{Profile, Settings, WeekStart};
use crate::text::inline::Kind;
use crate::text::metadata::{Header, Metadata, Written};
use crate::text::position::clamp;
use crate::text::{Block, Draft, Region, region};

/// What is known of a draft besides its text.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The desk's settings.
    pub settings: Arc<Settings>,
    /// What the `.meta.yaml` file beside the draft says.
    pub meta: Metadata,
    /// The path of the draft's file, of its address, or its name alone.
    pub path: Option<String>,
    /// The publication date, as the editor or caller gives it.
    pub date: Option<Date>,
    /// The desk's own words. Blocks keep what was made of them: a draft is not read with two of these.
    pub house: Arc<House>,
    /// The people file.
    pub roster: Arc<Roster>,
    /// The annotations that are kept beside the draft.
    pub beside: Arc<Vec<Kept>>,
    /// The sources whose names the desk protects.
    pub protected: Arc<Protected>,
}

/// A draft as read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The blocks.
    pub blocks: Vec<Arc<Block>>,
    /// The numbers of those in which something is marked: annotations, queries, links, markup that is not read.
    pub marked: Vec<usize>,
    /// Where each block starts in the draft, in bytes.
    pub starts: Vec<usize>,
    /// What each block is for.
    pub regions: Vec<Region>,
    /// What each block tells by itself.
    pub facts: Vec<Arc<BlockFacts>>,
    /// Front matter and `.meta.yaml`, joined.
    pub metadata: Metadata,
    /// Where the front matter stands, if there is any.
    pub header: Option<Header>,
    /// What is wrong with the front matter.
    pub front_slips: Vec<FrontSlip>,
    /// The day of publication that metadata gives, where it is in doubt and nothing settles it.
    pub doubtful_day: Option<DoubtfulDay>,
    /// How many bytes of each block's clean text are a dateline.
    pub datelines: Vec<u32>,
    /// The date to reckon from.
    pub anchor: Option<Anchor>,
    /// Who is who.
    pub people: Vec<Person>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Dates.
    pub dates: Vec<TimeExpression>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Of each block, who covers each of its sentences; none where the block is neither body nor title.
    pub covers: Covers,
    /// The claims that grammar makes out, where the others are those that the reader would ask about ([`Reading::judge`]).
    pub(super) asserted: Option<Vec<Claim>>,
    /// Abbreviations that want explaining.
    pub acronyms: Vec<Acronym>,
    /// The desk's annotations, in order of the text.
    pub marks: Marks,
    /// Annotations beside the draft that have lost their place.
    pub orphans: Vec<Kept>,
    /// For each of `people`, the id of their entry in the people file and how the draft spells them there.
    pub entries: Vec<Option<Box<(String, Spelling)>>>,
    /// The people file.
    pub roster: Arc<Roster>,
    /// The sources whose names the desk protects.
    pub protected: Arc<Protected>,
    /// Whose style the draft follows.
    pub profile: Profile,
    /// The settings with which it was read.
    pub settings: Arc<Settings>,
    /// What the next reading goes by.
    trail: Trail,
    /// What tells it from every other reading.
    own: Arc<()>,
    /// What was read anew after an edit, and since which reading; none where all was.
    renewed: Option<(Arc<()>, Renewed)>,
}

/// Reads a draft. `stop` is asked between blocks; where it says so, reading ends early with `None`.
#[must_use]
pub fn read(draft: &Draft, context: &Context, stop: &dyn Fn() -> bool) -> Option<Reading> {
    read_again(draft, context, None, stop)
}

/// Reads a draft of which there is an earlier reading, perhaps under other circumstances, and perhaps of another text. What comes of
/// it is what [`read`] gives; it is faster where little has changed.
#[must_use]
pub fn read_again(draft: &Draft, context: &Context, earlier: Option<&Reading>, stop: &dyn Fn() -> bool) -> Option<Reading> {
    let slots = draft.slots();
    let front = draft.front_matter();
    let metadata = front.metadata.clone().or(context.meta.clone());
    let regions = region::regions(slots, front.blocks(), metadata.headline.as_deref());
    let datelines = datelines::of(slots, &regions);
    let unchanged = Unchanged::of(earlier.map_or(&[], |e| &e.blocks), slots);
    let facts = unchanged.facts(earlier.map_or(&[], |e| &e.facts), slots, &context.house, stop)?;
    let marked = unchanged.marked(earlier.map_or(&[], |e| &e.marked), slots);
    let blocks: Vec<Arc<Block>> = slots.iter().map(|s| Arc::clone(&s.block)).collect();
    let starts = draft.starts();
    let parts: Vec<Part> = facts
        .iter()
        .enumerate()
        .map(|(number, f)| Part { number, region: regions[number], dateline: datelines[number], facts: f })
        .collect();
    let places = Places { draft, blocks: &blocks, starts: &starts };
    let front_slips = places.slips(&front);
    let doubtful_day = front.metadata.date.as_ref().map(|d| (d, true)).or(context.meta.date.as_ref().map(|d| (d, false)));
    let doubtful_day = doubtful_day.and_then(|(written, in_draft)| places.doubt(written, in_draft));
    let anchor = anchor(draft, &front.metadata, context, &parts);
    let doubtful_day = doubtful_day.filter(|d| !anchor.as_ref().is_some_and(|a| d.readings.contains(&a.date)));

    let sunday_start = match metadata.week_start.as_deref() {
        Some(w) => w.eq_ignore_ascii_case("sunday"),
        None => context.settings.week_start == WeekStart::Sunday,
    };
    let profile = metadata.profile.as_deref().and_then(Profile::named).unwrap_or(context.settings.profile);
    let marks = marks::all(&blocks, &marked, &starts, &context.beside);
    let known = |phrase: &String, text: &str| text.to_lowercase().contains(&phrase.to_lowercase());
    let settles = |place: &Place| {
        marks.at(*place).any(|m| m.settles(place)) || {
            let text = facts[place.block].words.text();
            let sentence = &text[place.start as usize..place.end as usize];
            context.settings.common_knowledge.iter().any(|p| known(p, sentence))
        }
    };
    let sheets = Sheets {
        parts: &parts,
        blocks: &blocks,
        marks: &marks,
        roster: &context.roster,
        published: anchor.as_ref().map(|a| a.date),
        sunday_start,
        settles: &settles,
        settings: &context.settings,
        stop,
    };
    let same_desk = |e: &&Reading| Arc::ptr_eq(&e.roster, &context.roster) && Arc::ptr_eq(&e.settings, &context.settings);
    let earlier = earlier.filter(same_desk);
    let told = pass::tell(&sheets, earlier.map(Reading::as_earlier))?;
    let acronyms = told.acronyms;
    let entry = |p: &Person| {
        let roles: Vec<&str> = p.roles.iter().map(|r| r.text.as_str()).collect();
        context.roster.named(&p.name, &roles).map(|(e, spelling)| Box::new((e.id.clone(), spelling)))
    };
    let named_so = |(one, other): (&Person, &Person)| {
        one.name == other.name && one.roles.iter().map(|r| &r.text).eq(other.roles.iter().map(|r| &r.text))
    };
    let same_people = earlier.filter(|e| e.people.len() == told.people.len() && e.people.iter().zip(&told.people).all(named_so));
    let entries = same_people.map_or_else(|| told.people.iter().map(entry).collect(), |e| e.entries.clone());
    Some(Reading {
        blocks,
        marked,
        starts,
        regions,
        facts,
        metadata,
        header: front.header.clone(),
        front_slips,
        doubtful_day,
        datelines,
        anchor,
        people: told.people,
        attributions: told.attributions,
        quotes: told.quotes,
        dates: told.dates,
        claims: told.claims,
        covers: told.covers,
        asserted: None,
        acronyms,
        marks,
        orphans: context.beside.iter().filter(|k| k.range.is_empty()).cloned().collect(),
        entries,
        roster: Arc::clone(&context.roster),
        protected: Arc::clone(&context.protected),
        profile,
        settings: Arc::clone(&context.settings),
        trail: told.trail,
        own: Arc::default(),
        renewed: earlier.and_then(|e| Some((Arc::clone(&e.own), told.renewed?))),
    })
}

/// The date to reckon from, of the first of those who give one that is sure: the front matter, the file beside the draft, the
/// caller, the article, the file's name, and last a day on which something was changed.
fn anchor(draft: &Draft, own: &Metadata, context: &Context, parts: &[Part]) -> Option<Anchor> {
    let written = |w: &Option<Written>, source: fn(usize) -> AnchorSource| {
        w.as_ref().and_then(|w| Some(Anchor { date: day::read(&w.text).sure()?, source: source(w.line) }))
    };
    let given = || context.date.map(|date| Anchor { date, source: AnchorSource::Given });
    let default_year = context.settings.year.or(context.date.map(Date::year));
    let updated = |n: usize| draft.slots()[n].block.shape.tells_update();
    let told = || anchor::in_article(parts, updated, default_year);
    let named = || context.path.as_deref().and_then(anchor::in_path).map(|date| Anchor { date, source: AnchorSource::FileName });
    let meta = |_| AnchorSource::MetaFile;
    written(&own.date, AnchorSource::FrontMatter)
        .or_else(|| written(&context.meta.date, meta))
        .or_else(given)
        .or_else(told)
        .or_else(named)
        .or_else(|| written(&own.updated, AnchorSource::FrontMatter))
        .or_else(|| written(&context.meta.updated, meta))
}

impl Reading {
    /// What was read anew since an earlier reading, where all that it told of the article as a whole stands: who is who, the day to
    /// reckon from, what the draft says of itself, and whether the reader was asked.
    pub(crate) fn renewed_since(&self, earlier: &Self) -> Option<&Renewed> {
        let whole = |r: &Self| (r.anchor.as_ref().map(|a| a.date), r.profile, r.is_judged());
        let same = whole(self) == whole(earlier) && self.metadata == earlier.metadata && Arc::ptr_eq(&self.protected, &earlier.protected);
        let (since, renewed) = self.renewed.as_ref()?;
        (same && Arc::ptr_eq(since, &earlier.own)).then_some(renewed)
    }

    /// How much the story is, in words.
    pub(crate) fn bulk(&self) -> Bulk {
        self.trail.bulk
    }

    fn as_earlier(&self) -> Earlier<'_> {
        Earlier {
            facts: &self.facts,
            regions: &self.regions,
            datelines: &self.datelines,
            marks: &self.marks,
            people: &self.people,
            attributions: &self.attributions,
            quotes: &self.quotes,
            dates: &self.dates,
            claims: self.asserted.as_deref().unwrap_or(&self.claims),
            covers: &self.covers,
            acronyms: &self.acronyms,
            trail: &self.trail,
        }
    }

    /// The blocks in which something is marked, with their numbers.
    pub(crate) fn marked_blocks(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.marked.iter().map(|number| (*number, &*self.blocks[*number]))
    }

    /// A place in bytes of the draft.
    #[must_use]
    pub fn absolute(&self, place: Place) -> Range<usize> {
        let raw = self.blocks[place.block].to_raw(place.start..place.end);
        self.starts[place.block] + raw.start..self.starts[place.block] + raw.end
    }

    /// The block that holds a byte of the draft (or ends there), and the offset in its clean text.
    #[must_use]
    pub fn locate(&self, byte: usize) -> Option<(usize, u32)> {
        let block = self.starts.partition_point(|s| *s <= byte).checked_sub(1)?;
        let within = byte - self.starts[block];
        (within <= self.blocks[block].raw.len()).then(|| (block, self.blocks[block].of_raw(within)))
    }

    /// The words at a place, without markup.
    #[must_use]
    pub fn text(&self, place: Place) -> &str {
        &self.blocks[place.block].text()[place.start as usize..place.end as usize]
    }

    /// A place without blanks at its ends and without the final full stop of a sentence.
    #[must_use]
    pub fn without_stop(&self, place: Place) -> Place {
        let text = self.text(place);
        let trimmed = text.trim_end_matches(['.', '!', ' ', '\u{a0}']);
        let lead = text.len() - text.trim_start().len();
        if trimmed.len() <= lead {
            return place;
        }
        Place { start: place.start + clamp(lead), end: place.start + clamp(trimmed.len()), ..place }
    }

    /// Whether an annotation of a kind stands at a place.
    #[must_use]
    pub fn is_annotated(&self, kind: Kind, place: &Place) -> bool {
        self.marks.at(*place).any(|m| m.kind == kind && m.place.overlaps(place))
    }

    /// The headline: of the metadata, else the draft's own.
    #[must_use]
    pub fn headline(&self) -> Option<String> {
        let words = |b: usize| self.blocks[b].text().trim()[self.blocks[b].shape.sheet_label()..].to_owned();
        let own = || self.regions.iter().position(|r| *r == Region::Headline).map(words);
        self.metadata.headline.clone().or_else(own)
    }

    /// How a source or speaker is called: by the person's name, else in the words of the draft.
    #[must_use]
    pub fn who(&self, person: Option<usize>, words: Option<Place>) -> Option<&str> {
        person.map(|id| self.people[id].name.as_str()).or_else(|| words.map(|place| self.text(place)))
    }

    /// Whether an id is that of a protected source: one of the private file, or one that names nobody and is nobody's elsewhere.
    #[must_use]
    pub fn protects(&self, id: &str) -> bool {
        let id = local(id);
        let elsewhere = || self.roster.name_of(id).is_some() || self.metadata.sources.iter().any(|(own, _)| own == id);
        self.protected.covers(id) || is_anonymous(id) && !elsewhere()
    }

    /// Whether an id is that of a person: in the people file, or made of a name of the article.
    #[must_use]
    pub fn is_person(&self, id: &str) -> bool {
        self.roster.person(id).is_some() || self.people.iter().any(|p| id_of(&p.name) == id)
    }

    /// Whether a place lies in a quotation: somebody else's words, that a desk does not mend.
    #[must_use]
    pub fn is_quoted(&self, place: Place) -> bool {
        quoted::around(&self.facts[place.block].pieces, place.start, place.end).is_some()
    }

    /// The sentence of a place.
    #[must_use]
    pub fn sentence_of(&self, place: Place) -> Place {
        let facts = &self.facts[place.block];
        facts.sentences.get(facts.sentence_at(place.start)).map_or(place, |s| Place { block: place.block, start: s.start, end: s.end })
    }

    /// The attributions whose cue stands in the sentence of a place.
    #[must_use]
    pub fn attributions_near(&self, place: Place) -> &[Attribution] {
        let sentence = (place.block, self.facts[place.block].sentence_at(place.start));
        // They stand in the order of blocks and sentences.
        let from = self.attributions.partition_point(|a| (a.cue.block, a.sentence) < sentence);
        let count = self.attributions[from..].iter().take_while(|a| (a.cue.block, a.sentence) == sentence).count();
        &self.attributions[from..from + count]
    }

    /// The dates that lie within a place.
    #[must_use]
    pub fn dates_in(&self, place: Place) -> &[TimeExpression] {
        let from = self.dates.partition_point(|d| (d.place.block, d.place.start) < (place.block, place.start));
        let count = self.dates[from..].iter().take_while(|d| place.covers(&d.place)).count();
        &self.dates[from..from + count]
    }

    /// The dates, by their numbers, that cannot be reckoned for want of a publication date, and that the desk has not settled.
    pub fn unanchored(&self) -> impl Iterator<Item = usize> {
        let open = |d: &TimeExpression| {
            d.unanchored && self.regions[d.place.block] != Region::Boilerplate && !self.is_annotated(Kind::Date, &d.place)
        };
        self.dates.iter().enumerate().filter(move |(_, d)| self.anchor.is_none() && open(d)).map(|(n, _)| n)
    }

    /// The source of a report as a list has it: without an article before the draft's words.
    #[must_use]
    pub fn source_name(&self, a: &Attribution) -> Option<&str> {
        let name = self.who(a.person, a.source)?;
        let bare = || name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        Some(if a.person.is_some() { name } else { bare() })
    }

    /// The article's own sources by name, most used first: people, then organisations.
    #[must_use]
    pub fn named_sources(&self) -> Vec<String> {
        const LONGEST: usize = 5;
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let mut at: HashMap<&str, usize> = HashMap::new();
        for a in &self.attributions {
            if a.person.is_none() && a.kind != SourceKind::Name {
                continue;
            }
            let Some(name) = self.source_name(a).filter(|n| n.split_whitespace().count() <= LONGEST) else { continue };
            let n = *at.entry(name).or_insert(counts.len());
            match counts.get_mut(n) {
                Some((_, count)) => *count += 1,
                None => counts.push((name, 1)),
            }
        }
        counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        counts.into_iter().map(|(n, _)| n.to_owned()).collect()
    }

    /// The person named at a place in a block.
    #[must_use]
    pub fn person_at(&self, block: usize, at: u32) -> Option<(usize, Place)> {
        self.people.iter().enumerate().find_map(|(id, p)| {
            p.mentions.iter().find(|m| m.place.block == block && m.place.start <= at && at <= m.place.end).map(|m| (id, m.place))
        })
    }

    /// The entry of a person of the article in the people file.
    #[must_use]
    pub fn entry(&self, person: usize) -> Option<&Entry> {
        self.entries[person].as_ref().and_then(|entry| self.roster.person(&entry.0))
    }

    /// Where a person is first called by surname alone in the story, and the role by which readers know them.
    #[must_use]
    pub fn first_bare_surname(&self, person: usize) -> Option<(Place, String)> {
        let p = &self.people[person];
        let bare = |m: &&people::Mention| {
            m.kind == MentionKind::Name && self.regions[m.place.block].is_story() && !self.text(m.place).contains(char::is_whitespace)
        };
        let place = p.mentions.iter().find(bare)?.place;
        let day = self.anchor.as_ref().map(|a| a.date);
        let held = || self.entry(person)?.roles_on(day?).first().map(|r| r.short.clone().unwrap_or_else(|| r.title.clone()));
        Some((place, p.roles.first().map(|r| r.text.clone()).or_else(held)?)).filter(|_| p.name.contains(' '))
    }

    /// The annotations that cover a byte of a block's clean text, inner ones last.
    pub fn marks_at(&self, block: usize, at: u32) -> impl Iterator<Item = &Mark> {
        self.marks.at(Place { block, start: at, end: at })
    }

    /// The first mention of a person by name, in the body where there is one.
    #[must_use]
    pub fn introduction(&self, person: usize) -> Option<Place> {
        let by_name = || self.people[person].mentions.iter().filter(|m| m.kind == MentionKind::Name);
        by_name().find(|m| self.regions[m.place.block].is_story()).or_else(|| by_name().next()).map(|m| m.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Draft, Format};

    fn reading(text: &str) -> Reading {
        read(&Draft::new(text, Format::Markdown), &Context::default(), &|| false).unwrap()
    }

    #[test]
    fn the_headline_is_the_metadata_s_or_the_draft_s() {
        for (text, expected) in [
            ("---\ntitle: Mill shuts\n---\n\n# Mill opens\n\nIt rose.", Some("Mill shuts")),
            ("# Mill opens\n\nIt rose.", Some("Mill opens")),
            ("HED: Mill opens\n\nIt rose.", Some("Mill opens")),
            ("The mill opened on Tuesday.\n\nIt rose.", None),
        ] {
            assert_eq!(reading(text).headline().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_place_without_its_stop_is_its_words() {
        let reading = reading("# Mill opens\n\nIt rose. It fell!");
        let words = |start: u32, end: u32| reading.text(reading.without_stop(Place { block: 1, start, end }));
        assert_eq!([words(0, 8), words(8, 17), words(8, 9)], ["It rose", "It fell", " "]);
    }

    #[test]
    fn an_overtaken_reading_is_none() {
        assert!(read(&Draft::new("# Mill opens\n\nIt rose.", Format::Markdown), &Context::default(), &|| true).is_none());
    }
}
