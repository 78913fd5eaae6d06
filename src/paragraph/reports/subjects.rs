//! Whose words a verb of saying reports: its subject, wherever it stands.

use std::ops::Range;

use super::Reader;
use crate::language::{Class, Tag, chunk};

impl Reader<'_> {
    /// The first token of the verb group that ends with `i`: auxiliaries, adverbs and negations before it.
    pub(super) fn chain_start(&self, i: usize, range: &Range<usize>) -> usize {
        let w = self.words;
        let mut from = i;
        while from > range.start {
            let k = from - 1;
            let auxiliary = w.is_one(
                k,
                &[
                    "has",
                    "have",
                    "had",
                    "is",
                    "are",
                    "was",
                    "were",
                    "been",
                    "be",
                    "being",
                    "do",
                    "does",
                    "did",
                    "n't",
                    "n’t",
                    "not",
                    "'ve",
                    "’ve",
                    "'s",
                    "’s",
                    "'d",
                    "’d",
                    "'ll",
                    "’ll",
                    "to",
                    "on",
                    "went",
                    "goes",
                    "declined",
                    "declines",
                    "continued",
                    "continues",
                    "continue",
                    "refused",
                    "refuses",
                ],
            );
            let fits = w.tag(k) == Tag::Modal
                || (auxiliary && !matches!(w.tag(k), Tag::Noun | Tag::Possessive))
                || matches!(w.tag(k), Tag::Adverb | Tag::AdverbMore | Tag::AdverbMost);
            if !fits
                || (w.is_one(k, &["to", "on"]) && !(k > range.start && (w.tag(k - 1).is_verb() || w.is(k - 1, "used"))))
                || self.in_piece(k)
            {
                break;
            }
            from = k;
        }
        from
    }

    /// The subject left of a verb group.
    pub(super) fn subject(&self, range: &Range<usize>, chain: usize) -> Option<Range<usize>> {
        let w = self.words;
        let mut last = chain.checked_sub(1).filter(|l| *l >= range.start)?;
        // A time between subject and verb: "The mayor on Tuesday said".
        while let Some(t) = self.times.iter().find(|t| t.start <= w.tokens[last].start && w.tokens[last].end <= t.end) {
            last = t.token.checked_sub(1).filter(|l| *l >= range.start)?;
            if w.is_one(last, &["on", "in"]) {
                last = last.checked_sub(1).filter(|l| *l >= range.start)?;
            }
        }
        // "families, many of whom say"
        if w.is(last, "whom") && last >= range.start + 2 && w.is(last - 1, "of") {
            return Some(last - 2..last + 1);
        }
        if w.is_one(last, &["who", "which", "that"]) && last > range.start {
            let mut noun = last - 1;
            if w.word(noun) == "," {
                noun = noun.checked_sub(1)?;
            }
            return self.phrase_ending(range, noun);
        }
        if w.word(last) == "," {
            // An apposition or clause between commas: "Fuad Basya, spokesman for the military, said".
            // "Ann Lee, now 81 and retired in Cambridge, Mass., said": a comma after what a preposition governs is inside of it.
            let mut commas = (range.start + 1..last).rev().take(40).filter(|k| w.word(*k) == ",");
            let inside = |comma: usize| {
                let start = chunk::start(w, comma - 1, range.start);
                let governed = |by: &[&str]| start > range.start && w.is_one(start - 1, by);
                w.class(comma - 1).has(Class::PLACE) && governed(&["in", "at", "near", "from"])
                    || w.capital(comma - 1) && w.capital(comma + 1) && governed(&["in", "at", "near"])
            };
            let comma = commas.clone().find(|k| !inside(*k)).or_else(|| commas.next())?;
            let mut noun = comma - 1;
            // "Rep. Ann Lee (R-Ohio), a member of the panel, said"
            if w.word(noun) == ")" {
                let open = (range.start..noun).rev().take(12).find(|k| w.word(*k) == "(")?;
                noun = open.checked_sub(1).filter(|n| *n >= range.start)?;
            }
            if self.in_piece(noun) || w.word(noun) == "”" {
                return None;
            }
            let phrase = self.phrase_ending(range, noun)?;
            let starts_apposition = !w.tag(comma + 1).is_finite() && !w.is_one(comma + 1, &["and", "but"]);
            return starts_apposition.then_some(phrase.start..last);
        }
        if w.word(last) == ")" {
            let open = (range.start..last).rev().take(12).find(|k| w.word(*k) == "(")?;
            return self.phrase_ending(range, open.checked_sub(1)?).map(|p| p.start..last + 1);
        }
        if w.tag(last) == Tag::Conjunction {
            return self.first_subject(range, last);
        }
        self.phrase_ending(range, last)
    }

    /// The subject of a verb that has one for sure, past what stands between the two: the first noun phrase of the clause that no
    /// preposition governs, with all that follows it up to the verb. "Insiders in two states — Ohio and Iowa — said".
    pub(super) fn far_subject(&self, range: &Range<usize>, chain: usize) -> Option<Range<usize>> {
        const OPENERS: &[&str] = &[
            "when", "after", "before", "if", "as", "while", "although", "though", "because", "since", "once", "until", "asked", "in", "at",
        ];
        let w = self.words;
        // What leads up to the clause ends with a semicolon, a quotation or, where it opens so, a comma.
        let lead = range.start + self.lead(range);
        let mut from = (lead..chain).rfind(|k| w.word(*k) == ";" || self.in_piece(*k)).map_or(lead, |k| k + 1);
        if w.is_one(from, OPENERS) {
            from = (from..chain).find(|k| w.word(*k) == ",")? + 1;
        }
        let governed = |start: usize| start > from && matches!(w.tag(start - 1), Tag::Preposition | Tag::To);
        let nominal = |k: &usize| w.tag(*k).is_noun() || w.tag(*k) == Tag::Pronoun || self.is_capitalised(*k);
        let first = (from..chain).filter(nominal).find(|k| !governed(chunk::start(w, *k, from)))?;
        let mut to = chain;
        if w.tag(chain - 1) == Tag::Conjunction {
            // "The court overruled and said": what it did besides is not who it is.
            to = (first..chain).find(|k| w.tag(*k).is_finite() || w.tag(*k) == Tag::Participle).unwrap_or(chain);
        }
        let first = chunk::start(w, first, from);
        while to > first + 1 && !w.is_word(to - 1) && w.word(to - 1) != ")" {
            to -= 1;
        }
        const LONGEST: usize = 45;
        (to - first <= LONGEST && !self.is_time(&(first..to))).then_some(first..to)
    }

    /// The noun phrase that ends with token `last`, with what its head governs: "the director of the agency".
    pub(super) fn phrase_ending(&self, range: &Range<usize>, last: usize) -> Option<Range<usize>> {
        let w = self.words;
        let tag = w.tag(last);
        if matches!(tag, Tag::Pronoun)
            || w.is_one(last, &["many", "some", "others", "most", "few", "several", "both", "all", "one", "another"])
        {
            let mut from = last;
            if from > range.start && matches!(w.tag(from - 1), Tag::Determiner) {
                from -= 1;
            }
            return Some(from..last + 1);
        }
        // A capital where a noun must stand is one, whatever the tagger took it for: "Cuban said".
        if !tag.is_noun() && tag != Tag::Number && !w.class(last).has(Class::PEOPLE) && !self.is_capitalised(last) {
            return None;
        }
        let mut from = chunk::start(w, last, range.start);
        // "of", "for", "from", "at", "in", "with" join phrases; so does "and" between names or people.
        while from > range.start + 1 {
            let k = from - 1;
            let joins = w.is_one(k, &["of", "for", "from", "at", "with", "against"])
                || (w.is_one(k, &["in", "on", "near"]) && w.tag(k - 1).is_noun())
                || w.is_one(k, &["and", "&"]);
            let nominal = w.tag(k - 1).is_noun() || w.is(k, "and") && w.tag(k - 1) == Tag::Pronoun;
            if !joins || !nominal || self.in_piece(k) {
                break;
            }
            let before = chunk::start(w, k - 1, range.start);
            if before > k - 1 || self.times.iter().any(|t| t.start <= w.tokens[k - 1].start && w.tokens[k - 1].end <= t.end) {
                break;
            }
            from = before;
        }
        // "“…,” retired general Ann Lee said"
        if from > range.start
            && matches!(w.tag(from - 1), Tag::Participle | Tag::Past)
            && !w.class(from - 1).has(Class::SAY | Class::ACT)
            && (from - 1 == range.start || !w.is_word(from - 2))
        {
            from -= 1;
        }
        (from <= last && !self.in_piece(from)).then_some(from..last + 1)
    }

    /// The subject of a sentence's first finite verb, before token `until`.
    pub(super) fn first_subject(&self, range: &Range<usize>, until: usize) -> Option<Range<usize>> {
        let w = self.words;
        let verb = (range.start..until).find(|k| w.tag(*k).is_finite() && !self.in_piece(*k))?;
        let chain = self.chain_start(verb, range);
        if chain == range.start {
            return None;
        }
        self.subject(range, chain)
    }

    /// The end of a source that starts at `from`, appositions and "who"-clauses left out but for what describes a person.
    pub(super) fn source_end(&self, from: usize, most: usize) -> usize {
        let w = self.words;
        let mut to = chunk::full_end(w, from, most);
        if to == from {
            return from;
        }
        // An apposition that says who it is: ", the mayor of Porto".
        if w.word(to) == "," {
            let next = to + 1;
            let article = w.is_one(next, &["the", "a", "an", "who"]);
            let role = (next..(next + 6).min(most)).any(|k| w.class(k).has(Class::ROLE | Class::RELATION))
                && (article || w.class(next).has(Class::ROLE | Class::RANK | Class::DEMONYM) || w.capital(next));
            if role && w.capital(from.max(to - 1)) {
                let end = (next..most).find(|k| matches!(w.word(*k), "," | "." | ";" | "“" | "\"" | ":")).unwrap_or(most);
                if end <= next + 24 {
                    to = end;
                }
            }
        }
        to
    }

    pub(super) fn ends_there(&self, at: usize, range: &Range<usize>) -> bool {
        at >= self.text_end(range)
            || matches!(self.words.word(at), "," | "." | ";" | ":" | "—" | "–")
            || self.time_at(at).is_some()
            || self.words.is_one(at, &["in", "on", "at", "during", "after", "as", "of", "to"])
    }

    pub(super) fn is_time(&self, tokens: &Range<usize>) -> bool {
        let (start, end) = self.words.span(tokens.start, tokens.end);
        self.times.iter().any(|t| t.start <= start && end <= t.end)
    }
}
