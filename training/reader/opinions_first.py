"""opinions_first.py DATA OUT.pt: first stage: a reader is taught by a share of the opinions, in windows like the engine's but without marks of cover.

It was run while the engine's windows were still being written, and once broken off and gone on with (README.md): `teach.py --opinions 1` with
all of them takes its place where there is time. OUT.ids names the articles it saw.
"""
import json
import pathlib
import random
import sys

import torch
from tokenizers import Tokenizer

import data
import fit
import model

BEFORE, BEHIND, SENTENCE, ARTICLES = 56, 24, 160, 6100
BODY, OPENING = 25, 26


def windows(article, opinion, tokenizer):
    sentences, last, paragraphs = [], 0, 0
    for n, (start, end) in enumerate(article["sentences"]):
        opens = n == 0 or "\n" in article["text"][last:start]
        last, paragraphs = end, paragraphs + opens
        ids = tokenizer.encode(" ".join(article["text"][start:end].split()), add_special_tokens=False).ids[:SENTENCE]
        sentences.append(([OPENING if paragraphs <= 2 else BODY] if opens else []) + (ids or [100]))
    out, first = [], 0
    while first < len(sentences):
        most, end, count = random.randint(60, 220), first, 0
        while end < len(sentences) and (count == 0 or count + len(sentences[end]) <= most):
            count, end = count + len(sentences[end]), end + 1
        tokens, judged = [101] + [t for s in sentences[:first] for t in s][-BEFORE:], []
        for n in range(first, end):
            place = {"start": len(tokens), "end": len(tokens) + len(sentences[n])}
            judged.append({**place, "p": opinion["p"][n], "k": opinion["k"][n], "weight": 1.0})
            tokens += sentences[n]
        out.append({"tokens": tokens + [t for s in sentences[end:] for t in s][:BEHIND] + [102], "judged": judged})
        first = end
    return out


def main():
    folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    torch.set_num_threads(1)
    random.seed(1)
    tokenizer = Tokenizer.from_file(str(folder / "model/tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = data.lines(folder / "unlabelled.jsonl.gz")
    random.shuffle(articles)
    articles = articles[:ARTICLES]
    out.with_suffix(".ids").write_text(json.dumps([d["id"] for d in articles]))
    opinions = {d["id"]: d for d in data.lines(folder / "opinions.jsonl.gz")}
    made = [w for d in articles for w in windows(d, opinions[d["id"]], tokenizer)]
    reader = model.from_base(folder / "model/model.safetensors", 1)
    keep = lambda r: torch.save(r.state_dict(), out)
    fit.teach(reader, made, 1, 8e-5, print, keep, warm=0.05, least=0.25)
    keep(reader)


if __name__ == "__main__":
    main()
