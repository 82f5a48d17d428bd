package dev.doge.samples.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** The report as one self-contained page. It holds no times: the same jars give the same bytes. */
final class HtmlReport {
    private final Report report;
    private final StringBuilder body = new StringBuilder();

    private HtmlReport(Report report) {
        this.report = report;
    }

    static String of(Report report) throws IOException {
        return new HtmlReport(report).write();
    }

    private String write() throws IOException {
        tiles();
        table(
                "conflicts",
                "Classes that differ between artifacts",
                "Which one a program gets depends on the order of its class path.",
                List.of("class", "artifacts"),
                report.conflicts(),
                conflict -> List.of(conflict.entry(), String.join("\n", conflict.artifacts())));
        table(
                "split",
                "Packages split over artifacts",
                "The module path refuses two modules with one package.",
                List.of("package", "artifacts"),
                report.splitPackages(),
                split -> List.of(split.name(), String.join("\n", split.artifacts())));
        table(
                "cycles",
                "Package cycles within a jar",
                "The shortest ring; the number counts all packages that reach each other.",
                List.of("jar", "ring", "packages"),
                report.packageCycles(),
                cycle -> List.of(
                        report.shown(cycle.jar()),
                        String.join(" → ", cycle.ring()) + " → " + cycle.ring().get(0),
                        "" + cycle.packages()));
        table(
                "unreadable",
                "What cannot be read",
                "Everything else was audited all the same.",
                List.of("jar", "class", "reason"),
                report.unreadable(),
                found -> List.of(report.shown(found.jar()), found.entry(), found.why()));
        table(
                "levels",
                "Bytecode levels",
                "Jars are counted by their classes outside META-INF/versions.",
                List.of("Java", "class file", "classes", "jars"),
                report.bytecodeLevels(),
                level -> List.of(level.java(), "" + level.major(), "" + level.classes(), "" + level.jars()));
        try (InputStream page = HtmlReport.class.getResourceAsStream("report.html")) {
            if (page == null) {
                throw new IOException("report.html is missing beside the classes");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8).replace("<!-- body -->", body);
        }
    }

    private void tiles() {
        body.append("<div class=\"tiles\">");
        tile("jars", report.totals().jars());
        tile("classes", report.totals().classes());
        tile("conflicts", report.conflicts().size());
        tile("split packages", report.splitPackages().size());
        tile("package cycles", report.packageCycles().size());
        tile("unreadable", report.unreadable().size());
        body.append("</div>\n");
    }

    private void tile(String what, int count) {
        body.append("<div><b>").append(count).append("</b>").append(what).append("</div>");
    }

    private <T> void table(
            String id, String title, String why, List<String> heads, List<T> rows, Function<T, List<String>> cells) {
        body.append("<section id=\"").append(id).append("\"><h2>").append(title).append(" <small>");
        body.append(rows.size()).append("</small></h2><p>").append(why).append("</p>\n<table><thead><tr>");
        heads.forEach(head -> body.append("<th>").append(head).append("</th>"));
        body.append("</tr></thead><tbody>\n");
        for (T row : rows) {
            body.append("<tr>");
            cells.apply(row)
                    .forEach(cell -> body.append("<td>")
                            .append(escaped(cell).replace("\n", "<br>"))
                            .append("</td>"));
            body.append("</tr>\n");
        }
        body.append("</tbody></table></section>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
