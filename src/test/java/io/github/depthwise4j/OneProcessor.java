package io.github.depthwise4j;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where Java sees one processor, the library would start no helper thread, and the tests of many threads would prove
 * nothing: there, the tests run with one helper. It is in force for all tests, before any of them uses the library.
 */
public final class OneProcessor implements BeforeAllCallback {
    private static final String THREADS = "depthwise4j.threads";

    @Override
    public void beforeAll(ExtensionContext context) {
        if (Runtime.getRuntime().availableProcessors() == 1 && System.getProperty(THREADS) == null) {
            System.setProperty(THREADS, "2");
        }
    }
}
