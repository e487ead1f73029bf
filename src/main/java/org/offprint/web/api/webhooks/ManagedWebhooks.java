package org.offprint.web.api.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.webhooks.Webhook;
import org.offprint.platform.webhooks.Webhooks;

/** Webhooks that the caller manages: webhooks whose journals the caller can all edit. Admins manage all webhooks. */
@ApplicationScoped
class ManagedWebhooks {

    private final Webhooks webhooks;
    private final Caller caller;

    ManagedWebhooks(Webhooks webhooks, Caller caller) {
        this.webhooks = webhooks;
        this.caller = caller;
    }

    List<Webhook> all() {
        return webhooks.all().stream().filter(this::isOwn).toList();
    }

    /**
     * Returns a webhook that the caller manages.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if there is none
     */
    Webhook find(ParameterValue<UUID> id) {
        return parsed(id)
                .flatMap(webhooks::find)
                .filter(this::isOwn)
                .orElseThrow(() -> Problems.notFound("webhook", id.text()));
    }

    static Optional<UUID> parsed(ParameterValue<UUID> id) {
        return Ids.isUuidShaped(id.text()) ? Optional.of(Ids.parse(id.text())) : Optional.empty();
    }

    private boolean isOwn(Webhook webhook) {
        return webhook.journals() == null
                ? caller.editsAll()
                : webhook.journals().stream().allMatch(caller::edits);
    }
}
