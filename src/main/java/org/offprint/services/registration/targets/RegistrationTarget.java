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
 * Service with which records are registered. Implementations are stateless beans that render, send and poll. The caller
 * decides the outcome of a registration. No method throws an exception if the registration service reports an error or
 * does not answer.
 */
public interface RegistrationTarget {

    /** Returns the registration service that this class implements. */
    Target target();

    /** Returns the URL of the registration service or of its test system, without a slash at the end. */
    URI address(boolean isTest);

    /**
     * Returns the URL that is called for an account: the base URL of the account or, by default, the URL of the
     * registration service.
     */
    default URI address(TargetAccount account) {
        return account.baseUrl() == null ? address(account.isTest()) : account.baseUrl();
    }

    /**
     * Returns how long to poll for a file that was possibly received, before a new file is built and sent. Returns zero
     * if sending the same file twice does no harm.
     */
    default Duration maxTimeUnsure() {
        return Duration.ZERO;
    }

    /**
     * Returns the reasons why an account cannot be used with this registration service, with JSON Pointers; empty if it
     * can be used.
     *
     * @param secret secret to be stored; null if there is no secret or the current secret is kept
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
     * @param registeredParts hashes of the registered parts: {@link Payload#parts} of the last content that the service
     *     has; empty if the service has no content
     */
    Payload render(RegisteredRecord record, AccountSettings account, Map<String, String> registeredParts);

    /**
     * Returns the documented rate limit of the registration service, in files per second; empty if the service
     * documents no limit.
     */
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
     * Returns the file with these contents, to be sent with {@link #send}.
     *
     * @param contents at least one content, all of the same account, journal and prefix
     * @param batch unique name of the batch: letters, digits and hyphens
     * @param timestamp larger than any timestamp sent before for these records
     */
    byte[] file(List<Payload> contents, AccountSettings account, String batch, long timestamp);

    /** Returns the extension of file names, such as {@code .xml}. */
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

    /** Returns the media type of the files that are sent. */
    String mediaType();

    /**
     * Returns the validation error that the schema of the registration service reports for a file, in one line; empty
     * if it is valid.
     */
    Optional<String> invalid(byte[] file);

    /**
     * Returns the values of a record in a file, by path. Values that differ in every file, such as the file name and
     * the time, are omitted. Two files with equal content therefore have equal values.
     *
     * @param file file created by {@link #file}, which may contain other records
     * @see FileValues
     */
    Map<String, String> values(byte[] file, String identifier);

    /** Sends a file to the registration service. The registration attempt must be stored before the file is sent. */
    Answer send(Dispatch dispatch, TargetAccount account);

    /** Polls for the processing result of a file that was sent or may have been sent. */
    Answer poll(Dispatch dispatch, TargetAccount account);

    /** Signs in to the registration service without sending a file. */
    AccountCheck check(TargetAccount account);

    /**
     * Reads the registration service's record for an identifier; empty if there is no record or the service does not
     * provide records.
     */
    Optional<RemoteRecord> find(String identifier, TargetAccount account);
}
