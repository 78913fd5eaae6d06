//! The words that report: verbs, nouns, adjectives and "according to", and how each is read.

use super::kinds::base_head;
use super::{Cue, Manner, Reader, Report, SourceKind};
use crate::language::{Class, Tag, Tokens, chunk};
use crate::paragraph::times;
use crate::text::Span;

impl Reader<'_> {
    pub(super) fn according(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        let in_document = || {
            w.is(i, "in")
                && i == range.start
                && w.class(chunk::head(w, i + 1, chunk::end(w, i + 1, range.end).max(i + 2))).has(Class::DOCUMENT)
        };
        let cue = if w.is(i, "according") && w.is(i + 1, "to") {
            Tokens::new(i, i + 2)
        } else if w.is(i, "in") && w.is(i + 1, "the") && w.is(i + 2, "words") && w.is(i + 3, "of") {
            Tokens::new(i, i + 4)
        } else if w.is(i, "per") && (w.capital(i + 1) || i == range.start && w.tag(i + 1) == Tag::Determiner) || in_document() {
            Tokens::new(i, i + 1)
        } else {
            return None;
        };
        let mut to = self.source_end(cue.end, range.end);
        if to == cue.end {
            return None;
        }
        if w.is(i, "in") && cue.len() == 1 {
            // "In a poll released on Monday, half of those asked": the document is the source of what follows the comma,
            // unless somebody says it there.
            let comma = (to..(to + 12).min(range.end)).find(|k| w.word(*k) == ",")?;
            let between = (to..comma).all(|k| !w.tag(k).is_finite() || w.tag(k) == Tag::Past && k == to);
            let said = (comma..range.end).any(|k| w.class(k).has(Class::SAY) && w.tag(k).is_finite() || self.in_piece(k));
            if !between || said {
                return None;
            }
            to = comma;
        }
        let source = Tokens::new(cue.end, to);
        let end = self.text_end(range);
        let first = range.start + self.lead(range);
        let mut content = Vec::new();
        if i > first {
            let before = if w.word(i - 1) == "," { i - 1 } else { i };
            content.extend(self.bytes(first, before));
            if w.word(to) == "," && end > to + 2 && !w.class(to + 1).has(Class::RELATION | Class::ROLE) && !w.is(to + 1, "who") {
                content.extend(self.bytes(to + 1, end));
            }
        } else {
            let from = if w.word(to) == "," { to + 1 } else { to };
            content.extend(self.bytes(from, end));
        }
        Some(self.report(Some(source), cue, content, Manner::Said))
    }

    /// Opening words that join a sentence to the one before: "But", "And".
    pub(super) fn lead(&self, range: Tokens) -> usize {
        usize::from(self.words.tag(range.start) == Tag::Conjunction && !matches!(self.words.low(range.start), "both" | "either"))
    }

    pub(super) fn verb(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        let class = w.class(i);
        let tag = w.tag(i);
        // After a word for people, what could report is a verb, whatever the tagger thought of it.
        let beside = || self.piece_after(i + 1).is_some() || self.piece_before(i).is_some();
        let bare = w.is(i, "spoke")
            || w.is(i, "point") && w.is(i + 1, "out")
            || w.class(i).has(Class::READS) && beside()
            || w.class(i.wrapping_sub(1)).has(Class::PEOPLE)
                && !tag.is_name()
                && (class.has(Class::SAY) && w.tag(i.wrapping_sub(1)) == Tag::Nouns
                    || class.has(Class::SAY | Class::ACT) && tag == Tag::Noun && w.class(i + 1).has(Class::OBJECT_OPENS));
        if !class.has(Class::SAY | Class::THINK | Class::ACT) || !(tag.is_verb() || bare || self.is_mistaken_noun(range, i)) {
            return None;
        }
        if !self.reports_here(range, i) || self.is_attributive(range, i) {
            return None;
        }
        if w.is(i, "according") || (tag == Tag::Base && w.is(i.wrapping_sub(1), "to") && !self.infinitive_reports(i)) {
            return None;
        }
        let chain = self.chain_start(i, range);
        let is_passive = tag == Tag::Participle
            && (chain..i).any(|k| w.class(k).has(Class::BE) || w.is_one(k, &["'s", "’s"]) && !class.has(Class::REPORT));
        if is_passive {
            return self.passive(range, i, chain);
        }
        let perfect = (chain..i).any(|k| w.class(k).has(Class::HAVE));
        let strong = class.has(Class::SAY);
        let quote_before = self.piece_before(chain).or_else(|| self.piece_before(i));
        let parenthetical_end = i + 1 >= self.text_end(range);

        // Where the source stands.
        let mut inverted = false;
        let mut source = None;
        let conjugated = tag.is_finite() || tag == Tag::Participle || bare;
        if chain == i && conjugated {
            let after_pause = self.piece_before(i).is_some() || (i > range.start && w.word(i - 1) == ",");
            let np = self.source_end(i + 1, range.end);
            let soon = || self.piece_before(i).and_then(|_| self.name_soon(i + 1, range.end));
            let np = if np == i + 1 { soon().unwrap_or(np) } else { np };
            if after_pause && np > i + 1 && strong && self.time_at(i + 1).is_none() && !w.is_one(i + 1, &["that", "it", "there"]) {
                let quoted = self.piece_before(i).is_some();
                let object = w.is_one(i, &["told", "asked"])
                    || !quoted && (!self.is_said_before(range, i) || self.subject(range, chain).is_some() && !self.ends_there(np, range));
                if !object {
                    inverted = true;
                    source = Some(Tokens::new(i + 1, if quoted { self.described_end(np, range) } else { np }));
                }
            }
        }
        if source.is_none() {
            source = self.subject(range, chain);
            // "speaking to parliament, said": what a preposition governs says nothing.
            let far = || self.far_subject(range, chain).filter(|far| !self.has_clause(*far));
            if source.is_some_and(|s| self.is_governed(range, s)) && tag.is_finite() {
                // "In a statement Costa said": the tagger's phrase holds more than the preposition's object.
                let and = |s: Tokens| s.start >= range.start + 2 && w.tag(s.start - 2) == Tag::Conjunction;
                let joined = source.filter(|s| and(*s)).and_then(|s| self.joined_subject(range, s.start - 2));
                source = joined.or_else(far).or(source.filter(|s| s.start == range.start + 1));
            }
        }
        let clause = self.is_clause(i + 1, self.text_end(range));
        // A participle that belongs to the noun beside it says nothing.
        let belongs = w.tag(i + 1).is_noun() || w.tag(i + 1).is_adjective() || w.is(i + 1, "by");
        let adjective = tag == Tag::Participle && !perfect && !clause && belongs;
        let relative = tag == Tag::Present && matches!(w.tag(chain.wrapping_sub(1)), Tag::WhDeterminer | Tag::WhPronoun);
        let says = class.has(Class::REPORT) && !adjective && !relative || w.is(i + 1, "that") || tag.is_finite() && chain == i && clause;
        if source.is_none() && strong && conjugated && (says || tag.is_finite() && chain == i) {
            // "Figures to be published today show": of verbs that do other things as well, only of what is published.
            let published = |s: Tokens| {
                let head = base_head(w, s);
                w.class(head).has(Class::DOCUMENT) && !w.tag(head).is_name()
            };
            source = self.far_subject(range, chain).filter(|s| says || published(*s));
        }
        if source.is_none() && !perfect && tag == Tag::Participle {
            return None;
        }
        if source.is_none() && tag == Tag::Gerund {
            // "…, saying that": the subject of the sentence says it.
            source = self.first_subject(range, i).or_else(|| {
                let far = self.far_subject(range, i).filter(|_| w.word(i - 1) == ",")?;
                let to = chunk::full_end(w, far.start, far.end);
                (to > far.start).then_some(Tokens::new(far.start, to))
            });
        }
        let source = source?;
        // "With most precincts reporting, Costa led": how things stood.
        let with = source.start > range.start && w.is(source.start - 1, "with") && !self.is_clause(i + 1, self.text_end(range));
        if tag == Tag::Gerund && with && self.piece_after(i + 1).is_none() || w.is(i + 1, "off") {
            return None;
        }
        // "a holiday called National Day": how it is called, and not who calls it so.
        let head = base_head(w, source);
        let speaks =
            Class::ROLE | Class::RELATION | Class::PEOPLE | Class::VAGUE | Class::ORG | Class::FIRM | Class::DOCUMENT | Class::POLL;
        let thing = w.tag(head).is_noun() && !w.capital(head) && !w.class(head).has(speaks);
        if class.has(Class::ACT) && chain == i && tag != Tag::Gerund && thing && w.capital(i + 1) {
            return None;
        }
        if self.is_time(source) || w.class(chunk::head(w, source.start, source.end)).has(Class::NOBODY) {
            return None;
        }
        if w.is_one(source.start, &["it"]) && source.len() == 1 && !strong {
            return None;
        }
        let source = self.giver(range, i, source);
        let after = if inverted { source.end } else { i + 1 };
        let cue = Cue { sentence: range, verb: i, after, source, inverted, quoted: quote_before, at_end: parenthetical_end, strong };
        let mut content = self.content(&cue);
        // "agreed with the mayor", "complained of noise"
        let tells = class.has(Class::REPORT) && matches!(tag, Tag::Past | Tag::PresentThird | Tag::Participle);
        let governs = w.class(i + 1).has(Class::GOVERNS) && self.time_at(i + 2).is_none() && (!tells || w.is(i + 1, "of"));
        if content.is_empty() && if strong { governs || class.has(Class::ACT) } else { class.has(Class::ACT) } {
            content = self.object(range, i + 1);
        }
        // "She added:" leads in to what the next paragraph says.
        let leads_in = strong && self.leads_on(range) && !self.in_piece(range.end - 1);
        if content.is_empty() && !leads_in {
            return None;
        }
        let manner = if strong {
            Manner::Said
        } else if class.has(Class::THINK) {
            Manner::Thought
        } else {
            Manner::Acted
        };
        Some(self.report(Some(source), Tokens::new(chain.max(i.saturating_sub(3)), i + 1), content, manner))
    }

    /// Where somebody without a name ends who is told apart behind a quotation: "said a clerk who saw it".
    fn described_end(&self, np: usize, range: Tokens) -> usize {
        let w = self.words;
        let tells = w.is(np, "who") || w.tag(np) == Tag::Gerund;
        let end = self.text_end(range);
        if tells { (np..end).find(|k| !w.is_word(*k) || self.time_at(*k).is_some()).unwrap_or(end) } else { np }
    }

    /// Whether a participle at token `i` belongs to the noun behind it and says nothing: "the ruling party", "40 pledged delegates".
    fn is_attributive(&self, range: Tokens, i: usize) -> bool {
        let w = self.words;
        let form = matches!(w.tag(i), Tag::Gerund | Tag::Participle) || w.tag(i) == Tag::Past && w.low(i).ends_with("ed");
        let before = i.checked_sub(1).filter(|k| *k >= range.start).map(|k| w.tag(k));
        let inside = matches!(before, Some(Tag::Determiner | Tag::Possessive | Tag::PossessivePronoun | Tag::Number | Tag::Adjective));
        let governed = matches!(before, Some(Tag::Preposition)) && w.class(i).has(Class::ADDS);
        let noun = w.tag(i + 1).is_noun() || w.tag(i + 1).is_adjective();
        let clause = || self.is_clause(i + 1, self.text_end(range));
        form && noun && !w.class(i).has(Class::PLAIN) && (inside && w.tag(i) != Tag::Past || governed && !clause())
            || form && noun && inside && matches!(before, Some(Tag::Possessive | Tag::PossessivePronoun | Tag::Determiner))
    }

    /// Whose words a document that is given out holds: "the club issued a statement saying" is the club's.
    fn giver(&self, range: Tokens, i: usize, source: Tokens) -> Tokens {
        let w = self.words;
        let head = base_head(w, source);
        let given = source.start.checked_sub(1).filter(|v| *v > range.start && w.class(*v).has(Class::GIVES) && w.tag(*v).is_verb());
        match given {
            Some(verb) if w.class(head).has(Class::DOCUMENT | Class::SAYING) && verb < i => {
                self.subject(range, self.chain_start(verb, range)).filter(|s| !self.is_time(*s)).unwrap_or(source)
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
        let says = w.class(i).has(Class::REPORT) && w.tag(i) == Tag::Gerund && i > range.start + 1 && w.is(i - 1, "as");
        let verb =
            (range.start..i.saturating_sub(1)).rev().take(30).find(|k| w.class(*k).has(Class::QUOTES) && says && !self.in_piece(*k))?;
        let (from, to) = (verb + 1, i - 1);
        let phrase = chunk::end(w, from, to);
        if phrase == from {
            return None;
        }
        let source = Tokens::new(from, to);
        let end = self.text_end(range);
        let content = match self.piece_after(i + 1) {
            Some(piece) => Some(Span::new(piece.start, w.tokens[end - 1].end.max(piece.end))),
            None => self.bytes(i + 1 + usize::from(w.is(i + 1, "that")), self.clause_end(i + 1, end)),
        };
        (i + 1 < end).then(|| self.report(Some(source), Tokens::new(i - 1, i + 1), content.into_iter().collect(), Manner::Said))
    }

    /// Whether what stands before a comma at token `i` could be what somebody says: it has a verb of its own.
    fn is_said_before(&self, range: Tokens, i: usize) -> bool {
        let w = self.words;
        let lead = range.start + self.lead(range);
        let relative = |k: usize| w.class(self.chain_start(k, range).wrapping_sub(1)).has(Class::RELATIVE);
        let own = |k: usize| w.tag(k).is_finite() && !self.in_piece(k) && !relative(k);
        // Of verbs that do more than report, only where a name follows: "…, noted Ana Costa."
        (w.class(i).has(Class::REPORT) || self.is_capitalised(i + 1)) && (lead..i).any(own)
    }

    /// Whether a source holds a verb with a subject of its own, but for one that only describes it.
    fn has_clause(&self, source: Tokens) -> bool {
        let w = self.words;
        source.iter().skip(1).any(|k| w.tag(k).is_finite() && w.tag(k) != Tag::Past && !w.class(k - 1).has(Class::RELATIVE))
    }

    /// "was criticised by rivals for the plan", "was asked about the plan": what is said stands around the verb, and who says it
    /// behind "by" or nowhere.
    fn passive(&self, range: Tokens, i: usize, chain: usize) -> Option<Report> {
        let w = self.words;
        let class = w.class(i);
        if class.has(Class::THINK) && !class.has(Class::SAY | Class::ACT) {
            return None;
        }
        let end = self.text_end(range);
        let by = (i + 1..(i + 12).min(end))
            .find(|k| w.is(*k, "by"))
            .filter(|by| self.time_at(by + 1).is_none() && w.tag(by + 1) != Tag::Gerund && !(i + 1..*by).any(|k| w.tag(k).is_finite()));
        let source = by.map(|by| {
            let to = self.source_end(by + 1, range.end);
            Tokens::new(by + 1, (by + 1..to).find(|k| w.class(*k).has(Class::BEHIND_BY)).unwrap_or(to))
        });
        let source = source.filter(|s| !s.is_empty());
        let subject = self.subject(range, chain).and_then(|s| self.bytes(s.start, s.end));
        let from = source.as_ref().map_or(i + 1, |s| s.end);
        let rest = self.bytes(from, self.clause_end(from, end)).filter(|_| from < end && w.word(from) != ",");
        if !w.class(i).has(Class::TOLD) && (source.is_none() && !w.class(i).has(Class::JUDGED) || subject.is_none()) {
            return None;
        }
        let content: Vec<Span> =
            if w.class(i).has(Class::TOLD) { rest.into_iter().collect() } else { subject.into_iter().chain(rest).collect() };
        let to = i + 1 + usize::from(source.is_some() && by == Some(i + 1));
        let manner = if class.has(Class::SAY) && source.is_some() { Manner::Said } else { Manner::Acted };
        (!content.is_empty()).then(|| self.report(source, Tokens::new(chain.max(i.saturating_sub(3)), to), content, manner))
    }

    /// "The council hopes that": a verb in -s that the tagger took for a plural, where no other verb stands before it and what
    /// is said follows.
    fn is_mistaken_noun(&self, range: Tokens, i: usize) -> bool {
        let w = self.words;
        let before = w.tag(i.wrapping_sub(1));
        // "…, the daily reports.", "“…?” a narrator in the film asks."
        let pauses = |k: usize| w.word(k) == "," || self.piece_ending(w.tokens[k].end).is_some();
        let ends = i + 1 >= self.text_end(range)
            && w.class(i).has(Class::SAY)
            && (range.start..i).rfind(|k| pauses(*k)).is_some_and(|comma| {
                let opens = w.capital(comma + 1) || matches!(w.tag(comma + 1), Tag::Determiner | Tag::PossessivePronoun);
                comma + 1 < i && opens && !(comma..i).any(|k| w.tag(k).is_finite())
            });
        i > range.start
            && w.tag(i) == Tag::Nouns
            && w.class(i).has(Class::SAY | Class::THINK | Class::ACT)
            && w.low(i).ends_with('s')
            && !matches!(
                before,
                Tag::Determiner
                    | Tag::Adjective
                    | Tag::Possessive
                    | Tag::PossessivePronoun
                    | Tag::Preposition
                    | Tag::Number
                    | Tag::Conjunction
            )
            && (ends
                || matches!(before, Tag::Adverb) && w.class(i).has(Class::SAY | Class::ACT)
                || before.is_name() && matches!(w.tag(i + 1), Tag::Determiner | Tag::PossessivePronoun)
                || w.class(i).has(Class::SAY) && (w.tag(i + 1) == Tag::Gerund || w.is(i + 1, "out"))
                || w.is(i, "calls") && w.is_one(i + 1, &["on", "for"])
                || w.class(i + 1).has(Class::CLAUSE_LEAD)
                || w.word(i + 1) == ":")
            && (ends || !(range.start..i).any(|k| w.tag(k).is_finite() && !self.in_piece(k)))
    }

    /// Whether a verb that does other things as well reports where it stands: "holds that" and not "holds a lead", "he
    /// continued, “…" and not "continued to fall", "spoke about" and not "spoke in Ohio".
    fn reports_here(&self, range: Tokens, i: usize) -> bool {
        let w = self.words;
        let beside_quotation = || {
            let chain = self.chain_start(i, range);
            let subject = || self.subject(range, chain).is_some_and(|s| self.piece_before(s.start).is_some());
            self.piece_after(i + 1).is_some() || self.piece_before(i).is_some() || self.piece_before(chain).is_some() || subject()
        };
        match w.low(i) {
            _ if w.class(i).has(Class::HOLDS) => w.is(i + 1, "that"),
            _ if w.class(i).has(Class::BEGINS) => {
                beside_quotation() || matches!(w.word(i + 1), "," | ":") && w.low(i).starts_with("contin")
            }
            _ if w.class(i).has(Class::TALKS) => w.is_one(i + 1, &["about", "of"]) && !w.class(i + 2).has(Class::TIME),
            _ if w.class(i).has(Class::REFERS) => w.is(i + 1, "to"),
            // "The sign reads “…”", and not "she read an article".
            _ if w.class(i).has(Class::ADDS) => {
                let end = self.text_end(range);
                let tag = w.tag(i + 1);
                let thing = tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Number | Tag::Currency);
                let opens = matches!(tag, Tag::Determiner | Tag::PossessivePronoun) && !w.is_one(i, &["added", "adds", "add"]);
                let object = thing || opens || w.is(i + 1, "with");
                let negated = w.class(i + 1).has(Class::NEGATION);
                let said = || (i + 1..end).take(8).any(|k| w.class(k).has(Class::SAYING | Class::ALLEGATION) || w.is(k, "as"));
                let figures = || {
                    self.subject(range, self.chain_start(i, range))
                        .is_some_and(|s| w.class(base_head(w, s)).has(Class::DOCUMENT | Class::POLL))
                };
                let clause = || (i + 2..end).take(14).take_while(|k| w.is_word(*k)).any(|k| w.tag(k).is_finite());
                let quotes = || (i + 1..end).take(10).any(|k| self.piece_starting(w.tokens[k].start).is_some());
                beside_quotation() || quotes() || !(object || negated) || !negated && (clause() || said() || figures())
            }
            _ if w.class(i).has(Class::READS) => beside_quotation() || matches!(w.word(i + 1), ":" | ",") || w.is(i + 1, "that"),
            _ if w.class(i).has(Class::EXPLORES) => w.class(i + 1).has(Class::HOW_WHY),
            _ => {
                // "donors supporting the plan": who is described, not what is said; "a letter criticising it" says so.
                let before = i.wrapping_sub(1);
                let describes = w.tag(i) == Tag::Gerund
                    && !w.class(i).has(Class::SAY)
                    && w.tag(before).is_noun()
                    && !w.class(before).has(Class::DOCUMENT | Class::SAYING);
                !describes
            }
        }
    }

    /// "has been critical of", "made clear that".
    pub(super) fn adjective(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        let end = self.text_end(range);
        if w.is(i, "clear") {
            let it = usize::from(w.is(i.wrapping_sub(1), "it"));
            let made = i.checked_sub(1 + it).filter(|m| *m >= range.start && w.class(*m).has(Class::MAKES))?;
            let source = self.subject(range, self.chain_start(made, range)).or_else(|| self.first_subject(range, made))?;
            let from = i + 1 + usize::from(w.is(i + 1, "that"));
            let content = self.bytes(from, self.clause_end(from, end)).into_iter().collect();
            return (from < end).then(|| self.report(Some(source), Tokens::new(made, i + 1), content, Manner::Said));
        }
        if !w.class(i).has(Class::STANCE) || !w.is_one(i + 1, &["of", "about"]) {
            return None;
        }
        let chain = self.chain_start(i, range);
        let source = (chain < i).then(|| self.subject(range, chain)).flatten()?;
        let content = self.bytes(i + 1, self.clause_end(i + 1, end)).into_iter().collect();
        Some(self.report(Some(source), Tokens::new(chain, i + 2), content, Manner::Acted))
    }

    /// "As Sousa put it in a letter, the road is “dead”".
    pub(super) fn put_it(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        if !(w.is_one(i, &["put", "puts"]) && w.is(i + 1, "it")) {
            return None;
        }
        let end = self.text_end(range);
        let source = self.subject(range, self.chain_start(i, range))?;
        let comma = (i + 2..end).find(|k| w.word(*k) == "," || self.in_piece(*k))?;
        let from = comma + usize::from(w.word(comma) == ",");
        let content = self.bytes(from, end).into_iter().collect();
        (from < end).then(|| self.report(Some(source), Tokens::new(i, i + 2), content, Manner::Said))
    }

    /// "put the toll at 300", "placed the count in the hundreds": a figure that somebody gives.
    pub(super) fn put_at(&self, range: Tokens, i: usize) -> Option<Report> {
        const NEAR: usize = 10;
        let w = self.words;
        let end = self.text_end(range);
        let phrase = chunk::full_end(w, i + 1, end);
        if !w.class(i).has(Class::PUTS) || !w.tag(i).is_verb() || phrase == i + 1 {
            return None;
        }
        let figure = |k: usize| w.tag(k) == Tag::Number || w.tag(k) == Tag::Currency || w.class(k).has(Class::DOZENS);
        let at = (i + 2..(i + NEAR).min(end)).find(|k| w.is_one(*k, &["at", "in"]) && (*k + 1..*k + 4).any(figure))?;
        let counted = (i + 1..at).any(|k| w.class(k).has(Class::COUNTED));
        let source = self.subject(range, self.chain_start(i, range)).filter(|s| counted && !self.is_time(*s))?;
        let content = self.bytes(i + 1, self.clause_end(i + 1, end)).into_iter().collect();
        Some(self.report(Some(source), Tokens::new(i, i + 1), content, Manner::Said))
    }

    /// "declined to say", "went on to say", "continued to insist".
    fn infinitive_reports(&self, i: usize) -> bool {
        self.words.class(i).has(Class::SAY) && i >= 2 && self.words.tag(i - 2).is_verb() && !self.words.class(i - 2).has(Class::ASKED_TO)
            || self.words.class(i.wrapping_sub(2)).has(Class::BEFORE_TO)
    }

    /// "raised questions about the plan", "faces criticism for it": a noun of saying that a verb gives or gets.
    pub(super) fn given_noun(&self, range: Tokens, i: usize) -> Option<Report> {
        const NEAR: usize = 4;
        let w = self.words;
        let asks = w.class(i).has(Class::SAYING) || w.class(i).has(Class::QUESTIONS);
        if !asks || !w.tag(i).is_noun() || !w.class(i + 1).has(Class::ABOUT) {
            return None;
        }
        let verb =
            (range.start.max(i.saturating_sub(NEAR))..i).rev().find(|k| w.class(*k).has(Class::GIVES) || w.class(*k).has(Class::GETS))?;
        if (verb + 1..i).any(|k| !(w.tag(k).is_adjective() || w.tag(k).is_noun() || matches!(w.tag(k), Tag::Determiner | Tag::Number))) {
            return None;
        }
        let subject = self.subject(range, self.chain_start(verb, range));
        let source = subject.filter(|s| w.class(verb).has(Class::GIVES) && !self.is_time(*s));
        let end = self.text_end(range);
        let content = self.bytes(i + 1, self.clause_end(i + 1, end)).into_iter().collect();
        Some(self.report(source, Tokens::new(verb, i + 1), content, Manner::Noun))
    }

    /// "amid reports that", "the mayor's claim that", "a statement that".
    pub(super) fn noun(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        let vague = w.class(i.wrapping_sub(1)).has(Class::NEWS_LEAD) && w.class(i).has(Class::RUMOUR);
        let to_do = w.is(i + 1, "to") && w.tag(i + 2) == Tag::Base && !w.class(i).has(Class::DECISION);
        // "her criticism of the plan": whose, and of what.
        let on = w.class(i + 1).has(Class::TOWARDS)
            && matches!(w.tag(i.wrapping_sub(1)), Tag::Possessive | Tag::PossessivePronoun)
            && !w.class(i).has(Class::DOCUMENT);
        let to_do = to_do || on;
        if !w.class(i).has(Class::SAYING) || !(w.tag(i).is_noun() || vague) || !(w.is(i + 1, "that") || to_do) {
            return None;
        }
        let possessor = (i >= range.start + 2 && w.tag(i - 1) == Tag::Possessive).then(|| self.phrase_ending(range, i - 2)).flatten();
        let pronoun = || (i > range.start && w.tag(i - 1) == Tag::PossessivePronoun).then(|| Tokens::new(i - 1, i));
        // "The club issued a statement that": the club's.
        let given = || {
            let verb = (range.start..i).rev().take(3).find(|k| w.class(*k).has(Class::GIVES) && w.tag(*k).is_finite())?;
            self.subject(range, self.chain_start(verb, range)).filter(|s| !self.is_time(*s))
        };
        let source = possessor.or_else(|| if to_do { pronoun() } else { given() });
        if to_do && source.is_none() {
            return None;
        }
        let end = self.text_end(range);
        let to = self.clause_end(i + 2, end);
        let cue = if vague { Tokens::new(i - 1, i + 2) } else { Tokens::new(i, i + 2 - usize::from(to_do)) };
        let content = self.bytes(i + 2 - usize::from(to_do), to).into_iter().collect();
        let mut report = self.report(source, cue, content, Manner::Noun);
        if report.source.is_none() && vague {
            report.kind = SourceKind::Vague;
        }
        Some(report)
    }

    /// "is believed to", "it is understood that", "reportedly".
    pub(super) fn agentless(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        let end = self.text_end(range);
        if w.class(i).has(Class::REPORTEDLY) {
            let content = self.bytes(range.start, end).into_iter().collect();
            return Some(self.report(None, Tokens::new(i, i + 1), content, Manner::Agentless));
        }
        // "was yesterday reported to": a time or an adverb can stand between.
        let between = |k: usize| w.tag(k) == Tag::Adverb || times::around(self.times, w.tokens[k].start, w.tokens[k].end).is_some();
        let lead = (range.start..i).rev().take(3).find(|k| !between(*k)).filter(|k| w.class(*k).has(Class::HEARSAY_LEAD));
        let it = |lead: usize| w.is(lead.wrapping_sub(1), "it");
        let follows = |lead: usize| {
            let clause = || w.is(i + 1, "that") || self.is_clause(i + 1, end);
            w.class(i).has(Class::HEARSAY) && (w.is(i + 1, "to") || it(lead) && clause())
                || w.class(i).has(Class::HELD_OF) && w.is_one(i + 1, &["of", "as"])
        };
        if let Some(lead) = lead.filter(|lead| follows(*lead)) {
            let content = self.bytes(i + 1, end).into_iter().collect();
            return Some(self.report(None, Tokens::new(lead, i + 1), content, Manner::Agentless));
        }
        self.rumoured(range, i)
    }

    /// "by varying reports", "based on unconfirmed reports": words that go about, and the whole sentence rests on them.
    fn rumoured(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        if !w.class(i).has(Class::RUMOUR) || w.tag(i) != Tag::Nouns || w.class(i + 1).has(Class::JOINS_PHRASE) {
            return None;
        }
        let lead = (range.start..i).rev().take(3).find(|k| !w.tag(*k).is_adjective() && w.tag(*k) != Tag::Gerund)?;
        let rests = w.is(lead, "by") || w.is(lead, "on") && lead > range.start && w.is(lead - 1, "based");
        let content = self.bytes(range.start, self.text_end(range)).into_iter().collect();
        rests.then(|| Report { kind: SourceKind::Vague, ..self.report(None, Tokens::new(lead, i + 1), content, Manner::Agentless) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    /// Words that report, and the same words where they do something else.
    #[test]
    fn what_reports_and_what_only_looks_so() {
        check(&[
            (
                "In a poll released on Monday, half of those asked want a bridge.",
                &["a poll released on Monday | In | half of those asked want a bridge"],
            ),
            ("But the road is closed, according to the mayor.", &["the mayor | according to | the road is closed"]),
            ("In the words of Nunes, the road is dead.", &["Nunes | In the words of | the road is dead"]),
            ("The road, per Nunes, is closed.", &["Nunes | per | The road + is closed"]),
            ("Officials warn the bridge is unsafe.", &["Officials | warn | the bridge is unsafe"]),
            ("Figures to be published today show that prices fell.", &["Figures to be published today | show | prices fell"]),
            ("Nunes left the room, saying that the road was closed.", &["Nunes | saying | the road was closed"]),
            ("Nunes agreed with the mayor.", &["Nunes | agreed | with the mayor"]),
            ("Residents complained of noise.", &["Residents | complained | of noise"]),
            ("The council hopes that the road will open.", &["The council | hopes | the road will open"]),
            ("The court holds that the road is public.", &["The court | holds | the road is public"]),
            ("The court holds a lead.", &[]),
            ("Nunes continued, “It is late.”", &["Nunes | continued | “It is late.”"]),
            ("Prices continued to fall.", &[]),
            ("Nunes spoke about the road.", &[]),
            ("Nunes spoke in Ohio.", &[]),
            ("The sign reads “Keep out of here”.", &["The sign | reads | “Keep out of here”"]),
            ("She read an article.", &[]),
            ("Donors supporting the plan met on Monday.", &[]),
            ("Nunes has been critical of the plan.", &["Nunes | has been critical of | of the plan"]),
            ("Nunes made clear that the road stays.", &["Nunes | made clear | the road stays"]),
            ("As Sousa put it in a letter, the road is “dead”.", &["Sousa | put it | the road is “dead”"]),
            ("Nunes went on to say that the road is safe.", &[]),
            ("Nunes raised questions about the plan.", &["Nunes | raised questions | about the plan"]),
            ("Nunes faces criticism for the plan.", &[" | faces criticism | for the plan"]),
            ("The road closed amid reports that it was unsafe.", &[" | amid reports that | it was unsafe"]),
            ("The road is believed to be unsafe.", &[" | is believed | to be unsafe"]),
            ("It is understood that the road is unsafe.", &[" | is understood | that the road is unsafe"]),
            ("The bridge reportedly closed.", &[" | reportedly | The bridge reportedly closed"]),
        ]);
    }
}
