//! LSP.
/// Runs the server.
pub fn run() {}
