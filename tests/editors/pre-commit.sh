#!/usr/bin/env bash
# Runs the hook of .pre-commit-hooks.yaml with pre-commit over a repository with drafts. The program is on the PATH already: that
# pre-commit builds it is left out, as it would take the registry and minutes.
#
#   pre-commit.sh PROGRAM [FOLDER OF INSTALL.SH]
set -euo pipefail
program=$(realpath "$1")
runner=${2:+$(realpath -m "$2/python/bin/pre-commit")}
if [ ! -x "${runner:-}" ]; then
  echo "pre-commit: not tested, as install.sh did not put it there"
  exit 0
fi
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
export HOME=$folder PRE_COMMIT_HOME=$folder/home GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=desk GIT_AUTHOR_EMAIL=desk@example.invalid GIT_COMMITTER_NAME=desk GIT_COMMITTER_EMAIL=desk@example.invalid
mkdir "$folder/bin" "$folder/hooks" "$folder/desk"
ln -s "$program" "$folder/bin/copydesk"
PATH=$folder/bin:$PATH
sed 's/language: rust/language: system/' "$here/../../.pre-commit-hooks.yaml" > "$folder/hooks/.pre-commit-hooks.yaml"
cd "$folder/hooks" && git init -q && git add -A && git commit -qm "The hook"
cd "$folder/desk" && git init -q
faulty='Officials said the wall had moved.'
printf '%s\n' "$faulty" | tee draft.txt README.md LICENSE code.rs > draft.md
printf -- '---\ndate: 2024-04-01\n---\n\nThe council met on Monday, Mayor Ana Sousa said.\n' > clean.md
git add -A
# A row: the files of a commit, and those of them that are sent back.
passed=0
while IFS='|' read -r files expected; do
  status=0
  # shellcheck disable=SC2086
  "$runner" try-repo "$folder/hooks" copydesk --files $files > "$folder/out" 2>&1 || status=$?
  found=$(sed -n 's/^ *--> \([^:]*\):.*/\1/p' "$folder/out" | sort -u | xargs)
  if [ "$found" != "$expected" ] || { [ -n "$expected" ] && [ $status != 1 ]; } || { [ -z "$expected" ] && [ $status != 0 ]; }; then
    cat "$folder/out"
    echo "pre-commit: $passed passed, 1 failed: of $files came “$found” ($status), and not “$expected”" >&2
    exit 1
  fi
  passed=$((passed + 1))
done <<'ROWS'
draft.md draft.txt clean.md code.rs|draft.md draft.txt
clean.md|
README.md LICENSE code.rs|
ROWS
echo "pre-commit: $passed passed, 0 failed"
