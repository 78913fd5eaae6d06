//! Data speaks: what stands in a list, or in `copydesk.toml`, has every right of what is built in, and no list is misunderstood.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that meets something odd must fail"
)]

use std::sync::Arc;

use copydesk::language::class::{CLASSES, SECTIONS};
use copydesk::language::values::VALUE_SECTIONS;
use copydesk::language::{House, lexicon};
use copydesk::rules;
use copydesk::settings::Settings;
use copydesk::story::{Context, Place, Reading, read};
use copydesk::text::{Draft, Format};
use copydesk::views::ledger;

/// A paragraph under a headline, read at a desk with these settings.
fn reading(paragraph: &str, toml: &str) -> Reading {
    let settings = Arc::new(Settings::from_toml(toml).unwrap());
    let house = Arc::new(House::of(&settings));
    let context = Context { settings, house, date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
    read(&Draft::new(&format!("Harbour closes\n\n{paragraph}"), Format::Text), &context, &|| false).unwrap()
}

/// Who says what: `source | cue | content`, and the kind of source.
fn said(reading: &Reading) -> Vec<(String, String)> {
    let text = |p: &Place| reading.text(*p).to_owned();
    let line = |a: &copydesk::story::attributions::Attribution| {
        let content: Vec<String> = a.content.iter().map(text).collect();
        format!("{} | {} | {}", a.source.as_ref().map(text).unwrap_or_default(), text(&a.cue), content.join(" + "))
    };
    reading.attributions.iter().map(|a| (line(a), a.kind.in_words().to_owned())).collect()
}

fn lines(paragraph: &str, toml: &str) -> Vec<String> {
    said(&reading(paragraph, toml)).into_iter().map(|(line, _)| line).collect()
}

/// Who is nobody says so in the findings, on the ledger and wherever else a kind of source is shown.
#[test]
fn unnamed_sources_are_vague() {
    for (source, vague) in [
        ("Aides", true),
        ("Skeptics", true),
        ("Insiders", true),
        ("Pundits", true),
        ("Supporters", true),
        ("Opponents", true),
        ("Detractors", true),
        ("Commentators", true),
        ("Witnesses", true),
        ("Officials", true),
        ("Critics", true),
        ("Observers", true),
        ("Sceptics", true),
        ("People", true),
        ("Many", true),
        ("Several", true),
        // A name, a number or a clause tells them apart; a body is one that can be asked.
        ("The Harbour Post", false),
        ("The Observer", false),
        ("Ana Sousa", false),
        ("The council", false),
        ("Aides who attended the vote", false),
        ("Insiders familiar with the vote", false),
        ("Divers", false),
        ("Farmers", false),
    ] {
        let text = format!("{source} said on Monday that the road would probably close for two years.");
        let reading = reading(&text, "");
        let kinds: Vec<String> = said(&reading).into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds.iter().any(|k| k == "vague"), vague, "{text}: {kinds:?}");
        let found = rules::check(&reading, &Settings::default()).iter().any(|f| f.code == "vague-source");
        assert_eq!(found, vague, "{text}");
        let rows = ledger::rows(&reading, &[]);
        assert!(!rows.is_empty(), "{text}: the ledger is empty");
        assert!(rows.iter().all(|r| (r.source_kind == "vague") == vague), "{text}: {rows:?}");
    }
}

/// A time is no part of who speaks, whichever side of the verb it stands on; one that says which is.
#[test]
fn a_time_is_no_source() {
    for (text, source) in [
        ("On Monday aides said the road was closed.", "aides"),
        ("On Monday aides said that the road was closed.", "aides"),
        ("In late March critics said the road was closed.", "critics"),
        ("Last week officials said the road was closed.", "officials"),
        ("Yesterday officials said the road was closed.", "officials"),
        ("On Monday night senior aides said the road was closed.", "senior aides"),
        ("In March farmers in Faro said the road was closed.", "farmers in Faro"),
        ("By Tuesday residents said the road was closed.", "residents"),
        ("On April 3 lawyers for the port said the road was closed.", "lawyers for the port"),
        ("This year voters say the road is closed.", "voters"),
        ("On Monday the mayor said the road was closed.", "the mayor"),
        // The time says which of them.
        ("Last week’s report said the road was closed.", "Last week’s report"),
        ("October figures showed that the road was closed.", "October figures"),
        ("The 2016 report said the road was closed.", "The 2016 report"),
        ("A Monday statement said the road was closed.", "A Monday statement"),
        ("Monday’s paper said the road was closed.", "Monday’s paper"),
        ("The 17-year-old diver said the road was closed.", "The 17-year-old diver"),
    ] {
        let sources: Vec<String> = lines(text, "").iter().map(|l| l.split(" | ").next().unwrap().to_owned()).collect();
        assert_eq!(sources, [source], "{text}");
    }
}

/// Whose a second report is, that has no subject of its own.
#[test]
fn a_second_report_has_the_source_of_the_first() {
    for (text, sources) in [
        ("As the rain fell, Nunes said the bridge was safe, and said nobody knew.", "Nunes; Nunes"),
        ("When the tide turned, the mayor said the road was closed, and said nobody knew.", "the mayor; the mayor"),
        ("After the boat sank, divers said the sea was calm, and said nobody knew.", "divers; divers"),
        ("While it rained, Nunes warned the bridge was weak and said nobody knew.", "Nunes; Nunes"),
        ("Although the council met, the mayor said the road was closed, but said nobody knew.", "the mayor; the mayor"),
        ("The rain fell and Nunes said the bridge was safe, and said nobody knew.", "Nunes; Nunes"),
        ("Nunes, who fell, said the bridge was safe, and said nobody knew.", "Nunes, who fell; Nunes, who fell"),
        // The sentence has one subject, and what it did first says nothing.
        ("The court met twice and said the road stays.", "The court"),
        ("The council rose at noon and warned that the road would close.", "The council"),
        ("As the rain fell, the council met and said the road was closed.", "the council"),
        // Another has a subject of its own.
        ("As the rain fell, Nunes said the bridge was safe, and Reis said nobody knew.", "Nunes; Reis"),
        ("As Reis spoke, Nunes said the bridge was safe.", "Nunes"),
        ("Nunes said the bridge was safe, and the mayor said nobody knew.", "Nunes; the mayor"),
    ] {
        let found: Vec<String> = lines(text, "").iter().map(|l| l.split(" | ").next().unwrap().to_owned()).collect();
        assert_eq!(found.join("; "), sources, "{text}");
    }
}

/// A source far from its verb is found whatever the verb is, as long as it reports.
#[test]
fn a_far_source_is_found_by_any_verb_that_reports() {
    let house = "reporting-verbs = [\"ventilate\"]";
    let source = "Clerks in two towns — Faro and Olhão —";
    for verb in ["said", "remarked", "noted", "mused", "complained", "stressed", "commented", "joked", "warned", "ventilated", "found"] {
        let expected = format!("Clerks in two towns — Faro and Olhão | {verb} | the road was closed");
        assert_eq!(lines(&format!("{source} {verb} the road was closed."), house), std::slice::from_ref(&expected), "{verb}");
        assert_eq!(lines(&format!("{source} {verb} that the road was closed."), house), [expected], "{verb} that");
    }
    for text in [
        // What they do is no report.
        "Clerks in two towns — Faro and Olhão — closed the road.",
        "Clerks in two towns — Faro and Olhão — held a vote.",
        "Clerks in two towns — Faro and Olhão — showed a film.",
        "Clerks in two towns — Faro and Olhão — began the count.",
        "Clerks in two towns — Faro and Olhão — wandered off.",
        "The council rose after a written statement on the road.",
        "The road to Faro, if closed by a letter written by divers, would rot.",
    ] {
        assert_eq!(lines(text, house), [""; 0], "{text}");
    }
}

/// Whatever "say" can do, a verb of the house's own can: the same sentence with the one or the other is read the same.
#[test]
fn a_house_verb_is_read_as_say_is() {
    const SHAPES: &[&str] = &[
        "Nunes {said} the bridge was safe.",
        "Nunes {said} that the bridge was safe.",
        "Aides {said} more than a thousand boats came.",
        "Clerks in two towns — Faro and Olhão — {said} the road was closed.",
        "On Monday aides {said} the road was closed.",
        "As the rain fell, Nunes {said} the bridge was safe, and {said} nobody knew.",
        "The court met twice and {said} the road stays.",
        "“We had no choice,” Senator Ana Sousa, D-Ore., {said} Tuesday.",
        "“We had no choice,” {said} Ana Sousa, the mayor of Faro.",
        "The bridge, Nunes {said}, was safe.",
        "The bridge was safe, {said} Nunes.",
        "She {said} she had met him twice but {said} nobody paid.",
        "As a phone rang, the clerk {said}, “It is late. Who is it?”",
        "Nunes {said}:\n\nIt is a fine bridge.",
        "The mayor had {said} in 2016 that the road would close.",
        "Nunes, whom nobody had seen for a week, {said} the bridge was safe.",
        "Nunes {said} on Monday in a statement that the bridge was safe.",
        "Officials briefed on the plan {said} the bridge was safe.",
        "The mayor {says} the bridge is safe.",
        "The mayor {says} that the bridge is safe.",
        "“It is late,” the clerk {says}.",
        "Nunes {says} the bridge is safe and {says} nobody knew.",
        "The council met on Monday, {saying} that the bridge was safe.",
        "Nunes left the room, {saying} the bridge was safe.",
        "Officials {say} the bridge is safe.",
        "Officials {say} that the bridge is safe.",
        "The divers did not {say} the bridge was safe.",
        "Nunes declined to {say} that the bridge was safe.",
    ];
    for house in ["ventilate", "blurt", "grouse", "vent", "telegraph", "parrot", "spin spun spun spins spinning"] {
        let forms = lexicon::forms(house);
        let toml = format!("reporting-verbs = [\"{house}\"]");
        for shape in SHAPES {
            let with = |[say, past, third, gerund]: [&str; 4]| {
                shape.replace("{said}", past).replace("{says}", third).replace("{saying}", gerund).replace("{say}", say)
            };
            let theirs = with([&forms[0], &forms[1], &forms[3], &forms[4]]);
            let ours = with(["say", "said", "says", "saying"]);
            let analysis = |text: &str, house: &str| {
                let reading = reading(text, house);
                let codes: Vec<&str> = rules::check(&reading, &reading.settings).iter().map(|f| f.code).collect();
                let cue = |line: &str| line.split(" | ").map(str::to_owned).collect::<Vec<_>>();
                let words = |s: String| {
                    forms
                        .iter()
                        .zip(["say", "said", "said", "says", "saying"])
                        .fold(format!(" {s} "), |s, (f, w)| s.replace(&format!(" {f} "), &format!(" {w} ")))
                };
                let said: Vec<(Vec<String>, String)> =
                    said(&reading).into_iter().map(|(line, kind)| (cue(&line).into_iter().map(words).collect(), kind)).collect();
                (said, codes.join(" "))
            };
            let expected = analysis(&ours, "");
            assert!(!expected.0.is_empty(), "{ours}: nobody says anything");
            assert_eq!(analysis(&theirs, &toml), expected, "{theirs}");
        }
    }
}

/// A house's verb that is a noun too stays one where it stands as one.
#[test]
fn a_house_verb_can_be_a_noun() {
    let house = "reporting-verbs = [\"brief\", \"leak\", \"vent\", \"spin spun spun spins spinning\"]";
    for text in [
        "The brief was filed on Monday.",
        "The legal briefs were filed on Monday.",
        "Two leaks in the hull were found on Monday.",
        "The leak was found on Monday.",
        "He sent a brief on the road to the court.",
        "A spin on the old road took an hour.",
        "Vents in the hull were closed on Monday.",
        "The briefing room was closed on Monday.",
        "Oil leaks in the harbour closed the beach.",
    ] {
        assert_eq!(lines(text, house), [""; 0], "{text}");
    }
}

/// What the house calls vague is, whatever it looks like.
#[test]
fn a_house_phrase_is_vague_as_a_built_in_word_is() {
    let house = "vague-phrases = [\"market watchers\", \"the palace\"]";
    for (text, vague) in [
        ("Market watchers said on Monday that the road would probably close.", true),
        ("On Monday market watchers said that the road would probably close.", true),
        ("Several market watchers said that the road would probably close.", true),
        ("The palace said on Monday that the road would probably close.", true),
        ("People close to the palace said on Monday that the road would probably close.", true),
        ("Watchers of birds in the harbour said on Monday that the road would probably close.", false),
        ("The market said on Monday that the road would probably close.", false),
    ] {
        let reading = reading(text, house);
        let kinds: Vec<String> = said(&reading).into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [if vague { "vague" } else { kinds[0].as_str() }], "{text}");
        assert_eq!(kinds[0] == "vague", vague, "{text}");
        let found = rules::check(&reading, &Settings::default()).iter().any(|f| f.code == "vague-source");
        assert_eq!(found, vague, "{text}");
        assert!(ledger::rows(&reading, &[]).iter().all(|r| (r.source_kind == "vague") == vague), "{text}");
    }
}

/// An office that the house adds is one wherever a built-in office is.
#[test]
fn a_house_office_is_an_office() {
    for shape in [
        "{Mayor} Ana Sousa left.",
        "Ana Sousa, {mayor} of Faro, left.",
        "Ana Sousa, the {mayor} of Faro, left.",
        "Ana Sousa is the {mayor} of Faro.",
        "The former {mayor} Ana Sousa left.",
        "The diver met {mayor}s Ana Sousa and Rui Reis.",
        "Deputy {Mayor} Ana Sousa left.",
    ] {
        let people = |office: &str, toml: &str| -> Vec<(String, Vec<String>)> {
            let mut letters = office.chars();
            let capital: String = letters.next().unwrap().to_uppercase().chain(letters).collect();
            let reading = reading(&shape.replace("{mayor}", office).replace("{Mayor}", &capital), toml);
            let roles =
                |p: &copydesk::story::people::Person| p.roles.iter().map(|r| r.text.to_lowercase().replace(office, "mayor")).collect();
            reading.people.iter().map(|p| (p.name.clone(), roles(p))).collect()
        };
        let expected = people("mayor", "");
        assert!(expected.iter().all(|(_, roles)| !roles.is_empty()), "{shape}: {expected:?}");
        assert_eq!(people("harbourmaster", "offices = [\"harbourmaster\"]"), expected, "{shape}");
    }
}

const LEXICONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/language/lexicons");

/// What is wrong with a list, line by line: a section that nobody knows or that stands there twice, a word outside of one, a line
/// that is no line of words, of a verb or of a value.
fn troubles(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut kind = None;
    for (n, line) in text.lines().enumerate().map(|(n, l)| (n + 1, l)) {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            let class = SECTIONS.iter().find(|s| s.name == name).map(|s| if s.verbs { Kind::Verbs } else { Kind::Words });
            kind = class.or_else(|| VALUE_SECTIONS.iter().any(|s| s.0 == name).then_some(Kind::Values));
            if kind.is_none() {
                found.push(format!("{n}: nobody knows a section {name}"));
            }
            if seen.contains(&name) {
                found.push(format!("{n}: {name} stands here twice"));
            }
            seen.push(name);
            continue;
        }
        let mut words: Vec<&str> = line.split(' ').collect();
        match kind {
            None => found.push(format!("{n}: words outside of a section")),
            Some(Kind::Verbs) if ![1, 5].contains(&words.len()) => found.push(format!("{n}: a verb has one form here or five")),
            Some(Kind::Values) if words.len() < 2 || words.remove(0).parse::<u32>().is_err() => {
                found.push(format!("{n}: a value and its words"));
            }
            Some(_) => {}
        }
        let is_word = |w: &&str| {
            w.chars().any(char::is_alphanumeric)
                && w.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '.' | '\'' | '’' | '&'))
        };
        found.extend(words.iter().filter(|w| !is_word(w)).map(|w| format!("{n}: no word: “{w}”")));
    }
    found
}

enum Kind {
    Words,
    Verbs,
    Values,
}

#[test]
fn a_list_that_is_not_understood_is_refused() {
    for (text, trouble) in [
        ("[say]\nshout\nsay said said says saying\n", ""),
        ("# Why\n[vague]\nofficials aides\n", ""),
        ("[month]\n1 january jan\n", ""),
        ("[vauge]\nofficials\n", "1: nobody knows a section vauge; 2: words outside of a section"),
        ("officials\n", "1: words outside of a section"),
        ("[vague]\naides\n[people]\naides\n[vague]\ncritics\n", "5: vague stands here twice"),
        ("[vague\naides\n", "1: words outside of a section; 1: no word: “[vague”; 2: words outside of a section"),
        ("[vague]\naides, critics\n", "2: no word: “aides,”"),
        ("[vague]\nAides\n", "2: no word: “Aides”"),
        ("[vague]\naides  critics\n", "2: no word: “”"),
        ("[say]\nsay said\n", "2: a verb has one form here or five"),
        ("[month]\njanuary\n", "2: a value and its words"),
        ("[month]\none january\n", "2: a value and its words"),
    ] {
        assert_eq!(troubles(text).join("; "), trouble, "{text}");
    }
}

/// Each list with its text.
fn lists() -> Vec<(String, String)> {
    let mut lists: Vec<(String, String)> = std::fs::read_dir(LEXICONS)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .map(|p| (p.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&p).unwrap()))
        .collect();
    lists.sort();
    lists
}

/// The names of a list's sections.
fn sections_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|l| l.strip_prefix('[')?.strip_suffix(']'))
}

#[test]
fn every_list_is_understood_and_read() {
    let lists = lists();
    let readers = ["lexicon.rs", "values.rs"]
        .map(|f| std::fs::read_to_string(format!("{}/src/language/{f}", env!("CARGO_MANIFEST_DIR"))).unwrap())
        .join("");
    for (name, text) in &lists {
        assert_eq!(troubles(text), [""; 0], "{name}");
        assert!(readers.contains(&format!("include_str!(\"lexicons/{name}\")")), "nobody reads {name}");
    }
    // A section has one home; lists of names from elsewhere in the world stand in files of their own, for their licence.
    for section in SECTIONS.iter().map(|s| s.name).chain(VALUE_SECTIONS.iter().map(|s| s.0)) {
        let homes: Vec<&str> = lists.iter().filter(|(_, t)| sections_of(t).any(|s| s == section)).map(|(n, _)| n.as_str()).collect();
        let own: Vec<&&str> = homes.iter().filter(|h| !h.ends_with("-world.txt")).collect();
        assert_eq!(own.len(), 1, "{section} stands in {homes:?}");
    }
}

/// The code, by file, without its tests.
fn code() -> Vec<(String, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut found = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(root)];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]").next().unwrap().to_owned();
                found.push((path.strip_prefix(root).unwrap().display().to_string(), text));
            }
        }
    }
    found.sort();
    found
}

/// Whether a text asks for a class, or a kind of value.
fn asks_for(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| !text[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// `lexicons/README.md` tells each section, what it means and which rooms read it. Written by this test with `UPDATE=1`.
#[test]
fn every_section_is_described_and_read_by_somebody() {
    let code: Vec<(String, String)> =
        code().into_iter().filter(|(n, _)| !matches!(n.as_str(), "language/class.rs" | "language/values.rs")).collect();
    let room = |file: &str| file.rsplit_once('/').map_or(file, |(folder, _)| folder).to_owned();
    let rows = |names: &dyn Fn(&str) -> Vec<String>, section: &str, meaning: &str| {
        let asked = |text: &str| names(section).iter().any(|n| asks_for(text, n));
        let mut rooms: Vec<String> = code.iter().filter(|(_, t)| asked(t)).map(|(f, _)| room(f)).collect();
        rooms.dedup();
        assert!(!rooms.is_empty(), "nobody reads the section {section}");
        let homes: Vec<String> =
            lists().into_iter().filter(|(_, t)| sections_of(t).any(|s| s == section)).map(|(n, _)| format!("`{n}`")).collect();
        format!("| `[{section}]` | {} | {meaning} | {} |\n", homes.join(", "), rooms.join(", "))
    };
    let classes = |section: &str| -> Vec<String> {
        let own = SECTIONS.iter().find(|s| s.name == section).unwrap().class;
        CLASSES.iter().filter(|(class, _)| own.has(*class)).map(|(_, name)| format!("Class::{name}")).collect()
    };
    let values =
        |section: &str| -> Vec<String> { VALUE_SECTIONS.iter().filter(|s| s.0 == section).map(|s| format!("Values::{:?}", s.1)).collect() };
    let mut table = String::new();
    for s in SECTIONS {
        table += &rows(&classes, s.name, s.meaning);
    }
    for (name, _, meaning) in VALUE_SECTIONS {
        table += &rows(&values, name, meaning);
    }
    let path = format!("{LEXICONS}/README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (start, end) = ("<!-- sections: written by tests/words.rs -->\n", "<!-- end of sections -->");
    let (head, rest) = readme.split_once(start).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let wanted = format!("{head}{start}| section | file | its words | read by |\n| --- | --- | --- | --- |\n{table}{end}{tail}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap() == wanted, "{path} is stale: run `UPDATE=1 cargo test --test words`");
}

/// Words are data, and grammar asks for classes of them: few words stand in the code, and no long list of them does. Run with
/// `-- --nocapture` to see where they stand.
#[test]
fn few_words_stand_in_the_code() {
    const MOST: usize = 1000;
    const LONGEST: usize = 8;
    let mut all = 0;
    let mut lists = Vec::new();
    for (file, text) in code().iter().filter(|(f, _)| ["story/", "paragraph/", "views/"].iter().any(|room| f.starts_with(room))) {
        let runs = word_literals(text);
        let count: usize = runs.iter().map(Vec::len).sum();
        if count > 0 {
            println!("{count:5} {file}");
        }
        all += count;
        lists.extend(runs.into_iter().filter(|r| r.len() > LONGEST).map(|r| format!("{file}: {}", r.join(" "))));
    }
    println!("{all:5} in all");
    assert!(all < MOST, "{all} words stand in the code: which of them are lexicon?");
    assert!(lists.is_empty(), "lists of more than {LONGEST} words belong to the lexicons: {lists:#?}");
}

/// The words in lower case that stand as literals in a file, those together that only commas or bars part.
fn word_literals(text: &str) -> Vec<Vec<String>> {
    let is_word =
        |w: &str| w.chars().any(char::is_lowercase) && w.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '.' | '\'' | '’' | '&'));
    let mut runs: Vec<Vec<String>> = Vec::new();
    let mut joined = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |n| &rest[n..]);
        } else if c == '"' {
            let mut end = 1;
            let bytes = rest.as_bytes();
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            let word = &rest[1..end.min(rest.len())];
            if is_word(word) {
                match runs.last_mut().filter(|_| joined) {
                    Some(run) => run.push(word.to_owned()),
                    None => runs.push(vec![word.to_owned()]),
                }
            }
            joined = is_word(word) || joined;
            rest = rest.get(end + 1..).unwrap_or("");
        } else {
            // A quotation mark as a character opens no string.
            let length = if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
                rest[1..].find('\'').map_or(1, |n| n + 2)
            } else {
                c.len_utf8()
            };
            joined &= c.is_whitespace() || matches!(c, ',' | '|');
            rest = &rest[length..];
        }
    }
    runs
}

#[test]
fn words_in_code_are_counted() {
    for (code, words) in [
        ("w.is(i, \"to\") && w.is(k, \"of\")", "to; of"),
        ("w.is_one(i, &[\"is\", \"was\"])", "is was"),
        ("matches!(w, \"is\" | \"’s\" | \",\" | \"n't\")", "is ’s n't"),
        ("\"The\" // \"not\" this\n \"Two words\" '\"' \"a\"", "a"),
        ("f(\"\\\"\", \"b\")", "b"),
    ] {
        let runs: Vec<String> = word_literals(code).iter().map(|r| r.join(" ")).collect();
        assert_eq!(runs.join("; "), words, "{code}");
    }
}
