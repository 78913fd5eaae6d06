//! Which lines look like captions in square brackets. Captions that are known by where they stand, as under a picture, and that
//! none is body copy, are [`region`](super::super::region)'s.

/// What such a caption begins with, or has before its credit.
const LABELS: [&str; 9] = ["photo", "photograph", "picture", "image", "caption", "pictured", "graphic", "illustration", "credit"];

/// Whether a block is the words of a picture in square brackets.
pub(in crate::text) fn is_bracketed_caption(text: &str) -> bool {
    let Some(inner) = text.trim_end_matches('.').strip_prefix('[').and_then(|t| t.strip_suffix(']')) else { return false };
    if inner.contains(['[', ']']) {
        return false;
    }
    let low = inner.to_lowercase();
    let labelled = |at: usize, label: &str| {
        let free = !low[..at].ends_with(char::is_alphanumeric);
        let behind = &low[at + label.len()..];
        free && (behind.starts_with([':', '/']) || behind.starts_with(" by ") || at == 0 && behind.starts_with([',', ' ', '.']))
    };
    LABELS.iter().any(|label| low.match_indices(label).any(|(at, _)| labelled(at, label)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn captions_in_brackets() {
        for (text, expected) in [
            ("[The quay from the north on Monday. Photo: Lee Banner]", true),
            ("[PHOTO: The quay from the north on Monday.]", true),
            ("[Photo by Lee Banner of the Post]", true),
            ("[Pictured, from left: Ida Krohn and Tom Hale]", true),
            ("[Image: the quay]", true),
            ("[The quay. Credit: Lee Banner/Post]", true),
            ("[The quay. AP Photo/Lee Banner].", true),
            ("[Laughs]", false),
            ("[The photographer: a friend of hers] said so.", false),
            ("[He holds up a photo.]", false),
            ("[Editor: check this]", false),
            ("[The mayor], [photo: none]", false),
            ("The quay. Photo: Lee Banner", false),
        ] {
            assert_eq!(super::is_bracketed_caption(text), expected, "{text}");
        }
    }
}
