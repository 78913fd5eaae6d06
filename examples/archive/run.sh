#!/usr/bin/env bash
# The whole example: makes an archive, reads it with the plain command and on Spark (both ways), compares, asks; all of it by grammar
# alone, and some of it (a thirtieth, or so many) with the reader of claims.
#
#   run.sh PROGRAM FOLDER [ARTICLES [WITH_READER [TEXTS]]]
set -euo pipefail
program=$(realpath "$1"); mkdir -p "$2"; folder=$(realpath "$2"); articles=${3:-1000}; with_reader=${4:-$((articles / 30))}
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$folder/python/bin/python" ] || python3 -m venv "$folder/python"
python=$folder/python/bin/python
"$python" -c 'import pyspark, pandas, pyarrow, duckdb' 2>/dev/null || "$folder/python/bin/pip" install -q pyspark pandas pyarrow duckdb
"$python" "$here/articles.py" "$articles" ${5:+"$5"} > "$folder/fast.jsonl"
head -n "$with_reader" "$folder/fast.jsonl" > "$folder/reader.jsonl"
for name in fast reader; do
  how=$([ $name = fast ] && echo --fast || true)
  echo "$name: $(wc -l < "$folder/$name.jsonl") articles, plain command:"
  time "$program" analyze --jsonl $how < "$folder/$name.jsonl" > "$folder/$name-plain.jsonl"
  for way in pipe pandas; do
    rm -rf "$folder/$name-$way"
    PYSPARK_PYTHON=$python "$python" "$here/spark.py" "$folder/$name.jsonl" "$folder/$name-$way" --program "$program" --way "$way" \
      $([ $name = reader ] && echo --reader || true) 2>"$folder/spark.log" || { tail -n 20 "$folder/spark.log"; exit 1; }
    cmp <(sort "$folder/$name-plain.jsonl") <(cat "$folder/$name-$way"/part-* | sort) && echo "$name, $way: the same lines as the plain command's"
  done
done
"$python" "$here/ask.py" "$folder/fast-pipe/part-*"
