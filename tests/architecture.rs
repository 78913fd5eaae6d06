//! The floors of `src/lib.rs`, held: who may import whom, and what must not be known below the top floor.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::path::Path;

/// A room, and the floor it lies on. A room knows only rooms on floors below its own.
const FLOORS: &[(&str, u8)] = &[
    ("cli", 11),
    ("server", 10),
    ("files", 9),
    ("rules", 8),
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
const OUTSIDE: u8 = 9;

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(m, _)| *m == module).map(|(_, f)| *f)
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap().display().to_string();
            // Tests inside a file may look anywhere.
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((name, text.split("#[cfg(test)]").next().unwrap().to_owned()));
        }
    }
}

#[test]
fn rooms_know_only_rooms_below() {
    let mut files = Vec::new();
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut files);
    let mut wrong = Vec::new();
    let mut imports = 0;
    for (name, text) in &files {
        let room = name.split(['/', '.']).next().unwrap();
        let Some(own) = floor(room) else { continue };
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            // `use crate::{a, b}` would escape the eye; it is not used here.
            assert!(!rest.starts_with('{'), "{name}: name each import of a module on a line of its own");
            let module: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            imports += 1;
            if module != room && floor(&module).is_some_and(|other| other >= own) {
                wrong.push(format!("{name} imports {module}"));
            }
        }
        if own < OUTSIDE {
            for forbidden in ["tower_lsp", "lsp_types", "tokio::", "std::fs", "std::net", "std::time", "Zoned::now", "std::env", "println!"]
            {
                if text.contains(forbidden) {
                    wrong.push(format!("{name} knows {forbidden}"));
                }
            }
        }
    }
    assert!(imports > 100, "only {imports} imports were seen: is this test still reading the code?");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
