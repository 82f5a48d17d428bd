package dev.doge.samples.audit;

import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.TaskFailedException;
import dev.doge.samples.audit.Arguments.Wrong;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Audits the jars of a directory, by default those of the local Maven repository. */
public final class ClasspathAudit {
    private ClasspathAudit() {}

    /**
     * Runs the audit. Exits with 2 if an argument is wrong or there is nothing to audit, and with 1 if the audit breaks off.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, System::getProperty));
        int code = run(new Audit(), List.of(arguments), properties, System.out, System.err);
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
            Report report = audit(audit, wanted);
            write(report, wanted.out());
            out.print(Summary.of(report, wanted.shownRoot()));
            out.println("report: " + wanted.out());
            return 0;
        } catch (Wrong e) {
            err.println("classpath-audit: " + Report.printable(e.getMessage()));
            return 2;
        } catch (TaskFailedException e) {
            err.println("classpath-audit: " + Report.printable(Unreadable.reason(e)));
            return 1;
        }
    }

    private static Report audit(Audit audit, Arguments wanted) throws Wrong {
        try (DogeExecutor doge = DogeExecutor.create()) {
            Report report = doge.run(AuditGraph.of(audit).report(wanted.root()));
            if (report.totals().jars() == 0) {
                int closed = report.unreadable().size();
                String also = closed == 0 ? "" : " (directories in it that cannot be read: " + closed + ")";
                throw new Wrong("no jars in " + wanted.shownRoot() + also);
            }
            return report;
        } catch (TaskFailedException e) {
            if (e.getCause() instanceof IOException reason) { // only the listing throws it: jars are outcomes
                throw new Wrong("cannot read " + wanted.shownRoot() + ": " + Unreadable.reason(reason));
            }
            throw e;
        }
    }

    private static void write(Report report, Path page) throws Wrong {
        try {
            if (page.getParent() != null) {
                Files.createDirectories(page.getParent());
            }
            Files.write(page, HtmlReport.of(report));
        } catch (IOException e) {
            throw new Wrong("cannot write " + page + ": " + Unreadable.reason(e));
        }
    }
}
