#!/usr/bin/env bash
# Measures depthwise layers on this machine and renders a table (Markdown), bar charts (PNG) and results.csv into a
# folder.
# By hand: ci/benchmarks.sh [--what layers|throughput|openmp-team|heap|pauses|start] [--set main|all|mobilenet_v1|...]
#   [--formats nhwc,nchw] [--batches 1,8] [--threads 1,2] [--peers] [--rounds 3] [--minutes 12] [--out DIR]
# or --render --out DIR to render results.csv again; --help lists all options.
# --peers downloads other libraries (350 MB) the first time. Nothing else should run on the machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=target/benchmarks/results
peers=
for argument in "$@"; do
  [[ $argument != --peers ]] || peers=yes
  [[ $argument != --out && $argument != --out=* ]] || out=
done

# The peers need a newer JavaCPP than the library; the library's processes keep their own version.
own=$(bash ci/class-path.sh jmh)
[[ -z $peers ]] || peers=$(bash ci/class-path.sh peers)

exec java -Djava.awt.headless=true -Xmx3g -cp "$own" io.github.depthwise4j.benchmarks.BenchmarkCommand \
  ${out:+--out "$out"} ${peers:+--peers-class-path "$peers"} "$@"
