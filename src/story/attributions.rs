//! Who says what in the story: the reports of all paragraphs, each source joined to the person it names. What reports, and how
//! far, is told by [`crate::paragraph::reports`].

use super::part::Part;
use super::people::Mention;
use super::place::Place;
use crate::language::{Class, Tag, Tokens, Words};
use crate::paragraph::BlockFacts;
use crate::paragraph::names::past_letters;
use crate::paragraph::quoted::is_statement;
use crate::paragraph::reports::kinds::base_head;
use crate::paragraph::reports::{Manner, SourceKind};
use crate::text::Region;
use crate::text::Span;
use crate::text::position::clamp;
use std::ops::Range;

/// A report of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it.
    pub source: Option<Place>,
    /// The word or words that report.
    pub cue: Place,
    /// What a pronoun for the source stands for, where that is nobody with a name: an office, "a clerk".
    pub stands_for: Option<Place>,
    /// What is said.
    pub content: Vec<Place>,
    /// The person who says it.
    pub person: Option<usize>,
    /// How.
    pub manner: Manner,
    /// What the source is.
    pub kind: SourceKind,
    /// The sentence of the cue, by its number in the block.
    pub sentence: usize,
}

impl Attribution {
    /// The same in an article in which `by` paragraphs were put in before it.
    pub(super) fn moved(&self, by: isize) -> Self {
        Self {
            source: self.source.map(|place| place.moved(by)),
            cue: self.cue.moved(by),
            stands_for: self.stands_for.map(|place| place.moved(by)),
            content: self.content.iter().map(|place| place.moved(by)).collect(),
            ..*self
        }
    }

    /// The last token of the words that report, in its paragraph: the verb, where there is one.
    pub(crate) fn verb(&self, words: &Words) -> usize {
        words.touched(self.cue.span()).end.saturating_sub(1)
    }

    /// The words that say who says it: of a pronoun what it stands for.
    #[must_use]
    pub fn speaker(&self) -> Option<Place> {
        self.stands_for.or(self.source)
    }
}

/// The numbers of those of a block. All stand in the order of blocks and sentences.
pub(super) fn in_block(all: &[Attribution], block: usize) -> Range<usize> {
    let from = all.partition_point(|a| a.cue.block < block);
    from..from + all[from..].partition_point(|a| a.cue.block == block)
}

/// The numbers of those of a sentence.
pub(super) fn in_sentence(all: &[Attribution], block: usize, sentence: usize) -> Range<usize> {
    let from = all.partition_point(|a| (a.cue.block, a.sentence) < (block, sentence));
    from..from + all[from..].partition_point(|a| (a.cue.block, a.sentence) == (block, sentence))
}

/// The reports of one paragraph, each source joined to the person it names: by what it tells itself, whom it mentions, and the block
/// quotation before it that waits for its signature, which is taken or left in `unsigned`.
pub(super) fn paragraph(parts: &[Part], number: usize, mentioned: &[(usize, Mention)], unsigned: &mut Option<usize>) -> Vec<Attribution> {
    let part = &parts[number];
    let signs = part.region == Region::Credit && unsigned.is_some();
    if !(part.region.is_story() || signs || matches!(part.region, Region::Headline | Region::Standfirst)) {
        return Vec::new();
    }
    let quoted = unsigned.take().map(|block| &parts[block]);
    let mut named: Vec<(usize, Place)> = mentioned.iter().map(|(id, m)| (*id, m.place)).collect();
    named.sort_by_key(|(id, place)| (place.start, *id));
    let named = &named[..];
    let mut all: Vec<Attribution> = quoted.and_then(|block| signature(part, block, named)).into_iter().collect();
    let signed = !all.is_empty();
    if signs {
        return all;
    }
    let words = &part.facts.words;
    let place = |span: Span| Place::of(part.number, span);
    for report in &part.facts.reports {
        let source = report.source.map(|s| place(words.span(s)));
        if source.is_some_and(|s| s.end <= part.dateline) {
            continue;
        }
        let person = source.and_then(|s| person_in(named, &s, part.facts, report.source));
        if report.if_known && person.is_none() {
            continue;
        }
        let kind = if person.is_some() && report.kind != SourceKind::Pronoun { SourceKind::Person } else { report.kind };
        all.push(Attribution {
            source,
            stands_for: None,
            cue: place(words.span(report.cue)),
            content: report.content.iter().map(|c| place(Span::new(c.start.max(part.dateline), c.end.max(part.dateline)))).collect(),
            person,
            manner: report.manner,
            kind,
            sentence: report.sentence,
        });
    }
    // A quotation set as a block, or one that is a paragraph, waits for its signature.
    let waits = part.region == Region::QuoteBlock || all.is_empty() && is_quotation(part);
    *unsigned = (waits && !signed).then_some(number);
    all
}

/// Whether a paragraph is one quotation from end to end.
fn is_quotation(part: &Part) -> bool {
    let (words, pieces) = (&part.facts.words, &part.facts.pieces);
    let [piece] = pieces[..] else { return false };
    let outside = |text: &str| text.trim().is_empty();
    let text = words.text();
    let whole = outside(&text[..piece.start as usize]) && outside(&text[piece.end as usize..]);
    whole && piece.opened && piece.closed && is_statement(text, &piece)
}

/// Whether a paragraph may be the signature of the quotation before it: it opens with a dash, or is a credit.
pub(super) fn may_sign(part: &Part) -> bool {
    part.region == Region::Credit || opens_with_dash(&part.facts.words)
}

fn opens_with_dash(words: &Words) -> bool {
    matches!(words.word(0), "—" | "–" | "--" | "-" | "―") && words.capital(1)
}

/// "— Ana Sousa, mayor" under a quotation: whose it is. Nothing but titles stands before the name, and a comma, a bracket or nothing
/// behind it.
fn signature(part: &Part, quoted: &Part, named: &[(usize, Place)]) -> Option<Attribution> {
    /// How many words of a title stand before a name.
    const MOST: usize = 5;
    let words = &part.facts.words;
    if !may_sign(part) {
        return None;
    }
    let first = usize::from(opens_with_dash(words));
    let (person, source) = *named.first()?;
    let (name, behind) = (words.at(source.start), words.at(source.end.saturating_sub(1)) + 1);
    let title = (first..name)
        .all(|k| words.capital(k) || words.class(k).has(Class::ROLE | Class::IN_NAME | Class::COURTESY) || words.word(k) == ".");
    let closes = behind >= words.len() || matches!(words.word(behind), "," | "(" | "/" | "|" | ";" | "-" | "–" | "—" | "." | ":");
    // A photograph's credit has no comma behind the name.
    let credit = part.region == Region::Credit && words.word(behind) != ",";
    if !title || name > MOST || !closes || credit {
        return None;
    }
    Some(Attribution {
        source: Some(source),
        stands_for: None,
        cue: Place::of(part.number, words.span(0..1)),
        content: vec![Place { block: quoted.number, start: 0, end: clamp(quoted.facts.words.text().len()) }],
        person: Some(person),
        manner: Manner::Said,
        kind: SourceKind::Person,
        sentence: 0,
    })
}

/// The person whom a source names: one whose mention holds the head of the phrase or an apposition to it. The mentions of its block
/// are in the order of the text.
fn person_in(named: &[(usize, Place)], source: &Place, facts: &BlockFacts, tokens: Option<Tokens>) -> Option<usize> {
    let tokens = tokens?;
    let words = &facts.words;
    let head = base_head(words, tokens);
    let head_at = words.tokens.get(head)?.start;
    let mut within = None;
    let from = named.partition_point(|(_, p)| p.end <= source.start);
    let mut here: Vec<(usize, Place)> = named[from..].iter().take_while(|(_, p)| p.start < source.end).copied().collect();
    here.sort_unstable();
    let one = here.len() == 1;
    for (id, place) in here {
        // "Ana Sousa KC": the letters behind a name are its owner's.
        let past = past_letters(words, words.at(place.end.saturating_sub(1)) + 1);
        if place.start <= head_at && head < past {
            return Some(id);
        }
        // "spokesman Ann Lee" has its name as head; "Ann Lee's lawyer" has not.
        let mut before = words.at(place.start).wrapping_sub(1);
        while before > tokens.start && words.class(before).has(Class::COURTESY | Class::TITLE) {
            before -= 1;
        }
        let after = words.at(place.end.saturating_sub(1)) + 1;
        if words.tag(after) != Tag::Possessive && words.word(before) == "," && before > tokens.start {
            within = within.or(Some(id));
        }
        // "transport department official Ana Costa": the trade before a name that ends the phrase.
        let trade = before > tokens.start && words.class(before).has(Class::ROLE | Class::RELATION);
        // "Former Secretary of State for Fisheries Ana Costa": a long title in capitals.
        let first = words.at(place.start).max(tokens.start);
        let office = (tokens.start..first).find(|k| words.class(*k).has(Class::TITLE | Class::ROLE) && words.capital(*k));
        let within_title = |k: usize| words.capital(k) || words.class(k).has(Class::IN_NAME) || one && words.word(k) == ",";
        let titled = first > tokens.start && words.capital(first - 1) && office.is_some_and(|o| (o..first).all(within_title));
        // "home health aide Ana Costa": whatever role the name has.
        let held = || {
            let name = facts.names.binary_search_by_key(&place.start, |n| n.start).ok().and_then(|n| facts.names[n].role_before);
            let joint = |role: Span| (head..words.at(role.start)).any(|k| words.class(k).has(Class::ROLE_JOINT));
            name.is_some_and(|role| head_at < role.end && !joint(role))
        };
        // "a statement from Ana Costa"
        let lead = words.class(before).has(Class::WRITER_LEAD) && before > tokens.start;
        let written = lead && words.class(head).has(Class::DOCUMENT | Class::SAYING) && head + 1 == before;
        if place.end == source.end && (trade || titled || written || held()) {
            within = within.or(Some(id));
        }
    }
    within
}

#[cfg(test)]
mod tests {
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// Whom the sources name: `words of the source = person`.
    #[test]
    fn a_source_is_the_person_it_names() {
        for (text, expected) in [
            ("Mayor Ana Sousa said it rose.", "Mayor Ana Sousa = Ana Sousa"),
            ("Ana Sousa dived. Sousa said it rose.", "Sousa = Ana Sousa"),
            ("Ana Sousa dived. She said it rose.", "She = Ana Sousa"),
            ("A clerk came. She said it rose.", "A clerk = nobody"),
            ("The council said it rose.", "The council = nobody"),
            ("“It rose to the roof,” read a statement from Ana Sousa.", "a statement from Ana Sousa = Ana Sousa"),
            ("Sousa’s lawyer said it rose.", "Sousa’s lawyer = nobody"),
            ("Ana Sousa KC said it rose.", "Ana Sousa KC = Ana Sousa"),
            ("Ana Sousa KC, prosecuting, told the court that it rose.", "Ana Sousa KC, prosecuting = Ana Sousa"),
            ("Prof Ana Sousa OBE PhD, who led it, said it rose.", "Prof Ana Sousa OBE PhD, who led it = Ana Sousa"),
            ("Ana Sousa, RN, BSN, a nurse at the port, said it rose.", "Ana Sousa, RN, BSN, a nurse at the port = Ana Sousa"),
            (
                "Ana Sousa, M.P.H., Dr.P.H., director of the port, said it rose.",
                "Ana Sousa, M.P.H., Dr.P.H., director of the port = Ana Sousa",
            ),
            ("“Who pays for it?” fumed home health aide Ana Sousa, 44.", "home health aide Ana Sousa = Ana Sousa"),
            ("Ana Sousa, a diver from Upton, New Faro, said it rose.", "Ana Sousa, a diver from Upton, New Faro = Ana Sousa"),
        ] {
            let reading = read(&Draft::new(&format!("Mill shuts\n\n{text}"), Format::Text), &Context::default(), &|| false).unwrap();
            let one = |a: &super::Attribution| {
                let person = a.person.map_or("nobody", |id| reading.people[id].name.as_str());
                format!("{} = {person}", a.speaker().map_or("", |place| reading.text(place)))
            };
            assert_eq!(reading.attributions.iter().map(one).collect::<Vec<_>>().join("; "), expected, "{text}");
        }
    }
}
