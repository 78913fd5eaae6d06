//! Drafts as people write them: what is metadata, what it says, what is told, and where the story begins.

use expect_test::expect;

use super::*;
use crate::text::{Draft, Format};

/// What is read of a draft: a line a value, `!` before a slip with its line, `¶` before the first words of the story.
fn drawn(text: &str) -> String {
    let mut both = Vec::new();
    for format in [Format::Markdown, Format::Text] {
        let draft = Draft::new(text, format);
        let front = of_draft(&draft);
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
        let story = draft.slots().get(front.blocks()).map_or("", |s| s.block.raw.as_str());
        out += &format!("¶ {}\n", story.chars().take(24).collect::<String>());
        both.push(out);
    }
    assert_eq!(both[0], both[1], "{text}");
    both.swap_remove(0)
}

#[test]
fn slips_cost_no_more_than_their_own_value() {
    expect![[r##"
        # a colon
        headline: Mayor says: no
        date: 2024-04-03 (3)
        ! 2 «title: Mayor says: no» YAML cannot read what `title` says, as it has a colon: put all of it in quotation marks.
          > title: "Mayor says: no"
        ¶ The council met.
        # a stray apostrophe
        headline: Mayor's plan
        standfirst: It's over
        date: 2024-04-03 (4)
        ! 3 «summary: 'It's over'» YAML cannot read what `summary` says, as a quotation mark does not pair: put all of it in quotation marks.
          > summary: "It's over"
        ¶ The council met.
        # an open quotation mark
        headline: Bridge closes
        date: 2024-04-03 (3)
        byline: Ana
        ! 2 «title: "Bridge closes» YAML cannot read what `title` says, as a quotation mark does not pair: put all of it in quotation marks.
          > title: "Bridge closes"
        ¶ The council met.
        # marks within
        headline: "No" says mayor
        date: 2024-04-03 (3)
        ! 2 «title: "No" says mayor» YAML cannot read what `title` says, as a quotation mark does not pair: put all of it in quotation marks.
          > title: "\"No\" says mayor"
        ¶ The council met.
        # a quoted value over two lines
        headline: A
        standfirst: The council voted to close it
        date: 2024-04-03 (5)
        ¶ The council met.
        # a plain value over two lines
        headline: Bridge closes for winter
        date: 2024-04-03 (4)
        ! 3 «for winter» This line is neither written as `name: value` nor indented under one.
        ¶ The council met.
        # no blank
        headline: Bridge closes
        date: 2024-04-03 (3)
        ! 2 «title:Bridge closes» A blank is missing after `title:`.
          > title: Bridge closes
        ! 3 «date:2024-04-03» A blank is missing after `date:`.
          > date: 2024-04-03
        ¶ The council met.
        # one without a blank
        headline: Bridge closes
        date: 2024-04-03 (3)
        ! 3 «date:2024-04-03» A blank is missing after `date:`.
          > date: 2024-04-03
        ¶ The council met.
        # a key twice
        headline: A
        date: 2024-04-03 (4)
        ! 4 «date: 2024-04-03» `date` is given twice; the last counts.
        ¶ The council met.
        # an open list
        headline: A
        date: 2024-04-03 (4)
        tags: bridge / road
        ! 3 «tags: [bridge, road» The list of `tags` is not closed as it was opened.
        ¶ The council met.
        # a tab
        headline: A
        date: 2024-04-03 (6)
        tags: bridge / road
        ! 4 «- bridge» A tab stands before this line; YAML wants blanks there.
        ! 5 «- road» A tab stands before this line; YAML wants blanks there.
        ¶ The council met.
        # an indented key
        headline: A
        date: 2024-04-03 (3)
        ! 3 «date: 2024-04-03» This line is indented, though nothing above it opens a group.
        ¶ The council met.
        # a slip in a group
        headline: Mayor: no
        date: 2024-04-03 (3)
        ! 4 «title: Mayor: no» YAML cannot read what `title` says, as it has a colon: put all of it in quotation marks.
          >   title: "Mayor: no"
        ¶ The council met.
        # a slip in a list
        headline: A
        date: 2024-04-03 (6)
        tags: bridge: no: yes / road
        ! 3 «tags:» The list under `tags` cannot be read as YAML.
        ¶ The council met.
        # a sign
        headline: @mayor speaks
        date: 2024-04-03 (4)
        byline: `Ana`
        ! 2 «title: @mayor speaks» YAML cannot read what `title` says, as it begins as something else does there: put all of it in quotation marks.
          > title: "@mayor speaks"
        ! 3 «author: `Ana`» YAML cannot read what `author` says, as it begins as something else does there: put all of it in quotation marks.
          > author: "`Ana`"
        ¶ The council met.
        # words
        headline: A
        ! 4 «seen by legal» This line is neither written as `name: value` nor indented under one.
        ¶ The council met.
        # a stray line
        headline: A
        date: 2024-04-03 (4)
        ! 2 «seen by legal» This line is not written as `name: value`.
        ¶ The council met.
    "##]].assert_eq(&all(&[
        ("a colon", "---\ntitle: Mayor says: no\ndate: 2024-04-03\n---\n\nThe council met."),
        ("a stray apostrophe", "---\ntitle: Mayor's plan\nsummary: 'It's over'\ndate: 2024-04-03\n---\n\nThe council met."),
        ("an open quotation mark", "---\ntitle: \"Bridge closes\ndate: 2024-04-03\nauthor: Ana\n---\n\nThe council met."),
        ("marks within", "---\ntitle: \"No\" says mayor\ndate: 2024-04-03\n---\n\nThe council met."),
        ("a quoted value over two lines", "---\ntitle: A\nsummary: \"The council voted\nto close it\"\ndate: 2024-04-03\n---\n\nThe council met."),
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
        ("words", "---\ntitle: A\n\nseen by legal\n---\n\nThe council met."),
        ("a stray line", "---\nseen by legal\ntitle: A\ndate: 2024-04-03\n---\n\nThe council met."),
    ]));
}

#[test]
fn what_is_no_slip() {
    expect![[r#"
        # a folded title
        headline: Bridge closes for winter
        date: 2024-04-03 (5)
        ¶ The council met.
        # comments
        headline: A
        date: 2024-04-03 (4)
        ¶ The council met.
        # anchors and tags
        headline: Bridge closes
        date: 2024-04-03 (4)
        ¶ The council met.
        # templates
        date: 2024-04-03 (4)
        ¶ The council met.
        # a template's tag
        headline: A
        date: 2024-04-03 (4)
        ¶ The council met.
        # returns
        headline: A
        date: 2024-04-03 (3)
        ¶ The council met.
        # a mark before it
        headline: A
        date: 2024-04-03 (3)
        ¶ The council met.
        # dots
        headline: A
        date: 2024-04-03 (3)
        ¶ The council met.
        # blanks within
        headline: A
        date: 2024-04-03 (4)
        tags: bridge
        ¶ The council met.
        # more dashes
        headline: A
        date: 2024-04-03 (3)
        ¶ The council met.
        # a blank line before it
        headline: A
        date: 2024-04-03 (4)
        ¶ The council met.
        # nested
        headline: A
        date: 2024-04-03 (4)
        kind: opinion
        ¶ The council met.
        # a list of people
        headline: A
        updated: 2024-04-04 (7)
        byline: Ana Reyes / Tom Hale
        ¶ The council met.
        # a rule at the top
        ¶ ---
        # nothing between
        ¶ The council met.
    "#]].assert_eq(&all(&[
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
        ("nested", "---\ntitle: A\narticle:\n  published_time: 2024-04-03\n  section: Opinion\n---\n\nThe council met."),
        ("a list of people", "---\ntitle: A\nauthors:\n  - name: Ana Reyes\n    role: reporter\n  - Tom Hale\nupdated: 2024-04-04\n---\n\nThe council met."),
        ("a rule at the top", "---\n\nThe council met.\n\nNote: it rose.\n\n---\n\nMore."),
        ("nothing between", "---\n---\n\nThe council met."),
    ]));
}

#[test]
fn an_end_that_is_missing_hides_no_story() {
    expect![[r#"
        # none
        headline: A
        date: 2024-04-03 (3)
        ! 1 «---» The front matter is opened here and not closed: write `---` on a line of its own below line 3.
        ¶ The council met.
        # a rule further down
        headline: A
        date: 2024-04-03 (3)
        ! 1 «---» The front matter is opened here and not closed: write `---` on a line of its own below line 3.
        ¶ The council met.
        # the story right below
        headline: A
        date: 2024-04-03 (3)
        ! 1 «---» The front matter is opened here and not closed: write `---` on a line of its own below line 3.
        ¶ The council met on Tuesd
        # blank lines
        headline: A
        date: 2024-04-03 (4)
        ! 1 «---» The front matter is opened here and not closed: write `---` on a line of its own below line 4.
        ¶ The council met.
        # a heading
        headline: A
        ! 1 «---» The front matter is opened here and not closed: write `---` on a line of its own below line 2.
        ¶ # The council met
        # TOML
        headline: A
        date: 2024-04-03 (3)
        ! 1 «+++» The front matter is opened here and not closed: write `+++` on a line of its own below line 3.
        ¶ The council met.
        # JSON
        headline: A
        date: 2024-04-03 (3)
        ! 1 «{» The metadata is opened here and not closed: write `}` on a line of its own below line 3.
        ¶ The council met.
        # a rule and a colon
        ¶ ---
    "#]].assert_eq(&all(&[
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
    expect![[r##"
        # TOML
        headline: Bridge closes
        date: 2024-04-03T10:00:00+02:00 (3)
        byline: A. Reyes
        tags: a / b
        ¶ The council met.
        # TOML with groups
        headline: A
        standfirst: It says

        This
        date: 2024-04-03 (3)
        kind: opinion
        ¶ The council met.
        # TOML with slips
        headline: Bridge closes
        date: 2024-04-03 (3)
        byline: Ana
        tags: a / b
        ! 2 «title = Bridge closes» TOML cannot be read here (string values must be quoted, expected literal string).
        ! 4 «author = "Ana» TOML cannot be read here (invalid basic string, expected `"`).
        ¶ The council met.
        # TOML with colons
        headline: Bridge closes
        date: 2024-04-03 (3)
        ! 2 «title: Bridge closes» TOML cannot be read here (key with no value, expected `=`).
        ! 3 «date: 2024-04-03» TOML cannot be read here (key with no value, expected `=`).
        ¶ The council met.
        # JSON
        headline: Bridge "closes"
        date: 2024-04-03 (3)
        tags: a / b
        ¶ The council met.
        # JSON in a line
        headline: A
        date: 2024-04-03 (1)
        ¶ The council met.
        # JSON right above
        headline: A
        date: 2024-04-03 (4)
        byline: Ana
        ¶ The council met.
        # JSON with slips
        headline: A
        date: 2024-04-03 (3)
        byline: Ana
        ! 3 «"date": "2024-04-03",» JSON cannot be read here (while parsing a flow mapping, did not find expected ',' or '}').
        ¶ The council met.
        # JSON between fences
        headline: A
        date: 2024-04-03 (3)
        ¶ The council met.
        # JSON by name
        headline: A
        date: 2024-04-03 (3)
        ¶ The council met.
        # Pandoc
        headline: Bridge closes
        date: April 3, 2024 (3)
        byline: Ana Reyes / Tom Hale
        ¶ The council met.
        # Pandoc, a title
        headline: Bridge closes: why
        ¶ The council met.
        # Pandoc, no authors
        headline: Bridge closes
        date: 2024-04-03 (3)
        ¶ The council met.
        # Org
        headline: Bridge closes
        date: <2024-04-03 Wed> (3)
        byline: Ana Reyes
        ¶ The council met.
        # ArchieML
        headline: Bridge closes: why
        date: 2024-04-03 (3)
        byline: Ana Reyes
        ¶ The council met.
        # ArchieML in runs
        headline: Bridge closes
        date: 2024-04-03 (4)
        ¶ The council met.
        # MultiMarkdown
        headline: Bridge closes
        date: April 3, 2024 (4)
        byline: Ana Reyes and Tom Hale
        ¶ The council met.
    "##]].assert_eq(&all(&[
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
    rows.iter().map(|(name, text)| format!("# {name}\n{}", drawn(text))).collect()
}

#[test]
fn many_keys_are_read_once_each() {
    let keys: String = (0..20_000).map(|n| format!("key{n}: 'it's {n}'\n")).collect();
    let draft = Draft::new(&format!("---\n{keys}date: 2024-04-03\n---\n\nThe council met."), Format::Markdown);
    let front = of_draft(&draft);
    assert_eq!(front.metadata.date.as_ref().unwrap().text, "2024-04-03");
    assert_eq!(front.slips.len(), 20_000);
}

#[test]
fn front_matter_is_read_again_only_when_it_changes() {
    let text = "---\ntitle: A\ndate: 2024-04-03\n---\n\nThe council met.";
    let mut draft = Draft::new(text, Format::Markdown);
    let first = of_draft(&draft);
    draft.edit(text.len()..text.len(), " It rose.");
    assert!(Arc::ptr_eq(&first, &of_draft(&draft)));
    draft.edit(11..12, "B");
    assert_eq!(of_draft(&draft).metadata.headline.as_deref(), Some("B"));
}
