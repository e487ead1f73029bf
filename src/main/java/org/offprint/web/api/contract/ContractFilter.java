package org.offprint.web.api.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.info.Info;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.offprint.kernel.record.ContractAudience;

/**
 * Adds content that many operations share to the generated OpenAPI document. Only {@code ContractTest} runs this
 * filter, when it generates the document from the code.
 */
public class ContractFilter implements OASFilter {

    private static final String KEY = "key";

    /** Path suffixes in the order of an editor's workflow. Within a tag, paths with any other suffix come first. */
    private static final List<String> PATH_ORDER = List.of(
            "/articles/{id}/publication",
            "/articles/{id}/withdrawal",
            "/articles/{id}/retraction",
            "/issues/{id}/publication",
            "/versions",
            "/versions/{number}",
            "/diff",
            "/history",
            "/restoration");

    /**
     * Tags with their descriptions, in display order, which is the order of a front end's work. Tags for administrators
     * come last.
     */
    private static final Map<String, String> TAGS = new LinkedHashMap<>();

    static {
        TAGS.put("Service", "Entry point of the API, limits of the service, and redirects from former URLs.");
        TAGS.put("Articles", "Articles: readers get the newest published version, and editors a working copy.");
        TAGS.put(
                "Issues",
                "Issues of journals and their tables of contents. An issue is public after it is" + " published.");
        TAGS.put("Journals", "Journals, which contain issues and articles. A new journal is public immediately.");
        TAGS.put(
                "Affiliations",
                "Organizations with which contributors are affiliated. A new affiliation is public" + " immediately.");
        TAGS.put(
                "Files",
                "Files of articles, for example PDF, JATS, figures and data. The files of published"
                        + " versions remain available.");
        TAGS.put("Versions", "Published versions, change history, and restoration of earlier revisions.");
        TAGS.put(
                "References",
                "References to cited works: parsing and matching of reference text, and review of"
                        + " suggested matches.");
        TAGS.put("Search", "Search for contributors and keywords of published records, and autocomplete suggestions.");
        TAGS.put("Changes", "Log of all public changes, for indexing services and mirrors.");
        TAGS.put(
                "Exports",
                "Published articles in citation and metadata formats, and links between identifiers and" + " records.");
        TAGS.put("Publishing", "Operations that publish, schedule, withdraw and retract articles.");
        TAGS.put(
                "Readiness",
                "Checks of records against the requirements of indexing services, before or after" + " publication.");
        TAGS.put(
                "Registration",
                "Registration of records with Crossref and other services: status, results and errors.");
        TAGS.put(
                "Imports",
                "Imports of whole journals from files. An import runs in the background and reports an"
                        + " outcome for each record.");
        TAGS.put("Usage", "Usage statistics of published records, counted according to COUNTER 5.1.");
        TAGS.put("Webhooks", "Webhooks: signed HTTP requests that notify external systems of changes.");
        TAGS.put(
                "People",
                "People who can sign in, and their rights. Available to admins. `GET /v1/me` is"
                        + " available to all signed-in people.");
        TAGS.put("API keys", "API keys, which authorize changes. Available to admins.");
        TAGS.put("Audit", "Audit trail of changes to keys, roles, settings and backups. Available to admins.");
        TAGS.put("Backup", "Backup of all data as one file. Available to admins.");
    }

    /** Tags in the order of an editor's workflow, which determines the order of the paths. */
    private static final List<String> WORKFLOW = List.of(
            "Service",
            "Journals",
            "Affiliations",
            "Issues",
            "Articles",
            "Publishing",
            "Readiness",
            "Registration",
            "Versions",
            "References",
            "Search",
            "Exports",
            "Usage",
            "Changes",
            "Files",
            "Imports",
            "Webhooks",
            "API keys",
            "Audit",
            "People",
            "Backup");

    private static final List<PathItem.HttpMethod> METHODS = List.of(
            PathItem.HttpMethod.GET,
            PathItem.HttpMethod.POST,
            PathItem.HttpMethod.PUT,
            PathItem.HttpMethod.PATCH,
            PathItem.HttpMethod.DELETE);

    private static final String DESCRIPTION = """
        API of Offprint, a publishing back end for scholarly journals.

        - **Try it out**: press *Authorize*, paste a key, open an operation and press *Execute*. The prefilled values \
        work with the sample journal of a service that was started with `OFFPRINT_SAMPLE_DATA=true`. Replace these \
        values to use your own records.
        - **Smaller contracts**: `/openapi/readers` contains the operations that front ends need, `/openapi/editors` all \
        operations except those for admins, and `/openapi/admin` the operations for admins.
        - **Reading** requires no key. **Writing** requires an API key: `Authorization: Bearer <key>`.
        - **Editors** get working copies at the same URLs at which clients without a key get published data. \
        With `view=public`, editors also get published data.
        - **Changes** to an existing record require `If-Match` with the `ETag` that you read, or `*`.
        - **Errors** are problem documents (RFC 9457). `errors` lists all findings, each with its location.
        - **Lists**: search with `q`, narrow with filters, count with `facets`, and page with the links `next` and \
        `prev` in the body and in `Link`. Values of a repeated filter are combined with *or*, and different filters \
        with *and*.
        - **Absent values**: members without a value are omitted. Lists and maps are always present and may be empty.
        - **New values**: later versions can add values to response members whose known values are listed in \
        `x-extensible-enum`. Clients must accept unknown values of these members.
        """;

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        addInfo(contract.getInfo());
        contract.setServers(List.of(OASFactory.createServer().url("/")));
        contract.getComponents().addSecurityScheme(KEY, key());
        order(contract);
        WrapperTypes.unwrapAll(contract);
        ContractComponents.addTo(contract.getComponents());
        ContractAnswers answers = new ContractAnswers();
        contract.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> complete(path, method, operation, answers)));
        ContractFormats.complete(contract);
        ContractBodies.complete(contract);
        ContractSchemas.repair(contract);
        DefaultDescriptions.addTo(contract);
        SharedParameters.extract(contract);
    }

    private static void addInfo(Info info) {
        info.setVersion(version());
        info.setDescription(DESCRIPTION);
        info.setLicense(OASFactory.createLicense().name("Apache License 2.0").identifier("Apache-2.0"));
    }

    /** Returns the version of the build. */
    private static String version() {
        try (InputStream file = ContractFilter.class.getResourceAsStream("/version.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecurityScheme key() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("API key, without the prefix `Bearer`. The service prints the first key when it starts"
                        + " for the first time. Admins create additional keys at `/v1/api-keys`.");
    }

    /** Sorts the tags by display order, and the paths by the order of an editor's workflow. */
    private static void order(OpenAPI contract) {
        List<Tag> others = contract.getTags() == null ? List.of() : contract.getTags();
        contract.setTags(Stream.concat(
                        TAGS.entrySet().stream().map(tag -> OASFactory.createTag()
                                .name(tag.getKey())
                                .description(tag.getValue())),
                        others.stream().filter(tag -> !TAGS.containsKey(tag.getName())))
                .toList());
        Paths ordered = OASFactory.createPaths();
        contract.getPaths().getPathItems().entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, PathItem> entry) -> rank(entry.getValue()))
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
        return PATH_ORDER.stream()
                .filter(path::endsWith)
                .mapToInt(PATH_ORDER::indexOf)
                .max()
                .orElse(-1);
    }

    private static int rank(PathItem item) {
        return item.getOperations().values().stream()
                .flatMap(operation -> operation.getTags() == null ? Stream.of() : operation.getTags().stream())
                .mapToInt(tag -> WORKFLOW.contains(tag) ? WORKFLOW.indexOf(tag) : WORKFLOW.size())
                .min()
                .orElse(WORKFLOW.size());
    }

    private static void complete(
            String path, PathItem.HttpMethod method, Operation operation, ContractAnswers answers) {
        boolean isPublic =
                operation.getSecurity() == null || operation.getSecurity().isEmpty();
        if (isPublic) {
            operation.setSecurity(List.of(OASFactory.createSecurityRequirement(), requirement()));
        } else {
            List<String> roles = operation
                    .getSecurity()
                    .get(0)
                    .getSchemes()
                    .values()
                    .iterator()
                    .next();
            Prose.add(operation, "*Requires " + credentials(roles) + ".*");
            operation.addExtension(
                    ContractAudience.EXTENSION,
                    roles.contains("admin") ? ContractAudience.ADMIN : ContractAudience.EDITORS);
            operation.setSecurity(List.of(requirement()));
        }
        ContractLists.complete(operation);
        ContractParameters.complete(path, operation);
        answers.complete(path, method, operation, isPublic);
    }

    private static String credentials(List<String> roles) {
        return roles.contains("admin")
                ? "the key of an admin"
                : roles.contains("usage")
                        ? "the key of an editor, or a key with the role `usage`"
                        : roles.contains("person")
                                ? "the key of an editor, or a signed-in person"
                                : "the key of an editor";
    }

    private static SecurityRequirement requirement() {
        return OASFactory.createSecurityRequirement().addScheme(KEY, List.of());
    }

    /** Moves parameters that many operations share into the components section, to keep the OpenAPI document small. */
    private static final class SharedParameters {

        private static final List<String> NAMES =
                List.of("If-Match", "Idempotency-Key", "Prefer", "validateOnly", "cursor", "limit", "view");

        private SharedParameters() {}

        static void extract(OpenAPI contract) {
            contract.getPaths().getPathItems().values().stream()
                    .flatMap(item -> item.getOperations().values().stream())
                    .filter(operation -> operation.getParameters() != null)
                    .forEach(operation -> operation.setParameters(operation.getParameters().stream()
                            .map(parameter -> shared(parameter, contract.getComponents()))
                            .toList()));
        }

        /**
         * Returns a reference to the shared parameter of the same name, or the given parameter if its definition
         * differs.
         */
        private static Parameter shared(Parameter parameter, Components components) {
            String name = parameter.getName();
            if (!NAMES.contains(name)) {
                return parameter;
            }
            if (components.getParameters() == null
                    || !components.getParameters().containsKey(name)) {
                components.addParameter(name, parameter);
            }
            return components.getParameters().get(name).equals(parameter)
                    ? OASFactory.createParameter().ref(name)
                    : parameter;
        }
    }
}
