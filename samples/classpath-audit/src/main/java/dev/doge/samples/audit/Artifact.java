package dev.doge.samples.audit;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells which artifact a jar is a version of. */
final class Artifact {
    private Artifact() {}

    /** Names the artifact of every jar. */
    static Map<Path, String> of(Path root, List<JarFacts> jars) {
        Map<Path, String> artifacts = new LinkedHashMap<>();
        jars.forEach(facts -> artifacts.put(facts.jar(), of(root, facts)));
        return artifacts;
    }

    /** Returns groupId:artifactId; or, where nothing tells, the jar's path: then the jar is alone. */
    private static String of(Path root, JarFacts facts) {
        return byPath(root, facts.jar())
                .or(() -> byPom(facts))
                .orElseGet(() -> root.relativize(facts.jar()).toString().replace('\\', '/'));
    }

    /** Reads {@code org/acme/tool/1.0/tool-1.0.jar}, the layout of Maven's local and remote repositories. */
    private static Optional<String> byPath(Path root, Path jar) {
        Path layout = repository(root, jar).relativize(jar);
        int count = layout.getNameCount();
        if (count < 4) {
            return Optional.empty();
        }
        String artifact = layout.getName(count - 3).toString();
        String version = layout.getName(count - 2).toString();
        String file = layout.getName(count - 1).toString();
        if (!isNamed(file, artifact, version)) {
            return Optional.empty();
        }
        String group = layout.subpath(0, count - 3).toString().replaceAll("[/\\\\]", ".");
        return Optional.of(group + ":" + artifact);
    }

    /** The repository is the root, unless the path shows where it begins: part of the user's own, or more than that, can be audited too. */
    private static Path repository(Path root, Path jar) {
        for (Path folder = jar.getParent(); folder != null; folder = folder.getParent()) {
            if (folder.endsWith(Path.of(".m2", "repository"))) {
                return folder;
            }
        }
        return root;
    }

    private static boolean isNamed(String file, String artifact, String version) {
        String start = artifact + "-" + version;
        if (version.endsWith("-SNAPSHOT") && !file.startsWith(start)) {
            // Downloaded, so that its name has the time instead: tool-1.0-20250101.120000-1.jar
            return file.startsWith(start.substring(0, start.length() - "SNAPSHOT".length()));
        }
        return file.startsWith(start + ".") || file.startsWith(start + "-"); // or with a classifier
    }

    /** Of several, which are those of what was shaded into the jar too, takes the one that the file is named after. */
    private static Optional<String> byPom(JarFacts facts) {
        if (facts.poms().size() == 1) {
            return Optional.of(facts.poms().get(0));
        }
        String file = String.valueOf(facts.jar().getFileName());
        return facts.poms().stream()
                .filter(pom -> file.startsWith(pom.substring(pom.indexOf(':') + 1)))
                .max(Comparator.comparingInt(String::length));
    }
}
