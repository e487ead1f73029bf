package org.offprint.web.api.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.offprint.journal.affiliations.Affiliation;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;

/**
 * Lists the affiliations that were merged into an affiliation, sorted by id. Reading a page takes three SQL statements.
 */
@ApplicationScoped
class MergeList {

    private final StoredPages pages;

    MergeList(StoredPages pages) {
        this.pages = pages;
    }

    <T> Reply<T> answer(PageRequest request, String id) {
        UUID survivor = Affiliation.require(id).id;
        return pages.page(
                request,
                "merges",
                (from, backwards, limit) -> rows(survivor, from, backwards, limit),
                affiliation -> affiliation.id.toString(),
                affiliation -> Json.write(AffiliationView.of(affiliation, true)),
                Affiliation.count("mergedInto", survivor));
    }

    private List<Affiliation> rows(UUID survivor, String from, boolean backwards, int limit) {
        String into = "mergedInto = ?1";
        if (from == null) {
            return Affiliation.<Affiliation>find(into + " order by id", survivor)
                    .page(0, limit)
                    .list();
        }
        String beyond = backwards ? " and id < ?2 order by id desc" : " and id > ?2 order by id";
        return Affiliation.<Affiliation>find(into + beyond, survivor, UUID.fromString(from))
                .page(0, limit)
                .list();
    }
}
