//! Tracked changes as `CriticMarkup` writes them: what is struck out and what is said about it is no copy, what is put in is.

use super::{PieceReader, Unread};

impl PieceReader<'_> {
    /// Takes out a change, or the marks of one.
    pub(super) fn change(&mut self) -> bool {
        let Some(mark) = self.rest().get(..3) else { return false };
        let start = self.at;
        let from = start + mark.len();
        match mark {
            "{--" => self.find(from, "--}").is_some_and(|end| self.unread(end + 3, Unread::Struck)),
            "{>>" => self.find(from, "<<}").is_some_and(|end| self.unread(end + 3, Unread::Struck)),
            "{++" => self.find(from, "++}").is_some_and(|end| self.keeps(from, start, end..end + 3)),
            "{==" => self.find(from, "==}").is_some_and(|end| self.keeps(from, start, end..end + 3)),
            "{~~" => {
                let Some(end) = self.find(from, "~~}") else { return false };
                let Some(new) = self.find(from, "~>").filter(|n| *n < end) else { return false };
                self.apart.unread.push((Unread::Struck, start..new));
                self.keeps(new + 2, start, end..end + 3)
            }
            _ => false,
        }
    }

    /// Takes out the opening piece up to `from`, and later the closing one; what stands between is read.
    pub(super) fn keeps(&mut self, from: usize, start: usize, closing: std::ops::Range<usize>) -> bool {
        if !self.closing.iter().any(|(_, piece)| *piece == closing) {
            self.closing.push((start, closing));
        }
        self.out(from)
    }
}
