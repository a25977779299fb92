package io.github.depthwise4j.plan.parallel;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * Makes threads that live longer than the call that makes them. So they must not keep the thread group of the calling
 * thread, nor its access control context, which holds the class loader of every class on its stack.
 */
public final class OwnThread {
    private OwnThread() {}

    /** The root group: the caller's own group can belong to an application that ends. */
    public static ThreadGroup group() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /**
     * Calls a constructor of a thread. Until Java 23, a new thread keeps the access control context of its creator.
     * Inside a privileged action this is the context of this library.
     */
    @SuppressWarnings("removal")
    public static <T extends Thread> T make(Supplier<T> constructor) {
        try {
            // No lambda: it takes Java half a millisecond before the first result.
            return AccessController.doPrivileged(new PrivilegedAction<T>() {
                @Override
                public T run() {
                    return constructor.get();
                }
            });
        } catch (NoClassDefFoundError | NoSuchMethodError e) {
            // A Java without access control, whose threads keep no such context.
            return constructor.get();
        }
    }
}
