// What is done whenever there is news: npm test.
import assert from "node:assert/strict";
import test from "node:test";
import { latest } from "../dist/latest.mjs";

test("a hundred pieces of news while something is done are one more turn, and the last is seen", async () => {
  let [now, turns, at_once, most] = [0, 0, 0, 0];
  const seen = [];
  const act = latest(async () => {
    turns += 1;
    at_once += 1;
    most = Math.max(most, at_once);
    const drawn = now;
    await new Promise((done) => setImmediate(done));
    seen.push(drawn);
    at_once -= 1;
  });
  const all = [];
  for (now = 1; now < 100; now++) all.push(act());
  all.push(act());
  await Promise.all(all);
  assert.deepEqual({ turns, most, seen }, { turns: 2, most: 1, seen: [1, 100] });
  now = 101;
  await act();
  assert.equal(seen.at(-1), 101);
});

test("what goes wrong once is done again with the next news", async () => {
  let turns = 0;
  const act = latest(async () => {
    turns += 1;
    if (turns === 1) throw new Error("not now");
  });
  await assert.rejects(act(), /not now/);
  await act();
  assert.equal(turns, 2);
});
