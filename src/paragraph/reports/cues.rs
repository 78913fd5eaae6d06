//! The words that report: verbs, nouns, adjectives and "according to", and how each is read.

use super::kinds::base_head;
use super::{Cue, Manner, Reader, Report, SourceKind};
use crate::language::{Class, Tag, Tokens, chunk};
use crate::paragraph::quoted::Piece;
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
        let cue = if w.is(i, "according") && w.is_to(i + 1) {
            Tokens::new(i, i + 2)
        } else if w.is(i, "in") && w.is(i + 1, "the") && w.class(i + 2).has(Class::VIEW) && w.is_of(i + 3) {
            Tokens::new(i, i + 4)
        } else if w.is(i, "per")
            && (w.capital(i + 1)
                || (i == range.start || w.word(i - 1) == "," || self.piece_before(i).is_some())
                    && matches!(w.tag(i + 1), Tag::Determiner | Tag::PossessivePronoun))
            || in_document()
        {
            Tokens::new(i, i + 1)
        } else {
            return None;
        };
        let mut to = self.source_end(cue.end, range.end);
        if to == cue.end {
            to = self.name_soon(cue.end, range.end)?;
        }
        if w.is(i, "in") && cue.len() == 1 {
            // "In a poll released on Monday, half of those asked": the document is the source of what follows the comma,
            // unless somebody says it there.
            let comma = (to..(to + 12).min(range.end)).find(|k| w.word(*k) == ",")?;
            let between = (to..comma).all(|k| !w.tag(k).is_finite() || w.tag(k) == Tag::Past && k == to);
            let said = (comma..range.end).any(|k| w.class(k).has(Class::SAY | Class::ACT) && w.tag(k).is_finite() || self.in_piece(k));
            if !between || said {
                return None;
            }
            to = comma;
        }
        let source = Tokens::new(cue.end, to);
        if source.len() == 1 && w.class(cue.end).has(Class::GOES_BY) && !w.capital(cue.end) {
            return None;
        }
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

    /// "Some 40 boats sank, by the union's latest count": whoever counts says so.
    pub(super) fn tallied(&self, range: Tokens, i: usize) -> Option<Report> {
        const NEAR: usize = 3;
        let w = self.words;
        if !w.class(i).has(Class::TALLY) {
            return None;
        }
        let first = i.saturating_sub(NEAR).max(range.start);
        let owner = (first..i).rev().find(|k| matches!(w.tag(*k), Tag::Possessive | Tag::PossessivePronoun))?;
        let source = if w.tag(owner) == Tag::Possessive {
            Tokens::new(chunk::start(w, owner.checked_sub(1)?, range.start), owner)
        } else {
            Tokens::new(owner, owner + 1)
        };
        let lead = source.start.checked_sub(1).filter(|l| *l >= range.start && (w.is_by(*l) || w.is(*l, "on")))?;
        let (begin, end) = (range.start + self.lead(range), self.text_end(range));
        let content: Vec<Span> = if lead == begin {
            self.bytes(i + 1 + usize::from(w.word(i + 1) == ","), end).into_iter().collect()
        } else if w.word(lead.wrapping_sub(1)) == "," {
            let rest = if w.word(i + 1) == "," { self.bytes(i + 2, end) } else { None };
            self.bytes(begin, lead - 1).into_iter().chain(rest).collect()
        } else {
            return None;
        };
        (!content.is_empty() && !source.is_empty()).then(|| self.report(Some(source), Tokens::new(i, i + 1), content, Manner::Said))
    }

    /// "Some 40 boats sank, records obtained by the Herald show", "…, people familiar with the matter said": a document or somebody
    /// behind a comma, whatever stands between them and their verb.
    pub(super) fn shown(&self, range: Tokens, i: usize) -> Option<Report> {
        /// How many words a document and what is told of it have.
        const LONGEST: usize = 16;
        let w = self.words;
        let end = self.text_end(range);
        // A day may stand behind it, and nothing else.
        let day = self.time_at(i + 1).or_else(|| self.time_at(i + 2).filter(|_| w.class(i + 1).has(Class::DAY_LEAD)));
        let after = day.map_or(i + 1, |t| self.after_time(t));
        if !w.class(i).has(Class::SAY | Class::THINK | Class::RECORDS) || after < end && w.word(after) != "," {
            return None;
        }
        let comma = (i.saturating_sub(LONGEST).max(range.start)..i).rfind(|k| w.word(*k) == ",")?;
        let source = Tokens::new(comma + 1, i);
        let document = Tokens::new(comma + 1, chunk::end(w, comma + 1, i).max(comma + 2));
        let relative = |k: usize| (source.start..k).any(|j| w.class(j).has(Class::RELATIVE));
        let told = |k: usize| w.tag(k).is_finite() && w.tag(k) != Tag::Past && !relative(k) || self.in_piece(k);
        let head = base_head(w, document);
        let people = Class::PEOPLE | Class::ROLE | Class::ROLES | Class::FINDERS;
        let somebody =
            w.class(head).has(people) && w.tag(head).is_noun() && !w.capital(head) && !source.iter().any(|k| w.tag(k) == Tag::Pronoun);
        let thinks = !w.class(i).has(Class::SAY | Class::RECORDS);
        const DOES: Class = Class::RECORDS
            .and(Class::ADDS)
            .and(Class::READS)
            .and(Class::DISPLAYS)
            .and(Class::BEGINS)
            .and(Class::HOLDS)
            .and(Class::THINGS_DO);
        let opens = document.start < chunk::end(w, document.start, i) && w.tag(document.start) != Tag::Gerund;
        let tense = if thinks { w.tag(i) == Tag::Present } else { w.tag(i).is_finite() };
        let speaks = somebody && opens && tense && !w.class(i).has(DOES);
        let joined = w.tag(comma + 1) == Tag::Conjunction || w.tag(i.wrapping_sub(1)) == Tag::Conjunction;
        let begin = range.start + self.lead(range);
        let clause = self.has_verb(Tokens::new(begin, range.end), comma);
        let published = !thinks && (self.is_published(head) || self.is_published(i.wrapping_sub(1)));
        if source.is_empty() || joined || !(published || speaks) || source.iter().any(told) || !clause || self.is_noun_s_place(i) {
            return None;
        }
        let rest = if after < end { self.bytes(after + 1, end) } else { None };
        let content = self.bytes(begin, comma).into_iter().chain(rest).collect();
        let manner = if thinks { Manner::Thought } else { Manner::Said };
        Some(self.report(Some(source), Tokens::new(i, i + 1), content, manner))
    }

    /// Whether a word means a document or a poll.
    fn is_published(&self, i: usize) -> bool {
        let w = self.words;
        w.class(i).has(Class::DOCUMENT | Class::POLL) && w.tag(i).is_noun() && !w.tag(i).is_name()
    }

    /// Whether a noun stands where a verb was looked for: "an investigation of the protests".
    fn is_noun_s_place(&self, i: usize) -> bool {
        use Tag::{Adjective, Determiner, Possessive, PossessivePronoun, Preposition};
        matches!(self.words.tag(i.wrapping_sub(1)), Determiner | Adjective | Preposition | Possessive | PossessivePronoun)
    }

    /// "The minutes of the meeting record that two members left": a document that opens its sentence, by what only a document says.
    pub(super) fn recorded(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        let begin = range.start + self.lead(range);
        if !w.class(i).has(Class::RECORDS) || i <= begin {
            return None;
        }
        let document = Tokens::new(begin, chunk::end(w, begin, i).max(begin + 1));
        let head = base_head(w, document);
        let whole = !(begin..i).any(|k| w.tag(k).is_finite() || w.word(k) == "," || self.in_piece(k));
        let end = self.text_end(range);
        let to = chunk::full_end(w, i + 1, end);
        let words = w.class(base_head(w, Tokens::new(i + 1, chunk::end(w, i + 1, end).max(i + 2)))).has(Class::SAYING);
        let clause = w.is_that(i + 1) || self.is_clause(i + 1, end) || to > i + 1 && words;
        let content = self.bytes(i + 1 + usize::from(w.is_that(i + 1)), self.clause_end(i + 1, end)).into_iter().collect();
        (self.is_published(head) && whole && clause && !self.is_noun_s_place(i))
            .then(|| self.report(Some(Tokens::new(begin, i)), Tokens::new(i, i + 1), content, Manner::Said))
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
                    || class.has(Class::THINK) && tag == Tag::Noun && w.is_that(i + 1)
                    || class.has(Class::SAY | Class::ACT) && tag == Tag::Noun && w.class(i + 1).has(Class::OBJECT_OPENS));
        if !class.has(Class::SAY | Class::THINK | Class::ACT) || !(tag.is_verb() || bare || self.is_mistaken_noun(range, i)) {
            return None;
        }
        if !self.reports_here(range, i) || self.is_attributive(range, i) {
            return None;
        }
        if w.is(i, "according") || (tag == Tag::Base && w.is_to(i.wrapping_sub(1)) && !self.infinitive_reports(i)) {
            return None;
        }
        let chain = self.chain_start(i, range);
        // "the letter, if written by Costa": who does it stands elsewhere.
        let hangs = || w.class(i - 1).has(Class::SUBORDINATOR) && !w.class(i.wrapping_sub(2)).has(Class::AUXILIARY);
        if chain == i && tag != Tag::Gerund && i > range.start && hangs() {
            return None;
        }
        let is_passive = tag == Tag::Participle
            && (chain..i).any(|k| w.class(k).has(Class::BE) || w.is_one(k, &["'s", "’s"]) && !class.has(Class::REPORT));
        if is_passive || chain == i && self.is_told_by(range, i) {
            return self.passive(range, i, chain);
        }
        // "Papers seen by the Courier say": it only tells which papers.
        let suffered = tag == Tag::Participle && chain == i && w.is_by(i + 1);
        if suffered || self.is_no_telling(range, i, chain) {
            return None;
        }
        let perfect = (chain..i).any(|k| w.class(k).has(Class::HAVE));
        let strong = class.has(Class::SAY);
        let quote_before = self.piece_before(chain).or_else(|| self.piece_before(i));
        let parenthetical_end = i + 1 >= self.text_end(range);

        // Where the source stands.
        let conjugated = tag.is_finite() || tag == Tag::Participle || bare;
        let behind = if chain == i && conjugated { self.source_turned(range, i) } else { None };
        let inverted = behind.is_some();
        let mut source = behind.or_else(|| self.source_before(range, i, chain));
        let clause = self.is_clause(i + 1, self.text_end(range));
        // A participle that belongs to the noun beside it says nothing.
        let belongs = w.tag(i + 1).is_noun() || w.tag(i + 1).is_adjective() || w.is_by(i + 1);
        let adjective = tag == Tag::Participle && !perfect && !clause && belongs;
        let relative = tag == Tag::Present && matches!(w.tag(chain.wrapping_sub(1)), Tag::WhDeterminer | Tag::WhPronoun);
        let says = class.has(Class::REPORT) && !adjective && !relative || w.is_that(i + 1) || tag.is_finite() && chain == i && clause;
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
            source = self.written_by(range, i).or_else(|| self.first_subject(range, i)).or_else(|| {
                let far = self.far_subject(range, i).filter(|_| w.word(i.wrapping_sub(1)) == "," || w.is_by(i.wrapping_sub(1)))?;
                let to = chunk::full_end(w, far.start, far.end);
                (to > far.start).then_some(Tokens::new(far.start, to))
            });
        }
        // "After saying that her foot hurt, she left": whoever the main clause is about.
        let mut until = None;
        if source.is_none()
            && let Some((main, comma)) = self.said_before_main(range, i)
        {
            (source, until) = (Some(main), Some(w.tokens[comma].start));
        }
        let source = source?;
        // "if the port says so": it may or may not say it.
        let may = source.start > range.start && w.class(source.start - 1).has(Class::CONDITION);
        let may = may || self.is_told_of(range, i, chain, source);
        if may || self.says_nothing(range, i, chain, source) || self.is_deed(range, i, source) {
            return None;
        }
        let source = self.giver(range, i, source);
        let source = if strong && !inverted { self.behind_quotation(range, source) } else { source };
        let after = if inverted { source.end } else { i + 1 };
        let cue = Cue { sentence: range, verb: i, after, source, inverted, quoted: quote_before, at_end: parenthetical_end, strong };
        let content = self.reach(&cue, until);
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

    /// A source with all that stands between it and the quotation before it: "“It is late,” Big Radio co-host Ana Sousa said."
    fn behind_quotation(&self, range: Tokens, source: Tokens) -> Tokens {
        const FAR: usize = 8;
        let w = self.words;
        let least = source.start.saturating_sub(FAR).max(range.start);
        let stands = |k: usize| {
            let named = w.capital(k) || w.hyphen(k) || w.tag(k).is_noun() || w.tag(k).is_adjective();
            w.is_word(k) && named && !w.tag(k).is_verb() && !self.in_piece(k)
        };
        let from = (least..source.start).rev().take_while(|k| stands(*k)).last().unwrap_or(source.start);
        let quoted = from < source.start && from > range.start && w.word(from - 1) != "," && self.piece_before(from).is_some();
        if quoted { Tokens::new(from, source.end) } else { source }
    }

    /// Whether a verb only tells what is done or suffered: "people accused of theft", "after hearing the news".
    fn is_no_telling(&self, range: Tokens, i: usize, chain: usize) -> bool {
        let w = self.words;
        let class = w.class(i);
        let accused = class.has(Class::HELD_OF) && w.is_of(i + 1) && !(chain..i).any(|k| w.class(k).has(Class::HAVE));
        let clause = || w.class(i + 1).has(Class::CLAUSE_LEAD) || w.is_to(i + 1) || self.is_clause(i + 1, self.text_end(range));
        let governed = w.tag(i) == Tag::Gerund && chain == i && i > range.start && w.tag(i - 1) == Tag::Preposition;
        let does = class.has(Class::ADDS | Class::THINGS_DO) && !class.has(Class::ACT) || w.class(i.wrapping_sub(1)).has(Class::KEPT_FROM);
        accused || governed && does && self.piece_after(i + 1).is_none() && !clause()
    }

    /// Whether a participle tells more of somebody or something that the verb before it speaks of: "is an effort intended to", "to
    /// arrest a man wanted in Faro".
    fn is_told_of(&self, range: Tokens, i: usize, chain: usize, source: Tokens) -> bool {
        let w = self.words;
        let before = source.start.checked_sub(1).filter(|b| *b >= range.start);
        let one = w.class(source.start).has(Class::ARTICLE) && !w.class(source.start).has(Class::DEFINITE);
        let governs = |b: usize| w.tag(b).is_verb() && !w.class(b).has(Class::SAY | Class::THINK | Class::ACT);
        chain == i && one && w.class(i).has(Class::THINK) && w.tag(i) != Tag::Gerund && before.is_some_and(governs)
    }

    /// The comma that ends the clause with which a sentence opens, where the verb stands in it.
    fn opening_end(&self, range: Tokens, i: usize) -> Option<usize> {
        let w = self.words;
        let lead = range.start + self.lead(range);
        let opens = w.class(lead).has(Class::SUBORDINATOR) && w.tag(lead) != Tag::Pronoun && i > lead;
        let end = self.text_end(range);
        if !opens || (lead..i).any(|k| w.word(k) == ",") {
            return None;
        }
        (i + 2..end).find(|k| w.word(*k) == "," && !self.in_piece(*k) && self.is_clause(k + 1, end))
    }

    /// The comma that ends a clause which tells more of somebody, where the verb stands in it.
    fn relative_end(&self, range: Tokens, i: usize) -> Option<usize> {
        let w = self.words;
        let chain = self.chain_start(i, range);
        let relative = chain.checked_sub(1).filter(|k| *k > range.start && w.class(*k).has(Class::RELATIVE) && w.word(k - 1) == ",")?;
        // "The port faces the union, which says its leader, Ana Costa, would": the sentence has its verb before.
        if self.has_verb(range, relative) {
            return None;
        }
        (relative + 1..self.text_end(range)).find(|k| *k > i && self.closes_relative(*k) && !self.in_piece(*k))
    }

    /// Where what "who" opens ends, if the verb stands in it: before the verb of whoever it tells of.
    fn described_until(&self, range: Tokens, i: usize) -> Option<usize> {
        let w = self.words;
        let within = w.class(self.chain_start(i, range).wrapping_sub(1)).has(Class::ARTICLE_WHO);
        let verbs =
            (i + 1..range.end).take_while(|k| within && w.is_word(*k)).filter(|k| w.tag(*k).is_finite() && w.class(*k).has(Class::REPORT));
        verbs
            .map(|k| (k, self.chain_start(k, range)))
            .find(|(k, chain)| *chain > i && self.described(range, *k, *chain).is_some())
            .map(|(_, chain)| chain)
    }

    /// Whether a finite verb stands in a sentence before a token.
    pub(super) fn has_verb(&self, range: Tokens, before: usize) -> bool {
        (range.start..before).any(|k| self.words.tag(k).is_finite() && !self.in_piece(k))
    }

    /// Whether a token is a comma behind which the clause goes on that was broken off before "who" or "which".
    pub(super) fn closes_relative(&self, comma: usize) -> bool {
        let w = self.words;
        let verb = self.past_adverb(comma + 1);
        // "…, shut the mill": to the tagger it may be a participle.
        let object = matches!(w.tag(verb + 1), Tag::Determiner | Tag::PossessivePronoun | Tag::Pronoun);
        let loose = matches!(w.tag(verb), Tag::Participle | Tag::Base) && object;
        w.word(comma) == "," && (w.tag(verb).is_finite() || loose || w.class(verb).has(Class::AUXILIARIES) && !w.tag(verb).is_noun())
    }

    /// Of "After saying that her foot hurt, she left" whoever the main clause is about, and the comma before it.
    fn said_before_main(&self, range: Tokens, i: usize) -> Option<(Tokens, usize)> {
        let w = self.words;
        let opens = w.tag(i) == Tag::Gerund && w.class(i).has(Class::REPORT) && i == range.start + self.lead(range) + 1;
        let comma = (i + 1..range.end).find(|k| opens && w.word(*k) == "," && self.is_clause(k + 1, range.end))?;
        let main = Tokens::new(comma + 1, chunk::full_end(w, comma + 1, range.end));
        (!main.is_empty()).then_some((main, comma))
    }

    /// "a plane, reported by the radio as missing": a participle with whoever tells it.
    fn is_told_by(&self, range: Tokens, i: usize) -> bool {
        let w = self.words;
        let may = matches!(w.tag(i), Tag::Participle | Tag::Past) && w.is_by(i + 1) && w.class(i).has(Class::TOLD);
        let to = if may { self.source_end(i + 2, range.end) } else { i };
        to > i + 2 && w.is_as(to)
    }

    /// All that a verb with a source reports.
    fn reach(&self, cue: &Cue, until: Option<u32>) -> Vec<Span> {
        let w = self.words;
        let Cue { sentence: range, verb: i, source, strong, .. } = *cue;
        let (class, tag) = (w.class(i), w.tag(i));
        // "the paper quoted the mayor as saying": what the mayor says, and that it does.
        let relays = |k: usize| w.is_as(k) && w.tag(k + 1) == Tag::Gerund && w.class(k + 1).has(Class::REPORT);
        let relays = class.has(Class::QUOTES) && (i + 1..range.end).take(30).any(relays);
        let relayed = || self.bytes(i + 1, self.clause_end(i + 1, self.text_end(range))).into_iter().collect();
        let mut content = if relays { relayed() } else { self.content(cue) };
        // "agreed with the mayor", "complained of noise"
        let tells = class.has(Class::REPORT) && matches!(tag, Tag::Past | Tag::PresentThird | Tag::Participle);
        let governs = w.class(i + 1).has(Class::GOVERNS) && self.time_at(i + 2).is_none() && (!tells || w.is_of(i + 1));
        if content.is_empty() && if strong { governs || class.has(Class::ACT) } else { class.has(Class::ACT) } {
            content = self.object(range, i + 1);
        }
        // "what organisers estimated at two million", "which the Post described as late"
        if content.is_empty()
            && (strong || class.has(Class::ACT))
            && tag.is_finite()
            && w.is_one(i + 1, &["as", "at"])
            && source.start > range.start
            && w.class(source.start - 1).has(Class::RELATIVE | Class::QUESTION_WORD)
        {
            content = self.bytes(i + 2, self.clause_end(i + 1, self.text_end(range))).into_iter().collect();
        }
        // "While he says it is late, Costa disagrees": the clause that opens the sentence ends where the main one begins; "the port,
        // which denied it on Monday, shut the mill" where its own goes on.
        let ends = || self.opening_end(range, i).or_else(|| self.relative_end(range, i)).or_else(|| self.described_until(range, i));
        let until = until.or_else(|| ends().map(|at| w.tokens[at - 1].end));
        if let Some(until) = until.filter(|u| content.iter().all(|c| c.start < *u)) {
            content.iter_mut().for_each(|c| c.end = c.end.min(until));
            content.retain(|c| c.start < c.end);
        }
        // A time alone is when it was said.
        content.retain(|c| !self.only_time(*c));
        content
    }

    /// Whether some words tell a time and nothing else.
    pub(super) fn only_time(&self, span: Span) -> bool {
        let w = self.words;
        let tokens = w.touched(span);
        let time = |k: usize| times::around(self.times, w.tokens[k].start, w.tokens[k].end).is_some();
        let little = |k: usize| !w.is_word(k) || matches!(w.tag(k), Tag::Preposition | Tag::Adverb | Tag::Determiner | Tag::Adjective);
        !tokens.iter().any(|k| self.in_piece(k)) && tokens.iter().any(time) && tokens.iter().all(|k| time(k) || little(k))
    }

    /// "was criticised by rivals for the plan", "was asked about the plan": what is said stands around the verb, and who says it
    /// behind "by" or nowhere.
    fn passive(&self, range: Tokens, i: usize, chain: usize) -> Option<Report> {
        let w = self.words;
        let class = w.class(i);
        if class.has(Class::THINK) && !class.has(Class::SAY | Class::ACT) {
            return None;
        }
        // "is reported to have left": nobody tells it to anybody.
        if class.has(Class::HEARSAY) && !class.has(Class::TELLS) && w.is_to(i + 1) {
            return None;
        }
        let end = self.text_end(range);
        let by = (i + 1..(i + 12).min(end))
            .find(|k| w.is_by(*k))
            .filter(|by| self.time_at(by + 1).is_none() && w.tag(by + 1) != Tag::Gerund && !(i + 1..*by).any(|k| w.tag(k).is_finite()));
        let source = by.map(|by| {
            let to = self.source_end(by + 1, range.end);
            let named = (by + 1..to).any(|k| w.word(k) == ",");
            Tokens::new(by + 1, (by + 1..to).find(|k| !named && w.class(*k).has(Class::BEHIND_BY)).unwrap_or(to))
        });
        let source = source.filter(|s| !s.is_empty());
        // "A tremor was reported on Monday by the institute": what is reported is no person.
        let thing = |s: Tokens| {
            let head = base_head(w, s);
            w.tag(head).is_noun() && !w.capital(head) && !w.class(head).has(Class::ROLE | Class::RELATION | Class::PEOPLE | Class::ROLES)
        };
        // "Rain was not reported in Faro": nobody tells it.
        if source.is_none() && class.has(Class::HEARSAY) && (chain..i).any(|k| w.class(k).has(Class::NEGATION)) {
            return None;
        }
        let subject = self.subject(range, chain);
        // "“It is over,” Costa was told by the owner": Costa is told the words before.
        let other = || by.is_some_and(|by| (i + 1..by).any(|k| w.tag(k) == Tag::Participle));
        let reported = source.is_some() && !class.has(Class::TELLS) && subject.is_some_and(thing) && !other();
        let told = subject.and_then(|s| self.piece_before(s.start)).filter(|_| class.has(Class::TELLS)).map(Piece::span);
        if told.is_some() && source.is_none_or(|s| !self.is_time(s)) {
            let manner = if source.is_some() { Manner::Said } else { Manner::Acted };
            return Some(self.report(source, Tokens::new(chain.max(i.saturating_sub(3)), i + 1), told.into_iter().collect(), manner));
        }
        let subject = subject.and_then(|s| self.bytes(s.start, s.end));
        let from = source.as_ref().map_or(i + 1, |s| s.end);
        // "was told by the surgeon, Ana Holt, that"
        let from = from + usize::from(w.word(from) == "," && w.is_that(from + 1));
        let rest = self.bytes(from, self.clause_end(from, end)).filter(|r| from < end && w.word(from) != "," && !self.only_time(*r));
        // "A boat, reported by the radio as missing, was found": what stands between commas.
        let inner = chain == i && w.word(i.wrapping_sub(1)) == ",";
        let comma = (from..end).find(|k| inner && w.word(*k) == ",");
        let rest = comma.map_or(rest, |comma| self.bytes(from, comma));
        // "was described as “slow” by the police"
        let rest = rest.or_else(|| by.filter(|by| w.is_as(i + 1) && *by > i + 2).and_then(|by| self.bytes(i + 2, by)));
        if !w.class(i).has(Class::TOLD) && (source.is_none() && !w.class(i).has(Class::JUDGED) || subject.is_none()) {
            return None;
        }
        let content: Vec<Span> =
            if w.class(i).has(Class::TOLD) && !reported { rest.into_iter().collect() } else { subject.into_iter().chain(rest).collect() };
        let to = i + 1 + usize::from(source.is_some() && by == Some(i + 1));
        let manner = if class.has(Class::SAY) && source.is_some() {
            Manner::Said
        } else if source.is_none() && class.has(Class::JUDGED | Class::HEARSAY) {
            Manner::Agentless
        } else {
            Manner::Acted
        };
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
        let clause = (range.start..i).rfind(|k| w.word(*k) == ";").map_or(range.start, |k| k + 1);
        // "Footage from the port shows wooden crates": what is published shows something.
        let published = || {
            w.class(i).has(Class::SHOWS)
                && self.phrase_ending(range, i - 1).is_some_and(|s| w.class(base_head(w, s)).has(Class::DOCUMENT | Class::EVIDENCE))
        };
        // "The indictment, unsealed on Monday, alleges that"
        let inserted = |k: usize| w.tag(k) == Tag::Past && w.word(k.wrapping_sub(1)) == "," && before == Tag::Punct;
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
                || before.is_name() && matches!(w.tag(i + 1), Tag::Determiner | Tag::PossessivePronoun | Tag::Number)
                || published()
                    && before.is_noun()
                    && (w.tag(i + 1).is_noun() || w.tag(i + 1).is_adjective() || w.tag(i + 1) == Tag::Number)
                || w.class(i).has(Class::SAY) && (w.tag(i + 1) == Tag::Gerund || w.is(i + 1, "out"))
                || w.is(i, "calls") && w.is_one(i + 1, &["on", "for"])
                || w.class(i + 1).has(Class::CLAUSE_LEAD)
                || w.word(i + 1) == ":")
            && (ends || !(clause..i).any(|k| w.tag(k).is_finite() && !self.in_piece(k) && !inserted(k)))
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
            _ if w.class(i).has(Class::HOLDS) => w.is_that(i + 1),
            _ if w.class(i).has(Class::BEGINS) => {
                beside_quotation() || matches!(w.word(i + 1), "," | ":") && w.low(i).starts_with("contin")
            }
            _ if w.class(i).has(Class::TALKS) => w.is_one(i + 1, &["about", "of"]) && !w.class(i + 2).has(Class::TIME),
            _ if w.class(i).has(Class::REFERS) => w.is_to(i + 1),
            // "The sign reads “…”", and not "she read an article".
            // "are to find a leader": an act to come, and nothing that is told.
            _ if w.class(i).has(Class::ADDS) && w.tag(i) == Tag::Base && w.is_to(i.wrapping_sub(1)) => {
                w.class(i + 1).has(Class::CLAUSE_LEAD) || beside_quotation()
            }
            _ if w.class(i).has(Class::ADDS) => {
                let end = self.text_end(range);
                let tag = w.tag(i + 1);
                let thing = tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Number | Tag::Currency);
                let opens = matches!(tag, Tag::Determiner | Tag::PossessivePronoun);
                let object = thing || opens || w.is(i + 1, "with");
                let negated = w.class(i + 1).has(Class::NEGATION);
                // "added 48 before rain ended play", "added 30 more"
                let behind = i + 2;
                let counted = tag == Tag::Number
                    && (w.class(behind).has(Class::SUBORDINATOR) || matches!(w.tag(behind), Tag::Punct | Tag::AdverbMore));
                let said = || {
                    (i + 1..end)
                        .take(8)
                        .take_while(|k| w.word(*k) != ",")
                        .any(|k| w.class(k).has(Class::SAYING | Class::ALLEGATION) || w.is_as(k))
                };
                let figures = || {
                    self.subject(range, self.chain_start(i, range)).is_some_and(|s| {
                        let head = base_head(w, s);
                        // "a report by the port found": the report did.
                        let written = s.start >= range.start + 2 && w.is_by(s.start - 1) && w.class(s.start - 2).has(Class::DOCUMENT);
                        w.class(head).has(Class::DOCUMENT | Class::POLL | Class::FINDERS) || written
                    })
                };
                // "declared the outbreak to be over"
                let held = || (i + 2..end).take(24).any(|k| w.is_to(k) && w.is(k + 1, "be"));
                let joins = |k: usize| w.tag(k) == Tag::Conjunction && w.tag(self.past_adverb(k + 1)).is_finite();
                let breaks = |k: usize| w.class(k).has(Class::SUBORDINATOR) && k > i + 2 || joins(k);
                let on = |k: &usize| w.is_word(*k) && !breaks(*k);
                let clause = || (i + 2..end).take(14).take_while(on).any(|k| w.tag(k).is_finite());
                let quotes = || (i + 1..end).take(10).any(|k| self.piece_starting(w.tokens[k].start).is_some());
                // "charged with theft" tells what somebody is charged with, and nobody who says so.
                let charged = w.is(i + 1, "with")
                    || w.class(i).has(Class::CHARGES)
                        && (i + 2..end).take(8).any(|k| w.is(k, "with"))
                        && !w.class(i + 1).has(Class::CLAUSE_LEAD);
                beside_quotation()
                    || quotes()
                    || !charged && !counted && (!(object || negated) || !negated && (clause() || said() || held() || figures()))
            }
            _ if w.class(i).has(Class::READS) => beside_quotation() || matches!(w.word(i + 1), ":" | ",") || w.is_that(i + 1),
            // "She showed poor judgment": with a thing behind it, somebody shows it and says nothing.
            _ if w.class(i).has(Class::DISPLAYS) => {
                let end = self.text_end(range);
                let published = || {
                    (range.start..i).any(|k| w.class(k).has(Class::DOCUMENT | Class::POLL | Class::EVIDENCE) && w.tag(k).is_noun())
                        || self.subject(range, self.chain_start(i, range)).is_none_or(|s| {
                            let head = base_head(w, s);
                            let thing = w.is(head, "it") || w.tag(head) == Tag::WhDeterminer;
                            !(w.tag(head).is_name() || w.tag(head) == Tag::Pronoun && !thing) || w.is_by(s.start.wrapping_sub(1))
                        })
                };
                w.class(i + 1).has(Class::CLAUSE_LEAD) || self.is_clause(i + 1, end) || beside_quotation() || published()
            }
            _ if w.class(i).has(Class::EXPLORES) => w.class(i + 1).has(Class::HOW_WHY),
            _ => {
                // "donors supporting the plan": who is described, not what is said; "a letter criticising it" says so, and "with
                // Costa calling it".
                let with = || self.subject(range, i).is_some_and(|s| s.start > range.start && w.is(s.start - 1, "with"));
                let before = i.wrapping_sub(1);
                let describes = w.tag(i) == Tag::Gerund
                    && !w.class(i).has(Class::SAY)
                    && w.tag(before).is_noun()
                    && !w.class(before).has(Class::DOCUMENT | Class::SAYING);
                !describes || with()
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
            let from = i + 1 + usize::from(w.is_that(i + 1));
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
        let comma = (i + 2..end).find(|k| w.word(*k) == "," || self.in_piece(*k));
        // "The aim is a “lawful source”, as a memo put it."
        let before = source.start.checked_sub(1).filter(|a| *a > range.start && w.is_as(*a));
        if let (None, Some(before)) = (comma, before) {
            let to = before - usize::from(w.word(before - 1) == ",");
            let content: Vec<Span> = self.bytes(range.start + self.lead(range), to).into_iter().collect();
            return (!content.is_empty()).then(|| self.report(Some(source), Tokens::new(i, i + 2), content, Manner::Said));
        }
        let comma = comma?;
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
        // "Police put the toll at 38; the town put it at 52"
        const FAR: usize = 40;
        let it = w.tag(i + 1) == Tag::Pronoun && (i.saturating_sub(FAR)..i).any(|k| w.class(k).has(Class::COUNTED));
        let counted = it || (i + 1..at).any(|k| w.class(k).has(Class::COUNTED));
        let chain = self.chain_start(i, range);
        let subject = self.subject(range, chain);
        // "Papers seen by the Courier put the cost at 40 euros": the papers.
        let far = || self.far_subject(range, chain).filter(|far| !self.has_clause(*far));
        let subject = subject.and_then(|s| if self.is_governed(range, s) { far() } else { Some(s) });
        let source = subject.filter(|s| counted && !self.is_time(*s))?;
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
        // "issued a storm warning in the north"
        let warns = w.class(i).has(Class::WARNS) && !w.tag(i + 1).is_noun();
        if !(asks && w.class(i + 1).has(Class::ABOUT) || warns) || !w.tag(i).is_noun() {
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
        let about = w.class(i + 1).has(Class::ABOUT);
        if !about && source.is_none() {
            return None;
        }
        let from = if about { i + 1 } else { verb + 1 };
        let content = self.bytes(from, self.clause_end(i + 1, end)).into_iter().collect();
        Some(self.report(source, Tokens::new(verb, if about { i + 1 } else { verb + 1 }), content, Manner::Noun))
    }

    /// "amid reports that", "the mayor's claim that", "a statement that".
    pub(super) fn noun(&self, range: Tokens, i: usize) -> Option<Report> {
        let w = self.words;
        let vague = w.class(i.wrapping_sub(1)).has(Class::NEWS_LEAD) && w.class(i).has(Class::RUMOUR);
        let to_do = w.is_to(i + 1) && w.tag(i + 2) == Tag::Base && !w.class(i).has(Class::DECISION);
        // "her criticism of the plan": whose, and of what.
        let on = w.class(i + 1).has(Class::TOWARDS)
            && matches!(w.tag(i.wrapping_sub(1)), Tag::Possessive | Tag::PossessivePronoun)
            && !w.class(i).has(Class::DOCUMENT);
        let to_do = to_do || on;
        if !w.class(i).has(Class::SAYING) || !(w.tag(i).is_noun() || vague) || !(w.is_that(i + 1) || to_do) {
            return None;
        }
        let possessor = (i >= range.start + 2 && w.tag(i - 1) == Tag::Possessive).then(|| self.phrase_ending(range, i - 2)).flatten();
        let pronoun = || (i > range.start && w.tag(i - 1) == Tag::PossessivePronoun).then(|| Tokens::new(i - 1, i));
        // "The club issued a statement that": the club's.
        let given = || {
            let verb = (range.start..i).rev().take(3).find(|k| w.class(*k).has(Class::GIVES) && w.tag(*k).is_finite())?;
            self.subject(range, self.chain_start(verb, range)).filter(|s| !self.is_time(*s))
        };
        let source = possessor.or_else(pronoun).or_else(|| if to_do { None } else { given() });
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
            ("In the view of Nunes, the road is dead.", &["Nunes | In the view of | the road is dead"]),
            ("By the coroner’s account, the rope had been cut.", &["the coroner | account | the rope had been cut"]),
            ("The rope was cut, Nunes told reporters outside the hall.", &["Nunes | told | The rope was cut"]),
            ("Rui was told by the surgeon, Ana Holt, that it would heal.", &["the surgeon, Ana Holt | was told by | that it would heal"]),
            (
                "The indictment, unsealed on Monday, alleges that he sank it.",
                &["The indictment, unsealed on Monday | alleges | he sank it"],
            ),
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
            ("Nunes went on to say that the road is safe.", &["Nunes | went on to say | the road is safe"]),
            ("Nunes raised questions about the plan.", &["Nunes | raised questions | about the plan"]),
            ("Nunes faces criticism for the plan.", &[" | faces criticism | for the plan"]),
            ("The road closed amid reports that it was unsafe.", &[" | amid reports that | it was unsafe"]),
            ("The road is believed to be unsafe.", &[" | is believed | to be unsafe"]),
            ("It is understood that the road is unsafe.", &[" | is understood | that the road is unsafe"]),
            ("The bridge reportedly closed.", &[" | reportedly | The bridge reportedly closed"]),
            // It reaches as far as its clause.
            ("Crews allegedly felled the mast, which had stood for years.", &[" | allegedly | Crews allegedly felled the mast"]),
            (
                "The town fears a fleet, which has allegedly been seen by divers.",
                &[" | allegedly | which has allegedly been seen by divers"],
            ),
            ("Poe is in hospital, with burns over reportedly 85% of his body.", &[" | reportedly | reportedly 85% of his body"]),
            ("According to nonprofit CNA, it is late.", &["nonprofit CNA | According to | it is late"]),
            (
                "The United Towns estimates close to three million people left.",
                &["The United Towns | estimates | close to three million people left"],
            ),
            ("Officials said on Saturday, about 20 boats sank.", &["Officials | said | about 20 boats sank"]),
            ("Oxmere told customers to either hold the phone or call.", &["Oxmere | told | to either hold the phone or call"]),
            ("A main issue discussed was the toll.", &[]),
            ("A man of 24 appeared at Oxmere Court on Tuesday charged with theft, which he denies.", &[]),
            ("The police charged that the man stole a boat.", &["The police | charged | the man stole a boat"]),
            ("Nunes ruled Faro, serving as its first mayor.", &[]),
            ("The court found 300 kilos of tea.", &[]),
            ("The divers found that the hull was whole.", &["The divers | found | the hull was whole"]),
            ("With 92% of precincts reporting, Costa led.", &[]),
            (
                "Aides fought the plan, with Ana Costa calling the deal with Faro “dead” and Rui Reis calling it “late for all”.",
                &["Ana Costa | calling | the deal with Faro “dead”", "Rui Reis | calling | “late for all”"],
            ),
            ("Her son, Tom, confirmed the death.", &["Her son, Tom | confirmed | the death"]),
            ("Alan Strode, a former minister, denied guilt.", &["Alan Strode, a former minister | denied | guilt"]),
            ("The road is shut, confirmed the mayor.", &["the mayor | confirmed | The road is shut"]),
            ("The road is shut, noted Ana Sousa.", &["Ana Sousa | noted | The road is shut"]),
            (
                "The paper quoted Ana Sousa as saying the road was shut.",
                &["The paper | quoted | Ana Sousa as saying the road was shut", "Ana Sousa | as saying | the road was shut"],
            ),
            (
                "The radio cited Rui Reis, a diver, as saying “it is late” and “it is cold.”",
                &[
                    "The radio | cited | Rui Reis, a diver, as saying “it is late” and “it is cold.”",
                    "Rui Reis, a diver | as saying | “it is late” and “it is cold.”",
                ],
            ),
            (
                "Ana Sousa called it a “breach of law,” according to the Post.",
                &[
                    "Ana Sousa | called | it a “breach of law,” according to the Post",
                    "the Post | according to | Ana Sousa called it a “breach of law,”",
                ],
            ),
            ("The club issued a statement saying nobody was hurt.", &["The club | saying | nobody was hurt"]),
            (
                "The club issued a statement that nobody was hurt: “All are safe.”",
                &["The club | statement that | nobody was hurt: “All are safe.”"],
            ),
            ("The sign read, “Keep out of here.”", &["The sign | read | “Keep out of here.”"]),
            ("“Swell will come. It will rise”, read the warning.", &["the warning | read | “Swell will come. It will rise”"]),
            ("“It is late,” the letter reads.", &["the letter | reads | “It is late,”"]),
        ]);
    }

    /// Verbs and nouns of saying that say something here, and something else there.
    /// What is added, claimed or gone by.
    #[test]
    fn what_is_done_with_things_is_no_speech() {
        check(&[
            ("According to plan, the ship left.", &[]),
            ("According to police, the ship left.", &["police | According to | the ship left"]),
            ("Nunes scored and added a second from a corner.", &[]),
            ("Nunes added a bronze to her silver on Monday.", &[]),
            ("Nunes added the road was shut.", &["Nunes | added | the road was shut"]),
            ("The storm claimed four lives in Faro.", &[]),
            ("Nunes claimed her third title on Sunday.", &[]),
            ("Nunes added 48 before rain ended play.", &[]),
            ("Nunes added 41 runs before lunch and was caught.", &[]),
            ("Nunes added 48 boats were lost.", &["Nunes | added | 48 boats were lost"]),
            ("The storm claimed four lives, police said.", &["police | said | The storm claimed four lives"]),
        ]);
    }

    #[test]
    fn the_same_words_in_other_senses() {
        check(&[
            ("She reads a book.", &[]),
            ("Pruitt added 19 points and eight rebounds.", &[]),
            ("Pruitt added that he was glad.", &["Pruitt | added | he was glad"]),
            ("A treasurer pleaded not guilty to theft.", &[]),
            ("Two men pleaded guilty.", &[]),
            ("They posted bail of 900 euros.", &[]),
            ("The court heard arguments for three days.", &[]),
            ("The court heard that the driver was drunk.", &["The court | heard | the driver was drunk"]),
            ("The ruling party lost.", &[]),
            ("They met protesting farmers.", &[]),
            ("A holiday called Harbour Day began.", &[]),
            ("With most precincts reporting, Welling led.", &[]),
            ("The Guard called off its search.", &[]),
            ("The agency put the toll at 300.", &["The agency | put | the toll at 300"]),
            ("The clerk put the box in the car.", &[]),
            ("The company confessed to hiding it.", &["The company | confessed | to hiding it"]),
            ("By varying reports, 300 came.", &[" | By varying reports | By varying reports, 300 came"]),
            ("The clerk was identified as Ana Sousa.", &[" | was identified | as Ana Sousa"]),
            ("He is accused of theft.", &[" | is accused | He + of theft"]),
            ("She was yesterday reported to have left.", &[" | was yesterday reported | to have left"]),
            ("It was intimated that he had left.", &[" | was intimated | that he had left"]),
            ("Critics point out that it is late.", &["Critics | point | it is late"]),
            ("If the port says so, boats sail.", &[]),
            ("The prosecutor charged the man with theft.", &[]),
            ("They are to find a leader.", &[]),
            ("She kept him from claiming the prize.", &[]),
            ("It is an effort intended to join two towns.", &[]),
            ("Rain was not reported in Faro.", &[]),
            ("Nobody says the road is shut.", &[]),
            ("Members of the port, which has denied the charge, left.", &["the port | has denied | the charge"]),
            ("The port, which announced a toll last week, shut the mill to save money.", &["The port | announced | a toll last week"]),
        ]);
    }

    /// Whoever counts, and documents of which more is told before their verb.
    #[test]
    fn a_count_is_somebodys_and_a_document_shows_what_stands_before_it() {
        check(&[
            ("The port lost 40 boats, by the port’s latest count.", &["the port | count | The port lost 40 boats"]),
            ("The port lost 40 boats, by its count, and 300 left.", &["its | count | The port lost 40 boats + and 300 left"]),
            ("By the port’s tally, 40 boats sank.", &["the port | tally | 40 boats sank"]),
            ("The port lost 40 boats, on our calculations.", &["our | calculations | The port lost 40 boats"]),
            ("The clerk stood by the port’s count.", &[]),
            (
                "The port is for sale, people familiar with the talks said on Monday.",
                &["people familiar with the talks | said | The port is for sale"],
            ),
            ("It was his heart, a friend close to the family said.", &["a friend close to the family | said | It was his heart"]),
            ("Some 40 boats sank, surveyors from the canton estimate.", &["surveyors from the canton | estimate | Some 40 boats sank"]),
            ("Prices will fall, dealers polled by the Herald expect.", &["dealers polled by the Herald | expect | Prices will fall"]),
            ("The boats are late, most divers agree.", &["most divers | agree | The boats are late"]),
            ("Nobody asked for a new boat, the minutes record.", &["the minutes | record | Nobody asked for a new boat"]),
            ("The minutes of the meeting record that two members left.", &["The minutes of the meeting | record | two members left"]),
            (
                "Papers seen by the Courier put the cost of the boat at 40 euros.",
                &["Papers seen by the Courier | put | the cost of the boat at 40 euros"],
            ),
            ("The port put the toll at 38; the town put it at 52.", &["The port | put | the toll at 38", "the town | put | it at 52"]),
            (
                "The port lost 40 boats, according to papers seen by the Herald.",
                &["papers seen by the Herald | according to | The port lost 40 boats"],
            ),
            ("The clerk put it at 40 Mill Road.", &[]),
            ("Tides record the moon.", &[]),
            (
                "Some 40 boats sank, a diver who has seen the wreck said.",
                &["a diver | has seen | the wreck", "a diver who has seen the wreck | said | Some 40 boats sank"],
            ),
            (
                "An official who asked not to be named said the port would close.",
                &["An official | asked | to be named", "An official who asked not to be named | said | the port would close"],
            ),
            (
                "The port will close, a clerk briefed on the talks told the Herald.",
                &["a clerk briefed on the talks | told | The port will close"],
            ),
            ("He met the divers, the men he knew.", &[]),
            ("The count went on by the port.", &[]),
            (
                "The port lost 40 boats, records obtained by the Herald show.",
                &["records obtained by the Herald | show | The port lost 40 boats"],
            ),
            (
                "The port lost 40 boats, port data show, and 300 people left.",
                &["port data | show | The port lost 40 boats + and 300 people left"],
            ),
            ("The boats, records and all, go to the show.", &[]),
            ("The port has a ban, an investigation of the protests, and a vote.", &[]),
        ]);
    }

    /// What is told by nobody, and whose words they are that a noun or a participle tells of.
    #[test]
    fn who_is_behind_words_that_only_are_there() {
        check(&[
            ("An estimated 300 people came.", &[" | estimated | estimated 300 people"]),
            ("The plan met with laws expected next month.", &[" | expected | expected next month"]),
            ("Concerns have been raised about the bridge.", &[" | have been raised | about the bridge"]),
            ("Ivan was on Wednesday reported to be safe.", &[" | was on Wednesday reported | to be safe"]),
            ("Nunes was criticised for the delay.", &[" | was criticised | Nunes + for the delay"]),
            ("Statements of support came from Ana Costa and Rui Reis.", &["Ana Costa and Rui Reis | came from | Statements of support"]),
            ("Claims were made by the port.", &["the port | made by | Claims"]),
            ("A boat, reported by the radio as missing, was found.", &["the radio | reported by | as missing"]),
            ("She was described as “slow at work” by the police.", &["the police | was described | “slow at work”"]),
            ("The port issued a storm warning in the north.", &["The port | issued | a storm warning in the north"]),
            ("It is barred, per the town’s bylaws.", &["the town’s bylaws | per | It is barred"]),
            ("The road is dead, as a memo put it.", &["a memo | put it | The road is dead"]),
            ("Researchers found no link to the mill.", &["Researchers | found | no link to the mill"]),
            ("The port declared the flood to be over.", &["The port | declared | the flood to be over"]),
            ("The Port Authority (PA) data indicated a rise.", &["The Port Authority (PA) data | indicated | a rise"]),
            ("Observers appear to concur that it is late.", &["Observers | appear to concur | it is late"]),
            (
                "Police were able to determine the boat had come from Faro.",
                &["Police | were able to determine | the boat had come from Faro"],
            ),
        ]);
    }
}
