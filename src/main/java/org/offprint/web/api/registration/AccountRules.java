package org.offprint.web.api.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.ReadOnlyMembers;
import org.offprint.kernel.json.RecordReader;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationAccounts;
import org.offprint.services.registration.targets.ServiceClient;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.Targets;
import org.offprint.web.api.writes.Body;

/** Validates registration accounts that admins create or change. All errors are reported together. */
@Singleton
class AccountRules {

    private static final String NEVER_CHANGES = "Cannot be changed. Create another account instead.";

    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(
            Map.ofEntries(
                    Map.entry("id", "The id cannot be changed."),
                    Map.entry("createdAt", "The service sets the creation time of the account."),
                    Map.entry("links", "The service generates the links.")),
            Set.of(
                    "state",
                    "reason",
                    "message",
                    "waitingUntil",
                    "failingSince",
                    "succeededAt",
                    "updatedAt",
                    "revision"));

    private final RegistrationAccounts accounts;
    private final Targets targets;
    private final ServiceClient calls;

    AccountRules(RegistrationAccounts accounts, Targets targets, ServiceClient calls) {
        this.accounts = accounts;
        this.targets = targets;
        this.calls = calls;
    }

    /**
     * Parses and validates the request body of a registration account.
     *
     * @param present stored account; null for a new account
     */
    RegistrationAccountInput read(Body<RegistrationAccountInput> body, RegistrationAccount present) {
        RecordReader reader = new RecordReader();
        JsonNode tree = body.tree();
        if (tree instanceof ObjectNode object) {
            tree = object.deepCopy();
            READ_ONLY.removeFrom(tree, present == null ? null : Json.tree(RegistrationAccountView.of(present)), reader);
        }
        RegistrationAccountInput input = body.read(tree, reader);
        if (input != null) {
            check(input, present, reader);
        }
        reader.check("The registration account");
        return input;
    }

    private void check(RegistrationAccountInput input, RegistrationAccount present, RecordReader reader) {
        Target target = input.target();
        if (target != null && !targets.has(target)) {
            reader.add(
                    "/target",
                    "not-available",
                    "This version of Offprint cannot send records to " + target.word() + ".");
        }
        if (present != null && target != null && target != present.target()) {
            reader.add("/target", "never-changes", NEVER_CHANGES);
        }
        if (present != null && input.isTest() != present.test) {
            reader.add("/test", "never-changes", NEVER_CHANGES);
        }
        if (input.baseUrl() != null) {
            checkAddress(URI.create(input.baseUrl().escaped()), reader);
        }
        if (target != null && targets.has(target)) {
            targets.get(target)
                    .settingsErrors(input.settingsOrNone(), input.newSecret())
                    .forEach(fault -> reader.add(fault.pointer(), fault.code(), fault.message()));
        }
        if (input.newSecret() != null && !accounts.canStoreSecrets()) {
            reader.add(
                    "/secret/value",
                    "secrets-key-missing",
                    "Requires the setting OFFPRINT_SECRETS_KEY, which encrypts secrets. Ask the operator to"
                            + " set it.");
        }
    }

    private void checkAddress(URI address, RecordReader reader) {
        if (!calls.allowsAnyHost()) {
            reader.add(
                    "/baseUrl",
                    "host-not-allowed",
                    "Remove this member. A different base URL is accepted only if"
                            + " offprint.registration.allow-any-host is set to true.");
        } else if (address.getRawQuery() != null || address.getRawFragment() != null || address.getHost() == null) {
            reader.add("/baseUrl", "address-format", "Must be a URL with a host and without a query or fragment.");
        }
    }
}
