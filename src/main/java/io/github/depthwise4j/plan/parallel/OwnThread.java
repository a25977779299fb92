package io.github.depthwise4j.plan.parallel;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * Makes threads that outlive the call in which they are made, so that they keep nothing of that call's thread: not its thread group, and
 * not its access control context, which holds the class loader of every class that is calling.
 */
final class OwnThread {
    private OwnThread() {}

    /** The group above all others: the caller's own one may be ended, or belong to an application. */
    static ThreadGroup group() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /**
     * Calls a constructor of a thread. Until Java 23, a new thread keeps the access control context of who makes it; that of a privileged
     * action is this library's own.
     */
    @SuppressWarnings("removal")
    static <T extends Thread> T make(Supplier<T> constructor) {
        try {
            return AccessController.doPrivileged((PrivilegedAction<T>) constructor::get);
        } catch (NoClassDefFoundError | NoSuchMethodError e) {
            // A Java without access control, where a thread keeps none of it.
            return constructor.get();
        }
    }
}
