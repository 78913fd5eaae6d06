// A VS Code workbench in a browser, and the few things a person does in it.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";

const quiet = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.colorTheme": "Default Light Modern",
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "security.workspace.trust.enabled": false,
  "editor.accessibilitySupport": "off",
  "editor.hover.delay": 100,
  "editor.minimap.enabled": false,
  "editor.unicodeHighlight.ambiguousCharacters": false,
  "files.autoSave": "off",
  "git.enabled": false,
};

// Chromium without a display, without a sandbox (tests run as root), and without any wish to talk to anybody.
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function freePort() {
  const probe = createServer();
  await new Promise((ready) => probe.listen(0, "127.0.0.1", ready));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

/** Starts a workbench with an extension installed and a folder open. */
export async function start({ install, run, vsix, files, shots, extraSettings = {} }) {
  const entry = path.join(install, "workbench/node_modules/code-server/out/node/entry.js");
  const at = (...p) => path.join(run, ...p);
  for (const d of ["home", "user/User", "extensions", "folder"]) mkdirSync(at(d), { recursive: true });
  mkdirSync(shots, { recursive: true });
  writeFileSync(at("user/User/settings.json"), JSON.stringify({ ...quiet, ...extraSettings }));
  writeFileSync(at("config.yaml"), "");
  for (const file of readdirSync(files, { withFileTypes: true })) {
    if (file.isFile()) copyFileSync(path.join(files, file.name), at("folder", file.name));
  }
  const env = { ...process.env, HOME: at("home"), EXTENSIONS_GALLERY: "{}" };
  const common = ["--config", at("config.yaml"), "--user-data-dir", at("user"), "--extensions-dir", at("extensions")];
  await finished(spawn(process.execPath, [entry, ...common, "--install-extension", vsix, "--force"], { env, stdio: ["ignore", "inherit", "inherit"] }));
  const port = await freePort();
  const options = ["--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override", "--ignore-last-opened"];
  // A group of its own, so that all of it can be ended together.
  const server = spawn(process.execPath, [entry, ...options, ...common, at("folder")], { env, cwd: run, stdio: "ignore", detached: true });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const up = await fetch(`${url}/healthz`).then((r) => r.ok, () => false);
    if (up) break;
    if (tries > 300) throw new Error("the workbench does not start");
    await sleep(100);
  }
  const { chromium } = createRequire(path.join(install, "package.json"))("playwright-core");
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
  const stop = async () => {
    await browser.close();
    try {
      process.kill(-server.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  const settings = () => JSON.parse(readFileSync(at("user/User/settings.json"), "utf8"));
  const set = (key, value) => writeFileSync(at("user/User/settings.json"), JSON.stringify({ ...settings(), [key]: value }));
  // What is set for a machine is read from here alone: the workbench's server is another machine to the window.
  const setForMachine = (key, value) => {
    mkdirSync(at("user/Machine"), { recursive: true });
    writeFileSync(at("user/Machine/settings.json"), JSON.stringify({ [key]: value }));
  };
  const setOnMachine = () => JSON.parse(readFileSync(at("user/Machine/settings.json"), "utf8"));
  return { url, folder: at("folder"), browser, stop, shots, settings, set, setForMachine, setOnMachine };
}

function finished(child) {
  return new Promise((done, failed) => child.on("exit", (code) => (code === 0 ? done() : failed(new Error(`${child.spawnargs.join(" ")} ended with ${code}`)))));
}

/** How well the words of a page stand out from the ground, worst first: 4.5 can be read by most, 1 by nobody. */
export async function contrasts(root) {
  const found = await root.evaluate((top) => {
    const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
    const laid = ([r, g, b, alpha = 1], under) => [r, g, b].map((value, i) => value * alpha + under[i] * (1 - alpha));
    const ground = (element) => {
      const under = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
      return laid(numbers(getComputedStyle(element).backgroundColor), under);
    };
    const light = (colour) => {
      const [r, g, b] = colour.map((value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const worded = [...top.querySelectorAll("*")].filter((e) => !/^(SCRIPT|STYLE)$/.test(e.tagName) && [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()));
    return worded.map((element) => {
      const under = ground(element);
      const [darker, lighter] = [light(under), light(laid(numbers(getComputedStyle(element).color), under))].sort((a, b) => a - b);
      return { contrast: (lighter + 0.05) / (darker + 0.05), words: element.textContent.slice(0, 40), element: element.tagName };
    });
  });
  return found.sort((a, b) => a.contrast - b.contrast);
}

/** The number beside the word “Problems”; run in the page. */
function counted() {
  const title = [...document.querySelectorAll(".part.panel .action-item")].find((item) => item.textContent.includes("Problems"));
  return Number(title.textContent.replace(/\D/g, ""));
}

/** Opens a file of the folder in a fresh window. */
export async function open(bench, file) {
  const page = await bench.browser.newPage({ viewport: { width: 1360, height: 1100 } });
  page.setDefaultTimeout(60_000);
  const payload = [["openFile", `vscode-remote://${new URL(bench.url).host}${bench.folder}/${file}`]];
  await page.goto(`${bench.url}/?folder=${encodeURIComponent(bench.folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  await page.locator(".monaco-workbench .part.statusbar").waitFor();
  const editor = page.locator(`.editor-instance .monaco-editor[data-uri$="/${file}"]`);
  await editor.waitFor();
  const quick = page.locator(".quick-input-widget input.input").first();
  // A list that was opened while the focus still moved is shut by it: whoever sits there opens it again.
  const choose = async (key, typed, wanted) => {
    const row = page.locator(".quick-input-list .monaco-list-row", { hasText: wanted }).first();
    for (let tries = 1; ; tries++) {
      await page.keyboard.press(key);
      const shown = quick.fill(typed, { timeout: 5000 }).then(() => row.waitFor({ timeout: 5000 })).then(() => true, () => false);
      if (await shown) break;
      if (tries === 4) throw new Error(`${wanted} is not offered`);
      await page.keyboard.press("Escape");
    }
    await page.keyboard.press("Enter");
  };
  return {
    page,
    editor,
    shot: (name) => page.screenshot({ path: path.join(bench.shots, `${name}.png`) }),
    command: (title) => choose("F1", `>${title}`, title),
    async caret(line, column) {
      await page.keyboard.press("Control+G");
      await quick.waitFor();
      await quick.fill(`:${line}:${column}`);
      await page.keyboard.press("Enter");
      await page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }).waitFor();
    },
    /** Hovers over the first place where a word is drawn and gives the hover's text, once it holds `expected`. */
    async hover(word, expected) {
      const place = () =>
        editor.evaluate((root, w) => {
          for (const line of root.querySelectorAll(".view-line")) {
            const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
              const i = node.data.replaceAll("\u00a0", " ").indexOf(w);
              if (i < 0) continue;
              const range = document.createRange();
              range.setStart(node, i);
              range.setEnd(node, i + w.length);
              const r = range.getBoundingClientRect();
              return { x: r.x + Math.min(r.width / 2, 20), y: r.y + r.height / 2 };
            }
          }
          return null;
        }, word);
      const card = page.locator(".monaco-hover:not(.hidden) .monaco-hover-content", { hasText: expected }).first();
      // The text may still scroll, or hints push it on, while it is pointed at: whoever sits there points again.
      const pointings = 6;
      for (let pointing = 1; pointing <= pointings; pointing++) {
        await page.mouse.move(5, 5);
        const box = await place();
        if (box) {
          await page.mouse.move(box.x - 3, box.y);
          await page.mouse.move(box.x, box.y, { steps: 3 });
        }
        const shown = await card.waitFor({ timeout: 10_000 }).then(() => true, () => false);
        if (shown) break;
        if (pointing === pointings) throw new Error(box ? `no card at “${word}” tells “${expected}”` : `“${word}” is not on the screen`);
      }
      // It fades in; what is kept as a picture should be readable.
      await page.waitForFunction(() => [...document.querySelectorAll(".monaco-hover:not(.hidden)")].every((h) => !h.getAnimations({ subtree: true }).some((a) => a.playState === "running")));
      return (await card.innerText()).replaceAll("\u00a0", " ");
    },
    /** Opens the list of actions at the caret and gives their titles. */
    async actions(expected) {
      const list = page.locator(".action-widget .monaco-list-row");
      // At the caret, not the announcement to screen readers of the same words, which stays.
      const none = page.locator(".monaco-editor-overlaymessage", { hasText: "No code actions available" });
      // VS Code asks by itself shortly after the caret has moved, and drops an earlier question: whoever sits there asks again.
      for (let tries = 0; tries < 5; tries++) {
        await page.keyboard.press("Control+.");
        const answered = list.first().or(none).first().waitFor({ timeout: 10_000 });
        await answered.catch(() => undefined);
        if (await list.first().isVisible()) break;
        await page.keyboard.press("Escape");
        // The announcement goes when the caret moves.
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("ArrowLeft");
        await none.waitFor({ state: "hidden" });
        await page.waitForTimeout(1000);
      }
      await list.filter({ hasText: expected }).first().waitFor();
      // Without the headings.
      const ours = page.locator(".action-widget .monaco-list-row.action");
      return (await ours.allTextContents()).map((t) => t.replaceAll("\u00a0", " "));
    },
    /** Walks down the list to an action and takes it, by keyboard: the list catches the mouse. */
    async choose(title) {
      const focused = page.locator(".action-widget .monaco-list-row.focused");
      const rows = await page.locator(".action-widget .monaco-list-row").count();
      for (let i = 0; i < rows; i++) {
        if ((await focused.textContent()).replaceAll("\u00a0", " ").includes(title)) break;
        await page.keyboard.press("ArrowDown");
      }
      await page.locator(".action-widget .monaco-list-row.focused", { hasText: title }).waitFor();
      await page.keyboard.press("Enter");
    },
    /** Takes what fits from a list of the editor's own, or what is typed. */
    async pick(title, typed, focused) {
      const list = page.locator(".quick-input-widget:not(.hidden)", { has: page.locator(".quick-input-title", { hasText: title }) });
      await list.locator("input.input").first().fill(typed);
      await list.locator(".monaco-list-row.focused", { hasText: focused }).waitFor();
      await page.keyboard.press("Enter");
    },
    /** How many problems there are, as Problems has it, when it has come to rest: those of a file that was shut go late. */
    async problems() {
      for (let before = -1; ; ) {
        const now = await page.evaluate(counted);
        if (now === before) return now;
        before = now;
        await page.waitForTimeout(1500);
      }
    },
    /** The fewest problems that there have been since they were more than some. */
    async fewestProblems(some) {
      await page.waitForFunction(`(${counted})() > ${some}`);
      await page.evaluate(`(() => {
        const counted = ${counted};
        window.fewest = counted();
        new MutationObserver(() => (window.fewest = Math.min(window.fewest, counted()))).observe(document.querySelector(".part.panel"), { subtree: true, childList: true, characterData: true });
      })()`);
      return () => page.evaluate(() => window.fewest);
    },
    /** Types something that is not listed, as fast as can be. */
    async typed(title, words) {
      await page.locator(".quick-input-widget:not(.hidden) .quick-input-title", { hasText: title }).waitFor();
      await page.keyboard.type(words);
      await page.keyboard.press("Enter");
    },
    openFile: (name) => choose("Control+P", name, name),
    /** Chooses a theme by its name. */
    async theme(name) {
      await page.keyboard.press("Control+K");
      await page.keyboard.press("Control+T");
      await quick.fill(name);
      await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name }).waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".quick-input-widget").first().waitFor({ state: "hidden" });
    },
    /** The colour in which a word is drawn. */
    colour: (word) =>
      editor.evaluate((root, w) => {
        const drawn = [...root.querySelectorAll(".view-line span span")].find((span) => span.textContent.replaceAll("\u00a0", " ").includes(w));
        return drawn && getComputedStyle(drawn).color;
      }, word),
    async save() {
      await page.keyboard.press("Control+S");
      await page.locator(".tab.active:not(.dirty)").waitFor();
    },
  };
}
