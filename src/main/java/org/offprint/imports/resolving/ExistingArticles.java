package org.offprint.imports.resolving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportOutcome;
import org.offprint.imports.batch.RecordFindings;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.keys.ArticleIdentifiers;
import org.offprint.imports.keys.JournalKey;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;

/** Finds the existing article that an imported record updates, and the articles to which the record refers. */
public final class ExistingArticles {

    private ExistingArticles() {}

    /** Returns the existing article with the same id, DOI or other identifier, or null if there is none. */
    public static UUID existing(RecordImport record, Batch batch) {
        if (record.id() != null && (batch.resolved.isArticle(record.id()) || batch.resolved.isHidden(record.id()))) {
            return record.id();
        }
        String doi = BatchReferences.doiKey(record.body().path("doi"));
        ResolvedReferences.RecordHolder holder = doi == null ? null : batch.resolved.holder(doi);
        if (holder != null) {
            if (!holder.kind().equals("article")) {
                throw RecordFindings.duplicate(holder, "/doi", "DOI", batch.request.by());
            }
            return holder.id();
        }
        Set<UUID> identified = identified(record, doi, batch);
        if (identified.size() > 1) {
            throw Problems.invalid(
                    "The record",
                    List.of(Finding.at(
                            "/identifiers",
                            "ambiguous",
                            "The identifiers must identify exactly one article, but several articles have them.")));
        }
        return identified.stream().findFirst().orElse(null);
    }

    /**
     * Returns the existing articles with the same identifiers as an imported record. Most identifiers are assigned by
     * publishers, who may number the articles of each journal from 1. A publisher's identifier identifies an article
     * only within its journal, and only if the articles do not have different DOIs. Identifiers shared by articles with
     * different DOIs are reported.
     */
    private static Set<UUID> identified(RecordImport record, String doi, Batch batch) {
        Set<UUID> identified = new HashSet<>();
        Predicate<UUID> isItsJournal = journal(record, batch);
        for (String identifier : ArticleIdentifiers.identifiers(record.body())) {
            String type = identifier.substring(0, identifier.indexOf(' '));
            boolean isUnique = ArticleIdentifiers.isUnique(type);
            List<ResolvedReferences.IdentifiedArticle> others = new ArrayList<>();
            for (ResolvedReferences.IdentifiedArticle other : batch.resolved.identified(identifier)) {
                boolean isOfIt = isItsJournal.test(other.journal()) && !ArticleIdentifiers.isShared(type);
                boolean isAnother = doi != null && other.doi() != null;
                if (isUnique || isOfIt && !isAnother) {
                    identified.add(other.id());
                } else if (isOfIt) {
                    others.add(other);
                }
            }
            if (doi != null && !isUnique && !ArticleIdentifiers.isShared(type)) {
                reportShared(record, identifier, doi, others, batch);
            }
        }
        return identified;
    }

    /**
     * Reports an identifier that several articles share, once per record. The report names an existing article with
     * this identifier, otherwise an earlier article of the import.
     */
    private static void reportShared(
            RecordImport record,
            String identifier,
            String doi,
            List<ResolvedReferences.IdentifiedArticle> others,
            Batch batch) {
        String before =
                batch.resolved.firstDoiWith(identifier + " " + record.body().path("journal"), doi);
        Optional<ResolvedReferences.IdentifiedArticle> held =
                others.stream().min(Comparator.comparing(ResolvedReferences.IdentifiedArticle::id));
        if (held.isEmpty() && doi.equals(before)) {
            return;
        }
        String other = held.map(one -> one.doi() + " (" + ImportOutcome.path("article", one.id()) + ")")
                .orElse(before);
        String more = others.size() < 2 ? "" : " and " + (others.size() - 1) + " more";
        String text = identifier + " also belongs to " + other + more
                + ". The DOIs differ, so the articles are treated as different.";
        record.reportUnplaced("identifiers", TextNode.valueOf(text));
    }

    /**
     * Returns a predicate that matches the journal of the imported record. If neither the record nor the import states
     * a journal, the predicate matches every journal.
     */
    private static Predicate<UUID> journal(RecordImport record, Batch batch) {
        JsonNode named = record.body().path("journal");
        if (DefaultJournal.isNeeded(named, batch)) {
            UUID usual = batch.request.journal();
            return journal -> usual == null || usual.equals(journal);
        }
        UUID known = batch.resolved.journals.find(JournalKey.of(named)).orElse(null);
        return journal -> journal.equals(known);
    }

    /**
     * Removes relations to articles that do not exist in this service. If a relation to a missing article has a DOI,
     * only the article id is removed from it.
     */
    public static void removeUnknownRelations(RecordImport record, Batch batch) {
        if (!(record.body().path("relations") instanceof ArrayNode relations)) {
            return;
        }
        for (int i = relations.size() - 1; i >= 0; i--) {
            JsonNode relation = relations.get(i);
            UUID target = BatchReferences.idOf(relation.path("article"));
            if (target == null || batch.resolved.isArticle(target) || !(relation instanceof ObjectNode stated)) {
                continue;
            }
            if (stated.hasNonNull("doi")) {
                stated.remove("article");
            } else {
                record.reportUnplaced("relations/" + i, stated);
                relations.remove(i);
            }
        }
    }
}
