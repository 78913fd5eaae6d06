//! The reader's trained weights: what lies in the file, and how it is laid out for use. Matrices are kept in eight bits, each row
//! with how much one is in it.

use std::borrow::Cow;
use std::ops::Range;

use safetensors::{Dtype, SafeTensors};

use super::matrix::Panels;

/// How many answers there are to what a sentence is.
pub(super) const LABELS: usize = 5;
/// How many kinds of claim there are.
pub(super) const KINDS: usize = 9;
/// How wide a head of attention is.
pub(super) const HEAD: usize = 32;

/// All weights.
#[derive(Debug)]
pub(super) struct Weights {
    /// The file; the vectors of words stay in it.
    file: Cow<'static, [u8]>,
    words: Range<usize>,
    word_scales: Vec<f32>,
    /// A vector a position, to be added: with what all tokens have in common.
    pub(super) places: Vec<f32>,
    /// How long a vector is.
    pub(super) width: usize,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
    /// From a sentence's two vectors to one.
    pub(super) sentence: Panels<i8>,
    pub(super) labels: Vec<f32>,
    pub(super) label_bias: Vec<f32>,
    pub(super) kinds: Vec<f32>,
    pub(super) kind_bias: Vec<f32>,
}

/// What a row is multiplied by, and what is added, when it was normalised.
#[derive(Debug)]
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// One layer.
#[derive(Debug)]
pub(super) struct Layer {
    /// Queries, keys and values.
    pub(super) asked: Panels<i8>,
    pub(super) attended: Panels<i8>,
    pub(super) first_norm: Norm,
    pub(super) inner: Panels<i8>,
    pub(super) outer: Panels<i8>,
    pub(super) second_norm: Norm,
}

impl Weights {
    /// Weights from the bytes of a file.
    ///
    /// # Errors
    /// What is missing, or has another size than what goes with it.
    pub(super) fn load(file: Cow<'static, [u8]>) -> Result<Self, String> {
        let tensors = SafeTensors::deserialize(&file).map_err(|e| e.to_string())?;
        let all = File(&tensors);
        let (rows, width) = all.shape("enc.word.weight|q")?;
        if width == 0 || width % HEAD != 0 || rows == 0 {
            return Err(format!("vectors of words are {rows} × {width}"));
        }
        let view = all.view("enc.word.weight|q", Dtype::I8)?;
        let start = view.as_ptr().addr() - file.as_ptr().addr();
        let words = start..start + view.len();
        let word_scales = all.numbers("enc.word.weight|s", rows)?;
        let (count, _) = all.shape("enc.pos.weight|q")?;
        let common = all.numbers("enc.typ.weight", 2 * width)?;
        let steps = all.numbers("enc.pos.weight|s", count)?;
        let places = all.whole("enc.pos.weight|q", count, width)?;
        let places =
            places.chunks_exact(width).zip(&steps).flat_map(|(row, s)| row.iter().zip(&common).map(move |(q, c)| f32::from(*q) * s + c));
        let places = places.collect();
        let layers = (0..).take_while(|n| tensors.tensor(&format!("enc.layers.{n}.q.weight|q")).is_ok());
        let layers = layers.map(|n| all.layer(&format!("enc.layers.{n}"), width)).collect::<Result<_, _>>()?;
        Ok(Self {
            words,
            word_scales,
            places,
            width,
            norm: all.norm("enc.norm", width)?,
            layers,
            sentence: all.panels(&["head.1"], width, 2 * width)?,
            labels: all.numbers("out.weight", LABELS * width)?,
            label_bias: all.numbers("out.bias", LABELS)?,
            kinds: all.numbers("kind.weight", KINDS * width)?,
            kind_bias: all.numbers("kind.bias", KINDS)?,
            file,
        })
    }

    /// The vector of a token.
    #[inline(always)]
    #[expect(clippy::cast_possible_wrap, reason = "the file has signed bytes")]
    pub(super) fn word(&self, token: u16) -> impl Iterator<Item = f32> {
        let token = usize::from(token).min(self.word_scales.len() - 1);
        let scale = self.word_scales[token];
        self.file[self.words.clone()][token * self.width..][..self.width].iter().map(move |b| f32::from(*b as i8) * scale)
    }
}

/// The tensors of a file by name, each as it must be.
struct File<'a>(&'a SafeTensors<'a>);

impl<'a> File<'a> {
    fn view(&self, name: &str, kind: Dtype) -> Result<&'a [u8], String> {
        let view = self.0.tensor(name).map_err(|_| format!("`{name}` is missing"))?;
        if view.dtype() == kind { Ok(view.data()) } else { Err(format!("`{name}` is {:?}", view.dtype())) }
    }

    fn shape(&self, name: &str) -> Result<(usize, usize), String> {
        let view = self.0.tensor(name).map_err(|_| format!("`{name}` is missing"))?;
        match view.shape() {
            [rows, columns] => Ok((*rows, *columns)),
            other => Err(format!("`{name}` is {other:?}")),
        }
    }

    fn numbers(&self, name: &str, count: usize) -> Result<Vec<f32>, String> {
        let (bytes, rest) = self.view(name, Dtype::F32)?.as_chunks::<4>();
        if bytes.len() != count || !rest.is_empty() {
            return Err(format!("`{name}` has {} numbers and not {count}", bytes.len()));
        }
        Ok(bytes.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    #[expect(clippy::cast_possible_wrap, reason = "the file has signed bytes")]
    fn whole(&self, name: &str, rows: usize, columns: usize) -> Result<Vec<i8>, String> {
        let bytes = self.view(name, Dtype::I8)?;
        if bytes.len() != rows * columns {
            return Err(format!("`{name}` is not {rows} × {columns}"));
        }
        Ok(bytes.iter().map(|b| *b as i8).collect())
    }

    fn norm(&self, name: &str, width: usize) -> Result<Norm, String> {
        Ok(Norm { weight: self.numbers(&format!("{name}.weight"), width)?, bias: self.numbers(&format!("{name}.bias"), width)? })
    }

    /// Matrices of equal size, below each other.
    fn panels(&self, names: &[&str], rows: usize, columns: usize) -> Result<Panels<i8>, String> {
        type Part = (Vec<i8>, Vec<f32>, Vec<f32>);
        let part = |name: &&str| -> Result<Part, String> {
            Ok((
                self.whole(&format!("{name}.weight|q"), rows, columns)?,
                self.numbers(&format!("{name}.weight|s"), rows)?,
                self.numbers(&format!("{name}.bias"), rows)?,
            ))
        };
        let parts: Vec<Part> = names.iter().map(part).collect::<Result<_, _>>()?;
        let parts: Vec<_> = parts.iter().map(|(w, s, b)| (&w[..], &s[..], &b[..])).collect();
        Ok(Panels::of(&parts, columns))
    }

    fn layer(&self, name: &str, width: usize) -> Result<Layer, String> {
        let part = |suffix: &str| format!("{name}.{suffix}");
        let (inner, _) = self.shape(&part("i.weight|q"))?;
        if inner == 0 || inner % 2 != 0 || inner > 2048 {
            return Err(format!("`{name}` is {inner} wide within"));
        }
        let asked = [part("q"), part("k"), part("v")];
        Ok(Layer {
            asked: self.panels(&asked.each_ref().map(String::as_str), width, width)?,
            attended: self.panels(&[&part("o")], width, width)?,
            first_norm: self.norm(&part("n1"), width)?,
            inner: self.panels(&[&part("i")], inner, width)?,
            outer: self.panels(&[&part("f")], width, inner)?,
            second_norm: self.norm(&part("n2"), width)?,
        })
    }
}
