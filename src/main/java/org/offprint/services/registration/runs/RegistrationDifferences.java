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
import org.offprint.services.registration.accounts.RegistrationAccounts;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.Targets;

/**
 * Compares the last file that a service took a record from with the file that would be sent of the record now. No service is
 * called.
 */
@ApplicationScoped
public class RegistrationDifferences {

    /** The most differences that are told of a record. */
    public static final int MOST = 20;

    private static final int LONGEST_VALUE = 500;

    private final RegistrationAttempts attempts;
    private final RegistrationAccounts accounts;
    private final RegisteredRecords records;
    private final Targets targets;

    RegistrationDifferences(
            RegistrationAttempts attempts, RegistrationAccounts accounts, RegisteredRecords records, Targets targets) {
        this.attempts = attempts;
        this.accounts = accounts;
        this.records = records;
        this.targets = targets;
    }

    /**
     * The differences of a record.
     *
     * @param attempt the number of the attempt that the service has the record from; null where there is none
     * @param items at most {@link #MOST}, in the order of the file
     * @param hasMore there are more of them
     */
    public record Found(Comparison comparison, Integer attempt, List<Difference> items, boolean hasMore) {

        private static Found none(Comparison comparison, Integer attempt) {
            return new Found(comparison, attempt, List.of(), false);
        }
    }

    /** Returns where the content that a service has of a record differs from what is published of it. */
    public Found of(Registration registration) {
        Optional<RegistrationAttempts.Taken> taken = attempts.lastTaken(registration.id);
        Optional<RegistrationAccount> account = accounts.find(registration.account);
        if (taken.isEmpty() || account.isEmpty()) {
            return Found.none(Comparison.NOTHING_REGISTERED, null);
        }
        int attempt = taken.get().number();
        if (taken.get().bytes() == null) {
            return Found.none(Comparison.FILE_FORGOTTEN, attempt);
        }
        RegistrationTarget target = targets.get(account.get().target());
        Optional<byte[]> wanted = wanted(registration, target, account.get());
        if (wanted.isEmpty()) {
            return Found.none(Comparison.NOTHING_TO_SEND, attempt);
        }
        Map<String, String> there = target.places(taken.get().bytes(), registration.identifier);
        Map<String, String> here = target.places(wanted.get(), registration.identifier);
        List<Difference> all = differences(there, here);
        return new Found(Comparison.COMPARED, attempt, all.subList(0, Math.min(MOST, all.size())), all.size() > MOST);
    }

    /** Returns the file of the record as it is to be in the end, whatever the service has: not the first of two steps. */
    private Optional<byte[]> wanted(Registration registration, RegistrationTarget target, RegistrationAccount account) {
        Optional<RegisteredRecord> record = records.read(registration.kind(), registration.record)
                .filter(each -> target.identifier(each)
                        .filter(registration.identifier::equalsIgnoreCase)
                        .isPresent());
        return record.map(each -> target.render(each, account.settings(), Map.of()))
                .filter(Payload::isReady)
                .map(payload -> target.file(List.of(payload), account.settings(), "offprint-comparison", 1));
    }

    /** Returns one difference more than are told at most, so that it is known whether there are more. */
    private static List<Difference> differences(Map<String, String> there, Map<String, String> here) {
        Set<String> places = new LinkedHashSet<>(here.keySet());
        places.addAll(there.keySet());
        List<Difference> found = new ArrayList<>();
        for (String place : places) {
            String registered = there.get(place);
            String published = here.get(place);
            boolean isSame = registered == null ? published == null : registered.equals(published);
            if (!isSame && found.size() <= MOST) {
                found.add(new Difference(place, cut(registered), cut(published)));
            }
        }
        return found;
    }

    private static String cut(String value) {
        return value == null || value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + '…';
    }
}
