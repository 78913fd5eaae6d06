// A person opens a draft in VS Code: sees the squiggles and the Problems, asks who somebody is, mends something, saves.
//
//   node vscode.mjs INSTALL_FOLDER EXTENSION.vsix
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as workbench from "./workbench.mjs";

const [install, vsix] = process.argv.slice(2).map((p) => path.resolve(p));
const here = import.meta.dirname;
const bench = await workbench.start({
  install,
  vsix,
  run: mkdtempSync(path.join(tmpdir(), "copydesk-vscode-")),
  files: path.join(here, "../articles"),
  shots: path.join(here, "artefacts"),
});
let passed = 0;
const step = async (name, act) => {
  await act();
  passed += 1;
  console.log(`ok ${passed} - ${name}`);
};
const saved = (file) => readFileSync(path.join(bench.folder, file), "utf8");
let vs;
try {
  vs = await workbench.open(bench, "harbour.txt");
  const { page, editor } = vs;

  await step("squiggles are drawn and the status item says that the server runs", async () => {
    await editor.locator(".squiggly-warning").first().waitFor();
    await page.locator(".statusbar-item", { hasText: "copydesk" }).first().waitFor();
  });

  await step("Problems lists what a desk would send back", async () => {
    await page.keyboard.press("Control+Shift+M");
    const rows = page.locator(".markers-panel .monaco-list-row");
    await rows.filter({ hasText: "The draft has no publication date" }).first().waitFor();
    const texts = (await rows.allTextContents()).map((t) => t.replaceAll("\u00a0", " ")).join("\n");
    for (const wanted of ["a motive", "“1.2 million”", "“Officials”", "never says when"]) assert.ok(texts.includes(wanted), `${wanted} in ${texts}`);
    await vs.shot("1-problems");
  });

  await step("hovering a name tells who that is", async () => {
    const card = await vs.hover("Sousa", "Ana Sousa");
    assert.match(card, /Ana Sousa — Mayor/);
    assert.match(card, /Introduced on line 9/);
    assert.match(card, /We had no choice/);
    await vs.shot("2-hover-person");
  });

  await step("a quick fix sets the publication date, and dates resolve", async () => {
    await page.mouse.move(5, 5);
    await editor.locator(".view-line").first().click();
    await vs.caret(1, 3);
    const titles = await vs.actions("Set the publication date in front matter");
    assert.ok(titles.some((t) => t.includes(".meta.yaml")), titles.join("\n"));
    await vs.shot("3-actions");
    await vs.choose("Set the publication date in front matter");
    await page.locator(".view-line", { hasText: "date: 2" }).first().waitFor();
    await page.waitForFunction(() => ![...document.querySelectorAll(".markers-panel .monaco-list-row")].some((r) => r.textContent.replaceAll("\u00a0", " ").includes("no publication date")));
    await vs.caret(29, 1);
    const card = await vs.hover("next week", "reckoned from");
    assert.match(card, /front matter, line 2/);
    await vs.shot("4-hover-date");
  });

  await step("a claim is annotated and no longer reported", async () => {
    await page.mouse.move(5, 5);
    const line = saved("harbour.txt").split("\n").findIndex((l) => l.startsWith("The council delayed")) + 1 + 4;
    await vs.caret(line, 10);
    await vs.actions("Annotate: this is Ana Sousa’s claim");
    await vs.choose("Annotate: this is Ana Sousa’s claim");
    await page.locator(".view-line", { hasText: "{.claim by=ana-sousa" }).first().waitFor();
    await page.waitForFunction(() => ![...document.querySelectorAll(".markers-panel .monaco-list-row")].some((r) => r.textContent.replaceAll("\u00a0", " ").includes("states a motive")));
    await vs.shot("5-annotated");
  });

  await step("the draft is saved as it is seen", async () => {
    await vs.save();
    const text = saved("harbour.txt");
    assert.match(text, /^---\ndate: \d{4}-\d\d-\d\d\n---\n\nPorto/);
    assert.match(text, /\[The council delayed the announcement to avoid a strike before the Easter holiday\]\{\.claim by=ana-sousa status=attributed\}\./);
  });

  await step("the server can be restarted", async () => {
    await vs.command("copydesk: Restart");
    await page.locator(".statusbar-item", { hasText: "copydesk" }).first().waitFor();
    await editor.locator(".squiggly-warning").first().waitFor();
  });

  console.log(`${passed} passed, 0 failed`);
} catch (error) {
  await vs?.shot("failed");
  console.error(error);
  console.log(`${passed} passed, 1 failed`);
  process.exitCode = 1;
} finally {
  await bench.stop();
}
