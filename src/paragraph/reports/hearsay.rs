//! What is told by nobody: "is believed to", "it emerged that", "reportedly", "by varying reports".

use super::{Manner, Reader, Report, SourceKind};
use crate::language::{Class, Tag, Tokens, chunk};
use crate::paragraph::times;
use crate::text::Span;

impl Reader<'_> {
    /// "is believed to", "it is understood that", "reportedly".
    pub(super) fn agentless(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        let end = self.text_end(range);
        if w.class(i).has(Class::REPORTEDLY) {
            let reach = self.adverb_reach(range, i);
            let content = self.bytes(reach.start, reach.end).into_iter().collect();
            return Some(self.report(None, Tokens::new(i, i + 1), content, Manner::Agentless));
        }
        // "was yesterday reported to": a time or an adverb can stand between.
        let time = |k: usize| times::around(self.times, w.tokens[k].start, w.tokens[k].end).is_some();
        let between = |k: usize| w.tag(k) == Tag::Adverb || time(k) || w.class(k).has(Class::DAY_LEAD) && k + 1 < range.end && time(k + 1);
        let lead = (range.start..i).rev().take(3).find(|k| !between(*k)).filter(|k| w.class(*k).has(Class::HEARSAY_LEAD));
        // "It was claimed on Monday that", "…, it has been claimed."
        let told = lead.filter(|_| w.class(i).has(Class::HEARSAY));
        let told = told.and_then(|lead| self.told_by_it(range, self.chain_start(lead, range), Tokens::new(lead, i + 1)));
        if told.is_some() {
            return told;
        }
        let done = w.is_to(i + 1) && matches!(w.tag(i + 2), Tag::Base | Tag::Adverb | Tag::Conjunction);
        let follows = w.class(i).has(Class::HEARSAY) && done || w.class(i).has(Class::HELD_OF) && (w.is_of(i + 1) || w.is_as(i + 1));
        // "is expected by the bank to grow": somebody's word after all.
        let by = lead.filter(|_| w.class(i).has(Class::HEARSAY) && w.is_by(i + 1)).and_then(|lead| {
            let to = self.source_end(i + 2, end);
            let source = (to > i + 2 && w.is_to(to) && w.tag(to + 1) == Tag::Base).then_some(Tokens::new(i + 2, to))?;
            let content = self.bytes(to, self.clause_end(to, end)).into_iter().collect();
            Some(self.report(Some(source), Tokens::new(lead, i + 2), content, Manner::Said))
        });
        if by.is_some() {
            return by;
        }
        if let Some(lead) = lead.filter(|_| follows) {
            let content = self.bytes(i + 1, end).into_iter().collect();
            return Some(self.report(None, Tokens::new(lead, i + 1), content, Manner::Agentless));
        }
        // "laws that are expected" without the words between: "with laws expected next month".
        let awaited = w.class(i).has(Class::HEARSAY) && w.class(i).has(Class::MILDLY) && w.class(i).has(Class::THINK);
        if awaited && w.tag(i) == Tag::Participle && i > range.start && w.tag(i - 1).is_noun() && self.time_at(i + 1).is_some() {
            let end = self.time_at(i + 1).map_or(i + 1, |t| self.after_time(t));
            let content = self.bytes(i, end).into_iter().collect();
            return Some(self.report(None, Tokens::new(i, i + 1), content, Manner::Agentless));
        }
        self.raised(range, i).or_else(|| self.rumoured(range, i))
    }

    /// "It emerged on Monday that", "it became known that", "…, it came to light."
    pub(super) fn emerged(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        if !w.class(i).has(Class::EMERGES) {
            return None;
        }
        let became = w.class(i).has(Class::THINK).then(|| i.checked_sub(1).filter(|k| w.class(*k).has(Class::COMES_INTO)));
        let light = (!w.class(i).has(Class::THINK) && w.is_to(i.wrapping_sub(1)))
            .then(|| i.checked_sub(2).filter(|k| w.class(*k).has(Class::COMES)));
        let verb = became.or(light).unwrap_or(Some(i))?;
        if verb == i && w.tag(i).is_noun() {
            return None;
        }
        let chain = self.chain_start(verb, range);
        self.told_by_it(range, chain, Tokens::new(chain, i + 1))
    }

    /// What is told by words that have nothing but "it" for a subject: the clause behind them, or what stands before a comma.
    fn told_by_it(&self, range: Tokens, chain: usize, cue: Tokens) -> Option<Report> {
        let w = self.words;
        let end = self.text_end(range);
        let it = chain.checked_sub(1).filter(|k| *k >= range.start && w.is_it(*k))?;
        let after = self.after_adjuncts(cue.end, end);
        let begin = range.start + self.lead(range);
        // "It is feared 40 people drowned": to the tagger it may have no verb.
        let loose = w.class(cue.end - 1).has(Class::HEARSAY) && chunk::end(w, after, end) > after;
        let content: Vec<Span> = if w.is_that(after) || loose || self.is_clause(after, end) {
            self.bytes(after, end).into_iter().collect()
        } else if it > begin && w.word(it - 1) == "," && (after >= end || w.word(after) == ",") {
            let rest = if after < end { self.bytes(after + 1, end) } else { None };
            self.bytes(begin, it - 1).into_iter().chain(rest).collect()
        } else {
            return None;
        };
        Some(self.report(None, cue, content, Manner::Agentless))
    }

    /// "an estimated 300 people", "at an estimated cost": somebody reckons so, and nobody says who.
    pub(super) fn reckoned(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        if !w.class(i).has(Class::RECKONED) {
            return None;
        }
        let follows = w.tag(i + 1).is_noun() || matches!(w.tag(i + 1), Tag::Number | Tag::Currency) || w.tag(i + 1).is_adjective();
        // "a study that estimated 300 deaths" does so itself.
        let article = || w.class(i - 1).has(Class::ARTICLE) && !w.is(i - 1, "one");
        let led = i > range.start && (w.tag(i - 1) == Tag::Preposition && !w.class(i - 1).has(Class::CLAUSE_LEAD) || article());
        let content = self.bytes(i, chunk::full_end(w, i + 1, self.text_end(range)).max(i + 1)).into_iter().collect();
        (led && follows).then(|| self.report(None, Tokens::new(i, i + 1), content, Manner::Agentless))
    }

    /// "Concerns have been raised about the bridge": words that nobody is said to have spoken, or whose they are.
    fn raised(&self, range: Tokens, i: usize) -> Option<Report> {
        const NEAR: usize = 5;
        let w = self.words;
        let end = self.text_end(range);
        if !w.class(i).has(Class::SAYING | Class::QUESTIONS) || !w.tag(i).is_noun() || w.class(i).has(Class::DECISION) {
            return None;
        }
        // "Statements of support came": the statements did.
        if w.is_of(i.wrapping_sub(1)) && w.class(i.wrapping_sub(2)).has(Class::SAYING) {
            return None;
        }
        let from = chunk::full_end(w, i, end).max(i + 1);
        let verb = (from..(from + NEAR).min(end)).find(|k| !w.class(*k).has(Class::AUXILIARY) && w.tag(*k) != Tag::Adverb)?;
        let told = |to: usize| Tokens::new(to, self.source_end(to, range.end));
        let whole = || self.bytes(chunk::start(w, i, range.start), from).into_iter().collect();
        // "Words of praise came from Ana Costa and Rui Reis."
        if w.class(verb).has(Class::COMES) && w.is(verb + 1, "from") {
            let source = Some(told(verb + 2)).filter(|s| !s.is_empty() && !self.is_time(*s))?;
            return Some(self.report(Some(source), Tokens::new(verb, verb + 2), whole(), Manner::Noun));
        }
        let passive = (from..verb).any(|k| w.class(k).has(Class::BE)) && w.class(verb).has(Class::GIVES);
        // "Claims were made by the port."
        if passive && w.is_by(verb + 1) {
            let source = Some(told(verb + 2)).filter(|s| !s.is_empty() && !self.is_time(*s))?;
            return Some(self.report(Some(source), Tokens::new(verb, verb + 2), whole(), Manner::Noun));
        }
        let by = (verb + 1..end).any(|k| w.is_by(k));
        if !passive || by || !w.class(verb).has(Class::MILDLY) {
            return None;
        }
        let content = self.bytes(verb + 1, self.clause_end(verb, end)).into_iter().collect();
        Some(self.report(None, Tokens::new(from, verb + 1), content, Manner::Agentless))
    }

    /// How far "reportedly" reaches: the clause that it stands in, or only the phrase before which it stands.
    fn adverb_reach(&self, range: Tokens, i: usize) -> Tokens {
        let w = self.words;
        let end = self.text_end(range);
        let phrase = matches!(w.tag(i + 1), Tag::Number | Tag::Currency | Tag::Determiner);
        if phrase && i > range.start && !w.tag(i - 1).is_verb() && !w.class(i - 1).has(Class::AUXILIARY) {
            return Tokens::new(i, chunk::full_end(w, i + 1, end).max(i + 1));
        }
        let opens = |k: &usize| {
            let joined = w.word(*k) == "," && w.tag(k + 1) == Tag::Conjunction && self.is_clause(k + 2, end);
            let hangs = w.class(k + 1).has(Class::RELATIVE | Class::SUBORDINATOR);
            w.word(*k) == ";" || joined || w.word(*k) == "," && (hangs || self.is_clause(k + 1, end))
        };
        let from = (range.start + 1..i).rev().find(opens).map_or(range.start, |k| k + 1);
        let relative = from > range.start && w.class(from).has(Class::RELATIVE) && !self.has_verb(range, from);
        let to = self.clause_end(i.max(from + 1), end);
        let closes = |k: &usize| opens(k) || relative && self.closes_relative(*k);
        Tokens::new(from, (i + 1..to).find(closes).unwrap_or(to))
    }

    /// "by varying reports", "based on unconfirmed reports": words that go about, and the whole sentence rests on them.
    fn rumoured(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        if !w.class(i).has(Class::RUMOUR) || w.tag(i) != Tag::Nouns || w.class(i + 1).has(Class::JOINS_PHRASE) {
            return None;
        }
        let lead = (range.start..i).rev().take(3).find(|k| !w.tag(*k).is_adjective() && w.tag(*k) != Tag::Gerund)?;
        let rests = w.is_by(lead) || w.is(lead, "on") && lead > range.start && w.is(lead - 1, "based");
        let content = self.bytes(range.start, self.text_end(range)).into_iter().collect();
        rests.then(|| Report { kind: SourceKind::Vague, ..self.report(None, Tokens::new(lead, i + 1), content, Manner::Agentless) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    /// What came to be known, and was said, by nobody.
    #[test]
    fn nobody_is_said_to_have_told_it() {
        check(&[
            ("It emerged on Monday that the boat had sunk.", &[" | emerged | that the boat had sunk"]),
            ("It has become known that the boat had sunk.", &[" | has become known | that the boat had sunk"]),
            ("It later transpired the boat had sunk.", &[" | later transpired | the boat had sunk"]),
            ("It came to light at the weekend that the boat had sunk.", &[" | came to light | that the boat had sunk"]),
            ("The boat had sunk, it emerged on Monday.", &[" | emerged | The boat had sunk"]),
            ("The boat had sunk, it has been claimed.", &[" | been claimed | The boat had sunk"]),
            ("It was learned on Monday that the boat had sunk.", &[" | was learned | that the boat had sunk"]),
            ("It is feared 40 people drowned.", &[" | is feared | 40 people drowned"]),
            ("It has been alleged that the boat had sunk.", &[" | been alleged | that the boat had sunk"]),
            ("Nunes stands accused of selling the boat.", &[" | stands accused | of selling the boat"]),
            ("The boat is expected by the port to sail in May.", &["the port | is expected by | to sail in May"]),
            // A boat, a man or a road may come out as well.
            ("It emerged from the fog.", &[]),
            ("A diver emerged on Monday.", &[]),
            ("It became known as the red house.", &[]),
            ("The boat was reported to the port.", &[]),
        ]);
    }

    /// "Allegedly" goes with its clause and no further.
    #[test]
    fn how_far_an_adverb_of_hearsay_reaches() {
        check(&[
            ("The clerk, who allegedly took the keys, was let go.", &[" | allegedly | who allegedly took the keys"]),
            ("He had allegedly sold a boat, and the port has lost 40 euros.", &[" | allegedly | He had allegedly sold a boat"]),
            ("The port waited, although the clerk had allegedly left.", &[" | allegedly | although the clerk had allegedly left"]),
            ("The clerk allegedly sold a boat and hid the money.", &[" | allegedly | The clerk allegedly sold a boat and hid the money"]),
        ]);
    }
}
