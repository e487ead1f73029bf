package org.offprint.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubqueryAliasesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | select * from (select 1)",
                "1 | select * from (select 1) limit 5",
                "1 | select * from ((select 1) union all (select 2)) order by 1",
                "1 | select a from b join (values (1), (2)) on true",
                "1 | select a from b left join lateral (select c from d where e = (select max(f) from g)) on true",
                "2 | select (select 1 from (select 2)) from (select 3 from h) where true",
                "0 | select * from (select 1) listed limit 5",
                "0 | select * from (select 1) as listed (a) limit 5",
                "0 | select * from (select 1) \"Listed\"",
                "0 | select (select 1), (values (1)) from i where j in (select 2)",
                "0 | select ') from (select' from (select -- from (select )",
                "0 | with a as (select 1) select * from a where b in (select extract(epoch from (now() - c)) from d)",
            })
    void subqueries_without_an_alias_in_a_from_clause_are_detected(int count, String sql) {
        assertEquals(count, SubqueryAliases.missingIn(sql).size(), sql);
    }
}
