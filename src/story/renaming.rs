//! A person's name written otherwise throughout a draft: full and short forms.

use super::people::MentionKind;
use super::place::Place;
use super::reading::Reading;
use crate::paragraph::names::naming::surname;

/// What each mention by name becomes when a person is called `name`: the full form by the new full form, a surname by the new
/// surname, a given name by the new given name. What a mention does not spell out, it goes on leaving out.
///
/// # Errors
/// Why it cannot be done safely, in a sentence for the person at the desk.
pub fn rename(reading: &Reading, person: usize, name: &str) -> Result<Vec<(Place, String)>, String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.chars().any(char::is_alphabetic) {
        return Err("A name needs letters.".into());
    }
    let old = &reading.people[person];
    let last = surname(&old.name);
    if let Some(other) = reading.people.iter().enumerate().find(|(n, p)| *n != person && surname(&p.name).eq_ignore_ascii_case(last)) {
        let other = &other.1.name;
        return Err(format!("{} and {other} share a surname: which of them a bare “{last}” means should be settled by hand.", old.name));
    }
    let words: Vec<&str> = old.name.split(' ').collect();
    let new: Vec<&str> = name.split(' ').collect();
    if words.len() > 1 && new.len() == 1 {
        return Err(format!("“{name}” has no surname: where “{last}” stands alone, nobody could tell what to write."));
    }
    let (given, family) = (new[0], surname(&name));
    let mut changes = Vec::new();
    for m in old.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
        let written = reading.text(m.place);
        let capitals = written.chars().filter(|c| c.is_alphabetic()).count() > 3 && written.chars().all(|c| !c.is_lowercase());
        let to = if written.contains(char::is_whitespace) {
            name.as_str()
        } else if written.eq_ignore_ascii_case(words[0]) && words.len() > 1 {
            given
        } else {
            family
        };
        // Credits in capitals stay in capitals.
        let to = if capitals { to.to_uppercase() } else { to.to_owned() };
        if to != written {
            changes.push((m.place, to));
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    fn renamed(text: &str, old: &str, new: &str) -> Result<String, String> {
        let reading = read(&Draft::new(text, Format::Text), &Context::default(), &|| false).unwrap();
        let person = reading.people.iter().position(|p| p.name == old).unwrap();
        let mut out = text.to_owned();
        for (place, to) in rename(&reading, person, new)?.into_iter().rev() {
            out.replace_range(reading.absolute(place), &to);
        }
        Ok(out)
    }

    #[test]
    fn full_and_short_forms_follow() {
        let text = "Head line\n\nMayor Ana Sousa said no.\n\nSousa's deputy agreed, Ana Sousa said. (photo credit: AGENCY/ANA SOUSA)";
        expect_test::expect![[r"
            Head line

            Mayor Ana Souza said no.

            Souza's deputy agreed, Ana Souza said. (photo credit: AGENCY/ANA SOUZA)"]]
        .assert_eq(&renamed(text, "Ana Sousa", "Ana Souza").unwrap());
        let two = "Head line\n\nMayor Ana Sousa and her husband Rui Sousa said no.\n\nSousa left.";
        assert!(renamed(two, "Ana Sousa", "Ana Souza").unwrap_err().contains("share a surname"));
        assert!(renamed(text, "Ana Sousa", "Ana").unwrap_err().contains("no surname"));
        assert!(renamed(text, "Ana Sousa", " ").is_err());
    }
}
