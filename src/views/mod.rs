//! What is shown of a reading: pure functions from a reading to text and stretches of text. Nothing here changes a draft, and
//! nothing here judges one.

pub mod forms;
pub mod hover;
pub mod ledger;
pub mod outline;
pub mod voices;
