package org.offprint.formats.fulltext.stored;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.offprint.formats.fulltext.HtmlArticle;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.LocalCopy;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.Sha256;
import org.offprint.platform.files.types.FileType;
import org.offprint.platform.files.worker.FileProcess;
import org.offprint.platform.files.worker.PdfText;
import org.offprint.platform.files.worker.UnreadableFileException;
import org.offprint.search.feed.ArticleText;
import org.offprint.search.feed.TextFeed;

/**
 * Extracts the full texts of articles for the search index, once per file. JATS files are processed sequentially in the
 * same process, and PDFs in separate processes. If a file cannot be read or exceeds the timeout, its searchable text is
 * empty.
 */
@ApplicationScoped
public class SearchableTexts implements TextFeed {

    private static final Logger LOG = Logger.getLogger(SearchableTexts.class);

    /** Version of the text extraction. Increment the version if the extracted text changes. */
    private static final int EXTRACTION_VERSION = 1;

    private static final Duration WAIT_TIMEOUT = Duration.ofMillis(500);
    private static final Duration EXTRACTION_TIMEOUT = Duration.ofSeconds(10);
    /** Delay before extraction is retried after a failure that was not caused by the file. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(60);

    private static final int MAX_IN_PROGRESS = 1_000;
    private static final long MAX_PDF_BYTES = 200_000_000;
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final Sql sql;
    private final FileStore store;
    private final Map<String, CompletableFuture<ArticleText>> inProgress = new ConcurrentHashMap<>();
    private final ExecutorService ofJats = thread("offprint-texts");
    private final ExecutorService ofPdf = thread("offprint-texts-pdf");
    private final LongAdder failed = new LongAdder();
    /**
     * Executor that extracts text from JATS and HTML files. The executor is replaced after a timeout, and only the
     * thread that processes JATS files accesses it.
     */
    private ExecutorService maker = thread("offprint-text");

    SearchableTexts(Sql sql, FileStore store) {
        this.sql = sql;
        this.store = store;
    }

    /** Thrown if a file has no extractable text, so that a retry would also fail. */
    private static final class NoTextException extends Exception {

        NoTextException(String message) {
            super(message);
        }
    }

    /** Content of a file. The field {@code text} is null if the content is in the file store. */
    private record Content(long size, byte[] text) {}

    /** Returns the number of files from which no text could be extracted since startup. */
    public LongAdder failed() {
        return failed;
    }

    @Override
    public Map<String, ArticleText> stored(Collection<String> sources) {
        Map<String, ArticleText> stored = new HashMap<>();
        if (!sources.isEmpty()) {
            sql.list(
                    "select sha256, words from searched_text where sha256 = any(?) and making = ?",
                    row -> stored.put(row.getString("sha256"), ArticleText.stored(row.getBytes("words"))),
                    sources,
                    EXTRACTION_VERSION);
        }
        return stored;
    }

    @Override
    public Map<String, ArticleText> storedOrMade(Collection<String> sources) {
        Map<String, ArticleText> texts = stored(sources);
        Map<String, Future<ArticleText>> missing = new LinkedHashMap<>();
        for (String source : sources) {
            // Do not wait again for an extraction that is already in progress.
            if (!texts.containsKey(source) && !inProgress.containsKey(source) && inProgress.size() < MAX_IN_PROGRESS) {
                missing.put(source, inProgress.computeIfAbsent(source, this::startExtraction));
            }
        }
        long deadline = System.nanoTime() + WAIT_TIMEOUT.toNanos();
        missing.forEach((source, made) -> {
            try {
                ArticleText text = made.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (text != null) {
                    texts.put(source, text);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // The caller will request the text again.
                LOG.tracef("The searchable text of file %s is not available yet", source);
            }
        });
        return texts;
    }

    private CompletableFuture<ArticleText> startExtraction(String source) {
        CompletableFuture<ArticleText> made = new CompletableFuture<>();
        ofJats.execute(() -> {
            try {
                Content content = content(source);
                if (content.text() == null && isPdf(source)) {
                    ofPdf.execute(() -> finish(source, made, () -> ofPdf(source, content.size())));
                } else {
                    finish(source, made, () -> extractWithTimeout(source, content));
                }
            } catch (IOException | NoTextException | RuntimeException e) {
                finish(source, made, () -> {
                    throw e;
                });
            }
        });
        return made;
    }

    private interface Extraction {
        ArticleText text() throws NoTextException, IOException, InterruptedException;
    }

    /**
     * Stores the extracted text. If extraction failed for a reason other than the file, nothing is stored and
     * extraction is retried later.
     */
    private void finish(String source, CompletableFuture<ArticleText> made, Extraction making) {
        ArticleText text = null;
        try {
            text = making.text();
        } catch (NoTextException | NoSuchFileException e) {
            failed.increment();
            LOG.warnf("No searchable text was extracted from file %s: %s", source, e.getMessage());
            text = ArticleText.of(List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "The text of file %s could not be extracted; extraction will be retried", source);
        }
        try {
            if (text != null) {
                store(source, text);
            }
        } catch (RuntimeException e) {
            LOG.debugf(e, "The text of file %s could not be stored; the file may have been deleted", source);
        } finally {
            if (text == null) {
                CompletableFuture.delayedExecutor(RETRY_DELAY.toSeconds(), TimeUnit.SECONDS)
                        .execute(() -> inProgress.remove(source));
            } else {
                inProgress.remove(source);
            }
            made.complete(text);
        }
    }

    private void store(String source, ArticleText text) {
        sql.update(
                "insert into searched_text (sha256, making, words) values (?, ?, ?)"
                        + " on conflict (sha256) do update set making = excluded.making, words = excluded.words",
                source,
                EXTRACTION_VERSION,
                text.toStore());
    }

    private Content content(String source) throws NoTextException {
        return sql.first(
                        "select size, text from file_content where sha256 = ?",
                        row -> new Content(row.getLong("size"), row.getBytes("text")),
                        source)
                .orElseThrow(() -> new NoTextException("The file no longer exists."));
    }

    private boolean isPdf(String source) throws IOException {
        try (InputStream content = store.open(new Sha256(source))) {
            return Arrays.equals(PDF, content.readNBytes(PDF.length));
        }
    }

    /** Extracts the text of a JATS or HTML file in a separate thread, which is abandoned after a timeout. */
    private ArticleText extractWithTimeout(String source, Content content)
            throws NoTextException, IOException, InterruptedException {
        if (content.size() > FileContents.MAX_TEXT_BYTES) {
            throw new NoTextException("The file exceeds the size limit for text extraction.");
        }
        byte[] jats = content.text();
        if (jats == null) {
            try (InputStream stored = store.open(new Sha256(source))) {
                jats = stored.readAllBytes();
            }
        }
        byte[] read = jats;
        boolean isHtml = content.text() == null && FileType.isHtml(read);
        if (isHtml && read.length > HtmlArticle.MAX_BYTES) {
            throw new NoTextException("The file exceeds the size limit for text extraction.");
        }
        Future<ArticleText> text = maker.submit(() -> isHtml
                ? SearchableText.ofHtml(new ByteArrayInputStream(read))
                : SearchableText.of(new ByteArrayInputStream(read)));
        try {
            return text.get(EXTRACTION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            text.cancel(true);
            maker.shutdownNow();
            maker = thread("offprint-text");
            throw new NoTextException("Text extraction took longer than " + EXTRACTION_TIMEOUT.toSeconds() + " s.");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnreadableException)) {
                LOG.errorf(e.getCause(), "Extracting the text of file %s failed", source);
            }
            throw new NoTextException(String.valueOf(e.getCause().getMessage()));
        }
    }

    private ArticleText ofPdf(String source, long size) throws NoTextException, IOException, InterruptedException {
        if (size > MAX_PDF_BYTES) {
            throw new NoTextException("The file exceeds the size limit for text extraction.");
        }
        try (LocalCopy pdf = LocalCopy.of(store, new Sha256(source))) {
            PdfText text = new FileProcess().text(pdf.file(), pdf.work());
            // Lines in a PDF can end within a sentence, so replace line breaks with spaces.
            return SearchableText.of(Files.readString(text.text()).replace('\n', ' '));
        } catch (UnreadableFileException e) {
            throw new NoTextException(e.getMessage());
        }
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @PreDestroy
    void stop() {
        ofJats.shutdownNow();
        ofPdf.shutdownNow();
        maker.shutdownNow();
    }
}
