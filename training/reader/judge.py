"""judge.py DATA WEIGHTS [--windows use] [--calibration OUT.json] [--without-marks]: measures weights as they ship (8 bits) on fold 4, and sets the
thresholds on the calibrating articles, which nothing learnt from. Fold 4 sets nothing.
"""
import argparse
import json
import math
import pathlib
import pickle

import torch

import data
import fit
import measure
import model
import teach

# A warning: of all that is warned of on the calibrating articles, so many deserve it (the lowest score that does is a lucky one: on new copy it is some
# points less, and nine in ten are promised). Information: of the sentences with just that score, by the
# curve, so many do; of all that is flagged from there on, four in five.
SURE, USUAL = 0.93, 0.63
LEAST = 20  # sentences behind a threshold


def curve(pairs):
    """The share that deserves a question at a score (Platt's: a logistic of the score's log odds), by Newton's method."""
    odds = lambda score: math.log(score / (1 - score))
    slope, shift = 1.0, 0.0
    for _ in range(50):
        g, h = [0.0, 0.0], [0.0, 0.0, 0.0]
        for score, deserves in pairs:
            x = odds(score)
            p = 1 / (1 + math.exp(-(slope * x + shift)))
            w, e = p * (1 - p), p - deserves
            g = [g[0] + e * x, g[1] + e]
            h = [h[0] + w * x * x, h[1] + w * x, h[2] + w]
        d = h[0] * h[2] - h[1] * h[1]
        slope -= (h[2] * g[0] - h[1] * g[1]) / d
        shift -= (h[0] * g[1] - h[1] * g[0]) / d
    return lambda score: 1 / (1 + math.exp(-(slope * odds(score) + shift)))


def reliability(name, pairs, share):
    """Of the sentences that are told to deserve a question with about some probability, how many do."""
    for low, high in ((0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.667), (0.667, 0.8), (0.8, 0.9), (0.9, 1.01)):
        here = [(share(s), d) for s, d in pairs if low <= share(s) < high]
        if here:
            print(f"{name}: told {sum(p for p, _ in here) / len(here):.2f}, is {sum(d for _, d in here) / len(here):.2f} of {len(here)}")


def threshold(pairs, share):
    """The lowest score from which on that share of what is flagged deserves it."""
    pairs, best, good = sorted(pairs, reverse=True), None, 0
    for n, (score, deserves) in enumerate(pairs, 1):
        good += deserves
        if n >= LEAST and good / n >= share:
            best = score
    return best


def deserving(articles, scored):
    """The score of each sentence that was judged, and whether its label says that it deserves a question."""
    each = ((d, n, s) for d, best in zip(articles, scored) for n, s in enumerate(best))
    return [(s, d["s"][str(n)] in "qQ") for d, n, s in each if str(n) in d["s"] and s > 0]


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
    torch.set_num_threads(1)
    reader = model.read(o.weights).to(fit.DEVICE)
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
    pairs = deserving(held, on_held)
    share = curve(pairs)
    sure, usual = threshold(pairs, SURE), next(n / 1000 for n in range(1, 1000) if share(n / 1000) >= USUAL)
    print(f"calibrating articles: {len(held)}; sure from {sure:.3f} ({share(sure):.2f} there), usual from {usual:.3f} ({share(usual):.2f})")
    reliability("calibrating", pairs, share)
    at = sorted({0.5, 0.6, 0.7, 0.75, 0.8, 0.9, *(round(x, 3) for x in (sure, usual) if x)})
    print("\nCalibrating articles\n" + measure.table(held, on_held, at))
    measured = [d for d in articles if d["fold"] == teach.MEASURING]
    on_measured = scored(measured)
    reliability("fold 4", deserving(measured, on_measured), share)
    print("\nFold 4\n" + measure.table(measured, on_measured, at))
    if o.keep:
        o.keep.write_bytes(pickle.dumps(([d["id"] for d in held], on_held, [d["id"] for d in measured], on_measured)))
    if o.calibration:
        points = [[n / 50, round(share(n / 50), 3)] for n in range(1, 50)]
        o.calibration.write_text(json.dumps({"sure": round(sure, 3), "usual": round(usual, 3), "table": points}) + "\n")


if __name__ == "__main__":
    main()
