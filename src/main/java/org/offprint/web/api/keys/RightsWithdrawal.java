package org.offprint.web.api.keys;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.people.RightsChanges;

/**
 * Changes the rights of an API key or a person, and stops or updates the jobs that the key or person has started. The
 * rights are changed first, in a separate transaction, so that a slow job cannot delay a revocation.
 */
@Singleton
public class RightsWithdrawal {

    private final RightsChanges changes;
    private final Jobs jobs;

    RightsWithdrawal(RightsChanges changes, Jobs jobs) {
        this.changes = changes;
        this.jobs = jobs;
    }

    /**
     * Runs a change that withdraws all rights of an API key or a person, and stops its open jobs. Returns after the
     * last job has stopped.
     *
     * @param holder id of the key or person in the URL; may be malformed, in which case {@code change} must reject the
     *     request
     * @return 200 with the stopped jobs, or 204 if no jobs were stopped
     */
    public Reply<StoppedJobs> withdraw(String holder, Runnable change) {
        List<UUID> open = changes.apply(() -> {
            change.run();
            return jobs.openOf(Ids.parse(holder));
        });
        List<Job> stopped = jobs.stopUnauthorized(open);
        return Reply.of(
                stopped.isEmpty() ? Response.noContent() : Reply.forEditors(Json.write(StoppedJobs.of(stopped)), null));
    }

    /**
     * Runs a change that replaces a person's rights. Returns after all running batches of the person's jobs have ended,
     * because they still use the previous rights.
     *
     * @param holder id of the person in the URL; may be malformed, in which case {@code change} must reject the request
     */
    public <T> T replace(String holder, Supplier<T> change) {
        T result = changes.apply(change);
        jobs.awaitBatches(Ids.parse(holder));
        return result;
    }
}
