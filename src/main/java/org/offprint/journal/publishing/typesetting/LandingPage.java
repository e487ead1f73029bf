package org.offprint.journal.publishing.typesetting;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Resolves the landing page of an article: at the journal's own address, or here. */
final class LandingPage {

    private LandingPage() {}

    /**
     * The whole address by the journal's template, or a path of this service where it has none (or the article no DOI
     * that the template wants).
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

    /** Percent-encoded but for the slash, which a DOI in a path keeps (RFC 3986, section 3.3). */
    private static String encoded(String doi) {
        return URLEncoder.encode(doi, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
