"""The reader: all-MiniLM-L6-v2's six layers, and two heads over each sentence that is judged. How it is laid out, kept in 8 bits and read again."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.numpy import load_file, save_file

LABELS = "FANqQ"
KINDS = ["motive", "mind", "cause", "assessment", "evaluation", "prediction", "allegation", "figure", "contested"]
WIDTH, LAYERS, HEADS, INNER, VOCABULARY, LONGEST = 384, 6, 12, 1536, 30522, 512
# Matrices from this size on are kept in 8 bits.
LEAST = 4000


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        for name in "qkvo":
            setattr(self, name, nn.Linear(WIDTH, WIDTH))
        self.n1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.i, self.f = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.n2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask):
        b, t, _ = x.shape
        apart = lambda y: y.view(b, t, HEADS, -1).transpose(1, 2)
        q, k, v = apart(self.q(x)), apart(self.k(x)), apart(self.v(x))
        if x.is_cuda:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            # Written out: at windows of this length it is twice as fast on a processor as the fused kernel. No dropout within a
            # layer, which costs half as much again; words are withheld instead.
            a = (q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask).softmax(-1) @ v
        x = self.n1(x + self.o(a.transpose(1, 2).reshape(b, t, WIDTH)))
        return self.n2(x + self.f(F.gelu(self.i(x))))


class Encoder(nn.Module):
    def __init__(self, drop):
        super().__init__()
        self.word, self.pos, self.typ = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(LONGEST, WIDTH), nn.Embedding(2, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(drop)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids, mask):
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.word(ids) + self.pos(at)[None] + self.typ.weight[0]))
        mask = (mask[:, None, None, :] - 1) * 3e4
        mask = mask.to(torch.bfloat16) if torch.is_autocast_enabled(ids.device.type) else mask
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Reader(nn.Module):
    def __init__(self, drop=0.1):
        super().__init__()
        self.enc = Encoder(drop)
        self.head = nn.Sequential(nn.Dropout(drop), nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(drop))
        self.out, self.kind = nn.Linear(WIDTH, len(LABELS)), nn.Linear(WIDTH, len(KINDS))

    def forward(self, ids, mask, spans):
        """`spans`: row, first token and token after the last of each judged sentence."""
        x = self.enc(ids, mask)
        row, start, end = spans.T
        sums = torch.cat([torch.zeros_like(x[:, :1], dtype=torch.float32), x.float().cumsum(1)], 1)
        mean = (sums[row, end] - sums[row, start]) / (end - start).clamp(min=1)[:, None]
        y = self.head(torch.cat([mean, x[row, start].float()], 1))
        return self.out(y), self.kind(y)


def from_base(path, seed):
    """A reader that knows what the base encoder knows, with heads that know nothing."""
    torch.manual_seed(seed)
    reader, base = Reader(), whole(path)
    own = reader.state_dict()
    put = lambda name, other: own[name].copy_(torch.tensor(base[other]))
    for part, other in [("word", "word_embeddings"), ("pos", "position_embeddings"), ("typ", "token_type_embeddings")]:
        put(f"enc.{part}.weight", f"embeddings.{other}.weight")
    names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
             "n1": "attention.output.LayerNorm", "i": "intermediate.dense", "f": "output.dense", "n2": "output.LayerNorm"}
    for end in ("weight", "bias"):
        put(f"enc.norm.{end}", f"embeddings.LayerNorm.{end}")
        for n in range(LAYERS):
            for part, other in names.items():
                put(f"enc.layers.{n}.{part}.{end}", f"encoder.layer.{n}.{other}.{end}")
    return reader


def whole(path):
    """The weights of a file as f32, those that are kept in 8 bits put together again."""
    kept = load_file(path)
    return {k.removesuffix("|q"): v.astype(np.float32) * (kept[k[:-1] + "s"] if k.endswith("|q") else 1) for k, v in kept.items() if not k.endswith("|s")}


def write(reader, path):
    """Keeps the weights as they ship."""
    save({name: value.detach().float().cpu().numpy() for name, value in reader.state_dict().items()}, path)


def save(values, path):
    """Of a large matrix each row in 8 bits with a scale (`NAME|q`, `NAME|s`), all else as it is."""
    kept = {}
    for name, value in values.items():
        if value.ndim == 2 and value.size > LEAST:
            scale = np.abs(value).max(1, keepdims=True) / 127
            scale[scale == 0] = 1
            kept[name + "|q"], kept[name + "|s"] = np.round(value / scale).astype(np.int8), scale.astype(np.float32)
        else:
            kept[name] = np.ascontiguousarray(value)
    save_file(kept, path)


def read(path):
    """The reader of a file, its weights as they are after rounding."""
    reader = Reader()
    reader.load_state_dict({k: torch.tensor(v) for k, v in whole(path).items()})
    return reader.eval()
