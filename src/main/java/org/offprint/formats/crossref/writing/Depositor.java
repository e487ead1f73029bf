package org.offprint.formats.crossref.writing;

/**
 * Who deposits with Crossref: what the head of a batch says and no record knows. Each is null where it is not
 * configured.
 *
 * @param name of whoever deposits, as registered with Crossref
 * @param email where Crossref sends the outcome
 * @param crossmarkPolicy the DOI of the Crossmark policy page, which a deposit that updates another work must name
 */
public record Depositor(String name, String email, String crossmarkPolicy) {}
