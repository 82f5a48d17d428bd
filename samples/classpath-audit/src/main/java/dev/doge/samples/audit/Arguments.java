package dev.doge.samples.audit;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the user asks for.
 *
 * @param root the directory to audit
 * @param shownRoot the directory as the user wrote it
 * @param out where the page is written
 * @param help whether only help is wanted
 */
record Arguments(Path root, String shownRoot, Path out, boolean help) {
    static final String USAGE = """
            usage: classpath-audit [--root DIR] [--out FILE]

              --root DIR   the directory whose jars are audited (default: the local Maven repository)
              --out FILE   where the HTML report is written (default: classpath-audit.html)
              --help       this text
            """;

    /** The arguments make no sense; the message is one line. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static Arguments of(List<String> arguments, Map<String, String> defaults) throws Wrong {
        String root = defaults.get("audit.repository");
        if (root == null) {
            root = defaults.getOrDefault("maven.repo.local", defaults.get("user.home") + "/.m2/repository");
        }
        String out = defaults.getOrDefault("audit.report", "classpath-audit.html");
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--root" -> root = value(arguments, ++i);
                case "--out" -> out = value(arguments, ++i);
                case "--help", "-h" -> {
                    return new Arguments(Path.of("."), ".", Path.of("."), true);
                }
                default -> throw new Wrong("unknown argument " + arguments.get(i) + "; --help shows what there is");
            }
        }
        try {
            Path directory = Path.of(root);
            if (!Files.isDirectory(directory)) {
                throw new Wrong((Files.exists(directory) ? "not a directory: " : "no such directory: ") + root);
            }
            return new Arguments(directory, root, Path.of(out), false);
        } catch (InvalidPathException e) {
            throw new Wrong("not a path: " + e.getInput());
        }
    }

    private static String value(List<String> arguments, int at) throws Wrong {
        if (at >= arguments.size() || arguments.get(at).isEmpty()) {
            throw new Wrong(arguments.get(at - 1) + " needs a value");
        }
        return arguments.get(at);
    }
}
