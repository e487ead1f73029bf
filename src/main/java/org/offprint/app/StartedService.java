package org.offprint.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.security.InitialAdminKey;

/**
 * Entry point that Quarkus calls after startup. Prints the admin key on the first start, then waits until the service
 * is stopped.
 */
public class StartedService implements QuarkusApplication {

    private final InitialAdminKey adminKey;
    private final PublicUrl publicUrl;

    StartedService(InitialAdminKey adminKey, PublicUrl publicUrl) {
        this.adminKey = adminKey;
        this.publicUrl = publicUrl;
    }

    @Override
    public int run(String... arguments) {
        adminKey.createOnFirstStart(publicUrl.absolute(""));
        Quarkus.waitForExit();
        return 0;
    }
}
