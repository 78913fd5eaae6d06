//! The ledger as a page to print and read: the draft coloured by who says it, and the rows beside their marks.

use std::borrow::Cow;

use super::article::Article;
use crate::story::{Place, Reading};
use crate::text::Region;
use crate::text::escape::html as escaped;
use crate::views::ledger::{Row, RowKind};
use crate::views::voices::{self, Stretch, Voice};

/// Colours that stay apart in print and for most colour-blind readers (Okabe and Ito, 2008), lightened for text on them.
const COLOURS: [&str; 7] = ["#cfe8f7", "#fbe3b5", "#c9ecdf", "#f6d9e7", "#d3dcf3", "#f7d8c4", "#f5f2b8"];

/// The colour of the source that is met after so many others: past the list, hues a golden angle apart, so that no two are alike.
fn colour_of(source: usize) -> Cow<'static, str> {
    COLOURS.get(source).map_or_else(|| format!("hsl({} 55% 78%)", source * 137 % 360).into(), |c| (*c).into())
}

const STYLE: &str = "
:root{color-scheme:light}
body{font:16px/1.55 Georgia,'Times New Roman',serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
.meta,.key,footer{font:13px/1.5 system-ui,sans-serif;color:#555}
.key span,.said{padding:.05em .2em;border-radius:.2em}
.cue{border-bottom:1px dotted #666}.source{font-weight:600}
.unsourced{text-decoration:underline wavy #c62828;text-underline-offset:.2em}
.note{outline:1px solid #c62828;outline-offset:1px}
.furniture{color:#666;font-size:.9em}
sup{font:600 .65em system-ui,sans-serif;color:#555}
table{border-collapse:collapse;width:100%;font:13px/1.4 system-ui,sans-serif}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid #ddd}
th{border-bottom:2px solid #333}tr.open td:first-child{box-shadow:inset 3px 0 #c62828}
td.text{font-family:Georgia,serif}
.tick{display:inline-block;width:.8em;height:.8em;border:1px solid #555}
@media print{body{margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}tr,p{break-inside:avoid}a{color:inherit;text-decoration:none}.said,.key span{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
";

/// One page for one draft or several.
pub(super) fn html(articles: &[(Article, Vec<Row>)], public: bool) -> String {
    let title = articles.first().map_or_else(|| "Ledger".to_owned(), |(a, _)| format!("Ledger: {}", headline(a)));
    let body: String = articles.iter().map(|(a, rows)| article(a, rows, public)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}<footer>Made by copydesk {}. Wavy lines: no source. A box: an open note.</footer>\n</body>\n</html>\n",
        escaped(&title),
        env!("CARGO_PKG_VERSION"),
    )
}

fn headline(article: &Article) -> String {
    article.reading.headline().unwrap_or_else(|| article.path.display().to_string())
}

fn article(article: &Article, rows: &[Row], public: bool) -> String {
    let reading = &article.reading;
    let mut speakers: Vec<&str> = Vec::new();
    for name in reading.attributions.iter().filter_map(|a| reading.source_name(a)) {
        if !speakers.contains(&name) {
            speakers.push(name);
        }
    }
    let colour = |name: &str| speakers.iter().position(|s| *s == name).map_or("#eee".into(), colour_of);
    let key: Vec<String> = speakers.iter().map(|s| format!("<span style=\"background:{}\">{}</span>", colour(s), escaped(s))).collect();
    let date = reading.anchor.as_ref().map_or_else(|| "no date".into(), |a| a.date.to_string());
    let open = crate::views::ledger::open(rows);
    let mut out = format!(
        "<h1>{}</h1>\n<p class=\"meta\">{} · {date} · {} rows, {open} open</p>\n<p class=\"key\">{}</p>\n<h2>The draft</h2>\n",
        escaped(&headline(article)),
        escaped(&article.path.display().to_string()),
        rows.len(),
        key.join(" "),
    );
    let stretches = voices::stretches(reading);
    for (block, region) in reading.regions.iter().enumerate() {
        if matches!(region, Region::FrontMatter | Region::Headline) || reading.blocks[block].text().trim().is_empty() {
            continue;
        }
        let own = stretches.iter().filter(|s| s.place.block == block);
        let numbered: Vec<(u32, usize)> =
            rows.iter().enumerate().filter(|(_, r)| r.place.block == block).map(|(n, r)| (r.place.end, n + 1)).collect();
        let class = if region.is_story() { String::new() } else { format!(" class=\"furniture\" title=\"{}\"", region.name()) };
        out += &format!("<p{class}>{}</p>\n", coloured(reading, block, own, &numbered, rows, &colour));
    }
    out += "<h2>The ledger</h2>\n<table>\n<thead><tr><th>#</th><th>Line</th><th>What</th><th>Words</th><th>Source</th><th>Status</th>";
    out += if public { "</tr></thead>\n<tbody>\n" } else { "<th>Checked</th><th>Note</th><th>✓</th></tr></thead>\n<tbody>\n" };
    for (n, row) in rows.iter().enumerate() {
        let (line, _) = article.place_of(row.place);
        let source = match (row.source.as_str(), row.source_kind.as_str()) {
            ("", _) => "—".to_owned(),
            (s, "") => escaped(s),
            (s, kind) => format!("{}<br><small>{}</small>", escaped(s), escaped(kind)),
        };
        out += &format!(
            "<tr id=\"r{number}\"{}><td>{number}</td><td>{line}</td><td>{}</td><td class=\"text\">{}</td><td>{source}</td><td>{}</td>",
            if row.is_open() { " class=\"open\"" } else { "" },
            row.kind.name(),
            escaped(&row.text),
            escaped(&row.status),
            number = n + 1,
        );
        if !public {
            let checked = [row.checker.as_str(), row.date.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
            out += &format!("<td>{}</td><td>{}</td><td><span class=\"tick\"></span></td>", escaped(&checked), escaped(&row.noted()));
        }
        out += "</tr>\n";
    }
    out + "</tbody>\n</table>\n"
}

/// A block's text with its stretches as spans, and the numbers of its rows behind their words.
fn coloured<'a>(
    reading: &Reading,
    block: usize,
    stretches: impl Iterator<Item = &'a Stretch>,
    numbered: &[(u32, usize)],
    rows: &[Row],
    colour: &dyn Fn(&str) -> Cow<'static, str>,
) -> String {
    let end = crate::text::position::clamp(reading.blocks[block].text().len());
    let mut cuts: Vec<(u32, u32, Option<&Stretch>)> = Vec::new();
    let mut at = 0;
    for s in stretches {
        cuts.push((at, s.place.start, None));
        cuts.push((s.place.start, s.place.end, Some(s)));
        at = s.place.end;
    }
    cuts.push((at, end, None));
    let mut out = String::new();
    let mut numbered: Vec<(u32, usize)> = numbered.to_vec();
    numbered.sort_unstable();
    let mut next = numbered.into_iter().peekable();
    for (start, to, stretch) in cuts {
        let mut from = start;
        while from < to || (from == to && to == end) {
            // A number stands right behind the last word of its row.
            let stop = next.peek().filter(|(place, _)| *place <= to).map_or(to, |(place, _)| (*place).max(from));
            out += &span(reading, Place { block, start: from, end: stop }, stretch, rows, colour);
            while let Some((_, n)) = next.next_if(|(place, _)| *place <= stop) {
                out += &format!("<sup><a href=\"#r{n}\">{n}</a></sup>");
            }
            if stop == to {
                break;
            }
            from = stop;
        }
    }
    out
}

fn span(reading: &Reading, place: Place, stretch: Option<&Stretch>, rows: &[Row], colour: &dyn Fn(&str) -> Cow<'static, str>) -> String {
    if place.start >= place.end {
        return String::new();
    }
    let words = escaped(reading.text(place));
    let noted = rows.iter().any(|r| r.kind == RowKind::Note && r.place.overlaps(&place));
    let note = if noted { " note" } else { "" };
    let Some(s) = stretch else {
        return if noted { format!("<span class=\"note\">{words}</span>") } else { words };
    };
    let name = s.attribution.and_then(|a| reading.source_name(&reading.attributions[a])).unwrap_or_default();
    match s.voice {
        Voice::Said => {
            format!("<span class=\"said{note}\" style=\"background:{}\" title=\"{}\">{words}</span>", colour(name), escaped(name))
        }
        Voice::Source => format!("<span class=\"source{note}\">{words}</span>"),
        Voice::Cue => format!("<span class=\"cue{note}\">{words}</span>"),
        Voice::Unsourced => format!("<span class=\"unsourced{note}\">{words}</span>"),
        Voice::Annotated => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_sources_have_the_same_colour() {
        let colours: std::collections::HashSet<_> = (0..200).map(colour_of).collect();
        assert_eq!(colours.len(), 200);
    }
}
