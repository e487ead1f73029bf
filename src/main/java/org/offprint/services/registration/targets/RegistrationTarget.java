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
 * A service that records are registered with. An implementation is a bean and keeps nothing: it renders, sends and asks;
 * what becomes of a registration is decided by its caller. No method throws for an answer of the service or for the want
 * of one.
 */
public interface RegistrationTarget {

    /** Returns the target that this is. */
    Target target();

    /** Returns the address of the service, or of its system for tests, without a slash at its end. */
    URI address(boolean isTest);

    /** Returns the address that is called for an account: its own one, else that of the service. */
    default URI address(TargetAccount account) {
        return account.baseUrl() == null ? address(account.isTest()) : account.baseUrl();
    }

    /**
     * Returns how long the service is asked for a file that was perhaps received, before the file is made and sent anew;
     * zero where sending twice does no harm.
     */
    default Duration longestUnsure() {
        return Duration.ZERO;
    }

    /**
     * Returns all that keeps an account from being one with this service, with pointers into the account; empty for
     * nothing.
     *
     * @param secret that is to be stored; null where none is, or the present one is kept
     */
    default List<Finding> unfit(AccountSettings settings, String secret) {
        return List.of();
    }

    /** Returns the kinds of records that the service takes. */
    Set<RegisteredKind> kinds();

    /**
     * Returns the identifier that a record has with the service; empty for one that cannot have any.
     *
     * @param record published
     */
    Optional<String> identifier(RegisteredRecord record);

    /**
     * Returns the next content to send of a record, without any network.
     *
     * @param registeredParts of what is registered, each with its hash: {@link Payload#parts} of the last content that the
     *     service has; empty where it has none
     */
    Payload render(RegisteredRecord record, AccountSettings account, Map<String, String> registeredParts);

    /** Returns how many files a second the service takes, as its documentation says; empty where that says nothing. */
    default OptionalInt filesPerSecond() {
        return OptionalInt.empty();
    }

    /** Returns the most records of a file. */
    default int mostRecords() {
        return 1;
    }

    /** Reports whether two contents, of one account and one journal, may stand in one file. */
    default boolean mayShare(Payload one, Payload other) {
        return false;
    }

    /**
     * Returns the file of some contents, which is what {@link #send} sends.
     *
     * @param contents of one account, one journal and one prefix; at least one
     * @param batch the name of the batch: letters, digits and hyphens, unique for ever
     * @param timestamp larger than any that was sent of these records
     */
    byte[] file(List<Payload> contents, AccountSettings account, String batch, long timestamp);

    /** Returns the end of the names of files, such as {@code .xml}. */
    String fileExtension();

    /**
     * Returns the name of a file, unique for ever.
     *
     * @param contents of the file
     * @param attempt by which it is sent
     * @param batch as in {@link #file}
     */
    default String fileName(List<Payload> contents, UUID attempt, String batch) {
        return batch + fileExtension();
    }

    /** Returns the media type of files. */
    String mediaType();

    /** Returns what is wrong with a file by the schema of the service, in one line; empty where it is valid. */
    Optional<String> invalid(byte[] file);

    /**
     * Returns the values that a file has of a record by their places, without what each file has anew, such as its name and
     * its time: two files of equal content have equal places.
     *
     * @param file as {@link #file} makes it, of this record and perhaps of others
     * @see FilePlaces
     */
    Map<String, String> places(byte[] file, String identifier);

    /** Sends a file; its attempt is stored. */
    Answer send(Dispatch dispatch, TargetAccount account);

    /** Asks for the result of a file that was sent, or perhaps was. */
    Answer ask(Dispatch dispatch, TargetAccount account);

    /** Signs in without sending anything. */
    AccountCheck check(TargetAccount account);

    /** Reads the record that the service has of an identifier; empty where it has none or does not tell. */
    Optional<RemoteRecord> find(String identifier, TargetAccount account);
}
