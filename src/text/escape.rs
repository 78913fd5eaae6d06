//! Words of a draft or a file, as they may stand in what is shown: on a terminal, on a page, in Markdown.
//!
//! Drafts come from wires, mails and the web, and what stands in one must not steer what shows it: no colours or commands for
//! a terminal, no markup of a page's, no links of its own making. Data for programs (JSON, CSV, XML) is not touched here beyond
//! what its form asks for.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use quick_xml::escape::escape;

/// A character that steers what shows it, as one that can be seen: control characters but for tab and line feed, and those
/// that change the direction of what follows (Unicode Technical Report 36, 3.1.1).
fn seen(c: char) -> Option<char> {
    match c {
        '\t' | '\n' => None,
        // No characters at all, and no page may have them.
        '\u{fffe}' | '\u{ffff}' => Some('\u{fffd}'),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// Text as a terminal may show it: what would steer it can be seen instead, one character for one. A carriage return before a
/// line feed is part of the line's end, and goes.
#[must_use]
pub fn terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| seen(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().map(|c| seen(c).unwrap_or(c)).collect())
}

/// The same, with the bytes of a stretch of it before and after.
#[must_use]
pub fn terminal_range(text: &str, range: &Range<usize>) -> (String, Range<usize>) {
    let part = |range: Range<usize>| terminal(&text[range]);
    let (before, within) = (part(0..range.start), part(range.clone()));
    let bytes = before.len()..before.len() + within.len();
    ([before, within, part(range.end..text.len())].concat(), bytes)
}

/// The same on a page, where a carriage return alone ends a line as any other line's end does.
fn page(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { terminal(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned().into() } else { terminal(text) }
}

/// Text as HTML has it, between tags and in attributes.
#[must_use]
pub fn html(text: &str) -> String {
    escape(page(text)).into_owned()
}

/// Text as XML has it, as data: what XML cannot hold becomes a replacement character.
#[must_use]
pub fn xml(text: &str) -> String {
    let held = |c: char| !(c.is_control() && !matches!(c, '\n' | '\t')) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(|c| *c != '\r').map(|c| if held(c) { c } else { '\u{fffd}' }).collect();
    escape(text.as_str()).into_owned()
}

/// Text on one line that Markdown shows as it is: no markup, no HTML, no links, and none of the links that readers of Markdown
/// make of addresses by themselves.
#[must_use]
pub fn markdown(text: &str) -> String {
    let shown = page(text);
    let mut out = String::with_capacity(shown.len());
    let mut rest = shown.chars().peekable();
    let mut opens = true;
    while let Some(c) = rest.next() {
        let next = rest.peek();
        let escaped = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '@' | '$' | '^' => true,
            ':' => next == Some(&'/'),
            '.' => opens || out.len() >= 3 && out.is_char_boundary(out.len() - 3) && out[out.len() - 3..].eq_ignore_ascii_case("www"),
            ')' | '+' | '-' | '=' => opens,
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(if matches!(c, '\n' | '\t') { ' ' } else { c });
        // A number opens a list as a mark does.
        opens = opens && (c.is_whitespace() || c.is_ascii_digit());
    }
    // Blanks at the start of a line mean something.
    match out.trim_start_matches(' ') {
        bare if bare.len() < out.len() => bare.to_owned(),
        _ => out,
    }
}

/// Text on one line in a code span of Markdown: what stands between the marks is shown as it is.
#[must_use]
pub fn code(text: &str) -> String {
    let shown = page(text).replace(['\n', '\t'], " ");
    if shown.is_empty() {
        return shown;
    }
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let room = if shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{room}{shown}{room}{fence}")
}

/// Text for a notice of the editor's: editors that make links of `[words](address)` there, and follow commands in them, make none.
#[must_use]
pub fn notice(text: &str) -> String {
    text.replace("](", "] (")
}

/// An address as it may stand behind a link's words in Markdown; one that is well-formed leads where it led.
#[must_use]
pub fn destination(address: &str) -> String {
    const SIGNS: &AsciiSet = &CONTROLS.add(b' ').add(b'(').add(b')').add(b'<').add(b'>').add(b'\\').add(b'`').add(b'|').add(b'&');
    utf8_percent_encode(address, SIGNS).to_string()
}

/// Markdown made with these functions as plain text, for editors that show none: without marks, links by their words.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c == '\\' {
            let escaped = after.chars().next();
            out.extend(escaped);
            rest = &after[escaped.map_or(0, char::len_utf8)..];
        } else if c == '`' {
            let fence = rest.len() - rest.trim_start_matches('`').len();
            let inner = &rest[fence..];
            let end = inner.find(&rest[..fence]).unwrap_or(inner.len());
            let code = &inner[..end];
            let spaced = code.strip_prefix(' ').and_then(|c| c.strip_suffix(' ')).filter(|c| !c.trim_matches(' ').is_empty());
            out.push_str(spaced.unwrap_or(code));
            rest = inner.get(end + fence..).unwrap_or_default();
        } else if rest.starts_with("](") {
            rest = rest.find(')').map_or("", |i| &rest[i + 1..]);
        } else if rest.starts_with("**") {
            rest = &rest[2..];
        } else {
            if c != '[' {
                out.push(c);
            }
            rest = after;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// What a reader of Markdown shows of a text, where that is nothing but words.
    fn words(markdown: &str) -> Result<String, String> {
        let mut out = String::new();
        for event in Parser::new_ext(markdown, Options::all().difference(Options::ENABLE_SMART_PUNCTUATION)) {
            match event {
                Event::Text(t) | Event::Code(t) => out.push_str(&t),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => return Err(format!("{other:?} in {markdown:?}")),
            }
        }
        Ok(out)
    }

    fn one_line(text: &str) -> String {
        page(text).replace(['\n', '\t'], " ")
    }

    #[test]
    fn what_steers_is_seen() {
        for (text, shown) in [
            ("a\u{1b}[31mb", "a␛[31mb"),
            ("a\u{9b}31mb\u{7f}\0", "a\u{fffd}31mb␡␀"),
            ("a\u{202e}b\u{2066}c\u{2069}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("שלום\u{200f}, é 🚢\u{200d}", "שלום\u{200f}, é 🚢\u{200d}"),
        ] {
            assert_eq!(terminal(text), shown);
            assert_eq!(html(text), shown);
        }
        assert_eq!(terminal("one\r\ntwo\rthree\tfour"), "one\ntwo␍three\tfour");
        assert_eq!(html("one\r\ntwo\rthree\tfour"), "one\ntwo\nthree\tfour");
        assert_eq!(html("<a href='x' title=\"y\">&\u{1b}"), "&lt;a href=&apos;x&apos; title=&quot;y&quot;&gt;&amp;␛");
        assert_eq!(xml("a\u{1b}<b>\u{ffff}\r\n"), "a\u{fffd}&lt;b&gt;\u{fffd}\n");
    }

    #[test]
    fn addresses_in_words_make_no_links() {
        for (text, shown) in [
            ("see https://x.example/a", "see https\\://x.example/a"),
            ("www.x.example", "www\\.x.example"),
            ("a@x.example", "a\\@x.example"),
            ("[a](https://x.example)", "\\[a\\](https\\://x.example)"),
            ("<script>&lt;", "\\<script\\>\\&lt;"),
        ] {
            assert_eq!(markdown(text), shown);
        }
        assert_eq!(destination("file:///a (b).md#L3"), "file:///a%20%28b%29.md#L3");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(plain(&code("\u{2000} ")), "\u{2000} ", "only blanks of the keyboard's are blanks to Markdown");
    }

    const SIGNS: &str =
        "([a-z]{1,2}|[0-9]|[\\\\`*_{}\\[\\]()#+.!<>|&~$^:=@\"'/-]|\\PC|[\\x00-\\x1f\\x7f-\\u{9f}]|https://|www\\.|&amp;|    |\r\n){0,14}";

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever stands in a text, Markdown shows the text.
        #[test]
        fn markdown_shows_words_as_they_are(text in SIGNS, other in SIGNS) {
            let shown = one_line(&text);
            prop_assert_eq!(words(&markdown(&text)), Ok(shown.trim_matches(' ').to_owned()));
            prop_assert_eq!(plain(&markdown(&text)), shown.trim_start_matches(' '));
            if !shown.trim_matches(' ').is_empty() {
                prop_assert_eq!(words(&format!("x {}", code(&text))), Ok(format!("x {shown}")));
                prop_assert_eq!(plain(&code(&text)), shown);
            }
            // What comes behind is not drawn in.
            let behind = format!("**{}** {}", markdown(&text), markdown(&other));
            prop_assert!(plain(&behind).ends_with(one_line(&other).trim_start_matches(' ')));
        }

        /// A link leads to the address, whatever stands in it.
        #[test]
        fn links_lead_where_they_say(words in SIGNS, name in "[a-z ()\\\\<>&`é%\"'\\[\\]*_]{0,12}") {
            let address = format!("file:///{name}#L3");
            let written = format!("[{}]({})", markdown(&words), destination(&address));
            let led: Vec<String> = Parser::new(&written).filter_map(|e| match e {
                Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
                _ => None,
            }).collect();
            prop_assert_eq!(led, [destination(&address)]);
            let decoded = |address: &str| percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
            prop_assert_eq!(decoded(&destination(&address)), decoded(&address));
        }

        /// Nothing that steers is left, and the stretch is the same stretch.
        #[test]
        fn nothing_that_steers_is_left(text in SIGNS, from in 0usize..20, length in 0usize..20) {
            for shown in [terminal(&text).into_owned(), html(&text), markdown(&text), code(&text)] {
                prop_assert!(shown.chars().all(|c| seen(c).is_none()), "{shown:?}");
            }
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (start, end) = (from.min(bounds.len() - 1), (from + length).min(bounds.len() - 1));
            let range = bounds[start]..bounds[end];
            let (shown, at) = terminal_range(&text, &range);
            prop_assert_eq!(&shown[at], terminal(&text[range]));
        }
    }
}
