package dev.doge.benchmarks.keyed;

import dev.doge.benchmarks.keyed.TreePeers.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The design that Doge takes the place of: whoever wants something sends a message with a one-shot reply; one thread takes the messages from a queue, keeps in a
 * map who waits for what, and hands the work to a pool, which sends a message when it is done. Work that needs other work asks for it with messages too.
 */
final class Dispatcher implements AutoCloseable {
    private sealed interface Message {
        /** Somebody wants a sum. */
        record Wanted(Node node, CompletableFuture<Long> reply) implements Message {}

        /** A sum is there. */
        record Done(Node node, long sum) implements Message {}

        /** Enough. */
        record Stop() implements Message {}
    }

    /** What is known of one key. */
    private static final class Entry {
        private final List<CompletableFuture<Long>> replies = new ArrayList<>(1);
        private @Nullable Long sum;
    }

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Map<Node, Entry> entries = new HashMap<>(); // of the one thread
    private final Executor pool;
    private final int nodes;
    private final Thread thread = new Thread(this::dispatch, "dispatcher");

    Dispatcher(Executor pool, int nodes) {
        this.pool = pool;
        this.nodes = nodes;
        thread.start();
    }

    CompletableFuture<Long> sum(Node node) {
        CompletableFuture<Long> reply = new CompletableFuture<>();
        messages.add(new Message.Wanted(node, reply));
        return reply;
    }

    private void dispatch() {
        try {
            List<Message> there = new ArrayList<>();
            while (true) {
                there.add(messages.take());
                messages.drainTo(there);
                for (Message message : there) {
                    if (message instanceof Message.Wanted wanted) {
                        wanted(wanted);
                    } else if (message instanceof Message.Done done) {
                        done(done);
                    } else {
                        return;
                    }
                }
                there.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wanted(Message.Wanted wanted) {
        Entry entry = entries.get(wanted.node());
        if (entry == null) {
            entry = new Entry();
            entries.put(wanted.node(), entry);
            pool.execute(() -> compute(wanted.node()));
        }
        if (entry.sum != null) {
            wanted.reply().complete(entry.sum);
        } else {
            entry.replies.add(wanted.reply());
        }
    }

    private void done(Message.Done done) {
        Entry entry = entries.get(done.node());
        if (entry != null) {
            entry.sum = done.sum();
            entry.replies.forEach(reply -> reply.complete(done.sum()));
            entry.replies.clear();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a message says how it ends
    private void compute(Node node) {
        List<CompletableFuture<Long>> parts = new ArrayList<>();
        for (int part : TreeTasks.below(node.number(), nodes)) {
            parts.add(sum(new Node(part)));
        }
        if (parts.isEmpty()) {
            finish(node, List.of());
        } else {
            CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                    .thenRunAsync(
                            () -> finish(
                                    node,
                                    parts.stream().map(CompletableFuture::join).toList()),
                            pool);
        }
    }

    private void finish(Node node, List<Long> parts) {
        messages.add(new Message.Done(node, TreeTasks.total(node.number(), parts)));
    }

    @Override
    public void close() {
        messages.add(new Message.Stop());
    }
}
