package org.offprint.api.registration;

import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.http.problem.Problems;
import org.offprint.identifiers.Ids;
import org.offprint.identifiers.InvalidValueException;
import org.offprint.registration.Registration;
import org.offprint.registration.RegistrationRepository;
import org.offprint.registration.accounts.RegistrationAccount;
import org.offprint.registration.accounts.RegistrationAccounts;
import org.offprint.security.Caller;

/** Finds accounts and registrations by the ids of requests: 404 where there is none, or none for the caller. */
@Singleton
class FoundRegistrations {

    private final RegistrationAccounts accounts;
    private final RegistrationRepository registrations;
    private final Caller caller;

    FoundRegistrations(RegistrationAccounts accounts, RegistrationRepository registrations, Caller caller) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.caller = caller;
    }

    RegistrationAccount account(String id) {
        return accounts.find(id("registration account", id))
                .orElseThrow(() -> Problems.notFound("registration account", id));
    }

    RegistrationAccount lockedAccount(String id) {
        return accounts.lock(id("registration account", id))
                .orElseThrow(() -> Problems.notFound("registration account", id));
    }

    /** A registration of a journal that the caller edits. */
    Registration registration(String id) {
        return own(id, registrations::findById);
    }

    /** Returns the registration, locked until the transaction ends. */
    Registration lockedRegistration(String id) {
        return own(id, found -> registrations.lock(found).orElse(null));
    }

    private Registration own(String id, Function<UUID, Registration> find) {
        Registration found = find.apply(id("registration", id));
        if (found == null) {
            throw Problems.notFound("registration", id);
        }
        caller.requireEditorOf(found.journal);
        return found;
    }

    private static UUID id(String what, String id) {
        try {
            return Ids.parse(id);
        } catch (InvalidValueException e) {
            throw Problems.notFound(what, id);
        }
    }
}
