package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * PostgreSQL programs that the tests of a build share, because unpacking them takes seconds. The first test process
 * that needs the programs unpacks them. Only tests of the unpacking itself use separate copies.
 */
public final class SharedPostgresPrograms {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private SharedPostgresPrograms() {}

    /**
     * Links the PostgreSQL programs into this data directory, and creates it if it is missing. Does nothing if the
     * directory already contains the programs.
     */
    public static void linkInto(Path directory) {
        String name = "pg-" + PostgresBinaries.VERSION;
        Path link = directory.resolve(name);
        if (Files.exists(link)) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.createSymbolicLink(link, unpacked().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpacked() throws IOException {
        Path programs = TARGET.resolve("postgresql");
        // Locks out other processes, and other threads of this process across class loaders.
        synchronized (System.class) {
            try (FileChannel channel = FileChannel.open(
                            TARGET.resolve("postgresql.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var fileLock = channel.lock();
                    DataDirectory directory = DataDirectory.open(programs)) {
                PostgresBinaries.unpack(directory);
                return programs;
            }
        }
    }
}
