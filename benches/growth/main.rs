//! How the cost of reading grows with the length of a draft, for every kind of odd or hostile text that anybody thought of:
//! twice the text may cost at most 2.5 times the processor time, from scratch and for a single letter typed before the piece in its
//! middle.
//!
//! ```sh
//! cargo bench --bench growth                                # every kind, 64 KB to 1 MB
//! cargo bench --bench growth -- quotations line txt         # the rows that hold all these words
//! cargo bench --bench growth -- --from 16 --to 256          # KB
//! cargo bench --bench growth -- --check                     # exit status 1 where one grows faster
//! cargo bench --bench growth -- --memory                    # what each takes of memory instead
//! ```
//! Shown for each kind is the doubling with the greatest ratio: the processor time of this thread for n and for 2n bytes, the
//! least of a few runs, and the ratio. What takes less than a few milliseconds is not judged: there is too much else in it; and the
//! shorter text counts for as much as prose of its length where it took less.
//! Of memory it is the bytes, at most in use at once, for a byte more of the text between `--from` and twice that; those of a few
//! kinds are held in `tests/memory.rs`.
//! Nothing in the tests or in continuous integration waits for this: times are no test. A kind in `kinds.rs` whose cost was
//! once quadratic is kept there so that it is seen again.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and one that meets something odd must fail")]
#![allow(clippy::cast_precision_loss, reason = "kilobytes and milliseconds")]

mod kinds;

use std::time::Duration;

use copydesk::rules::{self, Finding};
use copydesk::story::{Context, Reading, read_again};
use copydesk::text::{Draft, Format};
use copydesk::views::voices::stretches;
use cpu_time::ThreadTime;
use kinds::{KINDS, Kind, Layout};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How much memory a byte of text may take.
const ROOM: f64 = 100.0;

/// How much more twice the text may cost.
const BOUND: f64 = 2.5;

/// Times under this are not judged.
const LEAST: Duration = Duration::from_millis(8);

/// A kind that takes longer than this is not tried at greater lengths.
const LONGEST: Duration = Duration::from_secs(3);

/// How often a ratio above the bound is measured again.
const AGAIN: usize = 3;

struct Options {
    check: bool,
    memory: bool,
    from: usize,
    to: usize,
    words: Vec<String>,
}

impl Options {
    fn read() -> Self {
        let mut options = Self { check: false, memory: false, from: 64, to: 1024, words: Vec::new() };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--check" => options.check = true,
                "--memory" => options.memory = true,
                "--from" => options.from = arguments.next().unwrap().parse().unwrap(),
                "--to" => options.to = arguments.next().unwrap().parse().unwrap(),
                "--bench" => {}
                word => options.words.push(word.to_owned()),
            }
        }
        options
    }
}

/// What one kind costs at one length: read from scratch, and after a letter was typed in its middle.
type Cost = [Duration; 2];

/// A reading, and what a desk would send back.
type Read = (Reading, Vec<Finding>);

/// Reads a draft, of which an earlier reading may be known.
fn reading(draft: &Draft, context: &Context, earlier: Option<&Read>) -> Read {
    let reading = read_again(draft, context, earlier.map(|(reading, _)| reading), &|| false).unwrap();
    let findings = rules::check_again(&reading, &context.settings, earlier.map(|(reading, findings)| (reading, &findings[..])));
    std::hint::black_box(stretches(&reading).len() + reading.named_sources().len());
    (reading, findings)
}

fn context() -> Context {
    Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Context::default() }
}

/// What was in use at most while a draft was read, in bytes.
fn peak(text: &str, format: Format) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let read = reading(&Draft::new(text, format), &context(), None);
    drop(read);
    MEMORY.peak_usage() - before
}

/// Shows what a byte more of text takes of memory; `false` where that is too much.
fn weigh(kind: &Kind, layout: Layout, format: Format, options: &Options) -> bool {
    let [short, long] = [1, 2].map(|times| kind.draft(layout, times * options.from * 1024));
    let [less, more] = [&short, &long].map(|(text, _)| peak(text, format));
    let each = more.saturating_sub(less) as f64 / (long.0.len() - short.0.len()) as f64;
    let mark = if each > ROOM { "  <<" } else { "" };
    println!("{:32} {:10} {:3} {each:8.1} bytes a byte{mark}", kind.name, layout.name(), markup(format));
    each <= ROOM
}

/// The least of a few runs, and of what was measured before.
fn cost((text, middle): &(String, usize), format: Format, before: Cost) -> Cost {
    const RUNS: usize = 3;
    let timed = |work: &mut dyn FnMut()| {
        let start = ThreadTime::now();
        work();
        start.elapsed()
    };
    let mut least = before;
    for _ in 0..RUNS {
        let context = context();
        let mut known = None;
        least[0] = least[0].min(timed(&mut || {
            let fresh = Draft::new(text, format);
            let read = reading(&fresh, &context, None);
            known = Some((fresh, read));
        }));
        let (mut draft, mut read) = known.unwrap();
        least[1] = least[1].min(timed(&mut || {
            draft.edit(*middle..*middle, "s");
            read = reading(&draft, &context, Some(&read));
        }));
        if least[0] > Duration::from_millis(100) {
            break;
        }
    }
    least
}

/// How much more twice the text takes, of which `kilobytes` are half; none where that is too little to be told. What is half as long is
/// taken to cost as much as `prose` does at least, or as a letter in prose may: what is not read at all may be read when it is longer.
fn ratio((kilobytes, before): (usize, &Cost), after: &Cost, prose: Cost, which: usize) -> Option<f64> {
    let least = prose[which].as_secs_f64() * kilobytes as f64;
    (after[which] >= LEAST).then(|| after[which].as_secs_f64() / before[which].as_secs_f64().max(least))
}

/// The doubling with the greatest ratio: kilobytes, and the times before and after.
fn steepest(costs: &[(usize, Cost)], prose: Cost, which: usize) -> Option<(usize, Duration, Duration, f64)> {
    let each = |pair: &[(usize, Cost)]| {
        let ((kilobytes, before), (_, after)) = (&pair[0], &pair[1]);
        Some((*kilobytes, before[which], after[which], ratio((*kilobytes, before), after, prose, which)?))
    };
    costs.windows(2).filter_map(each).max_by(|a, b| a.3.total_cmp(&b.3))
}

/// What a kilobyte of prose takes, and a tenth of that for a letter: most of what a letter costs in a long draft is copying.
fn prose() -> Cost {
    const KILOBYTES: u32 = 256;
    let kind = KINDS.iter().find(|k| k.name == "prose").unwrap();
    let [scratch, _] = cost(&kind.draft(Layout::Paragraphs, KILOBYTES as usize * 1024), Format::Text, [Duration::MAX; 2]);
    [scratch / KILOBYTES, scratch / KILOBYTES / 10]
}

/// `txt` or `md`, as rows have it.
fn markup(format: Format) -> &'static str {
    if format == Format::Markdown { "md" } else { "txt" }
}

fn measure(kind: &Kind, layout: Layout, format: Format, options: &Options, prose: Cost) -> bool {
    let mut costs: Vec<(usize, Cost)> = Vec::new();
    let mut length = options.from;
    while length <= options.to {
        let text = kind.draft(layout, length * 1024);
        let mut now = cost(&text, format, [Duration::MAX; 2]);
        // What grew too fast is measured again: something else may have run beside it.
        for _ in 0..AGAIN {
            let grew = |before: &Cost| (0..2).any(|n| ratio((length / 2, before), &now, prose, n).is_some_and(|ratio| ratio > BOUND));
            let Some((_, before)) = costs.last_mut().filter(|(_, before)| grew(before)) else { break };
            now = cost(&text, format, now);
            *before = cost(&kind.draft(layout, length * 512), format, *before);
        }
        costs.push((length, now));
        if now[0].max(now[1]) > LONGEST {
            break;
        }
        length *= 2;
    }
    let markup = markup(format);
    let mut within = true;
    for (which, what) in ["scratch", "letter"].into_iter().enumerate() {
        let last = costs.last().map_or(0.0, |(length, cost)| cost[which].as_secs_f64() * 1e6 / (*length as f64));
        let Some((length, before, after, ratio)) = steepest(&costs, prose, which) else { continue };
        let over = ratio > BOUND;
        within &= !over;
        let mark = if over { "  <<" } else { "" };
        println!(
            "{:32} {:10} {markup:3} {what:7} {length:5} KB {:9.1} ms {:9.1} ms {ratio:6.2} {last:8.0} us/KB{mark}",
            kind.name,
            layout.name(),
            before.as_secs_f64() * 1e3,
            after.as_secs_f64() * 1e3,
        );
    }
    within
}

fn main() {
    let options = Options::read();
    let wanted = |kind: &Kind, layout: Layout, format: Format| {
        let row = format!("{} {} {}", kind.name, layout.name(), markup(format));
        options.words.iter().all(|w| row.contains(w.as_str()))
    };
    // All that is done is done by the thread whose time is taken.
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().unwrap();
    // What is read once for all drafts.
    reading(&Draft::new("Mayor Ana Sousa said on Monday that it rained.", Format::Text), &context(), None);
    let prose = prose();
    let (mut over, mut all) = (0, 0);
    for kind in KINDS {
        for layout in kind.layouts {
            for format in [Format::Text, Format::Markdown].into_iter().filter(|f| wanted(kind, *layout, *f)) {
                all += 1;
                let within =
                    if options.memory { weigh(kind, *layout, format, &options) } else { measure(kind, *layout, format, &options, prose) };
                over += usize::from(!within);
            }
        }
    }
    let what =
        if options.memory { format!("take more than {ROOM} bytes a byte") } else { format!("grow by more than {BOUND} when doubled") };
    println!("{over} of {all} kinds {what}");
    if options.check && over > 0 {
        std::process::exit(1);
    }
}
