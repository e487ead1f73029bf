package org.offprint.web.api.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.info.Info;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Completes the generated document: whatever is the same for many operations is said here, by rule. It runs where the
 * contract is made from the code, which is in {@code ContractTest} alone.
 */
public class ContractFilter implements OASFilter {

    private static final String KEY = "key";

    /** The order in which an editor works; paths of a tag that end otherwise come first. */
    private static final List<String> PATHS = List.of(
            "/articles/{id}/publication",
            "/articles/{id}/withdrawal",
            "/articles/{id}/retraction",
            "/issues/{id}/publication",
            "/versions",
            "/versions/{number}",
            "/diff",
            "/history",
            "/restoration");

    /** In the order in which an editor works. */
    private static final Map<String, String> TAGS = new LinkedHashMap<>();

    static {
        TAGS.put("Service", "The way in.");
        TAGS.put("Journals", "What everything else belongs to. Public at once.");
        TAGS.put("Affiliations", "The organizations that contributors belong to. Public at once.");
        TAGS.put("Issues", "Readers see an issue once it is published.");
        TAGS.put("Articles", "Editors change a working copy; readers see the newest published version.");
        TAGS.put("Publishing", "What readers get: publish, schedule, withdraw, retract.");
        TAGS.put("Readiness", "What indexing services will miss in a record, told before it is published.");
        TAGS.put(
                "Registration",
                "What is registered with Crossref and other services, what became of it, and what stands against it.");
        TAGS.put("Versions", "What was published when, who changed what, and going back.");
        TAGS.put("References", "The works that articles cite: their printed words taken apart, parts accepted.");
        TAGS.put("Search", "People, keywords and suggestions of what is published.");
        TAGS.put("Exports", "Published articles in the formats of others, and where they lead to.");
        TAGS.put("Usage", "How often people open what is published, as COUNTER 5.1 counts it.");
        TAGS.put("Changes", "What indexing services follow: everything that readers can see changing.");
        TAGS.put(
                "Files", "The text of articles as PDF or JATS, figures, data: uploaded, kept with each version, read.");
        TAGS.put("Imports", "Whole journals out of files, done in the background, with an outcome for each record.");
        TAGS.put("Webhooks", "Other systems are told of what changes, by signed requests.");
        TAGS.put("API keys", "Who may write. For admins.");
        TAGS.put("Audit", "Who did what to keys, roles, settings and backups. For admins.");
        TAGS.put("People", "Who signs in, and with what rights. For admins, but for the first.");
        TAGS.put("Backup", "The whole store in one file. For admins.");
    }

    private static final List<PathItem.HttpMethod> METHODS = List.of(
            PathItem.HttpMethod.GET,
            PathItem.HttpMethod.POST,
            PathItem.HttpMethod.PUT,
            PathItem.HttpMethod.PATCH,
            PathItem.HttpMethod.DELETE);

    private static final String ABOUT = """
            The publishing back end of scholarly journals.

            - **To try it**, press *Authorize*, paste a key, open an operation and press *Execute*. What is filled in works \
            with the sample journal of a service that was started with `OFFPRINT_SAMPLE_DATA=true`; write over it to do \
            the same with records of your own.
            - **Reading** needs no key. **Writing** needs one: `Authorization: Bearer <key>`.
            - **Editors** get working copies at the same URLs where readers get what is published; `view=public` shows \
            them what readers see.
            - **Changes** name the state they change: send the `ETag` you read as `If-Match`, or `*`.
            - **Errors** are problem documents (RFC 9457); `errors` lists everything that is wrong, with its place.
            - **Lists** are searched by `q`, narrowed by filters, counted by `facets`, and walked by their links `next` \
            and `prev`, in the body and in `Link`. A filter given again is or, different ones are and.
            - Members without a value are left out; lists and maps are always there.
            """;

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        about(contract.getInfo());
        contract.setServers(List.of(OASFactory.createServer().url("/")));
        contract.getComponents().addSecurityScheme(KEY, key());
        order(contract);
        StatedTypes.putInPlace(contract);
        ContractComponents.addTo(contract.getComponents());
        contract.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> complete(path, method, operation)));
        ContractFormats.complete(contract);
        ContractBodies.complete(contract);
        ContractSchemas.repair(contract);
    }

    private static void about(Info info) {
        info.setDescription(ABOUT);
        info.setLicense(OASFactory.createLicense().name("Apache License 2.0").identifier("Apache-2.0"));
    }

    private static SecurityScheme key() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(
                        "An API key, without the word Bearer. The first one is printed when the service starts for the first"
                                + " time; admins make more at `/v1/api-keys`.");
    }

    /** Tags as an editor works, and paths as their tags. */
    private static void order(OpenAPI contract) {
        List<String> order = new ArrayList<>(TAGS.keySet());
        List<Tag> others = contract.getTags() == null ? List.of() : contract.getTags();
        contract.setTags(Stream.concat(
                        TAGS.entrySet().stream().map(tag -> OASFactory.createTag()
                                .name(tag.getKey())
                                .description(tag.getValue())),
                        others.stream().filter(tag -> !order.contains(tag.getName())))
                .toList());
        Paths ordered = OASFactory.createPaths();
        contract.getPaths().getPathItems().entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, PathItem> entry) -> rank(entry.getValue(), order))
                        .thenComparingInt(entry -> rank(entry.getKey())))
                .forEach(entry -> ordered.addPathItem(entry.getKey(), inOrder(entry.getValue())));
        contract.setPaths(ordered);
    }

    private static PathItem inOrder(PathItem item) {
        Map<PathItem.HttpMethod, Operation> operations = item.getOperations();
        operations.keySet().forEach(method -> item.setOperation(method, null));
        METHODS.forEach(method -> item.setOperation(method, operations.get(method)));
        return item;
    }

    private static int rank(String path) {
        return PATHS.stream()
                .filter(path::endsWith)
                .mapToInt(PATHS::indexOf)
                .max()
                .orElse(-1);
    }

    private static int rank(PathItem item, List<String> order) {
        return item.getOperations().values().stream()
                .flatMap(operation -> operation.getTags() == null ? Stream.of() : operation.getTags().stream())
                .mapToInt(tag -> order.contains(tag) ? order.indexOf(tag) : order.size())
                .min()
                .orElse(order.size());
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        boolean isPublic =
                operation.getSecurity() == null || operation.getSecurity().isEmpty();
        if (isPublic) {
            operation.setSecurity(List.of(OASFactory.createSecurityRequirement(), requirement()));
        } else {
            String role = operation
                            .getSecurity()
                            .get(0)
                            .getSchemes()
                            .values()
                            .iterator()
                            .next()
                            .contains("admin")
                    ? "admin"
                    : "editor";
            Prose.add(operation, "*Needs the key of an " + role + ".*");
            operation.setSecurity(List.of(requirement()));
        }
        ContractLists.complete(operation);
        ContractParameters.complete(operation);
        ContractAnswers.complete(path, method, operation, isPublic);
    }

    private static SecurityRequirement requirement() {
        return OASFactory.createSecurityRequirement().addScheme(KEY, List.of());
    }
}
