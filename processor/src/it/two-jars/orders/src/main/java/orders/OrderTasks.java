package orders;

import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import dev.doge.annotations.TaskGraph;
import java.util.List;
import users.UserTasks;

/** Orders, of the users of the other jar. */
@TaskGraph(
        includes = UserTasks.class,
        bind = "userId = UserTasks.id",
        inputs = {"userId", "id"})
public class OrderTasks {
    /** Makes the tasks. */
    public OrderTasks() {}

    /**
     * One order.
     *
     * @param user whose
     * @param id of the order
     * @return the order
     */
    @Task
    public String order(String user, @Input long id) {
        return "order " + id + " of " + user;
    }

    /**
     * The orders of a user.
     *
     * @param user whose
     * @return their ids
     */
    @Task
    public List<Long> ids(String user) {
        return List.of(1L, (long) user.length());
    }
}
