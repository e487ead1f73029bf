package org.offprint.journal.articles;

import java.util.UUID;
import org.offprint.kernel.identifiers.PartialDate;

/**
 * The options of a scheduled publication of an article.
 *
 * @param publishedOn the printed date; null: the one it has, or the day it appears
 * @param kind null: by what there was before
 * @param byKey the key of who scheduled it
 * @param byName the name of who scheduled it
 */
public record ArticleSchedule(PartialDate publishedOn, PublicationKind kind, String note, UUID byKey, String byName) {}
