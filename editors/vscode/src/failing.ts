// Where something is missing, a server or a draft: what, in one message with the ways out of it.
import { commands, env, type OutputChannel, window } from "vscode";
import { ErrorCodes, ResponseError } from "vscode-languageclient/node";

/** What is set for a machine stands among that machine's settings where VS Code runs elsewhere. */
const settings = (): string => (env.remoteName ? "workbench.action.openRemoteSettings" : "workbench.action.openSettings2");

/** The ways out of it. */
const ways: Record<string, () => Thenable<unknown>> = {
  "Try again": () => commands.executeCommand("copydesk.restart"),
  "Open settings": () => commands.executeCommand(settings(), { query: "copydesk.path" }),
  "Show log": () => commands.executeCommand("copydesk.showLog"),
};

/** Tells why there is no server, and what to do; the log has it, too. Does not wait till somebody has chosen. */
export function fail(why: unknown, log: OutputChannel): void {
  const reason = (why instanceof Error ? why.message : String(why)).split("\n", 1)[0];
  log.appendLine(`There is no server: ${reason}.`);
  const message = `copydesk does not run: ${reason}. If you have the program elsewhere, set copydesk.path to it.`;
  void window.showErrorMessage(message, ...Object.keys(ways)).then((chosen) => ways[chosen ?? ""]?.());
}

/** Tells of a start that came to nothing; that a program has stopped meanwhile is told by whoever starts it again. */
export function unstarted(why: unknown, log: OutputChannel): void {
  const stopped: number[] = [ErrorCodes.MessageReadError, ErrorCodes.MessageWriteError, ErrorCodes.PendingResponseRejected, ErrorCodes.ConnectionInactive];
  if (!(why instanceof ResponseError && stopped.includes(why.code))) fail(why, log);
}

/** Tells somebody who asks for the ledger of nothing. */
export async function undrafted(): Promise<void> {
  const example = "Open an example";
  if ((await window.showInformationMessage("Open a draft first.", example)) === example) await commands.executeCommand("copydesk.example");
}
