//! Lines in, lines out: each is answered by whichever core is free, and the answers are written in the order of the lines, each as soon
//! as it and those before it are ready. What is read ahead is bounded, so a pipe of any size takes the same memory.

use std::io::{BufRead, Write};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};

use super::{Outcome, complain};

/// How many lines are read ahead for each core: enough that one long article keeps no core idle.
const AHEAD: usize = 16;

/// What a line is answered with.
pub(super) struct Reply {
    /// A line, with its end; nothing where the line that was read says nothing.
    pub(super) written: Vec<u8>,
    pub(super) outcome: Outcome,
}

/// Answers each line of the input. `answer` is told the line's number, from 0, and its bytes.
pub(super) fn answer(mut input: impl BufRead, out: impl Write + Send, answer: impl Fn(usize, &[u8]) -> Reply + Sync) -> Outcome {
    let answer = &answer;
    std::thread::scope(|threads| {
        let (promised, promises) = sync_channel(AHEAD * rayon::current_num_threads());
        let writer = threads.spawn(move || write(&promises, out));
        let read = rayon::in_place_scope(|tasks| {
            for number in 0_usize.. {
                let mut bytes = Vec::new();
                match input.read_until(b'\n', &mut bytes) {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(e) => {
                        complain(&format!("standard input: {e}"));
                        return Outcome::Failed;
                    }
                }
                let (done, promise) = sync_channel(1);
                if promised.send(promise).is_err() {
                    // Nobody takes the answers any more.
                    break;
                }
                tasks.spawn(move |_| _ = done.send(answer(number, &bytes)));
            }
            drop(promised);
            Outcome::Clean
        });
        writer.join().map_or(Outcome::Failed, |written| written.max(read))
    })
}

/// Writes what is promised, in order. What is written reaches the other end before anything is waited for.
fn write(promises: &Receiver<Receiver<Reply>>, mut out: impl Write) -> Outcome {
    let mut outcome = Outcome::Clean;
    while let Some(promise) = next(promises, &mut out) {
        let Some(answer) = next(&promise, &mut out) else { return Outcome::Failed };
        if out.write_all(&answer.written).is_err() {
            return Outcome::Failed;
        }
        outcome = outcome.max(answer.outcome);
    }
    out.flush().map_or(Outcome::Failed, |()| outcome)
}

/// What comes next through a channel; none where no more comes.
fn next<T>(channel: &Receiver<T>, out: &mut impl Write) -> Option<T> {
    match channel.try_recv() {
        Ok(next) => Some(next),
        Err(TryRecvError::Disconnected) => None,
        Err(TryRecvError::Empty) => {
            out.flush().ok()?;
            channel.recv().ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A writer that counts, and breaks after so many bytes.
    struct Counting<'a>(&'a AtomicUsize, usize);

    impl Write for Counting<'_> {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let before = self.0.fetch_add(bytes.len(), Ordering::SeqCst);
            if before >= self.1 { Err(std::io::ErrorKind::BrokenPipe.into()) } else { Ok(bytes.len()) }
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn doubled(number: usize, bytes: &[u8]) -> Reply {
        // Early lines take longest, so that later ones are ready before them.
        std::hint::black_box((0..(2000 - number.min(2000)) * 50).fold(number, |a, b| a.wrapping_mul(31).wrapping_add(b)));
        let outcome = if bytes.starts_with(b"bad") { Outcome::Findings } else { Outcome::Clean };
        let written = if bytes == b"\n" { Vec::new() } else { [bytes, b"!\n"].concat() };
        Reply { written, outcome }
    }

    #[test]
    fn answers_come_in_the_order_of_the_lines() {
        let lines = (0..1000).map(|n| format!("{n}\n")).collect::<Vec<_>>().concat();
        let expected = (0..1000).map(|n| format!("{n}\n!\n")).collect::<Vec<_>>().concat();
        let mut out = Vec::new();
        assert_eq!(answer(lines.as_bytes(), &mut out, doubled), Outcome::Clean);
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        let mut out = Vec::new();
        assert_eq!(answer("a\n\nbad\nlast".as_bytes(), &mut out, doubled), Outcome::Findings);
        assert_eq!(String::from_utf8(out).unwrap(), "a\n!\nbad\n!\nlast!\n");
    }

    #[test]
    fn nothing_more_is_read_once_nobody_takes_the_answers() {
        let (written, asked) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let lines = "line\n".repeat(100_000);
        let counted = |number, bytes: &[u8]| {
            asked.fetch_add(1, Ordering::SeqCst);
            doubled(number, bytes)
        };
        assert_eq!(answer(lines.as_bytes(), Counting(&written, 1), counted), Outcome::Failed);
        assert!(asked.load(Ordering::SeqCst) < 10_000, "{asked:?} of 100 000 lines were answered");
    }
}
