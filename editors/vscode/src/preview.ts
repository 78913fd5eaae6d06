// Marks in the Markdown preview: their words underlined, what they say in a chip behind. Nothing is judged here.
interface Token {
  attrSet(name: string, value: string): void;
  content: string;
}

interface InlineState {
  src: string;
  pos: number;
  posMax: number;
  md: { helpers: { parseLinkLabel(state: InlineState, start: number, nested?: boolean): number }; inline: { tokenize(state: InlineState): void } };
  push(type: string, tag: string, nesting: -1 | 0 | 1): Token;
}

interface MarkdownIt {
  inline: { ruler: { before(other: string, name: string, rule: (state: InlineState, silent: boolean) => boolean): void } };
}

const list = /^\{\s*\.(claim|quote|person|org|date|note)((?:\s+(?:#[\w-]+|[\w:-]+=(?:"(?:\\.|[^"\\])*"|[^\s"{}]+)))*)\s*\}/;
const shown = ["status", "kind", "by", "ref", "role", "when", "text", "source", "checked", "checker"];

export function chips<T extends MarkdownIt>(md: T): T {
  md.inline.ruler.before("link", "copydesk", (state, silent) => {
    if (state.src[state.pos] !== "[") return false;
    const end = state.md.helpers.parseLinkLabel(state, state.pos, false);
    const found = end < 0 ? null : list.exec(state.src.slice(end + 1));
    if (!found) return false;
    const [whole, kind = "", pairs = ""] = found;
    const [start, max] = [state.pos + 1, state.posMax];
    if (!silent) {
      state.push("copydesk_open", "span", 1).attrSet("class", `copydesk-mark copydesk-${kind}`);
      Object.assign(state, { pos: start, posMax: end });
      state.md.inline.tokenize(state);
      state.push("copydesk_close", "span", -1);
      state.push("copydesk_chip_open", "span", 1).attrSet("class", "copydesk-chip");
      state.push("text", "", 0).content = [kind, ...values(pairs)].join(" · ");
      state.push("copydesk_chip_close", "span", -1);
    }
    Object.assign(state, { pos: end + 1 + whole.length, posMax: max });
    return true;
  });
  return md;
}

/** What a mark says, without its keys; the words of a source stand for its id. */
function values(pairs: string): string[] {
  const all = new Map([...pairs.matchAll(/([\w:-]+)=(?:"((?:\\.|[^"\\])*)"|(\S+))/g)].map(([, key = "", quoted, bare]) => [key, quoted?.replaceAll(/\\(.)/g, "$1") ?? bare ?? ""]));
  const label = all.get("label");
  if (label) all.set("by", label);
  return shown.flatMap((key) => all.get(key) ?? []);
}
