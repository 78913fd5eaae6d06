//! Which lines look like credits, notes to the readers, and what a site puts around stories. That they are furniture, and none of
//! the story, is [`region`](super::super::region)'s to say.

use super::lists::{self, Family, SheetPart};
use super::{LineKind, top};
use crate::text::position::clamp;

/// A line that is nothing but a picture's credit: "(photo credit: A. Person/AGENCY)", "Photo: A. Person".
#[must_use]
pub fn is_credit_line(line: &str) -> bool {
    let l = line.trim();
    if l.len() > 160 {
        return false;
    }
    /// The most words of such a line.
    const WORDS: usize = 16;
    let told = || head(l).is_some_and(|low| lists::opening(&low).any(|(family, _)| family == Family::Credit));
    l.split_whitespace().take(WORDS + 1).count() <= WORDS && !l.starts_with('#') && (told() || is_agency_credit(l))
}

/// Whether a text has a byte without which nothing else need be looked at.
fn has_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.bytes().any(is)
}

/// A name and an agency: "A. Person/AP", "A. Person via Getty Images", "AP Photo/A. Person".
fn is_agency_credit(line: &str) -> bool {
    /// The most words of such a line.
    const WORDS: usize = 10;
    let line = line.trim_matches(['(', ')', '[', ']', '*', '_', '.', ' ']);
    let parts = || line.split('/').flat_map(|part| part.split(" via ")).map(str::trim);
    let named =
        |part: &str| part.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || matches!(w, "for" | "of" | "the" | "and"));
    (has_byte(line, |b| b == b'/') || line.contains(" via "))
        && parts().nth(1).is_some()
        && line.split_whitespace().take(WORDS + 1).count() <= WORDS
        && parts().all(named)
        && parts().any(|part| lists::is_agency(&part.to_lowercase()))
}

/// A line whose last words are a picture's credit in brackets: "… on Monday. (AP Photo/A. Person)".
#[must_use]
pub fn ends_with_credit(line: &str) -> bool {
    let l = line.trim().trim_end_matches(['.', '*', '_']);
    let Some(open) = l.rfind('(').filter(|o| *o > 0 && l.ends_with(')') && l.len() - o <= 140) else { return false };
    let inner = l[open + 1..l.len() - 1].to_lowercase();
    let agencies = ["ap photo", "photo/", "reuters/", "afp/", "getty images", "epa/", "pool photo", "handout", "courtesy of", "file photo"];
    let house = || {
        let name = |part: &str| part.split_whitespace().take(6).all(|w| w.starts_with(char::is_uppercase) || w == "the") && part.len() > 2;
        l[open + 1..l.len() - 1].split_once('/').is_some_and(|(who, of)| name(who) && name(of) && who.trim().contains(' '))
    };
    house()
        || inner.starts_with("photo")
        || inner.contains("credit:")
        || inner.starts_with("picture")
        || agencies.iter().any(|a| inner.contains(a))
}

/// What may stand before the first letter of such a line.
const MARKS: [char; 18] = ['*', '_', '(', '[', '-', '–', '—', '>', '•', '∙', '·', ' ', '"', '“', '^', '#', '|', '/'];

/// The start of a line as the lists have it, in lower case and without marks; `None` where no phrase begins with its first word,
/// which is so of nearly all lines.
fn head(text: &str) -> Option<String> {
    /// More than the longest phrase has, in bytes.
    const MOST: usize = 120;
    let text = text.trim_start_matches(MARKS).trim_start();
    let counted = text.trim_start_matches(is_before_words);
    let known = |text: &str| lists::is_first(&in_small_letters(lists::first(text)));
    let start = &text[..text.floor_char_boundary(MOST)];
    (known(counted) || counted.len() < text.len() && known(text)).then(|| in_small_letters(start))
}

/// A text as the lists have it: in lower case, with straight apostrophes.
fn in_small_letters(text: &str) -> String {
    let low = text.to_lowercase();
    if low.is_ascii() { low } else { low.replace('’', "'") }
}

/// What may stand between the start of a line and its words: a count before a button ("12 Comments").
fn is_before_words(c: char) -> bool {
    !c.is_alphabetic() && !matches!(c, '©' | '$' | '£' | '€')
}

/// What a line is by the words that it begins or ends with.
pub(super) fn by_words(text: &str, words: usize) -> Option<LineKind> {
    let head = head(text).unwrap_or_default();
    let alone = |rest: &str| !rest.contains(char::is_alphabetic);
    let low = head.trim_start_matches(is_before_words);
    let dated = |rest: &str| {
        let lead = rest.trim_start_matches(['*', '_', ')', ']']);
        let end = lead.find([':', '—', '–']).or_else(|| lead.find(". "))?;
        lead[..end].split_whitespace().all(top::is_dated).then_some(())
    };
    for (section, rest) in lists::opening(low) {
        let same = low.len() == head.len();
        let found = match section {
            Family::Note if same => LineKind::Note,
            Family::Contact if same && words <= LONG => LineKind::Contact,
            Family::Caption if same && (words > 2 || !alone(rest)) => LineKind::Caption,
            Family::Notice if same && dated(rest).is_some() && is_of_the_story(low, rest) => LineKind::Note,
            Family::Cue if same && rest.trim_start().starts_with(':') => LineKind::Cue,
            Family::End if alone(rest) && words <= 4 => LineKind::End,
            Family::Closing if same && words <= SHORT && alone(rest) && !rest.contains(['.', '?', '!']) => LineKind::Closing,
            Family::ClosingOf if same && is_closing_of(text, words) => LineKind::About,
            Family::Whole if words <= SHORT && alone(rest) && !rest.contains(['?', ':']) => LineKind::Boilerplate,
            Family::Begins if same && words <= LONG => LineKind::Boilerplate,
            _ => continue,
        };
        return Some(found);
    }
    let closed = || lists::closing(text.trim_end_matches(['.', '!', ')', ']', '*', '_', '<', ' ']));
    // A phrase of several words is the same at the end of a longer line.
    let short = || words <= LONG && closed().is_some_and(|end| words <= SHORT || end.split(' ').count() > 2);
    let follow = || low.starts_with("follow ") && words <= LONG && ["@", " on ", "http", " coverage"].iter().any(|w| low.contains(w));
    // "Share | Tweet | Email"
    let bar = || {
        let parts = || text.split(['|', '•', '·']).map(str::trim).filter(|p| !p.is_empty());
        words <= LONG
            && has_byte(text, |b| b == b'|' || !b.is_ascii())
            && parts().nth(1).is_some()
            && parts().all(|p| by_words(p, p.split_whitespace().count()) == Some(LineKind::Boilerplate))
    };
    (is_address(text.trim()) || short() || follow() || bar() || words <= SHORT && is_rate(text)).then_some(LineKind::Boilerplate)
}

/// An update tells more of the story, but where it says what became of its text.
fn is_of_the_story(low: &str, rest: &str) -> bool {
    !low.starts_with("update") || ["story", "article", "version", "headline"].iter().any(|w| rest.contains(w))
}

/// The most words of a line that is a button or a heading of furniture.
const SHORT: usize = 8;
/// The most words of a line of furniture.
const LONG: usize = 40;

/// A label of the sheet that comes with copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) struct SheetLabel {
    /// What the line is for.
    pub(in crate::text) slot: SheetPart,
    /// Whether the word means this wherever it stands; others do among labels alone.
    pub(in crate::text) sure: bool,
    /// Bytes of the line up to what it says.
    pub(in crate::text) length: u32,
}

/// How long a label is at most, in bytes.
const LABEL: usize = 40;

/// The label of a copy sheet that opens a line, with a number or not: "HED: …", "HED 2: …".
pub(in crate::text) fn sheet_label(text: &str) -> Option<SheetLabel> {
    let colon = text.bytes().take(LABEL).position(|b| b == b':')?;
    let head = head(&text[..colon])?;
    let mut labels = lists::opening(&head).filter(|(_, rest)| !rest.contains(char::is_alphabetic));
    let (slot, sure) = labels.find_map(|(section, _)| match section {
        Family::Label(slot, sure) => Some((slot, sure)),
        _ => None,
    })?;
    let behind = text[colon + 1..].trim_start_matches(['*', '_', ' ', '\t']);
    Some(SheetLabel { slot, sure, length: clamp(text.len() - behind.len()) })
}

/// Whether words before a colon are a label of the desk, of a script or of the house, and nobody who speaks.
#[must_use]
pub fn is_desk_label(words: &str) -> bool {
    if words.len() > LABEL {
        return false;
    }
    let head = head(words).unwrap_or_default();
    let bare = head.trim_end_matches(|c: char| !c.is_alphabetic());
    lists::opening(bare).any(|(section, rest)| match section {
        Family::Label(SheetPart::Headline | SheetPart::Standfirst | SheetPart::Caption, _) => rest.is_empty(),
        Family::Label(_, sure) => sure && rest.is_empty(),
        Family::Cue | Family::ScriptPart | Family::Notice => rest.is_empty(),
        _ => false,
    })
}

/// "About Harbour Lines", "About the company": a name stands behind the word, or what a release calls itself by.
fn is_closing_of(text: &str, words: usize) -> bool {
    let text = text.trim_end_matches([':', '*', '_', ' ']);
    let mut name = text.split_whitespace().skip(1).filter(|w| !w.eq_ignore_ascii_case("the"));
    (2..=SHORT).contains(&words)
        && name.next().is_some_and(|w| w.starts_with(char::is_uppercase))
        && !text.ends_with(['.', '?', '!', ',', ';'])
}

/// What one currency is worth in another, and no more: "$1 = 83.2150 rupees".
fn is_rate(text: &str) -> bool {
    let amount = |part: &str| part.contains(|c: char| c.is_ascii_digit()) && part.split_whitespace().count() <= 4;
    text.split_once('=').is_some_and(|(one, other)| amount(one) && amount(other) && !other.contains('='))
}

/// A line that is nothing but addresses of the net.
fn is_address(text: &str) -> bool {
    const STARTS: [&str; 4] = ["http://", "https://", "www.", "pic.twitter.com/"];
    let address = |w: &str| STARTS.iter().any(|s| w.trim_start_matches(['<', '(', '[']).starts_with(s));
    text.split_whitespace().next().is_some_and(address) && text.split_whitespace().filter(|w| !address(w)).count() <= SHORT
}

/// A sign that ends the copy: "###", "-30-".
pub(super) fn is_end_sign(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '(' | ')' | '#'));
    bare == "30" && text.len() > bare.len() + 1 || bare == "0" && text.starts_with("-0")
}

/// A row of signs.
pub(super) fn is_signs(text: &str) -> bool {
    text.trim_matches(['#', '-', '*', '_', '~', '•', '=', ' ', '\u{a0}']).is_empty()
}

/// How to reach somebody, and no sentence: "Ana Sousa, (555) 010-0199, ana@example.org".
pub(super) fn is_contact(text: &str) -> bool {
    let mail = |w: &str| w.find('@').is_some_and(|at| at > 0 && w[at + 1..].contains('.'));
    let digits = |t: &str| t.chars().filter(char::is_ascii_digit).count();
    // A number of a telephone: digits in groups, and nothing else between them.
    let groups = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | '.' | ' ' | '\u{a0}')));
    let phone = groups.clone().any(|g| (7..=15).contains(&digits(g)) && g.trim().contains(['-', ' ', ')', '.']));
    let small = |w: &&str| w.starts_with(char::is_lowercase) && !mail(w) && !w.contains('.');
    // "Twitter: @areyes"
    let handle = text.split_whitespace().take(4).count() <= 3 && text.split_whitespace().any(|w| w.len() > 2 && w.starts_with('@'));
    (handle || phone || text.split_whitespace().any(mail)) && text.split_whitespace().filter(small).count() <= 3
}

/// A comment that an editor's program prints under the copy, behind its mark.
pub(super) fn is_comment(text: &str) -> bool {
    let letter = |t: &str| {
        let (mark, rest) = t.strip_prefix('[')?.split_once(']')?;
        let marked = (1..=2).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_lowercase());
        (marked && rest.starts_with(|c: char| c.is_uppercase() || c.is_whitespace() || "\"“@(".contains(c)) && rest.trim().len() > 1)
            .then_some(())
    };
    let word = ["Commented [", "Comment ["].iter().find_map(|w| text.strip_prefix(w));
    letter(text).is_some() || word.is_some_and(|rest| rest.find(']').is_some_and(|end| end <= 6 && rest[end + 1..].starts_with(':')))
}

/// A line about the writer: how to reach them, or what they are for the paper.
pub(super) fn is_writer(text: &str) -> bool {
    /// How far from its end such a line says how to reach somebody, in bytes.
    const END: usize = 120;
    let from = text.ceil_char_boundary(text.len().saturating_sub(END));
    let reached = text[from..].contains([' ', '@']) && lists::reaches(&text[from..]);
    reached || {
        let named = || text.trim_start_matches(MARKS).split_whitespace().take(2).all(|w| w.starts_with(char::is_uppercase));
        text.split_once(" is ").filter(|_| named()).is_some_and(|(_, what)| {
            let what = what.split([',', '.', ';']).next().unwrap_or_default().to_lowercase();
            let article = what.starts_with("a ") || what.starts_with("an ") || what.starts_with("the ");
            article && what.split_whitespace().skip(1).take(5).any(lists::is_writer)
        })
    }
}

/// A line in brackets.
pub(super) fn is_aside(text: &str) -> bool {
    text.starts_with(['(', '[']) && text.trim_end_matches('.').ends_with([')', ']'])
}

#[cfg(test)]
mod tests {
    use super::super::LineKind::{self, *};
    use super::*;

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn lines_of_furniture() {
        let mut wrong = Vec::new();
        for (line, expected) in [
            // Notes to readers and other desks.
            ("Editor's note: The bridge is old.", Note),
            ("Eds: UPDATES with council vote. With AP Photos.", Note),
            ("Correction, April 4, 2024: The bridge has two lanes.", Note),
            ("_**Correction:** The bridge has two lanes._", Note),
            ("CORRECTION (April 4, 2024): The bridge has two lanes.", Note),
            ("Clarification — The bridge has two lanes.", Note),
            ("An earlier version of this story gave the wrong number.", Note),
            ("This article was amended on 4 April 2024 to say so.", Note),
            ("[a]Was it not Saturday?", Note),
            ("[ab] Ask them!", Note),
            ("Commented [AS1]: Was it not Saturday?", Note),
            ("Update (April 4, 2024): The story has been changed.", Note),
            ("Update, April 4: The mill has burned.", Copy),
            ("About the author: Ana Reyes hopes to win.", Boilerplate),
            ("Filed under: Mills", Boilerplate),
            ("Correction officers went on strike.", Copy),
            ("Corrections: the jail is full", Note),
            ("Clarification of the law is due.", Copy),
            ("[A]n official said so.", Copy),
            ("[a]nd so it went.", Copy),
            // Buttons, newsletters.
            ("∙ Paid", Boilerplate),
            ("Share", Boilerplate),
            ("12 Comments", Boilerplate),
            ("Subscribe now", Boilerplate),
            ("Upgrade to paid", Boilerplate),
            ("READ IN APP", Boilerplate),
            ("You received this email because you hope to stay informed. Unsubscribe", Boilerplate),
            ("You’re receiving this because you signed up.", Boilerplate),
            ("Was this email forwarded to you? Sign up here.", Boilerplate),
            ("View in browser", Boilerplate),
            ("Share | Tweet | Email", Boilerplate),
            ("Share on Facebook | Tweet | Email", Boilerplate),
            ("© 2024 The Herald", Boilerplate),
            ("Follow our coverage at https://example.org", Boilerplate),
            ("Follow the river to the mill.", Copy),
            ("Sign up for our newsletter", Boilerplate),
            ("Share prices fell on Tuesday", Copy),
            ("Paid leave begins in May", Copy),
            ("Subscribers left on Tuesday.", Copy),
            ("For more than a decade the mill stood.", Copy),
            ("Advertisements for the mill were banned.", Copy),
            ("Who likes it? Share?", Copy),
            // Releases.
            ("Media contact: Lee Banner, (555) 010-0199, lee@example.com", Contact),
            ("Contact: Lee Banner", Contact),
            ("For media inquiries, call Lee Banner.", Contact),
            ("SOURCE Oxmere Ferries", Slug),
            ("Sources of the river", Copy),
            // Pictures.
            ("Pictured: A mill on Monday.", LineKind::Caption),
            ("Caption: A mill on Monday.", LineKind::Caption),
            ("FILE - A mill is seen on May 3, 2023.", LineKind::Caption),
            ("From left: Ana Poe, Tom Hale and Lee Banner.", LineKind::Caption),
            ("In this photo, a mill burns.", LineKind::Caption),
            ("Photo by Ana Poe", Credit),
            ("Photo courtesy of the Tarn Museum", Credit),
            ("Photos: Ana Poe", Credit),
            ("Picture: ANA POE", Credit),
            ("Illustration by Ana Poe", Credit),
            ("Ana Poe/Getty Images", Credit),
            ("Ana Poe / The Herald via AP", Credit),
            ("(AP Photo/Ana Poe)", Credit),
            ("Photographs were found in the mill.", Copy),
            ("Pictures of the mill were shown on Monday.", Copy),
            ("Mill and/or bridge to shut", Copy),
            ("AP/Reuters dispute over the mill goes on in court for years", Copy),
            // What a currency is worth.
            ("$1 = 83.2150 Indian rupees", Boilerplate),
            ("1 euro = $1.08", Boilerplate),
            ("The sum = 12 or so", Copy),
            ("The mill = work", Copy),
            // Longer lines that end as furniture does.
            ("Associated Press writer Tom Hale in Tarnwick, Ohio, contributed to this report.", Boilerplate),
            ("Ana Poe and Tom Hale of the Herald contributed to this story", Boilerplate),
            ("The mayor read out what the firm had put on Twitter.", Copy),
            ("RELATED | What the mill costs", Boilerplate),
            ("Related firms shut their mills.", Copy),
            ("Image: A mill", Credit),
            ("Filed under oath, the papers are public.", Copy),
            ("Above the mill stood a tree.", Copy),
            ("Lee Banner, (555) 010-0199, lee@example.com", Writer),
            ("Tel: 020 7946 0018", Writer),
            ("Twitter: @areyes", Writer),
            ("Reach Ana Reyes at ana@example.org or 555-010-0199.", Writer),
            ("Tweet this", Boilerplate),
            ("Got a tip? Write to tips@example.org.", Boilerplate),
            ("Edited by Ann Poe", Boilerplate),
            ("Tweets about the mill were deleted.", Copy),
            ("Printers of the town met on Monday.", Copy),
            ("About Oxmere Ferries", About),
            ("ABOUT THE COMPANY", Closing),
            ("About us", Closing),
            ("Forward-Looking Statements", Closing),
            ("Safe Harbor Statement", Closing),
            ("Notes to editors:", Closing),
            ("Media Contacts", Closing),
            ("About 300 people came", Copy),
            ("About the size of a mill", Copy),
            ("About Oxmere Ferries nothing is known.", Copy),
            ("Notes to editors and readers were found in it", Copy),
            // The end.
            ("-30-", End),
            ("ENDS", End),
            ("- ends -", End),
            ("(END)", End),
            ("NNNN", End),
            ("###", Boilerplate),
            ("# # #", Boilerplate),
            ("The end of it", Copy),
            ("End of the line", Copy),
            // Scripts.
            ("INCUE: \"We looked at it twice...\"", Cue),
            ("OUTCUE: \"...nobody wants that.\"", Cue),
            ("TRT: :14", Cue),
            ("OUT: \"...nobody wants that.\"", Cue),
            ("Out of the mill came smoke: nobody knew why", Copy),
            ("SUPER: PRIYA NADKARNI / COUNTY ENGINEER", Cue),
            ("CG: TARNWICK", Cue),
            ("NATS: TRAFFIC", Cue),
            ("Super news: the mill opens", Copy),
            ("Fonts were found in the church", Copy),
            // Writers.
            ("Ana Reyes is a reporter. She hopes you like it. Reach her at ana@example.org.", Writer),
            ("Ana Reyes is a staff writer at the Herald.", Writer),
            ("Ana Reyes is the Herald's courts reporter.", Writer),
            ("Follow her on Twitter @ana", Boilerplate),
            ("Ana Reyes can be reached at ana@example.org", Writer),
            ("The bridge is a wreck, a reporter found.", Copy),
            ("Ana Reyes is a nurse.", Copy),
            // Addresses and stamps.
            ("https://example.org/a", Boilerplate),
            ("10:05 a.m.", Stamp),
            ("Updated at 10.07am BST", Stamp),
            ("Updated 5 minutes ago", Stamp),
            ("Updated rules at the mill", Copy),
            ("14.32 BST", Stamp),
            ("Wed 10:05", Stamp),
            ("2h ago", Stamp),
            ("5 minutes ago", Stamp),
            ("Tarn 10:05 late", Copy),
            ("10 people left", Copy),
        ] {
            let found = LineKind::of(line, line.split_whitespace().count());
            if found != expected {
                wrong.push(format!("{line}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn labels_of_a_copy_sheet() {
        for (line, expected) in [
            ("HED: Bridge closes", Some((SheetPart::Headline, true, 5))),
            ("Hed 2: Bridge closes", Some((SheetPart::Headline, true, 7))),
            ("**DEK:** For winter", Some((SheetPart::Standfirst, true, 9))),
            ("Slug: BRIDGE0403", Some((SheetPart::Slug, true, 6))),
            ("Words: 220", Some((SheetPart::Slug, false, 7))),
            ("Art: Mug of Lind", Some((SheetPart::Slug, false, 5))),
            ("Headline: Bridge closes", Some((SheetPart::Headline, false, 10))),
            ("CUTLINE: A bridge.", Some((SheetPart::Caption, true, 9))),
            ("Reporter: Ana Reyes", Some((SheetPart::Byline, false, 10))),
            ("Bridge: what we know", None),
            ("Headline writers: the last of them", None),
            ("The head of it: nobody", None),
        ] {
            assert_eq!(sheet_label(line).map(|l| (l.slot, l.sure, l.length)), expected, "{line}");
        }
    }

    #[test]
    fn labels_that_nobody_speaks_under() {
        for (label, expected) in [
            ("INCUE", true),
            ("OUTCUE", true),
            ("SOT FULL", true),
            ("VO", true),
            ("HED", true),
            ("HEADLINE", true),
            ("Subhead", true),
            ("OUT", true),
            ("Reporter", false),
            ("Editor", false),
            ("Correction", true),
            ("ANCHOR", true),
            ("BREAKING", true),
            ("Just in", true),
            ("Q&A", true),
            ("Mayor", false),
            ("POE", false),
            ("Q", false),
            ("The track", false),
        ] {
            assert_eq!(is_desk_label(label), expected, "{label}");
        }
    }
}
