package org.offprint.web.api.contract;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Test profile of a service with optional features disabled. The service generates its contract from the code, does not
 * count views, and has no admin key in its environment. All tests that need one of these settings share this profile,
 * because the service is built and started again for each profile.
 */
public class MinimalServiceProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "offprint.admin-key",
                "",
                "offprint.usage",
                "false",
                "mp.openapi.scan.disable",
                "false",
                "mp.openapi.filter",
                ContractFilter.class.getName(),
                "quarkus.arc.exclude-types",
                ServedContract.class.getName());
    }
}
