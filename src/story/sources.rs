//! Who says what: source, cue and content, as far as one block tells (block pass), and joined to people over the story.

use std::collections::HashMap;
use std::ops::Range;

use super::Place;
use super::block_pass::{BlockFacts, Part};
use super::dates::TimeMention;
use super::people::Person;
use super::quotations::Piece;
use crate::language::{Class, Sentence, Tag, Words, chunk};
use crate::text::Region;
use crate::text::position::clamp;

/// How something is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// By a verb of saying, or "according to".
    Said,
    /// By a verb of thinking, wishing or fearing.
    Thought,
    /// By an act in words that takes an object: denied, criticised.
    Acted,
    /// By a noun of saying: "amid reports that".
    Noun,
    /// By nobody: "is believed to", "reportedly".
    Agentless,
}

/// What can be said of a source as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A named person.
    Person,
    /// A named organisation, country or other name.
    Name,
    /// A document, study, poll or other outlet.
    Document,
    /// Unnamed, but told apart: "two police officials who attended".
    Described,
    /// Unnamed, and of a named group: "Biden officials".
    Group,
    /// "officials", "critics".
    Vague,
    /// A pronoun.
    Pronoun,
    /// Nobody.
    None,
}

impl SourceKind {
    /// What kind of source it is, as a ledger has it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Person => "named person",
            Self::Name => "named organisation",
            Self::Document => "document",
            Self::Described => "unnamed, described",
            Self::Group => "unnamed group",
            Self::Vague => "vague",
            Self::Pronoun => "a pronoun",
            Self::None => "nobody",
        }
    }
}

/// A report as one block tells it. Token ranges count the block's tokens, spans its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The noun phrase that says it.
    pub source: Option<Range<usize>>,
    /// The word or words that report.
    pub cue: Range<usize>,
    /// What is said.
    pub content: Vec<(u32, u32)>,
    /// How.
    pub manner: Manner,
    /// What the source is.
    pub kind: SourceKind,
    /// The sentence of the cue.
    pub sentence: usize,
    /// Whether it is a report only if the story knows the source: "Sousa:" is a transcript's speaker, "Update:" is none.
    pub if_known: bool,
}

/// A report of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it.
    pub source: Option<Place>,
    /// The word or words that report.
    pub cue: Place,
    /// What is said.
    pub content: Vec<Place>,
    /// The person who says it.
    pub person: Option<usize>,
    /// How.
    pub manner: Manner,
    /// What the source is.
    pub kind: SourceKind,
    /// The sentence of the cue, by its number in the block.
    pub sentence: usize,
}

/// The reports of a block.
#[must_use]
pub fn find(words: &Words, sentences: &[Sentence], pieces: &[Piece], times: &[TimeMention]) -> Vec<Report> {
    let reader = Reader { words, pieces, times };
    let mut found: Vec<Report> = Vec::new();
    for (number, s) in sentences.iter().enumerate() {
        let range = s.tokens.clone();
        for i in range.clone() {
            // Most tokens report nothing.
            let may = words.class(i).has(Class::SAY | Class::THINK | Class::ACT | Class::SAYING | Class::CUE);
            if !may || reader.in_piece(i) {
                continue;
            }
            let report = reader
                .according(&range, i)
                .or_else(|| reader.verb(&range, i))
                .or_else(|| reader.put_it(&range, i))
                .or_else(|| reader.adjective(&range, i))
                .or_else(|| reader.noun(&range, i))
                .or_else(|| reader.given_noun(&range, i))
                .or_else(|| reader.agentless(&range, i));
            found.extend(report.map(|r| Report { sentence: number, ..r }));
        }
        // "said she hopes": what is hoped is part of what is said.
        let here: Vec<(u32, u32)> =
            found.iter().filter(|r| r.sentence == number && r.manner == Manner::Said).flat_map(|r| r.content.clone()).collect();
        found.retain(|r| {
            let (start, end) = words.span(r.cue.start, r.cue.end);
            let inner = r.sentence == number && matches!(r.manner, Manner::Thought | Manner::Acted | Manner::Noun);
            !(inner && here.iter().any(|c| c.0 <= start && end <= c.1))
        });
        reader.colon(&range, number, &mut found);
        reader.before_colon(&range, number, &mut found);
        reader.leads_in(&range, number, &mut found);
        reader.after_dash(&range, number, &mut found);
        reader.beside_quotation(&range, number, &mut found);
    }
    found
}

/// Verbs that hardly do anything but report: their subject is who says it, wherever it stands.
const SAYS: &[&str] = &[
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

struct Reader<'a> {
    words: &'a Words,
    pieces: &'a [Piece],
    times: &'a [TimeMention],
}

impl Reader<'_> {
    fn in_piece(&self, i: usize) -> bool {
        let at = self.words.tokens[i].start;
        self.pieces.iter().any(|p| p.start <= at && at < p.end && p.words >= 1)
    }

    /// A capitalised word that does not just begin a sentence.
    fn is_capitalised(&self, i: usize) -> bool {
        self.words.capital(i) && self.words.is_word(i) && !self.words.class(i).has(Class::STARTER)
    }

    /// The time that token `i` begins.
    fn time_at(&self, i: usize) -> Option<&TimeMention> {
        self.times.iter().find(|t| t.token == i)
    }

    /// The token after a time.
    fn after_time(&self, time: &TimeMention) -> usize {
        self.words.at(time.end.saturating_sub(1)) + 1
    }

    /// Token `i`, or the one after it where it is an adverb.
    fn past_adverb(&self, i: usize) -> usize {
        i + usize::from(self.words.tag(i) == Tag::Adverb)
    }

    /// Whether a sentence ends its paragraph with a colon.
    fn leads_on(&self, range: &Range<usize>) -> bool {
        range.end == self.words.len() && self.words.word(range.end - 1) == ":"
    }

    /// The piece that ends just before token `i`, a comma between them or not.
    fn piece_before(&self, i: usize) -> Option<&Piece> {
        let mut k = i;
        while k > 0 && matches!(self.words.word(k - 1), "," | "-" | "—" | "–" | "--") {
            k -= 1;
        }
        let end = self.words.tokens.get(k.checked_sub(1)?)?.end;
        // “On “Fox News Sunday,” she said”: a title.
        self.pieces.iter().find(|p| p.end == end && !self.is_title(p))
    }

    /// Words in capitals that a preposition governs.
    fn is_title(&self, piece: &Piece) -> bool {
        let w = self.words;
        let first = w.at(piece.start);
        let governed = first > 0 && w.is_one(first - 1, &["on", "of", "in", "at", "for", "'s", "’s", "’"]);
        governed && (first..w.at(piece.end)).all(|k| !w.is_word(k) || w.capital(k))
    }

    /// The piece that starts at token `i`, after a comma, a colon or "that".
    fn piece_after(&self, i: usize) -> Option<&Piece> {
        let mut k = i;
        while matches!(self.words.word(k), "," | ":" | "—" | "–" | "--") && k < self.words.len() || self.words.is(k, "that") {
            k += 1;
        }
        let start = self.words.tokens.get(k)?.start;
        self.pieces.iter().find(|p| p.start == start)
    }

    /// The last token of a sentence that belongs to its text: final stops and closing marks left out.
    fn text_end(&self, range: &Range<usize>) -> usize {
        let mut end = range.end;
        while end > range.start && matches!(self.words.word(end - 1), "." | "!" | "?" | "…" | "..." | ";") {
            end -= 1;
        }
        end
    }

    fn bytes(&self, from: usize, to: usize) -> Option<(u32, u32)> {
        (from < to).then(|| self.words.span(from, to))
    }

    // ---- according to ----------------------------------------------------------------------------------------------------

    fn according(&self, range: &Range<usize>, i: usize) -> Option<Report> {
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
    fn lead(&self, range: &Range<usize>) -> usize {
        usize::from(self.words.tag(range.start) == Tag::Conjunction && !matches!(self.words.low(range.start), "both" | "either"))
    }

    // ---- verbs -----------------------------------------------------------------------------------------------------------

    fn verb(&self, range: &Range<usize>, i: usize) -> Option<Report> {
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
    fn adjective(&self, range: &Range<usize>, i: usize) -> Option<Report> {
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
    fn put_it(&self, range: &Range<usize>, i: usize) -> Option<Report> {
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

    /// The first token of the verb group that ends with `i`: auxiliaries, adverbs and negations before it.
    fn chain_start(&self, i: usize, range: &Range<usize>) -> usize {
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
    fn subject(&self, range: &Range<usize>, chain: usize) -> Option<Range<usize>> {
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
    fn far_subject(&self, range: &Range<usize>, chain: usize) -> Option<Range<usize>> {
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
    fn phrase_ending(&self, range: &Range<usize>, last: usize) -> Option<Range<usize>> {
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
    fn first_subject(&self, range: &Range<usize>, until: usize) -> Option<Range<usize>> {
        let w = self.words;
        let verb = (range.start..until).find(|k| w.tag(*k).is_finite() && !self.in_piece(*k))?;
        let chain = self.chain_start(verb, range);
        if chain == range.start {
            return None;
        }
        self.subject(range, chain)
    }

    /// The end of a source that starts at `from`, appositions and "who"-clauses left out but for what describes a person.
    fn source_end(&self, from: usize, most: usize) -> usize {
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

    fn ends_there(&self, at: usize, range: &Range<usize>) -> bool {
        at >= self.text_end(range)
            || matches!(self.words.word(at), "," | "." | ";" | ":" | "—" | "–")
            || self.time_at(at).is_some()
            || self.words.is_one(at, &["in", "on", "at", "during", "after", "as", "of", "to"])
    }

    fn is_time(&self, tokens: &Range<usize>) -> bool {
        let (start, end) = self.words.span(tokens.start, tokens.end);
        self.times.iter().any(|t| t.start <= start && end <= t.end)
    }

    /// What is said, around a verb whose own words end at `after`.
    #[allow(clippy::too_many_arguments, reason = "one step of `verb`, cut out to be read by itself")]
    fn content(
        &self,
        range: &Range<usize>,
        cue: usize,
        after: usize,
        source: &Range<usize>,
        inverted: bool,
        quote_before: Option<&Piece>,
        at_end: bool,
        strong: bool,
    ) -> Vec<(u32, u32)> {
        let w = self.words;
        let end = self.text_end(range);
        let group = source.start.min(cue);
        if let Some(content) = self.quoted_before(range, group, after, inverted, quote_before).filter(|_| strong || at_end) {
            return content;
        }
        let mut content = Vec::new();
        // ", the mayor said." and ", said Ann Lee, the mayor."
        let comma_before = group > range.start && matches!(w.word(group - 1), "," | "—" | "–" | "--");
        let mut rest = self.after_adjuncts(after, end);
        if comma_before && w.is_one(cue, &["told", "tells"]) && !inverted {
            // "…, the mayor told reporters on Monday"
            let listener = chunk::full_end(w, rest, end);
            let past = self.after_adjuncts(listener, end);
            if past >= end || w.word(past) == "," {
                rest = past;
            }
        }
        // "As a phone rang, she said, “Who is it?”": only the quotation is said.
        let quoted = self.piece_after(rest).filter(|p| {
            let first = w.text[p.start as usize..].trim_start_matches(['“', '"', '‘', '\'', '`', '[']).chars().next();
            comma_before && !inverted && first.is_some_and(char::is_uppercase)
        });
        if quoted.is_none()
            && comma_before
            && (strong || at_end)
            && (rest >= end || matches!(w.word(rest), "," | "—" | "–" | "--") || inverted)
        {
            let lead = range.start + self.lead(range);
            content.extend(self.bytes(lead, group - 1));
            if rest < end && matches!(w.word(rest), "," | "—" | "–") && end > rest + 2 && !inverted {
                content.extend(self.bytes(rest + 1, end));
            }
            return content;
        }
        if let Some(piece) = self.piece_after(rest) {
            // The quotation and what goes on after it in the same sentence.
            let sentence_end = w.tokens[end - 1].end;
            content.push((
                piece.start,
                if sentence_end > piece.end && !self.starts_new_clause(piece.end, end) { sentence_end } else { piece.end },
            ));
            return content;
        }
        let mut at = rest;
        // "told reporters that", "warned Iran not to"
        if w.is_one(
            cue,
            &["told", "tell", "tells", "telling", "reminded", "informed", "assured", "warned", "asked", "urged", "advised", "reassured"],
        ) {
            let object = chunk::full_end(w, at, end);
            if object > at
                && (w.is_one(
                    object,
                    &["that", "to", "he", "she", "it", "they", "the", "not", "how", "why", "whether", "what", "if", "there", "his", "her"],
                ) || w.word(object) == ","
                    || w.tag(object).is_noun()
                    || w.tag(object) == Tag::Pronoun
                    || self.piece_after(object).is_some())
            {
                at = self.after_adjuncts(object, end);
                if let Some(piece) = self.piece_after(at) {
                    return vec![(piece.start, piece.end)];
                }
            }
        }
        // "insists, most recently in an interview, that"
        if w.word(at) == ","
            && strong
            && let Some(that) = (at + 1..(at + 20).min(end)).find(|k| w.is(*k, "that") && w.word(k - 1) == ",")
            && (w.is(at + 1, "as") || !(at..that).any(|k| w.tag(k).is_finite()))
        {
            at = that;
        }
        if w.word(at) == "," || w.word(at) == ":" {
            at += 1;
        }
        let that = w.is(at, "that");
        let clause = that
            || self.is_clause(at, end)
            || (w.is(at, "to") && w.tag(at + 1) == Tag::Base)
            || w.is_one(at, &["how", "why", "whether", "what", "if", "when", "where", "who"])
            || w.tag(at).is_finite() && at == cue + 1;
        let wants = w.is_one(
            cue,
            &["wants", "want", "wanted", "expects", "expect", "expected", "urged", "asked", "called", "calls", "urges", "demanded"],
        ) && at < end;
        // "Aides said more than a million gave": whatever follows is said; "said little about it" is not.
        let sure = w.is_one(cue, &["said", "says", "say"])
            && at < end
            && at == rest
            && !w.is_one(at, &["so", "no", "nothing", "little", "much", "about", "of", "on", "in", "at", "to", "with"]);
        // "proposes doing away with it"; "believes his efforts to slow it will": a verb follows what its subject governs.
        let does = strong && w.tag(at) == Tag::Gerund;
        let clause =
            clause || does || !strong && w.is(chunk::full_end(w, at, end), "to") && (at..end.min(at + 12)).any(|k| w.tag(k).is_finite());
        if clause || wants || sure || (strong && at < end && chunk::end(w, at, end) > at && !at_end) {
            let to = self.clause_end(at, end);
            content.extend(self.bytes(if that { at + 1 } else { at }, to));
        }
        content
    }

    /// What is said where a quotation stands before the source and cue, and perhaps another behind them.
    fn quoted_before(
        &self,
        range: &Range<usize>,
        group: usize,
        after: usize,
        inverted: bool,
        quote_before: Option<&Piece>,
    ) -> Option<Vec<(u32, u32)>> {
        let w = self.words;
        let end = self.text_end(range);
        let rest = self.after_adjuncts(after, end);
        let piece = quote_before.filter(|_| inverted).or_else(|| self.piece_before(group))?;
        // "“….” She says that": a sentence of its own.
        let stopped = || w.text[piece.start as usize..piece.end as usize].trim_end_matches(['”', '"', '’', '\'']).ends_with('.');
        if !inverted && rest < end && !matches!(w.word(rest), "," | "—" | "–" | "--") && stopped() {
            return None;
        }
        // What leads up to the quotation in its sentence is said too: `The plan is “dead,” she said`.
        let lead = w.tokens[range.start + self.lead(range)].start;
        let another = self.pieces.iter().any(|p| p.start < piece.start && p.end > lead);
        let start = if another { piece.start } else { lead.min(piece.start) };
        let next = self.piece_after(rest).map(|next| (next.start, next.end));
        Some([(start, piece.end)].into_iter().chain(next).collect())
    }

    /// Skips times, places and listeners after a cue: "said on Tuesday in a statement".
    fn after_adjuncts(&self, mut at: usize, end: usize) -> usize {
        let w = self.words;
        let i0 = at;
        for _ in 0..4 {
            if at >= end {
                break;
            }
            if let Some(next) = self.time_at(at).map(|t| self.after_time(t)) {
                // "Officials said 2016 has seen": the time is what is spoken of.
                if w.tag(next).is_finite() {
                    break;
                }
                at = next;
                continue;
            }
            // "pointed out", "shot back"
            if at == i0 && w.is_one(at, &["out", "back"]) && end > at + 1 {
                at += 1;
                continue;
            }
            let prepositional = w.is_one(at, &["on", "in", "at", "to", "during", "by", "of", "about", "through", "via"])
                && !(w.is(at, "to") && w.tag(at + 1) == Tag::Base);
            let adverb = (w.tag(at) == Tag::Adverb || w.is_one(at, &["earlier", "later"])) && !self.is_clause(at, end);
            if prepositional {
                let np = chunk::full_end(w, at + 1, end);
                let time = self.time_at(at + 1).map(|t| self.after_time(t));
                let to = time.unwrap_or(np);
                if to == at + 1 || w.tag(to).is_finite() {
                    break;
                }
                at = to;
            } else if adverb {
                at += 1;
            } else {
                break;
            }
        }
        at.min(end)
    }

    fn starts_new_clause(&self, byte: u32, end: usize) -> bool {
        let i = self.words.at(byte);
        i < end && (matches!(self.words.word(i), "," | ";") || self.words.is_one(i, &["but", "while", "and"]))
    }

    /// Whether a subject and its finite verb start at `at`.
    fn is_clause(&self, at: usize, end: usize) -> bool {
        let w = self.words;
        let mut i = at;
        while i < end && matches!(w.tag(i), Tag::Adverb | Tag::Preposition) && i < at + 1 {
            i += 1;
        }
        let np = chunk::full_end(w, i, end);
        if np == i {
            return false;
        }
        let mut verb = np;
        while verb < end && matches!(w.tag(verb), Tag::Adverb) {
            verb += 1;
        }
        w.tag(verb).is_finite()
    }

    /// Where a clause that starts at `from` ends: at the sentence's end, or before a new main clause.
    fn clause_end(&self, from: usize, end: usize) -> usize {
        let w = self.words;
        for k in from + 1..end {
            if w.word(k) == ";" {
                return k;
            }
            if w.word(k) == "," && w.is_one(k + 1, &["but", "while", "though", "although", "whereas"]) && self.is_clause(k + 2, end) {
                return k;
            }
            // "…, which cost millions", "…, citing the cost", "… but did not say": the writer goes on.
            if w.word(k) == ","
                && (w.is_one(k + 1, &["which", "who", "where", "when", "whose"])
                    || w.tag(k + 1) == Tag::Gerund && !w.is_one(k + 1, &["including", "according"]))
                && !self.is_inserted(k, end)
            {
                return k;
            }
            if matches!(w.word(k), "—" | "–" | "―" | "--") && (from..end).filter(|d| w.word(*d) == w.word(k)).count() == 1 {
                return k;
            }
            let verb = self.past_adverb(k + 1);
            let goes_on = w.is(k, "but") && w.tag(verb) != Tag::Modal && k > from + 1;
            // "…, and said": another report begins.
            let reports = w.is_one(k, &["and", "but"]) && w.is_one(verb, SAYS) && !self.in_piece(k);
            if (goes_on || reports) && w.tag(verb).is_finite() {
                return k - usize::from(w.word(k - 1) == ",");
            }
            if w.is_one(k, &["but", "while"]) && (w.is_one(k + 1, &["which", "who"]) || self.is_clause(k + 1, end)) && k > from + 1 {
                return k;
            }
        }
        end
    }

    /// Whether what a comma opens is closed by another, after which the clause goes on: "the plan, which costs millions, would".
    fn is_inserted(&self, comma: usize, end: usize) -> bool {
        let w = self.words;
        (comma + 1..end).filter(|k| w.word(*k) == ",").any(|k| w.tag(self.past_adverb(k + 1)).is_finite())
    }

    fn object(&self, range: &Range<usize>, from: usize) -> Vec<(u32, u32)> {
        let end = self.text_end(range);
        let w = self.words;
        let joins = ["with", "for", "on", "to", "against", "that", "about", "of", "how", "why", "whether", "what"];
        // What the tagger took a noun for does not matter here: "attacked her opponent", "blasted Oversight", "cited improving".
        let nominal = matches!(w.tag(from), Tag::PossessivePronoun | Tag::Determiner | Tag::Gerund) || w.capital(from);
        if from >= end || chunk::end(w, from, end) == from && !nominal && !w.is_one(from, &joins) {
            return Vec::new();
        }
        let mut to = self.clause_end(from, end);
        // "questioned his record and left": the same person goes on to do something else.
        if let Some(and) = (from + 1..to).find(|k| w.is(*k, "and") && w.tag(k + 1) == Tag::Past && !self.in_piece(*k)) {
            to = and;
        }
        self.bytes(from, to).into_iter().collect()
    }

    // ---- nouns and nobody --------------------------------------------------------------------------------------------------

    /// "raised questions about the plan", "faces criticism for it": a noun of saying that a verb gives or gets.
    fn given_noun(&self, range: &Range<usize>, i: usize) -> Option<Report> {
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
    fn noun(&self, range: &Range<usize>, i: usize) -> Option<Report> {
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
    fn agentless(&self, range: &Range<usize>, i: usize) -> Option<Report> {
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

    /// A source and a cue before a colon, and a quotation after it.
    fn colon(&self, range: &Range<usize>, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        // "PENCE: Well, look", "Q: …": a transcript's speaker.
        let first = range.start;
        // "Council: Harbour to stay closed": a headline that names its source.
        if first == 0 && range.end == w.len() && !matches!(w.word(w.len() - 1), "." | "!" | "?" | "”" | "\"" | ":") {
            let colon = (1..7.min(range.end)).find(|k| w.word(*k) == ":");
            let named = |c: usize| {
                (0..c).all(|k| w.capital(k) || w.tag(k) == Tag::Possessive || w.is_one(k, &["of", "and", "the"])) && w.tag(c - 1).is_noun()
            };
            if let Some(c) = colon.filter(|c| named(*c) && range.end > c + 3 && w.capital(c + 1)) {
                found.push(Report {
                    sentence: number,
                    ..self.report(Some(0..c), c..c + 1, self.bytes(c + 1, range.end).into_iter().collect(), Manner::Said)
                });
                return;
            }
        }
        if first == 0 || matches!(w.word(first.saturating_sub(1)), "\"" | "“") || matches!(w.word(first), "\"" | "“") {
            let from = first + usize::from(matches!(w.word(first), "\"" | "“"));
            if let Some(colon) = (from..(from + 5).min(range.end)).find(|k| w.word(*k) == ":").filter(|c| c + 1 < range.end) {
                let capitals = (from..colon).all(|k| w.word(k).chars().all(|c| !c.is_lowercase()) && w.is_word(k)) && colon > from;
                let names = (from..colon).all(|k| w.capital(k)) && colon - from <= 3 && w.class(from).has(Class::GIVEN);
                let label = colon - from == 1 && w.capital(from) && w.tag(from).is_name();
                if capitals || names || label {
                    let content = self.bytes(colon + 1, w.len()).into_iter().collect();
                    let report = self.report(Some(from..colon), colon..colon + 1, content, Manner::Said);
                    found.push(Report { sentence: number, if_known: !capitals && !names, ..report });
                }
            }
        }
    }

    /// A phrase directly before a colon and a quotation: `Mayor Åsa Lindqvist: “The worst is still to come.”`
    fn before_colon(&self, range: &Range<usize>, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        for colon in range.clone().filter(|k| w.word(*k) == ":" && *k > range.start && !self.in_piece(*k)) {
            let Some(piece) = w.tokens.get(colon + 1).and_then(|t| self.pieces.iter().find(|p| p.start == t.start)) else { continue };
            let source = self
                .phrase_ending(range, colon - 1)
                .filter(|s| w.class(base_head(w, s)).has(Class::ROLE | Class::PEOPLE) || w.capital(s.end - 1))
                .or_else(|| self.first_subject(range, colon));
            if let Some(report) = found.iter_mut().find(|r| r.content.iter().any(|c| c.0 <= piece.start && piece.end <= c.1)) {
                // Whoever stands before a quotation says it, known or not.
                report.if_known &= source.is_none();
            } else if let Some(source) = source {
                found.push(Report {
                    sentence: number,
                    ..self.report(Some(source), colon..colon + 1, vec![(piece.start, piece.end)], Manner::Said)
                });
            }
        }
    }

    /// A paragraph that ends with a colon and names a saying: "Sousa made the following comment:".
    fn leads_in(&self, range: &Range<usize>, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        let says = |k: usize| w.class(k).has(Class::SAYING | Class::SAY) && w.tag(k).is_noun();
        if !self.leads_on(range) || !range.clone().any(says) || found.iter().any(|r| r.sentence == number) {
            return;
        }
        let Some(verb) = range.clone().find(|k| w.tag(*k).is_finite() && !self.in_piece(*k)) else { return };
        if let Some(source) = self.subject(range, self.chain_start(verb, range)).filter(|s| !self.is_time(s)) {
            found.push(Report { sentence: number, ..self.report(Some(source), verb..verb + 1, Vec::new(), Manner::Said) });
        }
    }

    /// A name after a quotation and a dash: `“We had no choice.” ― Ana Sousa, mayor`.
    fn after_dash(&self, range: &Range<usize>, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        for dash in range.clone().filter(|k| *k > 0 && matches!(w.word(*k), "―" | "—" | "--") && w.capital(k + 1)) {
            let end = w.tokens[dash - 1].end;
            let Some(piece) = self.pieces.iter().find(|p| p.end == end) else { continue };
            let to = chunk::end(w, dash + 1, range.end);
            let closes = to > dash + 1 && (to >= self.text_end(range) || w.word(to) == ",");
            if closes && !found.iter().any(|r| r.content.iter().any(|c| c.0 <= piece.start && piece.end <= c.1)) {
                found.push(Report {
                    sentence: number,
                    ..self.report(Some(dash + 1..to), dash..dash + 1, vec![(piece.start, piece.end)], Manner::Said)
                });
            }
        }
    }

    /// A quotation that nothing else gives to anybody, and a subject with any verb at all right beside it: `“Go back,” Costa
    /// barked`, `the crowd chanted: “Shame!”` The comma or colon makes the verb one of saying.
    fn beside_quotation(&self, range: &Range<usize>, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        let (first, last) = w.span(range.start, range.end);
        for piece in self.pieces.iter().filter(|p| p.opened && p.closed && p.words >= 1 && first <= p.start && p.start < last) {
            let told = found.iter().any(|r| r.content.iter().any(|c| c.0 < piece.end && piece.start < c.1));
            if told {
                continue;
            }
            let text = &w.text[piece.start as usize..piece.end as usize];
            let inside = text.trim_end_matches(['”', '"', '’', '\'', '»']);
            let after = w.at(piece.end);
            let before = w.at(piece.start);
            let source = if inside.ends_with([',', '!', '?']) && after < range.end {
                let to = self.source_end(after, range.end);
                let verb = (to..(to + 2).min(range.end)).find(|k| self.is_main_verb(*k));
                verb.filter(|_| to > after).map(|v| (after..to, v))
            } else if before > range.start + 1 && matches!(w.word(before - 1), "," | ":") {
                let verb = (range.start.max(before.saturating_sub(3))..before - 1).rev().find(|k| self.is_main_verb(*k));
                verb.and_then(|v| Some((self.subject(range, self.chain_start(v, range))?, v)))
            } else {
                self.quoting_subject(range, piece)
            };
            let Some((source, verb)) = source else { continue };
            if self.is_time(&source) || w.is_one(source.start, &["it", "there", "this", "that", "which"]) {
                continue;
            }
            found.push(Report {
                sentence: number,
                ..self.report(Some(source), verb..verb + 1, vec![(piece.start, piece.end)], Manner::Said)
            });
        }
    }

    /// A verb that means something by itself, alone or with its auxiliary.
    fn is_main_verb(&self, i: usize) -> bool {
        const AUXILIARIES: &[&str] = &["is", "are", "was", "were", "has", "have", "had", "been", "'s", "’s"];
        let w = self.words;
        let aided = || (1..3).any(|n| i >= n && w.is_one(i - n, AUXILIARIES));
        w.tag(i).is_finite() && !w.is_one(i, AUXILIARIES) || matches!(w.tag(i), Tag::Participle | Tag::Gerund) && aided()
    }

    /// Whoever a sentence with a few quoted words is about: `Japan branded it an “outlaw nation in the region”`.
    fn quoting_subject(&self, range: &Range<usize>, piece: &Piece) -> Option<(Range<usize>, usize)> {
        const NEAR: usize = 14;
        let w = self.words;
        let before = w.at(piece.start);
        let lower = (before..w.at(piece.end)).filter(|k| w.is_word(*k) && !w.capital(*k)).count();
        if piece.words < 2 || lower < 2 || self.is_title(piece) {
            return None;
        }
        let verb = (range.start.max(before.saturating_sub(NEAR))..before).rev().find(|k| self.is_main_verb(*k) && !self.in_piece(*k))?;
        let subject = self.subject(range, self.chain_start(verb, range))?;
        let head = base_head(w, &subject);
        let speaks = w.capital(head) && head > range.start
            || w.tag(head).is_name()
            || w.is_one(head, &["he", "she", "they"])
            || w.class(head).has(Class::PEOPLE | Class::ROLE);
        speaks.then_some((subject, verb))
    }

    fn report(&self, source: Option<Range<usize>>, cue: Range<usize>, content: Vec<(u32, u32)>, manner: Manner) -> Report {
        let kind = source.as_ref().map_or(SourceKind::None, |s| kind_of(self.words, s));
        // A quotation of several sentences is one saying.
        let whole = |(start, end): (u32, u32)| {
            let cut = self.pieces.iter().find(|p| start <= p.start && p.start < end && end < p.end);
            (start, cut.map_or(end, |p| p.end))
        };
        let content = content.into_iter().map(whole).collect();
        Report { source, cue, content, manner, kind, sentence: 0, if_known: false }
    }
}

/// What a noun phrase is as a source.
fn kind_of(words: &Words, source: &Range<usize>) -> SourceKind {
    let head = base_head(words, source);
    if words.tag(head) == Tag::Pronoun {
        return SourceKind::Pronoun;
    }
    let named = (source.start..source.end)
        .any(|k| words.capital(k) && (words.tag(k).is_name() || words.class(k).has(Class::DEMONYM | Class::PLACE)));
    let class = words.class(head);
    let people = is_vague_word(words, head) || (class.has(Class::PEOPLE) && words.tag(head) != Tag::Name);
    if people {
        // A "who"-clause or a number tells them apart: "two officials who attended".
        let told_apart = words.is(source.end, "who")
            || words.word(source.end) == "," && words.is_one(source.end + 1, &["who", "speaking"])
            || (source.end - source.start >= 5
                && (source.start..source.end).any(|k| words.is_one(k, &["familiar", "briefed", "with", "close"])));
        if told_apart {
            return SourceKind::Described;
        }
        return if named {
            SourceKind::Group
        } else if is_vague_word(words, head) {
            SourceKind::Vague
        } else {
            SourceKind::Described
        };
    }
    if class.has(Class::DOCUMENT) && !words.tag(head).is_name() {
        return SourceKind::Document;
    }
    if words.tag(head).is_name() || words.capital(head) { SourceKind::Name } else { SourceKind::Described }
}

/// The head of a source: of its first base noun phrase, before "of" and appositions.
fn base_head(words: &Words, source: &Range<usize>) -> usize {
    let to = chunk::end(words, source.start, source.end).max(source.start + 1);
    chunk::head(words, source.start, to)
}

fn is_vague_word(words: &Words, i: usize) -> bool {
    !words.capital(i)
        && words.is_one(
            i,
            &[
                "officials",
                "official",
                "experts",
                "critics",
                "observers",
                "analysts",
                "sources",
                "source",
                "witnesses",
                "insiders",
                "insider",
                "some",
                "many",
                "others",
                "people",
                "detractors",
                "skeptics",
                "sceptics",
                "commentators",
                "pundits",
                "aides",
                "opponents",
                "supporters",
                "reports",
            ],
        )
        || (words.class(i).has(Class::NOT_NAME) && words.is_one(i, &["some", "many", "most", "several", "few"]))
        || words.is_one(i, &["officials", "experts", "critics", "observers", "analysts", "sources"])
}

/// The reports of all blocks, each source joined to the person it names.
#[must_use]
pub fn join(parts: &[Part], people: &[Person]) -> Vec<Attribution> {
    let mut all = Vec::new();
    let mut named: HashMap<usize, Vec<(usize, Place)>> = HashMap::new();
    for (id, person) in people.iter().enumerate() {
        for m in &person.mentions {
            named.entry(m.place.block).or_default().push((id, m.place));
        }
    }
    let mut quoted = None;
    for part in parts.iter().filter(|p| p.region.is_story() || matches!(p.region, Region::Headline | Region::Standfirst)) {
        let signed = quoted.and_then(|block| signature(part, block, named.get(&part.number)?));
        quoted = (part.region == Region::QuoteBlock && signed.is_none()).then_some(part);
        all.extend(signed);
        for report in &part.facts.reports {
            let words = &part.facts.words;
            let place = |(start, end): (u32, u32)| Place { block: part.number, start, end };
            let source = report.source.as_ref().map(|s| place(words.span(s.start, s.end)));
            let person = source.and_then(|s| person_in(named.get(&part.number)?, &s, part.facts, report.source.as_ref()));
            if report.if_known && person.is_none() {
                continue;
            }
            let kind = if person.is_some() && report.kind != SourceKind::Pronoun { SourceKind::Person } else { report.kind };
            all.push(Attribution {
                source,
                cue: place(words.span(report.cue.start, report.cue.end)),
                content: report.content.iter().map(|c| place(*c)).collect(),
                person,
                manner: report.manner,
                kind,
                sentence: report.sentence,
            });
        }
    }
    all
}

/// "— Ana Sousa, mayor" under a quotation set as a block: whose it is.
fn signature(part: &Part, quoted: &Part, named: &[(usize, Place)]) -> Option<Attribution> {
    let words = &part.facts.words;
    if !matches!(words.word(0), "—" | "–" | "--" | "-") {
        return None;
    }
    let ((start, end), (name, _)) = (words.span(0, 1), words.span(1, 2));
    let (person, source) = *named.iter().find(|(_, place)| place.start == name)?;
    Some(Attribution {
        source: Some(source),
        cue: Place { block: part.number, start, end },
        content: vec![Place { block: quoted.number, start: 0, end: clamp(quoted.facts.words.text.len()) }],
        person: Some(person),
        manner: Manner::Said,
        kind: SourceKind::Person,
        sentence: 0,
    })
}

/// The person whom a source names: one whose mention holds the head of the phrase or an apposition to it.
fn person_in(named: &[(usize, Place)], source: &Place, facts: &BlockFacts, tokens: Option<&Range<usize>>) -> Option<usize> {
    let tokens = tokens?;
    let words = &facts.words;
    let head = base_head(words, tokens);
    let head_at = words.tokens.get(head)?.start;
    let mut within = None;
    for (id, place) in named.iter().filter(|(_, p)| source.overlaps(p)) {
        if place.start <= head_at && head_at < place.end {
            return Some(*id);
        }
        // "spokesman Ann Lee" has its name as head; "Ann Lee's lawyer" has not.
        let before = words.at(place.start).wrapping_sub(1);
        let after = words.at(place.end.saturating_sub(1)) + 1;
        if words.tag(after) != Tag::Possessive && words.word(before) == "," {
            within = within.or(Some(*id));
        }
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    /// Who says what, by which words: `source | cue | content`.
    fn said(text: &str) -> Vec<String> {
        lines(&read(&Draft::new(&format!("Head line\n\n{text}"), Format::Text), &Context::default(), &|| false).unwrap())
    }

    fn lines(reading: &crate::story::Reading) -> Vec<String> {
        let text = |p: &Place| reading.text(*p).to_owned();
        reading
            .attributions
            .iter()
            .map(|a| {
                let content: Vec<String> = a.content.iter().map(text).collect();
                format!("{} | {} | {}", a.source.as_ref().map(text).unwrap_or_default(), text(&a.cue), content.join(" + "))
            })
            .collect()
    }

    #[test]
    fn a_block_quotation_is_signed() {
        for (text, expected) in [
            ("> We lost it all.\n\n— Rui Costa, diver", vec!["Rui Costa | — | We lost it all."]),
            ("> We lost it all.\n>\n> – Rui Costa", vec!["Rui Costa | – | We lost it all."]),
            ("> We lost it all.\n\n— and so on", vec![]),
            ("We lost it all.\n\n— Rui Costa, diver", vec![]),
        ] {
            let draft = Draft::new(&format!("# Head line\n\n{text}\n"), Format::Markdown);
            let reading = read(&draft, &Context::default(), &|| false).unwrap();
            assert_eq!(lines(&reading), expected, "{text}");
        }
    }

    #[test]
    fn who_says_what() {
        for (text, expected) in [
            // The subject stands far off, or is no noun to the tagger.
            (
                "Clerks in two towns — Faro and Olhão — said the road was closed.",
                vec!["Clerks in two towns — Faro and Olhão | said | the road was closed"],
            ),
            ("Aides said more than a thousand boats came.", vec!["Aides | said | more than a thousand boats came"]),
            ("The court met twice and said the road stays.", vec!["The court | said | the road stays"]),
            (
                "“We had no choice,” Senator Ana Sousa, D-Ore., said Tuesday.",
                vec!["Senator Ana Sousa, D-Ore. | said | “We had no choice,”"],
            ),
            // A transcript's speaker is one whom the story knows; "Update" is not.
            ("Ana Sousa and Rui Costa met.\n\nCosta: It is late.\n\nUpdate: It is over.\n\nCosta:", vec!["Costa | : | It is late."]),
            ("The sea is warm.\n\nGreenpeace: “The worst is still to come.”", vec!["Greenpeace | : | “The worst is still to come.”"]),
            // Two reports of one subject.
            (
                "She said she had met him twice but said nobody paid.",
                vec!["She | said | she had met him twice", "She | said | nobody paid"],
            ),
            // A sentence of its own after a quotation, and one before it.
            (
                "The mayor says the plan is “sound, even for him.” She says it will last.",
                vec!["The mayor | says | the plan is “sound, even for him.”", "She | says | it will last"],
            ),
            ("As a phone rang, the clerk said, “It is late. Who is it?”", vec!["the clerk | said | “It is late. Who is it?”"]),
            ("According to Nunes, “it is late. Who is it?”", vec!["Nunes | According to | “it is late. Who is it?”"]),
            ("The divers, Nunes explained earlier, were well paid.", vec!["Nunes | explained | The divers + were well paid"]),
            ("“Why go?” a narrator in the film asks.", vec!["a narrator in the film | asks | “Why go?”"]),
            // What is said ends where the writer goes on.
            ("Nunes said the bridge was safe, which nobody believed.", vec!["Nunes | said | the bridge was safe"]),
            (
                "Nunes said the bridge, which cost millions, would stand.",
                vec!["Nunes | said | the bridge, which cost millions, would stand"],
            ),
            ("Nunes said the bridge was safe but did not name a source.", vec!["Nunes | said | the bridge was safe"]),
            // Passives.
            ("Nunes was criticised by fishermen for the delay.", vec!["fishermen | was criticised by | Nunes + for the delay"]),
            ("Nunes was asked about the delay.", vec![" | was asked | about the delay"]),
            // What leads in.
            ("Nunes added:\n\nIt is a fine bridge.\n\nRain fell.", vec!["Nunes | added | It is a fine bridge."]),
            ("Mayor Nunes spent it on a “bridge to nowhere at all”.", vec!["Mayor Nunes | spent | “bridge to nowhere at all”"]),
            ("As Nunes put it in a letter, the road is dead.", vec!["Nunes | put it | the road is dead"]),
            (
                "Nunes made the following statement:\n\n“It is a fine bridge. It stands.”",
                vec!["Nunes | made | “It is a fine bridge. It stands.”"],
            ),
            // Not a word about anything.
            ("The quay was closed until Monday.", vec![]),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
