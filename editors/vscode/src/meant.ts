// Which draft somebody means who is not in one: whoever is in the ledger, the settings or the log means the one beside it.
import { type Disposable, type TextDocument, type TextEditor, window } from "vscode";

let last: TextDocument | undefined;

export function meant(): TextEditor | undefined {
  return [window.activeTextEditor, ...window.visibleTextEditors].find((editor) => editor && editor.document.uri.scheme !== "output");
}

/** The same; where none is in sight, as in the walkthrough, the one last looked at comes up again. */
export async function brought(): Promise<TextEditor | undefined> {
  const editor = meant();
  return editor ?? (last && !last.isClosed ? window.showTextDocument(last) : undefined);
}

/** Keeps in mind what is looked at. */
export function minding(): Disposable[] {
  const look = () => {
    last = meant()?.document ?? last;
  };
  look();
  return [window.onDidChangeActiveTextEditor(look)];
}
