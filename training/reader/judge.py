"""judge.py DATA WEIGHTS [--windows use] [--calibration OUT.json] [--without-marks]: measures weights as they ship (8 bits) on fold 4, and sets the
thresholds on the calibrating articles, which nothing learnt from. Fold 4 sets nothing.
"""
import argparse
import json
import pathlib
import pickle

import torch

import data
import fit
import measure
import model
import teach

SURE, USUAL = 0.9, 2 / 3
LEAST = 20  # sentences behind a threshold


def isotonic(pairs):
    """Steps of (score from which, share that deserves it, sentences): the share never falls as the score rises."""
    steps = []
    for score, deserves in sorted(pairs):
        steps.append([score, float(deserves), 1])
        while len(steps) > 1 and steps[-2][1] >= steps[-1][1]:
            (at, a, n), (_, b, m) = steps[-2:]
            steps[-2:] = [[at, (a * n + b * m) / (n + m), n + m]]
    return steps


def threshold(pairs, share):
    """The lowest score from which on that share of what is flagged deserves it."""
    pairs, best, good = sorted(pairs, reverse=True), None, 0
    for n, (score, deserves) in enumerate(pairs, 1):
        good += deserves
        if n >= LEAST and good / n >= share:
            best = score
    return best


def unmarked(windows):
    """The windows without the marks of cover."""
    out = []
    for w in windows:
        kept = [n for n, t in enumerate(w["tokens"]) if not 1 <= t <= 19]
        at = {n: i for i, n in enumerate(kept)}
        move = lambda n: next(at[m] for m in range(n, len(w["tokens"])) if m in at)
        out.append({"tokens": [w["tokens"][n] for n in kept], "judged": [{**j, "start": move(j["start"]), "end": move(j["end"])} for j in w["judged"]]})
    return out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("data", type=pathlib.Path)
    a.add_argument("weights", type=pathlib.Path)
    a.add_argument("--windows", default="use")
    a.add_argument("--calibration", type=pathlib.Path)
    a.add_argument("--without-marks", action="store_true")
    a.add_argument("--keep", type=pathlib.Path, help="where the scores of all sentences go")
    o = a.parse_args()
    torch.set_num_threads(2)
    reader = model.read(o.weights)
    made = {w["id"]: w["windows"] for w in data.lines(o.data / f"train.{o.windows}.jsonl")}
    articles = [d for d in data.lines(o.data / "train.jsonl") if not teach.learnt_from(d)]

    def scored(which):
        windows = [made[d["id"]] if not o.without_marks else unmarked(made[d["id"]]) for d in which]
        flat = fit.ask(reader, [w for ws in windows for w in ws])
        answers, n = [], 0
        for ws in windows:
            answers.append(flat[n:n + len(ws)])
            n += len(ws)
        return measure.scores(which, windows, answers)

    held = [d for d in articles if teach.calibrating(d)]
    on_held = scored(held)
    pairs = [(s, d["s"][str(n)] in "qQ") for d, best in zip(held, on_held) for n, s in enumerate(best) if str(n) in d["s"] and s > 0]
    sure, usual = threshold(pairs, SURE), threshold(pairs, USUAL)
    steps = [[round(x, 4), round(y, 3), n] for x, y, n in isotonic(pairs)]
    print(f"calibrating articles: {len(held)}; sure from {sure}, usual from {usual}")
    print("steps (score, deserve it, sentences):", *steps)
    at = sorted({0.5, 0.6, 0.7, 0.75, 0.8, 0.9, *(round(x, 3) for x in (sure, usual) if x)})
    print("\nCalibrating articles\n" + measure.table(held, on_held, at))
    measured = [d for d in articles if d["fold"] == teach.MEASURING]
    on_measured = scored(measured)
    print("\nFold 4\n" + measure.table(measured, on_measured, at))
    if o.keep:
        o.keep.write_bytes(pickle.dumps(([d["id"] for d in held], on_held, [d["id"] for d in measured], on_measured)))
    if o.calibration:
        o.calibration.write_text(json.dumps({"sure": sure, "usual": usual, "table": [[x, y] for x, y, _ in steps]}) + "\n")


if __name__ == "__main__":
    main()
