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

# A warning: nine in ten of all that is warned of on the calibrating articles deserve it, with so many standard errors to spare. Information: of the
# sentences of just that share, two in three do.
SURE, SPARE, USUAL = 0.9, 2, 2 / 3
LEAST = 20  # sentences behind a threshold
NUMBERS = ["asked", "must", "covered", "length", "around"]


def numbers(p, judged):
    """What the share of a sentence is made of (`Calibration` of src/reader/judging.rs)."""
    furniture, covered, needless, may, must = (max(x, 1e-6) for x in p)
    odds = lambda a, b: math.log(a / b)
    return [odds(may + must, furniture + covered + needless), odds(must, may), odds(covered, needless), math.log(judged["end"] - judged["start"]), judged["around"]]


def told(articles, windows, answers):
    """The numbers of each sentence that was judged, and whether the label that it shares most with says that it deserves a question."""
    out = []
    for article, ws, ans in zip(articles, windows, answers):
        for j, (p, _) in ((j, each) for w, a in zip(ws, ans) for j, each in zip(w["judged"], a)):
            labels = [(count, article["s"].get(str(n))) for n, count in data.overlaps(j["span"], article["sentences"])]
            label = max(labels, key=lambda l: l[0], default=(0, None))[1]
            if label not in (None, "d"):
                out.append((numbers(p, j), label in "qQ"))
    return out


def curve(pairs):
    """How much each number goes into the odds, and what there is to begin with: a logistic curve, by Newton's method."""
    x = torch.tensor([[*given, 1.0] for given, _ in pairs], dtype=torch.float64)
    y = torch.tensor([float(deserves) for _, deserves in pairs], dtype=torch.float64)
    weights = torch.zeros(x.shape[1], dtype=torch.float64)
    for _ in range(50):
        p = torch.sigmoid(x @ weights)
        weights -= torch.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (p - y))
    return [round(w, 3) for w in weights.tolist()]


def reliability(name, pairs):
    """Of the sentences that are told to deserve a question with about some probability, how many do."""
    for low, high in ((0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.667), (0.667, 0.8), (0.8, 0.9), (0.9, 1.01)):
        here = [(s, d) for s, d in pairs if low <= s < high]
        if here:
            print(f"{name}: told {sum(p for p, _ in here) / len(here):.2f}, is {sum(d for _, d in here) / len(here):.2f} of {len(here)}")


def threshold(pairs):
    """The lowest share from which on what is warned of deserves it, as is promised."""
    pairs, best, good = sorted(pairs, reverse=True), None, 0
    for n, (score, deserves) in enumerate(pairs, 1):
        good += deserves
        part = good / n
        if n >= LEAST and part - SPARE * math.sqrt(part * (1 - part) / n) >= SURE:
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
    torch.set_num_threads(1)
    reader = model.read(o.weights).to(fit.DEVICE)
    made = {w["id"]: w["windows"] for w in data.lines(o.data / f"train.{o.windows}.jsonl")}
    articles = [d for d in data.lines(o.data / "train.jsonl") if not teach.learnt_from(d)]

    def answered(which):
        windows = [made[d["id"]] if not o.without_marks else unmarked(made[d["id"]]) for d in which]
        flat = fit.ask(reader, [w for ws in windows for w in ws])
        answers, n = [], 0
        for ws in windows:
            answers.append(flat[n:n + len(ws)])
            n += len(ws)
        return which, windows, answers

    held = answered([d for d in articles if teach.calibrating(d)])
    weights = curve(told(*held))
    odds = lambda given: sum(w * x for w, x in zip(weights, [*given, 1.0]))
    share = lambda p, judged: 1 / (1 + math.exp(-odds(numbers(p, judged))))
    shares = lambda answers: [(1 / (1 + math.exp(-odds(given))), deserves) for given, deserves in told(*answers)]
    sure = round(threshold(shares(held)), 3)
    print(f"calibrating articles: {len(held[0])}; {', '.join(f'{n} {w}' for n, w in zip([*NUMBERS, 'shift'], weights))}; sure from {sure}")
    at = sorted({0.5, 0.6, 0.7, 0.75, 0.8, 0.9, round(USUAL, 3), sure})
    measured = answered([d for d in articles if d["fold"] == teach.MEASURING])
    for name, asked in [("calibrating", held), ("fold 4", measured)]:
        reliability(name, shares(asked))
        print(f"\n{name}\n" + measure.table(asked[0], measure.scores(*asked, share), at))
    if o.keep:
        kept = [part for asked in (held, measured) for part in ([d["id"] for d in asked[0]], measure.scores(*asked))]
        o.keep.write_bytes(pickle.dumps(tuple(kept)))
    if o.calibration:
        o.calibration.write_text(json.dumps({**dict(zip([*NUMBERS, "shift"], weights)), "sure": sure}) + "\n")


if __name__ == "__main__":
    main()
