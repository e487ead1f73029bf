package org.offprint.services.registration.runs;

import java.util.List;
import java.util.UUID;
import org.offprint.kernel.json.Json;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.targets.Target;

/**
 * Parameters of a registration run, as stored in the job.
 *
 * @param issue limits the run to articles of this issue; null for all articles
 * @param articles limits the run to these articles; empty for all articles
 * @param states limits the run to articles whose registration is in one of these states; empty for all articles
 * @param account account to send to or to compare with
 * @param dryRun kind of dry run; null if the articles are sent
 */
public record RunRequest(
        UUID journal,
        UUID issue,
        List<UUID> articles,
        List<RegistrationState> states,
        Target target,
        UUID account,
        DryRun dryRun) {

    /** Maximum number of articles whose content is included in the outcomes of a registration run. */
    private static final int MAX_ARTICLES_WITH_CONTENT = 20;

    public RunRequest {
        articles = Json.orEmpty(articles);
        states = Json.orEmpty(states);
    }

    /** Returns whether the run sends files to the production or test system of the registration service. */
    boolean sends() {
        return dryRun == null || dryRun == DryRun.TEST;
    }

    /**
     * Returns whether outcomes include the rendered content. Content is included only if a run renders at most 20
     * articles that are specified by id.
     */
    boolean showsContent() {
        return dryRun == DryRun.RENDER && !articles.isEmpty() && articles.size() <= MAX_ARTICLES_WITH_CONTENT;
    }
}
