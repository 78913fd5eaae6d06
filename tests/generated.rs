//! What is generated from the tables of rules and settings: pages of the docs and the settings of the VS Code extension. Run with
//! `UPDATE=1` to write them anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use copydesk::rules::{Rule, TABLE};
use serde_json::{Value, json};
use sha2::Digest;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
const PACKAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/editors/vscode/package.json");

fn hold(path: &str, wanted: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, wanted).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == wanted, "{path} is stale: run `UPDATE=1 cargo test --test generated`");
}

/// An example as it stands in the reference: its last paragraph with a mark, or all that follows the headline.
fn quoted(example: &str) -> String {
    let body = example.split_once("\n\n").map_or(example, |(_, body)| body);
    let part = if example.contains('⟦') && !body.contains('⟦') { example } else { body };
    part.replace("\n\n", " ¶ ").replace('\n', " ⏎ ").replace('⟦', "<ins>").replace('⟧', "</ins>").replace('{', "&#123;")
}

fn described(rule: &Rule) -> String {
    let mut out = format!("### {}\n\n**{}** ({}). {} [Guide]({})\n\n", rule.code, rule.title, rule.severity.name(), rule.why, rule.guide);
    for example in rule.fires {
        out += &format!("- fires: {}\n", quoted(example));
    }
    for example in rule.silent {
        out += &format!("- silent: {}\n", quoted(example));
    }
    out
}

#[test]
fn the_extension_ships_the_schemas() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/editors/vscode/schemas");
    hold(&format!("{folder}/people.schema.json"), &format!("{:#}\n", copydesk::roster::file::schema()));
    hold(&format!("{folder}/annotations.schema.json"), &format!("{:#}\n", copydesk::annotations::sidecar::schema()));
}

/// Puts what is made between two marks of a page.
fn hold_between(page: &str, start: &str, end: &str, made: &str) {
    let path = format!("{DOCS}/{page}");
    let text = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once(start).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    hold(&path, &format!("{head}{start}{made}{end}{tail}"));
}

#[test]
fn every_rule_has_its_section() {
    use copydesk::rules::Group;
    let mut page = String::from(
        "# The rules\n\nWhat a desk sends back, and why. Written by tests/generated.rs from the table of rules (`src/rules/mod.rs`); every example is a test. What is\n<ins>underlined</ins> is marked. Each rule can be set to `off`, `hint`, `information`, `warning` or `error`: [settings](settings.md).\n",
    );
    for group in Group::ALL {
        page += &format!("\n## {}\n\n", group.name());
        let rules: Vec<String> = TABLE.iter().filter(|r| r.group == group).map(|r| described(r)).collect();
        page += &rules.join("\n");
    }
    hold(&format!("{DOCS}/rules.md"), &page);
}

#[test]
fn every_key_of_the_front_matter_is_described() {
    let row = |k: &copydesk::text::metadata::keys::Key| {
        let names: Vec<String> = [k.name].iter().chain(k.also).map(|n| format!("`{n}`")).collect();
        let values = if k.values.is_empty() { String::new() } else { format!(": {}", k.values.join(", ")) };
        format!("| {} | {}{values} |\n", names.join(", "), k.what.trim_end_matches('.'))
    };
    let rows: String = copydesk::text::metadata::keys::TABLE.iter().map(row).collect();
    let (start, end) = ("<!-- front matter: written by tests/generated.rs -->\n", "<!-- end of front matter -->");
    hold_between("front-matter.md", start, end, &format!("| Key | What it says |\n| --- | --- |\n{rows}"));
    let profiles = copydesk::text::metadata::keys::TABLE.iter().find(|k| k.name == "profile").unwrap();
    assert!(profiles.values.iter().all(|p| copydesk::settings::Profile::named(p).is_some()));
}

#[test]
fn every_setting_has_its_row() {
    use copydesk::settings::keys::{Holds, KEYS};
    let mut made = String::new();
    let mut heading = "";
    for key in KEYS {
        if key.heading != heading {
            heading = key.heading;
            made += &format!("\n### {heading}\n\n| setting | where nobody sets it | what it is |\n| --- | --- | --- |\n");
        }
        let values = match key.holds {
            Holds::Choice(all) => {
                let each: Vec<String> = all.iter().map(|(name, meaning)| format!("`{name}`: {meaning}")).collect();
                format!(" {}.", each.join("; "))
            }
            _ => String::new(),
        };
        made += &format!("| `{}` | `{}` | {}{values} |\n", key.name, key.default(), key.what);
    }
    made += "\nBesides these: `[rules]` sets how seriously each rule is meant, `[[overrides]]` does so for the drafts that its `files` name, `[[house-rules]]` adds rules.\n";
    hold_between("settings.md", "<!-- settings: written by tests/generated.rs -->\n", "<!-- end of settings -->", &made);
}

/// The example of a settings file is one, and so is that of a people file.
#[test]
fn the_examples_of_files_can_be_read() {
    let page = |name: &str| std::fs::read_to_string(format!("{DOCS}/{name}")).unwrap();
    let settings = page("settings.md");
    let (_, rest) = settings.split_once("```toml\n").unwrap();
    let settings = copydesk::settings::Settings::from_toml(rest.split_once("```").unwrap().0).unwrap();
    assert_eq!(copydesk::rules::unknown(&settings), None);
    assert!(settings.for_file("opinion/a.md").unwrap().rules.contains_key("unattributed-claim"));
    let people = page("people.md");
    let (_, people) = people.split_once("```yaml\npeople:").unwrap();
    let (entries, troubles) = copydesk::roster::file::read(&format!("people:{}", people.split_once("```").unwrap().0));
    assert!(troubles.is_empty() && entries.people.len() == 1, "{troubles:?}");
}

/// What a desk adds to the words that everybody knows is heard: verbs, vague sources, common knowledge.
#[test]
fn house_words_are_heard() {
    use copydesk::language::House;
    use copydesk::settings::Settings;
    use copydesk::story::{Context, read};
    let text = "Harbour closes\n\nMarket watchers ventilated on Monday that the road was closed.\n\nThe council delayed the vote to avoid a defeat.";
    let codes = |toml: &str| -> Vec<&'static str> {
        let settings = std::sync::Arc::new(Settings::from_toml(toml).unwrap());
        let house = std::sync::Arc::new(House::of(&settings));
        let context = Context { settings: settings.clone(), house, date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() };
        let draft = copydesk::text::Draft::new(text, copydesk::text::Format::Text);
        copydesk::rules::check(&read(&draft, &context, &|| false).unwrap(), &settings).iter().map(|f| f.code).collect()
    };
    assert_eq!(codes(""), ["unattributed-claim"]);
    assert_eq!(codes("reporting-verbs = [\"ventilate\"]\nvague-phrases = [\"market watchers\"]"), ["vague-source", "unattributed-claim"]);
    assert_eq!(codes("common-knowledge = [\"to avoid a defeat\"]"), Vec::<&str>::new());
}

/// A setting of the extension's own.
fn own(kind: &str, default: &Value, what: &str, more: &Value) -> Value {
    let mut schema = json!({"type": kind, "default": default, "markdownDescription": what});
    more.as_object().unwrap().iter().for_each(|(k, v)| schema[k] = v.clone());
    schema
}

/// The settings of the extension: the server's, one a rule, and those of the program itself, each under its heading.
#[test]
fn the_extension_offers_every_setting() {
    use copydesk::rules::Group;
    use copydesk::settings::keys::{KEYS, camel};
    let mut package: Value = serde_json::from_str(&std::fs::read_to_string(PACKAGE).unwrap()).unwrap();
    let mut groups: Vec<(String, serde_json::Map<String, Value>)> = Vec::new();
    let mut add = |heading: &str, name: String, schema: Value| {
        let at = groups.iter().position(|(h, _)| h == heading).unwrap_or_else(|| {
            groups.push((heading.to_owned(), serde_json::Map::new()));
            groups.len() - 1
        });
        let mut schema = schema;
        schema["order"] = groups[at].1.len().into();
        groups[at].1.insert(name, schema);
    };
    for key in KEYS {
        let name = key.name.split('.').map(camel).collect::<Vec<_>>().join(".");
        add(key.heading, format!("copydesk.{name}"), key.schema());
    }
    let levels = json!(["on", "off", "hint", "information", "warning", "error"]);
    for group in Group::ALL {
        for rule in TABLE.iter().filter(|r| r.group == group) {
            let what = format!("**{}**. {} Usually {}.", rule.title, rule.why, rule.severity.name());
            let schema = json!({"type": "string", "enum": levels, "default": "on", "markdownDescription": what});
            add(&format!("Rules: {}", group.name()), format!("copydesk.rules.{}", rule.code), schema);
        }
    }
    let program = "The program";
    let path = "The copydesk program, by its whole path. Empty: the one that comes with the extension, else the one on the PATH; never one in the workspace.";
    add(program, "copydesk.path".into(), own("string", &json!(""), path, &json!({"scope": "machine"})));
    let trace = "Whether the log tells which messages go between editor and server. What they hold is never in it.";
    add(program, "copydesk.trace.server".into(), own("string", &json!("off"), trace, &json!({"enum": ["off", "messages"]})));
    let groups: Vec<Value> = groups.into_iter().map(|(title, properties)| json!({"title": title, "properties": properties})).collect();
    package["contributes"]["configuration"] = json!(groups);
    hold(PACKAGE, &format!("{package:#}\n"));
}

#[test]
fn the_figures_are_of_the_weights_that_ship() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let weights = std::fs::read(root.join("src/reader/weights/reader.safetensors")).unwrap();
    let digest = sha2::Sha256::digest(&weights).iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat();
    for page in ["docs/accuracy.md", "training/reader/README.md"] {
        let text = std::fs::read_to_string(root.join(page)).unwrap();
        assert!(text.contains(&digest), "{page} tells of other weights: measure anew (training/reader/README.md says how)");
    }
}

/// The page about the rules that the extension opens from a finding: one section a rule, named by its code.
#[test]
fn the_extension_ships_a_page_about_the_rules() {
    use copydesk::rules::Group;
    let mut page = String::from(
        "# What copydesk asks, and why\n\nMade from the table of its rules. Each can be set to off, hint, information, warning or error.\n",
    );
    for group in Group::ALL {
        page += &format!("\n## {}\n", group.name());
        for rule in TABLE.iter().filter(|r| r.group == group) {
            page += &format!("\n### {}\n\n**{}** ({}). {}\n", rule.code, rule.title, rule.severity.name(), rule.why);
            let list = |title: &str, all: &[&str]| {
                let lines = all.iter().map(|e| format!("- {}\n", quoted(e))).collect::<Vec<_>>().concat();
                if lines.is_empty() { lines } else { format!("\n{title}\n\n{lines}") }
            };
            page += &list("It speaks here, of what is underlined:", rule.fires);
            page += &list("It is silent here:", rule.silent);
            let ways: Vec<String> = ways_out(rule);
            if !ways.is_empty() {
                page += &format!("\nHow to settle it: {}.\n", ways.join(" · "));
            }
            page +=
                &format!("\nWhere guides speak of it: [{}]({}). Setting: `copydesk.rules.{}`.\n", host(rule.guide), rule.guide, rule.code);
        }
    }
    hold(concat!(env!("CARGO_MANIFEST_DIR"), "/editors/vscode/rules.md"), &page);
}

fn host(address: &str) -> &str {
    address.split('/').nth(2).unwrap_or(address).trim_start_matches("www.")
}

/// What is offered where a rule speaks first in its examples.
fn ways_out(rule: &Rule) -> Vec<String> {
    use copydesk::settings::Settings;
    use copydesk::settings::house_rules::Preset;
    use copydesk::story::{Context, read};
    for example in rule.fires {
        let draft = copydesk::text::Draft::new(&example.replace(['⟦', '⟧'], ""), copydesk::text::Format::Text);
        let presets = if rule.code == "house-rule" { vec![Preset::Ap] } else { Vec::new() };
        let settings = std::sync::Arc::new(Settings { presets, ..Settings::default() });
        let (entries, _) = copydesk::roster::file::read(rule.people);
        let roster = std::sync::Arc::new(copydesk::roster::Roster::of([entries]));
        let context =
            Context { date: rule.dated.then(|| jiff::civil::date(2024, 4, 1)), settings: settings.clone(), roster, ..Context::default() };
        let reading = read(&draft, &context, &|| false).unwrap();
        let findings = copydesk::rules::check(&reading, &settings);
        let desk = copydesk::rules::Surroundings {
            today: "2024-04-01".into(),
            has_file: true,
            has_people_file: true,
            line_break: "\n",
            ..Default::default()
        };
        if let Some(finding) = findings.iter().find(|f| f.code == rule.code) {
            return copydesk::rules::fixes(&reading, finding, &desk).into_iter().map(|f| f.title.replace('`', "")).collect();
        }
    }
    Vec::new()
}

#[test]
fn the_extension_ships_the_example_and_both_licences() {
    let root = env!("CARGO_MANIFEST_DIR");
    for (from, to) in
        [("tests/articles/harbour.txt", "media/example.txt"), ("LICENSE-MIT", "LICENSE-MIT"), ("LICENSE-APACHE", "LICENSE-APACHE")]
    {
        hold(&format!("{root}/editors/vscode/{to}"), &std::fs::read_to_string(format!("{root}/{from}")).unwrap());
    }
}
