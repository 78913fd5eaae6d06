//! schema.org, as JSON-LD: an article with its claims and quotations as parts and its people as mentions.

use serde_json::{Map, Value, json};

use super::Source;
use crate::text::inline::Kind;

/// What schema.org cannot carry.
pub const LOSSES: &str = "places in the text, dates and notes are left out: schema.org has no terms for them";

/// The article as JSON-LD.
#[must_use]
pub fn write(source: &Source) -> String {
    let agent = |id: &str| {
        let class = if source.reading.is_person(id) { "Person" } else { "Organization" };
        json!({"@type": class, "name": source.name_of(id)})
    };
    let opinion = source.reading.metadata.kind == Some("opinion");
    let mut page = Map::new();
    page.insert("@context".into(), "https://schema.org".into());
    page.insert("@type".into(), if opinion { "OpinionNewsArticle" } else { "NewsArticle" }.into());
    page.insert("headline".into(), source.headline().into());
    if let Some(date) = source.date() {
        page.insert("datePublished".into(), date.into());
    }
    if !source.reading.metadata.byline.is_empty() {
        let authors: Vec<Value> = source.reading.metadata.byline.iter().map(|n| json!({"@type": "Person", "name": n})).collect();
        page.insert("author".into(), authors.into());
    }
    page.insert("articleBody".into(), source.body.into());
    let mut mentions: Vec<Value> = Vec::new();
    let mut parts: Vec<Value> = Vec::new();
    let mut groups: Vec<(&str, usize)> = Vec::new();
    for a in &source.set.annotations {
        match a.kind {
            Kind::Person => {
                let id = a.get("ref").unwrap_or_default();
                let name = if id.is_empty() { a.exact.clone() } else { source.name_of(id) };
                if mentions.iter().any(|m| m["name"] == name.as_str()) {
                    continue;
                }
                let mut person = json!({"@type": "Person", "name": name});
                let held = source.reading.roster.person(id).zip(source.reading.anchor.as_ref());
                let held = held.and_then(|(e, anchor)| e.roles_on(anchor.date).into_iter().next());
                if let Some(role) = a.get("role").or(held.map(|r| r.title.as_str())) {
                    let mut entry = json!({"@type": "Role", "roleName": role});
                    if let Some(r) = held {
                        r.from.iter().for_each(|d| entry["startDate"] = d.to_string().into());
                        r.to.iter().for_each(|d| entry["endDate"] = d.to_string().into());
                    }
                    person["hasOccupation"] = entry;
                }
                mentions.push(person);
            }
            Kind::Org => {
                mentions.push(json!({"@type": "Organization", "name": a.get("ref").map_or(a.exact.clone(), |id| source.name_of(id))}));
            }
            Kind::Quote => {
                // The parts of one quotation are one quotation.
                if let Some((_, n)) = a.get("group").and_then(|g| groups.iter().find(|(own, _)| *own == g)) {
                    let text = format!("{}\n\n{}", parts[*n]["text"].as_str().unwrap_or_default(), a.exact);
                    parts[*n]["text"] = text.into();
                    continue;
                }
                groups.extend(a.get("group").map(|g| (g, parts.len())));
                let mut part = json!({"@type": "Quotation", "text": a.exact});
                a.get("by").iter().for_each(|id| part["creator"] = agent(id));
                parts.push(part);
            }
            Kind::Claim => {
                let mut part = json!({"@type": "Claim", "text": a.exact});
                a.get("by").iter().for_each(|id| part["author"] = agent(id));
                source.date().iter().for_each(|d| part["datePublished"] = d.as_str().into());
                a.get("source").iter().for_each(|s| part["citation"] = (*s).into());
                parts.push(part);
            }
            Kind::Date | Kind::Note => {}
        }
    }
    if !mentions.is_empty() {
        page.insert("mentions".into(), mentions.into());
    }
    if !parts.is_empty() {
        page.insert("hasPart".into(), parts.into());
    }
    format!("{:#}\n", Value::Object(page))
}
