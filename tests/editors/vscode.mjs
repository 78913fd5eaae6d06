// A person opens a draft in VS Code: sees the squiggles and the Problems, asks who somebody is, mends something, saves.
//
//   node vscode.mjs INSTALL_FOLDER EXTENSION.vsix
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
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
    await rows.filter({ hasText: "an assessment" }).first().waitFor();
    const texts = (await rows.allTextContents()).map((t) => t.replaceAll("\u00a0", " ")).join("\n");
    for (const wanted of ["an assessment", "“1.2 million”", "“Officials”", "never says when"]) assert.ok(texts.includes(wanted), `${wanted} in ${texts}`);
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
    const line = saved("harbour.txt").split("\n").findIndex((l) => l.startsWith("As talks with the shipping lines")) + 1 + 4;
    await vs.caret(line, 10);
    await vs.actions("Annotate: this is Ana Sousa’s claim (in the text)");
    await vs.choose("Annotate: this is Ana Sousa’s claim (in the text)");
    await page.locator(".view-line", { hasText: "{.claim" }).first().waitFor();
    await page.waitForFunction(() => ![...document.querySelectorAll(".markers-panel .monaco-list-row")].some((r) => r.textContent.replaceAll("\u00a0", " ").includes("states an assessment")));
    await vs.shot("5-annotated");
  });

  await step("the draft is saved as it is seen", async () => {
    await vs.save();
    const text = saved("harbour.txt");
    assert.match(text, /^---\ndate: \d{4}-\d\d-\d\d\n---\n\nPorto/);
    assert.match(text, /\[As talks with the shipping lines stall, the likelihood of a longer closure has increased\]\{\.claim by=ana-sousa status=attributed\}\./);
  });

  const beside = () => JSON.parse(saved("harbour.txt.anno.json"));
  const until = async (what, holds) => {
    for (let tries = 0; tries < 200; tries++) {
      try {
        if (holds()) return;
      } catch {
        // Not yet.
      }
      await page.waitForTimeout(100);
    }
    throw new Error(`never ${what}`);
  };
  const lineOf = (start) => saved("harbour.txt").split("\n").findIndex((l) => l.startsWith(start)) + 1;

  await step("an annotation in the text is undone in one step, and done again", async () => {
    await page.keyboard.press("Control+Z");
    await page.locator(".view-line", { hasText: "{.claim" }).first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+Y");
    await page.locator(".view-line", { hasText: "{.claim" }).first().waitFor();
  });

  await step("an annotation beside the draft is kept in its own file and shown", async () => {
    await vs.caret(lineOf("Officials warned"), 12);
    await vs.actions("Annotate: a source known to the desk");
    await vs.choose("Annotate: a source known to the desk");
    await until("written", () => beside().items.length === 1);
    assert.equal(beside().items[0].body["cd:by"], "source-a");
    await page.locator(".view-line", { hasText: "claim · attributed · source-a" }).first().waitFor();
    const card = await vs.hover("repairs could", "Claim");
    assert.match(card, /attributed/);
    await vs.shot("6-beside");
  });

  await step("a source is typed, or chosen from the people of the article; a query is written", async () => {
    const problem = (text) => page.locator(".markers-panel .monaco-list-row", { hasText: text });
    const answered = async (line, title, typed, row, column = 12) => {
      await page.mouse.move(5, 5);
      await vs.caret(lineOf(line), column);
      await vs.actions(title);
      await vs.choose(title);
      const list = page.locator(".quick-input-widget:not(.hidden)", { hasText: title });
      await list.locator("input.input").fill(typed);
      await list.locator(".monaco-list-row.focused", { hasText: row }).waitFor();
      await vs.shot(`6-${typed.split(" ")[0].toLowerCase()}`);
      await page.keyboard.press("Enter");
    };
    const by = () => beside().items.map((i) => i.body["cd:by"]).find((by) => by && by !== "source-a");
    await answered("The council delayed", "Annotate: choose whose claim this is…", "Porto Pilots", "Somebody else", 90);
    await until("typed", () => by() === "porto-pilots");
    // Nothing was typed into the draft, and still its findings are those of what stands beside it now.
    await problem("porto-pilots").first().waitFor();
    await problem("“1.2 million”").waitFor({ state: "detached" });
    await answered("The council delayed", "Choose the source of claim", "meer", "João van der Meer", 90);
    await until("chosen", () => by() === "joao-van-der-meer");
    await answered("Sunday", "Add a query for the reporter: write it…", "Which year?", "Write");
    await problem("Open query: Which year?").first().waitFor();
  });

  await step("after an edit above and saving, the annotation is where its words are; and again when reopened", async () => {
    const place = () => beside().items.find((i) => i.body["cd:by"] === "source-a").target.selector;
    const words = place()[1].exact;
    await vs.caret(lineOf("Officials warned") - 1, 1);
    await page.keyboard.type("A paragraph 🚢 that was not there.\n");
    await vs.save();
    const body = () => saved("harbour.txt").replace(/^---[\s\S]*?\n---\n+/, "").replace(/\[([^\]]*)\]\{\.claim[^}]*\}/, "$1");
    await until("moved", () => {
      const { start, end } = place()[0];
      return saved("harbour.txt").includes("A paragraph 🚢") && [...body()].slice(start, end).join("") === words;
    });
    await vs.command("View: Close Editor");
    await editor.waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+T");
    await editor.waitFor();
    await vs.caret(lineOf("Officials warned"), 1);
    const card = await vs.hover("repairs could", "Claim");
    assert.match(card, /beside the draft/);
  });

  await step("the server can be restarted", async () => {
    await vs.command("copydesk: Restart");
    await page.locator(".statusbar-item", { hasText: "copydesk" }).first().waitFor();
    await editor.locator(".squiggly-warning").first().waitFor();
  });

  await page.close();
  writeFileSync(path.join(bench.folder, "people.yaml"), [
    "people:",
    "  - id: rui-costa",
    "    name: Rui Costa",
    "    note: does not speak on Sundays",
    "    roles: [{title: mayor of Porto, short: mayor, from: 2018, to: 2023-10}]",
    "  - {id: eva-lima, name: Eva Lima, variants: [Evva Lima]}",
    "  - {id: ana-reis, name: Ana Reis, roles: [{title: mayor of Porto, short: mayor, from: 2023-11}]}",
    "  - {id: jo, nam: Jo Doe}",
    "",
  ].join("\n"));
  writeFileSync(path.join(bench.folder, "people.txt"), [
    "Harbour closes for winter",
    "May 3, 2024",
    "Costa closed the road on Monday.",
    "Mayor Rui Costa will open it in June, he said on Friday.",
    "Evva Lima, a fisherman, said the SHG would help.",
    "Tiago Nunes, the mayor of Porto, left on Monday, the council said.",
    "The road was closed on Monday, and Pedro Alves left. The road stays closed, Alves said.",
    "",
  ].join("\n\n"));
  vs = await workbench.open(bench, "people.txt");
  const people = vs;

  await step("every rule about people speaks, and the people file's own mistake stands at its line", async () => {
    await people.editor.locator(".squiggly-warning").first().waitFor();
    await people.page.keyboard.press("Control+Shift+M");
    const rows = people.page.locator(".markers-panel .monaco-list-row");
    for (const code of ["person-first-reference", "role-out-of-date", "person-spelling-variant", "undefined-acronym", "role-holder-mismatch", "person-without-role"]) {
      await rows.filter({ hasText: code }).first().waitFor();
    }
    await rows.filter({ hasText: "did you mean" }).first().waitFor();
    await people.shot("7-people");
  });

  await step("hovering tells what the people file knows, a fix inserts “former”, the house spelling is used", async () => {
    await people.page.mouse.move(5, 5);
    await people.editor.locator(".view-line").first().click();
    const card = await people.hover("Rui Costa", "people file");
    assert.match(card, /does not speak on Sundays/);
    assert.match(card, /2018 to October 2023/);
    await people.shot("8-hover-people-file");
    await people.page.mouse.move(5, 5);
    await people.caret(7, 3);
    await people.actions("Write “Former mayor”");
    await people.choose("Write “Former mayor”");
    await people.page.locator(".view-line", { hasText: "Former mayor Rui" }).first().waitFor();
    await people.caret(9, 3);
    await people.actions("Use “Eva Lima” here");
    await people.choose("Use “Eva Lima” here");
    await people.page.locator(".view-line", { hasText: "Eva Lima, a fisherman" }).first().waitFor();
  });

  await step("somebody is added to the people file, and a name is spelt otherwise throughout", async () => {
    await people.caret(13, 38);
    await people.actions("Add Pedro Alves to the people file");
    await people.choose("Add Pedro Alves to the people file");
    for (let tries = 0; !saved("people.yaml").includes("Pedro Alves"); tries++) {
      if (tries > 100) throw new Error("the people file was not written");
      await people.page.waitForTimeout(100);
    }
    await people.caret(13, 38);
    await people.page.keyboard.press("F2");
    const box = people.page.locator(".rename-box input, .rename-input").first();
    await box.waitFor();
    await box.fill("Pedro Alvez");
    await people.page.keyboard.press("Enter");
    await people.page.locator(".view-line", { hasText: "Alvez said" }).first().waitFor();
    await people.save();
    assert.match(saved("people.txt"), /and Pedro Alvez left\. The road stays closed, Alvez said\./);
  });

  await step("the ledger is a page that can be read", async () => {
    const server = path.join(here, "../../editors/vscode/bin/copydesk");
    const report = path.join(bench.folder, "ledger.html");
    execFileSync(server, ["ledger", "--format", "html", "-o", report, path.join(bench.folder, "harbour.txt")]);
    assert.ok(existsSync(report));
    const sheet = await bench.browser.newPage({ viewport: { width: 1000, height: 1200 } });
    await sheet.goto(`file://${report}`);
    await sheet.locator("tbody tr", { hasText: "We had no choice" }).first().waitFor();
    assert.ok((await sheet.locator("span.said").count()) > 2 && (await sheet.locator("span.unsourced").count()) > 0);
    await sheet.screenshot({ path: path.join(bench.shots, "9-ledger.png") });
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
