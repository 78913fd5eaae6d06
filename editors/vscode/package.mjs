// Packs the extension with its server for this platform.
import { createVSIX } from "@vscode/vsce";
import path from "node:path";

const target = `${process.platform}-${process.arch}`;
const packagePath = path.join(import.meta.dirname, `copydesk-${target}.vsix`);
await createVSIX({ cwd: import.meta.dirname, dependencies: false, target, packagePath });
