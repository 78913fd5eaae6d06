//! Words that stand for a number, or for one of a row: twelve, March, Monday. A list of its own, `lexicons/values.txt`, each line
//! a value and the words for it.

use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::lexicon::{Table, hash, section_name};

/// What words can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Values {
    /// A number up to nineteen.
    Number,
    /// A round number from twenty to ninety.
    Tens,
    /// A power of ten that multiplies what stands before it.
    PowerOfTen,
    /// A place in a row: first, thirtieth.
    Ordinal,
    /// A decade of the twentieth century, by its first year.
    Decade,
    /// A month, from 1.
    Month,
    /// A day of the week, Monday 1.
    Weekday,
    /// Days of the week, Monday 1.
    Weekdays,
    /// A season, by its place among seasons.
    Season,
    /// A part of the day, by its place among parts.
    Part,
    /// A unit of time, by its place among units.
    Unit,
    /// Several of a unit of time, by its place among units.
    Units,
}

/// The sections of the list.
pub const VALUE_SECTIONS: &[(&str, Values, &str)] = &[
    ("number", Values::Number, "A number up to nineteen."),
    ("tens", Values::Tens, "A round number from twenty to ninety."),
    ("power-of-ten", Values::PowerOfTen, "A power of ten that multiplies what stands before it."),
    ("ordinal", Values::Ordinal, "A place in a row."),
    ("decade", Values::Decade, "A decade of the twentieth century, by its first year."),
    ("month", Values::Month, "A month, from 1."),
    ("weekday", Values::Weekday, "A day of the week, Monday 1."),
    ("weekdays", Values::Weekdays, "Days of the week, Monday 1."),
    ("season", Values::Season, "A season, by its place among seasons."),
    ("part", Values::Part, "A part of the day, by its place among parts."),
    ("unit", Values::Unit, "A unit of time, by its place among units."),
    ("units", Values::Units, "Several of a unit of time, by its place among units."),
];

/// The list.
const LIST: &str = include_str!("lexicons/values.txt");

/// The list as it is asked.
struct Listed {
    table: Table<u64, u32>,
    /// For each first letter, as far as 128, the lengths that words with it have, a bit each: most words are told by these to stand
    /// for nothing, without a hash.
    lengths: [u32; 128],
}

static LISTED: LazyLock<Listed> = LazyLock::new(|| {
    let mut lengths = [0; 128];
    let mut table = Table::with_capacity_and_hasher(256, BuildHasherDefault::default());
    let mut values = None;
    for line in LIST.lines().filter(|l| !l.starts_with('#')) {
        if let Some(name) = section_name(line) {
            values = VALUE_SECTIONS.iter().find(|s| s.0 == name).map(|s| s.1);
            continue;
        }
        let mut words = line.split_whitespace();
        let value = words.next().and_then(|v| v.parse().ok());
        let (Some(values), Some(value)) = (values, value) else { continue };
        for word in words {
            if let Some(of_letter) = lengths.get_mut(first(word)) {
                *of_letter |= length(word);
            }
            table.insert(key(word, values), value);
        }
    }
    Listed { table, lengths }
});

fn first(word: &str) -> usize {
    word.bytes().next().map_or(usize::MAX, usize::from)
}

/// The bit of a word's length; the longest share one.
fn length(word: &str) -> u32 {
    1 << word.len().min(31)
}

/// One word can stand for several things: "second", "may".
fn key(word: &str, values: Values) -> u64 {
    hash(word) ^ u64::from(values as u8) << 56
}

/// The value of a lower-case word, if it stands for one of these.
#[must_use]
pub fn value(low: &str, values: Values) -> Option<u32> {
    let listed = &*LISTED;
    let may = listed.lengths.get(first(low)).is_some_and(|lengths| lengths & length(low) != 0);
    if may { listed.table.get(&key(low, values)).copied() } else { None }
}
