//! Lists of people kept elsewhere, as entries of a people file: Popolo, Wikidata's query results, plain CSV.
//!
//! Wikidata is asked by the desk, in a browser; what it answers is read from the saved file. The query is printed by
//! `copydesk import-people --query`. Its rows are grouped by statement, because aliases and references multiply them.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::file::id_of;
use super::{Entry, Partial, Role, Roster};

/// The query that gives Wikidata's offices with their dates and the precision of each date.
pub const QUERY: &str = "\
SELECT ?person ?personLabel ?st ?position ?positionLabel ?start ?startPrec ?end ?endPrec ?alias ?ref WHERE {
  VALUES ?person { wd:Q42 }   # the people you want, by their ids
  ?person p:P39 ?st . ?st ps:P39 ?position .
  OPTIONAL { ?st pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrec ] }
  OPTIONAL { ?st pqv:P582 [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrec ] }
  OPTIONAL { ?person skos:altLabel ?alias FILTER(lang(?alias) = \"en\") }
  OPTIONAL { ?st prov:wasDerivedFrom/pr:P854 ?ref }
  FILTER NOT EXISTS { ?st wikibase:rank wikibase:DeprecatedRank }
  SERVICE wikibase:label { bd:serviceParam wikibase:language \"en\". }
}
";

/// A form in which lists of people come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Popolo JSON: persons, memberships, organizations, posts, events.
    Popolo,
    /// The answer to [`QUERY`], as SPARQL 1.1 JSON.
    WikidataJson,
    /// The answer to [`QUERY`], as CSV.
    WikidataCsv,
    /// `id,name,alias,title,org,from,to,source`; one row a role.
    Csv,
}

/// Reads a list; which form it has is told from the text.
///
/// # Errors
/// What is wrong, with the line or place in the list, and what was expected.
pub fn read(text: &str) -> Result<(Form, Vec<Entry>), String> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['{', '[']) {
        let json: Value = serde_json::from_str(text).map_err(|e| format!("line {}, column {}: not JSON: {e}", e.line(), e.column()))?;
        if json.pointer("/results/bindings").is_some() {
            return Ok((Form::WikidataJson, wikidata(&bindings(&json))));
        }
        if json.get("persons").is_some() {
            return Ok((Form::Popolo, popolo(&json)?));
        }
        return Err("this JSON is neither Popolo (it has no `persons`) nor a Wikidata result (it has no `results.bindings`)".into());
    }
    let rows = rows(text)?;
    let Some(first) = rows.first() else { return Err("there is no row below the header".into()) };
    if first.contains_key("person") && first.contains_key("position") {
        return Ok((Form::WikidataCsv, wikidata(&rows)));
    }
    if !first.contains_key("name") {
        return Err("line 1: the header has no `name`; expected id,name,alias,title,org,from,to,source".into());
    }
    Ok((Form::Csv, plain(&rows)?))
}

type Row = HashMap<String, String>;

fn rows(text: &str) -> Result<Vec<Row>, String> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| e.to_string())?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| {
            let line = e.position().map_or(0, csv::Position::line);
            format!("line {line}: this row has another number of fields than the header: {e}")
        })?;
        let mut row: Row = header.iter().map(str::to_lowercase).zip(record.iter().map(str::to_owned)).collect();
        row.insert("\u{0}line".into(), record.position().map_or(0, csv::Position::line).to_string());
        rows.push(row);
    }
    Ok(rows)
}

/// The bindings of a SPARQL result, their types left out, keys in lower case as in the CSV.
fn bindings(json: &Value) -> Vec<Row> {
    let list = json.pointer("/results/bindings").and_then(Value::as_array);
    let value = |v: &Value| v.get("value").and_then(Value::as_str).map(str::to_owned);
    let row = |b: &Value| b.as_object().into_iter().flatten().filter_map(|(k, v)| Some((k.to_lowercase(), value(v)?))).collect();
    list.into_iter().flatten().map(row).collect()
}

fn wikidata(rows: &[Row]) -> Vec<Entry> {
    let last = |url: &str| url.rsplit('/').next().unwrap_or(url).to_owned();
    let mut people: BTreeMap<String, Entry> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut statements: HashSet<(String, String)> = HashSet::new();
    for row in rows {
        let get = |key: &str| row.get(key).filter(|v| !v.is_empty());
        let Some(person) = get("person").map(|u| last(u)) else { continue };
        let entry = people.entry(person.clone()).or_insert_with(|| {
            order.push(person.clone());
            let name = get("personlabel").cloned().unwrap_or_else(|| person.clone());
            Entry { id: id_of(&name), name, ids: vec![("wikidata".into(), person.clone())], ..Entry::default() }
        });
        if let Some(alias) = get("alias").filter(|a| **a != entry.name && !entry.aliases.contains(a)) {
            entry.aliases.push(alias.clone());
        }
        let Some(position) = get("position").map(|u| last(u)) else { continue };
        let statement = get("st").cloned().unwrap_or_else(|| format!("{position} {:?} {:?}", get("start"), get("end")));
        if !statements.insert((person, statement)) {
            continue;
        }
        let date = |key: &str, precision: &str| {
            let date = Partial::parse(get(key)?)?;
            Some(get(precision).and_then(|p| p.parse().ok()).map_or(date, |p| date.at_precision(p)))
        };
        entry.roles.push(Role {
            title: get("positionlabel").cloned().unwrap_or(position),
            from: date("start", "startprec"),
            to: date("end", "endprec"),
            source: get("ref").or(get("st")).cloned(),
            ..Role::default()
        });
    }
    distinct(order.into_iter().filter_map(|p| people.remove(&p)).collect())
}

fn popolo(json: &Value) -> Result<Vec<Entry>, String> {
    let list = |key: &str| json.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let text = |v: &Value, key: &str| v.get(key).and_then(Value::as_str).filter(|s| !s.is_empty()).map(str::to_owned);
    let by_id = |key: &str| -> HashMap<String, &Value> { list(key).iter().filter_map(|v| Some((text(v, "id")?, v))).collect() };
    let (organizations, posts, events) = (by_id("organizations"), by_id("posts"), by_id("events"));
    let mut roles: HashMap<String, Vec<Role>> = HashMap::new();
    for m in list("memberships") {
        let Some(person) = text(m, "person_id") else { continue };
        let org = text(m, "organization_id").and_then(|id| organizations.get(&id).and_then(|o| text(o, "name")));
        let post = || text(m, "post_id").and_then(|id| posts.get(&id).and_then(|p| text(p, "label")));
        let role = || {
            let role = text(m, "role")?;
            Some(org.as_ref().map_or_else(|| role.clone(), |o| format!("{role} of {o}")))
        };
        let Some(title) = text(m, "label").or_else(post).or_else(role) else { continue };
        let period = text(m, "legislative_period_id").and_then(|id| events.get(&id).copied());
        let date = |key: &str| text(m, key).or_else(|| period.and_then(|p| text(p, key))).and_then(|d| Partial::parse(&d));
        let source = m.pointer("/sources/0/url").and_then(Value::as_str).map(str::to_owned);
        roles.entry(person).or_default().push(Role {
            title,
            org,
            from: date("start_date"),
            to: date("end_date"),
            source,
            ..Role::default()
        });
    }
    let mut people = Vec::new();
    for (n, p) in list("persons").iter().enumerate() {
        let name = text(p, "name").ok_or_else(|| format!("persons[{n}] has no `name`"))?;
        let listed = |key: &str, name: &str, value: &str| -> Vec<(String, String)> {
            p.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(|v| Some((text(v, name)?, text(v, value)?))).collect()
        };
        let mut aliases: Vec<String> = listed("other_names", "name", "name").into_iter().map(|(a, _)| a).filter(|a| *a != name).collect();
        aliases.dedup();
        people.push(Entry {
            id: id_of(&name),
            aliases,
            roles: text(p, "id").and_then(|id| roles.remove(&id)).unwrap_or_default(),
            born: text(p, "birth_date").and_then(|d| Partial::parse(&d)),
            died: text(p, "death_date").and_then(|d| Partial::parse(&d)),
            ids: listed("identifiers", "scheme", "identifier"),
            name,
            ..Entry::default()
        });
    }
    Ok(distinct(people))
}

fn plain(rows: &[Row]) -> Result<Vec<Entry>, String> {
    let mut people: Vec<Entry> = Vec::new();
    for row in rows {
        let get = |key: &str| row.get(key).filter(|v| !v.is_empty()).cloned();
        let line = row.get("\u{0}line").cloned().unwrap_or_default();
        let name = get("name").ok_or_else(|| format!("line {line}: this row has no name"))?;
        let id = get("id").unwrap_or_else(|| id_of(&name));
        let date = |key: &str| match get(key) {
            None => Ok(None),
            Some(d) => {
                Partial::parse(&d).map(Some).ok_or_else(|| format!("line {line}: `{key}` is `{d}`; write 2025, 2025-11 or 2025-11-30"))
            }
        };
        let (from, to) = (date("from")?, date("to")?);
        let n = people.iter().position(|p| p.id == id).unwrap_or_else(|| {
            people.push(Entry { id, name, ..Entry::default() });
            people.len() - 1
        });
        let entry = &mut people[n];
        for alias in get("alias").iter().flat_map(|a| a.split(';')).map(str::trim).filter(|a| !a.is_empty()) {
            if !entry.aliases.iter().any(|a| a == alias) {
                entry.aliases.push(alias.to_owned());
            }
        }
        if let Some(title) = get("title") {
            entry.roles.push(Role { title, org: get("org"), from, to, source: get("source"), ..Role::default() });
        }
    }
    Ok(people)
}

/// Gives namesakes ids of their own.
fn distinct(mut people: Vec<Entry>) -> Vec<Entry> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for p in &mut people {
        let n = seen.entry(p.id.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *n > 1 {
            p.id = format!("{}-{n}", p.id);
        }
    }
    people
}

/// Where an imported list says otherwise than what the desk already has, whose word stands.
#[must_use]
pub fn conflicts(kept: &Roster, imported: &[Entry]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in imported {
        let Some(own) = kept.person(&entry.id) else { continue };
        if own.name != entry.name {
            found.push(format!("`{}`: the desk has “{}”, the list “{}”; the desk's stands", entry.id, own.name, entry.name));
        }
        for role in &entry.roles {
            let same = own.roles.iter().find(|r| super::fold(&r.title) == super::fold(&role.title) && r.from == role.from);
            if let Some(r) = same.filter(|r| r.to != role.to) {
                let end = |d: Option<Partial>| d.map_or("no end".to_owned(), |d| format!("an end on {d}"));
                found.push(format!("`{}`: “{}” has {} at the desk and {} in the list", entry.id, r.title, end(r.to), end(role.to)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::file::item;
    use expect_test::{Expect, expect};

    fn imported(text: &str, expected: &Expect) {
        let drawn = match read(text) {
            Ok((form, people)) => people.iter().fold(format!("{form:?}\n"), |all, p| all + &item(p)),
            Err(message) => message + "\n",
        };
        expected.assert_eq(&drawn);
    }

    #[test]
    fn wikidata_rows_are_grouped_and_years_stay_years() {
        let cell = |v: &str| serde_json::json!({"type": "literal", "value": v});
        let row = |alias: &str| {
            serde_json::json!({"person": cell("http://www.wikidata.org/entity/Q1"), "personLabel": cell("Ana Sousa"),
                "st": cell("s1"), "position": cell("http://www.wikidata.org/entity/Q2"), "positionLabel": cell("mayor of Porto"),
                "start": cell("2021-01-01T00:00:00Z"), "startPrec": cell("9"), "end": cell("2025-11-30T00:00:00Z"), "endPrec": cell("11"), "alias": cell(alias)})
        };
        let json = serde_json::json!({"head": {"vars": []}, "results": {"bindings": [row("Anita Sousa"), row("A. Sousa")]}});
        imported(
            &json.to_string(),
            &expect![[r#"
            WikidataJson
              - id: ana-sousa
                name: Ana Sousa
                aliases: ["Anita Sousa", "A. Sousa"]
                ids: {wikidata: "Q1"}
                roles:
                  - {title: "mayor of Porto", from: "2021", to: "2025-11-30", source: "s1"}
        "#]],
        );
        imported(
            "person,personLabel,st,position,positionLabel,start,startPrec,end,endPrec,alias,ref\nhttp://www.wikidata.org/entity/Q1,Ana Sousa,s1,http://www.wikidata.org/entity/Q2,\"mayor, Porto\",2021-10-05T00:00:00Z,10,,,,\n",
            &expect![[r#"
                WikidataCsv
                  - id: ana-sousa
                    name: Ana Sousa
                    ids: {wikidata: "Q1"}
                    roles:
                      - {title: "mayor, Porto", from: "2021-10", source: "s1"}
            "#]],
        );
    }

    #[test]
    fn popolo_takes_dates_from_the_legislative_period() {
        imported(
            r#"{"persons": [{"id": "1", "name": "Ana Sousa", "birth_date": "1970", "other_names": [{"name": "Anita Sousa"}], "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}]}, {"id": "2", "name": "Ana Sousa"}],
                "organizations": [{"id": "o", "name": "the Assembly"}], "events": [{"id": "t1", "start_date": "2019", "end_date": "2021-12-05"}],
                "memberships": [{"person_id": "1", "organization_id": "o", "role": "member", "legislative_period_id": "t1"}]}"#,
            &expect![[r#"
                Popolo
                  - id: ana-sousa
                    name: Ana Sousa
                    aliases: ["Anita Sousa"]
                    born: "1970"
                    ids: {wikidata: "Q1"}
                    roles:
                      - {title: "member of the Assembly", org: "the Assembly", from: "2019", to: "2021-12-05"}
                  - id: ana-sousa-2
                    name: Ana Sousa
            "#]],
        );
    }

    #[test]
    fn plain_csv_is_one_row_a_role_and_trouble_has_its_line() {
        imported(
            "id,name,alias,title,org,from,to,source\n,Ana Sousa,Anita Sousa; A. Sousa,mayor,Porto,2021-10,,gazette\n,Ana Sousa,,harbour master,,2015,2021-09,\n",
            &expect![[r#"
                Csv
                  - id: ana-sousa
                    name: Ana Sousa
                    aliases: ["Anita Sousa", "A. Sousa"]
                    roles:
                      - {title: "mayor", org: "Porto", from: "2021-10", source: "gazette"}
                      - {title: "harbour master", from: "2015", to: "2021-09"}
            "#]],
        );
        imported(
            "name,from\nAna Sousa,soon\n",
            &expect![[r"
            line 2: `from` is `soon`; write 2025, 2025-11 or 2025-11-30
        "]],
        );
        imported(
            "id,title\n1,mayor\n",
            &expect![[r"
            line 1: the header has no `name`; expected id,name,alias,title,org,from,to,source
        "]],
        );
        imported(
            "name,title\nAna Sousa\n",
            &expect![[r"
            line 2: this row has another number of fields than the header: CSV error: record 1 (line: 2, byte: 11): found record with 1 fields, but the previous record has 2 fields
        "]],
        );
        imported(
            "{\"a\": 1}",
            &expect![[r"
            this JSON is neither Popolo (it has no `persons`) nor a Wikidata result (it has no `results.bindings`)
        "]],
        );
        imported(
            "{\"a\": ",
            &expect![[r"
            line 1, column 6: not JSON: EOF while parsing a value at line 1 column 6
        "]],
        );
    }

    #[test]
    fn the_desk_s_word_stands() {
        let (own, _) = crate::roster::file::read("people: [{id: ana-sousa, name: Ana Sousa, roles: [{title: mayor, from: 2021}]}]");
        let (_, list) = read("name,title,from,to\nAna Sousa,Mayor,2021,2025\n").unwrap();
        assert_eq!(conflicts(&Roster::of([own]), &list), ["`ana-sousa`: “mayor” has no end at the desk and an end on 2025 in the list"]);
    }
}
