package org.offprint.platform.database.sql;

import io.agroal.api.AgroalDataSource;

/** Creates {@link Sql} instances for the data sources of tests, without a running service. */
public final class DirectSql {

    private DirectSql() {}

    public static Sql of(AgroalDataSource dataSource) {
        return new Sql(dataSource);
    }
}
