package org.offprint.journal.issues;

import java.util.UUID;
import org.offprint.kernel.identifiers.PartialDate;

/**
 * The options of a scheduled publication of an issue.
 *
 * @param publishedOn the printed date; null: the one it has, or the day it appears
 * @param withArticles its unpublished articles with it, all or nothing
 * @param byKey the key of who scheduled it
 * @param byName the name of who scheduled it
 */
public record IssueSchedule(PartialDate publishedOn, boolean withArticles, UUID byKey, String byName) {}
