//! What lies beside a draft: settings, metadata, people, protected sources. One loader for the command line, which reads the disk
//! ([`files::Disk`]), and for the server, which reads what is open in the editor first ([`editor::Editor`]). It tells nobody
//! anything: what is wrong with a file is returned with what was read, and each door says it in its own way.
//!
//! A draft belongs to the desk of the nearest folder on the way up that has settings or people; its sources are protected by
//! every private file on the way up, whatever else lies there.

mod drafts;
pub(crate) mod editor;
pub(crate) mod files;
mod loaded;
pub(crate) mod strays;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use serde_json::Value;

use self::files::{Files, Stamp};
pub(crate) use self::loaded::{Hand, Loaded, Read, Sort, Weight};
use crate::annotations::sidecar::{self, Sidecar};
use crate::language::House;
use crate::roster::file;
use crate::roster::{Entries, Protected, Roster};
use crate::rules;
use crate::settings::Settings;
use crate::text::Trouble;
use crate::text::metadata::{self, Metadata, Notation};

/// The people file of a draft that has none: the same one each time, as a draft is read again from the top where it is another.
static NOBODY: LazyLock<Arc<Roster>> = LazyLock::new(Arc::default);

/// How often it is looked whose desk a folder is, and which people files there are, where nobody says that files changed.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Something read from files, and the states in which they were.
#[derive(Debug)]
struct Known<T> {
    stamps: Vec<(PathBuf, Stamp)>,
    value: T,
}

/// What holds in a desk's folder.
#[derive(Clone, Debug, Default)]
struct Rules {
    settings: Arc<Settings>,
    words: Arc<House>,
    hand: Option<Hand>,
    read: Option<Arc<Read>>,
}

/// Who is known in a desk's folder.
#[derive(Clone, Debug)]
struct People {
    roster: Arc<Roster>,
    read: Vec<Arc<Read>>,
}

/// Settings, and those that hold for one draft in their place.
type Exception = (Arc<Settings>, Arc<Settings>);
type Guarded = (Arc<Protected>, Vec<Arc<Read>>);
type Said = (Metadata, Arc<str>, Arc<Read>);

/// All that is known of the files beside drafts; each is read again only when it changed.
#[derive(Debug, Default)]
pub(crate) struct Desk<F> {
    pub(crate) files: F,
    /// Settings that hold in place of every house's, and the file that they are from.
    instead: Option<(Settings, PathBuf)>,
    /// The folders of the workspace; the command line has none.
    workspace: RwLock<Vec<PathBuf>>,
    /// What a person sets over the house's settings, as JSON.
    own: RwLock<Value>,
    desks: Mutex<HashMap<PathBuf, (Instant, Option<PathBuf>)>>,
    rules: Mutex<HashMap<PathBuf, Known<Rules>>>,
    /// Settings of drafts that overrides make differ from their desk's, by draft, and the desk's.
    exceptions: Mutex<HashMap<PathBuf, Exception>>,
    people: Mutex<HashMap<Hand, Known<People>>>,
    /// When people files were last looked at. Apart from them: nobody who says that files changed waits until they are read.
    looked: Mutex<HashMap<Hand, Instant>>,
    protected: Mutex<HashMap<Vec<PathBuf>, Known<Guarded>>>,
    metadata: Mutex<HashMap<PathBuf, Known<Said>>>,
}

/// The value behind a lock; a thread that panicked with it in hand left it whole, as all changes are single assignments.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether it is time to look again.
fn is_due(looked: Instant) -> bool {
    looked.elapsed() >= LOOK_AGAIN
}

impl<F: Files + Default> Desk<F> {
    /// A desk all of whose drafts follow the settings of one file.
    pub(crate) fn following(settings: Settings, path: PathBuf) -> Self {
        Self { instead: Some((settings, path)), ..Self::default() }
    }
}

impl<F: Files> Desk<F> {
    // ---- whose desk it is --------------------------------------------------------------------------------------------------

    pub(crate) fn workspace(&self) -> Vec<PathBuf> {
        self.workspace.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_workspace(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        change(&mut self.workspace.write().unwrap_or_else(PoisonError::into_inner));
        self.look_again();
    }

    /// Takes what a person sets; `false` where that is nothing new.
    ///
    /// # Errors
    /// What is wrong with it; what was set before is forgotten all the same.
    pub(crate) fn set_own(&self, value: Value) -> Result<bool, String> {
        let wrong = Settings::default().overridden(&value).err();
        let value = if wrong.is_some() { Value::Null } else { value };
        let mut own = self.own.write().unwrap_or_else(PoisonError::into_inner);
        let new = *own != value;
        if new {
            *own = value;
            held(&self.rules).clear();
        }
        wrong.map_or(Ok(new), Err)
    }

    /// What a person sets over the house's settings.
    pub(crate) fn own(&self) -> Value {
        self.own.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets when files were last looked at, as somebody says that some changed.
    pub(crate) fn look_again(&self) {
        held(&self.desks).clear();
        held(&self.looked).clear();
    }

    /// The folder of the workspace in which a file lies.
    pub(crate) fn workspace_of(&self, path: &Path) -> Option<PathBuf> {
        self.workspace().into_iter().filter(|f| path.starts_with(f)).max_by_key(|f| f.as_os_str().len())
    }

    /// The folder of the desk to which a draft belongs; a draft that is no file belongs to the workspace's first.
    fn root_of(&self, draft: Option<&Path>) -> Option<PathBuf> {
        let Some(folder) = draft.and_then(Path::parent) else { return self.workspace().into_iter().next() };
        let known = held(&self.desks).get(folder).filter(|(looked, _)| !is_due(*looked)).map(|(_, root)| root.clone());
        let found = known.unwrap_or_else(|| {
            let found = files::desk_above(folder, &self.files);
            held(&self.desks).insert(folder.to_owned(), (Instant::now(), found.clone()));
            found
        });
        found.or_else(|| self.workspace_of(folder)).or_else(|| self.workspace().into_iter().next())
    }

    // ---- what is read ------------------------------------------------------------------------------------------------------

    /// Reads all that lies beside a draft but its annotations.
    pub(crate) fn load(&self, draft: Option<&Path>) -> Loaded {
        let draft = draft.map(files::absolute);
        let draft = draft.as_deref();
        let root = self.root_of(draft);
        let rules = self.rules_in(root.as_deref());
        let people = rules.hand.as_ref().map(|hand| self.people(hand));
        let (protected, guards) = self.protected_in(draft, root.as_deref());
        let said = draft.and_then(|d| self.metadata(d));
        let mut read: Vec<Arc<Read>> = rules.read.iter().cloned().collect();
        read.extend(said.iter().map(|(.., read)| Arc::clone(read)));
        read.extend(guards);
        read.extend(people.iter().flat_map(|p| p.read.iter().cloned()));
        Loaded {
            settings: self.excepted(&rules.settings, root.as_deref(), draft),
            house: rules.words,
            meta: said.map(|(meta, text, _)| (meta, text)),
            roster: people.map_or_else(|| Arc::clone(&NOBODY), |p| p.roster),
            protected,
            people_file: rules.hand,
            files: read,
        }
    }

    /// The settings that hold for a draft.
    pub(crate) fn settings(&self, draft: Option<&Path>) -> Arc<Settings> {
        let root = self.root_of(draft);
        self.excepted(&self.rules_in(root.as_deref()).settings, root.as_deref(), draft)
    }

    /// The ids of the sources that are protected in a draft.
    pub(crate) fn protected(&self, draft: Option<&Path>) -> Arc<Protected> {
        let draft = draft.map(files::absolute);
        self.protected_in(draft.as_deref(), self.root_of(draft.as_deref()).as_deref()).0
    }

    /// The desk's settings but for what they make an exception of for one draft.
    fn excepted(&self, settings: &Arc<Settings>, root: Option<&Path>, draft: Option<&Path>) -> Arc<Settings> {
        let (Some(root), Some(draft), false) = (root, draft, settings.overrides.is_empty()) else { return Arc::clone(settings) };
        if let Some((_, known)) = held(&self.exceptions).get(draft).filter(|(of, _)| Arc::ptr_eq(of, settings)) {
            return Arc::clone(known);
        }
        let own = settings.for_file(&files::below(root, draft)).map_or_else(|_| Arc::clone(settings), Arc::new);
        held(&self.exceptions).insert(draft.to_owned(), (Arc::clone(settings), Arc::clone(&own)));
        own
    }

    fn rules_in(&self, root: Option<&Path>) -> Rules {
        let file = root.map(|r| r.join(files::SETTINGS));
        let stamps: Vec<(PathBuf, Stamp)> = file.iter().map(|f| (f.clone(), self.files.stamp(f))).collect();
        let key = root.map(Path::to_owned).unwrap_or_default();
        if let Some(known) = held(&self.rules).get(&key).filter(|k| k.stamps == stamps) {
            return known.value.clone();
        }
        let value = self.read_rules(root, file.as_deref());
        held(&self.rules).insert(key, Known { stamps, value: value.clone() });
        value
    }

    fn read_rules(&self, root: Option<&Path>, file: Option<&Path>) -> Rules {
        let (mut house, mut read) = match (&self.instead, file) {
            (Some((settings, path)), _) => (settings.clone(), Read::of(path, Sort::Settings)),
            (None, Some(file)) => self.read_house(file),
            (None, None) => (Settings::default(), Read::of(Path::new(""), Sort::Settings)),
        };
        // A file that a person names at the command line is the person's own, unless it is the desk's.
        let ours = root.filter(|root| self.instead.as_ref().is_none_or(|(_, path)| files::is_within(root, path)));
        if let (Some(root), Some(name)) = (root, &house.people_file) {
            let path = root.join(name);
            let wrong = if files::is_private(&path) {
                Some("this is the list of protected sources, and none of people. Name the people file.")
            } else if ours.is_some_and(|root| !files::is_within(root, &path)) {
                Some(
                    "this leads out of the desk's folder, and is not read. Put the file into the folder; a file elsewhere can be named in an editor's own settings.",
                )
            } else {
                None
            };
            if let Some(why) = wrong {
                let text = self.files.read(&read.path).ok().flatten().unwrap_or_default();
                let (line, column) = Settings::place_of("people-file", &text);
                read.troubles.push(Trouble { line, column, message: format!("`people-file`: {why}") });
                house.people_file = None;
            }
        }
        let own = self.own.read().unwrap_or_else(PoisonError::into_inner);
        let settings = house.overridden(&own).unwrap_or_else(|_| house.clone());
        let theirs = settings.people_file != house.people_file;
        let hand = root.map(|root| Hand {
            path: root.join(settings.people_file.as_deref().unwrap_or(files::PEOPLE)),
            within: ours.filter(|_| !theirs).map(Path::to_owned),
        });
        let words = Arc::new(House::of(&settings));
        Rules { settings: Arc::new(settings), words, hand, read: Some(Arc::new(read)).filter(|r| r.path != Path::new("")) }
    }

    /// The settings in a desk's own file; the defaults where it cannot be read.
    fn read_house(&self, file: &Path) -> (Settings, Read) {
        let mut read = Read::of(file, Sort::Settings);
        let parsed = self.files.read(file).and_then(|text| Settings::from_toml(&text.unwrap_or_default()));
        let settings = parsed.unwrap_or_else(|trouble| {
            read.fail(Weight::Unread, trouble);
            Settings::default()
        });
        if let Some(trouble) = unknown(&settings) {
            read.fail(Weight::Grave, trouble);
        }
        (settings, read)
    }

    fn people(&self, hand: &Hand) -> People {
        let mut all = held(&self.people);
        if held(&self.looked).get(hand).is_some_and(|at| !is_due(*at))
            && let Some(known) = all.get(hand)
        {
            return known.value.clone();
        }
        let stamp = |p: PathBuf| {
            let stamp = self.files.stamp(&p);
            (p, stamp)
        };
        let stamps: Vec<(PathBuf, Stamp)> = files::people_paths(&hand.path, &self.files).into_iter().map(stamp).collect();
        held(&self.looked).insert(hand.clone(), Instant::now());
        if let Some(known) = all.get(hand).filter(|k| k.stamps == stamps) {
            return known.value.clone();
        }
        let (entries, read): (Vec<Entries>, Vec<Arc<Read>>) = stamps.iter().map(|(path, _)| self.read_people(path, hand)).unzip();
        let people = People { roster: Arc::new(Roster::of(entries)), read };
        all.insert(hand.clone(), Known { stamps, value: people.clone() });
        people
    }

    /// The people file that is kept by hand in a desk's folder.
    pub(crate) fn hand_in(&self, root: &Path) -> Option<Hand> {
        self.rules_in(Some(root)).hand
    }

    /// The people of a desk without those of one file.
    pub(crate) fn people_but(&self, hand: &Hand, file: &Path) -> (Roster, Vec<Arc<Read>>) {
        let paths = files::people_paths(&hand.path, &self.files).into_iter().filter(|p| p != file);
        let (entries, read): (Vec<Entries>, _) = paths.map(|p| self.read_people(&p, hand)).unzip();
        (Roster::of(entries), read)
    }

    /// Reads a people file; one that cannot be read is left out and says why.
    fn read_people(&self, path: &Path, hand: &Hand) -> (Entries, Arc<Read>) {
        let mut read = Read::of(path, Sort::People);
        let refused = |message: &str| Err(Trouble { line: 0, column: 0, message: message.to_owned() });
        let text = if files::is_private(path) {
            refused("This is the list of protected sources, and none of people: it is not read here.")
        } else if hand.within.as_ref().is_some_and(|root| !files::is_within(root, path)) {
            refused("This link leads out of the desk's folder, and is not followed. Put the file itself here.")
        } else {
            self.files.read(path)
        };
        let (entries, troubles) = match text {
            Ok(text) => file::read(&text.unwrap_or_default()),
            Err(trouble) => (Entries::default(), vec![trouble]),
        };
        read.troubles = troubles;
        (entries, Arc::new(read))
    }

    fn protected_in(&self, draft: Option<&Path>, root: Option<&Path>) -> Guarded {
        // A draft that is no file may be meant for any folder of the workspace.
        let mut folders = draft.and_then(Path::parent).map_or_else(|| self.workspace(), |f| vec![f.to_owned()]);
        folders.extend(root.filter(|root| !folders.iter().any(|f| f.starts_with(root))).map(Path::to_owned));
        let there = |p: PathBuf| Some((self.files.stamp(&p), p)).filter(|(s, _)| s.there).map(|(s, p)| (p, s));
        let mut stamps: Vec<(PathBuf, Stamp)> = files::private_paths(&folders).into_iter().filter_map(there).collect();
        if stamps.len() > 1 {
            // What is reached in two ways is one file.
            let mut seen = Vec::new();
            stamps.retain(|(path, _)| {
                let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
                let new = !seen.contains(&real);
                seen.push(real);
                new
            });
        }
        let mut all = held(&self.protected);
        if let Some(known) = all.get(&folders).filter(|k| k.stamps == stamps) {
            return known.value.clone();
        }
        let mut protected = Protected::default();
        let mut read = Vec::new();
        for (path, _) in &stamps {
            let mut one = Read::of(path, Sort::Private);
            match self.files.read(path) {
                Ok(text) => {
                    let (ids, troubles) = Protected::read(&text.unwrap_or_default());
                    protected.extend(&ids);
                    one.troubles = troubles;
                }
                Err(trouble) => one.fail(Weight::Unread, trouble),
            }
            read.push(Arc::new(one));
        }
        let guarded = (Arc::new(protected), read);
        all.insert(folders, Known { stamps, value: guarded.clone() });
        guarded
    }

    fn metadata(&self, draft: &Path) -> Option<Said> {
        let path = metadata::path_beside(draft);
        let stamp = self.files.stamp(&path);
        if !stamp.there {
            held(&self.metadata).remove(&path);
            return None;
        }
        let stamps = vec![(path.clone(), stamp)];
        if let Some(known) = held(&self.metadata).get(&path).filter(|k| k.stamps == stamps) {
            return Some(known.value.clone());
        }
        let mut read = Read::of(&path, Sort::Metadata);
        let text = self.files.read(&path).map(Option::unwrap_or_default);
        let meta = match &text {
            Ok(text) => {
                let (meta, slips) = metadata::read(text, Notation::Yaml);
                slips.iter().for_each(|slip| read.fail(Weight::Slight, slip.trouble()));
                meta
            }
            Err(trouble) => {
                read.fail(Weight::Unread, trouble.clone());
                Metadata::default()
            }
        };
        let text: Arc<str> = text.unwrap_or_default().into();
        let said = (meta, text, Arc::new(read));
        held(&self.metadata).insert(path, Known { stamps, value: said.clone() });
        Some(said)
    }

    /// The annotations beside a draft, where there are any.
    ///
    /// # Errors
    /// What is wrong with their file, with its place.
    pub(crate) fn sidecar(&self, draft: &Path) -> Result<Sidecar, String> {
        let path = sidecar::path_beside(draft);
        match self.files.read(&path).map_err(|t| t.told(&path))? {
            Some(text) => sidecar::read(&text).map_err(|t| format!("{}:{}: {}", path.display(), t.line, t.message)),
            None => Ok(Sidecar::default()),
        }
    }

    /// How much is kept.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        let of_drafts = held(&self.exceptions).len() + held(&self.metadata).len();
        of_drafts + held(&self.rules).len() + held(&self.people).len() + held(&self.protected).len()
    }

    /// Lets go of what is known of a draft alone.
    pub(crate) fn forget(&self, draft: &Path) {
        held(&self.exceptions).remove(draft);
        held(&self.metadata).remove(&metadata::path_beside(draft));
        self.forget_unused();
    }

    /// Lets go of what was read in folders of whose drafts none is known any more.
    pub(crate) fn forget_unused(&self) {
        held(&self.protected).retain(|_, known| is_in_use(&known.value.0));
        held(&self.people).retain(|_, known| is_in_use(&known.value.roster));
        held(&self.rules).retain(|_, known| is_in_use(&known.value.settings));
        held(&self.desks).retain(|_, (looked, _)| !is_due(*looked));
        held(&self.looked).retain(|_, looked| !is_due(*looked));
    }
}

/// Whether somebody else holds what is kept.
fn is_in_use<T>(kept: &Arc<T>) -> bool {
    Arc::strong_count(kept) > 1
}

/// What in settings nobody knows: a rule, or a glob that is none.
pub(crate) fn unknown(settings: &Settings) -> Option<Trouble> {
    let message = rules::unknown(settings).map(|name| format!("there is no rule `{name}`")).or_else(|| settings.wrong());
    message.map(|message| Trouble { line: 0, column: 0, message })
}

#[cfg(test)]
mod tests {
    use super::files::Disk;
    use super::*;

    /// A draft is read again from the top where any of this is another.
    #[test]
    fn what_lies_beside_a_draft_that_is_no_file_stays_the_same() {
        let desk = Desk::<Disk>::default();
        let [one, other] = [0, 1].map(|_| desk.load(None));
        assert!(Arc::ptr_eq(&one.roster, &other.roster) && Arc::ptr_eq(&one.settings, &other.settings));
        assert!(Arc::ptr_eq(&one.house, &other.house) && Arc::ptr_eq(&one.protected, &other.protected));
    }
}
