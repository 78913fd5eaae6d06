"""accuracy.py TRAIN.JSONL COPYDESK > docs/accuracy.md: what the claim findings of a built program are worth, on articles that nothing learnt from.

TRAIN.JSONL are the labelled articles (README.md); COPYDESK is the program. Needs nothing but Python.
"""
import json
import pathlib
import subprocess
import sys
import zlib

ASKING = {"unattributed-claim": "what a sentence asserts in the story's own voice", "unsourced-number": "a figure that nobody gives"}
SOURCES = {"vague-source": "a source that could be anybody", "agentless-attribution": "“it is said”: a source left out"}
GROUPS = ["wire", "releases", "wikinews", "drafts", "written"]


def group(article):
    source = article["source"]
    if article["id"].endswith("-bare"):
        return "drafts"
    return {"own": "written", "wikinews": "wikinews", "senate": "releases", "whitehouse": "releases", "aupm": "releases"}.get(source, "wire")


def measuring(article):
    return article["fold"] == 4


def calibrating(article):
    name = article["id"].removesuffix("-bare")
    return article["fold"] == 3 and zlib.crc32(name.encode()) % 2 == 0


def analysed(articles, program):
    ask = lambda a: {"id": a["id"], "text": a["text"], "date": a.get("date"), "format": a.get("format", "text"), "type": "news"}
    done = subprocess.run([program, "analyze", "--jsonl"], input="".join(json.dumps(ask(a)) + "\n" for a in articles), capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def counted(articles, answers, codes, severities, deserving):
    """Of the labelled sentences: must-queries, those of them flagged; flagged, those of them that deserve it; clean ones, those of them left alone."""
    n = dict.fromkeys(["must", "found", "flagged", "deserved", "clean", "left"], 0)
    for article, answer in zip(articles, answers):
        spans = [d["span"] for d in answer["diagnostics"] if d["code"] in codes and d["severity"] in severities]
        for number, (start, end) in enumerate(article["sentences"]):
            label = article["s"].get(str(number))
            if label in (None, "d"):
                continue
            flagged = any(s < end and start < e for s, e in spans)
            n["must"] += label == "Q"
            n["found"] += label == "Q" and flagged
            n["flagged"] += flagged
            n["deserved"] += flagged and label in deserving
            n["clean"] += label in "AN"
            n["left"] += label in "AN" and not flagged
    return n


def share(part, whole):
    return f"{part / whole:.2f} ({part} of {whole})" if whole else "–"


def main():
    articles = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    shown, warned = {"error", "warning", "information"}, {"error", "warning"}
    parts = [("Fold 4: nothing learnt from it, no threshold was set on it", [a for a in articles if measuring(a)]),
             ("Calibrating articles: nothing learnt from them, the thresholds were set on them", [a for a in articles if calibrating(a)])]
    tables = []
    for title, here in parts:
        answers = analysed(here, sys.argv[2])
        rows = [f"### {title}", "", "| copy | articles | must-queries found | flagged deserves it | clean sentences left alone | of the warnings alone, deserves it |", "| --- | --- | --- | --- | --- | --- |"]
        for name in [*GROUPS, "all"]:
            pairs = [(a, r) for a, r in zip(here, answers) if name in ("all", group(a))]
            some, said = [a for a, _ in pairs], [r for _, r in pairs]
            all_, sure = counted(some, said, ASKING, shown, "Qq"), counted(some, said, ASKING, warned, "Qq")
            rows.append(f"| {name} | {len(some)} | {share(all_['found'], all_['must'])} | {share(all_['deserved'], all_['flagged'])} | {share(all_['left'], all_['clean'])} | {share(sure['deserved'], sure['flagged'])} |")
        rows += ["", "| rule | what it asks about | flagged deserves it |", "| --- | --- | --- |"]
        for codes, deserving in ((ASKING, "Qq"), (SOURCES, "QqA")):
            for code, what in codes.items():
                n = counted(here, answers, {code}, shown, deserving)
                rows.append(f"| `{code}` | {what} | {share(n['deserved'], n['flagged'])} |")
        tables.append("\n".join(rows))
    version = subprocess.run([sys.argv[2], "--version"], capture_output=True, text=True, check=True).stdout.strip()
    weights = pathlib.Path(__file__).parents[2] / "src/reader/weights/reader.safetensors"
    digest = subprocess.run(["sha256sum", weights], capture_output=True, text=True, check=True).stdout.split()[0]
    template = (pathlib.Path(__file__).parent / "accuracy.md").read_text(encoding="utf-8")
    print(template.replace("{tables}", "\n\n".join(tables)).replace("{version}", version).replace("{weights}", digest), end="")


if __name__ == "__main__":
    main()
