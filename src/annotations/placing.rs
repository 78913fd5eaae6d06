//! Putting annotations into a draft or beside it, changing them and taking them out again: what each of these is as edits.

use std::ops::Range;

use super::edits::{self, Edit, Refusal, Target};
use super::sidecar::{self, Annotation, Sidecar};
use super::sketch::CodedText;
use crate::story::{Home, Mark, Place, Reading};
use crate::text::inline::{Kind, attribute_list};
use crate::text::{Block, Clean};

/// A change that is offered to the person at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Whether it is plainly the right one.
    pub preferred: bool,
    /// What is asked for first, in this order: the values of these keys are empty until then.
    pub asks: Vec<Question>,
    /// What is done.
    pub act: Act,
}

/// A value that only a person can give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The key that it is the value of.
    pub key: &'static str,
    /// What is proposed, and taken where nobody can be asked.
    pub proposed: Option<String>,
    /// Whether nothing is done without it.
    pub needed: bool,
    /// What can be chosen, and what it means; where there is nothing here, whatever the key can have.
    pub choices: &'static [(&'static str, &'static str)],
}

/// What a fix does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Changes text.
    Edit(Vec<Edit>),
    /// Adds annotations, in the text or beside it.
    Annotate(Vec<NewMark>),
    /// Changes annotations, given by their numbers among the reading's marks, to have these pairs; or takes them out.
    Change(Vec<Change>),
    /// Takes the annotation of an id out of the file beside the draft.
    Drop(String),
    /// Gives the annotation of an id in the file beside the draft another place, as it has lost its own.
    Attach(String, Place),
    /// Moves annotations, given by their numbers, to the other place: out of the text, or into it.
    Move(Vec<usize>),
}

/// The number of an annotation, and the pairs that it is to have; none where it is to go.
pub type Change = (usize, Option<Vec<(String, String)>>);

/// An annotation to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMark {
    /// What it covers.
    pub place: Place,
    /// What it is about.
    pub kind: Kind,
    /// The pairs, in order.
    pub attributes: Vec<(String, String)>,
}

/// Where an annotation is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In brackets in the text.
    Inline,
    /// Into the file beside the draft.
    Beside,
}

/// The file beside a draft, ready to be added to.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// Its annotations, where they now stand.
    pub sidecar: Sidecar,
    /// The draft's body.
    pub body: Clean,
    /// The file's text as it is; empty where there is none.
    pub text: String,
    /// The draft's name.
    pub draft_name: String,
    /// When and by whom annotations are made now.
    pub created: String,
    /// Who makes them.
    pub creator: Option<String>,
}

/// The key under which a source that was typed keeps its words.
pub const LABEL: &str = "label";

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect()
}

impl Fix {
    /// A change that is not plainly right, and asks for nobody.
    #[must_use]
    pub fn new(title: impl Into<String>, act: Act) -> Self {
        Self { title: title.into(), preferred: false, asks: Vec::new(), act }
    }

    /// A change of text.
    #[must_use]
    pub fn edit(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::new(title, Act::Edit(edits))
    }

    /// An annotation.
    #[must_use]
    pub fn annotate(title: impl Into<String>, place: Place, kind: Kind, pairs: &[(&str, &str)]) -> Self {
        Self::new(title, Act::Annotate(vec![NewMark { place, kind, attributes: owned(pairs) }]))
    }

    /// The same, as what is plainly right.
    #[must_use]
    pub fn preferred(mut self) -> Self {
        self.preferred = true;
        self
    }

    /// The same, once the value of a key is told: it is empty, or not there, until then.
    #[must_use]
    pub fn asking(mut self, key: &'static str) -> Self {
        self.asks.push(Question { key, proposed: None, needed: true, choices: &[] });
        self
    }

    /// The same, once something is written that can be proposed.
    #[must_use]
    pub fn asking_with(mut self, key: &'static str, proposed: &str) -> Self {
        self.asks.push(Question { key, proposed: Some(proposed.to_owned()), needed: true, choices: &[] });
        self
    }

    /// The same, once one of some values is chosen.
    #[must_use]
    pub fn choosing(mut self, key: &'static str, choices: &'static [(&'static str, &'static str)]) -> Self {
        self.asks.push(Question { key, proposed: None, needed: true, choices });
        self
    }

    /// The same, with a value that is asked for where somebody can be asked.
    #[must_use]
    pub fn wondering(mut self, key: &'static str) -> Self {
        self.asks.push(Question { key, proposed: None, needed: false, choices: &[] });
        self
    }

    /// What it is about: the kind of annotation, and the words that it covers.
    #[must_use]
    pub fn about(&self, reading: &Reading) -> Option<(Kind, Place)> {
        match &self.act {
            Act::Annotate(marks) => marks.first().map(|m| (m.kind, m.place)),
            Act::Change(changes) => reading.marks.get(changes.first()?.0).map(|m| (m.kind, m.place)),
            Act::Edit(_) | Act::Drop(_) | Act::Attach(..) | Act::Move(_) => None,
        }
    }

    /// The same, with a value that was asked for. A source that has no name of its own keeps the words that were typed.
    #[must_use]
    pub fn answered(mut self, key: &str, value: &str, label: Option<&str>) -> Self {
        self.asks.retain(|q| q.key != key);
        let fill = |pairs: &mut Vec<(String, String)>| {
            if !pairs.iter().any(|(k, v)| k == key && v.is_empty()) {
                return;
            }
            pairs.iter_mut().filter(|(k, v)| k == key && v.is_empty()).for_each(|(_, v)| value.clone_into(v));
            pairs.retain(|(k, v)| k != key || !v.is_empty());
            if matches!(key, "by" | "ref") {
                pairs.retain(|(k, _)| k != LABEL);
                let at = pairs.iter().position(|(k, _)| k == key).map_or(pairs.len(), |at| at + 1);
                label.into_iter().for_each(|words| pairs.insert(at, (LABEL.to_owned(), words.to_owned())));
            }
        };
        match &mut self.act {
            Act::Annotate(marks) => marks.iter_mut().for_each(|m| fill(&mut m.attributes)),
            Act::Change(changes) => changes.iter_mut().filter_map(|(_, pairs)| pairs.as_mut()).for_each(fill),
            Act::Edit(_) | Act::Drop(_) | Act::Attach(..) | Act::Move(_) => {}
        }
        self
    }

    /// The same where not all can be asked: what cannot has what is proposed for it, or is left out; none where it must be told.
    #[must_use]
    pub fn asking_only(self, can: impl Fn(&Question) -> bool) -> Option<Self> {
        let mut fix = self;
        for question in fix.asks.clone().iter().filter(|q| !can(q)) {
            if question.needed && question.proposed.is_none() {
                return None;
            }
            fix = fix.answered(question.key, question.proposed.as_deref().unwrap_or_default(), None);
        }
        Some(fix)
    }

    /// The edits that do it.
    ///
    /// # Errors
    /// Where an annotation cannot stand in the text; or where it is to go beside a draft that has no file.
    pub fn edits(&self, reading: &Reading, way: Way, shelf: Option<&Shelf>) -> Result<Vec<Edit>, Refusal> {
        match &self.act {
            Act::Edit(edits) => Ok(edits.clone()),
            Act::Annotate(marks) => match way {
                Way::Inline => inline(reading, marks).and_then(|edits| that_keep_the_words(reading, edits)),
                Way::Beside => beside(reading, marks, shelf.ok_or(Refusal::NoFile)?),
            },
            Act::Change(changes) => change(reading, changes, shelf).and_then(|edits| that_keep_the_words(reading, edits)),
            Act::Drop(id) => {
                let shelf = shelf.ok_or(Refusal::NoFile)?;
                let mut sidecar = shelf.sidecar.clone();
                sidecar.annotations.retain(|a| a.id != *id);
                Ok(vec![rewritten(shelf, sidecar)])
            }
            Act::Attach(id, place) => {
                let shelf = shelf.ok_or(Refusal::NoFile)?;
                let range = in_body(reading, *place, &shelf.body);
                if range.is_empty() {
                    return Err(Refusal::Markup);
                }
                let (mut sidecar, words) = (shelf.sidecar.clone(), CodedText::of(&shelf.body.text));
                sidecar.annotations.iter_mut().filter(|a| a.id == *id).for_each(|a| a.place(&words, range.clone()));
                Ok(vec![rewritten(shelf, sidecar)])
            }
            Act::Move(marks) => {
                relocate(reading, marks, shelf.ok_or(Refusal::NoFile)?).and_then(|edits| that_keep_the_words(reading, edits))
            }
        }
    }

    /// Whether it adds annotations.
    #[must_use]
    pub fn annotates(&self) -> bool {
        matches!(self.act, Act::Annotate(_))
    }
}

/// Edits of annotations that leave the words of every paragraph as they are; others are refused.
fn that_keep_the_words(reading: &Reading, edits: Vec<Edit>) -> Result<Vec<Edit>, Refusal> {
    let mut own: Vec<(usize, Edit)> = Vec::new();
    for edit in edits.iter().filter(|e| e.target == Target::Draft) {
        let Some(block) = reading.starts.partition_point(|s| *s <= edit.range.start).checked_sub(1) else { continue };
        let start = reading.starts[block];
        own.push((block, Edit { range: edit.range.start - start..edit.range.end - start, ..edit.clone() }));
    }
    own.sort_by_key(|(block, _)| *block);
    for edits in own.chunk_by(|a, b| a.0 == b.0) {
        let block = &reading.blocks[edits[0].0];
        let edits: Vec<Edit> = edits.iter().map(|(_, edit)| edit.clone()).collect();
        let words = |raw: &str| Block::new(raw.to_owned(), block.format).text().to_owned();
        if words(&edits::apply(&block.raw, &edits)) != words(&block.raw) {
            return Err(Refusal::Misread);
        }
    }
    Ok(edits)
}

fn inline(reading: &Reading, marks: &[NewMark]) -> Result<Vec<Edit>, Refusal> {
    let mut all = Vec::new();
    for m in marks {
        all.extend(edits::wrap(reading, m.place, m.kind, &borrowed(&m.attributes))?);
    }
    Ok(all)
}

/// The place of clean text in the body, in bytes.
fn in_body(reading: &Reading, place: Place, body: &Clean) -> Range<usize> {
    let raw = reading.absolute(place);
    let start = body.of_raw(raw.start) as usize;
    start..(body.of_raw(raw.end) as usize).max(start)
}

/// The edit that makes the sidecar what it is now to be.
fn rewritten(shelf: &Shelf, mut sidecar: Sidecar) -> Edit {
    if sidecar.sketch.is_empty() {
        sidecar.be_of(&CodedText::of(&shelf.body.text));
    }
    Edit { target: Target::Sidecar, range: 0..shelf.text.len(), text: sidecar::write(&sidecar, &shelf.draft_name) }
}

impl Shelf {
    fn fresh(
        &self,
        sidecar: &Sidecar,
        words: &CodedText,
        kind: Kind,
        attributes: Vec<(String, String)>,
        range: Range<usize>,
    ) -> Annotation {
        let mut annotation = Annotation::new(sidecar.free_id(kind), kind, attributes);
        annotation.creator.clone_from(&self.creator);
        annotation.created = Some(self.created.clone());
        annotation.place(words, range);
        annotation
    }
}

fn beside(reading: &Reading, marks: &[NewMark], shelf: &Shelf) -> Result<Vec<Edit>, Refusal> {
    let mut sidecar = shelf.sidecar.clone();
    let words = CodedText::of(&shelf.body.text);
    for m in marks {
        let range = in_body(reading, m.place, &shelf.body);
        if range.is_empty() {
            return Err(Refusal::Markup);
        }
        let annotation = shelf.fresh(&sidecar, &words, m.kind, m.attributes.clone(), range);
        sidecar.annotations.push(annotation);
    }
    Ok(vec![rewritten(shelf, sidecar)])
}

/// The edits that take an inline annotation's brackets and attributes away, and the escapes that only they needed.
fn unwrap(reading: &Reading, mark: &Mark, number: usize) -> Vec<Edit> {
    let block = &reading.blocks[mark.place.block];
    let start = reading.starts[mark.place.block];
    let a = &block.annotations[number];
    let cut = |range: Range<usize>| Edit { target: Target::Draft, range: start + range.start..start + range.end, text: String::new() };
    let mut edits = vec![cut(a.whole.start..a.content.start), cut(a.content.end..a.whole.end)];
    let outermost = !block.annotations.iter().any(|o| o.content.start < a.whole.start && a.whole.end <= o.content.end);
    if outermost {
        // Escapes within annotations that stay are still needed.
        let bytes = block.raw.as_bytes();
        let inner = |at: usize| block.annotations.iter().any(|o| o.whole != a.whole && o.whole.start <= at && at < o.whole.end);
        let mut at = a.content.start;
        while at + 1 < a.content.end {
            if bytes[at] == b'\\' && matches!(bytes[at + 1], b'[' | b']' | b'\\') {
                if !inner(at) {
                    edits.push(cut(at..at + 1));
                }
                at += 1;
            }
            at += 1;
        }
    }
    edits
}

fn change(reading: &Reading, changes: &[Change], shelf: Option<&Shelf>) -> Result<Vec<Edit>, Refusal> {
    let mut edits = Vec::new();
    let mut dropped: Vec<usize> = Vec::new();
    let mut sidecar = None;
    for (number, pairs) in changes {
        let mark = &reading.marks[*number];
        match mark.home {
            Home::Inline(n) => match pairs {
                None => edits.extend(unwrap(reading, mark, n)),
                Some(pairs) => {
                    let block = &reading.blocks[mark.place.block];
                    let a = &block.annotations[n];
                    let start = reading.starts[mark.place.block];
                    let text = format!("]{}", attribute_list(mark.kind, mark.id.as_deref(), &borrowed(pairs)));
                    edits.push(Edit { target: Target::Draft, range: start + a.content.end..start + a.whole.end, text });
                }
            },
            Home::Beside(n) => {
                let kept = sidecar.get_or_insert_with(|| shelf.map(|s| s.sidecar.clone()));
                let Some(annotation) = kept.as_mut().and_then(|s: &mut Sidecar| s.annotations.get_mut(n)) else {
                    return Err(Refusal::NoFile);
                };
                match pairs {
                    Some(pairs) => annotation.attributes.clone_from(pairs),
                    None => dropped.push(n),
                }
            }
        }
    }
    if let (Some(Some(mut sidecar)), Some(shelf)) = (sidecar, shelf) {
        drop_all(&mut sidecar, dropped);
        edits.push(rewritten(shelf, sidecar));
    }
    Ok(edits)
}

fn drop_all(sidecar: &mut Sidecar, mut numbers: Vec<usize>) {
    numbers.sort_unstable();
    for n in numbers.into_iter().rev() {
        sidecar.annotations.remove(n);
    }
}

fn relocate(reading: &Reading, marks: &[usize], shelf: &Shelf) -> Result<Vec<Edit>, Refusal> {
    let mut edits = Vec::new();
    let mut sidecar = shelf.sidecar.clone();
    let words = CodedText::of(&shelf.body.text);
    let mut dropped = Vec::new();
    for number in marks {
        let mark = &reading.marks[*number];
        match mark.home {
            Home::Inline(n) => {
                edits.extend(unwrap(reading, mark, n));
                let range = in_body(reading, mark.place, &shelf.body);
                let mut annotation = shelf.fresh(&sidecar, &words, mark.kind, mark.attributes.clone(), range);
                annotation.take_back_maker();
                if let Some(id) = &mark.id {
                    annotation.id.clone_from(id);
                }
                sidecar.annotations.push(annotation);
            }
            Home::Beside(n) => {
                edits.extend(edits::wrap(reading, mark.place, mark.kind, &borrowed(&mark.attributes))?);
                dropped.push(n);
            }
        }
    }
    drop_all(&mut sidecar, dropped);
    edits.push(rewritten(shelf, sidecar));
    Ok(edits)
}
