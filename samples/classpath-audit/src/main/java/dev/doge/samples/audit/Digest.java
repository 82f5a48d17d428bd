package dev.doge.samples.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256, as four numbers: there is one for every class, and an array would take twice the memory. */
record Digest(long first, long second, long third, long fourth) {
    /** Stands for the digest of what cannot be read. */
    static final Digest UNKNOWN = new Digest(0, 0, 0, 0);

    static Digest of(Path file) throws IOException {
        MessageDigest sha = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha.update(buffer, 0, count);
            }
        }
        return of(sha.digest());
    }

    static Digest ofContent(byte[] content) {
        return of(sha256().digest(content));
    }

    private static Digest of(byte[] sha) {
        ByteBuffer bytes = ByteBuffer.wrap(sha);
        return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    /** Returns the digest as {@code sha256sum} prints it. */
    @Override
    public String toString() {
        return String.format("%016x%016x%016x%016x", first, second, third, fourth);
    }
}
