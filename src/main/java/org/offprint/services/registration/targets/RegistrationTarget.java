package org.offprint.services.registration.targets;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.faults.Finding;

/**
 * Service with which records are registered. Implementations are stateless beans that render, send and poll, while the
 * caller decides the outcome of a registration. No method throws an exception if the registration service reports an
 * error or does not respond.
 */
public interface RegistrationTarget {

    /** Returns the registration service that this class supports. */
    Target target();

    /** Returns the URL of the registration service or of its test system, without a trailing slash. */
    URI address(boolean isTest);

    /**
     * Returns the URL to call for an account, which is its base URL or, by default, the URL of the registration
     * service.
     */
    default URI address(TargetAccount account) {
        return account.baseUrl() == null ? address(account.isTest()) : account.baseUrl();
    }

    /**
     * Returns how long to poll for a file that may have been received, before a new file is built and sent. Returns
     * zero if the same file can safely be sent twice.
     */
    default Duration maxTimeUnsure() {
        return Duration.ZERO;
    }

    /**
     * Returns the reasons why the settings of an account are invalid, with JSON Pointers; empty if they are valid.
     *
     * @param secret secret to store; null if there is none or the current secret is kept
     */
    default List<Finding> settingsErrors(AccountSettings settings, String secret) {
        return List.of();
    }

    /** Returns the kinds of records that the registration service accepts. */
    Set<RegisteredKind> kinds();

    /**
     * Returns the identifier of a record at the registration service; empty if it cannot have one.
     *
     * @param record published record
     */
    Optional<String> identifier(RegisteredRecord record);

    /**
     * Returns the next content to send for a record, without network access.
     *
     * @param registeredParts {@link Payload#parts} of the last content that the service has; empty if the service has
     *     no content
     */
    Payload render(RegisteredRecord record, AccountSettings account, Map<String, String> registeredParts);

    /** Returns the documented rate limit of the registration service in files per second; empty if there is none. */
    default OptionalInt filesPerSecond() {
        return OptionalInt.empty();
    }

    /** Returns the maximum number of records per file. */
    default int maxRecords() {
        return 1;
    }

    /** Returns whether two payloads of the same account and journal may share a file. */
    default boolean mayShare(Payload one, Payload other) {
        return false;
    }

    /**
     * Returns a file with the given contents, for use with {@link #send}.
     *
     * @param contents at least one content; all must have the same account, journal and prefix
     * @param batch unique name of the batch: letters, digits and hyphens
     * @param timestamp must be larger than any timestamp sent earlier for these records
     */
    byte[] file(List<Payload> contents, AccountSettings account, String batch, long timestamp);

    /** Returns the file name extension, such as {@code .xml}. */
    String fileExtension();

    /**
     * Returns a unique file name.
     *
     * @param contents contents of the file
     * @param attempt id of the attempt that sends the file
     * @param batch the batch name passed to {@link #file}
     */
    default String fileName(List<Payload> contents, UUID attempt, String batch) {
        return batch + fileExtension();
    }

    /** Returns the media type of the sent files. */
    String mediaType();

    /**
     * Validates a file against the schema of the registration service. Returns the error in one line; empty if the file
     * is valid.
     */
    Optional<String> invalid(byte[] file);

    /**
     * Returns the values of a record in a file, keyed by path. Values that are different in every file, such as the
     * file name and time, are omitted, so files with the same content have equal values.
     *
     * @param file file created by {@link #file}, which may contain other records
     * @see FileValues
     */
    Map<String, String> values(byte[] file, String identifier);

    /** Sends a file to the registration service. The registration attempt must be stored beforehand. */
    Answer send(Dispatch dispatch, TargetAccount account);

    /** Polls for the result of a file that was sent or may have been sent. */
    Answer poll(Dispatch dispatch, TargetAccount account);

    /** Signs in to the registration service to test an account, without sending a file. */
    AccountCheck check(TargetAccount account);

    /**
     * Returns the record with the given identifier at the registration service; empty if there is none or the service
     * does not publish records.
     */
    Optional<RemoteRecord> find(String identifier, TargetAccount account);
}
