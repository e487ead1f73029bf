package org.offprint.services.registration.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.targets.RequestPace;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.Targets;

/**
 * The paces at which this node sends. An account may have one of its own; what a service takes by its documentation is for
 * all other accounts with its own host together, as it counts by the address that calls.
 */
@ApplicationScoped
class AccountPaces {

    /** Faster than any file is made. */
    private static final int FASTEST = 1_000_000;

    private final Targets targets;
    private final Map<Object, Paced> paces = new ConcurrentHashMap<>();

    AccountPaces(Targets targets) {
        this.targets = targets;
    }

    /** A pace as it was set; another number makes another one. */
    private record Paced(int aSecond, RequestPace pace) {}

    /** Accounts of a service with its own host. */
    private record Host(Target target, boolean isTest) {}

    /** Returns the pace of an account. */
    RequestPace of(RegistrationAccount account) {
        Integer own = account.settings().filesPerSecond();
        boolean isOfService = account.baseUrl() == null && targets.has(account.target());
        if (own != null || !isOfService) {
            return pace(account.id(), own == null ? FASTEST : own);
        }
        return pace(
                new Host(account.target(), account.isTest()),
                targets.get(account.target()).filesPerSecond().orElse(FASTEST));
    }

    private RequestPace pace(Object shared, int aSecond) {
        return paces.compute(
                        shared,
                        (of, held) -> held != null && held.aSecond() == aSecond
                                ? held
                                : new Paced(aSecond, new RequestPace(aSecond, aSecond)))
                .pace();
    }
}
