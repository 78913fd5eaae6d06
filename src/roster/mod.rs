//! The people file: who holds which office when. What a desk keeps by hand in `people.yaml` (and imports into `people.d/`),
//! indexed so that looking a name up costs the same in a file of ten people and in one of a hundred thousand.
//!
//! The model follows Popolo's memberships and Wikidata's P39 with P580 and P582: a role may lack either date, and a date may
//! be a year or a month. A role without any date is therefore never out of date.

pub mod file;
pub mod import;
pub mod partial;
pub mod protected;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use partial::Partial;
pub use protected::Protected;

/// An office, post or other role that somebody holds or held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// As it can be told by itself: "US secretary of state".
    pub title: String,
    /// As it stands before a name: "secretary of state".
    pub short: Option<String>,
    /// The organisation.
    pub org: Option<String>,
    /// From when.
    pub from: Option<Partial>,
    /// To when; missing means still in post.
    pub to: Option<Partial>,
    /// Where that is known from.
    pub source: Option<String>,
    /// Whether it is held for the time being only.
    pub acting: bool,
}

impl Role {
    /// Whether the role may be held on a day: an uncertain date counts in the person's favour.
    #[must_use]
    pub fn may_hold(&self, day: Date) -> bool {
        self.from.is_none_or(|f| f.first() <= day) && !self.is_over(day)
    }

    /// Whether the role is over on a day, whichever day of an uncertain end is meant.
    #[must_use]
    pub fn is_over(&self, day: Date) -> bool {
        self.to.is_some_and(|t| t.last() < day)
    }

    /// Whether words of a draft name this role, as its title or its short form.
    #[must_use]
    pub fn is_called(&self, words: &str) -> bool {
        let words = fold(words);
        fold(&self.title) == words || self.short.as_deref().is_some_and(|s| fold(s) == words)
    }

    /// "US secretary of state, January 2021 to 20 January 2025".
    #[must_use]
    pub fn in_words(&self) -> String {
        let acting = if self.acting { "acting " } else { "" };
        let dates = match (self.from, self.to) {
            (Some(from), Some(to)) => format!(", {} to {}", from.in_words(), to.in_words()),
            (Some(from), None) => format!(", since {}", from.in_words()),
            (None, Some(to)) => format!(", until {}", to.in_words()),
            (None, None) => String::new(),
        };
        format!("{acting}{}{dates}", self.title)
    }
}

/// Somebody in the people file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The id by which annotations refer to this person.
    pub id: String,
    /// The house spelling.
    pub name: String,
    /// Other forms that are fine in copy.
    pub aliases: Vec<String>,
    /// Spellings that are recognised, and not the house's.
    pub variants: Vec<String>,
    /// Roles, in the order of the file.
    pub roles: Vec<Role>,
    /// Date of birth.
    pub born: Option<Partial>,
    /// Date of death.
    pub died: Option<Partial>,
    /// How the name is said.
    pub pronunciation: Option<String>,
    /// Pronouns.
    pub pronouns: Option<String>,
    /// What else the desk should know.
    pub note: Option<String>,
    /// Whether readers need not be told who this is.
    pub well_known: bool,
    /// When the entry was last checked.
    pub verified: Option<Partial>,
    /// Ids elsewhere, by scheme: `wikidata`.
    pub ids: Vec<(String, String)>,
    /// Where the entry stands: the number of its file, in the order of reading, and its zero-based line.
    pub at: (usize, usize),
}

impl Entry {
    /// The roles that may be held on a day; those with a known start last begun first.
    #[must_use]
    pub fn roles_on(&self, day: Date) -> Vec<&Role> {
        let mut held: Vec<&Role> = self.roles.iter().filter(|r| r.may_hold(day)).collect();
        held.sort_by_key(|r| std::cmp::Reverse(r.from.map(Partial::first)));
        held
    }

    /// The age in whole years on a day, where the day of birth is known.
    #[must_use]
    pub fn age_on(&self, day: Date) -> Option<i16> {
        let born = self.born.filter(|b| b.is_day())?.first();
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        (self.died.is_none() && day >= born).then(|| day.year() - born.year() - i16::from(!had_birthday))
    }
}

/// An organisation in the people file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organization {
    /// The id by which annotations refer to it.
    pub id: String,
    /// The house spelling.
    pub name: String,
    /// Other forms.
    pub aliases: Vec<String>,
}

/// What one file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// People.
    pub people: Vec<Entry>,
    /// Organisations.
    pub organizations: Vec<Organization>,
    /// Abbreviations: short and long form.
    pub acronyms: Vec<(String, String)>,
}

/// How a name is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As the house spells it.
    House,
    /// In a form that is fine in copy.
    Alias,
    /// In a form that is recognised and not the house's.
    Variant,
}

/// All people files of a desk, joined.
#[derive(Debug, Default)]
pub struct Roster {
    all: Entries,
    by_name: HashMap<String, Vec<(u32, Spelling)>>,
    by_surname: HashMap<String, Vec<u32>>,
    by_title: HashMap<String, Vec<u32>>,
    by_id: HashMap<String, u32>,
    /// Organisations, by their ids, and by each of their forms.
    organization_by_id: HashMap<String, u32>,
    organization_by_form: HashMap<String, u32>,
}

fn numbered(people: &[Entry]) -> impl Iterator<Item = (u32, &Entry)> {
    (0..).zip(people)
}

fn by_name(people: &[Entry]) -> HashMap<String, Vec<(u32, Spelling)>> {
    let mut index: HashMap<String, Vec<(u32, Spelling)>> = HashMap::with_capacity(people.len() * 2);
    for (number, entry) in numbered(people) {
        let forms = std::iter::once((&entry.name, Spelling::House))
            .chain(entry.aliases.iter().map(|a| (a, Spelling::Alias)))
            .chain(entry.variants.iter().map(|v| (v, Spelling::Variant)));
        for (form, spelling) in forms {
            index.entry(fold(form)).or_default().push((number, spelling));
        }
    }
    index
}

fn by_surname(people: &[Entry]) -> HashMap<String, Vec<u32>> {
    let mut index: HashMap<String, Vec<u32>> = HashMap::with_capacity(people.len());
    for (number, entry) in numbered(people) {
        let surname = entry.name.split_whitespace().next_back().map(fold).unwrap_or_default();
        index.entry(surname).or_default().push(number);
    }
    index
}

fn by_title(people: &[Entry]) -> HashMap<String, Vec<u32>> {
    let mut index: HashMap<String, Vec<u32>> = HashMap::new();
    for (number, entry) in numbered(people) {
        for role in &entry.roles {
            let holders = index.entry(fold(&role.title)).or_default();
            if holders.last() != Some(&number) {
                holders.push(number);
            }
        }
    }
    index
}

/// Things by what they are called, each by several forms; what is called as another before it is the first one's.
fn first_called<T, I: IntoIterator<Item = String>>(all: &[T], forms: impl Fn(&T) -> I) -> HashMap<String, u32> {
    let mut index = HashMap::with_capacity(all.len());
    for (number, one) in (0..).zip(all) {
        forms(one).into_iter().for_each(|form| _ = index.entry(form).or_insert(number));
    }
    index
}

fn without_article(name: &str) -> String {
    let name = fold(name);
    name.strip_prefix("the ").map(str::to_owned).unwrap_or(name)
}

impl Roster {
    /// Joins files. Where two of them have a person of one id, the earlier file's entry stands.
    #[must_use]
    pub fn of(files: impl IntoIterator<Item = Entries>) -> Self {
        let mut roster = Self::default();
        for (number, file) in files.into_iter().enumerate() {
            roster.by_id.reserve(file.people.len());
            for mut entry in file.people {
                entry.at.0 = number;
                let next = u32::try_from(roster.all.people.len()).unwrap_or(u32::MAX);
                if let Slot::Vacant(free) = roster.by_id.entry(entry.id.clone()) {
                    free.insert(next);
                    roster.all.people.push(entry);
                }
            }
            roster.all.organizations.extend(file.organizations);
            roster.all.acronyms.extend(file.acronyms);
        }
        let forms = |o: &Organization| -> Vec<String> { std::iter::once(&o.name).chain(&o.aliases).map(|f| without_article(f)).collect() };
        roster.organization_by_form = first_called(&roster.all.organizations, forms);
        roster.organization_by_id = first_called(&roster.all.organizations, |o| [o.id.clone()]);
        let people = &roster.all.people;
        // Each index is its own work, and a long file's take longer than one wants to wait.
        (roster.by_name, (roster.by_surname, roster.by_title)) =
            rayon::join(|| by_name(people), || rayon::join(|| by_surname(people), || by_title(people)));
        roster
    }

    /// Whether nobody keeps a people file here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.people.is_empty() && self.all.organizations.is_empty()
    }

    /// All people, in the order of the files.
    #[must_use]
    pub fn people(&self) -> &[Entry] {
        &self.all.people
    }

    /// All organisations.
    #[must_use]
    pub fn organizations(&self) -> &[Organization] {
        &self.all.organizations
    }

    /// The full name of an abbreviation.
    #[must_use]
    pub fn acronym(&self, short: &str) -> Option<&str> {
        self.all.acronyms.iter().find(|(s, _)| s == short).map(|(_, long)| long.as_str())
    }

    /// The person of an id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|n| &self.all.people[*n as usize])
    }

    /// The name of the person or organisation of an id.
    #[must_use]
    pub fn name_of(&self, id: &str) -> Option<&str> {
        let organization = || self.organization(id).map(|o| o.name.as_str());
        self.person(id).map(|p| p.name.as_str()).or_else(organization)
    }

    /// The organisation of an id.
    #[must_use]
    pub fn organization(&self, id: &str) -> Option<&Organization> {
        self.organization_by_id.get(id).map(|n| &self.all.organizations[*n as usize])
    }

    /// The organisation called that.
    #[must_use]
    pub fn organization_named(&self, name: &str) -> Option<&Organization> {
        self.organization_by_form.get(&without_article(name)).map(|n| &self.all.organizations[*n as usize])
    }

    /// The person whom a full name names. Of several namesakes, the one who holds (or held) one of the roles that the draft
    /// gives; nobody where that does not tell.
    #[must_use]
    pub fn named(&self, name: &str, roles: &[&str]) -> Option<(&Entry, Spelling)> {
        let hits = self.by_name.get(&fold(name)).or_else(|| {
            // "Maria J. Sousa" is "Maria Sousa" in a file that leaves initials out.
            let words: Vec<&str> = name.split_whitespace().collect();
            let (first, rest) = words.split_first()?;
            let (last, middle) = rest.split_last()?;
            let initials = !middle.is_empty() && middle.iter().all(|w| w.trim_end_matches('.').chars().count() == 1);
            if initials { self.by_name.get(&fold(&format!("{first} {last}"))) } else { None }
        })?;
        let with = |(n, spelling): &(u32, Spelling)| (&self.all.people[*n as usize], *spelling);
        if let [only] = hits.as_slice() {
            return Some(with(only));
        }
        let mut fitting = hits.iter().map(with).filter(|(e, _)| roles.iter().any(|r| e.roles.iter().any(|role| role.is_called(r))));
        let first = fitting.next();
        first.filter(|_| fitting.next().is_none())
    }

    /// Somebody who is spelt nearly so: of the same surname and a given name within two letters, or the other way round, and
    /// of a role that the draft gives.
    #[must_use]
    pub fn nearly_named(&self, name: &str, roles: &[&str]) -> Option<&Entry> {
        const NEAR: usize = 2;
        let name = fold(name);
        let (given, surname) = name.rsplit_once(' ')?;
        let near = |e: &&Entry| {
            let own = fold(&e.name);
            let Some((own_given, own_surname)) = own.rsplit_once(' ') else { return false };
            own != name
                && own_surname == surname
                && given.chars().next() == own_given.chars().next()
                && given.chars().count() > NEAR
                && strsim::levenshtein(given, own_given) <= NEAR
                && roles.iter().any(|r| e.roles.iter().any(|role| role.is_called(r)))
        };
        self.by_surname.get(surname).into_iter().flatten().map(|n| &self.all.people[*n as usize]).find(near)
    }

    /// Those who may hold a role of exactly that title on a day.
    #[must_use]
    pub fn holders(&self, title: &str, day: Date) -> Vec<&Entry> {
        let title = fold(title);
        let holds = |e: &&Entry| e.roles.iter().any(|r| fold(&r.title) == title && r.from.is_some() && r.may_hold(day));
        self.by_title.get(&title).into_iter().flatten().map(|n| &self.all.people[*n as usize]).filter(holds).collect()
    }
}

/// A name or title as it is compared: lower case, without accents and full stops, hyphens and apostrophes of one kind.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let plain = text.is_ascii();
    let mut add = |c: char| match c {
        '.' => {}
        '’' | 'ʼ' | '‘' | '`' => out.push('\''),
        '‐' | '‑' | '–' => out.push('-'),
        'ı' => out.push('i'),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        'ß' => out.push_str("ss"),
        c if c.is_whitespace() => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c => out.extend(c.to_lowercase()),
    };
    if plain {
        text.chars().for_each(&mut add);
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).for_each(&mut add);
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn roster() -> Roster {
        let text = "people:\n  - {id: ana-sousa, name: Ana Sousa, aliases: [Anita Sousa], variants: [Anna Souza], roles: [{title: mayor of Porto, short: mayor, from: 2021-10, to: 2025-11}]}\n  - {id: jorg-muller, name: Jörg Müller, born: 1960-05-04, roles: [{title: harbour master}]}\n  - {id: jorg-muller-2, name: Jörg Müller, roles: [{title: poet}]}\norganizations:\n  - {id: port, name: The Port Authority, aliases: [APDL]}\n";
        let (entries, troubles) = file::read(text);
        assert_eq!(troubles, []);
        Roster::of([entries])
    }

    #[test]
    fn people_are_found_in_every_spelling() {
        let r = roster();
        assert_eq!(r.named("ANA SOUSA", &[]).map(|(e, s)| (e.id.as_str(), s)), Some(("ana-sousa", Spelling::House)));
        assert_eq!(r.named("Ana M. Sousa", &[]).map(|(_, s)| s), Some(Spelling::House));
        assert_eq!(r.named("Anita Sousa", &[]).map(|(_, s)| s), Some(Spelling::Alias));
        assert_eq!(r.named("Anna Souza", &[]).map(|(_, s)| s), Some(Spelling::Variant));
        assert!(r.named("Jorg Muller", &[]).is_none(), "two of that name");
        assert_eq!(r.named("Jorg Muller", &["poet"]).map(|(e, _)| e.id.as_str()), Some("jorg-muller-2"));
        assert_eq!(r.nearly_named("Anja Sousa", &["mayor"]).map(|e| e.id.as_str()), Some("ana-sousa"));
        assert!(r.nearly_named("Anja Sousa", &["pilot"]).is_none());
        assert_eq!(r.organization_named("Port Authority").map(|o| o.id.as_str()), Some("port"));
    }

    #[test]
    fn uncertain_dates_count_in_the_persons_favour() {
        let r = roster();
        let mayor = &r.person("ana-sousa").unwrap().roles[0];
        assert!(mayor.may_hold(date(2021, 10, 1)) && mayor.may_hold(date(2025, 11, 30)));
        assert!(!mayor.may_hold(date(2021, 9, 30)) && mayor.is_over(date(2025, 12, 1)));
        assert_eq!(r.holders("mayor of Porto", date(2024, 4, 1)).len(), 1);
        assert!(r.holders("harbour master", date(2024, 4, 1)).is_empty(), "undated roles prove nothing");
        assert_eq!(r.person("jorg-muller").unwrap().age_on(date(2024, 5, 3)), Some(63));
        assert_eq!(mayor.in_words(), "mayor of Porto, October 2021 to November 2025");
    }
}
