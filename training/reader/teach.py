"""teach.py DATA OUT [--teachers ANSWERS ...] [--rounds all,use,use] [--rate 1e-4] [--seed 1]: teaches a reader by the labels and by what teachers think.

DATA holds what prepare.sh lays out; ANSWERS are what teacher.py wrote. Fold 4 is never learnt from; nor are the articles of `calibrating`, by which the
thresholds are set. A round is one pass over the labelled windows and the unlabelled ones: `all` judges every sentence of the story, `use` those that
are asked about in use, cut as they are in use. OUT is the file of weights, in 8 bits; beside it `.log` says how it went.
"""
import argparse
import pathlib
import pickle
import random
import time
import zlib

import torch

import data
import fit
import model

MEASURING, CALIBRATING = 4, 3


def calibrating(article):
    """Half of one fold, an article and its bare draft together."""
    name = article["id"].removesuffix("-bare")
    return article["fold"] == CALIBRATING and zlib.crc32(name.encode()) % 2 == 0


def learnt_from(article):
    return article["fold"] != MEASURING and not calibrating(article)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("data", type=pathlib.Path)
    a.add_argument("out", type=pathlib.Path)
    a.add_argument("--start", type=pathlib.Path)
    a.add_argument("--teachers", type=pathlib.Path, nargs="*", default=[])
    a.add_argument("--rounds", default="all,use,use")
    a.add_argument("--rate", type=float, default=1e-4)
    a.add_argument("--labels", type=float, default=1.5, help="what a label weighs beside a teacher's answer")
    a.add_argument("--labelled-rounds", type=int, default=2, help="in how many of the last rounds labels are learnt from")
    a.add_argument("--budget", type=int, default=fit.BUDGET)
    a.add_argument("--threads", type=int, default=2)
    a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    random.seed(o.seed)
    began = time.time()
    told = o.out.with_suffix(".log").open("w")

    def log(line):
        print(f"{time.time() - began:.0f}s {line}", file=told, flush=True)

    articles = {d["id"]: d for d in data.lines(o.data / "train.jsonl") if learnt_from(d)}
    rounds = o.rounds.split(",")
    teachers = [pickle.loads(t.read_bytes()) for t in o.teachers]
    labelled, thought = {}, {which: [] for which in rounds}
    for which in set(rounds):
        made = {w["id"]: w["windows"] for w in data.lines(o.data / f"train.{which}.jsonl")}
        labelled[which] = [w for n, d in articles.items() for w in data.labelled(d, made[n], o.labels)]
        if teachers:
            made = {w["id"]: w["windows"] for w in data.lines(o.data / f"unlabelled.{which}.jsonl")}
            thought[which] = [w for n, ws in made.items() for w in data.thought(ws, [t[which][n] for t in teachers], 1.0)]
        for name, ws in [("labelled", labelled[which]), ("thought about", thought[which])]:
            log(f"{which}, {name}: {len(ws)} windows, {sum(len(w['tokens']) for w in ws)} tokens, {sum(len(w['judged']) for w in ws)} judged")

    def of_round(n):
        return thought[rounds[n]] + (labelled[rounds[n]] if n >= len(rounds) - o.labelled_rounds else [])

    torch.manual_seed(o.seed)
    reader = model.read(o.start) if o.start else model.from_base(o.data / "model/model.safetensors", o.seed)
    fit.teach(reader.to(fit.DEVICE), of_round, len(rounds), o.rate, log, keep=lambda r: model.write(r, o.out), budget=o.budget)
    model.write(reader, o.out)
    log("written")


if __name__ == "__main__":
    main()
