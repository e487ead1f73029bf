package org.offprint.services.registration.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.targets.RequestRateLimiter;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.Targets;

/**
 * Rate limiters of this node. Each account with its own rate limit has a separate limiter. All other accounts share the
 * documented limit of their registration service, because the service counts requests by client address.
 */
@ApplicationScoped
class AccountRateLimiters {

    /** Number of files per second if there is no limit. No node can render files this fast. */
    private static final int UNLIMITED = 1_000_000;

    private final Targets targets;
    private final Map<Object, ConfiguredLimiter> paces = new ConcurrentHashMap<>();

    AccountRateLimiters(Targets targets) {
        this.targets = targets;
    }

    /** Rate limiter with its configured limit. If the configured limit changes, a new limiter is created. */
    private record ConfiguredLimiter(int aSecond, RequestRateLimiter pace) {}

    /** Key of the shared rate limiter for all accounts at a registration service's default host. */
    private record ServiceHost(Target target, boolean isTest) {}

    /** Returns the rate limiter of a registration account. */
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
