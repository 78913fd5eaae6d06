//! Which organisations an article names, made out when somebody asks: names whose head word is that of an organisation, a few that
//! every reader knows, and those of the people file. A name of which it is not sure where it begins and ends, or what it is, is none.

use std::collections::{BTreeMap, BTreeSet};

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
            self.mentions.iter().any(|m| m.covers(&head))
        };
        let all = reading.attributions.iter().enumerate().filter(|(_, a)| a.person.is_none());
        all.filter(|(_, a)| a.speaker().is_some_and(is_source)).map(|(n, _)| n).collect()
    }
}

/// The organisation that is named at a byte of a block, and where.
#[must_use]
pub fn at(reading: &Reading, block: usize, byte: u32) -> Option<(Body, Place)> {
    of(reading).into_iter().find_map(|o| {
        let place = *o.mentions.iter().find(|m| m.block == block && m.start <= byte && byte < m.end)?;
        Some((o, place))
    })
}

/// All that the article names.
#[must_use]
pub fn of(reading: &Reading) -> Vec<Body> {
    let letters = letters_of(reading);
    let mut found: BTreeMap<String, Body> = BTreeMap::new();
    let blank = |name: &str, id: Option<String>| Body { name: name.to_owned(), letters: None, id, mentions: Vec::new() };
    for listed in reading.roster.organizations() {
        let bare = |form: &'_ str| form.strip_prefix("The ").unwrap_or(form).to_owned();
        let forms: Vec<String> = std::iter::once(&listed.name).chain(&listed.aliases).map(|f| bare(f)).collect();
        let mentions = places(reading, &forms.iter().map(String::as_str).collect::<Vec<_>>());
        if !mentions.is_empty() {
            let one = found.entry(listed.name.clone()).or_insert_with(|| blank(&listed.name, Some(listed.id.clone())));
            one.letters = listed.aliases.iter().find(|a| !a.chars().any(char::is_lowercase)).cloned();
            one.mentions.extend(mentions);
        }
    }
    for (block, facts) in reading.facts.iter().enumerate().filter(|(n, _)| speaks(reading.regions[*n])) {
        let words = &facts.words;
        let people = people_in(reading, block);
        let mut named: Vec<(Tokens, Option<String>)> = Vec::new();
        for run in &facts.runs {
            named.extend(names(words, run, &people).iter().filter_map(|name| lettered(words, run, name, &letters)));
        }
        let alone = (0..words.len()).filter(|k| is_known(words, *k) && !named.iter().any(|(n, _)| n.contains(*k)));
        let alone: Vec<Tokens> = alone.map(|k| Tokens::new(k, k + 1)).collect();
        named.extend(alone.into_iter().map(|one| (one, None)));
        for (tokens, short) in named {
            // A name may go on in the next line.
            let name = words.between(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
            let listed = reading.roster.organization_named(&name).or_else(|| reading.roster.organization_named(short.as_deref()?));
            let key = listed.map_or(name.as_str(), |o| &o.name);
            let one = found.entry(key.to_owned()).or_insert_with(|| blank(key, listed.map(|o| o.id.clone())));
            one.mentions.push(Place::of(block, words.span(tokens)));
            one.letters = one.letters.take().or(short);
        }
    }
    // "NASA", where the article says what the letters are for.
    let letters: BTreeSet<String> = found.values().filter_map(|o| o.letters.clone()).collect();
    let mut all: Vec<Body> = found.into_values().filter(|o| !letters.contains(&o.name)).collect();
    for one in &mut all {
        let forms = [Some(one.name.as_str()), one.letters.as_deref()];
        let more = places(reading, &forms.into_iter().flatten().collect::<Vec<_>>());
        one.mentions = one.mentions.iter().copied().chain(more).collect::<BTreeSet<_>>().into_iter().collect();
    }
    // "Harbour Group" within "Strategic Harbour Group": the longer is what is written there.
    let wider: Vec<Place> = all.iter().flat_map(|o| o.mentions.clone()).collect();
    for one in &mut all {
        one.mentions.retain(|m| !wider.iter().any(|w| w != m && w.covers(m)));
    }
    all.retain(|o| !o.mentions.is_empty());
    all
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

/// The tokens of a block that name somebody.
fn people_in(reading: &Reading, block: usize) -> Vec<Tokens> {
    let words = &reading.facts[block].words;
    let mentions = reading.people.iter().flat_map(|p| &p.mentions).filter(|m| m.kind == MentionKind::Name && m.place.block == block);
    mentions.map(|m| words.touched(m.place.span())).collect()
}

/// Where one of several forms of a name stands as words of their own, wherever the article has words.
fn places(reading: &Reading, forms: &[&str]) -> Vec<Place> {
    let mut found = Vec::new();
    for (block, _) in reading.regions.iter().enumerate().filter(|(_, r)| !matches!(r, Region::FrontMatter | Region::Boilerplate)) {
        let text = reading.blocks[block].text();
        let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        for form in forms.iter().filter(|f| !f.is_empty()) {
            let whole = |(i, m): &(usize, &str)| !joined(text[..*i].chars().next_back()) && !joined(text[i + m.len()..].chars().next());
            let hits = text.match_indices(form).filter(whole);
            found.extend(hits.map(|(i, m)| Place { block, start: clamp(i), end: clamp(i + m.len()) }));
        }
    }
    found
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
    let person = |k: usize| people.iter().any(|p| p.contains(k));
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
    let goes_on = words.is(tokens.end, "of");
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
