package org.offprint.journal.articles;

import java.util.UUID;
import org.offprint.kernel.identifiers.PartialDate;

/**
 * Options of an article's scheduled publication.
 *
 * @param publishedOn printed publication date; null for the existing date, or else the day of publication
 * @param kind kind of the version; if null, derived from the previous version
 * @param byKey id of the API key that scheduled the publication
 * @param byName name of the API key that scheduled the publication
 */
public record ArticleSchedule(PartialDate publishedOn, PublicationKind kind, String note, UUID byKey, String byName) {}
