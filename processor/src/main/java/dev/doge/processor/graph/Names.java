package dev.doge.processor.graph;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What names may be, and what becomes of them. */
public final class Names {
    private static final Set<String> KEYWORDS = words(
            "abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally"
                    + " float for goto if implements import instanceof int interface long native new package private"
                    + " protected public return short static strictfp super switch synchronized this throw throws"
                    + " transient try void volatile while true false null _");
    private static final Map<String, String> RESERVED = reserved();

    private Names() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    private static Map<String, String> reserved() {
        Map<String, String> reserved = new TreeMap<>();
        for (String name : words("clone equals finalize getClass hashCode notify notifyAll toString wait")) {
            reserved.put(name, "Object has a method of this name");
        }
        for (String name : words("tasks toMermaid toDot toJson")) {
            reserved.put(name, "Graph has a method of this name");
        }
        reserved.put("of", "the generated class has a method of this name");
        return reserved;
    }

    public static boolean isLegal(String name) {
        return !name.isEmpty()
                && Character.isJavaIdentifierStart(name.codePointAt(0))
                && name.codePoints().allMatch(Character::isJavaIdentifierPart)
                && name.codePoints().noneMatch(Character::isIdentifierIgnorable)
                && !KEYWORDS.contains(name);
    }

    /** Returns the nearest legal name. */
    public static String legalised(String name) {
        StringBuilder legal = new StringBuilder();
        boolean upper = false;
        for (int codePoint : name.codePoints().toArray()) {
            if (!Character.isJavaIdentifierPart(codePoint) || Character.isIdentifierIgnorable(codePoint)) {
                upper = legal.length() > 0;
            } else if (legal.length() == 0 && !Character.isJavaIdentifierStart(codePoint)) {
                legal.append('_').appendCodePoint(codePoint);
            } else {
                legal.appendCodePoint(upper ? Character.toUpperCase(codePoint) : codePoint);
                upper = false;
            }
        }
        String result = legal.length() == 0 ? "task" : legal.toString();
        return KEYWORDS.contains(result) ? (result.equals("_") ? "task" : result + "Task") : result;
    }

    /** Returns who has a method of this name, so that no request method can. */
    public static Optional<String> reservedBy(String name) {
        return Optional.ofNullable(RESERVED.get(name));
    }

    /** Returns the name of a constant, {@code USER_NAME} for {@code userName}. */
    public static String constant(String name) {
        StringBuilder constant = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = i > 0
                    && Character.isUpperCase(c)
                    && (Character.isLowerCase(name.charAt(i - 1))
                            || Character.isDigit(name.charAt(i - 1))
                            || (i + 1 < name.length()
                                    && Character.isUpperCase(name.charAt(i - 1))
                                    && Character.isLowerCase(name.charAt(i + 1))));
            constant.append(begins ? "_" : "").append(c);
        }
        return constant.toString().toUpperCase(Locale.ROOT);
    }

    /** Returns a name with its first letter in lower case. */
    public static String decapitalised(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** Returns a name with its first letter in upper case. */
    public static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Returns a text in quotes, on one line. */
    public static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
