//! Which organisations an article names, made out when somebody asks: names whose head word is that of an organisation, a few that
//! every reader knows, and those of the people file. A name of which it is not sure where it begins and ends, or what it is, is none.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::people::MentionKind;
use super::place::Place;
use super::reading::Reading;
use crate::language::{Class, Tag, Tokens, Words};
use crate::paragraph::letters::Run;
use crate::paragraph::reports::kinds::base_head;
use crate::text::Region;
use crate::text::position::clamp;

/// An organisation of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its full name, as the people file or else the article has it.
    pub name: String,
    /// The letters that the article has for it.
    pub letters: Option<String>,
    /// Its id in the people file.
    pub id: Option<String>,
    /// Where it is named, in order of the text.
    pub mentions: Vec<Place>,
}

impl Body {
    /// Which reports are of what it says, by their numbers: those whose source it is by name.
    #[must_use]
    pub fn reports(&self, reading: &Reading) -> Vec<usize> {
        let is_source = |source: Place| {
            let words = &reading.facts[source.block].words;
            let head = base_head(words, words.touched(source.span()));
            let head = Place::of(source.block, words.span(head..head + 1));
            let before = &self.mentions[..self.mentions.partition_point(|m| (m.block, m.start) <= (head.block, head.start))];
            before.last().is_some_and(|m| m.covers(&head))
        };
        let all = reading.attributions.iter().enumerate().filter(|(_, a)| a.person.is_none());
        all.filter(|(_, a)| a.speaker().is_some_and(is_source)).map(|(n, _)| n).collect()
    }

    /// What it is called: its name, its letters, and what else the people file has.
    fn forms<'a>(&'a self, reading: &'a Reading) -> Vec<&'a str> {
        let bare = |form: &'a str| form.strip_prefix("The ").unwrap_or(form);
        let listed = self.id.as_ref().and_then(|id| reading.roster.organization(id));
        let aliases = listed.into_iter().flat_map(|o| o.aliases.iter().map(String::as_str));
        let forms = [Some(self.name.as_str()), self.letters.as_deref()].into_iter().flatten().chain(aliases);
        forms.map(bare).filter(|form| !form.is_empty()).collect()
    }
}

/// The organisation that is named at a byte of a block, and where: of several names there, the longest. What the rest of the article says
/// of it is looked up only then.
#[must_use]
pub fn at(reading: &Reading, block: usize, byte: u32) -> Option<(Body, Place)> {
    if matches!(reading.regions[block], Region::FrontMatter | Region::Boilerplate) {
        return None;
    }
    let holds = |place: &Place| place.block == block && place.start <= byte && byte < place.end;
    let words = &reading.facts[block].words;
    let k = words.at(byte);
    // Most words are no part of any name.
    let in_run = || reading.facts[block].runs.iter().any(|run| run.all().contains(k));
    if reading.roster.organizations().is_empty() && !words.capital(k) && !in_run() {
        return None;
    }
    let all = all(reading);
    let here = |body: &Body| {
        let called = standing(reading, block, &body.forms(reading));
        called.into_iter().chain(body.mentions.iter().copied()).filter(holds).max_by_key(|place| place.end - place.start)
    };
    let found = all.iter().enumerate().filter_map(|(n, body)| Some((n, here(body)?)));
    let (n, place) = found.rev().max_by_key(|(_, place)| place.end - place.start)?;
    Some((mentioned(reading, &all, n), place))
}

/// An organisation with all its mentions: those by its name and its letters that are no part of another's name.
fn mentioned(reading: &Reading, all: &[Body], n: usize) -> Body {
    let forms = all[n].forms(reading);
    let stands = |body: &Body| -> BTreeSet<Place> {
        let blocks = (0..reading.blocks.len()).filter(|b| !matches!(reading.regions[*b], Region::FrontMatter | Region::Boilerplate));
        let called = body.forms(reading);
        blocks.flat_map(|block| standing(reading, block, &called)).chain(body.mentions.iter().copied()).collect()
    };
    // "Harbour Group" within "Strategic Harbour Group": the longer is what is written there.
    let is_wider = |other: &Body| {
        let longer = |name: &str| forms.iter().any(|form| name.len() > form.len() && name.contains(form));
        other.forms(reading).into_iter().any(longer)
    };
    let others = all.iter().enumerate().filter(|(other, body)| *other != n && is_wider(body));
    let wider: Vec<Place> = others.flat_map(|(_, body)| stands(body)).collect::<BTreeSet<_>>().into_iter().collect();
    let covered = |m: &Place| {
        let upto = wider.partition_point(|w| (w.block, w.start) <= (m.block, m.start));
        wider[..upto].iter().rev().take_while(|w| w.block == m.block).take(WITHIN).any(|w| w != m && w.covers(m))
    };
    let mentions = stands(&all[n]).into_iter().filter(|m| !covered(m)).collect();
    Body { mentions, ..all[n].clone() }
}

/// How many names back one may stand in which another is contained.
const WITHIN: usize = 8;

/// All that the people file has, and what the article names, as far as its grammar tells where.
fn all(reading: &Reading) -> Vec<Body> {
    let letters = letters_of(reading);
    let mut found: BTreeMap<String, Body> = BTreeMap::new();
    for one in reading.roster.organizations() {
        let letters = one.aliases.iter().find(|a| !a.chars().any(char::is_lowercase)).cloned();
        let body = Body { name: one.name.clone(), letters, id: Some(one.id.clone()), mentions: Vec::new() };
        found.entry(one.name.clone()).or_insert(body);
    }
    let people = people_in(reading);
    for (block, facts) in reading.facts.iter().enumerate().filter(|(n, _)| speaks(reading.regions[*n])) {
        let words = &facts.words;
        let people = people.get(&block).map(Vec::as_slice).unwrap_or_default();
        let mut named: Vec<(Tokens, Option<String>)> = Vec::new();
        for run in &facts.runs {
            named.extend(names(words, run, people).iter().filter_map(|name| lettered(words, run, name, &letters)));
        }
        named.sort_by_key(|(n, _)| n.start);
        let taken: Vec<Tokens> = named.iter().map(|(n, _)| *n).collect();
        let alone = (0..words.len()).filter(|k| is_known(words, *k) && !holds(&taken, *k));
        named.extend(alone.map(|k| (Tokens::new(k, k + 1), None)));
        for (tokens, short) in named {
            // A name may go on in the next line.
            let name = words.between(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
            let known = reading.roster.organization_named(&name).or_else(|| reading.roster.organization_named(short.as_deref()?));
            let key = known.map_or(name.as_str(), |o| &o.name);
            let blank = || Body { name: key.to_owned(), letters: None, id: known.map(|o| o.id.clone()), mentions: Vec::new() };
            let one = found.entry(key.to_owned()).or_insert_with(blank);
            one.mentions.push(Place::of(block, words.span(tokens)));
            one.letters = one.letters.take().or(short);
        }
    }
    // "NASA", where the article says what the letters are for.
    let letters: BTreeSet<String> = found.values().filter_map(|o| o.letters.clone()).collect();
    found.into_values().filter(|o| !letters.contains(&o.name)).collect()
}

/// Whether one of stretches in a row, none over another, holds a token.
fn holds(row: &[Tokens], k: usize) -> bool {
    row.get(row.partition_point(|t| t.end <= k)).is_some_and(|t| t.contains(k))
}

/// Whether the article itself speaks in a region, and not a headline, where every word may have a capital.
fn speaks(region: Region) -> bool {
    region.is_story() || matches!(region, Region::Standfirst | Region::Caption)
}

/// The letters in capitals of the story, and where they stand.
fn letters_of(reading: &Reading) -> BTreeSet<String> {
    let story = reading.facts.iter().zip(&reading.regions).filter(|(_, region)| region.is_story());
    story.flat_map(|(facts, _)| facts.letters.iter().map(|l| facts.words.word(l.token).replace('.', ""))).collect()
}

/// The tokens that name somebody, by block.
fn people_in(reading: &Reading) -> HashMap<usize, Vec<Tokens>> {
    let mut people: HashMap<usize, Vec<Tokens>> = HashMap::new();
    for m in reading.people.iter().flat_map(|p| &p.mentions).filter(|m| m.kind == MentionKind::Name) {
        people.entry(m.place.block).or_default().push(reading.facts[m.place.block].words.touched(m.place.span()));
    }
    people.values_mut().for_each(|row| row.sort_by_key(|t| t.start));
    people
}

/// Where one of several forms of a name stands in a block as words of their own.
fn standing(reading: &Reading, block: usize, forms: &[&str]) -> Vec<Place> {
    let text = reading.blocks[block].text();
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let whole = |(i, m): &(usize, &str)| !joined(text[..*i].chars().next_back()) && !joined(text[i + m.len()..].chars().next());
    let hits = forms.iter().flat_map(|form| text.match_indices(form)).filter(whole);
    hits.map(|(i, m)| Place { block, start: clamp(i), end: clamp(i + m.len()) }).collect()
}

/// Whether a token by itself is an organisation that every reader knows.
fn is_known(words: &Words, k: usize) -> bool {
    /// Letters that in small ones are words: "who", "un".
    const SHORT: usize = 3;
    let word = words.word(k);
    let capitals = word.chars().count() > SHORT || !word.chars().any(char::is_lowercase);
    words.class(k).has(Class::KNOWN_BODY) && words.capital(k) && capitals && !is_joined(words, Tokens::new(k, k + 1)) && {
        // "BBC Radio", "the Porto UN": part of a name.
        let part = |o: usize| words.capital(o) && !words.class(o).has(OFFICE);
        let before = k.checked_sub(1).is_some_and(|b| words.capital(b) && words.tag(b).is_name());
        !before && !part(k + 1)
    }
}

/// What stands behind the name of an organisation and is none of it: "Strategic Harbour Group President Ana Sousa".
const OFFICE: Class = Class::TITLE.and(Class::ROLE).and(Class::RANK);

/// The head word of the name of an organisation.
const BODY: Class = Class::BODY.and(Class::MAY_BE_BODY);

/// Whether a hyphen or the like ties words to what stands around them.
fn is_joined(words: &Words, tokens: Tokens) -> bool {
    let hyphen = |k: usize| matches!(words.word(k), "-" | "/" | "&");
    hyphen(tokens.start.wrapping_sub(1)) || hyphen(tokens.end)
}

/// A name that may be that of an organisation.
struct Name {
    tokens: Tokens,
    /// Its head word.
    head: usize,
    /// Whether its words alone tell where it begins and ends; else only letters do.
    whole: bool,
}

/// The names within a run of capitals that end in the head word of an organisation, or go on behind one: "the Ministry of Ports".
fn names(words: &Words, run: &Run, people: &[Tokens]) -> Vec<Name> {
    let capitals: Vec<usize> = run.tokens().collect();
    let person = |k: usize| holds(people, k);
    let together = |before: &usize, after: &usize| person(*before) == person(*after) && !parts(words, *before, *after);
    let pieces = capitals.chunk_by(together);
    pieces.filter(|piece| !person(piece[0])).filter_map(|piece| name(words, piece, &person)).collect()
}

/// Whether one name ends and another begins between two capitals of a run.
fn parts(words: &Words, before: usize, after: usize) -> bool {
    let has = |asked: &[&str]| (before + 1..after).any(|k| words.is_one(k, asked));
    let body = words.class(before).has(BODY);
    let office = |k: usize| words.class(k).has(OFFICE) && !words.class(k).has(BODY);
    let and = (before + 1..after).any(|k| words.is_and(k));
    let the = (before + 1..after).any(|k| words.class(k).has(Class::ARTICLE));
    // "the City Council on Monday", "the Council and the Port Authority", "City Council President", "President of the Council",
    // "See the City Council"
    has(&["to"])
        || before + 2 == after && the
        || has(&["on"]) && words.class(after).has(Class::TIME)
        || and && (body || office(before) || the)
        || body && office(after)
        || office(before) && before + 1 < after
}

/// The name in a piece of a run.
fn name(words: &Words, piece: &[usize], person: &dyn Fn(usize) -> bool) -> Option<Name> {
    // "The", "Meanwhile", "Monday": what opens a sentence, or tells when.
    let opens = |k: &&usize| {
        let named = words.tag(**k).is_noun() || words.tag(**k).is_adjective();
        !named || words.class(**k).has(Class::TIME | Class::ARTICLE)
    };
    let piece = &piece[piece.iter().take_while(opens).count()..];
    let last = piece.iter().rposition(|k| words.class(*k).has(BODY))?;
    let end = match piece.get(last + 1) {
        None => piece.len(),
        // "the Strategic Harbour Group Report" is none.
        Some(next) if piece[last] + 1 == *next => return None,
        Some(_) => (last + 1..piece.len()).find(|n| words.class(piece[*n]).has(OFFICE)).unwrap_or(piece.len()),
    };
    let tokens = Tokens::new(*piece.first()?, piece[..end].last()? + 1);
    // "Sousa's Harbour Group": whose it is, is not its name; "King's Harbour College" has it in its name.
    let owner = tokens.start.wrapping_sub(2);
    let owned = words.tag(tokens.start.wrapping_sub(1)) == Tag::Possessive
        && words.capital(owner)
        && !person(owner)
        && !words.class(owner).has(Class::PLACE | BODY);
    // "the National Council of women"
    let goes_on = words.is_of(tokens.end);
    if end < 2 || owned || goes_on || is_joined(words, tokens) {
        return None;
    }
    Some(Name { tokens, head: piece[last], whole: is_whole(words, tokens, piece[last]) })
}

/// Whether the words of a name tell where it begins and ends, and are not one name or two.
fn is_whole(words: &Words, tokens: Tokens, head: usize) -> bool {
    let joins = |k: usize| !words.capital(k) && words.class(k).has(Class::IN_NAME) && !words.class(k).has(Class::ARTICLE);
    let joint = |range: Tokens| range.iter().any(|k| joins(k) && !words.is_and(k));
    // "the Porto and Vigo Council", "the Ministry of Ports and Vigo"
    let and = tokens.iter().any(|k| words.is_and(k));
    // "the Office of Harbour Services and Winter Ports", where the rest is another piece
    let behind = words.is_and(tokens.end) && words.capital(tokens.end + 1) && joint(tokens);
    let before = tokens.start.checked_sub(1).is_some_and(|k| words.is_and(k));
    // "Ana of the Port Authority", "Freedom of the Seas Foundation"
    let led = joint(Tokens::new(tokens.start, head)) && !words.class(tokens.start).has(Class::ORG);
    !(and || behind || before && words.capital(tokens.start - 2) || led)
}

/// Where a name stands, with its letters: those of its words, or those in brackets behind it. Without letters only what is sure by
/// its head and its words is one; with them, their words are the name.
fn lettered(words: &Words, run: &Run, name: &Name, letters: &BTreeSet<String>) -> Option<(Tokens, Option<String>)> {
    /// Two letters are the first ones of anything.
    const SHORTEST: usize = 3;
    let capitals: Vec<usize> = run.tokens().filter(|k| name.tokens.contains(*k)).collect();
    for from in 0..capitals.len() {
        let initials: String = capitals[from..].iter().filter_map(|k| words.word(*k).chars().next()).collect();
        if initials.chars().count() >= SHORTEST && letters.contains(&initials) {
            return Some((Tokens::new(capitals[from], name.tokens.end), Some(initials)));
        }
    }
    let end = name.tokens.end;
    let bracketed = words.word(end) == "(" && matches!(words.word(end + 2), ")" | ",");
    let short = Some(words.word(end + 1)).filter(|w| bracketed && w.chars().filter(|c| c.is_uppercase()).count() > 1);
    // Letters of other words: more or less than the name stands before them.
    let first = |w: &str| w.chars().next();
    let fit = short.is_none_or(|w| first(w) == first(words.word(name.tokens.start)));
    let sure = words.class(name.head).has(Class::BODY) || short.is_some();
    (name.whole && fit && sure).then(|| (name.tokens, short.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Roster;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};
    use std::sync::Arc;

    /// All that the article names.
    fn of(reading: &Reading) -> Vec<Body> {
        let all = all(reading);
        (0..all.len()).map(|n| mentioned(reading, &all, n)).filter(|o| !o.mentions.is_empty()).collect()
    }

    /// The organisations of a text: `name (letters) × mentions`.
    #[test]
    fn organisations_are_named() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("The Strategic Harbour Group met. The SHG left.", "Strategic Harbour Group (SHG) × 2"),
            ("The Strategic Harbour Group (SHG) met. SHG left.", "Strategic Harbour Group (SHG) × 3"),
            ("Portugal’s Strategic Harbour Group met.", "Strategic Harbour Group × 1"),
            ("On Monday Strategic Harbour Group met.", "Strategic Harbour Group × 1"),
            ("The Ministry of Ports met the City Council.", "City Council × 1; Ministry of Ports × 1"),
            ("The City Council and the Port Authority met.", "City Council × 1; Port Authority × 1"),
            ("The City Council on Monday voted.", "City Council × 1"),
            ("City Council President Ana Sousa left.", "City Council × 1"),
            ("She met Ana Sousa of the City Council and Mayor Rui Costa.", "City Council × 1"),
            ("The Institute for the Study of Ports, or ISP, met. ISP left.", "Institute for the Study of Ports (ISP) × 3"),
            ("The Workers Party (WP) met.", "Workers Party (WP) × 2"),
            ("The Strategic\nHarbour Group met.", "Strategic Harbour Group × 1"),
            ("The National Space Authority, or NSA, met. NSA left.", "National Space Authority (NSA) × 3"),
            ("The Office of Harbour and Port Services (OHPS) met.", "Office of Harbour and Port Services (OHPS) × 2"),
            ("The Harbour Rescue Service (HRS) met.", "Harbour Rescue Service (HRS) × 2"),
            ("NATO and the EU met. The EU left.", "EU × 2; NATO × 1"),
            // Not sure where it begins or ends, or what it is.
            ("The Harbour Rescue Service met.", ""),
            ("The Porto and Vigo Council met.", ""),
            ("The Ministry of Ports and Vigo met.", ""),
            ("He read the Strategic Harbour Group Report.", ""),
            ("The National Council of women met.", ""),
            ("King’s Harbour College met.", ""),
            ("The Council met. The Ministry left.", ""),
            ("The Workers Party (PT) met.", ""),
            ("The Office of Harbour Services and Winter Ports (OHSWPX) met.", ""),
            ("Freedom of the Seas Foundation met.", ""),
            ("They met at Union Station.", ""),
            ("See the City Council.", "City Council × 1"),
            ("They met at Harbour Park in Council Bluffs.", ""),
            ("Who met? Un chien. The pro-EU camp.", ""),
            ("The BBC Radio played.", ""),
            ("Ana Sousa met Rui Costa in Porto.", ""),
        ] {
            let reading = read(&Draft::new(&format!("Mill shuts\n\n{text}"), Format::Markdown), &Context::default(), &|| false).unwrap();
            let one = |o: &Body| {
                let letters = o.letters.as_ref().map(|l| format!(" ({l})")).unwrap_or_default();
                format!("{}{letters} × {}", o.name, o.mentions.len())
            };
            let drawn = of(&reading).iter().map(one).collect::<Vec<_>>().join("; ");
            if drawn != expected {
                wrong.push(format!("{text}: {drawn}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// What they say: `name: words of the cue`.
    #[test]
    fn organisations_are_sources() {
        let listed = "organizations:\n  - {id: port, name: The Port Authority, aliases: [APDL]}\n";
        let roster = Arc::new(Roster::of([crate::roster::file::read(listed).0]));
        for (text, expected) in [
            ("The Strategic Harbour Group said it rose. The SHG warned of ice.", "Strategic Harbour Group: said, warned"),
            ("A spokesman for the City Council said it rose.", "City Council: "),
            ("APDL said it rose. The Port Authority left.", "The Port Authority: said"),
        ] {
            let context = Context { roster: Arc::clone(&roster), ..Context::default() };
            let reading = read(&Draft::new(&format!("Mill shuts\n\n{text}"), Format::Text), &context, &|| false).unwrap();
            let one = |o: &Body| {
                let cues: Vec<&str> = o.reports(&reading).into_iter().map(|n| reading.text(reading.attributions[n].cue)).collect();
                format!("{}: {}", o.name, cues.join(", "))
            };
            assert_eq!(of(&reading).iter().map(one).collect::<Vec<_>>().join("; "), expected, "{text}");
        }
    }
}
