//! What cannot be seen from outside: what is kept, and what is done before the next message is looked at.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tower_lsp::jsonrpc::ErrorCode;
use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    TextDocumentContentChangeEvent, TextDocumentIdentifier, TextDocumentItem, Url, VersionedTextDocumentIdentifier,
};
use tower_lsp::{ClientSocket, LspService};

use super::backend::Backend;
use super::world::{ARRIVED, World};
use crate::reader::{Judge, slow};

const TEXT: &str = "Harbour closes\n\nThe council delayed the vote to avoid a defeat.\n\nThe road was closed, Mayor Ana Sousa said.\n\n\
    Nobody was hurt, Sousa said.\n\nThe port was shut, Sousa said.\n\nIt rained on Monday, Sousa said.\n\nBoats were sunk, Sousa said.\n";

/// A world, and what must live as long.
fn world(folder: &Path) -> (Arc<World>, LspService<Backend>, ClientSocket) {
    world_with(folder, None)
}

fn world_with(folder: &Path, reader: Option<&Arc<Judge>>) -> (Arc<World>, LspService<Backend>, ClientSocket) {
    let (service, socket) =
        LspService::build(|client| Backend { world: Arc::new(World::new(client, mpsc::channel(1).0, reader.cloned())) }).finish();
    let world = Arc::clone(&service.inner().world);
    world.desk.set_folders(|folders| folders.push(folder.to_owned()));
    (world, service, socket)
}

fn open(world: &Arc<World>, uri: &Url) {
    let text_document = TextDocumentItem { uri: uri.clone(), language_id: "plaintext".into(), version: 1, text: TEXT.into() };
    world.open(DidOpenTextDocumentParams { text_document });
}

fn change(world: &Arc<World>, uri: &Url, version: i32) {
    let text_document = VersionedTextDocumentIdentifier { uri: uri.clone(), version };
    let text = format!("{TEXT}{version}\n");
    let content_changes = vec![TextDocumentContentChangeEvent { range: None, range_length: None, text }];
    world.change(DidChangeTextDocumentParams { text_document, content_changes });
}

fn file(folder: &Path, n: usize) -> Url {
    Url::from_file_path(folder.join(format!("{n}.txt"))).unwrap()
}

fn kept(world: &World) -> usize {
    world.drafts.len() + world.files.len() + world.desk.size()
}

/// Waits until no more than so much is kept: whoever read a draft last may still have the reading in hand.
async fn let_go(world: &World, most: usize, when: &str) {
    for _ in 0..500 {
        if kept(world) <= most {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
        world.desk.forget_unused();
    }
    panic!("{when} {} are kept, and not {most}", kept(world));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_for_drafts_that_are_closed_or_gone_is_let_go() {
    /// Settings, people and protected sources of one folder.
    const DESK: usize = 3;
    let folder = tempfile::tempdir().unwrap();
    let (world, _service, _socket) = world(folder.path());
    std::fs::write(folder.path().join("people.yaml"), "people:\n  - name: Ana Sousa\n    id: ana-sousa\n").unwrap();
    for n in 0..20 {
        let uri = file(folder.path(), n);
        std::fs::write(uri.to_file_path().unwrap(), TEXT).unwrap();
        // Both are told of: one has a slip, the other cannot be read.
        std::fs::write(folder.path().join(format!("{n}.txt.meta.yaml")), "date: 2024-04-01\ndate: 2024-04-02\n").unwrap();
        std::fs::write(folder.path().join(format!("{n}.txt.anno.json")), "{").unwrap();
        open(&world, &uri);
        assert!(world.latest_analysis(&uri).await.is_some());
    }
    // Of each the draft, its metadata and what was said of two files.
    assert_eq!(kept(&world), 20 * 4 + DESK);
    for n in 0..20 {
        let text_document = TextDocumentIdentifier { uri: file(folder.path(), n) };
        world.close(DidCloseTextDocumentParams { text_document });
    }
    let_go(&world, 0, "after closing").await;

    for n in 0..20 {
        std::fs::remove_file(folder.path().join(format!("{n}.txt.anno.json"))).unwrap();
        std::fs::remove_file(folder.path().join(format!("{n}.txt.meta.yaml"))).unwrap();
    }
    assert_eq!(world.files_not_open().await.len(), 20);
    assert_eq!(kept(&world), 20 + DESK, "the files as read, and nothing besides");
    for n in 0..15 {
        std::fs::remove_file(file(folder.path(), n).to_file_path().unwrap()).unwrap();
    }
    assert_eq!(world.files_not_open().await.len(), 5);
    assert_eq!(kept(&world), 5 + DESK, "after files went");
    world.desk.set_folders(Vec::clear);
    assert_eq!(world.files_not_open().await.len(), 0);
    let_go(&world, 0, "after the folder went").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_files_that_went_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let (world, _service, _socket) = world(folder.path());
    let uri = file(folder.path(), 1);
    std::fs::write(uri.to_file_path().unwrap(), TEXT).unwrap();
    std::fs::write(folder.path().join("copydesk.toml"), "[rules").unwrap();
    std::fs::write(folder.path().join("people.yaml"), "people: [").unwrap();
    open(&world, &uri);
    world.latest_analysis(&uri).await.unwrap();
    let before = kept(&world);
    for name in ["copydesk.toml", "people.yaml"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    world.files_changed(DidChangeWatchedFilesParams { changes: Vec::new() });
    world.latest_analysis(&uri).await.unwrap();
    let_go(&world, before - 2, "after both went").await;
}

/// However many drafts are open, a change beside them is taken in one step, and the next message is looked at.
#[tokio::test(flavor = "multi_thread")]
async fn drafts_are_read_again_after_the_next_message_and_not_before() {
    const DRAFTS: usize = 1000;
    let folder = tempfile::tempdir().unwrap();
    let (world, _service, _socket) = world(folder.path());
    let uris: Vec<Url> = (0..DRAFTS).map(|n| file(folder.path(), n)).collect();
    let snapshot = |uri: &Url| Arc::clone(&world.drafts.get(uri).unwrap().snapshot);
    uris.iter().for_each(|uri| open(&world, uri));
    for uri in &uris {
        world.latest_analysis(uri).await.unwrap();
    }
    let before: Vec<_> = uris.iter().map(snapshot).collect();
    world.files_changed(DidChangeWatchedFilesParams { changes: Vec::new() });
    let done = uris.iter().zip(&before).filter(|(uri, b)| !Arc::ptr_eq(&snapshot(uri), b)).count();
    assert!(done < DRAFTS / 2, "{done} were done at once");
    // Whoever asks gets what holds now, and the words are not read again for it.
    for (uri, before) in uris.iter().zip(&before).rev() {
        let analysis = world.latest_analysis(uri).await.unwrap();
        assert!(analysis.snapshot.state > before.state);
        assert!(Arc::ptr_eq(&analysis.snapshot.draft.slots()[0].block, &before.draft.slots()[0].block));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_gets_the_text_that_it_is_about_or_hears_that_it_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (world, _service, _socket) = world(folder.path());
    let uri = file(folder.path(), 1);
    let asked = |arrived: u64| ARRIVED.scope(arrived, world.analysis(&uri));
    assert!(asked(world.now()).await.unwrap().is_none(), "it is not open");
    let too_early = world.now();
    open(&world, &uri);
    let in_time = world.now();
    assert_eq!(asked(in_time).await.unwrap().unwrap().snapshot.version, 1);
    assert_eq!(asked(too_early).await.unwrap_err().code, ErrorCode::ContentModified);
    // What changes beside the text leaves the places in it.
    world.files_changed(DidChangeWatchedFilesParams { changes: Vec::new() });
    assert_eq!(asked(in_time).await.unwrap().unwrap().snapshot.version, 1);
    change(&world, &uri, 2);
    assert_eq!(asked(in_time).await.unwrap_err().code, ErrorCode::ContentModified);
    assert_eq!(asked(world.now()).await.unwrap().unwrap().snapshot.version, 2);
    open(&world, &uri);
    assert_eq!(world.latest_analysis(&uri).await.unwrap().snapshot.version, 1, "opened a second time");
}

/// The sentences that a draft's claims are asked about, once the reader has read so many windows of its latest text.
async fn asked_about(world: &Arc<World>, uri: &Url, windows: usize) -> Vec<String> {
    let mut news = world.drafts.get(uri).unwrap().news.subscribe();
    loop {
        let analysis = world.latest_analysis(uri).await.unwrap();
        if analysis.judged >= windows {
            let asked = analysis.findings.iter().filter(|f| f.code == "unattributed-claim");
            return asked.map(|f| analysis.reading.text(f.place).to_owned()).collect();
        }
        news.changed().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_judged_at_rest_and_what_was_thought_stands_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    // Whatever it reads, it would ask.
    let reader = Judge::load(slow::by_chance(32, 64, 1, 300), r#"{"shift": 99.0}"#).unwrap();
    let (world, _service, _socket) = world_with(folder.path(), Some(&Arc::new(reader)));
    let uri = file(folder.path(), 1);
    // While the turn is somebody else's, nothing is judged.
    let turn = world.judging.lock().await;
    open(&world, &uri);
    let claim = "The council delayed the vote to avoid a defeat.";
    assert_eq!(asked_about(&world, &uri, 0).await, [""; 0], "nobody waits for the reader");
    drop(turn);
    assert_eq!(asked_about(&world, &uri, 1).await, [claim]);
    let turn = world.judging.lock().await;
    let text_document = VersionedTextDocumentIdentifier { uri: uri.clone(), version: 2 };
    let text = format!("{TEXT}\nThe gate jams in the morning.\n");
    let content_changes = vec![TextDocumentContentChangeEvent { range: None, range_length: None, text }];
    world.change(DidChangeTextDocumentParams { text_document, content_changes });
    assert_eq!(asked_about(&world, &uri, 0).await, [claim], "its words are the same");
    drop(turn);
    assert_eq!(asked_about(&world, &uri, 1).await, [claim, "The gate jams in the morning."]);
}
