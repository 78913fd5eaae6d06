"""The desk's measures: must-query sentences flagged, flagged sentences that deserve it, clean sentences left alone; each kind of article apart."""
from data import GROUPS, group, overlaps


def asked(p, _):
    """The score of a sentence by itself: how likely a desk may or must ask."""
    return p[3] + p[4]


def scores(articles, windows, answers, score=asked):
    """For each labelled sentence of each article the highest score of the engine's sentences that it overlaps; nothing where none was judged."""
    out = []
    for article, ws, ans in zip(articles, windows, answers):
        best = [0.0] * len(article["sentences"])
        for w, a in zip(ws, ans):
            for j, (p, _) in zip(w["judged"], a):
                for n, _ in overlaps(j["span"], article["sentences"]):
                    best[n] = max(best[n], score(p, j))
        out.append(best)
    return out


def measure(articles, scored, at):
    q = hit = flagged = deserved = clean = left = figures = figures_hit = 0
    for article, best in zip(articles, scored):
        for n, score in enumerate(best):
            label, flag = article["s"].get(str(n)), score >= at
            if label is None or label == "d":
                continue
            if label == "Q":
                q, hit = q + 1, hit + flag
                if "figure" in article["kinds"].get(str(n), []):
                    figures, figures_hit = figures + 1, figures_hit + flag
            if label in "AN":
                clean, left = clean + 1, left + (not flag)
            flagged, deserved = flagged + flag, deserved + (flag and label in "Qq")
    return {"must": (hit, q), "deserves": (deserved, flagged), "clean": (left, clean), "figures": (figures_hit, figures)}


def table(articles, scored, thresholds):
    rows = []
    for g in GROUPS + ["all"]:
        here = [(a, s) for a, s in zip(articles, scored) if g in ("all", group(a))]
        for t in thresholds:
            m = measure([a for a, _ in here], [s for _, s in here], t)
            share = lambda k: f"{m[k][0] / max(1, m[k][1]):.3f} ({m[k][0]}/{m[k][1]})"
            rows.append(f"| {g} | {t:.2f} | {share('must')} | {share('deserves')} | {share('clean')} | {share('figures')} |")
    return "\n".join(["| group | at | must-query found | flagged deserves it | clean left alone | figures found |", "| --- | --- | --- | --- | --- | --- |"] + rows)
