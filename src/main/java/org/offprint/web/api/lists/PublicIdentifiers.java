package org.offprint.web.api.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.platform.database.sql.Sql;

/** Resolves identifiers to the paths of records that are public or were withdrawn. */
@ApplicationScoped
class PublicIdentifiers {

    private final Sql sql;
    private final DoiRegister dois;

    PublicIdentifiers(Sql sql, DoiRegister dois) {
        this.sql = sql;
        this.dois = dois;
    }

    /**
     * Returns the path of the record with the given DOI. After a correction, the former DOI still resolves to the
     * record.
     */
    Optional<String> pathOf(Doi doi) {
        return dois.published(doi).map(found -> "/v1/" + found.kind() + "s/" + found.id());
    }

    Optional<String> pathOf(Issn issn) {
        return one("journals", "select journal from journal_issn where issn = ?", issn.value());
    }

    Optional<String> pathOf(RorId ror) {
        return one(
                "affiliations",
                "select affiliation_end(id) from affiliation where ror = ? order by merged_into nulls first limit 1",
                ror.value());
    }

    Optional<String> pathOfSlug(String slug) {
        return one("articles", "select article from article_slug where slug = ? and published", slug)
                .or(() -> one("journals", "select journal from journal_slug where slug = ?", slug));
    }

    private Optional<String> one(String collection, String select, String value) {
        return sql.first(select, row -> row.getObject(1, UUID.class), value).map(id -> "/v1/" + collection + "/" + id);
    }
}
