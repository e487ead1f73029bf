package org.offprint.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.Problems;

/** Which article that is here a record is of, and which ones it names. */
final class KnownArticles {

    private KnownArticles() {}

    /** The article that is here already by id, DOI or what others call it; null where there is none. */
    static UUID held(Entry entry, Batch batch) {
        if (entry.id() != null && (batch.holdings.isArticle(entry.id()) || batch.holdings.isHidden(entry.id()))) {
            return entry.id();
        }
        String doi = Names.doiKey(entry.body().path("doi"));
        Holdings.Holder holder = doi == null ? null : batch.holdings.holder(doi);
        if (holder != null) {
            if (!holder.kind().equals("article")) {
                throw Refusals.taken(holder, "/doi", "DOI", batch.request.by());
            }
            return holder.id();
        }
        Set<UUID> identified = new HashSet<>();
        Names.identifiers(entry.body()).forEach(identifier -> identified.addAll(batch.holdings.identified(identifier)));
        if (identified.size() > 1) {
            throw Problems.invalid(
                    "The record",
                    List.of(Finding.at("/identifiers", "ambiguous", "Several articles have these identifiers.")));
        }
        return identified.stream().findFirst().orElse(null);
    }

    /** An article that is not here can be named by its DOI alone. */
    static void relations(Entry entry, Batch batch) {
        if (!(entry.body().path("relations") instanceof ArrayNode relations)) {
            return;
        }
        for (int i = relations.size() - 1; i >= 0; i--) {
            JsonNode relation = relations.get(i);
            UUID target = Names.idOf(relation.path("article"));
            if (target == null || batch.holdings.isArticle(target) || !(relation instanceof ObjectNode stated)) {
                continue;
            }
            if (stated.hasNonNull("doi")) {
                stated.remove("article");
            } else {
                entry.leaveOut("relations/" + i, stated);
                relations.remove(i);
            }
        }
    }
}
