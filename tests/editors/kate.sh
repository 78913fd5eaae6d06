#!/usr/bin/env bash
# Opens drafts in Kate, without a screen, with the configuration under editors/kate: what is said between the two is written down,
# and read. What Kate draws of it nobody sees here.
#
#   kate.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder"/{bin,desk,run,config/kate/lspclient,data/kate}
chmod 700 "$folder/run"
cp "$here/../articles/harbour.txt" "$here/../articles/election.md" "$folder/desk/"
cp "$here/../../editors/kate/settings.json" "$folder/config/kate/lspclient/"
cat > "$folder/bin/copydesk" <<END
#!/bin/sh
tee -a "$folder/asked.\$\$" | "$program" "\$@" | tee -a "$folder/answered.\$\$"
END
chmod +x "$folder/bin/copydesk"
# What a person does once: turns the plug-in on, and says that the program may be started.
printf '[Kate Plugins]\nlspclientplugin=true\n' > "$folder/data/kate/anonymous.katesession"
printf '[lspclient]\nAllowedServerCommandLines=%s lsp\n' "$folder/bin/copydesk" > "$folder/config/katerc"
export HOME=$folder XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data XDG_RUNTIME_DIR=$folder/run QT_QPA_PLATFORM=offscreen PATH=$folder/bin:$PATH
timeout 180 dbus-run-session -- kate -n -b "$folder/desk/election.md" "$folder/desk/harbour.txt" > "$folder/kate.log" 2>&1 & kate=$!
found() { cat "$folder"/answered.* 2>/dev/null | grep -a -o '"method":"textDocument/publishDiagnostics","params":{[^[]*"diagnostics":\[{"[^}]*' | grep -a -c "$1" || true; }
for _ in $(seq 300); do
  sleep 0.5
  # Kate reads of a draft what it shows: the last one that was opened; the other when its tab is taken.
  [ "$(found 'election.md\|harbour.txt')" -gt 0 ] && break
done
# `timeout` leads a group of its own, with Kate in it.
kill -- "-$kate" 2>/dev/null || true
wait "$kate" 2>/dev/null || true
sleep 1
if [ "$(found 'election.md\|harbour.txt')" = 0 ]; then
  tail -n 20 "$folder/kate.log"; ls "$folder"
  echo "kate: 0 passed, 1 failed: no diagnostics came" >&2
  exit 1
fi
echo "kate: 1 passed, 0 failed"
