package org.offprint.services.registration.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.Target;

/**
 * A plan: the records of a journal that are sent to an account.
 *
 * @param typesLeftOut types of articles that are not sent
 * @param since records that appeared before are left alone; null for all
 * @param lookedUpTo the last article looked at; null where none was yet
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
