package org.offprint.journal.issues;

import java.util.UUID;
import org.offprint.kernel.identifiers.PartialDate;

/**
 * Options of an issue's scheduled publication.
 *
 * @param publishedOn printed publication date; null for the existing date, or else the day of publication
 * @param withArticles whether the unpublished articles are published with the issue, all or none
 * @param byKey id of the API key that scheduled the publication
 * @param byName name of the API key that scheduled the publication
 */
public record IssueSchedule(PartialDate publishedOn, boolean withArticles, UUID byKey, String byName) {}
