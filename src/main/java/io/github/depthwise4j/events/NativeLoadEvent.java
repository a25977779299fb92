package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

@Name("io.github.depthwise4j.NativeLoad")
@Label("Native Load")
@Category("depthwise4j")
@Description("oneDNN was loaded, or could not be loaded")
final class NativeLoadEvent extends Event implements Events.NativeLoad {
    private static final NativeLoadEvent PROBE = new NativeLoadEvent();

    @Label("Library")
    @Description("The file from which oneDNN was loaded")
    private String library;

    @Label("Version")
    @Description("The version of oneDNN")
    private String version;

    @Label("Instruction Set")
    @Description("The newest instruction set that oneDNN uses in this process")
    private String instructionSet;

    @Label("Load Time")
    @Description("How long it took to unpack and load oneDNN, also before this event began")
    @Timespan
    private long loadTime;

    @Label("Failure")
    @Description("Why oneDNN could not be loaded; empty if it was loaded")
    private String failure;

    static NativeLoadEvent started() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        NativeLoadEvent event = new NativeLoadEvent();
        event.begin();
        return event;
    }

    @Override
    public void loaded(String from, String number, String isa, long nanos) {
        this.library = from;
        this.version = number;
        this.instructionSet = isa;
        this.loadTime = nanos;
        commit();
    }

    @Override
    public void failed(String message) {
        this.failure = message;
        commit();
    }
}
