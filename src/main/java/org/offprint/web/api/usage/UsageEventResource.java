package org.offprint.web.api.usage;

import io.netty.util.NetUtil;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.usage.UsageEvent;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.UsageEvent.Visitor;
import org.offprint.services.usage.UsageEvents;
import org.offprint.services.usage.UsageEvents.StoreResult;
import org.offprint.services.usage.UsedItem;
import org.offprint.services.usage.UsedItem.Form;
import org.offprint.web.api.usage.UsageEventsInput.Kind;
import org.offprint.web.api.usage.UsageEventsInput.Method;
import org.offprint.web.api.usage.UsageEventsInput.UsageEventInput;
import org.offprint.web.api.writes.Body;

/**
 * REST resource to which front ends report usage events. API requests of a front end are not themselves counted as
 * usage.
 */
@Path("/v1/usage-events")
@Tag(name = "Usage")
@Produces(MediaType.APPLICATION_JSON)
public class UsageEventResource {

    /** Maximum time by which the clock of a front end may be ahead of this service's clock. */
    private static final Duration MAX_CLOCK_AHEAD = Duration.ofMinutes(1);

    private final UsageEvents events;
    private final Sql sql;
    private final Caller caller;

    UsageEventResource(UsageEvents events, Sql sql, Caller caller) {
        this.events = events;
        this.sql = sql;
        this.caller = caller;
    }

    /** Response body with the number of accepted usage events. */
    @Schema(name = "UsageEventsOutcome", description = "Number of accepted events.")
    record Outcome(
            @Schema(
                    required = true,
                    description = "Number of events that are counted. If a reader double-clicks, only the last event is"
                            + " counted. The earlier events are removed after the end of the hour.")
            int counted,

            @Schema(
                    required = true,
                    description = "Number of events that are not counted because a robot caused the views.")
            int robots) {}

    @POST
    @RolesAllowed({Role.USAGE, Role.EDITOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reportUsageEvents",
            summary = "Report usage events",
            description = "Reports views by people. Intended for front ends. Requires a key with the role `usage`,"
                    + " or an editor's key for articles of its journals. If one event is invalid, no events are"
                    + " accepted. If an event is sent again with the same `time`, the event is treated as a"
                    + " double click and counts only once.")
    public Reply<Outcome> reportUsageEvents(Body<UsageEventsInput> body) {
        RecordReader reader = new RecordReader();
        UsageEventsInput input = body.read(body.tree(), reader);
        reader.check("The list of events");
        Instant now = Instant.now();
        Map<UUID, UUID> journals = journals(input.events());
        List<UsageEvent> read = new ArrayList<>();
        for (int i = 0; i < input.events().size(); i++) {
            read.add(event(input.events().get(i), "/events/" + i, now, journals, reader));
        }
        reader.check("The list of events");
        StoreResult stored = events.store(read);
        return Reply.of(Reply.forEditors(Json.write(new Outcome(stored.ofPeople(), stored.robots())), null));
    }

    /** Returns the journal ids of the public articles in the events, keyed by article id. */
    private Map<UUID, UUID> journals(List<UsageEventInput> sent) {
        List<UUID> named = sent.stream()
                .map(UsageEventInput::article)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<UUID, UUID> journals = new HashMap<>();
        if (!named.isEmpty()) {
            sql.list(
                    "select article, journal from published_article where article = any(?) and not withdrawn",
                    row -> journals.put(Sql.uuid(row, "article"), Sql.uuid(row, "journal")),
                    named);
        }
        return journals;
    }

    private UsageEvent event(
            UsageEventInput sent, String place, Instant now, Map<UUID, UUID> journals, RecordReader reader) {
        checkItem(sent, place, journals, reader);
        Instant time = sent.time() == null ? now : sent.time();
        if (time.isBefore(now.minus(UsageEvents.MAX_AGE)) || time.isAfter(now.plus(MAX_CLOCK_AHEAD))) {
            reader.add(
                    place + "/time",
                    "out-of-time",
                    "Must be within the last " + UsageEvents.MAX_AGE.toMinutes()
                            + " minutes, because each hour is counted soon after its end.");
        }
        if (sent.session() == null && (sent.ip() == null || sent.userAgent() == null)) {
            reader.add(
                    place + (sent.ip() == null ? "/ip" : "/userAgent"),
                    "required",
                    "Is required if session is missing. Send session, or send both ip and userAgent.");
        }
        if (sent.ip() != null && !NetUtil.isValidIpV4Address(sent.ip()) && !NetUtil.isValidIpV6Address(sent.ip())) {
            reader.add(place + "/ip", "ip-format", "Must be an IPv4 or IPv6 address.");
        }
        return new UsageEvent(
                time,
                new UsedItem(sent.article(), form(sent)),
                sent.method() == Method.TDM ? AccessMethod.TDM : AccessMethod.REGULAR,
                new Visitor(sent.session(), sent.ip(), sent.userAgent()));
    }

    private void checkItem(UsageEventInput sent, String place, Map<UUID, UUID> journals, RecordReader reader) {
        String pointer = place + "/article";
        if (sent.kind() == Kind.SEARCH) {
            if (sent.article() != null) {
                reader.add(pointer, "of-a-search", "Remove this member. A search event has no article.");
            }
        } else if (sent.article() == null) {
            reader.add(pointer, "required", "Is required. Send the id of the article that was opened.");
        } else if (!journals.containsKey(sent.article())) {
            reader.add(pointer, "unknown-article", "There is no public article " + sent.article() + ".");
        } else if (caller.isEditor()) {
            // The API key of a front end is not limited to certain journals and can report events for all of them.
            caller.requireEditorOf(journals.get(sent.article()));
        }
        if (sent.form() != null && sent.kind() != Kind.REQUEST) {
            reader.add(
                    place + "/form", "not-a-text", "Remove this member. Only events of the kind request have a form.");
        }
    }

    private static Form form(UsageEventInput sent) {
        return switch (sent.kind()) {
            case SEARCH -> Form.SEARCH;
            case INVESTIGATION -> Form.ABSTRACT;
            case REQUEST ->
                sent.form() == null
                        ? Form.HTML
                        : switch (sent.form()) {
                            case HTML -> Form.HTML;
                            case PDF -> Form.PDF;
                            case XML -> Form.XML;
                            case OTHER -> Form.OTHER;
                        };
        };
    }
}
