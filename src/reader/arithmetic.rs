//! Arithmetic that comes out the same to the bit on every processor: sums in a fixed order, no fused multiply-add, and our own
//! exponential instead of the platform's. Loops are plain, so that the compiler makes of them what the processor can.

/// How many sums run beside each other; they are joined at the end, always in the same order.
pub(super) const LANES: usize = 16;

/// The greatest whole number that an activation becomes. A row of 2048 products with weights of eight bits stays within 32 bits.
pub(super) const MOST: i32 = 8191;

/// Adding it leaves a small number rounded to a whole one, in the low bits.
const ROUNDER: f32 = 12_582_912.0;

/// The nearest whole number, of one not greater than some millions; halves go to the even one.
#[inline(always)]
#[expect(clippy::cast_possible_wrap, reason = "the bits are meant")]
fn nearest(x: f32) -> i32 {
    (x + ROUNDER).to_bits() as i32 - ROUNDER.to_bits() as i32
}

/// e to the power of `x`, for `x` at most 80; nearly nothing below −80.
#[inline(always)]
#[expect(clippy::cast_sign_loss, reason = "the exponent is in range")]
pub(super) fn exp(x: f32) -> f32 {
    const HIGH: f32 = 0.693_359_4;
    const LOW: f32 = -2.121_944_4e-4;
    let x = if x < -80.0 { -80.0 } else { x };
    let x = if x > 80.0 { 80.0 } else { x };
    let n = x * std::f32::consts::LOG2_E + ROUNDER;
    let whole = n - ROUNDER;
    let r = (x - whole * HIGH) - whole * LOW;
    let mut p = 1.987_569_1e-4;
    p = p * r + 1.398_199_9e-3;
    p = p * r + 8.333_452e-3;
    p = p * r + 4.166_579_6e-2;
    p = p * r + 0.166_666_65;
    p = p * r + 0.5;
    let power = (n.to_bits().cast_signed() - ROUNDER.to_bits().cast_signed() + 127) << 23;
    (p * (r * r) + r + 1.0) * f32::from_bits(power as u32)
}

/// The natural logarithm of `x`, which is a normal number greater than nothing.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "the exponent is small")]
pub(super) fn ln(x: f32) -> f32 {
    // The part of one that stands before a power of two, between the root of a half and that of two.
    let power = (x.to_bits().cast_signed() - std::f32::consts::FRAC_1_SQRT_2.to_bits().cast_signed()) >> 23;
    let part = f32::from_bits((x.to_bits().cast_signed() - (power << 23)).cast_unsigned());
    let t = (part - 1.0) / (part + 1.0);
    let square = t * t;
    let mut p = 1.0 / 9.0;
    for n in [7.0, 5.0, 3.0, 1.0] {
        p = p * square + 1.0 / n;
    }
    2.0 * t * p + power as f32 * std::f32::consts::LN_2
}

/// The error function, to within 2 in ten millions (Abramowitz and Stegun, 7.1.26).
#[inline(always)]
fn erf(x: f32) -> f32 {
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let mut p = 1.061_405_4;
    p = p * t - 1.453_152_1;
    p = p * t + 1.421_413_8;
    p = p * t - 0.284_496_72;
    p = p * t + 0.254_829_6;
    (1.0 - p * t * exp(-(size * size))).copysign(x)
}

/// The part of `x` that a Gaussian unit lets through.
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// One of odds: the logistic function.
#[inline(always)]
pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// A sum in the fixed order.
#[inline(always)]
fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (chunks, rest) = values.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane += of(*x);
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane += of(*x);
    }
    lanes.iter().fold(0.0, |a, b| a + b)
}

/// Sets a row to a mean of nothing and a spread of one, then to the layer's own.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "a row is short")]
pub(super) fn normalise(row: &mut [f32], weight: &[f32], bias: &[f32]) {
    const LEAST: f32 = 1e-12;
    let length = row.len() as f32;
    let mean = sum(row, |x| x) / length;
    let spread = sum(row, |x| (x - mean) * (x - mean)) / length;
    let scale = 1.0 / (spread + LEAST).sqrt();
    for ((x, w), b) in row.iter_mut().zip(weight).zip(bias) {
        *x = (*x - mean) * scale * w + b;
    }
}

/// The greatest size in a row. Sizes order as their bits do.
#[inline(always)]
#[expect(clippy::cast_possible_wrap, clippy::cast_sign_loss, reason = "the sign bit is taken off")]
pub(super) fn greatest(row: &[f32], before: f32) -> f32 {
    let bits = |x: f32| (x.to_bits() & 0x7fff_ffff) as i32;
    f32::from_bits(row.iter().fold(bits(before), |most, x| most.max(bits(*x))) as u32)
}

/// How many whole numbers one unit is, where the greatest size is `most`, and how much one whole number is.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "it is small")]
pub(super) fn grain(most: f32) -> (f32, f32) {
    if most > 0.0 && most < 1e30 { (MOST as f32 / most, most / MOST as f32) } else { (0.0, 0.0) }
}

/// A number in whole grains.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "it is within MOST")]
pub(super) fn whole(x: f32, per_unit: f32) -> i16 {
    nearest(x * per_unit) as i16
}

/// The highest of a row.
#[inline(always)]
fn highest(row: &[f32]) -> f32 {
    let higher = |a: f32, b: f32| if a > b { a } else { b };
    let mut lanes = [f32::MIN; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane = higher(*x, *lane);
        }
    }
    lanes.iter().chain(rest).fold(f32::MIN, |most, x| higher(*x, most))
}

/// Makes a row of scores shares that come to one, each in 32 767ths; returns how much one of these is. What stands behind the first
/// `length` scores gets no share.
#[inline(always)]
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "shares are small")]
pub(super) fn shares(scores: &mut [f32], length: usize, into: &mut [i16]) -> f32 {
    const ALL: f32 = 32_767.0;
    let most = highest(&scores[..length]);
    for x in &mut scores[..length] {
        *x = exp(*x - most);
    }
    scores[length..].fill(0.0);
    let per_unit = ALL / sum(scores, |x| x);
    let mut all = 0i32;
    for (share, x) in into.iter_mut().zip(&*scores) {
        let n = nearest(x * per_unit);
        all += n;
        *share = n as i16;
    }
    if all > 0 { 1.0 / all as f32 } else { 0.0 }
}

#[cfg(test)]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "numbers are small, and the bits are meant"
)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_near_their_exact_values() {
        for n in -4000..=4000 {
            let x = n as f32 / 100.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 3e-7, "exp {x}: {} {exact}", exp(x));
            let logistic = 1.0 / (1.0 + f64::from(-x).exp());
            assert!((f64::from(sigmoid(x)) - logistic).abs() < 2e-7, "sigmoid {x}");
            let exact = f64::from(x) * 0.5 * libm::erfc(-f64::from(x) / std::f64::consts::SQRT_2);
            assert!((f64::from(gelu(x)) - exact).abs() < 1e-6 * exact.abs().max(1.0), "gelu {x}: {} {exact}", gelu(x));
        }
        for x in [1e-6, 0.001, 0.1, 0.5, 0.707, 0.708, 0.999, 1.0, 1.001, 1.414, 1.415, 2.0, 3.0, 160.0, 1e6] {
            let exact = f64::from(x).ln();
            assert!((f64::from(ln(x)) - exact).abs() < 2e-7 * exact.abs().max(1.0), "ln {x}: {} {exact}", ln(x));
        }
        assert!(exp(-1000.0) > 0.0 && exp(-1000.0) < 1e-34 && exp(1000.0).is_finite());
    }

    #[test]
    fn whole_numbers_are_the_nearest() {
        for (x, expected) in [(0.0, 0), (0.4, 0), (0.6, 1), (-0.6, -1), (0.5, 0), (1.5, 2), (8191.0, 8191), (-8191.0, -8191)] {
            assert_eq!(whole(x, 1.0), expected, "{x}");
        }
        assert_eq!(grain(0.0), (0.0, 0.0));
        assert_eq!(grain(f32::INFINITY), (0.0, 0.0), "a number that is none counts for nothing");
        assert_eq!(greatest(&[1.0, -3.0, 2.0], 0.5), 3.0);
    }

    #[test]
    fn shares_come_to_one() {
        let mut scores: Vec<f32> = (0..40).map(|n| (n * 7 % 13) as f32).collect();
        let mut into = vec![0; 40];
        let one = shares(&mut scores, 37, &mut into);
        let all: i32 = into.iter().map(|n| i32::from(*n)).sum();
        assert!((all as f32 * one - 1.0).abs() < 1e-6 && (all - 32_767).abs() < 20, "{all}");
        assert_eq!(into[37..], [0, 0, 0]);
    }
}
