//! The open drafts, and what is known of each.
//!
//! Edits are applied here synchronously, one message after the other; `analysing` reads what was edited.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use dashmap::DashMap;
use serde_json::Value;
use tokio::sync::{mpsc, watch};
use tower_lsp::Client;
use tower_lsp::lsp_types::request::WorkspaceConfiguration;
use tower_lsp::lsp_types::{
    ConfigurationItem, ConfigurationParams, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, SemanticTokens, Url,
};

use super::analysis::{Analysis, Snapshot};
use super::asking::{Refresher, ask_editor};
use super::beside::Beside;
use super::client::Abilities;
use super::desk::EditorDesk;
use super::newer::Newer;
use super::on_their_way::Renaming;
use super::publisher::{Notice, Publisher};
use super::queue::{Queue, Urgency};
use super::remembered::Remembered;
use super::telling::Teller;
use super::{colours, convert, diagnostics};
use crate::desk::files;
use crate::reader::Judge;
use crate::settings::When;
use crate::text::{Draft, Format};

tokio::task_local! {
    /// When the message that is being answered arrived, by the world's own count.
    pub(super) static ARRIVED: u64;
}

/// An open draft.
pub(super) struct Open {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) analysis: Option<Arc<Analysis>>,
    /// The generation of a snapshot that could not be analysed.
    pub(super) failed: Option<u64>,
    /// The generation of `snapshot`, to be seen without the map's lock.
    pub(super) latest: Arc<AtomicU64>,
    /// Rung when there is an analysis, or a newer text. Goes with the draft.
    pub(super) news: watch::Sender<()>,
    /// What the reader thinks of it.
    pub(super) judged: Arc<Remembered>,
    /// The colours that the editor has of it.
    pub(super) colours: Option<SemanticTokens>,
    /// Why it is left alone: the file is no draft, or somebody has said so. It is not read then, and nothing is said of it.
    pub(super) alone: Option<String>,
}

impl Open {
    fn set(&mut self, snapshot: Snapshot) {
        self.latest.store(snapshot.generation, Ordering::Release);
        self.snapshot = Arc::new(snapshot);
    }
}

/// All that the server knows.
pub(super) struct World {
    pub(super) client: Client,
    pub(super) abilities: OnceLock<Abilities>,
    /// What the editor declares of a newer protocol, of which its abilities are made.
    pub(super) newer: OnceLock<Newer>,
    pub(super) drafts: DashMap<Url, Open>,
    /// Counts whatever changes.
    generation: AtomicU64,
    /// The generation in which settings, or files beside drafts, changed last.
    pub(super) state: AtomicU64,
    /// Files that are not open, as analysed when they were written then and all else was as it is.
    pub(super) files: DashMap<PathBuf, (Option<SystemTime>, Arc<Analysis>)>,
    /// Held by whoever goes over the files that are not open.
    pub(super) walking: Arc<tokio::sync::Mutex<()>>,
    pub(super) desk: Arc<EditorDesk>,
    pub(super) queue: Queue,
    pub(super) publisher: Arc<Publisher>,
    refresher: Refresher,
    pub(super) renaming: Renaming,
    /// Who judges claims; none where only the rules are wanted.
    pub(super) reader: Option<Arc<Judge>>,
    /// What is said of drafts as a whole.
    pub(super) teller: Teller,
    /// Files that somebody has said are to be read, or left alone.
    pub(super) switched: DashMap<Url, bool>,
    /// Held by whoever has a draft judged.
    pub(super) judging: Arc<tokio::sync::Mutex<()>>,
}

impl World {
    pub(super) fn new(client: Client, line: mpsc::Sender<Notice>, reader: Option<Arc<Judge>>) -> Self {
        let publisher = Arc::new(Publisher::new(line));
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            desk: Arc::new(EditorDesk::new(client.clone(), Arc::clone(&publisher))),
            refresher: Refresher::new(client.clone()),
            teller: Teller::new(client.clone()),
            switched: DashMap::new(),
            client,
            abilities: OnceLock::new(),
            newer: OnceLock::new(),
            drafts: DashMap::new(),
            generation: AtomicU64::new(1),
            state: AtomicU64::new(0),
            files: DashMap::new(),
            walking: Arc::default(),
            queue: Queue::new(cores),
            publisher,
            renaming: Renaming::default(),
            reader,
            judging: Arc::default(),
        }
    }

    pub(super) fn abilities(&self) -> Abilities {
        self.abilities.get().copied().unwrap_or_default()
    }

    pub(super) fn next_generation(&self) -> u64 {
        self.generation.fetch_add(1, Ordering::AcqRel)
    }

    /// What is greater than all generations so far, and not greater than those to come.
    pub(super) fn now(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    // ---- messages that change state; called in the order of their arrival -------------------------------------------------

    pub(super) fn open(self: &Arc<Self>, p: DidOpenTextDocumentParams) {
        let document = p.text_document;
        let path = convert::path(&document.uri);
        let format = format_of(&document.language_id, &document.uri).filter(|_| !path.as_deref().is_some_and(files::is_private));
        // An editor may open a file again without closing it, as another language, too.
        if self.drafts.contains_key(&document.uri) && format.is_none() {
            self.forget(&document.uri);
        }
        let Some(format) = format else {
            // A file of the desk's own: it is read as it stands in the editor.
            if let Some(path) = path {
                self.desk.opened(path, document.version, &document.text);
                self.read_all_again();
            }
            return;
        };
        if let Some(path) = &path {
            self.files.remove(path);
            if self.desk.closed(path) {
                self.read_all_again();
            }
        }
        let generation = self.next_generation();
        let draft = Draft::new(&document.text, format);
        let beside = self.renamed_from(&document.uri, &draft);
        let beside = beside.unwrap_or_else(|| Beside::load(&self.desk, path.as_deref(), &draft));
        let snapshot = Arc::new(Snapshot {
            uri: document.uri.clone(),
            version: document.version,
            draft,
            house: None,
            beside,
            typing: None,
            held: false,
            generation,
            written: generation,
            state: self.state.load(Ordering::Acquire),
        });
        let open = Open {
            snapshot,
            analysis: None,
            failed: None,
            latest: Arc::new(AtomicU64::new(generation)),
            news: watch::Sender::new(()),
            judged: Arc::default(),
            colours: None,
            alone: self.why_alone(&document.uri),
        };
        let alone = open.alone.is_some();
        if let Some(before) = self.drafts.insert(document.uri.clone(), open) {
            before.latest.store(u64::MAX, Ordering::Release);
        }
        if alone {
            self.tell(&document.uri);
        }
        self.schedule([document.uri], Urgency::Soon);
    }

    /// Why a file is left alone.
    pub(super) fn why_alone(&self, uri: &Url) -> Option<String> {
        match self.switched.get(uri).map(|on| *on) {
            Some(true) => None,
            Some(false) => Some("you have said so".to_owned()),
            None => self.desk.why_no_draft(&convert::path(uri)?),
        }
    }

    /// Reads a file as a draft from now on, or leaves it alone.
    pub(super) fn switch(self: &Arc<Self>, uri: &Url, on: bool) {
        self.switched.insert(uri.clone(), on);
        let alone = self.why_alone(uri);
        {
            let Some(mut open) = self.drafts.get_mut(uri).filter(|o| o.alone != alone) else { return };
            let state = open.snapshot.state;
            self.set_alone(&mut open, alone, state);
        }
        self.tell(uri);
        self.schedule([uri.clone()], Urgency::Soon);
        self.ask_to_pull_again();
    }

    /// Leaves an open file alone, or no longer, by what stands beside it in a state. Nothing is shown of one that is left alone.
    pub(super) fn set_alone(&self, open: &mut Open, alone: Option<String>, state: u64) {
        if alone.is_some() && open.alone.is_none() && !self.abilities().pulls {
            self.publisher.put(&open.snapshot.uri, None, Arc::default());
        }
        open.alone = alone;
        let snapshot = Snapshot { generation: self.next_generation(), state, ..(*open.snapshot).clone() };
        open.set(snapshot);
        // Whoever waits for it to be read need not any more.
        open.news.send_replace(());
    }

    /// When what is found in a draft is shown, by the settings of where it stands.
    fn when(&self, uri: &Url) -> When {
        self.desk.settings_for(convert::path(uri).as_deref()).check
    }

    pub(super) fn change(self: &Arc<Self>, p: DidChangeTextDocumentParams) {
        let uri = p.text_document.uri.clone();
        let encoding = self.abilities().encoding;
        let generation = self.next_generation();
        let when = self.when(&uri);
        {
            let Some(mut open) = self.drafts.get_mut(&uri) else {
                self.change_desk_file(&uri, p);
                return;
            };
            let mut draft = open.snapshot.draft.clone();
            let mut beside = open.snapshot.beside.clone().refreshed(&self.desk, &draft);
            let mut typing = None;
            for change in p.content_changes {
                if let Some(range) = change.range {
                    let (range, text) = convert::edit(draft.rope(), range, change.text, encoding);
                    beside.moved(&range, text.len());
                    typing = Some(range.start + text.len());
                    draft.edit(range, &text);
                } else {
                    let fresh = Draft::new(&change.text, draft.format());
                    beside.found_again(&draft, &fresh);
                    draft = fresh;
                }
            }
            let snapshot = Snapshot {
                uri: uri.clone(),
                version: p.text_document.version,
                draft,
                house: open.snapshot.house.clone(),
                beside,
                typing,
                held: when != When::Typing,
                generation,
                written: generation,
                state: open.snapshot.state,
            };
            open.set(snapshot);
            // Whoever waits for the text before need not any more.
            open.news.send_replace(());
        }
        self.schedule([uri.clone()], Urgency::Now);
        self.settle_later(uri, generation);
    }

    /// An edit of one of the desk's own files.
    fn change_desk_file(self: &Arc<Self>, uri: &Url, p: DidChangeTextDocumentParams) {
        let Some(path) = convert::path(uri) else { return };
        let encoding = self.abilities().encoding;
        let changed = self.desk.changed(&path, p.text_document.version, |rope| {
            for change in p.content_changes {
                let (bytes, text) = match change.range {
                    Some(range) => convert::edit(rope, range, change.text, encoding),
                    None => (0..rope.len_bytes(), change.text),
                };
                let (start, end) = (rope.byte_to_char(bytes.start), rope.byte_to_char(bytes.end));
                rope.remove(start..end);
                rope.insert(start, &text);
            }
        });
        if changed {
            self.read_all_again();
        }
    }

    /// After two idle seconds the sentence that was being typed is judged, too.
    fn settle_later(self: &Arc<Self>, uri: Url, generation: u64) {
        const IDLE: Duration = Duration::from_secs(2);
        let world = Arc::clone(self);
        tokio::spawn(async move {
            tokio::time::sleep(IDLE).await;
            world.settle(&uri, |open| open.latest.load(Ordering::Acquire) == generation);
        });
    }

    /// The caret stands on a line: where that is another one than that of the last edit, the sentence there is finished.
    pub(super) fn caret_at(self: &Arc<Self>, uri: &Url, line: u32) {
        self.settle(uri, |open| {
            let rope = open.snapshot.draft.rope();
            open.snapshot.typing.is_some_and(|at| rope.byte_to_line(at.min(rope.len_bytes())) != line as usize)
        });
    }

    /// Judges the sentence at the last edit of a draft, if it waits and `now` says so.
    fn settle(self: &Arc<Self>, uri: &Url, now: impl Fn(&Open) -> bool) {
        {
            let Some(mut open) = self.drafts.get_mut(uri) else { return };
            let waits = open.snapshot.typing.is_some() && open.analysis.as_ref().is_none_or(|a| a.holds_back());
            let held = open.snapshot.held && self.when(uri) == When::Rest;
            if !(waits || held) || !now(&open) {
                return;
            }
            let generation = self.next_generation();
            let held = open.snapshot.held && !held;
            let snapshot = Snapshot { typing: None, held, generation, ..(*open.snapshot).clone() };
            open.set(snapshot);
        }
        self.schedule([uri.clone()], Urgency::Now);
        self.ask_to_pull_again();
    }

    /// Shows what is found in a draft now, whenever it is usually shown.
    pub(super) fn check_now(self: &Arc<Self>, uri: &Url) {
        if let Some(mut open) = self.drafts.get_mut(uri) {
            let generation = self.next_generation();
            let snapshot = Snapshot { typing: None, held: false, generation, ..(*open.snapshot).clone() };
            open.set(snapshot);
        }
        self.schedule([uri.clone()], Urgency::Now);
        self.ask_to_pull_again();
    }

    /// Annotations beside a draft are written where they now stand when the draft is saved. Their file is written with no draft in
    /// hand, as a disk may be slow; what was read again meanwhile is looked at again.
    pub(super) fn save(self: &Arc<Self>, p: DidSaveTextDocumentParams) {
        let uri = p.text_document.uri;
        let (rewrite, let_go) = loop {
            let Some(before) = self.drafts.get(&uri).map(|o| Arc::clone(&o.snapshot)) else { return };
            let mut beside = before.beside.clone().refreshed(&self.desk, &before.draft);
            let rewrite = beside.save(&self.desk, &before.draft);
            let generation = self.next_generation();
            let held = before.held && self.when(&uri) == When::Hand;
            let snapshot = Snapshot { beside, held, generation, ..(*before).clone() };
            let same = |o: &dashmap::mapref::one::RefMut<Url, Open>| Arc::ptr_eq(&o.snapshot, &before);
            if let Some(mut open) = self.drafts.get_mut(&uri).filter(same) {
                open.set(snapshot);
                break (rewrite, before.held && !held);
            }
        };
        if let_go {
            self.ask_to_pull_again();
        }
        if let Some(rewrite) = rewrite {
            rewrite.ask(&self.client, self.abilities(), &self.desk);
        }
        self.schedule([uri], Urgency::Now);
    }

    pub(super) fn close(self: &Arc<Self>, p: DidCloseTextDocumentParams) {
        let uri = p.text_document.uri;
        if convert::path(&uri).is_some_and(|path| self.desk.closed(&path)) {
            self.read_all_again();
            return;
        }
        self.forget(&uri);
    }

    /// Keeps a setting that somebody has made by an answer or a command, here and in the editor's settings, of the folder or the
    /// person.
    pub(super) async fn keep(self: &Arc<Self>, key: &str, value: Value, folder: bool) {
        self.desk.keep(key, value.clone());
        self.read_all_again();
        self.set_in_editor(key, value, folder).await;
    }

    /// Lets go of a draft that is not open any more, and of all that was kept for it.
    fn forget(&self, uri: &Url) {
        let Some((_, open)) = self.drafts.remove(uri) else { return };
        open.latest.store(u64::MAX, Ordering::Release);
        self.renaming.left(uri, &open.snapshot);
        // What it was read with goes, unless others were read with it as well.
        drop(open);
        convert::path(uri).iter().for_each(|path| self.desk.left(path));
        if !self.abilities().pulls {
            self.publisher.put(uri, None, Arc::default());
        }
    }

    pub(super) fn configuration_changed(self: &Arc<Self>, p: DidChangeConfigurationParams) {
        if self.abilities().configuration {
            self.fetch_configuration();
        } else {
            let section = p.settings.get("copydesk").cloned().unwrap_or(p.settings);
            self.set_editor_settings(section);
        }
    }

    pub(super) fn files_changed(self: &Arc<Self>, _: DidChangeWatchedFilesParams) {
        self.desk.files_changed();
        self.read_all_again();
    }

    pub(super) fn folders_changed(self: &Arc<Self>, p: DidChangeWorkspaceFoldersParams) {
        self.desk.set_folders(|folders| {
            for gone in p.event.removed {
                folders.retain(|f| gone.uri.to_file_path().ok().as_ref() != Some(f));
            }
            folders.extend(p.event.added.iter().filter_map(|f| f.uri.to_file_path().ok()));
        });
        self.read_all_again();
    }

    /// Asks the editor for its settings, without anybody waiting for the answer.
    pub(super) fn fetch_configuration(self: &Arc<Self>) {
        let world = Arc::clone(self);
        tokio::spawn(async move {
            let items = vec![ConfigurationItem { scope_uri: None, section: Some("copydesk".into()) }];
            let asked = ask_editor::<WorkspaceConfiguration>(&world.client, ConfigurationParams { items }).await;
            if let Ok(answers) = asked {
                world.set_editor_settings(answers.into_iter().next().unwrap_or_default());
            }
        });
    }

    pub(super) fn set_editor_settings(self: &Arc<Self>, value: Value) {
        if self.desk.set_editor_settings(value) {
            self.read_all_again();
        }
    }

    /// The annotations beside a draft that the editor opens under another name, where they were before.
    fn renamed_from(&self, uri: &Url, draft: &Draft) -> Option<Beside> {
        let before = self.renaming.taken_up(uri, |old| self.drafts.get(old).map(|o| Arc::clone(&o.snapshot)))?;
        let path = convert::path(uri)?;
        (before.draft.rope() == draft.rope()).then(|| before.beside.clone().under(&self.desk, &path, draft))
    }

    /// Has every open draft analysed anew, as something beside its text changed; each when its turn comes. What this costs does
    /// not depend on how many are open: it is done at every key in a file of the desk.
    pub(super) fn read_all_again(self: &Arc<Self>) {
        self.desk.look_again();
        self.state.store(self.next_generation(), Ordering::Release);
        self.files.clear();
        self.schedule_all();
        self.ask_to_pull_again();
    }

    /// Asks an editor that fetches diagnostics, hints, lenses and colours itself to do so.
    pub(super) fn ask_to_pull_again(&self) {
        self.refresher.ring(self.abilities());
    }

    /// The colours of a draft, and those that the editor had of it last.
    pub(super) fn coloured(&self, analysis: &Analysis) -> (SemanticTokens, Option<SemanticTokens>) {
        let data = colours::tokens(analysis, &(0..usize::MAX), self.abilities());
        let tokens = SemanticTokens { result_id: Some(diagnostics::result_id(analysis)), data };
        let before = self.drafts.get_mut(&analysis.snapshot.uri).and_then(|mut open| open.colours.replace(tokens.clone()));
        (tokens, before)
    }

    // ---- what is asked ------------------------------------------------------------------------------------------------------

    /// The text of an open draft.
    pub(super) fn text(&self, uri: &Url) -> Option<String> {
        self.drafts.get(uri).map(|o| o.snapshot.draft.rope().to_string())
    }

    /// The drafts that are open.
    pub(super) fn open_drafts(&self) -> Vec<Url> {
        self.drafts.iter().map(|e| e.key().clone()).collect()
    }
}

/// How a document is marked up; `None` for languages that are no prose, and for the desk's own files in whatever language.
fn format_of(language: &str, uri: &Url) -> Option<Format> {
    if files::is_beside_name(&convert::name(uri)) {
        return None;
    }
    match language {
        "markdown" | "quarto" | "rmd" => Some(Format::Markdown),
        "plaintext" | "text" | "txt" | "mail" | "org" | "rst" | "restructuredtext" | "asciidoc" | "norg" | "typst" | "" => {
            Some(Format::of_name(uri.path()))
        }
        // What an editor takes for a program is one, unless its file is named as drafts are.
        _ => Some(Format::of_name(uri.path())).filter(|_| crate::text::is_draft(std::path::Path::new(uri.path()))),
    }
}
