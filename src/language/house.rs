//! A desk's own words.

use std::collections::HashMap;

use super::lexicon::{self, Class};
use super::token::Words;
use crate::settings::Settings;

/// The words that a desk adds to those that everybody knows, by their lower-case forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House(HashMap<String, Class>);

impl House {
    /// The words that the settings add.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let forms = settings.reporting_verbs.iter().flat_map(|v| lexicon::regular(&v.to_lowercase()));
        Self(forms.map(|f| (f, Class::SAY)).collect())
    }

    /// Marks these words among others.
    pub fn mark(&self, words: &mut Words) {
        if self.0.is_empty() {
            return;
        }
        for i in 0..words.len() {
            if let Some(class) = self.0.get(words.low(i)).copied() {
                words.tokens[i].class = words.tokens[i].class | class;
            }
        }
    }
}
