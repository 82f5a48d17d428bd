package dev.doge.samples.audit;

import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.TaskFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Audits the jars of a directory, by default those of the local Maven repository. */
public final class ClasspathAudit {
    private ClasspathAudit() {}

    /**
     * Runs the audit. Exits with 2 if there is nothing to audit.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, System::getProperty));
        int code = run(new Audit(), List.of(arguments), properties, out, err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs the audit with the tasks of an object; returns the exit code. */
    static int run(
            Audit audit, List<String> arguments, Map<String, String> properties, PrintStream out, PrintStream err) {
        try {
            Arguments wanted = Arguments.of(arguments, properties);
            if (wanted.help()) {
                out.print(Arguments.USAGE);
                return 0;
            }
            Report report = audit(audit, wanted.root());
            if (report.totals().jars() == 0) {
                throw new Arguments.Wrong("no jars in " + wanted.shownRoot());
            }
            Path page = wanted.out().toAbsolutePath().normalize();
            if (page.getParent() != null) {
                Files.createDirectories(page.getParent());
            }
            Files.writeString(page, HtmlReport.of(report));
            out.print(Summary.of(report, wanted.shownRoot()));
            out.println("report: " + page);
            return 0;
        } catch (Arguments.Wrong e) {
            err.println("classpath-audit: " + e.getMessage());
        } catch (TaskFailedException | IOException e) {
            err.println("classpath-audit: " + Unreadable.reason(e));
        }
        return 2;
    }

    private static Report audit(Audit audit, Path root) {
        try (DogeExecutor doge = DogeExecutor.create()) {
            return doge.run(AuditGraph.of(audit).report(root));
        }
    }
}
