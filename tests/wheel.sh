#!/usr/bin/env bash
# Build the wheel and use it from an empty folder: it must carry all that painting and the demo need.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$root/.uv/bin/uv" build --quiet --wheel --out-dir "$folder" "$root"
"$root/.uv/bin/uv" venv --quiet --python "$root/.venv/bin/python" "$folder/venv"
export VIRTUAL_ENV="$folder/venv"
# The libraries are those of the lock already installed; only our own package is new.
"$root/.uv/bin/uv" pip install --quiet --no-deps "$folder"/deepstyle-*.whl
libraries=$("$root/.venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
cd "$folder"
sample="$libraries/skimage/data/chelsea.png"
# PYTHONPATH comes after the folder of the venv's own packages is searched through a .pth file.
echo "$libraries" > "$(venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/libraries.pth"

venv/bin/python - <<'CHECK'
import bot
import styletransfer
from pathlib import Path

for package in (bot, styletransfer):
    assert "venv" in Path(package.__file__).parts, f"{package.__name__} is not the wheel's"
CHECK
venv/bin/styletransfer paint "$sample" --style starry-night -o painted.png --size 96 --json
venv/bin/python -m bot demo --once
test -s painted.png
ls demo/*.*
echo "the wheel paints and runs the demo"
