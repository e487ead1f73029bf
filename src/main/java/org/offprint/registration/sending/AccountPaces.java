package org.offprint.registration.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.registration.accounts.RegistrationAccount;
import org.offprint.registration.targets.RegistrationTarget;
import org.offprint.registration.targets.RequestPace;
import org.offprint.registration.targets.Target;
import org.offprint.registration.targets.Targets;

/**
 * The paces at which this node sends. An account may have one of its own; what a service takes by its documentation is for
 * all other accounts with its own host together, as it counts by the address that calls.
 */
@ApplicationScoped
class AccountPaces {

    /** Faster than any file is made. */
    private static final int FASTEST = 1_000_000;

    private final Targets targets;
    private final Map<Key, RequestPace> paces = new ConcurrentHashMap<>();

    AccountPaces(Targets targets) {
        this.targets = targets;
    }

    /**
     * The files that share a pace.
     *
     * @param of the account, or the target with its host
     */
    private record Key(Object of, int aSecond) {}

    /** Returns the pace of an account. */
    RequestPace of(RegistrationAccount account) {
        Key key = key(account);
        return paces.computeIfAbsent(key, absent -> new RequestPace(key.aSecond(), key.aSecond()));
    }

    private Key key(RegistrationAccount account) {
        Integer own = account.settings().filesPerSecond();
        boolean isOfService = account.baseUrl() == null && targets.has(account.target());
        if (own != null || !isOfService) {
            return new Key(account.id(), own == null ? FASTEST : own);
        }
        record Host(Target target, boolean isTest) {}
        RegistrationTarget target = targets.get(account.target());
        return new Key(
                new Host(account.target(), account.isTest()),
                target.filesPerSecond().orElse(FASTEST));
    }
}
