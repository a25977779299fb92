package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Depthwise4j;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every public method and constructor of the packages that the module exports, as reflection finds them. */
final class PublicApi {
    private PublicApi() {}

    /**
     * One thing a user can call.
     *
     * @param owner the class through which it is called, which may have inherited it
     */
    record Entry(Class<?> owner, Executable executable) {
        /** As {@code Nn.conv2d(Tensor,Tensor,int[],Padding)}; a constructor's name is {@code new}. */
        String key() {
            String name = executable instanceof Constructor ? "new" : executable.getName();
            return nested(owner) + "." + name
                    + Arrays.stream(executable.getParameterTypes())
                            .map(PublicApi::nested)
                            .collect(Collectors.joining(",", "(", ")"));
        }

        boolean isStatic() {
            return executable instanceof Constructor || Modifier.isStatic(executable.getModifiers());
        }

        Object call(Object receiver, Object[] arguments) throws ReflectiveOperationException {
            return executable instanceof Method method
                    ? method.invoke(receiver, arguments)
                    : ((Constructor<?>) executable).newInstance(arguments);
        }
    }

    private static String nested(Class<?> type) {
        return type.getEnclosingClass() == null
                ? type.getSimpleName()
                : nested(type.getEnclosingClass()) + "." + type.getSimpleName();
    }

    /** In the order of their keys. */
    static List<Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        for (Class<?> type : publicTypes()) {
            Stream<Constructor<?>> constructors =
                    Modifier.isAbstract(type.getModifiers()) ? Stream.empty() : Arrays.stream(type.getConstructors());
            Stream.concat(constructors, Arrays.stream(type.getMethods()))
                    .filter(each -> isOurs(each.getDeclaringClass(), type))
                    .map(each -> new Entry(type, each))
                    .forEach(entry -> entries.putIfAbsent(entry.key(), entry));
        }
        return List.copyOf(entries.values());
    }

    /** Inherited methods count where the superclass is of the same package: users see them as the class's own. */
    private static boolean isOurs(Class<?> declaring, Class<?> type) {
        return declaring.getPackage().equals(type.getPackage());
    }

    private static List<Class<?>> publicTypes() {
        List<Class<?>> types = new ArrayList<>();
        Path classes = classes();
        for (String packageName : exportedPackages(classes)) {
            for (Path file : files(classes.resolve(packageName.replace('.', '/')))) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.contains("-")) {
                    Class<?> type = load(packageName + "." + name.substring(0, name.length() - ".class".length()));
                    if (isPublic(type) && !isPartOfItsSubclasses(type)) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }

    /** Users cannot subclass a sealed abstract class: its methods are those of its subclasses. */
    private static boolean isPartOfItsSubclasses(Class<?> type) {
        return type.isSealed() && !type.isInterface() && Modifier.isAbstract(type.getModifiers());
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isSynthetic()
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static Path classes() {
        try {
            return Path.of(Depthwise4j.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> exportedPackages(Path classes) {
        try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
            return ModuleDescriptor.read(in).exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
