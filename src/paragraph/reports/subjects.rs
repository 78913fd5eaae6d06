//! Whose words a verb of saying reports: its subject, wherever it stands.

use super::Reader;
use super::kinds::base_head;
use crate::language::{Class, Tag, Tokens, chunk};
use crate::paragraph::names::{is_letters, portfolio};
use crate::paragraph::times;

impl Reader<'_> {
    /// The first token of the verb group that ends with `i`: auxiliaries, adverbs and negations before it.
    pub(super) fn chain_start(&self, i: usize, range: Tokens) -> usize {
        let w = self.words;
        let mut from = i;
        while from > range.start {
            let k = from - 1;
            let auxiliary = w.class(k).has(Class::AUXILIARY);
            let fits = w.tag(k) == Tag::Modal
                || (auxiliary && !matches!(w.tag(k), Tag::Noun | Tag::Possessive))
                || matches!(w.tag(k), Tag::Adverb | Tag::AdverbMore | Tag::AdverbMost)
                // "has further said", "has since said"
                || (w.tag(k) == Tag::Comparative || w.class(k).has(Class::SUBORDINATOR))
                    && k > range.start
                    && (w.class(k - 1).has(Class::AUXILIARY) || w.tag(k) == Tag::Comparative && k + 1 == i && w.tag(k - 1).is_noun());
            let went_on = || w.is_to(k) && k >= range.start + 2 && w.is(k - 1, "on") && w.tag(k - 2).is_verb();
            // "Hatherly said": what could be an adverb is the subject where nothing else is.
            let subject = k == range.start
                && w.capital(k)
                && w.tag(k) == Tag::Adverb
                && from == i
                && w.class(i).has(Class::REPORT | Class::PLAIN)
                && w.tag(i).is_finite();
            if subject
                || !fits && !went_on()
                || !went_on()
                    && (w.is_one(k, &["to", "on"])
                        && !(k > range.start && (w.tag(k - 1).is_verb() || w.class(k - 1).has(Class::BEFORE_TO))))
                || self.in_piece(k)
            {
                break;
            }
            from = k;
        }
        from
    }

    /// The subject left of a verb group.
    pub(super) fn subject(&self, range: Tokens, chain: usize) -> Option<Tokens> {
        let w = self.words;
        let mut last = chain.checked_sub(1).filter(|l| *l >= range.start)?;
        // A time between subject and verb: "The mayor on Tuesday said".
        while let Some(t) = times::around(self.times, w.tokens[last].start, w.tokens[last].end) {
            last = t.token.checked_sub(1).filter(|l| *l >= range.start)?;
            if w.is_one(last, &["on", "in"]) {
                last = last.checked_sub(1).filter(|l| *l >= range.start)?;
            }
        }
        // "Mayor Ana Costa Wednesday, urged": the time belongs to the verb.
        if w.word(last) == ","
            && last > range.start
            && let Some(t) = times::around(self.times, w.tokens[last - 1].start, w.tokens[last - 1].end)
            && t.token > range.start
            && w.capital(t.token - 1)
            && !(range.start..t.token).any(|k| w.tag(k).is_finite())
        {
            last = t.token - 1;
        }
        // "families, many of whom say"
        if w.is(last, "whom") && last >= range.start + 2 && w.is_of(last - 1) {
            return Some(Tokens::new(last - 2, last + 1));
        }
        // "WHO said": a body.
        let letters = w.word(last).len() > 1 && w.word(last).chars().all(char::is_uppercase);
        if letters && w.class(last).has(Class::RELATIVE) {
            return Some(Tokens::new(last, last + 1));
        }
        if w.is_one(last, &["who", "which", "that"]) && last > range.start {
            let mut noun = last - 1;
            if w.word(noun) == "," {
                noun = noun.checked_sub(1)?;
            }
            return self.who_phrase(range, noun, w.is(last, "which"));
        }
        if w.word(last) == "," {
            // An apposition or clause between commas: "Fuad Basya, spokesman for the military, said".
            // "Ann Lee, now 81 and retired in Cambridge, Mass., said": a comma after what a preposition governs is inside of it.
            let mut commas = (range.start + 1..last).rev().take(40).filter(|k| w.word(*k) == ",");
            let inside = |comma: usize| {
                let start = chunk::start(w, comma - 1, range.start);
                let governed = || start > range.start && w.class(start - 1).has(Class::IN_TOWN);
                governed()
                    && (w.class(comma.wrapping_sub(1)).has(Class::PLACE)
                        || w.capital(comma.wrapping_sub(1))
                            && w.capital(comma + 1)
                            && (!w.is(start.wrapping_sub(1), "from") || !w.class(comma + 1).has(Class::GIVEN)))
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
            // "The ministry has, in a statement, called on": a time or place stands between the verb and what belongs to it.
            if w.class(noun).has(Class::AUXILIARIES | Class::WILL) {
                return self.subject(range, self.chain_start(comma, range)).filter(|s| s.end <= noun);
            }
            let phrase = self.phrase_ending(range, noun)?;
            // "The indictment, unsealed on Monday, alleges": a participle that looks like a verb.
            let told = w.tag(comma + 1) == Tag::Past
                && w.class(base_head(w, phrase)).has(Class::DOCUMENT | Class::POLL)
                && (w.tag(comma + 2) == Tag::Preposition || self.time_at(comma + 2).is_some());
            let starts_apposition = (told || !w.tag(comma + 1).is_finite()) && !w.is_one(comma + 1, &["and", "but"]);
            let source = Tokens::new(self.joined_before(range, self.named_before(range, phrase)), last);
            return (starts_apposition && !source.iter().any(|k| self.in_piece(k))).then_some(source);
        }
        if w.word(last) == ")" {
            let open = (range.start..last).rev().take(12).find(|k| w.word(*k) == "(")?;
            let phrase = self.phrase_ending(range, open.checked_sub(1)?)?;
            return Some(Tokens::new(self.named_before(range, phrase), last + 1));
        }
        if w.tag(last) == Tag::Conjunction {
            return self.joined_subject(range, last);
        }
        let phrase = self.phrase_ending(range, last)?;
        // "Minister of Farms, Forests and Fisheries Ana Sousa said": commas of the office.
        let listed = phrase.start > range.start + 1 && w.word(phrase.start - 1) == "," && w.capital(phrase.start);
        let name = || (phrase.start + 1..phrase.end).find(|k| portfolio(w, range, *k).is_some_and(|p| p < phrase.start) && !w.is_and(*k));
        if let Some(office) = if listed { name().and_then(|n| portfolio(w, range, n)) } else { None } {
            return Some(Tokens::new(office, phrase.end));
        }
        Some(Tokens::new(self.joined_before(range, self.named_before(range, phrase)), phrase.end))
    }

    /// Where a source starts whose last name, at token `start`, another joins that is told apart between commas: "Ana Sousa, head of the
    /// league, and Rui Reis, her lawyer, said".
    fn joined_before(&self, range: Tokens, start: usize) -> usize {
        const FAR: usize = 16;
        let w = self.words;
        if start < range.start + 5 || !w.capital(start) || !w.is_and(start - 1) || w.word(start - 2) != "," {
            return start;
        }
        let comma = (range.start + 1..start - 2).rev().take(FAR).find(|k| w.word(*k) == "," && w.capital(k - 1));
        let Some(comma) = comma.filter(|c| !(*c..start).any(|k| w.tag(k).is_finite() || self.in_piece(k))) else { return start };
        let named = self.phrase_ending(range, comma - 1).filter(|p| p.iter().all(|k| w.capital(k)));
        named.filter(|p| !self.is_governed(range, *p)).map_or(start, |p| p.start)
    }

    /// Whom "who" or "which" behind token `noun` means: of a phrase about a thing the people in it.
    fn who_phrase(&self, range: Tokens, noun: usize, which: bool) -> Option<Tokens> {
        let w = self.words;
        let whole = self.phrase_ending(range, noun)?;
        let somebody = |k: usize| w.class(k).has(Class::PEOPLE | Class::ROLE | Class::RELATION) || w.capital(k);
        let own = Tokens::new(chunk::start(w, noun, whole.start), noun + 1);
        // "members of the port, which": the port.
        let people =
            |s: Tokens| w.class(base_head(w, s)).has(Class::PEOPLE | Class::ROLE | Class::ROLES) && !w.tag(base_head(w, s)).is_name();
        if which && own.start > whole.start && people(whole) && !people(own) {
            return Some(own);
        }
        let thing = !somebody(base_head(w, whole)) && own.start > whole.start && somebody(base_head(w, own));
        Some(if thing { own } else { whole })
    }

    /// Where a source starts whose `phrase` only describes it, as an age, a place, a trade or the end of a firm's name does behind a
    /// comma: with the name before that comma.
    fn named_before(&self, range: Tokens, phrase: Tokens) -> usize {
        const MOST: usize = 3;
        const LEADS: Class = Class::JOINS_PHRASE.and(Class::IN_TOWN).and(Class::ROLE_JOINT);
        let w = self.words;
        let mut start = self.before_nickname(range, phrase.start);
        // "Ana Sousa, RN, BSN, a nurse": letters are no name of their own.
        while is_letters(w, start)
            && start > range.start + 1
            && w.word(start - 1) == ","
            && w.capital(start - 2)
            && !self.in_piece(start - 2)
        {
            let noun = start - 2;
            start = if is_letters(w, noun) { noun } else { self.phrase_ending(range, noun).map_or(noun, |p| p.start) };
        }
        if start < phrase.start && !is_letters(w, start) {
            return start;
        }
        for _ in 0..MOST {
            let age = w.tag(start) == Tag::Number && (start + 1 == phrase.end || w.word(start + 1) == ",");
            // "…, with Ana Sousa stating": who says it, and no place.
            let with = w.class(start.wrapping_sub(1)).only(LEADS) == Class::JOINS_PHRASE && w.tag(phrase.end) == Tag::Gerund;
            let from = usize::from(!with && w.class(start.wrapping_sub(1)).has(Class::IN_TOWN | Class::JOINS_PHRASE));
            let head = base_head(w, Tokens::new(start, phrase.end.max(start + 1)));
            let one = w.is(start, "one") && w.is_of(start + 1);
            let trade = || w.class(head).has(Class::ROLE | Class::RELATION) && w.tag(head) == Tag::Noun && !w.capital(head);
            let bare = start == head || !w.capital(start) && !matches!(w.tag(start), Tag::Determiner | Tag::PossessivePronoun);
            // "police in Clairton, Pennsylvania": the town's country is no name of its own.
            let place = w.class(start).has(Class::PLACE) && start == head;
            let describes = age || from == 1 || one || place || trade() && bare || w.class(start).has(Class::FIRM_END);
            let Some(comma) = start.checked_sub(1 + from).filter(|c| describes && *c > range.start && w.word(*c) == ",") else { break };
            let mut noun = comma - 1;
            if w.word(noun) == ")" {
                let Some(open) = (range.start + 1..noun).rev().take(12).find(|k| w.word(*k) == "(") else { break };
                noun = open - 1;
            }
            let named = w.capital(noun) || w.tag(noun) == Tag::Number && w.word(noun.wrapping_sub(1)) == ",";
            if !named || self.in_piece(noun) {
                break;
            }
            let Some(before) = self.phrase_ending(range, noun) else { break };
            if before.start > range.start && matches!(w.tag(before.start - 1), Tag::Preposition | Tag::To) && w.word(noun + 1) != "," {
                break;
            }
            // "In Faro, spokesman": a place where it was said, and nobody's name.
            if place && !(before.start..noun).any(|k| w.class(k).has(Class::IN_TOWN)) {
                break;
            }
            let governed = before.start > range.start && w.tag(before.start - 1) == Tag::Preposition;
            if governed && (before.start < range.start + 2 || w.word(before.start - 2) != ",") {
                break;
            }
            start = self.before_nickname(range, before.start);
        }
        start
    }

    /// Where a name starts that goes on behind a nickname in marks, or with its last word: "Luis “Lua” Costa".
    fn before_nickname(&self, range: Tokens, start: usize) -> usize {
        const LONGEST: usize = 3;
        let w = self.words;
        let opens = |k: usize| matches!(w.word(k), "“" | "\"" | "‘" | "'") && w.spaced(k) && !w.spaced(k + 1);
        let closes = |k: usize| matches!(w.word(k), "”" | "\"" | "’" | "'") && !w.spaced(k) && w.capital(k + 1);
        let least = start.saturating_sub(LONGEST + 1).max(range.start + 1);
        let Some(opening) = (least..start).rev().find(|k| opens(*k)) else { return start };
        let closing = (opening + 2..=opening + LONGEST).find(|k| closes(*k));
        let name = w.capital(start) && w.capital(opening - 1) && w.class(opening - 1).has(Class::GIVEN);
        let inside = closing.is_some_and(|c| (opening + 1..c).all(|k| w.capital(k)) && start <= c + 1);
        if inside && name { self.phrase_ending(range, opening - 1).map_or(start, |p| p.start) } else { start }
    }

    /// Where somebody's name ends that stands soon behind a verb, with a trade before it that the tagger took for something else.
    pub(super) fn name_soon(&self, from: usize, most: usize) -> Option<usize> {
        const NEAR: usize = 4;
        let w = self.words;
        let first = (from..(from + NEAR).min(most)).find(|k| self.is_capitalised(*k))?;
        let plain = (from..first)
            .all(|k| w.is_word(k) && (k == from || !w.tag(k).is_finite()) && w.tag(k) != Tag::Pronoun || w.word(k).starts_with('*'));
        let to = self.source_end(first, most);
        (plain && to > first && w.tag(first).is_noun()).then_some(to)
    }

    /// Whether a preposition has a source as its object: "speaking to parliament".
    pub(super) fn is_governed(&self, range: Tokens, source: Tokens) -> bool {
        let w = self.words;
        source.start > range.start
            && matches!(w.tag(source.start - 1), Tag::Preposition | Tag::To)
            && !w.class(source.start - 1).has(Class::SUBORDINATOR)
            && !w.is_one(source.start - 1, &["that", "as"])
    }

    /// The subject of a verb that has one for sure, past what stands between the two: the first noun phrase of the clause that no
    /// preposition governs, with all that follows it up to the verb. "Insiders in two states — Ohio and Iowa — said".
    pub(super) fn far_subject(&self, range: Tokens, chain: usize) -> Option<Tokens> {
        let w = self.words;
        // What leads up to the clause ends with a semicolon, a quotation or, where it opens so, a comma.
        let lead = range.start + self.lead(range);
        let mut from = (lead..chain).rfind(|k| w.word(*k) == ";" || self.in_piece(*k)).map_or(lead, |k| k + 1);
        if w.class(from).has(Class::SUBORDINATOR) || w.is_one(from, &["asked", "in", "at"]) {
            from = (from..chain).find(|k| w.word(*k) == ",")? + 1;
        }
        // "Some 40 boats sank, a clerk briefed on the talks told us": what is told stands before the comma.
        let phrase = |k: usize| chunk::end(w, k, chain) > k && !w.tag(k).is_verb() && !w.capital(k);
        let own = |v: usize| w.tag(v).is_finite() && !matches!(w.tag(v - 1), Tag::WhPronoun | Tag::WhDeterminer);
        let whole = |k: &usize| w.word(*k) == "," && phrase(k + 1) && (from + 1..*k).any(own);
        if let Some(comma) = (from + 1..chain).rfind(whole) {
            from = comma + 1;
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
        let source = Tokens::new(first, to);
        (source.len() <= LONGEST && !self.is_time(source)).then_some(source)
    }

    /// The noun phrase that ends with token `last`, with what its head governs: "the director of the agency".
    pub(super) fn phrase_ending(&self, range: Tokens, last: usize) -> Option<Tokens> {
        let w = self.words;
        // "The study itself": the study.
        let stressed = w.class(last).has(Class::REFLEXIVE) && last > range.start && (w.tag(last - 1).is_noun() || w.capital(last - 1));
        let last = last - usize::from(stressed);
        let tag = w.tag(last);
        if matches!(tag, Tag::Pronoun) || w.class(last).has(Class::QUANTIFIER) {
            let mut from = last;
            if from > range.start && matches!(w.tag(from - 1), Tag::Determiner) {
                from -= 1;
            }
            return Some(Tokens::new(from, last + 1));
        }
        // A capital where a noun must stand is one, whatever the tagger took it for: "Cuban said".
        if !tag.is_noun() && tag != Tag::Number && !w.class(last).has(Class::PEOPLE | Class::ROLE) && !self.is_capitalised(last) {
            return None;
        }
        let mut from = self.past_time(chunk::start(w, last, range.start), last);
        // "the Port Authority (PA) data": letters in brackets stand between a name and what belongs to it.
        let letters = |k: usize| k > range.start + 3 && w.word(k) == ")" && w.word(k - 2) == "(" && w.capital(k - 1) && w.capital(k - 3);
        if from > range.start && letters(from - 1) && !self.in_piece(from - 1) {
            from = chunk::start(w, from - 4, range.start);
        }
        // "of", "for", "from", "at", "in", "with" join phrases; so does "and" between names or people.
        while from > range.start + 1 {
            let k = from - 1;
            let joins =
                w.class(k).has(Class::JOINS_PHRASE) || (w.is_one(k, &["in", "on", "near"]) && w.tag(k - 1).is_noun()) || w.is_and(k);
            let nominal = w.tag(k - 1).is_noun() || w.is(k, "and") && w.tag(k - 1) == Tag::Pronoun;
            if !joins || !nominal || self.in_piece(k) {
                break;
            }
            let before = self.past_time(chunk::start(w, k - 1, range.start), k - 1);
            if before > k - 1 || times::around(self.times, w.tokens[k - 1].start, w.tokens[k - 1].end).is_some() {
                break;
            }
            from = before;
        }
        // "“…,” retired general Ann Lee said"
        // and "…, wrestling league Oxmere Ring said".
        let paused = |k: usize| k == range.start || !w.is_word(k - 1) && w.word(k - 1) != ")";
        let trade = |k: usize| matches!(w.tag(k), Tag::Participle | Tag::Past) || w.tag(k) == Tag::Gerund && k > range.start;
        if from > range.start && trade(from - 1) && !w.class(from - 1).has(Class::SAY | Class::ACT) && paused(from - 1) {
            from -= 1;
        }
        // "most historians agree": how many of them belongs to whoever says it.
        let most = |k: usize| w.class(k).has(Class::QUANTIFIER) && w.tag(k) == Tag::AdverbMost;
        if from > range.start && w.tag(last) == Tag::Nouns && w.tag(from).is_noun() && most(from - 1) {
            from -= 1;
        }
        (from <= last && !self.in_piece(from)).then_some(Tokens::new(from, last + 1))
    }

    /// Where a noun phrase `from..=last` starts, without the time that the tagger took for a part of it: a time stands by itself
    /// where a preposition governs it, or where it is no bare name of a day, a month or a year.
    fn past_time(&self, from: usize, last: usize) -> usize {
        let w = self.words;
        let at = w.tokens[from].start;
        let Some(time) = self.times.get(self.times.partition_point(|t| t.start < at)).filter(|t| t.start == at) else { return from };
        let after = self.after_time(time);
        let governed = from > 0 && w.tag(from - 1) == Tag::Preposition;
        let by_itself = after > from + 1 || matches!(w.tag(from), Tag::Adverb | Tag::Noun);
        if after > last || w.tag(after) == Tag::Possessive || !(governed || by_itself) { from } else { after }
    }

    /// The subject of a sentence's first finite verb, before token `until`; that of a clause which opens the sentence does not
    /// count.
    pub(super) fn first_subject(&self, range: Tokens, until: usize) -> Option<Tokens> {
        let w = self.words;
        let from = self.main_clause(range, until);
        let verb = (from..until).find(|k| w.tag(*k).is_finite() && !self.in_piece(*k))?;
        let chain = self.chain_start(verb, range);
        let subject = (chain > from).then(|| self.subject(range, chain)).flatten()?;
        // "A clerk described to us how the fire spread, saying": what hangs on something else says nothing.
        let hangs = subject.start > from && w.class(subject.start - 1).has(Class::QUESTION_WORD);
        (!hangs).then_some(subject)
    }

    /// Whose report a conjunction before token `until` joins to what comes before: whoever reports first, or else the subject of
    /// the first finite verb.
    pub(super) fn joined_subject(&self, range: Tokens, until: usize) -> Option<Tokens> {
        let w = self.words;
        let from = self.main_clause(range, until);
        let reports = |k: &usize| w.class(*k).has(Class::REPORT) && w.tag(*k).is_finite() && !self.in_piece(*k);
        let own = |verb: usize| {
            let chain = self.chain_start(verb, range);
            (chain > from && w.tag(chain - 1) != Tag::Conjunction).then(|| self.subject(range, chain)).flatten()
        };
        (from..until).filter(reports).find_map(own).or_else(|| self.first_subject(range, until))
    }

    /// Where a sentence's main clause starts: behind the clause that opens it, if one does.
    fn main_clause(&self, range: Tokens, until: usize) -> usize {
        let w = self.words;
        let lead = range.start + self.lead(range);
        let goes_on = |k: &usize| w.word(*k) == "," && self.is_clause(k + 1, until) && (lead..*k).any(|v| w.tag(v).is_finite());
        let comma = if w.class(lead).has(Class::SUBORDINATOR) { (lead..until).find(goes_on) } else { None };
        comma.map_or(range.start, |c| c + 1)
    }

    /// The end of a source that starts at `from`, appositions and "who"-clauses left out but for what describes a person.
    pub(super) fn source_end(&self, from: usize, most: usize) -> usize {
        let w = self.words;
        let mut to = chunk::full_end(w, from, most);
        if to == from {
            return from;
        }
        // "the post by an unknown author", "papers seen by the Courier": a document with whoever wrote or saw it.
        let document = base_head(w, Tokens::new(from, to));
        let by = to + usize::from(w.tag(to) == Tag::Participle);
        if w.is_by(by) && w.class(document).has(Class::DOCUMENT) && !w.tag(document).is_name() {
            let writer = chunk::full_end(w, by + 1, most);
            to = if writer > by + 1 { writer } else { to };
        }
        to = self.apposition_end(from, self.past_nickname(to, most), most);
        // ", and Tom Hale, her deputy": two who say it together.
        if w.word(to) == "," && w.is(to + 1, "and") && self.is_capitalised(to + 2) && (w.capital(from) || w.capital(to - 1)) {
            let next = chunk::full_end(w, to + 2, most);
            let end = self.apposition_end(to + 2, next, most);
            if next > to + 2 && !w.tag(self.past_adverb(end)).is_finite() {
                return end;
            }
        }
        to
    }

    /// Where a name goes on behind a nickname in marks: "Luis “Lua” Costa".
    fn past_nickname(&self, to: usize, most: usize) -> usize {
        let w = self.words;
        let close = (to + 2..(to + 5).min(most)).find(|k| matches!(w.word(*k), "”" | "\"" | "’" | "'"));
        let opens = matches!(w.word(to), "“" | "\"" | "‘" | "'") && !self.in_piece(to) && w.capital(to + 1);
        match close {
            Some(close) if opens && self.is_capitalised(close + 1) => chunk::full_end(w, close + 1, most),
            _ => to,
        }
    }

    /// Where a source `from..to` ends with the apposition that says who it is: ", the mayor of Porto", or the name behind one.
    fn apposition_end(&self, from: usize, to: usize, most: usize) -> usize {
        let w = self.words;
        if let Some(name) = self.named_behind(from, to, most) {
            return name;
        }
        if w.word(to) != "," {
            return to;
        }
        let next = to + 1;
        let article = w.class(next).has(Class::ARTICLE_WHO | Class::HE | Class::SHE);
        let role = (next..(next + 6).min(most)).any(|k| w.class(k).has(Class::ROLE | Class::RELATION))
            && (article || w.class(next).has(Class::ROLE | Class::RANK | Class::DEMONYM) || w.capital(next));
        let end = || (next..most).find(|k| matches!(w.word(*k), "," | "." | ";" | "“" | "\"" | ":")).unwrap_or(most);
        if role && w.capital(from.max(to - 1)) {
            let end = end();
            // ", the driver was named": another clause.
            let clause = (next..end).any(|k| w.tag(k).is_finite() && !w.class(k - 1).has(Class::RELATIVE) && !w.is(next, "who"));
            return if end <= next + 24 && !clause { end } else { to };
        }
        to
    }

    /// Where the name ends that tells who is described before its comma: "the manager, Ana Sousa", "the baker across the square, Ana
    /// Sousa".
    fn named_behind(&self, from: usize, to: usize, most: usize) -> Option<usize> {
        let w = self.words;
        let head = base_head(w, Tokens::new(from, to));
        let several = w.tag(head) == Tag::Nouns;
        let somebody = w.class(head).has(Class::ROLE | Class::RELATION) || several && w.class(head).has(Class::PEOPLE | Class::ROLES);
        let the_one = w.class(from).has(Class::DEFINITE | Class::HE | Class::SHE);
        if !(w.tag(head) == Tag::Noun || several && somebody) || w.capital(head) || !(somebody || the_one) {
            return None;
        }
        let place = w.tag(to) == Tag::Preposition && !w.class(to).has(Class::SUBORDINATOR | Class::CLAUSE_LEAD);
        let comma = if place { chunk::full_end(w, to + 1, most) } else { to };
        if w.word(comma) != "," || !self.is_capitalised(comma + 1) {
            return None;
        }
        // "his parents, Ana and Rui Sousa"
        let name = if several { chunk::full_end(w, comma + 1, most) } else { chunk::end(w, comma + 1, most) };
        let closes = name >= most || matches!(w.word(name), "," | "." | ";" | ":" | ")");
        // What is no word for people has a whole name behind it.
        let whole = somebody || name > comma + 2 && (comma + 1..name).all(|k| w.tag(k).is_name() || w.capital(k));
        (name > comma + 1 && closes && whole).then_some(name)
    }

    pub(super) fn ends_there(&self, at: usize, range: Tokens) -> bool {
        at >= self.text_end(range)
            || matches!(self.words.word(at), "," | "." | ";" | ":" | "—" | "–")
            || self.time_at(at).is_some()
            || self.words.class(at).has(Class::SOURCE_END)
    }

    pub(super) fn is_time(&self, tokens: Tokens) -> bool {
        let span = self.words.span(tokens);
        times::around(self.times, span.start, span.end).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    /// Whoever says it, wherever they stand.
    #[test]
    fn whose_words_they_are() {
        check(&[
            ("The mayor on Tuesday said the road was closed.", &["The mayor | said | the road was closed"]),
            ("He met families, many of whom say the road was closed.", &["many of whom | say | the road was closed"]),
            (
                "Fuad Basya, spokesman for the military, said the road was closed.",
                &["Fuad Basya, spokesman for the military | said | the road was closed"],
            ),
            (
                "Ann Lee, now 81 and retired in Cambridge, Mass., said the road was closed.",
                &["Ann Lee, now 81 and retired in Cambridge, Mass. | said | the road was closed"],
            ),
            (
                "Rep. Ann Lee (R-Ohio), a member of the panel, said the road was closed.",
                &["Rep. Ann Lee (R-Ohio), a member of the panel | said | the road was closed"],
            ),
            (
                "Insiders in two states — Ohio and Iowa — said the road was closed.",
                &["Insiders in two states — Ohio and Iowa | said | the road was closed"],
            ),
            ("The court overruled and said the road was closed.", &["The court | said | the road was closed"]),
            ("The director of the agency said the road was closed.", &["The director of the agency | said | the road was closed"]),
            ("Cuban said the road was closed.", &["Cuban | said | the road was closed"]),
            ("“We lost it,” retired general Ann Lee said.", &["retired general Ann Lee | said | “We lost it,”"]),
            ("“We lost it,” said Ann Lee, the mayor of Porto, on Monday.", &["Ann Lee, the mayor of Porto | said | “We lost it,”"]),
            ("The mayor and the governor said the road was closed.", &["The mayor and the governor | said | the road was closed"]),
            ("Many said the road was closed.", &["Many | said | the road was closed"]),
            // A comma with nothing before it.
            (", said Ana Sousa on Monday.", &[]),
            (", says the mayor.", &[]),
            ("Tom Hale, 34, of Merton, said that he was sad.", &["Tom Hale, 34, of Merton | said | he was sad"]),
            (
                "“We had no choice,” Rosa Welling, 52, who runs the unit, said on Tuesday.",
                &["Rosa Welling, 52, who runs the unit | said | “We had no choice,”"],
            ),
            (
                "Ana Poe, of Faro, one of the divers, said the road was closed.",
                &["Ana Poe, of Faro, one of the divers | said | the road was closed"],
            ),
            ("Scott Lee, president of Oxmere Ferries, said it was late.", &["Scott Lee, president of Oxmere Ferries | said | it was late"]),
            ("Scott Lee, president of Oxmere Ferries said it was late.", &["Scott Lee, president of Oxmere Ferries | said | it was late"]),
            ("Oxmere Ferries, Inc. said it was late.", &["Oxmere Ferries, Inc. | said | it was late"]),
            ("In Faro, a spokesman said it was late.", &["a spokesman | said | it was late"]),
            ("His lawyer, Joan Lund, said he was asleep.", &["His lawyer, Joan Lund | said | he was asleep"]),
            ("He was asleep, his lawyer, Joan Lund, said.", &["his lawyer, Joan Lund | said | He was asleep"]),
            ("“I sleep,” says the manager, Ana Costa.", &["the manager, Ana Costa | says | “I sleep,”"]),
            (
                "The acting head of Riverton Data, Dr Alex Taylor, said it was over.",
                &["The acting head of Riverton Data, Dr Alex Taylor | said | it was over"],
            ),
            (
                "“We had no choice,” said Rosa Welling, mayor of Riverton, and Tom Hale, her deputy, in a joint statement.",
                &["Rosa Welling, mayor of Riverton, and Tom Hale, her deputy | said | “We had no choice,”"],
            ),
            (
                "Prime minister Rui Reis, speaking to the council, said it was late.",
                &["Prime minister Rui Reis, speaking to the council | said | it was late"],
            ),
            (
                "Rui Reis in relaying the news to parliament said it was late.",
                &["Rui Reis in relaying the news to parliament | said | it was late"],
            ),
            ("The governor fled, and on Twitter said it was late.", &["The governor | said | it was late"]),
            ("The study itself says that it is late.", &["The study | says | it is late"]),
            ("WHO said they are uncertain.", &["WHO | said | they are uncertain"]),
            (
                "“It was loud all night,” said Luis “Patches” Moreno, a cleaner.",
                &["Luis “Patches” Moreno, a cleaner | said | “It was loud all night,”"],
            ),
            ("Police in Clairton, Pennsylvania, said it was late.", &["Police in Clairton, Pennsylvania | said | it was late"]),
            ("The ministry has, in a statement, called the road safe.", &["The ministry | called | the road safe"]),
            ("Luis “Patches” Moreno, a cleaner, said it was late.", &["Luis “Patches” Moreno, a cleaner | said | it was late"]),
            (
                "Ana Sousa, RN, BSN, a nurse at the port, said it was late.",
                &["Ana Sousa, RN, BSN, a nurse at the port | said | it was late"],
            ),
            (
                "Minister for Farms, Ports and Inland Waters Ana Sousa said it was late.",
                &["Minister for Farms, Ports and Inland Waters Ana Sousa | said | it was late"],
            ),
            ("In Faro, Ports and Farms said it was late.", &["Ports and Farms | said | it was late"]),
            ("“It is late,” said a clerk who saw it.", &["a clerk who saw it | said | “It is late,”"]),
            (
                "“It is late,” said a clerk who worked 19 years at the mill.",
                &["a clerk who worked 19 years at the mill | said | “It is late,”"],
            ),
            ("“It is late,” said a clerk who saw it on Monday.", &["a clerk who saw it on | said | “It is late,”"]),
        ]);
    }

    /// Sources that a wrong tag, a clause or a name beside them could cut or glue.
    #[test]
    fn whole_sources() {
        check(&[
            ("Hatherly said it was late.", &["Hatherly | said | it was late"]),
            (
                "“No one should go,” said Ana Moe, the bishop, and Rui Lund, the chief imam, in a letter.",
                &["Ana Moe, the bishop, and Rui Lund, the chief imam | said | “No one should go,”"],
            ),
            (
                "Ana Moe, head of the league, and Rui Lund, her lawyer, said it was late.",
                &["Ana Moe, head of the league, and Rui Lund, her lawyer | said | it was late"],
            ),
            (
                "“He went to work,” said his parents, Ana and Rui Lund, on Monday.",
                &["his parents, Ana and Rui Lund | said | “He went to work,”"],
            ),
            ("Harbour police say three boats have sunk.", &["Harbour police | say | three boats have sunk"]),
            ("Rebels say 11 people have been killed.", &["Rebels | say | 11 people have been killed"]),
            ("An autopsy determined the horse was old.", &["An autopsy | determined | the horse was old"]),
            ("An official at the port says the road is closed.", &["An official at the port | says | the road is closed"]),
            ("The port has further indicated no boat will sail.", &["The port | has further indicated | no boat will sail"]),
            ("Mayor Ana Costa Wednesday, urged the crews to go home.", &["Mayor Ana Costa | urged | to go home"]),
            (
                "Ana Poe has died, wrestling league Oxmere Ring (Ring) announced yesterday.",
                &["wrestling league Oxmere Ring (Ring) | announced | Ana Poe has died"],
            ),
            (
                "A witness described for Oxmere Media how the fire spread, saying, “I ran.”",
                &["A witness | described | “I ran.”", "A witness | saying | “I ran.”"],
            ),
            (
                "Mayor Ana Costa speaking to the Oxmere think tank called the deal “dead”.",
                &["Mayor Ana Costa speaking to the Oxmere think tank | called | the deal “dead”"],
            ),
            ("The court weighed requests from residents, who argued that it was late.", &["residents | argued | it was late"]),
            ("The court heard the head of the board, who argued that it was late.", &["the head of the board | argued | it was late"]),
            (
                "Zoe Lund, on the top deck when the crash occurred, said the roof fell in.",
                &["Zoe Lund, on the top deck when the crash occurred | said | the roof fell in"],
            ),
            (
                "Ana Lund, whose two sons attend, said the road was closed.",
                &["Ana Lund, whose two sons attend | said | the road was closed"],
            ),
            ("A journal ran a report by a team in Faro, saying that it was late.", &["a report by a team in Faro | saying | it was late"]),
            ("He has since said it was late.", &["He | has since said | it was late"]),
            ("The letter, if written by Costa, would help.", &[]),
            ("The town had 1.6 million confirmed cases.", &[]),
        ]);
    }
}
