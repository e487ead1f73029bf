package org.offprint.platform.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.Audit;

/**
 * Creates an admin key on the first start, unless one is set in the environment. Without any key, no key could be
 * created.
 */
@Singleton
class InitialAdminKey {

    private final AdminKey adminKey;
    private final Audit audit;

    InitialAdminKey(AdminKey adminKey, Audit audit) {
        this.adminKey = adminKey;
        this.audit = audit;
    }

    void makeOnFirstStart(@Observes StartupEvent event) {
        if (!adminKey.isSet()) {
            // Shown after the commit, so that the printed key works. If the process crashes in between, the key is
            // lost; use OFFPRINT_ADMIN_KEY then.
            QuarkusTransaction.requiringNew().call(this::issueIfNone).ifPresent(InitialAdminKey::show);
        }
    }

    private Optional<ApiKey.Issued> issueIfNone() {
        ApiKey.lock();
        if (ApiKey.count() > 0) {
            return Optional.empty();
        }
        ApiKey.Issued issued = ApiKey.issue("admin (first start)", Role.ADMIN, null, null);
        audit.record(
                Actor.SERVICE,
                "api-key.created",
                issued.key().asAudited(),
                null,
                issued.key().auditedState());
        return Optional.of(issued);
    }

    // Written directly to standard output, because the log may be filtered or stored in places unsuitable for secrets.
    private static void show(ApiKey.Issued issued) {
        System.out.println("""

                ------------------------------------------------------------------------------
                  There was no API key yet, so an admin key was created:

                      %s

                  It is shown only once and stored only as a hash. Store it in a safe place now.
                  Send it as   Authorization: Bearer <key>
                  If it gets lost, start the service with OFFPRINT_ADMIN_KEY set.
                ------------------------------------------------------------------------------
                """.formatted(issued.secret()));
        System.out.flush();
    }
}
