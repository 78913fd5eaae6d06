"""mean.py OUT A B: the mean of two readers' weights, taught from the same base by different seeds.

Their encoders stay near enough to each other for it; the units of their heads began by chance, so those of B are put into the order of A's first,
each with the one that it is most like (the assignment problem, solved by the Hungarian method).
"""
import sys

import torch
import torch.nn.functional as F
from scipy.optimize import linear_sum_assignment

import model


def units(weights):
    """What goes into each unit of the head, and what comes of it, in one row."""
    into = torch.cat([weights["head.1.weight"], weights["head.1.bias"][:, None]], 1)
    out = torch.cat([weights["out.weight"], weights["kind.weight"]]).T
    return torch.cat([F.normalize(into, dim=1), F.normalize(out, dim=1)], 1)


def mean(a, b):
    a, b = a.state_dict(), b.state_dict()
    _, order = linear_sum_assignment(-(units(a) @ units(b).T).numpy())
    for name in ("head.1.weight", "head.1.bias"):
        b[name] = b[name][order]
    for name in ("out.weight", "kind.weight"):
        b[name] = b[name][:, order]
    reader = model.Reader()
    reader.load_state_dict({name: (a[name] + b[name]) / 2 for name in a})
    return reader


if __name__ == "__main__":
    model.write(mean(model.read(sys.argv[2]), model.read(sys.argv[3])), sys.argv[1])
