package org.offprint.web.api.registration;

import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.offprint.web.api.Client;

/** Sets the registration plans of journals for tests. */
public final class JournalPlans {

    private JournalPlans() {}

    /** Replaces all registration plans of a journal with one plan. */
    public static void set(Client admin, String journal, String account, String mode, String... kinds) {
        ObjectNode plans = object();
        ArrayNode planned = plans.putArray("items")
                .addObject()
                .put("account", account)
                .put("mode", mode)
                .putArray("kinds");
        List.of(kinds).forEach(planned::add);
        admin.put("/v1/journals/" + journal + "/registration-plans", plans).expect(200);
    }
}
