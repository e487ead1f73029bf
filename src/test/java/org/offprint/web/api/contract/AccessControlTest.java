package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/**
 * Tests the access control of every operation in the contract. The test sends each operation with the key of each kind
 * of client, and compares the status with the role that the code requires.
 */
@QuarkusTest
class AccessControlTest {

    private static final String PUBLIC = "public";

    /** Operation that starts a registration run. The run belongs to both an API key and a journal. */
    private static final String RUN = "createRegistrationRun";

    /** Collections whose records belong to a journal. Editors of other journals may not change these records. */
    private static final Set<String> JOURNAL_RECORDS =
            Set.of("journals", "issues", "articles", "registrations", "usage-events");

    /**
     * Collections whose records all journals share. Any editor may create affiliations. Changing an affiliation
     * requires rights on all journals that use it.
     */
    private static final Set<String> SHARED = Set.of("affiliations");

    private static final Set<String> SERVICE_RECORDS = Set.of(
            "contributors",
            "keywords",
            "lookup",
            "api-keys",
            "people",
            "changes",
            "audit",
            "backup",
            "search-index",
            "suggest",
            "exports",
            "redirects",
            "outside-works",
            "readiness-rules",
            "references",
            "registration-accounts",
            "service",
            "usage");

    /**
     * Operations that return the records of an editor's own journals. {@code OwnRecordsTest} checks which records these
     * operations return.
     */
    private static final Set<String> OWN_JOURNAL_OPERATIONS =
            Set.of("exportRecords", "exportArchive", "listRegistrations");

    /**
     * Collections whose records belong to an API key. A job belongs to the key that started it, and rights on the job's
     * records are checked during the job. Webhooks for all journals belong to the editors of all journals.
     */
    private static final Set<String> KEY_RECORDS = Set.of("imports", "uploads", "registration-runs", "webhooks");

    /** Operations that change records of all journals. Editors of some journals are rejected. */
    private static final Set<String> ALL_JOURNALS_OPERATIONS = Set.of("mergeDuplicates");

    /** Collections whose records belong to the caller. */
    private static final Set<String> CALLER_RECORDS = Set.of("me");

    @Inject
    BeanManager beans;

    @Test
    void every_operation_accepts_only_clients_with_the_required_role() {
        ContractRecords records = new ContractRecords();
        String own = Fixtures.editorOf(records.journal);
        String other = Fixtures.editorOf(Fixtures.journal());
        Map<String, String> roles = roles();
        List<String> wrong = new ArrayList<>();
        for (Contract.Operation operation : Contract.served().operations()) {
            String role = roles.get(operation.id());
            if (role == null) {
                throw new AssertionError("No method is annotated as " + operation);
            }
            Attempt attempt = new Attempt(operation, records, wrong);
            attempt.expect("a bad key", "no-such-key", "401");
            boolean isNone = isOfImported(operation) && role.equals(PUBLIC);
            attempt.expect("nobody", null, isNone ? "404" : role.equals(PUBLIC) ? forReaders(operation) : "401");
            attempt.expect("an editor of another journal", other, isNone ? "404" : forOthers(operation, role));
            attempt.expect("its editor", own, role.equals("admin") ? "403" : forOwners(operation));
            attempt.expect("an admin", Fixtures.ADMIN_KEY, isOfImported(operation) ? "404" : taken(operation));
        }
        assertEquals(List.of(), wrong);
    }

    /**
     * Returns whether the operation returns data only for imported articles. The test uses articles without an import.
     */
    private static boolean isOfImported(Contract.Operation operation) {
        return operation.id().matches("getSource|get(Version)?FullText");
    }

    private static String forReaders(Contract.Operation operation) {
        // The article of this test has no full text, its issue has no published articles, and the service generates no
        // PDFs.
        return operation.id().matches("get(Article|Issue)Epub|getArticlePdf") ? "409" : "2..|30.";
    }

    private static String forOwners(Contract.Operation operation) {
        if (operation.id().equals(RUN)) {
            return "202|409";
        }
        if (ALL_JOURNALS_OPERATIONS.contains(operation.id())) {
            return "403";
        }
        if (isOfImported(operation)) {
            return "404";
        }
        return KEY_RECORDS.contains(ContractRecords.kind(operation)) ? forOthersJobs(operation) : taken(operation);
    }

    private static String taken(Contract.Operation operation) {
        // The operation createConfirmation returns 409 if ORCID is not configured on the node.
        // If ORCID is configured, the operation returns 422, because the example contains an unknown iD.
        return operation.id().equals("createConfirmation") ? "409|422" : "2..|30.|409";
    }

    private static String forOthersJobs(Contract.Operation operation) {
        return operation.path().contains("{") ? "404" : "20[012]";
    }

    private static String forOthers(Contract.Operation operation, String role) {
        String kind = ContractRecords.kind(operation);
        if (operation.id().equals(RUN)) {
            return "403";
        }
        if (KEY_RECORDS.contains(kind)) {
            return forOthersJobs(operation);
        }
        if (CALLER_RECORDS.contains(kind)) {
            return "200";
        }
        if (!JOURNAL_RECORDS.contains(kind) && !SHARED.contains(kind) && !SERVICE_RECORDS.contains(kind)) {
            throw new AssertionError("Add to this test who owns the records of the kind " + kind + ".");
        }
        if (role.equals(PUBLIC) || OWN_JOURNAL_OPERATIONS.contains(operation.id())) {
            return forReaders(operation);
        }
        boolean creates = operation.id().startsWith("create") || SHARED.contains(kind) && operation.isRead();
        return role.equals("admin") || JOURNAL_RECORDS.contains(kind) || !creates ? "403" : "200";
    }

    private record Attempt(Contract.Operation operation, ContractRecords records, List<String> wrong) {

        /**
         * Sends the operation, with {@code validateOnly} if possible. Records an error unless the response status
         * matches this pattern.
         */
        void expect(String who, String key, String statuses) {
            var answer = Contract.send(
                    operation.method(),
                    records.path(operation) + ContractRecords.query(operation),
                    ContractRecords.headers(operation, key),
                    records.body(operation));
            if (!Integer.toString(answer.statusCode()).matches(statuses)) {
                wrong.add(operation + " answers " + who + " " + answer.statusCode() + ", not " + statuses + ": "
                        + Contract.json(answer));
            }
        }
    }

    @Test
    void the_contract_lists_a_required_api_key_if_the_code_requires_a_role() {
        Map<String, String> stated = new TreeMap<>();
        Map<String, String> documented = new TreeMap<>();
        Map<String, String> roles = roles();
        for (Contract.Operation operation : Contract.served().operations()) {
            boolean isPublic = roles.get(operation.id()).equals(PUBLIC);
            stated.put(operation.id(), isPublic ? "[{},{\"key\":[]}]" : "[{\"key\":[]}]");
            documented.put(operation.id(), operation.node().path("security").toString());
        }
        assertEquals(stated, documented);
    }

    /** Returns the required role of each operation, keyed by operation id. */
    private Map<String, String> roles() {
        Map<String, String> roles = new TreeMap<>();
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .forEach(type -> {
                    for (Method method : type.getMethods()) {
                        Operation operation = method.getAnnotation(Operation.class);
                        if (operation != null && !operation.hidden()) {
                            String own = role(method);
                            roles.put(operation.operationId(), own != null ? own : role(type));
                        }
                    }
                });
        return roles;
    }

    private static String role(AnnotatedElement element) {
        RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
        return allowed != null ? allowed.value()[0] : element.isAnnotationPresent(PermitAll.class) ? PUBLIC : null;
    }
}
