#!/usr/bin/env bash
# Runs the compiled tests on the newest JDK of this machine. The classes are those for Java 17; nothing is compiled.
# Tests tagged "isa" are left out: what they look at depends on the processor, and not on Java.
# By hand: mvn -B verify, then ci/newest-java.sh [JAVA_HOME of the JDK to use]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The feature version of a java executable, as 25; 0 if it does not run.
feature() {
  local version
  version=$("$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p') || true
  [[ $version =~ ^[0-9]+$ ]] && echo "$version" || echo 0
}

if [[ $# -gt 0 ]]; then
  homes=("$1")
else
  homes=(/usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home)
  # GitHub's machines name their JDKs JAVA_HOME_17_X64, JAVA_HOME_25_X64 and so on.
  for name in $(compgen -v JAVA_HOME_ || true); do
    homes+=("${!name}")
  done
fi

newest=$(feature "${JAVA_HOME:+$JAVA_HOME/bin/}java")
(( newest >= 17 )) || newest=17
jvm=
for home in "${homes[@]}"; do
  [[ -x $home/bin/java ]] || continue
  version=$(feature "$home/bin/java")
  if (( version > newest )) || [[ $# -gt 0 ]]; then
    newest=$version
    jvm=$home/bin/java
  fi
done

if [[ -z $jvm ]]; then
  echo "== no JDK newer than $newest on this machine: the tests ran on $newest only"
  [[ $# -eq 0 ]] || exit 1
  exit 0
fi

echo "== the tests on Java $newest ($jvm)"
# From Java 24 on, native code must be allowed, or the JVM prints a warning. Maven itself runs on the older JDK, so the
# profile with this option is not active. Java 17 does not know the option on the class path.
access=
if (( newest >= 22 )); then
  access=--enable-native-access=ALL-UNNAMED
fi
mvn -B surefire:test -Djvm="$jvm" -Dtest.jvm.native.access="$access" -DfailIfNoTests=true \
  -DexcludedGroups=isa -Dsurefire.reportNameSuffix="java$newest"
