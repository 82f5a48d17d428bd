package users;

import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import dev.doge.annotations.TaskGraph;

/** Greets whatever user the including class has. */
@TaskGraph(partial = true)
public final class Greetings {
    private Greetings() {}

    /**
     * A greeting.
     *
     * @param user whom
     * @param locale in which language
     * @return the greeting
     */
    @Task
    public static String greeting(String user, @Input String locale) {
        return (locale.equals("fr") ? "Bonjour " : "Hello ") + user;
    }
}
