// Which program is run. Never one that merely lies in a workspace: whoever sends a folder of drafts must not choose what runs.
import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";

export interface Place {
  /** What the person set; empty for nothing. */
  set: string;
  /** The folder in which the extension has its own program. */
  bundled: string;
  /** The PATH. */
  path: string;
  /** The workspace's folders. */
  folders: readonly string[];
  windows: boolean;
}

/** The program's whole path. */
export function find({ set, bundled, path: searched, folders, windows }: Place): string {
  if (set) {
    if (!path.isAbsolute(set)) {
      throw new Error(`copydesk.path is “${set}”, which is no whole path. Write it from the root on`);
    }
    return set;
  }
  const name = windows ? "copydesk.exe" : "copydesk";
  const own = path.join(bundled, name);
  if (runs(own)) {
    return own;
  }
  // An entry that is empty or a dot is the folder that one happens to be in.
  const entries = searched.split(path.delimiter).map((entry) => entry.replace(/^"(.*)"$/, "$1"));
  const places = entries.filter((entry) => path.isAbsolute(entry)).map((entry) => path.join(entry, name));
  const found = places.find((place) => runs(place) && !folders.some((folder) => within(folder, place)));
  if (!found) {
    throw new Error("there is no program `copydesk` in the extension or on the PATH");
  }
  return found;
}

/** Why a program does not run. What the system cannot run may go to a shell, whose error tells nothing of that. */
export function unfit(program: string, error: unknown): string {
  if (!existsSync(program)) return `there is no ${program}`;
  if (!runs(program)) return `${program} is no file that may be run`;
  if ((error as { killed?: boolean }).killed) return `${program} does not answer`;
  return `${program} is broken, or for another kind of machine. The package for this one is ${process.platform}-${process.arch}`;
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Whether a file lies in a folder, by its name or where links lead. */
function within(folder: string, file: string): boolean {
  const inside = (from: string, to: string): boolean => {
    const way = path.relative(from, to);
    return way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
  };
  const real = (place: string): string => {
    try {
      return realpathSync(place);
    } catch {
      return place;
    }
  };
  return inside(folder, file) || inside(real(folder), real(file));
}
