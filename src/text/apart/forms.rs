//! The names of `forms.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::sections;

type Sections = HashMap<&'static str, HashSet<&'static str>>;

static FORMS: LazyLock<Sections> = LazyLock::new(|| {
    let mut forms = Sections::new();
    for (section, line) in sections::lines(include_str!("forms.txt")) {
        forms.entry(section).or_default().extend(line.split_whitespace());
    }
    forms
});

/// Whether a name, in lower case, stands in a section.
pub(super) fn has(section: &str, name: &str) -> bool {
    FORMS.get(section).is_some_and(|names| names.contains(name))
}

/// Whether some text begins with one of a section's names.
pub(super) fn begins(section: &str, text: &str) -> bool {
    FORMS.get(section).is_some_and(|names| names.iter().any(|n| text.starts_with(n)))
}
