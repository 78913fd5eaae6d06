"""teacher.py DATA OUT [--seed 1] [--rounds all,all,use]: a large encoder, all-mpnet-base-v2, is taught by the labels and says what it thinks of every
sentence of the unlabelled articles. It is fed the windows that the reader is fed, marks of cover with them.

OUT.pkl gets its answers for each window of the unlabelled articles (`all` and `use`) and of the labelled ones that it did not learn from. MPNet is BERT
with one relative-position bias that all layers share and no token types (Song et al. 2020); its pieces of words are BERT's, each number four higher.
"""
import argparse
import math
import pathlib
import pickle
import random

import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import fit
import measure
import model
import teach

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, LONGEST, BUCKETS, FAR = 768, 12, 12, 3072, 30527, 514, 32, 128
SHIFT = 4
# BERT's [PAD], [CLS], [SEP] and [MASK] have names and numbers of their own here.
OWN = {0: 1, 101: 0, 102: 2, 103: 30526}


def bucket(relative):
    """The bucket of a distance in tokens: half of them for each side, exact when near, logarithmic when far (as in T5)."""
    side, far, exact = (relative > 0).long() * (BUCKETS // 2), relative.abs(), BUCKETS // 4
    log = exact + (torch.log(far.float().clamp(min=1) / exact) / math.log(FAR / exact) * exact).long()
    return side + torch.where(far < exact, far, log.clamp(max=BUCKETS // 2 - 1))


class Layer(nn.Module):
    def __init__(self, drop):
        super().__init__()
        for name in "qkvo":
            setattr(self, name, nn.Linear(WIDTH, WIDTH))
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-5), nn.LayerNorm(WIDTH, eps=1e-5)
        self.i, self.f, self.drop = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH), nn.Dropout(drop)

    def forward(self, x, mask):
        b, t, _ = x.shape
        apart = lambda y: y.view(b, t, HEADS, -1).transpose(1, 2)
        a = F.scaled_dot_product_attention(apart(self.q(x)), apart(self.k(x)), apart(self.v(x)), attn_mask=mask)
        x = self.n1(x + self.drop(self.o(a.transpose(1, 2).reshape(b, t, WIDTH))))
        return self.n2(x + self.drop(self.f(F.gelu(self.i(x)))))


class Encoder(nn.Module):
    def __init__(self, drop):
        super().__init__()
        self.word, self.pos, self.bias = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(LONGEST, WIDTH), nn.Embedding(BUCKETS, HEADS)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-5), nn.Dropout(drop)
        self.bias.weight.requires_grad = False  # with a bias that learns, attention is not fused
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))
        numbers = torch.arange(model.VOCABULARY) + SHIFT
        for bert, own in OWN.items():
            numbers[bert] = own
        self.register_buffer("numbers", numbers, persistent=False)

    def forward(self, ids, mask):
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.word(self.numbers[ids]) + self.pos(at + 2)[None]))
        with torch.no_grad():
            bias = self.bias(bucket(at[None] - at[:, None])).permute(2, 0, 1)[None]
            mask = bias + (mask[:, None, None, :] - 1) * 1e4
            mask = mask.to(torch.bfloat16) if torch.is_autocast_enabled(ids.device.type) else mask
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Teacher(model.Reader):
    def __init__(self, drop=0.1):
        nn.Module.__init__(self)
        self.enc = Encoder(drop)
        self.head = nn.Sequential(nn.Dropout(drop), nn.Linear(2 * WIDTH, model.WIDTH), nn.GELU(), nn.Dropout(drop))
        self.out, self.kind = nn.Linear(model.WIDTH, len(model.LABELS)), nn.Linear(model.WIDTH, len(model.KINDS))


def from_base(path, seed):
    torch.manual_seed(seed)
    teacher, base = Teacher(), model.whole(path)
    own = teacher.state_dict()
    put = lambda name, other: own[name].copy_(torch.tensor(base[other]))
    for part, other in [("word", "embeddings.word_embeddings"), ("pos", "embeddings.position_embeddings"), ("bias", "encoder.relative_attention_bias")]:
        put(f"enc.{part}.weight", f"{other}.weight")
    names = {"q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
             "n1": "attention.LayerNorm", "i": "intermediate.dense", "f": "output.dense", "n2": "output.LayerNorm"}
    for end in ("weight", "bias"):
        put(f"enc.norm.{end}", f"embeddings.LayerNorm.{end}")
        for n in range(LAYERS):
            for part, other in names.items():
                put(f"enc.layers.{n}.{part}.{end}", f"encoder.layer.{n}.{other}.{end}")
    return teacher


def main():
    a = argparse.ArgumentParser()
    a.add_argument("data", type=pathlib.Path)
    a.add_argument("out", type=pathlib.Path)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--rounds", default="all,all,use")
    a.add_argument("--rate", type=float, default=3e-5)
    o = a.parse_args()
    random.seed(o.seed)
    log = lambda line: print(f"teacher {o.seed}: {line}", flush=True)
    labelled = data.lines(o.data / "train.jsonl")
    made = {which: {w["id"]: w["windows"] for w in data.lines(o.data / f"train.{which}.jsonl")} for which in ("all", "use")}
    rounds = o.rounds.split(",")
    taught = [[w for d in labelled if teach.learnt_from(d) for w in data.labelled(d, made[which][d["id"]], 1.0)] for which in rounds]
    reader = from_base(o.data / "large/model.safetensors", o.seed).to(fit.DEVICE)
    fit.teach(reader, lambda n: taught[n], len(rounds), o.rate, log, warm=0.1, budget=6144)

    def answers(windows):
        said = fit.ask(reader, [w for ws in windows.values() for w in ws])
        each = iter(said)
        return {n: [next(each) for _ in ws] for n, ws in windows.items()}

    held = [d for d in labelled if not teach.learnt_from(d)]
    on_held = answers({d["id"]: made["use"][d["id"]] for d in held})
    for name, which in [("calibrating", teach.calibrating), ("fold 4", lambda d: d["fold"] == teach.MEASURING)]:
        here = [d for d in held if which(d)]
        log(name + "\n" + measure.table(here, measure.scores(here, [made["use"][d["id"]] for d in here], [on_held[d["id"]] for d in here]), [0.5, 0.65, 0.75, 0.8, 0.85]))
    kept = {"held": on_held}
    for which in ("all", "use"):
        kept[which] = answers({w["id"]: w["windows"] for w in data.lines(o.data / f"unlabelled.{which}.jsonl")})
    o.out.write_bytes(pickle.dumps(kept))


if __name__ == "__main__":
    main()
