//! The reader as others use it: windows in, opinions out, and what was once read kept by what the windows hold.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;

use super::encoder::{Answer, Encoder, Room};
use super::windows::{Window, wants_judging, windows};
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
/// Which of the labels say that a desk may ask, and that it must.
const ASKED: std::ops::Range<usize> = 3..5;

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

    fn opinion(&self, answer: &Answer) -> Opinion {
        let score = answer.labels[ASKED].iter().fold(0.0, |sum, p| sum + p);
        let mut kinds: Vec<(f32, Trigger)> = answer.kinds.into_iter().zip(KINDS).filter(|(p, _)| *p >= 0.5).collect();
        kinds.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        Opinion { deserves: self.calibration.deserves(score), kinds: kinds.into_iter().map(|(_, kind)| kind).collect() }
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
            w.judged.iter().zip(answers).map(|(j, a)| ((j.block, j.sentence), reader.opinion(a))).collect::<Vec<_>>()
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

/// How many sentences of a score deserve the question, as counted on articles that nothing had learnt from.
#[derive(Debug, Deserialize)]
struct Calibration {
    /// Rising scores, and the share of each.
    table: Vec<(f32, f32)>,
    /// The score from which nine in ten deserve it, where that is settled apart.
    sure: Option<f32>,
    /// The score from which two in three do.
    usual: Option<f32>,
}

impl Calibration {
    /// Of a thousand sentences with this score, how many deserve the question.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is within one")]
    fn deserves(&self, score: f32) -> u16 {
        let next = self.table.partition_point(|(s, _)| *s < score);
        let share = match (next.checked_sub(1).and_then(|n| self.table.get(n)), self.table.get(next)) {
            (Some((low, from)), Some((high, to))) => from + (to - from) * ((score - low) / (high - low)),
            (Some((_, share)), None) | (None, Some((_, share))) => *share,
            (None, None) => score,
        };
        let mut share = (share.clamp(0.0, 1.0) * 1000.0) as u16;
        // What is settled apart holds.
        for (from, least) in [(self.usual, Opinion::USUAL), (self.sure, Opinion::SURE)] {
            match from {
                Some(from) if score >= from => share = share.max(least),
                Some(_) => share = share.min(least - 1),
                None => {}
            }
        }
        share
    }
}

#[cfg(test)]
mod tests {
    use super::super::slow;
    use super::*;
    use crate::story::{Context, read};
    use crate::text::{Draft, Format};

    fn calibration(text: &str) -> Calibration {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn shares_lie_between_those_that_were_counted() {
        let plain = calibration(r#"{"table": [[0.2, 0.1], [0.6, 0.5], [0.8, 0.95]]}"#);
        let fixed = calibration(r#"{"table": [[0.2, 0.1], [0.6, 0.5], [0.8, 0.95]], "usual": 0.55, "sure": 0.9}"#);
        for (score, expected, settled) in
            [(0.0, 100, 100), (0.2, 100, 100), (0.4, 300, 300), (0.58, 480, 667), (0.7, 725, 725), (0.85, 950, 899), (0.95, 950, 950)]
        {
            assert!(plain.deserves(score).abs_diff(expected) <= 1, "{score}: {}", plain.deserves(score));
            assert!(fixed.deserves(score).abs_diff(settled) <= 1, "{score}: {}", fixed.deserves(score));
        }
        assert_eq!(calibration(r#"{"table": []}"#).deserves(0.7), 700);
    }

    /// A network by chance that knows the vocabulary's marks and some words; all others are one word to it.
    fn reader() -> Judge {
        Judge::load(slow::by_chance(32, 64, 1, 300), r#"{"table": []}"#).unwrap()
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
        assert_eq!(reader().opinion(&answer), expected);
    }
}
