package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.offprint.web.api.Client;

/**
 * Data directory with an initialized and migrated database that contains no records. Tests that start a service copy
 * this directory to avoid the slow first start. The first test process that needs the directory creates it, once per
 * build.
 */
final class ReadyStore {

    private ReadyStore() {}

    /** Copies the prepared database to this directory, which must not contain a database yet. */
    static void copyTo(Path data) {
        try {
            Files.createDirectories(data);
            List<String> command = new ArrayList<>(List.of("cp", "-a"));
            try (Stream<Path> entries = Files.list(made())) {
                entries.map(Path::toString).forEach(command::add);
            }
            command.add(data.toString());
            Process copy = new ProcessBuilder(command).inheritIO().start();
            if (copy.waitFor() != 0) {
                throw new AssertionError(command + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Path made() throws IOException {
        Path jar = Path.of(System.getProperty("offprint.jar"));
        long build = Files.getLastModifiedTime(jar).toMillis();
        Path ready = Path.of("target", "ready-store-" + build);
        Path lock = Path.of("target", "ready-store.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var fileLock = channel.lock()) {
            if (!Files.exists(ready)) {
                make(ready);
            }
            return ready;
        }
    }

    private static void make(Path ready) throws IOException {
        Path data = TestDatabase.temporaryDirectory();
        try (ServiceProcess service = ServiceProcess.start(data, Map.of("OFFPRINT_ADMIN_KEY", Client.ADMIN_KEY))) {
            service.awaitReady();
        }
        // Search indexes and the lock file belong to one service, so they are not copied.
        Path part = Files.createDirectories(Path.of("target", "ready-store.part"));
        TestDatabase.deleteTree(part);
        Files.createDirectories(part);
        try (Stream<Path> entries = Files.list(data)) {
            for (Path entry : entries.filter(ReadyStore::isOfDatabase).toList()) {
                move(entry, part.resolve(entry.getFileName()));
            }
        }
        TestDatabase.deleteTree(data);
        Files.move(part, ready, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isOfDatabase(Path entry) {
        String name = entry.getFileName().toString();
        return name.equals("data") || name.equals("password") || name.startsWith("pg-");
    }

    /** Moves the file with the {@code mv} command, which also works across file systems. */
    private static void move(Path from, Path to) throws IOException {
        try {
            if (new ProcessBuilder("mv", from.toString(), to.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    != 0) {
                throw new AssertionError(from + " cannot be moved to " + to);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
