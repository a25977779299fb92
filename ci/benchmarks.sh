#!/usr/bin/env bash
# Measures depthwise layers on this machine and renders a table (Markdown), bar charts (PNG) and results.csv into a
# folder.
# By hand: ci/benchmarks.sh [--what layers|throughput|openmp-team|heap|start] [--set main|all|mobilenet_v1|...]
#   [--formats nhwc,nchw] [--batches 1,8] [--threads 1,2] [--peers] [--rounds 3] [--minutes 12] [--out DIR]
# or --render --out DIR to render results.csv again; --help lists all options.
# --peers downloads other libraries (350 MB) the first time. Nothing else should run on the machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=target/benchmarks/results
profiles=bench
for argument in "$@"; do
  [[ $argument != --peers ]] || profiles=bench,peers
  [[ $argument != --out && $argument != --out=* ]] || out=
done

# The class path of a profile. The peers need a newer JavaCPP than the library; the library's processes keep their own
# version.
class_path() {
  local file=target/benchmarks/$1.classpath
  mvn -B -q "-P$1" dependency:build-classpath -Dmdep.includeScope=test "-Dmdep.outputFile=$file" >&2
  echo "$PWD/target/test-classes:$PWD/target/classes:$(<"$file")"
}

mkdir -p target/benchmarks
mvn -B -q "-P$profiles" test-compile
own=$(class_path bench)
peers=
[[ $profiles == bench ]] || peers=$(class_path bench,peers)

exec java -Djava.awt.headless=true -Xmx3g -cp "$own" io.github.depthwise4j.benchmarks.BenchmarkCommand \
  ${out:+--out "$out"} ${peers:+--peers-class-path "$peers"} "$@"
