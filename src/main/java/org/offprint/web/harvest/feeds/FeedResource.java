package org.offprint.web.harvest.feeds;

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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.web.harvest.feeds.FeedSource.Entry;
import org.offprint.web.harvest.feeds.FeedSource.Issue;
import org.offprint.web.harvest.feeds.FeedSource.Journal;

/** REST resource for Atom and JSON feeds with the newest articles of a journal or the contents of an issue. */
@Path("/feeds")
@PermitAll
@Produces(MediaType.WILDCARD)
@QuotaOf(QuotaClass.EXPORT)
public class FeedResource {

    private static final int NEWEST = 25;

    /** Maximum number of articles in the feed of an issue. No issue has more articles. */
    private static final int MAX_ISSUE_ENTRIES = 1_000;

    private final FeedSource source;
    private final PublicUrl publicUrl;
    private final String hub;

    FeedResource(
            FeedSource source, PublicUrl publicUrl, @ConfigProperty(name = "offprint.feeds.hub") Optional<String> hub) {
        this.source = source;
        this.publicUrl = publicUrl;
        this.hub = hub.orElse(null);
    }

    @GET
    @Path("journals/{journal:[^/]+}.atom")
    @Operation(hidden = true)
    public Response getAtomOfJournal(
            @PathParam("journal") String idOrSlug, @Context HttpHeaders headers, @Context UriInfo uri) {
        return ofJournal(idOrSlug, FeedFormat.ATOM, headers, uri);
    }

    @GET
    @Path("journals/{journal:[^/]+}.json")
    @Operation(hidden = true)
    public Response getJsonOfJournal(
            @PathParam("journal") String idOrSlug, @Context HttpHeaders headers, @Context UriInfo uri) {
        return ofJournal(idOrSlug, FeedFormat.JSON, headers, uri);
    }

    @GET
    @Path("issues/{issue:[^/]+}.atom")
    @Operation(hidden = true)
    public Response getAtomOfIssue(@PathParam("issue") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
        return ofIssue(id, FeedFormat.ATOM, headers, uri);
    }

    @GET
    @Path("issues/{issue:[^/]+}.json")
    @Operation(hidden = true)
    public Response getJsonOfIssue(@PathParam("issue") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
        return ofIssue(id, FeedFormat.JSON, headers, uri);
    }

    private Response ofJournal(String idOrSlug, FeedFormat format, HttpHeaders headers, UriInfo uri) {
        Journal journal = source.journal(idOrSlug).orElseThrow(() -> Problems.notFound("journal", idOrSlug));
        List<Entry> entries = source.newest(journal.id(), NEWEST);
        FeedHead head = new FeedHead(
                journal.id(),
                journal.body().title(),
                journal.body().subtitle(),
                journal.body().language().value(),
                format.pathOfJournal(journal.slug()),
                page(journal),
                journal.body().title(),
                journal.updatedAt());
        return answer(head, entries, format, hub, headers, uri);
    }

    private Response ofIssue(String id, FeedFormat format, HttpHeaders headers, UriInfo uri) {
        Issue issue = (Ids.isUuidShaped(id) ? source.publishedIssue(Ids.parse(id)) : Optional.<Issue>empty())
                .orElseThrow(() -> Problems.notFound("issue", id));
        Journal journal = source.journal(issue.journal().toString()).orElseThrow();
        String template = journal.body().issueUrl();
        FeedHead head = new FeedHead(
                issue.id(),
                title(journal, issue),
                issue.body().title(),
                journal.body().language().value(),
                format.pathOfIssue(issue.id()),
                template == null
                        ? "/journals/" + journal.slug() + "/issues/" + issue.id()
                        : template.replace("{id}", issue.id().toString()),
                journal.body().title(),
                issue.updatedAt());
        // The hub is not notified of the feeds of issues, so these feeds do not name the hub.
        return answer(head, source.ofIssue(issue.id(), MAX_ISSUE_ENTRIES), format, null, headers, uri);
    }

    private static String page(Journal journal) {
        return journal.body().url() == null
                ? "/journals/" + journal.slug()
                : String.valueOf(journal.body().url());
    }

    private static String title(Journal journal, Issue issue) {
        return Stream.of(
                        journal.body().title(),
                        issue.body().volume() == null
                                ? null
                                : "volume " + issue.body().volume(),
                        issue.body().number() == null
                                ? null
                                : "issue " + issue.body().number(),
                        issue.body().year() == null ? null : issue.body().year().toString())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    /** @param hub URL of the WebSub hub; null if the hub is not notified of the feed */
    private Response answer(
            FeedHead head, List<Entry> entries, FeedFormat format, String hub, HttpHeaders headers, UriInfo uri) {
        String base = publicUrl.base(uri);
        byte[] feed = format == FeedFormat.ATOM
                ? new AtomFeed(base, hub).write(head, entries)
                : new JsonFeed(base, hub).write(head, entries);
        Response.ResponseBuilder response = Reply.forReaders(headers, feed, EntityTag.of(feed), head.newest(entries))
                .type(format.mediaType());
        if (hub != null) {
            // WebSub, section 4: subscribers find the hub and the topic URL in the Link header.
            response.header(HttpHeaders.LINK, "<" + hub + ">; rel=\"hub\", <" + base + head.self() + ">; rel=\"self\"");
        }
        return response.build();
    }
}
