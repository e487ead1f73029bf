package org.offprint.web.api.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.ReadOnlyMembers;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Caller;
import org.offprint.platform.webhooks.EventType;
import org.offprint.platform.webhooks.Webhook;
import org.offprint.platform.webhooks.sending.ReceiverAddress;
import org.offprint.platform.webhooks.sending.ReceiverClient;
import org.offprint.web.api.writes.Body;

/** Validates webhooks that editors create or change. All errors are reported together. */
@ApplicationScoped
class WebhookRules {

    /** Event types that only webhooks of admins receive. */
    private static final Set<EventType> ADMIN_TYPES = Set.of(EventType.ACCOUNT_PAUSED);

    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(
            Map.of(
                    "id", "The id cannot be changed.",
                    "secret", "Send POST …/secrets to create a new secret.",
                    "createdAt", "The service sets the creation time of the webhook.",
                    "links", "The service generates the links."),
            Set.of("reason", "failingSince", "formerSecretUntil", "updatedAt"));

    private final Sql sql;
    private final Caller caller;
    private final ReceiverClient requests;

    WebhookRules(Sql sql, Caller caller, ReceiverClient requests) {
        this.sql = sql;
        this.caller = caller;
        this.requests = requests;
    }

    /**
     * Parses and validates the request body of a webhook.
     *
     * @param present stored webhook as returned to its editors; null for a new webhook
     * @throws org.offprint.kernel.faults.ProblemException 422 with all errors
     */
    Webhook.Settings read(Body<WebhookInput> body, JsonNode sent, WebhookView present) {
        RecordReader reader = new RecordReader();
        READ_ONLY.removeFrom(sent, present == null ? null : Json.tree(present), reader);
        if (sent instanceof ObjectNode object && present != null) {
            object.remove("revision");
        }
        WebhookInput input = body.read(sent, reader);
        if (input == null) {
            reader.check("The webhook");
        }
        if (input.url() != null) {
            String fault = ReceiverAddress.problem(input.url().value(), requests.allowsPrivateReceivers());
            if (fault != null) {
                reader.add("/url", "receiver-address", fault);
            }
        }
        types(input.types(), reader);
        journals(input.journals(), reader);
        reader.check("The webhook");
        return new Webhook.Settings(
                input.url().value(),
                input.description(),
                input.types().stream().distinct().toList(),
                input.journals() == null
                        ? caller.journals().map(List::copyOf).orElse(null)
                        : input.journals().stream().distinct().toList(),
                input.state() != Webhook.State.DISABLED,
                caller.asEditor(),
                caller.isAdmin());
    }

    private void types(List<EventType> types, RecordReader reader) {
        if (types == null || caller.isAdmin()) {
            return;
        }
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) != null && ADMIN_TYPES.contains(types.get(i))) {
                reader.add(
                        "/types/" + i, "for-admins", "Remove this type. Events of this type are sent only to admins.");
            }
        }
    }

    /**
     * Adds an error for each journal that is unknown or that the caller does not edit. The error may reveal whether a
     * journal exists, because journals are public.
     */
    private void journals(List<UUID> journals, RecordReader reader) {
        Set<UUID> asked = new HashSet<>(journals == null ? List.of() : journals);
        asked.removeIf(Objects::isNull); // The reader has already reported null elements.
        if (asked.isEmpty()) {
            return;
        }
        Optional<Set<UUID>> own = caller.journals();
        Set<UUID> known =
                new HashSet<>(sql.list("select id from journal where id = any(?)", row -> Sql.uuid(row, "id"), asked));
        for (int i = 0; i < journals.size(); i++) {
            UUID journal = journals.get(i);
            if (journal == null) {
                continue;
            }
            if (!known.contains(journal)) {
                reader.add("/journals/" + i, "unknown-journal", "There is no journal " + journal + ".");
            } else if (own.isPresent() && !own.get().contains(journal)) {
                reader.add("/journals/" + i, "not-yours", "Must be a journal that your key can edit.");
            }
        }
    }
}
