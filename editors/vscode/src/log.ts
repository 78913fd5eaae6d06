// A log of which messages went to and fro, without what they hold: some of that is for nobody's log.
import type { OutputChannel } from "vscode";

export function withoutContents(log: OutputChannel): OutputChannel {
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
