// A list of the editor's own from which something is chosen, or in which it is typed.
import { type QuickPickItem, window } from "vscode";

interface Choice extends QuickPickItem {
  id: string;
}

/** Gives the id of what is listed, what was typed, or nothing. */
export function choose({ title, other, items }: { title: string; other: string; items: Choice[] }): Promise<string | null> {
  const pick = window.createQuickPick<Choice>();
  pick.title = title;
  pick.placeholder = items.length > 0 ? "Choose, or type" : "Type";
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.items = items;
  // What was typed stands below those listed whom it fits: VS Code sorts by where the label fits, and this one does not.
  pick.onDidChangeValue((value) => {
    const typed = value.trim();
    const listed = items.some(({ id, label }) => typed === id || typed.toLowerCase() === label.toLowerCase());
    pick.items = typed && !listed ? [...items, { id: typed, label: other, description: typed, alwaysShow: true }] : items;
  });
  return new Promise((answer) => {
    pick.onDidAccept(() => {
      // Whoever types and goes on at once is sooner than what is typed is listed.
      answer(pick.selectedItems[0]?.id ?? (pick.value.trim() || null));
      pick.hide();
    });
    pick.onDidHide(() => {
      answer(null);
      pick.dispose();
    });
    pick.show();
  });
}
