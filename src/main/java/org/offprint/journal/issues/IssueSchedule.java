package org.offprint.journal.issues;

import java.util.UUID;
import org.offprint.kernel.identifiers.PartialDate;

/**
 * Options of an issue's scheduled publication.
 *
 * @param publishedOn printed publication date; null to keep the existing date, or to use the day of publication if
 *     there is none
 * @param withArticles whether all unpublished articles of the issue are published with it
 * @param byKey id of the API key that scheduled the publication
 * @param byName name of the API key that scheduled the publication
 */
public record IssueSchedule(PartialDate publishedOn, boolean withArticles, UUID byKey, String byName) {}
