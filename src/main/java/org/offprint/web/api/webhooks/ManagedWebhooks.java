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

/**
 * Webhooks that the caller manages. An editor manages webhooks written by editors if that editor can edit all journals
 * of the webhook. Admins manage all webhooks. A webhook written by an admin has the rights of an admin. Therefore, an
 * editor must not change the receiver or the secret of an admin's webhook.
 */
@ApplicationScoped
class ManagedWebhooks {

    private final Caller caller;

    ManagedWebhooks(Caller caller) {
        this.caller = caller;
    }

    List<Webhook> all() {
        return Webhook.newestFirst().stream().filter(this::isOwn).toList();
    }

    /**
     * Returns the webhook with the given id if the caller manages it.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the caller manages no such webhook
     */
    Webhook find(ParameterValue<UUID> id) {
        return own(id, Ids.parsed(id.text()).flatMap(known -> Webhook.<Webhook>findByIdOptional(known)));
    }

    /** Returns the webhook with the given id, locked for update. Throws the same exception as {@link #find}. */
    Webhook lock(ParameterValue<UUID> id) {
        return own(id, Ids.parsed(id.text()).flatMap(Webhook::lock));
    }

    private Webhook own(ParameterValue<UUID> id, Optional<Webhook> found) {
        return found.filter(this::isOwn).orElseThrow(() -> Problems.notFound("webhook", id.text()));
    }

    private boolean isOwn(Webhook webhook) {
        if (webhook.hasAdminRights() && !caller.isAdmin()) {
            return false;
        }
        return webhook.journals() == null
                ? caller.editsAll()
                : webhook.journals().stream().allMatch(caller::edits);
    }
}
