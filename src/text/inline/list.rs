//! Attribute lists, `{.claim by=white-house}`: read, with what is wrong in one and how to mend it; and written.

use std::ops::Range;

use super::Kind;

/// Something that was meant as an annotation and is not one, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Where, in bytes of the block as typed.
    pub range: Range<usize>,
    /// What is wrong and what to do, for the person at the desk.
    pub message: &'static str,
    /// How it can be mended.
    pub mend: Mend,
}

/// A change of an attribute list that mends one trouble; another may come to light behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What it does.
    pub title: String,
    /// What is replaced by what, in bytes of the block as typed.
    pub edits: Vec<(Range<usize>, String)>,
}

/// What stands in braces behind brackets.
pub(super) enum Attributes {
    Ours { kind: Kind, id: Option<String>, pairs: Vec<(String, String)>, end: usize },
    Foreign,
    Broken(Malformed),
}

fn broken(range: Range<usize>, message: &'static str, title: impl Into<String>, edits: Vec<(Range<usize>, String)>) -> Malformed {
    Malformed { range, message, mend: Mend { title: title.into(), edits } }
}

/// How far behind a list's trouble its end is looked for, in bytes.
const LONGEST: usize = 2000;

/// The text from a byte on, as far as an attribute list is long.
fn near(raw: &str, from: usize) -> &str {
    &raw[from..raw.floor_char_boundary(from + LONGEST)]
}

/// Reads an attribute list that starts with the brace at `open`. What is wrong is told on the line where it starts.
pub(super) fn attributes(raw: &str, open: usize) -> Attributes {
    match list(raw, open) {
        Attributes::Broken(Malformed { range, message, mend }) => {
            let length = raw[range.clone()].find(['\n', '\r']).unwrap_or(range.len());
            Attributes::Broken(Malformed { range: range.start..range.start + length, message, mend })
        }
        read => read,
    }
}

fn list(raw: &str, open: usize) -> Attributes {
    let rest = &raw[open + 1..];
    let trimmed = rest.trim_start();
    let Some(after_dot) = trimmed.strip_prefix('.') else { return Attributes::Foreign };
    let class: String = after_dot.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    let mut at = open + 1 + (rest.len() - trimmed.len()) + 1 + class.len();
    let Some(kind) = Kind::of_class(&class) else {
        return slip(raw, at - class.len()..at).map_or(Attributes::Foreign, Attributes::Broken);
    };
    let (mut id, mut pairs) = (None, Vec::new());
    loop {
        let rest = &raw[at..];
        let trimmed = rest.trim_start();
        let (before, spaced) = (at, trimmed.len() < rest.len());
        at += rest.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else {
            let message = "This annotation is never closed: add `}` after its last attribute.";
            return Attributes::Broken(broken(open..raw.len(), message, "Close the annotation", vec![(before..before, "}".into())]));
        };
        if first == '}' {
            return Attributes::Ours { kind, id, pairs, end: at + 1 };
        }
        if !spaced {
            let message = "Attributes are separated by blanks: `{.claim by=police status=attributed}`.";
            let end = at + first.len_utf8();
            let mend = (at..if matches!(first, ',' | ';') { end } else { at }, " ".into());
            return Attributes::Broken(broken(at..end, message, "Put a blank between", vec![mend]));
        }
        if first == '#' || first == '.' {
            let value = name(&trimmed[1..]);
            at += 1 + value.len();
            if first == '#' {
                id = Some(value.to_owned());
            }
            continue;
        }
        let key = name(trimmed);
        let start = at;
        at += key.len();
        if key.is_empty() || !raw[at..].starts_with('=') {
            return Attributes::Broken(no_pair(raw, before, start, key));
        }
        at += 1;
        match value(raw, before, start, at) {
            Ok((value, end)) => {
                pairs.push((key.to_owned(), value));
                at = end;
            }
            Err(trouble) => return Attributes::Broken(trouble),
        }
    }
}

/// A class that is like one of ours before keys of ours: a slip of the pen, and not somebody else's span.
fn slip(raw: &str, class: Range<usize>) -> Option<Malformed> {
    const LIKE: f64 = 0.6;
    let list = &raw[class.end..class.end + near(raw, class.end).find('}')?];
    let ours = [" by=", " ref=", " status=", " when=", " kind="].iter().any(|key| list.contains(key));
    let likeness = |k: &Kind| strsim::normalized_damerau_levenshtein(&raw[class.clone()], k.class());
    let meant = Kind::ALL.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|k| ours && likeness(k) > LIKE)?;
    let message = "This class is none of claim, quote, person, org, date and note, so the annotation is not read.";
    Some(broken(class.clone(), message, format!("Write `.{}`", meant.class()), vec![(class, meant.class().to_owned())]))
}

/// The characters at the start of some text that a name or an id is made of.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len());
    &text[..end]
}

/// The bytes up to the next blank or brace.
fn word(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(text.len())
}

/// What should be a pair and is none: `key` at `start`, with nothing but blanks before it from `before` on.
fn no_pair(raw: &str, before: usize, start: usize, key: &str) -> Malformed {
    let end = start + key.len();
    let told = end + raw[end..].chars().next().map_or(0, char::len_utf8);
    let (title, edit) = match raw[end..].trim_start().strip_prefix('=') {
        Some(rest) if !key.is_empty() => {
            let to = raw.len() - rest.trim_start().len();
            ("Take the blanks around `=` away".to_owned(), (end..to, "=".to_owned()))
        }
        _ if !near(raw, start).contains('}') => ("Close the annotation here".to_owned(), (before..before, "}".to_owned())),
        _ => {
            let to = start + word(&raw[start..]);
            (format!("Take `{}` out", &raw[start..to]), (before..to, String::new()))
        }
    };
    broken(start..told.max(start + 1), "An attribute is written name=value, with no blank around `=`.", title, vec![edit])
}

/// The value that starts at `at`, and where it ends. Its pair starts at `start`, and the blanks before that at `before`.
fn value(raw: &str, before: usize, start: usize, at: usize) -> Result<(String, usize), Malformed> {
    let rest = &raw[at..];
    if let Some(quoted) = rest.strip_prefix('"') {
        let mut value = String::new();
        let mut chars = quoted.char_indices();
        while let Some((i, c)) = chars.next() {
            match c {
                '"' => return Ok((value, at + 1 + i + 1)),
                '\\' => value.extend(chars.next().map(|(_, c)| c)),
                '\n' => break,
                c => value.push(c),
            }
        }
        let line = at + 1 + quoted.find(['\n', '\r']).unwrap_or(quoted.len());
        let inner = raw[at + 1..line].trim_end_matches(['\\', ' ']);
        let (to, text) = match inner.find('}') {
            Some(brace) => (at + 1 + inner[..brace].trim_end_matches('\\').len()..at + 1 + brace, "\""),
            None => (at + 1 + inner.len()..line, "\"}"),
        };
        let message = "This value is never closed: add the second quotation mark.";
        return Err(broken(start..raw.len(), message, "Close the value", vec![(to, text.into())]));
    }
    if let Some(open) = rest.chars().next().filter(|c| matches!(c, '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}')) {
        let close = if matches!(open, '\u{201c}' | '\u{201d}') { '\u{201d}' } else { '\u{2019}' };
        let width = open.len_utf8();
        let ends = |i: &usize| rest[i + close.len_utf8()..].chars().next().is_none_or(|c| c.is_whitespace() || c == '}');
        let closing = near(raw, at).match_indices(close).map(|(i, _)| i).filter(|i| *i > 0).find(ends);
        let mut edits = vec![(at..at + width, "\"".into())];
        edits.extend(closing.map(|i| (at + i..at + i + close.len_utf8(), "\"".into())));
        let near = near(raw, at);
        let end = at + near.find('}').unwrap_or(near.len());
        let message = "Curly quotation marks cannot hold an attribute's value: use straight ones (\").";
        return Err(broken(start..end, message, "Use straight quotation marks", edits));
    }
    let end = at + rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '-'))).unwrap_or(rest.len());
    let word = at + word(rest);
    if !raw[at..word].contains(char::is_alphanumeric) {
        let next = raw.len() - rest.trim_start().len();
        let follows = !name(&raw[next..]).is_empty() && !raw[next + name(&raw[next..]).len()..].trim_start().starts_with('=');
        let (title, edit) = if word == at && follows && near(raw, next).contains('}') {
            ("Take the blank behind `=` away".to_owned(), at..next)
        } else {
            (format!("Take `{}` out", &raw[start..word]), before..word)
        };
        return Err(broken(start..at, "A value is missing after `=`.", title, vec![(edit, String::new())]));
    }
    if end == word {
        return Ok((raw[at..end].to_owned(), end));
    }
    let told = end + raw[end..].chars().next().map_or(0, char::len_utf8);
    let message = "A value with other signs than letters, digits, `-`, `_` and `:` stands in straight quotation marks.";
    // "by=police, status=disputed"
    let (title, edit) = if end > at && end + 1 == word && matches!(&raw[end..word], "," | ";") {
        (format!("Take the `{}` out", &raw[end..word]), (end..word, String::new()))
    } else {
        let quoted = raw[at..word].trim_matches('\'').replace('\\', "\\\\").replace('"', "\\\"");
        ("Put the value in quotation marks".to_owned(), (at..word, format!("\"{quoted}\"")))
    };
    Err(broken(start..told, message, title, vec![edit]))
}

/// Writes an annotation canonically: class, then id, then the pairs in the order given; bare values where they may be bare.
#[must_use]
pub fn attribute_list(kind: Kind, id: Option<&str>, pairs: &[(&str, &str)]) -> String {
    let mut list = format!("{{.{}", kind.class());
    if let Some(id) = id {
        list.push_str(&format!(" #{id}"));
    }
    for (key, value) in pairs {
        let bare = !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '-'));
        if bare {
            list.push_str(&format!(" {key}={value}"));
        } else {
            let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " ");
            list.push_str(&format!(" {key}=\"{value}\""));
        }
    }
    list.push('}');
    list
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::text::Format;
    use crate::text::inline::parse;

    /// The text once the first trouble is mended; none where there is none.
    fn mended(raw: &str) -> Option<String> {
        let trouble = parse(raw, Format::Text).malformed.into_iter().next()?;
        let mut edits = trouble.mend.edits;
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        Some(edits.into_iter().fold(raw.to_owned(), |text, (range, with)| format!("{}{with}{}", &text[..range.start], &text[range.end..])))
    }

    /// What is wrong is marked, and what it is after one mend.
    #[test]
    fn trouble_is_named_and_mended() {
        for (marked, after) in [
            ("[a]{.claim ⟦by=“x”⟧}", "[a]{.claim by=\"x\"}"),
            ("[a]{.claim ⟦by=“x y” status=‘z’⟧}", "[a]{.claim by=\"x y\" status=‘z’}"),
            ("[a]⟦{.claim by=x⟧", "[a]{.claim by=x}"),
            ("[a]⟦{.claim by=x⟧\n", "[a]{.claim by=x}\n"),
            ("[a]⟦{.claim by=x⟧\r\n", "[a]{.claim by=x}\r\n"),
            ("[a]⟦{.claim⟧\r\nby=x", "[a]{.claim\r\nby=x}"),
            ("[a]{.claim\r\n⟦by⟧\r\n=x}", "[a]{.claim\r\nby=x}"),
            ("[a]{.claim ⟦by=⟧\r\n}", "[a]{.claim\r\n}"),
            ("[a]{.claim ⟦by=“x⟧\r\nstatus=y", "[a]{.claim by=\"x\r\nstatus=y"),
            ("[a]{.claim by=x ⟦and ⟧then she left.", "[a]{.claim by=x} and then she left."),
            ("[a]{.claim ⟦by}⟧", "[a]{.claim}"),
            ("[a]{.claim ⟦by ⟧= x}", "[a]{.claim by=x}"),
            ("[a]{.claim ⟦by=⟧ x}", "[a]{.claim by=x}"),
            ("[a]{.claim ⟦by=⟧ status=x}", "[a]{.claim status=x}"),
            ("[a]{.claim ⟦by=⟧}", "[a]{.claim}"),
            ("[a]{.claim ⟦by=x,⟧ status=y}", "[a]{.claim by=x status=y}"),
            ("[a]{.claim ⟦by=https:/⟧/x.y}", "[a]{.claim by=\"https://x.y\"}"),
            ("[a]{.claim ⟦by='⟧x'}", "[a]{.claim by=\"x\"}"),
            ("[a]{.claim by=\"x\"⟦s⟧tatus=y}", "[a]{.claim by=\"x\" status=y}"),
            ("[a]{.claim⟦,⟧by=x}", "[a]{.claim by=x}"),
            ("[a]{.note ⟦text=\"who says} so.⟧", "[a]{.note text=\"who says\"} so."),
            ("[a]{.note ⟦text=\"who says⟧\nso.", "[a]{.note text=\"who says\"}\nso."),
            ("[a]{.note ⟦text=\"who says⟧\r\nso.", "[a]{.note text=\"who says\"}\r\nso."),
            ("[a]{.⟦cliam⟧ by=x}", "[a]{.claim by=x}"),
        ] {
            let raw = marked.replace(['⟦', '⟧'], "");
            let trouble = parse(&raw, Format::Text).malformed;
            let range = trouble[0].range.clone();
            let (before, rest) = raw.split_at(range.start);
            let (told, behind) = rest.split_at(range.len());
            assert_eq!(format!("{before}⟦{told}⟧{behind}"), marked);
            assert_eq!(mended(&raw).as_deref(), Some(after), "{raw}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever stands in the braces, mending what is wrong over and over ends with nothing wrong, and the words as they were.
        #[test]
        fn mending_ends(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14)) {
            let mut text = format!("One [a]{{.claim{}", pieces.concat());
            for _ in 0..100 {
                let Some(next) = mended(&text) else { break };
                prop_assert_ne!(&next, &text);
                text = next;
            }
            prop_assert!(parse(&text, Format::Text).malformed.is_empty(), "{}", text);
            prop_assert!(text.starts_with("One [a]{"), "{}", text);
        }
    }

    const PIECES: &[&str] = &[
        " ",
        "by",
        "=",
        "\"",
        "“",
        "”",
        "‘",
        "’",
        "'",
        "x",
        "é",
        ",",
        ";",
        "}",
        "#",
        ".",
        "{",
        "\\",
        "\n",
        "status",
        "https://x",
        "[b]",
        "🚢",
    ];
}
