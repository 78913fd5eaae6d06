//! What a hover says, in Markdown and in the desk's words.

use super::Place;
use super::anchor::AnchorSource;
use super::dates::{TimeExpression, TimeType, calendar};
use super::people::MentionKind;
use super::reading::Reading;

/// A hover: where it belongs, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it is about.
    pub place: Place,
    /// Markdown.
    pub markdown: String,
}

/// What there is to say about a byte of the draft. `line_of` gives the one-based line of a byte, `link` the address of a line.
#[must_use]
pub fn at(reading: &Reading, byte: usize, line_of: &dyn Fn(usize) -> usize, link: &dyn Fn(usize) -> String) -> Option<Card> {
    let (block, at) = reading.locate(byte)?;
    let holds = |p: &Place| p.block == block && p.start <= at && at < p.end.max(p.start + 1);
    if let Some((person, place)) =
        reading.person_at(block, at).filter(|(_, p)| at < p.end || reading.blocks[block].clean.text.len() == p.end as usize || holds(p))
    {
        return Some(Card { place, markdown: self::person(reading, person, line_of, link) });
    }
    if let Some(date) = reading.dates.iter().find(|d| holds(&d.place)) {
        return Some(Card { place: date.place, markdown: self::date(reading, date) });
    }
    None
}

/// A person's card.
#[must_use]
pub fn person(reading: &Reading, id: usize, line_of: &dyn Fn(usize) -> usize, link: &dyn Fn(usize) -> String) -> String {
    let person = &reading.people[id];
    let mut card = format!("**{}**", escape(&person.name));
    if person.roles.is_empty() {
        card.push_str(" — no role given in this article");
    } else {
        let roles: Vec<String> = person.roles.iter().take(3).map(|r| escape(&r.text)).collect();
        card.push_str(&format!(" — {}", roles.join("; ")));
    }
    let mut facts = Vec::new();
    if let Some(first) = reading.introduction(id) {
        let line = line_of(reading.absolute(first).start);
        facts.push(format!("Introduced on [line {line}]({})", link(line)));
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
        lines.iter().take(12).map(|l| format!("[{l}]({})", link(*l))).collect()
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
                escape(&shorten(reading.text(q.place), 160)),
                link(line_of(reading.absolute(q.place).start)),
                line = line_of(reading.absolute(q.place).start)
            )
        })
        .collect();
    if !quotes.is_empty() {
        card.push_str(&format!("\n\nQuoted here:\n\n{}", quotes.join("\n\n")));
    }
    card
}

/// A date's card: "**next week** → Monday 8 – Sunday 14 April 2024, reckoned from 1 April 2024 (front matter, line 3)".
#[must_use]
pub fn date(reading: &Reading, date: &TimeExpression) -> String {
    let words = escape(reading.text(date.place));
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
            _ => match date.value.as_str() {
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
    card.push_str(&format!("\n\n`{}`", date.value));
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
pub fn brief((first, last): (jiff::civil::Date, jiff::civil::Date)) -> String {
    let month = |d: jiff::civil::Date| calendar::MONTHS[usize::from(d.month().unsigned_abs()) - 1].get(..3).unwrap_or_default();
    let whole_month = first.day() == 1 && last == first.last_of_month();
    let whole_year = (first.month(), first.day()) == (1, 1) && last == first.last_of_year();
    if first == last {
        format!("{} {}", first.day(), month(first))
    } else if whole_year {
        first.year().to_string()
    } else if whole_month {
        format!("{} {}", month(first), first.year())
    } else if first.month() == last.month() && first.year() == last.year() {
        format!("{}–{} {}", first.day(), last.day(), month(last))
    } else if first.year() == last.year() {
        format!("{} {} – {} {}", first.day(), month(first), last.day(), month(last))
    } else {
        format!("{} {} {} – {} {} {}", first.day(), month(first), first.year(), last.day(), month(last), last.year())
    }
}

/// Text that Markdown shows as it is.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '|') {
            out.push('\\');
        }
        out.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    out
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

/// Markdown of ours as plain text, for editors that show no Markdown.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        if c == '\\' {
            out.extend(rest[1..].chars().next());
            rest = &rest[1 + rest[1..].chars().next().map_or(0, char::len_utf8)..];
        } else if rest.starts_with("](") {
            rest = rest.find(')').map_or("", |i| &rest[i + 1..]);
        } else if rest.starts_with("**") {
            rest = &rest[2..];
        } else {
            if !matches!(c, '[' | '`') {
                out.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}
