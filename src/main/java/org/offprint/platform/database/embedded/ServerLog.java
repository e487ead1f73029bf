package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.offprint.platform.database.DatabaseStartException;

/**
 * Log of the PostgreSQL server in {@code data/log}. The log has one file for each day of the week, which is overwritten
 * after a week.
 * <p>The service itself logs its failed SQL statements, so the PostgreSQL server does not log them. A week's log is
 * therefore small.
 */
final class ServerLog {

    static final List<String> SETTINGS = List.of(
            "logging_collector=on",
            "log_directory=log",
            "log_filename=postgres-%a.log",
            "log_rotation_age=1d",
            "log_rotation_size=0",
            "log_truncate_on_rotation=on",
            "log_min_messages=warning",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_checkpoints=off",
            "log_autovacuum_min_duration=-1",
            "log_timezone=UTC");

    /** Maximum age of a log file, shorter than the week after which its name is used again. */
    private static final Duration KEPT = Duration.ofDays(6);

    private final Path directory;
    private final Path early;

    /**
     * Creates the log of a PostgreSQL cluster.
     *
     * @param early file to which the server writes before its own log is open
     */
    ServerLog(Path cluster, Path early) {
        this.directory = cluster.resolve("log");
        this.early = early;
    }

    Path early() {
        return early;
    }

    Path directory() {
        return directory;
    }

    /**
     * Deletes old log files of the PostgreSQL server. The server itself truncates the file of a new day only if it is
     * running at midnight.
     */
    void tidy() {
        Instant limit = Instant.now().minus(KEPT);
        try {
            Files.deleteIfExists(early);
            for (Path file : files()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            // The PostgreSQL server must start even if old log files cannot be deleted.
        }
    }

    /**
     * Returns the newest log lines that explain why the PostgreSQL server ended, or an empty string if there are none.
     */
    String lastErrors() {
        List<String> words = new ArrayList<>();
        try {
            List<Path> sources = new ArrayList<>(files());
            sources.add(early);
            for (Path file : sources) {
                if (Files.exists(file)) {
                    words.addAll(errors(file));
                }
            }
        } catch (IOException e) {
            words.add(DatabaseStartException.reason(e));
        }
        return String.join(" | ", words.subList(Math.max(0, words.size() - 3), words.size()));
    }

    private static List<String> errors(Path file) throws IOException {
        // Any byte sequence is valid ISO 8859-1. The log messages are ASCII, but the file paths in them may have any
        // encoding.
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.matches(".*(FATAL|PANIC|HINT|error):.*"))
                    .map(line -> line.replaceFirst("^.*?(?=(FATAL|PANIC|HINT|error):)", ""))
                    .toList();
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .toList();
        }
    }
}
