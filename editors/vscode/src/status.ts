// The status item: whether this document is read and why not, and how it stands. The words are the server's.
import { StatusBarAlignment, type StatusBarItem, type TextDocument, window } from "vscode";
import { State } from "vscode-languageclient/node";
import { meant } from "./meant";

export interface Standing {
  uri: string;
  read: boolean;
  text: string;
  tooltip: string;
}

export class Status {
  readonly item: StatusBarItem;
  private readonly standings = new Map<string, Standing>();
  private state = State.Starting;

  constructor() {
    this.item = window.createStatusBarItem("copydesk", StatusBarAlignment.Right, 100);
    this.item.name = "copydesk";
    this.show();
  }

  /** The server has said how a document stands. */
  tell(standing: Standing): void {
    this.standings.set(standing.uri, standing);
    this.show();
  }

  /** The server runs, or does not. */
  turn(state: State): void {
    this.state = state;
    if (state !== State.Running) this.standings.clear();
    this.show();
  }

  closed(document: TextDocument): void {
    this.standings.delete(document.uri.toString());
  }

  show(): void {
    const [text, tooltip, command] = this.state === State.Running ? this.reading(meant()?.document) : stopped(this.state);
    Object.assign(this.item, { text, tooltip, command });
    if (text) this.item.show();
    else this.item.hide();
  }

  private reading(document?: TextDocument): [string, string, string] {
    if (!document) return ["$(check) copydesk", "copydesk is there. Open a draft, or write a new article.", "copydesk.newArticle"];
    const standing = this.standings.get(document.uri.toString());
    if (standing) {
      const command = standing.text === "not read" ? "copydesk.switchDraft" : "copydesk.ledger";
      return [`${standing.read ? "$(check)" : "$(circle-slash)"} copydesk: ${standing.text}`, standing.tooltip, command];
    }
    const prose = ["plaintext", "markdown"].includes(document.languageId);
    if (prose && ["file", "untitled"].includes(document.uri.scheme)) return ["$(sync~spin) copydesk", "copydesk is reading this draft.", "copydesk.showLog"];
    if (!prose && !document.isUntitled && !/\.(txt|md|markdown)$/i.test(document.uri.path)) return ["", "", ""];
    const why = prose ? "it is no file and no new document" : `its language is “${document.languageId}”, and only plain text and Markdown are read. Click to change that`;
    return ["$(circle-slash) copydesk: not read", `copydesk does not read this: ${why}.`, "workbench.action.editor.changeLanguageMode"];
  }
}

function stopped(state: State): [string, string, string] {
  if (state === State.Starting) return ["$(sync~spin) copydesk", "copydesk is starting.", "copydesk.showLog"];
  return ["$(warning) copydesk", "copydesk is not running. Click to start it.", "copydesk.restart"];
}
