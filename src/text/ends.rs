//! What two rows have in common at their ends.

/// How many in a row are alike at the beginning of two rows, and how many of the rest at their end.
pub(crate) fn alike<A, B>(
    one: impl ExactSizeIterator<Item = A> + DoubleEndedIterator + Clone,
    other: impl ExactSizeIterator<Item = B> + DoubleEndedIterator + Clone,
    same: impl Fn(&A, &B) -> bool,
) -> (usize, usize) {
    let shorter = one.len().min(other.len());
    let head = one.clone().zip(other.clone()).take_while(|(a, b)| same(a, b)).count();
    let tail = one.rev().zip(other.rev()).take(shorter - head).take_while(|(a, b)| same(a, b)).count();
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_in_both_ends() {
        for (one, other, expected) in [
            ("", "", (0, 0)),
            ("", "ab", (0, 0)),
            ("ab", "ab", (2, 0)),
            ("abc", "axc", (1, 1)),
            ("aa", "aaa", (2, 0)),
            ("ab", "cb", (0, 1)),
            ("abab", "ab", (2, 0)),
        ] {
            assert_eq!(alike(one.as_bytes().iter(), other.as_bytes().iter(), |a, b| a == b), expected, "{one} {other}");
        }
    }
}
