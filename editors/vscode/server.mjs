// Puts the server into the extension: built for this platform, or the one that COPYDESK_PROGRAM names.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
const root = path.resolve(here, "../..");
const name = process.platform === "win32" ? "copydesk.exe" : "copydesk";
let program = process.env.COPYDESK_PROGRAM;
if (!program) {
  execFileSync("cargo", ["build", "--release", "--locked", "--bin", "copydesk"], { cwd: root, stdio: "inherit" });
  const target = process.env.CARGO_TARGET_DIR ? path.resolve(root, process.env.CARGO_TARGET_DIR) : path.join(root, "target");
  program = path.join(target, "release", name);
}
mkdirSync(path.join(here, "bin"), { recursive: true });
copyFileSync(program, path.join(here, "bin", name));
chmodSync(path.join(here, "bin", name), 0o755);
