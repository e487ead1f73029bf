package org.offprint.web.site.books;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.store.StoredBytes;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.web.cache.ArticleSource;
import org.offprint.web.site.books.PdfQueue.PdfResult;
import org.offprint.web.site.books.PdfQueue.QueuedArticle;

/**
 * Generates the PDFs of published articles that have a full text and no other PDF. The worker follows the change log
 * and queues the changed articles in {@link PdfQueue}. At startup and after a change to the theme, the worker queues
 * all articles whose PDF is missing or outdated. Each node generates one PDF at a time, and pauses between PDFs during
 * imports. If PDFs are turned off, the worker does nothing.
 */
@Startup
@ApplicationScoped
class PdfWorker {

    private static final Logger LOG = Logger.getLogger(PdfWorker.class);

    private static final int CHANGES_PER_STEP = 500;

    /** Delay of an article whose images are still being converted for browsers. */
    private static final Duration IMAGE_DELAY = Duration.ofSeconds(5);

    private final PdfQueue queue;
    private final ChangeLog log;
    private final LocalFollowers followers;
    private final Writes writes;
    private final ArticleSource documents;
    private final FullTexts texts;
    private final FileContents contents;
    private final ArticlePdf pdf;
    private final FollowerProgress<Long> progress;
    private final FollowerLoop loop;
    private volatile boolean hasQueuedOutdated;

    PdfWorker(
            PdfQueue queue,
            ChangeLog log,
            LocalFollowers followers,
            Writes writes,
            ArticleSource documents,
            FullTexts texts,
            FileContents contents,
            ArticlePdf pdf) {
        this.queue = queue;
        this.log = log;
        this.followers = followers;
        this.writes = writes;
        this.documents = documents;
        this.texts = texts;
        this.contents = contents;
        this.pdf = pdf;
        progress = queue.progress();
        loop = FollowerLoop.yielding("pdf", log, this::step);
        if (pdf.isOn()) {
            pdf.addListener(() -> hasQueuedOutdated = false);
            loop.start();
        }
    }

    /** Stops the worker before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private boolean step() {
        if (!hasQueuedOutdated) {
            hasQueuedOutdated = true;
            queue.addOutdated(pdf.making());
        }
        boolean hasChanges = followChanges();
        Optional<QueuedArticle> next = queue.claim();
        next.ifPresent(this::process);
        return hasChanges || next.isPresent();
    }

    private boolean followChanges() {
        Optional<Long> position = progress.read();
        if (position.isEmpty()) {
            writes.run(write -> progress.claimOrBeginAtEnd());
            return true;
        }
        List<Change> changes = log.after(position.get(), CHANGES_PER_STEP);
        if (changes.isEmpty()) {
            return false;
        }
        List<UUID> articles = changed(changes, Change.Kind.ARTICLE);
        List<UUID> journals = changed(changes, Change.Kind.JOURNAL);
        writes.run(write -> progress.storeIfUnchanged(position.get(), () -> {
            queue.addChanged(articles, journals);
            progress.moveTo(changes.get(changes.size() - 1).position());
            return true;
        }));
        return true;
    }

    private static List<UUID> changed(List<Change> changes, Change.Kind kind) {
        return changes.stream()
                .filter(change -> change.kind() == kind && change.isPublic())
                .map(Change::id)
                .distinct()
                .toList();
    }

    private void process(QueuedArticle queued) {
        try {
            followers.await(log.end());
            Optional<PublishedDocument> published =
                    documents.find(queued.id().toString()).filter(document -> document.withdrawal() == null);
            Optional<StoredText> text = published.flatMap(document -> texts.published(document.id(), null, ""));
            if (text.isEmpty()) {
                queue.remove(queued);
            } else if (text.get().isFinal()) {
                generate(queued, published.get(), text.get());
            } else {
                queue.delay(queued.id(), IMAGE_DELAY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("Generating the PDF of article %s failed: %s", queued.id(), e);
            queue.retry(queued, pdf.making());
        }
    }

    private void generate(QueuedArticle queued, PublishedDocument published, StoredText text)
            throws IOException, InterruptedException {
        PublishedRecord record = PublishedRecord.read(published);
        String source = EntityTag.of(
                String.join("\n", pdf.making(), published.etag(), text.tag()).getBytes(StandardCharsets.UTF_8));
        if (record.mainPdf().isPresent() || queue.isCurrent(queued.id(), source)) {
            queue.remove(queued);
            return;
        }
        Path file = Files.createTempFile("offprint-", ".pdf");
        try {
            String problem = pdf.generate(record, text, file).orElse(null);
            StoredBytes bytes = problem == null ? contents.store(file) : null;
            boolean isStored = QuarkusTransaction.requiringNew().call(() -> {
                if (bytes != null) {
                    contents.requireStored(List.of(bytes.hash()));
                }
                return queue.store(published, new PdfResult(text.version(), pdf.making(), source, bytes, problem));
            });
            if (problem != null) {
                LOG.warnf("No PDF was generated for article %s: %s", queued.id(), problem);
            }
            if (isStored) {
                queue.remove(queued);
            } else {
                // The article has changed in the meantime.
                queue.delay(queued.id(), Duration.ZERO);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
