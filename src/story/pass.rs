//! The story pass: what joins the paragraphs of a draft, read from the top, or after an edit ([`super::again`]).

use std::sync::Arc;

use super::acronyms;
use super::again::{self, Earlier};
use super::bulk::Bulk;
use super::claims::{Asserted, Grounds};
use super::dates::{self, Years};
use super::edit::within;
use super::people::{self, Joined, Sums};
use super::sheets::Sheets;
use super::speakers;
use super::told::{StoryTold, Trail};
use super::walk::{Carried, Walk};

/// Reads an article. Where `earlier` is told, what comes of it is the same as from the top. `None` where it was told to stop.
pub(super) fn tell(sheets: &Sheets, earlier: Option<Earlier>) -> Option<StoryTold> {
    earlier.map_or(Err(None), |earlier| again::tell(sheets, earlier)).map_or_else(|joined| from_the_top(sheets, joined), Some)
}

/// Reads all of an article, of which the names may be `joined`.
fn from_the_top(sheets: &Sheets, joined: Option<Box<Joined>>) -> Option<StoryTold> {
    let parts = sheets.parts;
    let historical = Years::of(parts).are_the_story_s(sheets.published);
    let top = dates::CarriedDay::at_the_top(sheets.published, sheets.sunday_start, historical);
    let joined = joined.map_or_else(|| people::join(parts, sheets.roster, Sums::of(parts)), |joined| *joined);
    let Joined { mut people, named, index } = joined;
    let mut walk = Walk::new(sheets, &index, 0, Carried::at_the_top(top.clone()), &[]);
    while walk.mentioned() < parts.len() {
        if (sheets.stop)() {
            return None;
        }
        let number = walk.mentioned();
        walk.mention(&people, within(&named, &(number..number + 1), |(_, m)| m.place.block));
    }
    drop(named);
    walk.sexes.learnt.iter().for_each(|(_, id, sex)| people[*id].sex = Some(*sex));
    people::add_roles(&mut people, std::mem::take(&mut walk.told));
    while walk.heard() < parts.len() {
        walk.hear(&people);
    }
    let questions = speakers::questions(parts);
    let found = walk.finish(&people, questions > 0, 0);
    people::mention(&mut people, &found.mentions);
    let grounds = Grounds::of(sheets, &found.attributions, &found.quotes);
    let Asserted { claims, covers, carried } = Asserted::of(&grounds, None);
    let (acronyms, asked) = acronyms::of(parts, sheets.settings, None);
    let trail = Trail {
        index,
        carried: found.carried,
        mentions: found.mentions,
        learnt: found.learnt,
        dates: top,
        questions,
        labels: Arc::new(found.labels),
        claims: carried,
        acronyms: asked,
        bulk: Bulk::of(parts),
    };
    Some(StoryTold {
        people,
        attributions: found.attributions,
        quotes: found.quotes,
        dates: found.dates,
        claims,
        covers,
        acronyms,
        trail,
        renewed: None,
    })
}
