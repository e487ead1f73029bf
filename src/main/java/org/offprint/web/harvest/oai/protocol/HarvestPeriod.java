package org.offprint.web.harvest.oai.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Period of a selective harvest (OAI-PMH, section 2.7). The start and the end are inclusive.
 *
 * @param from start of the period; null if there is none
 * @param until end of the period; null if there is none
 */
public record HarvestPeriod(Instant from, Instant until) {

    /**
     * Parses the arguments {@code from} and {@code until} of an OAI-PMH request.
     *
     * @throws OaiException with all errors
     */
    public static HarvestPeriod of(OaiRequest request) {
        List<OaiFault> faults = new ArrayList<>();
        Optional<OaiDate> from = date(request, "from", faults);
        Optional<OaiDate> until = date(request, "until", faults);
        if (from.isPresent() && until.isPresent()) {
            if (from.get().isDay() != until.get().isDay()) {
                faults.add(OaiFault.badArgument("from and until must have the same granularity."));
            } else if (from.get().start().isAfter(until.get().start())) {
                faults.add(OaiFault.badArgument("from must not be later than until."));
            }
        }
        if (!faults.isEmpty()) {
            throw new OaiException(faults);
        }
        return new HarvestPeriod(
                from.map(OaiDate::start).orElse(null), until.map(OaiDate::end).orElse(null));
    }

    private static Optional<OaiDate> date(OaiRequest request, String name, List<OaiFault> faults) {
        try {
            return request.argument(name).map(OaiDate::parse);
        } catch (IllegalArgumentException e) {
            faults.add(OaiFault.badArgument(
                    name + " must be a day (2026-01-31) or a second (2026-01-31T12:00:00Z) in UTC, not "
                            + OaiRequest.shown(request.argument(name).orElseThrow()) + "."));
            return Optional.empty();
        }
    }
}
