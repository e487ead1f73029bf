package org.offprint.formats.fulltext.stored;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.HtmlArticle;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.http.filters.RequestLimiter;

/** Reads the JATS or HTML that texts are made of for requests, on half of the processors at most. */
@ApplicationScoped
class SourceTexts {

    private static final int RETRY_SECONDS = 5;
    private static final int MOST_WAITING = 100;
    private static final long PATIENCE_MILLIS = 10_000;

    private final FileContents contents;
    private final RequestLimiter makers = new RequestLimiter(
            "texts are made",
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            MOST_WAITING,
            PATIENCE_MILLIS,
            RETRY_SECONDS);

    SourceTexts(FileContents contents) {
        this.contents = contents;
    }

    /**
     * Makes something of a source.
     *
     * @throws UnreadableException where it is no article that can be read
     * @throws org.offprint.kernel.faults.ProblemException 503 where too many are made at once, as {@link FileContents#readText}
     *     else
     */
    <T> T make(Content source, Function<SourceArticle, T> making) {
        return makers.within(() -> {
            try {
                return making.apply(SourceArticle.read(new ByteArrayInputStream(contents.readText(source))));
            } catch (IOException e) {
                throw UnreadableException.of(e, 1);
            }
        });
    }

    /**
     * Makes the text of a page of HTML.
     *
     * @param assets returns the file that an address of the page means
     * @throws UnreadableException where it is too large
     * @throws org.offprint.kernel.faults.ProblemException the same
     */
    FullText ofHtml(Content source, Function<String, Optional<Asset>> assets) {
        if (source.size() > HtmlArticle.LARGEST) {
            throw new UnreadableException("A page of HTML has at most " + HtmlArticle.LARGEST + " bytes.", 1);
        }
        return makers.within(() -> {
            try {
                return HtmlArticle.read(new ByteArrayInputStream(contents.readText(source)), assets);
            } catch (IOException e) {
                throw UnreadableException.of(e, 1);
            }
        });
    }
}
