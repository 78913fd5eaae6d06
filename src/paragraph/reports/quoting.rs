//! Quotations that no verb of saying stands at: behind a colon or a dash, or beside a sentence about who speaks.

use super::kinds::base_head;
use super::{Manner, Reader, Report, told_by};
use crate::language::{Class, Tag, Tokens, chunk};
use crate::paragraph::quoted::Piece;
use crate::text::lines::is_desk_label;

impl Reader<'_> {
    /// A source and a cue before a colon, and a quotation after it.
    pub(super) fn colon(&self, range: Tokens, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        // What stands there may be said by the desk or the script: nobody speaks.
        let colon = || (0..5.min(range.end)).find(|k| w.word(*k) == ":");
        if range.start == 0 && colon().is_some_and(|k| is_desk_label(&w.text()[..w.tokens[k].start as usize])) {
            return;
        }
        // "Q. Why bronze?", "A. Because …": questions and answers, or initials, which the story alone can tell.
        if range.start == 0 && matches!(w.word(0), "Q." | "A.") && w.len() > 2 {
            let content = self.bytes(1, w.len()).into_iter().collect();
            found.push(Report { sentence: number, ..self.report(Some(Tokens::new(0, 1)), Tokens::new(0, 1), content, Manner::Said) });
            return;
        }
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
                    ..self.report(
                        Some(Tokens::new(0, c)),
                        Tokens::new(c, c + 1),
                        self.bytes(c + 1, range.end).into_iter().collect(),
                        Manner::Said,
                    )
                });
                return;
            }
        }
        if first == 0 || matches!(w.word(first.saturating_sub(1)), "\"" | "“") || matches!(w.word(first), "\"" | "“") {
            let from = self.past_stamp(first + usize::from(matches!(w.word(first), "\"" | "“")));
            const LONGEST: usize = 12;
            if let Some(colon) =
                (from..(from + LONGEST).min(range.end)).find(|k| w.word(*k) == ":").filter(|c| *c > from && c + 1 < range.end)
            {
                // "CLERK (MS COSTA):": what stands in brackets tells more of the speaker.
                let bracket = if w.word(colon - 1) == ")" { (from + 1..colon).rfind(|k| w.word(*k) == "(") } else { None };
                let end = bracket.unwrap_or(colon);
                let loud =
                    |k: usize| w.word(k).chars().all(|c| !c.is_lowercase()) && (w.is_word(k) || k > from && matches!(w.word(k), "," | "."));
                let capitals = (from..end).all(loud) && end > from;
                // "PROTECTING THE COAST:" heads a paragraph.
                let speaks = |k: usize| w.class(k).has(Class::GIVEN | Class::TITLE | Class::COURTESY | Class::ROLE) || w.word(k) == ",";
                let somebody = capitals && (end - from <= 2 || (from..end).any(speaks));
                let titled = || w.class(from).has(Class::TITLE | Class::COURTESY) && end > from + 1;
                let names = (from..end).all(|k| w.capital(k)) && end - from <= 4 && (w.class(from).has(Class::GIVEN) || titled());
                // "B: Samoa, Italy" heads a list.
                if end - from == 1 && w.word(from).chars().count() == 1 && !matches!(w.word(from), "Q" | "A") {
                    return;
                }
                let label = end - from == 1 && w.capital(from) && w.tag(from).is_name();
                if capitals || names || label {
                    let content = self.bytes(colon + 1, w.len()).into_iter().collect();
                    // "COSTA, MAYOR:" names the speaker before the comma.
                    let name = (from + 1..end).find(|k| capitals && w.word(*k) == ",").unwrap_or(end);
                    let report = self.report(Some(Tokens::new(from, name)), Tokens::new(colon, colon + 1), content, Manner::Said);
                    found.push(Report { sentence: number, if_known: !somebody && !names, ..report });
                }
            }
        }
    }

    /// The token behind the time of a recording that stands before a speaker's label: `[00:15] Ana Sousa:`.
    fn past_stamp(&self, first: usize) -> usize {
        const LONGEST: usize = 8;
        let w = self.words;
        let opens = matches!(w.word(first), "[" | "(") && w.word(first + 1).starts_with(|c: char| c.is_ascii_digit());
        let close = (first + 1..first + LONGEST).find(|k| opens && matches!(w.word(*k), "]" | ")"));
        close.map_or(first, |k| k + 1)
    }

    /// A phrase directly before a colon and a quotation: `Mayor Åsa Lindqvist: “The worst is still to come.”`
    pub(super) fn before_colon(&self, range: Tokens, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        let label = |k: usize| range.start == 0 && is_desk_label(&w.text()[..w.tokens[k].start as usize]);
        for colon in range.iter().filter(|k| w.word(*k) == ":" && *k > range.start && !self.in_piece(*k) && !label(*k)) {
            let Some(piece) = w.tokens.get(colon + 1).and_then(|t| self.piece_starting(t.start)) else { continue };
            // "Ana Costa (Greens): “…”"
            let open = if w.word(colon - 1) == ")" { (range.start + 1..colon).rfind(|k| w.word(*k) == "(") } else { None };
            let last = open.unwrap_or(colon) - 1;
            let beside = || {
                self.phrase_ending(range, last).map(|s| self.author_in(range, s).unwrap_or(s)).filter(|s| {
                    self.stands_alone(range, *s)
                        || self.may_speak(*s) && (!self.is_governed(range, *s) || self.author_in(range, *s).is_some())
                })
            };
            // "issued the following statement from the king:" is the king's.
            let written = self.phrase_ending(range, last).is_some_and(|s| self.author_in(range, s).is_some());
            let announced = self.announced(Tokens::new(range.start, colon)).map(|(source, _)| source).filter(|_| !written);
            let answers = || self.answerer(Tokens::new(range.start + self.lead(range), colon));
            let source = announced.or_else(beside).or_else(answers).or_else(|| self.first_subject(range, colon));
            if let Some(report) = found.iter_mut().find(|r| r.content.iter().any(|c| c.covers(piece.span()))) {
                // Whoever stands before a quotation says it, known or not.
                report.if_known &= source.is_none();
            } else if let Some(source) = source {
                found.push(Report {
                    sentence: number,
                    ..self.report(Some(source), Tokens::new(colon, colon + 1), vec![piece.span()], Manner::Said)
                });
            }
        }
    }

    /// "Her answer:", "The mayor’s reply:": whoever owns the saying that is all there is before a colon.
    fn answerer(&self, lead: Tokens) -> Option<Tokens> {
        let w = self.words;
        let end = chunk::end(w, lead.start, lead.end);
        let saying = end.checked_sub(1).filter(|k| *k > lead.start && w.class(*k).has(Class::REPLY) && w.tag(*k).is_noun())?;
        if (end..lead.end).any(|k| w.tag(k).is_finite()) {
            return None;
        }
        let owner = (lead.start..saying).rev().find(|k| matches!(w.tag(*k), Tag::Possessive | Tag::PossessivePronoun))?;
        let source = if w.tag(owner) == Tag::Possessive { Tokens::new(lead.start, owner) } else { Tokens::new(owner, owner + 1) };
        (!source.is_empty() && (owner == lead.start || w.tag(owner) == Tag::Possessive)).then_some(source)
    }

    /// "issued a statement from the king:": whoever a document before a colon is from.
    fn author_in(&self, range: Tokens, phrase: Tokens) -> Option<Tokens> {
        let w = self.words;
        let from = |k: usize| w.class(k).has(Class::WRITER_LEAD) && k > range.start && w.class(k - 1).has(Class::DOCUMENT | Class::SAYING);
        let by = (phrase.start.saturating_sub(1).max(range.start)..phrase.end).find(|k| from(*k))?;
        Some(Tokens::new(by + 1, phrase.end)).filter(|s| !s.is_empty())
    }

    /// "Sousa issued the following statement": who gives the words that follow, and the verb.
    fn announced(&self, range: Tokens) -> Option<(Tokens, usize)> {
        const NEAR: usize = 4;
        let w = self.words;
        let saying = |k: usize| w.class(k).has(Class::SAYING) && w.tag(k).is_noun();
        let leads =
            |k: usize| w.class(k).has(Class::NEXT_TURN) && k + 1 < range.end && (saying(k + 1) || saying(k + 2)) && !self.in_piece(k);
        let following = range.iter().find(|k| leads(*k))?;
        let gives = |k: usize| w.class(k).has(Class::GIVES) && w.tag(k).is_finite() && !self.in_piece(k);
        let verb = (range.start.max(following.saturating_sub(NEAR))..following).rev().find(|k| gives(*k))?;
        let source = self.subject(range, self.chain_start(verb, range)).filter(|s| !self.is_time(*s))?;
        Some((source, verb))
    }

    /// Whether a phrase has what a speaker has: a trade, or a name as its head.
    fn may_speak(&self, source: Tokens) -> bool {
        let w = self.words;
        let head = base_head(w, source);
        w.class(head).has(Class::ROLE | Class::PEOPLE) || w.capital(head)
    }

    /// Whether a phrase is all that stands before a colon, and names somebody's office: "Treasurer's office:".
    fn stands_alone(&self, range: Tokens, source: Tokens) -> bool {
        let w = self.words;
        source.start == range.start + self.lead(range)
            && source.iter().any(|k| w.tag(k) == Tag::Possessive)
            && w.class(base_head(w, source)).has(Class::ORG)
    }

    /// A paragraph that ends with a colon and names a saying: "Sousa made the following comment:".
    pub(super) fn leads_in(&self, range: Tokens, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        let says = |k: usize| w.class(k).has(Class::SAYING | Class::SAY) && w.tag(k).is_noun();
        // "And from the mayor, Ana Costa:"
        let from = range.start + self.lead(range);
        let from = from + usize::from(w.is_one(from, &["this", "these"]));
        if self.leads_on(range) && w.is(from, "from") {
            let source = Tokens::new(from + 1, range.end - 1);
            if !source.is_empty() && self.may_speak(source) && !source.iter().any(|k| w.tag(k).is_finite()) {
                let cue = Tokens::new(from, from + 1);
                found.push(Report { sentence: number, ..self.report(Some(source), cue, Vec::new(), Manner::Said) });
            }
            return;
        }
        // "Sousa issued the following statement on the port.", and the statement is the next paragraph.
        if !self.leads_on(range) {
            let Some((source, verb)) = self.announced(range) else { return };
            if !(verb..range.end).any(|k| w.word(k) == ":" && !self.in_piece(k)) {
                found.retain(|r| r.sentence != number || r.manner != Manner::Noun || r.source != Some(source));
                found.push(Report { sentence: number, ..self.report(Some(source), Tokens::new(verb, verb + 1), Vec::new(), Manner::Said) });
            }
            return;
        }
        if !self.leads_on(range) || !range.iter().any(says) || found.last().is_some_and(|r| r.sentence == number) {
            return;
        }
        let Some(verb) = range.iter().find(|k| w.tag(*k).is_finite() && !self.in_piece(*k)) else { return };
        if let Some(source) = self.subject(range, self.chain_start(verb, range)).filter(|s| !self.is_time(*s)) {
            found.push(Report { sentence: number, ..self.report(Some(source), Tokens::new(verb, verb + 1), Vec::new(), Manner::Said) });
        }
    }

    /// A name after a quotation and a dash: `“We had no choice.” ― Ana Sousa, mayor`.
    pub(super) fn after_dash(&self, range: Tokens, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        let signs = |k: usize| matches!(w.word(k), "―" | "—" | "–" | "-" | "--" | "(") && w.capital(k + 1);
        // A long dash may stand right behind the mark.
        let tight = |k: usize| u32::from(matches!(w.word(k), "—" | "―" | "–"));
        self.on_next_line(range, number, found);
        for dash in range.iter().filter(|k| *k > 0 && signs(*k) && w.tokens[*k].start > w.tokens[k - 1].end - tight(*k)) {
            let end = w.tokens[dash - 1].end;
            let Some(piece) = self.piece_ending(end) else { continue };
            let to = chunk::end(w, dash + 1, range.end);
            let bracket = w.word(dash) == "(";
            let closes = to > dash + 1 && if bracket { w.word(to) == "," } else { to >= self.text_end(range) || w.word(to) == "," };
            if closes && told_by(found, |c| c.covers(piece.span())).is_none() {
                found.push(Report {
                    sentence: number,
                    ..self.report(Some(Tokens::new(dash + 1, to)), Tokens::new(dash, dash + 1), vec![piece.span()], Manner::Said)
                });
            }
        }
    }

    /// A name on the line under a quotation, with no verb behind it: `Ana Sousa, The Herald`.
    fn on_next_line(&self, range: Tokens, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        let name = range.start;
        let Some(mark) = name.checked_sub(1) else { return };
        let (end, to) = (w.tokens[mark].end, chunk::end(w, name, range.end));
        let next_line = w.text()[end as usize..w.tokens[name].start as usize].contains('\n');
        let Some(piece) = self.piece_ending(end).filter(|p| next_line && p.opened) else { return };
        let alone = (name..range.end).all(|k| !w.tag(k).is_finite() && !self.in_piece(k));
        let named = to > name + 1 && (name..to).all(|k| w.capital(k)) && (to >= self.text_end(range) || w.word(to) == ",");
        if alone && named && told_by(found, |c| c.covers(piece.span())).is_none() {
            let report = self.report(Some(Tokens::new(name, to)), Tokens::new(mark, mark + 1), vec![piece.span()], Manner::Said);
            found.push(Report { sentence: number, ..report });
        }
    }

    /// A quotation that nothing else gives to anybody, and a subject with any verb at all right beside it: `“Go back,” Costa
    /// barked`, `the crowd chanted: “Shame!”` The comma or colon makes the verb one of saying.
    pub(super) fn beside_quotation(&self, range: Tokens, number: usize, found: &mut Vec<Report>) {
        let w = self.words;
        let sentence = w.span(range);
        // One that began in a sentence before and ends here is told by what stands behind it.
        let from = self.pieces.partition_point(|p| p.end <= sentence.start);
        let here = &self.pieces[from..self.pieces.partition_point(|p| p.start < sentence.end).max(from)];
        for piece in here.iter().filter(|p| p.opened && p.closed && p.words >= 1) {
            if told_by(found, |c| c.overlaps(piece.span())).is_some() {
                continue;
            }
            let text = &w.text()[piece.start as usize..piece.end as usize];
            let inside = text.trim_end_matches(['”', '"', '’', '\'', '»']);
            let after = w.at(piece.end);
            let before = w.at(piece.start);
            let source = if inside.ends_with([',', '!', '?']) && after < range.end {
                self.source_behind(range, after, inside.ends_with(','))
            } else if piece.start < sentence.start {
                None
            } else if before > range.start + 1 && matches!(w.word(before - 1), "," | ":") {
                let verb = (range.start.max(before.saturating_sub(3))..before - 1).rev().find(|k| self.is_main_verb(*k));
                verb.and_then(|v| Some((self.subject(range, self.chain_start(v, range))?, v)))
            } else {
                self.quoting_subject(range, piece)
            };
            let Some((source, verb)) = source else { continue };
            if self.is_time(source) || w.class(source.start).has(Class::NO_SPEAKER) {
                continue;
            }
            found.push(Report {
                sentence: number,
                ..self.report(Some(source), Tokens::new(verb, verb + 1), vec![piece.span()], Manner::Said)
            });
        }
    }

    /// Who stands behind a closing mark at token `after`: with any verb behind or before them, or, where a comma leads to them, with
    /// none in their sentence. The second is the word that ties them to the quotation.
    fn source_behind(&self, range: Tokens, after: usize, comma: bool) -> Option<(Tokens, usize)> {
        let w = self.words;
        let to = self.source_end(after, range.end);
        // "“…,” snorts Ana Holt": to the tagger a noun.
        let next = w.tag(after + 1);
        let noun =
            w.tag(after) == Tag::Nouns && !w.capital(after) && comma && !w.class(after).has(Class::ROLES | Class::PEOPLE | Class::VAGUE);
        let mistaken = noun && (self.is_capitalised(after + 1) || matches!(next, Tag::Determiner | Tag::PossessivePronoun));
        let mistaken = mistaken && !(after + 1..to.max(after + 3).min(range.end)).any(|k| w.tag(k).is_finite());
        if to > after && !mistaken {
            // "“…,” Costa was told by Sousa": whoever is told something does not say it.
            let active = |k: &usize| w.tag(*k) != Tag::Participle || !w.class(k - 1).has(Class::BE);
            let verb = (to..(to + 2).min(range.end)).find(|k| self.is_main_verb(*k)).filter(active);
            let signs = || comma && self.is_capitalised(after) && to >= self.text_end(range);
            let verb = verb.or_else(|| signs().then(|| after - 1))?;
            return Some((Tokens::new(after, to), verb));
        }
        // "“…,” grumbled Anna Holt", "“…,” shrugged the referee, Anna Holt": somebody's name behind any verb.
        let name = after + 1;
        let to = self.source_end(name, range.end);
        let turned = w.tag(after).is_finite() && !w.class(after).has(Class::AUXILIARIES) || mistaken;
        // "“…,” came the reply from Holt"
        let reply = chunk::end(w, name, range.end);
        if turned && reply > name && w.class(reply - 1).has(Class::REPLY) && w.class(reply).has(Class::WRITER_LEAD) {
            let to = self.source_end(reply + 1, range.end);
            return (to > reply + 1).then_some((Tokens::new(reply + 1, to), after));
        }
        let described = || {
            let named = (name + 1..to).any(|k| w.word(k) == "," && self.is_capitalised(k + 1));
            named || comma && w.class(base_head(w, Tokens::new(name, to))).has(Class::ROLE | Class::RELATION)
        };
        (turned && to > name && (self.is_capitalised(name) || described())).then_some((Tokens::new(name, to), after))
    }

    /// A verb that means something by itself, alone or with its auxiliary.
    fn is_main_verb(&self, i: usize) -> bool {
        let w = self.words;
        let aided = || (1..3).any(|n| i >= n && w.class(i - n).has(Class::AUXILIARIES));
        w.tag(i).is_finite() && !w.class(i).has(Class::AUXILIARIES) || matches!(w.tag(i), Tag::Participle | Tag::Gerund) && aided()
    }

    /// Whoever a sentence with a few quoted words is about: `Japan branded it an “outlaw nation in the region”`.
    fn quoting_subject(&self, range: Tokens, piece: &Piece) -> Option<(Tokens, usize)> {
        const NEAR: usize = 14;
        let w = self.words;
        let before = w.at(piece.start);
        let lower = (before..w.at(piece.end)).filter(|k| w.is_word(*k) && !w.capital(*k)).count();
        if piece.words < 2 || lower < 2 || self.is_title(piece) {
            return None;
        }
        let calls = |k: usize| w.tag(k) == Tag::Gerund && w.class(k).has(Class::ACT | Class::SAY);
        let mut near = (range.start.max(before.saturating_sub(NEAR))..before).rev();
        let verb = near.find(|k| (self.is_main_verb(*k) || calls(*k)) && !self.in_piece(*k))?;
        let chain = self.chain_start(verb, range);
        let far = || self.far_subject(range, chain);
        let subject = self.subject(range, chain)?;
        let subject = if self.is_governed(range, subject) && !calls(verb) { far()? } else { subject };
        let head = base_head(w, subject);
        let speaks = w.capital(head) && head > range.start
            || w.tag(head).is_name()
            || w.is_one(head, &["he", "she", "they"])
            || w.class(head).has(Class::PEOPLE | Class::ROLE);
        speaks.then_some((subject, verb))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    /// Quotations given by a colon, a dash or what stands beside them.
    #[test]
    fn quotations_without_a_verb_of_saying() {
        check(&[
            ("Q: Where were you?", &["Q | : | Where were you?"]),
            ("Council: Harbour to stay closed", &["Council | : | Harbour to stay closed"]),
            ("Mayor Åsa Lindqvist: “The worst is still to come.”", &["Mayor Åsa Lindqvist | : | “The worst is still to come.”"]),
            ("Sousa made the following comment:", &["Sousa | made | "]),
            ("“We had no choice.” ― Ana Sousa, mayor", &["Ana Sousa | ― | “We had no choice.”"]),
            ("“Go back,” Costa barked.", &["Costa | barked | “Go back,”"]),
            ("The crowd chanted: “Shame!”", &["The crowd | chanted | “Shame!”"]),
            ("Japan branded it an “outlaw nation in the region”.", &["Japan | branded | it an “outlaw nation in the region”"]),
            ("PENCE: Well, look at that.", &["PENCE | : | Well, look at that."]),
            ("“It is cold,” grumbled Ana Holt, a pupil.", &["Ana Holt, a pupil | grumbled | “It is cold,”"]),
            ("“The market is small,” Ana Holt, an analyst for Oxmere.", &["Ana Holt, an analyst for Oxmere | ” | “The market is small,”"]),
            ("“A year I will not forget.” – Tom Hale, driver", &["Tom Hale | – | “A year I will not forget.”"]),
            ("“I loved it.” - Alan Poe", &["Alan Poe | - | “I loved it.”"]),
            ("“It was late” (Tom Hale, driver).", &["Tom Hale | ( | “It was late”"]),
            ("ADM. JOHN KERBY, ANALYST: It was a disgrace.", &["ADM. JOHN KERBY | : | It was a disgrace."]),
            (
                "Treasurer’s office: “The government welcomes it as a reprieve.”",
                &["Treasurer’s office | : | “The government welcomes it as a reprieve.”"],
            ),
            (
                "The crowd took a shot at him on Twitter: “It is late, and all of it is bad.”",
                &["The crowd | : | “It is late, and all of it is bad.”"],
            ),
            ("The problem: “it is late”", &[]),
            ("[00:15] Ana Costa: Nobody. I signed it.", &["Ana Costa | : | Nobody. I signed it."]),
            ("CLERK (MS COSTA): The lorry is booked.", &["CLERK | : | The lorry is booked."]),
            ("Ana Costa (mother of two): Nobody came.", &["Ana Costa | : | Nobody came."]),
            ("“Ask the machine,” shrugged the referee, Ana Holt.", &["the referee, Ana Holt | shrugged | “Ask the machine,”"]),
            (
                "“It earned its rest,” smiled the sexton across the road, Ana Holt, on Monday.",
                &["the sexton across the road, Ana Holt | smiled | “It earned its rest,”"],
            ),
            ("“Go now!” stunned the referee.", &[]),
            ("Her answer: “Ask me in May.”", &["Her | : | “Ask me in May.”"]),
            ("The mayor’s reply to the clerk: “Ask me in May.”", &["The mayor | : | “Ask me in May.”"]),
            ("Her boat: “The Old Lena of Faro”", &[]),
            ("Ana Costa (Greens): “It is over.”", &["Ana Costa | : | “It is over.”"]),
            ("“Not in my lifetime,” snorts Ana Holt, 91, when told.", &["Ana Holt | snorts | “Not in my lifetime,”"]),
            ("“It is mine,” deadpans her neighbour, Ana Holt.", &["her neighbour, Ana Holt | deadpans | “It is mine,”"]),
            ("“It was never on,” came the reply from Ana Holt.", &["Ana Holt | came | “It was never on,”"]),
            ("B: Samoa, Italy, Kenya.", &[]),
            ("“It is over,” Rui Costa was told on Sunday by the owner, Ana Holt.", &["the owner, Ana Holt | was told | “It is over,”"]),
            ("“Did you read it?” he was asked.", &[" | was asked | “Did you read it?”"]),
            (
                "“If it goes, I go,” the daily Mar quoted the mayor, Ana Holt, as saying on Friday.",
                &[
                    "the daily Mar | quoted | the mayor, Ana Holt, as saying on Friday",
                    "the mayor, Ana Holt | as saying | “If it goes, I go,”",
                ],
            ),
            ("“A slow burn that never catches fire.”\nAna Holt, The Herald", &["Ana Holt | ” | “A slow burn that never catches fire.”"]),
            ("“A slow burn that never catches fire.”\nAna Holt left the room.", &[]),
            ("The palace issued a statement from the king: “It is late.”", &["the king | : | “It is late.”"]),
            ("The palace read out a letter by Ana Costa: “It is late.”", &["Ana Costa | : | “It is late.”"]),
            ("The palace issued a statement: “It is late.”", &["The palace | : | “It is late.”"]),
            ("MAYOR COSTA: It is late.", &["MAYOR COSTA | : | It is late."]),
        ]);
    }
}
