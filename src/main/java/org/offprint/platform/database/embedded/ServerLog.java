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
 * Log of the PostgreSQL server in {@code data/log}. The log has one file per day of the week, which is overwritten
 * after a week.
 *
 * <p>The PostgreSQL server does not log failed statements of the service, because the service itself logs these
 * statements. Therefore, the log of a week is small.
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

    /** Maximum age of a log file. After seven days, the same day of the week needs an empty file. */
    private static final Duration KEPT = Duration.ofDays(6);

    private final Path directory;
    private final Path early;

    /**
     * Creates the log of a PostgreSQL cluster.
     *
     * @param early file to which the server writes before its log is open
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
     * Deletes old log files of the PostgreSQL server. If the server is down at midnight, it does not truncate the log
     * file of the new day.
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
            // If old log files cannot be deleted, the PostgreSQL server must start nevertheless.
        }
    }

    /** Returns the newest log lines that explain why the PostgreSQL server ended, or an empty string. */
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
        // ISO 8859-1 can decode any byte. The log messages are ASCII, but file paths in them may have any encoding.
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
