package org.offprint.platform.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.identifiers.Ids;

/**
 * Identity of this node, which is the id of its data directory. A job whose files are in the data directory stores this
 * id, because no other node can run it.
 */
@ApplicationScoped
public class Node {

    private final UUID id;
    private final Path data;

    Node(@ConfigProperty(name = "offprint.data-dir") Path data) {
        this.data = data.toAbsolutePath().normalize();
        this.id = read(this.data);
    }

    /** Returns the id of this node, which is stored in its data directory. */
    public UUID id() {
        return id;
    }

    /** Returns the data directory of this node. */
    public Path data() {
        return data;
    }

    private static UUID read(Path data) {
        Path file = data.resolve("node");
        try {
            Files.createDirectories(data);
            if (!Files.exists(file)) {
                Path part = data.resolve("node.part");
                Files.writeString(part, Ids.next() + "\n");
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return UUID.fromString(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read or written", e);
        }
    }
}
