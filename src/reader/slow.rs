//! The same network, written down as it stands in the books: plain numbers, no haste. What the quick one makes is held against it.
#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "numbers are small")]

use std::collections::HashMap;

use safetensors::tensor::{TensorView, serialize};
use safetensors::{Dtype, SafeTensors};

use super::encoder::Answer;
use super::weights::{KINDS, LABELS};

/// A file of weights by chance: a small network, or a wide one.
pub(crate) fn by_chance(width: usize, inner: usize, layers: usize, words: usize) -> Vec<u8> {
    let mut state = 7u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1u64 << 24) as f32 - 0.5
    };
    let mut parts: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
    let mut numbers = |name: String, shape: Vec<usize>, size: f32, about: f32, parts: &mut Vec<_>| {
        let bytes = (0..shape.iter().product()).flat_map(|_| (about + size * next()).to_le_bytes()).collect();
        parts.push((name, Dtype::F32, shape, bytes));
    };
    let eights = |name: &str, rows: usize, columns: usize, parts: &mut Vec<(String, Dtype, Vec<usize>, Vec<u8>)>| {
        let mut state = rows as u64 * 31 + columns as u64 + name.len() as u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 40) % 255) as u8
        };
        parts.push((format!("{name}|q"), Dtype::I8, vec![rows, columns], (0..rows * columns).map(|_| next().wrapping_sub(127)).collect()));
        let scale = |row: usize| 2.0 / 127.0 / (columns as f32).sqrt() * (1.0 + (row % 5) as f32 / 5.0);
        parts.push((format!("{name}|s"), Dtype::F32, vec![rows, 1], (0..rows).flat_map(|r| scale(r).to_le_bytes()).collect()));
    };
    eights("enc.word.weight", words, width, &mut parts);
    eights("enc.pos.weight", 64, width, &mut parts);
    numbers("enc.typ.weight".into(), vec![2, width], 0.1, 0.0, &mut parts);
    let mut norms = vec!["enc.norm".to_owned()];
    let mut matrices = vec![("head.1".to_owned(), width, 2 * width)];
    for n in 0..layers {
        norms.extend([format!("enc.layers.{n}.n1"), format!("enc.layers.{n}.n2")]);
        matrices.extend(["q", "k", "v", "o"].map(|m| (format!("enc.layers.{n}.{m}"), width, width)));
        matrices.extend([(format!("enc.layers.{n}.i"), inner, width), (format!("enc.layers.{n}.f"), width, inner)]);
    }
    for norm in norms {
        numbers(format!("{norm}.weight"), vec![width], 0.4, 1.0, &mut parts);
        numbers(format!("{norm}.bias"), vec![width], 0.4, 0.0, &mut parts);
    }
    for (matrix, rows, columns) in matrices {
        eights(&format!("{matrix}.weight"), rows, columns, &mut parts);
        numbers(format!("{matrix}.bias"), vec![rows], 0.4, 0.0, &mut parts);
    }
    for (name, rows) in [("out", LABELS), ("kind", KINDS)] {
        numbers(format!("{name}.weight"), vec![rows, width], 1.0, 0.0, &mut parts);
        numbers(format!("{name}.bias"), vec![rows], 0.4, 0.0, &mut parts);
    }
    let views: HashMap<&str, TensorView> =
        parts.iter().map(|(name, kind, shape, bytes)| (name.as_str(), TensorView::new(*kind, shape.clone(), bytes).unwrap())).collect();
    serialize(views, None).unwrap()
}

/// All tensors of a file as plain numbers.
fn plain(file: &[u8]) -> HashMap<String, Vec<f64>> {
    let tensors = SafeTensors::deserialize(file).unwrap();
    let numbers = |name: &str| -> Vec<f64> {
        tensors.tensor(name).unwrap().data().as_chunks::<4>().0.iter().map(|b| f64::from(f32::from_le_bytes(*b))).collect()
    };
    let mut all = HashMap::new();
    for name in tensors.names() {
        if let Some(bare) = name.strip_suffix("|q") {
            let view = tensors.tensor(name).unwrap();
            let scales = numbers(&format!("{bare}|s"));
            let columns = view.shape()[1];
            let value = |(i, b): (usize, &u8)| f64::from(b.cast_signed()) * scales[i / columns];
            all.insert(bare.to_owned(), view.data().iter().enumerate().map(value).collect());
        } else if !name.ends_with("|s") {
            all.insert(name.to_owned(), numbers(name));
        }
    }
    all
}

fn linear(w: &HashMap<String, Vec<f64>>, name: &str, x: &[f64]) -> Vec<f64> {
    let rows = w[&format!("{name}.weight")].chunks_exact(x.len());
    rows.zip(&w[&format!("{name}.bias")]).map(|(row, b)| row.iter().zip(x).map(|(a, b)| a * b).sum::<f64>() + b).collect()
}

fn norm(w: &HashMap<String, Vec<f64>>, name: &str, x: &[f64]) -> Vec<f64> {
    let mean = x.iter().sum::<f64>() / x.len() as f64;
    let spread = x.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / x.len() as f64;
    let own = w[&format!("{name}.weight")].iter().zip(&w[&format!("{name}.bias")]);
    x.iter().zip(own).map(|(v, (g, b))| (v - mean) / (spread + 1e-12).sqrt() * g + b).collect()
}

fn gelu(x: f64) -> f64 {
    x * 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

fn softmax(x: &[f64]) -> Vec<f64> {
    let most = x.iter().copied().fold(f64::MIN, f64::max);
    let e: Vec<f64> = x.iter().map(|v| (v - most).exp()).collect();
    let all: f64 = e.iter().sum();
    e.iter().map(|v| v / all).collect()
}

/// What the network says of sentences.
pub(super) fn read(file: &[u8], tokens: &[u16], spans: &[(u16, u16)]) -> Vec<Answer> {
    const HEAD: usize = 32;
    let w = plain(file);
    let width = w["enc.norm.weight"].len();
    let row = |name: &str, n: usize| &w[name][n * width..(n + 1) * width];
    let embedded = |(n, t): (usize, &u16)| {
        let parts = row("enc.word.weight", usize::from(*t)).iter().zip(row("enc.pos.weight", n)).zip(row("enc.typ.weight", 0));
        norm(&w, "enc.norm", &parts.map(|((a, b), c)| a + b + c).collect::<Vec<_>>())
    };
    let mut x: Vec<Vec<f64>> = tokens.iter().enumerate().map(embedded).collect();
    let layers = (0..).take_while(|n| w.contains_key(&format!("enc.layers.{n}.q.weight")));
    for n in layers {
        let part = |m: &str| format!("enc.layers.{n}.{m}");
        let [q, k, v] = ["q", "k", "v"].map(|m| x.iter().map(|x| linear(&w, &part(m), x)).collect::<Vec<_>>());
        let attended = |t: usize| {
            let mut out = vec![0.0; width];
            for head in (0..width).step_by(HEAD) {
                let score = |k: &Vec<f64>| (head..head + HEAD).map(|i| q[t][i] * k[i]).sum::<f64>() / (HEAD as f64).sqrt();
                let shares = softmax(&k.iter().map(score).collect::<Vec<_>>());
                for (share, v) in shares.iter().zip(&v) {
                    (head..head + HEAD).for_each(|i| out[i] += share * v[i]);
                }
            }
            out
        };
        let added = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(a, b)| a + b).collect::<Vec<_>>();
        x = (0..x.len()).map(|t| norm(&w, &part("n1"), &added(&x[t], &linear(&w, &part("o"), &attended(t))))).collect();
        let through = |x: &Vec<f64>| {
            let inner: Vec<f64> = linear(&w, &part("i"), x).into_iter().map(gelu).collect();
            norm(&w, &part("n2"), &added(x, &linear(&w, &part("f"), &inner)))
        };
        x = x.iter().map(through).collect();
    }
    let answer = |(start, end): &(u16, u16)| {
        let (start, end) = (usize::from(*start), usize::from(*end));
        let mean = (0..width).map(|i| x[start..end].iter().map(|x| x[i]).sum::<f64>() / (end - start) as f64);
        let both: Vec<f64> = mean.chain(x[start].iter().copied()).collect();
        let y: Vec<f64> = linear(&w, "head.1", &both).into_iter().map(gelu).collect();
        let labels = softmax(&linear(&w, "out", &y));
        let kinds = linear(&w, "kind", &y).into_iter().map(|k| 1.0 / (1.0 + (-k).exp())).collect::<Vec<_>>();
        Answer { labels: std::array::from_fn(|i| labels[i] as f32), kinds: std::array::from_fn(|i| kinds[i] as f32) }
    };
    spans.iter().map(answer).collect()
}
