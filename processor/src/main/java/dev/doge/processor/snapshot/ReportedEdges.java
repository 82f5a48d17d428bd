package dev.doge.processor.snapshot;

import static java.util.stream.Collectors.joining;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The edges of a JSON report.
 *
 * @param schema the schema of the report
 * @param edges its edges; none if it is of a schema that is not known
 */
record ReportedEdges(int schema, Set<JsonObject> edges) {
    private static final Pattern POSITION = Pattern.compile("at line (\\d+) column (\\d+)");
    private static final List<String> HEAD = List.of("from", "kind", "to");

    /** Says why a text is no report. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** A line of a difference. */
    private record Change(JsonObject edge, String sign) {
        String text() {
            String rest = edge.entrySet().stream()
                    .filter(member -> !HEAD.contains(member.getKey()))
                    .sorted(Map.Entry.comparingByKey())
                    .map(member -> member.getKey() + " " + plain(member.getValue()))
                    .collect(joining(", "));
            return sign + " " + member("from") + " " + member("kind") + " " + member("to")
                    + (rest.isEmpty() ? "" : " (" + rest + ")");
        }

        String member(String name) {
            return plain(edge.get(name));
        }

        private static String plain(JsonElement value) {
            return value.isJsonPrimitive() ? value.getAsString() : value.toString();
        }
    }

    /** Reads a report; its edges only if it is of the schema that is known. */
    static ReportedEdges of(String json, int known) throws Unreadable {
        if (!(parsed(json) instanceof JsonObject report) || !isInteger(report.get("schema"))) {
            throw new Unreadable("it is not a report of Doge: it names no schema");
        }
        int schema = report.get("schema").getAsInt();
        Set<JsonObject> edges = new LinkedHashSet<>();
        if (schema != known) {
            return new ReportedEdges(schema, edges);
        }
        if (!(report.get("edges") instanceof JsonArray array)) {
            throw new Unreadable("it is not a report of Doge: it has no edges");
        }
        for (JsonElement element : array) {
            if (!(element instanceof JsonObject edge) || !HEAD.stream().allMatch(name -> isText(edge.get(name)))) {
                throw new Unreadable("it is not a report of Doge: this is no edge: " + element);
            }
            edges.add(edge);
        }
        return new ReportedEdges(schema, edges);
    }

    private static JsonElement parsed(String json) throws Unreadable {
        if (json.isBlank()) {
            throw new Unreadable("it is empty");
        }
        try {
            JsonReader reader = new JsonReader(new StringReader(json));
            reader.setStrictness(Strictness.STRICT);
            JsonElement parsed = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new Unreadable("it is not JSON");
            }
            return parsed;
        } catch (IOException | JsonParseException e) {
            Matcher position = POSITION.matcher(String.valueOf(e.getMessage()));
            throw new Unreadable("it is not JSON"
                    + (position.find() ? ": see line " + position.group(1) + ", column " + position.group(2) : ""));
        }
    }

    private static boolean isInteger(@Nullable JsonElement value) {
        return value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isNumber()
                && value.getAsString().matches("\\d{1,9}");
    }

    private static boolean isText(@Nullable JsonElement value) {
        return value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isString();
    }

    /** Returns the edges that are in one of the two only: {@code - page needs user}, {@code + page lazy user}. */
    List<String> changesTo(ReportedEdges later) {
        List<Change> changes = new ArrayList<>();
        edges.stream().filter(edge -> !later.edges.contains(edge)).forEach(edge -> changes.add(new Change(edge, "-")));
        later.edges.stream().filter(edge -> !edges.contains(edge)).forEach(edge -> changes.add(new Change(edge, "+")));
        return changes.stream()
                .sorted(Comparator.comparing((Change change) -> change.member("from"))
                        .thenComparing(change -> change.member("to"))
                        .thenComparingInt(change -> change.sign.equals("-") ? 0 : 1)
                        .thenComparing(Change::text))
                .map(Change::text)
                .toList();
    }
}
