//! The floors of `src/lib.rs`, held: who may import whom, and what must not be known below the top floor.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::path::Path;

const FLOORS: &[(&str, u8)] = &[
    ("server", 4),
    ("cli", 4),
    ("desk", 4),
    ("rules", 3),
    ("annotations", 3),
    ("story", 2),
    ("roster", 1),
    ("language", 1),
    ("text", 1),
    ("settings", 1),
];

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
fn modules_import_from_their_own_floor_or_below() {
    let mut files = Vec::new();
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut files);
    let mut wrong = Vec::new();
    let mut imports = 0;
    for (name, text) in &files {
        let own = floor(name.split(['/', '.']).next().unwrap());
        let Some(own) = own else { continue };
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            // `use crate::{a, b}` would escape the eye; it is not used here.
            assert!(!rest.starts_with('{'), "{name}: name each import of a module on a line of its own");
            let module: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            imports += 1;
            if floor(&module).is_some_and(|other| other > own) {
                wrong.push(format!("{name} imports {module}"));
            }
        }
        if own < 4 {
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

/// What a paragraph tells by itself is kept with it, so whatever reads it there must not see its neighbours.
#[test]
fn the_block_pass_sees_one_block() {
    let mut files = Vec::new();
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut files);
    let read = |name: &str| files.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str());
    let pass = read("story/block_pass.rs").unwrap();
    let mut seen = 0;
    for line in pass.lines().filter_map(|l| l.strip_prefix("use super::")) {
        let module = line.split(['{', ';']).next().unwrap().trim_end_matches("::").replace("::", "/");
        let text = read(&format!("story/{module}.rs")).or_else(|| read(&format!("story/{module}/mod.rs")));
        assert!(!text.expect(line).contains("block_pass::"), "story/{module} is used by the block pass, and sees other blocks");
        seen += 1;
    }
    assert!(seen >= 5, "only {seen} imports were seen: is this test still reading the code?");
}
