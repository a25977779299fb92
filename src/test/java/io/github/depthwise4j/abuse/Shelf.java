package io.github.depthwise4j.abuse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What calls have returned, by class, to be used in later calls. What has to give way is closed, or left to the
 * collector.
 */
final class Shelf {
    private static final int PLACES = 12;

    private final Random random;
    private final Map<Class<?>, List<Object>> values = new LinkedHashMap<>();

    Shelf(Random random) {
        this.random = random;
    }

    void put(Object value) {
        Class<?> type = value.getClass();
        if (!type.getName().startsWith("io.github.depthwise4j")) {
            return;
        }
        List<Object> shelf = values.computeIfAbsent(type, key -> new ArrayList<>());
        for (Object each : shelf) {
            if (each == value) {
                return;
            }
        }
        if (shelf.size() < PLACES) {
            shelf.add(value);
        } else {
            Object old = shelf.set(random.nextInt(PLACES), value);
            if (random.nextInt(10) > 0) {
                close(old);
            }
        }
    }

    /** A value of a type, or null. */
    Object any(Class<?> type) {
        List<Object> fitting = new ArrayList<>();
        values.forEach((each, shelf) -> {
            if (type.isAssignableFrom(each)) {
                fitting.addAll(shelf);
            }
        });
        return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
    }

    static void close(Object value) {
        if (value instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("close() of " + value.getClass() + " threw", e);
            }
        }
    }

    void closeAll() {
        values.values().forEach(shelf -> shelf.forEach(Shelf::close));
        values.clear();
    }
}
