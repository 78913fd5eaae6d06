//! Which draft is read next. A draft that somebody waits for, or is writing in, goes before all that are merely to be read
//! again; and those never take up every worker, so that it need not wait for one of them to be done, either.
//!
//! Where all drafts are to be read again, they are not lined up one by one: that would cost whoever types in a file of the desk
//! the number of open drafts at every key. It is noted, and a worker who has nothing else to do asks which drafts there are.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use tower_lsp::lsp_types::Url;

/// How soon a draft is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Urgency {
    /// Something beside it changed.
    Sometime,
    /// It was opened.
    Soon,
    /// Somebody waits for it: it was edited, or asked about.
    Now,
}

/// What a worker is to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ReadingTurn {
    /// To read a draft.
    Read(Url),
    /// To say which drafts are open, all of which are to be read again ([`Queue::go_round`]).
    List,
}

/// The drafts that wait to be read.
pub(super) struct Queue {
    most: usize,
    lines: Mutex<Lines>,
}

#[derive(Default)]
struct Lines {
    /// The first is next. A draft may stand here in vain, after it was moved to another line.
    now: VecDeque<Url>,
    others: VecDeque<Url>,
    /// The drafts of a round that did not come into a line yet; the last is next.
    round: Vec<Url>,
    /// Whether all drafts are to be read again after this round.
    all: bool,
    /// How soon each draft that waits is to be read.
    waiting: HashMap<Url, Urgency>,
    /// The drafts that a worker has in hand, and how urgent each was.
    in_hand: HashMap<Url, Urgency>,
    workers: usize,
}

impl Queue {
    /// A queue for `most` workers, of whom one is kept free for what is urgent.
    pub(super) fn new(most: usize) -> Self {
        Self { most: most.max(2), lines: Mutex::default() }
    }

    fn lines(&self) -> std::sync::MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets drafts wait, in this order. Gives how many workers are to be set to work.
    #[must_use]
    pub(super) fn add(&self, drafts: impl IntoIterator<Item = Url>, urgency: Urgency) -> usize {
        let mut lines = self.lines();
        for draft in drafts {
            lines.add(draft, urgency);
        }
        lines.call_workers(self.most)
    }

    /// Has all open drafts read again, each some time. Gives how many workers are to be set to work.
    #[must_use]
    pub(super) fn add_all(&self) -> usize {
        let mut lines = self.lines();
        lines.all = true;
        lines.call_workers(self.most)
    }

    /// Takes the drafts that are open, all of which are to be read again. Gives how many workers are to be set to work.
    #[must_use]
    pub(super) fn go_round(&self, open: Vec<Url>) -> usize {
        let mut lines = self.lines();
        if lines.round.is_empty() {
            lines.round = open;
        } else {
            lines.round.extend(open);
        }
        lines.call_workers(self.most)
    }

    /// What a worker is to do next, who has done what was in hand; where there is nothing, the worker leaves.
    pub(super) fn next(&self, done: Option<&Url>) -> Option<ReadingTurn> {
        let mut lines = self.lines();
        if let Some(done) = done {
            lines.done(done);
        }
        let next = lines.take(self.most);
        if next.is_none() {
            lines.workers -= 1;
        }
        next
    }
}

impl Lines {
    /// How many workers are to come, beside those that are there.
    fn call_workers(&mut self, most: usize) -> usize {
        let waiting = self.waiting.len() + self.round.len() + usize::from(self.all);
        let wanted = waiting.min(most - self.workers);
        self.workers += wanted;
        wanted
    }

    fn add(&mut self, draft: Url, urgency: Urgency) {
        let before = self.waiting.get(&draft).copied();
        if before.is_some_and(|b| b >= urgency) && urgency != Urgency::Now {
            return;
        }
        self.waiting.insert(draft.clone(), urgency);
        // What is in hand is not begun a second time beside; it comes into its line when it is done.
        if !self.in_hand.contains_key(&draft) {
            self.line_up(draft, urgency);
        }
    }

    fn line_up(&mut self, draft: Url, urgency: Urgency) {
        match urgency {
            // The latest question first: the editor shows that one.
            Urgency::Now => self.now.push_front(draft),
            Urgency::Soon => self.others.push_front(draft),
            Urgency::Sometime => self.others.push_back(draft),
        }
    }

    fn done(&mut self, draft: &Url) {
        self.in_hand.remove(draft);
        if let Some(urgency) = self.waiting.get(draft) {
            self.line_up(draft.clone(), *urgency);
        }
    }

    fn take(&mut self, most: usize) -> Option<ReadingTurn> {
        while let Some(draft) = self.now.pop_front() {
            if !self.in_hand.contains_key(&draft) && self.waiting.get(&draft) == Some(&Urgency::Now) {
                self.waiting.remove(&draft);
                self.in_hand.insert(draft.clone(), Urgency::Now);
                return Some(ReadingTurn::Read(draft));
            }
        }
        if self.in_hand.values().filter(|u| **u != Urgency::Now).count() + 1 >= most {
            return None;
        }
        loop {
            while let Some(draft) = self.others.pop_front() {
                let urgency = self.waiting.get(&draft).copied().filter(|u| *u != Urgency::Now);
                if let Some(urgency) = urgency.filter(|_| !self.in_hand.contains_key(&draft)) {
                    self.waiting.remove(&draft);
                    self.in_hand.insert(draft.clone(), urgency);
                    return Some(ReadingTurn::Read(draft));
                }
            }
            let Some(draft) = self.round.pop() else { break };
            self.add(draft, Urgency::Sometime);
        }
        std::mem::take(&mut self.all).then_some(ReadingTurn::List)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft(n: usize) -> Url {
        Url::parse(&format!("untitled:{n}")).unwrap()
    }

    #[test]
    fn who_waits_for_a_draft_waits_for_no_other() {
        let queue = Queue::new(2);
        let reads = |n| Some(ReadingTurn::Read(draft(n)));
        assert_eq!(queue.add_all(), 1);
        assert_eq!(queue.next(None), Some(ReadingTurn::List));
        assert_eq!(queue.go_round((0..10_000).rev().map(draft).collect()), 1);
        assert_eq!(queue.next(None), reads(0));
        assert_eq!(queue.next(None), None, "one worker is kept free");
        assert_eq!(queue.add([draft(7000)], Urgency::Now), 1);
        assert_eq!(queue.next(None), reads(7000));
        let _ = queue.add([draft(9000)], Urgency::Now);
        let _ = queue.add([draft(20_000)], Urgency::Soon);
        assert_eq!(queue.next(Some(&draft(7000))), reads(9000));
        assert_eq!(queue.next(Some(&draft(0))), reads(20_000), "what was opened goes before what is read again");
    }

    #[test]
    fn a_key_in_a_file_of_the_desk_lines_up_nothing() {
        let queue = Queue::new(2);
        let begin = || {
            assert_eq!(queue.add_all(), 1);
            assert_eq!(queue.next(None), Some(ReadingTurn::List));
            let _ = queue.go_round((0..3).map(draft).collect());
        };
        begin();
        for _ in 0..1000 {
            let _ = queue.add_all();
        }
        let lines = queue.lines();
        assert_eq!((lines.others.len(), lines.waiting.len(), lines.round.len(), lines.all), (0, 0, 3, true));
    }

    /// What happens at the queue: drafts come, workers come, workers are done.
    #[derive(Clone, Debug)]
    enum Event {
        Add(usize, Urgency),
        All,
        Begin,
        Done(usize),
    }

    fn event() -> impl Strategy<Value = Event> {
        let urgency = prop_oneof![Just(Urgency::Now), Just(Urgency::Soon), Just(Urgency::Sometime)];
        prop_oneof![
            9 => (0usize..6, urgency).prop_map(|(n, u)| Event::Add(n, u)),
            1 => Just(Event::All),
            6 => Just(Event::Begin),
            6 => (0usize..6).prop_map(Event::Done),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn every_draft_gets_its_turn_and_none_is_read_twice_at_once(
            most in 2usize..4,
            events in prop::collection::vec(event(), 0..60),
        ) {
            let queue = Queue::new(most);
            let mut waiting: HashMap<Url, Urgency> = HashMap::new();
            let (mut to_begin, mut in_hand, mut in_rounds) = (0, Vec::<Url>::new(), false);
            let drain = (0..200).flat_map(|_| [Event::Begin, Event::Done(0)]);
            for event in events.into_iter().chain(drain) {
                let mut next = match event {
                    Event::All => {
                        to_begin += queue.add_all();
                        in_rounds = true;
                        (0..6).for_each(|n| _ = waiting.entry(draft(n)).or_insert(Urgency::Sometime));
                        continue;
                    }
                    Event::Add(n, urgency) => {
                        to_begin += queue.add([draft(n)], urgency);
                        let most_urgent = waiting.entry(draft(n)).or_insert(urgency);
                        *most_urgent = urgency.max(*most_urgent);
                        continue;
                    }
                    Event::Begin if to_begin > 0 => {
                        to_begin -= 1;
                        queue.next(None)
                    }
                    Event::Done(n) if !in_hand.is_empty() => {
                        let done = in_hand.remove(n % in_hand.len());
                        queue.next(Some(&done))
                    }
                    _ => continue,
                };
                while next == Some(ReadingTurn::List) {
                    to_begin += queue.go_round((0..6).map(draft).collect());
                    next = queue.next(None);
                }
                let Some(ReadingTurn::Read(next)) = next else { continue };
                prop_assert!(!in_hand.contains(&next), "{next} is read twice at once");
                let urgency = waiting.remove(&next);
                prop_assert!(urgency.is_some() || in_rounds, "nobody wanted {next}");
                if urgency != Some(Urgency::Now) {
                    let passed_over = waiting.iter().find(|(d, u)| **u == Urgency::Now && !in_hand.contains(d));
                    prop_assert!(passed_over.is_none(), "{passed_over:?} waits");
                }
                in_hand.push(next);
                prop_assert!(in_hand.len() + to_begin <= most);
            }
            prop_assert!(waiting.is_empty(), "{waiting:?} never came");
        }
    }
}
