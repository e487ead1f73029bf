package org.offprint.services.registration.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.targets.RequestRateLimiter;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.Targets;

/**
 * Rate limiters of this node. An account may have its own limit. The documented limit of a service applies to all
 * accounts without their own limit at the host of the service together, because the service counts requests by client
 * address.
 */
@ApplicationScoped
class AccountRateLimiters {

    /** Number of files per second if there is no limit; higher than the number of files that can be rendered. */
    private static final int UNLIMITED = 1_000_000;

    private final Targets targets;
    private final Map<Object, ConfiguredLimiter> paces = new ConcurrentHashMap<>();

    AccountRateLimiters(Targets targets) {
        this.targets = targets;
    }

    /** Rate limiter with its configured limit. If the limit changes, a new limiter is created. */
    private record ConfiguredLimiter(int aSecond, RequestRateLimiter pace) {}

    /** Key of the limiter for accounts at the service's own host. */
    private record ServiceHost(Target target, boolean isTest) {}

    /** Returns the rate limiter of an account. */
    RequestRateLimiter of(RegistrationAccount account) {
        Integer own = account.settings.filesPerSecond();
        boolean isOfService = account.baseUrl() == null && targets.has(account.target());
        if (own != null || !isOfService) {
            return pace(account.id, own == null ? UNLIMITED : own);
        }
        return pace(
                new ServiceHost(account.target(), account.test),
                targets.get(account.target()).filesPerSecond().orElse(UNLIMITED));
    }

    private RequestRateLimiter pace(Object shared, int aSecond) {
        return paces.compute(
                        shared,
                        (of, held) -> held != null && held.aSecond() == aSecond
                                ? held
                                : new ConfiguredLimiter(aSecond, new RequestRateLimiter(aSecond, aSecond)))
                .pace();
    }
}
