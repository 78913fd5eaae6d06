//! The reader as others use it: windows in, opinions out, and what was once read kept by what the windows hold.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;

use super::arithmetic::{ln, sigmoid};
use super::encoder::{Answer, Encoder, Room};
use super::windows::{Judged, Window, wants_judging, windows};
use crate::paragraph::assertions::Trigger;
use crate::story::{Opinion, Opinions, Reading};

/// A network, and how much what it says is worth.
#[derive(Debug)]
pub struct Judge {
    encoder: Encoder,
    calibration: Calibration,
}

/// The kinds of claim, in the order in which the network tells them.
const KINDS: [Trigger; 9] = [
    Trigger::Motive,
    Trigger::Mind,
    Trigger::Cause,
    Trigger::Assessment,
    Trigger::Evaluation,
    Trigger::Prediction,
    Trigger::Allegation,
    Trigger::Figure,
    Trigger::Contested,
];

/// The weights that come with the program, and their calibration.
const BUILT_IN: (&[u8], &str) = (include_bytes!("weights/reader.safetensors"), include_str!("weights/calibration.json"));

impl Judge {
    /// A reader from the bytes of its weights, and the text of its calibration.
    ///
    /// # Errors
    /// What is wrong with either.
    pub fn load(weights: impl Into<Cow<'static, [u8]>>, calibration: &str) -> Result<Self, String> {
        let calibration = serde_json::from_str(calibration).map_err(|e| e.to_string())?;
        Ok(Self { encoder: Encoder::load(weights.into())?, calibration })
    }

    /// The reader that comes with the program.
    #[must_use]
    pub fn built_in() -> Option<Arc<Self>> {
        static READER: OnceLock<Option<Arc<Judge>>> = OnceLock::new();
        let load = || Self::load(BUILT_IN.0, BUILT_IN.1).ok().map(Arc::new);
        READER.get_or_init(load).clone()
    }

    /// The windows of a draft's sentences that nobody covers; none where it is not judged as news, or hardly begun.
    #[must_use]
    pub fn windows(&self, reading: &Reading) -> Vec<Window> {
        if reading.is_news() && !reading.is_scrap() {
            windows(reading, |block, sentence| wants_judging(reading, block, sentence))
        } else {
            Vec::new()
        }
    }

    /// What the reader thinks of a draft. Nothing is kept.
    #[must_use]
    pub fn opinions(&self, reading: &Reading) -> Opinions {
        let windows = self.windows(reading);
        let mut kept = Memory::default();
        kept.read(self, &windows, &|| false);
        kept.opinions(self, &windows)
    }

    fn opinion(&self, answer: &Answer, sentence: &Judged) -> Opinion {
        let mut kinds: Vec<(f32, Trigger)> = answer.kinds.into_iter().zip(KINDS).filter(|(p, _)| *p >= 0.5).collect();
        kinds.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        Opinion { deserves: self.calibration.deserves(answer, sentence), kinds: kinds.into_iter().map(|(_, kind)| kind).collect() }
    }
}

/// What was read, by what the windows hold.
#[derive(Debug, Default)]
pub struct Memory {
    answers: HashMap<Content, Vec<Answer>>,
    room: Room,
}

/// What a window holds, wherever it stands: its tokens, and which of them are judged.
type Content = (Box<[u16]>, Box<[(u16, u16)]>);

fn content(window: &Window) -> Content {
    (window.tokens.as_slice().into(), window.judged.iter().map(|j| (j.start, j.end)).collect())
}

impl Memory {
    /// Whether a window was read.
    #[must_use]
    pub fn has(&self, window: &Window) -> bool {
        self.answers.contains_key(&content(window))
    }

    /// Reads the windows that were not read yet, in this order. `stop` is asked before each; where it says so, this ends early and
    /// is false.
    pub fn read(&mut self, reader: &Judge, windows: &[Window], stop: &dyn Fn() -> bool) -> bool {
        for window in windows {
            let content = content(window);
            if self.answers.contains_key(&content) {
                continue;
            }
            if stop() {
                return false;
            }
            let answers = reader.encoder.read(&mut self.room, &content.0, &content.1);
            self.answers.insert(content, answers);
        }
        true
    }

    /// What is thought of the sentences in those windows that were read.
    #[must_use]
    pub fn opinions(&self, reader: &Judge, windows: &[Window]) -> Opinions {
        let of = |w: &Window| {
            let answers = self.answers.get(&content(w)).map_or(&[][..], Vec::as_slice);
            w.judged.iter().zip(answers).map(|(j, a)| ((j.block, j.sentence), reader.opinion(a, j))).collect::<Vec<_>>()
        };
        windows.iter().flat_map(of).collect()
    }

    /// Lets go of all that other windows held.
    pub fn retain(&mut self, windows: &[Window]) {
        let wanted: std::collections::HashSet<Content> = windows.iter().map(content).collect();
        self.answers.retain(|content, _| wanted.contains(content));
    }

    /// How many windows were read and are kept.
    #[must_use]
    pub fn count(&self) -> usize {
        self.answers.len()
    }
}

/// How much of an answer goes into the share of sentences that deserve the question, as counted on articles that nothing had learnt
/// from: the shares of labels by their log odds.
#[derive(Debug, Deserialize)]
#[serde(default)]
struct Calibration {
    /// What there is to begin with.
    shift: f32,
    /// That a desk may or must ask, rather than not.
    asked: f32,
    /// That it must, rather than may.
    must: f32,
    /// That somebody covers it after all, rather than that it needs nobody.
    covered: f32,
    /// Its length, as the logarithm of its tokens.
    length: f32,
    /// Each of the sentences around it that nobody covers either.
    around: f32,
    /// The share from which on nine in ten of all deserve the question, where that is settled apart.
    sure: Option<f32>,
}

impl Default for Calibration {
    /// The shares of labels as they are.
    fn default() -> Self {
        Self { shift: 0.0, asked: 1.0, must: 0.0, covered: 0.0, length: 0.0, around: 0.0, sure: None }
    }
}

impl Calibration {
    /// Of a thousand sentences like this one, how many deserve the question.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is within one")]
    fn deserves(&self, answer: &Answer, sentence: &Judged) -> u16 {
        /// No label is less likely than this.
        const LEAST: f32 = 1e-6;
        let [furniture, covered, needless, may, must] = answer.labels.map(|p| p.max(LEAST));
        let odds = self.shift
            + self.asked * (ln(may + must) - ln(furniture + covered + needless))
            + self.must * (ln(must) - ln(may))
            + self.covered * (ln(covered) - ln(needless))
            + self.length * ln(f32::from(sentence.end - sentence.start))
            + self.around * f32::from(sentence.around);
        let told = sigmoid(odds);
        let share = (told * 1000.0 + 0.5) as u16;
        // What is settled apart holds.
        match self.sure {
            Some(sure) if told >= sure => share.max(Opinion::SURE),
            Some(_) => share.min(Opinion::SURE - 1),
            None => share,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::slow;
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    fn sentence(tokens: u16, around: u8) -> Judged {
        Judged { block: 0, sentence: 0, start: 7, end: 7 + tokens, around }
    }

    #[test]
    fn the_share_that_deserves_a_question_goes_by_the_whole_answer() {
        let plain = [0.0, 0.0, 0.4, 0.3, 0.3];
        let rows = [
            ("{}", plain, 20, 0, 600),
            ("{}", [0.0, 0.0, 1.0, 0.0, 0.0], 20, 0, 0),
            ("{}", [0.0, 0.0, 0.0, 0.0, 1.0], 20, 0, 1000),
            (r#"{"shift": 1.0}"#, plain, 20, 0, 803),
            (r#"{"asked": 2.0}"#, plain, 20, 0, 692),
            (r#"{"must": 1.0}"#, plain, 20, 0, 600),
            (r#"{"must": 1.0}"#, [0.0, 0.0, 0.4, 0.2, 0.4], 20, 0, 750),
            (r#"{"covered": -1.0}"#, [0.0, 0.2, 0.2, 0.3, 0.3], 20, 0, 600),
            (r#"{"covered": -1.0}"#, [0.0, 0.1, 0.3, 0.3, 0.3], 20, 0, 818),
            (r#"{"length": 1.0}"#, plain, 1, 0, 600),
            (r#"{"length": 1.0}"#, plain, 20, 0, 968),
            (r#"{"around": -0.5}"#, plain, 20, 0, 600),
            (r#"{"around": -0.5}"#, plain, 20, 2, 356),
            (r#"{"sure": 0.59}"#, plain, 20, 0, 900),
            (r#"{"sure": 0.999}"#, [0.0, 0.0, 0.05, 0.3, 0.65], 20, 0, 899),
        ];
        for (text, labels, tokens, around, expected) in rows {
            let calibration: Calibration = serde_json::from_str(text).unwrap();
            let told = calibration.deserves(&Answer { labels, kinds: [0.0; 9] }, &sentence(tokens, around));
            assert_eq!(told, expected, "{text} {labels:?} {tokens} {around}");
        }
    }

    /// A network by chance that knows the vocabulary's marks and some words; all others are one word to it.
    fn reader() -> Judge {
        Judge::load(slow::by_chance(32, 64, 1, 300), "{}").unwrap()
    }

    fn reading(text: &str) -> Reading {
        read(&Draft::new(text, Format::Text), &Context::default(), &|| false).unwrap()
    }

    #[test]
    fn only_windows_that_changed_are_read_again() {
        let paragraph =
            |n: usize| format!("The gate number {n} jams. Rain fell in year {n} and the port was shut. Boats number {n} left.\n\n");
        let text: String = (10..40).map(paragraph).collect();
        let text = format!("Harbour closes\n\n{text}");
        let reader = reader();
        let mut kept = Memory::default();
        let windows = reader.windows(&reading(&text));
        assert!(windows.len() > 8 && kept.read(&reader, &windows, &|| false));
        let edited = reader.windows(&reading(&text.replace("number 20 jams", "number 20 opens")));
        let fresh = edited.iter().filter(|w| !kept.has(w)).count();
        assert!((1..=4).contains(&fresh), "{fresh} of {}", edited.len());
        assert!(kept.read(&reader, &edited, &|| false));
        kept.retain(&edited);
        assert_eq!(kept.count(), edited.len());
        let mut alone = Memory::default();
        assert!(alone.read(&reader, &edited, &|| false));
        assert_eq!(kept.opinions(&reader, &edited), alone.opinions(&reader, &edited), "what is kept is what would be read");
        let mut stopped = Memory::default();
        let asked = std::cell::Cell::new(0);
        let stop = || asked.replace(asked.get() + 1) == 3;
        assert!(!stopped.read(&reader, &windows, &stop));
        assert_eq!(stopped.count(), 3);
        assert!(stopped.opinions(&reader, &windows).len() < alone.opinions(&reader, &windows).len());
    }

    #[test]
    fn kinds_are_told_the_surest_first() {
        let mut answer = Answer { labels: [0.1, 0.1, 0.1, 0.3, 0.4], kinds: [0.0; 9] };
        (answer.kinds[0], answer.kinds[7], answer.kinds[3]) = (0.6, 0.9, 0.4);
        let expected = Opinion { deserves: 700, kinds: vec![Trigger::Figure, Trigger::Motive] };
        assert_eq!(reader().opinion(&answer, &sentence(20, 0)), expected);
    }
}
