//! What a finding says.

use std::borrow::Cow;
use std::sync::Arc;

use super::Finding;
use crate::story::Reading;

/// What a finding says, in newsroom words. What many say alike is kept once for all of them, and the words that it is about are put in
/// where it is shown: a draft of tables and lists may have a finding in every line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FindingMessage {
    /// What no other says; it goes on from reading to reading.
    Own(Arc<str>),
    /// What many say.
    Shared(&'static Wording),
}

/// What many findings say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// All of it.
    Plain(&'static str),
    /// What stands before and behind the words at the finding's place.
    Around(&'static str, &'static str),
}

impl From<String> for FindingMessage {
    fn from(message: String) -> Self {
        Self::Own(message.into())
    }
}

impl From<&'static Wording> for FindingMessage {
    fn from(wording: &'static Wording) -> Self {
        Self::Shared(wording)
    }
}

impl Finding {
    /// Whether another finding says the same of the same words, in a paragraph of which it is known that it is the same.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        let all = |f: &Self| (f.code, f.severity, f.place.start, f.place.end);
        all(self) == all(other) && self.message == other.message && self.related == other.related
    }

    /// What is missing, in newsroom words.
    #[must_use]
    pub fn message<'a>(&'a self, reading: &Reading) -> Cow<'a, str> {
        match &self.message {
            FindingMessage::Own(message) => Cow::Borrowed(message),
            FindingMessage::Shared(Wording::Plain(message)) => Cow::Borrowed(message),
            FindingMessage::Shared(Wording::Around(before, behind)) => Cow::Owned(format!("{before}{}{behind}", reading.text(self.place))),
        }
    }
}
