package org.offprint.formats.fulltext.stored;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.HtmlArticle;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.http.filters.RequestLimiter;

/** Reads the JATS and HTML sources of full texts. Reading and rendering use at most half of the processors. */
@ApplicationScoped
class SourceTexts {

    private static final int RETRY_SECONDS = 5;
    private static final int MAX_WAITING = 100;
    private static final long WAIT_TIMEOUT_MILLIS = 10_000;

    private final FileContents contents;
    private final RequestLimiter limiter = new RequestLimiter(
            "full-text requests",
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            MAX_WAITING,
            WAIT_TIMEOUT_MILLIS,
            RETRY_SECONDS);

    SourceTexts(FileContents contents) {
        this.contents = contents;
    }

    /**
     * Runs a task that reads or renders full-text sources, within the limit for concurrent tasks.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if too many sources are read at the same time
     */
    <T> T withinLimit(Supplier<T> work) {
        return limiter.within(work);
    }

    /**
     * Reads a JATS file. Call this method only within {@link #withinLimit}.
     *
     * @throws UnreadableException if the source is not a readable article
     * @throws org.offprint.kernel.faults.ProblemException see {@link FileContents#readText}
     */
    SourceArticle read(Content source) {
        try {
            return SourceArticle.read(new ByteArrayInputStream(contents.readText(source)));
        } catch (IOException e) {
            throw UnreadableException.of(e, 1);
        }
    }

    /**
     * Renders the full text of an HTML page. Call this method only within {@link #withinLimit}.
     *
     * @param assets returns the file for a URL in the page
     * @throws UnreadableException if the page is too large
     * @throws org.offprint.kernel.faults.ProblemException see {@link FileContents#readText}
     */
    FullText ofHtml(Content source, Function<String, Optional<Asset>> assets) {
        if (source.size() > HtmlArticle.MAX_BYTES) {
            throw new UnreadableException(
                    "The HTML page is too large. The limit is " + HtmlArticle.MAX_BYTES + " bytes.", 1);
        }
        try {
            return HtmlArticle.read(new ByteArrayInputStream(contents.readText(source)), assets);
        } catch (IOException e) {
            throw UnreadableException.of(e, 1);
        }
    }
}
