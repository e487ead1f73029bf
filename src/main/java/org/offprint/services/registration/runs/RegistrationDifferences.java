package org.offprint.services.registration.runs;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offprint.services.registration.RegisteredRecords;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.RegistrationAttempts;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.Targets;

/**
 * Compares the last accepted file of a record with the file that would be sent now, without calling the registration
 * service.
 */
@ApplicationScoped
public class RegistrationDifferences {

    /** Maximum number of reported differences per record. */
    public static final int MAX_DIFFERENCES = 20;

    private static final int MAX_VALUE_LENGTH = 500;

    private final RegistrationAttempts attempts;
    private final RegisteredRecords records;
    private final Targets targets;

    RegistrationDifferences(RegistrationAttempts attempts, RegisteredRecords records, Targets targets) {
        this.attempts = attempts;
        this.records = records;
        this.targets = targets;
    }

    /**
     * Differences between the registered and the published content of a record.
     *
     * @param attempt number of the attempt that registered the current content; null if nothing is registered
     * @param items at most {@link #MAX_DIFFERENCES} differences, in file order
     * @param hasMore whether there are more differences
     */
    public record FoundDifferences(Comparison comparison, Integer attempt, List<Difference> items, boolean hasMore) {

        private static FoundDifferences none(Comparison comparison, Integer attempt) {
            return new FoundDifferences(comparison, attempt, List.of(), false);
        }
    }

    /** Returns the differences between the registered and the published content of a record. */
    public FoundDifferences of(Registration registration) {
        Optional<RegistrationAttempts.AcceptedFile> taken = attempts.lastAccepted(registration.id);
        Optional<RegistrationAccount> account = RegistrationAccount.findByIdOptional(registration.account);
        if (taken.isEmpty() || account.isEmpty()) {
            return FoundDifferences.none(Comparison.NOTHING_REGISTERED, null);
        }
        int attempt = taken.get().number();
        if (taken.get().bytes() == null) {
            return FoundDifferences.none(Comparison.FILE_FORGOTTEN, attempt);
        }
        RegistrationTarget target = targets.get(account.get().target());
        Optional<byte[]> wanted = wanted(registration, target, account.get());
        if (wanted.isEmpty()) {
            return FoundDifferences.none(Comparison.NOTHING_TO_SEND, attempt);
        }
        Map<String, String> there = target.values(taken.get().bytes(), registration.identifier);
        Map<String, String> here = target.values(wanted.get(), registration.identifier);
        List<Difference> all = differences(there, here);
        return new FoundDifferences(
                Comparison.COMPARED,
                attempt,
                all.subList(0, Math.min(MAX_DIFFERENCES, all.size())),
                all.size() > MAX_DIFFERENCES);
    }

    /**
     * Returns the deposit file with the final content of a record. For deposits in two steps, returns the file of the
     * second step.
     */
    private Optional<byte[]> wanted(Registration registration, RegistrationTarget target, RegistrationAccount account) {
        Optional<RegisteredRecord> record = records.read(registration.kind(), registration.record)
                .filter(each -> target.identifier(each)
                        .filter(registration.identifier::equalsIgnoreCase)
                        .isPresent());
        return record.map(each -> target.render(each, account.settings, Map.of()))
                .filter(Payload::isReady)
                .map(payload -> target.file(List.of(payload), account.settings, "offprint-comparison", 1));
    }

    /** Returns up to one difference more than the maximum, so that the caller can detect whether there are more. */
    private static List<Difference> differences(Map<String, String> there, Map<String, String> here) {
        Set<String> places = new LinkedHashSet<>(here.keySet());
        places.addAll(there.keySet());
        List<Difference> found = new ArrayList<>();
        for (String place : places) {
            String registered = there.get(place);
            String published = here.get(place);
            boolean isSame = registered == null ? published == null : registered.equals(published);
            if (!isSame && found.size() <= MAX_DIFFERENCES) {
                found.add(new Difference(place, cut(registered), cut(published)));
            }
        }
        return found;
    }

    private static String cut(String value) {
        return value == null || value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH) + '…';
    }
}
