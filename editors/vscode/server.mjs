// Builds the server for this platform and puts it into the extension.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
const root = path.resolve(here, "../..");
const name = process.platform === "win32" ? "copydesk.exe" : "copydesk";
execFileSync("cargo", ["build", "--release", "--locked", "--bin", "copydesk"], { cwd: root, stdio: "inherit" });
const target = process.env.CARGO_TARGET_DIR ? path.resolve(root, process.env.CARGO_TARGET_DIR) : path.join(root, "target");
mkdirSync(path.join(here, "bin"), { recursive: true });
copyFileSync(path.join(target, "release", name), path.join(here, "bin", name));
chmodSync(path.join(here, "bin", name), 0o755);
