package org.offprint.formats.crossref.writing;

/**
 * The depositor with Crossref, for the head of a file of deposits. Each member is null where it is not configured.
 *
 * @param name of the depositor, as registered with Crossref
 * @param email the address that Crossref sends the outcome to
 * @param registrant the organization responsible for the records; the depositor's name where it is null
 * @param crossmarkPolicy the DOI of the Crossmark policy page, which a deposit that updates another work must name
 */
public record CrossrefDepositor(String name, String email, String registrant, String crossmarkPolicy) {

    /** Returns the depositor of a service that deposits nothing. */
    public static CrossrefDepositor none() {
        return new CrossrefDepositor(null, null, null, null);
    }

    /** Reports whether the head of a file can be written. */
    public boolean isNamed() {
        return name != null && email != null;
    }

    String responsible() {
        return registrant == null ? name : registrant;
    }
}
