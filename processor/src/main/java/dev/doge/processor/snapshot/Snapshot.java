package dev.doge.processor.snapshot;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** DOGE080, DOGE081: a report that people have read and committed, with which the graph is compared. Only edges count. */
public final class Snapshot {
    private static final int MOST_LINES = 40;

    private final Path file;
    private final int schema;
    private final String version;

    /**
     * Names a snapshot.
     *
     * @param file where it is, or would be
     * @param schema the schema of the reports of this processor
     * @param version the version of this processor, for messages
     */
    public Snapshot(Path file, int schema, String version) {
        this.file = file.toAbsolutePath().normalize();
        this.schema = schema;
        this.version = version;
    }

    /**
     * Compares a graph with the snapshot.
     *
     * @param taskClass the class of the graph
     * @param json its report
     * @param written where the report is
     * @return what has changed, or why that cannot be said
     */
    public Optional<Diagnostic> compare(TaskClass taskClass, String json, String written) {
        String copy = "cp " + Shell.quoted(written) + " " + Shell.quoted(file.toString());
        String graph = "the graph of " + taskClass.simpleName();
        ReportedEdges now;
        ReportedEdges then;
        try {
            now = ReportedEdges.of(json, schema);
            then = ReportedEdges.of(Files.readString(file), schema);
        } catch (NoSuchFileException e) {
            Path folder = Objects.requireNonNull(file.getParent()); // it was resolved against one
            return Optional.of(Diagnostic.at(taskClass.place(), Id.DOGE080, graph + " has no snapshot")
                    .why("there is no " + file)
                    .help("make the first one: "
                            + (Files.notExists(folder) ? "mkdir -p " + Shell.quoted(folder.toString()) + " && " : "")
                            + copy));
        } catch (CharacterCodingException e) {
            return Optional.of(unreadable(taskClass, "it is not UTF-8", copy));
        } catch (IOException e) {
            return Optional.of(unreadable(taskClass, String.valueOf(e), copy));
        } catch (ReportedEdges.Unreadable e) {
            return Optional.of(unreadable(taskClass, e.getMessage(), copy));
        }
        if (then.schema() != schema) {
            return Optional.of(
                    Diagnostic.at(taskClass.place(), Id.DOGE081, "the snapshot of " + graph + " is of another schema")
                            .why("snapshot: " + file)
                            .why("it is of schema " + then.schema() + "; doge-processor " + version + " writes schema "
                                    + schema)
                            .help("compare the two by eye, then accept the graph as it is: " + copy));
        }
        List<String> changes = then.changesTo(now);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Diagnostic differs = Diagnostic.at(taskClass.place(), Id.DOGE080, graph + " differs from its snapshot")
                .why("snapshot: " + file);
        for (String change : changes.subList(0, Math.min(MOST_LINES, changes.size()))) {
            differs = differs.why(change);
        }
        if (changes.size() > MOST_LINES) {
            differs = differs.why("... and " + (changes.size() - MOST_LINES) + " more");
        }
        return Optional.of(differs.help("if the change is meant, accept it: " + copy));
    }

    private Diagnostic unreadable(TaskClass taskClass, String why, String copy) {
        return Diagnostic.at(
                        taskClass.place(),
                        Id.DOGE081,
                        "the snapshot of the graph of " + taskClass.simpleName() + " cannot be read")
                .why("snapshot: " + file)
                .why(why)
                .help("restore it, or accept the graph as it is: " + copy);
    }
}
