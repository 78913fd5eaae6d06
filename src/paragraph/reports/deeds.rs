//! Verbs that report elsewhere and do something where they stand: "militants attacked a village", "denied them a goal", "refused to
//! leave", "the fire threatens the town". Nothing is said by them.

use super::Reader;
use super::kinds::base_head;
use crate::language::{Class, Tag, Tokens, chunk};

impl Reader<'_> {
    /// Whether a verb with a source only does something.
    pub(super) fn is_deed(&self, range: Tokens, i: usize, source: Tokens) -> bool {
        let quoted = || self.piece_after(i + 1).is_some() || self.piece_before(i).is_some();
        (self.is_withheld(range, i) || self.is_blow(range, i, source)) && !quoted()
    }

    /// "refused to leave", "denied him a visa", "denied entry".
    fn is_withheld(&self, range: Tokens, i: usize) -> bool {
        let w = self.words;
        if !w.class(i).has(Class::WITHHOLDS) {
            return false;
        }
        let end = self.text_end(range);
        let first = chunk::end(w, i + 1, end).max(i + 1 + usize::from(w.capital(i + 1)));
        let opens = matches!(w.tag(first), Tag::Determiner | Tag::PossessivePronoun) || w.class(first).has(Class::WITHHELD);
        let two = first > i + 1 && opens && !self.is_clause(first, end);
        let head = base_head(w, Tokens::new(i + 1, first.max(i + 2)));
        w.is_to(i + 1) && w.tag(i + 2) == Tag::Base || two || w.class(head).has(Class::WITHHELD)
    }

    /// "Gunmen attacked a convoy", "a fire threatens the town", "attacked the station, hurting two".
    fn is_blow(&self, range: Tokens, i: usize, source: Tokens) -> bool {
        let w = self.words;
        if !w.class(i).has(Class::STRIKES) {
            return false;
        }
        let end = self.text_end(range);
        let warns = w.is_to(i + 1) || w.is_that(i + 1) || (i + 1..self.clause_end(i, end)).any(|k| w.is(k, "with"));
        let object = Tokens::new(i + 1, chunk::end(w, i + 1, end).max(i + 2));
        let place = w.class(base_head(w, object)).has(Class::PLACE_NOUN) && !w.capital(base_head(w, object));
        let hurts = |k: usize| w.word(k) == "," && w.tag(k + 1) == Tag::Gerund && w.class(k + 1).has(Class::ALLEGATION);
        let head = base_head(w, source);
        let people = Class::ROLE | Class::ROLES | Class::RELATION | Class::PEOPLE | Class::VAGUE | Class::DEMONYM;
        let bodies = Class::ORG | Class::FIRM | Class::DOCUMENT | Class::POLL | Class::CAMP | Class::SAYING;
        let storm = source.iter().any(|k| w.class(k).has(Class::STORM));
        let named = w.tag(head).is_name() && w.capital(head) && !storm;
        let speaks = named || w.tag(head) == Tag::Pronoun && !w.is_it(head) || w.class(head).has(people | bodies);
        let armed = source.iter().any(|k| w.class(k).has(Class::ARMED));
        // "threatened to leave": even gunmen say so.
        if w.class(i).has(Class::THINGS_DO) {
            return !warns && (armed || !speaks || place);
        }
        armed || storm || place || (i + 1..end).any(hurts)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_is_done_and_not_said() {
        check(&[
            ("Gunmen attacked a fishing village at night, killing 40 people.", &[]),
            ("Raiders attacked the convoy.", &[]),
            ("Farmers attacked a clerk, killing him.", &[]),
            ("The mayor attacked the plan, prompting a walk-out.", &["The mayor | attacked | the plan"]),
            ("The mayor attacked the plan.", &["The mayor | attacked | the plan"]),
            ("The mayor attacked the plan, calling it “dead”.", &["The mayor | attacked | the plan", "The mayor | calling | it “dead”"]),
            ("The editorial attacked the plan.", &["The editorial | attacked | the plan"]),
            ("A fire crossed the ridge, threatening 40 homes.", &[]),
            ("Beetles are threatening the roof.", &[]),
            ("Floods threaten the town.", &[]),
            ("The mayor threatened to sue the port.", &["The mayor | threatened | to sue the port"]),
            ("The union threatened a strike.", &["The union | threatened | a strike"]),
            ("Rebels threatened to leave.", &["Rebels | threatened | to leave"]),
            ("The keeper denied Oxmere a late winner.", &[]),
            ("The board denied him a visa.", &[]),
            ("The port denied divers access to the boat.", &[]),
            ("The guards denied entry to the divers.", &[]),
            ("The port denied the charge.", &["The port | denied | the charge"]),
            ("The port denied it had sold the boat.", &["The port | denied | it had sold the boat"]),
            ("The bank refused to step in because it fears a loss.", &[]),
            ("The port declined to mediate.", &[]),
            ("The mayor refused to say why he left.", &["The mayor | refused to say | why he left"]),
        ]);
    }
}
