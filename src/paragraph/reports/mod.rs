//! Who says what, as far as one paragraph tells: source, cue and content of each report.
//!
//! Each file reads one kind of thing: `cues` the words that report, `hearsay` those that name nobody, `deeds` those that do something
//! and say nothing, `subjects` whoever stands before them, `sources` which of those around them it is, `contents` what
//! they reach, `quoting` quotations without such a word, `kinds` what a source is. Whom a source names is the story's to say
//! ([`crate::story::attributions`]); whether a desk minds is a rule's.

mod contents;
mod cues;
mod deeds;
mod hearsay;
pub(crate) mod kinds;
mod quoting;
mod sources;
mod subjects;

use super::quoted::{self, Piece};
use super::times::TimeMention;
use crate::language::{Class, Sentence, Tag, Tokens, Words};
use crate::text::Span;
use kinds::kind_of;

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
    pub source: Option<Tokens>,
    /// The word or words that report.
    pub cue: Tokens,
    /// What is said.
    pub content: Vec<Span>,
    /// How.
    pub manner: Manner,
    /// What the source is.
    pub kind: SourceKind,
    /// The sentence of the cue.
    pub sentence: usize,
    /// Whether it is a report only if the story knows the source: "Sousa:" is a transcript's speaker, "Update:" is none.
    pub if_known: bool,
}

/// The reports of a block.
#[must_use]
pub fn find(words: &Words, sentences: &[Sentence], pieces: &[Piece], times: &[TimeMention]) -> Vec<Report> {
    let reader = Reader { words, pieces, times };
    let mut found: Vec<Report> = Vec::new();
    for (number, s) in sentences.iter().enumerate() {
        let range = s.tokens;
        let begun = found.len();
        for i in range {
            // Most tokens report nothing.
            let reports = Class::SAY | Class::THINK | Class::ACT | Class::SAYING;
            let may = words.class(i).has(reports | Class::CUE | Class::TALLY | Class::RECORDS | Class::EMERGES);
            if !may || reader.in_piece(i) {
                continue;
            }
            let report = reader
                .according(range, i)
                .or_else(|| reader.reckoned(range, i))
                .or_else(|| reader.as_saying(range, i))
                .or_else(|| reader.tallied(range, i))
                .or_else(|| reader.emerged(range, i))
                .or_else(|| reader.verb(range, i))
                .or_else(|| reader.shown(range, i))
                .or_else(|| reader.recorded(range, i))
                .or_else(|| reader.put_it(range, i))
                .or_else(|| reader.put_at(range, i))
                .or_else(|| reader.adjective(range, i))
                .or_else(|| reader.noun(range, i))
                .or_else(|| reader.given_noun(range, i))
                .or_else(|| reader.agentless(range, i));
            found.extend(report.map(|r| Report { sentence: number, ..r }));
        }
        // "said she hopes": what is hoped is part of what is said.
        let here: Vec<Span> = found[begun..].iter().filter(|r| r.manner == Manner::Said).flat_map(|r| r.content.clone()).collect();
        let relayed = found[begun..].iter().any(|r| r.manner == Manner::Said && words.class(r.cue.start).has(Class::CUE));
        let mut own = found.split_off(begun);
        own.retain(|r| {
            let cue = words.span(r.cue);
            let inner = matches!(r.manner, Manner::Thought | Manner::Acted | Manner::Noun);
            // "Costa called it “dead”, according to the paper": the quoted words are Costa's.
            let quotes = || r.manner == Manner::Acted && r.content.iter().any(|c| quoted::holds_one(pieces, *c));
            !(inner && here.iter().any(|c| c.covers(cue)) && !(relayed && quotes()))
        });
        found.append(&mut own);
        reader.colon(range, number, &mut found);
        reader.before_colon(range, number, &mut found);
        reader.leads_in(range, number, &mut found);
        reader.after_dash(range, number, &mut found);
        reader.beside_quotation(range, number, &mut found);
    }
    found
}

/// A verb that reports, and what is known of it when what it reports is looked for.
#[derive(Clone, Copy)]
struct Cue<'p> {
    /// The sentence.
    sentence: Tokens,
    /// The verb.
    verb: usize,
    /// The token behind the verb's own words.
    after: usize,
    /// Who says it.
    source: Tokens,
    /// Whether the source stands behind the verb.
    inverted: bool,
    /// The quotation just before.
    quoted: Option<&'p Piece>,
    /// Whether the verb ends its sentence.
    at_end: bool,
    /// Whether the verb is one of saying.
    strong: bool,
}

/// How many of the reports before it a quotation is compared with. Many more than a paragraph has.
const NEAR: usize = 256;

/// The report among the last ones of a block that has a quotation among what it says.
fn told_by(found: &mut [Report], says: impl Fn(Span) -> bool) -> Option<&mut Report> {
    let from = found.len().saturating_sub(NEAR);
    found[from..].iter_mut().find(|r| r.content.iter().any(|c| says(*c)))
}

struct Reader<'a> {
    words: &'a Words,
    pieces: &'a [Piece],
    times: &'a [TimeMention],
}

impl Reader<'_> {
    fn in_piece(&self, i: usize) -> bool {
        quoted::at(self.pieces, self.words.tokens[i].start).is_some_and(|n| self.pieces[n].words >= 1)
    }

    /// The piece that ends with a byte.
    fn piece_ending(&self, end: u32) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|p| p.end < end)).filter(|p| p.end == end)
    }

    /// The piece that starts with a byte.
    fn piece_starting(&self, start: u32) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|p| p.start < start)).filter(|p| p.start == start)
    }

    /// A capitalised word that does not just begin a sentence.
    fn is_capitalised(&self, i: usize) -> bool {
        self.words.capital(i) && self.words.is_word(i) && !self.words.class(i).has(Class::STARTER)
    }

    /// The time that token `i` begins.
    fn time_at(&self, i: usize) -> Option<&TimeMention> {
        self.times.get(self.times.partition_point(|t| t.token < i)).filter(|t| t.token == i)
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
    fn leads_on(&self, range: Tokens) -> bool {
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
        self.piece_ending(end).filter(|p| !self.is_title(p))
    }

    /// Words in capitals that a preposition governs.
    fn is_title(&self, piece: &Piece) -> bool {
        let w = self.words;
        let first = w.at(piece.start);
        let governed = first > 0 && (w.class(first - 1).has(Class::TITLE_LEAD) || w.is_one(first - 1, &["’"]));
        governed && (first..w.at(piece.end)).all(|k| !w.is_word(k) || w.capital(k))
    }

    /// The piece that starts at token `i`, after a comma, a colon or "that".
    fn piece_after(&self, i: usize) -> Option<&Piece> {
        let mut k = i;
        while matches!(self.words.word(k), "," | ":" | "—" | "–" | "--") && k < self.words.len() || self.words.is_that(k) {
            k += 1;
        }
        let start = self.words.tokens.get(k)?.start;
        self.piece_starting(start)
    }

    /// The last token of a sentence that belongs to its text: final stops and closing marks left out.
    fn text_end(&self, range: Tokens) -> usize {
        let mut end = range.end;
        while end > range.start && matches!(self.words.word(end - 1), "." | "!" | "?" | "…" | "..." | ";") {
            end -= 1;
        }
        end
    }

    fn bytes(&self, from: usize, to: usize) -> Option<Span> {
        (from < to).then(|| self.words.span(from..to))
    }

    fn report(&self, source: Option<Tokens>, cue: Tokens, content: Vec<Span>, manner: Manner) -> Report {
        let kind = source.as_ref().map_or(SourceKind::None, |s| kind_of(self.words, *s));
        // A quotation of several sentences is one saying.
        let whole = |Span { start, end }: Span| {
            let cut = quoted::at(self.pieces, end).map(|n| self.pieces[n]).filter(|p| start <= p.start && p.start < end);
            Span::new(start, cut.map_or(end, |p| p.end))
        };
        let content = content.into_iter().map(whole).collect();
        Report { source, cue, content, manner, kind, sentence: 0, if_known: false }
    }
}

#[cfg(test)]
mod tests {
    use crate::paragraph::BlockFacts;
    use crate::story::{Context, Place, read};
    use crate::text::Block;
    use crate::text::{Draft, Format};

    /// Holds the reports of paragraphs, read by themselves: `source | cue | content`.
    pub(super) fn check(rows: &[(&str, &[&str])]) {
        let mut wrong = Vec::new();
        for (text, expected) in rows {
            let facts = BlockFacts::of(&Block::new((*text).to_owned(), Format::Text));
            let words = |tokens| facts.words.between(tokens);
            let one = |r: &super::Report| {
                let content: Vec<&str> = r.content.iter().map(|c| c.of(text)).collect();
                format!("{} | {} | {}", r.source.map_or("", words), words(r.cue), content.join(" + "))
            };
            let found: Vec<String> = facts.reports.iter().map(one).collect();
            if found != *expected {
                wrong.push((text, found));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// Who says what in a story, by which words: `source | cue | content`.
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
            ("“The road is closed.”― Ana Sousa", vec!["Ana Sousa | ― | “The road is closed.”"]),
            ("“The road is closed.” ― Ana Sousa, diver", vec!["Ana Sousa | ― | “The road is closed.”"]),
            ("Aides said more than a thousand boats came.", vec!["Aides | said | more than a thousand boats came"]),
            ("The court met twice and said the road stays.", vec!["The court | said | the road stays"]),
            (
                "“We had no choice,” Senator Ana Sousa, D-Ore., said Tuesday.",
                vec!["Senator Ana Sousa, D-Ore. | said | “We had no choice,”"],
            ),
            // A transcript's speaker is one whom the story knows; "Update" is not.
            ("Ana Sousa and Rui Costa met.\n\nCosta: It is late.\n\nUpdate: It is over.\n\nCosta:", vec!["Costa | : | It is late."]),
            ("The sea is warm.\n\nGreenpeace: “The worst is still to come.”", vec!["Greenpeace | : | “The worst is still to come.”"]),
            ("PROTECTING THE OLD COAST: Costa met the crews.", vec![]),
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
