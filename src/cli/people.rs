//! `copydesk people`: who is who over many drafts.

use std::collections::{BTreeMap, HashMap};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use comfy_table::{ContentArrangement, Table, presets};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::article::{Article, Desks};
use super::cells::guarded;
use super::walking::{found, progress};
use super::{Outcome, complain};
use crate::desk::files;
use crate::roster::{Spelling, fold};
use crate::rules::{self, Finding, Subject};
use crate::text::escape;

/// Reads many drafts and tells who is who in them: each person's name, the roles that the drafts give, in how many drafts they
/// stand, how else they are spelt, and what does not fit the people file.
///
/// People are joined over drafts by the people file, else by their full names; somebody of whom a draft gives the surname alone
/// is left out.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Drafts, and folders of drafts.
    #[arg(value_name = "FOLDER", required = true)]
    files: Vec<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = PeopleFormat::Human)]
    format: PeopleFormat,
    /// Only people of whom something is to be looked at: who is spelt otherwise, or does not fit the people file.
    #[arg(long)]
    doubtful: bool,
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PeopleFormat {
    /// A table.
    Human,
    /// Comma-separated values, for spreadsheets.
    Csv,
    /// One JSON object a person, in an array.
    Json,
}

/// What the rules say of people that only the people file can tell.
const OF_THE_PEOPLE_FILE: [&str; 3] = ["role-out-of-date", "role-holder-mismatch", "person-spelling-variant"];

const COLUMNS: [&str; 7] = ["name", "roles", "drafts", "first draft", "people file", "also spelt", "to look at"];

/// Somebody as one draft has them.
struct Met {
    name: String,
    roles: Vec<String>,
    /// The id in the people file, the house spelling, and whether it is spelt as the house does not.
    entry: Option<(String, String, bool)>,
    doubts: Vec<Doubt>,
}

/// Something that does not fit the people file.
struct Doubt {
    file: String,
    line: usize,
    column: usize,
    code: &'static str,
    message: String,
}

/// Somebody over all drafts.
#[derive(Default)]
struct Bearer {
    name: String,
    id: Option<String>,
    /// Roles as written, with the number of drafts that give them.
    roles: BTreeMap<String, usize>,
    /// The drafts, in their order.
    drafts: Vec<String>,
    /// Names as written, with the number of drafts that have them.
    spellings: BTreeMap<String, usize>,
    /// People of nearly that name, who may be the same.
    nearly: Vec<String>,
    doubts: Vec<Doubt>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, String> {
    let (people, failed) = over(&arguments.files, &Desks::default())?;
    let people: Vec<Bearer> = people.into_iter().filter(|p| !arguments.doubtful || p.is_doubtful()).collect();
    let text = match arguments.format {
        PeopleFormat::Human => human(&people),
        PeopleFormat::Csv => csv(&people).map_err(|e| e.to_string())?,
        PeopleFormat::Json => format!("{:#}\n", json(&people)),
    };
    match &arguments.output {
        // A draft or a file of the desk's is not what anybody means to write over with this.
        Some(path) if crate::text::is_draft(path) || path.file_name().is_some_and(|n| files::is_beside_name(&n.to_string_lossy())) => {
            return Err(format!("{}: is the name of a draft or of a desk's own file; name another", path.display()));
        }
        Some(path) => files::write(path, &text)?,
        None => _ = super::show(&text)?,
    }
    Ok(if failed { Outcome::Failed } else { Outcome::Clean })
}

/// Who stands in these drafts, as JSON.
pub(super) fn told(named: &[PathBuf], desks: &Desks) -> Result<Value, String> {
    over(named, desks).map(|(people, _)| json(&people))
}

/// Everybody in some drafts and folders, by surname; and whether a draft could not be read, which was said.
fn over(named: &[PathBuf], desks: &Desks) -> Result<(Vec<Bearer>, bool), String> {
    let drafts = found(named, desks)?.drafts;
    let bar = progress(drafts.len());
    let read: Vec<Result<Vec<Met>, String>> = drafts
        .par_iter()
        .map(|path| {
            let met = desks.open(path).map(|article| met(&article));
            bar.inc(1);
            met
        })
        .collect();
    bar.finish_and_clear();
    let mut failed = false;
    let mut all: BTreeMap<(String, String), Bearer> = BTreeMap::new();
    for (path, met) in drafts.iter().zip(read) {
        match met {
            Ok(met) => met.into_iter().for_each(|m| all.entry(key(&m)).or_default().add(path, m)),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    let mut people: Vec<Bearer> = all.into_values().collect();
    compare(&mut people);
    Ok((people, failed))
}

/// Who stands in a draft by their full name, or is known to the people file.
fn met(article: &Article) -> Vec<Met> {
    let reading = &article.reading;
    let findings = rules::check(reading, &article.settings);
    let of = |finding: &Finding, person: usize| match finding.subject {
        Subject::Person(n) | Subject::Role(n) => n == person && OF_THE_PEOPLE_FILE.contains(&finding.code),
        _ => false,
    };
    let doubt = |f: &Finding| {
        let (line, column) = article.place_of(f.place);
        Doubt { file: article.path.display().to_string(), line, column, code: f.code, message: f.message(reading).into_owned() }
    };
    let one = |(number, person): (usize, &crate::story::people::Person)| Met {
        name: person.name.clone(),
        roles: person.roles.iter().map(|r| r.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect(),
        entry: reading.entry(number).map(|e| {
            let spelling = reading.entries[number].as_ref().map(|entry| entry.1);
            (e.id.clone(), e.name.clone(), spelling == Some(Spelling::Variant))
        }),
        doubts: findings.iter().filter(|f| of(f, number)).map(doubt).collect(),
    };
    reading.people.iter().enumerate().map(one).filter(|m| m.entry.is_some() || m.name.contains(' ')).collect()
}

/// By what people of several drafts are the same, in the order in which they are told: the surname, then all of the name or the id.
fn key(met: &Met) -> (String, String) {
    let name = met.entry.as_ref().map_or(&met.name, |(_, house, _)| house);
    let name = fold(name);
    let surname = name.rsplit(' ').next().unwrap_or_default().to_owned();
    (surname, met.entry.as_ref().map_or(name, |(id, ..)| format!("\0{id}")))
}

impl Bearer {
    fn add(&mut self, path: &Path, met: Met) {
        let draft = path.display().to_string();
        if self.drafts.last() != Some(&draft) {
            self.drafts.push(draft);
        }
        *self.spellings.entry(met.name).or_default() += 1;
        met.roles.into_iter().for_each(|role| *self.roles.entry(role).or_default() += 1);
        if let Some((id, name, _)) = met.entry {
            (self.id, self.name) = (Some(id), name);
        }
        self.doubts.extend(met.doubts);
        if self.id.is_none() {
            // As most drafts have it; of several, the first by the alphabet.
            let most = self.spellings.iter().max_by_key(|(name, drafts)| (**drafts, std::cmp::Reverse(*name)));
            self.name = most.map(|(name, _)| name.clone()).unwrap_or_default();
        }
    }

    /// How the drafts spell the name otherwise, and who is called nearly so.
    fn otherwise(&self) -> Vec<String> {
        self.spellings.keys().filter(|s| **s != self.name).cloned().chain(self.nearly.iter().map(|n| format!("{n}?"))).collect()
    }

    fn is_doubtful(&self) -> bool {
        !self.doubts.is_empty() || !self.nearly.is_empty() || self.spellings.len() > 1
    }

    /// Roles, those that most drafts give first.
    fn roles(&self) -> Vec<&str> {
        let mut roles: Vec<(&String, &usize)> = self.roles.iter().collect();
        roles.sort_by_key(|(role, drafts)| (std::cmp::Reverse(**drafts), *role));
        roles.into_iter().map(|(role, _)| role.as_str()).collect()
    }

    fn cells(&self) -> [String; 7] {
        let doubts = self.doubts.iter().map(|d| format!("{}:{}: {}", d.file, d.line, d.message));
        [
            self.name.clone(),
            self.roles().join("; "),
            self.drafts.len().to_string(),
            self.drafts.first().cloned().unwrap_or_default(),
            self.id.clone().unwrap_or_default(),
            self.otherwise().join("; "),
            doubts.collect::<Vec<_>>().join("; "),
        ]
    }
}

/// Notes of each who is called nearly so: only those whose given names and surnames begin alike are compared.
fn compare(people: &mut [Bearer]) {
    let initials = |name: &str| (name.chars().next(), name.rsplit(' ').next().and_then(|s| s.chars().next()));
    let names: Vec<String> = people.iter().map(|p| fold(&p.name)).collect();
    let mut alike: HashMap<_, Vec<usize>> = HashMap::new();
    names.iter().enumerate().for_each(|(n, name)| alike.entry(initials(name)).or_default().push(n));
    for group in alike.values() {
        for (at, a) in group.iter().enumerate() {
            for b in &group[at + 1..] {
                if is_nearly(&people[*a], &people[*b], &names[*a], &names[*b]) {
                    let (first, second) = (people[*a].name.clone(), people[*b].name.clone());
                    people[*a].nearly.push(second);
                    people[*b].nearly.push(first);
                }
            }
        }
    }
    people.iter_mut().for_each(|p| p.nearly.sort());
}

/// Whether two may be one person spelt in two ways: a letter apart, or two in a long name or in one of the same role. Two entries
/// of the people file are two people.
fn is_nearly(a: &Bearer, b: &Bearer, name: &str, other: &str) -> bool {
    const LONG: usize = 12;
    let words = |s: &str| s.split(' ').count();
    if a.id.is_some() && b.id.is_some() || words(name) != words(other) || name.len().abs_diff(other.len()) > 4 {
        return false;
    }
    match strsim::levenshtein(name, other) {
        0 | 1 => true,
        2 => name.chars().count() >= LONG || a.roles.keys().any(|r| b.roles.keys().any(|o| fold(r) == fold(o))),
        _ => false,
    }
}

fn human(people: &[Bearer]) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::stdout().is_terminal() {
        table.set_width(160);
    }
    // Columns in which nothing stands take no room.
    let rows: Vec<[String; 7]> = people.iter().map(Bearer::cells).collect();
    let shown: Vec<usize> = (0..7).filter(|c| *c < 4 || rows.iter().any(|r| !r[*c].is_empty())).collect();
    table.set_header(shown.iter().map(|c| COLUMNS[*c]));
    rows.iter().for_each(|row| {
        table.add_row(shown.iter().map(|c| escape::terminal(&row[*c])));
    });
    let doubtful = people.iter().filter(|p| p.is_doubtful()).count();
    format!("{table}\n{} people, {doubtful} to look at\n", people.len())
}

fn csv(people: &[Bearer]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for person in people {
        writer.write_record(person.cells().map(guarded))?;
    }
    let bytes = writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn json(people: &[Bearer]) -> Value {
    let doubt = |d: &Doubt| json!({"file": d.file, "line": d.line, "column": d.column, "code": d.code, "message": d.message});
    let one = |p: &Bearer| {
        json!({
            "name": p.name, "id": p.id, "roles": p.roles, "drafts": p.drafts, "spellings": p.spellings, "nearly": p.nearly,
            "doubts": p.doubts.iter().map(doubt).collect::<Vec<_>>(),
        })
    };
    people.iter().map(one).collect()
}
