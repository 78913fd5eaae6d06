//! How much of each paragraph is its dateline.

use crate::language::Class;
use crate::language::lexicon::classes;
use crate::text::Region;
use crate::text::slot::Slot;

/// How many bytes of each block's clean text are a dateline. A place and a colon are one where the story opens with them and
/// no other paragraph has a label of that sort, as a transcript would.
#[must_use]
pub fn of(slots: &[Slot], regions: &[Region]) -> Vec<u32> {
    let mut lengths: Vec<u32> = slots.iter().map(|s| s.block.shape.dateline).collect();
    let labelled = || (0..slots.len()).filter(|n| regions[*n].is_story() && slots[*n].block.shape.label > 0);
    let Some(first) = regions.iter().position(|r| r.is_story()).filter(|first| labelled().eq([*first])) else { return lengths };
    let block = &slots[first].block;
    let (label, rest) = block.text().split_at(block.shape.label as usize);
    if !is_person(label) && !is_speech(rest) {
        lengths[first] = block.shape.label;
    }
    lengths
}

/// Whether words in capitals call a person: by a title, or by a given name before another.
fn is_person(label: &str) -> bool {
    let low = label.to_lowercase();
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let is = |class: Class| words.iter().any(|w| classes(w).has(class));
    let named = words.len() >= 2 && classes(words[0]).has(Class::GIVEN) && !is(Class::PLACE);
    named || [Class::TITLE, Class::ROLE, Class::RANK].into_iter().any(is)
}

/// Whether a text begins as people speak of themselves.
fn is_speech(text: &str) -> bool {
    let own = |w: &str| {
        let low = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
        // "I'm" speaks as "I" does.
        let word = low.split('\'').next().unwrap_or_default();
        classes(word).has(Class::FIRST_PERSON) || matches!(word, "we" | "our" | "us" | "you")
    };
    text.split_whitespace().take(8).any(|w| own(w) && w != "US")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Draft, Format, region};

    #[test]
    fn a_place_and_a_colon_open_a_story() {
        for (text, expected) in [
            ("NEW DELHI: The mill shut on Tuesday.\n\nIt rose.", "NEW DELHI: "),
            ("PUNE: Four people were hurt on Tuesday.\n\nIt rose.", "PUNE: "),
            ("KARACHI, May 3: The mill shut.\n\nIt rose.", "KARACHI, May 3: "),
            ("TARNWICK, Ohio — The mill shut.\n\nIt rose.", "TARNWICK, Ohio — "),
            ("The mill shut on Tuesday.\n\nPUNE: Four people were hurt.", ""),
            ("WELLING: The mill shut.\n\nPOE: It did not.", ""),
            ("WELLING: We had no choice.\n\nIt rose.", ""),
            ("MAYOR WELLING: The mill shut.\n\nIt rose.", ""),
            ("ROSA WELLING: The mill shut.\n\nIt rose.", ""),
            ("WATCH: The mill burns.\n\nIt rose.", ""),
        ] {
            let draft = Draft::new(&format!("Mill shuts\n\n{text}"), Format::Text);
            let regions = region::regions(draft.slots(), 0, None);
            let length = of(draft.slots(), &regions)[1] as usize;
            assert_eq!(&draft.slots()[1].block.text()[..length], expected, "{text}");
        }
    }
}
