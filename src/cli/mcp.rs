//! `copydesk mcp`: the desk as tools for agents, in the Model Context Protocol over standard input and output. Nothing listens on any
//! connection, nothing is written, and nothing is read but below the folders that were given.

mod tools;

use std::path::PathBuf;
use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation, ListToolsResult, PaginatedRequestParams,
    ServerCapabilities, ServerConfig,
};
use rmcp::service::{RequestContext, RoleServer, ServerInitializeError};
use rmcp::{ErrorData, ServerHandler, ServiceExt};

use super::article::is_stdin;
use super::judging::Judging;
use super::{Outcome, complain};
use tools::{Archive, TOOLS};

/// Serves agents on standard input and output, in the Model Context Protocol: check, ledger, people, dates and strip as tools.
///
/// Only files below the folders given with --root are read, wherever links lead; nothing is written and nothing is sent. The
/// names of protected sources are told to nobody.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// A folder of drafts; several may be given.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    root: Vec<PathBuf>,
    #[command(flatten)]
    judging: Judging,
}

/// What agents are told first.
const INSTRUCTIONS: &str = "A copy desk for news drafts in English. After each edit of a draft call `check`: every line is a finding with its place, what is missing and the shortest way out; `clean` means there is nothing to send back. Ids of findings stay as long as their sentence does. Never invent a source, a name, a figure or a date to settle a finding: leave a query as the line says, and tell the reporter.";

pub(super) fn run(arguments: Arguments) -> Result<Outcome, String> {
    let mut roots = Vec::new();
    for root in arguments.root {
        let real = std::fs::canonicalize(&root).ok().filter(|real| real.is_dir() && !is_stdin(&root));
        roots.push(real.ok_or_else(|| format!("{}: there is no such folder; --root names one that holds drafts", root.display()))?);
    }
    let door = Door { archive: Arc::new(Archive { roots, reader: arguments.judging.reader()? }) };
    // What a part of the program says as it gives up may repeat words of a draft.
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        complain(&format!("a part of the program gave up, at {at}"));
    }));
    let told = |e: &dyn std::fmt::Display| format!("the agent could not be served: {e}");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(|e| told(&e))?;
    let served = runtime.block_on(async {
        match door.serve((tokio::io::stdin(), tokio::io::stdout())).await {
            Ok(running) => running.waiting().await.map(|_| ()).map_err(|e| told(&e)),
            // Whoever started us left before a word was said.
            Err(ServerInitializeError::ConnectionClosed(_)) => Ok(()),
            Err(e) => Err(told(&e)),
        }
    });
    // A thread that still waits for input must not hold us.
    runtime.shutdown_background();
    served.map(|()| Outcome::Clean)
}

/// The side of the desk that speaks the protocol.
struct Door {
    archive: Arc<Archive>,
}

impl ServerHandler for Door {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(&self, _: Option<PaginatedRequestParams>, _: RequestContext<RoleServer>) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(TOOLS.iter().map(tools::Offer::described).collect()))
    }

    async fn call_tool(&self, request: CallToolRequestParams, _: RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = TOOLS.iter().find(|t| t.name == request.name) else {
            return Err(ErrorData::invalid_params(format!("there is no tool `{}`", request.name), None));
        };
        let (archive, given) = (Arc::clone(&self.archive), request.arguments.unwrap_or_default());
        // Reading a draft takes its time; other requests go on meanwhile.
        let done = tokio::task::spawn_blocking(move || tools::asked(&given).and_then(|asked| (tool.answer)(&archive, &asked))).await;
        let answer = done.unwrap_or_else(|_| Err("this draft could not be read; please report it".into()));
        Ok(match answer {
            Ok(text) => CallToolResult::success(vec![ContentBlock::text(text)]),
            Err(message) => CallToolResult::error(vec![ContentBlock::text(message)]),
        }
        .into())
    }
}
