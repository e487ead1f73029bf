package org.offprint.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.Sha256;

/**
 * Local copy of stored file content for a separate process, with a working folder. Content on the local disk is used
 * without a copy.
 */
public final class LocalCopy implements AutoCloseable {

    private final Path folder;
    private final Path file;

    private LocalCopy(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Finds the file content on the local disk, or copies it there.
     *
     * @throws java.nio.file.NoSuchFileException if the store does not have the content
     */
    public static LocalCopy of(FileStore store, Sha256 hash) throws IOException {
        Path folder = Files.createTempDirectory("offprint-file-");
        try {
            Files.createDirectory(folder.resolve("work"));
            Optional<Path> path = store.path(hash);
            if (path.isPresent()) {
                return new LocalCopy(folder, path.get());
            }
            Path copy = folder.resolve("source");
            try (InputStream content = store.open(hash)) {
                Files.copy(content, copy);
            }
            return new LocalCopy(folder, copy);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    public Path file() {
        return file;
    }

    /** Returns the working folder, which is initially empty and is deleted when this copy is closed. */
    public Path work() {
        return folder.resolve("work");
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
