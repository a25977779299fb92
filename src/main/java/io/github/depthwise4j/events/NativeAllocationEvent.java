package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

@Name("io.github.depthwise4j.NativeAllocation")
@Label("Native Allocation")
@Category("depthwise4j")
@Description("A block of native memory was allocated, for a tensor, a packed filter or working memory")
@Enabled(false)
final class NativeAllocationEvent extends Event {
    private static final NativeAllocationEvent PROBE = new NativeAllocationEvent();

    @Label("Size")
    @Description("The size of the block in bytes")
    @DataAmount
    private long size;

    @Label("In Use")
    @Description("The bytes in use, including this block")
    @DataAmount
    private long inUse;

    @Label("Limit")
    @Description("The limit of the bytes in use; 0 if there is none")
    @DataAmount
    private long limit;

    static void emit(long byteSize, long bytesInUse, long mostBytes) {
        if (PROBE.isEnabled()) {
            NativeAllocationEvent event = new NativeAllocationEvent();
            event.size = byteSize;
            event.inUse = bytesInUse;
            event.limit = mostBytes;
            event.commit();
        }
    }
}
