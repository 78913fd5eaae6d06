//! What odd and hostile drafts are made of: a piece of text by its number, and how pieces are laid out.

/// How pieces are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// All in one line.
    Line,
    /// All in one line, with nothing between them.
    Joined,
    /// Each on a line of its own.
    Lines,
    /// Each a paragraph of its own.
    Paragraphs,
}

impl Layout {
    pub(crate) const ALL: [Self; 4] = [Self::Line, Self::Joined, Self::Lines, Self::Paragraphs];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Joined => "joined",
            Self::Lines => "lines",
            Self::Paragraphs => "paragraphs",
        }
    }

    fn between(self) -> &'static str {
        match self {
            Self::Line => " ",
            Self::Joined => "",
            Self::Lines => "\n",
            Self::Paragraphs => "\n\n",
        }
    }
}

/// One kind of draft.
pub(crate) struct Kind {
    pub name: &'static str,
    /// What stands before the first piece, and after the last.
    pub around: (&'static str, &'static str),
    piece: fn(usize) -> String,
    /// The layouts in which it is tried.
    pub layouts: &'static [Layout],
}

impl Kind {
    /// A draft of this kind of at least so many bytes, and where the piece in its middle begins: what a letter leads to depends on
    /// where in a piece it is typed.
    pub(crate) fn draft(&self, layout: Layout, bytes: usize) -> (String, usize) {
        let mut text = String::from(self.around.0);
        let mut middle = 0;
        for n in 0.. {
            if text.len() + self.around.1.len() >= bytes {
                break;
            }
            if text.len() <= bytes / 2 {
                middle = text.len();
            }
            text += &(self.piece)(n);
            text += layout.between();
        }
        (text + self.around.1, middle)
    }
}

/// A word that no other number has, in letters: `Xabbe`, `Xacco`.
fn word(n: usize) -> String {
    const LETTERS: [&str; 16] = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "ve"];
    let mut word = String::from("X");
    let mut rest = n;
    loop {
        word += LETTERS[rest % 16];
        rest /= 16;
        if rest == 0 {
            return word;
        }
    }
}

/// The shortest words of which no two are the same: `aaa`, `baa`.
fn short(n: usize) -> String {
    let mut word = String::new();
    let mut rest = n;
    while rest > 0 || word.len() < 3 {
        word.push(char::from(b"abcdefghijklmnopqrstuvwxyz"[rest % 26]));
        rest /= 26;
    }
    word
}

/// The same with a capital.
fn short_name(n: usize) -> String {
    let mut word = short(n);
    word[..1].make_ascii_uppercase();
    word
}

const fn kind(name: &'static str, piece: fn(usize) -> String) -> Kind {
    Kind { name, around: ("", ""), piece, layouts: &Layout::ALL }
}

const fn framed(name: &'static str, around: (&'static str, &'static str), layouts: &'static [Layout], piece: fn(usize) -> String) -> Kind {
    Kind { name, around, piece, layouts }
}

const LINES: &[Layout] = &[Layout::Lines];
const LINE: &[Layout] = &[Layout::Line];

pub(crate) const KINDS: &[Kind] = &[
    // Prose, and what it is made of, without end.
    kind("prose", |n| format!("Mayor Ana Sousa said on Monday that {n} boats left the harbour, because the road was closed.")),
    kind("words", |_| "harbour".into()),
    kind("letters", |_| "x".into()),
    framed("one word", ("", ""), LINE, |_| "harbourharbour".repeat(40)),
    kind("distinct words", |n| word(n).to_lowercase()),
    kind("short distinct words", short),
    kind("short distinct statements", |n| format!("It fell {}%.", 1000 + n)),
    kind("place-holders", |_| "TK".into()),
    kind("short distinct place-holders", |n| format!("TK{n}")),
    kind("capitals", |_| "Harbour".into()),
    kind("distinct capitals", word),
    kind("shouting", |_| "HARBOUR".into()),
    kind("sentences", |_| "It rained.".into()),
    kind("statements", |_| "The plan failed because the mayor could not win.".into()),
    kind("commas", |_| ",".into()),
    kind("clauses", |_| "the mayor left, and".into()),
    kind("hyphens", |_| "a-b-c-".repeat(8)),
    kind("dashes", |_| "— Ana".into()),
    kind("full stops", |_| ".".into()),
    kind("dotted letters", |_| "U.S.A.".repeat(6)),
    kind("apostrophes", |_| "'tis the dogs' own".into()),
    kind("colons", |_| "Ana: no".into()),
    kind("semicolons", |_| "it rained;".into()),
    kind("bullets", |_| "• it rained".into()),
    // Names.
    kind("one name", |_| "Ana Sousa left.".into()),
    kind("distinct names", |n| format!("{} {} left.", word(n), word(n + 7))),
    kind("short distinct names", |n| format!("Mr. {}", short_name(n))),
    kind("short distinct full names", |n| format!("Ana {}.", short_name(n))),
    kind("short distinct capitals", |n| short(n).to_uppercase()),
    kind("short distinct reports", |n| format!("{} said.", short_name(n))),
    kind("one surname", |n| format!("{} Sousa left.", word(n))),
    kind("one given name", |n| format!("Ana {} left.", word(n))),
    kind("distinct surnames said", |n| format!("Mr. {} said so.", word(n))),
    kind("name list", |n| format!("Ana {},", word(n))),
    kind("roles", |n| format!("Mayor {} of Faro, the chief engineer,", word(n))),
    kind("role words", |_| "former deputy assistant secretary".into()),
    kind("pronouns", |_| "Ana said she saw her, and he saw him.".into()),
    kind("I and you", |_| "I told you my name.".into()),
    kind("named", |n| format!("I’m {}, said a man named {}.", word(n), word(n + 3))),
    kind("also called", |n| format!("Ana {} née {} left.", word(n), word(n + 1))),
    framed("one actress, many mayors", ("Actress Ana Reis left. ", ""), &Layout::ALL, |n| {
        format!("Mayor {} Reis left. The actress said no.", word(n))
    }),
    framed("one person, many offices", ("Ana Sousa spoke. ", ""), &Layout::ALL, |n| format!("She was a {} mayor.", word(n))),
    kind("names as mayors", |_| "Ana as mayor".into()),
    kind("distinct names as mayors", |n| format!("{} as mayor", word(n))),
    kind("the mayor", |_| "Mayor Ana Sousa left. The mayor left.".into()),
    kind("firms", |n| format!("{} Motor Company fell.", word(n))),
    kind("acronyms", |_| "NATO".into()),
    kind("distinct acronyms", |n| word(n).to_uppercase()),
    kind("explained acronyms", |n| format!("{} {} {} ({}{}{}) met.", word(n), word(n + 1), word(n + 2), 'X', 'X', 'X')),
    kind("salutations", |n| format!("Dear {},", word(n))),
    // Who says what.
    kind("said", |_| "said".into()),
    kind("Ana said", |_| "Ana said".into()),
    kind("according to", |_| "according to Ana".into()),
    kind("reports that", |_| "amid reports that".into()),
    kind("it is believed", |_| "it is believed that".into()),
    kind("vague sources", |_| "officials said, critics say,".into()),
    kind("asked", |_| "was asked about".into()),
    kind("said to", |_| "said to have said that".into()),
    // Quotations.
    kind("opening marks", |_| "“We left.".into()),
    kind("closing marks", |_| "We left.”".into()),
    kind("bare opening marks", |_| "“".into()),
    kind("bare closing marks", |_| "”".into()),
    kind("quotations", |_| "“We left.”".into()),
    kind("short quotations", |_| "“x”".into()),
    kind("quotations with words between", |_| "“We left,” and then “we came.”".into()),
    kind("quotations said", |_| "“We left the harbour today,” she said.".into()),
    kind("straight marks", |_| "\"".into()),
    kind("straight quotations", |_| "\"We left.\"".into()),
    kind("single marks", |_| "‘a".into()),
    kind("single straight marks", |_| "'a".into()),
    kind("short straight quotations", |_| "\"x\"".into()),
    kind("short distinct quotations", |n| format!("“{}”", short(n))),
    kind("mixed marks", |_| "“a ‘b \"c «d „e".into()),
    kind("doubled marks", |_| "``a ''b".into()),
    kind("colon and quotation", |_| "Ana: “We left.”".into()),
    kind("quotation and dash", |_| "“We left.” — Ana Sousa".into()),
    kind("brackets", |_| "[".into()),
    kind("closed brackets", |_| "[a]".into()),
    kind("round brackets", |_| "(".into()),
    kind("round closed", |_| "(a)".into()),
    framed("nested round brackets", ("((((", ""), &Layout::ALL, |_| "(Ana)".into()),
    kind("references", |n| format!("It rained. [{}]", n % 100)),
    // Dates and figures.
    kind("months", |_| "May".into()),
    kind("dates", |_| "on May 3, 2024".into()),
    kind("distinct dates", |n| format!("on {} May {}", n % 28 + 1, 1900 + n % 200)),
    kind("weekdays", |_| "Monday".into()),
    kind("last week", |_| "last week".into()),
    kind("times", |_| "at 3 p.m. on Monday".into()),
    kind("ranges", |_| "from May to June".into()),
    kind("years", |_| "2024".into()),
    kind("durations", |_| "two years ago".into()),
    kind("and days", |_| "Monday and Tuesday,".into()),
    kind("figures", |n| format!("{}", 1000 + n)),
    kind("digits", |_| "1".into()),
    framed("one number", ("", ""), LINE, |_| "1234567890".repeat(40)),
    kind("figures with points", |_| "1,".repeat(40)),
    kind("money", |n| format!("${n} million")),
    kind("percent", |n| format!("{n} percent")),
    kind("short distinct dates", |n| format!("May {}", 1000 + n % 8000)),
    kind("short distinct money", |n| format!("${n}")),
    kind("iso dates", |_| "2024-04-01".into()),
    kind("number words", |_| "twenty".into()),
    // Markup.
    kind("annotations", |n| format!("[The road]{{.claim by=ana #c{n}}} closed.")),
    framed("claims by nobody known", ("", ""), &[Layout::Paragraphs], |n| {
        format!("[The road {n} was closed on Monday]{{.claim by=nobody-{n}}}, the port said.")
    }),
    framed("claims in one line", ("", ""), LINE, |_| "[road was closed]{.claim by=port} and".into()),
    framed("claims by nobody known in one line", ("", ""), LINE, |n| format!("[Road {n} was closed]{{.claim by=nobody-{n}}}, he said.")),
    framed("open attribute lists in one line", ("", ""), LINE, |n| format!("[road {n}]{{.claim by=port")),
    kind("quote annotations", |_| "[“We left.”]{.quote by=ana}".into()),
    kind("malformed annotations", |_| "[The road]{.claim by=}".into()),
    kind("open attribute lists", |_| "[a]{.claim".into()),
    kind("open braces", |_| "[a]{".into()),
    kind("braces", |_| "{".into()),
    framed("nested annotations", ("", ""), LINE, |_| "[a".into()),
    kind("short annotations", |_| "[a]{.org}".into()),
    kind("short distinct annotations", |n| format!("[{}]{{.claim}}", short(n))),
    kind("note annotations", |_| "[a]{.note text=\"b\"}".into()),
    kind("escapes", |_| "\\[".into()),
    kind("backslashes", |_| "\\".into()),
    kind("stars", |_| "*".into()),
    kind("daggers", |_| "†".into()),
    kind("star words", |_| "*a".into()),
    kind("strong", |_| "**a** *b* _c_".into()),
    kind("underscores", |_| "_a_b".into()),
    kind("backticks", |n| "`".repeat(n % 60 + 1) + "a"),
    kind("tildes", |_| "~a~".into()),
    kind("links", |_| "[a](https://a.example/x)".into()),
    kind("open links", |_| "[a](".into()),
    kind("images", |_| "![a](b.jpg)".into()),
    kind("reference links", |n| format!("[a{n}][b]")),
    kind("shortcodes", |n| format!("[a{n}]")),
    kind("shortcodes that close", |n| format!("[a{n}]b[/a{n}]")),
    kind("tags and shortcodes that close others", |_| "<b>[/x]</i>".into()),
    kind("link definitions", |n| format!("[a{n}]: https://a.example/{n}")),
    kind("footnotes", |n| format!("It rained.[^{n}]")),
    kind("footnote definitions", |n| format!("[^{n}]: It rained.")),
    kind("headings", |_| "# Harbour closes".into()),
    kind("underlined headings", |_| "Harbour\n====".into()),
    kind("list items", |_| "- item".into()),
    kind("short distinct items", |n| format!("- {}", short(n))),
    kind("short distinct headings", |n| format!("# {}", short(n))),
    kind("short distinct rows", |n| format!("|{}|", short(n))),
    kind("short distinct emphasis", |n| format!("*{}*", short(n))),
    kind("short distinct links", |n| format!("[{}](a)", short(n))),
    kind("numbered items", |n| format!("{}. item", n % 900 + 1)),
    kind("list markers", |_| "- - -".into()),
    kind("nested list", |n| format!("{}- item", "  ".repeat(n % 50))),
    kind("table rows", |_| "| a | b |".into()),
    framed("table", ("| a | b |\n| --- | --- |\n", ""), LINES, |_| "| a | b |".into()),
    framed("wide table", ("", ""), LINE, |_| "| a".into()),
    kind("pipes", |_| "|".into()),
    kind("block quotations", |_| "> We left.".into()),
    kind("nested block quotations", |_| ">".into()),
    kind("rules", |_| "---".into()),
    kind("fences", |_| "```".into()),
    kind("html", |_| "<b>a</b>".into()),
    kind("open html", |_| "<a href=\"".into()),
    kind("html comments", |_| "<!-- a".into()),
    kind("angles", |_| "<".into()),
    kind("instructions", |_| "<?".into()),
    kind("declarations", |_| "<!A".into()),
    kind("cdata", |_| "<![CDATA[".into()),
    kind("entities", |_| "&amp;".into()),
    framed("one word without end", ("A", ""), LINE, |_| "bcdefghijk&".into()),
    kind("ampersands", |_| "AT&T&".into()),
    kind("web addresses", |n| format!("https://a.example/{n}")),
    kind("mail addresses", |n| format!("a{n}@a.example")),
    kind("handles", |_| "@ana #tag".into()),
    framed("at signs", ("", ""), LINE, |_| "@".repeat(40)),
    kind("link brackets", |_| "https://a.example/)))))))))".into()),
    // Letters and blanks.
    kind("emoji", |_| "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}".into()),
    kind("combining marks", |_| "e\u{301}\u{301}\u{301}".into()),
    framed("one letter, many marks", ("e", ""), LINE, |_| "\u{301}".repeat(100)),
    kind("han", |_| "港口关闭了".into()),
    kind("arabic", |_| "أغلق الميناء".into()),
    kind("long s", |_| "İſK".into()),
    kind("no-break spaces", |_| "\u{a0}a".into()),
    framed("blanks", ("a", "a"), LINE, |_| " ".repeat(40)),
    framed("blank lines", ("a", "a"), LINES, |_| String::new()),
    framed("lines of blanks", ("a", "a"), LINES, |_| "  ".into()),
    framed("carriage returns", ("", ""), LINE, |_| "It rained.\r".into()),
    framed("windows lines", ("", ""), &[Layout::Joined], |_| "x\r\n".into()),
    framed("distinct windows lines", ("", ""), &[Layout::Joined], |n| format!("{}\r\n", short(n))),
    framed("carriage returns alone", ("a", "a"), LINE, |_| "\r\r\r".into()),
    framed("tabs alone", ("", "a"), LINE, |_| "\t".into()),
    framed("tabs, behind a word", ("a", "a"), LINE, |_| "\t".into()),
    framed("tabs", ("", ""), &Layout::ALL, |_| "\ta".into()),
    kind("zero-width", |_| "a\u{200b}\u{feff}".into()),
    kind("nul", |_| "a\u{0}".into()),
    // The shapes of stories.
    framed("hard-wrapped lines", ("", ""), LINES, |n| {
        let line = "The council voted late on Tuesday to close the harbour to freight for the win";
        format!("{line}{}", n % 10)
    }),
    framed("hard-wrapped with annotations", ("", ""), LINES, |n| {
        format!("[The council]{{.org}} voted late on Tuesday to close the harbour to freight for {}", n % 10)
    }),
    kind("captions", |_| "A ship waits. (AP Photo/J. Doe)".into()),
    kind("credits", |_| "(photo credit: AGENCY/JO DOE)".into()),
    kind("bylines", |_| "By Ana Sousa".into()),
    kind("datelines", |_| "PARIS, May 3 (Agency) - The road closed.".into()),
    kind("date lines", |_| "May 3, 2024".into()),
    kind("notes", |_| "Editor’s note: it rained".into()),
    kind("turns", |n| format!("ANA{}: I left.", word(n).to_uppercase())),
    kind("questions", |_| "Why did you leave?".into()),
    kind("yes and no", |_| "Yes, I do.".into()),
    kind("colon paragraphs", |_| "Ana Sousa said:".into()),
    kind("signatures", |_| "— Ana Sousa, mayor".into()),
    kind("quote and signature", |_| "> We left.\n\n— Ana Sousa".into()),
    // Front matter.
    framed("front matter keys", ("---\n", "---\n\nIt rained.\n"), LINES, |n| format!("k{n}: v")),
    framed("front matter in one key", ("---\nk: \"", "\"\n---\n\nIt rained.\n"), LINE, |_| "harbour".into()),
    framed("front matter list", ("---\nk: [", "a]\n---\n\nIt rained.\n"), LINE, |n| format!("v{n},")),
    framed("front matter map", ("---\nk: {", "a: b}\n---\n\nIt rained.\n"), LINE, |n| format!("k{n}: v,")),
    framed("front matter sources", ("---\nsources:\n", "---\n\nIt rained.\n"), LINES, |n| format!("  s{n}: {{name: Ana {}}}", word(n))),
    framed("front matter ignore", ("---\nignore:\n", "---\n\nIt rained.\n"), LINES, |n| format!("  - r{n}")),
    framed("front matter nesting", ("---\nk: ", "\n---\n\nIt rained.\n"), LINE, |_| "[".into()),
    framed("front matter anchors", ("---\nk: ", "\n---\n\nIt rained.\n"), LINES, |n| format!("a{n}: &x{n} y")),
    framed("front matter indented", ("---\n", "---\n\nIt rained.\n"), LINES, |n| format!("{}k{n}:", " ".repeat(n % 60))),
    framed("front matter block scalar", ("---\nk: |\n", "---\n\nIt rained.\n"), LINES, |_| "  it rained".into()),
    framed("front matter comments", ("---\nk: v\n", "---\n\nIt rained.\n"), LINES, |_| "# it rained".into()),
    framed("front matter, one paragraph each", ("---\n", "---\n\nIt rained.\n"), &[Layout::Paragraphs], |n| format!("k{n}: v")),
    framed("open front matter", ("---\n", ""), LINES, |n| format!("k{n}: v")),
];
