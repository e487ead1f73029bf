package org.offprint.formats.crossref.writing;

/**
 * The depositor with Crossref, for the head of a batch. Each member is null where it is not configured.
 *
 * @param name of whoever deposits, as registered with Crossref
 * @param email where Crossref sends the outcome
 * @param crossmarkPolicy the DOI of the Crossmark policy page, which a deposit that updates another work must name
 */
public record Depositor(String name, String email, String crossmarkPolicy) {}
