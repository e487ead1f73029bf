package org.offprint.services.citations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.issues.IssueRef;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.platform.database.sql.Sql;

/**
 * Exports citation links as the two CSV tables that OpenCitations accepts, META-CSV and CITS-CSV. Both tables cover the
 * same works and are generated in chunks of 200 articles, ordered by article id.
 */
@ApplicationScoped
public class OpenCitations {

    private static final int ARTICLES = 200;

    private static final String META =
            "\"id\",\"title\",\"author\",\"pub_date\",\"venue\",\"volume\",\"issue\",\"page\","
                    + "\"type\",\"publisher\",\"editor\"\r\n";
    private static final String CITATIONS =
            "\"citing_id\",\"citing_publication_date\",\"cited_id\",\"cited_publication_date\"\r\n";

    private static final String COUNTING =
            "citation c join published_article s on s.article = c.citing and not s.withdrawn"
                    + " left join published_article t on t.article = c.cited and not t.withdrawn";
    private static final String LEADS = "(t.article is not null and t.article <> c.citing or c.doi_key is not null)";

    private final Sql sql;

    OpenCitations(Sql sql) {
        this.sql = sql;
    }

    /** Chunk of a CSV table. {@code next} is the position of the next chunk; null at the end of the table. */
    public record Piece(String csv, String next) {}

    /**
     * Returns the next chunk of the CSV table of citations.
     *
     * @param after position of the chunk; null for the first chunk
     */
    public Piece citations(String after) {
        UUID place = after == null ? new UUID(0, 0) : UUID.fromString(after);
        List<UUID> citing = sql.list(
                "select distinct c.citing from " + COUNTING + " where c.citing > ? and " + LEADS
                        + " order by c.citing limit ?",
                row -> Sql.uuid(row, "citing"),
                place,
                ARTICLES);
        StringBuilder csv = new StringBuilder(after == null ? CITATIONS : "");
        if (!citing.isEmpty()) {
            sql.list(
                    "select distinct c.citing, s.doi citing_doi, v.body -> 'dates' ->> 'published' citing_date, c.cited,"
                            + " t.doi cited_doi, w.body -> 'dates' ->> 'published' cited_date, c.doi_key from "
                            + COUNTING
                            + " left join article_version v on v.article = s.article and v.number = s.version"
                            + " left join article_version w on w.article = t.article and w.number = t.version"
                            + " where c.citing = any(?) and " + LEADS + " order by c.citing, c.cited, c.doi_key",
                    row -> csv.append(line(
                            id(Sql.uuid(row, "citing"), row.getString("citing_doi")),
                            row.getString("citing_date"),
                            row.getString("doi_key") == null
                                    ? id(Sql.uuid(row, "cited"), row.getString("cited_doi"))
                                    : "doi:" + row.getString("doi_key").toLowerCase(Locale.ROOT),
                            row.getString("cited_date"))),
                    citing);
        }
        return new Piece(
                csv.toString(),
                citing.size() < ARTICLES ? null : citing.get(citing.size() - 1).toString());
    }

    /**
     * Returns the next chunk of the CSV table of citing and cited works. External works come last, ordered by DOI.
     *
     * @param after position of the chunk; null for the first chunk
     */
    public Piece meta(String after) {
        String header = after == null ? META : "";
        if (after != null && after.startsWith("doi:")) {
            return externalWorks(after.substring(4));
        }
        UUID place = after == null ? new UUID(0, 0) : UUID.fromString(after);
        List<ArticleView> articles = sql.list(
                "select p.document from published_article p where p.article > ? and not p.withdrawn and (exists (select from "
                        + COUNTING + " where c.citing = p.article and " + LEADS + ") or exists (select from " + COUNTING
                        + " where c.cited = p.article and c.citing <> p.article)) order by p.article limit ?",
                row -> Json.read(row.getBytes("document"), ArticleView.class),
                place,
                ARTICLES);
        String csv = header + articles.stream().map(OpenCitations::line).collect(Collectors.joining());
        return articles.size() < ARTICLES
                ? new Piece(csv, "doi:")
                : new Piece(csv, articles.get(articles.size() - 1).id().toString());
    }

    private Piece externalWorks(String after) {
        List<String> dois = sql.list(
                "select distinct c.doi_key from " + COUNTING
                        + " where c.doi_key > ? and t.article is null order by c.doi_key limit ?",
                row -> row.getString("doi_key"),
                after,
                ARTICLES);
        String csv = dois.stream()
                .map(doi -> line("doi:" + doi.toLowerCase(Locale.ROOT), "", "", "", "", "", "", "", "", "", ""))
                .collect(Collectors.joining());
        return new Piece(csv, dois.size() < ARTICLES ? null : "doi:" + dois.get(dois.size() - 1));
    }

    private static String line(ArticleView article) {
        ArticleBody body = article.body();
        IssueRef issue = article.issue();
        Doi doi = body.doi();
        String issns = article.journal().issns().stream()
                .map(issn -> "issn:" + issn.value())
                .collect(Collectors.joining(" "));
        PartialDate published = body.dates() == null ? null : body.dates().published();
        return line(
                id(article.id(), doi == null ? null : doi.value()),
                body.title(),
                people(body, ContributorRole.AUTHOR),
                published == null ? "" : published.toString(),
                article.journal().title() + (issns.isEmpty() ? "" : " [" + issns + "]"),
                issue == null ? "" : issue.volume(),
                issue == null ? "" : issue.number(),
                pages(body.pages()),
                "journal article",
                article.journal().publisher(),
                "");
    }

    private static String id(UUID article, String doi) {
        return doi == null ? "temp:" + article : "doi:" + doi.toLowerCase(Locale.ROOT);
    }

    private static String pages(Pages pages) {
        return pages == null ? "" : pages.first() + "-" + (pages.last() == null ? pages.first() : pages.last());
    }

    private static String people(ArticleBody body, ContributorRole role) {
        List<String> people = new ArrayList<>();
        for (Contributor each : body.contributors()) {
            if (each.role() == role) {
                String name = Stream.of(each.family() == null ? each.name() : each.family(), each.given())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
                people.add(
                        each.orcid() == null
                                ? name
                                : name + " [orcid:" + each.orcid().bare() + "]");
            }
        }
        return String.join("; ", people);
    }

    private static String line(String... cells) {
        return Stream.of(cells)
                .map(cell -> '"'
                        + (cell == null ? "" : cell.replaceAll("[\\r\\n]+", " ").replace("\"", "\"\""))
                        + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
