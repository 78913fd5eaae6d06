//! Drafts as people write them: what is metadata, what it says, what is told, and where the story begins.

use expect_test::expect_file;
use proptest::prelude::*;

use super::*;
use crate::text::{Draft, Format};

/// What is read of a draft: a line a value, `!` before a slip with its line, `¶` before the first words of the story.
fn drawn(text: &str) -> String {
    let mut both = Vec::new();
    for format in [Format::Markdown, Format::Text] {
        let draft = Draft::new(text, format);
        let front = draft.front_matter();
        let m = &front.metadata;
        let mut out = String::new();
        let mut line = |name: &str, value: &str| {
            if !value.is_empty() {
                out += &format!("{name}: {value}\n");
            }
        };
        line("headline", m.headline.as_deref().unwrap_or_default());
        line("standfirst", m.standfirst.as_deref().unwrap_or_default());
        line("date", &m.date.as_ref().map(|d| format!("{} ({})", d.text, d.line + 1)).unwrap_or_default());
        line("updated", &m.updated.as_ref().map(|d| format!("{} ({})", d.text, d.line + 1)).unwrap_or_default());
        line("kind", m.kind.unwrap_or_default());
        line("byline", &m.byline.join(" / "));
        line("tags", &m.tags.join(" / "));
        for slip in &front.slips {
            let own = draft.rope().line(slip.line).to_string();
            out += &format!("! {} «{}» {}\n", slip.line + 1, &own[slip.place.clone()], slip.message);
            if let Some((range, text)) = &slip.mend {
                let mut mended = own.trim_end().to_owned();
                mended.replace_range(range.clone(), text);
                out += &format!("  > {mended}\n");
            }
        }
        let story = draft.slots().get(front.blocks()).map_or("", |s| &*s.block.raw);
        out += &format!("¶ {}\n", story.chars().take(24).collect::<String>());
        both.push(out);
    }
    assert_eq!(both[0], both[1], "{text}");
    both.swap_remove(0)
}

#[test]
fn slips_cost_no_more_than_their_own_value() {
    expect_file!["expected/slips.txt"].assert_eq(&all(&[
        ("a colon", "---\ntitle: Mayor says: no\ndate: 2024-04-03\n---\n\nThe council met."),
        ("a stray apostrophe", "---\ntitle: Mayor's plan\nsummary: 'It's over'\ndate: 2024-04-03\n---\n\nThe council met."),
        ("an open quotation mark", "---\ntitle: \"Bridge closes\ndate: 2024-04-03\nauthor: Ana\n---\n\nThe council met."),
        ("marks within", "---\ntitle: \"No\" says mayor\ndate: 2024-04-03\n---\n\nThe council met."),
        (
            "a quoted value over two lines",
            "---\ntitle: A\nsummary: \"The council voted\nto close it\"\ndate: 2024-04-03\n---\n\nThe council met.",
        ),
        ("a plain value over two lines", "---\ntitle: Bridge closes\nfor winter\ndate: 2024-04-03\n---\n\nThe council met."),
        ("no blank", "---\ntitle:Bridge closes\ndate:2024-04-03\n---\n\nThe council met."),
        ("one without a blank", "---\ntitle: Bridge closes\ndate:2024-04-03\n---\n\nThe council met."),
        ("a key twice", "---\ntitle: A\ndate: 2024-04-02\ndate: 2024-04-03\n---\n\nThe council met."),
        ("an open list", "---\ntitle: A\ntags: [bridge, road\ndate: 2024-04-03\n---\n\nThe council met."),
        ("a tab", "---\ntitle: A\ntags:\n\t- bridge\n\t- road\ndate:\t2024-04-03\n---\n\nThe council met."),
        ("an indented key", "---\ntitle: A\n  date: 2024-04-03\n---\n\nThe council met."),
        ("a slip in a group", "---\nparams:\n  date: 2024-04-03\n  title: Mayor: no\n---\n\nThe council met."),
        ("a slip in a list", "---\ntitle: A\ntags:\n- bridge: no: yes\n- road\ndate: 2024-04-03\n---\n\nThe council met."),
        ("a sign", "---\ntitle: @mayor speaks\nauthor: `Ana`\ndate: 2024-04-03\n---\n\nThe council met."),
        ("a number sign", "---\ntitle: #MeToo in the town hall\nslug: # to come\ndate: 2024-04-03\n---\n\nThe council met."),
        ("words", "---\ntitle: A\n\nseen by legal\n---\n\nThe council met."),
        ("a stray line", "---\nseen by legal\ntitle: A\ndate: 2024-04-03\n---\n\nThe council met."),
    ]));
}

#[test]
fn what_is_no_slip() {
    expect_file!["expected/no_slips.txt"].assert_eq(&all(&[
        ("a folded title", "---\ntitle: >\n  Bridge closes\n  for winter\npublished: 2024-04-03\n---\n\nThe council met."),
        ("comments", "---\n# ours\ntitle: A # not yet\ndate: 2024-04-03\n---\n\nThe council met."),
        ("anchors and tags", "---\ntitle: &t Bridge closes\nheadline: *t\ndate: !!str 2024-04-03\n---\n\nThe council met."),
        ("templates", "---\ntitle: \"{{ title }}\"\nslug: {{ slug }}\ndate: 2024-04-03\n---\n\nThe council met."),
        ("a template's tag", "---\ntitle: A\n{% if x %}\ndate: 2024-04-03\n{% endif %}\n---\n\nThe council met."),
        ("returns", "---\r\ntitle: A\r\ndate: 2024-04-03\r\n---\r\n\r\nThe council met."),
        ("a mark before it", "\u{feff}---\ntitle: A\ndate: 2024-04-03\n---\n\nThe council met."),
        ("dots", "---\ntitle: A\ndate: 2024-04-03\n...\n\nThe council met."),
        ("blanks within", "---\ntitle: A\n\ndate: 2024-04-03\n\n# more\ntags:\n  - bridge\n---\n\nThe council met."),
        ("more dashes", "-----\ntitle: A\ndate: 2024-04-03\n-----\n\nThe council met."),
        ("a blank line before it", "\n---\ntitle: A\ndate: 2024-04-03\n---\n\nThe council met."),
        ("a date in a list", "---\ntitle: A\ndate:\n  - 2024-04-03\n---\n\nThe council met."),
        ("nested", "---\ntitle: A\narticle:\n  published_time: 2024-04-03\n  section: Opinion\n---\n\nThe council met."),
        (
            "a list of people",
            "---\ntitle: A\nauthors:\n  - name: Ana Reyes\n    role: reporter\n  - Tom Hale\nupdated: 2024-04-04\n---\n\nThe council met.",
        ),
        ("a rule at the top", "---\n\nThe council met.\n\nNote: it rose.\n\n---\n\nMore."),
        ("nothing between", "---\n---\n\nThe council met."),
    ]));
}

#[test]
fn an_end_that_is_missing_hides_no_story() {
    expect_file!["expected/unclosed.txt"].assert_eq(&all(&[
        ("none", "---\ntitle: A\ndate: 2024-04-03\n\nThe council met.\n\nIt rose."),
        ("a rule further down", "---\ntitle: A\ndate: 2024-04-03\n\nThe council met.\n\n---\n\nIt rose."),
        ("the story right below", "---\ntitle: A\ndate: 2024-04-03\nThe council met on Tuesday.\n\nIt rose."),
        ("blank lines", "---\ntitle: A\n\ndate: 2024-04-03\n\nThe council met.\n\n---\n"),
        ("a heading", "---\ntitle: A\n\n# The council met\n\nIt rose."),
        ("TOML", "+++\ntitle = \"A\"\ndate = 2024-04-03\n\nThe council met.\n\n---\n\nIt rose."),
        ("JSON", "{\n\"title\": \"A\",\n\"date\": \"2024-04-03\",\n\nThe council met."),
        ("a rule and a colon", "---\nThe council said this: no.\n\nIt rose."),
    ]));
}

#[test]
fn other_notations_say_the_same() {
    expect_file!["expected/notations.txt"].assert_eq(&all(&[
        ("TOML", "+++\ntitle = \"Bridge closes\"\ndate = 2024-04-03T10:00:00+02:00\nauthor = \"A. Reyes\"\ntags = [\"a\", \"b\"]\n+++\n\nThe council met."),
        ("TOML with groups", "+++\ntitle = 'A'\ndate = 2024-04-03\n[params]\nsection = \"opinion\"\ndescription = \"\"\"\nIt says\n\nThis\"\"\"\n+++\n\nThe council met."),
        ("TOML with slips", "+++\ntitle = Bridge closes\ndate = 2024-04-03\nauthor = \"Ana\ntags = [\"a\", \"b\"]\n+++\n\nThe council met."),
        ("TOML with colons", "+++\ntitle: Bridge closes\ndate: 2024-04-03\n+++\n\nThe council met."),
        ("JSON", "{\n  \"title\": \"Bridge \\\"closes\\\"\",\n  \"date\": \"2024-04-03\",\n  \"tags\": [\"a\", \"b\"]\n}\n\nThe council met."),
        ("JSON in a line", "{\"title\": \"A\", \"date\": \"2024-04-03\"}\n\nThe council met."),
        ("JSON right above", "{\n\t\"title\": \"A\",\n\t\"author\": {\"name\": \"Ana\"},\n\t\"date\": \"2024-04-03\",\n}\nThe council met."),
        ("JSON with slips", "{\n  \"title\": \"A\"\n  \"date\": \"2024-04-03\",\n  \"author\": 'Ana',\n}\n\nThe council met."),
        ("JSON between fences", ";;;\n\"title\": \"A\",\n\"date\": \"2024-04-03\"\n;;;\n\nThe council met."),
        ("JSON by name", "---json\n{\"title\": \"A\",\n\"date\": \"2024-04-03\"}\n---\n\nThe council met."),
        ("Pandoc", "% Bridge closes\n% Ana Reyes; Tom Hale\n% April 3, 2024\n\nThe council met."),
        ("Pandoc, a title", "% Bridge closes: why\n\nThe council met."),
        ("Pandoc, no authors", "% Bridge closes\n%\n% 2024-04-03\n\nThe council met."),
        ("Org", "#+TITLE: Bridge closes\n#+AUTHOR: Ana Reyes\n#+DATE: <2024-04-03 Wed>\n\nThe council met."),
        ("ArchieML", "headline: Bridge closes: why\nbyline: Ana Reyes\ndate: 2024-04-03\n\n[+body]\n\nThe council met."),
        ("ArchieML in runs", "slug: bridge\ntitle: Bridge closes\n\ndate: 2024-04-03\n\nThe council met."),
        ("MultiMarkdown", "Title: Bridge closes\nAuthor: Ana Reyes\n  and Tom Hale\nDate: April 3, 2024\n\nThe council met."),
    ]));
}

#[test]
fn what_is_no_metadata() {
    for text in [
        "The council met.\n\nIt rose.",
        "Title: a word in the law\n\nThe council met.",
        "Correction: The bridge is open.\nUpdate: It is shut.\n\nThe council met.",
        "Date: April 3, 2024\n\nBridge closes\n\nThe council met.",
        "HED: Bridge closes\nDEK: For winter\n\nThe council met.",
        "Headline: Bridge closes\nThe council met on Tuesday.\n\nIt rose.",
        "{{< figure src=\"a.jpg\" >}}\n\nThe council met.",
        "{% include head.html title: \"x\" %}\n\nThe council met.",
        "{The council: it met.}\n\nIt rose.",
        "% of voters: 12\n\nThe council met.",
        "# Title: a law\n\nThe council met.",
        "+++\n\nThe council met.",
    ] {
        for format in [Format::Text, Format::Markdown] {
            let header = header::of(Draft::new(text, format).slots());
            assert!(header.is_none() || text.starts_with('%'), "{text}\n{header:?}");
        }
    }
}

fn all(rows: &[(&str, &str)]) -> String {
    rows.iter().fold(String::new(), |all, (name, text)| all + &format!("# {name}\n{}", drawn(text)))
}

#[test]
fn many_keys_are_read_once_each() {
    let keys = (0..20_000).fold(String::new(), |all, n| all + &format!("key{n}: 'it's {n}'\n"));
    let draft = Draft::new(&format!("---\n{keys}date: 2024-04-03\n---\n\nThe council met."), Format::Markdown);
    let front = draft.front_matter();
    assert_eq!(front.metadata.date.as_ref().unwrap().text, "2024-04-03");
    assert_eq!(front.slips.len(), 20_000);
}

#[test]
fn front_matter_is_read_again_only_when_it_changes() {
    let text = "---\ntitle: A\ndate: 2024-04-03\n---\n\nThe council met.";
    let mut draft = Draft::new(text, Format::Markdown);
    let first = draft.front_matter();
    draft.edit(text.len()..text.len(), " It rose.");
    assert!(Arc::ptr_eq(&first, &draft.front_matter()));
    draft.edit(11..12, "B");
    assert_eq!(draft.front_matter().metadata.headline.as_deref(), Some("B"));
}

#[test]
fn a_slip_stands_in_its_line_when_those_above_become_fewer() {
    let mut draft = Draft::new("\n  \n\n---\ndate: 2012-13-32\nsources: [", Format::Text);
    let lines = |d: &Draft| d.front_matter().slips.iter().map(|s| (s.line, s.message.clone())).collect::<Vec<_>>();
    assert!(!lines(&draft).is_empty());
    draft.edit(0..1, " ");
    let fresh = Draft::new(&draft.rope().to_string(), Format::Text);
    assert_eq!(lines(&draft), lines(&fresh));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    /// Whatever stands at the top of a draft, it is read, and what is told lies in it.
    #[test]
    fn nothing_at_the_top_of_a_draft_is_too_odd(
        text in "(---|\\+\\+\\+|;;;|\\{|\\}|%|#\\+|title|date|tags|params|: |:|=|\\[|\\]|- |\"|'|\"\"\"|\\||>|#|&a|\\*a|!!x|\t|  |\n|\r\n|\n\n|é|\u{feff}|x, y|2024-04-03|The mill shut\\.|\\{\\{ x \\}\\}){0,24}",
        markdown: bool,
    ) {
        let draft = Draft::new(&text, if markdown { Format::Markdown } else { Format::Text });
        let front = draft.front_matter();
        prop_assert!(front.blocks() <= draft.slots().len());
        for slip in &front.slips {
            let line = draft.rope().line(slip.line).to_string();
            prop_assert!(line.get(slip.place.clone()).is_some(), "{text:?} {slip:?}");
            prop_assert!(slip.mend.as_ref().is_none_or(|(range, _)| line.get(range.clone()).is_some()), "{text:?} {slip:?}");
        }
    }
}

/// In plain text each line stands by itself, so that the body may follow its mark without a blank line.
#[test]
fn archieml_s_body_follows_its_mark() {
    for (text, blocks) in [
        ("headline: A\ndate: 2024-04-03\nbody:\nThe council met.\n:end", 3),
        ("headline: A\ndate: 2024-04-03\n[+body]\nThe council met.\n[]", 3),
        ("headline: A\ndate: 2024-04-03\n\n[+body]\nThe council met.\n[]", 3),
    ] {
        let front = Draft::new(text, Format::Text).front_matter();
        assert_eq!((front.blocks(), front.metadata.date.is_some()), (blocks, true), "{text}");
    }
}
