package org.offprint.api.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.offprint.affiliations.Affiliation;
import org.offprint.affiliations.AffiliationRepository;
import org.offprint.affiliations.AffiliationView;
import org.offprint.api.lists.PageRequest;
import org.offprint.database.Secrets;
import org.offprint.http.caching.Reply;
import org.offprint.http.json.Json;
import org.offprint.http.paging.Cursor;
import org.offprint.http.paging.Cursors;
import org.offprint.http.paging.PageLinks;
import org.offprint.http.paging.PageWriter;
import org.offprint.http.parameters.Parameters;

/** What was merged into one affiliation, by id, a page in three statements. */
@ApplicationScoped
class MergeList {

    private final AffiliationRepository affiliations;
    private final Cursors cursors;

    MergeList(AffiliationRepository affiliations, Secrets secrets) {
        this.affiliations = affiliations;
        this.cursors = new Cursors(secrets::cursorKeys);
    }

    Response answer(PageRequest request, String id) {
        Parameters parameters = new Parameters();
        int limit = request.limit(parameters);
        parameters.check();
        UUID survivor = affiliations.get(id).id;
        String boundTo = "merges " + request.boundTo();
        Cursor cursor = request.cursor() == null ? null : cursors.decode(request.cursor(), boundTo);
        boolean backwards = cursor != null && cursor.backwards();
        List<Affiliation> found = page(survivor, cursor, limit + 1);
        boolean more = found.size() > limit;
        List<Affiliation> shown = new ArrayList<>(more ? found.subList(0, limit) : found);
        if (backwards) {
            Collections.reverse(shown);
        }
        boolean hasNext = !shown.isEmpty() && (backwards || more);
        boolean hasPrev = !shown.isEmpty() && (backwards ? more : cursor != null);
        PageLinks links = PageLinks.byCursor(
                request.request(),
                limit,
                hasNext ? cursors.encode(Cursor.after(key(shown.get(shown.size() - 1))), boundTo) : null,
                hasPrev ? cursors.encode(Cursor.before(key(shown.get(0))), boundTo) : null);
        List<byte[]> items = shown.stream()
                .map(affiliation -> Json.write(AffiliationView.of(affiliation, true)))
                .toList();
        long total = affiliations.count("mergedInto", survivor);
        return Reply.toEditors(PageWriter.write(items, total, links), null)
                .header("Link", links.header())
                .build();
    }

    private List<Affiliation> page(UUID survivor, Cursor cursor, int limit) {
        String into = "mergedInto = ?1";
        if (cursor == null) {
            return affiliations
                    .find(into + " order by id", survivor)
                    .page(0, limit)
                    .list();
        }
        String beyond = cursor.backwards() ? " and id < ?2 order by id desc" : " and id > ?2 order by id";
        return affiliations
                .find(into + beyond, survivor, UUID.fromString(cursor.keys().get(0)))
                .page(0, limit)
                .list();
    }

    private static List<String> key(Affiliation affiliation) {
        return List.of(affiliation.id.toString());
    }
}
