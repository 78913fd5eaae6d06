// Settings between the editor and the server: only what somebody has set is sent, and what somebody sets by an answer is kept.
import { ConfigurationTarget, type ExtensionContext, Uri, workspace } from "vscode";

interface Group {
  properties: Record<string, unknown>;
}

/** What is set for a place, by anybody but the defaults; a name with dots leads into tables. */
export function set(context: ExtensionContext, scope?: string): Record<string, unknown> {
  const groups: Group[] = context.extension.packageJSON.contributes.configuration;
  const configuration = workspace.getConfiguration("copydesk", scope ? Uri.parse(scope) : undefined);
  const found: Record<string, unknown> = {};
  for (const name of groups.flatMap((group) => Object.keys(group.properties))) {
    const path = name.split(".").slice(1);
    const inspected = configuration.inspect(path.join("."));
    const value = inspected?.workspaceFolderValue ?? inspected?.workspaceValue ?? inspected?.globalValue;
    if (value === undefined) continue;
    const last = path.pop();
    const table = path.reduce((at, part) => (at[part] ??= {}) as Record<string, unknown>, found);
    if (last) table[last] = value;
  }
  return found;
}

/** Keeps a setting that somebody has made by an answer or a command. */
export async function keep({ key, value, folder }: { key: string; value: unknown; folder: boolean }): Promise<void> {
  const target = folder && workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration("copydesk").update(key, value, target);
}
