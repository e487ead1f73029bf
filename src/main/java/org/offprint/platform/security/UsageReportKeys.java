package org.offprint.platform.security;

import jakarta.inject.Singleton;
import java.time.Instant;

/** API keys with the role for fetching reports, which may be sent in the URL of a usage report. */
@Singleton
public class UsageReportKeys {

    private final ApiKeyCache keys;
    private final LastUseRecorder lastUse;

    UsageReportKeys(ApiKeyCache keys, LastUseRecorder lastUse) {
        this.keys = keys;
        this.lastUse = lastUse;
    }

    /**
     * Returns whether a token is the secret of a valid API key with the role for fetching reports. The call may read
     * the database.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if the database does not respond
     */
    public boolean include(String token) {
        if (!Secret.isWellFormed(token)) {
            return false;
        }
        return keys.find(Secret.hash(token))
                .filter(key -> key.role().equals(Role.USAGE_REPORTS))
                .filter(key -> key.refusal(Instant.now()).isEmpty())
                .map(key -> {
                    lastUse.record(key.id());
                    return true;
                })
                .orElse(false);
    }
}
