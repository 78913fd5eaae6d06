// Which program the extension runs: npm test.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { find, unfit } from "../dist/program.mjs";

const root = mkdtempSync(path.join(tmpdir(), "copydesk-program-"));
const at = (...parts) => path.join(root, ...parts);
for (const folder of ["workspace/bin", "workspace/node_modules/.bin", "usr/bin", "plain", "extension/bin", "empty", "folder/copydesk"]) mkdirSync(at(folder), { recursive: true });
for (const file of ["workspace/copydesk", "workspace/bin/copydesk", "workspace/node_modules/.bin/copydesk", "usr/bin/copydesk", "extension/bin/copydesk"]) {
  writeFileSync(at(file), "");
  chmodSync(at(file), 0o755);
}
writeFileSync(at("plain/copydesk"), "");
chmodSync(at("plain/copydesk"), 0o644);
symlinkSync(at("workspace"), at("link"));
mkdirSync(at("linked"));
symlinkSync(at("workspace/copydesk"), at("linked/copydesk"));
process.chdir(at("workspace"));

const place = (more) => ({ set: "", bundled: at("empty"), path: at("usr/bin"), folders: [at("workspace")], windows: false, ...more });
const on = (...entries) => entries.join(path.delimiter);

// What is set, what is on the PATH, and what is run; nothing where nothing may be.
for (const [name, more, expected] of [
  ["the one on the PATH", {}, "usr/bin/copydesk"],
  ["the extension's own before that", { bundled: at("extension/bin") }, "extension/bin/copydesk"],
  ["the one that is set before all", { set: at("plain/copydesk"), bundled: at("extension/bin") }, "plain/copydesk"],
  ["none by its name alone", { set: "copydesk" }, undefined],
  ["none from where one happens to be", { set: "./copydesk" }, undefined],
  ["no folder of that name", { path: on(at("folder"), at("usr/bin")) }, "usr/bin/copydesk"],
  ["no file that is no program", { path: on(at("plain"), at("usr/bin")) }, "usr/bin/copydesk"],
  ["none by a dot or nothing on the PATH", { path: on(".", "", "bin", "./bin", at("usr/bin")) }, "usr/bin/copydesk"],
  ["only dots: none", { path: on(".", "", "bin") }, undefined],
  ["none of the workspace", { path: on(at("workspace"), at("workspace/bin"), at("workspace/node_modules/.bin"), at("usr/bin")) }, "usr/bin/copydesk"],
  ["none of the workspace by a link to it", { path: on(at("link/bin"), at("usr/bin")) }, "usr/bin/copydesk"],
  ["none of the workspace by a link to the program", { path: on(at("linked"), at("usr/bin")) }, "usr/bin/copydesk"],
  ["a workspace that is a link", { folders: [at("link")], path: on(at("workspace/bin"), at("usr/bin")) }, "usr/bin/copydesk"],
  ["nothing at all", { path: "" }, undefined],
]) {
  test(name, () => {
    if (expected) assert.equal(find(place(more)), at(expected));
    else assert.throws(() => find(place(more)), /copydesk/);
  });
}

// What lies there, and why it does not run.
const elf = Buffer.alloc(64);
// The head of a program for a machine that is not made any more.
elf.write("\x7fELF\x02\x01\x01", "latin1");
elf.writeUInt16LE(2, 16);
elf.writeUInt16LE(0x9026, 18);
for (const [name, content, mode, expected] of [
  ["missing", undefined, 0, /^there is no .*missing$/],
  ["closed", "#!/bin/sh\n", 0o644, /is no file that may be run$/],
  ["foreign", elf, 0o755, /is broken, or for another kind of machine\. The package for this one is \w+-\w+$/],
  ["fails", "#!/bin/sh\nexit 3\n", 0o755, /is broken, or/],
  ["waits", "#!/bin/sh\nexec sleep 60\n", 0o755, /does not answer$/],
]) {
  test(`why it does not run: ${name}`, async () => {
    const program = at(`unfit-${name}`);
    if (content !== undefined) writeFileSync(program, content);
    if (mode) chmodSync(program, mode);
    const error = await promisify(execFile)(program, ["--version"], { timeout: name === "waits" ? 100 : 20_000 }).catch((why) => why);
    assert.match(unfit(program, error), expected);
  });
}
