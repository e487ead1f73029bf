package org.offprint.platform.files;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.files.images.WebImages;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.Sha256;
import org.offprint.platform.files.store.StoredBytes;
import org.offprint.platform.files.types.FileFormat;
import org.offprint.platform.files.worker.FileProcess;
import org.offprint.platform.files.worker.UnreadableFileException;
import org.offprint.platform.jobs.ScheduledWork;

/**
 * Converts the images of published articles to versions for browsers. Each node converts one image at a time. If an
 * image is unreadable, the failure is recorded and the conversion is not retried. After other failures, the conversion
 * is retried twice.
 */
@ApplicationScoped
class ImageVersionWorker {

    private static final Logger LOG = Logger.getLogger(ImageVersionWorker.class);

    private static final int ATTEMPTS = 3;

    /**
     * Lease duration of an image, longer than any conversion takes. If a node fails, another node converts the image
     * after the lease expires.
     */
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Delay before the first retry of an image conversion. The delay before the second retry is four times as long. */
    private static final Duration RETRY_DELAY = Duration.ofMinutes(10);

    private final ScheduledWork timed;
    private final Sql sql;
    private final FileStore store;
    private final FileContents contents;
    private final FileProcess process = new FileProcess();

    ImageVersionWorker(ScheduledWork timed, Sql sql, FileStore store, FileContents contents) {
        this.timed = timed;
        this.sql = sql;
        this.store = store;
        this.contents = contents;
    }

    /** Queued image that will be converted to versions for browsers. */
    private record QueuedImage(String sha256, String mediaType, int attempts) {}

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void processQueue() {
        AtomicBoolean isMore = new AtomicBoolean(true);
        while (isMore.getAndSet(false)) {
            timed.run(() -> claim().ifPresent(waiting -> {
                make(waiting);
                isMore.set(true);
            }));
        }
    }

    private Optional<QueuedImage> claim() {
        return sql.first(
                "update image_work set attempts = attempts + 1, next_at = now() + make_interval(secs => ?)"
                        + " where sha256 = (select sha256 from image_work where next_at <= now() order by next_at"
                        + " for update skip locked limit 1) returning sha256, media_type, attempts",
                row -> new QueuedImage(row.getString("sha256"), row.getString("media_type"), row.getInt("attempts")),
                LEASE.toSeconds());
    }

    private void make(QueuedImage image) {
        if (image.attempts() > ATTEMPTS) {
            giveUp(image, "The service ended during each attempt to process the image.");
            return;
        }
        try (LocalCopy original = LocalCopy.of(store, new Sha256(image.sha256()))) {
            FileFormat format = FileFormat.ofMediaType(image.mediaType()).orElse(FileFormat.BINARY);
            store(image, process.images(original.file(), format, original.work()));
        } catch (UnreadableFileException e) {
            giveUp(image, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            if (image.attempts() == ATTEMPTS) {
                giveUp(image, "Processing failed: " + e);
            } else {
                LOG.warnf(
                        "Failed to create versions of image %s; the attempt will be repeated later: %s",
                        image.sha256(), e);
                sql.update(
                        "update image_work set next_at = now() + make_interval(secs => ?) where sha256 = ?",
                        RETRY_DELAY.toSeconds() * image.attempts() * image.attempts(),
                        image.sha256());
            }
        }
    }

    private void store(QueuedImage image, WebImages made) throws IOException {
        Map<WebImage, StoredBytes> stored = new LinkedHashMap<>();
        for (WebImage version : made.versions()) {
            stored.put(version, contents.store(version.file()));
        }
        QuarkusTransaction.requiringNew().run(() -> {
            contents.requireStored(
                    stored.values().stream().map(StoredBytes::hash).toList());
            storeResult(image, made.width(), made.height(), null);
            stored.forEach((version, bytes) -> sql.update(
                    "insert into image_version (sha256, size, made, media_type, width, height, bytes)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    image.sha256(),
                    version.size().term(),
                    bytes.hash().value(),
                    version.format().mediaType(),
                    version.width(),
                    version.height(),
                    bytes.size()));
        });
        made.notes().forEach(note -> LOG.infof("Image %s: %s", image.sha256(), note));
    }

    private void giveUp(QueuedImage image, String problem) {
        LOG.warnf("No versions were created for image %s: %s", image.sha256(), problem);
        QuarkusTransaction.requiringNew().run(() -> storeResult(image, null, null, problem));
    }

    /** Replaces the stored result for an image and removes it from the queue. */
    private void storeResult(QueuedImage image, Integer width, Integer height, String problem) {
        sql.update("delete from image where sha256 = ?", image.sha256());
        sql.update(
                "insert into image (sha256, width, height, problem) select sha256, ?::int, ?::int, ?::text from"
                        + " file_content where sha256 = ?",
                width,
                height,
                problem,
                image.sha256());
        sql.update("delete from image_work where sha256 = ?", image.sha256());
    }
}
