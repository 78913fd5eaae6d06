"""Makes an archive to try things on: so many articles as JSON lines, from the example drafts of this project or, where a file of
JSON lines is named (`.gz` or not), from the `text` of each of its lines; over and over, with ids of their own.

    python3 articles.py 100000 [texts.jsonl.gz] > articles.jsonl
"""
import gzip
import itertools
import json
import pathlib
import sys


def examples():
    drafts = pathlib.Path(__file__).resolve().parents[2] / "tests" / "articles"
    for path in sorted(drafts.iterdir()):
        if path.suffix in (".txt", ".md"):
            yield path.name, path.read_text(encoding="utf-8"), "markdown" if path.suffix == ".md" else "text"


def of_file(name):
    with (gzip.open if name.endswith(".gz") else open)(name, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            article = json.loads(line)
            yield article.get("id", number), article["text"], "text"


texts = list(of_file(sys.argv[2]) if len(sys.argv) > 2 else examples())
for number, (name, text, form) in zip(range(int(sys.argv[1])), itertools.cycle(texts)):
    # No two are quite the same.
    line = {"id": f"{number:07}-{name}", "text": f"{text}\nThis is number {number} of the archive.\n", "date": "2024-04-01", "format": form}
    print(json.dumps(line, ensure_ascii=False))
