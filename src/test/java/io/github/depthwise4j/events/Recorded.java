package io.github.depthwise4j.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.EventSettings;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What the Flight Recorder recorded while something ran. */
public final class Recorded {
    private Recorded() {}

    /** The events of one name, recorded as they come. */
    public static List<RecordedEvent> events(String name, Runnable action) {
        return events(name, settings -> settings.withoutThreshold().withoutStackTrace(), action);
    }

    /** The events of one name; nothing but what is set here differs from the defaults. */
    public static List<RecordedEvent> events(String name, Consumer<EventSettings> settings, Runnable action) {
        String fullName = "io.github.depthwise4j." + name;
        try (Recording recording = new Recording()) {
            settings.accept(recording.enable(fullName));
            recording.start();
            action.run();
            recording.stop();
            return read(recording).stream()
                    .filter(event -> event.getEventType().getName().equals(fullName))
                    .toList();
        }
    }

    /** The names of our events that are recorded unless somebody asks for something else. */
    public static List<String> byDefault(Runnable action) {
        try (Recording recording = new Recording()) {
            recording.start();
            action.run();
            recording.stop();
            return read(recording).stream()
                    .map(event -> event.getEventType().getName())
                    .filter(name -> name.startsWith("io.github.depthwise4j."))
                    .distinct()
                    .toList();
        }
    }

    private static List<RecordedEvent> read(Recording recording) {
        try {
            Path file = Files.createTempFile("depthwise4j", ".jfr");
            try {
                recording.dump(file);
                return RecordingFile.readAllEvents(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
