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
        (labels <= MOST_LABELS && model.row(rows - 1).1 * 2 == pairs.len()).then_some(model)
    }

    /// The sums of the features' weights, by label.
    ///
    /// What costs here is waiting for memory: the table is larger than a core's cache. So the places of all rows are fetched
    /// first, then the first bytes of all rows, and only then is anything added up: the waits overlap.
    #[must_use]
    pub fn scores(&self, features: &[u32]) -> Scores {
        const AT_ONCE: usize = 32;
        let mut scores = [0; MOST_LABELS];
        for some in features.chunks(AT_ONCE) {
            let mut rows = [&self.pairs[..0]; AT_ONCE];
            for (row, feature) in rows.iter_mut().zip(some) {
                let (from, to) = self.row((feature & self.mask) as usize);
                *row = &self.pairs[from * 2..to * 2];
            }
            std::hint::black_box(rows.iter().fold(0, |all, row| all ^ row.first().copied().unwrap_or(0)));
            for pair in rows.iter().flat_map(|row| row.chunks_exact(2)) {
                // The mask tells the compiler that the index is in bounds; `read` saw to it that it changes nothing.
                scores[usize::from(pair[0]) & (MOST_LABELS - 1)] += i32::from(pair[1].cast_signed());
            }
        }
        scores
    }

    /// Where a row's pairs start and end: two offsets side by side, read in one.
    fn row(&self, row: usize) -> (usize, usize) {
        let at = row * 4;
        let both = self.offsets[at..at + 8].first_chunk::<8>().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        ((both & 0xffff_ffff) as usize, (both >> 32) as usize)
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
