//! The names of `forms.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

type Sections = HashMap<&'static str, HashSet<&'static str>>;

static FORMS: LazyLock<Sections> = LazyLock::new(|| {
    let mut sections = Sections::new();
    let mut name = "";
    for line in include_str!("forms.txt").lines().map(str::trim).filter(|l| !l.starts_with('#')) {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(section) => name = section,
            None => sections.entry(name).or_default().extend(line.split_whitespace()),
        }
    }
    sections
});

/// Whether a name, in lower case, stands in a section.
pub(super) fn has(section: &str, name: &str) -> bool {
    FORMS.get(section).is_some_and(|names| names.contains(name))
}

/// Whether some text begins with one of a section's names.
pub(super) fn begins(section: &str, text: &str) -> bool {
    FORMS.get(section).is_some_and(|names| names.iter().any(|n| text.starts_with(n)))
}
