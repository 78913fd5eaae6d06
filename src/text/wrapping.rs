//! Lines that were broken to fit a width, and lines that are paragraphs of their own.

/// What a writer's lines are at most and at least wide, in code points, where they are broken to a width.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;

/// For each line of a run whether it goes on from the line before it, because that was broken to fit a width.
///
/// The width is told by the lines that break off within a sentence: where there is none, the lines are paragraphs. A line goes on
/// where the line before it is so full that its first word would not have fitted.
pub(super) fn continued(lines: &[&str]) -> Vec<bool> {
    let mut goes_on = vec![false; lines.len()];
    let widths: Vec<usize> = lines.iter().map(|l| l.trim_end().chars().take(WIDEST + 1).count()).collect();
    let full = |i: usize, width: usize| {
        let word = lines[i + 1].split_whitespace().next().unwrap_or_default().chars().count();
        widths[i] + 1 + word + 2 > width
    };
    let indented = |i: usize| indent(lines[i + 1]) > indent(lines[i]);
    let pairs = || 0..lines.len().saturating_sub(1);
    let broken = |i: &usize| breaks_off(lines[*i]) && lines[i + 1].starts_with(|c: char| c.is_lowercase());
    let most = widths.iter().copied().max().unwrap_or(0);
    // All lines fill one width, whatever they end in.
    let evident = |i: usize| breaks_off(lines[i]) && (broken(&i) || lines.last().is_some_and(|l| !breaks_off(l)));
    if (NARROWEST..=WIDEST).contains(&most) && pairs().all(|i| full(i, most)) && pairs().any(evident) {
        pairs().for_each(|i| goes_on[i + 1] = !starts_anew(lines[i], lines[i + 1]) && !indented(i));
        return goes_on;
    }
    let width = pairs().filter(|i| breaks_off(lines[*i]) && widths[*i] <= WIDEST).map(|i| widths[i]).max().unwrap_or(0);
    if width < NARROWEST {
        return goes_on;
    }
    if !pairs().any(|i| broken(&i) && full(i, width)) {
        return goes_on;
    }
    for i in pairs() {
        let fits = widths[i] <= width && full(i, width);
        goes_on[i + 1] = !indented(i) && (fits && !starts_anew(lines[i], lines[i + 1]) || broken(&i) && widths[i] * 2 > width);
    }
    goes_on
}

/// Whether a line ends within a sentence.
fn breaks_off(line: &str) -> bool {
    !line.trim_end().trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', ':', '…'])
}

/// Whether a line begins with a quotation and the one before it ends a sentence: as a rule that is a paragraph of its own.
fn starts_anew(line: &str, next: &str) -> bool {
    !breaks_off(line) && next.starts_with(['"', '“', '‘', '\''])
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    /// Rows of lines; those that go on from the line before begin with `+`.
    #[test]
    fn lines_go_on_where_they_were_broken() {
        for text in [
            // A quotation begins a paragraph without a blank line above.
            "The quay at Norhaven will be shut from Friday because its piles are\n+rotten, said the master of the port, Ida Krohn. She told the board\n+that boats would land at the fish market until they are replaced.\n\"We have found a hole in every third of them since the last of the ice\n+and nobody can moor here,\" Krohn said on Tuesday.",
            // A short line ends a paragraph.
            "The quay at Norhaven will be shut from Friday because its piles are\n+rotten, the port said.\nBoats land at the fish market until then, and the board will meet on\n+Monday to vote on the money.",
            // The headline stands above without a blank line.
            "Quay to be shut\nThe quay at Norhaven will be shut from Friday because its piles are\n+rotten, the port said.",
            // Mail programs break at 76, and an address cannot be broken.
            "The quay at Norhaven will be shut from Friday because its piles are rotten,\n+the port said in a statement to its customers. All that is known is at\n+https://norhaven.example/a/very/long/address/that/cannot/be/broken/at/any/place/of/it/index.html",
            "The quay will be shut from Friday, the master of the port said on\n+Tuesday.",
            "The quay at Norhaven is to be shut, and boats land at the market\nBy Ana Reyes",
            // All lines are as full as they can be.
            "The council voted late on Tuesday to close the harbour to\n+freight traffic for the rest of the winter, the mayor said\n+in a statement.",
            // A sentence may end where a full line does.
            "The quay at Norhaven will be shut from Friday because its piles rot.\n+It is to open again when the frost is over and the piles are changed,\n+the port said.",
            // Lines that each hold whole sentences are paragraphs.
            "The quay will be shut from Friday, the master of the port said.\nThe board delayed the work to avoid a row.\n\"Nobody can moor here,\" she said.",
            "\tThe quay will be shut on Friday, the master of the port, Ida Krohn, said on Tuesday.\n\tThe board delayed the work to avoid a row over the cost.",
            // A list without marks, an address, a line-up.
            "What she wants from the board by the autumn of this year:\na new quay\na crane\na shed for the nets of the boats",
            "Ida Krohn\nPort of Norhaven\n4 Quay Street\nNorhaven",
            "Welham (4-4-2): Best; Holub, Kerr, Shaw, Finn; Okoro, Lamb\nTarn (4-3-3): Ives; Moss, Bell, Ross",
            // Longer than any width.
            "The quay at Norhaven will be shut from Friday because its piles are rotten, the master of the port said, and boats will land at the market\nuntil they are replaced.",
            // An indented first line begins a paragraph.
            "  The quay at Norhaven will be shut from Friday because its piles are\n+rotten, the port said, and the board will vote on the money for it as\n  The master of the port had no comment on the vote or on the money that\n+it will cost, her office said.",
        ] {
            let marked: Vec<&str> = text.split('\n').collect();
            let lines: Vec<&str> = marked.iter().map(|l| l.trim_start_matches('+')).collect();
            let expected: Vec<bool> = marked.iter().map(|l| l.starts_with('+')).collect();
            assert_eq!(super::continued(&lines), expected, "{text}");
        }
    }
}
