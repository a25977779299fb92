package io.github.depthwise4j.memory;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much memory this process may use: the smallest limit of its control groups (version 1 and 2) and of the groups
 * above them, or the physical memory if that is less. Linux only.
 *
 * <p>The files are read by {@link FileInputStream}: a channel would fail on an interrupted thread.
 */
final class ContainerMemory {
    private static final String MEMORY = "MemTotal:";
    private static final int MOUNT_ROOT = 3;
    private static final int MOUNT_POINT = 4;
    private static final int KIBIBYTE = 1024;

    /** The directory that is used as {@code /}; another one in tests. */
    private final Path root;

    private long least = Long.MAX_VALUE;

    private ContainerMemory(Path root) {
        this.root = root;
    }

    /**
     * The bytes this process may use, empty if nothing limits them.
     *
     * @param root the directory that is used as {@code /}
     */
    static OptionalLong bytes(Path root) {
        ContainerMemory memory = new ContainerMemory(root);
        memory.readPhysicalMemory();
        memory.readGroups();
        return memory.least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(memory.least);
    }

    private void readPhysicalMemory() {
        for (String line : lines(root.resolve("proc/meminfo"))) {
            if (line.startsWith(MEMORY) && line.endsWith(" kB")) {
                long kibibytes = number(line.substring(MEMORY.length(), line.length() - " kB".length())
                        .strip());
                atMost(kibibytes > Long.MAX_VALUE / KIBIBYTE ? Long.MAX_VALUE : kibibytes * KIBIBYTE);
            }
        }
    }

    private void readGroups() {
        List<String> mounts = lines(root.resolve("proc/self/mountinfo"));
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            // number:controllers:path; the path may contain colons, and version 2 has no controllers.
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[1].isEmpty()) {
                readMounts(mounts, "cgroup2", "", parts[2], "memory.max");
            } else if (parts.length == 3 && isIn("memory", parts[1])) {
                readMounts(mounts, "cgroup", "memory", parts[2], "memory.limit_in_bytes");
            }
        }
    }

    private void readMounts(List<String> mounts, String type, String controller, String group, String file) {
        for (String mount : mounts) {
            readMount(mount, type, controller, group, file);
        }
    }

    /** Reads the limits of a group and of all groups above it, if this line of mountinfo mounts them. */
    private void readMount(String mount, String type, String controller, String group, String file) {
        int separator = mount.indexOf(" - ");
        if (separator < 0) {
            return;
        }
        String[] place = mount.substring(0, separator).split(" ");
        String[] what = mount.substring(separator + 3).split(" ");
        boolean wanted = place.length > MOUNT_POINT
                && what.length > 2
                && what[0].equals(type)
                && (controller.isEmpty() || isIn(controller, what[2]));
        if (!wanted) {
            return;
        }
        Path top = below(root, unescaped(place[MOUNT_POINT]));
        Path directory = below(top, inside(unescaped(place[MOUNT_ROOT]), group));
        while (directory.startsWith(top)) {
            for (String line : lines(directory.resolve(file))) {
                atMost(number(line.strip()));
            }
            directory = directory.getParent();
        }
    }

    /** The path of a group below the root of its mount; the root itself if the group lies elsewhere. */
    private static String inside(String mountRoot, String group) {
        if (mountRoot.equals("/")) {
            return group;
        }
        return group.startsWith(mountRoot + "/") ? group.substring(mountRoot.length()) : "";
    }

    /** A path below {@code top}; a group outside of its namespace ({@code /../x}) would leave it. */
    private static Path below(Path top, String path) {
        Path result = Path.of(top + "/" + path).normalize();
        return result.startsWith(top) ? result : top;
    }

    private static boolean isIn(String word, String list) {
        return List.of(list.split(",")).contains(word);
    }

    /** Spaces, tabs, line ends and backslashes are written as three octal digits. */
    private static String unescaped(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    private void atMost(long bytes) {
        least = Math.min(least, bytes);
    }

    /** A positive number; everything else, such as {@code max}, 0 or -1, means that there is no limit. */
    private static long number(String text) {
        try {
            long value = Long.parseLong(text);
            return value > 0 ? value : Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The lines of a file, none if it cannot be read. */
    private static List<String> lines(Path file) {
        try (InputStream in = new FileInputStream(new File(file.toString()))) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException | SecurityException e) {
            return List.of();
        }
    }
}
