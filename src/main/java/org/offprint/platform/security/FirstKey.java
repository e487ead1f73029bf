package org.offprint.platform.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.Audit;

/** Makes an admin key on the first start, unless one is set in the environment: without any key nobody could make one. */
@Singleton
class FirstKey {

    private final AdminKey adminKey;
    private final ApiKeyRepository keys;
    private final Audit audit;

    FirstKey(AdminKey adminKey, ApiKeyRepository keys, Audit audit) {
        this.adminKey = adminKey;
        this.keys = keys;
        this.audit = audit;
    }

    void makeOnFirstStart(@Observes StartupEvent event) {
        if (!adminKey.isSet()) {
            // Shown after the commit: what is printed works. A crash in between loses it; OFFPRINT_ADMIN_KEY is the way
            // in.
            QuarkusTransaction.requiringNew().call(this::issueIfNone).ifPresent(FirstKey::show);
        }
    }

    private Optional<IssuedKey> issueIfNone() {
        keys.lock();
        if (keys.count() > 0) {
            return Optional.empty();
        }
        IssuedKey issued = keys.issue("admin (first start)", Role.ADMIN, null, null);
        audit.record(
                Actor.SERVICE,
                "api-key.created",
                issued.key().asAudited(),
                null,
                issued.key().auditedState());
        return Optional.of(issued);
    }

    // Written to the standard output itself: the log may be filtered, or kept where a secret must not be.
    private static void show(IssuedKey issued) {
        System.out.println("""

                ------------------------------------------------------------------------------
                  There was no API key yet, so an admin key has been made:

                      %s

                  It is shown only this once and stored only as a hash: keep it now.
                  Send it as   Authorization: Bearer <key>
                  If it gets lost, start the service with OFFPRINT_ADMIN_KEY set.
                ------------------------------------------------------------------------------
                """.formatted(issued.secret()));
        System.out.flush();
    }
}
