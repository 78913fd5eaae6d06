#!/usr/bin/env bash
# Counts the instructions of a keystroke in a draft of 6 000 words (examples/keystroke.rs, as `cargo test` builds it), and fails where
# they are a tenth more than benches/keystroke.txt says. A count is the same on a busy machine. UPDATE=1 writes the file.
set -euo pipefail
cd "$(dirname "$0")/.."
recorded=benches/keystroke.txt
command -v valgrind > /dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends valgrind) > /dev/null
cargo build --quiet --locked --example keystroke
program=${CARGO_TARGET_DIR:-target}/debug/examples/keystroke
counted() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" 2>&1 | sed -n 's/.*Collected : //p'; }
few=$(counted 2) many=$(counted 12)
now=$(((many - few) / 10))
if [ "${UPDATE:-}" = 1 ]; then
    printf '%s\n' "$now" > "$recorded"
fi
before=$(cat "$recorded")
printf 'instructions of a keystroke at 6 000 words: %s, recorded %s\n' "$now" "$before"
if [ $((now * 10)) -gt $((before * 11)) ]; then
    echo "A keystroke costs more than a tenth more than it did: find out why, or say in the commit why it must and run UPDATE=1 bash $0" >&2
    exit 1
fi
