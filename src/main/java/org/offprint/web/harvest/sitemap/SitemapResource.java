package org.offprint.web.harvest.sitemap;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.text.Table;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.filters.RequestLimiter;
import org.offprint.platform.settings.Setting;
import org.offprint.platform.settings.Settings;

/** REST resource for {@code /robots.txt}, the sitemap index that it names, and the sitemaps. */
@Path("/")
@PermitAll
@Produces(MediaType.WILDCARD)
public class SitemapResource {

    /** Purpose of crawlers that collect texts to train language models. */
    private static final String TRAINING = "training";

    private static final String XML = "application/xml;charset=UTF-8";
    private static final int MAX_WAITING = 20;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final int RETRY_SECONDS = 30;

    /**
     * Rules of {@code robots.txt} if the site is enabled. Exports, harvests and searches are blocked, because crawlers
     * do not need them. Files and images are allowed, because pages display them or link to them. The lists that
     * {@code llms.txt} names are allowed, because assistants that search for a person also obey {@code robots.txt}. No
     * page links to these lists.
     */
    private static final String FOR_PAGES = """
            User-agent: *
            Disallow: /search?
            Disallow: /oai
            Disallow: /unapi
            Disallow: /v1/
            Allow: /v1/articles/*/files/
            Allow: /v1/articles/*/versions/*/files/
            Allow: /v1/articles?q=
            Allow: /v1/articles?journal=
            """;

    /** Rules of {@code robots.txt} if the site is disabled and crawlers use the API instead. */
    private static final String FOR_RECORDS = """
            User-agent: *
            Disallow: /v1/exports/
            Disallow: /oai
            """;

    private final Sitemaps sitemaps;
    private final JournalSitemaps journals;
    private final PublicUrl publicUrl;
    private final String crawlerRules;
    private final RequestLimiter limiter =
            new RequestLimiter("sitemaps", 1, MAX_WAITING, TIMEOUT_MILLIS, RETRY_SECONDS);

    SitemapResource(
            Sitemaps sitemaps,
            JournalSitemaps journals,
            PublicUrl publicUrl,
            @ConfigProperty(name = "offprint.crawlers.refuse") Optional<String> refuse) {
        this.sitemaps = sitemaps;
        this.journals = journals;
        this.publicUrl = publicUrl;
        crawlerRules = crawlerRules(refuse.map(Settings.CRAWLERS_REFUSED::checked)
                .map(Setting::values)
                .orElse(List.of()));
    }

    @GET
    @Path("robots.txt")
    @Operation(hidden = true)
    public Response getRobots(@Context HttpHeaders headers, @Context UriInfo uri) {
        String rules = journals.isEnabled() ? FOR_PAGES : FOR_RECORDS;
        String text = rules + crawlerRules + "\nSitemap: " + publicUrl.base(uri) + "/sitemap.xml\n";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return Reply.forReaders(headers, body, EntityTag.of(body), null)
                .type("text/plain;charset=UTF-8")
                .build();
    }

    /**
     * Returns the rules for crawlers with refused purposes. The general group also states the refusal of training in
     * the vocabulary of the IETF working group AIPREF. Crawlers ignore lines that they do not know.
     */
    static String crawlerRules(List<String> purposes) {
        StringBuilder rules = new StringBuilder(purposes.contains(TRAINING) ? "Content-Usage: train-ai=n\n" : "");
        List<String> names = Table.of("crawlers.tsv", 2).rows().stream()
                .filter(row -> purposes.contains(row.get(0)))
                .map(row -> row.get(1))
                .toList();
        if (!names.isEmpty()) {
            rules.append('\n');
            names.forEach(name -> rules.append("User-agent: ").append(name).append('\n'));
            rules.append("Disallow: /\n");
        }
        return rules.toString();
    }

    @GET
    @Path("sitemap.xml")
    @Operation(hidden = true)
    public Response getIndex(@Context HttpHeaders headers, @Context UriInfo uri) {
        String base = publicUrl.base(uri);
        return answer(limiter.within(() -> sitemaps.index(base, journals::all)), headers);
    }

    @GET
    @Path("sitemaps/{after:[^/]+}.xml")
    @Operation(hidden = true)
    public Response getSitemap(@PathParam("after") String after, @Context HttpHeaders headers, @Context UriInfo uri) {
        String base = publicUrl.base(uri);
        if (!Ids.isUuidShaped(after)) {
            throw Problems.notFound("sitemap", after);
        }
        UUID place = Ids.parse(after);
        return answer(
                sitemaps.cachedPart(place, base)
                        .or(() -> limiter.within(() -> sitemaps.part(place, base)))
                        .orElseThrow(() -> Problems.notFound("sitemap", after)),
                headers);
    }

    @GET
    @Path("sitemaps/journals/{journal:[^/]+}.xml")
    @Operation(hidden = true)
    public Response getSitemapOfJournal(
            @PathParam("journal") String slug, @Context HttpHeaders headers, @Context UriInfo uri) {
        String base = publicUrl.base(uri);
        return answer(
                limiter.within(() -> sitemaps.cached("journal " + slug + " " + base, () -> journals.write(slug, base)))
                        .orElseThrow(() -> Problems.notFound("sitemap", slug)),
                headers);
    }

    private static Response answer(Encoded sitemap, HttpHeaders headers) {
        return Reply.forReaders(headers, sitemap, EntityTag.of(sitemap.plain()), null)
                .type(XML)
                .build();
    }
}
