package org.offprint.imports.files;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.jobs.Node;

/** Directory of this node for the files of unfinished imports: {@code imports/<job>/<number>}. */
@ApplicationScoped
public class UploadDirectory {

    private final Path root;

    UploadDirectory(Node node) {
        root = node.data().resolve("imports");
    }

    /** Creates the directory for the files of an import job. */
    public Path create(UUID job) throws IOException {
        return Files.createDirectories(root.resolve(job.toString()));
    }

    /** Returns the path of a file of an import job, even if it does not exist. */
    public Path file(UUID job, int number) {
        return root.resolve(job.toString()).resolve(Integer.toString(number));
    }

    /** Returns the ids of the import jobs that have files on this node. */
    public List<UUID> jobs() {
        List<UUID> jobs = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
                for (Path directory : directories) {
                    String name = directory.getFileName().toString();
                    if (Ids.isUuidShaped(name)) {
                        jobs.add(UUID.fromString(name));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return jobs;
    }

    /** Returns the number of bytes that can still be written to the disk. */
    public long usableSpace() throws IOException {
        Files.createDirectories(root);
        return Files.getFileStore(root).getUsableSpace();
    }

    /** Removes the files of an import job. */
    public void remove(UUID job) {
        Path directory = root.resolve(job.toString());
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
