//! HTML in a draft. Copy is no HTML: what is taken for a tag must have the form of one down to its attributes, and in plain text
//! the name of an element, so that a `<` for "less than" stays one.

use super::forms;
use super::{DEEPEST, LINE, Opened, PieceReader, Unread, closing, first};
use crate::text::position::clamp;

/// What stands before the name of who said what stands above.
const SIGNED: &str = "\u{2028}— ";

/// The longest tag, in bytes.
const LONGEST: usize = 4000;

/// A tag.
struct Tag<'a> {
    name: &'a str,
    closing: bool,
    attributes: &'a str,
    /// Where it ends, in bytes.
    end: usize,
}

impl Tag<'_> {
    fn low(&self) -> String {
        self.name.to_ascii_lowercase()
    }

    /// The value of an attribute, without its quotation marks.
    fn get(&self, key: &str) -> Option<&str> {
        let (_, rest) = self.attributes.split_once(key)?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        match rest.chars().next()? {
            quote @ ('"' | '\'') => rest[1..].split(quote).next(),
            _ => rest.split(|c: char| c.is_whitespace() || c == '>').next(),
        }
    }
}

/// The tag that starts at the `<` at a byte. Names that HTML does not have pass where `any` says so.
fn tag(text: &str, at: usize, any: bool) -> Option<Tag<'_>> {
    let bytes = text.as_bytes();
    let closing = bytes.get(at + 1) == Some(&b'/');
    let start = at + 1 + usize::from(closing);
    let length =
        bytes[start.min(bytes.len())..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'.' | b'_')).count();
    let name = &text[start..start + length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.ends_with([':', '.']) {
        return None;
    }
    let (end, bare) = attributes(bytes, start + length)?;
    let tag = Tag { name, closing, attributes: &text[start + length..end], end };
    let low = tag.low();
    let known = ["block", "inline", "hidden", "struck"].iter().any(|s| forms::has(s, &low));
    let foreign = low.contains(['-', ':']);
    let listed =
        |word: &[u8]| std::str::from_utf8(word).is_ok_and(|w| forms::has("bare", &w.to_ascii_lowercase()) || w.starts_with("data-"));
    let bare_fits =
        bare.is_none_or(|(from, to)| known && listed(&bytes[from..to]) || any && name.starts_with(|c: char| c.is_ascii_uppercase()));
    ((known || foreign || any) && bare_fits).then_some(tag)
}

/// Where the attributes of a tag end, with the `>`, and the last of them that has no value.
fn attributes(bytes: &[u8], from: usize) -> Option<(usize, Option<(usize, usize)>)> {
    let last = bytes.len().min(from + LONGEST);
    let blanks = |at: usize| at + bytes[at..last].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let until = |at: usize, end: u8| Some(at + bytes.get(at..last)?.iter().position(|b| *b == end)? + 1);
    let mut at = from;
    let mut bare = None;
    loop {
        let spaced = blanks(at);
        match bytes.get(spaced).filter(|_| spaced < last)? {
            b'>' => return Some((spaced + 1, bare)),
            b'/' => {
                let end = blanks(spaced + 1);
                return (bytes.get(end) == Some(&b'>')).then_some((end + 1, bare));
            }
            _ if spaced == at => return None,
            b'{' => {
                at = braces(&bytes[..last], spaced)?;
                continue;
            }
            b'"' | b'\'' | b'<' | b'=' => return None,
            _ => {}
        }
        let word = spaced
            + bytes[spaced..last]
                .iter()
                .take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'=' | b'/'))
                .count();
        if word == spaced {
            return None;
        }
        let sign = blanks(word);
        if bytes.get(sign) != Some(&b'=') {
            bare = Some((spaced, word));
            at = word;
            continue;
        }
        let value = blanks(sign + 1);
        at = match bytes.get(value).filter(|_| value < last)? {
            quote @ (b'"' | b'\'') => until(value + 1, *quote)?,
            b'{' => braces(&bytes[..last], value)?,
            _ => {
                value
                    + bytes[value..last]
                        .iter()
                        .take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'`'))
                        .count()
            }
        };
        if at == value {
            return None;
        }
    }
}

/// Where braces that open at a byte end.
fn braces(bytes: &[u8], from: usize) -> Option<usize> {
    closing(bytes, from, [b'{', b'}']).map(|close| close + 1)
}

impl PieceReader<'_> {
    /// Takes out a comment or a tag of HTML.
    pub(super) fn element(&mut self) -> bool {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            return self.comment();
        }
        if let Some(behind) = rest.strip_prefix("<!") {
            let declared = behind.starts_with("[CDATA[").then_some("[CDATA[".len() + 2);
            let end = declared.or_else(|| {
                behind.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| first(rest, LONGEST).find('>').map_or(0, |e| e + 1))
            });
            return end.filter(|e| (1..LONGEST).contains(e)).is_some_and(|e| self.out(self.at + e));
        }
        let text = self.text;
        let Some(tag) = tag(text, self.at, self.markdown) else { return false };
        let low = tag.low();
        if !tag.closing && forms::has("hidden", &low) {
            return self.hidden(&tag);
        }
        if !tag.closing && forms::has("struck", &low) {
            let closer = format!("</{}>", tag.name);
            if let Some(end) = self.find(tag.end, &closer) {
                return self.unread(end + closer.len(), Unread::Struck);
            }
        }
        self.looks(&tag, &low);
        match (low.as_str(), tag.closing) {
            ("br", _) => return self.put(tag.end, LINE),
            ("td" | "th", false) => return self.put(tag.end, "\t"),
            ("q", false) => return self.put(tag.end, "“"),
            ("q", true) => return self.put(tag.end, "”"),
            ("sup", false) if self.raised(&tag) => return true,
            ("cite" | "footer", false) if self.signs() => return self.put(tag.end, SIGNED),
            _ => {}
        }
        if tag.closing {
            self.closes(&tag, &low);
        } else {
            self.opens(&tag, low);
        }
        self.out(tag.end)
    }

    fn comment(&mut self) -> bool {
        let Some(end) = self.find(self.at + 4, "-->") else { return self.open("-->", Unread::Remark) };
        let inner = self.text[self.at + 4..end].trim();
        let told = inner.split_whitespace().count() > 2 && !forms::begins("system", inner);
        if told { self.unread(end + 3, Unread::Remark) } else { self.out(end + 3) }
    }

    /// Takes out an element whose content is no copy.
    fn hidden(&mut self, tag: &Tag) -> bool {
        if self.text[..tag.end].ends_with("/>") {
            return self.out(tag.end);
        }
        let closer = format!("</{}", tag.name);
        let Some(from) = self.find(tag.end, &closer) else { return self.open(&closer, Unread::Code) };
        let end = self.text[from..].find('>').map_or(self.text.len(), |e| from + e + 1);
        let inner = &self.text[tag.end..from];
        if inner.split_whitespace().count() > 2 { self.unread(end, Unread::Code) } else { self.out(end) }
    }

    /// What a tag says about the block.
    fn looks(&mut self, tag: &Tag, low: &str) {
        let first = self.at_start() && !tag.closing;
        let apart = &mut self.apart;
        match low {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if first => apart.heading = low[1..].parse().ok(),
            "li" | "dd" if first => apart.item = true,
            "figcaption" if first => apart.caption = true,
            "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => apart.table = true,
            "blockquote" => {
                apart.quotations += if tag.closing { -1 } else { 1 };
                apart.quote |= first;
            }
            _ => {}
        }
    }

    /// Whether a name that follows signs the quotation before it.
    fn signs(&self) -> bool {
        let before = self.text[self.from..self.at].trim_end();
        let before = if before.is_empty() { self.clean.text.trim_end() } else { before };
        // One sign is enough.
        if before.ends_with(['—', '–']) {
            return false;
        }
        self.apart.quote && before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '"', '’'])
    }

    /// Takes out a number or mark set high: it refers to a note.
    fn raised(&mut self, tag: &Tag) -> bool {
        const LONGEST: usize = 400;
        let Some(from) = self.find(tag.end, "</sup>").filter(|f| f - tag.end <= LONGEST) else { return false };
        let inner = self.text[tag.end..from].split('<').map(|p| p.split_once('>').map_or(p, |(_, words)| words));
        let inner: String = inner.collect();
        let mark = inner.trim().trim_matches(['[', ']', '(', ')']);
        let short = !mark.is_empty() && mark.chars().count() <= 4 || inner.trim().is_empty();
        short && mark.chars().all(|c| c.is_ascii_digit() || "*†‡§, ".contains(c)) && self.note(from + "</sup>".len())
    }

    fn opens(&mut self, tag: &Tag, low: String) {
        let content = clamp(self.clean.text.len() + self.at - self.from);
        if matches!(low.as_str(), "em" | "i" | "strong" | "b") && self.at_start() {
            self.emphasised = Some(0);
        }
        let link = if low == "a" { tag.get("href").map(str::to_owned) } else { None };
        self.opened.push(Opened { name: low, start: self.at, content, link });
    }

    fn closes(&mut self, tag: &Tag, low: &str) {
        let back = self.opened.iter().rev().take(DEEPEST).position(|o| o.name == low);
        let Some(n) = back.map(|b| self.opened.len() - 1 - b) else { return };
        let end = clamp(self.clean.text.len() + self.at - self.from);
        if let Some(opened) = self.opened.drain(n..).next() {
            self.apart.pairs.push(opened.start..tag.end);
            self.apart.links.extend(opened.link.map(|url| (opened.content..end, url)));
        }
        if matches!(low, "em" | "i" | "strong" | "b") && self.emphasised == Some(0) {
            self.emphasised = Some(end as usize);
        }
    }
}

/// The bytes of a line at which its parts begin that are paragraphs of their own, by the tags in it.
pub(in crate::text) fn breaks(line: &str) -> Vec<usize> {
    let mut found = Vec::new();
    // Whether there are words since the last break, and whether their paragraph is over.
    let (mut words, mut over, mut broken) = (false, false, 0);
    // Where the last comment ends: what opens behind it is none.
    let remarks = line.rfind("-->").unwrap_or(0);
    let mut at = 0;
    while at < line.len() {
        let piece = if line.as_bytes()[at] == b'<' { tag(line, at, false) } else { None };
        let Some(tag) = piece else {
            let c = line[at..].chars().next().unwrap_or(' ');
            let remark = at < remarks && line[at..].starts_with("<!--");
            let skip = if remark { line[at..].find("-->").map(|e| e + 3) } else { None };
            if over && !c.is_whitespace() && skip.is_none() {
                found.push(at);
                (words, over) = (false, false);
            }
            words |= !c.is_whitespace() && skip.is_none();
            at += skip.unwrap_or(c.len_utf8());
            continue;
        };
        let low = tag.low();
        match (forms::has("block", &low), tag.closing) {
            // The name behind a quotation goes with it.
            _ if low == "cite" || low == "footer" => over = false,
            (true, true) => over |= words,
            (true, false) if words => {
                found.push(at);
                (words, over) = (false, false);
            }
            // Two breaks in a row end a paragraph, one does not.
            _ if low == "br" => {
                over |= words && broken > 0 && line[broken..at].trim().is_empty();
                broken = tag.end;
            }
            _ if over && low == "a" || low == "img" => {
                found.extend(over.then_some(at));
                words &= !over;
                over = false;
            }
            _ => {}
        }
        at = tag.end;
    }
    found
}

/// Whether a line leaves a paragraph open, by the last of its tags that begins or ends one; `None` where it has none.
pub(in crate::text) fn leaves_open(line: &str) -> Option<bool> {
    let mut open = None;
    for (at, _) in line.match_indices('<') {
        if let Some(tag) = tag(line, at, false)
            && forms::has("paragraph", &tag.low())
        {
            open = Some(!tag.closing);
        }
    }
    open
}

/// Whether a line begins with a tag that begins a paragraph.
pub(in crate::text) fn starts_block(line: &str) -> bool {
    line.starts_with('<') && tag(line, 0, false).is_some_and(|t| !t.closing && forms::has("block", &t.low()))
}

/// Whether a line ends with a tag that ends a paragraph.
pub(in crate::text) fn ends_block(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with('>')
        && line.rfind("</").and_then(|at| tag(line, at, false)).is_some_and(|t| t.end == line.len() && forms::has("block", &t.low()))
}

/// Whether a line begins with the tag of the name that signs a quotation.
pub(in crate::text) fn signs(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('<') && tag(line, 0, false).is_some_and(|t| !t.closing && matches!(t.low().as_str(), "cite" | "footer"))
}

/// Whether a line breaks off within a tag.
pub(in crate::text) fn breaks_off(line: &str) -> bool {
    let Some(at) = line.rfind('<') else { return false };
    let name = line[at + 1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    let known = ["block", "inline", "hidden", "struck"].iter().any(|s| forms::has(s, &name));
    known && !line[at..].contains('>') && line[at + 1 + name.len()..].chars().next().is_none_or(char::is_whitespace)
}
