package dev.doge.samples.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What the user asks for.
 *
 * @param root the directory to audit, links in its path resolved
 * @param shownRoot the directory as the user wrote it
 * @param out where the report is written
 * @param help whether only help is wanted
 */
record Arguments(Path root, String shownRoot, Path out, boolean help) {
    static final String USAGE = """
            usage: classpath-audit [--root DIR] [--out FILE]

            Reads every jar below a directory and reports what will bite: classes that differ between artifacts, split
            packages, package cycles within a jar, bytecode levels, and jars that cannot be read. Jars are regular files
            whose name ends in .jar; symbolic links below the directory are not followed.

              --root DIR   the directory (default: the local Maven repository)
              --out FILE   where the HTML report is written (default: classpath-audit.html)
              --help       this text

            Exit code: 0 if the audit was made, whatever it found; 2 if there is nothing to audit or an argument is wrong;
            1 if it broke off.
            """;

    private static final Arguments HELP = new Arguments(Path.of(""), "", Path.of(""), true);

    /** The arguments make no sense; the message is one line. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    /**
     * Reads the arguments.
     *
     * @param arguments the program's
     * @param defaults system properties: {@code audit.repository} and {@code audit.report} if a build says where things are
     */
    static Arguments of(List<String> arguments, Map<String, String> defaults) throws Wrong {
        String home = defaults.getOrDefault("user.home", "") + "/.m2/repository";
        String root = defaults.getOrDefault("audit.repository", defaults.getOrDefault("maven.repo.local", home));
        String out = defaults.getOrDefault("audit.report", "classpath-audit.html");
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            switch (equals < 0 ? argument : argument.substring(0, equals)) {
                case "--root" -> root = value(argument, equals, rest);
                case "--out" -> out = value(argument, equals, rest);
                case "--help", "-h" -> {
                    return HELP;
                }
                default -> throw new Wrong("unknown argument: " + argument + " (--help shows what there is)");
            }
        }
        return new Arguments(directory(root), root, page(out), false);
    }

    private static String value(String argument, int equals, Iterator<String> rest) throws Wrong {
        String value = equals >= 0 ? argument.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
        if (value.isEmpty() || (equals < 0 && value.startsWith("--"))) {
            throw new Wrong((equals < 0 ? argument : argument.substring(0, equals)) + " needs a value");
        }
        return value;
    }

    private static Path directory(String name) throws Wrong {
        Path directory = path(name);
        if (!Files.isDirectory(directory)) {
            throw new Wrong((Files.exists(directory) ? "not a directory: " : "no such directory: ") + name);
        }
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new Wrong("cannot read " + name + ": " + Unreadable.reason(e));
        }
    }

    private static Path page(String name) throws Wrong {
        Path page = path(name).toAbsolutePath().normalize();
        if (Files.isDirectory(page)) {
            throw new Wrong("--out is a directory: " + name);
        }
        return page;
    }

    private static Path path(String name) throws Wrong {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new Wrong("not a path: " + name);
        }
    }
}
