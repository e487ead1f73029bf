package org.offprint.services.registration.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.Target;

/**
 * Plan that sends the records of a journal to an account.
 *
 * @param typesLeftOut article types that are not sent
 * @param since records that were published earlier are not sent; null for no limit
 * @param lookedUpTo last article that was examined; null if none was examined yet
 */
public record RegistrationPlan(
        UUID journal,
        UUID account,
        Target target,
        boolean isTest,
        Set<RegisteredKind> kinds,
        List<String> typesLeftOut,
        PlanMode mode,
        Instant since,
        UUID lookedUpTo) {}
