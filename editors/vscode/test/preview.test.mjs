// Marks in the Markdown preview: npm test.
import assert from "node:assert/strict";
import test from "node:test";
import markdownIt from "markdown-it";
import { chips } from "../dist/preview.mjs";

const md = chips(markdownIt());
const chip = (words) => `<span class="copydesk-chip">${words}</span>`;
for (const [source, expected] of [
  ["[It shut]{.claim by=eva status=verified}.", `<span class="copydesk-mark copydesk-claim">It shut</span>${chip("claim · verified · eva")}.`],
  ['[It shut]{.claim by=two label="two <of> \\"us\\""}.', `<span class="copydesk-mark copydesk-claim">It shut</span>${chip("claim · two &lt;of&gt; &quot;us&quot;")}.`],
  ["[a [b]{.person ref=b} c]{.quote by=d}", `<span class="copydesk-mark copydesk-quote">a <span class="copydesk-mark copydesk-person">b</span>${chip("person · b")} c</span>${chip("quote · d")}`],
  ["[*It* shut]{.note}", `<span class="copydesk-mark copydesk-note"><em>It</em> shut</span>${chip("note")}`],
  ["[a](b) and [c]{.other x=y}", '<a href="b">a</a> and [c]{.other x=y}'],
  ["[a]{.claim by=<b>", "[a]{.claim by=&lt;b&gt;"],
]) {
  test(source, () => assert.equal(md.renderInline(source), expected));
}
