package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The programs of PostgreSQL for all tests of a build that are not about unpacking them, which takes seconds: unpacked by
 * whichever process needs them first.
 */
public final class SharedPrograms {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private SharedPrograms() {}

    /** Links them into this data directory, which is made where it is missing; one that has them stays as it is. */
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
        // Threads of this process, of all class loaders, and other processes.
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
