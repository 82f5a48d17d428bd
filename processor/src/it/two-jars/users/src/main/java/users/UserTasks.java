package users;

import dev.doge.annotations.Input;
import dev.doge.annotations.Task;

/** Class files of this jar do not hold the names of parameters. */
public class UserTasks {
    /** Makes the tasks. */
    public UserTasks() {}

    /**
     * A user.
     *
     * @param id of the user
     * @return the name
     */
    @Task
    public String user(@Input long id) {
        return "user " + id;
    }

    /**
     * Whether the user has paid.
     *
     * @param user the user
     * @return true
     */
    @Task
    public boolean premium(String user) {
        return !user.isEmpty();
    }
}
