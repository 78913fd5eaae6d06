#!/usr/bin/env bash
# Opens drafts in Neovim (as Debian has it, and 0.11 where install.sh put it) and in Emacs with the configurations under editors/.
#
#   others.sh PROGRAM [FOLDER OF INSTALL.SH]
set -euo pipefail
COPYDESK_START=$PWD
COPYDESK=$(realpath "$1"); export COPYDESK
COPYDESK_REPOSITORY=$(cd "$(dirname "$0")/../.." && pwd); export COPYDESK_REPOSITORY
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
draft=$COPYDESK_REPOSITORY/tests/articles/harbour.txt
mkdir "$folder/desk" "$folder/other" "$folder/other/deep"
cp "$draft" "$folder/desk/"
cp "$draft" "$folder/desk/second.txt"
cp "$draft" "$folder/other/deep/third.txt"
cp "$draft" "$folder/desk/2024-04-01-dated.txt"
echo 'annotate = "inline"' | tee "$folder/desk/copydesk.toml" > "$folder/other/copydesk.toml"
cd "$folder/desk"
HOME=$folder nvim --headless -u NONE -i NONE -n -c "luafile $COPYDESK_REPOSITORY/editors/neovim/copydesk.lua" -c 'filetype on' harbour.txt -c 'set filetype=text' -c "luafile $COPYDESK_REPOSITORY/tests/editors/neovim.lua"
newer=${2:+$(realpath -m "$COPYDESK_START/$2/python/bin/nvim")}
if [ -x "${newer:-}" ]; then
  cp "$draft" harbour.txt
  HOME=$folder "$newer" --headless -u NONE -i NONE -n --cmd "set runtimepath^=$COPYDESK_REPOSITORY/editors/neovim" -c 'lua vim.lsp.enable("copydesk")' -c 'filetype on' harbour.txt -c 'set filetype=text' -c "luafile $COPYDESK_REPOSITORY/tests/editors/neovim.lua"
  cp "$draft" harbour.txt
else
  echo "neovim 0.11: not tested, as install.sh did not put it there"
fi
HOME=$folder emacs -q --batch -l "$COPYDESK_REPOSITORY/tests/editors/emacs.el" harbour.txt
