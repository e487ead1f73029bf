package org.offprint.platform.http.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.Startup;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    // These classes are not beans, so the service under test does not register their operations.
    static class Articles {

        @GET
        @PermitAll
        public void list() {}

        @POST
        @RolesAllowed("editor")
        @Consumes("application/json")
        @Produces("application/json")
        public void create() {}

        @GET
        @Path("{id}")
        @PermitAll
        public void one() {}

        @PUT
        @Path("{id}")
        @RolesAllowed("editor")
        public void replace() {}

        @GET
        @Path("suggest")
        @PermitAll
        public void suggest() {}

        @DELETE
        @Path("{id}/merges/{loser: [0-9]{2,3}}")
        @RolesAllowed("editor")
        public void unmerge() {}

        @GET
        @Path("doi/{doi: .+}")
        @PermitAll
        public void byDoi() {}
    }

    static class Unguarded {

        @GET
        public void open() {}

        @POST
        @PermitAll
        public void stated() {}
    }

    static class Hidden {

        @GET
        @PermitAll
        void notPublic() {}
    }

    private final Routes routes = new Routes(List.of(Articles.class));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                  | GET HEAD OPTIONS POST",
                "/42                | GET HEAD OPTIONS PUT",
                "/42/               | GET HEAD OPTIONS PUT",
                "/suggest           | GET HEAD OPTIONS",
                "/42/merges/123     | DELETE OPTIONS",
                "/42/merges/1       | ''",
                "/doi/10.1/a/b      | GET HEAD OPTIONS",
                "/42/nothing        | ''"
            })
    void the_methods_of_a_path_are_determined_by_the_most_specific_path_template(String path, String methods) {
        assertEquals(methods.isEmpty() ? Set.of() : Set.of(methods.split(" ")), routes.methods(path));
    }

    @Test
    void accepted_and_returned_media_types_are_determined_per_method() {
        assertEquals(List.of("application/json"), routes.consumes("POST", "/"));
        assertEquals(List.of(), routes.consumes("PUT", "/42"));
        assertEquals(List.of("application/json"), routes.produces("POST", "/"));
    }

    @Test
    void the_service_does_not_start_if_an_operation_has_no_access_annotation() {
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> new Routes(List.of(Articles.class, Unguarded.class)));
        assertEquals(
                "Every operation must declare who may call it (@RolesAllowed, @PermitAll, @DenyAll or"
                        + " @Authenticated, on the method or its class). Annotate these operations: Unguarded.open",
                failure.getMessage());
    }

    @Test
    void the_service_does_not_start_if_an_operation_is_not_a_public_method() {
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> new Routes(List.of(Hidden.class)));
        assertEquals(
                "Hidden.notPublic is annotated as an operation but is not public, so requests to it"
                        + " would return 404. Make the method public.",
                failure.getMessage());
    }

    @Test
    void the_service_loads_its_routes_at_startup() {
        // If the first request loaded the routes, a missing access annotation would not prevent startup.
        assertTrue(Routes.class.isAnnotationPresent(Startup.class));
    }
}
