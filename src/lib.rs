//! copydesk reads a news draft as a copy desk does: who says this, who is that, when was it, and what has nobody said where it
//! comes from. One engine, two doors: a language server for editors ([`server`]) and a command line ([`cli`]).
//!
//! # The rooms
//! A room knows only rooms that stand below it in this table, never one above or on its own line; within a room nothing goes
//! round in a circle. `tests/architecture` holds this. Each room's own page says what goes in and what does not.
//!
//! | room | what may go in |
//! | --- | --- |
//! | [`cli`] | subcommands: files in, text out; one file each |
//! | [`server`] | the Language Server Protocol: positions in, protocol types out; one file a request; threads and versions |
//! | `desk` | what lies beside a draft, on the disk or open in an editor: read with care, written whole |
//! | [`rules`] | what a desk sends back: one file a rule, one table of them all |
//! | [`reader`] | what is learnt of how a sentence would be taken: its windows, the weights, how they are applied |
//! | [`annotations`] | the desk's marks: in the text, beside it, found again after edits, in other forms |
//! | [`views`] | what is shown of a reading: hover, outline, voices, ledger, dates in the house's form |
//! | [`story`] | what joins the paragraphs of one article: people, attributions, quotations, dates, claims, acronyms |
//! | [`paragraph`] | what one paragraph tells by itself: times, reports, names, assertions, quoted pieces, letters |
//! | [`language`], [`roster`] | English: tokens, sentences, tags, lexicons, trained weights; the people file: who holds which office when |
//! | [`settings`] | what a desk may set; plain data |
//! | [`text`] | the draft as text: rope, edits, positions, blocks, regions, inline annotations, front matter |
//!
//! To find a thing's room, ask what it needs: the paragraph alone, the article, somebody to show it to, somebody who objects.
//!
//! # A keystroke
//! 1. `server::front` applies `didChange` to the rope ([`text::Draft`]) in the order of arrival; only the runs of lines that it
//!    touches are cut into blocks anew ([`text::cut`]), all other blocks are shared with the version before.
//! 2. The **block pass** ([`paragraph`]) is a pure function of a block's text and is kept with the block.
//! 3. The **story pass** ([`story::read_again`]) joins what the blocks tell: who is who, whose quotation runs on, which date is
//!    reckoned from. It looks at no letters, only at what the block pass found, and after an edit only at the paragraphs of which
//!    something may be other than it was (`story::again`).
//! 4. [`rules::check_again`] goes over what was read anew; places count bytes within a block and become positions at the very end.
//! 5. The latest version wins: an analysis that is overtaken stops between blocks and is never shown. Each draft is read once
//!    at a time, first the one that somebody waits for (`server::queue`), and findings go out in one line (`server::publisher`).
//! 6. At rest the reader, where there is one, judges the windows that changed ([`reader`], `server::judging`); till then what it
//!    thought of a sentence stands where its words do ([`story::Standing`]).
//!
//! # Invariants
//! - Below `desk` in the table nothing knows LSP types, tokio, files or clocks. The functions there cannot fail: odd input gives an odd
//!   reading, never a panic.
//! - Offsets are bytes. [`text::position`] alone converts to an editor's units; code points appear only in JSON output.
//! - What is read is a block's clean text, without inline annotations, Markdown's marks and pieces that are no copy
//!   ([`text::apart`]: tags, entities, tracked changes, unseen letters); [`text::Clean`] maps back exactly.
//! - Reading after any series of edits equals reading from scratch: `tests/incremental.rs`.
//! - What an editor marks is not lost: between text, file and other forms nothing is (`tests/annotations.rs`, `tests/exports.rs`);
//!   a file that could not be read is never written; files are written whole or not at all (`desk::files`).
//! - Names of protected sources are read into nothing: only their ids are ([`roster::Protected`]). The files that hold them are
//!   never drafts, and nothing of what files say is logged.
//! - What a desk's own files name stays in its folder; only what a person sets may point elsewhere (`desk`).
//! - Region, not block pass, decides what is furniture: a block's findings do not depend on its neighbours.
//!
//! # Where this differs from the first sketch
//! The block pass takes the text alone and not the region: regions change when a line is typed above them, and the findings
//! should not have to be made anew for that. Fixes are computed when they are asked for, from the reading that is kept, and
//! not carried in every diagnostic: on a long draft they would be most of what is sent.
//!
//! Annotations beside a draft are changed by edits of their file that the editor applies, and not by the server writing it
//! behind the editor's back: so they are undone as any edit is. The server writes that file only when the draft is saved, to
//! say where the annotations now stand, and asks for an edit instead where that file is open as well. Anchoring is stricter than Hypothesis's: words that changed are an orphan, not a guess.
//! Strip takes away the front matter, too: what is printed is the body, and annotations beside the draft count from there.
#![warn(missing_docs)]

pub mod annotations;
pub mod cli;
mod desk;
pub mod language;
pub mod paragraph;
pub mod reader;
pub mod roster;
pub mod rules;
pub mod server;
pub mod settings;
pub mod story;
pub mod text;
pub mod views;
