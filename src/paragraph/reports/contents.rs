//! What is reported: the clauses and quotations that a cue reaches.

use std::ops::Range;

use super::Reader;
use super::cues::SAYS;
use crate::language::{Tag, chunk};
use crate::paragraph::quoted::Piece;

impl Reader<'_> {
    /// What is said, around a verb whose own words end at `after`.
    #[allow(clippy::too_many_arguments, reason = "one step of `verb`, cut out to be read by itself")]
    pub(super) fn content(
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
    pub(super) fn clause_end(&self, from: usize, end: usize) -> usize {
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

    pub(super) fn object(&self, range: &Range<usize>, from: usize) -> Vec<(u32, u32)> {
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
}
