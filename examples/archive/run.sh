#!/usr/bin/env bash
# The whole example: makes an archive, reads it with the plain command and on Spark (both ways), compares, asks.
#
#   run.sh PROGRAM FOLDER [ARTICLES]
set -euo pipefail
program=$(realpath "$1"); mkdir -p "$2"; folder=$(realpath "$2"); articles=${3:-1000}
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$folder/python/bin/python" ] || python3 -m venv "$folder/python"
python=$folder/python/bin/python
"$python" -c 'import pyspark, pandas, pyarrow, duckdb' 2>/dev/null || "$folder/python/bin/pip" install -q pyspark pandas pyarrow duckdb
"$python" "$here/articles.py" "$articles" > "$folder/articles.jsonl"
echo "plain command:"
time "$program" analyze --jsonl --fast < "$folder/articles.jsonl" > "$folder/plain.jsonl"
for way in pipe pandas; do
  rm -rf "$folder/$way"
  PYSPARK_PYTHON=$python "$python" "$here/spark.py" "$folder/articles.jsonl" "$folder/$way" --program "$program" --way "$way" 2>"$folder/spark.log" || { tail -n 20 "$folder/spark.log"; exit 1; }
  cmp <(sort "$folder/plain.jsonl") <(cat "$folder/$way"/part-* | sort) && echo "$way: the same lines as the plain command's"
done
"$python" "$here/ask.py" "$folder/pipe/part-*"
