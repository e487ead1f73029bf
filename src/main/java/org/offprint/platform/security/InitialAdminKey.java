package org.offprint.platform.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.settings.LogFormat;

/**
 * Creates an admin API key on the first start, unless an admin key is set in the environment. Without any admin key, no
 * API keys could be created.
 */
@Singleton
public class InitialAdminKey {

    private static final String MESSAGE = """

            ------------------------------------------------------------------------------
              The service had no API key, so it created an admin key:

                  %s

              The key is shown only once, and only its hash is stored. Save the key in a safe place now.
              Send it as   Authorization: Bearer <key>
              If the key is lost, start the service with OFFPRINT_ADMIN_KEY set.

              Site:        %s
              Swagger UI:  %2$s/docs
            ------------------------------------------------------------------------------
            """;

    private final AdminKey adminKey;
    private final Audit audit;
    private final LogFormat format;

    InitialAdminKey(AdminKey adminKey, Audit audit, Config config) {
        this.adminKey = adminKey;
        this.audit = audit;
        this.format = LogFormat.of(config);
    }

    /**
     * Creates and prints an admin API key if the database contains no API key.
     *
     * @param address base URL of the service, printed together with the key
     */
    public void createOnFirstStart(String address) {
        if (!adminKey.isSet()) {
            // The admin key is printed only after the commit, so that it is valid. If the process crashes before
            // printing, the key is lost, and the operator must set OFFPRINT_ADMIN_KEY.
            QuarkusTransaction.requiringNew().call(this::issueIfNone).ifPresent(issued -> print(issued, address));
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

    // Writes the admin key directly to standard output, because the log may be filtered and may not be a safe place for
    // secrets.
    private void print(ApiKey.Issued issued, String address) {
        String message = MESSAGE.formatted(issued.secret(), address);
        // For a JSON line, the horizontal rules are removed. The hyphens in an address such as xn--… are kept.
        System.out.println(format.line(
                "INFO",
                format.isJson() ? message.replaceAll("\\s+(-{10,}\\s+)?", " ").strip() : message));
        System.out.flush();
    }
}
