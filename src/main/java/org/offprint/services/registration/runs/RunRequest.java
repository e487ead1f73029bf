package org.offprint.services.registration.runs;

import java.util.List;
import java.util.UUID;
import org.offprint.kernel.json.Json;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.targets.Target;

/**
 * What a run is to do, as its job stores it.
 *
 * @param issue only its articles; null for those of all issues and none
 * @param articles only these; empty for all
 * @param states only those whose registration is in one of them; empty for all
 * @param account that is sent to, or compared with
 * @param dryRun null where everything is sent
 */
public record RunRequest(
        UUID journal,
        UUID issue,
        List<UUID> articles,
        List<RegistrationState> states,
        Target target,
        UUID account,
        DryRun dryRun) {

    /** The most articles that are shown with the content that would be sent. */
    private static final int MOST_SHOWN = 20;

    public RunRequest {
        articles = Json.orEmpty(articles);
        states = Json.orEmpty(states);
    }

    /** Reports whether registrations are made due: at the service itself, or at its system for tests. */
    boolean sends() {
        return dryRun == null || dryRun == DryRun.TEST;
    }

    /** Reports whether outcomes hold the content that would be sent: of few articles that are named one by one. */
    boolean showsContent() {
        return dryRun == DryRun.RENDER && !articles.isEmpty() && articles.size() <= MOST_SHOWN;
    }
}
