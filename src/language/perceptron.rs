//! A linear model over hashed features, read straight from the bytes it is stored in.
//!
//! Trained as an averaged perceptron (Collins 2002) by `examples/train.rs`. Layout, little-endian: magic `CDP1`, labels
//! (u16), log2 of the number of rows (u16), `rows + 1` offsets (u32) into the pairs, then pairs of label (u8) and weight (i8).

/// A trained model.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    labels: usize,
    mask: u32,
    offsets: &'static [u8],
    pairs: &'static [u8],
}

/// The most labels that a model may tell apart.
pub const MOST_LABELS: usize = 64;

/// Scores by label.
pub type Scores = [i32; MOST_LABELS];

impl Model {
    /// Reads a model's bytes; `None` where they are not one.
    #[must_use]
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let header = bytes.get(..8)?;
        if &header[..4] != b"CDP1" {
            return None;
        }
        let labels = usize::from(u16::from_le_bytes([header[4], header[5]]));
        let rows = 1usize.checked_shl(u32::from(u16::from_le_bytes([header[6], header[7]])))?;
        let offsets = bytes.get(8..8 + (rows + 1) * 4)?;
        let pairs = bytes.get(8 + (rows + 1) * 4..)?;
        let model = Self { labels, mask: u32::try_from(rows).ok()? - 1, offsets, pairs };
        (labels <= MOST_LABELS && model.offset(rows) * 2 == pairs.len()).then_some(model)
    }

    fn offset(&self, row: usize) -> usize {
        let at = row * 4;
        u32::from_le_bytes([self.offsets[at], self.offsets[at + 1], self.offsets[at + 2], self.offsets[at + 3]]) as usize
    }

    /// Adds the weights of one feature to the scores.
    pub fn add(&self, feature: u32, scores: &mut Scores) {
        let row = (feature & self.mask) as usize;
        for pair in self.pairs[self.offset(row) * 2..self.offset(row + 1) * 2].chunks_exact(2) {
            // The mask tells the compiler that the index is in bounds; `read` saw to it that it changes nothing.
            scores[usize::from(pair[0]) & (MOST_LABELS - 1)] += i32::from(pair[1].cast_signed());
        }
    }

    /// The label with the highest score; the first of equals.
    #[must_use]
    pub fn best(&self, scores: &Scores) -> usize {
        let mut best = 0;
        for label in 1..self.labels {
            if scores[label] > scores[best] {
                best = label;
            }
        }
        best
    }
}

/// A hash of a feature: its template's number and the strings it is made of (FNV-1a, then a finaliser of murmur3).
#[must_use]
pub fn feature(template: u8, parts: &[&[u8]]) -> u32 {
    let mut hash = 0x811c_9dc5_u32 ^ u32::from(template).wrapping_mul(0x9e37_79b1);
    for part in parts {
        for byte in *part {
            hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
        hash = (hash ^ 0xff).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^ (hash >> 13)
}
