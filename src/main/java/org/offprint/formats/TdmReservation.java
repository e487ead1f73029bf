package org.offprint.formats;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.text.HtmlEscaping;
import org.offprint.platform.settings.Settings;

/**
 * Reservation of the rights to text and data mining, according to the TDM Reservation Protocol (W3C TDMRep). An article
 * with an open licence reserves no rights. All other articles reserve their rights only if the operator has configured
 * the URL of a policy, because only rightsholders can reserve rights.
 */
@Singleton
public class TdmReservation {

    public static final String HEADER = "tdm-reservation";
    public static final String POLICY_HEADER = "tdm-policy";

    private static final String RESERVED = "1";

    /** Names of the Creative Commons licences and dedications that permit adaptation and commercial use. */
    private static final List<String> OPEN = List.of("CC0 ", "Public Domain Mark ", "CC BY ", "CC BY-SA ");

    private final String policy;

    TdmReservation(@ConfigProperty(name = "offprint.tdm-policy") Optional<String> policy) {
        this.policy = policy.map(Settings.TDM_POLICY::checked).orElse(null);
    }

    /** Returns the URL of the operator's policy, or null if none is configured. */
    public String policy() {
        return policy;
    }

    /** Returns whether a licence with the given URL permits text and data mining for every purpose. */
    public static boolean isOpen(String license) {
        String name;
        try {
            name = license == null ? null : License.parse(license).name();
        } catch (InvalidValueException e) {
            return false;
        }
        return name != null && OPEN.stream().anyMatch(name::startsWith);
    }

    /**
     * Adds the reservation of a published article to a response with a text or file of the article. Without a policy and
     * without an open licence, adds nothing.
     */
    public Response.ResponseBuilder addTo(Response.ResponseBuilder response, PublishedDocument article) {
        String value = value(SignpostingLinks.license(article.links()));
        if (value != null) {
            response.header(HEADER, value);
            if (value.equals(RESERVED)) {
                response.header(POLICY_HEADER, policy);
            }
        }
        return response;
    }

    /** Returns the reservation of an article as HTML meta elements; empty if nothing is declared. */
    public String metaElements(LicenseTerms terms) {
        String value =
                value(terms == null || terms.url() == null ? null : terms.url().value());
        if (value == null) {
            return "";
        }
        return meta(HEADER, value) + (value.equals(RESERVED) ? meta(POLICY_HEADER, policy) : "");
    }

    private static String meta(String name, String content) {
        return "<meta name=\"" + name + "\" content=\"" + HtmlEscaping.escape(content) + "\">\n";
    }

    /**
     * Returns the reservation of an article with the given licence: {@code 0} if no rights are reserved, {@code 1} if
     * they are reserved, or null if nothing is declared.
     *
     * @param license URL of the licence; null if there is none
     */
    public String value(String license) {
        return isOpen(license) ? "0" : policy == null ? null : RESERVED;
    }
}
