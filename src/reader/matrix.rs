//! Products of whole numbers: activations of some fourteen bits by weights of eight, summed in 32 bits. They are exact, so that
//! neither the processor nor the order changes them; a processor with wide registers is only quicker.
//!
//! Weights lie in panels of thirty-two rows, and activations in blocks of six tokens; within both, two neighbouring columns lie
//! side by side, as processors multiply two and add them up in one step.

use fearless_simd::{Simd, i8x32, i8x64, i16x16, i16x32, i32x8, i32x16, prelude::*};

use super::arithmetic::{grain, greatest, whole};

/// Rows of a panel.
pub(super) const PANEL: usize = 32;
/// Activations of a block.
const BLOCK: usize = 6;
/// Whole numbers of a panel for two columns.
const PAIR: usize = 2 * PANEL;

/// Weights: rows of whole numbers and how much one is in each row.
#[derive(Debug, Default)]
pub(super) struct Panels<E> {
    entries: Vec<[E; PAIR]>,
    /// Columns, by two.
    pairs: usize,
    rows: usize,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl<E: Copy + Default> Panels<E> {
    /// Makes room for rows and columns; everything is nothing then.
    #[inline(always)]
    pub(super) fn clear(&mut self, rows: usize, columns: usize) {
        (self.pairs, self.rows) = (columns.div_ceil(2), rows);
        let panels = rows.div_ceil(PANEL);
        self.entries.clear();
        self.entries.resize(panels * self.pairs, [E::default(); PAIR]);
        for list in [&mut self.scales, &mut self.bias] {
            list.clear();
            list.resize(panels * PANEL, 0.0);
        }
    }

    #[inline(always)]
    fn put(&mut self, row: usize, column: usize, value: E) {
        self.entries[row / PANEL * self.pairs + column / 2][row % PANEL * 2 + column % 2] = value;
    }

    /// How many rows there are: the columns of what comes out.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }
}

impl Panels<i8> {
    /// Weights as they lie in a file, row by row, with a scale and a bias a row; several matrices lie below each other.
    pub(super) fn of(parts: &[(&[i8], &[f32], &[f32])], columns: usize) -> Self {
        let mut panels = Self::default();
        panels.clear(parts.iter().map(|p| p.1.len()).sum(), columns);
        let rows = parts.iter().flat_map(|(entries, scales, bias)| entries.chunks_exact(columns).zip(*scales).zip(*bias));
        for (row, ((entries, scale), bias)) in rows.enumerate() {
            (panels.scales[row], panels.bias[row]) = (*scale, *bias);
            entries.iter().enumerate().for_each(|(column, e)| panels.put(row, column, *e));
        }
        panels
    }
}

impl Panels<i16> {
    /// Rows that are made on the way: the columns `from..from + width` of each row of `values`.
    #[inline(always)]
    pub(super) fn rows_of(&mut self, values: &[f32], stride: usize, from: usize, width: usize) {
        self.clear(values.len() / stride, width);
        for (n, row) in values.chunks_exact(stride).enumerate() {
            let row = &row[from..from + width];
            let (per_unit, one) = grain(greatest(row, 0.0));
            self.scales[n] = one;
            for (column, x) in row.iter().enumerate() {
                self.put(n, column, whole(*x, per_unit));
            }
        }
    }

    /// The same columns as rows: what `values` has in a column becomes a row.
    #[inline(always)]
    pub(super) fn columns_of(&mut self, values: &[f32], stride: usize, from: usize, width: usize) {
        self.clear(width, values.len() / stride);
        let most = values.chunks_exact(stride).fold(0.0, |most, row| greatest(&row[from..from + width], most));
        let (per_unit, one) = grain(most);
        self.scales[..width].fill(one);
        for (n, row) in values.chunks_exact(stride).enumerate() {
            for (column, x) in row[from..from + width].iter().enumerate() {
                self.put(column, n, whole(*x, per_unit));
            }
        }
    }
}

/// Activations: a row a token, in whole numbers, and how much one is in each.
#[derive(Debug, Default)]
pub(super) struct Activations {
    entries: Vec<[i32; BLOCK]>,
    pairs: usize,
    count: usize,
    scales: Vec<f32>,
}

impl Activations {
    /// Makes room for tokens and columns; everything is nothing then.
    #[inline(always)]
    pub(super) fn clear(&mut self, count: usize, columns: usize) {
        (self.pairs, self.count) = (columns.div_ceil(2), count);
        let blocks = count.div_ceil(BLOCK);
        self.entries.clear();
        self.entries.resize(blocks * self.pairs, [0; BLOCK]);
        self.scales.clear();
        self.scales.resize(blocks * BLOCK, 0.0);
    }

    /// A token's row in whole numbers, of which one is `scale`.
    #[inline(always)]
    pub(super) fn put(&mut self, token: usize, row: impl Iterator<Item = [i16; 2]>, scale: f32) {
        self.scales[token] = scale;
        let block = &mut self.entries[token / BLOCK * self.pairs..][..self.pairs];
        for (entry, [a, b]) in block.iter_mut().zip(row) {
            let ([a, b], [c, d]) = (a.to_ne_bytes(), b.to_ne_bytes());
            entry[token % BLOCK] = i32::from_ne_bytes([a, b, c, d]);
        }
    }

    /// The columns `from..from + width` of each row of `values`, an even number of them, each times `factor`.
    #[inline(always)]
    pub(super) fn rows_of(&mut self, values: &[f32], stride: usize, from: usize, width: usize, factor: f32) {
        self.clear(values.len() / stride, width);
        for (n, row) in values.chunks_exact(stride).enumerate() {
            let row = &row[from..from + width];
            let (per_unit, one) = grain(greatest(row, 0.0));
            self.put(n, row.as_chunks::<2>().0.iter().map(|[a, b]| [whole(*a, per_unit), whole(*b, per_unit)]), one * factor);
        }
    }
}

/// A kind of weight: how it comes into registers.
pub(super) trait Element: Copy {
    /// The two columns of thirty-two rows.
    fn wide<S: Simd>(simd: S, pair: &[Self; PAIR]) -> [i16x32<S>; 2];
    /// The two columns of sixteen rows, the first or the second of a panel.
    fn narrow<S: Simd>(simd: S, pair: &[Self; PAIR], half: usize) -> [i16x16<S>; 2];
}

impl Element for i8 {
    #[inline(always)]
    fn wide<S: Simd>(simd: S, pair: &[Self; PAIR]) -> [i16x32<S>; 2] {
        let (a, b) = simd.widen_i8x64(i8x64::from_slice(simd, pair));
        [a, b]
    }

    #[inline(always)]
    fn narrow<S: Simd>(simd: S, pair: &[Self; PAIR], half: usize) -> [i16x16<S>; 2] {
        let (a, b) = simd.widen_i8x32(i8x32::from_slice(simd, &pair[half * PANEL..][..PANEL]));
        [a, b]
    }
}

impl Element for i16 {
    #[inline(always)]
    fn wide<S: Simd>(simd: S, pair: &[Self; PAIR]) -> [i16x32<S>; 2] {
        [i16x32::from_slice(simd, &pair[..PANEL]), i16x32::from_slice(simd, &pair[PANEL..])]
    }

    #[inline(always)]
    fn narrow<S: Simd>(simd: S, pair: &[Self; PAIR], half: usize) -> [i16x16<S>; 2] {
        let pair = &pair[half * PANEL..][..PANEL];
        [i16x16::from_slice(simd, &pair[..PANEL / 2]), i16x16::from_slice(simd, &pair[PANEL / 2..])]
    }
}

/// Six tokens by thirty-two rows, in registers of 512 bits.
#[inline(always)]
fn wide<S: Simd, E: Element>(simd: S, tokens: &[[i32; BLOCK]], weights: &[[E; PAIR]]) -> [[i32; PANEL]; BLOCK] {
    let mut sums = [[i32x16::splat(simd, 0); 2]; BLOCK];
    for (x, pair) in tokens.iter().zip(weights) {
        let w = E::wide(simd, pair);
        for (sum, x) in sums.iter_mut().zip(x) {
            let x: i16x32<S> = i32x16::splat(simd, *x).bitcast();
            for (sum, w) in sum.iter_mut().zip(w) {
                *sum = simd.add_i32x16(*sum, simd.pairwise_dot_product_i16x32(x, w));
            }
        }
    }
    let mut out = [[0; PANEL]; BLOCK];
    for (out, [a, b]) in out.iter_mut().zip(sums) {
        a.store_slice(&mut out[..PANEL / 2]);
        b.store_slice(&mut out[PANEL / 2..]);
    }
    out
}

/// The same in registers of 256 bits or less, sixteen rows after the other.
#[inline(always)]
fn narrow<S: Simd, E: Element>(simd: S, tokens: &[[i32; BLOCK]], weights: &[[E; PAIR]]) -> [[i32; PANEL]; BLOCK] {
    let mut out = [[0; PANEL]; BLOCK];
    for half in 0..2 {
        let mut sums = [[i32x8::splat(simd, 0); 2]; BLOCK];
        for (x, pair) in tokens.iter().zip(weights) {
            let w = E::narrow(simd, pair, half);
            for (sum, x) in sums.iter_mut().zip(x) {
                let x: i16x16<S> = i32x8::splat(simd, *x).bitcast();
                for (sum, w) in sum.iter_mut().zip(w) {
                    *sum = simd.add_i32x8(*sum, simd.pairwise_dot_product_i16x16(x, w));
                }
            }
        }
        for (out, [a, b]) in out.iter_mut().zip(sums) {
            let out = &mut out[half * PANEL / 2..][..PANEL / 2];
            a.store_slice(&mut out[..PANEL / 4]);
            b.store_slice(&mut out[PANEL / 4..]);
        }
    }
    out
}

/// Every token's row times every row of weights, with the bias: into the columns of `out` from `from` on, a row of `stride` a token.
/// A function of its own, so that the sums have all registers to themselves.
#[inline(never)]
pub(super) fn product<S: Simd, E: Element>(
    simd: S,
    tokens: &Activations,
    weights: &Panels<E>,
    out: &mut [f32],
    (stride, from): (usize, usize),
) {
    simd.vectorize(
        #[inline(always)]
        || multiply(simd, tokens, weights, out, (stride, from)),
    );
}

#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "the nearest number is meant")]
fn multiply<S: Simd, E: Element>(simd: S, tokens: &Activations, weights: &Panels<E>, out: &mut [f32], (stride, from): (usize, usize)) {
    debug_assert_eq!(tokens.pairs, weights.pairs, "columns go with columns");
    let pairs = tokens.pairs.max(1);
    for (n, panel) in weights.entries.chunks_exact(pairs).enumerate() {
        let rows = n * PANEL..weights.rows.min((n + 1) * PANEL);
        let (scales, bias) = (&weights.scales[n * PANEL..][..PANEL], &weights.bias[n * PANEL..][..PANEL]);
        for (b, block) in tokens.entries.chunks_exact(pairs).enumerate() {
            let sums = if S::i16s::LEN >= PANEL { wide(simd, block, panel) } else { narrow(simd, block, panel) };
            for (m, sums) in sums.iter().enumerate().take(tokens.count - b * BLOCK) {
                let token = b * BLOCK + m;
                let scale = tokens.scales[token];
                let mut row = [0.0; PANEL];
                for (((x, sum), s), b) in row.iter_mut().zip(sums).zip(scales).zip(bias) {
                    *x = *sum as f32 * (scale * s) + b;
                }
                out[token * stride + from + rows.start..][..rows.len()].copy_from_slice(&row[..rows.len()]);
            }
        }
    }
}
