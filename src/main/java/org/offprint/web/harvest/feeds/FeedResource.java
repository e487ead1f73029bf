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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.web.harvest.feeds.AtomFeed.Head;
import org.offprint.web.harvest.feeds.FeedSource.Entry;
import org.offprint.web.harvest.feeds.FeedSource.Issue;
import org.offprint.web.harvest.feeds.FeedSource.Journal;

/** REST resource for Atom feeds with the newest articles of a journal or the contents of an issue. */
@Path("/feeds")
@PermitAll
@Produces(MediaType.WILDCARD)
@QuotaOf(QuotaClass.EXPORT)
public class FeedResource {

    private static final String ATOM = "application/atom+xml;charset=UTF-8";
    private static final int NEWEST = 25;

    /** Maximum number of articles in the feed of an issue. No issue has more articles. */
    private static final int MAX_ISSUE_ENTRIES = 1_000;

    private final FeedSource source;
    private final PublicUrl publicUrl;

    FeedResource(FeedSource source, PublicUrl publicUrl) {
        this.source = source;
        this.publicUrl = publicUrl;
    }

    @GET
    @Path("journals/{journal:[^/]+}.atom")
    @Operation(hidden = true)
    public Response getOfJournal(
            @PathParam("journal") String idOrSlug, @Context HttpHeaders headers, @Context UriInfo uri) {
        Journal journal = source.journal(idOrSlug).orElseThrow(() -> Problems.notFound("journal", idOrSlug));
        List<Entry> entries = source.newest(journal.id(), NEWEST);
        Head head = new Head(
                journal.id(),
                journal.body().title(),
                journal.body().subtitle(),
                "/feeds/journals/" + journal.slug() + ".atom",
                page(journal),
                journal.body().title(),
                journal.updatedAt());
        return answer(head, entries, headers, uri);
    }

    @GET
    @Path("issues/{issue:[^/]+}.atom")
    @Operation(hidden = true)
    public Response getOfIssue(@PathParam("issue") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
        Issue issue = (Ids.isUuidShaped(id) ? source.publishedIssue(Ids.parse(id)) : java.util.Optional.<Issue>empty())
                .orElseThrow(() -> Problems.notFound("issue", id));
        Journal journal = source.journal(issue.journal().toString()).orElseThrow();
        String template = journal.body().issueUrl();
        Head head = new Head(
                issue.id(),
                title(journal, issue),
                issue.body().title(),
                "/feeds/issues/" + issue.id() + ".atom",
                template == null
                        ? "/journals/" + journal.slug() + "/issues/" + issue.id()
                        : template.replace("{id}", issue.id().toString()),
                journal.body().title(),
                issue.updatedAt());
        return answer(head, source.ofIssue(issue.id(), MAX_ISSUE_ENTRIES), headers, uri);
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

    private Response answer(Head head, List<Entry> entries, HttpHeaders headers, UriInfo uri) {
        byte[] feed = new AtomFeed(publicUrl.base(uri)).write(head, entries);
        Instant newest = entries.stream()
                .map(Entry::modifiedAt)
                .filter(at -> at.isAfter(head.updatedAt()))
                .max(Instant::compareTo)
                .orElse(head.updatedAt());
        return Reply.forReaders(headers, feed, EntityTag.of(feed), newest)
                .type(ATOM)
                .build();
    }
}
