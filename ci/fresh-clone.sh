#!/usr/bin/env bash
# Does what a new user does: clones HEAD, starts with an empty local Maven repository, and runs the two commands of the
# README.
# By hand: ci/fresh-clone.sh (downloads everything again: several minutes and about 300 MB in a temporary directory)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

git clone -q . "$temporary/clone"
cd "$temporary/clone"
echo "== $(git log -1 --format='%h %s')"

echo "== mvn -q compile exec:java"
mvn -B -q -Dmaven.repo.local="$temporary/repository" compile exec:java
echo "== mvn -B verify"
mvn -B -Dmaven.repo.local="$temporary/repository" verify

if [[ -n $(git status --porcelain) ]]; then
  git status --short
  echo "ci/fresh-clone.sh: the build changed files or left files that git does not ignore" >&2
  exit 1
fi
echo "== a fresh clone builds, runs and passes"
