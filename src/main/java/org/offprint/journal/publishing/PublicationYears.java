package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;

/** Finds the years in which a journal has published articles. */
@ApplicationScoped
public class PublicationYears {

    /** SQL query with one index lookup per year. The cost does not depend on the number of articles in a year. */
    private static final String YEARS = "with recursive years (year) as (("
            + "select left(sort_key, 4) from published_article where journal = ? and not withdrawn"
            + " order by sort_key desc limit 1) union all select (select left(p.sort_key, 4) from published_article p"
            + " where p.journal = ? and not p.withdrawn and p.sort_key < years.year order by p.sort_key desc limit 1)"
            + " from years where years.year is not null) select year from years where year is not null";

    private final Sql sql;

    PublicationYears(Sql sql) {
        this.sql = sql;
    }

    /** Returns the years of the printed dates of the journal's published articles, newest first. */
    public List<Integer> of(UUID journal) {
        return sql.list(YEARS, row -> Integer.valueOf(row.getString("year")), journal, journal);
    }
}
