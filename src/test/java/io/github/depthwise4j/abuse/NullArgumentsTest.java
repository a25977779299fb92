package io.github.depthwise4j.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.problem.InvalidProblemException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One rule for null in all exported packages: a parameter marked {@code @Nullable} takes null, every other one refuses
 * it. The message of the {@code NullPointerException} is the name of the parameter. What fits the other parameters is
 * made at random; a failure names the seed.
 */
class NullArgumentsTest {
    private static final long SEED = Long.getLong("depthwise4j.fuzz.seed", 20_240_607L);
    private static final int SCENARIOS = 25;

    /** Code of the JDK words their exceptions. */
    private static final Set<String> OF_THE_JDK = Set.of("valueOf", "equals");

    private final Map<String, String> wrong = new TreeMap<>();
    private final Set<String> refused = new TreeSet<>();
    private final Set<String> expected = new TreeSet<>();
    private final Shelf shelf = new Shelf(new Random(SEED));
    private Scenario scenario;
    private Hostile hostile;

    @Test
    void nullIsRefusedByTheNameOfTheParameterUnlessItIsMarkedNullable() throws Exception {
        Depthwise4j.load();
        for (int i = 0; i < SCENARIOS; i++) {
            scenario = new Scenario(SEED + i);
            hostile = new Hostile(new Random(SEED + i));
            for (PublicApi.Entry entry : PublicApi.entries()) {
                if (isOurs(entry)) {
                    passNulls(entry);
                }
            }
            scenario.close();
        }
        shelf.closeAll();
        assertThat(wrong.values()).as("seed " + SEED).isEmpty();
        expected.removeAll(refused);
        assertThat(expected).as("parameters that no call refused, seed " + SEED).isEmpty();
    }

    /** Users implement the functional interfaces, so their code decides about null. */
    private static boolean isOurs(PublicApi.Entry entry) {
        Executable executable = entry.executable();
        return !OF_THE_JDK.contains(executable.getName())
                && !(entry.owner().isAnnotationPresent(FunctionalInterface.class) && !entry.isStatic());
    }

    private void passNulls(PublicApi.Entry entry) throws ReflectiveOperationException {
        Parameter[] parameters = entry.executable().getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].getType().isPrimitive()) {
                Object receiver = entry.isStatic() ? null : receiver(entry.owner());
                if (receiver != null || entry.isStatic()) {
                    passNull(entry, receiver, i);
                }
            }
        }
    }

    private Object receiver(Class<?> type) {
        Object builder = scenario.builder(type);
        Object fitting = builder != null ? builder : scenario.fitting(type, "input");
        Object kept = fitting != null ? fitting : shelf.any(type);
        return kept != null ? kept : hostile.value(type);
    }

    private void passNull(PublicApi.Entry entry, Object receiver, int index) throws ReflectiveOperationException {
        Parameter[] parameters = entry.executable().getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            Object fitting = scenario.fitting(parameters[i].getType(), parameters[i].getName());
            boolean absent = !parameters[i].getType().isPrimitive() && scenario.isAbsent(parameters[i].getName());
            arguments[i] = absent ? null : fitting != null ? fitting : hostile.value(parameters[i].getType());
        }
        arguments[index] = null;
        Parameter parameter = parameters[index];
        boolean nullable = isNullable(entry, index);
        String key = entry.key() + " " + parameter.getName();
        if (!nullable) {
            expected.add(key);
        }
        try {
            Object result = entry.call(receiver, arguments);
            if (result != null) {
                shelf.put(result);
            }
            if (expected.contains(key)) {
                wrong.putIfAbsent(key, key + " took null");
            }
        } catch (InvocationTargetException e) {
            boolean alone = Arrays.stream(arguments).filter(Objects::isNull).count() == 1;
            judge(key, parameter.getName(), nullable, alone, e.getCause());
        }
    }

    /** Java 17 does not annotate the parameters of a compact constructor, so the record is asked. */
    private static boolean isNullable(PublicApi.Entry entry, int index) {
        Executable executable = entry.executable();
        RecordComponent[] components = executable instanceof Constructor
                ? executable.getDeclaringClass().getRecordComponents()
                : null;
        AnnotatedType type = components != null && components.length == executable.getParameterCount()
                ? components[index].getAnnotatedType()
                : executable.getParameters()[index].getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }

    /** Another argument may be refused first: only in some scenarios all others fit. */
    private void judge(String key, String name, boolean nullable, boolean alone, Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof NullPointerException && alone && (nullable || !message.equals(name))) {
            wrong.putIfAbsent(key, key + " threw " + thrown + trace(thrown));
        }
        if (thrown instanceof NullPointerException || thrown instanceof InvalidProblemException) {
            refused.add(key);
        }
    }

    /** Empty if the JVM has left the stack out, as it does for an exception that compiled code throws often. */
    private static String trace(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .limit(1)
                .map(each -> " at " + each)
                .collect(Collectors.joining());
    }
}
