package org.offprint.web.site.records;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.database.sql.Sql;

/** Reads journals for site pages. */
@ApplicationScoped
public class PublishedJournals {

    /** Maximum number of journals in the journal list. */
    private static final int MAX_JOURNALS = 1_000;

    private final Sql sql;

    PublishedJournals(Sql sql) {
        this.sql = sql;
    }

    /** Journal as displayed on site pages. */
    public record PublishedJournal(UUID id, String slug, JournalBody body) {

        private static PublishedJournal read(ResultSet row) throws SQLException {
            return new PublishedJournal(
                    Sql.uuid(row, "id"), row.getString("slug"), Json.read(row.getString("body"), JournalBody.class));
        }

        /** Returns the representation of the journal that is embedded in its articles. */
        public JournalRef ref() {
            return JournalRef.of(id, slug, body);
        }

        /** Returns the path of the journal's home page. */
        public String path() {
            return "/journals/" + slug;
        }

        /** Returns the path of the journal's information page. */
        public String aboutPath() {
            return path() + "/about";
        }

        /** Returns the path of the journal's issue list. */
        public String issuesPath() {
            return path() + "/issues";
        }

        /** Returns the path of the page that lists the years with articles. */
        public String articlesPath() {
            return path() + "/articles";
        }

        /** Returns the path of the article list of a year. */
        public String pathOfYear(Integer year) {
            return articlesPath() + "/" + year;
        }
    }

    /** Returns the first 1,000 journals, sorted by title. */
    public List<PublishedJournal> all() {
        return sql.list(
                "select id, slug, body from journal order by sort_key, id limit ?",
                PublishedJournal::read,
                MAX_JOURNALS);
    }

    /** Returns the only journal of the service, or empty if there are several or none. */
    public Optional<PublishedJournal> only() {
        List<PublishedJournal> first = sql.list("select id, slug, body from journal limit 2", PublishedJournal::read);
        return first.size() == 1 ? Optional.of(first.get(0)) : Optional.empty();
    }

    /** Returns the journal with the given id, slug or former slug. */
    public Optional<PublishedJournal> find(String idOrSlug) {
        return Ids.isUuidShaped(idOrSlug)
                ? sql.first(
                        "select id, slug, body from journal where id = ?", PublishedJournal::read, Ids.parse(idOrSlug))
                : sql.first(
                        "select j.id, j.slug, j.body from journal_slug s join journal j on j.id = s.journal"
                                + " where s.slug = ?",
                        PublishedJournal::read,
                        idOrSlug);
    }
}
