//! The configurations that are shipped for editors and agents: what no editor here can try is at least of the form that its
//! documentation asks for, and every one starts the program in a way that it understands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::process::{Command, Stdio};

use serde_json::Value;

fn shipped(name: &str) -> String {
    let path = format!("{}/editors/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn json(name: &str) -> Value {
    serde_json::from_str(&shipped(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn toml(name: &str) -> Value {
    toml::from_str(&shipped(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn words(command: &Value) -> Vec<String> {
    command.as_array().unwrap().iter().map(|w| w.as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_folder_says_how_it_is_used_in_ten_lines() {
    for editor in ["neovim", "emacs", "helix", "zed", "kate", "sublime", "agents"] {
        let readme = shipped(&format!("{editor}/README.md"));
        assert!(readme.lines().filter(|l| !l.trim().is_empty()).count() <= 20, "{editor}");
        assert!(readme.contains("Tested with") || readme.to_lowercase().contains("untested"), "{editor} says whether it is tested");
    }
}

#[test]
fn commands_are_commands_of_the_program() {
    let helix = toml("helix/languages.toml");
    let server = &helix["language-server"]["copydesk"];
    let mut commands = vec![[vec![server["command"].as_str().unwrap().to_owned()], words(&server["args"])].concat()];
    for language in helix["language"].as_array().unwrap() {
        assert!(words(&language["language-servers"]).contains(&"copydesk".to_owned()), "{language}");
    }
    // What Helix has for Markdown of itself.
    let markdown = helix["language"].as_array().unwrap().iter().find(|l| l["name"] == "markdown").unwrap();
    assert_eq!(words(&markdown["language-servers"]), ["marksman", "markdown-oxide", "copydesk"]);

    let kate = json("kate/settings.json");
    commands.extend(kate["servers"].as_object().unwrap().values().map(|s| words(&s["command"])));
    let sublime = json("sublime/LSP.sublime-settings");
    commands.push(words(&sublime["clients"]["copydesk"]["command"]));
    let zed = json("zed/settings.json");
    let binary = &zed["lsp"]["copydesk"]["binary"];
    commands.push([vec![binary["path"].as_str().unwrap().to_owned()], words(&binary["arguments"])].concat());
    let extension = toml("zed/extension.toml");
    for language in zed["languages"].as_object().unwrap().keys() {
        assert!(words(&extension["language_servers"]["copydesk"]["languages"]).contains(language), "{language}");
        assert!(extension["language_servers"]["copydesk"]["language_ids"].get(language).is_some(), "{language}");
    }
    let plugin = json("agents/.claude-plugin/plugin.json");
    for servers in ["lspServers", "mcpServers"] {
        let server = &plugin[servers]["copydesk"];
        commands.push([vec![server["command"].as_str().unwrap().to_owned()], words(&server["args"])].concat());
    }
    let hook = json("agents/hooks.json");
    let hook = hook["hooks"]["PostToolUse"][0]["hooks"][0]["command"].as_str().unwrap();
    commands.push(hook.split(' ').map(str::to_owned).collect());

    assert_eq!(commands.len(), 8);
    for command in commands {
        assert_eq!(command[0], "copydesk");
        let known = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(&command[1..]).arg("--help").stdout(Stdio::null()).status().unwrap();
        assert!(known.success(), "{command:?}");
    }
}

/// One version in all that is published together.
#[test]
fn versions_agree() {
    let own = env!("CARGO_PKG_VERSION");
    for version in [
        &json("vscode/package.json")["version"],
        &json("agents/.claude-plugin/plugin.json")["version"],
        &toml("zed/extension.toml")["version"],
        &toml("zed/Cargo.toml")["package"]["version"],
    ] {
        assert_eq!(version, own);
    }
}
