package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("io.github.depthwise4j.Leak")
@Label("Leak")
@Category("depthwise4j")
@Description("A tensor or an operation was never closed; the garbage collector freed it")
@StackTrace(false)
final class LeakEvent extends Event {
    private static final LeakEvent PROBE = new LeakEvent();

    @Label("Leaked")
    @Description("The type of the object that was not closed")
    private String leaked;

    @Label("Size")
    @Description("The native memory that it held")
    @DataAmount
    private long size;

    @Label("Origin")
    @Description("The stack of its creation; empty if that was not recorded (setting leakDetection)")
    private String origin;

    static void emit(String what, long byteSize, String createdAt) {
        if (PROBE.isEnabled()) {
            LeakEvent event = new LeakEvent();
            event.leaked = what;
            event.size = byteSize;
            event.origin = createdAt;
            event.commit();
        }
    }
}
