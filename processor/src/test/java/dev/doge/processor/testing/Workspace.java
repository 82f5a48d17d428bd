package dev.doge.processor.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders of one compilation.
 *
 * @param root the folder of the others
 * @param sources what is compiled
 * @param generated what processors wrote as source
 * @param classes class files and resources
 */
record Workspace(Path root, Path sources, Path generated, Path classes) {
    static Workspace create(String name) throws IOException {
        Path all = Files.createDirectories(Path.of("target", "compilations").toAbsolutePath());
        Path root = Files.createTempDirectory(all, name + "-");
        return new Workspace(
                root,
                Files.createDirectories(root.resolve("sources")),
                Files.createDirectories(root.resolve("generated")),
                Files.createDirectories(root.resolve("classes")));
    }
}
