//! Tells Zed how to start copydesk: the program on the PATH, or the one that `lsp.copydesk.binary` in the settings names.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Copydesk;

impl zed::Extension for Copydesk {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let set = LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|s| s.binary);
        let named = set.as_ref().and_then(|b| b.path.clone());
        let command = named.or_else(|| worktree.which("copydesk")).ok_or("copydesk is not on the PATH")?;
        let args = set.and_then(|b| b.arguments).unwrap_or_else(|| vec!["lsp".into()]);
        Ok(Command { command, args, env: worktree.shell_env() })
    }
}

zed::register_extension!(Copydesk);
