//! From tokens to what is thought of sentences: a transformer's encoder, in whole numbers wherever it multiplies. What comes out
//! depends on the tokens of the window alone.

use std::borrow::Cow;

use fearless_simd::{Level, Simd, dispatch};

use super::arithmetic::{exp, gelu, normalise, shares, sigmoid};
use super::matrix::{Activations, PANEL, Panels, product};
use super::weights::{HEAD, KINDS, LABELS, Layer, Norm, Weights};

/// What the reader thinks of one sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// How likely it is furniture, covered, in need of nobody, a may-query and a must-query: together one.
    pub labels: [f32; LABELS],
    /// How likely it asserts something of each kind.
    pub kinds: [f32; KINDS],
}

/// The network.
#[derive(Debug)]
pub(super) struct Encoder {
    weights: Weights,
    level: Level,
}

/// What is used again from window to window.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// A vector a token.
    vectors: Vec<f32>,
    /// What a layer makes of them.
    made: Vec<f32>,
    wide: Vec<f32>,
    scores: Vec<f32>,
    shares: Vec<i16>,
    tokens: Activations,
    asking: Activations,
    keys: Panels<i16>,
    values: Panels<i16>,
}

impl Encoder {
    /// From the bytes of a file of weights.
    ///
    /// # Errors
    /// What is wrong with them.
    pub(super) fn load(file: Cow<'static, [u8]>) -> Result<Self, String> {
        Ok(Self { weights: Weights::load(file)?, level: Level::new() })
    }

    /// What is thought of the sentences `spans` (from token, to token) of a window. What lies beyond the longest window that the
    /// weights know is not read.
    pub(super) fn read(&self, room: &mut Room, tokens: &[u16], spans: &[(u16, u16)]) -> Vec<Answer> {
        dispatch!(self.level, simd => read(simd, &self.weights, room, tokens, spans))
    }
}

#[inline(always)]
fn read<S: Simd>(simd: S, weights: &Weights, room: &mut Room, tokens: &[u16], spans: &[(u16, u16)]) -> Vec<Answer> {
    let width = weights.width;
    room.vectors.clear();
    for (token, place) in tokens.iter().zip(weights.places.chunks_exact(width)) {
        let from = room.vectors.len();
        room.vectors.extend(weights.word(*token).zip(place).map(|(w, p)| w + p));
        normalise(&mut room.vectors[from..], &weights.norm.weight, &weights.norm.bias);
    }
    // Nothing goes through no layer.
    for layer in weights.layers.iter().filter(|_| !tokens.is_empty()) {
        through(simd, layer, room, width);
    }
    answers(simd, weights, room, spans)
}

/// One layer: each token looks at all others, then at itself.
#[inline(always)]
fn through<S: Simd>(simd: S, layer: &Layer, room: &mut Room, width: usize) {
    let count = room.vectors.len() / width;
    room.tokens.rows_of(&room.vectors, width, 0, width, 1.0);
    room.wide.resize(count * 3 * width, 0.0);
    product(simd, &room.tokens, &layer.asked, &mut room.wide, (3 * width, 0));
    room.made.resize(count * width, 0.0);
    for head in 0..width / HEAD {
        attend(simd, room, width, head * HEAD);
    }
    room.tokens.rows_of(&room.made, width, 0, width, 1.0);
    product(simd, &room.tokens, &layer.attended, &mut room.made, (width, 0));
    joined(room, width, &layer.first_norm);
    let inner = layer.inner.rows();
    room.tokens.rows_of(&room.vectors, width, 0, width, 1.0);
    room.wide.resize(count * inner, 0.0);
    product(simd, &room.tokens, &layer.inner, &mut room.wide, (inner, 0));
    for x in &mut room.wide {
        *x = gelu(*x);
    }
    room.tokens.rows_of(&room.wide, inner, 0, inner, 1.0);
    product(simd, &room.tokens, &layer.outer, &mut room.made, (width, 0));
    joined(room, width, &layer.second_norm);
}

/// Adds what a layer made to what went in.
#[inline(always)]
fn joined(room: &mut Room, width: usize, norm: &Norm) {
    for (row, made) in room.vectors.chunks_exact_mut(width).zip(room.made.chunks_exact(width)) {
        row.iter_mut().zip(made).for_each(|(x, y)| *x += y);
        normalise(row, &norm.weight, &norm.bias);
    }
}

/// One head of attention: of the columns `from..from + HEAD`.
#[inline(always)]
fn attend<S: Simd>(simd: S, room: &mut Room, width: usize, from: usize) {
    /// One through the root of a head's width.
    const FLATTER: f32 = 0.176_776_69;
    let stride = 3 * width;
    let count = room.wide.len() / stride;
    let padded = count.next_multiple_of(PANEL);
    room.asking.rows_of(&room.wide, stride, from, HEAD, FLATTER);
    room.keys.rows_of(&room.wide, stride, width + from, HEAD);
    room.values.columns_of(&room.wide, stride, 2 * width + from, HEAD);
    room.scores.resize(count * padded, 0.0);
    product(simd, &room.asking, &room.keys, &mut room.scores, (padded, 0));
    room.asking.clear(count, count);
    room.shares.resize(padded, 0);
    for (token, scores) in room.scores.chunks_exact_mut(padded).enumerate() {
        let one = shares(scores, count, &mut room.shares);
        room.asking.put(token, room.shares.as_chunks::<2>().0.iter().copied(), one);
    }
    product(simd, &room.asking, &room.values, &mut room.made, (width, from));
}

/// What the vectors say of each sentence: the mean of its tokens' and that of its first.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "a window is short")]
fn answers<S: Simd>(simd: S, weights: &Weights, room: &mut Room, spans: &[(u16, u16)]) -> Vec<Answer> {
    let width = weights.width;
    let count = room.vectors.len() / width;
    room.wide.clear();
    for (start, end) in spans {
        let end = usize::from(*end).min(count);
        let start = usize::from(*start).min(end);
        let rows = &room.vectors[start * width..end * width];
        let from = room.wide.len();
        room.wide.resize(from + 2 * width, 0.0);
        let (mean, first) = room.wide[from..].split_at_mut(width);
        for row in rows.chunks_exact(width) {
            mean.iter_mut().zip(row).for_each(|(m, x)| *m += x);
        }
        let length = (end - start).max(1) as f32;
        mean.iter_mut().for_each(|m| *m /= length);
        if !rows.is_empty() {
            first.copy_from_slice(&rows[..width]);
        }
    }
    room.tokens.rows_of(&room.wide, 2 * width, 0, 2 * width, 1.0);
    room.made.resize(spans.len() * width, 0.0);
    product(simd, &room.tokens, &weights.sentence, &mut room.made, (width, 0));
    let answer = |row: &mut [f32]| {
        row.iter_mut().for_each(|x| *x = gelu(*x));
        let told = |weight: &[f32], bias: &f32| weight.iter().zip(&*row).fold(*bias, |sum, (w, x)| sum + w * x);
        let mut labels = [0.0; LABELS];
        labels.iter_mut().zip(weights.labels.chunks_exact(width)).zip(&weights.label_bias).for_each(|((l, w), b)| *l = told(w, b));
        let most = labels.iter().fold(f32::MIN, |most, x| if *x > most { *x } else { most });
        labels.iter_mut().for_each(|x| *x = exp(*x - most));
        let all = labels.iter().fold(0.0, |all, x| all + x);
        labels.iter_mut().for_each(|x| *x /= all);
        let mut kinds = [0.0; KINDS];
        kinds.iter_mut().zip(weights.kinds.chunks_exact(width)).zip(&weights.kind_bias).for_each(|((k, w), b)| *k = sigmoid(told(w, b)));
        Answer { labels, kinds }
    };
    room.made.chunks_exact_mut(width).take(spans.len()).map(answer).collect()
}

#[cfg(test)]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "numbers are small, and the bits are meant"
)]
mod tests {
    use super::super::slow;
    use super::*;

    fn tokens(count: usize, words: u16) -> Vec<u16> {
        (0..count).map(|n| (n * n * 31 + n * 7) as u16 % words).collect()
    }

    fn apart(a: &[Answer], b: &[Answer]) -> f32 {
        assert_eq!(a.len(), b.len());
        let all = |x: &Answer| x.labels.iter().chain(&x.kinds).copied().collect::<Vec<_>>();
        let pairs = a.iter().flat_map(all).zip(b.iter().flat_map(all));
        pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
    }

    #[test]
    fn whole_numbers_lose_next_to_nothing() {
        for (width, inner, layers, count) in [(32, 64, 1, 1), (64, 96, 2, 7), (64, 130, 3, 40), (96, 384, 1, 35)] {
            let file = slow::by_chance(width, inner, layers, 50);
            let encoder = Encoder::load(file.clone().into()).unwrap();
            let tokens = tokens(count, 50);
            let spans = [(0, 1), (count as u16 / 3, count as u16), (0, count as u16)];
            let quick = encoder.read(&mut Room::default(), &tokens, &spans);
            let exact = slow::read(&file, &tokens, &spans);
            let apart = apart(&quick, &exact);
            assert!(apart < 2e-3, "{width} × {inner}, {layers} layers, {count} tokens: {apart}\n{quick:?}\n{exact:?}");
            let spread = apart.max(self::apart(&exact[..1], &exact[1..2]));
            assert!(count == 1 || spread > 1e-2, "all sentences are the same to this network");
        }
    }

    /// The same to the bit: with other registers, and after other windows.
    #[test]
    fn nothing_depends_on_the_processor_or_on_what_was_read_before() {
        let file = slow::by_chance(64, 130, 2, 300);
        let mut encoder = Encoder::load(file.into()).unwrap();
        let windows: Vec<Vec<u16>> = [40, 3, 32, 33, 6].map(|n| tokens(n, 300)).into();
        let best = encoder.level;
        let fresh: Vec<_> = windows.iter().map(|w| encoder.read(&mut Room::default(), w, &[(0, 2), (1, 3)])).collect();
        #[cfg(target_arch = "x86_64")]
        let levels = [best.as_avx2().map(Level::Avx2), best.as_sse4_2().map(Level::Sse4_2), best.as_sse2().map(Level::Sse2)];
        #[cfg(not(target_arch = "x86_64"))]
        let levels: [Option<Level>; 0] = [];
        for level in levels.into_iter().flatten().chain([best]) {
            encoder.level = level;
            let mut room = Room::default();
            for (window, fresh) in windows.iter().zip(&fresh).rev() {
                let again = encoder.read(&mut room, window, &[(0, 2), (1, 3)]);
                assert_eq!(&again, fresh, "{level:?}, {} tokens", window.len());
            }
        }
    }

    #[test]
    fn odd_windows_are_read_as_far_as_they_go() {
        let encoder = Encoder::load(slow::by_chance(32, 64, 1, 20).into()).unwrap();
        let mut room = Room::default();
        let long = encoder.read(&mut room, &[5; 400], &[(390, 400), (10, 5), (0, 64)]);
        assert_eq!(long.len(), 3, "places behind the last position count for nothing");
        assert_eq!(encoder.read(&mut room, &[5; 64], &[(0, 64)])[0], long[2]);
        assert!(encoder.read(&mut room, &[], &[]).is_empty());
        assert_eq!(encoder.read(&mut room, &[], &[(0, 3)]).len(), 1);
        assert_eq!(encoder.read(&mut room, &[60_000], &[(0, 1)]).len(), 1, "a word that is not known");
    }

    #[test]
    fn a_file_that_is_none_is_said_so() {
        let file = slow::by_chance(32, 64, 1, 20);
        for wrong in [Vec::new(), b"weights".to_vec(), file[..file.len() - 1].to_vec()] {
            assert!(Encoder::load(wrong.into()).is_err());
        }
        let text = |from: &[u8], to: &[u8]| {
            let at = file.windows(from.len()).position(|w| w == from).unwrap();
            let mut other = file.clone();
            other[at..at + to.len()].copy_from_slice(to);
            Encoder::load(other.into()).unwrap_err()
        };
        assert!(text(b"head.1.bias", b"head.2.bias").contains("head.1.bias"));
    }
}
