package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.record.LicenseTerms;

class TdmReservationTest {

    private static final String POLICY = "https://journal.example/policies/tdm";

    private static LicenseTerms terms(String license) {
        return new LicenseTerms(license == null ? null : License.parse(license), null, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "CC0-1.0, true",
        "https://creativecommons.org/licenses/by/4.0/, true",
        "https://creativecommons.org/licenses/by/3.0/br/, true",
        "CC-BY-SA-4.0, true",
        "CC-BY-NC-4.0, false",
        "CC-BY-ND-4.0, false",
        "CC-BY-NC-SA-4.0, false",
        "https://publisher.example/licence, false",
        "CC-BY, false"
    })
    void only_licences_that_permit_adaptation_and_commercial_use_are_open(String license, boolean isOpen) {
        assertEquals(isOpen, TdmReservation.isOpen(license));
    }

    @Test
    void without_a_policy_only_open_licences_are_declared() {
        TdmReservation reservation = new TdmReservation(Optional.empty());
        assertEquals("<meta name=\"tdm-reservation\" content=\"0\">\n", reservation.metaElements(terms("CC-BY-4.0")));
        assertEquals("", reservation.metaElements(terms("CC-BY-NC-4.0")));
        assertEquals("", reservation.metaElements(terms(null)));
        assertEquals("", reservation.metaElements(null));
        assertNull(reservation.policy());
    }

    @Test
    void with_a_policy_all_other_licences_reserve_their_rights() {
        TdmReservation reservation = new TdmReservation(Optional.of(POLICY));
        assertEquals("<meta name=\"tdm-reservation\" content=\"0\">\n", reservation.metaElements(terms("CC-BY-4.0")));
        assertEquals(
                "<meta name=\"tdm-reservation\" content=\"1\">\n"
                        + "<meta name=\"tdm-policy\" content=\"https://journal.example/policies/tdm\">\n",
                reservation.metaElements(terms("CC-BY-NC-4.0")));
        assertEquals(reservation.metaElements(terms("CC-BY-NC-4.0")), reservation.metaElements(null));
    }

    private static PublishedDocument linked(String links) {
        return new PublishedDocument(null, "reeds", null, links, null, null, null);
    }

    @Test
    void headers_state_the_same_as_the_meta_elements() {
        TdmReservation reservation = new TdmReservation(Optional.of(POLICY));
        Response open = reservation
                .addTo(
                        Response.ok(),
                        linked(
                                "<https://orcid.example/1>; rel=\"author\", <https://creativecommons.org/licenses/by/4.0/>;"
                                        + " rel=\"license\", <https://schema.org/AboutPage>; rel=\"type\""))
                .build();
        assertEquals("0", open.getHeaderString("tdm-reservation"));
        assertNull(open.getHeaderString("tdm-policy"));
        for (String links : List.of(
                "<https://creativecommons.org/licenses/by-nc/4.0/>; rel=\"license\"",
                "<https://creativecommons.org/licenses/by/4.0/>; rel=\"describes\"")) {
            Response reserved = reservation.addTo(Response.ok(), linked(links)).build();
            assertEquals("1", reserved.getHeaderString("tdm-reservation"));
            assertEquals(POLICY, reserved.getHeaderString("tdm-policy"));
            Response unset = new TdmReservation(Optional.empty())
                    .addTo(Response.ok(), linked(links))
                    .build();
            assertNull(unset.getHeaderString("tdm-reservation"));
        }
    }
}
