//! Tables: a source, and what is read of it.
use super::*;
use crate::text::{Block, Draft, region};
use Format::{Markdown as M, Text as T};

fn clean(source: &str, format: Format) -> String {
    Block::new(source.to_owned(), format).text().trim().to_owned()
}

/// Each row is read as it says, and every letter that is read as it was typed stands where it was typed.
fn hold(rows: &[(Format, &str, &str)]) {
    let mut wrong = String::new();
    for (format, source, expected) in rows {
        let block = Block::new((*source).to_owned(), *format);
        let text = block.text();
        if text.trim() != *expected {
            wrong += &format!("{source}\n    {text:?}\n    {expected:?}\n");
        }
        for (at, c) in text.char_indices() {
            let typed = &source[block.to_raw(clamp(at)..clamp(at + c.len_utf8()))];
            assert!(typed.starts_with(c) || !c.is_alphanumeric() && !typed.is_empty(), "{source}: {c:?} stands for {typed:?}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Rows that are read as they were typed.
fn stay(rows: &[(Format, &str)]) {
    let rows: Vec<(Format, &str, &str)> = rows.iter().map(|(f, s)| (*f, *s, *s)).collect();
    hold(&rows);
}

#[test]
fn tags_of_templates_are_no_copy() {
    hold(&[
        (M, "{% image \"b.jpg\" \"The quay from the north\" %}", ""),
        (M, "{% include figure.html\n  image: \"a.jpg\"\n  caption: \"Two boats at the quay\" %}", ""),
        (M, "“I like the [plan]({{ \"/plan/\" | url }}) a lot,” she said.", "“I like the plan a lot,” she said."),
        (M, "See [the plan]({{< ref \"plan.md\" >}} \"The plan\") now.", "See the plan now."),
        (M, "{{< youtube w7Ft2ymGmfc >}}", ""),
        (M, "{{% notice tip %}}The mayor said so.{{% /notice %}}", "The mayor said so."),
        (M, "{% if lead %}The mayor said so.{% endif %}", "The mayor said so."),
        (M, "{% comment %}She did not say so.{% endcomment %}The mayor said so.", "The mayor said so."),
        (M, "{% highlight ruby %}\nputs \"said\"\n{% endhighlight %}", ""),
        (M, "{{< highlight go >}}fmt.Println(\"said\"){{< /highlight >}} It ran.", "It ran."),
        (M, "The mayor{# who? #} said so.", "The mayor said so."),
        (M, "The mayor{{!-- who? --}} said so.", "The mayor said so."),
        (T, "{{#if lead}}The mayor said so.{{/if}}", "The mayor said so."),
        (T, "<% if lead %>The mayor said so.<% end %>", "The mayor said so."),
        (T, "The mayor <?php echo $name ?>said so.", "The mayor said so."),
        (M, "## What we know {#known}", "What we know"),
        (M, "The mayor said so.\n{: .lead }", "The mayor said so."),
        (M, "import Map from \"../map\"", ""),
        (M, "import {\n  Map,\n  List\n} from '../parts'", ""),
        (M, "export const meta = {\n  title: \"The mayor said so\"\n}", ""),
        (M, "<Map at={[52, 4]} title=\"The quay\" /> The mayor said so.", "The mayor said so."),
        (M, "<Callout kind=\"warning\">The mayor said so.</Callout>", "The mayor said so."),
        (M, "{/* ask her */}The mayor, {props.name}, said so.", "The mayor, , said so."),
        (M, ":::note", ""),
        (M, "::: {.sidebar}", ""),
        (M, "::youtube{#w7Ft2ymGmfc}", ""),
    ]);
    stay(&[
        (T, "The braces {{ are never closed here."),
        (T, "Write `{{ name }}` where the name goes, the manual says."),
        (T, "He gave it 100 % of {his} time."),
        (M, "Import duties rise from \"Monday\" on."),
        (M, "Export growth = 4 per cent."),
        (M, "The score was 3::2."),
        (T, "A set {a, b} of two."),
    ]);
    hold(&[
        (M, "Write `{{ name }}` where the name goes.", "Write {{ name }} where the name goes."),
        (M, "Write ``{% if `x` %}`` and so on.", "Write {% if `x` %} and so on."),
    ]);
}

#[test]
fn tags_of_html_are_no_copy() {
    let script = "<script>if (a < b) say(\"so\")</script>The mayor said so.";
    hold(&[
        (T, "<p>The mayor <em>said</em> so.</p>", "The mayor said so."),
        (M, "<p>The mayor <em>said</em> so.</p>", "The mayor said so."),
        (M, "<!-- wp:paragraph -->\n<p>The mayor said so.</p>\n<!-- /wp:paragraph -->", "The mayor said so."),
        (T, "<P CLASS='lead' data-x>The mayor said so.", "The mayor said so."),
        (T, "<p style=\"a > b\">The mayor said so.", "The mayor said so."),
        (T, "The mayor said so.<br/>It rose.", "The mayor said so.\nIt rose."),
        (T, "The mayor said so.<sup>1</sup> It rose.", "The mayor said so. It rose."),
        (T, "The mayor said so.<sup><a href=\"#n1\">[1]</a></sup> It rose.", "The mayor said so. It rose."),
        (T, "On the 4<sup>th</sup> floor.", "On the 4th floor."),
        (T, "The <del>mayor</del><ins>reeve</ins> said so.", "The reeve said so."),
        (T, "She said <q>so</q>.", "She said “so”."),
        (T, "<o:p>The mayor said so.</o:p>", "The mayor said so."),
        (T, "<blockquote><p>We had no choice.</p><cite>Ida Krohn</cite></blockquote>", "We had no choice.\n— Ida Krohn"),
        (T, "<blockquote>We had no choice. — <cite>Ida Krohn</cite></blockquote>", "We had no choice. — Ida Krohn"),
        (T, "She read from <cite>Hamlet</cite> on Monday.", "She read from Hamlet on Monday."),
        (T, script, "The mayor said so."),
        (M, script, "The mayor said so."),
        (M, "<style>\np { color: red }\n</style>\nThe mayor said so.", "The mayor said so."),
        (M, "The mayor<!-- who? --> said so.", "The mayor said so."),
        (T, "<td>Quay</td><td>12</td>", "Quay\t12"),
        (M, "<custom-card id=4>The mayor said so.</custom-card>", "The mayor said so."),
        (M, "The mayor said so.<br>\n<br>\nIt rose.", "The mayor said so.\n\n\n\nIt rose."),
        (T, "<![CDATA[<p>The mayor said so.</p>]]", "The mayor said so.]]"),
    ]);
    stay(&[
        (T, "It is <5 and >3, the report says."),
        (T, "Where a<b and c>d, nothing holds."),
        (T, "I <3 the quay, she said. <- that one"),
        (T, "Fill in <name> and <place>."),
        (T, "He wrote <p without an end."),
        (T, "Mail <ida@norhaven.example> about it."),
        (T, "The tag `<p>` opens a paragraph."),
        (T, "A << B"),
    ]);
    hold(&[
        (M, "See <https://norhaven.example/a> now.", "See https://norhaven.example/a now."),
        (M, "The tag `<p>` opens a paragraph.", "The tag <p> opens a paragraph."),
        (M, "It is 3 < 5 here.", "It is 3 < 5 here."),
    ]);
}

#[test]
fn tracked_changes_are_read_as_they_will_be() {
    hold(&[
        (M, "It shuts on {--Saturday--}{++Friday++}.", "It shuts on Friday."),
        (T, "It shuts on {~~Saturday~>Friday~~}.", "It shuts on Friday."),
        (M, "The roof {==leaks==}{>>Says who? AB<<}, she said.", "The roof leaks, she said."),
        (T, "<<WHO SAYS?>> she asked.", "she asked."),
        (M, "It shuts on ~~Saturday~~ Friday.", "It shuts on  Friday."),
        (M, "“It rings,” said [[Ana Poe|her sister Ana Poe]].", "“It rings,” said her sister Ana Poe."),
        (T, "It is by the [[Tarn Mill|old mill]] still.", "It is by the old mill still."),
        (M, "It is a [list|map] of mills.", "It is a [list|map] of mills."),
        (M, "It shuts on [Saturday]{.deletion author=\"AB\"}[Friday]{.insertion author=\"AB\"}.", "It shuts on Friday."),
        (M, "The roof [Says who?]{.comment-start id=\"1\"}leaks[]{.comment-end id=\"1\"}, she said.", "The roof leaks, she said."),
        (M, "{++The roof {--never--} leaks++}, she said.", "The roof  leaks, she said."),
        (T, "It shuts on <s>Saturday</s> Friday.", "It shuts on  Friday."),
    ]);
    stay(&[
        (T, "A brace {-- that nothing closes."),
        (T, "In C, {++i} counts up."),
        (T, "A set {==} of signs."),
        (T, "He said {~~no~~} twice."),
    ]);
}

#[test]
fn brackets_are_copy_unless_their_form_says_otherwise() {
    hold(&[
        (T, "The mayor said.[a] It rose.", "The mayor said. It rose."),
        (T, "The mayor said.[c][d]", "The mayor said."),
        (T, "Ida Krohn[ab], the reeve, said so.", "Ida Krohn, the reeve, said so."),
        (T, "Ida Krohn[TA1] said so.", "Ida Krohn said so."),
        (M, "**Ida Krohn**[b] said so.", "Ida Krohn said so."),
        (M, "The mayor said.[^1] It rose.", "The mayor said. It rose."),
        (T, "The mayor said.[^note] It rose.", "The mayor said. It rose."),
        (M, "The mayor said.^[On Monday, by letter.] It rose.", "The mayor said. It rose."),
        (M, "[caption id=\"a7\" width=\"640\"]<img src=\"a.jpg\" alt=\"roof\" /> The roof.[/caption]", "The roof."),
        (T, "[vc_row][vc_column_text]It rose.[/vc_column_text][/vc_row]", "It rose."),
        (T, "[et_pb_text admin_label=\"Text\"]It rose.[/et_pb_text]", "It rose."),
        (T, "[gallery ids=\"1,2\"]", ""),
        (T, "[gallery]", ""),
        (T, "[embed]https://norhaven.example/v[/embed] It rose.", "It rose."),
        (T, "[quote=\"Ida\"]It rose.[/quote]", "It rose."),
        (T, "It [b]rose[/b].", "It rose."),
        (T, "[audio mp3=\"a.mp3\"][/audio]It rose.", "It rose."),
        (M, "The [report]{.smallcaps} of 1994.", "The report of 1994."),
    ]);
    stay(&[
        (T, "“It [the roof] leaks [sic],” she said. [Laughs]"),
        (T, "[applause]"),
        (T, "He saw “[a] man” there."),
        (T, "The vote [as told] and [a] count."),
        (T, "m[a]n and x[i] = 3 and (x[i]) too"),
        (T, "It rained.[6] It rose."),
        (T, "[a] Says who?"),
        (T, "She said it [emphasis added]."),
        (T, "A [video] of it."),
        (M, "[sic] she said"),
        (T, "He is [in his words] done."),
    ]);
    hold(&[
        (M, "See the [gallery](https://a.example) and [more][1].", "See the gallery and more."),
        (M, "The [caption]: a word.", "The [caption]: a word."),
    ]);
}

#[test]
fn letters_are_read_as_they_are_seen() {
    hold(&[
        (T, "The town&#8217;s &ldquo;quay&rdquo; &amp; more", "The town’s “quay” & more"),
        (M, "The town&#8217;s &ldquo;quay&rdquo; &amp; more", "The town’s “quay” & more"),
        (T, "&quot;We had no choice,&quot; she said.", "\"We had no choice,\" she said."),
        (T, "The town&#146;s quay&#x2014;old", "The town’s quay—old"),
        (T, "The town&amp;rsquo;s quay", "The town’s quay"),
        (T, "It cost 5 &lt; 6&nbsp;pounds", "It cost 5 < 6\u{a0}pounds"),
        (T, "the may\u{ad}or\u{200b} said\u{feff} so\u{2060}", "the mayor said so"),
        (T, "the may&shy;or", "the mayor"),
        (T, "\u{200e}Ida Krohn\u{200e}", "Ida Krohn"),
        (T, "12\u{202f}000 boats and 1\u{2009}200\u{2009}000 nets", "12,000 boats and 1,200,000 nets"),
        (T, "at\u{2009}3 p.m.", "at\u{2009}3 p.m."),
        (T, "The mayor said.* It rose.", "The mayor said. It rose."),
        (M, "The mayor said.\\* It rose.", "The mayor said. It rose."),
        (T, "The mayor said.† It rose.‡", "The mayor said. It rose."),
        (T, "“It rose.”¹ He left.", "“It rose.” He left."),
        (T, "Ida Krohn* said so.", "Ida Krohn said so."),
        (T, "The\tmayor", "The mayor"),
        (T, "One\u{b}two", "One\ntwo"),
        (T, "I ❤\u{fe0f} it", "I ❤ it"),
    ]);
    stay(&[
        (T, "AT&T; and Q&A; and R&D"),
        (T, "Fish & chips; peas"),
        (T, "He said *no* twice. *No.*"),
        (T, "What the f*** was that?"),
        (T, "An area of 30 km² and 4*4"),
        (T, "A 5* hotel"),
        (T, "Tarnwick · Ohio"),
        (T, "in 1994\u{2009}300 boats"),
    ]);
    // Between cells of a table a tab stays.
    hold(&[
        (T, "Quay\tBoats\tNets", "Quay\tBoats\tNets"),
        (T, "| Quay | Boats |", "Quay \t Boats"),
        (M, "| Quay | *Boats* |", "Quay \t Boats"),
    ]);
}

/// A row: the regions of the blocks by their first letters (those of the tests of `region::top`, `X` furniture), and the draft.
fn regions(text: &str, format: Format) -> String {
    let draft = Draft::new(text, format);
    let front = draft.front_matter();
    let found = region::regions(draft.slots(), front.blocks(), front.metadata.headline.as_deref());
    let letter = |r: &region::Region| match r.name() {
        "subheading" => 'U',
        "credit" => 'C',
        "boilerplate" => 'X',
        "quote-block" => 'Q',
        name => name.chars().next().unwrap().to_ascii_uppercase(),
    };
    found.iter().zip(draft.slots()).filter(|(_, s)| !s.block.text().trim().is_empty()).map(|(r, _)| letter(r)).collect()
}

#[test]
fn what_markup_says_a_block_is() {
    for (format, text, expected) in [
        (T, "Quay shut\n\n<p>The quay shut on Monday.</p><p>It rose.</p><h2>What we know</h2><p>It fell.</p>", "HBBUB"),
        (T, "Quay shut\n\n<div class=\"a\">\n<p>The quay shut\non Monday.</p>\n</div>", "HB"),
        (M, "# Quay shut\n\n<p>The quay shut on Monday.</p>\n<p>It rose.</p>", "HBB"),
        (T, "Quay shut\n\nThe quay shut on Monday.<br><br>It rose.<br>\nIt fell.", "HBBB"),
        (T, "Quay shut\n\n<p>She wants:</p><ul><li>a quay</li><li>a crane</li></ul><p>It rose.</p>", "HBLLB"),
        (T, "Quay shut\n\n<p>It rose.</p><blockquote><p>We had no choice.</p><p>We left.</p></blockquote><p>It fell.</p>", "HBQQB"),
        (M, "# Quay shut\n\nIt rose.\n\n<blockquote>\n\nWe had no choice.\n\n</blockquote>\n\nIt fell.", "HBQB"),
        (M, "# Quay shut\n\nIt rose.\n\n<blockquote>\n\nWe had no choice.\n\nIt fell.", "HBBB"),
        (M, "# Quay shut\n\nIt rose.\n\n<figure><img src=\"a.jpg\"><figcaption>The quay</figcaption></figure>\n\nIt fell.", "HBCB"),
        (M, "# Quay shut\n\nIt rose.\n\n[caption width=\"9\"]<img src=\"a.jpg\" /> The quay[/caption]\n\nIt fell.", "HBCB"),
        (
            T,
            "Quay shut\n\nIt rose on Monday.\n\n[The quay from the north on Monday, with two of the boats that were left there. Photo: Lee Banner]\n\nIt fell.",
            "HBCB",
        ),
        (M, "# Quay shut\n\nIt rose.\n\n| Quay | Boats |\n|---|---|\n| Old | 12 |\n\nIt fell.", "HBXXXB"),
        (M, "# Quay shut\n\nIt rose.\n\nQuay | Boats\n---|---\nOld | 12\n\nIt fell.", "HBXB"),
        (T, "Quay shut\n\nIt rose.\n\nQuay\tBoats\tNets\nOld\t12\t4\n\nIt fell.", "HBXXB"),
        (T, "Quay shut\n\nIt rose.\n\n<table><tr><td>Old</td><td>12</td></tr><tr><td>New</td><td>4</td></tr></table>\n\nIt fell.", "HBXXB"),
        (M, "# Quay shut\n\nIt rose.[^1]\n\n[^1]: Minutes, page 4, as they were read.\n\nIt fell.", "HBXB"),
        (T, "Quay shut\n\nIt rose.[^1]\n\n[^1]: Minutes, page 4, as they were read.", "HBX"),
        (M, "# Quay shut\n\nIt rose.\n\n<script>\nlet a = 1;\n\nlet b = 2;\n</script>\n\nIt fell.", "HBXB"),
        (M, "# Quay shut\n\nIt rose.\n\n<!-- an old draft\n\nIt fell.\n\n-->\n\nIt stood.", "HBXXB"),
        (M, "# Quay shut\n\nIt rose.\n\n{% highlight js %}\nlet a;\n\nlet b;\n{% endhighlight %}\n\nIt fell.", "HBXB"),
        (M, "# Quay shut\n\nIt rose.\n\n<!-- never closed\n\nIt fell.", "HBB"),
        (M, "---\ntitle: Quay shut\n---\nimport Map from \"../map\"\nIt rose.\n\n<Map />\n\nIt fell.", "FBB"),
        (
            T,
            "Quay shut\n\nShe wants:\n\n·\u{a0}\u{a0}\u{a0}a quay\n•\ta crane\n\u{f0b7}\ta shed\no\ta net\n1.\ta roof\n\nIt rose.",
            "HBLLLLLB",
        ),
        (T, "Quay shut\u{2028}\u{2028}The quay shut on Monday.\u{2029}It rose.\u{b}It fell.", "HBBB"),
        (T, "Quay shut\n\nThe quay · the port\n\nIt rose on Monday, the mayor said to the board.", "HSB"),
    ] {
        assert_eq!(regions(text, format), expected, "{text}");
    }
}

#[test]
fn what_is_not_read_is_known() {
    for (text, expected) in [
        ("The mayor said so.<!-- ask her again about it -->", vec![Unread::Remark]),
        ("<!-- wp:paragraph -->The mayor said so.", vec![]),
        ("<script>let a = b + c;</script>", vec![Unread::Code]),
        ("{% image \"a.jpg\" \"Two boats at the quay\" %}", vec![Unread::Template]),
        ("{{ page.url }}", vec![]),
        ("{--Saturday--}{++Friday++}", vec![Unread::Struck]),
    ] {
        for format in [T, M] {
            let block = Block::new(text.to_owned(), format);
            let found: Vec<Unread> = block.apart.iter().flat_map(|a| a.unread.iter().map(|(what, _)| *what)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
    let manifest: String = "C2PATXT".chars().cycle().take(400).map(|c| char::from_u32(0xe0100 + u32::from(c)).unwrap()).collect();
    let block = Block::new(format!("It rose.\u{feff}{manifest}"), T);
    assert_eq!(block.text(), "It rose.");
    assert_eq!(block.apart.as_ref().unwrap().unread, [(Unread::Hidden, 8..8 + 3 + 4 * 400)]);
}

#[test]
fn links_and_notes_are_known_where_they_stand() {
    let block = Block::new("See <a class=\"x\" href=\"https://a.example/r\">the&nbsp;report</a>.<sup>1</sup> It *rose*.".to_owned(), M);
    assert_eq!(block.text(), "See the\u{a0}report. It rose.");
    assert_eq!(*block.links, [(4..15, "https://a.example/r".to_owned())]);
    assert_eq!(*block.notes, [16]);
    assert_eq!(clean("It rose", M), "It rose");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2000))]
    #[test]
    fn any_text_is_read_and_every_place_is_one_of_the_source(
        source in "(<p>|</p>|<|>|<b |<!--|-->|<script>|</script>|\\{\\{|\\}\\}|\\{%|%\\}|\\{\\+\\+|\\+\\+\\}|\\{--|--\\}|\\{~~|~>|~~\\}|~~|\\[a\\]|\\[b\\]|\\[/b\\]|\\[|\\]|\\]\\(|\\)|\\{\\.x\\}|\\^\\[|`|\\\\|&amp;|&shy;|&|;|\\*|\\||\n|\t| |a|é|\u{ad}|\u{2028}|\\.){0,24}",
        markdown: bool,
    ) {
        let block = Block::new(source.clone(), if markdown { M } else { T });
        let text = block.text();
        let mut before = 0;
        for (at, c) in text.char_indices() {
            let typed = block.to_raw(clamp(at)..clamp(at + c.len_utf8()));
            proptest::prop_assert!(source.get(typed.clone()).is_some_and(|t| !t.is_empty()), "{:?} in {:?}", typed, text);
            proptest::prop_assert!(before <= typed.start, "{:?} in {:?}", typed, text);
            before = typed.start;
        }
        for (at, _) in source.char_indices() {
            proptest::prop_assert!(text.is_char_boundary(block.of_raw(at) as usize), "{} in {:?}", at, text);
        }
        for range in block.apart.iter().flat_map(|a| a.pairs.iter().chain(a.unread.iter().map(|(_, r)| r))) {
            proptest::prop_assert!(source.get(range.clone()).is_some(), "{:?}", range);
        }
        for (range, _) in &block.links {
            proptest::prop_assert!(text.get(range.start as usize..range.end as usize).is_some(), "{:?} in {:?}", range, text);
        }
    }
}
