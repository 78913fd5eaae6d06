// Starts the server and gets out of its way: all that is known of news is known by the server.
import { readFile } from "node:fs/promises";
import { commands, type Disposable, type ExtensionContext, languages, Uri, window, workspace } from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { errands } from "./errands";
import { undrafted, unstarted } from "./failing";
import { latest } from "./latest";
import { Ledger } from "./ledger";
import { brought, minding } from "./meant";
import { chips } from "./preview";
import { files, prepared } from "./server";
import { type Standing, Status } from "./status";

let client: LanguageClient | undefined;

export function activate(context: ExtensionContext): { extendMarkdownIt: typeof chips } {
  const log = window.createOutputChannel("copydesk");
  const status = new Status();
  const ledger = new Ledger(() => client);

  const start = latest(async () => {
    // One that has not come up cannot be told to stop.
    await client?.dispose().catch(() => undefined);
    status.turn(State.Starting);
    const started = await prepared(context, log);
    client = started;
    if (!started) {
      status.turn(State.Stopped);
      return;
    }
    started.onDidChangeState(({ newState }) => status.turn(newState));
    started.onNotification("copydesk/status", async (standing: Standing) => {
      status.tell(standing);
      await ledger.changed(standing);
    });
    // Not waited for: one that never answers is no reason not to start another.
    void started.start().catch((why: unknown) => unstarted(why, log));
  });
  let soon: NodeJS.Timeout | undefined;

  const command = (name: string, run: (...given: string[]) => unknown): Disposable => commands.registerCommand(`copydesk.${name}`, run);
  context.subscriptions.push(
    log,
    status.item,
    ledger,
    ...minding(),
    ...errands(context, () => client),
    command("showLog", () => log.show()),
    command("restart", start),
    command("ledger", async () => {
      const editor = await brought();
      if (editor) await ledger.show(editor);
      else await undrafted();
    }),
    command("rule", (code = "") => commands.executeCommand("markdown.showPreview", Uri.file(context.asAbsolutePath("rules.md")).with({ fragment: code }))),
    workspace.registerTextDocumentContentProvider("copydesk", {
      /** What our page about the rules says of one of them. */
      async provideTextDocumentContent(uri) {
        const code = uri.path.split("/").at(-1)?.replace(".md", "");
        const sections = (await readFile(context.asAbsolutePath("rules.md"), "utf8")).split(/^(?=##)/m);
        return sections.find((section) => section.startsWith(`### ${code}\n`)) ?? sections.join("");
      },
    }),
    command("example", async () => {
      const content = await readFile(context.asAbsolutePath("media/example.txt"), "utf8");
      await window.showTextDocument(await workspace.openTextDocument({ language: "plaintext", content }));
    }),
    window.onDidChangeActiveTextEditor(async (editor) => {
      status.show();
      await ledger.follow(editor);
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => ledger.at(textEditor)),
    workspace.onDidCloseTextDocument((document) => status.closed(document)),
    // A fix that changes one of the desk's files leaves it unsaved behind the scenes; what nobody looks at is saved at once.
    workspace.onDidChangeTextDocument(async ({ document }) => {
      const ours = files.some((pattern) => languages.match({ scheme: "file", pattern }, document) > 0);
      const shown = window.visibleTextEditors.some((editor) => editor.document === document);
      if (ours && document.isDirty && !shown) {
        await document.save();
      }
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration("copydesk.path")) return;
      // The settings' page sets a path letter by letter, as it is typed.
      clearTimeout(soon);
      soon = setTimeout(start, 1500);
    }),
  );
  void start();
  return { extendMarkdownIt: chips };
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
