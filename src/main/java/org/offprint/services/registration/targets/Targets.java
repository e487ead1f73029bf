package org.offprint.services.registration.targets;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The targets of this program. */
@ApplicationScoped
public class Targets {

    private final Map<Target, RegistrationTarget> all;

    Targets(Instance<RegistrationTarget> targets) {
        all = targets.stream().collect(Collectors.toMap(RegistrationTarget::target, Function.identity()));
    }

    /** Reports whether this program can send to a target. */
    public boolean has(Target target) {
        return all.containsKey(target);
    }

    /**
     * Returns a target.
     *
     * @throws IllegalStateException where this program cannot send to it
     */
    public RegistrationTarget get(Target target) {
        RegistrationTarget found = all.get(target);
        if (found == null) {
            throw new IllegalStateException("There is nothing that sends to " + target.word());
        }
        return found;
    }
}
