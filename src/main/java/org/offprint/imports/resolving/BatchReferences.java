package org.offprint.imports.resolving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.keys.ArticleIdentifiers;
import org.offprint.imports.keys.JournalKey;
import org.offprint.imports.keys.OrganizationKey;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.search.matching.AffiliationMatching;

/** References of all records in a batch, which are looked up with a few SQL statements. */
public final class BatchReferences {

    final List<JournalKey> journals = new ArrayList<>();
    final Set<UUID> issues = new HashSet<>();
    final Set<UUID> affiliations = new HashSet<>();
    final Set<String> rors = new HashSet<>();
    final Set<String> organizations = new HashSet<>();
    final Set<UUID> articles = new HashSet<>();
    final Set<String> dois = new HashSet<>();
    final Set<String> identifiers = new HashSet<>();
    final Set<String> slugs = new HashSet<>();

    public BatchReferences(Batch batch) {
        ImportRequest request = batch.request;
        if (request.journal() != null) {
            journals.add(new JournalKey(request.journal(), List.of(), null, null));
        }
        if (request.issue() != null) {
            issues.add(request.issue());
        }
        affiliations.addAll(batch.links.ids());
        batch.records.stream().filter(RecordImport::isOpen).forEach(this::add);
    }

    /**
     * Collects references to affiliations and ids of articles. A reference consists of one affiliation or several
     * alternatives.
     */
    BatchReferences(List<JsonNode> named) {
        for (JsonNode each : named) {
            addOrganizations(each);
            addId(each, articles::add);
        }
    }

    private void add(RecordImport record) {
        ObjectNode body = record.body();
        switch (record.kind()) {
            case "journal" -> {
                JournalKey key = JournalKey.of(body);
                journals.add(new JournalKey(record.id(), key.issns(), key.slug(), null));
                addId(body.path("continues"), id -> journals.add(new JournalKey(id, List.of(), null, null)));
            }
            case "affiliation" -> {
                addOrganization(body);
                addId(body.path("parent"), affiliations::add);
                addId(body.path("successor"), affiliations::add);
                addOrganizations(body.path("parent"));
                addOrganizations(body.path("successor"));
                addOwn(record, affiliations);
            }
            case "issue" -> {
                journals.add(JournalKey.of(body.path("journal")));
                addOwn(record, issues);
                addDoi(body.path("doi"));
            }
            default -> addArticle(record, body);
        }
    }

    private void addArticle(RecordImport record, ObjectNode body) {
        journals.add(JournalKey.of(body.path("journal")));
        addId(body.path("issue"), issues::add);
        addOwn(record, articles);
        addDoi(body.path("doi"));
        identifiers.addAll(ArticleIdentifiers.identifiers(body));
        if (body.path("slug").isTextual()) {
            slugs.add(body.path("slug").textValue().strip().toLowerCase(Locale.ROOT));
        }
        body.path("relations").forEach(relation -> addId(relation.path("article"), articles::add));
        addId(body.path("retraction").path("notice").path("article"), articles::add);
        addId(body.path("withdrawal").path("replacedBy"), articles::add);
        body.path("affiliations").forEach(this::addOrganization);
        for (JsonNode contributor : body.path("contributors")) {
            for (JsonNode mention : contributor.path("affiliations")) {
                addId(mention, affiliations::add);
                addOrganization(mention);
                addPrinted(mention);
            }
        }
    }

    private void addOrganizations(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::addOrganization);
        } else {
            addOrganization(node);
        }
    }

    private void addOrganization(JsonNode node) {
        OrganizationKey key = OrganizationKey.of(node);
        addId(node, affiliations::add);
        if (key.ror() != null) {
            rors.add(key.ror());
        }
        if (key.name() != null) {
            organizations.add(key.name());
        }
    }

    /** Adds the text of an affiliation without a name, because the text can be the name of an organization. */
    private void addPrinted(JsonNode mention) {
        String text = (mention.isTextual() ? mention : mention.path("text")).asText("");
        OrganizationKey key = idOf(mention) != null || mention.hasNonNull("name") ? null : OrganizationKey.ofText(text);
        if (key != null && key.name().length() <= AffiliationMatching.MAX_LENGTH) {
            organizations.add(key.name());
        }
    }

    private void addDoi(JsonNode node) {
        String key = doiKey(node);
        if (key != null) {
            dois.add(key);
        }
    }

    private static void addOwn(RecordImport record, Set<UUID> ids) {
        if (record.id() != null) {
            ids.add(record.id());
        }
    }

    private static void addId(JsonNode node, java.util.function.Consumer<UUID> add) {
        UUID id = idOf(node);
        if (id != null) {
            add.accept(id);
        }
    }

    /**
     * Returns the id from a JSON string or from the member {@code id} of a JSON object, or null if there is no valid
     * id.
     */
    public static UUID idOf(JsonNode node) {
        String id = (node.isObject() ? node.path("id") : node).asText("");
        return Ids.isUuidShaped(id) ? Ids.parse(id) : null;
    }

    /** Returns the comparison key of a DOI, or null if the JSON value is not a DOI. */
    public static String doiKey(JsonNode node) {
        try {
            return node.isTextual() ? Doi.parse(node.textValue()).key() : null;
        } catch (InvalidValueException e) {
            return null;
        }
    }
}
