package org.offprint.web.api.registration;

import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.platform.security.Caller;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.accounts.RegistrationAccount;

/** Finds registration accounts and registrations by the ids in requests. An unknown id causes a 404 problem. */
@Singleton
class RegistrationLookup {
    private final Caller caller;

    RegistrationLookup(Caller caller) {
        this.caller = caller;
    }

    RegistrationAccount account(String id) {
        return RegistrationAccount.<RegistrationAccount>findByIdOptional(id("registration account", id))
                .orElseThrow(() -> Problems.notFound("registration account", id));
    }

    RegistrationAccount lockedAccount(String id) {
        return RegistrationAccount.lock(id("registration account", id))
                .orElseThrow(() -> Problems.notFound("registration account", id));
    }

    /**
     * Returns the registration with the given id.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the registration does not exist, 403 if the caller
     *     does not edit its journal
     */
    Registration registration(String id) {
        return own(id, known -> Registration.<Registration>findById(known));
    }

    /**
     * Returns the registration with the given id, locked until the transaction ends. The exceptions are the same as for
     * {@link #registration}.
     */
    Registration lockedRegistration(String id) {
        return own(id, found -> Registration.lock(found).orElse(null));
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
