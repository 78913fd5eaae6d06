// The desk's commands: the server does them, this says where somebody is and does what comes back.
import { commands, type Disposable, env, type ExtensionContext, Range, version, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { brought, meant } from "./meant";

const names = ["newArticle", "annotate", "voices", "strip", "export", "checkFolder", "checkNow", "convertMarks", "switchDraft", "report"];
/** Those that no draft is needed for. */
const without = ["newArticle", "checkFolder", "report"];

interface Effect {
  message?: string;
  clipboard?: string;
  document?: { language: string; content: string };
}

export function errands(context: ExtensionContext, client: () => LanguageClient | undefined): Disposable[] {
  return names.map((name) =>
    commands.registerCommand(`copydesk.${name}`, async () => {
      const running = client();
      if (!running) return;
      const editor = without.includes(name) ? meant() : await brought();
      const place = editor && { uri: editor.document.uri.toString(), range: running.code2ProtocolConverter.asRange(editor.selection) };
      const effect = await running.sendRequest<Effect>("copydesk/do", { command: name, ...place });
      if (name === "report" && effect.document) {
        effect.document.content += `\nVS Code ${version}, extension ${context.extension.packageJSON.version}, ${process.platform}-${process.arch}.\n`;
      }
      await made(effect);
    }),
  );
}

async function made({ message, clipboard, document }: Effect): Promise<void> {
  if (clipboard !== undefined) await env.clipboard.writeText(clipboard);
  if (document) {
    const shown = await workspace.openTextDocument(document);
    const { end } = shown.lineAt(shown.lineCount - 1).range;
    // At its end from the first moment on: whoever types at once types there.
    await window.showTextDocument(shown, { selection: new Range(end, end) });
  }
  if (message) await window.showInformationMessage(message);
}
