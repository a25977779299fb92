#!/usr/bin/env bash
# The whole proof: the documented build and test command first, then the checks that need their own process or JDK.
# By hand: ci/verify.sh (about as long as three times the tests)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mvn -B verify
bash ci/check-natives.sh
bash ci/instruction-sets.sh
bash ci/heap-checks.sh
bash ci/packaging.sh
bash ci/newest-java.sh
