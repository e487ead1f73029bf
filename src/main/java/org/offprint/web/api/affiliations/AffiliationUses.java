package org.offprint.web.api.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Caller;

/** Finds the working copies, published articles and affiliations that refer to an affiliation. */
@ApplicationScoped
class AffiliationUses {

    /**
     * SQL query for the given affiliations and all affiliations merged into them. If an article refers to a merged
     * affiliation, readers see the merge target.
     */
    private static final String WITH_MERGED = "select each.id from affiliation n"
            + " cross join lateral affiliation_with_merged(n.id) as each (id) where n.id = any(?)";

    private static final String JOURNALS =
            "select a.journal from article_affiliation u join article a on a.id = u.article"
                    + " where u.affiliation in (" + WITH_MERGED + ") union select p.journal from published_affiliation"
                    + " u join published_article p on p.article ="
                    + " u.article where u.affiliation"
                    + " in (" + WITH_MERGED + ")";

    private static final String USERS = "select '/v1/articles/' || article path from article_affiliation"
            + " where affiliation = ?"
            + " union select '/v1/articles/' || article from published_affiliation where affiliation = ?"
            + " union select '/v1/affiliations/' || id from affiliation where ? in (parent, successor, merged_into)";

    private static final int MAX_LISTED_USERS = 10;

    private final Sql sql;
    private final Caller caller;

    AffiliationUses(Sql sql, Caller caller) {
        this.sql = sql;
        this.caller = caller;
    }

    /**
     * Requires that the caller edits every journal that uses the given affiliation.
     *
     * @throws org.offprint.kernel.faults.ProblemException 403 if a journal that the caller does not edit uses the
     *     affiliation
     */
    void requireEditorOfUsers(UUID affiliation) {
        requireEditorOfUsers(Set.of(affiliation));
    }

    /**
     * Requires that the caller edits every journal that uses any of the given affiliations.
     *
     * @throws org.offprint.kernel.faults.ProblemException 403 if a journal that the caller does not edit uses one of
     *     the affiliations
     */
    void requireEditorOfUsers(Set<UUID> affiliations) {
        Optional<Set<UUID>> own = caller.journals();
        if (own.isEmpty()) {
            return;
        }
        boolean othersToo = sql.list(JOURNALS, row -> Sql.uuid(row, "journal"), affiliations, affiliations).stream()
                .anyMatch(journal -> !own.get().contains(journal));
        if (othersToo) {
            throw Problems.forbidden(
                    "The affiliation is used by journals that you do not edit. Only an admin or an editor of"
                            + " all journals may change, merge or delete the affiliation.");
        }
    }

    /**
     * Requires that no article or other affiliation refers to the given affiliation.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 with the paths of up to 10 referring records
     */
    void requireUnused(UUID affiliation) {
        List<String> some = sql.list(
                USERS + " order by 1 limit " + MAX_LISTED_USERS,
                row -> row.getString("path"),
                affiliation,
                affiliation,
                affiliation);
        if (!some.isEmpty()) {
            long total = sql.first(
                            "select count(*) from (" + USERS + ") users",
                            row -> row.getLong(1),
                            affiliation,
                            affiliation,
                            affiliation)
                    .orElseThrow();
            throw Problems.inUse("affiliation", some, total);
        }
    }
}
