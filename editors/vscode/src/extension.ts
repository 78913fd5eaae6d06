// Starts the server and gets out of its way: all that is known of news is known by the server.
import * as path from "node:path";
import { commands, type ExtensionContext, languages, type OutputChannel, type QuickPickItem, StatusBarAlignment, type StatusBarItem, window, workspace } from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions, State } from "vscode-languageclient/node";
import { find } from "./program";

const drafts = ["file", "untitled"].flatMap((scheme) => ["plaintext", "markdown"].map((language) => ({ scheme, language })));

// The desk's own files: the server reads them as they stand in the editor.
const files = ["**/*.anno.json", "**/people.yaml", "**/people.d/*", "**/*.meta.yaml", "**/copydesk.toml"];
// Who a desk's protected sources are counts as it stands in the editor, too. Nothing ever changes these files, or saves them.
const secret = ["**/sources.private.yaml", "**/sources.private.yml"];
const documents = [...drafts, ...[...files, ...secret].map((pattern) => ({ scheme: "file", pattern }))];

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("copydesk");
  const status = window.createStatusBarItem("copydesk", StatusBarAlignment.Right, 100);
  status.name = "copydesk";
  status.command = "copydesk.showLog";
  status.show();
  context.subscriptions.push(
    log,
    status,
    commands.registerCommand("copydesk.showLog", () => log.show()),
    commands.registerCommand("copydesk.restart", async () => {
      await client?.dispose();
      await start();
    }),
    // A fix that changes one of the desk's files leaves it unsaved behind the scenes; what nobody looks at is saved at once.
    workspace.onDidChangeTextDocument(async ({ document }) => {
      const ours = files.some((pattern) => languages.match({ scheme: "file", pattern }, document) > 0);
      const shown = window.visibleTextEditors.some((editor) => editor.document === document);
      if (ours && document.isDirty && !shown) {
        await document.save();
      }
    }),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("copydesk.path")) {
        await commands.executeCommand("copydesk.restart");
      }
    }),
  );

  async function start(): Promise<void> {
    let command: string;
    try {
      command = program(context);
    } catch (error) {
      await fail(error);
      return;
    }
    // Run in its own folder: a workspace's folder could hold libraries that Windows would load.
    const server: ServerOptions = { command, args: ["lsp"], options: { cwd: path.dirname(command) } };
    const options: LanguageClientOptions = {
      documentSelector: documents,
      outputChannel: log,
      traceOutputChannel: withoutContents(log),
      // The server reads settings itself; the extension only names the section.
      synchronize: { configurationSection: "copydesk" },
    };
    client = new LanguageClient("copydesk", "copydesk", server, options);
    client.registerFeature({
      fillClientCapabilities: (capabilities) => {
        capabilities.experimental = { ...capabilities.experimental, copydesk: { choose: true } };
      },
      initialize: () => undefined,
      getState: () => ({ kind: "static" }),
      clear: () => undefined,
    });
    client.onRequest("copydesk/choose", choose);
    client.onDidChangeState(({ newState }) => show(status, newState));
    try {
      await client.start();
    } catch (error) {
      await fail(`${command}: ${String(error)}`);
    }
  }

  async function fail(why: unknown): Promise<void> {
    show(status, State.Stopped);
    const open = "Open settings";
    const message = why instanceof Error ? why.message : String(why);
    const chosen = await window.showErrorMessage(`copydesk could not be started: ${message}. Set copydesk.path to the program.`, open);
    if (chosen === open) {
      await commands.executeCommand("workbench.action.openSettings", "copydesk.path");
    }
  }

  await start();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

interface Choice extends QuickPickItem {
  id: string;
}

/** Lets something be chosen, or typed; gives the id of what is listed, what was typed, or nothing. */
function choose({ title, other, items }: { title: string; other: string; items: Choice[] }): Promise<string | null> {
  const pick = window.createQuickPick<Choice>();
  pick.title = title;
  pick.placeholder = items.length > 0 ? "Choose, or type" : "Type";
  pick.matchOnDescription = true;
  pick.items = items;
  // What was typed stands below those listed whom it fits: VS Code sorts by where the label fits, and this one does not.
  pick.onDidChangeValue((value) => {
    const typed = value.trim();
    const listed = items.some(({ id, label }) => typed === id || typed.toLowerCase() === label.toLowerCase());
    pick.items = typed && !listed ? [...items, { id: typed, label: other, description: typed, alwaysShow: true }] : items;
  });
  return new Promise((answer) => {
    pick.onDidAccept(() => {
      answer(pick.selectedItems[0]?.id ?? null);
      pick.hide();
    });
    pick.onDidHide(() => {
      answer(null);
      pick.dispose();
    });
    pick.show();
  });
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

/** A log of which messages went to and fro, without what they hold: some of that is for nobody's log. */
function withoutContents(log: OutputChannel): OutputChannel {
  return {
    name: log.name,
    append: () => undefined,
    appendLine: (line) => {
      if (line.startsWith("[Trace")) {
        log.appendLine(line.split("\n", 1)[0] ?? "");
      }
    },
    replace: () => undefined,
    clear: () => log.clear(),
    show: () => log.show(),
    hide: () => log.hide(),
    dispose: () => undefined,
  };
}

function show(status: StatusBarItem, state: State): void {
  switch (state) {
    case State.Running:
      status.text = "$(check) copydesk";
      status.tooltip = "copydesk is reading along. Click for its log.";
      break;
    case State.Starting:
      status.text = "$(sync~spin) copydesk";
      status.tooltip = "copydesk is starting.";
      break;
    case State.Stopped:
      status.text = "$(warning) copydesk";
      status.tooltip = "copydesk is not running. Click for its log.";
      break;
  }
}
