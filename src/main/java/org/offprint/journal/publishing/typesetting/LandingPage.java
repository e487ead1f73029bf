package org.offprint.journal.publishing.typesetting;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Resolves the landing page of an article: at the journal's own URL, or in this service. */
final class LandingPage {

    private LandingPage() {}

    /**
     * Returns the complete URL from the journal's template. Returns a path of this service if there is no template, or
     * if the template requires a DOI and the article has none.
     */
    static String of(String template, Manuscript manuscript) {
        boolean wantsDoi = template != null && template.contains("{doi}");
        if (template == null || wantsDoi && manuscript.body().doi() == null) {
            return "/articles/" + manuscript.slug();
        }
        String page = template.replace("{slug}", manuscript.slug())
                .replace("{id}", manuscript.id().toString());
        return wantsDoi ? page.replace("{doi}", encoded(manuscript.body().doi().value())) : page;
    }

    /** Returns the DOI percent-encoded, except for the slash, which a path can contain (RFC 3986, section 3.3). */
    private static String encoded(String doi) {
        return URLEncoder.encode(doi, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
