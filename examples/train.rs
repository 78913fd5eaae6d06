//! Trains the weights under `src/language/weights`.
//!
//! ```sh
//! cargo run --release --example train -- tags DIR/gum-train.conllu DIR/ewt-train.conllu
//! cargo run --release --example train -- tagger DIR/gum-train.conllu DIR/ewt-train.conllu --dev DIR/gum-dev.conllu
//! cargo run --release --example train -- names DIR/gum/train.jsonl DIR/names/wikigold.conll DIR/names/re3d.conll \
//!     DIR/names/uner-ewt-dev.iob2 DIR/names/uner-ewt-test.iob2 DIR/reader/people.txt DIR/reader/people.txt --dev DIR/gum/dev.jsonl
//! ```
//!
//! `tags` writes the words that have one tag, `tagger` the tagger's weights (train it after `tags`), `names` the vote on
//! people's names (train it after `tagger`).
//!
//! Reads CoNLL-U, re-tokenises each sentence's text with copydesk's own tokeniser (so that training and use see the same
//! tokens), trains an averaged perceptron (Collins 2002) and writes the pruned weights. The order of sentences is shuffled
//! with a fixed seed: the same input gives the same bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::type_complexity,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a tool for developers: what goes wrong may stop it, and its numbers are small"
)]

use std::collections::{BTreeMap, HashMap};

use copydesk::language::Class;
use copydesk::language::token::TokenKind;
use copydesk::language::{Tag, Tokens, Words, mending, names, sentence, tagger};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let dev = arguments.iter().position(|a| a == "--dev");
    let (train, dev) = match dev {
        Some(i) => (&arguments[1..i], &arguments[i + 1..]),
        None => (&arguments[1..], &arguments[..0]),
    };
    match arguments.first().map(String::as_str) {
        Some("tags") => write_only_tags(train),
        Some("tagger") => train_tagger(train, dev),
        Some("names") => train_names(train, dev),
        _ => panic!("usage: train tags|tagger TRAIN.conllu... or names TRAIN.conll|iob2|jsonl..., with [--dev ...]"),
    }
}

/// A sentence as we cut it, and the gold tag of each token where one of the treebank's tokens ends with it.
struct Example {
    words: Words,
    gold: Vec<Option<Tag>>,
}

fn read(paths: &[String]) -> Vec<Example> {
    let mut examples = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
        for block in text.split("\n\n") {
            let Some(sentence) = block.lines().find_map(|l| l.strip_prefix("# text = ")) else { continue };
            let mut at = 0;
            let mut ends: HashMap<u32, (Tag, usize)> = HashMap::new();
            let mut aligned = true;
            for line in block.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())) {
                let columns: Vec<&str> = line.split('\t').collect();
                if columns.len() < 10 || columns[0].contains(['-', '.']) {
                    continue;
                }
                let Some(found) = sentence[at..].find(columns[1]).filter(|f| sentence[at..at + f].trim().is_empty()) else {
                    aligned = false;
                    break;
                };
                let start = at + found;
                at = start + columns[1].len();
                ends.insert(at as u32, (Tag::of_penn(columns[4]), start));
            }
            if !aligned {
                continue;
            }
            let words = Words::of(sentence);
            let gold = words
                .tokens
                .iter()
                .map(|t| {
                    let (tag, start) = *ends.get(&t.end)?;
                    let joined = start as u32 > t.start && sentence[t.start as usize..t.end as usize].contains('-');
                    Some(match tag {
                        _ if t.kind == TokenKind::Punctuation => tagger::fixed(&sentence[t.start as usize..t.end as usize]),
                        Tag::Participle | Tag::Gerund if joined => Tag::Adjective,
                        tag => tag,
                    })
                })
                .collect();
            examples.push(Example { words, gold });
        }
    }
    examples
}

/// Weights while training: a row of labels by hashed feature, with what averaging needs.
struct Trainer {
    mask: u32,
    rows: Vec<Option<Box<[(f32, f32)]>>>,
    labels: usize,
    step: f32,
}

impl Trainer {
    fn new(log2_rows: u32, labels: usize) -> Self {
        let mut rows = Vec::new();
        rows.resize_with(1 << log2_rows, || None);
        Self { mask: (1 << log2_rows) - 1, rows, labels, step: 1.0 }
    }

    fn best(&self, features: &[u32]) -> usize {
        let mut scores = vec![0.0f32; self.labels];
        for f in features {
            if let Some(row) = &self.rows[(f & self.mask) as usize] {
                for (score, w) in scores.iter_mut().zip(row.iter()) {
                    *score += w.0;
                }
            }
        }
        (0..self.labels).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a))).unwrap_or(0)
    }

    /// Learns one example: what it would have guessed.
    fn learn(&mut self, features: &[u32], gold: usize) -> usize {
        let guess = self.best(features);
        if guess != gold {
            self.update(features, gold, guess);
        }
        self.step += 1.0;
        guess
    }

    fn update(&mut self, features: &[u32], gold: usize, guess: usize) {
        let (labels, step) = (self.labels, self.step);
        for f in features {
            let row = self.rows[(f & self.mask) as usize].get_or_insert_with(|| vec![(0.0, 0.0); labels].into_boxed_slice());
            row[gold].0 += 1.0;
            row[gold].1 += step;
            row[guess].0 -= 1.0;
            row[guess].1 -= step;
        }
    }
}

/// What several trainers learnt from the same data in other orders, averaged: one alone is a matter of luck.
#[derive(Default)]
struct Council {
    rows: Vec<Vec<f32>>,
    labels: usize,
    members: f32,
}

impl Council {
    /// Teaches each member in rounds over the examples, every round in another order; `teach` takes one example.
    fn taught<E>(log2_rows: u32, labels: usize, examples: &mut [E], mut teach: impl FnMut(&mut Trainer, &mut Shuffle, &E)) -> Self {
        const ROUNDS: usize = 8;
        const MEMBERS: usize = 15;
        let mut council = Self::default();
        let mut dice = Shuffle(0x5EED);
        for _ in 0..MEMBERS {
            let mut trainer = Trainer::new(log2_rows, labels);
            for _ in 0..ROUNDS {
                dice.shuffle(examples);
                examples.iter().for_each(|e| teach(&mut trainer, &mut dice, e));
            }
            council.add(&trainer);
        }
        council
    }

    fn add(&mut self, trainer: &Trainer) {
        self.rows.resize_with(trainer.rows.len(), Vec::new);
        self.labels = trainer.labels;
        self.members += 1.0;
        for (row, learnt) in self.rows.iter_mut().zip(&trainer.rows) {
            if let Some(learnt) = learnt {
                row.resize(self.labels, 0.0);
                for (sum, (weight, total)) in row.iter_mut().zip(learnt) {
                    *sum += weight - total / trainer.step;
                }
            }
        }
    }

    /// The averaged weights in the format of `perceptron::Model`; weights that round to nothing are left out.
    fn write(&self, scale: f32, least: f32) -> Vec<u8> {
        let mut offsets = vec![0u32];
        let mut pairs = Vec::new();
        for row in &self.rows {
            for (label, sum) in row.iter().enumerate() {
                let average = sum / self.members;
                let stored = (average * scale).round().clamp(-127.0, 127.0);
                if average.abs() >= least && stored != 0.0 {
                    pairs.extend([label as u8, stored as i8 as u8]);
                }
            }
            offsets.push((pairs.len() / 2) as u32);
        }
        let mut bytes = b"CDP1".to_vec();
        bytes.extend((self.labels as u16).to_le_bytes());
        bytes.extend((self.rows.len().trailing_zeros() as u16).to_le_bytes());
        offsets.iter().for_each(|o| bytes.extend(o.to_le_bytes()));
        bytes.extend(pairs);
        bytes
    }
}

/// A small generator (xorshift), so that runs repeat.
struct Shuffle(u64);

impl Shuffle {
    /// Whether one of so many throws of a die of a hundred sides.
    fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

/// Words that had one tag nearly always; they are not worth the model's time.
fn write_only_tags(train: &[String]) {
    const OFTEN: usize = 15;
    const NEARLY_ALWAYS: f64 = 0.995;
    let mut counts: BTreeMap<String, HashMap<Tag, usize>> = BTreeMap::new();
    for e in read(train) {
        for i in 0..e.words.len() {
            if let (Some(tag), TokenKind::Word) = (e.gold[i], e.words.tokens[i].kind) {
                *counts.entry(e.words.low(i).to_owned()).or_default().entry(tag).or_default() += 1;
            }
        }
    }
    let mut lines = String::new();
    for (word, tags) in counts {
        let all: usize = tags.values().sum();
        let Some((tag, most)) = tags.into_iter().max_by_key(|(_, n)| *n) else { continue };
        if all >= OFTEN && most as f64 >= all as f64 * NEARLY_ALWAYS && !tag.is_name() {
            lines += &format!("{word} {}\n", tag.penn());
        }
    }
    std::fs::write("src/language/weights/tags.txt", lines).expect("the list can be written");
}

fn train_tagger(train: &[String], dev: &[String]) {
    let mut examples = read(train);
    eprintln!("{} sentences", examples.len());
    let mut features = Vec::new();
    let council = Council::taught(17, Tag::ALL.len(), &mut examples, |trainer, _, e| {
        let range = Tokens::new(0, e.words.len());
        let mut before = [Tag::Punct; 2];
        let looks = tagger::Look::of_sentence(&e.words, range);
        for i in range {
            let tag = if let Some(tag) = tagger::given(&e.words, i) {
                tag
            } else {
                features.clear();
                tagger::collect(&looks, i, before, &mut features);
                match e.gold[i] {
                    Some(gold) => Tag::ALL[trainer.learn(&features, gold as usize)],
                    None => Tag::ALL[trainer.best(&features)],
                }
            };
            before = [before[1], tag];
        }
    });
    let bytes = council.write(2.0, 0.7);
    let path = "src/language/weights/tagger.bin";
    std::fs::write(path, &bytes).expect("the weights can be written");
    eprintln!("{path}: {} bytes", bytes.len());
    let model = tagger::TagModel::read(&bytes).expect("what was written can be read");
    for path in dev {
        let (mut right, mut all) = (0usize, 0usize);
        for e in read(std::slice::from_ref(path)) {
            let range = Tokens::new(0, e.words.len());
            let mut before = [Tag::Punct; 2];
            let looks = tagger::Look::of_sentence(&e.words, range);
            for i in range {
                let tag = if let Some(tag) = tagger::given(&e.words, i) {
                    tag
                } else {
                    features.clear();
                    tagger::collect(&looks, i, before, &mut features);
                    let scores = model.scores(&features);
                    Tag::ALL[model.best(&scores)]
                };
                before = [before[1], tag];
                if let Some(gold) = e.gold[i] {
                    all += 1;
                    right += usize::from(gold == tag);
                }
            }
        }
        eprintln!("{path}: {:.4} of {all} Penn tags right, punctuation included", right as f64 / all as f64);
    }
}

/// A sentence with the label of each token (see `names::LABELS`).
struct Named {
    words: Words,
    labels: Vec<usize>,
}

/// Tags a text and labels the tokens that people's names cover, sentence by sentence.
fn named(text: &str, people: &[(usize, usize)], into: &mut Vec<Named>) {
    let mut words = Words::of(text);
    for s in sentence::sentences(&words) {
        tagger::tag(&mut words, s.tokens);
        mending::mend(&mut words, s.tokens);
        let tokens = words.tokens[s.tokens.iter()].to_vec();
        let mut labels = Vec::new();
        for t in &tokens {
            let (start, end) = (t.start as usize, t.end as usize);
            let within = people.iter().find(|(from, to)| *from < end && start < *to);
            labels.push(within.map_or(0, |(from, _)| if start <= *from { 1 } else { 2 }));
        }
        let class = |k: usize| words.class(s.tokens.start + k);
        // Titles are no part of a name, whatever a corpus says, nor names themselves: "the President".
        for k in 0..tokens.len() {
            let title = class(k).has(Class::TITLE | Class::COURTESY) && !class(k).has(Class::GIVEN | Class::SURNAME);
            if labels[k] == 1 && title && labels.get(k + 1) != Some(&2) {
                labels[k] = 0;
            }
            if labels[k] == 1
                && class(k).has(Class::TITLE | Class::COURTESY)
                && labels.get(k + 1) == Some(&2)
                && !class(k).has(Class::GIVEN)
            {
                labels[k] = 0;
                labels[k + 1] = 1;
            }
        }
        let mut own = words.clone();
        own.tokens = tokens.into();
        into.push(Named { words: own, labels });
    }
}

/// Articles with the people that a reader found in each: `##### id`, then `Name | form; form | …` for each person. A form is a
/// name wherever it stands as whole words, the longest first. What is kept for measuring teaches nothing.
fn read_listed(labels: &str, articles: &str, into: &mut Vec<Named>) {
    const KEPT: u64 = 4;
    let mut forms: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut id = "";
    for line in labels.lines() {
        if let Some(opened) = line.strip_prefix("#####") {
            id = opened.split('|').next().unwrap_or_default().trim();
            forms.entry(id).or_default();
        } else if !line.starts_with(['"', '“']) && line.contains('|') {
            let told = line.split('|').take(2).flat_map(|part| part.split(';')).map(str::trim).filter(|f| !f.is_empty());
            forms.entry(id).or_default().extend(told);
        }
    }
    for line in std::fs::read_to_string(articles).unwrap_or_else(|e| panic!("{articles}: {e}")).lines() {
        let doc: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let Some(forms) = forms.get_mut(doc["id"].as_str().unwrap_or_default()) else { continue };
        if doc["fold"] == KEPT {
            continue;
        }
        let text = doc["text"].as_str().unwrap_or_default();
        forms.sort_by_key(|f| std::cmp::Reverse(f.len()));
        let mut people: Vec<(usize, usize)> = Vec::new();
        for form in forms {
            for (from, found) in text.match_indices(*form) {
                let to = from + found.len();
                let whole = !text[..from].ends_with(char::is_alphanumeric) && !text[to..].starts_with(char::is_alphanumeric);
                if whole && !people.iter().any(|(a, b)| *a < to && from < *b) {
                    people.push((from, to));
                }
            }
        }
        people.sort_unstable();
        named(text, &people, into);
    }
}

fn read_names(paths: &[String]) -> Vec<Named> {
    let mut all = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
        if let Some((folder, _)) = path.split_once("people.txt") {
            read_listed(&text, &format!("{folder}train.jsonl"), &mut all);
            continue;
        }
        if path.ends_with(".jsonl") {
            for line in text.lines() {
                let doc: serde_json::Value = serde_json::from_str(line).expect("JSON");
                // What may not be used commercially may not shape what ships.
                if doc["license"].as_str().is_some_and(|l| l.contains("NC")) && !path.contains("dev") {
                    continue;
                }
                let text = doc["text"].as_str().unwrap_or_default();
                let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
                let mut people = Vec::new();
                for p in doc["people"].as_array().into_iter().flatten().filter(|p| p["named"] == true) {
                    for m in p["mentions"].as_array().into_iter().flatten().filter(|m| m["kind"] == "name" && m["plural"] != true) {
                        let span = if m["name"].is_array() { &m["name"] } else { &m["span"] };
                        let at = |k: usize| bytes[span[k].as_u64().unwrap_or(0) as usize];
                        people.push((at(0), at(1)));
                    }
                }
                // The innermost of nested ones.
                let inner: Vec<(usize, usize)> =
                    people.iter().copied().filter(|a| !people.iter().any(|b| b != a && a.0 <= b.0 && b.1 <= a.1)).collect();
                named(text, &inner, &mut all);
            }
            continue;
        }
        // Columns: the word in the first or second, the label in the last or third; blank lines between sentences.
        let iob2 = path.ends_with(".iob2");
        for block in text.split("\n\n") {
            let (mut joined, mut people): (String, Vec<(usize, usize)>) = (String::new(), Vec::new());
            let mut inside = false;
            for line in block.lines().filter(|l| !l.starts_with('#')) {
                let columns: Vec<&str> = line.split(['\t', ' ']).collect();
                let (word, label) = if iob2 { (columns.get(1), columns.get(2)) } else { (columns.first(), columns.last()) };
                let (Some(word), Some(label)) = (word, label) else { continue };
                if !joined.is_empty() {
                    joined.push(' ');
                }
                let start = joined.len();
                joined += word;
                let person = label.ends_with("PER") || label.ends_with("Person");
                match people.last_mut() {
                    Some(last) if person && inside && !label.starts_with('B') => last.1 = joined.len(),
                    _ if person => people.push((start, joined.len())),
                    _ => {}
                }
                inside = person;
            }
            named(&joined, &people, &mut all);
        }
    }
    all
}

fn train_names(train: &[String], dev: &[String]) {
    const WITHHELD: u64 = 30;
    let mut examples = read_names(train);
    eprintln!("{} sentences, {} names", examples.len(), examples.iter().flat_map(|e| &e.labels).filter(|l| **l == 1).count());
    let mut features = Vec::new();
    let council = Council::taught(16, names::LABELS.len(), &mut examples, |trainer, dice, e| {
        let range = Tokens::new(0, e.words.len());
        let mut before = 0;
        for i in range {
            if !names::is_candidate(&e.words, i) {
                before = 0;
                continue;
            }
            features.clear();
            names::collect(&e.words, range, i, before, &mut features);
            // Most names of tomorrow are in no training text: now and then the word itself is withheld.
            if dice.chance(WITHHELD) {
                names::withhold_word(&mut features);
            }
            before = trainer.learn(&features, e.labels[i]);
        }
    });
    let bytes = council.write(4.0, 0.2);
    let path = "src/language/weights/names.bin";
    std::fs::write(path, &bytes).expect("the weights can be written");
    eprintln!("{path}: {} bytes", bytes.len());
    let model = names::NameModel::read(&bytes).expect("what was written can be read");
    for path in dev {
        let (mut right, mut found, mut gold) = (0usize, 0usize, 0usize);
        for e in read_names(std::slice::from_ref(path)) {
            let range = Tokens::new(0, e.words.len());
            let mut before = 0;
            for i in range {
                let mut label = 0;
                if names::is_candidate(&e.words, i) {
                    features.clear();
                    names::collect(&e.words, range, i, before, &mut features);
                    let scores = model.scores(&features);
                    label = model.best(&scores);
                }
                before = label;
                found += usize::from(label > 0);
                gold += usize::from(e.labels[i] > 0);
                right += usize::from(label > 0 && e.labels[i] > 0);
            }
        }
        let (p, r) = (right as f64 / found as f64, right as f64 / gold as f64);
        eprintln!("{path}: tokens of names P {p:.3} R {r:.3} F1 {:.3}", 2.0 * p * r / (p + r));
    }
}
