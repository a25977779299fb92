package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.load.FaultsCommand.Bench;

/** Something bad that happens to a running server. */
interface Fault {
    /** {@return what is done to the server} */
    String name();

    /** {@return what happened, in a few words} Throws if the server did not do what it must. */
    String inflict(Bench bench) throws Exception;

    /** Fails if the condition does not hold. */
    static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what);
        }
    }
}
