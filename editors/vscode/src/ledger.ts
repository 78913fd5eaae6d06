// The ledger beside a draft: a page that the server renders. What is clicked there is passed on.
import { type Disposable, Range, Selection, type TextDocument, type TextEditor, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { latest } from "./latest";
import type { Standing } from "./status";

interface Click {
  act: string;
  row: number;
  line: number;
  column: number;
  written: number;
}

export class Ledger implements Disposable {
  private panel: WebviewPanel | undefined;
  private document: TextDocument | undefined;

  constructor(private readonly client: () => LanguageClient | undefined) {}

  /** Shows the ledger of a draft beside it. Whoever sees it and asks again wants to be in it. */
  async show(editor: TextEditor): Promise<void> {
    const seen = this.panel?.visible ?? false;
    if (!this.panel) {
      this.panel = window.createWebviewPanel("copydesk.ledger", "Ledger", { viewColumn: ViewColumn.Beside, preserveFocus: true }, { enableScripts: true, enableFindWidget: true });
      this.panel.webview.onDidReceiveMessage((click: Click) => this.clicked(click));
      this.panel.onDidDispose(() => {
        this.panel = undefined;
        this.document = undefined;
      });
    }
    this.panel.reveal(undefined, !seen);
    if (!seen) this.document = undefined;
    await this.follow(editor);
  }

  /** Takes up the draft that somebody looks at now. */
  async follow(editor: TextEditor | undefined): Promise<void> {
    if (!this.panel || !editor || editor.document === this.document) return;
    const page = await this.page(editor.document);
    if (!page || !this.panel) return;
    this.document = editor.document;
    this.panel.title = `Ledger: ${editor.document.uri.path.split("/").at(-1)}`;
    this.panel.webview.html = page.html;
    await this.at(editor);
  }

  /** The server has read a draft again. A person types faster than pages are drawn. */
  async changed({ uri }: Standing): Promise<void> {
    if (this.panel && this.document?.uri.toString() === uri) await this.draw();
  }

  private readonly draw = latest(async () => {
    const document = this.document;
    const page = document && (await this.page(document));
    if (page && document === this.document) await this.panel?.webview.postMessage({ body: page.body });
  });

  /** Somebody is on another line. */
  async at(editor: TextEditor): Promise<void> {
    if (editor.document === this.document) await this.panel?.webview.postMessage({ line: editor.selection.active.line });
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private async page(document: TextDocument): Promise<{ html: string; body: string } | null | undefined> {
    return this.client()?.sendRequest("copydesk/ledger", { uri: document.uri.toString() });
  }

  private async clicked({ act, line, column, ...row }: Click): Promise<void> {
    const document = this.document;
    if (!document) return;
    if (act !== "go") {
      await this.client()?.sendRequest("copydesk/row", { textDocument: { uri: document.uri.toString() }, act, ...row });
      return;
    }
    const shown = window.visibleTextEditors.find((editor) => editor.document === document);
    const editor = await window.showTextDocument(await workspace.openTextDocument(document.uri), shown?.viewColumn ?? ViewColumn.One);
    const at = new Range(line, column, line, column);
    editor.selection = new Selection(at.start, at.end);
    editor.revealRange(at);
  }
}
