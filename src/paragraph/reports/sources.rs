//! Who says what a verb reports: which of those around it, and when none of them does.

use super::kinds::base_head;
use super::{Manner, Reader, Report};
use crate::language::{Class, Tag, Tokens, chunk};
use crate::paragraph::quoted::Piece;
use crate::paragraph::times::TimeMention;
use crate::text::Span;

impl Reader<'_> {
    /// The source behind a verb: “…,” said Ana Costa.
    pub(super) fn source_turned(&self, range: Tokens, i: usize) -> Option<Tokens> {
        let w = self.words;
        let quoted = self.piece_before(i).is_some();
        let after_pause = quoted || (i > range.start && w.word(i - 1) == ",");
        let np = self.source_end(i + 1, range.end);
        let soon = || if quoted { self.name_soon(i + 1, range.end) } else { None };
        let np = if np == i + 1 { soon().unwrap_or(np) } else { np };
        // "said 9/11 widow Ana Costa": a day that stands for what befell on it.
        let named_by = |t: &TimeMention| w.class(self.after_time(t)).has(Class::ROLE | Class::RELATION);
        let may = after_pause && np > i + 1 && w.class(i).has(Class::SAY) && self.time_at(i + 1).is_none_or(named_by);
        if !may || w.is_one(i + 1, &["that", "it", "there"]) {
            return None;
        }
        let subject = if quoted { None } else { self.subject(range, i) };
        let document = subject.is_some_and(|s| s.start == range.start && w.class(base_head(w, s)).has(Class::DOCUMENT));
        let object = w.is_one(i, &["told", "asked"])
            || document
            || !quoted && (!self.is_said_before(range, i) || subject.is_some() && !self.ends_there(np, range));
        (!object).then(|| Tokens::new(i + 1, if quoted { self.described_end(np, range) } else { np }))
    }

    /// The source before a verb.
    pub(super) fn source_before(&self, range: Tokens, i: usize, chain: usize) -> Option<Tokens> {
        let w = self.words;
        if let Some(described) = self.described(range, i, chain) {
            return Some(described);
        }
        let source = self.subject(range, chain)?;
        if !self.is_governed(range, source)
            || !w.tag(i).is_finite() && (w.tag(i) == Tag::Gerund || self.piece_after(i + 1).is_none())
            || w.class(chain - 1).has(Class::RELATIVE)
        {
            return Some(source);
        }
        // "speaking to parliament, said": what a preposition governs says nothing.
        let far = || self.far_subject(range, chain).filter(|far| !self.has_clause(*far));
        let and = source.start >= range.start + 2 && w.tag(source.start - 2) == Tag::Conjunction;
        let joined = if and { self.joined_subject(range, source.start - 2) } else { None };
        // "In a statement Costa said": the tagger's phrase holds more than the preposition's object.
        joined.or_else(far).or_else(|| (source.start == range.start + 1).then_some(source))
    }

    /// "An official who has seen the letter said": somebody told apart by a clause, before the verb of the sentence.
    pub(super) fn described(&self, range: Tokens, i: usize, chain: usize) -> Option<Tokens> {
        /// So many words at least are said before a comma.
        const CLAUSE: usize = 3;
        let w = self.words;
        if !w.class(i).has(Class::REPORT) || !w.tag(i).is_finite() {
            return None;
        }
        let who = (range.start + 1..chain).rfind(|k| w.tag(*k) == Tag::WhPronoun && w.class(*k).has(Class::ARTICLE_WHO))?;
        let verb = (who + 1..chain).rfind(|k| w.tag(*k).is_finite() && !self.in_piece(*k))?;
        // "who said police left": whose clause it is cannot be told.
        let asks = w.tag(verb + 1) == Tag::To || w.class(verb + 1).has(Class::NEGATION);
        let told = (who + 1..chain).any(|k| w.class(k).has(Class::REPORT) && !(k == verb && asks));
        let broken = (who - 1..chain).any(|k| !w.is_word(k) && w.tag(k) != Tag::Number || self.in_piece(k));
        let phrase = self.phrase_ending(range, who - 1)?;
        let lead = range.start + self.lead(range);
        let opens = phrase.start == lead || w.word(phrase.start.wrapping_sub(1)) == "," && phrase.start > lead + CLAUSE;
        (opens && !told && !broken && chain > verb + 1).then_some(Tokens::new(phrase.start, chain))
    }

    /// Whether a verb with a source says nothing where it stands.
    pub(super) fn says_nothing(&self, range: Tokens, i: usize, chain: usize, source: Tokens) -> bool {
        let w = self.words;
        let (tag, class) = (w.tag(i), w.class(i));
        // "With most precincts reporting, Costa led": how things stood.
        let with = || source.start > range.start && w.is(source.start - 1, "with") && !w.class(i + 1).has(Class::CLAUSE_LEAD);
        // "With 61 of 80 stations reporting"
        let counted = || {
            let before = (range.start..source.start).rev().take(5).take_while(|k| !w.tag(*k).is_finite() && w.word(*k) != ",");
            before.into_iter().find(|k| w.is(*k, "with")).is_some_and(|k| w.tag(k + 1) == Tag::Number)
        };
        let stood = || chunk::end(w, i + 1, range.end) == i + 1 && self.piece_after(i + 1).is_none() && (with() || counted());
        if tag == Tag::Gerund && stood() || w.is(i + 1, "off") {
            return true;
        }
        // "a holiday called National Day": how it is called, and not who calls it so.
        let head = base_head(w, source);
        let people = Class::ROLE | Class::RELATION | Class::PEOPLE | Class::VAGUE;
        let speaks = people | Class::ORG | Class::FIRM | Class::DOCUMENT | Class::POLL;
        let thing = w.tag(head).is_noun() && !w.capital(head) && !w.class(head).has(speaks);
        // "a band at four schools called Harbour Five", "a field called the Marsh"
        let name = w.capital(i + 1) || w.class(i + 1).has(Class::DEFINITE) && w.capital(i + 2);
        let one = w.class(source.start).has(Class::ARTICLE) && !w.class(source.start).has(Class::DEFINITE);
        let within = || (range.start..source.start).any(|k| w.tag(k).is_finite());
        let called = w.class(i).has(Class::IDENTIFIED) && name && chain == i && one && within();
        class.has(Class::ACT) && chain == i && tag != Tag::Gerund && (thing && name || called)
            || self.is_time(source)
            || class.has(Class::TAKES)
                && w.class(chunk::head(w, i + 1, chunk::end(w, i + 1, range.end).max(i + 2))).has(Class::TAKEN)
                && !self.is_clause(i + 1, range.end)
            || w.class(source.start).has(Class::WHOEVER) && !w.class(source.start + 1).has(Class::JOINS_PHRASE | Class::IN_TOWN)
            || w.class(chunk::head(w, source.start, source.end)).has(Class::NOBODY)
            || w.is_one(source.start, &["it"]) && source.len() == 1 && !class.has(Class::SAY) && self.piece_after(i + 1).is_none()
    }

    /// Where somebody without a name ends who is told apart behind a quotation: "said a clerk who saw it".
    fn described_end(&self, np: usize, range: Tokens) -> usize {
        let w = self.words;
        let tells = w.is(np, "who") || w.tag(np) == Tag::Gerund;
        let end = self.text_end(range);
        // "who worked 19 years at the shop": a time that goes on belongs to it.
        let closes = |k: usize| self.time_at(k).is_some_and(|t| self.after_time(t) >= end || !w.is_word(self.after_time(t)));
        if tells { (np..end).find(|k| !w.is_word(*k) && w.tag(*k) != Tag::Number || closes(*k)).unwrap_or(end) } else { np }
    }

    /// Whether a participle at token `i` belongs to the noun behind it and says nothing: "the ruling party", "40 pledged delegates".
    pub(super) fn is_attributive(&self, range: Tokens, i: usize) -> bool {
        let w = self.words;
        let form = matches!(w.tag(i), Tag::Gerund | Tag::Participle) || w.tag(i) == Tag::Past && w.low(i).ends_with("ed");
        let before = i.checked_sub(1).filter(|k| *k >= range.start).map(|k| w.tag(k));
        let inside = matches!(before, Some(Tag::Determiner | Tag::Possessive | Tag::PossessivePronoun | Tag::Number | Tag::Adjective));
        let governed = matches!(before, Some(Tag::Preposition)) && w.class(i).has(Class::ADDS);
        let noun = w.tag(i + 1).is_noun() || w.tag(i + 1).is_adjective();
        let counted = matches!(before, Some(Tag::Number)) && !w.class(i).has(Class::REPORT);
        let clause = || self.is_clause(i + 1, self.text_end(range));
        form && noun && !w.class(i).has(Class::PLAIN) && (inside && (w.tag(i) != Tag::Past || counted) || governed && !clause())
            || form && noun && inside && matches!(before, Some(Tag::Possessive | Tag::PossessivePronoun | Tag::Determiner))
    }

    /// "published a report by a team in Faro, saying": the document, with whoever wrote it.
    pub(super) fn written_by(&self, range: Tokens, i: usize) -> Option<Tokens> {
        let w = self.words;
        let whole = |k: usize| (k..i - 1).all(|j| w.word(j) != "," && !w.tag(j).is_finite());
        let written =
            |k: &usize| w.class(*k).has(Class::DOCUMENT) && w.tag(*k).is_noun() && w.class(k + 1).has(Class::WRITER_LEAD) && k + 2 < i;
        let document = (range.start..i).rev().find(written).filter(|k| w.word(i - 1) == "," && whole(*k))?;
        Some(Tokens::new(chunk::start(w, document, range.start), i - 1))
    }

    /// Whose words a document that is given out holds: "the club issued a statement saying" is the club's.
    pub(super) fn giver(&self, range: Tokens, i: usize, source: Tokens) -> Tokens {
        let w = self.words;
        let head = base_head(w, source);
        let given = source.start.checked_sub(1).filter(|v| *v > range.start && w.class(*v).has(Class::GIVES) && w.tag(*v).is_verb());
        match given {
            Some(verb) if w.class(head).has(Class::DOCUMENT | Class::SAYING) && verb < i => {
                self.subject(range, self.chain_start(verb, range)).filter(|s| !self.is_time(*s)).unwrap_or(source)
            }
            // "spoke of the death of a diver, arguing that": what a preposition or a verb governs says nothing.
            _ if w.tag(i) == Tag::Gerund
                && w.class(i).has(Class::SAY)
                && w.word(i - 1) == ","
                && source.start > range.start
                && (self.is_governed(range, source) || w.tag(source.start - 1).is_verb())
                && !w.class(head).has(Class::DOCUMENT | Class::POLL) =>
            {
                let subject = || self.first_subject(range, i).filter(|s| !self.is_time(*s));
                self.written_by(range, i).or_else(subject).unwrap_or(source)
            }
            // "a statement from her office in Washington, saying": a place says nothing.
            _ if w.tag(i) == Tag::Gerund
                && w.class(i).has(Class::REPORT)
                && (w.class(head).has(Class::PLACE) || self.is_cut_off(range, source)) =>
            {
                self.first_subject(range, i).filter(|s| !self.is_time(*s)).unwrap_or(source)
            }
            _ => source,
        }
    }

    /// Whether a source stands behind a comma and right before its verb: the end of something else, and nobody's name.
    fn is_cut_off(&self, range: Tokens, source: Tokens) -> bool {
        source.start > range.start && self.words.word(source.start - 1) == "," && source.len() <= 2
    }

    /// "quoted the mayor as saying": whoever is quoted says it.
    pub(super) fn as_saying(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        let says = w.class(i).has(Class::REPORT) && w.tag(i) == Tag::Gerund && i > range.start + 1 && w.is_as(i - 1);
        let verb =
            (range.start..i.saturating_sub(1)).rev().take(30).find(|k| w.class(*k).has(Class::QUOTES) && says && !self.in_piece(*k))?;
        let (from, to) = (verb + 1, i - 1);
        let phrase = chunk::end(w, from, to);
        if phrase == from {
            return None;
        }
        let source = Tokens::new(from, to - usize::from(w.word(to - 1) == ","));
        let end = self.text_end(range);
        let said = self.bytes(i + 1 + usize::from(w.is_that(i + 1)), self.clause_end(i + 1, end)).filter(|said| !self.only_time(*said));
        // "“It is late,” the paper quoted the mayor as saying."
        let before = || {
            let last = self.pieces[..self.pieces.partition_point(|p| p.end <= w.tokens[verb].start)].last();
            last.filter(|p| p.start >= w.tokens[range.start].start)
        };
        let content = match self.piece_after(i + 1) {
            Some(piece) => Some(Span::new(piece.start, w.tokens[end - 1].end.max(piece.end))),
            None => said.or_else(|| before().map(Piece::span)),
        };
        content.is_some().then(|| self.report(Some(source), Tokens::new(i - 1, i + 1), content.into_iter().collect(), Manner::Said))
    }

    /// Whether what stands before a comma at token `i` could be what somebody says: it has a verb of its own.
    fn is_said_before(&self, range: Tokens, i: usize) -> bool {
        let w = self.words;
        let lead = range.start + self.lead(range);
        let relative = |k: usize| w.class(self.chain_start(k, range).wrapping_sub(1)).has(Class::RELATIVE);
        let own = |k: usize| w.tag(k).is_finite() && !self.in_piece(k) && !relative(k);
        // Of verbs that do more than report, only where a name follows: "…, noted Ana Costa."
        let to = chunk::end(w, i + 1, range.end);
        let somebody = || self.is_capitalised(i + 1) || to > i + 1 && w.class(to - 1).has(Class::ROLE | Class::RELATION | Class::PEOPLE);
        (w.class(i).has(Class::REPORT) || somebody()) && (lead..i).any(own)
    }

    /// Whether a source holds a verb with a subject of its own, but for one that only describes it.
    pub(super) fn has_clause(&self, source: Tokens) -> bool {
        let w = self.words;
        source.iter().skip(1).any(|k| w.tag(k).is_finite() && w.tag(k) != Tag::Past && !w.class(k - 1).has(Class::RELATIVE))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn whoever_stands_beside_the_verb_says_it_or_nobody_does() {
        check(&[
            ("“We lost it all,” said Ana Costa.", &["Ana Costa | said | “We lost it all,”"]),
            ("“The road is shut,” said a clerk who saw it.", &["a clerk who saw it | said | “The road is shut,”"]),
            (
                "Ana Costa, speaking to the council, said the road was shut.",
                &["Ana Costa, speaking to the council | said | the road was shut"],
            ),
            ("In a statement the council said the road was shut.", &["the council | said | the road was shut"]),
            ("With most towns reporting, the road was shut.", &[]),
            ("With 61 of 80 polling places reporting, the road was shut.", &[]),
            ("The feast called Harbour Day was shut.", &[]),
        ]);
    }
}
