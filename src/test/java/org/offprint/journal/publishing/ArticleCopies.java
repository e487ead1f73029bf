package org.offprint.journal.publishing;

import java.util.List;

/** Copies a published article many times with SQL, which is much faster than creating articles over HTTP. */
public final class ArticleCopies {

    /**
     * SQL statement that creates a table with an id and a number for each copy. The other statements read the ids from
     * this table.
     */
    private static final String NUMBERS = "create table copied as"
            + " select gen_random_uuid() id, number, id original from article, generate_series(1, %d) number"
            + " where id = '%s'";

    private ArticleCopies() {}

    /**
     * Returns the SQL statements that copy this article, in order. A copy has the document of the original article
     * until it is typeset.
     */
    public static List<String> of(String article, int count) {
        return List.of(
                NUMBERS.formatted(count, article),
                copy("article", "id", "id = c.original", ", 'slug', t.slug || '-copy-' || c.number"),
                "insert into article_slug select a.slug, a.id, true from copied c join article a on a.id = c.id",
                copy("article_affiliation", "article", "article = c.original", ""),
                copy("article_history", "article", "article = c.original", ""),
                copy("article_version", "article", "article = c.original", ""),
                copy("published_article", "article", "article = c.original", ""),
                copy("published_affiliation", "article", "article = c.original", ""),
                "drop table copied");
    }

    private static String copy(String table, String id, String where, String more) {
        return "insert into %1$s select (jsonb_populate_record(t, jsonb_build_object('%2$s', c.id%3$s))).*"
                        .formatted(table, id, more)
                + " from copied c join %s t on t.%s".formatted(table, where);
    }
}
