package org.offprint.web.api.webhooks;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.parameters.QueryText;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.web.api.webhooks.ChangeStreams.ChangeQuery;
import org.offprint.web.api.webhooks.ChangeStreams.FoundChanges;
import org.offprint.web.api.webhooks.WaitingRequests.WaitingRequest;

/** REST resource for the change feed, which contains all public changes in order, including deletions. */
@Path("/v1/changes")
@Tag(name = "Changes")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@QuotaOf(QuotaClass.SEARCH)
public class ChangeResource {

    private static final List<String> MEDIA_TYPES = List.of(MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS);

    private static final Map<String, Change.Kind> KINDS = Vocabulary.constants(Change.Kind.class);

    private static final Pattern WAIT = Pattern.compile("wait=([0-9]{1,6})");
    private static final int MAX_WAIT_SECONDS = 60;

    private final ChangeLog log;
    private final LocalFollowers followers;
    private final WaitingRequests readers;
    private final ChangeStreams streams;

    ChangeResource(ChangeLog log, LocalFollowers followers, WaitingRequests readers, ChangeStreams streams) {
        this.log = log;
        this.followers = followers;
        this.readers = readers;
        this.streams = streams;
    }

    @GET
    @Blocking
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listChanges",
            summary = "List public changes",
            description = "Returns all public changes in the order in which they happened, oldest first. Send"
                    + " `next` as `after` in the following request, so that no change is missed or repeated."
                    + " With `Prefer: wait=30`, the response is sent at the next change, or after 30 s without"
                    + " a change. With `Accept: text/event-stream`, the response is a stream of server-sent events"
                    + " that remains open. The data of each event is one change, and its id is the position of the"
                    + " change. To resume a stream, send the id of the last event in the header `Last-Event-ID`.")
    @APIResponse(
            responseCode = "200",
            description = "Page or stream of changes.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ChangePage.class)),
                @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Reply<ChangePage>> listChanges(
            @QueryParam("after")
                    @Parameter(
                            description =
                                    "Value of `next` in the previous response. By default, the response starts at the"
                                            + " beginning of the feed.")
                    String after,
            @QueryParam("journal")
                    @Parameter(
                            description =
                                    "Filter by the id of a journal. By default, changes of all journals are returned.")
                    ParameterValue<UUID> journal,
            @QueryParam("kind")
                    @Parameter(
                            description = "Filter by the kind of the changed record, for example `article`. By default,"
                                    + " changes of all kinds are returned.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"journal", "issue", "article", "affiliation"}))
                    String kind,
            @QueryParam("limit")
                    @Parameter(
                            description = "Maximum number of changes in the response.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    ParameterValue<Integer> limit,
            @HeaderParam("Prefer")
                    @Parameter(
                            description =
                                    "`wait=30` waits up to 30 s for a change if there are no changes yet (RFC 7240)."
                                            + " The maximum is 60 s.")
                    String prefer,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        requireAccepted(headers);
        ChangeQuery asked = query(after, journal, kind, limit);
        int seconds = request.method() == HttpMethod.GET ? wait(prefer) : 0;
        // Register the waiting request before the query. Otherwise, a change between the two steps would be missed.
        Optional<WaitingRequest> waiting = seconds == 0
                ? Optional.empty()
                : readers.await(asked.journal(), asked.kind(), Duration.ofSeconds(seconds));
        FoundChanges found = find(asked);
        if (waiting.isEmpty()) {
            return Uni.createFrom().item(Reply.of(answer(found, headers, request)));
        }
        WaitingRequest one = waiting.get();
        if (!found.changes().isEmpty()) {
            one.wake();
        }
        request.response().closeHandler(gone -> one.wake());
        boolean here = one.isWoken();
        return Uni.createFrom()
                .completionStage(one.left())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(nothing ->
                        Reply.of(answer(here ? found : readers.cached(asked, () -> find(asked)), headers, request)
                                .header("Preference-Applied", "wait=" + seconds)
                                .header(HttpHeaders.CACHE_CONTROL, null)
                                .header(HttpHeaders.CACHE_CONTROL, "no-store")));
    }

    /**
     * Rejects a request that accepts neither media type, because RESTEasy selects the method for JSON in this case.
     *
     * @throws org.offprint.kernel.faults.ProblemException 406 if the client accepts neither media type
     */
    private static void requireAccepted(HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        Accept.of(lines == null || lines.isEmpty() ? null : String.join(",", lines))
                .best(MEDIA_TYPES)
                .orElseThrow(() -> Problems.notAcceptable(MEDIA_TYPES));
    }

    private static ChangeQuery query(
            String after, ParameterValue<UUID> journal, String kind, ParameterValue<Integer> limit) {
        Parameters parameters = new Parameters();
        Long position = parameters.parsed("after", after, "cursor-invalid", ChangeResource::position);
        UUID ofJournal = parameters.parsed("journal", journal, "id-format", Ids::parse);
        Change.Kind ofKind = parameters.oneOf("kind", kind, KINDS, null);
        int most = parameters.integer("limit", limit, 1, 1_000, 100);
        parameters.check();
        return new ChangeQuery(position == null ? 0 : position, ofJournal, ofKind, most);
    }

    /** Returns the same changes as {@link #listChanges}, as a stream of server-sent events that remains open. */
    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> streamChanges(
            @QueryParam("after") String after,
            @QueryParam("journal") ParameterValue<UUID> journal,
            @QueryParam("kind") String kind,
            @QueryParam("limit") ParameterValue<Integer> limit,
            @HeaderParam("Last-Event-ID") String lastEvent,
            @Context Sse sse,
            @Context RoutingContext context) {
        ChangeQuery asked = query(after, journal, kind, limit);
        ChangeQuery start = lastEvent == null || lastEvent.isEmpty() ? asked : asked.after(positionOf(lastEvent));
        Multi<OutboundSseEvent> events = context.request().method() == HttpMethod.GET
                ? streams.of(start, this::find, sse, context)
                : Multi.createFrom().empty();
        // RESTEasy ignores the headers of a RestMulti of events. Some reverse proxies would collect events before they
        // send them.
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .putHeader("X-Accel-Buffering", "no");
        return events;
    }

    /** Returns the waiting time in seconds that the client requested, or 0 if the request has none. */
    private static int wait(String prefer) {
        Matcher wait = WAIT.matcher(
                prefer == null ? "" : prefer.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", ""));
        return wait.find() ? Math.min(MAX_WAIT_SECONDS, Integer.parseInt(wait.group(1))) : 0;
    }

    private FoundChanges find(ChangeQuery asked) {
        // Read the end of the change log before the changes. If the page is then not full, all changes up to that end
        // were examined.
        long end = log.end();
        List<Change> changes = log.publicAfter(asked.position(), asked.journal(), asked.kind(), asked.limit());
        long last = asked.position();
        if (!changes.isEmpty()) {
            last = changes.get(changes.size() - 1).position();
            // Clients read the changed records next. Wait until the caches of this node no longer contain older
            // versions.
            followers.await(last);
        }
        return new FoundChanges(changes, Long.toString(changes.size() == asked.limit() ? last : Math.max(last, end)));
    }

    private static Response.ResponseBuilder answer(FoundChanges found, HttpHeaders headers, HttpServerRequest request) {
        byte[] body = Json.write(ChangePage.of(found.changes(), found.next()));
        String link = request.path() + "?"
                + QueryText.of(request.query()).without(List.of("after")).with("after", found.next());
        return Reply.forReaders(headers, body, EntityTag.of(body), null)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("Link", "<" + link + ">; rel=\"next\"");
    }

    /** Returns the position of the last event that a browser has received before it reconnects with the same URL. */
    private static long positionOf(String lastEvent) {
        try {
            return position(lastEvent);
        } catch (IllegalArgumentException e) {
            throw Problems.badHeader("Last-Event-ID", "cursor-invalid", "Must be the id of an event of this feed.");
        }
    }

    private static Long position(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("Must be the value of next from an earlier response.");
        }
        return Long.valueOf(text);
    }
}
