//! Reading a draft after any series of edits equals reading its text from scratch.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets something odd must fail")]

#[path = "support/properties.rs"]
mod properties;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use copydesk::rules::{self, Finding};
use copydesk::story::{Context, Reading, read, read_again};
use copydesk::text::{Draft, Format};
use properties::{everything_asked, seen};
use proptest::prelude::*;

const ARTICLES: &[&str] = &[
    include_str!("articles/harbour.txt"),
    include_str!("articles/election.md"),
    include_str!("articles/live.txt"),
    include_str!("articles/wire.txt"),
    include_str!("articles/opinion.md"),
    MARKED,
    ANNOUNCED,
];

/// Words that run on without marks, and quotations with a signature.
const ANNOUNCED: &str = "Quay reopens\n\nMayor Ida Krohn said:\n\nThe quay is safe.\n\nI have walked it twice.\n\nWe thank Rui Costa, who came.\n\n\
“It was late for all of us.”\n\n— Rui Costa, diver\n\n“It was cold for all of us.”\nEva Lund, pilot\n\nThe quay opened in 1911.\n";

/// Copy with all sorts of pieces that are none.
const MARKED: &str = "<!-- wp:paragraph -->\n<p>The quay shut on {--Sunday--}{++Monday++}, Ida Krohn&nbsp;said.[a]</p>\n<!-- /wp:paragraph -->\n\n\
<blockquote><p>&ldquo;We had no choice.&rdquo;</p><cite>Ida Krohn</cite></blockquote><p>It rose.<br><br>It fell.</p>\n\n\
{% image \"a.jpg\"\n  \"The quay from the north\" %}\n\n{% comment %}\n\nOld copy.\n\n{% endcomment %}\n\n[caption id=\"a\"]The quay[/caption]\n\n\
| Old | 12 |\n| New | 4 |\n\nThe may\u{ad}or said so.* It rose.\u{2028}It fell.\u{2028}\u{2028}·\u{a0}a crane\n\n<script>\n\nlet a = 1;\n\n</script>\n";

/// Lists of words that grammar looks for; a few names of people would do.
const LISTS: &[&str] = &[
    include_str!("../src/language/lexicons/abbreviations.txt"),
    include_str!("../src/language/lexicons/claims.txt"),
    include_str!("../src/language/lexicons/given.txt"),
    include_str!("../src/language/lexicons/grammar.txt"),
    include_str!("../src/language/lexicons/groups.txt"),
    include_str!("../src/language/lexicons/people.txt"),
    include_str!("../src/language/lexicons/sources.txt"),
    include_str!("../src/language/lexicons/starters.txt"),
    include_str!("../src/language/lexicons/time.txt"),
    include_str!("../src/language/lexicons/values.txt"),
    include_str!("../src/language/lexicons/verbs.txt"),
];

/// Their words, section by section, so that each meaning comes as often as any other.
static MEANINGS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let words = |section: &'static str| -> Vec<&str> {
        section.lines().skip(1).filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
    };
    LISTS.iter().flat_map(|list| list.split("\n[").skip(1).map(words)).filter(|words| !words.is_empty()).collect()
});

const MARKS: &[&str] = &[
    ",",
    ".",
    ";",
    ":",
    "!",
    "?",
    "…",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "—",
    "–",
    "-",
    "--",
    "/",
    "&",
    "%",
    "$",
    "@",
    "#",
    "’s",
    "'s",
    "n’t",
    "]{.claim}",
    "]{.quote by=ana}",
    "\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "<",
    ">",
    "|",
    "*",
    "_",
];

const FIGURES: &[&str] = &[
    "1",
    "31",
    "32",
    "1,200",
    "1.5",
    "1990s",
    "’90s",
    "2024",
    "3rd",
    "21st",
    "10,000",
    "3:30",
    "24:61",
    "2024-04-01",
    "31/12",
    "01/02/2024",
    "12-13",
    "1990-95",
    "0",
    "00",
    "4294967296",
    "99999999999999999999",
];

/// A word with a meaning, a mark or a figure, and whether a blank stands before it.
fn token() -> impl Strategy<Value = (String, bool)> {
    let meant = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..6usize).prop_map(|(section, word, case)| {
        let word = word.get(section.get(MEANINGS.as_slice()).as_slice());
        match case {
            0 => word.to_uppercase(),
            1 => word.chars().next().map_or(String::new(), |c| c.to_uppercase().chain(word.chars().skip(1)).collect()),
            _ => (*word).to_owned(),
        }
    });
    let name = "[A-Z][a-z]{1,6}";
    let word = prop_oneof![
        6 => meant,
        3 => prop::sample::select(MARKS).prop_map(str::to_owned),
        1 => prop::sample::select(FIGURES).prop_map(str::to_owned),
        1 => name,
    ];
    (word, prop::bool::weighted(0.75))
}

/// Paragraphs of words in no order at all: what grammar looks for stands at either end of a sentence, and beside anything.
fn loose_words() -> impl Strategy<Value = String> {
    let paragraph = prop::collection::vec(token(), 1..14)
        .prop_map(|tokens| tokens.into_iter().map(|(word, spaced)| if spaced { format!(" {word}") } else { word }).collect::<String>());
    prop::collection::vec(paragraph, 1..4)
        .prop_map(|paragraphs| paragraphs.iter().map(|p| p.trim_start_matches(' ')).collect::<Vec<_>>().join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12_000))]
    #[test]
    fn no_words_in_no_order_panic(text in loose_words(), markdown: bool) {
        seen(&Draft::new(&text, if markdown { Format::Markdown } else { Format::Text }));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn an_edited_draft_reads_like_a_fresh_one(
        article in 0..ARTICLES.len(),
        markdown: bool,
        edits in prop::collection::vec((0.0f64..1.0, 0usize..40, "(he said|“|”|\"|\n|\r\n|\n\n|\\.|, |next week|Ana Sousa|---|<p>|</p>|<!--|-->|\\{\\{|\\}\\}|\\{\\+\\+|\\+\\+\\}|\u{2028}|&amp;|\\[|\\]\\{\\.claim\\}|🌊| |# |> ){0,3}"), 1..12),
    ) {
        let format = if markdown { Format::Markdown } else { Format::Text };
        let mut draft = Draft::new(ARTICLES[article], format);
        // Filled caches are what could go stale.
        seen(&draft);
        for (at, length, insert) in edits {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place anywhere in the text")]
            let start = (at * draft.rope().len_bytes() as f64) as usize;
            draft.edit(start..start + length, &insert);
            seen(&draft);
        }
        let fresh = Draft::new(&draft.rope().to_string(), format);
        prop_assert_eq!(seen(&draft), seen(&fresh));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,200}", more in "([A-Z][a-z]{1,6}|said|“|”|\"|'|’|\\.|, |[0-9]{1,4}|-|/|:|\n|May|Monday|last|week|the|a|of|\\[|\\]|\\{\\.|\\}| ){0,60}", markdown: bool, annotated: (usize, usize, usize)) {
        for t in [text, more] {
            let draft = Draft::new(&t, if markdown { Format::Markdown } else { Format::Text });
            seen(&draft);
            everything_asked(&draft, annotated);
        }
    }
}

/// What comes of a reading, each thing by its name.
fn told(reading: &Reading, findings: &[Finding]) -> Vec<(&'static str, String)> {
    vec![
        ("people", format!("{:?}", reading.people)),
        ("attributions", format!("{:?}", reading.attributions)),
        ("quotes", format!("{:?}", reading.quotes)),
        ("dates", format!("{:?}", reading.dates)),
        ("claims", format!("{:?}", reading.claims)),
        ("covers", format!("{:?}", reading.covers)),
        ("acronyms", format!("{:?}", reading.acronyms)),
        ("findings", format!("{findings:?}")),
    ]
}

/// What is typed, pasted and cut: a letter, names and offices, what reports, dates, questions, marks, paragraphs.
const TYPED: &[&str] = &[
    "a",
    "s",
    " ",
    ".",
    ",",
    "“",
    "”",
    "\"",
    "\n",
    "\n\n",
    "?",
    " Ida Krohn",
    " Krohn said ",
    " the mayor ",
    " he said",
    " she ",
    " I ",
    " Mayor ",
    " Mr. ",
    " on Monday",
    " in 1999",
    " last year",
    " 40 people",
    "Q: ",
    "A: ",
    "— ",
    "\n\n— ",
    " said:\n\n",
    "> ",
    " NATO ",
    " the ",
    " a clerk ",
    " they said. ",
    ", the mayor,",
    ", a former judge,",
    " He was mayor of Porto. ",
    " She is a judge. ",
    " as a judge",
    " the judge said",
    " Sen.",
    " Mrs. ",
    " Jr.",
    " Hurricane ",
    " Company",
];

/// Articles one behind the other, in which nobody of one is named in another, as in a long draft of many stories.
fn of_many_stories(order: &[usize]) -> String {
    let stories = order.iter().enumerate().map(|(copy, n)| {
        let text = ARTICLES[*n].trim_start_matches('\u{feff}');
        let ending = ["", "ab", "ek", "io", "um", "ov", "ys", "an", "el"][copy];
        let reading = read(&Draft::new(text, Format::Text), &Context::default(), &|| false).unwrap();
        let surnames: BTreeSet<&str> = reading.people.iter().map(copydesk::story::people::Person::surname).collect();
        surnames.into_iter().fold(text.to_owned(), |text, name| text.replace(name, &format!("{name}{ending}")))
    });
    stories.collect::<Vec<_>>().join("\n\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn reading_again_is_reading_afresh(
        order in prop::collection::vec(0..ARTICLES.len(), 4..9),
        edits in prop::collection::vec((0.0f64..1.0, 0usize..4, 0usize..14, 0..TYPED.len(), (0.0f64..1.0, 0usize..300)), 1..14),
    ) {
        let mut draft = Draft::new(&of_many_stories(&order), Format::Text);
        let context = Context { date: Some(properties::DATE), ..Context::default() };
        let mut reading = read(&draft, &context, &|| false).unwrap();
        let mut findings = rules::check(&reading, &context.settings);
        for (at, what, length, typed, (from, copied)) in edits {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place anywhere in the text")]
            let byte = |share: f64| (share * draft.rope().len_bytes() as f64) as usize;
            let char_at = |byte: usize| draft.rope().byte_to_char(byte.min(draft.rope().len_bytes()));
            let (at, from) = (byte(at), byte(from));
            match what {
                0 => draft.edit(at..at + length, TYPED[typed]),
                1 => draft.edit(at..at, TYPED[typed]),
                // Beside somebody's name, or in it.
                2 if !reading.people.is_empty() => {
                    let mentions = &reading.people[length * 7 % reading.people.len()].mentions;
                    let name = reading.absolute(mentions[copied % mentions.len()].place);
                    let at = [name.start, name.end, name.end - 1][copied % 3];
                    draft.edit(at..at, TYPED[typed]);
                }
                _ => {
                    let copy = draft.rope().slice(char_at(from)..char_at(from + copied)).to_string();
                    draft.edit(at..at, &copy);
                }
            }
            let next = read_again(&draft, &context, Some(&reading), &|| false).unwrap();
            let found = rules::check_again(&next, &context.settings, Some((&reading, &findings)));
            let fresh = read(&Draft::new(&draft.rope().to_string(), Format::Text), &context, &|| false).unwrap();
            for (again, afresh) in told(&next, &found).into_iter().zip(told(&fresh, &rules::check(&fresh, &context.settings))) {
                prop_assert_eq!(again, afresh);
            }
            (reading, findings) = (next, found);
        }
    }
}

/// What is edited, by what, and what a paragraph far below tells otherwise for it.
const FAR_AWAY: &[(&str, &str, &str, &str)] = &[
    // A role that is told twice stands where it is told first.
    ("Rui Reis left. He is mayor of Porto.", " He is mayor of Porto.", "", "Rui Reis slept. He is mayor of Porto."),
    ("Rui Reis left.", ".", ". He is mayor of Porto.", "Rui Reis slept. He is mayor of Porto."),
    ("Rui Reis, mayor of Porto, left.", ", mayor of Porto,", "", "Rui Reis slept. He is mayor of Porto."),
    // Two who have an office, or a trade, are called by it no more.
    ("Eva Lund left.", "Eva", "Mayor Eva", "Mayor Ana Sousa spoke.\n\nThe mayor left."),
    ("Mayor Eva Lund left.", "Mayor ", "", "Mayor Ana Sousa spoke.\n\nThe mayor left."),
    ("Eva Lund left.", " left", ", an actress, left", "Ana Sousa, an actress, wept. It rained, the actress said."),
    ("Eva Lund, an actress, left.", ", an actress,", "", "Ana Sousa, an actress, wept. It rained, the actress said."),
    // An office is whoever's was introduced before.
    ("Nobody left.", "Nobody", "Mayor Ana Sousa", "The mayor left.\n\nMayor Ana Sousa spoke."),
    // Of which sex somebody is may be told by a pronoun anywhere.
    ("Sam Reis left. He wept.", "He", "She", "Sam Reis met Eva Lund. She wept, he said."),
    ("Sam Reis left. It rained.", "It", "She", "Sam Reis met Eva Lund. He wept, she said."),
    ("Mr. Reis left.", "Mr.", "Mrs.", "Reis spoke to Rui Lund. He wept, she said."),
    // A full name tells whose a surname is, and that it is a name; small letters tell that it is none; a storm is nobody.
    ("Ana left.", "Ana", "Ana Sousaria", "Sousaria met Eva Lund. It rained, Sousaria said."),
    ("Ana Sousaria left.", " Sousaria", "", "Sousaria met Eva Lund. It rained, Sousaria said."),
    ("Ana Sousa left.", "Ana", "Rui", "Sousa said it rained. He wept."),
    ("It was a new day.", "new", "jommo", "They asked the Jommo who wept. Jommo met Eva Lund."),
    ("The storm left.", "The storm", "Hurricane Jommo", "At the gate Jommo nodded. He met Eva Lund."),
    ("The firm left.", "The firm", "Jommo Company", "At the gate Jommo nodded. He met Eva Lund."),
];

#[test]
fn what_is_told_far_away_follows_an_edit() {
    const BETWEEN: usize = 60;
    let context = Context::default();
    for (near, cut, put, far) in FAR_AWAY {
        let between = |what: &str| format!("It rained on the {what} harbour and the tide rose.\n\n").repeat(BETWEEN);
        let text = format!("Mill shuts\n\n{}{near}\n\n{}{far}\n\n{}", between("old"), between("wide"), between("far"));
        let mut draft = Draft::new(&text, Format::Text);
        let reading = read(&draft, &context, &|| false).unwrap();
        let findings = rules::check(&reading, &context.settings);
        let at = text.find(near).unwrap() + near.find(cut).unwrap();
        draft.edit(at..at + cut.len(), put);
        let next = read_again(&draft, &context, Some(&reading), &|| false).unwrap();
        let found = rules::check_again(&next, &context.settings, Some((&reading, &findings)));
        let fresh = read(&Draft::new(&draft.rope().to_string(), Format::Text), &context, &|| false).unwrap();
        for (again, afresh) in told(&next, &found).into_iter().zip(told(&fresh, &rules::check(&fresh, &context.settings))) {
            assert_eq!(again, afresh, "{near} {put} {far}");
        }
    }
}
