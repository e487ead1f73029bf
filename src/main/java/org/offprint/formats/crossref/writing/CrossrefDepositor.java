package org.offprint.formats.crossref.writing;

/**
 * Depositor named in the head of each Crossref file. A member that is not configured is null.
 *
 * @param name name of the depositor, as registered with Crossref
 * @param email address to which Crossref sends the outcome
 * @param registrant organization responsible for the records; if null, the name of the depositor is used
 * @param crossmarkPolicy DOI of the Crossmark policy page; required in a deposit that updates another work
 */
public record CrossrefDepositor(String name, String email, String registrant, String crossmarkPolicy) {

    /** Returns the depositor for a service that makes no deposits. */
    public static CrossrefDepositor none() {
        return new CrossrefDepositor(null, null, null, null);
    }

    /** Returns whether the name and the email address are configured, which are required in the head of a file. */
    public boolean isNamed() {
        return name != null && email != null;
    }

    String responsible() {
        return registrant == null ? name : registrant;
    }
}
