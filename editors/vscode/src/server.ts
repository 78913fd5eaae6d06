// The server's process: found, started, and started again where it stops.
import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import { type ExtensionContext, type OutputChannel, workspace } from "vscode";
import { CloseAction, ErrorAction, LanguageClient, type LanguageClientOptions, vsdiag } from "vscode-languageclient/node";
import { choose } from "./choose";
import { fail } from "./failing";
import { withoutContents } from "./log";
import { find, unfit } from "./program";
import { keep, set } from "./settings";

const drafts = ["file", "untitled"].flatMap((scheme) => ["plaintext", "markdown"].map((language) => ({ scheme, language })));

/** The desk's own files: the server reads them as they stand in the editor. */
export const files = ["**/*.anno.json", "**/people.yaml", "**/people.d/*", "**/*.meta.yaml", "**/copydesk.toml"];
// Who a desk's protected sources are counts as it stands in the editor, too. Nothing ever changes these files, or saves them.
const secret = ["**/sources.private.yaml", "**/sources.private.yml"];
const documents = [...drafts, ...[...files, ...secret].map((pattern) => ({ scheme: "file", pattern }))];

/** How often it is started again within some minutes before somebody is asked. */
const TRIES = 3;
const MINUTES = 5;

/** A client that logs what goes wrong, and leaves it to `fail` to tell of it. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** A client whose server can be run; `undefined`, and somebody has been told, where it cannot. */
export async function prepared(context: ExtensionContext, log: OutputChannel): Promise<LanguageClient | undefined> {
  let command = "";
  try {
    command = program(context);
    await promisify(execFile)(command, ["--version"], { cwd: path.dirname(command), timeout: 20_000 });
  } catch (error) {
    fail(command ? new Error(unfit(command, error)) : error, log);
    return undefined;
  }
  context.environmentVariableCollection.description = "the copydesk program, for the terminal";
  context.environmentVariableCollection.append("PATH", path.delimiter + path.dirname(command));
  let stops: number[] = [];
  const options: LanguageClientOptions = {
    documentSelector: documents,
    outputChannel: log,
    traceOutputChannel: withoutContents(log),
    synchronize: { configurationSection: "copydesk" },
    middleware: {
      workspace: {
        // The server asks for what is set, and is only told that something is: else all the defaults went with it.
        didChangeConfiguration: (_, next) => next(undefined),
        configuration: ({ items }) => items.map(({ scopeUri }) => set(context, scopeUri)),
      },
      // A question that was given up, as somebody types on, is no answer that nothing was found: what is shown stays.
      provideDiagnostics: async (document, before, token, next) => {
        const report = await next(document, before, token);
        const answered = !token.isCancellationRequested || report?.resultId !== undefined;
        return answered || before === undefined ? report : { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: before };
      },
    },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        stops = [...stops.filter((at) => at > Date.now() - MINUTES * 60_000), Date.now()];
        if (stops.length <= TRIES) return { action: CloseAction.Restart, handled: true };
        fail(`${command} has stopped ${stops.length} times in ${MINUTES} minutes`, log);
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  };
  // Run in its own folder: a workspace's folder could hold libraries that Windows would load.
  const client = new Client("copydesk", "copydesk", { command, args: ["lsp"], options: { cwd: path.dirname(command) } }, options);
  client.registerFeature({
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { ...capabilities.experimental, copydesk: { choose: true, listen: true, pages: true } };
    },
    initialize: () => undefined,
    getState: () => ({ kind: "static" }),
    clear: () => undefined,
  });
  client.onRequest("copydesk/choose", choose);
  client.onNotification("copydesk/setting", keep);
  return client;
}

/** The program that is set, else the one in the extension, else the one on the PATH. */
function program(context: ExtensionContext): string {
  return find({
    set: workspace.getConfiguration("copydesk").get<string>("path")?.trim() ?? "",
    bundled: context.asAbsolutePath("bin"),
    path: process.env.PATH ?? "",
    folders: (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    windows: process.platform === "win32",
  });
}
