//! `copydesk init`: a desk's folder laid out, so that there is something to change and nothing to look up.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Outcome, complain};
use crate::desk::files;
use crate::settings::keys::{Holds, KEYS, SettingKey};

/// Lays out a desk's folder: copydesk.toml with every setting and what it means, people.yaml with an example, and a line in
/// .gitignore that keeps the list of protected sources out of git.
///
/// What is there already is left as it is, but for the lines that .gitignore lacks. All settings are written as comments: nothing
/// is other than without the file until a line is let loose.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The folder.
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// What git is not to take: who the protected sources are.
const IGNORED: [&str; 2] = ["sources.private.yaml", "sources.private.yml"];

const PEOPLE: &str = "\
# Who holds which office when. Take away the # of the example, and write your own people under it.
# Dates may be a year, a month or a day; a role without `to` is still held.
version: \"1\"
people: []
#people:
#  - id: ana-sousa
#    name: Ana Sousa                   # the house spelling
#    aliases: [A. Sousa]               # fine in copy, too
#    variants: [Anna Souza]            # recognised, and told
#    roles:
#      - {title: mayor of Porto, short: mayor, from: 2021-10}
#      - {title: member of parliament, from: 2015, to: 2021-09}
#organizations:
#  - {id: harbour-group, name: Strategic Harbour Group}
#acronyms:
#  - {short: SHG, long: Strategic Harbour Group}
";

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let folder = &arguments.folder;
    if !folder.is_dir() {
        return Err(format!("{}: there is no such folder; make it first", folder.display()));
    }
    for (name, text) in [(files::SETTINGS, settings()), (files::PEOPLE, PEOPLE.to_owned())] {
        let path = folder.join(name);
        // A link that leads nowhere is there, too.
        if path.symlink_metadata().is_ok() {
            complain(&format!("{}: is there already, and is left as it is", path.display()));
            continue;
        }
        files::write(&path, &text)?;
        complain(&format!("{}: written", path.display()));
    }
    ignore(&folder.join(".gitignore"))?;
    Ok(Outcome::Clean)
}

/// Adds to a .gitignore the lines that it lacks.
fn ignore(path: &Path) -> Result<(), String> {
    let text = if path.exists() { files::read_text(path)? } else { String::new() };
    let missing: Vec<&str> = IGNORED.into_iter().filter(|name| !text.lines().any(|line| line.trim() == *name)).collect();
    if missing.is_empty() {
        complain(&format!("{}: leaves out the list of protected sources already", path.display()));
        return Ok(());
    }
    let glue = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    files::write(path, &format!("{text}{glue}# Who the protected sources are stays on this machine.\n{}\n", missing.join("\n")))?;
    complain(&format!("{}: leaves out the list of protected sources from now on", path.display()));
    Ok(())
}

/// The settings file: every setting with what it means, and what it is where nobody sets it.
fn settings() -> String {
    let mut out = String::from(
        "# The desk's settings, read again when they change. Take away the # of a line to set it; without, it is as the line says.\n# They hold for the drafts of this folder and of those below that have none of their own.\n",
    );
    let mut heading = "";
    // Tables stand last: what follows a table's name belongs to it.
    let (tables, plain): (Vec<&SettingKey>, Vec<&SettingKey>) = KEYS.iter().partition(|k| k.name.contains('.'));
    for key in plain.iter().filter(|k| !matches!(k.holds, Holds::HouseRules)) {
        if key.heading != heading {
            heading = key.heading;
            out += &format!("\n# ---- {heading}\n");
        }
        out += &described(key);
        out += &format!("#{} = {}\n", key.name, value(&key.default()));
    }
    let mut table = "";
    for key in tables {
        let (name, own) = key.name.split_once('.').unwrap_or(("", key.name));
        if name != table {
            table = name;
            out += &format!("\n# ---- {}\n#[{table}]\n", key.heading);
        }
        out += &described(key);
        out += &format!("#{own} = {}\n", value(&key.default()));
    }
    out + "
# ---- How seriously a rule is meant: off, hint, information, warning, error
#[rules]
#undefined-acronym = \"off\"

# Otherwise for some drafts.
#[[overrides]]
#files = [\"opinion/**\"]
#rules = {unattributed-claim = \"off\"}

# Rules of your own.
#[[house-rules]]
#phrase = \"climate change\"
#message = \"We write “climate crisis”.\"
#replacement = \"climate crisis\"
#severity = \"information\"
#where = [\"body\", \"headline\"]
"
}

/// What a setting is, and what each of its values means.
fn described(key: &SettingKey) -> String {
    let mut out = format!("# {}\n", key.what);
    if let Holds::Choice(all) = key.holds {
        all.iter().for_each(|(name, meaning)| out += &format!("#   {name}: {meaning}\n"));
    }
    out
}

/// A value as TOML has it.
fn value(value: &Value) -> String {
    match value {
        Value::Array(all) => format!("[{}]", all.iter().map(self::value).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::file;
    use crate::settings::Settings;

    /// Every line is true: let loose, it sets what holds anyway; the examples can be read, too.
    #[test]
    fn what_is_commented_out_is_what_holds() {
        let text = settings();
        assert_eq!(Settings::from_toml(&text).unwrap(), Settings::default());
        let loose = |text: &str| -> String {
            let line = |l: &str| if l.starts_with("# ") { String::new() } else { l.trim_start_matches('#').to_owned() + "\n" };
            text.lines().map(line).collect()
        };
        let (plain, examples) = text.split_at(text.find("# ---- How seriously").unwrap());
        // What is empty means that it is not set.
        let empty = |l: &&str| !l.ends_with("= \"\"") && !l.ends_with("year = 0");
        let set = loose(plain).lines().filter(empty).collect::<Vec<_>>().join("\n");
        assert_eq!(Settings::from_toml(&set).unwrap(), Settings::default(), "{set}");
        let examples = Settings::from_toml(&loose(examples)).unwrap();
        assert_eq!(crate::rules::unknown(&examples), None);
        assert_eq!((examples.rules.len(), examples.overrides.len(), examples.house_rules.len()), (1, 1, 1));
        let example = PEOPLE.split_once("people: []\n").unwrap().1;
        for (people, many) in [(PEOPLE.to_owned(), 0), (example.lines().flat_map(|l| [&l[1..], "\n"]).collect(), 1)] {
            let (entries, troubles) = file::read(&people);
            assert_eq!((entries.people.len(), troubles), (many, Vec::new()), "{people}");
        }
    }
}
