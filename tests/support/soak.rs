//! Drafts under edit for as long as one likes: random edits as people make them, and after every one the answers compared
//! with those that a fresh reading of the same text gives. `examples/soak.rs` runs it to a million, `tests/soak.rs` in CI.
#![allow(unreachable_pub, reason = "shared by test binaries")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

use std::collections::VecDeque;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use copydesk::annotations::body;
use copydesk::roster::{Roster, file};
use copydesk::rules;
use copydesk::story::{Context, read};
use copydesk::text::{Draft, Format};
use copydesk::views::{hover, ledger, outline, voices};
use serde_json::{Value, json};

use super::editor::Editor;
use super::properties::{DATE, shown};

/// Chance that is the same for the same seed (`SplitMix64`).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; none is below none, which gives 0.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap()
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

// ---- drafts ------------------------------------------------------------------------------------------------------------------

const ARTICLES: [(&str, Format); 6] = [
    (include_str!("../articles/harbour.txt"), Format::Text),
    (include_str!("../articles/election.md"), Format::Markdown),
    (include_str!("../articles/feature.txt"), Format::Text),
    (include_str!("../articles/live.txt"), Format::Text),
    (include_str!("../articles/opinion.md"), Format::Markdown),
    (include_str!("../articles/wire.txt"), Format::Text),
];

const PEOPLE: &str = "people:
  - {id: ana-sousa, name: Ana Sousa, variants: [Anna Souza], roles: [{title: harbour master, org: Port Office, from: 2019, to: 2023}, {title: mayor, from: 2023}]}
  - {id: rui-costa, name: Rui Costa, aliases: [R. Costa], born: 1970-04, roles: [{title: minister, from: 2020}]}
organizations:
  - {id: port-office, name: Port Office, aliases: [the port]}
";

/// Paragraphs as drafts have them: quotations of every kind, dates, marks, furniture, other scripts, odd blanks.
const PARAGRAPHS: &[&str] = &[
    "Ana Sousa, the harbour master, said on Monday that the bridge had been closed since last week.",
    "“It was unsafe,” said Rui Costa. “We could not wait until next year.”",
    "\"Nobody asked us,\" Costa told reporters, \"and nobody will.\"",
    "‘I can’t say,’ she added. ‘It’s “too early” to tell.’",
    "“This runs on.\n\n“And on,” he said, “and ends here.”",
    "12:15\n\nSome 40 lorries were turned back, officials said on Tuesday 2 April 2024.",
    "UPDATE 13.40: The minister resigned, the BBC reported, citing sources close to her.",
    "[The bridge is closed]{.claim by=port-office status=attributed} and [next week]{.date when=2024-W15} it opens.",
    "[[Ana Sousa]{.person ref=ana-sousa} paid 3,000 euros]{.claim #c1 by=rui-costa} [why?]{.note kind=query text=\"who says \\\"so\\\"\"}.",
    "[broken]{.claim by=“x”} and [never closed]{.quote by=",
    "# A headline\n\n*A standfirst, with emphasis.*",
    "> A block quotation,\n> over two lines, [Costa](https://port.example/a) wrote.",
    "- one\n- two **bold**\n- three `code`",
    "![The bridge, March 31, 2024](bridge.jpg)\n\nPhoto: A. B./Agency",
    "Der Bürgermeister sagte: „Wir warten nicht.“ Er ging.",
    "Мэр заявил, что мост закрыт. 市长说：“桥关闭了。” قال العمدة إن الجسر مغلق. נסגר",
    "🌊🚢 The wave 👩‍👩‍👧 came at noon\u{a0}on 3\u{a0}May; 40\u{202f}per cent left, e\u{301}lan and ﬁsh.",
    "A line\r\nbroken as Windows does\r\n\r\nand a paragraph.",
    "A line\rbroken as old Macs did,\u{2028}and otherwise.",
    "Between 3 and 5 May 2021, in the 1990s, in Q3, two years ago, on 31 February, at noon on Tues., the PA (Press Association) met NATO.",
    "The suspect is believed to have fled. He was charged with fraud. It is the first such case, critics say.",
    "PORTO, April 1 (Desk) — The council closed the harbour bridge on Monday, officials said.",
    "---\ndate: 2024-03-30\n---",
    "   \n\t\n",
];

const WORDS: &[&str] = &[
    "said",
    "on",
    "Monday",
    "the",
    "mayor",
    "Sousa",
    "Costa",
    "he",
    "she",
    "next",
    "week",
    "40",
    "per",
    "cent",
    "“No",
    "wait.”",
    "according",
    "to",
    "officials",
    "2023,",
    "was",
    "closed.",
    "Minister",
    "3,000",
    "yesterday",
    "—",
    "told",
    "reporters",
    "Ünlü",
    "🚢",
    "B.",
    "Inc.",
    "#",
    "-",
];

const NOISE: &[&str] = &[
    "“", "”", "\"", "‘", "’", "'", ".", "?", ",", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\u{a0}", "\u{2028}", "🌊", "e\u{301}", "[", "]",
    "]{", "}", "{.claim}", "`", "*", "**", "_", "---\n", "# ", "> ", "- ", "\\", "\t", "    ", "<b>", "&amp;", "\u{feff}", "\u{202e}",
    "\0", "—", "(", ")", ":", ";", "…", "。", "א",
];

/// A draft of at most so many words, the name it goes by, and how it is marked up.
fn fresh_draft(chance: &mut Chance, most: usize) -> (String, String, Format) {
    let n = chance.below(ARTICLES.len() + 4);
    let (mut text, mut format, name) = match ARTICLES.get(n) {
        Some((text, format)) => ((*text).to_owned(), *format, format!("article {n}")),
        None => (String::new(), if chance.below(2) == 0 { Format::Text } else { Format::Markdown }, "made".to_owned()),
    };
    if chance.below(4) == 0 {
        text = format!("---\nheadline: Bridge\ndate: 2024-04-01\nignore: [vague-source]\n---\n{text}");
        format = Format::Markdown;
    }
    let wanted = most / 2 + chance.below(most / 2);
    while words(&text) < wanted {
        let more = chance.one(PARAGRAPHS);
        write!(text, "\n\n{more}").unwrap();
        if most > 1000 {
            let (article, _) = ARTICLES[chance.below(ARTICLES.len())];
            write!(text, "\n\n{article}").unwrap();
        }
    }
    if chance.below(5) == 0 {
        text = text.replace('\n', "\r\n");
    }
    (text, name, format)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

// ---- edits -------------------------------------------------------------------------------------------------------------------

/// One edit: which bytes go, and what comes.
type Change = (Range<usize>, String);

/// What somebody does next, as edits one after another, each given as the text stands then.
fn next_edits(chance: &mut Chance, text: &str, undo: &mut Vec<Change>, most: usize) -> VecDeque<Change> {
    let at = |chance: &mut Chance| floor(text, chance.below(text.len() + 1));
    let mut edits = VecDeque::new();
    match chance.below(if words(text) > most { 4 } else { 17 }) {
        0 | 1 => edits.push_back((paragraph(chance, text), String::new())),
        2 => {
            let start = at(chance);
            edits.push_back((start..floor(text, start + chance.below(200)), String::new()));
        }
        3 => edits.push_back((word(text, at(chance)), String::new())),
        4..=6 => {
            // A few words, letter by letter.
            let mut place = at(chance);
            for _ in 0..=chance.below(3) {
                for c in format!(" {}", chance.one(WORDS)).chars() {
                    edits.push_back((place..place, c.to_string()));
                    place += c.len_utf8();
                }
            }
        }
        7 => {
            let place = paragraph(chance, text).start;
            edits.push_back((place..place, format!("{}\n\n", chance.one(PARAGRAPHS))));
        }
        8 => {
            // A paragraph moved: taken out, then put in elsewhere.
            let from = paragraph(chance, text);
            let moved = text[from.clone()].to_owned();
            let rest = format!("{}{}", &text[..from.start], &text[from.end..]);
            let to = paragraph(chance, &rest).start;
            edits.extend([(from, String::new()), (to..to, moved)]);
        }
        9 | 10 => {
            let place = at(chance);
            edits.push_back((place..place, chance.one(NOISE).to_owned()));
        }
        11 => edits.extend(renamed(chance, text)),
        12 => edits.push_back(front_matter(chance, text)),
        13 => edits.extend(marked(chance, text)),
        14 => edits.extend(breaks(chance, text)),
        15 => {
            // One letter for another.
            let start = at(chance);
            edits.push_back((start..floor(text, start + 1 + chance.below(4)), chance.one(NOISE).to_owned()));
        }
        _ => edits.extend((0..=chance.below(6)).filter_map(|_| undo.pop())),
    }
    edits
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

fn word(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |i| floor(text, i + 1));
    start..text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i)
}

fn paragraph(chance: &mut Chance, text: &str) -> Range<usize> {
    let at = floor(text, chance.below(text.len() + 1));
    text[..at].rfind("\n\n").map_or(0, |i| i + 2)..text[at..].find("\n\n").map_or(text.len(), |i| at + i + 2)
}

/// Somebody's name written otherwise everywhere, last place first.
fn renamed(chance: &mut Chance, text: &str) -> Vec<Change> {
    const NAMES: &[&str] =
        &["Ana Sousa", "Sousa", "Rui Costa", "Costa", "Ana Lima", "Anna Souza", "Müller-Lüdenscheidt", "Öztürk", "May", "The White House"];
    let (old, new) = (chance.one(NAMES), chance.one(NAMES));
    let mut places: Vec<Change> = text.match_indices(old).map(|(i, m)| (i..i + m.len(), new.to_owned())).take(20).collect();
    places.reverse();
    places
}

/// Another date, or front matter made or taken away.
fn front_matter(chance: &mut Chance, text: &str) -> Change {
    let date = format!("20{:02}-{:02}-{:02}", chance.below(40), 1 + chance.below(13), 1 + chance.below(32));
    match text.find("date: ") {
        Some(i) if chance.below(3) > 0 => (i + 6..text[i..].find(['\n', '\r']).map_or(text.len(), |n| i + n), date),
        _ if text.starts_with("---") && chance.below(2) == 0 => (0..text[3..].find("---").map_or(3, |n| n + 6), String::new()),
        _ => (0..0, format!("---\ndate: {date}\nsources: {{a: [b}}\n---\n")),
    }
}

/// A mark put around words, or a bracket or a list of attributes taken away.
fn marked(chance: &mut Chance, text: &str) -> Vec<Change> {
    let kind = chance.one(&[
        "claim by=rui-costa",
        "quote by=ana-sousa part=1",
        "person ref=ana-sousa",
        "date when=2024-04-08",
        "note kind=query",
        "org",
        "note kind=ignore",
    ]);
    if let Some(open) = text.find("]{").filter(|_| chance.below(2) == 0) {
        let end = text[open..].find('}').map_or(text.len(), |i| open + i + 1);
        let start = text[..open].rfind('[');
        return std::iter::once((open..end, String::new())).chain(start.map(|s| (s..s + 1, String::new()))).collect();
    }
    let first = word(text, floor(text, chance.below(text.len() + 1)));
    let last = word(text, floor(text, first.end + chance.below(40)));
    vec![(last.end..last.end, format!("]{{.{kind}}}")), (first.start..first.start, "[".to_owned())]
}

/// A line's end of one kind made one of another, or taken away, or made.
fn breaks(chance: &mut Chance, text: &str) -> Vec<Change> {
    let ends: Vec<(usize, &str)> = text.match_indices(['\n', '\r']).collect();
    let Some((at, end)) = ends.get(chance.below(ends.len())) else { return vec![(0..0, "\n".to_owned())] };
    vec![(*at..at + end.len(), chance.one(&["", "\n", "\r\n", "\r", "\n\n", " ", "\r\n\r\n"]).to_owned())]
}

// ---- answers -----------------------------------------------------------------------------------------------------------------

fn context() -> Context {
    let (people, troubles) = file::read(PEOPLE);
    assert!(troubles.is_empty(), "{troubles:?}");
    Context { date: Some(DATE), roster: Arc::new(Roster::of([people])), ..Context::default() }
}

/// All that a draft answers, as lines of text; hovers at these bytes.
fn answers(draft: &Draft, context: &Context, hovered: &[usize]) -> String {
    let reading = read(draft, context, &|| false).unwrap();
    let mut out = shown(&reading);
    let line_of = |byte: usize| draft.rope().byte_to_line(byte.min(draft.rope().len_bytes())) + 1;
    for at in hovered {
        writeln!(out, "hover {at}: {:?}", hover::at(&reading, *at, &line_of, &|line| format!("untitled:a#L{line}"))).unwrap();
    }
    let findings: Vec<_> = rules::check(&reading, &reading.settings).iter().map(|f| (f.code, f.place)).collect();
    for entry in outline::outline(&reading, &findings) {
        writeln!(out, "{entry:?}").unwrap();
    }
    for row in ledger::rows(&reading, &[]) {
        writeln!(out, "{:?} {row:?}", reading.absolute(row.place)).unwrap();
    }
    writeln!(out, "{:?}\n{}", voices::stretches(&reading), body::of_draft(draft).text).unwrap();
    out
}

/// What a server answers about a document, as lines of text without the document's name.
async fn served(editor: &mut Editor, uri: &str, text: &str, hovered: &[usize]) -> String {
    let document = json!({"uri": uri});
    let everything = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1_000_000, "character": 0}});
    let mut out = String::new();
    for method in ["documentSymbol", "semanticTokens/full", "foldingRange", "codeLens", "documentLink", "diagnostic"] {
        let mut answer = editor.request(&format!("textDocument/{method}"), json!({"textDocument": document})).await;
        if let Some(id) = answer.get_mut("resultId") {
            *id = Value::Null;
        }
        writeln!(out, "{method}: {answer}").unwrap();
    }
    let hints = editor.request("textDocument/inlayHint", json!({"textDocument": document, "range": everything})).await;
    writeln!(out, "inlayHint: {hints}").unwrap();
    for at in hovered {
        let place = json!({"textDocument": document, "position": position(text, *at)});
        writeln!(out, "hover: {}", editor.request("textDocument/hover", place.clone()).await).unwrap();
        writeln!(out, "documentHighlight: {}", editor.request("textDocument/documentHighlight", place).await).unwrap();
    }
    out.replace(uri, "untitled:")
}

/// The position of a byte in UTF-16, with lines as the protocol has them: they end at LF, CRLF and CR.
fn position(text: &str, byte: usize) -> Value {
    let before = &text[..byte];
    let ends = before.matches('\n').count() + before.matches('\r').count() - before.matches("\r\n").count();
    let start = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
    json!({"line": ends, "character": before[start..].encode_utf16().count()})
}

/// The range without bounds between a carriage return and its line feed, which no position tells.
fn expressible(text: &str, range: Range<usize>) -> Range<usize> {
    let between = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    let start = range.start - usize::from(between(range.start));
    start..(range.end + usize::from(between(range.end))).max(start)
}

// ---- the soak ----------------------------------------------------------------------------------------------------------------

/// What a soak came to.
#[derive(Debug, Default)]
pub struct Summary {
    pub edits: usize,
    pub drafts: usize,
    /// Edits after which a server's answers were compared, too.
    pub served: usize,
    /// The most words that a draft had.
    pub longest: usize,
}

/// How many edits a draft sees before the next is taken.
const EPISODE: usize = 200;

/// Edits drafts at random, comparing every answer; `told` hears of the progress now and then. Fails with a report that names
/// seed, step and edit where an answer differs.
pub fn soak(edits: usize, seed: u64, mut told: impl FnMut(&Summary)) -> Result<Summary, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut summary = Summary::default();
    let context = context();
    while summary.edits < edits {
        // A seed for every draft, which tells all about it: the one that fails comes first in a run with that seed.
        let own = seed.wrapping_add(summary.drafts as u64);
        let count = EPISODE.min(edits - summary.edits);
        // One draft in fifty is long, and is edited less; one in ten is edited through a server.
        let long = own % 50 == 49;
        let count = if long { count.min(40) } else { count };
        let through = own % 10 == 3;
        let mut episode = Episode::new(own, if long { 6000 } else { 300 });
        let outcome = if through {
            runtime.block_on(episode.through_server(count, &mut summary))
        } else {
            episode.run(count, &context, &mut summary)
        };
        outcome.map_err(|report| format!("seed {own} (draft {} of the run with seed {seed}): {report}", summary.drafts))?;
        summary.edits += count;
        summary.drafts += 1;
        told(&summary);
    }
    Ok(summary)
}

/// One draft and its edits.
struct Episode {
    chance: Chance,
    name: String,
    text: String,
    draft: Draft,
    undo: Vec<Change>,
    planned: VecDeque<Change>,
    most: usize,
}

impl Episode {
    fn new(seed: u64, most: usize) -> Self {
        let mut chance = Chance::new(seed);
        let (text, name, format) = fresh_draft(&mut chance, most);
        let draft = Draft::new(&text, format);
        Self { chance, name, text, draft, undo: Vec::new(), planned: VecDeque::new(), most }
    }

    /// The next edit, with bounds that the text has.
    fn change(&mut self) -> Change {
        while self.planned.is_empty() {
            self.planned = next_edits(&mut self.chance, &self.text, &mut self.undo, self.most);
        }
        let (range, with) = self.planned.pop_front().unwrap();
        let start = floor(&self.text, range.start);
        (start..floor(&self.text, range.end.max(start)), with)
    }

    /// Makes an edit, and keeps how to undo it.
    fn make(&mut self, (range, with): &Change) {
        let undo = (range.start..range.start + with.len(), self.text[range.clone()].to_owned());
        self.undo.push(undo);
        if self.undo.len() > 50 {
            self.undo.remove(0);
        }
        self.draft.edit(range.clone(), with);
        self.text.replace_range(range.clone(), with);
    }

    fn hovered(&mut self, near: usize) -> Vec<usize> {
        let mut places = vec![floor(&self.text, near)];
        places.extend((0..6).map(|_| floor(&self.text, self.chance.below(self.text.len() + 1))));
        places
    }

    fn run(&mut self, count: usize, context: &Context, summary: &mut Summary) -> Result<(), String> {
        for step in 0..count {
            let before = self.text.clone();
            let change = self.change();
            self.make(&change);
            let near = change.0.start + change.1.len();
            let hovered = self.hovered(near);
            let fresh = Draft::new(&self.text, self.draft.format());
            let (have, want) = (answers(&self.draft, context, &hovered), answers(&fresh, context, &hovered));
            if self.draft.rope() != self.text.as_str() || have != want {
                let mut alone = Draft::new(&before, fresh.format());
                answers(&alone, context, &[]);
                alone.edit(change.0.clone(), &change.1);
                let by_itself = answers(&alone, context, &hovered) != want;
                return Err(self.report(step, &before, &change, &differing(&have, &want), by_itself));
            }
            summary.longest = summary.longest.max(words(&self.text));
        }
        Ok(())
    }

    async fn through_server(&mut self, count: usize, summary: &mut Summary) -> Result<(), String> {
        let language = if self.draft.format() == Format::Markdown { "markdown" } else { "plaintext" };
        let abilities = json!({
            "workspace": {"didChangeConfiguration": {}, "diagnostics": {"refreshSupport": true}},
            "textDocument": {"diagnostic": {}, "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}, "hover": {"contentFormat": ["markdown"]}},
        });
        // What a trained reader thinks comes when the writer rests, which a busy machine makes of any moment: grammar alone is compared.
        let mut editor = Editor::wired_with(None);
        editor.initialize(abilities).await;
        // Findings in a sentence that is being typed wait, which a fresh reading of it does not do.
        let settings = json!({"copydesk": {"judgeWhileTyping": true, "hints": {"roles": true}}});
        editor.notify("workspace/didChangeConfiguration", json!({"settings": settings})).await;
        editor.open("untitled:edited", language, &self.text).await;
        for step in 0..count {
            let before = self.text.clone();
            let (range, with) = self.change();
            let change = (expressible(&self.text, range), with);
            let (start, end) = (position(&self.text, change.0.start), position(&self.text, change.0.end));
            self.make(&change);
            let document = json!({"uri": "untitled:edited", "version": step + 2});
            let range = json!({"start": start, "end": end});
            editor
                .notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"range": range, "text": change.1}]}))
                .await;
            if step % 4 != 3 {
                continue;
            }
            let near = change.0.start + change.1.len();
            let hovered = self.hovered(near);
            let have = served(&mut editor, "untitled:edited", &self.text, &hovered).await;
            let fresh = format!("untitled:fresh{step}");
            editor.open(&fresh, language, &self.text).await;
            let want = served(&mut editor, &fresh, &self.text, &hovered).await;
            editor.notify("textDocument/didClose", json!({"textDocument": {"uri": fresh}})).await;
            editor.inbox.clear();
            if have != want {
                return Err(self.report(step, &before, &change, &differing(&have, &want), false));
            }
            summary.served += 1;
        }
        Ok(())
    }

    fn report(&self, step: usize, before: &str, (range, with): &Change, differing: &str, by_itself: bool) -> String {
        let around = |text: &str, at: usize| text[floor(text, at.saturating_sub(80))..floor(text, at + 80)].to_owned();
        let whole = if before.len() < 3000 { format!("\nthe text before: {before:?}") } else { String::new() };
        format!(
            "{}, step {step}: {range:?} became {with:?} in {:?}{}\n{differing}{whole}",
            self.name,
            around(before, range.start),
            if by_itself { "; the edit alone does it" } else { "; only with the edits before it" },
        )
    }
}

/// The first line that differs, on both sides.
fn differing(have: &str, want: &str) -> String {
    let cut = |line: Option<&str>, at: usize| {
        let line = line.unwrap_or("(nothing)");
        line[floor(line, at.saturating_sub(100))..floor(line, at + 300)].to_owned()
    };
    let mut lines = (have.lines(), want.lines());
    loop {
        let (h, w) = (lines.0.next(), lines.1.next());
        if h != w || h.is_none() {
            let at = h.unwrap_or_default().bytes().zip(w.unwrap_or_default().bytes()).take_while(|(a, b)| a == b).count();
            return format!("edited: …{}\nfresh:  …{}", cut(h, at), cut(w, at));
        }
    }
}
