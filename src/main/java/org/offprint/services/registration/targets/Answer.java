package org.offprint.services.registration.targets;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The answer of a service to a file or to a question for its result.
 *
 * @param file the outcome of the file as a whole
 * @param code why, a word of {@code registration-answers.tsv}; null where the outcome says all
 * @param message for editors; null for the sentence that belongs to the code
 * @param httpStatus null where no answer came, and of a service that does not speak HTTP
 * @param raw as the service said it; null for nothing
 * @param submission the service's own name of the file; null where it gave none
 * @param notBefore the service is not to be asked again before; null where it said nothing
 * @param records the outcomes of records, by registration, where the file was read; one that has none was not told
 */
public record Answer(
        FileOutcome file,
        String code,
        String message,
        Integer httpStatus,
        String raw,
        String submission,
        Instant notBefore,
        Map<UUID, RecordAnswer> records) {

    /** The most characters that are kept of an answer. */
    public static final int LONGEST_RAW = 65_536;

    public Answer {
        raw = raw == null || raw.length() <= LONGEST_RAW ? raw : raw.substring(0, LONGEST_RAW);
        records = Map.copyOf(records);
    }

    /** The outcome of a file as a whole. */
    public enum FileOutcome {
        /** Received; the result comes later. */
        RECEIVED,
        /** Read; each record has its outcome. */
        READ,
        /** Not taken, for now. */
        LATER,
        /** Perhaps received: the connection was lost after sending began. */
        UNSURE,
        /** The service knows nothing of the file. */
        UNKNOWN,
        /** The service does not take anything of the account. */
        BLOCKED
    }

    /** The outcome of a record. */
    public enum RecordOutcome {
        REGISTERED,
        WARNED,
        REFUSED,
        /** The account, the prefix or the title is refused. */
        BLOCKED,
        /** Belongs to another account of the service. */
        FOREIGN,
        /** To be sent again. */
        AGAIN
    }

    /**
     * The outcome of a record.
     *
     * @param remoteId the service's own id of it; null for none
     * @param timestamp of the content that the service has; null where it does not tell
     * @param findings warnings and the like, as the service said them
     */
    public record RecordAnswer(
            RecordOutcome outcome,
            String code,
            String message,
            String remoteId,
            Long timestamp,
            List<String> findings) {

        public RecordAnswer {
            findings = List.copyOf(findings);
        }

        /** The record is registered, without a warning. */
        public static RecordAnswer registered(String remoteId) {
            return new RecordAnswer(RecordOutcome.REGISTERED, null, null, remoteId, null, List.of());
        }

        /** The record has this outcome for this reason. */
        public static RecordAnswer of(RecordOutcome outcome, String code, String message) {
            return new RecordAnswer(outcome, code, message, null, null, message == null ? List.of() : List.of(message));
        }
    }

    /** The file was received; the result comes later. */
    public static Answer received(int httpStatus, String raw, String submission) {
        return new Answer(FileOutcome.RECEIVED, null, null, httpStatus, raw, submission, null, Map.of());
    }

    /** The file was read, and its records have these outcomes. */
    public static Answer read(Integer httpStatus, String raw, Map<UUID, RecordAnswer> records) {
        return new Answer(FileOutcome.READ, null, null, httpStatus, raw, null, null, records);
    }

    /** The file was read, and all its records have the same outcome. */
    public static Answer read(Integer httpStatus, String raw, Dispatch dispatch, RecordAnswer all) {
        Map<UUID, RecordAnswer> records = new HashMap<>();
        dispatch.items().forEach(item -> records.put(item.registration(), all));
        return read(httpStatus, raw, records);
    }

    /** The file was not taken, for now. */
    public static Answer later(String code, Integer httpStatus, String raw, Instant notBefore) {
        return new Answer(FileOutcome.LATER, code, null, httpStatus, raw, null, notBefore, Map.of());
    }

    /** The service is not to be asked for longer than this. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** The file was perhaps received. */
    public static Answer unsure(Integer httpStatus, String raw) {
        return new Answer(FileOutcome.UNSURE, "no-answer", null, httpStatus, raw, null, null, Map.of());
    }

    /** The service knows nothing of the file. */
    public static Answer unknown(Integer httpStatus, String raw) {
        return new Answer(FileOutcome.UNKNOWN, null, null, httpStatus, raw, null, null, Map.of());
    }

    /** The service takes nothing of the account. */
    public static Answer blocked(String code, Integer httpStatus, String raw) {
        return new Answer(FileOutcome.BLOCKED, code, null, httpStatus, raw, null, null, Map.of());
    }
}
