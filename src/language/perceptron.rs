//! A linear model over hashed features.
//!
//! Trained as averaged perceptrons (Collins 2002), whose mean it is, by `examples/train.rs`. Stored little-endian: magic `CDP1`, labels (u16),
//! log2 of the number of rows (u16), `rows + 1` offsets (u32) into the pairs, then pairs of label (u8) and weight (i8).

/// A trained model of at most `N` labels, spread out for use: every row has a weight for each label, so that adding one up is a
/// few vector instructions and no branch.
#[derive(Clone, Debug)]
pub struct Model<const N: usize> {
    labels: usize,
    rows: Vec<[i8; N]>,
}

/// Scores by label. Some dozens of features of a weight of one byte each stay within an `i16`.
pub type Scores<const N: usize> = [i16; N];

impl<const N: usize> Model<N> {
    /// Reads a model's bytes; `None` where they are not one, or have more labels than fit.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let header = bytes.first_chunk::<8>()?;
        let labels = usize::from(u16::from_le_bytes([header[4], header[5]]));
        if &header[..4] != b"CDP1" || labels > N {
            return None;
        }
        let count = 1usize.checked_shl(u32::from(u16::from_le_bytes([header[6], header[7]])))?;
        let (offsets, pairs) = bytes[8..].split_at_checked((count + 1) * 4)?;
        let offset = |row: usize| offsets[row * 4..].first_chunk().map_or(0, |o| u32::from_le_bytes(*o) as usize);
        let mut rows = vec![[0; N]; count];
        for (n, row) in rows.iter_mut().enumerate() {
            for pair in pairs.get(offset(n) * 2..offset(n + 1) * 2)?.chunks_exact(2) {
                *row.get_mut(usize::from(pair[0]))? = pair[1].cast_signed();
            }
        }
        Some(Self { labels, rows })
    }

    /// The sums of the features' weights, by label.
    #[inline]
    #[must_use]
    pub fn scores(&self, features: &[u32]) -> Scores<N> {
        let mut scores = [0; N];
        for feature in features {
            let row = &self.rows[*feature as usize & (self.rows.len() - 1)];
            // A sum that is made anew stays in vector registers; one that is added to in place is written back for every feature.
            scores = std::array::from_fn(|label| scores[label] + i16::from(row[label]));
        }
        scores
    }

    /// The label with the highest score; the first of equals.
    #[inline]
    #[must_use]
    pub fn best(&self, scores: &Scores<N>) -> usize {
        // The highest of all is a few vector instructions; where it stands is looked for afterwards.
        let scores = &scores[..self.labels.min(N)];
        let highest = scores.iter().copied().fold(i16::MIN, i16::max);
        scores.iter().position(|s| *s == highest).unwrap_or(0)
    }
}

/// A hash of a feature: its template's number and two values it is made of (degski's 64-bit mixer).
#[must_use]
pub fn feature(template: u8, a: u32, b: u32) -> u32 {
    const MULTIPLIER: u64 = 0xd6e8_feb8_6659_fd93;
    let mut hash = (u64::from(a) << 32 | u64::from(b)) ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ hash >> 32).wrapping_mul(MULTIPLIER);
    hash = (hash ^ hash >> 32).wrapping_mul(MULTIPLIER);
    (hash >> 32) as u32
}
