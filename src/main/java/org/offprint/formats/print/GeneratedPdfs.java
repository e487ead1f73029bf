package org.offprint.formats.print;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.Finding;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.FileContents.Content;

/**
 * PDFs that the service has generated from the full texts of published articles. An article has a generated PDF only if
 * it has a full text in JATS or HTML and no uploaded PDF.
 */
@ApplicationScoped
public class GeneratedPdfs {

    /** Name of the format in URLs. */
    public static final String NAME = "pdf";

    public static final String TITLE = "PDF";
    public static final String MEDIA_TYPE = "application/pdf";

    private static final Logger LOG = Logger.getLogger(GeneratedPdfs.class);

    private static final Finding OFF = Finding.at(
            "/files",
            "pdf-off",
            "The service generates no PDFs, because offprint.print.typst names no typesetting program. Upload a PDF, or"
                    + " run `npm install --prefix typst @myriaddreamin/typst-ts-node-compiler@0.7.0` and start the service with"
                    + " OFFPRINT_PRINT_TYPST=typst.");

    private static final Finding MISSING_TEXT = Finding.at(
            "/files",
            "full-text-required",
            "The article has no full text from which a PDF can be generated. Upload a PDF or the full text in JATS or"
                    + " HTML, and publish the article again.");

    private final Sql sql;
    private final Optional<ArticlePrinter> printer;

    GeneratedPdfs(
            Sql sql,
            @ConfigProperty(name = "offprint.print.typst") Optional<Path> typst,
            @ConfigProperty(name = "offprint.print.fonts") List<Path> fonts) {
        this.sql = sql;
        printer = typst.flatMap(path -> printer(path, fonts));
    }

    private static Optional<ArticlePrinter> printer(Path typst, List<Path> fonts) {
        try {
            return Optional.of(new ArticlePrinter(TypstEngine.of(typst, fonts)));
        } catch (IOException e) {
            LOG.errorf("The service generates no PDFs: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Result of generating the PDF of an article.
     *
     * @param content the PDF in the file store; null if it could not be generated
     * @param problem reason why the PDF could not be generated; null if there is a PDF
     */
    public record GeneratedPdf(Content content, String problem) {

        /** Returns the error that states why the PDF could not be generated. */
        public Finding finding() {
            return Finding.at("/files", "pdf-failed", problem);
        }
    }

    /** Returns whether the service generates PDFs, which requires a typesetting program. */
    public boolean isOn() {
        return printer.isPresent();
    }

    /**
     * Returns the printer of articles.
     *
     * @throws java.util.NoSuchElementException if the service generates no PDFs
     */
    public ArticlePrinter printer() {
        return printer.orElseThrow();
    }

    /**
     * Returns the result of generating the PDF for the newest version of an article. Returns empty if there is no
     * result yet, if the article is withdrawn, or if the service generates no PDFs.
     */
    public Optional<GeneratedPdf> find(UUID article) {
        return isOn()
                ? sql.first(
                        "select g.sha256, g.size, g.problem from generated_pdf g"
                                + " join published_article p on p.article = g.article and p.version = g.version"
                                + " where g.article = ? and not p.withdrawn",
                        row -> new GeneratedPdf(
                                row.getString("sha256") == null
                                        ? null
                                        : new Content(row.getString("sha256"), row.getLong("size"), MEDIA_TYPE),
                                row.getString("problem")),
                        article)
                : Optional.empty();
    }

    /**
     * Returns the reason why the newest version of an article cannot have a generated PDF. Returns empty if the PDF
     * exists or has not been generated yet.
     *
     * @param hasText whether the article has a full text in JATS or HTML
     */
    public Optional<Finding> missing(UUID article, boolean hasText) {
        if (!isOn()) {
            return Optional.of(OFF);
        }
        return hasText
                ? find(article).filter(pdf -> pdf.content() == null).map(GeneratedPdf::finding)
                : Optional.of(MISSING_TEXT);
    }
}
