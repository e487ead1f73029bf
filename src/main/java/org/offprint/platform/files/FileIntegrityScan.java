package org.offprint.platform.files;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.store.FileCheck;
import org.offprint.platform.files.store.FileCheck.Fault;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.Sha256;

/**
 * Continuously and slowly reads all files of articles and article versions and compares them with their hashes, because
 * disks can lose data silently. Each node starts at a random hash. Several nodes therefore share the work, and a
 * restarted node does not always begin with the same files. Faults are reported in the log, in metrics and at {@code
 * /q/health/well} until the file is intact again.
 */
@ApplicationScoped
public class FileIntegrityScan {

    private static final Logger LOG = Logger.getLogger(FileIntegrityScan.class);

    /**
     * Minimum time between the starts of two integrity scans. Without this minimum, a small store would be scanned
     * continuously.
     */
    private static final Duration BETWEEN_ROUNDS = Duration.ofHours(24);

    private static final Duration AFTER_START = Duration.ofMinutes(10);
    private static final int PAGE = 200;
    private static final long MEGABYTE = 1_000_000;

    /**
     * Selects the files of articles and article versions that are in the file store. Text files in the database are
     * excluded, because the database has its own checksums.
     */
    private static final String NAMED = "select f.sha256 from file_content f where f.text is null and f.sha256 > ?"
            + " and (exists (select from article_content c where c.sha256 = f.sha256)"
            + " or exists (select from version_file v where v.sha256 = f.sha256)) order by f.sha256 limit " + PAGE;

    private final Sql sql;
    private final FileCheck check;
    private final long bytesPerSecond;

    /** Faults found by the scan, keyed by the SHA-256 of the file. */
    private final Map<String, Fault> faults = new ConcurrentSkipListMap<>();

    private final AtomicLong bytes = new AtomicLong();
    private volatile Thread thread;

    FileIntegrityScan(
            Sql sql,
            FileStore store,
            MeterRegistry registry,
            @ConfigProperty(name = "offprint.files.check-megabytes-per-second") int megabytesPerSecond) {
        this.sql = sql;
        this.check = new FileCheck(store);
        this.bytesPerSecond = megabytesPerSecond * MEGABYTE;
        Gauge.builder("offprint.files.damaged", faults, Map::size)
                .description("Files found damaged or missing since the service started")
                .register(registry);
        Gauge.builder("offprint.files.checked.bytes", bytes, AtomicLong::get)
                .description("Bytes of files compared with their hashes since the service started")
                .register(registry);
    }

    void begin(@Observes StartupEvent start) {
        if (bytesPerSecond > 0) {
            thread = new Thread(this::run, "offprint-file-check");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    void end(@Observes ShutdownEvent stop) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            Thread.sleep(AFTER_START.toMillis());
            byte[] place = new byte[Long.BYTES];
            new SecureRandom().nextBytes(place);
            String begin = HexFormat.of().formatHex(place);
            while (true) {
                long until = System.nanoTime() + BETWEEN_ROUNDS.toNanos();
                try {
                    scan(begin);
                    begin = "";
                } catch (RuntimeException e) {
                    LOG.warnf("The file check failed and will be repeated later: %s", e);
                }
                Thread.sleep(Math.max(1_000, (until - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            // An interrupt of the scan means that the service is shutting down.
        }
    }

    /**
     * Checks all files whose hash is greater than {@code from}, which may be a prefix, at the configured read rate. The
     * method is not thread-safe.
     *
     * @return number of files read
     */
    public long scan(String from) throws InterruptedException {
        long read = 0;
        String last = from;
        for (List<String> page = referencedHashes(last); !page.isEmpty(); page = referencedHashes(last)) {
            for (String hash : page) {
                check(hash);
                last = hash;
                read++;
            }
        }
        return read;
    }

    private List<String> referencedHashes(String after) {
        return sql.list(NAMED, row -> row.getString("sha256"), after);
    }

    private void check(String hash) throws InterruptedException {
        RateLimit pace = new RateLimit();
        Optional<Fault> fault = check.check(new Sha256(hash), pace::read);
        if (pace.isInterrupted) {
            throw new InterruptedException();
        }
        if (fault.isPresent() && isReferenced(hash)) {
            if (faults.put(hash, fault.get()) == null) {
                LOG.errorf(
                        "%s Affected articles: %s. Restore the file from a backup.",
                        fault.get().message(), articles(hash));
            }
        } else if (faults.remove(hash) != null) {
            LOG.infof("The file %s is intact again", hash);
        }
    }

    /**
     * Returns whether an article or version still refers to the file, which may have been deleted since the scan
     * selected it.
     */
    private boolean isReferenced(String hash) {
        return !articles(hash).isEmpty();
    }

    private List<String> articles(String hash) {
        return sql.list(
                "select c.article::text from article_content c where c.sha256 = ?"
                        + " union select v.article::text from version_file v where v.sha256 = ? limit 10",
                row -> row.getString(1),
                hash,
                hash);
    }

    /** Returns the kinds of faults found by the scan, keyed by the SHA-256 of the file. */
    public Map<String, String> faults() {
        Map<String, String> told = new TreeMap<>();
        faults.forEach((hash, fault) -> told.put(hash, fault.kind().name().toLowerCase(Locale.ROOT)));
        return told;
    }

    /** Rate limiter that sleeps as necessary to maintain the configured read rate. */
    private final class RateLimit {

        private final long begun = System.nanoTime();
        private long read;
        private boolean isInterrupted;

        void read(int count) {
            read += count;
            bytes.addAndGet(count);
            long due = bytesPerSecond == 0 ? 0 : read * 1_000 / bytesPerSecond;
            long early = due - (System.nanoTime() - begun) / 1_000_000;
            if (early > 10 && !isInterrupted) {
                try {
                    Thread.sleep(early);
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        }
    }
}
