"""teach.py DATA OUT [--start WEIGHTS] [--opinions SHARE] [--rounds all,use,use] [--rate 6e-5] [--seed 1]: teaches a reader by the labels and the opinions.

DATA holds what prepare.sh lays out. Fold 4 is never learnt from; nor are the articles of `calibrating`, by which the thresholds are set. A
round is one pass over the labelled windows: `all` judges every sentence of the story, `use` those that are asked about in use, cut as they
are in use. The opinions' windows are spread over the rounds. OUT is the file of weights, in 8 bits; beside it `.log` says how it went.
"""
import argparse
import json
import pathlib
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
    a.add_argument("--opinions", type=float, default=1.0)
    a.add_argument("--not-in", type=pathlib.Path, help="a JSON list of ids of unlabelled articles that are left out")
    a.add_argument("--rounds", default="all,use,use")
    a.add_argument("--rate", type=float, default=6e-5)
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
    parts = {}
    for which in set(rounds):
        made = {w["id"]: w["windows"] for w in data.lines(o.data / f"train.{which}.jsonl")}
        parts[which] = [w for n, d in articles.items() for w in data.labelled(d, made[n], 1.5)]
    plain = []
    if o.opinions:
        left_out = set(json.loads(o.not_in.read_text())) if o.not_in else set()
        told_by = {d["id"]: d for d in data.lines(o.data / "opinions.jsonl.gz")}
        made = {w["id"]: w["windows"] for w in data.lines(o.data / "unlabelled.all.jsonl")}
        unlabelled = [d for d in data.lines(o.data / "unlabelled.jsonl.gz") if d["id"] in made and d["id"] not in left_out]
        random.shuffle(unlabelled)
        unlabelled = unlabelled[: int(o.opinions * len(unlabelled))]
        plain = [w for d in unlabelled for w in data.thought(d, told_by[d["id"]], made[d["id"]], 1.0)]
        random.shuffle(plain)
    for name, ws in [*parts.items(), ("opinions", plain)]:
        log(f"{name}: {len(ws)} windows, {sum(len(w['tokens']) for w in ws)} tokens, {sum(len(w['judged']) for w in ws)} judged")
    torch.manual_seed(o.seed)
    reader = model.read(o.start) if o.start and o.start.suffix == ".safetensors" else model.from_base(o.data / "model/model.safetensors", o.seed)
    if o.start and o.start.suffix == ".pt":
        reader.load_state_dict(torch.load(o.start))
    of_round = lambda n: parts[rounds[n]] + plain[n::len(rounds)]
    fit.teach(reader, of_round, len(rounds), o.rate, log, keep=lambda r: model.write(r, o.out))
    model.write(reader, o.out)
    log("written")


if __name__ == "__main__":
    main()
