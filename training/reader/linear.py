"""linear.py DATA WEIGHTS: a linear model over pieces of words, pairs of them and marks, as a cheap proposer: how much of what the encoder flags
it lets through, at how much of the sentences. Learnt from the labels and what a teacher thinks of the windows `all`; measured on fold 4 in use.
"""
import argparse
import pathlib
import pickle
import random

import torch

import data
import measure
import teach

ROWS = 1 << 17


def features(window, j):
    t = window["tokens"][j["start"]:j["end"]]
    return [x for x in t] + [30522 + (a * 40503 + b * 2654435761) % (ROWS - 30522) for a, b in zip(t, t[1:])]


def learn(bag, articles, o):
    examples = []
    made = {w["id"]: w["windows"] for w in data.lines(o.data / "train.all.jsonl")}
    for n, d in articles.items():
        if teach.learnt_from(d):
            examples += [(features(w, j), j["p"]) for w in data.labelled(d, made[n], 1) for j in w["judged"]] * 3
    teachers = [pickle.loads(t.read_bytes())["all"] for t in o.teachers]
    for d in data.lines(o.data / "unlabelled.all.jsonl") if teachers else []:
        examples += [(features(w, j), j["p"]) for w in data.thought(d["windows"], [t[d["id"]] for t in teachers], 1) for j in w["judged"]]
    optimiser = torch.optim.Adagrad(bag.parameters(), lr=0.1)
    for _ in range(o.epochs):
        random.shuffle(examples)
        for i in range(0, len(examples), 512):
            part = examples[i:i + 512]
            flat = torch.tensor([x for f, _ in part for x in f])
            starts = torch.tensor([0] + [len(f) for f, _ in part]).cumsum(0)[:-1]
            p = torch.tensor([p for _, p in part])
            loss = (-(p * bag(flat, starts).log_softmax(-1)).sum(-1) * (1 + p[:, 3] + p[:, 4])).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()


def main():
    a = argparse.ArgumentParser()
    a.add_argument("data", type=pathlib.Path)
    a.add_argument("scores", type=pathlib.Path, help="what judge.py --keep wrote")
    a.add_argument("--bag", type=pathlib.Path, help="where the linear model is kept; one that lies there is not taught again")
    a.add_argument("--teachers", type=pathlib.Path, nargs="*", default=[])
    a.add_argument("--epochs", type=int, default=4)
    o = a.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    random.seed(1)
    articles = {d["id"]: d for d in data.lines(o.data / "train.jsonl")}
    bag = torch.nn.EmbeddingBag(ROWS, 5, mode="sum", sparse=True)
    torch.nn.init.zeros_(bag.weight)
    if o.bag and o.bag.exists():
        bag.load_state_dict(torch.load(o.bag))
    else:
        learn(bag, articles, o)
    if o.bag:
        torch.save(bag.state_dict(), o.bag)
    if not o.scores.exists():
        return
    made = {w["id"]: w["windows"] for w in data.lines(o.data / "train.use.jsonl")}
    _, _, ids, encoder = pickle.loads(o.scores.read_bytes())
    measured = [articles[n] for n in ids]
    with torch.no_grad():
        answer = lambda w, j: (bag(torch.tensor(features(w, j))[None]).softmax(-1)[0].tolist(), [])
        linear = measure.scores(measured, [made[n] for n in ids], [[[answer(w, j) for j in w["judged"]] for w in made[n]] for n in ids])
    print(measure.table(measured, linear, [0.5, 0.6, 0.7]))
    asked = [(s, e) for best, enc in zip(linear, encoder) for s, e in zip(best, enc) if e > 0]
    for t in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3):
        through = sum(s >= t for s, _ in asked) / len(asked)
        kept = sum(s >= t and e >= 0.6 for s, e in asked) / sum(e >= 0.6 for _, e in asked)
        print(f"at {t}: lets {through:.3f} of what is asked through, and of what the encoder flags at 0.6 {kept:.3f}")


if __name__ == "__main__":
    main()
