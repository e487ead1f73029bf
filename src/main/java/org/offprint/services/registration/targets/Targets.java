package org.offprint.services.registration.targets;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Registration services that this program supports. */
@ApplicationScoped
public class Targets {

    private final Map<Target, RegistrationTarget> all;

    Targets(Instance<RegistrationTarget> targets) {
        all = targets.stream().collect(Collectors.toMap(RegistrationTarget::target, Function.identity()));
    }

    /** Returns whether this program supports a registration service. */
    public boolean has(Target target) {
        return all.containsKey(target);
    }

    /**
     * Returns the implementation for a registration service.
     *
     * @throws IllegalStateException if this program does not support the registration service
     */
    public RegistrationTarget get(Target target) {
        RegistrationTarget found = all.get(target);
        if (found == null) {
            throw new IllegalStateException("Unsupported registration target: " + target.word());
        }
        return found;
    }
}
