package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * PostgreSQL programs shared by all tests of a build that do not test unpacking, because unpacking takes seconds. The
 * first process that needs the programs unpacks them.
 */
public final class SharedPostgresPrograms {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private SharedPostgresPrograms() {}

    /**
     * Links the programs into this data directory, which is created if missing. Does nothing if the directory has the
     * programs.
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
        // Locks out threads of this process, across class loaders, and other processes.
        synchronized (System.class) {
            try (FileChannel channel = FileChannel.open(
                            TARGET.resolve("postgresql.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock();
                    DataDirectory directory = DataDirectory.open(programs)) {
                PostgresBinaries.unpack(directory);
                return programs;
            }
        }
    }
}
