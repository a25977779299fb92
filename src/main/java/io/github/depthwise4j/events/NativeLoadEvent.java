package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

@Name("io.github.depthwise4j.NativeLoad")
@Label("Native Load")
@Category("depthwise4j")
@Description("oneDNN was looked for, unpacked and loaded, or could not be")
final class NativeLoadEvent extends Event implements Events.NativeLoad {
    private static final NativeLoadEvent PROBE = new NativeLoadEvent();

    @Label("Library")
    @Description("The file oneDNN was loaded from")
    private String library;

    @Label("Version")
    @Description("The version of oneDNN")
    private String version;

    @Label("Instruction Set")
    @Description("The newest instruction set oneDNN uses in this process")
    private String instructionSet;

    @Label("Failure")
    @Description("Why it could not be loaded")
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
    public void loaded(String from, String number, String isa) {
        this.library = from;
        this.version = number;
        this.instructionSet = isa;
        commit();
    }

    @Override
    public void failed(String message) {
        this.failure = message;
        commit();
    }
}
