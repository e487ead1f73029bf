package org.offprint.web.api.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.people.Rights;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class ProvidedRightsTest {

    @Inject
    Sql sql;

    @Test
    void an_identity_provider_claim_grants_the_rights_of_an_admin_or_editor() {
        String journal = Fixtures.journal();
        String slug = Fixtures.asAdmin()
                .get("/v1/journals/" + journal)
                .then()
                .extract()
                .path("slug");
        assertEquals(new Rights(Rights.ADMIN, null), of("{\"realm_access\":{\"roles\":[\"x\",1,\"offprint-admin\"]}}"));
        assertEquals(Rights.editorOf(null), of("{\"realm_access\":{\"roles\":\"a offprint-editor\"}}"));
        assertEquals(
                Rights.editorOf(List.of(UUID.fromString(journal))),
                of("{\"realm_access\":{\"roles\":[\"offprint-editor:" + slug + "\",\"offprint-editor:none\"]}}"));
    }

    @Test
    void an_identity_provider_claim_without_known_roles_grants_no_rights() {
        for (String claims : new String[] {
            "{}",
            "{\"realm_access\":[]}",
            "{\"realm_access\":{\"roles\":{}}}",
            "{\"realm_access\":{\"roles\":[\"admin\",\"offprint-editor:none\",\"offprint-editor:\\u0000\",null,[]]}}"
        }) {
            assertEquals(Rights.NONE, of(claims), claims);
        }
    }

    @Test
    void user_rights_stay_unchanged_if_no_claim_is_configured() throws JsonProcessingException {
        ProvidedRights none = new ProvidedRights(Optional.empty(), sql);
        assertNull(none.of(new ObjectMapper().readTree("{\"roles\":[\"offprint-admin\"]}")));
    }

    private Rights of(String claims) {
        try {
            return new ProvidedRights(Optional.of("realm_access/roles"), sql).of(new ObjectMapper().readTree(claims));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
