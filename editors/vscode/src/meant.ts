// Which draft somebody means who is not in one: whoever is in the ledger, the settings or the log means the one beside it.
import { type TextEditor, window } from "vscode";

export function meant(): TextEditor | undefined {
  return [window.activeTextEditor, ...window.visibleTextEditors].find((editor) => editor && editor.document.uri.scheme !== "output");
}
