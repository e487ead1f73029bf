package org.offprint.web.api.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.offprint.kernel.json.JsonPatches;

/** Adds default descriptions to common members, request bodies and successful responses. */
final class DefaultDescriptions {

    private static final Map<String, String> MEMBERS = new LinkedHashMap<>();

    static {
        MEMBERS.put("id", "Id of the record.");
        MEMBERS.put("slug", "Name of the record in URLs.");
        MEMBERS.put("revision", "Revision of the record, which increases with each change.");
        MEMBERS.put("createdAt", "Time at which the record was created.");
        MEMBERS.put("updatedAt", "Time of the last change to the record.");
        MEMBERS.put("startedAt", "Time at which the job or run started. Omitted until then.");
        MEMBERS.put("endedAt", "Time at which the job or run ended. Omitted until then.");
        MEMBERS.put("affiliation", "Affiliation record that may match the stated affiliation.");
        MEMBERS.put("links", "URLs of related resources by name, for example `self`.");
        MEMBERS.put("total", "Total number of records on all pages.");
        MEMBERS.put("page", "Page size, and links to the pages of the list.");
        MEMBERS.put("didYouMean", "Corrected query that has matches. Present only if `q` matches no records.");
        MEMBERS.put(
                "highlights", "Matching excerpts by member name. Present only if the request has `highlight=true`.");
    }

    private final Map<String, Schema> schemas;

    private DefaultDescriptions(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    /** Describes common members, for example {@code id}, in the given schemas. */
    static void addTo(Map<String, Schema> schemas) {
        schemas.values().stream()
                .filter(schema -> schema.getProperties() != null)
                .forEach(schema -> MEMBERS.forEach((name, description) -> {
                    Schema member = schema.getProperties().get(name);
                    if (member != null) {
                        Prose.addWhereNone(member, description);
                    }
                }));
    }

    /** Describes the request bodies and the successful responses of all operations. */
    static void addTo(OpenAPI contract) {
        DefaultDescriptions descriptions =
                new DefaultDescriptions(contract.getComponents().getSchemas());
        contract.getPaths().getPathItems().values().forEach(item -> item.getOperations()
                .forEach(descriptions::complete));
    }

    private void complete(HttpMethod method, Operation operation) {
        if (operation.getRequestBody() != null) {
            Schema schema =
                    schema(operation.getRequestBody().getContent(), "application/json", JsonPatches.MERGE_PATCH);
            if (schema != null) {
                Prose.addWhereNone(operation.getRequestBody(), schema);
            }
        }
        boolean isRead = method == HttpMethod.GET || method == HttpMethod.POST && !takesIfMatch(operation);
        operation.getResponses().getAPIResponses().values().forEach(response -> {
            if (!isRead) {
                Prose.addWhereNone(response, "The changed record.");
            } else if (response.getContent() != null) {
                Schema schema = schema(response.getContent(), "application/json");
                if (schema != null) {
                    Prose.addWhereNone(response, schema);
                }
            }
        });
    }

    private static boolean takesIfMatch(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(each -> "If-Match".equals(each.getName()));
    }

    /** Returns the shared schema of the first given media type that has one, or null if none has. */
    private Schema schema(Content content, String... mediaTypes) {
        for (String type : mediaTypes) {
            Schema schema = content.getMediaType(type) == null
                    ? null
                    : content.getMediaType(type).getSchema();
            if (schema != null && schema.getRef() != null) {
                return schemas.get(schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1));
            }
        }
        return null;
    }
}
