#!/usr/bin/env bash
# Runs the smoke service of src/native-image on the JVM, and, where there is GraalVM, as a native image by the library's
# own metadata. Without GraalVM it says so, and the rest has passed.
# By hand: ci/native-image.sh (native-image in GRAALVM_HOME/bin or in the PATH)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=target/native-image
mkdir -p "$folder"
mvn -B -q -DskipTests package dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile="$folder/class-path" >&2
jar=$(ls target/depthwise4j-*.jar | grep -Ev -- '-(cli|sources|javadoc|tests)\.jar$')
class_path=$jar:$(<"$folder/class-path")
javac -d "$folder" -cp "$class_path" src/native-image/java/Smoke.java
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -cp "$folder:$class_path" Smoke

native_image=${GRAALVM_HOME:+$GRAALVM_HOME/bin/}native-image
if ! command -v "$native_image" > /dev/null; then
  echo "there is no native-image here: no native image was built"
  exit 0
fi
"$native_image" --no-fallback -cp "$folder:$class_path" Smoke "$folder/smoke"
"$folder/smoke"
