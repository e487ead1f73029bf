package org.offprint.app.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.jobs.ScheduledWork;

/**
 * Metrics for the program version and for storage sizes. Sizes are determined once per minute instead of for each
 * request. A metric is absent if its size cannot be determined, for example because a directory contains too many
 * files.
 */
@ApplicationScoped
class StorageMetrics {

    private static final Logger LOG = Logger.getLogger(StorageMetrics.class);

    /**
     * Maximum number of files that are counted in a directory. The size of a larger directory is not reported. The
     * limit is far above the number of files in a search index or of pending uploads.
     */
    private static final int MAX_FILES = 100_000;

    private final ScheduledWork timed;
    private final Sql sql;
    private final Path data;
    private final MultiGauge stored;

    StorageMetrics(
            ScheduledWork timed,
            Sql sql,
            MeterRegistry registry,
            @ConfigProperty(name = "offprint.data-dir") Path data,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.timed = timed;
        this.sql = sql;
        this.data = data.toAbsolutePath();
        stored = MultiGauge.builder("offprint.stored.bytes")
                .description("Bytes used by the database, by the search indexes of this node, and by its other files")
                .register(registry);
        Gauge.builder("offprint.disk.usable.bytes", this.data, StorageMetrics::usable)
                .description("Free bytes on the disk of the data directory")
                .register(registry);
        Gauge.builder("offprint.build.info", () -> 1)
                .description("Version of the running program, as a label; the value is always 1")
                .tag("version", version)
                .register(registry);
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void update() {
        timed.run(this::askAll);
    }

    private void askAll() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        // Exclude the directory "data", which contains the embedded database, from the size of the files.
        Path index = data.resolve("search");
        add(rows, "database", databaseSize());
        add(rows, "index", sizeOf(index, Set.of(), MAX_FILES));
        add(rows, "files", sizeOf(data, Set.of(index, data.resolve("data")), MAX_FILES));
        stored.register(rows, true);
    }

    private static void add(List<MultiGauge.Row<?>> rows, String what, OptionalLong bytes) {
        if (bytes.isPresent()) {
            rows.add(MultiGauge.Row.of(Tags.of("what", what), bytes.getAsLong()));
        }
    }

    private OptionalLong databaseSize() {
        try {
            return OptionalLong.of(
                    sql.first("select pg_database_size(current_database()) size", row -> row.getLong("size"))
                            .orElseThrow());
        } catch (SqlException e) {
            LOG.debugf(e, "Could not read the size of the database");
            return OptionalLong.empty();
        }
    }

    private static double usable(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /**
     * Returns the total size of the files in a directory, in bytes. Returns empty if the directory cannot be read or
     * contains more than {@code most} files.
     *
     * @param leftOut directories to exclude
     * @param most maximum number of files
     */
    static OptionalLong sizeOf(Path directory, Set<Path> leftOut, int most) {
        SizeVisitor sum = new SizeVisitor(leftOut, most);
        try {
            Files.walkFileTree(directory, sum);
        } catch (IOException e) {
            LOG.debugf(e, "Could not determine the size of the directory %s", directory);
            return OptionalLong.empty();
        }
        return sum.files > most ? OptionalLong.empty() : OptionalLong.of(sum.bytes);
    }

    private static final class SizeVisitor extends SimpleFileVisitor<Path> {

        private final Set<Path> leftOut;
        private final int most;
        private int files;
        private long bytes;

        SizeVisitor(Set<Path> leftOut, int most) {
            this.leftOut = leftOut;
            this.most = most;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return leftOut.contains(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
            return files > most ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        /**
         * Skips files that cannot be read. A file may be deleted after it was listed, and some database files are not
         * readable.
         */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
