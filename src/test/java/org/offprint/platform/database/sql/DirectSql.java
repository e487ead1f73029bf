package org.offprint.platform.database.sql;

import io.agroal.api.AgroalDataSource;

/** SQL on a data source of a test's own, without a service. */
public final class DirectSql {

    private DirectSql() {}

    public static Sql of(AgroalDataSource dataSource) {
        return new Sql(dataSource);
    }
}
