//! The words that report: verbs, nouns, adjectives and "according to", and how each is read.

use std::ops::Range;

use super::kinds::base_head;
use super::{Manner, Reader, Report, SourceKind};
use crate::language::{Class, Tag, chunk};

/// Verbs that hardly do anything but report: their subject is who says it, wherever it stands.
pub(super) const SAYS: &[&str] = &[
    "said",
    "says",
    "say",
    "told",
    "tells",
    "argued",
    "argues",
    "claimed",
    "claims",
    "insisted",
    "insists",
    "contended",
    "contends",
    "admitted",
    "admits",
    "acknowledged",
    "acknowledges",
    "alleged",
    "alleges",
    "asserted",
    "asserts",
    "explained",
    "explains",
    "suggested",
    "suggests",
    "announced",
    "announces",
    "declared",
    "declares",
    "warned",
    "warns",
    "wrote",
    "writes",
    "added",
    "adds",
    "replied",
    "responded",
    "testified",
    "tweeted",
    "recalled",
    "conceded",
    "concedes",
    "predicted",
    "predicts",
    "stated",
    "states",
];

impl Reader<'_> {
    pub(super) fn according(&self, range: &Range<usize>, i: usize) -> Option<Report> {
        let w = self.words;
        let in_document = || {
            w.is(i, "in")
                && i == range.start
                && w.class(chunk::head(w, i + 1, chunk::end(w, i + 1, range.end).max(i + 2))).has(Class::DOCUMENT)
        };
        let cue = if w.is(i, "according") && w.is(i + 1, "to") {
            i..i + 2
        } else if w.is(i, "in") && w.is(i + 1, "the") && w.is(i + 2, "words") && w.is(i + 3, "of") {
            i..i + 4
        } else if w.is(i, "per") && w.capital(i + 1) || in_document() {
            i..i + 1
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
        let source = cue.end..to;
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
    pub(super) fn lead(&self, range: &Range<usize>) -> usize {
        usize::from(self.words.tag(range.start) == Tag::Conjunction && !matches!(self.words.low(range.start), "both" | "either"))
    }

    pub(super) fn verb(&self, range: &Range<usize>, i: usize) -> Option<Report> {
        let w = self.words;
        let class = w.class(i);
        let tag = w.tag(i);
        // "says" is always a verb; and after a word for people so is what else could report ("officials warn"), whatever the
        // tagger thought of it.
        let bare = w.is_one(i, &["says", "spoke"])
            || w.class(i.wrapping_sub(1)).has(Class::PEOPLE)
                && !tag.is_name()
                && (class.has(Class::SAY) && w.tag(i.wrapping_sub(1)) == Tag::Nouns
                    || class.has(Class::SAY | Class::ACT)
                        && tag == Tag::Noun
                        && w.is_one(i + 1, &["the", "that", "a", "an", "his", "her"]));
        if !class.has(Class::SAY | Class::THINK | Class::ACT) || !(tag.is_verb() || bare || self.is_mistaken_noun(range, i)) {
            return None;
        }
        if !self.reports_here(range, i) {
            return None;
        }
        if w.is(i, "according") || (tag == Tag::Base && w.is(i.wrapping_sub(1), "to") && !self.infinitive_reports(i)) {
            return None;
        }
        let chain = self.chain_start(i, range);
        let is_passive = tag == Tag::Participle
            && (chain..i).any(|k| {
                w.is_one(k, &["is", "are", "was", "were", "be", "been", "being", "'re", "’re"])
                    || w.is_one(k, &["'s", "’s"]) && !w.is_one(i, SAYS)
            });
        if is_passive {
            return self.passive(range, i, chain);
        }
        let perfect = (chain..i).any(|k| w.is_one(k, &["has", "have", "had", "'ve", "’ve", "'s", "’s", "having"]));
        let strong = class.has(Class::SAY);
        let quote_before = self.piece_before(chain).or_else(|| self.piece_before(i));
        let parenthetical_end = i + 1 >= self.text_end(range);

        // Where the source stands.
        let mut inverted = false;
        let mut source = None;
        let conjugated = tag.is_finite() || tag == Tag::Participle;
        if chain == i && conjugated {
            let after_pause = self.piece_before(i).is_some() || (i > range.start && w.word(i - 1) == ",");
            let np = self.source_end(i + 1, range.end);
            if after_pause && np > i + 1 && strong && self.time_at(i + 1).is_none() && !w.is_one(i + 1, &["that", "it", "there"]) {
                let object = w.is_one(i, &["told", "asked"])
                    || (self.piece_before(i).is_none() && self.subject(range, chain).is_some() && !self.ends_there(np, range));
                if !object {
                    inverted = true;
                    source = Some(i + 1..np);
                }
            }
        }
        if source.is_none() {
            source = self.subject(range, chain);
        }
        let says = w.is_one(i, SAYS) || w.is(i + 1, "that");
        if source.is_none() && strong && conjugated && (says || tag.is_finite() && chain == i) {
            // "Figures to be published today show": of verbs that do other things as well, only of what is published.
            let published = |s: &Range<usize>| {
                let head = base_head(w, s);
                w.class(head).has(Class::DOCUMENT) && !w.tag(head).is_name() && w.is(head + 1, "to")
            };
            source = self.far_subject(range, chain).filter(|s| says || published(s));
        }
        if source.is_none() && !perfect && tag == Tag::Participle {
            return None;
        }
        if source.is_none() && tag == Tag::Gerund {
            // "…, saying that": the subject of the sentence says it.
            source = self.first_subject(range, i).or_else(|| {
                let far = self.far_subject(range, i).filter(|_| w.word(i - 1) == ",")?;
                let to = chunk::full_end(w, far.start, far.end);
                (to > far.start).then_some(far.start..to)
            });
        }
        let source = source?;
        if self.is_time(&source) || w.is_one(chunk::head(w, source.start, source.end), &["that", "which", "this", "there"]) {
            return None;
        }
        if w.is_one(source.start, &["it"]) && source.len() == 1 && !strong {
            return None;
        }
        let after = if inverted { source.end } else { i + 1 };
        let mut content = self.content(range, i, after, &source, inverted, quote_before, parenthetical_end, strong);
        // "agreed with the mayor", "complained of noise"
        let governs = w.is_one(i + 1, &["of", "about", "against", "with", "on"]) && self.time_at(i + 2).is_none() && !w.is_one(i, SAYS);
        if content.is_empty() && if strong { governs } else { class.has(Class::ACT) } {
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
        Some(self.report(Some(source), chain.max(i.saturating_sub(3))..i + 1, content, manner))
    }

    /// "was criticised by rivals for the plan", "was asked about the plan": what is said stands around the verb, and who says it
    /// behind "by" or nowhere.
    fn passive(&self, range: &Range<usize>, i: usize, chain: usize) -> Option<Report> {
        const TOLD: &[&str] = &["told", "informed", "asked", "quoted", "reported", "announced", "described", "pressed"];
        const JUDGED: &[&str] = &["criticized", "criticised", "condemned", "accused", "praised", "mocked", "blamed", "denounced"];
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
            by + 1..(by + 1..to).find(|k| w.is_one(*k, &["for", "over", "on", "with"])).unwrap_or(to)
        });
        let source = source.filter(|s| !s.is_empty());
        let subject = self.subject(range, chain).and_then(|s| self.bytes(s.start, s.end));
        let from = source.as_ref().map_or(i + 1, |s| s.end);
        let rest = self.bytes(from, self.clause_end(from, end)).filter(|_| from < end && w.word(from) != ",");
        if !w.is_one(i, TOLD) && (source.is_none() && !w.is_one(i, JUDGED) || subject.is_none()) {
            return None;
        }
        let content: Vec<(u32, u32)> =
            if w.is_one(i, TOLD) { rest.into_iter().collect() } else { subject.into_iter().chain(rest).collect() };
        let to = i + 1 + usize::from(source.is_some() && by == Some(i + 1));
        let manner = if class.has(Class::SAY) && source.is_some() { Manner::Said } else { Manner::Acted };
        (!content.is_empty()).then(|| self.report(source, chain.max(i.saturating_sub(3))..to, content, manner))
    }

    /// "The council hopes that": a verb in -s that the tagger took for a plural, where no other verb stands before it and what
    /// is said follows.
    fn is_mistaken_noun(&self, range: &Range<usize>, i: usize) -> bool {
        let w = self.words;
        let before = w.tag(i.wrapping_sub(1));
        // "…, the daily reports.", "“…?” a narrator in the film asks."
        let pauses = |k: usize| w.word(k) == "," || self.pieces.iter().any(|p| p.end == w.tokens[k].end);
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
                || w.class(i).has(Class::SAY) && w.tag(i + 1) == Tag::Gerund
                || w.is(i, "calls") && w.is_one(i + 1, &["on", "for"])
                || w.is_one(i + 1, &["that", "how", "why", "whether", "just", "he", "she", "it", "they", "there"])
                || w.word(i + 1) == ":")
            && (ends || !(range.start..i).any(|k| w.tag(k).is_finite() && !self.in_piece(k)))
    }

    /// Whether a verb that does other things as well reports where it stands: "holds that" and not "holds a lead", "he
    /// continued, “…" and not "continued to fall", "spoke about" and not "spoke in Ohio".
    fn reports_here(&self, range: &Range<usize>, i: usize) -> bool {
        let w = self.words;
        let beside_quotation = || {
            self.piece_after(i + 1).is_some() || self.piece_before(i).is_some() || self.piece_before(self.chain_start(i, range)).is_some()
        };
        match w.low(i) {
            "hold" | "holds" | "held" | "holding" => w.is(i + 1, "that"),
            "continue" | "continues" | "continued" | "continuing" | "begin" | "began" | "begins" | "beginning" | "begun" | "offer"
            | "offered" | "offers" | "offering" => {
                beside_quotation() || matches!(w.word(i + 1), "," | ":") && w.low(i).starts_with("contin")
            }
            "speak" | "speaks" | "spoke" | "speaking" | "talk" | "talks" | "talked" | "talking" => {
                w.is_one(i + 1, &["about", "of"]) && !w.class(i + 2).has(Class::TIME)
            }
            "refer" | "refers" | "referred" | "referring" => w.is(i + 1, "to"),
            // "The sign reads “…”", and not "she read an article".
            "read" | "reads" | "reading" => beside_quotation() || matches!(w.word(i + 1), ":" | ",") || w.is(i + 1, "that"),
            "document" | "documents" | "documented" | "chronicles" | "chronicled" | "explore" | "explores" | "explored" | "examine"
            | "examines" | "examined" => w.is_one(i + 1, &["how", "why", "whether", "what"]),
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
    pub(super) fn adjective(&self, range: &Range<usize>, i: usize) -> Option<Report> {
        let w = self.words;
        let end = self.text_end(range);
        if w.is(i, "clear") {
            let it = usize::from(w.is(i.wrapping_sub(1), "it"));
            let made = i.checked_sub(1 + it).filter(|m| *m >= range.start && w.is_one(*m, &["made", "makes", "make", "making"]))?;
            let source = self.subject(range, self.chain_start(made, range)).or_else(|| self.first_subject(range, made))?;
            let from = i + 1 + usize::from(w.is(i + 1, "that"));
            let content = self.bytes(from, self.clause_end(from, end)).into_iter().collect();
            return (from < end).then(|| self.report(Some(source), made..i + 1, content, Manner::Said));
        }
        if !w.is_one(i, &["critical", "sceptical", "skeptical", "dismissive", "supportive"]) || !w.is_one(i + 1, &["of", "about"]) {
            return None;
        }
        let chain = self.chain_start(i, range);
        let source = (chain < i).then(|| self.subject(range, chain)).flatten()?;
        let content = self.bytes(i + 1, self.clause_end(i + 1, end)).into_iter().collect();
        Some(self.report(Some(source), chain..i + 2, content, Manner::Acted))
    }

    /// "As Sousa put it in a letter, the road is “dead”".
    pub(super) fn put_it(&self, range: &Range<usize>, i: usize) -> Option<Report> {
        let w = self.words;
        if !(w.is_one(i, &["put", "puts"]) && w.is(i + 1, "it")) {
            return None;
        }
        let end = self.text_end(range);
        let source = self.subject(range, self.chain_start(i, range))?;
        let comma = (i + 2..end).find(|k| w.word(*k) == "," || self.in_piece(*k))?;
        let from = comma + usize::from(w.word(comma) == ",");
        let content = self.bytes(from, end).into_iter().collect();
        (from < end).then(|| self.report(Some(source), i..i + 2, content, Manner::Said))
    }

    /// "declined to say", "went on to say", "continued to insist".
    fn infinitive_reports(&self, i: usize) -> bool {
        self.words.class(i).has(Class::SAY)
            && i >= 2
            && self.words.tag(i - 2).is_verb()
            && !self.words.is_one(i - 2, &["asked", "told", "allowed", "wanted"])
            || self.words.is_one(i.wrapping_sub(2), &["on", "declined", "refused", "continued", "used"])
    }

    /// "raised questions about the plan", "faces criticism for it": a noun of saying that a verb gives or gets.
    pub(super) fn given_noun(&self, range: &Range<usize>, i: usize) -> Option<Report> {
        const GIVES: &[&str] = &[
            "raise", "raises", "raised", "raising", "make", "makes", "made", "making", "issue", "issues", "issued", "issuing", "voices",
            "voiced", "voicing", "offers", "offered",
        ];
        const GETS: &[&str] = &["face", "faces", "faced", "facing", "draws", "drew", "drawn", "drawing"];
        const NEAR: usize = 4;
        let w = self.words;
        let asks = w.class(i).has(Class::SAYING) || w.is_one(i, &["question", "questions", "doubt", "doubts"]);
        if !asks || !w.tag(i).is_noun() || !w.is_one(i + 1, &["about", "of", "for", "on", "against", "over"]) {
            return None;
        }
        let verb = (range.start.max(i.saturating_sub(NEAR))..i).rev().find(|k| w.is_one(*k, GIVES) || w.is_one(*k, GETS))?;
        if (verb + 1..i).any(|k| !(w.tag(k).is_adjective() || w.tag(k).is_noun() || matches!(w.tag(k), Tag::Determiner | Tag::Number))) {
            return None;
        }
        let subject = self.subject(range, self.chain_start(verb, range));
        let source = subject.filter(|s| w.is_one(verb, GIVES) && !self.is_time(s));
        let end = self.text_end(range);
        let content = self.bytes(i + 1, self.clause_end(i + 1, end)).into_iter().collect();
        Some(self.report(source, verb..i + 1, content, Manner::Noun))
    }

    /// "amid reports that", "the mayor's claim that", "a statement that".
    pub(super) fn noun(&self, range: &Range<usize>, i: usize) -> Option<Report> {
        let w = self.words;
        let vague = w.is_one(i.wrapping_sub(1), &["amid", "to", "media", "news", "unconfirmed", "amidst"])
            && w.is_one(i, &["reports", "rumors", "rumours", "speculation", "suggestions", "claims", "allegations"]);
        let to_do = w.is(i + 1, "to") && w.tag(i + 2) == Tag::Base && !w.is_one(i, &["decision", "request", "ruling", "plan", "plans"]);
        // "her criticism of the plan": whose, and of what.
        let on = w.is_one(i + 1, &["of", "for", "about", "on", "against", "over", "toward", "towards"])
            && matches!(w.tag(i.wrapping_sub(1)), Tag::Possessive | Tag::PossessivePronoun)
            && !w.class(i).has(Class::DOCUMENT);
        let to_do = to_do || on;
        if !w.class(i).has(Class::SAYING) || !(w.tag(i).is_noun() || vague) || !(w.is(i + 1, "that") || to_do) {
            return None;
        }
        let possessor = (i >= range.start + 2 && w.tag(i - 1) == Tag::Possessive).then(|| self.phrase_ending(range, i - 2)).flatten();
        let pronoun = || (i > range.start && w.tag(i - 1) == Tag::PossessivePronoun).then(|| i - 1..i);
        let source = possessor.or_else(|| if to_do { pronoun() } else { None });
        if to_do && source.is_none() {
            return None;
        }
        let end = self.text_end(range);
        let to = self.clause_end(i + 2, end);
        let cue = if vague { i - 1..i + 2 } else { i..i + 2 - usize::from(to_do) };
        let content = self.bytes(i + 2 - usize::from(to_do), to).into_iter().collect();
        let mut report = self.report(source, cue, content, Manner::Noun);
        if report.source.is_none() && vague {
            report.kind = SourceKind::Vague;
        }
        Some(report)
    }

    /// "is believed to", "it is understood that", "reportedly".
    pub(super) fn agentless(&self, range: &Range<usize>, i: usize) -> Option<Report> {
        let w = self.words;
        let end = self.text_end(range);
        if w.is_one(i, &["reportedly", "allegedly", "purportedly", "supposedly"]) {
            let content = self.bytes(range.start, end).into_iter().collect();
            return Some(self.report(None, i..i + 1, content, Manner::Agentless));
        }
        let passive = w
            .is_one(i, &["believed", "thought", "understood", "said", "reported", "alleged", "rumored", "rumoured", "expected", "feared"])
            && w.is_one(i.wrapping_sub(1), &["is", "are", "was", "were", "been", "widely", "also"]);
        if passive && (w.is(i + 1, "to") || (w.is(i + 1, "that") && self.words.is_one(i.wrapping_sub(2), &["it"]))) {
            let content = self.bytes(i + 1, end).into_iter().collect();
            return Some(self.report(None, i - 1..i + 1, content, Manner::Agentless));
        }
        None
    }
}
