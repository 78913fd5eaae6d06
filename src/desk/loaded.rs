//! What lies beside a draft, as read, and what is wrong with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::language::House;
use crate::roster::{Protected, Roster};
use crate::settings::Settings;
use crate::story::{Context, Kept};
use crate::text::Trouble;
use crate::text::metadata::Metadata;

/// What one of the desk's files is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Settings,
    Metadata,
    People,
    Private,
}

/// How much what is wrong with a file weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// All else is used.
    Slight,
    /// What is used may not be what the desk means: a program that can stop should.
    Grave,
    /// Nothing of the file is used.
    Unread,
}

/// One of the desk's files as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) path: PathBuf,
    pub(crate) sort: Sort,
    /// What is wrong with it.
    pub(crate) troubles: Vec<Trouble>,
    pub(crate) weight: Weight,
}

/// The people file that is kept by hand, whether there is one yet or not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Hand {
    pub(crate) path: PathBuf,
    /// The desk's folder, in which it lies; none where a person's own settings name it, wherever it is.
    pub(crate) within: Option<PathBuf>,
}

/// What lies beside a draft, as read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loaded {
    pub(crate) settings: Arc<Settings>,
    pub(crate) house: Arc<House>,
    /// What the `.meta.yaml` file says, and its text.
    pub(crate) meta: Option<(Metadata, Arc<str>)>,
    pub(super) roster: Arc<Roster>,
    pub(crate) protected: Arc<Protected>,
    /// The people file that is kept by hand; none for a draft that belongs to no desk.
    pub(crate) people_file: Option<Hand>,
    /// The files that were read.
    pub(crate) files: Vec<Arc<Read>>,
}

impl Loaded {
    /// What is read with a draft that has no file.
    pub(crate) fn of(settings: Settings) -> Self {
        Self { house: Arc::new(House::of(&settings)), settings: Arc::new(settings), ..Self::default() }
    }

    /// All that is known of a draft besides its text, given the path of its file or address and the annotations beside it.
    pub(crate) fn context(&self, path: Option<String>, beside: Vec<Kept>) -> Context {
        Context {
            settings: Arc::clone(&self.settings),
            meta: self.meta.as_ref().map(|(meta, _)| meta.clone()).unwrap_or_default(),
            path,
            date: None,
            house: Arc::clone(&self.house),
            roster: Arc::clone(&self.roster),
            beside: Arc::new(beside),
            protected: Arc::clone(&self.protected),
        }
    }
}

impl Read {
    /// A file with which nothing is wrong.
    pub(super) fn of(path: &Path, sort: Sort) -> Self {
        Self { path: path.to_owned(), sort, troubles: Vec::new(), weight: Weight::Slight }
    }

    /// Adds a trouble, and how much it weighs.
    pub(super) fn fail(&mut self, weight: Weight, trouble: Trouble) {
        self.troubles.push(trouble);
        self.weight = self.weight.max(weight);
    }
}
