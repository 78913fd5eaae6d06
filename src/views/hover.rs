//! What a hover says, line by line, in Markdown and in the desk's words: who is that, when was it. A new line of it is a line here.

use crate::paragraph::reports::Manner;
use crate::paragraph::times::calendar;
use crate::roster::file::id_of;
use crate::roster::{Entry, Role, Spelling};
use crate::story::anchor::AnchorSource;
use crate::story::attributions::Attribution;
use crate::story::claims::Claim;
use crate::story::dates::{TimeExpression, TimeType};
use crate::story::organizations::{self, Body};
use crate::story::people::MentionKind;
use crate::story::quotations::Quote;
use crate::story::{Home, Mark, Place, Reading, local};
use crate::text::escape::{code, destination, markdown};
use crate::text::inline::Kind;

/// A hover: where it belongs, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it is about.
    pub place: Place,
    /// Markdown.
    pub markdown: String,
}

/// What there is to say about a byte of the draft: the annotations there, who it is, when it was, who says it. `line_of` gives
/// the one-based line of a byte, `link` the address of a line.
#[must_use]
pub fn at(reading: &Reading, byte: usize, line_of: &dyn Fn(usize) -> usize, link: &dyn Fn(usize) -> String) -> Option<Card> {
    let (block, at) = reading.locate(byte)?;
    let holds = |p: &Place| p.block == block && p.start <= at && at < p.end.max(p.start + 1);
    let mut cards: Vec<Card> = Vec::new();
    let named =
        reading.person_at(block, at).filter(|(_, p)| at < p.end || reading.blocks[block].text().len() == p.end as usize || holds(p));
    if let Some((person, place)) = named {
        cards.push(Card { place, markdown: self::person(reading, person, line_of, link) });
    } else if let Some(date) = reading.dates.iter().find(|d| holds(&d.place)) {
        cards.push(Card { place: date.place, markdown: self::date(reading, date) });
    } else if let Some(a) = reading.attributions.iter().find(|a| holds(&a.cue)) {
        cards.push(Card { place: a.cue, markdown: attribution(reading, a, line_of, link) });
    } else if let Some((organization, place)) = organizations::at(reading, block, at) {
        cards.push(Card { place, markdown: self::organization(reading, &organization, line_of, link) });
    } else if let Some((a, place)) = reading.attributions.iter().find_map(|a| Some((a, a.source.filter(|s| holds(s))?))) {
        cards.push(Card { place, markdown: attribution(reading, a, line_of, link) });
    } else if let Some(quote) = reading.quotes.iter().find(|q| holds(&q.place)) {
        cards.push(Card { place: quote.place, markdown: quotation(reading, quote, line_of, link) });
    }
    let sentence = reading.sentence_of(Place { block, start: at, end: at });
    let claim = reading.claims.binary_search_by_key(&sentence, |c| c.place).ok().map(|n| &reading.claims[n]);
    if let Some(claim) = claim.filter(|c| c.opinion.is_some() && holds(&c.place)) {
        cards.push(Card { place: claim.place, markdown: self::claim(reading, claim, line_of, link) });
    }
    cards.extend(reading.marks_at(block, at).map(|m| Card { place: m.place, markdown: mark(reading, m) }));
    let place = cards.first()?.place;
    let markdown = cards.into_iter().map(|c| c.markdown).collect::<Vec<_>>().join("\n\n---\n\n");
    Some(Card { place, markdown })
}

/// An annotation in words: "Claim, attributed to The White House".
#[must_use]
pub fn mark(reading: &Reading, mark: &Mark) -> String {
    let who = |id: &str| markdown(&name_of(reading, id));
    let mut card = match mark.kind {
        Kind::Claim => {
            let status = mark.get("status").unwrap_or("no status");
            let by = source_of(reading, mark).map(|b| format!(", by {}", markdown(&b))).unwrap_or_default();
            let told = |key: &str, word: &str| mark.get(key).map(|v| format!(" {word} {}", markdown(v))).unwrap_or_default();
            let checked = told("checked", "on") + &told("checker", "by") + &told("source", "with");
            let checked = if checked.is_empty() { checked } else { format!(", checked{checked}") };
            format!("**Claim**: {}{by}{checked}", markdown(status))
        }
        Kind::Quote => {
            let part = mark.get("part").map(|p| format!(", part {}", markdown(p))).unwrap_or_default();
            let form = mark.get("form").map(|f| format!(", {}", markdown(f))).unwrap_or_default();
            format!("**Quotation** of {}{part}{form}", source_of(reading, mark).map_or("nobody yet".to_owned(), |b| markdown(&b)))
        }
        Kind::Person => {
            let role = mark.get("role").map(|r| format!(", {}", markdown(r))).unwrap_or_default();
            format!("**Person**: {}{role}", mark.get("ref").map_or_else(|| markdown(reading.text(mark.place)), who))
        }
        Kind::Org => format!("**Organisation**: {}", mark.get("ref").map_or_else(|| markdown(reading.text(mark.place)), who)),
        Kind::Date => {
            let days = ["when", "earliest", "latest"].into_iter().filter_map(|k| Some(format!("{k} {}", markdown(mark.get(k)?))));
            format!("**Date**: {}", days.collect::<Vec<_>>().join(", "))
        }
        Kind::Note => {
            let kind = mark.get("kind").unwrap_or("note").replace('-', " ");
            let text = mark.get("text").map(|t| format!(": {}", markdown(t))).unwrap_or_default();
            let resolved = if mark.is_open() { "" } else { " (resolved)" };
            format!("**Note**, {}{text}{resolved}", markdown(&kind))
        }
    };
    card.push_str(match mark.home {
        Home::Inline(_) => "\n\n*annotation in the text*",
        Home::Beside(_) => "\n\n*annotation beside the draft*",
    });
    card
}

/// Who an annotation names as its source: by the name that the id stands for, else in the words that were typed.
#[must_use]
pub fn source_of(reading: &Reading, mark: &Mark) -> Option<String> {
    let id = mark.get("by")?;
    let name = name_of(reading, id);
    let typed = mark.get("label").filter(|_| name == local(id));
    Some(typed.map_or(name, str::to_owned))
}

/// The name that an id stands for; of a protected source only that it is one.
#[must_use]
pub fn name_of(reading: &Reading, id: &str) -> String {
    let id = local(id);
    if reading.protects(id) {
        return format!("a protected source ({id})");
    }
    let listed = reading.metadata.sources.iter().find(|(own, _)| own == id).map(|(_, name)| name.clone());
    let in_article = || reading.people.iter().map(|p| &p.name).find(|n| id_of(n) == id).cloned();
    let source = || reading.attributions.iter().filter_map(|a| reading.source_name(a)).find(|n| id_of(n) == id).map(str::to_owned);
    reading.roster.name_of(id).map(str::to_owned).or(listed).or_else(in_article).or_else(source).unwrap_or_else(|| id.to_owned())
}

/// Who says what a cue reports, why we think so, and how far it reaches.
fn attribution(reading: &Reading, a: &Attribution, line_of: &dyn Fn(usize) -> usize, link: &dyn Fn(usize) -> String) -> String {
    let cue = markdown(reading.text(a.cue));
    let who = reading.who(a.person, a.source).map_or_else(|| "nobody is named".to_owned(), markdown);
    let mut card = format!("**Source: {who}** — {}", a.kind.in_words());
    if let (Some(place), Some(id)) = (a.source, a.person)
        && reading.text(place) != reading.people[id].name
    {
        card.push_str(&format!("\n\n{} here is {}.", markdown(&quoted(reading.text(place), 60)), markdown(&reading.people[id].name)));
    }
    let manner = match a.manner {
        Manner::Said => "reports what somebody said",
        Manner::Thought => "tells what somebody thinks or wants; a reporter knows only what was said",
        Manner::Acted => "tells what somebody did with words",
        Manner::Noun => "is a noun of saying",
        Manner::Agentless => "reports without saying who says so",
    };
    card.push_str(&format!("\n\n“{cue}” {manner}."));
    if let Some(last) = a.content.last() {
        let words: Vec<String> = a.content.iter().map(|c| markdown(&shorten(reading.text(*c), 120))).collect();
        let line = line_of(reading.absolute(*last).end);
        card.push_str(&format!("\n\nReaches to [line {line}]({}):\n\n> {}", destination(&link(line)), words.join(" … ")));
    }
    card
}

/// What a sentence that nobody covers asserts, which source is nearest, and why it does not reach.
fn claim(reading: &Reading, claim: &Claim, line_of: &dyn Fn(usize) -> usize, link: &dyn Fn(usize) -> String) -> String {
    let kinds: Vec<&str> = claim.triggers.iter().map(|t| t.phrase()).collect();
    let states = if kinds.is_empty() { "something as a fact".to_owned() } else { kinds.join(", ") };
    let tenths = claim.opinion.as_ref().map_or(0, |o| (o.deserves + 50) / 100);
    let mut card = format!("**No source**: this states {states}. Of ten such sentences a careful desk asks about {tenths}.");
    let Some(source) = reading.source_before(&claim.place) else {
        card.push_str("\n\nNo source stands before it, in this paragraph or the one before.");
        return card;
    };
    let line = line_of(reading.absolute(source.cue).start);
    let name = reading.who(source.person, source.source).map_or_else(|| "nobody named".to_owned(), markdown);
    let why = if claim.place.covers(&source.cue) {
        "what it reports is another part of the sentence"
    } else if source.cue.block != claim.place.block {
        "it stands in the paragraph before, and nothing here carries it on"
    } else if source.manner == Manner::Thought {
        "it tells what somebody thinks, and nothing here carries it on"
    } else {
        "it covers its own sentence, and nothing here carries it on"
    };
    card.push_str(&format!("\n\nThe nearest source is {name}, on [line {line}]({}): {why}.", destination(&link(line))));
    card
}

/// Who speaks in a quotation, and where that is said.
fn quotation(reading: &Reading, q: &Quote, line_of: &dyn Fn(usize) -> usize, link: &dyn Fn(usize) -> String) -> String {
    let mut card = match reading.who(q.person, q.speaker) {
        Some(name) => format!("**Quotation of {}**", markdown(name)),
        None if q.speaker_known => return "**Quotation**; its speaker is told by what stands around it.".to_owned(),
        None => return "**Quotation** without a speaker: nobody is named here, before or after.".to_owned(),
    };
    if let Some(place) = q.speaker {
        let line = line_of(reading.absolute(place).start);
        card.push_str(&format!(": {} on [line {line}]({})", markdown(&quoted(reading.text(place), 60)), destination(&link(line))));
    }
    let parts = reading.quotes.iter().filter(|o| o.group == q.group).count();
    if parts > 1 {
        card.push_str(&format!("\n\nOne of {parts} parts of a quotation that runs on."));
    }
    card
}

/// What the article tells of an organisation: its letters, where it stands, what it is the source of.
fn organization(reading: &Reading, of: &Body, line_of: &dyn Fn(usize) -> usize, link: &dyn Fn(usize) -> String) -> String {
    let mut card = format!("**{}**", markdown(&of.name));
    if let Some(letters) = &of.letters {
        card.push_str(&format!(" ({})", markdown(letters)));
    }
    card.push_str(" — organisation");
    if let Some(id) = &of.id {
        card.push_str(&format!(" in the people file ({})", code(id)));
    }
    let lines = |places: &mut dyn Iterator<Item = Place>| -> Vec<String> {
        let mut lines: Vec<usize> = places.map(|p| line_of(reading.absolute(p).start)).collect();
        lines.dedup();
        lines.iter().take(12).map(|l| format!("[{l}]({})", destination(&link(*l)))).collect()
    };
    let first = of.mentions.iter().find(|m| reading.regions[m.block].is_story()).or(of.mentions.first());
    if let Some(first) = first {
        let line = line_of(reading.absolute(*first).start);
        let count = of.mentions.len();
        let mentions = if count == 1 { "1 mention".to_owned() } else { format!("{count} mentions") };
        card.push_str(&format!("\n\nFirst named on [line {line}]({}) · {mentions}", destination(&link(line))));
    }
    let all = lines(&mut of.mentions.iter().copied());
    if all.len() > 1 {
        card.push_str(&format!("\n\nMentioned on lines {}", all.join(", ")));
    }
    let reports = of.reports(reading);
    let told: Vec<String> = reports.iter().take(3).map(|n| self::said(reading, &reading.attributions[*n], line_of, link)).collect();
    if !told.is_empty() {
        let more = reports.len() - told.len();
        let more = if more == 0 { String::new() } else { format!("\n\nand of {more} more") };
        card.push_str(&format!("\n\nSource here of:\n\n{}{more}", told.join("\n\n")));
    }
    card
}

/// What a report reports, and on which line: "> it rose ([line 3])".
fn said(reading: &Reading, a: &Attribution, line_of: &dyn Fn(usize) -> usize, link: &dyn Fn(usize) -> String) -> String {
    let words: Vec<&str> = a.content.iter().map(|c| reading.text(*c).trim()).filter(|w| !w.is_empty()).collect();
    let words = if words.is_empty() { reading.text(reading.sentence_of(a.cue)).to_owned() } else { words.join(" … ") };
    let line = line_of(reading.absolute(a.cue).start);
    format!("> {} ([line {line}]({}))", markdown(&shorten(&words, 160)), destination(&link(line)))
}

/// A person's card.
#[must_use]
pub fn person(reading: &Reading, id: usize, line_of: &dyn Fn(usize) -> usize, link: &dyn Fn(usize) -> String) -> String {
    let person = &reading.people[id];
    let mut card = format!("**{}**", markdown(&person.name));
    let entry = reading.entry(id);
    let day = reading.anchor.as_ref().map(|a| a.date);
    let held = entry.zip(day).and_then(|(e, day)| e.roles_on(day).into_iter().next());
    let written: Vec<String> = person.roles.iter().take(3).map(|r| markdown(&r.text)).collect();
    match held {
        Some(role) => {
            card.push_str(&format!(" — {}", markdown(&role.in_words())));
            if !written.is_empty() {
                card.push_str(&format!("\n\nIn this article: {}", written.join("; ")));
            }
        }
        None if written.is_empty() => card.push_str(" — no role given in this article"),
        None => card.push_str(&format!(" — {}", written.join("; "))),
    }
    let mut facts = Vec::new();
    if let Some(first) = reading.introduction(id) {
        let line = line_of(reading.absolute(first).start);
        facts.push(format!("Introduced on [line {line}]({})", destination(&link(line))));
    }
    let by = |kind: MentionKind| person.mentions.iter().filter(|m| m.kind == kind).count();
    let (names, pronouns) = (by(MentionKind::Name), by(MentionKind::Pronoun));
    let mut count = format!("{names} mention{}", if names == 1 { "" } else { "s" });
    if pronouns > 0 {
        count.push_str(&format!(" by name, {pronouns} by pronoun"));
    }
    facts.push(count);
    card.push_str(&format!("\n\n{}", facts.join(" · ")));
    let lines: Vec<String> = {
        let mut lines: Vec<usize> =
            person.mentions.iter().filter(|m| m.kind == MentionKind::Name).map(|m| line_of(reading.absolute(m.place).start)).collect();
        lines.dedup();
        lines.iter().take(12).map(|l| format!("[{l}]({})", destination(&link(*l)))).collect()
    };
    if lines.len() > 1 {
        card.push_str(&format!("\n\nMentioned on lines {}", lines.join(", ")));
    }
    let quotes: Vec<String> = reading
        .quotes
        .iter()
        .filter(|q| q.person == Some(id))
        .take(3)
        .map(|q| {
            format!(
                "> {} ([line {line}]({}))",
                markdown(&shorten(reading.text(q.place), 160)),
                destination(&link(line_of(reading.absolute(q.place).start))),
                line = line_of(reading.absolute(q.place).start)
            )
        })
        .collect();
    if !quotes.is_empty() {
        card.push_str(&format!("\n\nQuoted here:\n\n{}", quotes.join("\n\n")));
    }
    if let Some(entry) = entry {
        card.push_str(&format!("\n\n---\n\n{}", people_file(reading, id, entry, held)));
    }
    card
}

/// What the people file says of somebody, besides the role in the first line.
fn people_file(reading: &Reading, person: usize, entry: &Entry, told: Option<&Role>) -> String {
    let day = reading.anchor.as_ref().map(|a| a.date);
    let mut lines = Vec::new();
    if let Some((_, Spelling::Variant)) = reading.entries[person].as_deref() {
        lines.push(format!("House spelling: **{}**", markdown(&entry.name)));
    }
    let others: Vec<String> = entry.roles.iter().filter(|r| told != Some(r)).take(4).map(|r| markdown(&r.in_words())).collect();
    if !others.is_empty() {
        lines.push(format!("Other roles: {}", others.join("; ")));
    }
    let mut facts = Vec::new();
    if let Some(age) = day.and_then(|d| entry.age_on(d)) {
        facts.push(format!("{age} years old on the day"));
    } else if let Some(born) = entry.born {
        facts.push(format!("born {}", born.in_words()));
    }
    facts.extend(entry.died.map(|d| format!("died {}", d.in_words())));
    facts.extend(entry.pronunciation.as_ref().map(|p| format!("say “{}”", markdown(p))));
    facts.extend(entry.pronouns.as_ref().map(|p| markdown(p)));
    if !facts.is_empty() {
        lines.push(facts.join(" · "));
    }
    lines.extend(entry.note.as_ref().map(|n| format!("Note: {}", markdown(n))));
    let source = told.and_then(|r| r.source.as_ref()).map(|s| format!(", source: {}", markdown(s))).unwrap_or_default();
    let verified = entry.verified.map(|d| format!(", last verified {}", d.in_words())).unwrap_or_default();
    lines.push(format!("*people file, line {}{source}{verified}*", entry.at.1 + 1));
    lines.join("\n\n")
}

/// A date's card: "**next week** → Monday 8 – Sunday 14 April 2024, reckoned from 1 April 2024 (front matter, line 3)".
#[must_use]
pub fn date(reading: &Reading, date: &TimeExpression) -> String {
    let words = markdown(reading.text(date.place));
    if date.unanchored {
        return format!("**{words}** cannot be resolved: the draft has no publication date.");
    }
    let mut card = format!("**{words}**");
    if let Some(days) = date.days {
        card.push_str(&format!(" → {}", interval(days)));
    } else {
        card.push_str(match date.kind {
            TimeType::Duration => " — how long",
            TimeType::Set => " — how often",
            _ => match &*date.value {
                "PRESENT_REF" => " — at the time of writing",
                "PAST_REF" => " — at some time in the past",
                "FUTURE_REF" => " — at some time to come",
                _ => " — not resolved to a day",
            },
        });
    }
    if let Some((_, time)) = date.value.split_once('T').filter(|_| date.kind == TimeType::Time)
        && time.starts_with(|c: char| c.is_ascii_digit())
    {
        card.push_str(&format!(", {}", time.trim_end_matches('Z')));
    }
    if let (true, Some(anchor)) = (date.from_publication, &reading.anchor) {
        card.push_str(&format!(", reckoned from {} ({})", calendar::long(anchor.date), anchor_words(&anchor.source)));
    }
    card.push_str(&format!("\n\n{}", code(&date.value)));
    card
}

fn anchor_words(source: &AnchorSource) -> String {
    match source {
        AnchorSource::FrontMatter(line) => format!("front matter, line {}", line + 1),
        AnchorSource::MetaFile => "the .meta.yaml file".into(),
        AnchorSource::Dateline(_) => "the dateline".into(),
        AnchorSource::FileName => "the file's name".into(),
        AnchorSource::Given => "the date given".into(),
    }
}

/// "Monday 1 April 2024", "Monday 8 – Sunday 14 April 2024", "1 January – 31 December 2023".
#[must_use]
pub fn interval((first, last): (jiff::civil::Date, jiff::civil::Date)) -> String {
    if first == last {
        return calendar::with_weekday(first);
    }
    let weekday = |d| calendar::WEEKDAYS[usize::from(calendar::weekday_of(d)) - 1];
    let month = |d: jiff::civil::Date| calendar::MONTHS[usize::from(d.month().unsigned_abs()) - 1];
    let short = last.duration_since(first).as_hours() < 24 * 14;
    let day = |d: jiff::civil::Date| if short { format!("{} {}", weekday(d), d.day()) } else { d.day().to_string() };
    let start = if first.year() != last.year() {
        format!("{} {} {}", day(first), month(first), first.year())
    } else if first.month() != last.month() {
        format!("{} {}", day(first), month(first))
    } else {
        day(first)
    };
    format!("{start} – {} {} {}", day(last), month(last), last.year())
}

/// The same, as short as it can be said: "1 Apr", "8–14 Apr", "2023".
#[must_use]
pub fn brief((first, last): (jiff::civil::Date, jiff::civil::Date), story: Option<jiff::civil::Date>) -> String {
    let month = |d: jiff::civil::Date| calendar::MONTHS[usize::from(d.month().unsigned_abs()) - 1].get(..3).unwrap_or_default();
    let whole_month = first.day() == 1 && last == first.last_of_month();
    let whole_year = (first.month(), first.day()) == (1, 1) && last == first.last_of_year();
    // The year goes without saying where it is the story's.
    let year = if story.is_some_and(|s| s.year() != last.year()) { format!(" {}", last.year()) } else { String::new() };
    if first == last {
        format!("{} {}{year}", first.day(), month(first))
    } else if whole_year {
        first.year().to_string()
    } else if whole_month {
        format!("{} {}", month(first), first.year())
    } else if first.month() == last.month() && first.year() == last.year() {
        format!("{}–{} {}{year}", first.day(), last.day(), month(last))
    } else if first.year() == last.year() {
        format!("{} {} – {} {}{year}", first.day(), month(first), last.day(), month(last))
    } else {
        format!("{} {} {} – {} {} {}", first.day(), month(first), first.year(), last.day(), month(last), last.year())
    }
}

/// The first so many characters, cut at a word.
#[must_use]
pub fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head))
}

/// Words of the draft in quotation marks, cut to so many code points and without marks of their own.
#[must_use]
pub fn quoted(text: &str, most: usize) -> String {
    format!("“{}”", shorten(text.trim_matches(['“', '”', '"', ' ']), most))
}
