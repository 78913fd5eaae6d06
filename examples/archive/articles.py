"""Makes an archive to try things on: so many articles as JSON lines, from the example drafts of this project.

    python3 articles.py 100000 > articles.jsonl
"""
import itertools
import json
import pathlib
import sys

drafts = pathlib.Path(__file__).resolve().parents[2] / "tests" / "articles"
texts = [
    (path.name, path.read_text(encoding="utf-8"), "markdown" if path.suffix == ".md" else "text")
    for path in sorted(drafts.iterdir())
    if path.suffix in (".txt", ".md")
]
for number, (name, text, form) in zip(range(int(sys.argv[1])), itertools.cycle(texts)):
    # No two are quite the same.
    line = {"id": f"{number:07}-{name}", "text": f"{text}\nThis is number {number} of the archive.\n", "date": "2024-04-01", "format": form}
    print(json.dumps(line, ensure_ascii=False))
