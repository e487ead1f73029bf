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
import org.offprint.platform.jobs.TimedWork;

/**
 * The version of the program, and how much it stores: asked once a minute rather than when metrics are read, and within
 * bounds. A size that cannot be told is absent.
 */
@ApplicationScoped
class StoredSizes {

    private static final Logger LOG = Logger.getLogger(StoredSizes.class);

    /** More files than a search index and waiting uploads ever are; a directory with more is not walked to its end. */
    private static final int MOST_FILES = 100_000;

    private final TimedWork timed;
    private final Sql sql;
    private final Path data;
    private final MultiGauge stored;

    StoredSizes(
            TimedWork timed,
            Sql sql,
            MeterRegistry registry,
            @ConfigProperty(name = "offprint.data-dir") Path data,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.timed = timed;
        this.sql = sql;
        this.data = data.toAbsolutePath();
        stored = MultiGauge.builder("offprint.stored.bytes")
                .description("Bytes of the database, of the search indexes of this node, and of its other files")
                .register(registry);
        Gauge.builder("offprint.disk.usable.bytes", this.data, StoredSizes::usable)
                .description("Bytes that are left on the disk of the data directory")
                .register(registry);
        Gauge.builder("offprint.build.info", () -> 1)
                .description("The version of the program")
                .tag("version", version)
                .register(registry);
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void ask() {
        timed.run(this::askAll);
    }

    private void askAll() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        // The embedded database is in "data".
        Path index = data.resolve("search");
        add(rows, "database", databaseSize());
        add(rows, "index", sizeOf(index, Set.of(), MOST_FILES));
        add(rows, "files", sizeOf(data, Set.of(index, data.resolve("data")), MOST_FILES));
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
            LOG.debugf(e, "The database does not tell its size");
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
     * Returns the bytes of the files in a directory; empty where there are more files than this, or where the directory
     * cannot be read.
     *
     * @param leftOut directories in it that do not count
     */
    static OptionalLong sizeOf(Path directory, Set<Path> leftOut, int most) {
        Sum sum = new Sum(leftOut, most);
        try {
            Files.walkFileTree(directory, sum);
        } catch (IOException e) {
            LOG.debugf(e, "The size of %s cannot be told", directory);
            return OptionalLong.empty();
        }
        return sum.files > most ? OptionalLong.empty() : OptionalLong.of(sum.bytes);
    }

    private static final class Sum extends SimpleFileVisitor<Path> {

        private final Set<Path> leftOut;
        private final int most;
        private int files;
        private long bytes;

        Sum(Set<Path> leftOut, int most) {
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

        /** Files come and go while they are counted, and the database keeps some to itself. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
