package dev.doge.samples.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells which artifact a jar is a version of. */
final class Artifact {
    private Artifact() {}

    /** Returns groupId:artifactId by the path of the jar in a local repository, by its own pom.properties, or else the file's name. */
    static String of(Path jar, ZipFile zip) {
        return byPath(jar).or(() -> byProperties(zip)).orElseGet(() -> String.valueOf(jar.getFileName()));
    }

    /** Reads {@code .../org/acme/tool/1.0/tool-1.0.jar}. The group begins behind a folder that names a repository. */
    private static Optional<String> byPath(Path jar) {
        int count = jar.getNameCount();
        if (count < 4) {
            return Optional.empty();
        }
        String version = jar.getName(count - 2).toString();
        String artifact = jar.getName(count - 3).toString();
        String file = jar.getName(count - 1).toString();
        String base =
                version.endsWith("-SNAPSHOT") ? version.substring(0, version.length() - "SNAPSHOT".length()) : version;
        if (!file.startsWith(artifact + "-" + base)) {
            return Optional.empty();
        }
        int from = count - 4;
        while (from > 0 && isGroupPart(jar.getName(from - 1).toString())) {
            from--;
        }
        String group = jar.subpath(from, count - 3).toString().replace('/', '.').replace('\\', '.');
        return Optional.of(group + ":" + artifact);
    }

    private static boolean isGroupPart(String name) {
        return name.matches("[a-z0-9_-]+") && !name.equals("repository") && !name.startsWith(".");
    }

    private static Optional<String> byProperties(ZipFile zip) {
        List<? extends ZipEntry> found = zip.stream()
                .filter(entry -> entry.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties"))
                .toList();
        if (found.size() != 1) {
            return Optional.empty(); // none, or those of what was shaded into it too
        }
        Properties properties = new Properties();
        try (InputStream in = zip.getInputStream(found.get(0))) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        String group = properties.getProperty("groupId");
        String artifact = properties.getProperty("artifactId");
        return group == null || artifact == null ? Optional.empty() : Optional.of(group + ":" + artifact);
    }
}
