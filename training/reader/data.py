"""The data: windows as the engine makes them (`examples/reader_inputs.rs`), with what readers and teachers say of each judged sentence."""
import gzip
import json

from model import KINDS, LABELS

GROUPS = ["wire", "releases", "wikinews", "drafts", "written"]


def lines(path):
    with (gzip.open if str(path).endswith("gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def group(article):
    """The kind of an article: what is asked about differs much between these."""
    source = article["source"]
    if article["id"].endswith("-bare"):
        return "drafts"
    return {"own": "written", "wikinews": "wikinews", "senate": "releases", "whitehouse": "releases", "aupm": "releases"}.get(source, "wire")


def overlaps(span, sentences):
    """The sentences of the labels that a sentence of the engine shares code points with, each with how many."""
    shared = ((n, min(span[1], e) - max(span[0], s)) for n, (s, e) in enumerate(sentences))
    return [(n, count) for n, count in shared if count > 0]


def labelled(article, windows, weight):
    """The windows of a labelled article with wanted answers: those of the labels that a sentence overlaps, by how much."""
    def answer(n):
        label = article["s"].get(str(n))
        kinds = article["kinds"].get(str(n), [])
        return label and ([0.02 + 0.9 * (c == label) for c in LABELS], [float(k in kinds) for k in KINDS])
    return wanted(article, windows, answer, weight)


def thought(windows, answers, weight):
    """The windows of an unlabelled article with what the teachers think of each judged sentence, on the mean."""
    mean = lambda parts: [sum(part) / len(parts) for part in zip(*parts)]
    out = []
    for n, w in enumerate(windows):
        said = [[of_one[n][m] for of_one in answers] for m in range(len(w["judged"]))]
        judged = [{**j, "p": mean([p for p, _ in each]), "k": mean([k for _, k in each]), "weight": weight} for j, each in zip(w["judged"], said)]
        out.append({"tokens": w["tokens"], "judged": judged})
    return out


def wanted(article, windows, answer, weight):
    out = []
    for w in windows:
        judged = []
        for j in w["judged"]:
            answers = [(answer(n), c) for n, c in overlaps(j["span"], article["sentences"])]
            answers = [(a, c) for a, c in answers if a]
            total = sum(c for _, c in answers)
            if total * 2 < j["span"][1] - j["span"][0]:
                continue
            mean = lambda part: [sum(a[part][i] * c for a, c in answers) / total for i in range(len(answers[0][0][part]))]
            judged.append({**j, "p": mean(0), "k": mean(1), "weight": weight})
        if judged:
            out.append({"tokens": w["tokens"], "judged": judged})
    return out
