package dev.doge.samples.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The report as one self-contained page. It holds no times and no absolute paths: the same jars give the same bytes. */
final class HtmlReport {
    private final Report report;
    private final StringBuilder body = new StringBuilder();

    private HtmlReport(Report report) {
        this.report = report;
    }

    /** Returns the page, in UTF-8. */
    static byte[] of(Report report) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
            if (in == null) {
                throw new IOException("report.html is missing beside the classes");
            }
            String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return page.replace("<!-- body -->", new HtmlReport(report).body()).getBytes(StandardCharsets.UTF_8);
        }
    }

    private String body() {
        body.append("<p class=\"lead\"><b>")
                .append(shown(report.totals().jars()))
                .append("</b> jars, <b>");
        body.append(shown(report.totals().classes())).append("</b> classes");
        if (report.totals().copies() > 0) {
            body.append("; jars that are copies of another: <b>")
                    .append(shown(report.totals().copies()))
                    .append("</b>");
        }
        body.append("</p>\n<nav>");
        tile("conflicts", "classes differ", report.conflicts().size());
        tile("split", "split packages", report.splitPackages().size());
        tile("cycles", "package cycles", report.packageCycles().size());
        tile("unreadable", "unreadable", report.unreadable().size());
        tile("levels", "bytecode levels", report.bytecodeLevels().size());
        body.append("</nav>\n");
        conflicts();
        splitPackages();
        packageCycles();
        unreadable();
        bytecodeLevels();
        return body.toString();
    }

    private void conflicts() {
        open(
                "conflicts",
                "Classes that differ between artifacts",
                report.conflicts().size());
        note("Which one a program gets depends on the order of its class path. Versions of one artifact do not count.");
        table(
                List.of("class", "artifacts"),
                report.conflicts(),
                found -> text(found.entry()) + list(found.artifacts()));
    }

    private void splitPackages() {
        open("split", "Packages split over artifacts", report.splitPackages().size());
        note("The module path refuses two modules that have a package in common.");
        table(
                List.of("package", "artifacts"),
                report.splitPackages(),
                found -> text(found.name()) + list(found.artifacts()));
    }

    private void packageCycles() {
        open("cycles", "Package cycles within a jar", report.packageCycles().size());
        note("The shortest ring among the packages that reach each other, and how many they are.");
        table(
                List.of("jar", "ring", "#packages"),
                report.packageCycles(),
                found -> text(report.shown(found.jar())) + text(found.shown()) + number(found.packages()));
    }

    private void unreadable() {
        open("unreadable", "What cannot be read", report.unreadable().size());
        note("Everything else was audited all the same.");
        table(
                List.of("what", "path", "class", "reason"),
                report.unreadable(),
                found -> text(found.kind().name().toLowerCase(Locale.ROOT))
                        + text(report.shown(found.path()))
                        + text(found.entry())
                        + text(found.why()));
    }

    private void bytecodeLevels() {
        open("levels", "Bytecode levels", report.bytecodeLevels().size());
        note(
                "A jar needs the Java of its newest class; those in META-INF/versions and module descriptors do not count.");
        int most = report.bytecodeLevels().stream()
                .mapToInt(BytecodeLevel::classes)
                .max()
                .orElse(1);
        table(
                List.of("Java", "#class file", "#classes", "", "#jars that need it"),
                report.bytecodeLevels(),
                found -> text(found.java()) + number(found.major()) + number(found.classes())
                        + "<td class=\"bar\"><i style=\"width:" + 100L * found.classes() / most + "%\"></i></td>"
                        + number(found.jars()));
    }

    private void tile(String id, String what, int count) {
        body.append("<a href=\"#").append(id).append(count == 0 ? "\" class=\"none\">" : "\">");
        body.append("<b>").append(shown(count)).append("</b>").append(what).append("</a>");
    }

    private void open(String id, String title, int count) {
        body.append("<section id=\"").append(id).append("\">\n<h2>").append(title);
        body.append(" <small>").append(shown(count)).append("</small></h2>\n");
    }

    private void note(String note) {
        body.append("<p>").append(note).append("</p>\n");
    }

    /** Closes the section with a table; a head that begins with # stands over numbers. */
    private <T> void table(List<String> heads, List<T> rows, Function<T, String> cells) {
        if (rows.isEmpty()) {
            body.append("<p class=\"none\">None.</p>\n</section>\n");
            return;
        }
        body.append("<div class=\"rows\"><table>\n<thead><tr>");
        for (String head : heads) {
            body.append(head.startsWith("#") ? "<th class=\"number\">" + head.substring(1) : "<th>" + head)
                    .append("</th>");
        }
        body.append("</tr></thead>\n<tbody>\n");
        rows.forEach(row -> body.append("<tr>").append(cells.apply(row)).append("</tr>\n"));
        body.append("</tbody>\n</table></div>\n</section>\n");
    }

    private static String text(String text) {
        return "<td>" + escaped(text) + "</td>";
    }

    private static String list(List<String> texts) {
        StringBuilder cell = new StringBuilder("<td>");
        texts.forEach(text -> cell.append("<div>").append(escaped(text)).append("</div>"));
        return cell.append("</td>").toString();
    }

    private static String number(int number) {
        return "<td class=\"number\">" + shown(number) + "</td>";
    }

    private static String shown(int number) {
        return Integer.toString(number);
    }

    private static String escaped(String text) {
        return Report.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
