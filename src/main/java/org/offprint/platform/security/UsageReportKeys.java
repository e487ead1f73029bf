package org.offprint.platform.security;

import jakarta.inject.Singleton;
import java.time.Instant;

/** The keys that may stand in the address of a report of usage: those that fetch reports, and no others. */
@Singleton
public class UsageReportKeys {

    private final KeyRing keys;
    private final LastUse lastUse;

    UsageReportKeys(KeyRing keys, LastUse lastUse) {
        this.keys = keys;
        this.lastUse = lastUse;
    }

    /**
     * Reports whether this is the secret of such a key; looks into the database if need be.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 where it does not answer
     */
    public boolean include(String token) {
        if (!Secret.isWellFormed(token)) {
            return false;
        }
        return keys.find(Secret.hash(token))
                .filter(key -> key.role().equals(Role.USAGE_REPORTS))
                .filter(key -> key.refusal(Instant.now()).isEmpty())
                .map(key -> {
                    lastUse.note(key.id());
                    return true;
                })
                .orElse(false);
    }
}
