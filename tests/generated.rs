//! What is generated from the rule table: the reference in the README and the settings of the VS Code extension. Run with
//! `UPDATE=1` to write them anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use copydesk::rules::{Rule, TABLE};
use serde_json::{Value, json};
use sha2::Digest;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
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

#[test]
fn the_readme_describes_every_rule() {
    let readme = std::fs::read_to_string(README).unwrap();
    let (start, end) = ("<!-- rules: written by tests/generated.rs -->\n", "<!-- end of rules -->");
    let (head, rest) = readme.split_once(start).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let rules: Vec<String> = TABLE.iter().map(|r| described(r)).collect();
    hold(README, &format!("{head}{start}{}\n{end}{tail}", rules.join("\n")));
}

#[test]
fn the_readme_describes_every_key_of_the_front_matter() {
    let readme = std::fs::read_to_string(README).unwrap();
    let (start, end) = ("<!-- front matter: written by tests/generated.rs -->\n", "<!-- end of front matter -->");
    let (head, rest) = readme.split_once(start).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let row = |k: &copydesk::text::metadata::keys::Key| {
        let names: Vec<String> = [k.name].iter().chain(k.also).map(|n| format!("`{n}`")).collect();
        let values = if k.values.is_empty() { String::new() } else { format!(": {}", k.values.join(", ")) };
        format!("| {} | {}{values} |\n", names.join(", "), k.what.trim_end_matches('.'))
    };
    let rows: String = copydesk::text::metadata::keys::TABLE.iter().map(row).collect();
    hold(README, &format!("{head}{start}| Key | What it says |\n| --- | --- |\n{rows}{end}{tail}"));
    let profiles = copydesk::text::metadata::keys::TABLE.iter().find(|k| k.name == "profile").unwrap();
    assert!(profiles.values.iter().all(|p| copydesk::settings::Profile::named(p).is_some()));
}

/// The example of a settings file in the README is one.
#[test]
fn the_readme_s_settings_are_settings() {
    let readme = std::fs::read_to_string(README).unwrap();
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let settings = copydesk::settings::Settings::from_toml(rest.split_once("```").unwrap().0).unwrap();
    assert_eq!(copydesk::rules::unknown(&settings), None);
    assert!(settings.for_file("opinion/a.md").unwrap().rules.contains_key("unattributed-claim"));
    let (_, people) = readme.split_once("```yaml\npeople:").unwrap();
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

#[test]
fn the_extension_offers_every_rule() {
    let mut package: Value = serde_json::from_str(&std::fs::read_to_string(PACKAGE).unwrap()).unwrap();
    let levels = json!(["on", "off", "hint", "information", "warning", "error"]);
    let rules: serde_json::Map<String, Value> = TABLE
        .iter()
        .map(|r| (r.code.to_owned(), json!({"type": "string", "enum": levels, "default": "on", "description": r.title})))
        .collect();
    package["contributes"]["configuration"]["properties"]["copydesk.rules"]["properties"] = Value::Object(rules);
    hold(PACKAGE, &format!("{package:#}\n"));
}

#[test]
fn the_figures_are_of_the_weights_that_ship() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let weights = std::fs::read(root.join("src/reader/weights/reader.safetensors")).unwrap();
    let digest: String = sha2::Sha256::digest(&weights).iter().map(|b| format!("{b:02x}")).collect();
    for page in ["docs/accuracy.md", "training/reader/README.md"] {
        let text = std::fs::read_to_string(root.join(page)).unwrap();
        assert!(text.contains(&digest), "{page} tells of other weights: measure anew (training/reader/README.md says how)");
    }
}
