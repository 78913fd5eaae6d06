#!/usr/bin/env bash
# Opens a draft in Neovim and in Emacs with the configurations under editors/.
#
#   others.sh PROGRAM
set -euo pipefail
COPYDESK=$(realpath "$1"); export COPYDESK
COPYDESK_REPOSITORY=$(cd "$(dirname "$0")/../.." && pwd); export COPYDESK_REPOSITORY
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cp "$COPYDESK_REPOSITORY/tests/articles/harbour.txt" "$folder/"
cd "$folder"
echo 'annotate = "inline"' > copydesk.toml
HOME=$folder nvim --headless -u NONE -i NONE -n -c "luafile $COPYDESK_REPOSITORY/editors/neovim/copydesk.lua" -c 'filetype on' harbour.txt -c 'set filetype=text' -c "luafile $COPYDESK_REPOSITORY/tests/editors/neovim.lua"
HOME=$folder emacs -q --batch -l "$COPYDESK_REPOSITORY/tests/editors/emacs.el" harbour.txt
