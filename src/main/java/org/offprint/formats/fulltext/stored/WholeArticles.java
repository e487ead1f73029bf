package org.offprint.formats.fulltext.stored;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.offprint.formats.fulltext.jats.JatsArticle;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.VersionFile;

/**
 * Writes published articles as JATS with the full text of the published source file. The JATS output is generated for
 * each request.
 */
@ApplicationScoped
public class WholeArticles {

    private static final Logger LOG = Logger.getLogger(WholeArticles.class);

    private final FileContents contents;
    private final SourceTexts sources;

    WholeArticles(FileContents contents, SourceTexts sources) {
        this.contents = contents;
        this.sources = sources;
    }

    /**
     * Files of a published article version.
     *
     * @param source source file of the full text; null if there is no source file
     * @param others files for readers, sorted by name
     */
    public record Files(VersionFile source, List<VersionFile> others) {

        /** Returns a string that identifies the files of the version, for entity tags. */
        public String tag() {
            String hashes = others.stream()
                    .map(file -> file.name() + ' ' + file.content().sha256())
                    .collect(Collectors.joining("\n"));
            return (source == null
                            ? ""
                            : source.version() + " " + source.content().sha256())
                    + '\n'
                    + hashes
                    + '\n'
                    + JatsArticle.VERSION;
        }
    }

    /** Returns the files of the newest article version. */
    public Files files(UUID article) {
        Map<Boolean, List<VersionFile>> files =
                contents.published(article).stream().collect(Collectors.partitioningBy(VersionFile::isForReaders));
        return new Files(files.get(false).stream().findFirst().orElse(null), files.get(true));
    }

    /**
     * Writes an article with its full text as JATS.
     *
     * @param record article record in the format {@code jats}, without the envelope
     * @param address returns the URL of a file
     * @param addresses returns the URL for any other reference
     * @return full text as a complete XML document, or null if the version has no readable full text
     * @throws org.offprint.kernel.faults.ProblemException 503 if too many sources are read at the same time
     */
    public String jats(
            Files files, String record, Function<VersionFile, String> address, UnaryOperator<String> addresses) {
        VersionFile source = files.source();
        if (source == null) {
            return null;
        }
        Map<String, Asset> assets = new LinkedHashMap<>();
        files.others()
                .forEach(file -> assets.put(
                        file.name(),
                        new Asset(
                                address.apply(file),
                                file.content().mediaType(),
                                null,
                                null,
                                file.content().size(),
                                null)));
        ArticleAssets named = new ArticleAssets(source.name(), assets);
        try {
            return sources.withinLimit(
                    () -> JatsArticle.of(record, sources.read(source.content()), href -> named.apply(href)
                            .map(Asset::address)
                            .orElseGet(() -> addresses.apply(href))));
        } catch (UnreadableException e) {
            // Log at debug level, because the first failure to render the source file was already logged as a warning.
            LOG.debugf(
                    "The JATS of article %s is written without its full text, which cannot be read: %s",
                    source.article(), e.getMessage());
            return null;
        }
    }
}
