package org.offprint.services.registration.targets.crossref;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.kernel.text.Table;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;

/** Interprets messages from Crossref's deposit queue, using {@code crossref-diagnostics.tsv}. */
final class CrossrefDiagnostics {

    private static final List<KnownMessage> ROWS = Table.of("crossref-diagnostics.tsv", 3).rows().stream()
            .map(cells -> new KnownMessage(
                    List.of(cells.get(0).split("…")),
                    cells.get(1),
                    RecordOutcome.valueOf(cells.get(2).toUpperCase(Locale.ROOT))))
            .toList();

    /** Text before the timestamp in Crossref's message about a timestamp that is too low. */
    private static final String VERSION = "previously submitted version";

    private static final int MAX_DIGITS = 19;

    private record KnownMessage(List<String> words, String code, RecordOutcome outcome) {

        boolean fits(String message) {
            int from = 0;
            for (String each : words) {
                int at = message.indexOf(each, from);
                if (at < 0) {
                    return false;
                }
                from = at + each.length();
            }
            return true;
        }
    }

    private CrossrefDiagnostics() {}

    /**
     * Returns the outcome of a record.
     *
     * @param status Crossref's status: Success, Warning or Failure
     * @param message Crossref's message; empty if there is none
     * @param findings all messages about the record
     */
    static RecordAnswer of(String status, String message, List<String> findings) {
        String lower = message.toLowerCase(Locale.ROOT);
        boolean isWarning = status.equalsIgnoreCase("warning");
        if (status.equalsIgnoreCase("success") && !lower.contains("conflict")) {
            return answer(RecordOutcome.REGISTERED, null, message, null, findings);
        }
        for (KnownMessage row : ROWS) {
            if (row.fits(lower)) {
                // The status "Warning" means that the record is registered, regardless of the message.
                RecordOutcome outcome = isWarning ? RecordOutcome.WARNED : row.outcome();
                Long version = row.code().equals("timestamp") ? version(lower) : null;
                return answer(outcome, row.code(), message, version, findings);
            }
        }
        if (isWarning || status.equalsIgnoreCase("success")) {
            return answer(RecordOutcome.WARNED, "warning", message, null, findings);
        }
        return lower.isBlank()
                ? answer(RecordOutcome.AGAIN, "service-trouble", message, null, findings)
                : answer(RecordOutcome.REFUSED, "refused", message, null, findings);
    }

    private static RecordAnswer answer(
            RecordOutcome outcome, String code, String message, Long timestamp, List<String> findings) {
        List<String> all = new ArrayList<>(findings);
        return new RecordAnswer(outcome, code, message, null, timestamp, all);
    }

    private static Long version(String message) {
        int at = message.indexOf(VERSION);
        if (at < 0) {
            return null;
        }
        StringBuilder digits = new StringBuilder();
        for (int i = at + VERSION.length(); i < message.length() && digits.length() <= MAX_DIGITS; i++) {
            char c = message.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (!digits.isEmpty()) {
                break;
            }
        }
        if (digits.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(digits.toString());
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }
}
