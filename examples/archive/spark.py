"""Reads an archive with copydesk on Spark, in local mode as on a cluster: the program is a filter over JSON lines.

    python3 spark.py articles.jsonl analysed --program /path/to/copydesk [--way pipe|pandas] [--cores 2] [--reader]

`pipe` hands each partition's lines to one process; `pandas` does the same from within mapInPandas, where they come as columns. On a
cluster the program goes along with `--files copydesk`. Both write what `copydesk analyze --jsonl` writes, line for line.
"""
import argparse
import shlex
import subprocess
import threading
import time

from pyspark.sql import SparkSession

arguments = argparse.ArgumentParser()
arguments.add_argument("articles")
arguments.add_argument("out")
arguments.add_argument("--program", default="copydesk")
arguments.add_argument("--way", choices=["pipe", "pandas"], default="pipe")
arguments.add_argument("--cores", type=int, default=2)
arguments.add_argument("--reader", action="store_true", help="judge claims with the reader, and not by grammar alone")
given = arguments.parse_args()
# One thread a process: Spark has a task for each core already.
command = ["env", "RAYON_NUM_THREADS=1", given.program, "analyze", "--jsonl"] + ([] if given.reader else ["--fast"])


def answered(lines):
    """Hands lines to the program and gives its answers, both at once: neither waits for all of the other's."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def write():
        for line in lines:
            process.stdin.write(line.encode() + b"\n")
        process.stdin.close()

    writer = threading.Thread(target=write)
    writer.start()
    for line in process.stdout:
        yield line.decode().rstrip("\n")
    writer.join()
    # 1 says that some lines were no articles: they are answered in their places.
    if process.wait() not in (0, 1):
        raise RuntimeError("copydesk could not run")


def batches(frames):
    import pandas

    lines = (line for frame in frames for line in frame["value"])
    batch = []
    for line in answered(lines):
        batch.append(line)
        if len(batch) == 500:
            yield pandas.DataFrame({"value": batch})
            batch = []
    if batch:
        yield pandas.DataFrame({"value": batch})


# With the reader an article is some seven hundred times the work: then smaller pieces, so that no core is left with a long last one.
piece = "64k" if given.reader else "128m"
settings = {"spark.ui.enabled": "false", "spark.sql.files.maxPartitionBytes": piece}
spark = SparkSession.builder.master(f"local[{given.cores}]").config(map=settings).getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
began = time.monotonic()
lines = spark.read.text(given.articles)
if given.way == "pipe":
    # A status of 1 is no failure; `pipe` would take it for one.
    shell = f"sh -c {shlex.quote(shlex.join(command) + ' || [ $? -eq 1 ]')}"
    lines.rdd.map(lambda row: row.value).pipe(shell).saveAsTextFile(given.out)
else:
    lines.mapInPandas(batches, "value string").write.text(given.out)
seconds = time.monotonic() - began
count = spark.read.text(given.out).count()
print(f"{count} articles in {seconds:.1f} s, {count / seconds:.0f} a second")
spark.stop()
