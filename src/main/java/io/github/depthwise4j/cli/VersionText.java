package io.github.depthwise4j.cli;

import io.github.depthwise4j.Depthwise4j;
import picocli.CommandLine.IVersionProvider;

/** The output of {@code --version}. It loads no native code. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "depthwise4j " + Depthwise4j.version(),
            "Java " + System.getProperty("java.version") + ", details: depthwise4j info"
        };
    }
}
