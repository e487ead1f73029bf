package org.offprint.web.api.contract;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * The service without what it has otherwise, for all tests of that: each profile is another build and start of the
 * service. It makes its contract of its code, counts no views, and has no admin key in its environment.
 */
public class BareService implements QuarkusTestProfile {

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
