package org.offprint.services.registration.targets;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Response of a registration service to a file or to a poll for its result.
 *
 * @param file outcome of the file as a whole
 * @param code reason code from {@code registration-answers.tsv}; null if the outcome needs no reason
 * @param message message for editors; null for the default message of the code
 * @param httpStatus HTTP status; null if no response arrived, or if the registration service does not use HTTP
 * @param raw original response; null if no response arrived
 * @param submission id that the registration service assigned to the file; null if there is none
 * @param notBefore earliest time of the next request; null if the registration service did not specify one
 * @param records outcomes by registration id if the registration service has read the file; records without an entry
 *     were not reported
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

    /** Maximum number of characters of a response to store. */
    public static final int MAX_RAW_LENGTH = 65_536;

    public Answer {
        raw = raw == null || raw.length() <= MAX_RAW_LENGTH ? raw : raw.substring(0, MAX_RAW_LENGTH);
        records = Map.copyOf(records);
    }

    /** Outcome of a sent file as a whole. */
    public enum FileOutcome {
        /** The registration service has received the file and will report the result later. */
        RECEIVED,
        /** The registration service has read the file and reported an outcome for each record. */
        READ,
        /** The registration service has temporarily rejected the file. */
        LATER,
        /** The file may have been received, because the connection was lost after sending had started. */
        UNSURE,
        /** The registration service has no record of the file. */
        UNKNOWN,
        /** The registration service does not accept files from the account. */
        BLOCKED
    }

    /** Outcome of one record in a sent file. */
    public enum RecordOutcome {
        REGISTERED,
        WARNED,
        REFUSED,
        /** The registration service rejects the account, the prefix or the title. */
        BLOCKED,
        /** The record belongs to another account of the registration service. */
        FOREIGN,
        /** The record must be sent again. */
        AGAIN
    }

    /**
     * Outcome of one record in a sent file, with the reason.
     *
     * @param remoteId id that the registration service assigned to the record; null if there is none
     * @param timestamp timestamp of the registered content; null if the registration service does not report it
     * @param findings warnings and similar messages of the registration service
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

        /** Returns the outcome of a record that was registered without a warning. */
        public static RecordAnswer registered(String remoteId) {
            return new RecordAnswer(RecordOutcome.REGISTERED, null, null, remoteId, null, List.of());
        }

        /** Creates the outcome of one record in a sent file, with a code and a message. */
        public static RecordAnswer of(RecordOutcome outcome, String code, String message) {
            return new RecordAnswer(outcome, code, message, null, null, message == null ? List.of() : List.of(message));
        }
    }

    /** Returns a response for a file that the registration service has received and will process later. */
    public static Answer received(int httpStatus, String raw, String submission) {
        return new Answer(FileOutcome.RECEIVED, null, null, httpStatus, raw, submission, null, Map.of());
    }

    /** Returns a response for a file that the registration service has read, with the outcomes of its records. */
    public static Answer read(Integer httpStatus, String raw, Map<UUID, RecordAnswer> records) {
        return new Answer(FileOutcome.READ, null, null, httpStatus, raw, null, null, records);
    }

    /** Returns a response for a file that the registration service has read, with the same outcome for all records. */
    public static Answer read(Integer httpStatus, String raw, Dispatch dispatch, RecordAnswer all) {
        Map<UUID, RecordAnswer> records = new HashMap<>();
        dispatch.items().forEach(item -> records.put(item.registration(), all));
        return read(httpStatus, raw, records);
    }

    /** Returns a response for a file that the registration service has temporarily rejected. */
    public static Answer later(String code, Integer httpStatus, String raw, Instant notBefore) {
        return new Answer(FileOutcome.LATER, code, null, httpStatus, raw, null, notBefore, Map.of());
    }

    /** Maximum retry delay that a registration service can request. */
    public static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);

    /** Returns a response for a file that the registration service may have received. */
    public static Answer unsure(Integer httpStatus, String raw) {
        return new Answer(FileOutcome.UNSURE, "no-answer", null, httpStatus, raw, null, null, Map.of());
    }

    /** Returns a response for a file that is unknown to the registration service. */
    public static Answer unknown(Integer httpStatus, String raw) {
        return new Answer(FileOutcome.UNKNOWN, null, null, httpStatus, raw, null, null, Map.of());
    }

    /** Returns a response of a registration service that does not accept files from the account. */
    public static Answer blocked(String code, Integer httpStatus, String raw) {
        return new Answer(FileOutcome.BLOCKED, code, null, httpStatus, raw, null, null, Map.of());
    }
}
