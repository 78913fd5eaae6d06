const editor = acquireVsCodeApi();
const [kind, words, main] = ["#kind", "#words", "main"].map((s) => document.querySelector(s));
const rows = () => [...document.querySelectorAll("tr[data-row]")];
const filter = () => {
  const [wanted, part] = [kind.value, words.value.trim().toLowerCase()];
  for (const row of rows()) {
    const fits = !wanted || (wanted === "open" ? row.classList.contains("open") : row.dataset.kind === wanted);
    row.hidden = !fits || !row.textContent.toLowerCase().includes(part);
  }
  editor.setState({ kind: wanted, words: words.value });
};
const send = (row, act) => editor.postMessage({ act, row: Number(row.dataset.row), line: Number(row.dataset.line), column: Number(row.dataset.column), written: Number(row.closest("table").dataset.written) });
main.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-row]");
  if (row) send(row, event.target.closest("button")?.dataset.act ?? "go");
});
main.addEventListener("keydown", (event) => {
  const shown = rows().filter((row) => !row.hidden);
  const at = shown.indexOf(event.target.closest("tr[data-row]"));
  if (at < 0) return;
  if (event.key === "Enter" && event.target === shown[at]) send(shown[at], "go");
  else if (event.key === "ArrowDown") shown[at + 1]?.focus();
  else if (event.key === "ArrowUp") shown[at - 1]?.focus();
  else return;
  event.preventDefault();
});
// The row that somebody is in: a list of the editor's takes the keys for a while, and rows are drawn anew.
let held;
const back = () => {
  if (document.activeElement !== document.body) return;
  const own = rows().find((row) => row.dataset.row === held);
  (own ?? document.querySelector("tr.here"))?.focus({ preventScroll: true });
};
main.addEventListener("focusin", (event) => (held = event.target.closest("tr[data-row]")?.dataset.row));
window.addEventListener("focus", back);
// The line that somebody is on in the draft, and its row.
let line;
const here = () => {
  const row = rows().findLast((r) => Number(r.dataset.line) <= line);
  rows().forEach((r) => r.classList.toggle("here", r === row));
  return row;
};
kind.addEventListener("change", filter);
words.addEventListener("input", filter);
window.addEventListener("message", ({ data }) => {
  if (data.body !== undefined) {
    main.innerHTML = data.body;
    filter();
    here();
    // Whoever writes in the draft stays there.
    if (document.hasFocus()) back();
  }
  if (data.line !== undefined) {
    line = data.line;
    here()?.scrollIntoView({ block: "nearest" });
  }
});
Object.assign(kind, { value: editor.getState()?.kind ?? "" });
Object.assign(words, { value: editor.getState()?.words ?? "" });
filter();
