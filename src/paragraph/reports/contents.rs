//! What is reported: the clauses and quotations that a cue reaches.

use super::{Cue, Reader};
use crate::language::{Class, Tag, Tokens, chunk};
use crate::paragraph::quoted::Piece;
use crate::text::Span;

impl Reader<'_> {
    /// What is said, around a verb of reporting.
    pub(super) fn content(&self, cue: &Cue) -> Vec<Span> {
        let w = self.words;
        let Cue { sentence, verb, inverted, at_end, strong, .. } = *cue;
        let end = self.text_end(sentence);
        let group = cue.source.start.min(verb);
        if let Some(content) = self.quoted_before(cue, group).filter(|_| strong || at_end) {
            return content;
        }
        let mut content = Vec::new();
        // ", the mayor said." and ", said Ann Lee, the mayor."
        let comma_before = group > sentence.start && matches!(w.word(group - 1), "," | "—" | "–" | "--");
        let mut rest = self.after_adjuncts(cue.after, end);
        if comma_before && w.is_one(verb, &["told", "tells"]) && !inverted {
            // "…, the mayor told reporters on Monday"
            let listener = chunk::full_end(w, rest, end);
            let past = self.after_adjuncts(listener, end);
            if past >= end || w.word(past) == "," {
                rest = past;
            } else if self.only_tells_when(sentence, group, listener, end) {
                rest = listener;
            }
        }
        // "The vote was put off, the mayor said after the meeting": when and where it was said.
        let trails = comma_before && !inverted && self.only_tells_when(sentence, group, rest, end);
        // "As a phone rang, she said, “Who is it?”": only the quotation is said.
        let quoted = self.piece_after(rest).filter(|p| {
            let first = w.text()[p.start as usize..].trim_start_matches(['“', '"', '‘', '\'', '`', '[']).chars().next();
            comma_before && !inverted && first.is_some_and(char::is_uppercase)
        });
        if quoted.is_none()
            && comma_before
            && (strong || at_end)
            && (rest >= end || matches!(w.word(rest), "," | "—" | "–" | "--") || inverted || trails)
        {
            let lead = sentence.start + self.lead(sentence);
            content.extend(self.bytes(lead, group - 1));
            if rest < end && matches!(w.word(rest), "," | "—" | "–") && end > rest + 2 && !inverted {
                content.extend(self.bytes(rest + 1, end));
            }
            return content;
        }
        let ahead = || self.piece_ahead(rest, end).filter(|_| strong && w.tag(verb) != Tag::Base);
        if let Some(piece) = self.piece_after(rest).or_else(ahead) {
            // The quotation and what goes on after it in the same sentence.
            let sentence_end = w.tokens[end - 1].end;
            let goes_on = sentence_end > piece.end && !self.starts_new_clause(piece.end, end);
            content.push(Span::new(piece.start, if goes_on { sentence_end } else { piece.end }));
            return content;
        }
        let mut at = rest;
        if let Some(behind) = self.past_listener(verb, at, end) {
            at = behind;
            if let Some(piece) = self.piece_after(at) {
                return vec![piece.span()];
            }
        }
        // "insists, most recently in an interview, that"
        if w.word(at) == ","
            && strong
            && let Some(that) = (at + 1..(at + 20).min(end)).find(|k| w.is_that(*k) && w.word(k - 1) == ",")
            && (w.is_as(at + 1) || !(at..that).any(|k| w.tag(k).is_finite()))
        {
            at = that;
        }
        // "said after the meeting that"
        let opens = w.tag(at) == Tag::Preposition || w.class(at).has(Class::SUBORDINATOR);
        if opens
            && !w.is_that(at)
            && let Some(that) = (at + 1..(at + 12).min(end)).find(|k| w.is_that(*k) && w.tag(*k) != Tag::Determiner)
            && !(at..that).any(|k| w.tag(k).is_finite() || w.word(k) == ",")
        {
            at = that;
        }
        // "claimed, as of Thursday, it was free"
        if w.word(at) == ","
            && w.class(verb).has(Class::REPORT)
            && let Some(comma) = (at + 2..(at + 8).min(end)).find(|k| w.word(*k) == ",")
            && !(at..comma).any(|k| w.tag(k).is_finite())
            && self.is_clause(comma + 1, end)
        {
            at = comma;
        }
        if w.word(at) == "," || w.word(at) == ":" {
            at += 1;
        }
        if self.is_said(cue, at, rest, end) {
            content.extend(self.bytes(at + usize::from(w.is_that(at)), self.clause_end(at, end)));
        }
        content
    }

    /// The quotation that a comma or colon leads to, with nothing but times, places and listeners before it: "said, in reply to
    /// the study, “…”".
    fn piece_ahead(&self, from: usize, end: usize) -> Option<&Piece> {
        const FAR: usize = 24;
        let w = self.words;
        let at = (from + 1..(from + FAR).min(end)).find(|k| self.piece_starting(w.tokens[*k].start).is_some())?;
        let leads = matches!(w.word(at - 1), "," | ":");
        let between = (from..at).any(|k| w.tag(k).is_finite() || w.is_that(k) || w.word(k) == ";");
        self.piece_starting(w.tokens[at].start).filter(|_| leads && !between)
    }

    /// Whether what stands from token `rest` only tells when, where or why something was said that stands whole before the source.
    fn only_tells_when(&self, sentence: Tokens, group: usize, rest: usize, end: usize) -> bool {
        let w = self.words;
        let lead = sentence.start + self.lead(sentence);
        let opens = w.tag(rest) == Tag::Preposition && !w.is_that(rest) || w.class(rest).has(Class::SUBORDINATOR) || w.word(rest) == "(";
        let whole = !w.class(lead).has(Class::SUBORDINATOR) && (lead..group).any(|k| w.tag(k).is_finite() && !self.in_piece(k));
        opens && whole && !(rest..end).any(|k| w.is_that(k) || self.in_piece(k))
    }

    /// The token behind whoever is told, where what they are told follows: "told reporters that", "warned Iran not to".
    fn past_listener(&self, verb: usize, at: usize, end: usize) -> Option<usize> {
        let w = self.words;
        if !w.class(verb).has(Class::TELLS) {
            return None;
        }
        let listener = chunk::full_end(w, at, end);
        let follows = listener > at
            && (w.class(listener).has(Class::TOLD_THAT)
                || w.word(listener) == ","
                || w.tag(listener).is_noun()
                || w.tag(listener) == Tag::Pronoun
                || self.piece_after(listener).is_some());
        follows.then(|| self.after_adjuncts(listener, end))
    }

    /// Whether what stands at a token is what the verb reports; `rest` is where it would stand with nothing in between.
    fn is_said(&self, cue: &Cue, at: usize, rest: usize, end: usize) -> bool {
        let w = self.words;
        let Cue { verb, strong, .. } = *cue;
        let clause = w.is_that(at)
            || self.is_clause(at, end)
            || (w.is_to(at) && matches!(w.tag(at + 1), Tag::Base | Tag::Gerund))
            || (w.is_to(at) && w.tag(at + 1) == Tag::Conjunction && w.tag(at + 2) == Tag::Base)
            || w.class(at).has(Class::QUESTION_WORD)
            || w.tag(at).is_finite()
                && at == verb + 1
                && (w.class(verb).has(Class::REPORT) || w.class(cue.source.start.wrapping_sub(1)).has(Class::RELATIVE));
        let wants = w.class(verb).has(Class::WANTS) && at < end;
        // "Aides said more than a million gave": whatever follows is said; "said little about it" is not.
        let sure = w.class(verb).has(Class::PLAIN)
            && w.tag(verb) != Tag::Gerund
            && at < end
            && (at == rest || at == rest + 1)
            && (!w.class(at).has(Class::NOT_SAID) || w.tag(at + 1) == Tag::Number);
        // "proposes doing away with it"; "believes his efforts to slow it will": a verb follows what its subject governs.
        let does = strong && w.tag(at) == Tag::Gerund;
        let governed = || w.is_to(chunk::full_end(w, at, end)) && (at..end.min(at + 12)).any(|k| w.tag(k).is_finite());
        let figure = strong && at < end && self.past_approximation(at, end) > at;
        clause
            || does
            || figure
            || !strong && governed()
            || wants
            || sure
            || (strong && at < end && chunk::end(w, at, end) > at && !cue.at_end)
    }

    /// What is said where a quotation stands before the source and cue, and perhaps another behind them.
    fn quoted_before(&self, cue: &Cue, group: usize) -> Option<Vec<Span>> {
        let w = self.words;
        let range = cue.sentence;
        let end = self.text_end(range);
        let rest = self.after_adjuncts(cue.after, end);
        let piece = cue.quoted.filter(|_| cue.inverted).or_else(|| self.piece_before(group))?;
        // "“….” She says that": a sentence of its own.
        let inside = w.text()[piece.start as usize..piece.end as usize].trim_end_matches(['”', '"', '’', '\'', ' ', ']']);
        let joined =
            inside.ends_with([',', '?', '!', '—', '–', '-', '…']) || matches!(w.word(group.wrapping_sub(1)), "," | "—" | "–" | "--");
        let stopped = || inside.ends_with('.') || !joined;
        if !cue.inverted && rest < end && !matches!(w.word(rest), "," | "—" | "–" | "--") && stopped() {
            return None;
        }
        // "“….” She adds, “….”": a sentence of its own, whose words stand behind it.
        let own = group == range.start + self.lead(range) && piece.end <= w.tokens[range.start].start;
        if own && !cue.inverted && inside.ends_with('.') && self.piece_after(rest).is_some() {
            return None;
        }
        // What leads up to the quotation in its sentence is said too: `The plan is “dead,” she said`.
        let lead = w.tokens[range.start + self.lead(range)].start;
        let another = self.pieces[..self.pieces.partition_point(|p| p.start < piece.start)].last().is_some_and(|p| p.end > lead);
        let start = if another { piece.start } else { lead.min(piece.start) };
        let next = self.piece_after(rest).map(Piece::span);
        Some([Span::new(start, piece.end)].into_iter().chain(next).collect())
    }

    /// Skips times, places and listeners after a cue: "said on Tuesday in a statement".
    pub(super) fn after_adjuncts(&self, mut at: usize, end: usize) -> usize {
        let w = self.words;
        let i0 = at;
        for _ in 0..4 {
            if at >= end {
                break;
            }
            if let Some(next) = self.time_at(at).map(|t| self.after_time(t)) {
                // "Officials said 2016 has seen", "announced three days of mourning": the time is what is spoken of.
                if w.tag(next).is_finite() || at == i0 && w.is_of(next) {
                    break;
                }
                at = next;
                continue;
            }
            // "said at 11:30 (18:30 in Faro), it was late"
            if w.word(at) == "("
                && let Some(close) = (at + 1..end.min(at + 8)).find(|k| w.word(*k) == ")")
            {
                at = close + 1;
                continue;
            }
            // "pointed out", "shot back"
            if at == i0 && w.is_one(at, &["out", "back"]) && end > at + 1 {
                at += 1;
                continue;
            }
            let prepositional = w.class(at).has(Class::ADJUNCT)
                && !(w.is_to(at) && (w.tag(at + 1) == Tag::Base || at == i0 && w.tag(at + 1) == Tag::Gerund));
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
    pub(super) fn is_clause(&self, at: usize, end: usize) -> bool {
        let w = self.words;
        let mut i = at;
        while i < end && matches!(w.tag(i), Tag::Adverb | Tag::Preposition) && i < at + 1 {
            i += 1;
        }
        i = self.past_approximation(i, end);
        let np = chunk::full_end(w, i, end);
        if np == i {
            return false;
        }
        // "most of those who died were".
        if w.class(np).has(Class::RELATIVE) {
            let own = (np + 1..end).take(8).find(|k| w.tag(*k).is_finite());
            return own.is_some_and(|own| (own + 1..end).take_while(|k| w.is_word(*k)).any(|k| w.tag(k).is_finite()));
        }
        let mut verb = np;
        while verb < end && matches!(w.tag(verb), Tag::Adverb) {
            verb += 1;
        }
        w.tag(verb).is_finite()
    }

    /// The number behind the words that say how exact it is: "close to three million".
    fn past_approximation(&self, at: usize, end: usize) -> usize {
        const MOST: usize = 4;
        let w = self.words;
        let number = (at..end.min(at + MOST)).find(|k| matches!(w.tag(*k), Tag::Number | Tag::Currency));
        let loose =
            |k: usize| w.is_word(k) && !w.tag(k).is_noun() && !w.tag(k).is_finite() && !matches!(w.tag(k), Tag::Determiner | Tag::Pronoun);
        number.filter(|n| (at..*n).all(loose)).unwrap_or(at)
    }

    /// Where a clause that starts at `from` ends: at the sentence's end, or before a new main clause.
    pub(super) fn clause_end(&self, from: usize, end: usize) -> usize {
        let w = self.words;
        for k in from + 1..end {
            if w.word(k) == ";" {
                return k;
            }
            if w.word(k) == "," && w.class(k + 1).has(Class::CONTRAST) && self.is_clause(k + 2, end) {
                return k;
            }
            // "…, which cost millions", "…, citing the cost", "… but did not say": the writer goes on.
            if w.word(k) == ","
                && (w.class(k + 1).has(Class::RELATIVE) || w.tag(k + 1) == Tag::Gerund && !w.is_one(k + 1, &["including", "according"]))
                && !self.is_inserted(k, end)
                // "that from June, wearing a mask": nothing was said so far.
                && !self.only_time(w.span(from..k))
            {
                return k;
            }
            // "…, with Costa calling it": somebody else speaks.
            let other = || (k + 2..(k + 12).min(end)).find(|v| w.tag(*v) == Tag::Gerund || w.word(*v) == ",");
            let speaks = |v: usize| w.tag(v) == Tag::Gerund && w.class(v).has(Class::SAY | Class::ACT);
            let joined = w.word(k) == "," && w.is(k + 1, "with") && w.capital(k + 2) || w.is_and(k) && w.capital(k + 1);
            if joined && !self.in_piece(k) && other().is_some_and(speaks) {
                return k;
            }
            if matches!(w.word(k), "—" | "–" | "―" | "--") && (from..end).filter(|d| w.word(*d) == w.word(k)).count() == 1 {
                return k;
            }
            let verb = self.past_adverb(k + 1);
            let goes_on = w.is(k, "but") && w.tag(verb) != Tag::Modal && k > from + 1;
            // "…, and said": another report begins.
            let reports = w.is_one(k, &["and", "but"]) && w.class(verb).has(Class::REPORT) && !self.in_piece(k);
            if (goes_on || reports) && w.tag(verb).is_finite() {
                return k - usize::from(w.word(k - 1) == ",");
            }
            if w.is_one(k, &["but", "while"]) && (w.class(k + 1).has(Class::RELATIVE) || self.is_clause(k + 1, end)) && k > from + 1 {
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

    pub(super) fn object(&self, range: Tokens, from: usize) -> Vec<Span> {
        let end = self.text_end(range);
        let w = self.words;
        // What the tagger took a noun for does not matter here: "attacked her opponent", "blasted Oversight", "cited improving".
        let nominal = matches!(w.tag(from), Tag::PossessivePronoun | Tag::Determiner | Tag::Gerund) || w.capital(from);
        if from >= end || chunk::end(w, from, end) == from && !nominal && !w.class(from).has(Class::OBJECT_LEAD) {
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

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    /// What is said starts and ends where the writer makes it.
    #[test]
    fn what_a_cue_reaches() {
        check(&[
            ("“We lost it,” the mayor said.", &["the mayor | said | “We lost it,”"]),
            ("“We lost it,” said Ann Lee, the mayor.", &["Ann Lee, the mayor | said | “We lost it,”"]),
            ("The road is closed, the mayor told reporters on Monday.", &["the mayor | told | The road is closed"]),
            ("The mayor insists, most recently in an interview, that the road stays open.", &[]),
            ("The mayor told reporters that the road was closed.", &["The mayor | told | the road was closed"]),
            ("Officials warned Iran not to send ships.", &["Officials | warned | to send ships"]),
            ("Aides said more than a million gave.", &["Aides | said | more than a million gave"]),
            ("Aides said little about it.", &[]),
            ("The mayor proposes doing away with the toll.", &["The mayor | proposes | doing away with the toll"]),
            ("The mayor believes his efforts to slow it will work.", &["The mayor | believes | his efforts to slow it will work"]),
            ("The plan is “dead,” she said.", &["she | said | The plan is “dead,”"]),
            (
                "The mayor said on Tuesday in a statement that the road was closed.",
                &["The mayor | said | the road was closed", " | statement that | the road was closed"],
            ),
            ("Officials said 2016 has seen more storms.", &["Officials | said | 2016 has seen more storms"]),
            ("Nunes pointed out that the road was closed.", &["Nunes | pointed | the road was closed"]),
            ("Nunes said the bridge was safe, citing the cost.", &["Nunes | said | the bridge was safe", "Nunes | citing | the cost"]),
            (
                "Nunes said the bridge was safe, and said nobody knew.",
                &["Nunes | said | the bridge was safe", "Nunes | said | nobody knew"],
            ),
            ("Nunes attacked her opponent.", &["Nunes | attacked | her opponent"]),
            ("Nunes questioned his record and left.", &["Nunes | questioned | his record"]),
            ("Nunes said the road was closed; nobody knew.", &["Nunes | said | the road was closed"]),
            (
                "Nunes said the road was closed, but the council denied it.",
                &["Nunes | said | the road was closed", "the council | denied | it"],
            ),
            ("Nunes wants the road closed.", &["Nunes | wants | the road closed"]),
            ("The vote was put off, Mayor Sousa said after the meeting.", &["Mayor Sousa | said | The vote was put off"]),
            ("The vote was put off, Mayor Sousa said outside the town hall.", &["Mayor Sousa | said | The vote was put off"]),
            ("The vote was put off, Mayor Sousa said as she left.", &["Mayor Sousa | said | The vote was put off"]),
            ("The vote was put off, Mayor Sousa said amid protests.", &["Mayor Sousa | said | The vote was put off"]),
            ("The vote was put off, Mayor Sousa said before a crowd of 400.", &["Mayor Sousa | said | The vote was put off"]),
            ("In Faro, Mayor Sousa said after the meeting that the vote was put off.", &["Mayor Sousa | said | the vote was put off"]),
            ("North Korea claimed, as of Thursday, it was free.", &["North Korea | claimed | it was free"]),
            ("The doctor said, in reply to the study, “It spreads.”", &["The doctor | said | “It spreads.”"]),
            ("“We lived as commoners[.]” Sources report that she is treated well.", &["Sources | report | she is treated well"]),
            ("While he says it is late, Costa left.", &["he | says | it is late"]),
            ("After saying that it was late, she left.", &["she | saying | it was late"]),
            ("She sent what she described as a plan.", &["she | described | a plan"]),
            ("Harbour Press reported as many as 32 were hurt.", &["Harbour Press | reported | as many as 32 were hurt"]),
            ("The port announced three days of mourning.", &["The port | announced | three days of mourning"]),
            (
                "On Monday the minister announced that from June 15, wearing a mask would be a duty.",
                &["the minister | announced | from June 15, wearing a mask would be a duty"],
            ),
            ("He spoke on Monday of the death of a diver in Faro, arguing that it was late.", &["He | arguing | it was late"]),
            (
                "Divers attacked the plan, with Ana Sousa calling it a “blatant and obvious coup”.",
                &["Divers | attacked | the plan", "Ana Sousa | calling | it a “blatant and obvious coup”"],
            ),
        ]);
    }
}
