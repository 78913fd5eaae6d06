//! Lists of words that stand in sections, as this room keeps them in `.txt` files: a name in brackets, and its phrases between
//! commas. What begins with `#` is a remark.

/// The lines of a list, each with the name of its section; empty before the first.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    list.lines().filter(|l| !l.starts_with('#')).filter_map(move |line| {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(name) => section = name,
            None => return Some((section, line)),
        }
        None
    })
}

/// The phrases of a list, each with the name of its section.
pub(super) fn phrases(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(list).flat_map(|(section, line)| line.split(',').map(str::trim).filter(|p| !p.is_empty()).map(move |p| (section, p)))
}
