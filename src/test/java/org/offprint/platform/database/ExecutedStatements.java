package org.offprint.platform.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records each distinct SQL statement that tests execute on a running service. The statements can then be checked
 * against an older PostgreSQL version than the one used in tests.
 */
final class ExecutedStatements {

    /** Directory with one file per process of the last test run. Each line of a file is one SQL statement as JSON. */
    private static final Path DIRECTORY = Path.of("target/statements");

    private static final Path FILE = DIRECTORY.resolve(System.getProperty("test.fork", "other") + ".jsonl");

    /**
     * Name of the system property that is set after this process has truncated its file. All class loaders share system
     * properties.
     */
    private static final String BEGUN = "offprint.test.statements";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private ExecutedStatements() {}

    static void add(String sql) {
        if (KNOWN.add(sql)) {
            write(sql);
        }
    }

    private static void write(String sql) {
        synchronized (System.class) {
            try {
                boolean isFirst = System.getProperty(BEGUN) == null;
                System.setProperty(BEGUN, "true");
                StandardOpenOption how = isFirst ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
                Files.createDirectories(DIRECTORY);
                Files.writeString(
                        FILE,
                        JSON.writeValueAsString(sql) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        how);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the SQL statements of the last test run, or an empty list if there was no run. */
    static List<String> ofTheLastRun() {
        try {
            if (!Files.exists(DIRECTORY)) {
                return List.of();
            }
            return lines().stream()
                    .map(ExecutedStatements::read)
                    .filter(sql -> !sql.equals("batch"))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DIRECTORY)) {
            for (Path file : files) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static String read(String line) {
        try {
            return JSON.readValue(line, String.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
