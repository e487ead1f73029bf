package org.offprint.web.api.signin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.offprint.web.api.signin.SignInException.Outcome;

/** Counters of sign-ins, by outcome ({@code offprint_sign_ins_total}). */
@Singleton
class SignInMetrics {

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    SignInMetrics(MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("offprint.sign.ins")
                            .description("Number of sign-ins, by outcome")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void count(Outcome outcome) {
        counters.get(outcome).increment();
    }
}
