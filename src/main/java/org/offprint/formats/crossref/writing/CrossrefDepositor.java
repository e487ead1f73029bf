package org.offprint.formats.crossref.writing;

/**
 * Depositor named in the head of each Crossref file. Components are null if they are not configured.
 *
 * @param name name of the depositor, as registered with Crossref
 * @param email address to which Crossref sends the result of a deposit
 * @param registrant organization responsible for the records; if null, the name of the depositor is used
 * @param crossmarkPolicy DOI of the Crossmark policy page; required in a deposit that updates another work
 */
public record CrossrefDepositor(String name, String email, String registrant, String crossmarkPolicy) {

    /** Returns the depositor of an installation that makes no Crossref deposits. */
    public static CrossrefDepositor none() {
        return new CrossrefDepositor(null, null, null, null);
    }

    /**
     * Returns whether the depositor's name and email address are configured, which the head of a Crossref file
     * requires.
     */
    public boolean isNamed() {
        return name != null && email != null;
    }

    String responsible() {
        return registrant == null ? name : registrant;
    }
}
