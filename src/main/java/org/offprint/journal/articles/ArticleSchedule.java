package org.offprint.journal.articles;

import java.util.UUID;
import org.offprint.kernel.identifiers.PartialDate;

/**
 * Options of an article's scheduled publication.
 *
 * @param publishedOn printed publication date; null to keep the existing date, or to use the day of publication if
 *     there is none
 * @param kind kind of the version; null to derive it from the previous version
 * @param byKey id of the API key that scheduled the publication
 * @param byName name of the API key that scheduled the publication
 */
public record ArticleSchedule(PartialDate publishedOn, PublicationKind kind, String note, UUID byKey, String byName) {}
