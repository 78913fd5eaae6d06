//! Abbreviations: where letters stand for a name, and where the name stands.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use super::edit::Changed;
use super::part::Part;
use super::place::Place;
use crate::language::Class;
use crate::language::lexicon::{Hashed, classes, word_hash};
use crate::paragraph::letters::{LETTERS, Letters};
use crate::settings::Settings;

/// An abbreviation that the draft never explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// The letters.
    pub text: String,
    /// Where it first stands in the paper's own voice.
    pub place: Place,
    /// The full name of those initials, where the article has it.
    pub full: Option<Place>,
}

/// The letters of a story of which small letters may tell that they are plain words.
#[derive(Clone, Debug, Default)]
pub(super) struct LettersAsked(Arc<Hashes>);

/// The abbreviations of a story that are never explained, as they were `earlier` where nothing that goes into that is other than it was.
pub(super) fn of(
    parts: &[Part],
    settings: &Settings,
    earlier: Option<(&[Acronym], &LettersAsked, &Changed)>,
) -> (Vec<Acronym>, LettersAsked) {
    if let Some((acronyms, asked, changed)) = earlier
        && let Some(acronyms) = kept(acronyms, asked, changed)
    {
        return (acronyms, asked.clone());
    }
    let mut asked = Hashes::default();
    (unexplained(parts, settings, &mut asked), LettersAsked(Arc::new(asked)))
}

/// Abbreviations after an edit, where they are the same.
fn kept(acronyms: &[Acronym], asked: &LettersAsked, changed: &Changed) -> Option<Vec<Acronym>> {
    let letters = |parts: &[Part]| -> Vec<(String, bool, bool, bool)> {
        let of = |p: &Part| {
            let words = &p.facts.words;
            let told = |l: &Letters| (words.word(l.token).to_owned(), l.explained, l.quoted, words.tokens[l.token].start < p.dateline);
            p.facts.letters.iter().map(told).collect::<Vec<_>>()
        };
        parts.iter().filter(|p| p.region.is_story()).flat_map(of).collect()
    };
    let runs = |parts: &[Part]| -> Vec<String> {
        parts.iter().filter(|p| p.region.is_story()).flat_map(|p| p.facts.runs.iter().map(|r| r.initials.to_string())).collect()
    };
    let same_runs = || {
        let (before, now) = (runs(changed.before), runs(changed.now));
        before == now || {
            // Those that letters may stand for are.
            let keys: Vec<String> = acronyms.iter().map(|a| key_of(&a.text)).collect();
            let asked = |initials: &&String| keys.iter().any(|key| initials.contains(key));
            before.iter().filter(asked).eq(now.iter().filter(asked))
        }
    };
    let plain = |parts: &[Part]| -> Hashes { parts.iter().flat_map(|p| p.facts.words.small()).filter(|w| asked.0.contains(w)).collect() };
    let here = |place: &Place| changed.old.contains(&place.block);
    let same = letters(changed.before) == letters(changed.now) && same_runs() && plain(changed.before) == plain(changed.now);
    if !same || acronyms.iter().any(|a| here(&a.place) || a.full.as_ref().is_some_and(here)) {
        return None;
    }
    Some(
        acronyms
            .iter()
            .map(|a| Acronym { text: a.text.clone(), place: changed.moved(a.place), full: a.full.map(|place| changed.moved(place)) })
            .collect(),
    )
}

/// Letters without their full stops.
fn key_of(text: &str) -> String {
    text.replace('.', "")
}

fn unexplained(parts: &[Part], settings: &Settings, asked: &mut Hashes) -> Vec<Acronym> {
    let mut seen: BTreeMap<String, (bool, Acronym)> = BTreeMap::new();
    let mut explained: HashSet<String> = HashSet::new();
    let mut full: HashMap<&str, Place> = HashMap::new();
    for part in parts.iter().filter(|p| p.region.is_story()) {
        let words = &part.facts.words;
        for run in &part.facts.runs {
            full.entry(&run.initials).or_insert(Place::of(part.number, words.span(run.all())));
        }
        for l in &part.facts.letters {
            let token = words.tokens[l.token];
            let text = words.word(l.token);
            let key = key_of(text);
            if l.explained {
                explained.insert(key);
                continue;
            }
            let known =
                classes(&key.to_lowercase()).has(Class::WELL_KNOWN) || settings.known_acronyms.iter().any(|k| *k == key || k == text);
            if known || token.start < part.dateline {
                continue;
            }
            let place = Place { block: part.number, start: token.start, end: token.end };
            let entry = seen.entry(key).or_insert((l.quoted, Acronym { text: text.to_owned(), place, full: None }));
            // Reported in the paper's own voice where it has one.
            if entry.0 && !l.quoted {
                entry.1.place = place;
                entry.0 = false;
            }
        }
    }
    seen.retain(|key, _| !explained.contains(key));
    without_plain_words(parts, &mut seen, asked);
    if seen.keys().any(|key| !full.contains_key(key.as_str())) {
        within_runs(parts, &seen, &mut full);
    }
    for (key, (_, acronym)) in &mut seen {
        acronym.full = full.get(key.as_str()).copied();
    }
    seen.into_values().map(|(_, a)| a).collect()
}

/// Takes away letters that are a word which the story has in small letters as well: it is set in capitals here.
fn without_plain_words(parts: &[Part], seen: &mut BTreeMap<String, (bool, Acronym)>, asked: &mut Hashes) {
    /// Shorter ones are spelt like words by chance.
    const SHORTEST: usize = 4;
    let hash = |key: &String| Some(word_hash(&key.to_lowercase())).filter(|_| key.len() >= SHORTEST);
    asked.extend(seen.keys().filter_map(hash));
    if asked.is_empty() {
        return;
    }
    let plain: Hashes = parts.iter().flat_map(|p| p.facts.words.small()).filter(|word| asked.contains(word)).collect();
    seen.retain(|key, _| hash(key).is_none_or(|word| !plain.contains(&word)));
}

type Hashes = HashSet<u32, BuildHasherDefault<Hashed>>;

/// Adds the full names of letters that stand inside a longer run: "Portugal's Strategic Harbour Group".
fn within_runs<'a>(parts: &[Part<'a>], wanted: &BTreeMap<String, (bool, Acronym)>, full: &mut HashMap<&'a str, Place>) {
    // Two letters are found in any long run.
    const SHORTEST: usize = 3;
    for part in parts.iter().filter(|p| p.region.is_story()) {
        for run in &part.facts.runs {
            let starts: Vec<usize> = run.initials.char_indices().map(|(i, _)| i).chain([run.initials.len()]).collect();
            for (at, from) in starts.iter().enumerate() {
                for (length, to) in starts[at..].iter().enumerate().skip(1).take(LETTERS) {
                    let initials = &run.initials[*from..*to];
                    if initials.len() >= SHORTEST && wanted.contains_key(initials) {
                        let span = part.facts.words.span(run.stretch(at, length));
                        full.entry(initials).or_insert(Place::of(part.number, span));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// The letters that nobody explains, with their full name where the story has it.
    #[test]
    fn letters_are_explained_once_anywhere() {
        for (text, expected) in [
            ("The SHG met.", "SHG: "),
            ("The Strategic Harbour Group met. The SHG rose.", "SHG: Strategic Harbour Group"),
            ("Faro's Strategic Harbour Group met. The SHG rose.", "SHG: Strategic Harbour Group"),
            ("The SHG met.\n\nThe Strategic Harbour Group (SHG) rose.", ""),
            ("The S.H.G. met.\n\nThe Strategic Harbour Group (SHG) rose.", ""),
            ("They shouted SHUT, and the mill is shut.", ""),
            ("The KNOWN met.", ""),
            ("“The SHG met,” she said. The SHG rose.", "SHG: "),
        ] {
            let settings = Settings { known_acronyms: vec!["KNOWN".to_owned()], ..Settings::default() };
            let context = Context { settings: settings.into(), ..Context::default() };
            let reading = read(&Draft::new(&format!("Mill shuts\n\n{text}"), Format::Text), &context, &|| false).unwrap();
            let one = |a: &super::Acronym| format!("{}: {}", a.text, a.full.map_or("", |full| reading.text(full)));
            assert_eq!(reading.acronyms.iter().map(one).collect::<Vec<_>>().join("; "), expected, "{text}");
        }
    }
}
