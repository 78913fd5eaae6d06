//! The map of `src/lib.rs`, held: which room may know which, that nothing goes round in a circle, and what must not be known
//! below the top floors.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

mod paths;

use std::collections::BTreeMap;
use std::path::Path;

use paths::{Crate, circles};

/// A room, and the floor it lies on. A room knows only rooms on floors below its own.
const FLOORS: &[(&str, u8)] = &[
    ("cli", 12),
    ("server", 11),
    ("desk", 10),
    ("rules", 9),
    ("reader", 8),
    ("annotations", 7),
    ("views", 6),
    ("story", 5),
    ("paragraph", 4),
    ("roster", 3),
    ("language", 3),
    ("settings", 2),
    ("text", 1),
];

/// From here up, protocol, files, clocks and threads are known.
const OUTSIDE: u8 = 10;

/// What is not known below that: beginnings of paths.
const NOT_KNOWN: &[&[&str]] = &[
    &["tower_lsp"],
    &["lsp_types"],
    &["tokio"],
    &["rmcp"],
    &["notify"],
    &["std", "env"],
    &["std", "fs"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "time"],
    &["print!"],
    &["println!"],
    &["eprint!"],
    &["eprintln!"],
    &["dbg!"],
];

/// What nobody may know, on whatever floor: nothing leaves the machine.
const NOWHERE: &[&[&str]] = &[&["std", "net"], &["std", "os", "unix", "net"], &["tokio", "net"]];

/// What nothing but a clock can tell: ends of paths.
const CLOCKS: &[&str] = &["now"];

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(r, _)| *r == room).map(|(_, f)| *f)
}

/// What is wrong with a crate, one sentence each.
fn wrong(of: &Crate) -> Vec<String> {
    let (arrows, outside) = of.arrows();
    let mut wrong = Vec::new();
    for arrow in &arrows {
        let Some((room, own)) = arrow.from.first().and_then(|room| Some((room, floor(room)?))) else { continue };
        let above = |m: &&Vec<String>| m.first().is_some_and(|r| r != room && floor(r).is_none_or(|f| f >= own));
        let to_root = arrow.to.is_empty() && !arrow.from.is_empty();
        if let Some(module) = arrow.through.iter().find(above) {
            wrong.push(format!("{} knows {}", arrow.from.join("::"), module.join("::")));
        } else if to_root {
            wrong.push(format!("{} names something of the crate's root", arrow.from.join("::")));
        }
    }
    for path in &outside {
        let Some(own) = path.from.first().and_then(|room| floor(room)) else { continue };
        let known = |list: &[&[&str]]| list.iter().any(|k| k.len() <= path.path.len() && k.iter().zip(&path.path).all(|(a, b)| a == b));
        let clock = path.path.len() > 1 && path.path.last().is_some_and(|l| CLOCKS.contains(&l.as_str()));
        if known(NOWHERE) || (own < OUTSIDE && (known(NOT_KNOWN) || clock)) {
            wrong.push(format!("{} knows {}", path.from.join("::"), path.path.join("::")));
        }
    }
    wrong.extend(circles(&arrows).into_iter().map(|round| format!("a circle: {}", round.join(", "))));
    wrong
}

/// Names of types that several modules have, each for the same thing: what a subcommand is given.
const SHARED: &[&str] = &["Arguments"];

/// The names that two types have, each with its modules.
fn homonyms(of: &Crate) -> Vec<String> {
    let mut homes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (module, name) in of.types() {
        homes.entry(name).or_default().push(module.join("::"));
    }
    let several = homes.into_iter().filter(|(name, homes)| homes.len() > 1 && !SHARED.contains(name));
    several.map(|(name, homes)| format!("{name} is two things: in {}", homes.join(" and in "))).collect()
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap().display().to_string();
            found.push((name.replace('\\', "/"), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn rooms_know_only_rooms_below_and_nothing_goes_round() {
    let mut files = Vec::new();
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut files);
    // The program itself is another crate.
    files.retain(|(name, _)| name != "main.rs");
    for (name, _) in &files {
        let room = name.split(['/', '.']).next().unwrap();
        assert!(room == "lib" || floor(room).is_some(), "{name} lies in no room: give `{room}` a floor");
    }
    let all = Crate::of(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let (arrows, _) = all.arrows();
    let between = arrows.iter().filter(|a| !a.to.is_empty() && a.from.first() != a.to.first()).count();
    assert!(between > 100, "only {between} arrows between rooms were seen: is this test still reading the code?");
    let wrong = wrong(&all);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let homonyms = homonyms(&all);
    assert!(homonyms.is_empty(), "{homonyms:#?}");
}

/// What else there is, where a test gives only the file that it is about.
const HOUSE: &[(&str, &str)] = &[
    ("lib.rs", "pub mod language; pub mod paragraph; pub mod rules; pub mod story; pub mod text;"),
    ("text/mod.rs", "mod draft; pub use draft::Draft;"),
    ("text/draft.rs", "pub struct Draft;"),
    ("language/mod.rs", "pub mod lexicon; pub use lexicon::Class; pub struct Words;"),
    ("language/lexicon.rs", "pub struct Class;"),
    ("paragraph/mod.rs", "pub mod reports;"),
    ("paragraph/reports/mod.rs", "mod cues; mod kinds;"),
    ("paragraph/reports/cues.rs", ""),
    ("paragraph/reports/kinds.rs", "pub fn kind() {}"),
    ("story/mod.rs", "pub mod part; pub mod place; pub use part::Part; pub use place::*;"),
    ("story/part.rs", "pub struct Part;"),
    ("story/place.rs", "pub struct Place;"),
    ("rules/mod.rs", "pub use crate::text::Draft; pub struct Finding; pub fn check() {}"),
];

/// What the checker says of the house with one file written so.
fn verdict(file: &str, text: &str) -> Vec<String> {
    let others = HOUSE.iter().filter(|(name, _)| *name != file);
    wrong(&Crate::of(others.copied().chain([(file, text)])))
}

#[test]
fn arrows_up_are_refused_however_they_are_written() {
    let cues = "paragraph/reports/cues.rs";
    for (file, text, told) in [
        (cues, "use super::super::super::rules::Finding;", "paragraph::reports::cues knows rules"),
        (cues, "use crate::rules::Finding;", "paragraph::reports::cues knows rules"),
        (cues, "use crate::{language::Words, rules::{self, Finding}};", "paragraph::reports::cues knows rules"),
        (cues, "use crate::rules::*;", "paragraph::reports::cues knows rules"),
        (cues, "fn f() { crate::rules::check(); }", "paragraph::reports::cues knows rules"),
        (cues, "fn f() -> Option<crate::rules::Finding> { None }", "paragraph::reports::cues knows rules"),
        (cues, "fn f() { use crate::rules as r; r::check(); }", "paragraph::reports::cues knows rules"),
        (cues, "fn f() { let _ = vec![crate::rules::check()]; }", "paragraph::reports::cues knows rules"),
        (cues, "impl From<crate::rules::Finding> for u8 {}", "paragraph::reports::cues knows rules"),
        (cues, "#[cfg(not(test))] use crate::rules::Finding;", "paragraph::reports::cues knows rules"),
        (cues, "#[cfg(any(test, unix))] use crate::rules::Finding;", "paragraph::reports::cues knows rules"),
        // What it re-exports lies below, but the way there leads through a room above.
        (cues, "use crate::rules::Draft;", "paragraph::reports::cues knows rules"),
        // The block pass sees one block.
        ("paragraph/mod.rs", "pub mod reports; use crate::story::Part;", "paragraph knows story"),
        ("paragraph/mod.rs", "pub mod reports; use super::story::part::Part;", "paragraph knows story"),
        ("paragraph/mod.rs", "pub mod reports; fn f(_: super::story::Place) {}", "paragraph knows story"),
        // Handed on by a room below.
        ("language/mod.rs", "pub mod lexicon; pub use crate::story::Part;", "language knows story"),
        // Modules that are written out within a file, and rooms on one floor.
        (cues, "mod inner { use crate::rules::Finding; }", "paragraph::reports::cues::inner knows rules"),
        ("roster/mod.rs", "use crate::language::Words;", "roster knows language"),
        (cues, "fn f() { std::fs::read(\"a\"); }", "paragraph::reports::cues knows std::fs::read"),
        (cues, "use std::{fs, path}; fn f() { fs::read(\"a\"); }", "paragraph::reports::cues knows std::fs"),
        (cues, "use std::time as t;", "paragraph::reports::cues knows std::time"),
        (cues, "fn f() { println!(\"a\"); }", "paragraph::reports::cues knows println!"),
        (cues, "fn f() { jiff::Zoned::now(); }", "paragraph::reports::cues knows jiff::Zoned::now"),
        ("server/mod.rs", "use std::net::TcpStream;", "server knows std::net::TcpStream"),
        ("server/mod.rs", "use tokio::{io, net::UnixStream};", "server knows tokio::net::UnixStream"),
    ] {
        let said = verdict(file, text);
        assert!(said.iter().any(|s| s == told), "{file}: {text}\n{said:#?}");
    }
}

#[test]
fn what_a_room_may_know_is_allowed() {
    let cues = "paragraph/reports/cues.rs";
    for (file, text) in [
        (cues, "use crate::text::Draft; use crate::language::{Class, Words};"),
        (cues, "use super::kinds; fn f() { kinds::kind(); super::kinds::kind(); }"),
        (cues, "#[cfg(test)] mod tests { use crate::rules::Finding; #[test] fn f() { crate::rules::check(); } }"),
        (cues, "#[cfg(test)] use crate::rules::Finding;"),
        (cues, "#[cfg(all(test, unix))] fn f() { std::fs::read(\"a\"); }"),
        // Names that only look like a room's.
        (cues, "enum rules { A } fn f() -> rules { rules::A }"),
        (cues, "fn f(rules: u8) { let story = rules; other::rules::check(story); }"),
        (cues, "/// See [`crate::rules::Finding`].\nfn f() {}"),
        // A module and what it is made of.
        ("paragraph/reports/mod.rs", "mod cues; mod kinds; pub struct Report; fn f() { kinds::kind(); }"),
        ("paragraph/reports/kinds.rs", "use super::Report; pub fn kind() {} "),
        ("rules/mod.rs", "use crate::story::{Part, Place}; use crate::text; pub use text::Draft; pub struct Finding; pub fn check() {}"),
    ] {
        assert_eq!(verdict(file, text), Vec::<String>::new(), "{file}: {text}");
    }
}

#[test]
fn a_file_that_only_tests_see_may_know_everything() {
    for (parent, told) in [("#[cfg(test)] mod tests;", vec![]), ("mod tests;", vec!["language::tests knows rules".to_owned()])] {
        let files =
            [("language/mod.rs", parent), ("language/tests.rs", "use crate::rules::Finding;"), ("rules/mod.rs", "pub struct Finding;")];
        assert_eq!(wrong(&Crate::of(files)), told, "{parent}");
    }
}

#[test]
fn circles_are_found() {
    for (files, told) in [
        (
            vec![("story/a.rs", "use super::b::B; pub struct A;"), ("story/b.rs", "use crate::story::a::A; pub struct B;")],
            "story::a, story::b",
        ),
        // Through a name that the parent hands on, through an inline path, from deep within.
        (
            vec![
                ("story/mod.rs", "mod a; mod b; mod c; pub use c::C;"),
                ("story/a.rs", "use super::C;"),
                ("story/b.rs", "fn f() { super::a::f(); }"),
                ("story/c/mod.rs", "mod deep; pub struct C;"),
                ("story/c/deep.rs", "use super::super::b;"),
            ],
            "story::a, story::b, story::c",
        ),
        (vec![("story/a.rs", "use super::b::*;"), ("story/b.rs", "use super::a::*;")], "story::a, story::b"),
    ] {
        let said = wrong(&Crate::of(files.iter().copied()));
        assert_eq!(said, vec![format!("a circle: {told}")], "{files:?}");
    }
}

#[test]
fn a_type_s_name_is_one_thing() {
    let all = Crate::of([
        ("story/a.rs", "pub struct Part; #[cfg(test)] mod tests { struct Line; }"),
        ("story/b.rs", "enum Part { A } fn f() { struct Line; }"),
        ("cli/a.rs", "struct Arguments;"),
        ("cli/b.rs", "struct Arguments;"),
    ]);
    assert_eq!(homonyms(&all), vec!["Part is two things: in story::a and in story::b".to_owned()]);
}
